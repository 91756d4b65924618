import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import OutputError
from pipeline.tables import arrow
from pipeline.tables.cells import read_csv
from pipeline.tables.schema import ENTITIES, LINKS, TABLES
from tests.tables.table_rows import rows

HEADER = ",".join(LINKS.names) + "\r\n"
TABLE_ROWS = st.sampled_from(list(TABLES.values())).flatmap(
    lambda table: st.tuples(st.just(table), rows(table))
)
FEW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(TABLE_ROWS)
def test_csv_and_parquet_give_back_what_was_written(tmp_path, table_rows):
    table, expected = table_rows
    data = arrow.arrow_table(table, expected)
    arrow.write_csv([data], tmp_path / "t.csv")
    arrow.write_parquet(data, tmp_path / "t.parquet")
    assert list(read_csv(table, tmp_path / "t.csv")) == expected
    assert arrow.read_parquet(tmp_path / "t.parquet").to_pylist() == expected


@FEW
@given(TABLE_ROWS)
def test_parquet_bytes_do_not_tell_how_rows_came_in(tmp_path, table_rows):
    table, expected = table_rows
    one_by_one = arrow.Buffer(table)
    for row in expected:
        one_by_one.extend([row])
        one_by_one._flush()
    arrow.write_parquet(one_by_one.finish(), tmp_path / "a.parquet")
    arrow.write_parquet(arrow.arrow_table(table, expected), tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_csv_is_rfc_4180(tmp_path):
    row = {
        "entity_id": "x",
        "label": "ORG",
        "name": 'A "quoted", two\nline name',
        "aliases": ["A", "B"],
        "iso3": None,
        "cow": 2,
        "m49": "004",
        "wikidata": None,
        "mentions": 3,
        "documents": 1,
    }
    arrow.write_csv([arrow.arrow_table(ENTITIES, [row])], tmp_path / "e.csv")
    head, body = (tmp_path / "e.csv").read_bytes().split(b"\r\n", 1)
    assert head == b",".join(b'"%s"' % name.encode() for name in ENTITIES.names)
    assert body == b'"x","ORG","A ""quoted"", two\nline name","A;B",,2,"004",,3,1\r\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("relation\r\n", "lacks the column earlier_document_id"),
        (",".join([*LINKS.names, "extra"]), "unknown column extra"),
        (",".join(reversed(LINKS.names)), "another order"),
        (
            ",".join(LINKS.names) + "\r\na,b,c,d,renews,much,1,,,,true\r\n",
            "line 2: similarity is no number",
        ),
        (",".join(LINKS.names) + "\r\na,b\r\n", "line 2: 2 cells"),
    ],
)
def test_csv_of_another_shape_is_refused(tmp_path, content, said):
    path = tmp_path / "links.csv"
    path.write_text(content, encoding="utf-8", newline="")
    with pytest.raises(OutputError, match=said):
        list(read_csv(LINKS, path))


def test_frames_keep_whole_numbers_where_some_are_missing():
    row = {column.name: None for column in TABLES["problems"].columns}
    row |= {"document_id": "d", "ordinal": 1, "severity": "info", "code": "c", "message": "m"}
    frame = arrow.frame(arrow.arrow_table(TABLES["problems"], [row, row | {"page": 3}]))
    assert str(frame["page"].dtype) == "Int64"
    assert frame["page"].to_list()[1] == 3
