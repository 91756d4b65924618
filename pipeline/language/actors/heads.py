"""What one conjunct of a subject names: a party, a body, a third party or a thing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.language.actors import words
from pipeline.language.actors.index import MentionIndex, Piece, short_name
from pipeline.language.actors.names import known_names, names_in
from pipeline.language.actors.people import People
from pipeline.language.actors.phrases import Phrase, after_possessor, core
from pipeline.model import Mention

Kind = Literal["principal", "body", "third_party", "thing"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a subject names: party codes, what kind of doer that is, and the rule that told."""

    parties: tuple[str, ...]
    kind: Kind
    rule: str


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who speaks in the document.

    `all` are the principals; `plural` whom a bare "the Leaders" or "Allies" means; `issuer` is
    the one government whose paper it is, None for a joint statement.
    """

    all: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    issuer: str | None = None


THING: Final = Resolved((), "thing", "thing")
_THING_LABELS: Final = frozenset(
    [
        "AGREEMENT",
        "LAWPOL",
        "PROGRAM",
        "EVENT",
        "EXERCISE",
        "SYSTEM",
        "CAPABILITY",
        "FACILITY",
        "PLACE",
        "DATE",
        "MONEY",
    ]
)
ORGAN_NAME: Final = re.compile(
    r"\b(?:Departments?|Ministry|Agency|Office|Bureau|Government|Administration|Forces?|Navy|Army"
    r"|Guard|Corps|Congress|Commission|Institute|Command)\b"
)


# What is in a state but does not act for it ("Australia’s Royal North Shore Hospital").
_PRIVATE: Final = re.compile(
    r"\b(?:Hospital|Clinic|University|College|Inc|Ltd|LLC|Corporation|Company|Foundation|School)\b"
)


def speakers(principals: tuple[str, ...], issuer: str | None) -> Speakers:
    """Plural nouns without a name mean the organisation where its member only issues."""
    known = words.grouping_of_party()
    groups = [p for p in principals if p in known and not known[p].expands]
    if len(groups) == 1:
        rest = [p for p in principals if p != groups[0]]
        if len(rest) == 1 and rest[0] in known[groups[0]].members:
            return Speakers(principals, (groups[0],), issuer)
    return Speakers(principals, principals, issuer)


class Heads:
    """Resolves one conjunct by its head noun (guideline sections 1, 2 T2 and 6)."""

    def __init__(self, index: MentionIndex, people: People, who: Speakers) -> None:
        self._index = index
        self._people = people
        self.who = who

    def kind_of(self, party: str) -> Kind:
        """Whether a party is a principal, a grouping of theirs, or neither."""
        if party in self.who.all:
            return "principal"
        known = words.grouping_of_party()
        if party in known:
            shared = known[party].members & set(self.who.all)
            return "body" if shared else "third_party"
        members = (known[p].members for p in self.who.all if p in known)
        return "principal" if any(party in m for m in members) else "third_party"

    def named(self, parties: Sequence[str], rule: str) -> Resolved:
        """A result for explicit parties; one principal among them makes it the principals'."""
        unique = tuple(dict.fromkeys(parties))
        kinds = [self.kind_of(p) for p in unique]
        for kind in ("principal", "body"):
            if kind in kinds:
                return Resolved(unique, "principal" if kind == "principal" else "body", rule)
        return Resolved(unique, "third_party", rule)

    def parties_in_name(self, mention: Mention) -> tuple[str, ...]:
        """States and organisations named inside a proper name ("Quad Climate Working Group")."""
        name = self._index.text[mention.start : mention.end]
        return tuple(dict.fromkeys(party for _, _, party in names_in(name, known_names())))

    def conjunct(self, phrase: Phrase) -> Resolved:
        """One conjunct of a subject; `thing` where nothing in it can act."""
        head_part, tail = core(phrase)
        owner, owned = after_possessor(head_part)
        owned = _without_determiners(owned)
        if not owned:
            return self._bare(head_part)
        head = owned[-1]
        if owner:
            return self._possessed(owner, owned, tail)
        if _is_local(owned):
            return Resolved((), "third_party", "others")
        if any(p.mention and p.mention.label in ("ROLE", "PERSON") for p in owned):
            return self._office([*owned, *tail])
        if head.mention is not None:
            return self._mention(head.mention, phrase, owned)
        return self._noun(phrase, owned, tail)

    def _bare(self, phrase: Phrase) -> Resolved:
        """ "Both", "the two", "each": determiners alone."""
        if any(p.word in ("both", "all", "each", "either") for p in phrase):
            return self._all("own_plural")
        return THING

    def _all(self, rule: str) -> Resolved:
        if not self.who.plural:
            return Resolved((), "third_party", "unknown_plural")
        return Resolved(self.who.plural, "principal", rule)

    def _possessed(self, owner: Phrase, owned: Phrase, tail: Phrase) -> Resolved:
        """ "Japan’s Ministry of Defense" acts for Japan, "Japan’s decision" is a thing."""
        if any(p.mention and p.mention.label in ("ROLE", "PERSON") for p in owned):
            return self._office([*owner, *owned, *tail])
        word = owned[-1].word
        people = words.people_nouns()
        parties = [p.mention.party for p in owner if p.mention and p.mention.party]
        if word in people or word in words.nouns("body"):
            named = [p for p in parties if p]
            return self._members(named, "possessor") if named else self._all("own_plural")
        inner = owned[-1].mention
        if inner is not None and inner.party and inner.label in ("ORG", "ALLIANCE", "FORUM"):
            return self.named((inner.party,), "named")
        if inner is not None and _PRIVATE.search(inner.name):
            return Resolved((short_name(inner),), "third_party", "named")
        if inner is not None and inner.label == "ORG" and parties and parties[-1]:
            return self.named((parties[-1],), "organ")
        return THING

    def _office(self, phrase: Phrase) -> Resolved:
        joint = self.who.issuer is None and len(self.who.all) > 1
        parties = self._people.parties(phrase, joint)
        if parties:
            return self.named(parties, "office")
        labels = {p.mention.label for p in phrase if p.mention}
        if "PERSON" in labels:
            known = "unknown_holder" if "ROLE" in labels else "unknown_person"
            return Resolved((), "third_party", known)
        return self._own_office()

    def _own_office(self) -> Resolved:
        """A bare "the President": the issuer's, or the only principal's."""
        if self.who.issuer:
            return self.named((self.who.issuer,), "issuer_office")
        if len(self.who.all) == 1:
            return self.named(self.who.all, "issuer_office")
        return self._all("own_office")

    def _mention(self, mention: Mention, phrase: Phrase, owned: Phrase) -> Resolved:
        """A proper name as head."""
        if mention.label == "UNIT":
            return self._unit(mention)
        if mention.label in _THING_LABELS:
            return self._through_grouping(mention)
        if mention.party:
            rule = "adjective" if mention.form == "adjective" else "named"
            return self.named((mention.party,), rule)
        if mention.label == "REGION":
            return Resolved(
                (self._index.text[mention.start : mention.end],), "third_party", "region"
            )
        if mention.label in ("FORUM", "ALLIANCE"):
            if mention.name.lower().split()[-1] in words.nouns("arrangement"):
                return self._through_grouping(mention)
            return self._body(phrase, self.parties_in_name(mention))
        if mention.label != "ORG":
            return THING
        before = [p.mention.party for p in owned[:-1] if p.mention and p.mention.party]
        inside = self.parties_in_name(mention)
        parties = [p for p in before if p] or list(inside[:1])
        name = self._index.text[mention.start : mention.end]
        common_before = any(not p.mention and p.word.islower() for p in owned[:-1])
        if parties and not common_before and (inside or _organ_like(name, owned)):
            return self.named(parties, "organ")
        if self.who.issuer and ORGAN_NAME.match(name):
            return self.named((self.who.issuer,), "organ")
        return Resolved((short_name(mention),), "third_party", "named")

    def _unit(self, mention: Mention) -> Resolved:
        """ "U.S. Southern Command": a force acts for the state that its name begins with."""
        name = self._index.text[mention.start : mention.end]
        first = next(names_in(name, known_names()), None)
        return self.named((first[2],), "organ") if first and first[0] == 0 else THING

    def _through_grouping(self, mention: Mention) -> Resolved:
        """ "The Quad Vaccine Partnership": an arrangement of a grouping stands for the grouping."""
        if mention.label not in ("PROGRAM", "FORUM", "ALLIANCE"):
            return THING
        known = words.grouping_of_party()
        inside = [p for p in self.parties_in_name(mention) if p in known and known[p].expands]
        return self._members(inside, "grouping_in_name") if len(inside) == 1 else THING

    def _body(self, phrase: Phrase, parties: Sequence[str]) -> Resolved:
        """A working group or committee acts for those in its name, or for the principals."""
        named = [p for p in parties if self.kind_of(p) != "third_party"]
        if parties and not named:
            return Resolved(tuple(parties), "third_party", "body_of_others")
        if any(p.word in words.modifiers("other") for p in phrase) and not named:
            return Resolved((), "third_party", "body_of_others")
        parties = self._expanded(named) or self.who.plural
        return Resolved(tuple(parties), "body", "body")

    def _expanded(self, parties: Sequence[str]) -> tuple[str, ...]:
        """Groupings give way to the principals where these are all their members."""
        known = words.grouping_of_party()
        found: list[str] = []
        for party in parties:
            grouping = known.get(party)
            if grouping and grouping.expands and grouping.members <= set(self.who.all):
                found.extend(p for p in self.who.all if p in grouping.members)
            else:
                found.append(party)
        return tuple(dict.fromkeys(found))

    def _members(self, parties: Sequence[str], rule: str) -> Resolved:
        """ "Quad partners": the members where all of them speak here, else the grouping."""
        return self.named(self._expanded(parties), rule)

    def _noun(self, phrase: Phrase, owned: Phrase, tail: Phrase) -> Resolved:
        """A common noun as head."""
        word = owned[-1].word
        plural = words.plural_nouns()
        office = word in words.nouns("office") and not word.endswith("counterpart")
        if office and (word not in plural or _is_titled(owned)):
            return self._office([*owned, *tail])
        inside = _parties(owned)
        if inside and word in words.people_nouns():
            return self._members(inside, "named_people")
        if word in words.nouns("body"):
            return self._body(phrase, inside or _parties(tail)[:1])
        if word in plural:
            return self._collective(phrase, owned, tail)
        if word in words.nouns("organ"):
            return self._organ(phrase, tail)
        if any(p.capital and p.word in words.nouns("office") for p in owned):
            return self._office([*owned, *tail])
        name = self._people.party_of_name(self._index.text[owned[0].start : owned[-1].end])
        if name and owned[-1].capital:
            return self.named((name,), "person")
        return THING

    def _collective(self, phrase: Phrase, owned: Phrase, tail: Phrase) -> Resolved:
        """ "The Ministers", "our two countries", "the leaders of Japan and Australia"."""
        of = _parties(tail) if tail and tail[0].word in ("of", "from") else []
        if of:
            return self._members(of, "named_people")
        said = {p.word for p in phrase[: len(phrase) - len(tail)]}
        said -= _title_words(said, owned[-1].word)
        if tail and tail[0].word in ("of", "from") and tail[1:2] and tail[1].word == "our":
            return self._all("own_plural")  # "officials from our governments"
        if {p.word for p in owned} >= {"member", "states"} and "EU" in self.who.all:
            return self.named(("EU",), "named_people")  # of the Union, not all who speak
        if said & words.modifiers("own"):
            if said & {"all", "every", "each"} and owned[-1].word in ("countries", "nations"):
                return Resolved((), "third_party", "others")
            return self._all("own_plural")
        if said & words.modifiers("other"):
            return Resolved((), "third_party", "others")
        if owned[-1].word in words.nouns("speaker"):
            return self._all("plural")
        if "the" in said or owned[-1].capital:
            group = (
                self.who.plural != self.who.all or len(self.who.all) > 1 or self._acts_as_group()
            )
            return self._all("plural") if group else Resolved((), "third_party", "others")
        return Resolved((), "third_party", "others")

    def _acts_as_group(self) -> bool:
        known = words.grouping_of_party()
        return bool(self.who.all) and self.who.all[0] in known

    def _organ(self, phrase: Phrase, tail: Phrase) -> Resolved:
        """ "The Government of Japan", "the Biden Administration", "our governments"."""
        of = _parties(tail)
        if of and tail[0].word == "of":
            return self.named(of, "organ")
        said = {p.word for p in phrase[: len(phrase) - len(tail)]}
        if said & words.modifiers("own") and not self.who.issuer:
            return self._all("own_plural")
        if said & {"both", "two", "our"}:
            return self._all("own_plural")
        capital = [p for p in phrase if not p.mention and p.capital]
        if not capital and said & words.modifiers("other"):
            return Resolved((), "third_party", "others")
        if capital and (self.who.issuer or len(self.who.all) == 1):
            return self.named((self.who.issuer or self.who.all[0],), "issuer_organ")
        return THING


def _organ_like(name: str, owned: Phrase) -> bool:
    """Whether a country before the name owns it ("Japanese National Cancer Center")."""
    last = owned[-2] if len(owned) > 1 else None
    return bool(last and last.mention and last.mention.label == "COUNTRY") or bool(
        ORGAN_NAME.search(name)
    )


def _is_local(owned: Phrase) -> bool:
    """ "the Michigan Supreme Court": an organ of a place does not speak for the state."""
    place, *rest = owned
    local = place.mention is not None and place.mention.label == "PLACE"
    return local and any(p.mention and p.mention.label in ("ORG", "ROLE") for p in rest)


def _is_titled(owned: Phrase) -> bool:
    return len(owned) > 1 and owned[-1].capital and not owned[-1].word.endswith("s")


def _title_words(said: Iterable[str], head: str) -> set[str]:
    """ "Foreign Ministers": what belongs to the office tells nothing of whose it is."""
    one = head.removesuffix("s")
    return {word for word in said if f"{word} {one}" in words.nouns("office")}


def _without_determiners(phrase: Phrase) -> Phrase:
    kept = list(phrase)
    while kept and not kept[0].mention and kept[0].word in words.function("determiner"):
        kept.pop(0)
    return kept


def _parties(phrase: Sequence[Piece]) -> list[str]:
    return [p.mention.party for p in phrase if p.mention and p.mention.party]
