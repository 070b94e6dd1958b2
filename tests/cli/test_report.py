import json
from pathlib import Path

from typer.testing import CliRunner

from extractor.cli import app


def test_a_page_beside_the_output(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    error = {"article": {"id": "a"}, "error": {"type": "unreadable", "title": "", "detail": ""}}
    output.write_text(json.dumps(error) + "\n")
    ran = CliRunner().invoke(app, ["report", str(output)])
    assert (ran.exit_code, ran.stdout) == (
        0,
        f"{tmp_path}/out.html: 0 claims in 0 articles, 0 without near-duplicates\n",
    )
    assert (tmp_path / "out.html").read_text().startswith("<!doctype html>")


def test_what_is_no_output(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["report", str(tmp_path / "gone.jsonl")])
    assert (ran.exit_code, ran.stderr) == (
        2,
        f"chipwire report: {tmp_path}/gone.jsonl: there is no such file; "
        "give what chipwire batch wrote, the .jsonl file or the folder\n",
    )
