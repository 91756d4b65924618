"""The list stack: level and parent of every item from indentation, mark and meaning.

Guideline section 1: a blank line or a page break neither ends a list nor restarts its numbers.
A lower-level mark may come without indentation: items after a stem that ends in a colon are
its own, and so are those that carry another kind of mark than their neighbours.
"""

from dataclasses import dataclass, field
from functools import cache

from pipeline.lexicon import table
from pipeline.outline.leadins import find_lead_in
from pipeline.outline.words import head_words
from pipeline.outline.wraps import Block

_ENUMERATION_RANK = {"I": 0, "A": 1, "1": 2, "a": 3, "i": 4}
_GLYPH_RANK = 5


@dataclass(slots=True)
class _Open:
    """An open list: where its items stand, their kinds of mark, and how its last item ends."""

    indent: int
    kind: str
    value: int
    kinds: set[str] = field(default_factory=set)
    first: Block | None = None
    last: Block | None = None
    semicolons: bool = False
    closed: bool = False
    penultimate: bool = False


def set_levels(text: str, blocks: list[Block]) -> None:
    """Sets `level` of every bullet that has a mark; paragraphs and headings end all lists."""
    stack: list[_Open] = []
    lone = _lone_numbers(text, blocks)
    for block in blocks:
        if block.kind in ("paragraph", "section", "table"):
            stack.clear()
        elif block.kind == "bullet" and id(block) in lone and not stack:
            _place(text, stack, block)
            stack[0].kinds.update(lone[id(block)])
            block.level = 1
        elif block.kind == "bullet" and block.mark:
            _place(text, stack, block)
            block.level = len(stack)


def _lone_numbers(text: str, blocks: list[Block]) -> dict[int, set[str]]:
    """Items marked "1." whose list has no other number, by identity, with the marks of the
    items after them: conversion has lost the other numbers, so those are their sisters."""
    lone: dict[int, set[str]] = {}
    items: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and block.kind == "bullet":
            items.append(block)
        elif block is None or block.kind == "section":
            numbered = [at for at, b in enumerate(items) if b.mark and not b.mark.is_glyph]
            if len(numbered) == 1:
                lone.update(_lone_number(text, items[numbered[0] :]))
            items = []
    return lone


def _lone_number(text: str, items: list[Block]) -> dict[int, set[str]]:
    first, after = items[0], items[1] if len(items) > 1 else None
    if after is None or after.indent != first.indent or _is_stem(text, first):
        return {}
    if first.mark is None or first.mark.readings[0][1] != 1:
        return {}
    return {id(first): set(after.mark_kinds)}


def _place(text: str, stack: list[_Open], block: Block) -> None:
    assert block.mark is not None
    depth, kind, value = _sibling(text, stack, block)
    if depth is None:
        kind, value = _first_reading(block)
        stack.append(_Open(block.indent, kind, value))
        top = stack[-1]
        top.first = block
    else:
        del stack[depth + 1 :]
        top = stack[depth]
        top.kind, top.value = kind, value
    top.kinds.add(kind)
    top.last = block
    top.closed = top.closed or top.penultimate
    top.penultimate = _ends_in_and(text, block)
    if _runs_on(text, block):
        top.semicolons = True
    elif top.semicolons and _last_sign(text, block) == ".":
        top.closed = True


def _sibling(text: str, stack: list[_Open], block: Block) -> tuple[int | None, str, int]:
    """Depth of the open list that the item goes on with, None for a list of its own."""
    assert block.mark is not None
    if not stack:
        return None, *_first_reading(block)
    following = _following(stack, block)
    if following and stack[following[0]].indent == block.indent:
        return following
    if _goes_on(text, stack, block):
        return len(stack) - 1, *_first_reading(block)
    exact = _exact(text, stack, block)
    if exact is not None:
        depth, kind, value = exact
        return (None if _owned(text, stack, depth, block) else depth), kind, value
    return following or _by_position(text, stack, block)


def _following(stack: list[_Open], block: Block) -> tuple[int, str, int] | None:
    # The next number of an open list: of one at the same indentation, else of the innermost.
    assert block.mark is not None
    hits = [
        (depth, kind, value)
        for depth in range(len(stack) - 1, -1, -1)
        for kind, value in block.mark.readings
        if value > 1 and stack[depth].kind == kind and stack[depth].value == value - 1
    ]
    level = [h for h in hits if stack[h[0]].indent == block.indent]
    return next(iter(level or hits), None)


def _openings(block: Block) -> tuple[tuple[str, int], ...]:
    # Out of sequence "(i)" is the first roman numeral, not the ninth letter.
    assert block.mark is not None
    return tuple(r for r in block.mark.readings if r[1] == 1) or block.mark.readings


def _goes_on(text: str, stack: list[_Open], block: Block) -> bool:
    # Under a stem a series of "…;" goes on whatever mark its next item carries.
    top = stack[-1]
    stem = stack[-2].last if len(stack) > 1 else None
    if stem is None or top.last is None or top.closed or top.indent != block.indent:
        return False
    return _is_stem(text, stem) and _runs_on(text, top.last)


def _exact(text: str, stack: list[_Open], block: Block) -> tuple[int, str, int] | None:
    # Same kind of mark at the same indentation; a list that has closed hands back to an outer.
    assert block.mark is not None
    hits = [
        (depth, kind, value)
        for depth in range(len(stack) - 1, -1, -1)
        for kind, value in _openings(block)
        if kind in stack[depth].kinds and stack[depth].indent == block.indent
    ]
    live = [h for h in hits if not stack[h[0]].closed] or hits
    if len(live) > 1 and find_lead_in(text, block) is not None:
        # A titled item goes on with the titled list, not with untitled items of a stem in it.
        titled = (h for h in live if _is_titled(text, stack[h[0]].first))
        return next(titled, live[0])
    return next(iter(live), None)


def _is_titled(text: str, block: Block | None) -> bool:
    return block is not None and find_lead_in(text, block) is not None


def _owned(text: str, stack: list[_Open], depth: int, block: Block) -> bool:
    """Whether an item that looks like a sister of the list at `depth` belongs to the stem that
    stands just before it."""
    stem = stack[-1].last
    if stem is None or not _is_stem(text, stem) or block.mark is None:
        return False
    if not block.mark.is_glyph:
        # "7. … objectives:" and then "1." anew.
        value = next((v for k, v in block.mark.readings if k in stack[depth].kinds), 0)
        return value == 1 and depth == len(stack) - 1 and stack[depth].value > 1
    if _is_label(text, stem):
        return False
    if _is_stem(text, block) or depth != _outermost(stack, block):
        return False
    titled = _is_titled(text, stack[depth].first)
    return not (titled and find_lead_in(text, block) is not None)


def _outermost(stack: list[_Open], block: Block) -> int:
    # A list may hold one such list of its own, not one in the other without end.
    return next(
        depth
        for depth, level in enumerate(stack)
        if level.indent == block.indent and level.kinds & set(block.mark_kinds)
    )


def _is_label(text: str, block: Block) -> bool:
    # "Digital Economy:" names what follows; it is no stem that its items complete.
    found = find_lead_in(text, block)
    return found is not None and found[0][1] >= block.end - 2


def _by_position(text: str, stack: list[_Open], block: Block) -> tuple[int | None, str, int]:
    assert block.mark is not None
    kind, value = _first_reading(block)
    top = stack[-1]
    if block.indent > top.indent:
        # Points are not exact, blanks are.
        near = block.box is not None and block.indent - top.indent == 1 and kind in top.kinds
        return (len(stack) - 1 if near else None), kind, value
    depth = len(stack) - 1
    while depth > 0 and stack[depth].indent > block.indent:
        depth -= 1
    level = stack[depth]
    if kind in level.kinds:
        return depth, kind, value
    last = level.last
    if level.indent > block.indent:
        # An item further out than the whole list opens none of its own but below a stem.
        stem = value == 1 and last is not None and _is_stem(text, last)
        return (None if stem and depth == len(stack) - 1 else depth), kind, value
    if depth == len(stack) - 1:
        if last is not None and (_is_stem(text, last) or _is_inner(kind, level)):
            return None, kind, value
        if last is not None and level.semicolons and not level.closed and _runs_on(text, last):
            return depth, kind, value
    if level.indent < block.indent:
        del stack[depth + 1 :]
        return None, kind, value
    return _by_rank(stack, depth, kind, value)


def _by_rank(stack: list[_Open], depth: int, kind: str, value: int) -> tuple[int | None, str, int]:
    # At one indentation numbers stand above letters, letters above roman numerals and glyphs.
    while depth > 0 and _rank(kind) < _rank(stack[depth].kind):
        depth -= 1
    if _rank(kind) <= _rank(stack[depth].kind):
        return depth, kind, value
    del stack[depth + 1 :]
    return None, kind, value


def _rank(kind: str) -> int:
    return _ENUMERATION_RANK.get(kind.strip("().")[:1], _GLYPH_RANK)


def _first_reading(block: Block) -> tuple[str, int]:
    # "(i)" opens a list as a roman numeral: nothing before it was "(h)".
    assert block.mark is not None
    readings = block.mark.readings
    return next((r for r in readings if r[1] == 1), readings[0])


def _last_sign(text: str, block: Block) -> str:
    # A stem in bold ends in asterisks.
    return text[max(block.body, block.end - 12) : block.end].rstrip("*_ ")[-1:]


def _is_stem(text: str, block: Block) -> bool:
    return _last_sign(text, block) == ":"


def _is_inner(kind: str, level: _Open) -> bool:
    # Hollow and letter-shaped bullets stand below filled ones, whatever their indentation.
    return kind in _inner_glyphs() and not _inner_glyphs() & level.kinds and level.value == 0


@cache
def _inner_glyphs() -> frozenset[str]:
    return frozenset(row["glyph"] for row in table("outline/glyphs") if row["inner"] == "yes")


def _ends_in_and(text: str, block: Block) -> bool:
    tail = text[max(block.body, block.end - 12) : block.end].rstrip(" ,;").split()
    return len(tail) > 1 and tail[-1] in ("and", "or")


def _runs_on(text: str, block: Block) -> bool:
    tail = head_words(text[max(block.body, block.end - 12) : block.end])
    if not tail:
        return False
    return tail[-1][-1] in ";," or (tail[-1] in ("and", "or") and len(tail) > 1)
