"""Departments named together: "the U.S. Departments of the Treasury and State".

The first name takes "Departments of" with it, each further item is a mention of its own, and
from then on the bare short forms ("State", "Commerce") name the departments.
"""

from collections.abc import Sequence
from functools import cache

from pipeline.language.mentions import gazetteer
from pipeline.language.mentions.heads import Cover
from pipeline.language.mentions.hits import Entity, Hit
from pipeline.language.mentions.words import Words, folded

_PLURAL = "departments"


@cache
def _departments() -> dict[tuple[str, ...], Entity]:
    """Departments of the tables by the words after "Department of (the)"."""
    out: dict[tuple[str, ...], Entity] = {}
    for alias in gazetteer.aliases():
        low = tuple(map(folded, alias.words))
        if low[:2] == ("department", "of"):
            rest = low[3:] if low[2] == "the" else low[2:]
            out.setdefault(rest, alias.entity)
    return out


def find(words: Words, hits: Sequence[Hit], known: dict[str, Entity]) -> list[Hit]:
    """Departments named together in a node; `known` learns their short forms."""
    if _PLURAL not in words.low:
        return []
    cover = Cover(hits)
    out: list[Hit] = []
    for i, key in enumerate(words.low):
        if key == _PLURAL and words.is_name(i) and words.key(i + 1) == "of":
            out.extend(_series(words, i, cover, known))
    return out


def _series(words: Words, i: int, cover: Cover, known: dict[str, Entity]) -> list[Hit]:
    state = cover[i - 1] if i else None
    first = i
    if state is not None and state.entity.label == "COUNTRY" and state.form != "adjective":
        first = state.first
    out: list[Hit] = []
    k = i + 2
    while True:
        while words.key(k) in ("the", ",", "and", "&"):
            k += 1
        last = _item(words, k)
        entity = _departments().get(tuple(words.low[k:last]))
        if last == k or entity is None:
            return out
        out.append(Hit(first if not out else k, last, entity))
        if last == k + 1:
            known.setdefault(words.text[k], entity)
        k = last


def _item(words: Words, k: int) -> int:
    """The end of the longest department name that starts at word k; k if none does."""
    for last in range(min(len(words), k + 6), k, -1):
        if words.is_name(k) and tuple(words.low[k:last]) in _departments():
            return last
    return k


def paired(words: Words, hits: Sequence[Hit]) -> list[Hit]:
    """ "Commerce and Treasury": a bare department beside one that is already found."""
    keys = _keys()
    listed = [h for h in hits if h.entity.key in keys]
    if not listed:
        return []
    cover = Cover(hits)
    out: list[Hit] = []
    for hit in listed:
        for step, k in ((-1, hit.first - 2), (1, hit.last + 1)):
            joint = words.key(hit.first - 1 if step < 0 else hit.last)
            if joint not in ("and", ",") or not words.is_name(k) or cover[k] is not None:
                continue
            entity = _departments().get((words.key(k),))
            if entity is not None and not words.is_name(k + 1) and not words.is_name(k - 1):
                out.append(Hit(k, k + 1, entity))
    return out


@cache
def _keys() -> frozenset[str]:
    return frozenset(e.key for e in _departments().values())
