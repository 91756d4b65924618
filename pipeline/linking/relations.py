"""What a later act does to the earlier one that it takes up, and which words it changes."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.linking.acts import Said
from pipeline.linking.content import light, purpose, stem, stems, words

_STAGES: Final = {"considered": 0, "completed": 2}  # any other commitment is decided: 1
_SUBJECTS: Final = re.compile(r"[,;/–—]|\b(?:and|or|including|as well as)\b")
_JOINED: Final = re.compile(r"\band\b|,")
_MEANS: Final = re.compile(r"\b(?:through|via|by)\b")


def relation(earlier: Said, later: Said) -> str:
    """One of values.RELATIONS, by the first that tells the two acts apart.

    What was considered is decided or done; what was promised is only praised; the force; an
    action, a partner or a subject is added or left out.
    """
    if earlier.is_commitment and later.is_commitment:
        before, after = (_STAGES.get(said.status or "", 1) for said in (earlier, later))
        if after > before:
            return "strengthens"
        if after == 0 < before:
            return "weakens"
    elif earlier.is_commitment or later.is_commitment:
        return "strengthens" if later.is_commitment else "weakens"
    change = _firmness(later) - _firmness(earlier)
    if change:
        return "strengthens" if change > 0 else "weakens"
    return _scope(earlier, later)


def _firmness(said: Said) -> int:
    """The force; praise, statements of fact and calls on others bind their speakers alike."""
    return max(said.force or 0, 1)


def _scope(earlier: Said, later: Said) -> str:
    gains = _verbs(later) > _verbs(earlier) or _more_partners(earlier, later)
    losses = _verbs(later) < _verbs(earlier) or _more_partners(later, earlier)
    if gains == losses:
        gains, losses = _adds(earlier, later), _adds(later, earlier)
    if gains == losses:
        return "renews"
    return "extends" if gains else "narrows"


def _verbs(said: Said) -> int:
    """How many verbs share the object: 2 in "to strengthen and institutionalize cooperation"."""
    before = said.own.partition(said.object)[0] if said.object else ""
    return 1 + len(_JOINED.findall(before))


def _more_partners(one: Said, other: Said) -> bool:
    return bool(one.partners) and set(one.partners) < set(other.partners)


def _adds(one: Said, other: Said) -> bool:
    """Whether the other names a subject of which the first says nothing.

    A place is none, nor is a purpose or a means.
    """
    known = stems(one.text)
    places = {token for name in other.places for token in stems(name)}
    own = _MEANS.split(other.own[: purpose(other)])[0]
    told = (stems(subject) - places for subject in _SUBJECTS.split(own))
    return any(not subject & known and not all(map(light, subject)) for subject in told)


def changed(one: Said, other: Said) -> tuple[str, ...]:
    """Content words of the other act that the first has not, in their order, each once."""
    return tuple(_unlike(stems(one.text), words(other.text)))


def _unlike(known: set[str], found: list[str]) -> Iterator[str]:
    seen = set(known)
    for word in found:
        if stem(word) not in seen:
            seen.add(stem(word))
            yield word
