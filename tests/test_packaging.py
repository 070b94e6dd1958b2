"""The wheel carries all it needs: built, installed outside the checkout, and used there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
USE = """
import json, pathlib, extractor, service, spacy
result = extractor.load().extract("Nvidia said the H100 ships on October 28, 2023.")
nlp = spacy.blank("en")
nlp.add_pipe("chipwire")
doc = nlp("Nvidia said the H100 ships.")
print(json.dumps([extractor.__file__, service.__file__, [e.text for e in result.entities], [s.text for s in doc.spans["chipwire"]]]))
"""


def run(*command: object, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with the wheel installed, and only what it depends on from the environment that runs the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("chipwire-*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", site, wheel, cwd=folder)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


def test_the_wheel_extracts_outside_the_checkout(python: Path, tmp_path: Path) -> None:
    package, service, entities, spans = json.loads(run(python, "-c", USE, cwd=tmp_path))
    assert Path(package).is_relative_to(python.parent.parent)
    assert Path(service).is_relative_to(python.parent.parent)
    assert entities == ["Nvidia", "H100", "October 28, 2023"]
    assert spans == ["Nvidia", "H100"]


def test_the_wheel_holds_rules_and_page(python: Path, tmp_path: Path) -> None:
    data = run(python, "-c", "from extractor.settings import *; print(patterns_dir(), web_dir())", cwd=tmp_path)
    for folder in data.split():
        assert Path(folder).is_relative_to(python.parent.parent)
        assert any(Path(folder).iterdir())


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = run(sys.executable, "-c", "import sys, extractor; print(*sys.modules)", cwd=ROOT).split()
    assert {"spacy", "pydantic", "numpy", "yaml"}.isdisjoint(loaded)
