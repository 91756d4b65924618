"""Others acted with: the lists that follow "with" and its like (guideline section 6, partners)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.language.actors import words
from pipeline.language.actors.heads import ORGAN_NAME, Heads
from pipeline.language.actors.index import MentionIndex, Piece, short_name
from pipeline.language.actors.names import known_names, names_in
from pipeline.language.actors.people import People
from pipeline.language.actors.phrases import Phrase

_WITH: Final = frozenset({"with", "alongside"})
# `with` or `alongside`: a class of first letters lets the engine skip all other text.
_SIGN: Final = re.compile(
    r"[WwAa](?<!\w\w)(?:(?<=[Ww])[Ii][Tt][Hh]|(?<=[Aa])[Ll][Oo][Nn][Gg][Ss][Ii][Dd][Ee])\s"
)
_ISO: Final = 3
_REACH: Final = 14
_BEFORE: Final = 160
_BEHIND: Final = 600
_PLACED: Final = frozenset({"in", "from", "of", "across", "within", "throughout", "around"})
_WIDER: Final = frozenset(
    {"those", "partners", "countries", "nations", "states", "allies", "counterparts"}
)
_NATIONS: Final = frozenset({"counterparts", "countries", "nations", "states"})
_ACTING: Final = frozenset({"COUNTRY", "ORG", "ALLIANCE", "FORUM"})


@dataclass(frozen=True, slots=True)
class _Item:
    """One partner: a party or name, or an unnamed group with its place in the text."""

    name: str
    start: int
    end: int
    group: bool = False


class Partners:
    """Finds partners in the evidence of an act and in its subject."""

    def __init__(self, index: MentionIndex, heads: Heads, people: People) -> None:
        self._index = index
        self._heads = heads
        self._people = people
        self._contexts = words.classed("with_contexts")

    def find(
        self, start: int, end: int, actors: Sequence[str], in_subject: bool = False
    ) -> tuple[str, ...]:
        """Partners named in `text[start:end]`, in order, the actors left out."""
        signs = [m.start() for m in _SIGN.finditer(self._index.text, start, end)]
        if not signs:
            return ()
        begin, stop = signs[0] - _BEFORE, signs[-1] + _BEHIND
        pieces = self._index.pieces(max(start, begin), min(end, stop))
        found: list[str] = []
        for i, piece in enumerate(pieces):
            if piece.word not in _WITH or piece.mention is not None:
                continue
            strength = self._strength(pieces, i, in_subject)
            if strength and not _is_others(pieces, i, actors):
                items = self._list(
                    pieces, self._after_support(pieces, i + 1), strength == "relation"
                )
                found.extend(item.name for item in items)
        return tuple(n for n in dict.fromkeys(found) if n not in actors)

    def _strength(self, pieces: Phrase, i: int, in_subject: bool) -> str:
        """relation, plain, or empty where what follows "with" is no partner."""
        before = [p for p in pieces[max(0, i - _REACH) : i] if not p.is_mark]
        if pieces[i].word == "alongside":
            return "relation"
        last = before[-1].word if before else ""
        if in_subject:
            if not before and self._after_support(pieces, i + 1) > i + 1:
                return "relation"  # "With the support of Japan, the United States …"
            if before and before[-1].mention is not None and before[-1].mention.party:
                return "plain"  # "The United States and Japan with Australia"
            return "relation" if last in self._contexts["in_subject"] else ""
        if last in self._contexts["blocked"]:
            return ""
        if last == "and":
            return "relation" if self._relates(before[:-1]) else ""
        for piece in reversed(before):
            if piece.mention is not None:
                continue
            if piece.word in self._contexts["relation"] and piece.word != "and":
                return "relation"
            if piece.word in self._contexts["blocked"]:
                return ""
        return "plain"

    def _relates(self, before: Sequence[Piece]) -> bool:
        near = {p.word for p in before[-4:]}
        return bool(near & self._contexts["relation"]) or "ourselves" in near

    def _after_support(self, pieces: Phrase, i: int) -> int:
        """ "with support of the OECD": the list begins after "of"."""
        for j in range(i, min(i + 4, len(pieces) - 1)):
            if pieces[j].mention is not None:
                break
            if pieces[j].word in self._contexts["support_of"]:
                return j + 2 if pieces[j + 1].word in ("of", "from") else i
        return i

    def _list(self, pieces: Phrase, i: int, relation: bool) -> list[_Item]:
        """The coordination that begins at piece `i`."""
        found: list[_Item] = []
        if _words(pieces, i, 2) in ("each other", "one another"):
            i = self._next(pieces, i + 2)
        while i < len(pieces):
            items, after = self._item(pieces, i, relation)
            if not items:
                break
            found = self._joined(found, items, pieces[max(i - 2, 0) : i + 1])
            i = self._next(pieces, after)
            if i == after:
                break
        return found

    def _joined(self, found: list[_Item], items: list[_Item], before: Phrase) -> list[_Item]:
        """Two unnamed groups are one partner as they stand ("allies and partners"), those of a
        longer list one each ("local governments, industry, and communities")."""
        *joint, opening = before
        pair = _word(joint, len(joint) - 1) in words.CONJUNCTIONS and joint[0].word != ","
        pair = pair and opening.word != "the"  # "civil society and the technology sector"
        if found and found[-1].group and items[0].group and pair:
            first, second = found[-1], items[0]
            name = self._text(first.start, second.end)
            return [*found[:-1], _Item(name, first.start, second.end, True), *items[1:]]
        return [*found, *items]

    def _next(self, pieces: Phrase, i: int) -> int:
        """Past ", and", where a list goes on; `i` itself where it ends."""
        j = i
        if j < len(pieces) and pieces[j].word == ",":
            j += 1
        if _words(pieces, j, 3) == "as well as":
            j += 3
        if j < len(pieces) and pieces[j].word in words.CONJUNCTIONS:
            j += 1
        if j > i and j < len(pieces) and pieces[j].word in _WITH:
            j += 1
        return j

    def _item(self, pieces: Phrase, i: int, relation: bool) -> tuple[list[_Item], int]:
        """One member of the list and the piece after it; nothing where there is none."""
        while _word(pieces, i) in words.function("determiner") and pieces[i].word != "those":
            i += 1
        if i >= len(pieces):
            return [], i
        if self._is_office(pieces[i]):
            return self._office(pieces, i)
        head, first = self._head(pieces, i)
        if head < first:
            return [], i
        run = pieces[first : head + 1]
        place = (run[0].start, run[-1].end)
        mention = run[-1].mention
        if mention is not None and mention.label in ("ROLE", "PERSON"):
            return self._office(pieces, first)  # "German Chancellor Merkel"
        if mention is not None:
            return self._named(pieces, head, relation)
        parties = [p.mention.party for p in run if p.mention and p.mention.party]
        word = run[-1].word
        acting = words.people_nouns()
        if parties and word in acting:
            return [_Item(p, *place) for p in parties if p], head + 1
        if word in words.nouns("organ") and _word(pieces, head + 1) in ("of", "in"):
            items, after = self._item(pieces, head + 2, relation)
            if items and not items[0].group:
                return items, after
        if not relation:
            return [], i
        if word != "those" and word not in words.nouns("plain_group"):
            spelled, after = self._group(pieces, head, _Item("", *place, True))
            return ([], i) if spelled[:1] == [_Item("", *place, True)] else (spelled, after)
        return self._group(pieces, head, _Item(self._text(*place), *place, True))

    def _head(self, pieces: Phrase, i: int) -> tuple[int, int]:
        """Index of the noun phrase's head and of its first piece after any possessor."""
        after = words.boundaries("postmodifier")
        first, j = i, i
        while j < len(pieces):
            piece = pieces[j]
            if piece.word in words.POSSESSIVE_MARKS:
                first = j + 1
                while first < len(pieces) and pieces[first].word in words.function("determiner"):
                    first += 1
                j = first
                continue
            if piece.mention is None and (piece.is_mark or piece.word in words.CONJUNCTIONS):
                break
            if piece.mention is None and j > i and _ends_phrase(piece.word):
                break
            if piece.mention is None and piece.word in after:
                amount = j > i and pieces[j - 1].word in self._contexts["amount_of"]
                if not (amount and piece.word == "of"):
                    break
            j += 1
        return j - 1, first

    def _is_office(self, piece: Piece) -> bool:
        if piece.mention is not None:
            return piece.mention.label in ("ROLE", "PERSON")
        return piece.word in words.nouns("office") and piece.capital

    def _office(self, pieces: Phrase, i: int) -> tuple[list[_Item], int]:
        """ "President Zelenskyy", "Prime Minister Modi of India"."""
        head, first = self._head(pieces, i)
        stop = head + 1
        if _word(pieces, stop) == "of":
            stop = self._head(pieces, stop + 1)[0] + 1
        run = pieces[first:stop]
        if not run:
            return [], i
        parties = self._people.parties(run)
        return [_Item(p, run[0].start, run[-1].end) for p in parties], stop

    def _named(self, pieces: Phrase, head: int, relation: bool) -> tuple[list[_Item], int]:
        mention = pieces[head].mention
        assert mention is not None
        text = self._text(mention.start, mention.end)
        place = (mention.start, mention.end)
        if mention.label == "REGION":
            return ([_Item(text, *place)] if relation else []), head + 1
        if mention.label not in _ACTING or _word(pieces, head + 1) in words.POSSESSIVE_MARKS:
            return [], head
        if _words(pieces, head + 1, 2) in ("at its", "at the"):
            return [], head  # "with the WHO at its core"
        name = _state_of(pieces, head) or short_name(mention)
        return [_Item(name, *place)], self._past_brackets(pieces, head + 1)

    def _past_brackets(self, pieces: Phrase, i: int) -> int:
        """Past "(FSM)" after a name."""
        if _word(pieces, i) == "(":
            for j in range(i + 1, min(i + 6, len(pieces))):
                if pieces[j].word == ")":
                    return j + 1
        return i

    def _group(self, pieces: Phrase, head: int, group: _Item) -> tuple[list[_Item], int]:
        """An unnamed group; names that spell it out take its place."""
        i = head + 1
        wider = pieces[head].word in _WIDER
        if wider and _word(pieces, i) == "of" and self._is_plain(pieces, i + 1):
            # "the countries of origin"
            name = self._text(group.start, pieces[i + 1].end)
            group = _Item(name, group.start, pieces[i + 1].end, True)
            i += 2
        if _word(pieces, i) in _PLACED and pieces[head].word in _WIDER:
            regions, after = self._regions(pieces, i + 1)
            if regions and pieces[head].word not in _NATIONS:
                return regions, after
            if regions:
                # "counterparts in Southeast Asia", "nations of Africa": as they stand
                return [_Item(self._text(group.start, regions[-1].end), group.start,
                              regions[-1].end, True)], after  # fmt: skip
            if _words(pieces, i + 1, 2) in ("the region", "this region", "our region"):
                # "countries in the region": as they stand
                name = self._text(group.start, pieces[i + 2].end)
                return [_Item(name, group.start, pieces[i + 2].end, True)], i + 3
        j = i + 1 if _word(pieces, i) == "," else i
        if _word(pieces, j) in ("including", "like", ":") or _words(pieces, j, 2) == "such as":
            named = self._list(pieces, j + (2 if _word(pieces, j) == "such" else 1), True)
            if named and not all(item.group for item in named):
                return [item for item in named if not item.group], len(pieces)
        return ([group] if pieces[head].word != "those" else []), i

    def _is_plain(self, pieces: Phrase, i: int) -> bool:
        """Whether a common noun without article stands there."""
        if i >= len(pieces) or pieces[i].mention is not None or pieces[i].capital:
            return False
        word = pieces[i].word
        return word.isalpha() and word not in words.function("determiner")

    def _regions(self, pieces: Phrase, i: int) -> tuple[list[_Item], int]:
        """ "partners in Southeast Asia and Pacific Island countries", "those in the Indo-Pacific
        (Australia, …)"."""
        found: list[_Item] = []
        while i < len(pieces):
            if not pieces[i].mention and pieces[i].word in words.function("determiner"):
                i += 1
                continue
            mention = pieces[i].mention
            if mention is None or mention.label != "REGION":
                break
            if _word(pieces, i + 1) == "(":
                return self._list(pieces, i + 2, True), len(pieces)
            found.append(_Item(self._text(mention.start, mention.end), mention.start, mention.end))
            i += 1
            if _word(pieces, i) not in words.CONJUNCTIONS:
                break
            i += 1
        return found, i

    def _text(self, start: int, end: int) -> str:
        return " ".join(self._index.text[start:end].split())


def _state_of(pieces: Phrase, head: int) -> str | None:
    """The state before an agency without a party of its own ("Japan’s Ministry of Defense"),
    or at the head of its name ("Kenyan Ministry of Health")."""
    agency = pieces[head].mention
    if agency is None or agency.party or not ORGAN_NAME.search(agency.name):
        return None
    inside = next(names_in(agency.name, known_names()), None)
    if inside is not None and inside[0] == 0 and len(inside[2]) == _ISO:
        return inside[2]
    before = head - 2 if _word(pieces, head - 1) in words.POSSESSIVE_MARKS else head - 1
    owner = pieces[before].mention if before >= 0 else None
    return owner.party if owner is not None and owner.label == "COUNTRY" else None


def _is_others(pieces: Phrase, i: int, actors: Sequence[str]) -> bool:
    """ "Kenya’s agreement with Peru": what stands before "with" is a third party's own."""
    for j in range(i - 1, max(i - 6, 0), -1):
        if pieces[j].is_mark and pieces[j].word not in words.POSSESSIVE_MARKS:
            return False
        if pieces[j].word in words.POSSESSIVE_MARKS and j:
            owner = pieces[j - 1].mention
            return owner is not None and bool(owner.party) and owner.party not in actors
    return False


def _ends_phrase(word: str) -> bool:
    """Adverbs and auxiliaries that follow a name ("with the Pacific Islands still higher")."""
    return word in words.function("after_name") or (
        word.endswith("ly") and word not in words.all_nouns()
    )


def _word(pieces: Phrase, i: int) -> str:
    return pieces[i].word if 0 <= i < len(pieces) else ""


def _words(pieces: Phrase, i: int, count: int) -> str:
    return " ".join(p.word for p in pieces[i : i + count])
