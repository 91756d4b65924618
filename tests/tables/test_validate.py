import json
import re
from functools import partial

import pytest

from pipeline.tables import arrow
from pipeline.tables.schema import TABLES
from pipeline.tables.validate import validate
from pipeline.tables.write import PACKAGE
from tests.tables.sample import TEXT, result, tables
from tests.tables.test_write import publish


@pytest.fixture
def folder(tmp_path):
    """A run over a PDF, whose text stands beside the tables."""
    one = result("in/a.pdf", "application/pdf")
    publish(tmp_path, texts=[one.document_id], made=tables(one))
    return tmp_path


def rows_of(folder, name):
    return arrow.read_parquet(folder / f"{name}.parquet").to_pylist()


def store(folder, name, rows, forms=("csv", "parquet")):
    data = arrow.arrow_table(TABLES[name], rows)
    if "parquet" in forms:
        arrow.write_parquet(data, folder / f"{name}.parquet")
    if "csv" in forms:
        arrow.write_csv([data], folder / f"{name}.csv")


def change(name, row, column, value, forms=("csv", "parquet")):
    def plant(folder):
        rows = rows_of(folder, name)
        rows[row][column] = value
        store(folder, name, rows, forms)

    return plant


def add_twice(name, folder):
    rows = rows_of(folder, name)
    store(folder, name, [*rows, rows[0]])


def drop_first(name, folder):
    store(folder, name, rows_of(folder, name)[1:])


def drop_csv_row(folder):
    store(folder, "nodes", rows_of(folder, "nodes")[:-1], forms=["csv"])


def rename_csv_column(folder):
    path = folder / "acts.csv"
    path.write_bytes(path.read_bytes().replace(b"cue_lemma", b"lemma", 1))


def retype_parquet_column(folder):
    import pyarrow as pa

    path = folder / "nodes.parquet"
    data = arrow.read_parquet(path)
    place = data.schema.get_field_index("level")
    arrow.write_parquet(data.set_column(place, "level", data["level"].cast(pa.string())), path)


def spoil_cell(folder):
    path = folder / "nodes.csv"
    path.write_bytes(path.read_bytes().replace(b',"bullet",1,', b',"bullet","one",', 1))


def delete(name, folder):
    for path in folder.glob(name):
        path.unlink()


def edit_text(folder):
    for path in (folder / "texts").iterdir():
        path.write_text(TEXT.replace("ship", "shop"), encoding="utf-8", newline="")


def old_schema(folder):
    package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    package["version"] = "0.9"
    (folder / PACKAGE).write_text(json.dumps(package), encoding="utf-8")


def describe_otherwise(folder):
    path = folder / PACKAGE
    path.write_text(path.read_text(encoding="utf-8").replace("code points", "bytes", 1), "utf-8")


def test_a_whole_run_has_no_fault(folder):
    assert validate(folder) == []


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (partial(delete, PACKAGE), "holds no finished run"),
        (partial(delete, "links.*"), "links: there is neither"),
        (partial(delete, "texts/*"), "the text of .* cannot be read"),
        (old_schema, "not version 1.0"),
        (describe_otherwise, "is not described as the schema has it"),
        (rename_csv_column, "acts.csv: lacks the column cue_lemma"),
        (retype_parquet_column, r"nodes.parquet: .*lacking level \(int64\)"),
        (spoil_cell, "nodes.csv, line 4: level is no integer"),
        (change("nodes", 0, "level", 7, ["csv"]), "row 1: level is 7 in CSV, 0 in Parquet"),
        (drop_csv_row, "CSV has 3 rows and Parquet 4"),
        (change("nodes", 1, "kind", "heading"), "row 2: kind is 'heading', which is none"),
        (change("acts", 0, "force", 6), "row 1: force is 6, which is none"),
        (change("acts", 0, "theme", "SPACE"), "theme is 'SPACE'"),
        (change("acts", 1, "actors", ["USA;JPN"]), "row 2: actors has .* one with “;”"),
        (change("entities", 0, "entity_id", "a;b"), "entity_id holds “;”"),
        (partial(add_twice, "mentions"), "mentions: row 6: the key .* is there twice"),
        (change("mentions", 0, "node_id", "x"), "node_id .* is not in nodes"),
        (change("mentions", 0, "entity_id", "x"), "entity_id x is not in entities"),
        (change("nodes", 2, "parent_id", "x"), "parent_id x is not in nodes"),
        (change("acts", 1, "parent_id", "x"), "acts: row 2: parent_id x is not in acts"),
        (partial(drop_first, "documents"), "document_id .* is not in documents"),
        (partial(drop_first, "commitments"), "the commitment .* is not in the table"),
        (change("acts", 0, "is_commitment", False), "is no commitment among the acts"),
        (change("commitments", 0, "action", "sink"), "action is 'sink', among the acts 'build'"),
        (change("nodes", 0, "end", 9999), "is outside the text"),
        (change("mentions", 0, "start", 3), "the text at its offsets is not"),
        (change("acts", 2, "text", "welcomed a Quad"), "offsets is not 'welcomed a Quad'"),
        (change("acts", 2, "cue_end", 9999), "its cue is outside the text"),
        (edit_text, "is not the one the run read"),
    ],
)
def test_a_planted_fault_is_found(folder, plant, said):
    plant(folder)
    faults = validate(folder)
    assert any(re.search(said, fault) for fault in faults), faults


def test_many_faults_of_one_kind_are_counted(folder):
    rows = [row | {"kind": "heading"} for row in rows_of(folder, "nodes") * 3]
    store(folder, "nodes", rows)
    faults = [fault for fault in validate(folder) if "heading" in fault or "more" in fault]
    assert len(faults) < 12
    assert "nodes: … and 7 more like this" in faults


def test_one_format_is_enough(folder):
    for path in folder.glob("*.csv"):
        path.unlink()
    faults = validate(folder)
    # The package still tells of CSV; the tables themselves are whole.
    assert all(PACKAGE in fault for fault in faults)
