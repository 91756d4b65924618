"""Furniture: what stands on a page and says nothing (guideline section 1, `footer`)."""

import re
from collections import Counter

from pipeline.outline.lines import Row
from pipeline.outline.words import phrases, plain_line, words_of

_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.)?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://|www\.|\w\.(?:gov|org|int|com|eu|mil)\b")
_FOOTNOTE = re.compile(r"\[\^\w{1,20}\]:")
_DIGITS = re.compile(r"\d+")
_MAX_HEAD = 120
_MAX_POINTER = 4


def mark_furniture(text: str, rows: list[Row]) -> None:
    """Sets `fixed` to "footer" on rows that are furniture by their own words or repetition."""
    for at, row in enumerate(rows):
        if row.fixed is None and _is_furniture(text, row, rows[at + 1 : at + 2]):
            row.fixed = "footer"
            _mark_wrapped_pointer(text, rows[at : at + _MAX_POINTER])
    _mark_running_heads(text, rows)


def _is_furniture(text: str, row: Row, following: list[Row]) -> bool:
    line = text[row.start : row.end] if row.end - row.start <= 2000 else ""
    if not line:
        return False
    if not any(c.isalnum() for c in line):
        # A bullet alone on its line may wait for its words on the next one.
        waits = row.empty and len(line) <= 3 and following and not following[0].gap
        return not (waits and following[0].mark is None)
    if row.empty and row.mark and not (following and following[0].mark is None):
        return True
    bare = plain_line(line)
    if bare in words_of("furniture", "phrase") and bare in _whole():
        return True
    if _FOOTNOTE.match(line) or (len(line) < 24 and _PAGE_NUMBER.fullmatch(line)):
        return True
    if bare.startswith(phrases("furniture", "phrase", match="prefix")):
        return bool(_ADDRESS.search(line)) or len(line) < 60
    return False


def _mark_wrapped_pointer(text: str, rows: list[Row]) -> None:
    # "For more information, please visit:" may stand on the line before the address.
    line = plain_line(text[rows[0].start : rows[0].end])
    if not line.startswith(phrases("furniture", "phrase", match="prefix")):
        return
    last = 0
    for row in rows[1:]:
        if row.gap or row.page_break or row.mark or text[rows[last].end - 1] == ".":
            break
        last += 1
    if last and _ADDRESS.search(text, rows[1].start, rows[last].end):
        for row in rows[1 : last + 1]:
            row.fixed, row.continues = "footer", True


def _whole() -> tuple[str, ...]:
    return phrases("furniture", "phrase", match="whole")


def _mark_running_heads(text: str, rows: list[Row]) -> None:
    edges = _page_edges(rows)
    lines = {at: text[rows[at].start : rows[at].end] for at in edges}
    # A running head is no sentence.
    keys = {
        at: _DIGITS.sub("", plain_line(line))
        for at, line in lines.items()
        if line[-1] not in ".;:!?"
    }
    often = {key for key, count in Counter(keys.values()).items() if count >= 2 and key}
    for at, key in keys.items():
        # The first row of a document is its title even where later pages repeat it.
        if at > 0 and key in often and rows[at].fixed is None:
            rows[at].fixed = "footer"


def _page_edges(rows: list[Row]) -> list[int]:
    """Indices of the two outermost rows of every page, both sides; none without pages."""
    cuts = [at for at, row in enumerate(rows) if row.page_break]
    if not cuts:
        return []
    edges: set[int] = set()
    for begin, end in zip([0, *cuts], [*cuts, len(rows)], strict=True):
        edges.update((begin, min(begin + 1, end - 1), max(end - 2, begin), end - 1))
    short = (at for at in edges if rows[at].end - rows[at].start <= _MAX_HEAD)
    return sorted(at for at in short if rows[at].mark is None)
