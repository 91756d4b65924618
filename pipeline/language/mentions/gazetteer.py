"""Names of the entity tables, found in one pass over the words (guideline section 7).

Tables share the columns id, label, name, aliases, acronyms, adjectives, match, party; lists
are joined by ";". `match` is empty (capitals must agree), `any` (they need not), `person` (a
title that counts only before a person's name) or `the` (one that counts behind "the", too).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline import lexicon
from pipeline.errors import LexiconError
from pipeline.language.mentions.hits import Entity, Hit
from pipeline.language.mentions.words import Words, alias_words, folded

TABLES = (
    "countries",
    "regions",
    "places",
    "organisations",
    "alliances",
    "forums",
    "agreements",
    "laws",
    "systems",
    "capabilities",
    "programs",
    "events",
    "units",
    "facilities",
    "offices",
    "persons",
)
_COLUMNS = (
    ("name", "name"),
    ("aliases", "name"),
    ("acronyms", "acronym"),
    ("adjectives", "adjective"),
)
_END = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entity, as words, and how strictly its capitals are read."""

    words: tuple[str, ...]
    entity: Entity
    form: str
    match: str


@cache
def aliases() -> tuple[Alias, ...]:
    """Every name of every table. Raises LexiconError when one name stands for two entities."""
    owner: dict[tuple[str, ...], str] = {}
    out: list[Alias] = []
    for name in TABLES:
        for row in lexicon.table(f"entities/{name}"):
            entity = Entity(row["id"], row["label"], row["name"], row["party"] or None)
            for column, form in _COLUMNS:
                if not row[column]:
                    continue
                for surface in filter(None, map(str.strip, row[column].split(";"))):
                    words = alias_words(surface)
                    if owner.setdefault(words, entity.key) != entity.key:
                        raise LexiconError(
                            f"lexicon/entities: {surface!r} names {owner[words]} and {entity.key}"
                        )
                    out.append(Alias(words, entity, _form(surface, form, entity), row["match"]))
    return tuple(out)


def _form(surface: str, form: str, entity: Entity) -> str:
    if entity.label == "ROLE":
        return "title"
    if form == "name" and " " not in surface and surface.isupper() and len(surface) > 1:
        return "acronym"
    return form


@cache
def _trie() -> dict[str, Any]:
    root: dict[str, Any] = {}
    for alias in aliases():
        node = root
        for word in alias.words:
            node = node.setdefault(folded(word), {})
        node.setdefault(_END, []).append(alias)
    return root


def by_key() -> dict[str, Entity]:
    """Entities of the tables by id."""
    return _by_key()


@cache
def _by_key() -> dict[str, Entity]:
    return {a.entity.key: a.entity for a in aliases()}


@cache
def acronyms() -> dict[str, Entity]:
    """Entities by acronym, for the long forms that a text explains in brackets."""
    return {a.words[0]: a.entity for a in aliases() if a.form == "acronym" and len(a.words) == 1}


def same_capitals(word: str, alias: str, shouting: bool) -> bool:
    """Whether a word of the text may be read as a word of a name, case taken into account."""
    if word == alias or not alias[0].isupper():
        return True
    if len(alias) > 1 and alias.isupper():
        return False
    return word[0].isupper() and (shouting or len(word) < 2 or not word.isupper())


def match(words: Words) -> list[Hit]:
    """Names of the tables in a node, from left to right, the longest at each place."""
    root, low = _trie(), words.low
    hits: list[Hit] = []
    done = 0
    shouting = _shouting(words)
    size = len(low)
    for i in _starts(words):
        if i < done:
            continue
        node = root.get(low[i])
        if node is None or (_END not in node and (i + 1 == size or low[i + 1] not in node)):
            continue
        hit = _longest_at(words, i, node, shouting)
        if hit is not None:
            hits.append(hit)
            done = hit.last
    return hits


def _starts(words: Words) -> Sequence[int]:
    """Where a name may begin: at marks, and at the few small words that begin one."""
    small = _small_starts()
    if small.isdisjoint(words.bag):
        return words.marks
    return sorted([*words.marks, *(i for i, w in enumerate(words.text) if w in small)])


@cache
def _small_starts() -> frozenset[str]:
    found = {a.words[0] for a in aliases() if a.match == "any" or a.words[0].islower()}
    return frozenset(filter(str.islower, map(str.lower, found)))


def _shouting(words: Words) -> bool:
    if len(words.marks) < len(words):
        return False
    letters = [w for w in words.text if len(w) > 3]
    return bool(letters) and all(w.isupper() or not w.isalpha() for w in letters)


def _longest_at(words: Words, i: int, node: dict[str, Any], shouting: bool) -> Hit | None:
    best: Hit | None = None
    j, low, size = i + 1, words.low, len(words)
    while True:
        for alias in node.get(_END, ()):
            if _agrees(words, i, j, alias, shouting):
                best = Hit(i, j, alias.entity, alias.form)
                break
        if j >= size or low[j] not in node:
            return best
        node = node[low[j]]
        j += 1


def _agrees(words: Words, i: int, j: int, alias: Alias, shouting: bool) -> bool:
    if alias.match == "any" and alias.form != "acronym":
        return True
    if shouting and j - i == 1 and alias.form == "acronym" and alias.words[0] in ("US", "WHO"):
        return False
    if tuple(words.text[i:j]) == alias.words:
        return True
    if alias.form == "acronym" and not shouting:
        return False  # "Let" is not the acronym "LeT"
    return all(
        same_capitals(word, name, shouting or j - i > 1)
        for word, name in zip(words.text[i:j], alias.words, strict=True)
    )


@cache
def person_only() -> frozenset[str]:
    """Ids of the titles that count before a person's name and not everywhere."""
    return frozenset(a.entity.key for a in aliases() if a.match in ("person", "the"))


@cache
def with_article() -> frozenset[str]:
    """Ids of those among them that count behind "the", too."""
    return frozenset(a.entity.key for a in aliases() if a.match == "the")


@cache
def state_codes() -> frozenset[str]:
    """Codes under which states and territories can act."""
    rows = lexicon.table("entities/countries")
    return frozenset(row["party"] for row in rows if row["party"])
