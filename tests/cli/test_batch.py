import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app

COMMAND = [sys.executable, "-m", "extractor", "batch"]


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def test_a_folder_with_a_file_that_can_not_be_read(tmp_path: Path) -> None:
    folder, output = (
        write(tmp_path / "in", a="Intel ships Xeon 6.", b="\0\1\2" * 9, c="Nothing [bold]here[/]."),
        tmp_path / "out.jsonl",
    )
    ran = CliRunner().invoke(app, ["batch", str(folder), "--output", str(output)])
    assert ran.exit_code == 1
    assert "b.txt: this is binary data, not text; give .txt, .md, .html or .json" in ran.stderr
    assert [json.loads(line)["article"]["id"] for line in output.open()] == ["a.txt", "b.txt", "c.txt"]
    (folder / "b.txt").unlink()
    again = CliRunner().invoke(app, ["batch", str(folder), "--output", str(output)])
    assert (again.exit_code, again.stdout) == (0, "")


def test_an_input_that_is_not_there(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["batch", str(tmp_path / "gone"), "--output", str(tmp_path / "out.jsonl")])
    assert ran.exit_code == 2
    assert "there is no such file or folder; give a file, a folder, a quoted glob or -" in ran.stderr


def test_standard_input_and_mapped_fields(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    options = ["--output", str(output), "--text-field", "body", "--published-field", "day", "--no-text"]
    record = b'{"body": "Intel ships Xeon 6.", "day": "2024-06-03", "id": "x"}\n'
    ran = subprocess.run([*COMMAND, "-", *options], input=record, check=False, capture_output=True)
    assert ran.returncode == 0
    article = json.loads(output.read_bytes())["article"]
    fingerprint = article.pop("fingerprint")
    assert len(fingerprint) == 32
    assert article == {"id": "x", "title": None, "published": "2024-06-03", "words": 4, "published_from": "record"}


def test_a_terminal_sees_a_bar_and_a_table(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a="Intel ships Xeon 6.")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    command = [*COMMAND, str(folder), "--output", str(tmp_path / "out.jsonl")]
    with subprocess.Popen(command, stderr=theirs, env=environment) as running:
        os.close(theirs)
        seen = b""
        while True:
            try:
                block = os.read(ours, 4096)
            except OSError:  # the terminal was closed
                break
            seen += block
    assert running.returncode == 0
    assert "articles a second" in seen.decode()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_cleanly_and_the_same_command_goes_on(tmp_path: Path, stop: signal.Signals) -> None:
    output = tmp_path / "out.jsonl"
    command = [*COMMAND, "-", "--output", str(output)]
    journal = tmp_path / ".out.jsonl.run" / "000001.jsonl"
    fed: list[str] = []
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a background shell ignores it
    ) as running:
        assert running.stdin is not None
        while running.poll() is None and not (journal.exists() and journal.stat().st_size):
            fed.append(json.dumps({"text": f"Number {len(fed):99999}."}) + "\n")  # long, so that few fill the pipe
            running.stdin.write(fed[-1])  # waits while the command has enough to do
        running.send_signal(stop)
        _, told = running.communicate()
    assert (running.returncode, output.exists()) == (130, False)
    assert told == "Stopped. What is done is kept; the same command goes on.\n"
    again = subprocess.run(command, input="".join(fed), text=True, check=False, capture_output=True)
    assert again.returncode == 0
    assert len(output.read_bytes().splitlines()) == len(fed)
