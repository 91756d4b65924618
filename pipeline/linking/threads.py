"""Commitments followed through the statements of a series."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from pipeline import lexicon
from pipeline.linking.acts import Said
from pipeline.linking.links import Link
from pipeline.linking.series import Member

_FOUNDING: Final = "founding"
_TOLD: Final = ("progress_report", "expressive")


@dataclass(frozen=True, slots=True)
class Station:
    """One act of a thread in its statement."""

    member: Member
    said: Said
    link: Link | None


@dataclass(slots=True)
class Thread:
    """A commitment with what later statements make of it, in the order of their dates.

    `fulfilled_by` is the first later act that tells that it was done.
    """

    series: str
    stations: list[Station] = field(default_factory=list)
    fulfilled_by: Said | None = None
    vanished: bool = False


class Threads:
    """Threads of one series; statements are added in the order of their dates."""

    def __init__(self, series: str) -> None:
        self._series = series
        self._threads: list[Thread] = []
        self._of: dict[str, list[Thread]] = {}
        self._followed: set[str] = set()

    def add(self, member: Member, acts: Iterable[Said], links: Sequence[Link]) -> None:
        """One statement: its acts, and the links to the one before."""
        taken_up: defaultdict[str, list[Link]] = defaultdict(list)
        for link in links:
            taken_up[link.later.act_id].append(link)
        for said in acts:
            here = self._of[said.act_id] = self._carry_on(member, said, taken_up[said.act_id])
            if not here:
                here.append(Thread(self._series, [Station(member, said, None)]))
                self._threads += here

    def _carry_on(self, member: Member, said: Said, links: Iterable[Link]) -> list[Thread]:
        """The threads that the act belongs to, by what it takes up; it now stands in each."""
        carried: list[Thread] = []
        for link in links:
            for thread in self._of[link.earlier.act_id]:
                if not any(thread is one for one in carried):
                    carried.append(thread)
                    thread.stations.append(Station(member, said, link))
                if thread.fulfilled_by is None and fulfils(link):
                    thread.fulfilled_by = said
        return carried

    def follow(self, document_id: str) -> None:
        """Tells that a later statement is held against this one."""
        self._followed.add(document_id)

    def finish(self) -> list[Thread]:
        """The threads that hold a commitment; those whose last statement had a successor that
        says nothing of them have vanished."""
        kept = [t for t in self._threads if any(s.said.is_commitment for s in t.stations)]
        for thread in kept:
            thread.vanished = thread.stations[-1].member.document_id in self._followed
        return kept


def fulfils(link: Link) -> bool:
    """Whether the later act says that what the earlier promised has been done.

    It is told as completed, or reported or praised as a deed: with the same verb, or with a
    founding verb where one was promised ("will launch" – "welcomed the establishment of").
    """
    earlier, later = link.earlier, link.later
    if not earlier.is_commitment or earlier.status == "completed":
        return False
    if later.is_commitment:
        return later.status == "completed"
    if later.reason not in _TOLD or not later.action:
        return False
    same = later.action == earlier.action
    done = later.reason == "progress_report" and later.cue == later.action
    return (same and done) or {later.action, earlier.action or ""} <= founding_verbs()


@cache
def founding_verbs() -> frozenset[str]:
    """Verbs whose deed is done at once (guideline section 3)."""
    rows = lexicon.table("acts/cues")
    return frozenset(row["lemma"] for row in rows if row["kind"] == _FOUNDING)
