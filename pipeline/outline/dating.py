"""The day on which a document was given, as its own text states it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from pipeline import edtf
from pipeline.model import Node
from pipeline.outline.formulas import formula_date
from pipeline.outline.words import phrases

_CLOSING_LENGTH: Final = 80  # code points: a place and a date, no sentence
_LINE_LENGTH: Final = 40
_DAY: Final = len("2024-07-28")
_PROSE: Final = ("paragraph", "bullet")
_RELEASE_NOTE: Final = re.compile(r"\W{0,20}(?:The\s+)?(?:following|text\s+of)\b", re.I)
_OPENER: Final = re.compile(r"\W{0,20}On\s+(?:\w+day,\s+)?", re.I)
_SENTENCE_END: Final = re.compile(r"(?<=[a-z0-9)”\"]{2})[.;:]\s")
_DATED: Final = re.compile(r"\A(?=.*\d).*[A-Za-z]{3}", re.S)
# "… of September 11, 2001" is what a title is about.
_SUBJECT: Final = re.compile(r"\b(?:of|for|since|by|on|through|until|to)\s*$", re.I)
_GIVEN: Final = re.compile(r"\b(?:adopted|issued|released|made|held|version)\b", re.I)
_BEFORE: Final = 240
_AFTER: Final = 240
# How far from either end of the text a line with nothing but a date may stand.
_HEAD_LINES: Final = 12
_TAIL_LINES: Final = 40


def stated_date(text: str, nodes: Sequence[Node]) -> str | None:
    """The date that header, opening, closing or a line of its own give the text, ISO.

    A day; a month where only a span of days or a month is stated. A day that the text only
    tells of (an earlier meeting, a visit to come, an order) is none.
    """
    met = (_occasion_date(text, node) for node in opening(text, nodes))
    found = _header_date(text, nodes) or next(filter(None, met), None)
    if found and len(found) == _DAY:
        return found
    day = formula_date(text, nodes) or _closing_date(text, nodes) or _lone_date(text)
    # Of a meeting of several days, the day on which its paper was signed.
    return day if found is None or (day and day.startswith(found)) else found


def opening(text: str, nodes: Sequence[Node]) -> Iterator[Node]:
    """The first node of prose, and the one after an issuer's note on the text."""
    prose = (n for n in nodes if n.kind in _PROSE)
    for count, node in enumerate(prose):
        yield node
        if count or not _RELEASE_NOTE.match(text[node.start : node.start + 40]):
            return


def names_day(text: str, day: str) -> bool:
    """Whether the text names this day (ISO) anywhere."""
    return any(expression.edtf == day for expression in edtf.find(text))


def _header_date(text: str, nodes: Sequence[Node]) -> str | None:
    for node in nodes:
        if node.kind in ("date_line", "byline", "title", "doc_type"):
            if text[node.start] in "–—-":
                continue  # the attribution of a motto
            found = _first_date(text, node, needs_day=node.kind in ("title", "doc_type"))
            if found:
                return found
    return None


def _closing_date(text: str, nodes: Sequence[Node]) -> str | None:
    for node in nodes[-4:]:
        if node.kind == "footer" or _is_bare_date(text, node):
            found = _first_date(text, node, needs_day=True)
            if found and node.end - node.start < _CLOSING_LENGTH:
                return found
    return None


def _is_bare_date(text: str, node: Node) -> bool:
    """Whether a node says little more than a day."""
    if node.kind == "date_line" or node.end - node.start > _CLOSING_LENGTH:
        return False
    said = sum(e.end - e.start for e in edtf.find(text, node.start, node.end))
    return said > 0.6 * (node.end - node.start)


def _lone_date(text: str) -> str | None:
    """The one day that lines near either end of the text name and say nothing else."""
    lines = [line.strip(" \t*_") for line in text.splitlines()]
    said = [n for n, line in enumerate(lines) if line]
    days = set()
    for n in (*said[:_HEAD_LINES], *said[max(_HEAD_LINES, len(said) - _TAIL_LINES) :]):
        # Days in figures are those of a printer; a full stop ends a wrapped sentence.
        line, before = lines[n], lines[n - 1] if n else ""
        if len(line) > _LINE_LENGTH or line[-1] == "." or not _DATED.match(line):
            continue
        if len(before) > _LINE_LENGTH and before[-1] not in ".:!?”":
            continue
        for expression in edtf.find(line):
            iso = _iso(expression.edtf)
            if iso and len(iso) == _DAY and expression.end - expression.start > 0.6 * len(line):
                days.add(iso)
    return days.pop() if len(days) == 1 else None


def _first_date(text: str, node: Node, needs_day: bool) -> str | None:
    for expression in edtf.find(text, node.start, min(node.end, node.start + 1000)):
        iso = _iso(expression.edtf)
        before = text[node.start : expression.start]
        if node.kind == "title" and _SUBJECT.search(before) and not _GIVEN.search(before):
            continue
        if iso and len(iso) >= (_DAY if needs_day else 7):
            return iso
    return None


@cache
def _cues(*roles: str) -> re.Pattern[str]:
    found = (p for role in roles for p in phrases("occasion_words", "phrase", role=role))
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in found)
    return re.compile(rf"\b(?:{words})\b", re.I)


def _occasion_date(text: str, node: Node) -> str | None:
    """ "We met in Oslo on 2 May 2021", "On 2 May 2021, the Ministers met"."""
    stop = min(node.end, node.start + 2500)
    for expression in edtf.find(text, node.start, stop):
        iso = _iso(expression.edtf)
        if iso is None or len(iso) < 7 or (len(iso) == 7 and "/" not in (expression.edtf or "")):
            continue
        before = text[max(node.start, expression.start - _BEFORE) : expression.start]
        clause = _SENTENCE_END.split(before)[-1]
        given = _cues("meets")
        if _OPENER.fullmatch(clause):
            clause = _SENTENCE_END.split(text[expression.end : expression.end + _AFTER])[0]
            given = _cues("meets", "gives")
            if not _cues("speakers").search(clause):
                continue
        if given.search(clause) and not _cues("elsewhere").search(clause):
            return iso
    return None


def _iso(expression: str | None) -> str | None:
    """A day, month or year as it is; of a span within a month, the month."""
    if expression is None or expression.startswith("..") or expression.endswith(".."):
        return None
    if "/" not in expression:
        return expression
    first, last = expression.split("/")
    return first[:7] if len(first) >= 7 and first[:7] == last[:7] else None
