"""Furniture: what stands on a page and says nothing (guideline section 1, `footer`)."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from pipeline.outline.lines import Row
from pipeline.outline.marks import RUNNING, Mark
from pipeline.outline.words import phrases, plain_line

_PAGE_NUMBER = re.compile(
    r"[-–—|\s]{0,40}(?:page|p\.)?\s{0,9}\d{1,4}\s{0,9}(?:(?:of|/)\s{0,9}\d{1,4})?[-–—|\s]{0,40}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|\w\.(?:gov|org|int|com|eu|mil)\b")
_FOOTNOTE = re.compile(r"\[\^\w{1,20}\]:|\(\^\d{1,3}\)\s")
# Stars that touch their word are emphasis.
_NOTE_BELOW_RULE = re.compile(r"(?:\d{1,2}\s*|\*{1,3}\s+|†\s*)[A-Z]")
_PAGE_AT_END = re.compile(r"(?:\t|\.\.|…|\s\s)\s{0,99}\d{1,4}$")
_CONTENTS_REACH = 3
_MAX_CONTENTS = 40
_DIGITS = re.compile(r"\d+")
_MAX_HEAD = 120
_MAX_POINTER = 4
_MAX_NOTE = 12
_ENDS = ".:;!?…"
_LONG = 50


def mark_furniture(text: str, rows: list[Row], markdown: bool) -> None:
    """Sets `fixed` to "footer" on rows that are furniture by their own words or repetition.

    A paragraph of Markdown is judged as a whole, wherever its lines end.
    """
    pieces = _pieces(text, rows) if markdown else itertools.pairwise(range(len(rows) + 1))
    for at, end in pieces:
        row, following = rows[at], rows[end] if end < len(rows) else None
        if row.fixed is None and _is_furniture(text, row, rows[end - 1].end, following):
            if at and row.mark and _goes_on(text, rows[at - 1], row, row.mark):
                continue
            row.fixed = "footer"
            for more in rows[at + 1 : end]:
                more.fixed, more.continues = "footer", True
            if not markdown:
                _mark_wrapped_pointer(text, rows[at : at + _MAX_POINTER])
            if not markdown and _FOOTNOTE.match(text, row.start, row.end):
                _mark_wrapped_note(text, rows[at : at + _MAX_NOTE])
    _mark_running_heads(text, rows)
    _mark_contents(text, rows)
    for at, (rule, note) in enumerate(itertools.pairwise(rows), 1):
        if rule.fixed != "footer" or note.mark is not None or text[rule.start] not in "—–_":
            continue
        ruled = not any(map(str.isalnum, text[rule.start : min(rule.end, rule.start + 80)]))
        if ruled and _NOTE_BELOW_RULE.match(text, note.start, note.end):
            note.fixed = "footer"
            _mark_wrapped_note(text, rows[at : at + _MAX_NOTE])


def _pieces(text: str, rows: list[Row]) -> Iterator[tuple[int, int]]:
    """Where the rows begin and end that Markdown reads as one paragraph or item."""
    begins = [
        at for at in range(len(rows)) if not at or not _is_within(text, *rows[at - 1 : at + 1])
    ]
    return itertools.pairwise([*begins, len(rows)])


def _is_within(text: str, before: Row, row: Row) -> bool:
    if row.gap or row.hard or row.page_break or before.fixed or row.fixed:
        return False
    if before.hashes or row.hashes or row.mark or row.bold:
        return False
    return text[row.start].isalnum() or not _is_wordless(text[row.start : row.end])


def _is_wordless(line: str) -> bool:
    return not line[0].isalnum() and not any(map(str.isalnum, line))


def _mark_contents(text: str, rows: list[Row]) -> None:
    # A table of contents: lines that end in a page number, some broken in two.
    for at, row in enumerate(rows):
        line = text[row.start : row.end] if row.end - row.start <= _MAX_CONTENTS else ""
        if not line or plain_line(line) not in _contents():
            continue
        ends = at
        found = 0
        for place in range(at + 1, len(rows)):
            if place - ends > _CONTENTS_REACH:
                break
            line = text[rows[place].start : rows[place].end]
            if len(line) <= 2 * _MAX_HEAD and _PAGE_AT_END.search(line):
                ends, found = place, found + 1
        if found >= _CONTENTS_REACH:
            for listed in rows[at : ends + 1]:
                listed.fixed = "footer"


@cache
def _contents() -> frozenset[str]:
    return frozenset(phrases("furniture", "phrase", match="contents"))


def _is_furniture(text: str, row: Row, end: int, following: Row | None) -> bool:
    line = text[row.start : end] if end - row.start <= 2000 else ""
    if end > row.end:
        line = " ".join(line.split())
    if not line:
        return False
    if _is_wordless(line):
        # A bullet alone on its line may wait for its words on the next one.
        waits = row.empty and len(line) <= 3 and following and not following.gap
        return not (waits and following and following.mark is None)
    if row.mark and row.empty and end == row.end:
        # A number waits for its words, too, but not for those of a line further out.
        if following is None or following.mark is not None:
            return True
        if not row.mark.is_glyph and following.indent < row.indent - 1:
            return True
    bare = plain_line(line)
    if not bare and line[0] == "<":
        # Nothing but mark-up.
        return True
    if bare in _whole():
        # "more." may be the last word of a paragraph.
        return row.gap or not line[0].islower()
    if line[0] in "[(" and _FOOTNOTE.match(line):
        return True
    if len(line) < 24 and _PAGE_NUMBER.fullmatch(line):
        return True
    if bare.startswith(_pointers()):
        return bool(_ADDRESS.search(line)) or len(line) < 60
    return False


def _goes_on(text: str, before: Row, row: Row, mark: Mark) -> bool:
    # "… under Articles 9, 10 and" on one line, "11." on the next.
    close = before.fixed is None and not (row.gap or row.page_break)
    close = close and mark.readings[0][0] == RUNNING
    return close and text[before.end - 1] not in _ENDS and before.end - before.start > _LONG


def _mark_wrapped_pointer(text: str, rows: list[Row]) -> None:
    # "For more information, please visit:" may stand on the line before the address.
    line = plain_line(text[rows[0].start : rows[0].end])
    if not line.startswith(_pointers()):
        return
    last = 0
    for row in rows[1:]:
        if row.gap or row.page_break or row.mark or text[rows[last].end - 1] == ".":
            break
        last += 1
    if last and _ADDRESS.search(text, rows[1].start, rows[last].end):
        for row in rows[1 : last + 1]:
            row.fixed, row.continues = "footer", True


def _mark_wrapped_note(text: str, rows: list[Row]) -> None:
    for before, row in itertools.pairwise(rows):
        ended = text[before.end - 1] in _ENDS
        if ended or row.gap or row.page_break or row.mark or row.fixed:
            break
        row.fixed, row.continues = "footer", True


@cache
def _whole() -> frozenset[str]:
    whole, end = (phrases("furniture", "phrase", match=match) for match in ("whole", "end"))
    return frozenset(whole + end)


@cache
def _pointers() -> tuple[str, ...]:
    return phrases("furniture", "phrase", match="prefix")


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
