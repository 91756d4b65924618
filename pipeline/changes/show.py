"""A difference for people (text, Markdown) and for a spreadsheet (CSV)."""

import csv
import io
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, Final

from pipeline.changes.rows import KINDS, PLACE, Change, Difference
from pipeline.comparison import plain

_SIGNS: Final = {"added": "+", "removed": "-", "changed": "~"}
# Rows of these repeat rows of `acts`: they are listed where the act itself has not changed.
_FLAT: Final = ("commitments", "parties")
_SHOWN: Final = 90
_COLUMNS: Final = (
    "table",
    "change",
    "document_id",
    "old_id",
    "new_id",
    "words",
    "column",
    "old",
    "new",
)


def as_text(found: Difference) -> str:
    """Counts by table, then each changed row under its table, with its changed fields."""
    return "\n".join(_lines(found)) + "\n"


def as_markdown(found: Difference) -> str:
    """The same as a table and lists."""
    counts = found.counts()
    lines = [f"- {plain(line)}" for line in found.programs]
    lines += ["", f"| table | {' | '.join(KINDS)} |", "|-|" + "-|" * len(KINDS)]
    lines += [f"| {table} | {' | '.join(map(str, of.values()))} |" for table, of in counts.items()]
    for table, changes in _listed(found):
        lines += ["", f"## {table}", ""]
        for change in changes:
            lines.append(f"- {_SIGNS[change.kind]} {plain(_head(change))}")
            lines += [f"  - {plain(line)}" for line in _told(change)]
    return "\n".join(lines).lstrip("\n") + "\n"


def as_csv(found: Difference) -> str:
    """One row a changed field, and one an added, removed or moved row (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for one in found.changes:
        head = (one.table, one.kind, one.document, one.old_id, one.new_id, one.words)
        fields = one.fields if one.kind == "changed" else ()
        for column, old, new in fields or (("", None, None),):
            writer.writerow((*head, column, _cell(old), _cell(new)))
    return out.getvalue()


FORMATS: Final[dict[str, Callable[[Difference], str]]] = {
    "text": as_text,
    "csv": as_csv,
    "markdown": as_markdown,
}


def _lines(found: Difference) -> Iterator[str]:
    yield from found.programs
    counts = found.counts()
    if not counts:
        yield "no row differs"
        return
    width = max(map(len, counts))
    yield f"{'':<{width}}  {'  '.join(f'{kind:>7}' for kind in KINDS)}"
    for table, of in counts.items():
        yield f"{table:<{width}}  {'  '.join(f'{number:>7}' for number in of.values())}"
    for table, changes in _listed(found):
        yield ""
        yield table.upper()
        for change in changes:
            yield f"  {_SIGNS[change.kind]} {_head(change)}"
            yield from (f"      {line}" for line in _told(change))


def _listed(found: Difference) -> Iterator[tuple[str, list[Change]]]:
    """What is told row by row: all but rows that only moved, and those that repeat an act."""
    acts = {
        name
        for one in found.changes
        if one.table == "acts" and one.kind != "moved"
        for name in (one.old_id, one.new_id)
    }
    for table, group in groupby(found.changes, key=lambda one: one.table):
        changes = [
            one
            for one in group
            if one.kind != "moved" and not (table in _FLAT and acts & _named(one))
        ]
        if changes:
            yield table, changes


def _named(change: Change) -> set[str | None]:
    """The act that a row of a flat table belongs to."""
    return {name.split()[0] for name in (change.old_id, change.new_id) if name}


def _head(change: Change) -> str:
    name = change.new_id or change.old_id or ""
    return f"{name}  “{_short(change.words)}”" if change.words else name


def _told(change: Change) -> list[str]:
    """The changed columns in words, but for offsets, whose change the words show."""
    return [_field(*field) for field in change.fields if field[0] not in PLACE]


def _field(column: str, old: Any, new: Any) -> str:
    return f"{column}: {_short(_cell(old)) or '–'} → {_short(_cell(new)) or '–'}"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
