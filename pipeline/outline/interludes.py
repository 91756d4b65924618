"""Headings inside a numbering that runs on: "65. …", "1. Finance", "66. …"."""

from pipeline.outline.marks import RUNNING
from pipeline.outline.words import head_words
from pipeline.outline.wraps import Block

_MAX_WORDS = 22
_MAX_DEPTH = 3


def mark_interludes(text: str, blocks: list[Block]) -> None:
    """Sets `kind` and `heading` of short marked lines between one number and the next.

    Numbered paragraphs that run on through several headings keep one numbering (guideline
    section 1): what stands between 65 and 66 with a mark of its own is no item of that list,
    nor of another where it goes on with none.
    """
    number = 0
    seen: set[tuple[str, int]] = set()
    between: list[Block] = []
    before: Block | None = None
    for block in blocks:
        if block.kind == "footer":
            continue
        value = dict(block.mark.readings).get(RUNNING) if block.mark else None
        if value is not None and number and value == number + 1:
            _close(between, seen)
            number, between = value, []
        elif number and before is not None and _is_title(text, block, before, between):
            between.append(block)
        else:
            between = []
            number = value or number
        before = block


def _is_title(text: str, block: Block, before: Block, between: list[Block]) -> bool:
    if block.kind or not block.mark or block.mark.is_glyph or len(between) >= _MAX_DEPTH:
        return False
    sister = {(kind, value - 1) for kind, value in block.mark.readings}
    if before.mark and sister & set(before.mark.readings):
        return False
    line = text[block.body : block.end]
    ended = text[before.end - 1] in ".;]" or before in between or before.kind == "section"
    short = len(line) <= 200 and len(head_words(line)) <= _MAX_WORDS
    return ended and short and line[:1].isupper() and line[-1] not in ".;:,"


def _close(between: list[Block], seen: set[tuple[str, int]]) -> None:
    for block in between:
        assert block.mark is not None
        readings = block.mark.readings
        # "(ii)" after "(i)" is a roman numeral, "(c)" after "(b)" a letter.
        follows = (r for r in readings if r[1] == 1 or (r[0], r[1] - 1) in seen)
        reading = next(follows, readings[0])
        seen.add(reading)
        block.kind, block.heading = "section", reading[0]
