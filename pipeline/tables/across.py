"""What is told over several documents: links and threads of a series, dyads by year.

The acts are those of two statements of a series at a time.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from pipeline.linking.acts import Said, said
from pipeline.linking.dyads import Dyad, Dyads, Key, parties
from pipeline.linking.links import Link, links
from pipeline.linking.series import Member, Step, chain, series_name
from pipeline.linking.shelf import Shelf, Sorter
from pipeline.linking.threads import Thread, Threads
from pipeline.model import Mention
from pipeline.tables.rows import DocumentResult, Row, item_list

_HEADER: Final = ("title", "doc_type")
_FORUMS: Final = ("FORUM", "ALLIANCE")
# What a title may name without telling what it is about.
_WHO: Final = ("COUNTRY", "PERSON", "ROLE", "DATE")
_ACT_COLUMNS: Final = (
    "act_id node_id text start end cue_start cue_end cue_lemma force is_commitment reason status "
    "parent_id action object obligors partners theme negated"
).split()
_DYAD_COLUMNS: Final = "obligors partners force status".split()
_USED: Final = {
    "acts": _ACT_COLUMNS,
    "mentions": "label text start end entity_id".split(),
    "nodes": "node_id text".split(),
}
_NONE: Final = "-"


class Across:
    """Takes documents one by one; what may be needed in the end is kept on disk, in `folder`.

    `undated` are the documents that a sidecar puts into a series and that have no date, each with
    that series.
    """

    def __init__(self, folder: Path) -> None:
        self.undated: list[tuple[str, str]] = []
        self._series: Sorter[tuple[Member, int]] = Sorter(folder)
        self._said: Shelf[tuple[list[Row], ...]] = Shelf(folder)
        self._promised: Shelf[tuple[str, int, list[Row]]] = Shelf(folder)
        self._threads: Shelf[Row] = Shelf(folder)

    def add(self, result: DocumentResult) -> None:
        """Takes one document in."""
        one = member(result)
        if one.series and not one.date:
            self.undated.append((one.document_id, one.series))
        if name := series_name(one):
            self._series.add(name, (one, len(self._said)))
            self._said.append(
                tuple(_columns(result.tables[of], columns) for of, columns in _USED.items())
            )
        promised = [row for row in result.tables.get("acts", ()) if row["is_commitment"]]
        if one.date and promised:
            rows = _columns(promised, _DYAD_COLUMNS)
            self._promised.append((one.document_id, int(one.date[:4]), rows))

    def links(self, repeated: Collection[str]) -> Iterator[Row]:
        """Rows of `links`, series by series; documents that are `repeated` are left out. The
        threads are followed at the same time."""
        for series, group in groupby(self._series, key=itemgetter(0)):
            found = [one for _, one in group if one[0].document_id not in repeated]
            places = {one.document_id: place for one, place in found}
            threads = Threads(series)
            for step, own, links_before in self._walk(chain([one for one, _ in found]), places):
                threads.add(step.member, own, links_before)
                if step.before:
                    threads.follow(step.before.document_id)
                yield from (_link_row(step, link) for link in links_before)
            for thread in threads.finish():
                self._threads.append(_thread_row(thread))

    def threads(self) -> Iterator[Row]:
        """Rows of `threads`, once `links` has been gone through."""
        return iter(self._threads)

    def dyads(self, repeated: Collection[str]) -> Iterator[Row]:
        """Rows of `dyads`; documents that are `repeated` are left out."""
        dyads = Dyads()
        for name, year, rows in self._promised:
            if name not in repeated:
                dyads.add(name, year, rows)
        return (_dyad_row(*one) for one in dyads.finish())

    def _walk(
        self, steps: Sequence[Step], places: Mapping[str, int]
    ) -> Iterator[tuple[Step, list[Said], list[Link]]]:
        """Each statement with its acts and its links to the one before; the acts of a statement are
        kept until the last that is held against it."""
        last_use = {step.before.document_id: n for n, step in enumerate(steps) if step.before}
        kept: dict[str, list[Said]] = {}
        for number, step in enumerate(steps):
            name = step.member.document_id
            own = said(step.member.principals, *self._said[places[name]])
            kept[name] = own
            yield step, own, links(kept[step.before.document_id], own) if step.before else []
            kept = {key: kept[key] for key in kept if last_use.get(key, 0) > number}


def _columns(rows: Iterable[Row], columns: Sequence[str]) -> list[Row]:
    return [{name: row[name] for name in columns} for row in rows]


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
        "documents": dyad.documents,
    }
