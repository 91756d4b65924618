"""What is told over several documents: links and threads of a series, dyads by year.

Acts are taken from the finished tables, two statements of a series at a time.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.linking.acts import Said, said
from pipeline.linking.dyads import Dyad, Dyads, Key, parties
from pipeline.linking.links import Link, links
from pipeline.linking.series import Member, Step, chains
from pipeline.linking.threads import Thread, Threads
from pipeline.model import Mention
from pipeline.tables.arrow import Buffer, arrow_table
from pipeline.tables.rows import DocumentResult, Row, item_list
from pipeline.tables.schema import DYADS, LINKS, THREADS

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

_HEADER: Final = ("title", "doc_type")
_FORUMS: Final = ("FORUM", "ALLIANCE")
# What a title may name without telling what it is about.
_WHO: Final = ("COUNTRY", "PERSON", "ROLE", "DATE")
_ACT_COLUMNS: Final = (
    "act_id node_id text start end cue_start cue_end cue_lemma force is_commitment reason status "
    "parent_id action object obligors partners theme negated"
).split()
_DYAD_COLUMNS: Final = "is_commitment obligors partners force status".split()
_USED: Final = {
    "acts": _ACT_COLUMNS,
    "mentions": "label text start end entity_id".split(),
    "nodes": "node_id text".split(),
}
_NONE: Final = "-"


class Across:
    """Takes documents one by one, keeping of each where its rows are and what series it is of."""

    def __init__(self) -> None:
        self._members: list[Member] = []
        self._places: dict[str, dict[str, slice]] = {}
        self._ends = dict.fromkeys(_USED, 0)

    def add(self, result: DocumentResult) -> None:
        places = {}
        for name, begin in self._ends.items():
            places[name] = slice(begin, begin + len(result.tables.get(name, ())))
            self._ends[name] = places[name].stop
        self._places[result.document_id] = places
        self._members.append(member(result))

    def undated(self) -> list[tuple[str, str]]:
        """Documents that a sidecar puts into a series and that have no date, with the series."""
        return [
            (one.document_id, one.series) for one in self._members if one.series and not one.date
        ]

    def tables(
        self, done: "Mapping[str, pyarrow.Table]", repeated: Collection[str]
    ) -> "dict[str, pyarrow.Table]":
        """The tables links, threads and dyads, made from the finished ones; documents that are
        `repeated` are left out."""
        counted = [one for one in self._members if one.document_id not in repeated]
        linked, followed = Buffer(LINKS), Buffer(THREADS)
        for series, steps in chains(counted):
            threads = Threads(series)
            for step, own, found in self._walk(steps, done):
                threads.add(step.member, own, found)
                if step.before:
                    threads.follow(step.before.document_id)
                linked.extend([_link_row(step, link) for link in found])
            followed.extend([_thread_row(thread) for thread in threads.finish()])
        dyads = Dyads()
        for one in counted:
            if one.date:
                rows = self._rows(done, "acts", _DYAD_COLUMNS, one.document_id)
                dyads.add(one.document_id, int(one.date[:4]), rows)
        return {
            "links": linked.finish(),
            "threads": followed.finish(),
            "dyads": arrow_table(DYADS, [_dyad_row(*one) for one in dyads.finish()]),
        }

    def _walk(
        self, steps: Sequence[Step], done: "Mapping[str, pyarrow.Table]"
    ) -> Iterator[tuple[Step, list[Said], list[Link]]]:
        """Each statement with its acts and its links to the one before; the acts of a statement are
        kept until the last that is held against it."""
        last_use = {step.before.document_id: n for n, step in enumerate(steps) if step.before}
        kept: dict[str, list[Said]] = {}
        for number, step in enumerate(steps):
            name = step.member.document_id
            rows = (self._rows(done, of, columns, name) for of, columns in _USED.items())
            own = said(step.member.principals, *rows)
            kept[name] = own
            yield step, own, links(kept[step.before.document_id], own) if step.before else []
            kept = {key: kept[key] for key in kept if last_use.get(key, 0) > number}

    def _rows(
        self, done: "Mapping[str, pyarrow.Table]", table: str, columns: list[str], document: str
    ) -> list[Row]:
        place = self._places[document][table]
        rows: list[Row] = done[table].select(columns)[place].to_pylist()
        return rows


def member(result: DocumentResult) -> Member:
    """What tells the series of a document."""
    document = result.document
    header = [n for n in result.tables.get("nodes", ()) if n["kind"] in _HEADER]
    named = [
        mention
        for mention in result.mentions
        if any(node["start"] <= mention.start < node["end"] for node in header)
    ]
    return Member(
        document_id=result.document_id,
        series=document["series"],
        date=document["date"],
        doc_type=document["doc_type"],
        title=_title(document["title"] or "", named, result.text),
        principals=tuple(document["principals"]),
        forums=tuple(one.key for one in named if one.label in _FORUMS),
        acts=len(result.tables.get("acts", ())),
    )


def _title(title: str, named: Iterable[Mention], text: str) -> str:
    for one in named:
        if one.label in _WHO or one.party:
            title = title.replace(" ".join(text[one.start : one.end].split()), " ")
    return title


def _link_row(step: Step, link: Link) -> Row:
    assert step.before
    return {
        "earlier_document_id": step.before.document_id,
        "earlier_act_id": link.earlier.act_id,
        "later_document_id": step.member.document_id,
        "later_act_id": link.later.act_id,
        "relation": link.relation,
        "similarity": link.similarity,
        "force_change": link.force_change,
        "words_added": item_list(link.words_added),
        "words_removed": item_list(link.words_removed),
        "evidence": list(link.evidence),
        "doubtful": link.doubtful,
    }


def _thread_row(thread: Thread) -> Row:
    stations = thread.stations
    first, last = stations[0], stations[-1]
    promise = next(one.said for one in stations if one.said.is_commitment)
    told = [one.said for one in stations]
    return {
        "thread_id": first.said.act_id,
        "series": thread.series,
        "first_document_id": first.member.document_id,
        "first_date": first.member.date,
        "last_document_id": last.member.document_id,
        "last_date": last.member.date,
        "statements": len({one.member.document_id for one in stations}),
        "act_ids": [one.act_id for one in told],
        "dates": [one.member.date or _NONE for one in stations],
        "forces": [_NONE if one.force is None else str(one.force) for one in told],
        "statuses": [one.status or _NONE for one in told],
        "relations": [one.link.relation for one in stations if one.link],
        "obligors": list(promise.obligors),
        "partners": list(promise.partners),
        "action": promise.action,
        "object": promise.object,
        "theme": promise.theme,
        "first_text": first.said.text,
        "last_text": last.said.text,
        "vanished": thread.vanished,
        "fulfilled": thread.fulfilled_by is not None,
        "fulfilled_by": thread.fulfilled_by.act_id if thread.fulfilled_by else None,
    }


def _dyad_row(key: Key, dyad: Dyad) -> Row:
    year, actor, partner = key
    (actor_iso3, actor_cow), (partner_iso3, partner_cow) = parties()[actor], parties()[partner]
    both = actor_cow is not None and partner_cow is not None
    return {
        "year": year,
        "actor": actor,
        "partner": partner,
        "actor_iso3": actor_iso3,
        "actor_cow": actor_cow,
        "partner_iso3": partner_iso3,
        "partner_cow": partner_cow,
        "cow_dyad": 1000 * (actor_cow or 0) + (partner_cow or 0) if both else None,
        "commitments": dyad.commitments,
        "joint": dyad.joint,
        "considered": dyad.considered,
        "completed": dyad.completed,
        "force_mean": dyad.force_mean,
        "force_max": dyad.force_max,
        "documents": len(dyad.documents),
    }
