"""The theme of an act (guideline section 6): the object's theme, not the purpose's.

Cue words and phrases with weights stand in `lexicon/acts/themes.csv`. Weak cues
("cooperation") decide only where nothing stronger stands; what the object leaves open is
settled by the rest of the evidence, by lead-in, node and section title, and by what the document
is about on the whole.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from pipeline.language.acts.kept import kept
from pipeline.lexicon import table
from pipeline.values import THEMES


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOKEN: Final = re.compile(r"[^\W_]+|[,;:(–—]")
_LONGEST: Final = 6

# How much a cue counts outside the object.
# Fitted on the labelled documents; the last is the weight of what the document is about.
_ACTION: Final = 0.6
_EVIDENCE: Final = 0.6
_LEAD_IN: Final = 0.3
_SECTION: Final = 0.35
_NODE: Final = 0.3
_DOCUMENT: Final = 2.0
_OTHERS: Final = 0.4
# Sums that differ by less are compared to six decimals.
_TIE: Final = 2e-6
# A noun phrase is about its head: what hangs on it by a preposition counts less, and so, a
# little, do later conjuncts; of the nouns of one compound the last is the head.
_HANGS: Final = 0.8
_CONJOINED: Final = 0.9
_COMPOUND: Final = 1.1
_HANGS_ON: Final = _listed(
    "on of for with in to from at by that which who through against under between among into "
    "within across as including where around over during toward towards via"
)
_PLACE: Final = {name: place for place, name in enumerate(THEMES)}
_CONJOINS: Final = frozenset({"and", "or", ",", ";", ":", "(", "–", "—"})


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@kept
def _facts(piece: str) -> tuple[tuple[str, float], ...]:
    """For each word and mark of what stands between two spaces: the singular of a word, "" of a
    mark; and how much less all that follows counts."""
    facts = []
    for token in _TOKEN.findall(piece):
        share = 1.0
        if token in _CONJOINS:
            share = _CONJOINED
        elif token in _HANGS_ON:
            share = _HANGS
        facts.append((_singular(token) if token[0].isalnum() else "", share))
    return tuple(facts)


def _folded(text: str) -> tuple[list[str], list[float]]:
    """Words in lower case and singular, parted at hyphens, and how much each place counts."""
    words: list[str] = []
    places: list[float] = []
    place = 1.0
    for piece in text.lower().split():
        for word, share in _facts(piece):
            place *= share
            if word:
                words.append(word)
                places.append(place)
    return words, places


_Cue = tuple[list[str], dict[str, float]]


@cache
def _cues() -> dict[str, tuple[_Cue | None, dict[str, list[_Cue]]]]:
    """Cues with their weights by theme: by their first word, the cue of that word alone, and the
    longer ones by their second word, the longest first."""
    cues: dict[tuple[str, ...], dict[str, float]] = {}
    for row in table("acts/themes"):
        words = tuple(_folded(row["cue"])[0])
        cues.setdefault(words, {})[row["theme"]] = float(row["weight"])
    alone = {words[0]: (list(words), cues[words]) for words in cues if len(words) == 1}
    longer: dict[str, dict[str, list[_Cue]]] = {}
    for words in sorted(cues, key=len, reverse=True):
        if 1 < len(words) <= _LONGEST:
            by_second = longer.setdefault(words[0], {})
            by_second.setdefault(words[1], []).append((list(words), cues[words]))
    return {
        first: (alone.get(first), longer.get(first, {}))
        for first in dict.fromkeys([*alone, *longer])
    }


Scores = dict[str, float]


def _longest(words: list[str], at: int) -> _Cue | None:
    """The longest cue that begins at a word that begins one."""
    alone, longer = _cues()[words[at]]
    if longer and at + 1 < len(words):
        for cue in longer.get(words[at + 1], ()):
            if words[at : at + len(cue[0])] == cue[0]:
                return cue
    return alone


@lru_cache(maxsize=4096)
def _read(text: str | None) -> Mapping[str, float]:
    """How strongly a text speaks of each theme: its best cue, and a share of the others.

    At each place the longest phrase counts. Kept, because all acts of a node ask for its text.
    """
    if not text:
        return {}
    (words, places), cues = _folded(text), _cues()
    best: Scores = {}
    total: Scores = {}
    behind, last_place, compound = 0, 0.0, 1.0
    for at in [at for at, word in enumerate(words) if word in cues]:
        if at < behind:
            continue
        cue = _longest(words, at)
        if cue is None:
            continue
        phrase, found = cue
        compound = compound * _COMPOUND if places[at] == last_place else 1.0
        last_place = places[at]
        for name, weight in found.items():
            value = weight * last_place * compound
            held = best.get(name)
            if held is None:
                best[name] = total[name] = value
                continue
            total[name] += value
            if value > held:
                best[name] = value
        behind = at + len(phrase)
    return {name: best[name] + _OTHERS * (total[name] - best[name]) for name in best}


def shares(objects: Iterable[str]) -> Scores:
    """What share of a document's objects speaks of each theme; they add up to 1."""
    total: Scores = {}
    for obj in objects:
        scores = _read(obj)
        whole = sum(scores.values())
        for name, value in scores.items():
            total[name] = total.get(name, 0.0) + value / whole
    whole = sum(total.values())
    return {name: value / whole for name, value in total.items()}


def around(
    section: str | None,
    lead_in: str | None,
    node: str = "",
    about: Mapping[str, float] = MappingProxyType({}),
) -> Scores:
    """How strongly what stands around the acts of a node speaks of each theme.

    `section` is the title of its section, `lead_in` its lead-in or its stem's, `node` its text,
    `about` what the document is about (`shares`).
    """
    scores: Scores = {}
    for found, share in (
        (_read(lead_in), _LEAD_IN),
        (_read(section), _SECTION),
        (_read(node), _NODE),
        (about, _DOCUMENT),
    ):
        _add(scores, found, share)
    return scores


def _add(scores: Scores, found: Mapping[str, float], share: float) -> None:
    for name, value in found.items():
        scores[name] = scores.get(name, 0.0) + value * share


def theme(action: str | None, obj: str | None, evidence: str, beside: Mapping[str, float]) -> str:
    """One of `values.THEMES` for an act.

    `action` and `obj` are the act's fields, `evidence` its whole text, `beside` what stands
    `around` it; OTHER where no cue stands anywhere.
    """
    scores = dict(beside)
    _add(scores, _read(obj), 1.0)
    _add(scores, _read(action), _ACTION)
    # The object is quoted with its blanks folded, whatever the lines of the text.
    said = " ".join(evidence.split())
    _add(scores, _read(said.replace(obj, " ", 1) if obj else said), _EVIDENCE)
    if not scores:
        return "OTHER"
    top = max(scores.values())
    near = [name for name, value in scores.items() if top - value < _TIE]
    if len(near) == 1:
        return near[0]
    return max(near, key=lambda name: (round(scores[name], 6), -_PLACE[name]))
