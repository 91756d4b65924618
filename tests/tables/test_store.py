"""Tables written while rows come in are the same whatever their size; large ones lie in parts."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import OutputError
from pipeline.runner import execute
from pipeline.tables import arrow, store
from pipeline.tables.arrow import parquet_files
from pipeline.tables.read import read_tables
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Sink, Stored
from pipeline.tables.validate import validate


def problem(number):
    empty = dict.fromkeys(TABLES["problems"].names)
    message = "no; “word”\n" * (number % 3) + "."
    return empty | {
        "document_id": f"d{number // 4}",
        "ordinal": number,
        "severity": "info",
        "code": "x",
        "message": message,
    }


@pytest.mark.parametrize("number", [0, 1, 10, 29, 30, 31, 100])
def test_parts_hold_all_rows_in_order(tmp_path, monkeypatch, number):
    monkeypatch.setattr(store, "GROUP_ROWS", 10)
    monkeypatch.setattr(store, "PART_ROWS", 30)
    rows = [problem(n) for n in range(number)]
    sink = Sink(TABLES["problems"], tmp_path)
    for place in range(0, number, 7):
        sink.extend(rows[place : place + 7])
    sink.close()
    tables = Stored(tmp_path)
    assert tables["problems"].to_pylist() == rows
    assert tables.count("problems") == number
    assert sum(piece.num_rows for piece in tables.pieces("problems")) == number
    file = tmp_path / "problems.parquet"
    assert file.is_dir() == (number > 40)
    assert len(parquet_files(file)) == 1 + (number > 40) + (number > 80)
    assert len(pd.read_parquet(file)) == number
    assert [path.name for path in tmp_path.iterdir()] == ["problems.parquet"]


def test_a_run_into_parts_holds_what_one_file_would(root, tmp_path, monkeypatch):
    execute(root / "raw", tmp_path / "whole")
    monkeypatch.setattr(store, "GROUP_ROWS", 1)
    monkeypatch.setattr(store, "PART_ROWS", 1)
    execute(root / "raw", tmp_path / "parts")
    assert (tmp_path / "parts" / "nodes.parquet").is_dir()
    assert validate(tmp_path / "parts", root / "raw") == []
    assert read_tables(tmp_path / "parts") == read_tables(tmp_path / "whole")
    for name in TABLES:
        csv = [(tmp_path / folder / f"{name}.csv").read_bytes() for folder in ("whole", "parts")]
        assert csv[0] == csv[1]
    execute(root / "raw", tmp_path / "whole", force=True)
    assert (tmp_path / "whole" / "nodes.parquet").is_dir()
    # One file takes the place of a folder, and a folder that of a file.
    monkeypatch.undo()
    execute(root / "raw", tmp_path / "parts", force=True)
    assert (tmp_path / "parts" / "nodes.parquet").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("rows", [1, 20_000], ids=["while they come in", "at the end"])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, monkeypatch, rows):
    (tmp_path / "a.txt").write_text("Kenya agreed to open an office.\n", encoding="utf-8")
    real = arrow.parquet_writer
    monkeypatch.setattr(store, "GROUP_ROWS", rows)
    monkeypatch.setattr(arrow, "parquet_writer", lambda wanted, _: real(wanted, Path("/dev/full")))
    with pytest.raises(OutputError, match=r"folder .*out \(.*no space left.*--output"):
        execute(tmp_path / "a.txt", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".kept"]
    monkeypatch.undo()
    monkeypatch.setattr("pipeline.runner.process", lambda _: pytest.fail("it was done again"))
    assert execute(tmp_path / "a.txt", tmp_path / "out").counts["documents"] == 1
