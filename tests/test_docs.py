"""The documentation is true: each command, file and snippet of the tutorial and of the Python pages is run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
BLOCK = re.compile(
    r"^```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    language: str
    title: str | None
    body: str


def blocks(name: str) -> list[Block]:
    text = (DOCS / name).read_text(encoding="utf-8")
    return [Block(match["language"], match["title"], match["body"]) for match in BLOCK.finditer(text)]


def commands(console: str) -> list[tuple[str, str]]:
    """The commands of a console block with what they print."""
    parts = re.split(r"^\$ (.*)\n", console, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def same(wanted: str, got: str) -> bool:
    """`...` stands for any lines, and for anything in a line."""
    lines = [re.escape(line.rstrip()).replace(r"\.\.\.", ".*") for line in wanted.rstrip().splitlines()]
    pattern = "\n".join("(?:.*\n)*?.*" if line == ".*" else line for line in lines)
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in got.rstrip().splitlines())) is not None


@pytest.fixture
def shell(tmp_path: Path):
    """Run a command as a reader would, with this checkout as what is installed."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    plugin = "" if "chipwire" in entry_points(group="pytest11").names else "-p extractor.pytest_plugin"
    for name, module in (("chipwire", "extractor"), ("pytest", f"pytest {plugin} -p no:cacheprovider")):
        script = bin_folder / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n')
        script.chmod(0o755)
    environment = {
        **os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "COLUMNS": "160", "NO_COLOR": "1",
    }  # fmt: skip
    work = tmp_path / "work"
    work.mkdir()

    def run(command: str) -> str:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=work,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout + done.stderr

    run.work = work
    return run


def test_the_tutorial_does_what_it_says(shell) -> None:
    ran = 0
    for block in blocks("tutorial.md"):
        if block.title:
            path = shell.work / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
        elif block.language == "console":
            for command, wanted in commands(block.body):
                got = shell(command)
                assert same(wanted, got), f"$ {command}\n{got}"
                ran += 1
        elif block.language == "python":
            (shell.work / "snippet.py").write_text(block.body, encoding="utf-8")
            assert shell(f'"{sys.executable}" snippet.py') == ""
            ran += 1
    assert ran >= 10


@pytest.mark.parametrize("name", ["library.md", "spacy.md"])
def test_the_snippets_of_a_page_run(name: str) -> None:
    snippets = [block.body for block in blocks(name) if block.language == "python"]
    assert snippets
    exec("\n".join(snippets), {})  # noqa: S102 - our own pages


def test_every_page_is_in_the_site_and_every_link_leads_somewhere() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = {path.name for path in DOCS.glob("*.md")}
    assert {page for page in pages if page not in site} == set()
    for page in pages:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", (DOCS / page).read_text(encoding="utf-8")):
            assert (DOCS / link).exists(), f"{page}: {link}"
