"""Whether a folder holds what its schema says: a list of faults in the analyst's words."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from pipeline.errors import OutputError, ReadError
from pipeline.tables.cells import read_csv
from pipeline.tables.describe import data_package
from pipeline.tables.rows import OWN_TEXT, fold
from pipeline.tables.schema import LIST_SEPARATOR, TABLES, Column, Table
from pipeline.tables.write import PACKAGE, TEXTS

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

_SHOWN: Final = 5
_FORMATS: Final = ("parquet", "csv")
# Columns that join documents to rows, and rows to rows: none may hold the list separator.
_IDS: Final = ("document_id", "node_id", "mention_id", "act_id", "commitment_id", "entity_id")


def validate(folder: str | Path, raw: str | Path | None = None) -> list[str]:
    """Every fault of the tables in `folder`; an empty list where there is none.

    Checks the package file, the columns and their types, keys, references, value lists, that
    CSV and Parquet agree, that commitments are the acts marked as such, and that every span
    quotes its text. Texts are those under `texts/`; for documents that are their own text,
    `raw` names the input folder, and without it those are not checked.
    """
    root = Path(folder)
    if not (root / PACKAGE).is_file():
        return [f"{PACKAGE} is missing: {root} holds no finished run."]
    faults, tables = _load(root)
    faults += _package_faults(root)
    # What follows needs whole tables.
    if len(tables) == len(TABLES):
        for table in TABLES.values():
            faults += _some(table.name, _cell_faults(table, tables[table.name]))
            faults += _some(table.name, _key_faults(table, tables[table.name]))
            faults += _some(table.name, _reference_faults(table, tables))
        faults += _some("commitments", _commitment_faults(tables))
        faults += _text_faults(root, None if raw is None else Path(raw), tables)
    return faults


def _some(where: str, faults: Iterable[str]) -> list[str]:
    """The first few faults of one kind, and how many more there are."""
    found = list(faults)
    shown = [f"{where}: {fault}" for fault in found[:_SHOWN]]
    more = len(found) - _SHOWN
    return [*shown, f"{where}: … and {more} more like this"] if more > 0 else shown


def _load(root: Path) -> tuple[list[str], dict[str, Sequence[Row]]]:
    """The tables that can be read, and what is wrong with the others."""
    faults: list[str] = []
    tables: dict[str, Sequence[Row]] = {}
    for table in TABLES.values():
        found: dict[str, Sequence[Row]] = {}
        for form in _FORMATS:
            path = root / f"{table.name}.{form}"
            if path.exists():
                try:
                    found[form] = _READERS[form](table, path)
                except (OutputError, OSError, ValueError) as error:
                    faults.append(str(error))
        if not any((root / f"{table.name}.{form}").exists() for form in _FORMATS):
            faults.append(f"{table.name}: there is neither {table.name}.parquet nor .csv")
        if found:
            tables[table.name] = next(iter(found.values()))
        if len(found) == len(_FORMATS):
            faults += _some(table.name, _differences(table, found["csv"], found["parquet"]))
    return faults, tables


def _parquet(table: Table, path: Path) -> Sequence[Row]:
    from pipeline.tables import arrow

    data = arrow.read_parquet(path)
    # By type, not by its name: what Parquet calls the items of a list is the writer's choice.
    wanted = [(field.name, field.type) for field in arrow.schema(table)]
    present = [(field.name, field.type) for field in data.schema]
    if wanted != present:
        odd = [f"{name} ({kind})" for name, kind in present if (name, kind) not in wanted]
        lacking = [f"{name} ({kind})" for name, kind in wanted if (name, kind) not in present]
        raise OutputError(
            f"{path.name}: other columns than the schema’s; "
            f"lacking {_listed(lacking)}, unknown {_listed(odd)}"
        )
    rows: list[Row] = data.to_pylist()
    return rows


def _csv(table: Table, path: Path) -> Sequence[Row]:
    return list(read_csv(table, path))


_READERS: Final[dict[str, Callable[[Table, Path], Sequence[Row]]]] = {
    "parquet": _parquet,
    "csv": _csv,
}


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"


def _differences(table: Table, csv: Sequence[Row], parquet: Sequence[Row]) -> Iterator[str]:
    if len(csv) != len(parquet):
        yield f"CSV has {len(csv)} rows and Parquet {len(parquet)}"
    for number, (left, right) in enumerate(zip(csv, parquet, strict=False), 1):
        for name in table.names:
            if left[name] != right[name]:
                yield f"row {number}: {name} is {left[name]!r} in CSV, {right[name]!r} in Parquet"


def _package_faults(root: Path) -> list[str]:
    try:
        package = json.loads((root / PACKAGE).read_text(encoding="utf-8"))
    except ValueError as error:
        return [f"{PACKAGE} is no JSON: {error}"]
    forms = [form for form in _FORMATS if (root / f"documents.{form}").exists()]
    expected = data_package(forms)
    if not isinstance(package, dict) or package.get("version") != expected["version"]:
        return [f"{PACKAGE}: the schema is not version {expected['version']}"]
    resources = {r.get("name"): r for r in package.get("resources", ()) if isinstance(r, dict)}
    return [
        f"{PACKAGE}: {resource['name']} is not described as the schema has it"
        for resource in expected["resources"]
        if resources.get(resource["name"]) != resource
    ]


def _cell_faults(table: Table, rows: Sequence[Row]) -> Iterator[str]:
    for column in table.columns:
        for number, row in enumerate(rows, 1):
            if fault := _cell_fault(column, row[column.name]):
                yield f"row {number}: {column.name} {fault}"


def _cell_fault(column: Column, value: Any) -> str | None:
    if value is None:
        return "is missing" if column.required or column.type == "list" else None
    if column.values and value not in column.values:
        return f"is {value!r}, which is none of its values"
    if column.type == "list" and any(LIST_SEPARATOR in item or not item for item in value):
        return f"has an empty item or one with “{LIST_SEPARATOR}”: {value!r}"
    if column.name.endswith(_IDS) and LIST_SEPARATOR in value:
        return f"holds “{LIST_SEPARATOR}”: {value!r}"
    return None


def _tuple(row: Row, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _key_faults(table: Table, rows: Sequence[Row]) -> Iterator[str]:
    seen: set[tuple[Any, ...]] = set()
    for number, row in enumerate(rows, 1):
        key = _tuple(row, table.key)
        if key in seen:
            yield f"row {number}: the key {_shown(key)} is there twice"
        seen.add(key)


def _reference_faults(table: Table, tables: Rows) -> Iterator[str]:
    for reference in table.references:
        known = {_tuple(row, reference.targets) for row in tables[reference.table]}
        for number, row in enumerate(tables[table.name], 1):
            key = _tuple(row, reference.columns)
            if None not in key and key not in known:
                name = reference.columns[-1]
                yield f"row {number}: {name} {_shown(key)} is not in {reference.table}"


def _shown(key: Sequence[Any]) -> str:
    return " ".join(map(str, key))


def _commitment_faults(tables: Rows) -> Iterator[str]:
    acts = {_tuple(row, ("document_id", "act_id")): row for row in tables["acts"]}
    flat = {_tuple(row, ("document_id", "commitment_id")): row for row in tables["commitments"]}
    shared = [name for name in TABLES["commitments"].names if name in TABLES["acts"].names]
    for key, act in acts.items():
        if act["is_commitment"] and key not in flat:
            yield f"the commitment {key[1]} is not in the table"
    for key, row in flat.items():
        act = acts.get(key, row)
        if not act.get("is_commitment", True):
            yield f"{key[1]} is no commitment among the acts"
        for name in shared:
            if row[name] != act[name]:
                yield f"{key[1]}: {name} is {row[name]!r}, among the acts {act[name]!r}"


def _text_faults(root: Path, raw: Path | None, tables: Rows) -> list[str]:
    spans: dict[str, list[tuple[str, Row]]] = {}
    for name in ("nodes", "mentions", "acts"):
        for row in tables[name]:
            spans.setdefault(str(row["document_id"]), []).append((name, row))
    faults: list[str] = []
    for document in tables["documents"]:
        if document["status"] == "failed":
            continue
        name = str(document["document_id"])
        try:
            text = _text(root, raw, document)
        except (OSError, ReadError, UnicodeDecodeError) as error:
            faults.append(f"documents: the text of {name} cannot be read: {error}")
            continue
        if text is None:
            continue
        if sha256(text.encode("utf-8")).hexdigest() != document["text_sha256"]:
            faults.append(f"documents: the text of {name} is not the one the run read")
            continue
        faults += _some("offsets", _span_faults(text, spans.get(name, [])))
    return faults


def _text(root: Path, raw: Path | None, document: Row) -> str | None:
    """The document text: written beside the tables, else read again; None if out of reach."""
    written = root / TEXTS / f"{document['document_id']}.txt"
    if written.is_file():
        return written.read_bytes().decode("utf-8")
    if document["media_type"] not in OWN_TEXT:
        raise FileNotFoundError(f"{TEXTS}/{written.name} is missing")
    if raw is None:
        return None
    from pipeline.readers import read

    # A single file was named by its own name, which is then what lies in its folder.
    path = raw if raw.is_file() else raw / str(document["source"])
    return read(path.name, path.read_bytes()).text


def _span_faults(text: str, rows: Iterable[tuple[str, Row]]) -> Iterator[str]:
    for table, row in rows:
        where = f"{table} {row['mention_id' if table == 'mentions' else f'{table[:-1]}_id']}"
        if not 0 <= row["start"] <= row["end"] <= len(text):
            yield f"{where}: {row['start']}–{row['end']} is outside the text"
        elif fold(text[row["start"] : row["end"]]) != (row["text"] or ""):
            yield f"{where}: the text at its offsets is not {row['text']!r}"
        if table == "acts" and not 0 <= row["cue_start"] < row["cue_end"] <= len(text):
            yield f"{where}: its cue is outside the text"
