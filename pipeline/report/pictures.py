"""Pictures of the PDF pages that hold commitments, where the file that the run read is at hand."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from pipeline import limits
from pipeline.errors import ReaderFaultError, ReadError
from pipeline.readers import apart

Row = Mapping[str, Any]

PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture: its file's name, and the page's size in points."""

    file: str
    width: float
    height: float


def source_of(document: Row, raw: Path | None) -> bytes | None:
    """The very file the run read, under the folder `raw` (or `raw` itself); None if not there."""
    if raw is None:
        return None
    path = raw if raw.is_file() else raw / str(document["source"])
    try:
        if not path.is_file() or path.stat().st_size > limits.MOST_BYTES:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return data if sha256(data).hexdigest() == document["source_sha256"] else None


def draw(data: bytes, pages: Iterable[int], folder: Path, stem: str) -> dict[int, Picture]:
    """Pictures of `pages` (from 1) of a PDF as WebP files `<stem>-<page>.webp` in `folder`.

    They are drawn in the process apart. A page that the file lacks or that cannot be drawn is left
    out.
    """
    drawn: dict[int, Picture] = {}
    end = time.monotonic() + limits.MOST_WAITING_SECONDS
    for number in sorted(set(pages)):
        try:
            found = apart.show(data, number, end - time.monotonic())
        except (ReadError, ReaderFaultError):
            continue
        if found:
            picture, width, height = found
            name = f"{stem}-{number}.webp"
            (folder / name).write_bytes(picture)
            drawn[number] = Picture(name, width, height)
    return drawn
