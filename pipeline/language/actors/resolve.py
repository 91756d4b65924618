"""Whom a grammatical subject names (guideline section 6, actors)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.language.actors import words
from pipeline.language.actors.heads import THING, Heads, Kind, Resolved, Speakers, speakers
from pipeline.language.actors.index import MentionIndex, NodeIndex, Piece, clause_starts
from pipeline.language.actors.people import People
from pipeline.language.actors.phrases import Phrase, conjuncts, leading, subject_segments
from pipeline.model import Mention

_SENTENCES_BACK: Final = 6
_CHARACTERS_BACK: Final = 3000
_ANAPHORS: Final = words.PRONOUNS_PLURAL | {"it"}
_EXPLETIVE: Final = re.compile(
    r"it\s+(?:is|was|has\s+been|had\s+been)\s+(?:\w+ly\s+|also\s+|further\s+)?(?:agreed|decided|noted"
    r"|recogni[sz]ed|resolved|understood|envisaged|acknowledged|hoped|expected|intended|planned"
    r"|proposed|recommended|reaffirmed|emphasi[sz]ed)\b",
    re.I,
)


class Subjects:
    """Resolves noun phrases and the pronouns that stand for earlier ones."""

    def __init__(
        self, index: MentionIndex, nodes: NodeIndex, people: People, who: Speakers
    ) -> None:
        self.index = index
        self.nodes = nodes
        self.people = people
        self.heads = Heads(index, people, who)
        self.who = who
        self._whole: dict[int, list[Resolved]] = {}
        # Explicit noun phrases resolve alike wherever they stand.
        self._explicit: dict[str, Resolved] = {}
        # All verbs of a clause ask for its one subject.
        self._resolved: dict[tuple[int, int, int], Resolved] = {}

    def default(self) -> Resolved:
        return Resolved(self.who.all, "principal", "default")

    def resolve(self, start: int, end: int, node_index: int) -> Resolved:
        """The noun phrase `text[start:end]` in a node; empty, what the context speaks of."""
        place = (start, end, node_index)
        found = self._resolved.get(place)
        if found is None:
            found = self._resolved[place] = self._resolve(*place)
        return found

    def _resolve(self, start: int, end: int, node_index: int) -> Resolved:
        said = " ".join(self.index.text[start:end].split())
        known = self._explicit.get(said)
        if known is not None:
            return known
        segments = subject_segments(self.index.pieces(start, end))
        parts = conjuncts(segments)
        if not parts:
            return self._no_subject(start, node_index)
        pronoun = self._pronoun(parts[0], start, node_index)
        if pronoun is not None:
            return pronoun
        found = self.phrase(segments)
        self._explicit[said] = found
        return found

    def phrase(self, segments: Sequence[Phrase]) -> Resolved:
        """A coordination of explicit noun phrases; no pronouns."""
        found: list[Resolved] = []
        for segment in segments:
            results = [self.heads.conjunct(part) for part in conjuncts([segment])]
            if found and results and results[0].kind == "thing" and found[0].kind != "thing":
                break  # an apposition ("AUKUS, the partnership between …") and what it lists
            found.extend(results)
            if found and found[0].kind == "thing":
                return found[0]
        return self._with_counterpart(_united(found), found)

    def _with_counterpart(self, union: Resolved, found: Sequence[Resolved]) -> Resolved:
        """ "President A and President B" of two that speak: B is the other one's, where nothing
        else tells whose."""
        unknown = [r for r in found if r.rule == "unknown_holder"]
        told = [p for p in self.who.all if p in union.parties]
        if len(unknown) == 1 and len(self.who.all) == 2 and len(told) == len(union.parties) == 1:
            return Resolved(self.who.all, "principal", union.rule)
        return union

    def _no_subject(self, start: int, node_index: int) -> Resolved:
        """Without a subject the grouping that the node has just spoken of, else all principals."""
        for earlier in self._clause_subjects(node_index, start):
            if earlier.kind == "principal" and earlier.parties == self.who.plural:
                return Resolved(earlier.parties, "principal", "context")
        return self.default()

    def _pronoun(self, part: Phrase, start: int, node_index: int) -> Resolved | None:
        first = part[0].word
        if part[0].mention is not None:
            return None
        if first in words.PRONOUNS_WE:
            return self._we(start, node_index)
        if len(part) > 1 and first not in ("they", "it", "he", "she"):
            return None
        if first in words.PRONOUNS_PLURAL:
            return self._antecedent(start, node_index, plural=True)
        if first == "it":
            if _EXPLETIVE.match(self.index.text, part[0].start):
                return self.default()
            return self._antecedent(start, node_index, plural=False)
        if first in words.PRONOUNS_PERSON:
            return self._person(start, node_index)
        if first in words.PRONOUNS_RELATIVE:
            return self._relative(start, node_index)
        return THING if first in ("this", "these", "those") else None

    def _we(self, start: int, node_index: int) -> Resolved:
        """ "We" are all principals, but the speaker alone in a quotation or of a partner's deed."""
        quoted = self._speaker_of_quotation(node_index)
        if quoted is not None:
            return quoted
        issuer = self.who.issuer
        if issuer and not any(_is_state(p) for p in self.who.all if p != issuer):
            return Resolved((issuer,), "principal", "we_of_issuer")
        if issuer and len(self.who.all) > 1:
            node = self.nodes.nodes[node_index]
            starts = clause_starts(self.index.text, start, min(node.end, start + 600))
            stop = starts[1] if len(starts) > 1 else min(node.end, start + 600)
            others = set(self.who.all) - {issuer}
            for mention in self.index.within(start, stop):
                if mention.party in others and self._spoken_of(mention):
                    return Resolved((issuer,), "principal", "we_of_issuer")
        return Resolved(self.who.all, "principal", "we")

    def _spoken_of(self, mention: Mention) -> bool:
        """ "We will work with Kenya", "Kenya’s ports": who is spoken of so does not speak."""
        text = self.index.text
        before = text[max(0, mention.start - 40) : mention.start].split()
        return text[mention.end : mention.end + 1] in "’'" or before[-1:] == ["with"]

    def _speaker_of_quotation(self, node_index: int) -> Resolved | None:
        """A node that is a quotation, followed by a dash and its speaker."""
        nodes, text = self.nodes.nodes, self.index.text
        node = nodes[node_index]
        if text[node.start : node.start + 1] not in ("“", '"') or node_index + 1 >= len(nodes):
            return None
        after = nodes[node_index + 1]
        if text[after.start : after.start + 1] not in ("–", "—", "-"):
            return None
        stop = min(after.end, after.start + 120)
        found = self.phrase(subject_segments(self.index.pieces(after.start + 1, stop))[:1])
        return Resolved(found.parties, found.kind, "quoted") if found.parties else None

    def _person(self, start: int, node_index: int) -> Resolved:
        begin = max(self._node_start(node_index), start - 2000)
        for mention in reversed(list(self.index.within(begin, start))):
            if mention.label in ("PERSON", "ROLE"):
                found = self.phrase([[Piece(mention.start, mention.end, "", mention)]])
                if found.parties:
                    return Resolved(found.parties, found.kind, "person_before")
        return self._antecedent(start, node_index, plural=False)

    def _relative(self, start: int, node_index: int) -> Resolved:
        """The noun phrase that ends where the relative pronoun begins."""
        begin = max(self._node_start(node_index), start - 200)
        pieces = [p for p in self.index.pieces(begin, start) if not p.is_mark]
        if not pieces:
            return THING
        found = self.heads.conjunct(pieces[-1:])
        if found.kind == "body" or found.parties:
            return Resolved(found.parties, found.kind, "relative")
        return THING

    def _node_start(self, node_index: int) -> int:
        return self.nodes.nodes[node_index].start

    def _earlier(self, node_index: int, before: int) -> Iterator[Resolved]:
        """Subjects of earlier clauses, nearest first: this node, parents, section, preamble."""
        yield from self._clause_subjects(node_index, before)
        for other in (*self.nodes.parents(node_index), *self.nodes.lead(node_index)):
            if other not in self._whole:
                end = self.nodes.nodes[other].end
                self._whole[other] = list(self._clause_subjects(other, end))
            yield from self._whole[other]

    def _clause_subjects(self, node_index: int, before: int) -> Iterator[Resolved]:
        """Explicit subjects of the node's last clauses before an offset, nearest first."""
        node = self.nodes.nodes[node_index]
        begin = node.lead_in[1] if node.lead_in else node.start
        begin = max(begin, before - _CHARACTERS_BACK)
        for place in reversed(clause_starts(self.index.text, begin, before)[-_SENTENCES_BACK:]):
            pieces = leading(self.index, place, before)
            if not pieces or pieces[0].word in _ANAPHORS:
                continue
            if pieces[0].word in words.PRONOUNS_WE:
                yield Resolved(self.who.all, "principal", "we")
            else:
                yield self.phrase(subject_segments(pieces))

    def _antecedent(self, start: int, node_index: int, plural: bool) -> Resolved:
        """The nearest plural (or singular) subject that can act (guideline section 6)."""
        for number, earlier in enumerate(self._earlier(node_index, start)):
            if not plural and (earlier.kind == "thing" or number > 2):
                return THING
            if not plural and earlier.rule in ("office", "issuer_office", "person"):
                continue
            if earlier.kind not in ("principal", "body") or not earlier.parties:
                continue
            body = earlier.kind == "body" and not plural  # "The Council … It"
            if body or plural == self._is_plural(earlier):
                return Resolved(earlier.parties, earlier.kind, f"pronoun:{earlier.rule}")
        if plural and self.who.plural:
            return Resolved(self.who.plural, "principal", "pronoun:principals")
        return THING

    def _is_plural(self, found: Resolved) -> bool:
        rules = ("plural", "own_plural", "named_people", "possessor", "we")
        return len(found.parties) > 1 or found.rule in rules


def _is_state(party: str) -> bool:
    """Whether a party is an ISO 3166-1 alpha-3 code, not a grouping's short name; the European
    Union agrees and speaks as a state does."""
    return party == "EU" or (len(party) == 3 and party.isupper() and party.isalpha())


def _united(found: Sequence[Resolved]) -> Resolved:
    """The union of a coordination; the kind is the strongest of its conjuncts'."""
    acting = [r for r in found if r.kind != "thing"]
    if all(r.rule == "adjective" for r in acting):
        return THING  # an adjective names no one without its noun
    parties = tuple(dict.fromkeys(p for r in acting for p in r.parties))
    order: tuple[Kind, ...] = ("principal", "body", "third_party")
    kind = next(k for k in order if any(r.kind == k for r in acting))
    named = next((r for r in acting if r.kind == kind), acting[0])
    return Resolved(parties, kind, named.rule)


def subjects(
    index: MentionIndex, nodes: NodeIndex, principals: tuple[str, ...], issuer: str | None
) -> Subjects:
    """A resolver for one document."""
    return Subjects(index, nodes, People(index, nodes), speakers(principals, issuer))
