"""Footnotes and endnotes of a Word document: furniture below the body (guideline section 1)."""

from typing import Any, Final

from pipeline.readers.docx_blocks import all_text
from pipeline.readers.docx_styles import WORD, Styles, attribute
from pipeline.readers.flow import Piece, number_text

# The numbers that Word gives either kind unless told otherwise.
_FORMS: Final = {"footnote": "1", "endnote": "i"}


def read_notes(body: Any, roots: dict[str, Any], styles: Styles) -> tuple[list[Piece], int]:
    """The notes that a body refers to, in its order, and how many of them have no text.

    `roots` has the root elements of the parts `footnote` and `endnote`, None without one.
    """
    pieces: list[Piece] = []
    missing = 0
    for kind, form in _FORMS.items():
        root = roots[kind]
        notes = {attribute(note, "id"): note for note in (root if root is not None else ())}
        references = body.iter(f"{WORD}{kind}Reference")
        for number, reference in enumerate(references, 1):
            note = notes.pop(attribute(reference, "id"), None)
            words = all_text(note, styles) if note is not None else ""
            if words:
                shown = f"{number_text(number, form)} {words}"
                pieces.append(Piece(shown, fixed="footer", gap=not pieces))
            missing += not words
    return pieces, missing
