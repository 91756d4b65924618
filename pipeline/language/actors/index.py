"""Mentions by place, and noun phrases as pieces: mentions and the words between them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from pipeline.language.actors.names import name_key
from pipeline.language.actors.words import groupings
from pipeline.lexicon import table
from pipeline.model import Mention, Node

_PIECE: Final = re.compile(r"[^\W_]+(?:[-.&/+][^\W_]+)*|[’']s?(?![^\W_])|[,;:()\[\]–—“”\"]")
NAMED: Final = frozenset({"COUNTRY", "ORG", "ALLIANCE", "FORUM"})


class Piece(NamedTuple):
    """A word, a mark or a whole mention of a phrase; `word` is its text in lower case."""

    start: int
    end: int
    word: str
    mention: Mention | None = None
    capital: bool = False

    @property
    def is_mark(self) -> bool:
        return not self.word[:1].isalnum()


@cache
def _acronyms() -> dict[str, str]:
    """Name of an organisation or forum -> its first acronym."""
    rows = (*table("entities/organisations"), *table("entities/forums"))
    return {r["name"]: r["acronyms"].split(";")[0] for r in rows if r["acronyms"]}


@cache
def _grouping_keys() -> dict[str, str]:
    return {name_key(name): grouping.party for name, grouping in groupings().items()}


def _with_party(mention: Mention, text: str) -> Mention:
    """The mention with the grouping it names as its party."""
    if mention.party or mention.label not in ("ORG", "ALLIANCE", "FORUM"):
        return mention
    known = groupings()
    for name in (text[mention.start : mention.end], mention.name):
        grouping = known.get(" ".join(name.split()).lower())
        if grouping:
            return replace(mention, party=grouping.party)
    return mention


def short_name(mention: Mention) -> str:
    """Under what an organisation acts: its party, its acronym, else its name."""
    return mention.party or _acronyms().get(mention.name) or mention.name


class MentionIndex:
    """Mentions of one document by offset; look-ups cost a bisection."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        outer: list[Mention] = []
        for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
            if not outer or mention.start >= outer[-1].end:
                outer.append(_with_party(mention, text))
        self.outer = outer
        self._starts = [m.start for m in outer]
        self.surfaces = self._surfaces(mentions)

    def _surfaces(self, mentions: Sequence[Mention]) -> dict[str, str]:
        """Names of states and organisations as this document spells them -> party."""
        found = dict(_grouping_keys())
        for mention in mentions:
            if mention.party and mention.label in NAMED:
                name = self.text[mention.start : mention.end]
                if len(name) < 60 and not name.islower():
                    found.setdefault(name_key(name), mention.party)
        return found

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """Outermost mentions that begin in `text[start:end]`, in order."""
        for i in range(bisect_left(self._starts, start), len(self.outer)):
            if self.outer[i].start >= end:
                return
            yield self.outer[i]

    def pieces(self, start: int, end: int) -> list[Piece]:
        """`text[start:end]` as mentions and the words and marks between them."""
        return list(self.reading(start, end))

    def reading(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces one by one, made as far as they are asked for."""
        place = start
        for mention in self.within(start, end):
            if mention.label == "QUANTITY" or mention.end > end:
                continue
            yield from map(_word, _PIECE.finditer(self.text, place, mention.start))
            word = " ".join(self.text[mention.start : mention.end].lower().split())
            yield Piece(mention.start, mention.end, word, mention, True)
            place = mention.end
        yield from map(_word, _PIECE.finditer(self.text, place, end))


def _word(match: re.Match[str]) -> Piece:
    word = match[0]
    return Piece(match.start(), match.end(), word.lower(), None, word[0].isupper())


class NodeIndex:
    """Nodes of one document by path, and what stands before a node in its section."""

    def __init__(self, text: str, nodes: Sequence[Node]) -> None:
        self.text = text
        self.nodes = nodes
        self._by_path = {node.path: i for i, node in enumerate(nodes)}
        self._prose = self._first_prose(8)

    def parents(self, index: int) -> Iterator[int]:
        """Bullets above the node, nearest first."""
        seen = 0
        path = self.nodes[index].parent
        while path in self._by_path and seen < 50:
            index, seen = self._by_path[path], seen + 1
            if self.nodes[index].kind == "bullet":
                yield index
            path = self.nodes[index].parent

    def lead(self, index: int) -> Iterator[int]:
        """Paragraphs of the node's section before it, nearest first, then the preamble's."""
        section = self.nodes[index].section
        near = [
            i
            for i in range(max(0, index - 60), index)
            if self.nodes[i].section == section and self.nodes[i].kind == "paragraph"
        ]
        yield from reversed(near[-3:])
        yield from (i for i in self.preamble(4) if i < index and i not in near)

    def preamble(self, count: int) -> list[int]:
        """The first `count` (at most 8) nodes with prose; short ones only where all are short."""
        return self._prose[:count]

    def _first_prose(self, count: int) -> list[int]:
        prose = [i for i, n in enumerate(self.nodes) if n.kind in ("paragraph", "bullet")]
        long = [i for i in prose if self.nodes[i].end - self.nodes[i].start > 40]
        return (long or prose)[:count]


_SENTENCE_END: Final = re.compile(r"[.!?;…][”\"’)\]]?\s+(?=[^\W\d_]|[“\"])")
_ABBREVIATION: Final = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Sen|Hon|Jr|Rt|vs|Inc|Ltd|Co|Lt|Col|Adm))\.$"
)


def clause_starts(text: str, start: int, end: int) -> list[int]:
    """Where sentences and semicolon segments of `text[start:end]` begin, in order."""
    found = [start]
    for match in _SENTENCE_END.finditer(text, start, end):
        stop = match.start() + 1
        after = text[match.end()]
        if text[match.start()] == ".":
            if after.islower():
                continue
            # "in the U.S. The Ministers …": an abbreviation may end a sentence, too.
            opens = text.startswith(("The ", "They ", "We ", "It "), match.end())
            if not opens and _ABBREVIATION.search(text[max(start, stop - 6) : stop]):
                continue
        found.append(match.end())
    return found
