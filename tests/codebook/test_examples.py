"""What the codebook tells: an example from a real row wherever there is one, and no other."""

import re

import pytest

from pipeline.tables.codebook import codebook
from pipeline.tables.schema import TABLES
from tests.codebook.examples import Tables, chosen, found, known, tables, wanted

MOST_STALE = 10
ANEW = "make the examples anew: python -m tests.codebook.examples"


@pytest.fixture(scope="module")
def run() -> Tables:
    return tables()


def test_examples_stand_in_the_tables(run: Tables) -> None:
    """But for a few: a word list or a weight that changes moves some, and more the next time."""
    stale = {key: example for key, example in known().items() if example not in found(run, key)}
    assert len(stale) <= MOST_STALE, (ANEW, stale)


def test_nothing_is_without_an_example_that_could_have_one(run: Tables) -> None:
    without = chosen(run, known()).keys() - known().keys()
    assert not without, ANEW
    # What no text here shows is let be, but it may not become much.
    assert len(set(wanted()) - known().keys()) <= 16


def test_codebook_shows_them_with_unit_and_section() -> None:
    chapters = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", codebook(), re.M | re.S))
    for (table, column, value), (example, _) in known().items():
        if value:
            assert re.search(rf"^- `{value}`: .*{re.escape(example)}", chapters["Values"], re.M)
            continue
        definition = TABLES[table].column(column)
        kind = f"{definition.type} ({definition.unit})" if definition.unit else definition.type
        rows = [line.split(" | ") for line in chapters[table].splitlines()]
        (row,) = (row for row in rows if row[0].strip("|* ") == column)
        assert row[1] == kind
        assert row[2].startswith(definition.description)
        assert example.replace("|", r"\|") in row[3]
        assert row[4].strip(" |") == (definition.section or "")
