"""Labelled documents and predicted ones, in one shape.

Hand labels are `*.gold.json` files; predictions are the tables of a run, Parquet before CSV.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.tables.arrow import read_parquet
from pipeline.tables.cells import read_csv
from pipeline.tables.schema import TABLES

Span = tuple[int, int]
Row = Mapping[str, Any]

COLUMNS = {
    "documents": ("document_id", "text_sha256"),
    "nodes": (
        *("document_id", "node_id", "parent_id", "kind", "level", "role"),
        *("lead_in", "start", "end"),
    ),
    "mentions": ("document_id", "label", "entity_id", "start", "end"),
    "entities": ("entity_id", "iso3"),
    "acts": (
        *("document_id", "start", "end", "is_commitment", "force", "status", "level", "ctype"),
        *("actors", "obligors", "partners", "action", "object", "deadline", "theme", "negated"),
    ),
}


@dataclass(frozen=True, slots=True)
class OutlineLabel:
    """A node as compared: `parent` is the parent's span, `lead_in` its text, folded."""

    span: Span
    kind: str
    level: int
    parent: Span | None
    role: str | None
    lead_in: str | None


@dataclass(frozen=True, slots=True)
class MentionLabel:
    """A mention as compared; `code` is the ISO 3166-1 alpha-3 code, folded."""

    span: Span
    label: str
    code: str | None


@dataclass(frozen=True, slots=True)
class ActLabel:
    """An act as compared: texts folded to lower case and single blanks."""

    span: Span
    is_commitment: bool
    force: int | None
    negated: bool
    words: dict[str, str | None]
    parties: dict[str, frozenset[str]]


@dataclass(slots=True)
class LabelledDocument:
    """One document's labels, by hand or by the program."""

    document_id: str
    text_sha256: str | None
    nodes: list[OutlineLabel] = field(default_factory=list)
    mentions: list[MentionLabel] = field(default_factory=list)
    acts: list[ActLabel] = field(default_factory=list)


WORD_FIELDS = ("status", "level", "ctype", "action", "theme", "object", "deadline")
PARTY_FIELDS = ("actors", "obligors", "partners")


def folded(value: object) -> str | None:
    """Lower case, runs of white space as one blank; None for nothing at all."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return " ".join(str(value).split()).lower() or None


def gold_files(folder: Path) -> list[Path]:
    """The label files of a folder by name, or the one file that is named.

    Raises UsageError when there is none.
    """
    files = [folder] if folder.is_file() else sorted(folder.glob("*.gold.json"))
    if not files:
        raise UsageError(f"no *.gold.json in {folder}")
    return files


def read_gold(file: Path) -> LabelledDocument:
    """The hand labels of one file. Raises UsageError when it is no label file."""
    try:
        return from_labels(json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{file} is no label file: {error!r}") from error


def from_labels(labels: dict[str, Any]) -> LabelledDocument:
    """The document of a label file's content. KeyError and TypeError where it is none."""
    spans = {n["path"]: (n["start"], n["end"]) for n in labels["nodes"]}
    return LabelledDocument(
        labels["document"]["document_id"],
        labels["document"]["sha256"],
        [
            OutlineLabel(
                (n["start"], n["end"]),
                n["kind"],
                n["level"],
                spans.get(n["parent"]),
                folded(n.get("role")),
                _quote(n, n["lead_in"]),
            )
            for n in labels["nodes"]
        ],
        [
            MentionLabel((e["start"], e["end"]), e["type"], folded(e.get("code")))
            for e in labels["entities"]
        ],
        [_act(a, "the labels") for a in labels["acts"]],
    )


def _quote(node: Row, span: Span | None) -> str | None:
    if span is None:
        return None
    return folded(node["text"][span[0] - node["start"] : span[1] - node["start"]])


def read_tables(folder: Path) -> list[LabelledDocument]:
    """The documents of a run, in the order of its table `documents`.

    Raises UsageError when a table or a column is missing, a cell cannot be read or a row names a
    document that is not there.
    """
    tables = {name: table(folder, name, columns) for name, columns in COLUMNS.items()}
    documents = {
        str(row["document_id"]): LabelledDocument(str(row["document_id"]), row["text_sha256"])
        for row in tables["documents"]
    }
    _add_nodes(documents, tables["nodes"])
    iso3 = {row["entity_id"]: folded(row["iso3"]) for row in tables["entities"]}
    for row in tables["mentions"]:
        mention = MentionLabel(
            _span(row, "mentions"), str(row["label"]), iso3.get(row["entity_id"])
        )
        _owner(documents, row, "mentions").mentions.append(mention)
    for row in tables["acts"]:
        _owner(documents, row, "acts").acts.append(_act(row, "acts"))
    return list(documents.values())


def _add_nodes(documents: dict[str, LabelledDocument], rows: Sequence[Row]) -> None:
    spans = {(row["document_id"], row["node_id"]): _span(row, "nodes") for row in rows}
    for row in rows:
        node = OutlineLabel(
            _span(row, "nodes"),
            str(row["kind"]),
            _whole(row, "level", "nodes"),
            spans.get((row["document_id"], row["parent_id"])),
            folded(row["role"]),
            folded(row["lead_in"]),
        )
        _owner(documents, row, "nodes").nodes.append(node)


def _owner(documents: dict[str, LabelledDocument], row: Row, table: str) -> LabelledDocument:
    try:
        return documents[str(row["document_id"])]
    except KeyError:
        raise UsageError(f"{table} names the unknown document {row['document_id']!r}") from None


def _act(row: Row, table: str) -> ActLabel:
    force = row.get("force")
    missing = force is None or (isinstance(force, float) and math.isnan(force))
    return ActLabel(
        _span(row, table),
        _truth(row["is_commitment"]),
        None if missing else _whole(row, "force", table),
        _truth(row.get("negated")),
        {name: folded(row.get(name)) for name in WORD_FIELDS},
        {name: _parties(row.get(name)) for name in PARTY_FIELDS},
    )


def _parties(value: object) -> frozenset[str]:
    items = value.split(";") if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        return frozenset()
    return frozenset(name for item in items if (name := folded(item)))


def _truth(value: object) -> bool:
    return str(value).lower() in ("true", "1", "1.0", "yes")


def _span(row: Row, table: str) -> Span:
    return _whole(row, "start", table), _whole(row, "end", table)


def _whole(row: Row, column: str, table: str) -> int:
    try:
        return int(float(row[column]))
    except (TypeError, ValueError):
        raise UsageError(f"{table}.{column} is no whole number: {row[column]!r}") from None


def table(folder: Path, name: str, columns: Iterable[str]) -> Sequence[Row]:
    """The rows of one table, Parquet before CSV.

    Raises UsageError when it is missing, cannot be read or lacks one of the columns.
    """
    parquet, text = folder / f"{name}.parquet", folder / f"{name}.csv"
    try:
        if parquet.exists():
            rows: Sequence[Row] = read_parquet(parquet).to_pylist()
        elif text.exists():
            rows = list(read_csv(TABLES[name], text))
        else:
            raise UsageError(f"no {name}.parquet or {name}.csv in {folder}")
    except (ValueError, OSError) as error:
        raise UsageError(f"{parquet} cannot be read: {error}") from error
    missing = [column for column in columns if rows and column not in rows[0]]
    if missing:
        raise UsageError(f"{parquet} has no column {', '.join(missing)}")
    return rows
