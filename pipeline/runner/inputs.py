"""Which documents a run reads: files and folders as given, in one order, each once."""

import hashlib
import io
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path, PurePath
from typing import Final

from pipeline import limits
from pipeline.errors import ReadError, UsageError
from pipeline.runner.remote import is_remote, listed, opened

# Formats whose files hold more than their text.
_PACKED: Final = frozenset((".pdf", ".docx"))
_RECORDS: Final = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
# What people write beside a document, not documents themselves.
COMPANIONS: Final = (".meta.toml", ".corrections.json")


@dataclass(frozen=True, slots=True)
class Item:
    """One document to read.

    `path` is where it is, `source` how tables name it: relative to the folder that was given,
    with "/" on every system. `digest` is the SHA-256 of its bytes, None where they cannot be
    read. `copies` are the sources of exact copies that are left out. `corrected` says whether
    the corrections beside it are applied. `within` is the real path of the folder that was
    searched, which no link may lead out of, "" for a file that was named itself. `key` is the
    one under which its result is kept.

    A `record` of a file of several has its number, and its bytes as `data` or its `fault`.
    """

    path: str
    source: str
    digest: str | None = None
    copies: tuple[str, ...] = ()
    corrected: bool = True
    within: str = ""
    key: str | None = None
    record: int | None = None
    data: bytes | None = None
    fault: str | None = None

    @property
    def name(self) -> str:
        """How tables name the document: the file, of a record with its number."""
        return self.source if self.record is None else f"{self.source}#{self.record}"


def read_file(item: Item) -> bytes:
    """The bytes of a document.

    Raises ReadError with code `link`, `no_file` or `too_large` for what is not read, OSError for
    what cannot be.
    """
    with _opened(item) as file:
        return file.read()


def _opened(item: Item) -> io.BufferedReader:
    """The file of a document, open, where it is one and not more than is read."""
    name = PurePath(item.source).name
    if item.within and not _lies_under(os.path.realpath(item.path), item.within):
        raise ReadError(
            f"{name} is a link to a place outside the folder that was searched, and was not "
            "followed. Copy the file there, or name it as an input itself.",
            "link",
        )
    found = os.stat(item.path)  # noqa: PTH116 a plain string is what travels
    if stat.S_ISDIR(found.st_mode):
        raise ReadError(
            f"{name} is a link to a folder, and was not followed. Name the folder as an input.",
            "link",
        )
    if not stat.S_ISREG(found.st_mode):
        raise ReadError(f"{name} is no file but a device or a pipe. Save it as a file.", "no_file")
    packed = PurePath(name).suffix.lower() in _PACKED
    most = limits.MOST_BYTES if packed else limits.MOST_TEXT_BYTES
    if found.st_size > most and not holds_records(name):
        raise ReadError(
            f"{name} has {found.st_size // 2**20} MB; files of more than {most // 2**20} MB are "
            "not read. Split it and run again.",
            "too_large",
        )
    return open(item.path, "rb")  # noqa: PTH123 closed by the caller


def holds_records(source: str) -> bool:
    """Whether a file is read as JSON Lines: record by record, whatever its size."""
    return source.lower().endswith(_RECORDS)


def find(paths: Iterable[str | Path], without: Path | None = None) -> list[Item]:
    """The documents under `paths`, ordered by source, exact copies folded into the first.

    Folders are searched whole; hidden files and folders, companions of documents, and all that
    lies under `without` are passed over. Raises UsageError where a path does not exist or no
    document is left.
    """
    given = [path if is_remote(str(path)) else Path(path) for path in paths]
    if not given:
        raise UsageError("Name at least one file or folder to read.")
    candidates: dict[str, Item] = {}
    passed_over = os.path.realpath(without) if without else None
    for item in sorted(_candidates(given), key=attrgetter("source")):
        place = item.path if is_remote(item.path) else os.path.realpath(item.path)
        if passed_over is None or not _lies_under(place, passed_over):
            candidates.setdefault(place, item)
    if not candidates:
        raise UsageError(
            f"There are no documents in {', '.join(map(str, given))}: "
            "put text, Markdown, HTML, Word or PDF files there, or name another folder."
        )
    return _unique(candidates.values())


def _candidates(given: Iterable[str | Path]) -> Iterator[Item]:
    for path in given:
        if isinstance(path, str):
            for address, source in listed(path):
                hidden = any(part.startswith(".") for part in source.split("/"))
                if not hidden and not source.endswith(COMPANIONS):
                    yield Item(address, source)
        elif path.is_dir():
            yield from _walk(path)
        elif not path.exists():
            raise UsageError(f"There is no file or folder {path}.")
        elif not path.name.endswith(COMPANIONS):
            yield Item(str(path), _readable(path.name))


def _walk(root: Path) -> Iterator[Item]:
    within = os.path.realpath(root)
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        inner = "" if here == root else f"{here.relative_to(root).as_posix()}/"
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]  # noqa: PTH114, PTH118
        for name in [*names, *links]:
            if not name.startswith(".") and not name.endswith(COMPANIONS):
                yield Item(str(here / name), _readable(f"{inner}{name}"), within=within)


def _readable(name: str) -> str:
    """`name` without the lone surrogates that stand for bytes which are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _lies_under(place: str, folder: str) -> bool:
    """Whether a place is a folder or in it; both as `realpath` gives them."""
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


def _unique(items: Iterable[Item]) -> list[Item]:
    """One item for each content, the first by source; files that cannot be read stay."""
    hashed = [replace(item, digest=_digest(item)) for item in items]
    hashed.sort(key=lambda item: (item.source, item.digest or "", item.path))
    first: dict[str, Item] = {}
    for item in hashed:
        content = item.digest or f"unreadable {item.path}"
        if kept := first.get(content):
            first[content] = replace(kept, copies=(*kept.copies, item.source))
        else:
            first[content] = item
    return list(first.values())


def _digest(item: Item) -> str | None:
    try:
        with opened(item.path) if is_remote(item.path) else _opened(item) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ReadError):
        # Its worker will fail to read it again, and says why.
        return None
