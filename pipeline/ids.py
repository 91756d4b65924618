"""Names of rows: readable, stable, and the same whatever else is in the run.

A document is named by its file and its bytes, everything inside it by its offsets. No id
holds a ";", which joins the items of a list.
"""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from pathlib import PurePosixPath

_SLUG_LENGTH = 80  # with hash and suffix well below the 255 bytes a file name may have


def slug(name: str) -> str:
    """Lower-case ASCII letters and digits of `name`, joined by single hyphens.

    A name without any of them gives "document".
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return words[:_SLUG_LENGTH].strip("-") or "document"


def document_id(source: str, digest: str | None, record: int | None = None) -> str:
    """`us-japan-scc-2023-ce843f`: slug of the file's stem and the start of its hash.

    `source` is the relative path, `digest` the SHA-256 of the file in hex digits, `record` the
    number of a record in a file of several. A file whose bytes cannot be read has no digest
    and is named by the hash of its path.
    """
    digest = digest or sha256(source.encode("utf-8", "replace")).hexdigest()
    if record is None:
        return f"{slug(PurePosixPath(source).stem)}-{digest[:6]}"
    return f"{slug(PurePosixPath(source.removesuffix('.gz')).stem)}-{digest[:6]}-{record}"


def span_ids(document: str, letter: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """One id a span, in order: `<document>:<letter><start>-<end>`.

    `letter` is n for nodes, m for mentions, a for acts. Where several rows share one span, the
    later ones get `.2`, `.3` …, so that ids stay unique.
    """
    seen: dict[tuple[int, int], int] = {}
    names = []
    for span in spans:
        number = seen[span] = seen.get(span, 0) + 1
        suffix = f".{number}" if number > 1 else ""
        names.append(f"{document}:{letter}{span[0]}-{span[1]}{suffix}")
    return names
