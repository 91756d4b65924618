"""Page furniture: running heads, page numbers and footnotes, told by where they stand.

A line is furniture where it stands at the edge of the page and its words (digits aside) or its
place come again on other pages. Guideline section 1, `footer`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Box
from pipeline.readers.pdf.lines import PageLine
from pipeline.readers.pdf.notes import opens_note

_DEEPEST: Final = 5  # lines of a head or foot
_BAND: Final = 0.16  # of the page's height
_SAME_PLACE: Final = 4.0
_SAME_SIZE: Final = 0.6
_WIDE: Final = 0.8  # font sizes between furniture and text
_DIGITS: Final = re.compile(r"\d+|\b[ivxl]{1,6}\b")
_PAGE_NUMBER: Final = re.compile(
    r"[-–—|\s]{0,40}(?:page|p\.)?\s{0,9}(?:\d{1,4}|[ivxl]{1,6})\s{0,9}(?:(?:of|/)\s{0,9}\d{1,4})?"
    r"[-–—|.\s]{0,40}",
    re.IGNORECASE,
)
_SMALL: Final = 0.92
_LARGER: Final = 1.08
_BESIDE_NUMBER: Final = " |•·–—-[]().,:"


@dataclass(frozen=True, slots=True)
class EdgePage:
    """What tells the furniture of a page: its height in points, its lines and drawn rules."""

    height: float
    lines: list[PageLine]
    rules: Sequence[Box] = ()


def mark_edges(pages: Sequence[EdgePage], body: float) -> set[int]:
    """Identities of the lines that are furniture; `body` is the font size of the running text in
    points."""
    found: set[int] = set()
    heads = [_edge(page, top=True) for page in pages]
    feet = [_edge(page, top=False) for page in pages]
    for edges in (heads, feet):
        found.update(_repeated(edges, pages, body))
    for page in pages:
        left = [line for line in page.lines if id(line) not in found]
        found.update(_footnotes(left, page.rules, body))
    return found


def _edge(page: EdgePage, top: bool) -> list[PageLine]:
    """The outermost lines of a page within its edge band, the outermost first."""
    ordered = sorted(page.lines, key=lambda line: line.top, reverse=not top)
    if not ordered:
        return []
    band = _BAND * page.height
    near = [x for x in ordered if (x.top < band if top else x.bottom > page.height - band)]
    return near[:_DEEPEST]


def _repeated(edges: list[list[PageLine]], pages: Sequence[EdgePage], body: float) -> set[int]:
    words = Counter(key for page in edges for key in {_key(line) for line in page})
    numbered = sum(any(_PAGE_NUMBER.fullmatch(line.text) for line in page) for page in edges)
    filled = sum(1 for page in edges if page)
    found: set[int] = set()
    for page, whole in zip(edges, pages, strict=True):
        run: list[PageLine] = []
        for line in page:
            times = words[_key(line)] if line.dot is None and _same_place(line, edges) else 1
            number = _PAGE_NUMBER.fullmatch(line.text) and (numbered > 1 or filled == 1)
            if not (times > 1 or number or _changing(line, edges, filled, body)):
                break
            run.append(line)
            if number or (times > 2 and times >= 0.5 * filled) or _apart(run, whole.lines):
                found.update(map(id, run))
    return found


def _apart(run: list[PageLine], lines: list[PageLine]) -> bool:
    """Whether a wide space lies between outer lines and the rest of the page."""
    inner = run[-1]
    taken = set(map(id, run))
    others = [line for line in lines if id(line) not in taken]
    space = min((max(o.top - inner.bottom, inner.top - o.bottom) for o in others), default=99.0)
    return space > _WIDE * inner.size


def _key(line: PageLine) -> str:
    words = _DIGITS.sub("", line.text.lower()).strip(_BESIDE_NUMBER)
    return " ".join(words.split()) or "0"


def _same_place(line: PageLine, edges: list[list[PageLine]]) -> bool:
    """Whether a line of the same words and look stands at the same height on another page; a
    title is larger than the running heads that repeat it."""
    key = _key(line)
    return any(
        other is not line
        and other.page != line.page
        and abs(other.top - line.top) <= _SAME_PLACE
        and abs(other.size - line.size) < _SAME_SIZE
        and other.bold == line.bold
        and _key(other) == key
        for page in edges
        for other in page
    )


def _changing(line: PageLine, edges: list[list[PageLine]], filled: int, body: float) -> bool:
    """Whether nearly every page has a short line of its own at this very height and size, and
    apart from the text: a running head that names the chapter. Larger ones are titles of slides."""
    if filled < 4 or len(line.text) > 90 or line.size > _LARGER * body:
        return False
    alike = sum(
        any(
            abs(other.top - line.top) <= 1 and abs(other.size - line.size) < 0.2
            and len(other.text) <= 90
            for other in page[:2]
        )
        for page in edges
    )  # fmt: skip
    return alike >= 0.7 * filled and line in [page_line for page in edges for page_line in page[:1]]


def _footnotes(lines: list[PageLine], rules: Sequence[Box], body: float) -> set[int]:
    """Small lines at the foot of each column, from the first that opens with a note's number, or
    from a rule above them: a note may go on from the page before."""
    found: set[int] = set()
    for column in _by_column(lines):
        small: list[PageLine] = []
        for line in reversed(column):
            if line.size > _SMALL * body:
                break
            small.append(line)
        small.reverse()
        opening = next((at for at, line in enumerate(small) if opens_note(line.text)), None)
        if small and _is_below_rule(small[0], column[: -len(small)], rules):
            opening = 0
        if opening is not None and len(small) - opening < len(column):
            found.update(id(line) for line in small[opening:])
    return found


def _is_below_rule(line: PageLine, above: list[PageLine], rules: Sequence[Box]) -> bool:
    """Whether a rule that begins where the column does parts a line from all lines above."""
    end = max((other.bottom for other in above), default=0.0)
    return any(
        end - 2 <= top <= line.top + 0.3 * line.size and bottom - top < 2 <= right - left
        and abs(left - line.left) <= _SAME_PLACE
        for left, top, right, bottom in rules
    )  # fmt: skip


def _by_column(lines: list[PageLine]) -> list[list[PageLine]]:
    columns: dict[tuple[float, float], list[PageLine]] = {}
    for line in lines:
        columns.setdefault((line.left, line.right), []).append(line)
    return list(columns.values())
