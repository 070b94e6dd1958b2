import json
import os
from pathlib import Path

import pyarrow.dataset
import pytest
import ray
from typer.testing import CliRunner

import extractor
from extractor.batch.answer import Orders
from extractor.batch.local import Summary, run
from extractor.batch.ray import plan_parts, run_on_ray
from extractor.cli import app
from extractor.documents.records import read_records
from extractor.documents.sources import find_sources
from extractor.documents.writers import write_results
from extractor.documents.writers.tables import TABLES
from tests.batch.stub import Stub


@pytest.fixture(scope="module", autouse=True)
def cluster() -> object:
    """A cluster of two processors on this machine."""
    os.environ |= {"RAY_DATA_DISABLE_PROGRESS_BARS": "1", "RAY_USAGE_STATS_ENABLED": "0"}
    environment = {"env_vars": {"PYTHONPATH": str(Path(__file__).parents[2])}}
    ray.init(
        num_cpus=2,
        object_store_memory=100 * 2**20,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="ERROR",
        runtime_env=environment,
    )
    yield
    ray.shutdown()


def write(folder: Path) -> Path:
    folder.mkdir()
    for name, text in {"a": "Intel", "b": "fail", "c": "Three."}.items():
        (folder / f"{name}.txt").write_text(text)
    lines = [json.dumps({"text": f"Number {number}."}) for number in range(100)]
    (folder / "d.jsonl").write_text("\n".join(lines))
    (folder / "e.jsonl").write_text("no json")
    (folder / "f.txt").write_text("Six.")
    return folder


def on_ray(folder: Path, output: Path, workers: int = 1, force: bool = False) -> Summary:
    return run_on_ray([folder], str(output), Stub, Orders(), workers, force=force)


def parts_of(output: Path) -> list[str]:
    return list(json.loads((output / "_parts.json").read_text())["parts"])


def lines(output: Path) -> bytes:
    names = parts_of(output)
    assert sorted(path.name for path in output.iterdir()) == sorted([*names, "_parts.json"])
    return b"".join((output / name).read_bytes() for name in names)


def counts(summary: Summary) -> tuple[int, int, int]:
    return summary.articles, summary.reused, summary.failed


def test_parts_are_files_of_many_articles_and_bundles_of_small_ones(tmp_path: Path) -> None:
    parts = list(plan_parts(find_sources([write(tmp_path / "in")]), "1"))
    names = [[source.name for source in part.sources] for part in parts]
    assert names == [["a.txt", "b.txt", "c.txt"], ["d.jsonl"], ["e.jsonl"], ["f.txt"]]
    again = list(plan_parts(find_sources([tmp_path / "in"]), "1"))
    other = list(plan_parts(find_sources([tmp_path / "in"]), "2"))
    assert parts == again
    assert not {part.key for part in parts} & {part.key for part in other}


def test_the_lines_of_one_machine_and_a_second_run_does_only_what_changed_or_failed(tmp_path: Path) -> None:
    folder, output, beside = write(tmp_path / "in"), tmp_path / "ray", tmp_path / "local.jsonl"
    local, there = run([folder], beside, Stub, Orders(), 2), on_ray(folder, output)
    assert lines(output) == beside.read_bytes()
    assert (counts(there), there.entities) == (counts(local), local.entities)
    assert sorted(there.failures) == sorted(local.failures)
    assert list(read_records(output)) == list(read_records(beside))
    assert counts(on_ray(folder, output)) == (105, 101, 2)
    (folder / "b.txt").write_text("Two.")
    (folder / "e.jsonl").unlink()
    assert counts(on_ray(folder, output)) == (104, 101, 0)
    assert counts(on_ray(folder, output)) == (104, 104, 0)
    run([folder], beside, Stub, Orders(), 2)
    assert lines(output) == beside.read_bytes()


def test_what_is_killed_loses_nothing_and_what_is_forced_is_done_again(tmp_path: Path) -> None:
    folder, output = write(tmp_path / "in"), tmp_path / "ray"
    (folder / "a.txt").write_text(f"die once {tmp_path / 'process'}")
    (folder / "c.txt").write_text(f"orphan once {tmp_path / 'actor'}")
    assert counts(on_ray(folder, output, workers=2)) == (105, 0, 2)
    assert (tmp_path / "process").exists()
    assert (tmp_path / "actor").exists()
    run([folder], tmp_path / "local.jsonl", Stub, Orders(), 2)  # who died once dies no more
    assert lines(output) == (tmp_path / "local.jsonl").read_bytes()
    assert counts(on_ray(folder, output, force=True)) == (105, 0, 2)
    assert lines(output) == (tmp_path / "local.jsonl").read_bytes()


def test_an_article_that_takes_too_long(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hang")
    summary = run_on_ray([tmp_path / "a.txt"], str(tmp_path / "ray"), Stub, Orders(time_limit_s=0.1), workers=1)
    assert summary.failures == [("a.txt", "it took more than 0.1 s; --time-limit allows more")]


def test_the_corpus_by_the_command_as_on_one_machine(tmp_path: Path) -> None:
    corpus = Path(__file__).parents[2] / "corpus"
    options = ["--output", str(tmp_path / "ray"), "--engine", "ray", "--processes", "2"]
    ran = CliRunner().invoke(app, ["batch", str(corpus), *options])
    assert ran.exit_code == 0, ran.output
    run([corpus], tmp_path / "local.jsonl", extractor.load, Orders(), 2)
    assert lines(tmp_path / "ray") == (tmp_path / "local.jsonl").read_bytes()


def rows(folder: Path, table: str) -> list[object]:
    return sorted(map(str, pyarrow.dataset.dataset(folder / table).to_table().to_pylist()))


def test_urls_and_tables(tmp_path: Path) -> None:
    folder, url, output = write(tmp_path / "in"), f"file://{tmp_path}", tmp_path / "ray"
    for changed in ("Intel again", "fail"):
        (folder / "f.txt").write_text(changed)
        run_on_ray([f"{url}/in"], f"{url}/ray", Stub, Orders(), workers=1, tables=["parquet"])
        run([folder], tmp_path / "local.jsonl", Stub, Orders(), 2)
        write_results(read_records(tmp_path / "local.jsonl"), tmp_path / "local", "parquet")
        assert (
            b"".join((output / name).read_bytes() for name in parts_of(output))
            == (tmp_path / "local.jsonl").read_bytes()
        )
        for table in TABLES:
            assert rows(output, table) == rows(tmp_path / "local", f"{table}.parquet")
            assert {path.stem for path in (output / table).iterdir()} == {Path(name).stem for name in parts_of(output)}
