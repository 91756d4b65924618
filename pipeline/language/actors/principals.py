"""Who speaks in a document (guideline, preamble): a joint statement's parties; a one-government
fact sheet's government and the parties of the meeting or deal that it reports; a UN organ."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from pipeline.language.actors import words
from pipeline.language.actors.heads import Resolved
from pipeline.language.actors.index import MentionIndex, NodeIndex, clause_starts, short_name
from pipeline.language.actors.names import known_names, names_in
from pipeline.language.actors.openings import list_of_speakers
from pipeline.language.actors.phrases import leading, subject_segments
from pipeline.language.actors.resolve import Subjects, subjects
from pipeline.lexicon import table
from pipeline.model import Mention, Metadata, Node, Principals

_TITLE_KINDS: Final = ("doc_type", "title")
_SHEET: Final = re.compile(r"\bfact ?sheet\b", re.I)
_JOINT: Final = re.compile(
    r"\b(?:joint(?:ly)?|communiqu[eé]|declaration|agreement|treaty|bilaterally coordinated)\b"
    r"|\b(?:ministers|leaders|ministerial|chair|heads of \w+)[’']?s?[’']? statement\b",
    re.I,
)
_RELEASED: Final = re.compile(
    r"\b(?:released|issued|agreed(?:\s+upon)?|adopted|endorsed|made\s+public|concluded)\b[^.:;]{0,160}?"
    r"\b(?:by|between|from)\b",
    re.I,
)
_LIST_ENDS: Final = re.compile(
    r"\b(?:met|meet|gathered|convened?|have|has|are|is|on\s+the\s+occasion|following|recogni[sz]e"
    r"|reaffirm|were|will|today|meeting|reconvening|at|in)\b|[—–:;]|\s-\s"
)
_LINK: Final = re.compile(
    r"\s{0,9}(?:(?:[-–—/]|,?\s{0,9}(?:and|&)\s{1,9}(?:the\s)?|,\s{0,9}(?:the\s)?"
    r"|\([^)]{1,40}\))\s{0,9})+",
    re.I,
)
_FOLLOWING: Final = re.compile(r"\W{0,20}(?:The\s+)?(?:following|text)")
_ON_BEHALF: Final = re.compile(r"\sfor\s+(?:the\s+)?$")
_INVITED: Final = re.compile(r"\W{0,9}At\s+the\s+invitation\s+of", re.I)
_COMPOUND: Final = re.compile(r"\s{0,9}[-–—/]\s{0,9}")
_OPENS_GROUP: Final = re.compile(
    r"(?:^|[:–—]|\b(?:of|between|among|by))\s*(?:the\s+)?(?:(?:Governments?|Ministers|Leaders)\s+of\s+"
    r"(?:the\s+)?)?(?:(?:Kingdom|Republic)\s+of\s+)?$",
    re.I,
)
_GROUP_MEETS: Final = re.compile(
    r"^[’']?s?\s*(?:[\w’-]+\s+){0,3}?(?:summit|leaders|ministers|ministerial|meeting|statement"
    r"|communiqu[eé]s?|declaration|principles)\b",
    re.I,
)
_SPEAKERS_OF: Final = re.compile(
    r"\b(?:Ministers|Leaders|Members|Statement|Envoys)\s+(?:of|by)\s+(?:the\s+)?$"
)
_VISITED: Final = re.compile(
    r"(?:\b(?:visit|travel|trip|meeting|talks|dialogue|summit|partnership|alliance|friendship"
    r"|cooperation|relationship|engagement)\s+(?:to|with|in)\s+(?:the\s+)?)$",
    re.I,
)
_VISIT_AFTER: Final = re.compile(
    r"^[’']?s?\s+(?:\w+\s+){0,2}(?:visit|summit|dialogue|talks)\b", re.I
)


# What a government's office holder does with those who speak beside it.
_MEETS: Final = re.compile(
    r"\b(?:(?:is|are|was|will be)?\s*join(?:s|ed|ing)?|(?:met|meets?|meeting|spoke)\s+with"
    r"|(?:will\s+)?(?:host|welcome)(?:s|d|ed)?|hosting|welcoming)\s+(?=(?:the\s+)?[A-Z])"
)


def find_principals(
    text: str, nodes: Sequence[Node], mentions: Sequence[Mention], metadata: Metadata
) -> Principals:
    """Principals in the order the text names them, with the rule that told; empty, rule `none`,
    where nothing does."""
    return search(text, nodes, mentions, metadata).run()


def search(
    text: str, nodes: Sequence[Node], mentions: Sequence[Mention], metadata: Metadata
) -> "Search":
    """The search through a document; who asks about the last one again is given it again."""
    return _search(text, tuple(nodes), tuple(mentions), metadata)


@lru_cache(maxsize=1)
def _search(
    text: str, nodes: tuple[Node, ...], mentions: tuple[Mention, ...], metadata: Metadata
) -> "Search":
    return Search(MentionIndex(text, mentions), NodeIndex(text, nodes), metadata)


def _issuer_party(issuer: str | None) -> str | None:
    if not issuer:
        return None
    for row in table("actors/issuers"):
        if issuer.lower() in (row["issuer"].lower(), row["line"].lower()):
            return row["party"]
    return None


def _heading(text: str, nodes: Sequence[Node]) -> str:
    parts = [
        text[n.start : n.start + 500][: n.end - n.start]
        for n in nodes[:12]
        if n.kind in _TITLE_KINDS
    ]
    return " ".join(" ".join(parts).split())


class Search:
    """The rules in order; the first that finds principals decides."""

    def __init__(self, index: MentionIndex, nodes: NodeIndex, metadata: Metadata) -> None:
        self.text = index.text
        self.index = index
        self.nodes = nodes
        # A title in Markdown's front matter stands escaped in the text.
        own = metadata.title if metadata.title_source == "metadata" else None
        self.title = own or _heading(index.text, nodes.nodes) or metadata.title or ""
        self.joint = bool(_JOINT.search(self.title))
        self.sheet = bool(_SHEET.search(self.title) or _SHEET.search(metadata.doc_type or ""))
        self.reader: Subjects = subjects(self.index, self.nodes, (), None)
        self.issuer = _issuer_party(metadata.issuer)
        self.issuer_line = metadata.issuer or ""
        self.told = metadata.principals or ""
        self.preamble = self.nodes.preamble(6)
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._read: dict[tuple[int, int], Resolved | None] = {}
        # Start, end and party of every state and organisation in the title.
        self.hits = self._names_in_title()

    def _names_in_title(self) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for start, end, party in names_in(self.title, {**known_names(), **self.index.surfaces}):
            # A state's own "Security Council" is not the United Nations'.
            owned = bool(found) and self.title[found[-1][1] : start].strip("’'s ") == ""
            if not (owned and party == "UN" and found[-1][2] != "UN"):
                found.append((start, end, party))
        return found

    def run(self) -> Principals:
        told = _named(self.told)
        if told:
            return Principals(told, "sidecar")
        rules = (
            ("un_organ", self._un_organ),
            ("we_list", self._we_list),
            ("title_parties", self._title_group),
            ("title_speakers", self._title_speakers),
            ("released_by", self._released_by),
            ("title_grouping", self._title_grouping),
            ("title_counterpart", self._title_counterpart),
            ("preamble_subjects", self._preamble_subjects),
        )
        for name, rule in rules:
            found = tuple(dict.fromkeys(rule()))
            if found:
                return Principals(self._with_issuer(_collapsed(found, self.sheet)), name)
        issuer = self._government()
        issuers = (issuer,) if issuer else _named(self.issuer_line)
        return Principals(issuers, "issuer") if issuers else Principals()

    def _with_issuer(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """A one-government paper's own government speaks in it beside the parties it names."""
        # Two states in the title make a joint paper, unless someone else is known to issue it.
        states = sum(len(p) == 3 and p not in words.grouping_of_party() for p in found)
        if self.issuer is None and states > 1:
            return found
        government = self._government() if self._one_government() else None
        if government is None or government in found:
            return found
        return (government, *found)

    def _one_government(self) -> bool:
        if self.joint:
            return False
        return self.sheet or (self.issuer is not None and "statement" not in self.title.lower())

    def speaker(self) -> str | None:
        """The government whose paper this is, the issuer's, else the first office holder's; None
        for joint papers and unknown ones."""
        if not self._one_government():
            return None
        if self.issuer:
            return self.issuer
        for start, stop in self._opening_sentences(6):
            found = self._leading(start, stop)
            if found and found.rule in ("office", "person") and len(found.parties) == 1:
                return found.parties[0]
        return next(iter(self._title_people()), None)

    def _government(self) -> str | None:
        """The issuer's state, else that of the first state or office holder that acts."""
        if self.issuer:
            return self.issuer
        for person in self._title_people():
            return person
        known = words.grouping_of_party()
        for parties in self._subjects():
            first = parties[0]
            is_state = len(first) == 3 and first.isupper() and first not in known
            if len(parties) == 1 and is_state:
                return first
        return None

    def _un_organ(self) -> Iterator[str]:
        first = self.nodes.nodes[self.preamble[0]].start if self.preamble else 0
        head = " ".join((self.title + " " + self.text[: min(first + 240, 2000)]).split())
        organ = re.search(
            r"(?:adopted by|President of|The) (?:the )?(General Assembly|Security Council"
            r"|Economic and Social Council|Human Rights Council|Conference of the Parties)\b",
            head,
            re.I,
        )
        special = re.search(r"Decision\s+-?\d*/(?:CP|CMA|CMP)\.", self.title[:40])
        if special:
            yield "UNFCCC"
        elif organ and not self.hits_before_organ():
            yield words.groupings()[organ[1].lower()].party

    def hits_before_organ(self) -> bool:
        """Whether the title begins with other parties ("G7 Ministers’ Statement on the UN …")."""
        return bool(self.hits) and self.hits[0][2] not in ("UN", "UNFCCC")

    def _opening_sentences(self, count: int) -> Iterator[tuple[int, int]]:
        for i in self.preamble[:count]:
            if i not in self._sentences:
                node = self.nodes.nodes[i]
                begin = node.lead_in[1] if node.lead_in else node.start
                starts = clause_starts(self.text, begin, min(node.end, begin + 2500))
                self._sentences[i] = list(zip(starts, [*starts[1:], node.end], strict=True))
            yield from self._sentences[i]

    def _we_list(self) -> list[str]:
        """ "We, the leaders of Japan, the Republic of Korea, and the United States"."""
        for start, stop in self._opening_sentences(3):
            place = list_of_speakers(self.index, start, stop)
            found = self._parties(place) if place else []
            if len(set(found)) < len(set(self._title_group())):
                continue
            if len(set(found)) > 1 or (found and found[0] in words.grouping_of_party()):
                return found
        return []

    def _released_by(self) -> list[str]:
        """ "… was released by the Governments of the United States of America and Germany"."""
        found: list[str] = []
        for i in range(min(len(self.nodes.nodes), 8)):
            node = self.nodes.nodes[i]
            opening = self.text[node.start : min(node.end, node.start + 900)]
            if node.kind != "paragraph" or not _FOLLOWING.match(opening):
                continue
            for match in _RELEASED.finditer(opening):
                found.extend(self._parties(self._list_from(node.start + match.end(), node.end)))
            if len(found) > 1 or (found and found[0] in words.grouping_of_party()):
                return found
        return [] if self.joint else found

    def _list_from(self, start: int, stop: int) -> tuple[int, int]:
        """The stretch of a list of parties: up to the main verb or the clause's end."""
        match = _LIST_ENDS.search(self.text, start, stop)
        return start, match.start() if match else stop

    def _parties(self, place: tuple[int, int]) -> list[str]:
        found = []
        for mention in self.index.within(*place):
            if _ON_BEHALF.search(self.text[max(0, mention.start - 60) : mention.start]):
                continue
            if mention.party and mention.label in ("COUNTRY", "ORG", "ALLIANCE", "FORUM"):
                found.append(mention.party)
            elif mention.label in ("FORUM", "ALLIANCE"):
                found.append(short_name(mention))
            elif mention.key in words.territories():
                found.append(words.territories()[mention.key])
            elif mention.label == "PERSON":
                party = self.reader.people.party_of_name(self.text[mention.start : mention.end])
                found.extend([party] if party else [])
            elif mention.label == "ROLE":
                title = self.text[mention.start : mention.end]
                own = words.offices().get(" ".join(title.split()).lower())
                found.extend([own] if own else [p for *_, p in names_in(title, known_names())])
        return found

    def _title_groups(self) -> Iterator[tuple[int, int, list[str], bool]]:
        """Runs of parties in the title: start, end, parties, whether hyphens join them."""
        i = 0
        while i < len(self.hits):
            start, end, party = self.hits[i]
            parties, compound = [party], False
            while i + 1 < len(self.hits):
                gap = self.title[end : self.hits[i + 1][0]]
                if len(gap) > 60 or not _LINK.fullmatch(gap):
                    break
                compound = compound or bool(_COMPOUND.fullmatch(gap))
                i, end = i + 1, self.hits[i + 1][1]
                parties.append(self.hits[i][2])
            yield start, end, parties, compound
            i += 1

    def _title_group(self) -> list[str]:
        """ "U.S.-Japan …", "The United States and Australia: …", "… between X and Y"."""
        for start, _, parties, compound in self._title_groups():
            if len(set(parties)) < 2:
                continue
            before = re.sub(r"^.*?\bfact ?sheet\b[:\s]*", "", self.title[:start], flags=re.I)
            statement = self.joint and re.search(r"\bfrom\s+(?:the\s+)?$", before, re.I)
            if compound or statement or _OPENS_GROUP.search(before):
                return parties
        return []

    def _title_grouping(self) -> list[str]:
        """ "Quad Summit", "G7 Leaders’ Statement"."""
        for _, end, party in self.hits:
            grouping = words.grouping_of_party().get(party)
            if grouping and (grouping.meeting or _GROUP_MEETS.match(self.title[end:])):
                return list(grouping.order) if grouping.expands else [party]
        return []

    def _title_speakers(self) -> list[str]:
        """ "Communiqué by Ministers of the Global Coalition to …": the body speaks, not who
        releases its paper."""
        for mention in self._title_mentions(("FORUM", "ALLIANCE")):
            before = self.text[max(0, mention.start - 80) : mention.start]
            if _SPEAKERS_OF.search(before):
                return [short_name(mention)]
        return []

    def _title_mentions(self, labels: tuple[str, ...]) -> Iterator[Mention]:
        for node in self.nodes.nodes[:12]:
            if node.kind in _TITLE_KINDS:
                for mention in self.index.within(node.start, node.end):
                    if mention.label in labels:
                        yield mention

    def _title_counterpart(self) -> list[str]:
        """The other party of a visit, meeting or partnership that the title names."""
        found: list[str] = []
        for start, end, party in self.hits:
            if _VISITED.search(self.title[:start]) or _VISIT_AFTER.match(self.title[end:]):
                found.append(party)
        known = self._title_people()
        if found or len(set(known)) > 1:
            found = [*known, *found]
            government = self._government()
            return found if government is None or government in found else [government, *found]
        if self.joint and len({party for _, _, party in self.hits}) > 1:
            return [party for _, _, party in self.hits]
        return []

    def _title_people(self) -> list[str]:
        """Parties of the office holders whom the title names."""
        people = self.reader.people
        found = []
        for mention in self._title_mentions(("PERSON", "ROLE")):
            if mention.label == "PERSON":
                found.append(people.party_of_name(self.text[mention.start : mention.end]))
            else:
                found.append(people.party_of_role(mention))
        return [party for party in dict.fromkeys(found) if party]

    def _subjects(self, count: int = 6) -> Iterator[tuple[str, ...]]:
        """Explicit parties of the subjects that open the preamble's sentences."""
        for start, stop in self._opening_sentences(count):
            found = self._leading(start, stop)
            if found and found.parties and found.rule != "region":
                yield found.parties

    def _leading(self, start: int, stop: int) -> Resolved | None:
        """Whom the noun phrase names that opens a sentence; several rules ask."""
        place = start, stop
        if place not in self._read:
            phrase = leading(self.index, start, stop)
            self._read[place] = self.reader.phrase(subject_segments(phrase)) if phrase else None
        return self._read[place]

    def _preamble_subjects(self) -> list[str]:
        """The first coordinated subject, with host and guest of "At the invitation of …"."""
        for start, stop in self._opening_sentences(3):
            invited = _INVITED.match(self.text, start, stop)
            if invited:
                found = list(dict.fromkeys(self._office_parties(start, stop)))
                if len(found) > 1:
                    return found[:2]
        single = self._one_government()
        seen: list[tuple[str, ...]] = list(self._subjects(1 if single else 6))
        together = [parties for parties in seen if len(parties) > 1]
        government = self._government() if single else None
        if government is not None:
            together = [parties for parties in together if government in parties]
        if together:
            return list(together[0])
        if government is not None:
            met = self._met_with(government)
            if met:
                return [government, *met]
        groups = [p[0] for p in seen if p[0] in words.grouping_of_party()]
        return [] if self.issuer or not groups else self._group_parties(groups[0])

    def _met_with(self, government: str) -> list[str]:
        """ "Today, President Biden is joining President López Obrador of Mexico": whose office
        holders a government's own meets."""
        for start, stop in self._opening_sentences(3):
            meets = _MEETS.search(self.text, start, min(stop, start + 400))
            if meets is None:
                continue
            host = self._office_holders(start, meets.start())
            guests = self._office_holders(meets.end(), stop)
            if government in host and guests and government not in guests:
                return list(guests)
        return []

    def _office_holders(self, start: int, stop: int) -> tuple[str, ...]:
        """Parties of the office holders that a noun phrase at an offset names."""
        found = self._leading(start, stop)
        return found.parties if found and found.rule in ("office", "person") else ()

    def _group_parties(self, party: str) -> list[str]:
        grouping = words.grouping_of_party()[party]
        return list(grouping.order) if grouping.expands else [party]

    def _office_parties(self, start: int, stop: int) -> Iterator[str]:
        for mention in self.index.within(start, stop):
            if mention.label == "COUNTRY" and mention.party:
                yield mention.party
            elif mention.label == "PERSON":
                party = self.reader.people.party_of_name(self.text[mention.start : mention.end])
                if party:
                    yield party


def _named(line: str) -> tuple[str, ...]:
    """States and organisations in a line, by name or code, as a sidecar may state them."""
    return tuple(dict.fromkeys(party for _, _, party in names_in(line, _names_and_codes())))


@cache
def _names_and_codes() -> dict[str, str]:
    names = known_names()
    return {**{party.lower(): party for party in names.values()}, **names}


def _collapsed(found: Sequence[str], sheet: bool) -> tuple[str, ...]:
    """Members that the text lists speak each for themselves, not as the grouping beside them."""
    known = words.grouping_of_party()
    expanded: list[str] = []
    for party in found:
        grouping = known.get(party)
        expanded.extend(grouping.order if grouping and grouping.expands else (party,))
    acting = [p for p in expanded if p in known and not known[p].expands]
    for group in acting:
        members = known[group].members
        listed = [p for p in expanded if p in members]
        if members and len(listed) >= len(members) - 1 and not sheet:
            expanded = [p for p in expanded if p != group]
    return tuple(dict.fromkeys(expanded))
