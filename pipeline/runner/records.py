"""JSON Lines: one document a record, read as a stream, so that a file may hold millions.

A record is an object with `text`, and may have `format` (text, markdown or html), `source` (the
name of the file it was made from) and what a sidecar states: title, doc_type, date, issuer,
principals, series, url. Other fields are passed over. A record that cannot be read is a document
that failed; the others are not concerned.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BufferedIOBase
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pipeline.errors import ReadError
from pipeline.model import Problem
from pipeline.readers.sidecar import KEYS, Sidecar, usable
from pipeline.runner.inputs import Item
from pipeline.runner.remote import is_remote, opened

_FORMATS: Final = {
    "text": ".txt",
    "plain": ".txt",
    "markdown": ".md",
    "md": ".md",
    "html": ".html",
}
_TEXTUAL: Final = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm"))
_MOST_BYTES: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One document as it was given: the name of its file, or of the one that a record stands for,
    the bytes, and what a record states beside its text."""

    name: str
    data: bytes
    sidecar: Sidecar
    problems: tuple[Problem, ...] = ()


def each_record(item: Item) -> Iterator[Item]:
    """An item for each record of a file, numbered by its line; blank lines are passed over.

    What cannot be read on is an item with a `fault`, which is told as that of a document.
    """
    number = 0
    try:
        with _opened(item.path) as file:
            for number, line in _lines(file):
                yield _item(item, number, line)
        same = _digest(item.path) == item.digest
    except (OSError, EOFError, zlib.error) as error:
        told = f"{item.source} cannot be read beyond line {number} ({error}): get it again."
        yield _item(item, number + 1, fault=told)
        return
    if number == 0:
        yield _item(item, 1, fault=f"{item.source} holds no records.")
    if not same:
        told = f"{item.source} was changed while it was being read: run again."
        yield _item(item, number + 1, fault=told)


@contextmanager
def _opened(path: str) -> Iterator[BufferedIOBase]:
    with opened(path) if is_remote(path) else Path(path).open("rb") as file:
        if path.lower().endswith(".gz"):
            with gzip.open(file, "rb") as unpacked:
                yield unpacked
        else:
            yield file


def _lines(file: BufferedIOBase) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines that are not blank; None for one that is too long."""
    number = 0
    while line := file.readline(_MOST_BYTES):
        number += 1
        whole = len(line) < _MOST_BYTES or line.endswith(b"\n")
        if line.strip():
            yield number, line if whole else None
        while not whole and (rest := file.readline(_MOST_BYTES)):
            whole = rest.endswith(b"\n")


def _item(item: Item, number: int, line: bytes | None = None, fault: str | None = None) -> Item:
    if line is None and fault is None:
        fault = f"Line {number} of {item.source} has more than {_MOST_BYTES // 10**6} MB."
    key = None
    if item.key and line is not None:
        # With the line, for the file may be another one by now.
        key = hashlib.sha256(f"{item.key} {number} ".encode() + line).hexdigest()
    copies = item.copies if number == 1 else ()
    return replace(
        item,
        record=number,
        data=line,
        fault=fault,
        key=key,
        copies=copies,
        corrected=False,
    )


def _digest(path: str) -> str:
    with opened(path) if is_remote(path) else Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_record(item: Item) -> Record:
    """The document of a record. Raises ReadError with code `bad_record`."""
    if item.fault:
        raise ReadError(item.fault, "bad_record")
    try:
        fields = json.loads(item.data or b"")
    except (ValueError, RecursionError) as error:
        raise _bad(item, f"is no JSON ({error})") from error
    if not isinstance(fields, dict):
        raise _bad(item, "is no JSON object")
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _bad(item, "has no text in a field `text`")
    values = {key: fields[key] for key in KEYS if fields.get(key)}
    sidecar, problems = usable(values, Path(item.name))
    return Record(_name(fields), text.encode("utf-8", "replace"), sidecar, problems)


def _bad(item: Item, what: str) -> ReadError:
    return ReadError(f"Line {item.record} of {item.source} {what}.", "bad_record")


def _name(fields: dict[str, Any]) -> str:
    """A file name for the reader, which goes by its suffix, and for a date that stands in it."""
    source, form = fields.get("source"), fields.get("format")
    path = PurePosixPath(source if isinstance(source, str) and source else "record")
    suffix = _FORMATS.get(form.lower()) if isinstance(form, str) else None
    if suffix is None:
        suffix = path.suffix.lower() if path.suffix.lower() in _TEXTUAL else ".txt"
    stem = path.stem if path.suffix.lower() in _TEXTUAL else path.name
    return f"{stem}{suffix}"
