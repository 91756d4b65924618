"""Web pages: the document in the page, its navigation left out, as a browser would show it."""

import codecs
import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.errors import ReadError
from pipeline.model import Problem, Source
from pipeline.readers.decode import decode
from pipeline.readers.flow import Piece, compose, folded
from pipeline.readers.html_blocks import Blocks
from pipeline.readers.html_notes import note_marks
from pipeline.readers.html_tree import content, parse_tree

_MAX_WRONG: Final = 0.001
_HEAD: Final = 4096
_CHARSET: Final = re.compile(
    rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^<>]{0,100}?encoding=[\"']([\w.-]{2,40})",
    re.IGNORECASE,
)
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Pages that say Latin-1 or ASCII mean Windows-1252 (WHATWG Encoding, labels).
_MEANT: Final = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_TITLES: Final = ("og:title", "dcterms.title", "dc.title", "citation_title")
_AUTHORS: Final = ("author", "article:author", "dcterms.creator", "dc.creator", "dc.contributor")
_DATES: Final = (
    *("article:published_time", "dcterms.issued", "dcterms.date", "dc.date.issued", "dc.date"),
    *("dcterms.created", "dc.date.created", "datepublished", "pubdate", "publish-date", "date"),
)


def read_html(name: str, data: bytes) -> Source:
    """The page as a Source of media type text/html.

    The text holds a block a line and lists as a browser shows them; `metadata` holds title,
    author, date and url where the page's head states them. Raises ReadError (see `decode`), and
    `empty` for a page without words of its own.
    """
    markup, problems = _decoded(name, data)
    body, parser, opened_up = parse_tree(markup)
    pieces = _pieces(body) if body is not None else []
    text, lines = compose(pieces)
    if not lines:
        raise ReadError(
            f"{name} holds no text of its own: its words may be loaded by a script. "
            "Open the page in a browser, print it to PDF or copy its text, and run again.",
            "empty",
        )
    if opened_up:
        message = f"{name} nests elements too deep to be meant; the innermost were opened up."
        problems = (*problems, Problem("warning", "deep_markup", message))
    return Source(text, lines, "text/html", None, _metadata(parser), problems)


def _pieces(body: LexborNode) -> list[Piece]:
    root, leave_out = content(body)
    return Blocks(root, leave_out | note_marks(root)).pieces


def _decoded(name: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """By the byte-order mark, then by what the page says, then by its bytes."""
    stated = None if data.startswith(_MARKS) else _stated_codec(data)
    if stated:
        text = data.decode(stated, "replace")
        wrong = text.count("\ufffd")
        if text.strip() and wrong <= _MAX_WRONG * len(text):
            message = f"{name} is not quite {stated}; {wrong} characters could not be read."
            doubts = (Problem("warning", "encoding", message),) if wrong else ()
            return text.replace("\x00", ""), doubts
    text, problems = decode(name, data)
    return text.removeprefix("\ufeff").replace("\x00", ""), problems


def _stated_codec(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_HEAD])
    if not found:
        return None
    label = (found[1] or found[2]).decode("ascii", "replace")
    try:
        codec = codecs.lookup(label).name
        "".encode(codec)
    except (LookupError, UnicodeError):
        return None
    # Read as bytes with a mark before each character, these cannot be what they say.
    return None if codec.startswith(("utf-16", "utf-32")) else _MEANT.get(codec, codec)


def _metadata(parser: LexborHTMLParser) -> dict[str, str]:
    stated: dict[str, str] = {}
    for node in parser.css("head meta, meta[itemprop]"):
        given = node.attributes
        key = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        value = folded(given.get("content") or "")
        if key and value:
            stated.setdefault(key, value)
    shown = parser.css_first("head title")
    link = parser.css_first('link[rel="canonical"]')
    fields = {
        "title": _first(stated, _TITLES) or (folded(shown.text()) if shown is not None else ""),
        "author": _first(stated, _AUTHORS),
        "date": _first(stated, _DATES),
        "url": ((link.attributes.get("href") or "") if link is not None else "").strip(),
    }
    return {key: value for key, value in fields.items() if value}


def _first(stated: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((stated[key] for key in keys if key in stated), "")
