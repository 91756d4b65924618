"""Lines -> blocks: which lines of a page are one paragraph or one list item.

What decides is the page, not the words: the space before a line, its left edge, its font, and
whether the first word would have fitted on the line before.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.readers.flow import starts_glyph, starts_typed
from pipeline.readers.pdf.lines import PageLine

_TERMINAL: Final = ".:;!?…"
_CLOSING: Final = "”\"’')]*»0123456789"
_LEVEL: Final = 4.0  # points by which left edges of one paragraph may differ
_INDENT: Final = 6.0
_LOOSE: Final = 0.18  # of the font size above the usual pitch: a new paragraph
_USUAL_PITCH: Final = 1.2
_BIN: Final = 0.05
_AGREED: Final = 0.7
_ROOM: Final = 0.15  # of the column
_REACH: Final = 20  # lines within which a sentence counts on
_DASHES: Final = "-–—−"
_IN_BRACKETS: Final = re.compile(r"\((\d{1,2}|[b-z])\)\s")


@dataclass(slots=True)
class Block:
    """One paragraph, list item or heading: its lines, and whether a wider space comes before."""

    lines: list[PageLine]
    gap: bool = True
    fixed: str | None = None
    heading: int = 0
    bold: bool = False
    x: float = 0.0

    @property
    def text(self) -> str:
        """Its words, one blank between them."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: font size in points of its running text, and the distance
    from line to line in font sizes."""

    size: float
    pitch: float


def measure(lines: Sequence[PageLine]) -> Measure:
    """The font size most characters have, and the closest distance that is common.

    Rows of tables have neither.
    """
    running = [line for line in lines if not line.table]
    sizes: Counter[float] = Counter()
    for line in running:
        sizes[line.size] += len(line.text)
    size = max(sizes, key=lambda s: (sizes[s], s)) if sizes else 11.0
    pitches: Counter[int] = Counter()
    for a, b in pairwise(running):
        if _stacked(a, b) and abs(a.size - b.size) < 0.5 and a.size:
            ratio = (b.top - a.top) / a.size
            if 0.8 < ratio < 3.5:
                pitches[round(ratio / _BIN)] += 1
    enough = max(2, 0.08 * sum(pitches.values()))
    common = [p for p in sorted(pitches) if sum(pitches[p + d] for d in (-1, 0, 1)) >= enough]
    return Measure(size, (common[0] + 1) * _BIN if common else _USUAL_PITCH)


def _stacked(a: PageLine, b: PageLine) -> bool:
    return a.page == b.page and (a.left, a.right) == (b.left, b.right) and b.top > a.top


def to_blocks(lines: Sequence[PageLine], usual: Measure) -> list[Block]:
    """The blocks of lines in reading order, furniture left out before.

    Where the file is tagged its tags decide, unless they contradict the page too often.
    """
    seen = _blocks(lines, usual, by_tags=False)
    if not any(line.tag for line in lines):
        return seen
    if not _trusted(lines, seen):
        for line in lines:
            line.tag = None
        return seen
    return _blocks(lines, usual, by_tags=True)


def _blocks(lines: Sequence[PageLine], usual: Measure, by_tags: bool) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        said = _by_tags(blocks[-1].lines[-1], line) if by_tags and blocks else None
        joined = said if said is not None else bool(blocks) and _goes_on(blocks[-1], line, usual)
        if joined:
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line], _gap(blocks, line, usual), "table" if line.table else None))
    return blocks


def _gap(blocks: Sequence[Block], line: PageLine, usual: Measure) -> bool:
    """Whether a blank line is shown before a line that begins a block."""
    if not blocks:
        return True
    last = blocks[-1].lines[-1]
    if line.table or last.table:
        return not (line.table and last.table)
    return not _close(last, line, usual)


def _by_tags(last: PageLine, line: PageLine) -> bool | None:
    """Whether the tags make two lines one block; None where they do not say."""
    if last.tag is None or line.tag is None or last.tag.cell or line.tag.cell:
        return None
    if last.page == line.page:
        # Some programs tag a whole list as one item.
        return None if starts_glyph(line.text) else last.tag is line.tag
    if last.tag.unfinished and line.tag.continued:
        return True
    # Two paragraphs; of an item of several, the one on the next page does not say so.
    plain = not (last.tag.item or line.tag.item)
    return False if plain and not (last.tag.unfinished or line.tag.continued) else None


def _trusted(lines: Sequence[PageLine], seen: Sequence[Block]) -> bool:
    opening = {id(block.lines[0]) for block in seen}
    said = same = 0
    for last, line in pairwise(lines):
        joined = _by_tags(last, line)
        if joined is not None:
            said += 1
            same += joined == (id(line) not in opening)
    return same >= _AGREED * said


def _goes_on(block: Block, line: PageLine, usual: Measure) -> bool:
    last = block.lines[-1]
    if line.table or last.table:
        return False
    if line.dot is not None or abs(line.size - last.size) > 0.6:
        return False
    if _lone_mark(block):
        return _beside_mark(last, line)
    if not _stacked(last, line):
        return _runs_over(block, line)
    full = is_full(last, line) or _is_nearly_full(block, line)
    if starts_typed(line.text) and not _false_mark(block, line, usual, full):
        return False
    if not full or not _close(last, line, usual):
        return False
    if last.bold != line.bold and _ended(last.text) and not _hangs(block, line):
        return False
    return _fits(block, line)


def _hangs(block: Block, line: PageLine) -> bool:
    """Whether a line stands where the words of an item begin: the item's title was in bold."""
    first = block.lines[0]
    return _text_edge(first) > first.x0 and abs(line.x0 - _text_edge(first)) <= _LEVEL


def _lone_mark(block: Block) -> bool:
    """A mark on a line of its own, its words on the next."""
    only = block.lines[0]
    return len(block.lines) == 1 and len(only.text) <= 6 and starts_typed(only.text + " ")


def _beside_mark(mark: PageLine, line: PageLine) -> bool:
    return mark.page == line.page and line.x0 >= mark.x0 and line.top - mark.bottom < line.size


def is_full(last: PageLine, line: PageLine) -> bool:
    """Whether the first word of a line would not have fitted on the line before."""
    first = line.words[0]
    return last.x1 + 0.2 * last.size + (first.x1 - first.x0) > last.right - 1.0


def _is_nearly_full(block: Block, line: PageLine) -> bool:
    """Whether the last line ends no sentence and leaves little room: what is joined to the next
    word by a no-break space may have taken it along, and a ragged column ends nowhere."""
    last = block.lines[-1]
    roomy = last.right - last.x1 > _ROOM * (last.right - last.left)
    sure = len(block.lines) > 1 or last.text[-1] == "," or line.text[0].islower()
    return sure and not roomy and not _ended(last.text)


def _close(last: PageLine, line: PageLine, usual: Measure) -> bool:
    if not _stacked(last, line):
        return False
    size = max(last.size, line.size)
    return line.top - last.top <= (max(usual.pitch, line.pitch) + _LOOSE) * size


def _false_mark(block: Block, line: PageLine, usual: Measure, full: bool) -> bool:
    """A wrapped sentence may go on with "2030. The", "(a) of Article 4" or "– as agreed –", and
    a list within it with "(2) trade"."""
    last = block.lines[-1]
    tight = full and _close(last, line, usual) and _fits(block, line)
    if tight and _counts_on(block, line):
        return True
    if line.text[0] in _DASHES and line.text[0] == block.lines[0].text[0]:
        return False
    if not line.text[0].isalnum() and line.text[0] not in _DASHES and line.text[0] != "(":
        return False
    tight = tight and not _ended(last.text)
    return tight and not last.text.endswith((",", "and", "or"))


def _counts_on(block: Block, line: PageLine) -> bool:
    """Whether "(1)" stands within the lines before a line that begins with "(2)"."""
    found = _IN_BRACKETS.match(line.text)
    if not found:
        return False
    mark = found[1]
    before = str(int(mark) - 1) if mark.isdigit() else chr(ord(mark) - 1)
    return any(f" ({before}) " in f"{near.text} " for near in block.lines[-_REACH:])


def _ended(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _TERMINAL or not text.rstrip(_CLOSING)


def _fits(block: Block, line: PageLine) -> bool:
    """Whether the left edge of a line is that of its paragraph."""
    first, last = block.lines[0], block.lines[-1]
    if abs((line.x0 + line.x1) - (last.x0 + last.x1)) < 2 * _LEVEL and line.x0 > line.left + _LEVEL:
        return True  # centred
    if len(block.lines) > 1:
        return abs(line.x0 - last.x0) <= _LEVEL
    text_x = _text_edge(first)
    if text_x > first.x0 or first.dot is not None:
        return first.edge - _LEVEL <= line.x0 <= text_x + _INDENT
    return line.x0 - first.x0 <= _INDENT or not _ended(first.text)


def _text_edge(line: PageLine) -> float:
    """Where the words begin after a typed mark."""
    if line.dot is None and len(line.words) > 1 and starts_typed(line.text):
        return line.words[1].x0
    return line.x0


def _runs_over(block: Block, line: PageLine) -> bool:
    """Whether a block goes on in the next column or on the next page."""
    last = block.lines[-1]
    if starts_typed(line.text) or last.bold != line.bold:
        return False
    if _ended(last.text):
        # The words of an item stand right of its mark; what begins there is its own.
        first = block.lines[0]
        level = len(block.lines) > 1 and abs(line.indent - last.indent) <= 1
        if first.dot is not None or _text_edge(first) > first.x0:
            return level and last.x0 > first.edge + _LEVEL
        # A paragraph seldom fills its last line; one that goes on may have a sentence end there.
        return level and (is_full(last, line) or line.text[0].islower())
    return is_full(last, line) or line.text[0].islower()
