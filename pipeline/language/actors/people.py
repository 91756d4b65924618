"""Office holders and their states: what the document says first, then the look-up tables."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from pipeline.language.actors import words
from pipeline.language.actors.index import MentionIndex, NodeIndex, Piece
from pipeline.model import Mention

_LONGEST_NAME: Final = 120
_OF: Final = re.compile(r"\s{1,24}of\s+(?:the\s+)?(?:(?:Kingdom|Republic)\s+of\s+)?", re.I)
# A blank line parts what a line wrap does not.
_BLANKS: Final = r"(?:[^\S\n]{1,24}(?:\n[^\S\n]{0,24})?|\n[^\S\n]{0,24})"
_NAME: Final = re.compile(
    rf"(?:,?{_BLANKS}(?:the{_BLANKS})?(?:[A-Z][a-z]{{0,3}}\.|[A-Z][\w’'-]*)){{1,6}}"
)
_GAP: Final = re.compile(r"(?:[’']s?)?[^\S\n]*\n?[^\S\n]*")


class People:
    """Which state an office holder of this document speaks for."""

    def __init__(self, index: MentionIndex, nodes: NodeIndex) -> None:
        self._index = index
        self._ends = {node.path: node.end for node in nodes.nodes}
        self._names: dict[str, str] = {}
        self._titles: dict[str, list[str]] = {}
        self._known = words.people()
        self._full_names = tuple(name for name in self._known if " " in name)
        outer = index.outer
        for i, mention in enumerate(outer):
            if mention.label == "ROLE":
                self._bind(outer, i)

    def _bind(self, outer: Sequence[Mention], i: int) -> None:
        """Learn name and title -> party from "Prime Minister Modi of India" and its like."""
        role = outer[i]
        party = self._stated_party(outer, i)
        name = self._name(role, self._after_of(role))
        if party is None and name:
            party = self._listed(name[0])
        if party is None:
            return
        title = " ".join(self._index.text[role.start : role.end].lower().split())
        if party not in self._titles.setdefault(title, []):
            self._titles[title].append(party)
        for word in re.findall(r"[^\W\d_]{3,}", name[0]) if name else ():
            if word.lower() not in words.function("honorific"):
                self._names.setdefault(word.lower(), party)

    def _name(self, role: Mention, start: int) -> re.Match[str] | None:
        """Capitals behind a title, in the node of the title and before the next title."""
        longest = start + _LONGEST_NAME
        end = min(self._ends.get(role.node, longest), longest)
        others = (m.start for m in self._index.within(start, end) if m.label == "ROLE")
        end = next(others, end)
        return _NAME.match(self._index.text, start, end)

    def _after_of(self, role: Mention) -> int:
        """Where a name may follow: past the "of New Zealand" of an office."""
        of = _OF.match(self._index.text, role.end)
        for mention in self._index.within(of.start(), of.end() + 12) if of else ():
            if mention.party:
                return mention.end
        return role.end

    def _stated_party(self, outer: Sequence[Mention], i: int) -> str | None:
        text, role = self._index.text, outer[i]
        before = outer[i - 1] if i else None
        owner = before is not None and before.label in ("COUNTRY", "ORG", "ALLIANCE")
        if before and before.party and owner and _GAP.fullmatch(text, before.end, role.start):
            return before.party
        place = role.end
        name = self._name(role, place)
        for at in (place, name.end() if name else place):
            of = _OF.match(text, at)
            if of:
                for mention in self._index.within(of.start(), of.end() + 12):
                    if mention.party and mention.label != "PERSON":
                        return mention.party
        return None

    def _listed(self, name: str) -> str | None:
        for full in self._full_names:
            if full in name:
                return self._known[full]
        for word in re.findall(r"[^\W\d_][\w’'-]+", name):
            if word in self._known:
                return self._known[word]
        return None

    def party_of_name(self, name: str) -> str | None:
        """Party of a person named so in this document, or in the table of office holders."""
        for word in reversed(re.findall(r"[^\W\d_]{3,}", name.lower())):
            if word in self._names:
                return self._names[word]
        return self._listed(name)

    def party_of_role(self, role: Mention) -> str | None:
        """Party that stands beside an office ("Iraqi Prime Minister", "President of Kenya")."""
        outer = self._index.outer
        place = bisect_left(outer, role.start, key=lambda m: m.start)
        known = place < len(outer) and outer[place].start == role.start
        return self._stated_party(outer, place) if known else None

    def party_of_title(self, title: str) -> str | None:
        """Party of an office: bound in the document to one party, or one state's own."""
        bound = self._titles.get(title) or self._longer_titles(title)
        if len(bound) == 1:
            return bound[0]
        return words.offices().get(title)

    def _longer_titles(self, title: str) -> list[str]:
        """Parties of the offices that a short form stands for ("the Secretary")."""
        found: list[str] = []
        for longer, parties in self._titles.items():
            if longer.startswith(title + " "):
                found.extend(p for p in parties if p not in found)
        return found

    def parties(self, pieces: Sequence[Piece], joint: bool = False) -> tuple[str, ...]:
        """Parties of one office holder's noun phrase ("Japan Minister of Defense Hamada").

        A country in the phrase decides; then the name; then the office alone, but not that of a
        stranger where several states speak (`joint`), or a state has one ("President").
        """
        countries = [p.mention.party for p in pieces if p.mention and _gives_party(p.mention)]
        if countries:
            return tuple(dict.fromkeys(c for c in countries if c))[:1]
        named = self._by_name(pieces)
        if named:
            return (named,)
        text = self._index.text
        stranger = any(p.mention and p.mention.label == "PERSON" for p in pieces)
        sole = any(p.word in words.nouns("sole") for p in pieces)
        of_title = words.offices().get if stranger and (joint or sole) else self.party_of_title
        for i, piece in enumerate(pieces):
            for end in (i + 4, i + 3, i + 2, i + 1):
                run = pieces[i:end]
                title = " ".join(text[run[0].start : run[-1].end].lower().split())
                party = of_title(title)
                if party:
                    return (party,)
            if piece.mention and piece.mention.label == "ROLE":
                break
        return ()

    def _by_name(self, pieces: Sequence[Piece]) -> str | None:
        text = self._index.text
        for piece in pieces:
            if piece.mention and piece.mention.label == "PERSON":
                return piece.mention.party or self.party_of_name(text[piece.start : piece.end])
        plain = [p for p in pieces if not p.mention and p.capital]
        if plain:
            return self.party_of_name(text[plain[0].start : plain[-1].end])
        return None


def _gives_party(mention: Mention) -> bool:
    return bool(mention.party) and mention.label not in ("PERSON", "PLACE")
