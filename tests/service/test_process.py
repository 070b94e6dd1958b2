"""The service as a process of its own: signals, workers killed under load, its own end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60
needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="a process's children are read in /proc")


@contextmanager
def serving(**environment: str) -> Iterator[tuple[httpx.Client, subprocess.Popen[bytes]]]:
    """Start the service on a free port; yield a client for it and its process."""
    listening = socket.create_server(("127.0.0.1", 0))
    command = [sys.executable, "-m", "uvicorn", "tests.service.stubbed:app", "--fd", str(listening.fileno())]
    settings = {f"CHIPWIRE_{name.upper()}": value for name, value in environment.items()}
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | settings, pass_fds=[listening.fileno()], stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        with httpx.Client(
            base_url=address, timeout=PATIENCE_S, limits=httpx.Limits(max_keepalive_connections=0)
        ) as client:
            client.get("/readyz").raise_for_status()
            yield client, process
    finally:
        process.kill()
        process.wait()
        listening.close()


def until(happens: Callable[[], bool]) -> None:
    """Ask again and again until it happens."""
    given_up = threading.Event()
    timer = threading.Timer(PATIENCE_S, given_up.set)
    timer.start()
    while not happens():
        if given_up.is_set():
            pytest.fail("it never happened")
    timer.cancel()


def extract(client: httpx.Client, text: str) -> httpx.Response:
    return client.post("/v1/extract", json={"text": text})


def metric(client: httpx.Client, name: str) -> float:
    lines = client.get("/metrics").text.splitlines()
    return next((float(line.split()[-1]) for line in lines if line.startswith(name)), 0.0)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(12) as pool:
        yield pool


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_what_was_accepted_is_answered_before_the_end(tmp_path: Path, pool: ThreadPoolExecutor, stop: int) -> None:
    gate = tmp_path / "go"
    with serving(workers="1") as (client, process):
        asked = []
        for text in (f"wait for {gate}", "Xeon", "Xeon"):
            asked.append(pool.submit(extract, client, text))
            until(lambda: metric(client, "chipwire_requests_under_way") == len(asked))
        process.send_signal(stop)
        gate.touch()
        assert [response.result().status_code for response in asked] == [200] * 3
        assert process.wait(PATIENCE_S) in (0, -stop)


@needs_proc
def test_killed_workers_cost_their_own_requests_at_most(pool: ThreadPoolExecutor) -> None:
    with serving(workers="2") as (client, process):
        enough = threading.Event()

        def ask() -> list[int]:
            statuses = []
            while not enough.is_set():
                statuses.append(extract(client, "Xeon " * 50).status_code)
            return statuses

        asked = [pool.submit(ask) for _ in range(8)]
        for round_ in (1, 2, 3):
            for worker in children(process.pid):
                os.kill(worker, signal.SIGKILL)
            until(lambda killed=2 * round_: metric(client, "chipwire_workers_replaced_total") >= killed)  # type: ignore[misc]
            until(lambda: metric(client, "chipwire_workers ") == 2)
        enough.set()
        statuses = [status for each in asked for status in each.result()]
        assert set(statuses) <= {200, 503}
        assert statuses.count(503) <= 6
        assert statuses.count(200) > 0


def test_sighup_reads_the_rules_again_and_keeps_the_old_for_bad_ones(tmp_path: Path) -> None:
    rules = tmp_path / "version.txt"
    rules.write_text("v1")
    with serving(workers="1", rules=str(rules), reload="false") as (client, process):
        assert extract(client, "").headers["x-rules-version"] == "v1"
        rules.write_text("bad")
        process.send_signal(signal.SIGHUP)
        until(lambda: client.get("/readyz").json()["reload_error"] == "unknown key 'lable'")
        assert extract(client, "").headers["x-rules-version"] == "v1"
        rules.write_text("v2")
        process.send_signal(signal.SIGHUP)
        until(lambda: client.get("/readyz").json()["rules_version"] == "v2")
        assert client.get("/readyz").json()["reload_error"] is None


def test_health_is_answered_while_every_worker_is_busy(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    gate = tmp_path / "go"
    with serving(workers="1", max_waiting_requests="2") as (client, _process):
        asked = [pool.submit(extract, client, f"wait for {gate}") for _ in range(3)]
        until(lambda: metric(client, "chipwire_requests_under_way") == 3)
        assert client.get("/healthz").status_code == 200
        refused = extract(client, "Xeon")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
        gate.touch()
        assert [response.result().status_code for response in asked] == [200] * 3


@needs_proc
def test_workers_end_with_the_service(pool: ThreadPoolExecutor) -> None:
    with serving(workers="2") as (_client, process):
        workers = children(process.pid)
        assert len(workers) == 2
        process.kill()
        process.wait()
        until(lambda: not any(is_running(worker) for worker in workers))


def children(parent: int) -> list[int]:
    files = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(pid) for file in files for pid in file.read_text().split()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_services_own_process_loads_no_rules() -> None:
    said = "import sys, service; print(sorted({'spacy', 'yaml', 'trafilatura'} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
