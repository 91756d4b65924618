"""Who is meant by a title of office: "the Secretary" on the day of the document.

A bearer named beside the title decides. Else it is the only person to whom the text before gives
that title, or who held the office on the document's date by the table entities/holders, where its
state is told or one state issued the document. Where the two disagree, and else, it is nobody.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline import lexicon
from pipeline.language.mentions.finder import find
from pipeline.language.mentions.gazetteer import state_codes
from pipeline.model import Mention, Metadata, Node
from pipeline.values import BEARER, DOCUMENT, OFFICE_TABLE

_BESIDE = re.compile(r"\s{0,24},?\s{1,24}")
_APPOSED = re.compile(r"\s{0,24},\s{1,24}(?:the\s{1,24}|then\s{1,24})?")
_OF = re.compile(r"\s{1,24}of\s{1,24}(?:the\s{1,24})?")
_POSSESSIVE = re.compile(r"[’']?s?\s{1,24}")
_THE = re.compile(r"\b[Tt]he\s{1,24}\Z")
_PARTIES = ("COUNTRY", "ORG", "ALLIANCE")
# The office that a bare "the Secretary" means in the papers of a department.
_OF_ISSUER = (("Department of State", "role_secretary-of-state"),)


class Office(NamedTuple):
    """One title in the text: its mention, the state or body beside it, who bears it there."""

    mention: Mention
    title: str
    party: str | None
    bearer: str | None


# Who bears a title in the document, by the title and each of its first words: state and person.
Borne = dict[str, set[tuple[str | None, str]]]


def held(text: str, mentions: Sequence[Mention], about: Metadata) -> list[Mention]:
    """The mentions, each title of office with its holder and the rule that found him.

    `mentions` are in order of (start, -end); `about` gives date (ISO) and issuer.
    """
    borne: Borne = {}
    found: dict[int, tuple[str, str] | None] = {}
    for office in _offices(text, mentions):
        found[office.mention.start] = _holder(text, office, borne, about)
        _note(borne, office)
    return [_with(m, found[m.start]) if m.label == "ROLE" else m for m in mentions]


def _with(mention: Mention, told: tuple[str, str] | None) -> Mention:
    return replace(mention, holder=told[0], holder_rule=told[1]) if told else mention


def _offices(text: str, mentions: Sequence[Mention]) -> Iterator[Office]:
    for i, role in enumerate(mentions):
        if role.label != "ROLE":
            continue
        title = " ".join(text[role.start : role.end].lower().split())
        before, behind = mentions[i - 1] if i else None, mentions[i + 1 : i + 3]
        party = _party(text, role, before, behind[0] if behind else None)
        yield Office(role, title, party, _bearer(text, role, before, behind))


def _party(text: str, role: Mention, before: Mention | None, after: Mention | None) -> str | None:
    if before and before.label in _PARTIES and _POSSESSIVE.fullmatch(text, before.end, role.start):
        return before.party
    if after and after.label in _PARTIES and _OF.fullmatch(text, role.end, after.start):
        return after.party
    return None


def _bearer(
    text: str, role: Mention, before: Mention | None, behind: Sequence[Mention]
) -> str | None:
    end = role.end
    for after in behind:
        if after.label == "PERSON":
            return after.key if _BESIDE.fullmatch(text, end, after.start) else None
        if after.label != "COUNTRY" or not _OF.fullmatch(text, end, after.start):
            break
        end = after.end
    if before and before.label == "PERSON" and _APPOSED.fullmatch(text, before.end, role.start):
        return before.key
    return None


def _note(borne: Borne, office: Office) -> None:
    if office.bearer is None:
        return
    words = office.title.split()
    for k in range(len(words)):
        borne.setdefault(" ".join(words[: k + 1]), set()).add((office.party, office.bearer))


def _holder(text: str, office: Office, borne: Borne, about: Metadata) -> tuple[str, str] | None:
    if office.bearer:
        return office.bearer, BEARER
    role = office.mention
    if office.party is None and not _THE.search(text[max(0, role.start - 32) : role.start]):
        return None
    named, listed = _named(office, borne), _listed(office, about)
    if named and listed and named != listed:
        return None  # "the President" of the issuer, or the one just named
    if named:
        return named, DOCUMENT
    return (listed, OFFICE_TABLE) if listed else None


def _named(office: Office, borne: Borne) -> str | None:
    """The only person to whom the text before gives this title, of this state where one is told."""
    pairs = borne.get(office.title, ())
    persons = {p for state, p in pairs if not (state and office.party) or state == office.party}
    return persons.pop() if len(persons) == 1 else None


def _listed(office: Office, about: Metadata) -> str | None:
    if about.date is None:
        return None
    party = office.party or _issuing_state(about.issuer)
    return _on_day(_key(office.mention, about.issuer), party, about.date)


def _key(role: Mention, issuer: str | None) -> str:
    if role.key == "role_secretary":
        for name, office in _OF_ISSUER:
            if name in (issuer or ""):
                return office
    return role.key


@lru_cache(maxsize=256)
def _issuing_state(issuer: str | None) -> str | None:
    """The state whose office issued the document; None where several or none did."""
    if not issuer:
        return None
    found = find(issuer, (Node("s0.p1", "paragraph", 0, 0, len(issuer)),))
    parties = {m.party for m in found if m.party in state_codes()}
    return parties.pop() if len(parties) == 1 else None


@cache
def _terms() -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    """Terms of office (from, until, person) by office and state."""
    out: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for row in lexicon.table("entities/holders"):
        term = (row["from"], row["until"] or "9999", row["person"])
        out.setdefault((row["office"], row["party"]), []).append(term)
    return out


def _on_day(office: str, party: str | None, date: str) -> str | None:
    """Who held an office for the whole of a day, month or year."""
    first, last = date, date + "~"  # "~" sorts behind every digit and hyphen
    for begun, ended, person in _terms().get((office, party or ""), ()):
        if begun <= first and last < ended:
            return person
    return None
