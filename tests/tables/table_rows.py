"""Random rows of any table, made from its schema."""

from datetime import date

from hypothesis import strategies as st

from pipeline.tables.schema import Column, Table

# Any text a cell may hold: no lone surrogates, and not empty, for that is a missing value.
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
_ITEM = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=";"), min_size=1)
_TYPES = {
    "string": _TEXT,
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False),
    "boolean": st.booleans(),
    "date": st.dates(min_value=date(1, 1, 1)),
    "list": st.lists(_ITEM),
}


def cells(column: Column):
    values = st.sampled_from(column.values) if column.values else _TYPES[column.type]
    if column.required or column.type == "list":
        return values
    return st.none() | values


def rows(table: Table):
    row = st.fixed_dictionaries({column.name: cells(column) for column in table.columns})
    return st.lists(row, max_size=4)
