"""The lexicon of actors, read once: nouns by class, offices, people, groupings (data only)."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.lexicon import table

PRONOUNS_WE: Final = frozenset({"we", "us", "ourselves"})
PRONOUNS_PLURAL: Final = frozenset({"they", "both", "them"})
PRONOUNS_PERSON: Final = frozenset({"he", "she"})
PRONOUNS_RELATIVE: Final = frozenset({"which", "that", "who"})
POSSESSIVE_MARKS: Final = frozenset({"’s", "'s", "’", "'"})
CONJUNCTIONS: Final = frozenset({"and", "or", "&"})


@dataclass(frozen=True, slots=True)
class Grouping:
    """A grouping of states: `members` are parties; `expands` where it stands for them.

    `meeting` says that its name alone is the occasion, as of a committee of ministers.
    """

    party: str
    members: frozenset[str]
    order: tuple[str, ...]
    expands: bool
    meeting: bool


@cache
def classed(name: str) -> dict[str, frozenset[str]]:
    """Class -> words of a table `actors/<name>` with the columns word and class."""
    found: dict[str, set[str]] = {}
    for row in table(f"actors/{name}"):
        found.setdefault(row["class"], set()).add(row["word"])
    return {key: frozenset(words) for key, words in found.items()}


@cache
def function(kind: str) -> frozenset[str]:
    """Function words: determiner, honorific, subordinator, verb_part, after_name, phrase_link."""
    return classed("function_words")[kind]


@cache
def nouns(kind: str) -> frozenset[str]:
    """Nouns of a class: speaker, member, organ, body, office, plain_group or arrangement."""
    return classed("nouns")[kind]


@cache
def all_nouns() -> frozenset[str]:
    """Nouns for whoever may act or be acted with."""
    found = (w for kind, w in classed("nouns").items() if kind != "arrangement")
    return frozenset().union(*found)


@cache
def plural_nouns() -> frozenset[str]:
    """Nouns for people or states that speak together: speaker and member."""
    return nouns("speaker") | nouns("member")


@cache
def people_nouns() -> frozenset[str]:
    """Nouns for who acts for the state named beside them: the plural ones and its organs."""
    return plural_nouns() | nouns("organ")


@cache
def phrase_words() -> frozenset[str]:
    """Every noun and modifier listed."""
    return all_nouns() | modifiers("own") | modifiers("other")


@cache
def openers() -> frozenset[str]:
    """Determiners and pronouns that may open a subject."""
    return function("determiner") | PRONOUNS_WE | PRONOUNS_PLURAL | {"it"}


@cache
def modifiers(kind: str) -> frozenset[str]:
    """Adjectives and numerals: own (all principals are meant) or other (they are not)."""
    return classed("modifiers")[kind]


@cache
def boundaries(kind: str) -> frozenset[str]:
    """Words that open an adjunct, or after which a noun phrase's head lies to the left."""
    return classed("boundaries")[kind]


@cache
def groupings() -> dict[str, Grouping]:
    """Lower-case name -> grouping."""
    found = {}
    for row in table("actors/groupings"):
        order = tuple(row["members"].split())
        expands = row["acts_as"] == "members"
        found[row["name"].lower()] = Grouping(
            row["party"], frozenset(order), order, expands, row["meeting"] == "yes"
        )
    return found


@cache
def grouping_of_party() -> dict[str, Grouping]:
    """Short name -> grouping."""
    return {grouping.party: grouping for grouping in groupings().values()}


@cache
def offices() -> dict[str, str]:
    """Lower-case title of an office that one state or organisation has -> its party."""
    return {row["title"].lower(): row["party"] for row in table("actors/offices")}


@cache
def territories() -> dict[str, str]:
    """Entity id -> ISO 3166-1 code of territories, which are states only where they speak."""
    rows = table("entities/countries")
    return {r["id"]: r["iso3"] for r in rows if r["label"] == "PLACE" and r["iso3"]}


@cache
def people() -> dict[str, str]:
    """Surname (or full name) of an office holder -> party."""
    return {row["name"]: row["party"] for row in table("actors/people")}
