import json

import pytest

from pipeline.errors import OutputError
from pipeline.tables.formats import FORMATS
from pipeline.tables.schema import TABLES
from pipeline.tables.write import Report, staging
from tests.tables.sample import TEXT, result, tables

REPORT = Report({"counts": {}}, {"seconds": 1.5})


def publish(output, formats=("csv", "parquet"), texts=(), made=None):
    with staging(output) as stage:
        for name in texts:
            stage.add_text(name, TEXT)
        stage.publish(made or tables(), formats, REPORT)


def content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_run_leaves_its_files_and_nothing_else(tmp_path):
    publish(tmp_path / "deep" / "out", texts=["a-1"])
    expected = {f"{name}.{form}" for name in TABLES for form in ("csv", "parquet")}
    expected |= {"datapackage.json", "codebook.md", "run.json", "timings.json", "texts/a-1.txt"}
    assert set(content(tmp_path / "deep" / "out")) == expected
    assert json.loads((tmp_path / "deep/out/run.json").read_text()) == {"counts": {}, "notes": []}


def test_same_rows_give_the_same_bytes(tmp_path):
    publish(tmp_path / "a")
    publish(tmp_path / "b")
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_texts_keep_their_line_ends(tmp_path):
    with staging(tmp_path / "out") as stage:
        stage.add_text("a", "one\r\ntwo\rthree\n\u2028")
        stage.publish(tables(), ["csv"], REPORT)
    assert (tmp_path / "out/texts/a.txt").read_bytes() == "one\r\ntwo\rthree\n\u2028".encode()


def test_a_later_run_leaves_nothing_of_an_earlier_one_but_touches_no_other_file(tmp_path):
    publish(tmp_path, formats=FORMATS, texts=["old"])
    (tmp_path / "notes.txt").write_text("mine")
    publish(tmp_path, formats=["parquet"])
    names = set(content(tmp_path))
    assert "notes.txt" in names
    ours = {f"{name}.parquet" for name in TABLES} | {"notes.txt"}
    assert {name for name in names if not name.endswith((".json", ".md"))} == ours


def test_a_run_that_breaks_off_leaves_the_earlier_result(tmp_path):
    publish(tmp_path / "out")
    before = content(tmp_path / "out")
    with pytest.raises(KeyboardInterrupt), staging(tmp_path / "out") as stage:
        _break_off(stage)
    assert content(tmp_path / "out") == before


def _break_off(stage):
    stage.add_text("new", TEXT)
    raise KeyboardInterrupt


def test_a_run_that_breaks_off_leaves_no_empty_folder(tmp_path):
    with pytest.raises(KeyboardInterrupt), staging(tmp_path / "out"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_cannot_be_is_told_before_any_work(tmp_path):
    (tmp_path / "file").write_text("x")
    for output in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(OutputError, match="name another one with --output"), staging(output):
            pytest.fail("staging began")
    assert (tmp_path / "file").read_text() == "x"


def test_a_folder_in_the_way_of_a_table_is_told(tmp_path):
    (tmp_path / "nodes.csv").mkdir()
    with pytest.raises(OutputError, match="Cannot write into the folder"):
        publish(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["nodes.csv"]


def test_package_names_the_formats_of_the_run(tmp_path):
    publish(tmp_path, formats=["parquet"])
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert (tmp_path / resource["path"]).is_file()


def test_documents_stand_in_the_order_they_came():
    made = tables(result("b.txt"), result("c.txt"))
    assert made["documents"]["source"].to_pylist() == ["b.txt", "c.txt"]
