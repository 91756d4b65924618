"""What a later act does to the earlier one that it takes up, and which words it changes."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.linking.acts import Said
from pipeline.linking.content import light, purpose, stem, stems, words

_SUBJECTS: Final = re.compile(r"[,;/–—]|\b(?:and|or|including|as well as)\b")
_JOINED: Final = re.compile(r"\band\b|,")
_MEANS: Final = re.compile(r"\b(?:through|via|by)\b")

_OF_A_CALL: Final = 1  # on others, which has no force of its own (guideline section 4)


def relation(earlier: Said, later: Said) -> str:
    """One of values.RELATIONS, by the first that tells the two acts apart.

    A promise is kept; what was considered is decided; what was promised is only praised; the
    force, of which a call on others has as much as praise; an action, a partner or a subject is
    added or left out.
    """
    if earlier.is_commitment and later.is_commitment:
        before, after = (said.status != "considered" for said in (earlier, later))
        if before != after:
            return "strengthens" if after else "weakens"
        if later.status == "completed" != earlier.status:
            return "renews"
    elif earlier.is_commitment or later.is_commitment:
        return "strengthens" if later.is_commitment else "weakens"
    change = _force(later) - _force(earlier)
    if change:
        return "strengthens" if change > 0 else "weakens"
    return _scope(earlier, later)


def _force(said: Said) -> int:
    return _OF_A_CALL if said.force is None else said.force


def _scope(earlier: Said, later: Said) -> str:
    for more in (_more_verbs, _more_partners, _more_names, _more_subjects):
        gains, losses = more(earlier, later), more(later, earlier)
        if gains != losses:
            return "extends" if gains else "narrows"
    return "renews"


def _more_verbs(one: Said, other: Said) -> bool:
    """Whether more verbs of the other share its object ("to strengthen and institutionalize")."""
    return one.is_commitment and other.is_commitment and _verbs(other) > _verbs(one)


def _verbs(said: Said) -> int:
    before = said.own.partition(said.object)[0] if said.object else ""
    return len(_JOINED.findall(before))


def _more_partners(one: Said, other: Said) -> bool:
    return bool(one.partners) and set(one.partners) < set(other.partners)


def _more_names(one: Said, other: Said) -> bool:
    """Whether the other names something new that is no place, no purpose and no means."""
    head = _head(other)
    return any(
        name.text in head and not name.place and name.entity_id not in one.entities
        for name in other.names
    )


def _more_subjects(one: Said, other: Said) -> bool:
    """Whether the other speaks of a subject of which the first says nothing; a place is none."""
    known = stems(one.text)
    places = {token for name in other.names if name.place for token in stems(name.text)}
    told = (stems(subject) - places for subject in _SUBJECTS.split(_head(other)))
    return any(not subject & known and not all(map(light, subject)) for subject in told)


def _head(said: Said) -> str:
    """An act without its purpose and its means ("through …")."""
    return _MEANS.split(said.own[: purpose(said)])[0]


def changed(one: Said, other: Said) -> tuple[str, ...]:
    """Content words of the other act that the first has not, in their order, each once."""
    return tuple(_unlike(stems(one.text), words(other.text)))


def _unlike(known: frozenset[str], found: list[str]) -> Iterator[str]:
    seen = set(known)
    for word in found:
        if stem(word) not in seen:
            seen.add(stem(word))
            yield word
