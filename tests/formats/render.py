"""Every way in which a document is rendered, by name; the name's suffix is the file's."""

from collections.abc import Callable
from pathlib import Path

from tests.formats import markup, word
from tests.formats.printed import write_pdf
from tests.formats.truth import Item

HEAD = "Bureau of Public Affairs"
# What stands on pages besides the document: running head, page number, fence of front matter.
FURNITURE = (HEAD, r"\d+ of \d+", "---")

Writer = Callable[[list[Item], Path], None]


def _text(make: Callable[[list[Item]], str]) -> Writer:
    def write(items: list[Item], file: Path) -> None:
        file.write_text(make(items), encoding="utf-8")

    return write


WRITERS: dict[str, Writer] = {
    "txt": _text(markup.plain_text),
    "wrapped.txt": _text(lambda items: markup.plain_text(items, 76)),
    "md": _text(markup.markdown),
    "bold.md": _text(lambda items: markup.markdown(items, bold=True)),
    "html": _text(markup.page),
    "typed.html": _text(lambda items: markup.page(items, typed=True)),
    "docx": word.write_document,
    "styled.docx": lambda items, file: word.write_document(items, file, styled=True),
    "pdf": write_pdf,
    "headed.pdf": lambda items, file: write_pdf(items, file, HEAD),
}
