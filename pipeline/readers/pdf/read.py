"""One PDF file -> Source: pages to lines, furniture apart, lines to blocks, blocks to the text."""

import re
from typing import Final

from pipeline.errors import ReadError
from pipeline.model import Line, Source
from pipeline.readers.flow import folded
from pipeline.readers.pdf.blocks import Block, measure, to_blocks
from pipeline.readers.pdf.compose import compose, settle
from pipeline.readers.pdf.edges import EdgePage, mark_edges
from pipeline.readers.pdf.hyphens import Hyphens
from pipeline.readers.pdf.lines import PageLine, page_lines
from pipeline.readers.pdf.notes import in_notes, note_marks, without_marks
from pipeline.readers.pdf.page import Page
from pipeline.readers.pdf.pages import read_pages

MEDIA_TYPE: Final = "application/pdf"
_DATE: Final = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")


def read_pdf(name: str, data: bytes) -> Source:
    """The file as a Source; `metadata` holds title, author and date of its own properties.

    The text holds a line of the page a line, in reading order; a hyphen that only broke a word
    at a line end is gone. Raises ReadError `empty`, `password`, `damaged`, `too_large` or
    `no_text`, or one that tells why pictures could not be recognised.
    """
    contents = read_pages(name, data)
    text, lines = text_of(contents.pages)
    if not lines:
        raise ReadError(
            f"{name}: its pages have no text. Save the document as plain text and run again.",
            "no_text",
        )
    stated = _metadata(contents.stated)
    return Source(text, lines, MEDIA_TYPE, contents.count, stated, tuple(contents.problems))


def text_of(pages: list[Page]) -> tuple[str, tuple[Line, ...]]:
    """The text of the pages in reading order, and its lines."""
    found = [page_lines(page) for page in pages]
    every = [line for lines in found for line in lines]
    for order, line in enumerate(every):
        line.order = order
    usual = measure(every)
    running = [
        EdgePage(page.height, [line for line in lines if not line.table], page.rules)
        for page, lines in zip(pages, found, strict=True)
    ]
    edges = mark_edges(running, usual.size)
    furniture = [line for line in every if id(line) in edges]
    body = [line for line in every if id(line) not in edges]
    body = without_marks(body, note_marks(furniture, body))
    _widen(body)
    blocks = to_blocks(body, usual)
    settle(blocks, usual)
    blocks = _with_furniture(blocks, furniture)
    return compose(blocks, Hyphens(line.text for line in body))


def _widen(lines: list[PageLine]) -> None:
    # Pages of one column share their right edge: the last page may hold short lines only.
    alone = [line for line in lines if not (line.beside or line.table)]
    rights = sorted(line.right for line in alone)
    usual = rights[len(rights) // 2] if rights else 0.0
    for line in alone:
        if 0.5 * usual < line.right < usual:
            line.right = usual


def _with_furniture(blocks: list[Block], furniture: list[PageLine]) -> list[Block]:
    """Furniture where it stands, but never inside a block that runs over a page break."""
    done: list[Block] = []
    waiting = [_footer(lines) for lines in reversed(in_notes(furniture))]
    for block in blocks:
        while waiting and waiting[-1].lines[0].order < block.lines[0].order:
            done.append(waiting.pop())
        done.append(block)
    return [*done, *reversed(waiting)]


def _footer(lines: list[PageLine]) -> Block:
    return Block(lines, fixed="footer")


def _metadata(stated: dict[str, str]) -> dict[str, str]:
    """Title, author and date as the file's own properties state them."""
    date = _DATE.match(stated.get("CreationDate", ""))
    fields = {
        "title": folded(stated.get("Title", "")),
        "author": folded(stated.get("Author", "")),
        "date": "-".join(date.groups()) if date else "",
    }
    return {key: value for key, value in fields.items() if value}
