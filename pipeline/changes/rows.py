"""The rows of two runs held against each other, table by table."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.changes.pairing import Ids, Row, same_ids
from pipeline.errors import UsageError
from pipeline.tables.read import read_tables
from pipeline.tables.schema import TABLES
from pipeline.tables.write import PACKAGE

KINDS: Final = ("added", "removed", "changed", "moved")
# What also changes where a row only stands elsewhere, or in another edition of its file.
PLACE: Final = frozenset(
    "start end cue_start cue_end source_sha256 text_sha256 words citation link".split()
)
_UNKNOWN: Final = "not known"
# Rows of `problems` are numbered; what they say tells them apart.
_NUMBERED: Final = {"problems": "ordinal"}
# One word or name for a row, from the first of these columns that it has.
_CALLED: Final = ("text", "name", "message", "first_text", "source", "relation")


@dataclass(frozen=True, slots=True)
class Change:
    """One row: `kind` is of KINDS (`moved`: the same row at other offsets), `fields` its changed
    columns with the old and the new value, `words` what it says."""

    table: str
    kind: str
    document: str | None
    old_id: str | None
    new_id: str | None
    words: str
    fields: tuple[tuple[str, Any, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes in the order of the tables, and what differs between the programs that made
    them."""

    changes: tuple[Change, ...]
    programs: tuple[str, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """How many rows of each table were added, removed, changed and moved."""
        found = Counter((one.table, one.kind) for one in self.changes)
        return {
            table: {kind: found[table, kind] for kind in KINDS}
            for table in TABLES
            if any(found[table, kind] for kind in KINDS)
        }


def difference(old: Path, new: Path) -> Difference:
    """What changed from the run in the folder `old` to that in `new`.

    Raises UsageError where either holds no finished run.
    """
    names = [name for name in TABLES if _holds(old, name) and _holds(new, name)]
    before, after = read_tables(old, names), read_tables(new, names)
    ids = same_ids(before, after)
    changes = [
        change for name in names for change in _changes(name, before[name], after[name], ids)
    ]
    lacking = [f"no table {name} in one of the two" for name in TABLES if name not in names]
    return Difference(tuple(changes), (*_programs(old, new), *lacking))


def _holds(folder: Path, name: str) -> bool:
    if not (folder / PACKAGE).is_file():
        raise UsageError(f"{folder} holds no finished run: name the folder that `run` has written.")
    return any((folder / f"{name}.{form}").is_file() for form in ("parquet", "csv"))


def _changes(name: str, old: Sequence[Row], new: Sequence[Row], ids: Ids) -> Iterator[Change]:
    """Rows in the order of the new table; what is gone comes last."""
    before = _keyed(name, [({c: _now(v, ids) for c, v in row.items()}, row) for row in old])
    for key, (row, _) in _keyed(name, [(row, row) for row in new]).items():
        if key not in before:
            yield _change(name, "added", None, row)
            continue
        known, raw = before.pop(key)
        fields = tuple(
            (column, known[column], value)
            for column, value in row.items()
            if column in known and column != _NUMBERED.get(name) and known[column] != value
        )
        renamed = any(raw[column] != row[column] for column in TABLES[name].key if column in raw)
        if fields or (renamed and name not in _NUMBERED):
            kind = "changed" if {column for column, _, _ in fields} - PLACE else "moved"
            yield _change(name, kind, raw, row, fields)
    for _, raw in before.values():
        yield _change(name, "removed", raw, None)


def _now(value: Any, ids: Ids) -> Any:
    """A value of the old run in which ids are those of the new one."""
    if isinstance(value, list):
        return [ids.get(item, item) for item in value]
    return ids.get(value, value) if isinstance(value, str) else value


def _keyed(name: str, rows: Sequence[tuple[Row, Row]]) -> dict[Any, tuple[Row, Row]]:
    """Rows, each with the one it was made from, by key; equal keys are numbered."""
    columns = TABLES[name].key
    if name in _NUMBERED:
        columns = ("document_id", "code", "message")
    seen: Counter[Any] = Counter()
    found = {}
    for row, raw in rows:
        key = tuple(row[column] for column in columns)
        seen[key] += 1
        found[key, seen[key]] = (row, raw)
    return found


def _change(
    name: str,
    kind: str,
    old: Row | None,
    new: Row | None,
    fields: tuple[tuple[str, Any, Any], ...] = (),
) -> Change:
    row = new or old or {}
    words = next((str(row[column]) for column in _CALLED if row.get(column)), "")
    document = row.get("document_id") or row.get("later_document_id")
    return Change(name, kind, document, _id(name, old), _id(name, new), words, fields)


def _id(name: str, row: Row | None) -> str | None:
    if row is None:
        return None
    key = TABLES[name].key
    # Every other id names its document, too.
    columns = [column for column in key if not column.endswith("document_id")] or key
    return " ".join(str(row[column]) for column in columns)


def _programs(old: Path, new: Path) -> Iterator[str]:
    """How the programs differ that made the two runs, as far as they have noted it."""
    before, after = (_versions(_notes(folder, "run.json")) for folder in (old, new))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield f"{name} {before.get(name, _UNKNOWN)} → {after.get(name, _UNKNOWN)}"
    words, others = (_notes(folder, "timings.json").get("lexicon", {}) for folder in (old, new))
    if not words or not others:
        yield f"whether the word lists differ is {_UNKNOWN}: timings.json is missing or older"
        return
    if names := [name for name in sorted({*words, *others}) if words.get(name) != others.get(name)]:
        yield f"word lists that differ: {', '.join(names)}"


def _versions(run: Mapping[str, Any]) -> dict[str, Any]:
    return {"schema": run.get("schema_version", _UNKNOWN), **run.get("versions", {})}


def _notes(folder: Path, name: str) -> Mapping[str, Any]:
    try:
        notes = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}
