"""The DuckDB file, asked with SQL."""

import pytest

from pipeline.tables.database import FILE, write_database
from pipeline.tables.schema import TABLES
from tests.tables.sample import result, tables

duckdb = pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def made():
    return dict(tables(result("b.txt"), result("c.txt")))


@pytest.fixture(scope="module")
def database(made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("database")
    write_database(folder, made)
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
    write_database(tmp_path, made)
    with duckdb.connect(str(tmp_path / FILE)) as connection:
        with pytest.raises(duckdb.ConstraintException, match="foreign key"):
            connection.execute("UPDATE mentions SET entity_id = 'nobody'")
        with pytest.raises(duckdb.ConstraintException, match="key"):
            connection.execute("INSERT INTO documents SELECT * FROM documents LIMIT 1")
