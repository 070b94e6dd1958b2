"""The command itself."""

from __future__ import annotations

from importlib.metadata import version

from typer.testing import CliRunner

from extractor.cli import app


def test_it_tells_its_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"{version('chipwire')}\n")


def test_without_a_command_it_lists_them() -> None:
    result = CliRunner().invoke(app, [])
    assert all(f" {name} " in result.output for name in ("extract", "batch", "evaluate", "serve", "rules", "report"))
