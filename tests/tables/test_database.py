"""The DuckDB file, asked with SQL."""

import pytest

from pipeline.errors import OutputError
from pipeline.tables.arrow import arrow_table
from pipeline.tables.database import FILE, write_database
from pipeline.tables.schema import TABLES
from tests.tables.sample import result, stored, tables

duckdb = pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def made():
    return dict(tables(result("b.txt"), result("c.txt")))


@pytest.fixture(scope="module")
def database(made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("database")
    write_database(folder, stored(made, folder / "rows"))
    with duckdb.connect(str(folder / FILE), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_those_of_the_tables_in_their_order(database, made, name):
    assert database.sql(f"SELECT * FROM {name}").fetchall() == [
        tuple(row.values()) for row in made[name].to_pylist()
    ]


@pytest.mark.parametrize(("name", "table"), TABLES.items())
def test_keys_are_declared(database, name, table):
    found = database.execute(
        "SELECT constraint_type, constraint_column_names, referenced_table "
        "FROM duckdb_constraints() WHERE table_name = ?",
        [name],
    ).fetchall()
    assert ("PRIMARY KEY", list(table.key)) in [row[:2] for row in found]
    pointers = {(tuple(row[1]), row[2]) for row in found if row[0] == "FOREIGN KEY"}
    others = [reference for reference in table.references if reference.table != name]
    assert pointers == {(reference.columns, reference.table) for reference in others}


def test_types_and_what_columns_mean(database):
    told = database.sql(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = 'acts'"
    ).fetchall()
    columns = {name: (kind, comment) for name, kind, comment in told}
    assert {name: kind for name, (kind, _) in columns.items()} | {
        "actors": "VARCHAR[]", "deadline_end": "DATE", "force": "BIGINT", "negated": "BOOLEAN"
    } == {name: kind for name, (kind, _) in columns.items()}  # fmt: skip
    for column in TABLES["acts"].columns:
        assert columns[column.name][1].startswith(column.description)
    assert "Unit: code points." in columns["start"][1]
    assert "acts.act_id" in columns["parent_id"][1]


def test_keys_are_enforced(tmp_path, made):
    write_database(tmp_path, stored(made, tmp_path / "rows"))
    with duckdb.connect(str(tmp_path / FILE)) as connection:
        with pytest.raises(duckdb.ConstraintException, match="foreign key"):
            connection.execute("UPDATE mentions SET entity_id = 'nobody'")
        with pytest.raises(duckdb.ConstraintException, match="key"):
            connection.execute("INSERT INTO documents SELECT * FROM documents LIMIT 1")


@pytest.mark.parametrize(
    ("name", "change"),
    [("documents", {}), ("mentions", {"entity_id": "nobody"})],
    ids=["a key twice", "a pointer to nothing"],
)
def test_keys_that_do_not_hold_are_told(tmp_path, made, name, change):
    rows = made[name].to_pylist()
    broken = made | {name: arrow_table(TABLES[name], [*rows, rows[0] | change])}
    with pytest.raises(OutputError, match=f"keys of the table {name} do not hold"):
        write_database(tmp_path, stored(broken, tmp_path / "rows"))


def test_a_table_of_many_pieces_comes_in_order(tmp_path, made):
    row = made["problems"].to_pylist()[:1] or [dict.fromkeys(TABLES["problems"].names)]
    document = made["documents"].to_pylist()[0]["document_id"]
    told = {"severity": "info", "code": "review", "message": "m", "document_id": document}
    rows = [row[0] | told | {"ordinal": number} for number in range(1, 50_001)]
    many = made | {"problems": arrow_table(TABLES["problems"], rows)}
    write_database(tmp_path, stored(many, tmp_path / "rows"))
    with duckdb.connect(str(tmp_path / FILE), read_only=True) as connection:
        found = connection.sql("SELECT ordinal FROM problems").fetchall()
    assert found == [(number,) for number in range(1, 50_001)]
