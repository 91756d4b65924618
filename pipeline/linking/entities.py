"""Mentions of a whole run gathered into entities: one row an entity (table `entities`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from pipeline import lexicon
from pipeline.language.mentions.gazetteer import TABLES
from pipeline.linking.shelf import Sorter
from pipeline.model import Mention

_MOST_IN_MEMORY: Final = 20_000


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One entity of a run. `aliases` are the surfaces seen, white space folded, sorted.

    `cow` is the Correlates of War country number; `mentions` and `documents` are counts.
    """

    entity_id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    iso3: str | None
    cow: str | None
    m49: str | None
    wikidata: str | None
    mentions: int
    documents: int


@dataclass(slots=True)
class _Gathered:
    label: str
    name: str
    surfaces: set[str] = field(default_factory=set)
    mentions: int = 0
    documents: int = 0
    last_document: str = ""

    def take(self, other: "_Gathered") -> None:
        """Adds what was gathered of the same entity in other documents."""
        self.label, self.name = min((self.label, self.name), (other.label, other.name))
        self.surfaces |= other.surfaces
        self.mentions += other.mentions
        self.documents += other.documents


class Entities:
    """Gathers the mentions of documents that are added one by one, each with all of its own.

    The order of the documents does not change the result: of several names for one entity
    without a table row the first in the alphabet stands. Beyond `most` entities, what was
    gathered so far is put aside on disk, in `folder`.
    """

    def __init__(self, folder: Path | None = None, most: int = _MOST_IN_MEMORY) -> None:
        self._most = most
        self._gathered: dict[str, _Gathered] = {}
        self._aside: Sorter[_Gathered] = Sorter(folder, most)

    def add(self, document: str, mentions: Iterable[Mention], text: str) -> None:
        """The mentions of one document, and its text."""
        for mention in mentions:
            self._gather(document, mention, text)
        if len(self._gathered) >= self._most:
            self._put_aside()

    def finish(self) -> Iterator[EntityRow]:
        """One row an entity, sorted by id; the id is the mentions' key."""
        self._put_aside()
        for key, group in groupby(self._aside, key=itemgetter(0)):
            (_, whole), *others = group
            for _, part in others:
                whole.take(part)
            yield _row(key, whole)

    def _gather(self, document: str, mention: Mention, text: str) -> None:
        one = self._gathered.get(mention.key)
        if one is None:
            one = self._gathered[mention.key] = _Gathered(mention.label, mention.name)
        one.label, one.name = min((one.label, one.name), (mention.label, mention.name))
        one.surfaces.add(" ".join(text[mention.start : mention.end].split()))
        one.mentions += 1
        if one.last_document != document:
            one.documents += 1
            one.last_document = document

    def _put_aside(self) -> None:
        for key, one in self._gathered.items():
            self._aside.add(key, one)
        self._gathered = {}


def _row(key: str, one: _Gathered) -> EntityRow:
    listed = _listed().get(key, {})
    return EntityRow(
        entity_id=key,
        label=one.label,
        name=" ".join(one.name.split()),
        aliases=tuple(sorted(s.replace(";", ",") for s in one.surfaces)),
        iso3=listed.get("iso3") or None,
        cow=listed.get("cow") or None,
        m49=listed.get("m49") or None,
        wikidata=listed.get("wikidata") or None,
        mentions=one.mentions,
        documents=one.documents,
    )


@cache
def _listed() -> dict[str, dict[str, str]]:
    return {row["id"]: row for name in TABLES for row in lexicon.table(f"entities/{name}")}
