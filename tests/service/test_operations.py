"""The pages and files for those who run it say what the code says."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from extractor.settings.service import Settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `CHIPWIRE_(\w+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
NONE = {"None": "unset", "()": "none", "{}": "none"}


def test_the_table_of_settings_is_complete() -> None:
    told = {name.lower(): description for name, _, description in ROW.findall(PAGE)}
    fields = {name: field.description for name, field in Settings.model_fields.items()}
    assert told.pop("patterns") == "Folder of rules and catalog in place of those shipped."
    assert told == fields


def test_the_defaults_are_true() -> None:
    told = {name.lower(): default for name, default, _ in ROW.findall(PAGE)}
    defaults = {name: field.default for name, field in Settings.model_fields.items() if field.default_factory is None}
    for name, default in defaults.items():
        assert told[name] in {
            str(default),
            str(default).lower(),
            NONE.get(str(default)),
            "none" if default is None else "",
        }


def test_every_metric_is_told(client: TestClient) -> None:
    client.post("/v1/extract", json={"text": "Xeon"})
    names = set(re.findall(r"^# TYPE (chipwire_\w+)", client.get("/metrics").text, re.MULTILINE))
    assert {name for name in names if f"`{name}" not in PAGE} == set()


def test_the_unit_stops_and_reloads_as_told() -> None:
    unit = (ROOT / "deploy" / "chipwire.service").read_text(encoding="utf-8")
    assert "KillMode=mixed" in unit
    assert "ExecReload=/bin/kill -HUP $MAINPID" in unit
    assert "DynamicUser=yes" in unit


def test_the_image_is_not_root_and_has_a_health_check() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    last_stage = lines[max(at for at, line in enumerate(lines) if line.startswith("FROM")) :]
    assert "USER chipwire" in last_stage
    assert any(line.startswith("HEALTHCHECK") for line in last_stage)
