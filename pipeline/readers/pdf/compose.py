"""Blocks -> the document text and its lines, each with page, box and left edge.

Furniture never stands inside a sentence: where a block runs over a page break, the foot of the
one page and the head of the next follow after it.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from pipeline.model import Line
from pipeline.readers.flow import (
    LIST_GLYPHS,
    may_be_bold_line,
    may_head,
    starts_glyph,
    starts_typed,
)
from pipeline.readers.pdf.blocks import Block, Measure
from pipeline.readers.pdf.hyphens import Hyphens

_LARGER: Final = 1.08
_SAME_EDGE: Final = 3.0
_DEEPEST: Final = 6
_LONGEST_RUN: Final = 4
_MARK_PLACE: Final = 4.0


def settle(blocks: Sequence[Block], usual: Measure) -> None:
    """Sets heading levels by font size, bold headings, and left edges that are alike."""
    heads = _heads(blocks, usual)
    large = {round(block.lines[0].size) for block in blocks if id(block) in heads}
    tagged = any(line.tag and line.tag.heading for b in blocks for line in b.lines)
    ranks = {size: at for at, size in enumerate(sorted(large, reverse=True)[:_DEEPEST], 1)}
    edges = _edges([block.lines[0].indent for block in blocks])
    for block in blocks:
        block.x = edges[block.lines[0].indent]
        if block.fixed:
            continue
        first = block.lines[0]
        if tagged:
            block.heading = first.tag.heading if first.tag and may_head(block.text) else 0
        elif id(block) in heads:
            block.heading = ranks.get(round(first.size), 0)
        _set_mark(block)
        heavy = all(line.bold for line in block.lines)
        block.bold = heavy and block.lines[0].dot is None and may_be_bold_line(block.text)


def _heads(blocks: Sequence[Block], usual: Measure) -> set[int]:
    """Identities of the blocks that are large enough for headings and short enough, and no run of
    one size: the text of slides is large, and the names on a title page."""
    found: set[int] = set()
    running = [block for block in blocks if not block.fixed]
    for _, alike in groupby(running, lambda block: round(block.lines[0].size)):
        run = [block for block in alike if _may_be_head(block, usual)]
        if len(run) <= _LONGEST_RUN:
            found.update(map(id, run))
    return found


def _may_be_head(block: Block, usual: Measure) -> bool:
    text = block.text
    marked = block.lines[0].dot is not None or starts_glyph(text)
    large = block.lines[0].size > _LARGER * usual.size
    return large and not marked and may_head(text) and any(map(str.isalpha, text))


def _set_mark(block: Block) -> None:
    """A tagged list item whose mark is neither text nor a known shape has one all the same; the
    place of the mark is left free before it."""
    first = block.lines[0]
    begins = first.tag is not None and first.tag.item and not first.tag.continued
    if (
        begins
        and first.x0 > first.left + _MARK_PLACE
        and first.dot is None
        and not starts_typed(first.text)
    ):
        first.dot = first.x0


def _edges(indents: Sequence[float]) -> dict[float, float]:
    """Each left edge with the edge that its neighbours share."""
    shared: dict[float, float] = {}
    group: list[float] = []
    for x in sorted(set(indents)):
        if group and x - group[0] > _SAME_EDGE:
            shared.update(dict.fromkeys(group, group[0]))
            group = []
        group.append(x)
    shared.update(dict.fromkeys(group, group[0] if group else 0.0))
    return shared


def compose(blocks: Sequence[Block], hyphens: Hyphens) -> tuple[str, tuple[Line, ...]]:
    """The text of the blocks, a line of the page a line, and its lines (blank ones left out)."""
    parts: list[str] = []
    lines: list[Line] = []
    at = 0
    for block in blocks:
        rows = hyphens.mended([line.text for line in block.lines])
        for number, (line, words) in enumerate(zip(block.lines, rows, strict=True)):
            if not words:
                continue
            mark = f"{LIST_GLYPHS[0]} " if line.dot is not None else ""
            before = "" if not parts else "\n\n" if block.gap and not number else "\n"
            row = mark + words
            start = at + len(before)
            at = start + len(row)
            parts.append(before + row)
            lines.append(
                Line(
                    start, at, line.page, line.box, block.x, line.size,
                    bold=block.bold, heading=block.heading, fixed=block.fixed,
                    continues=number > 0,
                )
            )  # fmt: skip
    return "".join(parts) + "\n" * bool(parts), tuple(lines)
