"""A file that holds several statements: where a further one begins.

A statement begins a page, or stands under a heading of the first level or behind an end mark
("###", "End text"), and has a head of its own: a title that names its kind, with a date, an
issuer, the words under which press offices give a text, or a body that speaks ("We, the …").
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise, takewhile
from typing import Final, NamedTuple

from pipeline.model import Node, Source
from pipeline.outline.blocks import outline_blocks
from pipeline.outline.issuing import listed_issuer
from pipeline.outline.words import bare, phrases, plain_line, words_of
from pipeline.outline.wraps import Block
from pipeline.values import HEADER_KINDS

# Lines that tell whether a statement begins with the first of them.
_MOST_LINES: Final = 60
_HEAD_LINES: Final = 12
_LONG_LINE: Final = 60
_TITLES: Final = ("title", "doc_type")
# Less is no statement, but what stands above one or below.
_LONG: Final = 400
_FIRST_BLOCKS: Final = 3
# "B. DRAFT DECISION" is one of the parts of a paper.
_COUNTED: Final = re.compile(r"\W{0,4}(?:[A-Z]|[IVX]{1,5}|\d{1,2})[.)]\s")
_GIVEN: Final = re.compile(r"\s(?:between|by|from)\s")
_ENDS: Final = ".:;!?…”\"’')]#"
_LONGEST_MARK: Final = 24
_MARK_UP: Final = " \t*_."
_DIGITS: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SPEAKS: Final = re.compile(
    r"\W{0,9}(?:\d{1,2}[.)]\s+)?(?:We\b|At\s+the\s+invitation\s+of|Following\s+is"
    r"|(?:The\s+)?(?:following|text\s+of\s+the)\b|The\s+(?:General\s+Assembly"
    r"|Security\s+Council|Conference\s+of\s+the\s+Parties|(?:States\s+)?Parties\s+to\s+th))"
)


def split(source: Source) -> Iterator[tuple[int, Source]]:
    """The statements of a file in their order, each with the offset of its text; most have one."""
    starts = _beginnings(source)
    if not starts:
        yield 0, source
        return
    for first, last in pairwise([0, *starts, len(source.lines)]):
        yield _cut(source, first, last)


def statements(nodes: Sequence[Node]) -> list[tuple[int, int]]:
    """First and past-last index of the nodes of each statement: a title below a body begins one."""
    starts, bodied, head = [0], False, 0
    for at, node in enumerate(nodes):
        if node.kind in HEADER_KINDS:
            if bodied:
                head, bodied = at, False
            if node.kind in _TITLES and starts[-1] < head:
                starts.append(head)
        elif node.kind not in ("footer", "table"):
            bodied = True
    return list(pairwise([*starts, len(nodes)]))


def first_of(source: Source, nodes: Sequence[Node]) -> tuple[Source, Sequence[Node]]:
    """The first statement of a file with its nodes: what it says of itself is said of the file."""
    last = statements(nodes)[0][1]
    if last == len(nodes):
        return source, nodes
    return replace(source, text=source.text[: nodes[last].start]), nodes[:last]


def _cut(source: Source, first: int, last: int) -> tuple[int, Source]:
    """The lines from one to before another as a source of their own, and its offset."""
    lines = source.lines[first:last]
    offset = lines[0].start if first else 0
    end = source.lines[last].start if last < len(source.lines) else len(source.text)
    moved = tuple(line._replace(start=line.start - offset, end=line.end - offset) for line in lines)
    stated = {} if first else source.metadata
    return offset, Source(source.text[offset:end], moved, source.media_type, source.pages, stated)


class _Head(NamedTuple):
    """What stands above a body: the words of its title, and of its dates."""

    title: str
    dates: str


def _beginnings(source: Source) -> list[int]:
    """Indices of the lines with which a further statement begins."""
    tops = _tops(source)
    often = Counter(_key(_line(source, at)) for at in tops)
    found: list[int] = []
    known: list[_Head] = []
    for at in tops:
        if source.lines[at].start < _LONG or not _may_open(source, at):
            continue
        head = _opened(_start(source, at), _ended(source, at))
        if head is None:
            continue
        known = known or [_head(_cut(source, 0, min(tops[0], _MOST_LINES))[1])[0]]
        # A running head repeats the title, not with a date of its own.
        again = [other.dates for other in known if other.title == head.title]
        running = again or often[_key(_line(source, at))] > 1
        if not running or (head.dates and head.dates not in again):
            found.append(at)
            known.append(head)
    return found


def _tops(source: Source) -> list[int]:
    """Indices of the lines, none of them blank, that a statement may begin with."""
    lines, text = source.lines, source.text
    hashed = source.media_type == "text/markdown"
    marks = _end_marks()
    tops: set[int] = set()
    for at, line in enumerate(lines):
        if line.heading == 1 or (hashed and text.startswith("# ", line.start)):
            tops.add(at)
        elif 0 < line.end - line.start <= _LONGEST_MARK:
            said = text[line.start : line.end].strip(_MARK_UP).replace(" ", "").casefold()
            if said in marks:
                tops.add(at + 1)
    if source.pages:
        pairs = enumerate(pairwise(lines), 1)
        tops.update(at for at, (one, other) in pairs if one.page != other.page)
    if not tops:
        return []
    filled = [at for at, line in enumerate(lines) if text[line.start : line.end].strip()]
    places = {bisect_left(filled, at) for at in tops}
    return [filled[place] for place in sorted(places) if 0 < place < len(filled)]


@cache
def _end_marks() -> frozenset[str]:
    """What ends a paper, without blanks."""
    ends = phrases("furniture", "phrase", match="end")
    return frozenset(("###", *(end.replace(" ", "") for end in ends)))


@cache
def _kinds() -> re.Pattern[str]:
    words = "|".join(map(re.escape, phrases("doc_types", "phrase")))
    return re.compile(rf"\b(?:{words})\b".replace("’", "[’']"), re.I)


def _line(source: Source, at: int) -> str:
    line = source.lines[at]
    return source.text[line.start : line.end]


def _key(line: str) -> str:
    return _DIGITS.sub("", plain_line(line))


def _may_open(source: Source, at: int) -> bool:
    """Whether the first lines name a kind of paper or an office that issues them."""
    head = [_line(source, n) for n in range(at, min(at + _HEAD_LINES, len(source.lines)))]
    return any(_kinds().search(line) or listed_issuer(line) for line in head if len(line) < _LONG)


def _ended(source: Source, at: int) -> bool:
    """Whether the text before a line does not break off in a sentence."""
    start = source.lines[at].start
    before = source.text[max(0, start - _LONG) : start].splitlines()
    last = next((line for line in reversed(before) if _WORD.search(line)), "")
    return len(last) < _LONG_LINE or last.rstrip(" *_")[-1:] in _ENDS


def _start(source: Source, at: int) -> Source:
    """The first lines from one on, as a source of their own."""
    return _cut(source, at, min(at + _MOST_LINES, len(source.lines)))[1]


def _head(part: Source) -> tuple[_Head, list[Block], list[Block]]:
    """Title and dates above a body; the blocks above it, and those of the body."""
    blocks = outline_blocks(part)
    above = list(takewhile(lambda b: b.kind in HEADER_KINDS or b.kind == "footer", blocks))
    title, dates = (
        " ".join(_words(part, block) for block in above if block.kind in kinds)
        for kinds in (_TITLES, ("date_line",))
    )
    return _Head(_key(title), dates), above, blocks[len(above) :]


def _words(part: Source, block: Block) -> str:
    return plain_line(bare(part.text[block.body : block.end]))


def _opened(part: Source, ended: bool) -> _Head | None:
    """The head of the statement that begins with a text; None where none does."""
    head, above, body = _head(part)
    titles = [_words(part, block) for block in above if block.kind in _TITLES]
    if not titles or sum(block.end - block.body for block in body) < _LONG:
        return None
    if _COUNTED.match(part.text, above[0].start) or part.text[body[0].body].islower():
        return None
    lines = [_words(part, block) for block in above if block.kind not in _TITLES]
    if any(map(listed_issuer, lines)):
        return head
    if not any(map(_kinds().search, titles)):
        return None
    if any(block.kind in ("date_line", "byline") for block in above):
        return head
    signs = _names_itself(titles) + _speaks(part, body)
    return head if signs + ended > 1 else None


def _names_itself(titles: Sequence[str]) -> bool:
    """ "Fact sheet: …", "… joint statement: …", "Agreement between …", or a line with the kind
    alone above or below the title."""
    whole = words_of("doc_types", "phrase")
    if len(titles) > 1 and any(title in whole for title in titles):
        return True
    parts = [part.strip(' “”"') for title in titles for part in title.split(":")]
    openers = phrases("doc_types", "phrase", opens="yes")
    if any(part.startswith(openers) or part.endswith(openers) for part in parts):
        return True
    return any(_GIVEN.match(t, k.end()) for t in titles for k in _kinds().finditer(t))


def _speaks(part: Source, body: Sequence[Block]) -> bool:
    """Whether the first prose of a body says who speaks, or that a text follows."""
    prose = (block for block in body[:_FIRST_BLOCKS] if block.kind != "section")
    return any(_SPEAKS.match(part.text, block.body) for block in islice(prose, 1))
