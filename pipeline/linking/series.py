"""Which statements belong to one series, and which came before which."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline import lexicon
from pipeline.edtf import interval_end
from pipeline.linking.content import words

_SIDES: Final = 2  # parties without whom a title alone makes no series
_NUMBER: Final = re.compile(r"\d")
_STATEMENT: Final = "statement"


@dataclass(frozen=True, slots=True)
class Member:
    """What tells the series of a document and its place in it.

    `forums` are the ids of the forums and alliances that its title names; `title` is the title
    without the names of parties; `date` is ISO (a day, a month or a year); `acts` their number.
    """

    document_id: str
    series: str | None
    date: str | None
    doc_type: str | None
    title: str
    principals: tuple[str, ...]
    forums: tuple[str, ...]
    acts: int


@dataclass(frozen=True, slots=True)
class Step:
    """A statement of a series with the one it is held against, if any came before."""

    member: Member
    before: Member | None


def series_name(member: Member) -> str | None:
    """The name of the series a document has its place in; None where nothing tells.

    A sidecar's series counts before all else; without one, the same kind of document, the same
    principals and the same forum make a series, or, where no forum is named and two parties or
    more speak, the same title. A document without a date has no place: it would be a guess.
    """
    if not member.date or not member.acts:
        return None
    if member.series:
        return member.series
    if not member.principals:
        return None
    parties = " ".join(sorted(member.principals))
    kind = _kinds().get((member.doc_type or "").casefold(), _STATEMENT)
    if member.forums:
        return f"{' '.join(sorted(set(member.forums)))} ({parties}, {kind})"
    if len(member.principals) < _SIDES:
        return None
    return f"{' '.join(_title_words(member.title)) or 'joint'} ({parties}, {kind})"


@cache
def _kinds() -> dict[str, str]:
    return {row["doc_type"]: row["kind"] for row in lexicon.table("linking/kinds")}


@cache
def _passing() -> frozenset[str]:
    """Words of titles that change from one statement of a series to the next, or say its kind."""
    tables = (
        ("outline/months", "month"),
        ("outline/ordinals", "word"),
        ("linking/title_words", "word"),
    )
    return frozenset(row[column] for table, column in tables for row in lexicon.table(table))


def _title_words(title: str) -> list[str]:
    found = set(words(title)) - _passing()
    return sorted(word for word in found if not _NUMBER.search(word))


def chain(members: Sequence[Member]) -> list[Step]:
    """The dated statements of one series in time; none where no one is surely before another.

    Each is held against the last that is surely earlier: that of the last earlier date; of several
    of one date that of the same kind, then the one with the most acts.
    """
    by_end: dict[str, list[Member]] = {}
    for member in sorted(members, key=lambda member: (-member.acts, member.document_id)):
        same = by_end.setdefault(interval_end(member.date or "") or "", [])
        if all(other.doc_type != member.doc_type for other in same):
            same.append(member)
    ends = sorted(by_end)
    steps = []
    for member in sorted(members, key=lambda member: (_first_day(member), member.document_id)):
        place = bisect_left(ends, _first_day(member))
        earlier = by_end[ends[place - 1]] if place else []
        alike = [other for other in earlier if other.doc_type == member.doc_type]
        steps.append(Step(member, next(iter([*alike, *earlier]), None)))
    return steps if any(step.before for step in steps) else []


def _first_day(member: Member) -> str:
    return f"{member.date}-01-01"[:10]
