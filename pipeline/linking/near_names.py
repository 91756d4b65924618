"""Names one letter away from a listed one: told as a suggestion, never linked.

Linking is exact; "Agriculture Inovation Mission" stays an entity of its own, and `problems` says
which listed name it nearly is. Names are compared word by word, by look-up: one word may differ,
by one letter put in, left out, changed or swapped with its neighbour.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.language.mentions import gazetteer
from pipeline.language.mentions.words import alias_words, folded
from pipeline.model import Mention, Problem

CODE = "near_name"
_SHORTEST = 5
# Dates, sums and counts are no names; titles of office are made of common words.
_NO_NAMES = frozenset({"DATE", "MONEY", "QUANTITY", "ROLE", "COUNTRY"})

Rest = tuple[tuple[str, ...], tuple[str, ...]]


def near_names(mentions: Iterable[Mention]) -> Iterator[Problem]:
    """One suggestion (info) a name of a document that a listed name nearly equals."""
    told: set[str] = set()
    for mention in mentions:
        if mention.label in _NO_NAMES or mention.key in told:
            continue
        told.add(mention.key)
        if not mention.key.startswith(f"{mention.label}:"):
            continue
        listed = nearest(mention.name)
        if listed is not None:
            yield Problem(
                "info",
                CODE,
                f"“{' '.join(mention.name.split())}” is one letter from the listed name "
                f"“{listed}”; it is kept as a name of its own. Correct it in the text, or give it "
                "as an alias, if the two are one.",
                mention.start,
                mention.end,
            )


def nearest(name: str) -> str | None:
    """The listed name of two words or more that `name` differs from by one letter of one word."""
    words = tuple(map(folded, alias_words(name)))
    for i, word in enumerate(words):
        for listed, alias in _listed().get((words[:i], words[i + 1 :]), ()):
            if _one_letter(word, listed):
                return alias
    return None


@cache
def _listed() -> dict[Rest, list[tuple[str, str]]]:
    """Listed names by what remains without one of their words: that word and whom they name."""
    out: dict[Rest, list[tuple[str, str]]] = {}
    for alias in gazetteer.aliases():
        words = tuple(map(folded, alias.words))
        if len(words) < 2 or alias.entity.label in _NO_NAMES:
            continue
        for i, word in enumerate(words):
            if len(word) >= _SHORTEST and word.isalpha():
                rest = (words[:i], words[i + 1 :])
                out.setdefault(rest, []).append((word, alias.entity.name))
    return out


def _one_letter(word: str, listed: str) -> bool:
    """Whether one letter more, less, other, or two neighbours swapped make one of the other."""
    if word == listed or not word.isalpha() or abs(len(word) - len(listed)) > 1:
        return False
    first = next(
        (k for k, (a, b) in enumerate(zip(word, listed, strict=False)) if a != b),
        min(len(word), len(listed)),
    )
    if len(word) != len(listed):
        longer, shorter = sorted((word, listed), key=len, reverse=True)
        return longer[first + 1 :] == shorter[first:]
    if word[first + 1 :] == listed[first + 1 :]:
        return first > 0  # "Berry" is no misprint of "Kerry"
    swapped = word[first + 1 : first + 2] + word[first]
    return swapped == listed[first : first + 2] and word[first + 2 :] == listed[first + 2 :]
