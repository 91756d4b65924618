"""Heads of names ("Working Group"), the words that begin none, and what covers a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline import lexicon
from pipeline.language.mentions.hits import Hit
from pipeline.language.mentions.words import Words, alias_words, folded

JOINS = frozenset({"-", "/", "&"})
# Names end somewhere, so that a text of capitals alone costs no more than its length.
LONGEST_NAME = 40
BODIES = frozenset({"FORUM", "ORG", "AGREEMENT", "ALLIANCE", "PROGRAM", "UNIT"})
SUFFIXED = frozenset({"inc", "ltd", "corp", "co", "llc", "llp", "plc"})


@dataclass(frozen=True, slots=True)
class Build:
    """A head noun, its label, the prepositions that may follow it.

    `short`: "the Head" may stand for a named thing; `alone`: the head is a name by itself;
    `common`: modifiers that make no name of it.
    """

    head: tuple[str, ...]
    label: str
    after: frozenset[str]
    short: bool
    alone: bool
    common: frozenset[str]


@cache
def builds() -> dict[str, tuple[Build, ...]]:
    """Builds by the last word of their head, longer heads first."""
    out: dict[str, list[Build]] = {}
    for row in lexicon.table("entities/builds"):
        head = tuple(map(folded, alias_words(row["head"])))
        after = frozenset(row["after"].split())
        alone = row["short"] == "self"
        common = frozenset(filter(None, row["common"].split(";")))
        build = Build(head, row["label"], after, alone or row["short"] == "yes", alone, common)
        out.setdefault(head[-1], []).append(build)
    return {k: tuple(sorted(v, key=lambda b: -len(b.head))) for k, v in out.items()}


@cache
def stops(*kinds: str) -> frozenset[str]:
    """Words that no name begins with, by kind: function, verb, people."""
    return frozenset(r["word"] for r in lexicon.table("entities/stops") if r["kind"] in kinds)


class Cover(dict[int, Hit]):
    """Which hit covers a word: `cover[i]` is None where none does."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        super().__init__([(i, hit) for hit in hits for i in range(hit.first, hit.last)])

    def __missing__(self, _i: int) -> None:
        return None


def name_of(words: Words, first: int, last: int) -> str:
    """The words between two places as one line of text."""
    parts = []
    for i in range(first, last):
        parts.append(words.text[i] if i == first or words.joined(i) else " " + words.text[i])
    return "".join(parts)
