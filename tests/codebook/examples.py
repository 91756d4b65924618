"""The examples of the codebook, from the tables of a run: `python -m tests.codebook.examples`.

Every column gets one cell, every value of a closed list the words of one row that has it, from the
seeds, the fixtures, the tour, and a few documents made for it. What still holds is kept.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from pipeline.runner import execute
from pipeline.tables.describe import value_meanings
from pipeline.tables.schema import LIST_SEPARATOR, TABLES

ROOT: Final = Path(__file__).parents[2]
FILE: Final = ROOT / "pipeline" / "lexicon" / "codebook" / "examples.csv"
HEADER: Final = ("table", "column", "value", "example", "source")
MOST: Final = 80

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
Key = tuple[str, str, str]

# The column whose cell shows a row of a table; for `title_source` that is `title`, and so on.
_SHOWN: Final = {
    **{"documents": "title", "nodes": "text", "mentions": "text", "acts": "text"},
    **{"parties": "party", "links": "later_act_id", "problems": "message"},
}
_LABELLED: Final = "act_class force reason status level ctype theme".split()


def tables() -> Tables:
    """The rows of a run on all texts that examples come from."""
    fixtures = [
        file for file in (ROOT / "tests/fixtures").glob("*.[tm][xd]*") if not seed(file.name)
    ]
    inputs = [
        *sorted((ROOT / "raw").glob("*.txt")),
        *sorted(fixtures),
        *sorted((ROOT / "docs/tour").glob("*.pdf")),
        *sorted(path for path in (Path(__file__).parent / "documents").iterdir() if input_(path)),
    ]
    return {name: table.to_pylist() for name, table in execute(inputs).tables.items()}


def seed(name: str) -> bool:
    return bool(name) and (ROOT / "raw" / name).exists()


def input_(path: Path) -> bool:
    return path.suffix not in (".toml", ".json")


def wanted() -> Iterator[Key]:
    """What needs an example: every column, and every value of a closed list."""
    for table in TABLES.values():
        for column in table.columns:
            yield table.name, column.name, ""
    for (name, column), meanings in value_meanings().items():
        yield from ((name, column, value) for value in meanings)


def found(run: Tables, key: Key) -> Iterator[tuple[str, str]]:
    """All examples for a key, each with the name of its file, those of the seeds first.

    A value that hand labels give is shown by rows only that have it in the labels, too.
    """
    table, column, value = key
    sources = {row["document_id"]: row["source"] for row in run["documents"]}
    acts = {row["act_id"]: row["text"] for row in run["acts"]}
    shown = column.removesuffix("_source") if column.endswith("_source") else None
    shown = column if not value else shown or _SHOWN[table]
    for row in sorted(run[table], key=lambda row: not seed(sources.get(document(row), ""))):
        source = sources.get(document(row), "the whole run")
        if value and (str(row[column]) != value or not labelled(table, row, column, source)):
            continue
        text = cell(row[shown])
        if value:
            # A link shows the act that it leads to; what could not be read has no title.
            text = acts.get(text, text) or cell(row.get("source"))
        if text:
            yield cut(text), source


def document(row: Row) -> Any:
    """The document that a row belongs to, as far as it belongs to one."""
    return row.get("document_id") or row.get("later_document_id") or row.get("first_document_id")


def labelled(table: str, row: Row, column: str, source: str) -> bool:
    """Whether the labels of an act's text, where there are any, give it the value that it has."""
    if table != "acts" or column not in _LABELLED or (labels := gold(Path(source).stem)) is None:
        return True
    act = labels.get((row["start"], row["end"]))
    return act is not None and act[column] == row[column]


@cache
def gold(stem: str) -> dict[tuple[int, int], Row] | None:
    """The labelled acts of a fixture by their offsets; None for a text without labels."""
    file = ROOT / "tests" / "fixtures" / f"{stem}.gold.json"
    if not file.exists():
        return None
    acts = json.loads(file.read_text(encoding="utf-8"))["acts"]
    return {(act["start"], act["end"]): act for act in acts}


def cell(value: Any) -> str:
    """A value as CSV holds it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return LIST_SEPARATOR.join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def cut(text: str) -> str:
    return text if len(text) <= MOST else text[: MOST - 1].rstrip() + "…"


def known() -> dict[Key, tuple[str, str]]:
    """The examples that are there."""
    if not FILE.exists():
        return {}
    with FILE.open(encoding="utf-8", newline="") as handle:
        return {
            (row["table"], row["column"], row["value"]): (row["example"], row["source"])
            for row in csv.DictReader(handle)
        }


def chosen(run: Tables, before: Mapping[Key, tuple[str, str]]) -> dict[Key, tuple[str, str]]:
    """An example a key, for those that have any: the one before, else the first that is whole."""
    result = {}
    for key in wanted():
        there = list(found(run, key))
        if key in before and before[key] in there:
            result[key] = before[key]
        elif there:
            result[key] = next((one for one in there if not one[0].endswith("…")), there[0])
    return result


def main() -> None:
    rows = chosen(tables(), known())
    with FILE.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows([*key, *example] for key, example in rows.items())


if __name__ == "__main__":
    main()
