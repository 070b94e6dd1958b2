"""The HTTP side: routes, statuses, headers, problem documents, limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from httpx import Response
from pydantic import SecretStr
from starlette.testclient import TestClient

from service import create_app
from tests.service.conftest import SETTINGS, STUB

PROBLEM = "urn:chipwire:problem:"


def said(response: Response) -> dict[str, Any]:
    """Return the problem document, which every error must be."""
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert set(document) == {"type", "title", "status", "detail", "errors"}
    assert document["status"] == response.status_code
    return document


def test_extract(client: TestClient) -> None:
    response = client.post("/v1/extract", json={"text": "A Xeon.", "title": "T", "published": "2024-05-01", "id": "x"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-rules-version"] == response.json()["rules_version"] == "stub-1"
    assert response.json()["article"] == {"id": "x", "title": "T", "published": "2024-05-01", "words": 2}
    assert [entity["text"] for entity in response.json()["entities"]] == ["Xeon"]


def test_batch(client: TestClient) -> None:
    response = client.post("/v1/extract/batch", json={"articles": [{"text": "Xeon"}, {"text": "refuse"}]})
    first, second = response.json()["results"]
    assert (response.status_code, len(first["entities"]), second["error"]["type"]) == (200, 1, "bad-article")


def test_stream(client: TestClient) -> None:
    lines = [b'{"text": "Xeon", "id": "a"}', b"{", b'{"text": "die"}', b"x" * 20_001, b'{"text": "Xeon", "id": "b"}']
    response = client.post("/v1/extract/stream", content=b"\n".join(lines))
    assert (response.status_code, response.headers["content-type"]) == (200, "application/x-ndjson")
    answers = [json.loads(line) for line in response.text.splitlines()]
    told = [answer["error"]["type"] if "error" in answer else answer["article"]["id"] for answer in answers]
    assert told == ["a", "not-json", "worker-lost", "body-too-large", "b"]


def test_a_stream_of_other_media(client: TestClient) -> None:
    response = client.post("/v1/extract/stream", json={"text": ""})
    assert said(response)["detail"] == "'application/json' is not read; send application/x-ndjson"


def test_rules_and_catalog(client: TestClient) -> None:
    assert client.get("/v1/rules?q=stub").json()["total"] == 1
    assert client.get("/v1/rules/stub.twice").json()["label"] == "RATIO"
    assert said(client.get("/v1/rules/stub.thrice"))["type"] == PROBLEM + "not-found"
    assert len(client.get("/v1/catalog/chips?limit=7&offset=3").json()["items"]) == 7
    assert client.get("/v1/catalog/vendors?q=INTEL").json()["items"][0]["id"] == "intel"


def test_a_bad_parameter_is_named(client: TestClient) -> None:
    errors = said(client.get("/v1/catalog/chips?limit=0&offset=x"))["errors"]
    assert [error["field"] for error in errors] == ["offset", "limit"]


def test_labels(client: TestClient) -> None:
    labels = client.get("/v1/labels").json()["labels"]
    assert [label["label"] for label in labels] == ["CHIP", "VENDOR", "RATIO", "DATE"]
    assert labels[3]["fields"] == ["value", "first_day", "last_day"]


def test_limits(client: TestClient) -> None:
    assert client.get("/v1/limits").json() == {
        "max_body_bytes": 20_000,
        "max_text_chars": 1_000,
        "max_batch_articles": 5,
        "max_rules": 50,
        "max_rules_chars": 20_000,
        "max_rules_tokens": 5_000,
        "max_match_words": 24,
        "request_timeout_s": 30.0,
        "max_requests_under_way": 65,
        "rate_limit": None,
    }


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = {"status": "ready", "workers": 1, "rules_version": "stub-1", "reload_error": None}
    assert client.get("/readyz").json() == ready


def test_not_ready_before_the_workers_are(client: TestClient) -> None:
    asleep = TestClient(create_app(SETTINGS, STUB))
    assert said(asleep.get("/readyz"))["type"] == PROBLEM + "not-ready"


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [("GET", "/v2", "not-found"), ("GET", "/v1/extract", "method-not-allowed"), ("GET", "/web/no.js", "not-found")],
)
def test_no_such_address(client: TestClient, method: str, path: str, kind: str) -> None:
    assert said(client.request(method, path))["type"] == PROBLEM + kind


def test_other_media(client: TestClient) -> None:
    response = client.post("/v1/extract", content=b"<p>", headers={"content-type": "text/html; charset=utf-8"})
    assert (response.status_code, said(response)["detail"]) == (415, "'text/html' is not read; send application/json")


def test_a_field_is_named(client: TestClient) -> None:
    response = client.post("/v1/extract/batch", json={"articles": [{"text": ""}, {"text": "", "published": "soon"}]})
    detail = "not a date; give the day the article appeared as YYYY-MM-DD, or leave it out"
    assert said(response)["errors"] == [{"field": "articles[1].published", "detail": detail}]


def chunks(count: int) -> Iterator[bytes]:
    yield from [b"x" * 1_000] * count


@pytest.mark.parametrize("body", [b"x" * 20_001, chunks(21)], ids=["with its length", "in chunks"])
def test_a_body_too_large(client: TestClient, body: Any) -> None:
    response = client.post("/v1/extract", content=body)
    assert (response.status_code, said(response)["type"]) == (413, PROBLEM + "body-too-large")
    assert "at most 20,000 bytes are read" in said(response)["detail"]


def test_a_body_that_understates_its_length(client: TestClient) -> None:
    response = client.post("/v1/extract", content=chunks(21), headers={"content-length": "10"})
    assert response.status_code == 413


def test_a_failure_leaks_nothing(client: TestClient) -> None:
    response = client.post("/v1/extract", json={"text": "break the secret"})
    assert (response.status_code, said(response)["type"]) == (500, PROBLEM + "internal")
    assert not [word for word in ("secret", "stub", "/", "Traceback") if word in said(response)["detail"]]


def test_a_lost_worker_is_a_503_and_the_next_request_is_answered(client: TestClient) -> None:
    response = client.post("/v1/extract", json={"text": "die"})
    assert (response.status_code, said(response)["type"]) == (503, PROBLEM + "worker-lost")
    assert response.headers["retry-after"] == "1"
    assert client.post("/v1/extract", json={"text": "Xeon"}).status_code == 200


def test_overload_is_a_429(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = client.app.state.service.pool  # type: ignore[attr-defined]
    monkeypatch.setattr(pool, "admitted", 65)
    for response in (client.post("/v1/extract", json={"text": ""}), client.get("/v1/rules")):
        assert (response.status_code, said(response)["type"]) == (429, PROBLEM + "too-many-requests")
        assert response.headers["retry-after"] == "1"
    assert client.get("/healthz").status_code == 200


def test_request_ids(client: TestClient) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "run-7"}).headers["x-request-id"] == "run-7"
    assert len(client.get("/healthz", headers={"X-Request-ID": "a b"}).headers["x-request-id"]) == 32


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_monitors_may_ask_for_the_pages_heads(client: TestClient, path: str) -> None:
    assert (client.head(path).status_code, client.head(path).content) == (200, b"")


def test_headers_that_keep_a_browser_safe(client: TestClient) -> None:
    headers = client.get("/").headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_no_other_origin_by_default(client: TestClient) -> None:
    response = client.get("/v1/limits", headers={"Origin": "https://a.example"})
    assert "access-control-allow-origin" not in response.headers


def test_an_origin_that_may() -> None:
    other = TestClient(create_app(SETTINGS.model_copy(update={"cors_origins": ("https://a.example",)}), STUB))
    for origin, allowed in [("https://a.example", "https://a.example"), ("https://b.example", None)]:
        response = other.get("/v1/limits", headers={"Origin": origin})
        assert response.headers.get("access-control-allow-origin") == allowed


def test_keys() -> None:
    settings = SETTINGS.model_copy(update={"api_keys": {"desk": SecretStr("s3cret")}})
    other = TestClient(create_app(settings, STUB))
    for headers, status in [({}, 401), ({"X-API-Key": "s3cre"}, 401), ({"X-API-Key": "s3cret"}, 200)]:
        assert other.get("/v1/limits", headers=headers).status_code == status
    refused = other.get("/v1/limits", headers={"X-API-Key": "wrong"})
    assert said(refused)["type"] == PROBLEM + "no-key"
    assert "wrong" not in refused.text
    assert other.get("/healthz").status_code == 200


def test_rate() -> None:
    other = TestClient(create_app(SETTINGS.model_copy(update={"rate_limit": "2/hour"}), STUB))
    responses = [other.get("/v1/limits") for _ in range(3)]
    assert [response.status_code for response in responses] == [200, 200, 429]
    assert said(responses[2])["type"] == PROBLEM + "rate-limit"
    assert 0 < int(responses[2].headers["retry-after"]) <= 3600


def test_metrics(client: TestClient) -> None:
    def value(line: str) -> float:
        page = client.get("/metrics").text
        return sum(float(row.rpartition(" ")[2]) for row in page.splitlines() if row.startswith(line))

    requests = 'chipwire_requests_total{method="POST",route="/v1/extract",status="200"}'
    before = [value(requests), value('chipwire_entities_total{label="CHIP"}'), value("chipwire_articles_total")]
    client.post("/v1/extract", json={"text": "Xeon Xeon"})
    after = [value(requests), value('chipwire_entities_total{label="CHIP"}'), value("chipwire_articles_total")]
    assert [new - old for new, old in zip(after, before, strict=True)] == [1, 2, 1]
    assert value("chipwire_workers ") == 1


def test_logs_hold_the_request_and_not_the_text(client: TestClient, capfd: pytest.CaptureFixture[str]) -> None:
    from extractor.serving import logs

    logs.configure("json", "info")
    client.post("/v1/extract", json={"text": "a secret"}, headers={"X-Request-ID": "run-8"})
    client.post("/v1/extract", content=b'{"text": "a secret')
    written = capfd.readouterr().err
    assert '"request_id": "run-8"' in written
    assert '"route": "/v1/extract"' in written
    assert "secret" not in written


def test_openapi_is_complete(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    refs = {part.split('"')[0] for part in client.get("/openapi.json").text.split("#/components/schemas/")[1:]}
    assert refs <= schemas.keys()
    assert {op["operationId"] for path in document["paths"].values() for op in path.values()} >= {"extract", "rule"}
    assert "oneOf" not in schemas["ExtractBody"], "generated clients would take a body of any shape"
    assert "start_utf16" in schemas["Chip"]["properties"]
    assert {"ExtractBody", "BatchBody", "Result", "Failure", "ProblemDocument"} <= schemas.keys()
