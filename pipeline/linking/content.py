"""What an act is about, as weighed tokens by which two statements can be compared."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log, sqrt
from typing import Final

from pipeline import lexicon
from pipeline.linking.acts import Said

# What a word counts by where it stands.
_OBJECT: Final = 1.0
_BESIDE: Final = 0.8
_PURPOSE: Final = 0.25  # guideline S8: a purpose is no act
_NAME: Final = 0.8  # of an entity or a partner, beside its words
_LIGHT: Final = 0.3  # how far a word counts that stands in commitments of every subject

_STEM: Final = 6
_ENDINGS: Final = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_WORD: Final = re.compile(r"[^\W_]+")
# Endings and link targets that are no words.
_NO_WORDS: Final = re.compile(r"[’']s\b|\]\([^\s()]{0,400}\)")
# Prefixes that are written with a hyphen or without ("non-proliferation", "nonproliferation").
_PREFIX: Final = re.compile(
    r"\b(non|anti|counter|co|multi|inter|pre|post|re|sub|cyber)[-‑](?=[a-z])"
)
_TO_VERB: Final = re.compile(r"\b(?:in order |so as )?to (?=[a-z])")


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens of an act with their weights, and the sum of these.

    A token is the stem of a word, `@` and an entity id, or `+` and a partner. `told` are the stems
    of the act itself, wherever they stand in it, each with the square of its rarity.
    """

    tokens: Mapping[str, float]
    total: float
    told: Mapping[str, float]


@cache
def stem(word: str) -> str:
    """A lower-case word without its inflection, cut so that "technology" meets "technological"."""
    for ending, put in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + put
            break
    return word[:_STEM].removesuffix("e") if len(word) > 3 else word


def words(text: str) -> list[str]:
    """The content words of a text in lower case; function words are left out."""
    found = _WORD.findall(_PREFIX.sub(r"\1", _NO_WORDS.sub("", text.casefold())))
    return [word for word in found if len(word) > 1 and word not in _function_words()]


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's content words."""
    return frozenset(map(stem, words(text)))


def light(token: str) -> bool:
    """Whether a stem stands in commitments of every subject ("cooperation", "strengthen")."""
    return token in _light_words()


def _counts_little(token: str) -> bool:
    """Light words, and numbers: one amount stands in many commitments."""
    return light(token) or token.isdigit()


@cache
def _function_words() -> frozenset[str]:
    rows = (*lexicon.table("outline/function_words"), *lexicon.table("actors/function_words"))
    return frozenset(word for row in rows for word in _WORD.findall(row["word"].casefold()))


@cache
def _light_words() -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in lexicon.table("linking/light_words"))


def purpose(said: Said) -> int:
    """Where in `own` a purpose begins ("to enhance …" behind the object); its length if nowhere."""
    place = said.own.find(said.object) if said.object else -1
    if place < 0:
        return len(said.own)
    found = _TO_VERB.search(said.own, place + len(said.object or ""))
    return found.start() if found else len(said.own)


def contents(*statements: Sequence[Said]) -> list[list[Content]]:
    """The acts of statements as tokens, each weighed by how few of all their acts have it, or have
    it beside them in their paragraph or bullet.

    Only the statements given count, so that what else is in a run changes nothing.
    """
    weighed = [[_tokens(said) for said in acts] for acts in statements]
    having = Counter(
        token
        for acts, known in zip(statements, weighed, strict=True)
        for said, one in zip(acts, known, strict=True)
        for token in {*one, *stems(said.around)}
    )
    number = sum(map(len, weighed)) + 1
    rarity = {token: log(number / count) / log(number) for token, count in having.items()}
    return [
        [_content(one, tokens, rarity) for one, tokens in zip(acts, known, strict=True)]
        for acts, known in zip(statements, weighed, strict=True)
    ]


def _content(said: Said, tokens: Mapping[str, float], rarity: Mapping[str, float]) -> Content:
    weighed = {token: weight * rarity[token] for token, weight in tokens.items()}
    told = {
        token: rarity[token] ** 2 * (_LIGHT if _counts_little(token) else 1.0)
        for token in stems(said.own)
    }
    return Content(weighed, sum(weighed.values()), told)


def _tokens(said: Said) -> dict[str, float]:
    """Tokens before their rarity counts."""
    tokens: dict[str, float] = {}
    stage = {token for name in said.names if name.stage for token in stems(name.text)}
    for part, weight in _parts(said):
        for token in stems(part):
            worth = weight * (_LIGHT if _counts_little(token) or token in stage else 1.0)
            tokens[token] = max(worth, tokens.get(token, 0.0))
    names = (*(f"@{one}" for one in said.entities), *(f"+{one}" for one in said.partners))
    return tokens | dict.fromkeys(names, _NAME)


def _parts(said: Said) -> Iterator[tuple[str, float]]:
    """The text of an act in pieces, each with what its words count."""
    begin = said.own.find(said.object) if said.object else -1
    end, behind = max(begin, 0), purpose(said)
    if begin >= 0:
        end = begin + len(said.object or "")
        yield said.own[:begin], _BESIDE
    yield said.object or "", _OBJECT
    yield said.own[end:behind], _BESIDE
    yield said.own[behind:], _PURPOSE
    yield said.action or "", _BESIDE


def common(one: Content, other: Content) -> float:
    """How much of their weight two acts share, from 0 to 1."""
    few, many = sorted((one.tokens, other.tokens), key=len)
    shared = sum(min(weight, many[token]) for token, weight in few.items() if token in many)
    if not shared:
        return 0.0
    alike = 2 * shared / (one.total + other.total)
    # What one says at length the other may say in few words; very few words prove little.
    inside = shared / (min(one.total, other.total) + 1.0)
    return (alike + inside) / 2


def same_words(one: Content, other: Content) -> float:
    """The cosine of the words of two acts, the rare ones counting most, from 0 to 1."""
    shared = sum(weight for token, weight in one.told.items() if token in other.told)
    if not shared:
        return 0.0
    return shared / sqrt(sum(one.told.values()) * sum(other.told.values()))


def index(acts: Iterable[Content]) -> dict[str, list[int]]:
    """Token -> numbers of the acts that have it."""
    places: dict[str, list[int]] = {}
    for number, content in enumerate(acts):
        for token in content.tokens:
            places.setdefault(token, []).append(number)
    return places
