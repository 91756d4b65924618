"""Mentions of a whole run gathered into entities: one row an entity (table `entities`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline import lexicon
from pipeline.language.mentions.gazetteer import TABLES
from pipeline.model import Mention


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
    documents: set[str] = field(default_factory=set)


def entities(
    mentions_by_document: Iterable[tuple[str, Sequence[Mention], str]],
) -> list[EntityRow]:
    """One row an entity over all documents, sorted by id; the id is the mentions' key.

    Each item is (document id, its mentions, its text). The order of the documents does not
    change the result: of several names for one entity without a table row the first in the
    alphabet stands.
    """
    gathered: dict[str, _Gathered] = {}
    for document, mentions, text in mentions_by_document:
        for mention in mentions:
            _gather(gathered, document, mention, text)
    return [_row(key, gathered[key]) for key in sorted(gathered)]


def _gather(gathered: dict[str, _Gathered], document: str, mention: Mention, text: str) -> None:
    one = gathered.get(mention.key)
    if one is None:
        one = gathered[mention.key] = _Gathered(mention.label, mention.name)
    one.label, one.name = min((one.label, one.name), (mention.label, mention.name))
    one.surfaces.add(" ".join(text[mention.start : mention.end].split()))
    one.mentions += 1
    one.documents.add(document)


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
        documents=len(one.documents),
    )


@cache
def _listed() -> dict[str, dict[str, str]]:
    return {row["id"]: row for name in TABLES for row in lexicon.table(f"entities/{name}")}
