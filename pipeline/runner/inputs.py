"""Which documents a run reads: files and folders as given, in one order, each once."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.errors import UsageError

# What people write beside a document, not documents themselves.
COMPANIONS: Final = (".meta.toml", ".corrections.json")


@dataclass(frozen=True, slots=True)
class Item:
    """One document to read.

    `path` is where it is, `source` how tables name it: relative to the folder that was given,
    with "/" on every system. `digest` is the SHA-256 of its bytes, None where they cannot be
    read. `copies` are the sources of exact copies that are left out. `corrected` says whether
    the corrections beside it are applied.
    """

    path: str
    source: str
    digest: str | None = None
    copies: tuple[str, ...] = ()
    corrected: bool = True


def find(paths: Iterable[str | Path], without: Path | None = None) -> list[Item]:
    """The documents under `paths`, ordered by source, exact copies folded into the first.

    Folders are searched whole; hidden files and folders, companions of documents, and all that
    lies under `without` are passed over. Raises UsageError where a path does not exist or no
    document is left.
    """
    given = [Path(path) for path in paths]
    if not given:
        raise UsageError("Name at least one file or folder to read.")
    candidates: dict[str, Item] = {}
    for item in sorted(_candidates(given), key=lambda item: item.source):
        if without is None or not _lies_under(item.path, without):
            candidates.setdefault(os.path.realpath(item.path), item)
    if not candidates:
        raise UsageError(
            f"There are no documents in {', '.join(map(str, given))}: "
            "put text, Markdown, HTML, Word or PDF files there, or name another folder."
        )
    return _unique(candidates.values())


def _candidates(given: Iterable[Path]) -> Iterator[Item]:
    for path in given:
        if path.is_dir():
            yield from _walk(path)
        elif not path.exists():
            raise UsageError(f"There is no file or folder {path}.")
        elif not path.name.endswith(COMPANIONS):
            yield Item(str(path), _readable(path.name))


def _walk(root: Path) -> Iterator[Item]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and not name.endswith(COMPANIONS):
                path = Path(folder, name)
                yield Item(str(path), _readable(path.relative_to(root).as_posix()))


def _readable(name: str) -> str:
    """`name` without the lone surrogates that stand for bytes which are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _lies_under(path: str, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _unique(items: Iterable[Item]) -> list[Item]:
    """One item for each content, the first by source; files that cannot be read stay."""
    hashed = [replace(item, digest=_digest(item.path)) for item in items]
    hashed.sort(key=lambda item: (item.source, item.digest or "", item.path))
    first: dict[str, Item] = {}
    for item in hashed:
        content = item.digest or f"unreadable {item.path}"
        if kept := first.get(content):
            first[content] = replace(kept, copies=(*kept.copies, item.source))
        else:
            first[content] = item
    return list(first.values())


def _digest(path: str) -> str | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 a plain string is what travels
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        # Its worker will fail to read it again, and says why.
        return None
