"""Word documents (.docx): paragraphs, lists and tables in the order of the body."""

import io
import zipfile
import zlib
from typing import Any, Final

from pipeline import limits
from pipeline.errors import ReadError, said
from pipeline.model import Problem, Source
from pipeline.readers.docx_blocks import Blocks
from pipeline.readers.docx_notes import read_notes
from pipeline.readers.docx_numbering import Numbering
from pipeline.readers.docx_styles import Styles
from pipeline.readers.flow import compose, folded

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def read_docx(name: str, data: bytes) -> Source:
    """The document as a Source; `metadata` holds its core properties title, author and date.

    The text holds a block a line and lists as Word shows them, numbers written out, notes
    after the body. Raises ReadError `empty`, `password`, `damaged`, `too_large`, or `unsupported`
    for an old .doc file.
    """
    _check(name, data)
    # Imported late: lxml and python-docx cost more than reading most files.
    import docx
    from docx.exceptions import PythonDocxError

    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        styles = Styles(_part_root(document, "styles"))
        numbering = Numbering(_part_root(document, "numbering"), styles)
        notes = {kind: _part_root(document, f"{kind}s") for kind in ("footnote", "endnote")}
        stated = _metadata(document)
    except (
        PythonDocxError,
        SyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
    ) as error:
        raise _damaged(name, said(error)) from error
    if body is None:
        raise _damaged(name, "it has no body")
    pieces = Blocks(body, styles, numbering).pieces
    below, missing = read_notes(body, notes, styles)
    text, lines = compose([*pieces, *below])
    if not pieces:
        raise ReadError(
            f"{name} holds no text. If its pages are pictures, save it as PDF, run OCR on it, "
            "and run again.",
            "empty",
        )
    return Source(text, lines, MEDIA_TYPE, None, stated, _untold(name, missing))


def _check(name: str, data: bytes) -> None:
    """What can be told before anything is unpacked."""
    if not data:
        raise ReadError(f"{name} holds no text. Check that the file was saved completely.", "empty")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError(
                f"{name} is protected by a password. Open it in Word, save it without the "
                "password, and run again.",
                "password",
            )
        raise ReadError(
            f"{name} is a Word file of the old kind (.doc). Save it as .docx and run again.",
            "unsupported",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise _damaged(name, said(error)) from error
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError(f"{name} is protected by a password. Remove it and run again.", "password")
    markup = sum(p.file_size for p in parts if p.filename.lower().endswith((".xml", ".rels")))
    whole = sum(part.file_size for part in parts)
    if (
        whole > limits.MOST_UNPACKED_BYTES
        or markup > limits.MOST_MARKUP_BYTES
        or len(parts) > limits.MOST_PARTS
    ):
        raise ReadError(
            f"{name} would unpack to {whole // 2**20} MB in {len(parts)} parts, more than any "
            "statement needs, and was not opened. If it is genuine, remove its pictures or save "
            "it as plain text.",
            "too_large",
        )


def _untold(name: str, missing: int) -> tuple[Problem, ...]:
    if not missing:
        return ()
    message = f"{name} refers to {missing} footnotes or endnotes that hold no text."
    return (Problem("warning", "footnotes", message),)


def _part_root(document: Any, kind: str) -> Any:
    """The root element of a part that the document may have, None without it."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith("/" + kind) and not relation.is_external:
            part = relation.target_part
            found = getattr(part, "element", None)
            return found if found is not None else parse_xml(part.blob)
    return None


def _metadata(document: Any) -> dict[str, str]:
    stated = document.core_properties
    fields = {
        "title": folded(stated.title or ""),
        "author": folded(stated.author or ""),
        "date": stated.created.date().isoformat() if stated.created else "",
    }
    return {key: value for key, value in fields.items() if value}


def _damaged(name: str, why: str) -> ReadError:
    reason = " ".join(why.split())[:120]
    return ReadError(
        f"{name} is damaged or no Word document ({reason}). Open it in Word or LibreOffice, let it "
        "be repaired, save it as .docx, and run again.",
        "damaged",
    )
