"""The numbers in a page's text that point to its footnotes: no part of the words before them."""

import re
from itertools import pairwise
from typing import Final

from selectolax.lexbor import LexborNode

from pipeline.readers.flow import folded
from pipeline.readers.html_tree import BLOCKS

_NUMBER: Final = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_MARK: Final = re.compile(r"[\[(]?(?:\d{1,3}|[ivxlc]{1,6}|[*†‡]{1,3})[\])]?")
_NOTE_LINK: Final = re.compile(r"#\w{0,20}?(?:ftn|fn|footnote|endnote|edn|note)", re.IGNORECASE)
_UNIT: Final = re.compile(r"(?:^|[\s/(\d])(?:[kcmµ]?m|ft|mi|10)$")


def note_marks(root: LexborNode) -> set[int]:
    """`mem_id` of each element below `root` that only points to a note.

    Raised links within the page are such marks, and links to what calls itself a note. Other
    raised numbers are if they count on from 1 through the page, exponents left aside, or stand
    again before the note.
    """
    marks: set[int] = set()
    counted: list[tuple[int, LexborNode]] = []
    heads: set[int] = set()
    for node in root.css("sup, a"):
        words = folded(node.text())
        number = _NUMBER.fullmatch(words)
        if node.tag == "sup" and _is_link(node.css_first("a")):
            marks.add(node.mem_id)
        elif node.tag == "a":
            if _MARK.fullmatch(words) and _is_note_link(node) and _before(node) is not None:
                marks.add(node.mem_id)
        elif number:
            before = _before(node)
            if before is None:
                heads.add(int(number[1]))
            elif not _UNIT.search(before):
                counted.append((int(number[1]), node))
    numbers = [number for number, _ in counted]
    counts_on = numbers[:1] == [1] and all(b == a + 1 for a, b in pairwise(numbers))
    if counts_on and (len(numbers) > 1 or heads):
        marks.update(node.mem_id for _, node in counted)
    return marks


def _is_link(link: LexborNode | None) -> bool:
    return link is not None and (link.attributes.get("href") or "").startswith("#")


def _is_note_link(link: LexborNode) -> bool:
    return _NOTE_LINK.match(link.attributes.get("href") or "") is not None


def _before(node: LexborNode) -> str | None:
    """The last words before a node in its block, None where it opens the block."""
    at: LexborNode | None = node
    while at is not None and at.tag not in BLOCKS:
        before = at.prev
        while before is not None:
            text = before.text_content or ""
            if text.strip():
                return text.rstrip("\r\n")
            before = before.prev
        at = at.parent
    return None
