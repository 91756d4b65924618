"""Rows -> blocks: a paragraph or item broken by line wraps, blanks or pages is one block.

Guideline section 1: a blank line or a page break does not split a sentence; a bullet's own
continuation paragraph belongs to the bullet. Furniture inside a broken sentence is swallowed.
"""

import itertools
import re
from dataclasses import dataclass
from functools import cache

from pipeline.model import Box
from pipeline.outline.divisions import division_form
from pipeline.outline.lines import MAX_BOLD, Row, emphasized_mark, is_bold_line
from pipeline.outline.marks import Mark, read_mark
from pipeline.outline.words import (
    head_words,
    is_caps,
    is_function_word,
    is_title_case,
    parts_a_name,
    words_of,
)

_LONG = 130
_LONGEST_TITLE = 60
_LONGEST_NOTE = 600
# Where an item of a running list begins, and how much its mark takes.
_IN_A_ROW = re.compile(r"[:;,]\s+(?:(?:and|or)\s+)?(?=\(|\w{1,3}\))")
_MAX_MARK = 12
_REFERENCE = r"(?:\d{1,4}(?:\(\w{1,4}\)){0,4}|(?:\(\w{1,4}\)){1,4})"
_MAX_REFERENCES = 80
_NUMBERS = ("1.", "1)", "(1)", "1.1")
_FIRST = (("1.", 1), ("1)", 1))
_TERMINAL = ".:;!?…"
_CLOSING = "”\"’')]*_» "


@dataclass(slots=True)
class Block:
    """One node to be, in document order. `kind` is None until somebody decides it."""

    start: int
    end: int
    body: int
    indent: int
    gap: bool
    mark: Mark | None
    hashes: int
    bold: bool
    kind: str | None
    page_start: int | None
    page_end: int | None
    box: Box | None
    level: int = 0
    lead_in: tuple[int, int] | None = None
    heading: str | None = None
    role: str | None = None
    last: Row | None = None

    @property
    def mark_kinds(self) -> tuple[str, ...]:
        """The kinds its mark may be of, none without a mark."""
        return tuple(kind for kind, _ in self.mark.readings) if self.mark else ()


def to_blocks(text: str, rows: list[Row], markdown: bool) -> list[Block]:
    """Blocks of the rows; one footer a row of furniture, one table a run of table rows."""
    joiner = _Joiner(text, rows, markdown)
    blocks: list[Block] = []
    pending: list[Row] = []
    current: Block | None = None
    for row in rows:
        if row.fixed == "footer":
            if row.continues and pending:
                pending[-1].end = row.end
                pending[-1].box = _around(pending[-1].box, row.box)
            else:
                pending.append(row)
            continue
        if current is not None and joiner.joins(current, row, bool(pending)):
            _extend(current, row)
            pending.clear()
            continue
        blocks.extend(_block(r) for r in pending)
        pending.clear()
        current = _block(row)
        blocks.append(current)
    blocks.extend(_block(r) for r in pending)
    for block in blocks if markdown else ():
        if block.kind is None and not block.hashes and text[block.start] in "*_":
            _settle_bold(text, block)
    return blocks


def _settle_bold(text: str, block: Block) -> None:
    """A heading in bold may take several lines, and so may the bold words that open an item."""
    if block.mark and block.mark.is_glyph:
        return
    said = text[block.start : min(block.end, block.start + MAX_BOLD)]
    block.bold = block.bold or (block.end - block.start < MAX_BOLD and is_bold_line(said))
    if block.bold:
        block.mark, block.body = None, block.start
    elif block.mark is None and (mark := emphasized_mark(said)) and mark.readings[0][0] in _NUMBERS:
        # "**D. Taylor, President:**" has no number.
        block.mark, block.body = mark, block.start + mark.length


def _block(row: Row) -> Block:
    return Block(
        row.start, row.end, row.body, row.indent, row.gap, row.mark, row.hashes, row.bold,
        row.fixed, row.page, row.page, row.box, last=row,
    )  # fmt: skip


def _extend(block: Block, row: Row) -> None:
    if block.body >= block.end:
        block.body = row.start
    block.end, block.page_end, block.last = row.end, row.page, row
    block.bold = block.bold and row.bold and row.continues
    if block.page_start == row.page:
        block.box = _around(block.box, row.box)


def _around(a: Box | None, b: Box | None) -> Box | None:
    """The box around two, the first where there is no second."""
    if a is None or b is None:
        return a
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


class _Joiner:
    """Decides whether a row goes on with the block before it."""

    def __init__(self, text: str, rows: list[Row], markdown: bool) -> None:
        self.text = text
        self.markdown = markdown
        self.width = wrap_width(rows)
        self.prose_indents: set[int] = set()

    def joins(self, block: Block, row: Row, furniture: bool) -> bool:
        if not block.mark and block.kind is None:
            self.prose_indents.add(block.indent)
        if block.kind == "table":
            return row.fixed == "table" and not row.gap
        if row.continues:
            return True
        if (row.hashes or row.bold) and self._is_broken_heading(block, row):
            return True
        if row.fixed or row.hashes or block.hashes or block.kind == "title":
            return False
        apart = row.gap or row.page_break or furniture
        if row.mark:
            return not apart and self._is_false_mark(block, row)
        if block.mark and block.body >= block.end:
            return not row.gap
        if self._is_broken(block, row, apart, furniture):
            return True
        # What a page does not join is a paragraph of its own, however close it stands.
        if apart or row.box is not None:
            return self._is_continuation(block, row)
        return self._is_wrap(block, row)

    def _is_wrap(self, block: Block, row: Row) -> bool:
        if row.hard or (block.bold and not self.markdown):
            return False
        if row.bold and (not self.markdown or block.bold or self._ended(block)):
            return False
        if self.markdown:
            return True
        if self._full(block, row):
            return not self._is_new_caps(block, row)
        if block.last is not None and block.last.width > 0.7 * self.width > 0:
            # A narrower column: a line of prose that ends no sentence goes on.
            return not self._ended(block) and not self._is_titled(block, row)
        return block.mark is not None and row.indent > block.indent and self.width > 0

    def _is_titled(self, block: Block, row: Row) -> bool:
        # A first line in title case that leaves room is a heading with its body below.
        if block.last is None or block.last.start != block.start or self._lower(row):
            return False
        return is_title_case(head_words(self.text[block.body : block.end]))

    def _is_new_caps(self, block: Block, row: Row) -> bool:
        if not self._ended(block):
            return False
        head = self.text[block.body : min(block.end, block.body + 200)]
        return is_caps(self.text[row.start : row.end]) != is_caps(head)

    def _full(self, block: Block, row: Row) -> bool:
        last = block.last
        if self.width <= 0 or last is None:
            return False
        word = self.text[row.start : row.end].split(None, 1)[0]
        unit = 1.0
        if last.box is not None:
            unit = (last.box[2] - last.box[0]) / max(1, last.end - last.start)
        return last.width + unit * (1 + len(word)) > 0.93 * self.width

    def _is_false_mark(self, block: Block, row: Row) -> bool:
        # A wrapped sentence may go on with "2030. The" or "– as agreed –".
        assert row.mark is not None
        if _refers(self.text[max(block.body, block.end - _MAX_REFERENCES) : block.end]):
            return True
        kind = row.mark.readings[0][0]
        listed = kind in block.mark_kinds or kind == "-"
        dash = kind in "–—−" and not listed
        if dash and self.markdown and not self._ended(block):
            # No mark in Markdown.
            return True
        strong = row.mark.is_glyph and not dash
        if row.indent == block.indent and _counts_on(block, row.mark):
            return False
        if self.markdown and not row.hard and self._is_in_prose(block, row):
            return True
        if _runs_on(self.text[block.body : block.end], row.mark):
            return True
        return not strong and self._full(block, row) and not self._ended(block)

    def _is_in_prose(self, block: Block, row: Row) -> bool:
        """In Markdown only "1." or a bullet can stand in the way of a paragraph that goes on."""
        assert row.mark is not None
        letter = row.mark.readings[0][0].isalpha()
        bullet = row.mark.is_glyph and not letter
        first = bullet or any(reading in _FIRST for reading in row.mark.readings)
        inside = block.mark is None or row.indent > block.indent
        return inside and not first and not self._ended(block)

    def _is_broken_heading(self, block: Block, row: Row) -> bool:
        # A heading that ends in "of", "between" or a hyphen goes on in the next of its form.
        if row.mark or row.fixed or block.kind or block.end - block.body > 300:
            return False
        if row.hashes != block.hashes or not (row.hashes or block.bold):
            return False
        tail = self.text[max(block.body, block.end - 60) : block.end].rstrip("*_ ")
        last = tail.split()[-1:]
        opened = self.text.rfind("(", block.body, block.end)
        if opened > self.text.rfind(")", block.body, block.end):
            return True
        return bool(last) and (last[0][-1] in "-–" or is_function_word(last[0].casefold()))

    def _is_broken(self, block: Block, row: Row, apart: bool, furniture: bool) -> bool:
        if block.bold or row.bold or self._ended(block) or (row.hard and not self._lower(row)):
            return False
        tail = self.text[max(block.body, block.end - 60) : block.end]
        words = tail.split()
        if not words or words[-1][-1] in ",":
            return not apart and bool(words) and self._lower(row) and block.mark is not None
        if not apart and len(words) > 2 and self._lower(row):
            return True
        if tail[-1] in "-—–‐" or self._dangles(words):
            return len(words) > 2 or division_form(tail) is None
        if not self._lower(row):
            return parts_a_name(words[-1], self.text[row.start : row.end].split(None, 1)[0])
        if block.mark and apart and not (row.page_break or furniture):
            # Below a list of phrases its stem may go on ("as set out in …").
            return not block.mark.is_glyph and words[-1].isalpha() and words[-1].islower()
        # A heading in sentence case does not run on; a sentence is longer than one.
        return not apart or block.end - block.body > 60

    def _dangles(self, words: list[str]) -> bool:
        last = words[-1].replace("–", "—").rpartition("—")[2]
        if last in ("and", "or") and len(words) > 1 and words[-2][-1] in ";,":
            return False
        return (last.islower() and is_function_word(last)) or last in ("The", "A", "An")

    def _lower(self, row: Row) -> bool:
        return self.text[row.start].islower()

    def _ended(self, block: Block) -> bool:
        tail = self.text[max(block.body, block.end - 12) : block.end]
        said = tail.rstrip(_CLOSING)
        if not said or said[-1] in _TERMINAL:
            return True
        if not said.endswith(("and", "or")):
            return False
        words = tail.split()
        return len(words) > 1 and words[-1] in ("and", "or") and words[-2][-1] in ";,"

    def _is_continuation(self, block: Block, row: Row) -> bool:
        if not block.mark or row.bold or row.indent <= block.indent + self.markdown:
            return False
        noted = self._is_drafters_note(row)
        return noted or row.indent not in self.prose_indents

    def _is_drafters_note(self, row: Row) -> bool:
        # "{Placement: …}" stands below what it is about.
        if self.text[row.start] != "{":
            return False
        end = self.text.find("}", row.start, row.start + _LONGEST_NOTE)
        return end > row.start + _LONGEST_TITLE and "\n\n" not in self.text[row.start : end]


def _counts_on(block: Block, mark: Mark) -> bool:
    """Whether a mark is the next after that of a block ("5." after "4.")."""
    before = block.mark.readings if block.mark else ()
    return any((kind, value - 1) in before for kind, value in mark.readings if value > 1)


def _runs_on(prose: str, mark: Mark) -> bool:
    """Whether a mark is the next of a running list: "(iii)" after "… (i) …; (ii) …; and"."""
    wanted = [(kind, value - 1) for kind, value in mark.readings if kind[-1] == ")" and value > 1]
    return bool(wanted) and any(
        reading in wanted
        for found in _IN_A_ROW.finditer(prose)
        for reading in _readings(prose[found.end() : found.end() + _MAX_MARK])
    )


def _refers(prose: str) -> bool:
    """Whether what follows is the number of a provision: "under section", "Articles 9 and"."""
    return prose[-1:].isalpha() and _reference().search(prose) is not None


@cache
def _reference() -> re.Pattern[str]:
    words = "|".join(words_of("reference_words", "word"))
    return re.compile(
        rf"(?<!\bthe)(?<!\bthis)(?<!\bthat)(?<!\beach)\s(?:{words})s?"
        rf"(?:\s+{_REFERENCE}(?:,|,?\s+(?:and|or|to|through))){{0,9}}$",
        re.IGNORECASE,
    )


def _readings(text: str) -> tuple[tuple[str, int], ...]:
    mark = read_mark(text)
    return mark.readings if mark else ()


def wrap_width(rows: list[Row]) -> float:
    """Where the lines of a wrapped text end, 0.0 for a text of one paragraph a line."""
    plain = [r for r in rows if r.fixed is None and not r.hashes]
    if not plain:
        return 0.0
    if plain[0].box is not None:
        return 0.0
    if sum(r.width > _LONG for r in plain) > 0.02 * len(plain):
        return 0.0
    broken = [
        a.width for a, b in itertools.pairwise(plain) if not b.gap and b.mark is None and not b.bold
    ]
    if len(broken) < 2:
        return 0.0
    broken.sort()
    width = broken[int(0.95 * (len(broken) - 1))]
    full = sum(w > 0.8 * width for w in broken)
    return width if width >= 40 and full >= 0.5 * len(broken) else 0.0
