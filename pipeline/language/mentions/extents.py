"""How far a listed name reaches: two forms of it, the pair of states before it, its years."""

from dataclasses import replace

from pipeline.language.mentions.heads import Cover, name_of
from pipeline.language.mentions.hits import Entity, Hit
from pipeline.language.mentions.words import Words, is_year

_TAKES_A_PAIR = frozenset({"AGREEMENT", "ALLIANCE", "FORUM", "PROGRAM", "EVENT"})
_TAKES_A_YEAR = frozenset({"AGREEMENT", "EVENT"})
_OF_A_PAIR = frozenset({"COUNTRY", "ORG", "REGION", "ALLIANCE"})


def slashed(words: Words, hits: list[Hit]) -> list[Hit]:
    """Two names of one thing around a slash ("Daesh/ISIS") are one mention of it."""
    if "/" not in words.bag:
        return hits
    out: list[Hit] = []
    for hit in hits:
        last = out[-1] if out else None
        if (
            last is not None
            and last.entity.key == hit.entity.key
            and hit.first == last.last + 1
            and words.text[last.last] == "/"
        ):
            out[-1] = replace(last, last=hit.last)
        else:
            out.append(hit)
    return out


def paired(words: Words, hits: list[Hit]) -> list[Hit]:
    """A listed name with the pair that has it: "U.S.-Philippines | Defense Agreement"."""
    if "-" not in words.bag:
        return hits
    cover = Cover(hits)
    out: list[Hit] = []
    for hit in hits:
        first = _pair(words, hit, cover)
        if first < hit.first:
            while out and out[-1].first >= first:
                out.pop()
            name = name_of(words, first, hit.last)
            hit = Hit(first, hit.last, Entity("", hit.entity.label, name, hit.entity.party))
        out.append(hit)
    return out


def _pair(words: Words, hit: Hit, cover: Cover) -> int:
    """Where the pair before a listed name of several words starts; its own start if none does."""
    several = hit.last - hit.first > 1 and hit.form == "name"
    if not several or hit.entity.label not in _TAKES_A_PAIR or words.joined(hit.first):
        return hit.first
    second = cover[hit.first - 1]
    if second is None or words.word(second.first - 1) != "-":
        return hit.first
    one = cover[second.first - 2]
    if one is None or not words.joined(second.first):
        return hit.first
    labels = {one.entity.label, second.entity.label}
    return one.first if labels <= _OF_A_PAIR and "COUNTRY" in labels else hit.first


def dated(words: Words, hits: list[Hit]) -> list[Hit]:
    """A listed name with the year before it: "2012 Washington Declaration"."""
    if not any(hit.entity.label in _TAKES_A_YEAR for hit in hits):
        return hits
    out: list[Hit] = []
    for hit in hits:
        p = hit.first - 1
        if hit.entity.label in _TAKES_A_YEAR and hit.form == "name" and _is_year(words, p):
            name = name_of(words, p, hit.last)
            hit = Hit(p, hit.last, Entity("", hit.entity.label, name, hit.entity.party))
        out.append(hit)
    return out


def _is_year(words: Words, p: int) -> bool:
    if not is_year(words.word(p)):
        return False
    return words.key(p - 1) in ("the", "its", "their", "our", "'s") or p == 0
