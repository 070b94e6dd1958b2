import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.batch import pool
from extractor.batch.answer import Orders
from extractor.batch.journal import journal_folder
from extractor.batch.local import Summary, run
from extractor.documents.records import read_records
from extractor.documents.writers import write_results
from extractor.errors import ArticleError, ReadError
from tests.batch.stub import Stub

Record = dict[str, object]


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def batch(
    folder: Path | str, output: Path, rules_version: str = "1", force: bool = False, time_limit_s: float = 60.0
) -> Summary:
    return run([folder], output, lambda: Stub(rules_version), Orders(time_limit_s=time_limit_s), 2, force)


def records(output: Path) -> list[Record]:
    return [json.loads(line) for line in output.read_bytes().splitlines()]


def ids(output: Path) -> list[object]:
    return [record["article"]["id"] for record in records(output)]  # type: ignore[index]


def counts(summary: Summary) -> tuple[int, int, int]:
    return summary.articles, summary.reused, summary.failed


def test_one_record_an_article(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a="Intel", b="fail")
    summary = batch(folder, tmp_path / "out.jsonl")
    good, bad = records(tmp_path / "out.jsonl")
    fingerprint = good["article"].pop("fingerprint")  # type: ignore[attr-defined]
    assert len(fingerprint) == 32
    assert good["article"] == {"id": "a.txt", "title": None, "published": None, "words": 1, "text": "Intel"}
    assert (good["rules_version"], good["elapsed_ms"]) == ("1", None)
    error = {"type": "internal", "title": "The extractor failed on the article", "detail": "ValueError: no luck"}
    assert bad == {"article": {"id": "b.txt"}, "error": error}
    assert (counts(summary), summary.entities["VENDOR"], summary.exit_status) == ((2, 0, 1), 1, 1)
    assert summary.failures == [("b.txt", "ValueError: no luck")]


def test_order_is_kept_over_many_chunks(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"text": f"Number {number}"}) + "\n" for number in range(2_000)))
    summary = batch(source, tmp_path / "out.jsonl")
    assert counts(summary) == (2_000, 0, 0)
    assert ids(tmp_path / "out.jsonl") == [f"in.jsonl#{number}" for number in range(1, 2_001)]


@pytest.mark.parametrize(
    ("articles", "failed", "status"),
    [
        pytest.param(0, 0, 2, id="nothing"),
        pytest.param(2, 0, 0, id="good"),
        pytest.param(2, 1, 1, id="some"),
        pytest.param(2, 2, 2, id="none"),
    ],
)
def test_exit_status(articles: int, failed: int, status: int) -> None:
    assert Summary(articles=articles, failed=failed).exit_status == status


def test_a_second_run_does_only_what_changed(tmp_path: Path) -> None:
    folder, output = write(tmp_path / "in", a="One.", b="Two.", c="fail", e="Five."), tmp_path / "out.jsonl"
    batch(folder, output)
    write(folder, b="Two, changed.", c="Three.", d="Four.")
    (folder / "e.txt").unlink()
    assert counts(batch(folder, output)) == (4, 1, 0)
    assert ids(output) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert counts(batch(folder, output)) == (4, 4, 0)
    assert counts(batch(folder, output, rules_version="2")) == (4, 0, 0)
    assert counts(batch(folder, output, rules_version="2", force=True)) == (4, 0, 0)


def test_errors_are_tried_again(tmp_path: Path) -> None:
    folder, output = write(tmp_path / "in", a="fail"), tmp_path / "out.jsonl"
    assert counts(batch(folder, output)) == counts(batch(folder, output)) == (1, 0, 1)


def test_what_an_interrupted_run_has_done_is_kept(tmp_path: Path) -> None:
    folder, output = (
        write(tmp_path / "in", **{f"a{number}": f"Number {number}" for number in range(10)}),
        tmp_path / "out.jsonl",
    )
    batch(folder, output)
    whole = output.read_bytes()
    for size in (0, 1, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        output.unlink(missing_ok=True)
        journal_folder(output).mkdir()
        (journal_folder(output) / "000001.jsonl").write_bytes(whole[:size])
        assert counts(batch(folder, output)) == (10, whole[:size].count(b"\n"), 0)
        assert output.read_bytes() == whole
        assert not journal_folder(output).exists()


def test_interrupted_again_and_again_nothing_is_lost(tmp_path: Path) -> None:
    folder, output = (
        write(tmp_path / "in", **{f"a{number}": f"Number {number}" for number in range(9)}),
        tmp_path / "out.jsonl",
    )
    batch(folder, output)
    whole = output.read_bytes().splitlines(keepends=True)
    output.unlink()
    journal_folder(output).mkdir()
    for number, part in enumerate((whole[:6], whole[:2], whole[:4], []), start=1):
        (journal_folder(output) / f"{number:06}.jsonl").write_bytes(b"".join(part))
    assert counts(batch(folder, output)) == (9, 6, 0)
    assert output.read_bytes() == b"".join(whole)


KILLED = """
import os, signal, sys
from extractor.batch.answer import Orders
from extractor.batch.local import run
from tests.batch.stub import Stub
def watch(summary):
    if summary.articles >= 500:
        os.kill(os.getpid(), signal.SIGKILL)
run([sys.argv[1]], __import__("pathlib").Path(sys.argv[2]), Stub, Orders(), 2, watch=watch)
"""


def test_killed_and_resumed_gives_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"text": f"Number {number}"}) + "\n" for number in range(2_000)))
    batch(source, tmp_path / "undisturbed.jsonl")
    output = tmp_path / "out.jsonl"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(source), str(output)], check=False)
    assert (killed.returncode, output.exists()) == (-9, False)
    summary = batch(source, output)
    assert 500 <= summary.reused < 2_000
    assert output.read_bytes() == (tmp_path / "undisturbed.jsonl").read_bytes()


def test_an_article_that_takes_too_long(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a="One.", b="hang", c="Three.")
    assert batch(folder, tmp_path / "out.jsonl", time_limit_s=0.05).failures == [
        ("b.txt", "it took more than 0.05 s; --time-limit allows more")
    ]


def test_an_article_that_hangs_beyond_the_alarm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "GRACE_S", 0.2)
    monkeypatch.setattr(pool, "LISTEN_S", 0.05)
    folder = write(tmp_path / "in", a="One.", b="hang deaf", c="Three.")
    summary = batch(folder, tmp_path / "out.jsonl", time_limit_s=0.05)
    assert (counts(summary), summary.failures) == (
        (3, 0, 1),
        [("b.txt", "it took more than 0.05 s and had to be killed")],
    )


def test_an_article_on_which_processes_die(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a="One.", b="die", c="Three.", d="die")
    summary = batch(folder, tmp_path / "out.jsonl")
    assert counts(summary) == (4, 0, 2)
    assert [record["error"]["type"] for record in records(tmp_path / "out.jsonl") if "error" in record] == [
        "crashed"
    ] * 2  # type: ignore[index]


def test_a_process_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a="One.", b=f"die once {tmp_path / 'mark'}", c="Three.")
    assert counts(batch(folder, tmp_path / "out.jsonl")) == (3, 0, 0)


def test_a_process_that_has_grown_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "WORKER_GROWTH_MB", -1)
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"text": f"Number {number}"}) + "\n" for number in range(200)))
    assert counts(batch(source, tmp_path / "out.jsonl")) == (200, 0, 0)


def test_the_output_is_not_its_own_input(tmp_path: Path) -> None:
    folder = write(tmp_path, a="One.")
    output = folder / "out.jsonl"
    assert counts(batch(folder, output)) == (1, 0, 0)
    assert counts(batch(folder, output)) == (1, 1, 0)
    assert counts(batch(f"{folder}/*", output)) == (1, 1, 0)


def test_a_folder_of_outputs_is_no_input(tmp_path: Path) -> None:
    folder = write(tmp_path, a="One.")
    output = folder / "out" / "results.jsonl"
    for reused in (0, 1, 1):
        assert counts(batch(folder, output)) == (1, reused, 0)
        write_results(read_records(output), folder / "out", "csv")
    assert ids(output) == ["a.txt"]


FULL = """
import resource, signal, sys
from pathlib import Path
from extractor.batch.answer import Orders
from extractor.batch.local import run
from tests.batch.stub import Stub
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
run([sys.argv[1]], Path(sys.argv[2]), Stub, Orders(), 2)
"""


def test_a_full_disk_stops_the_run_and_what_is_done_is_kept(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"text": f"Number {number}"}) + "\n" for number in range(2_000)))
    batch(source, tmp_path / "undisturbed.jsonl")
    output = tmp_path / "out.jsonl"
    stopped = subprocess.run(
        [sys.executable, "-c", FULL, str(source), str(output)], capture_output=True, text=True, check=False
    )
    assert (stopped.stderr.splitlines()[-1], output.exists()) == ("OSError: [Errno 27] File too large", False)
    assert 0 < batch(source, output).reused < 2_000
    assert output.read_bytes() == (tmp_path / "undisturbed.jsonl").read_bytes()


def test_an_input_that_is_not_there_leaves_the_output_alone(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("{}\n")
    with pytest.raises(ReadError, match="there is no such file or folder"):
        batch(tmp_path / "gone", output)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out.jsonl": "{}\n"}


WRITING = """
import sys
from pathlib import Path
from extractor.batch.journal import Journal
with Journal(Path(sys.argv[1]), "1"):
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_two_runs_do_not_write_the_same_output(tmp_path: Path) -> None:
    folder, output = write(tmp_path / "in", a="One."), tmp_path / "out.jsonl"
    command = [sys.executable, "-c", WRITING, str(output)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(ArticleError, match="is being written by another run"):
            batch(folder, output)
        other.kill()
    assert counts(batch(folder, output)) == (1, 0, 0)
