"""English word forms from the verb table: which verb a word may be, and in which form.

No tagger: a word has readings, and the grammar decides by its neighbours.
"""

from functools import cache
from typing import Final, NamedTuple

from pipeline.language.acts.kept import kept
from pipeline.lexicon import table

BASE, THIRD, PAST, PARTICIPLE, GERUND = "base", "third", "past", "participle", "gerund"
_VOWELS: Final = "aeiou"
# Participles that have become prepositions: never a gerund here.
_PREPOSITIONAL: Final = frozenset(
    "including regarding concerning following according pending notwithstanding during".split()
)


class Verb(NamedTuple):
    """A verb of the table. `noun_share` is how often the bare word follows a determiner or
    preposition rather than `to`, a modal or a subject: 0.0 never a noun, 1.0 always."""

    lemma: str
    noun_share: float


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return lemma + "ing"


def _spellings(lemma: str) -> tuple[str, ...]:
    """The British spelling beside the American one."""
    if lemma.endswith("ize"):
        return (lemma, lemma[:-3] + "ise")
    return (lemma,)


@cache
def _readings() -> dict[str, dict[str, Verb]]:
    forms: dict[str, dict[str, Verb]] = {}
    for row in table("acts/verbs"):
        noun_share = float(row["noun_share"])
        for lemma in _spellings(row["lemma"]):
            verb = Verb(lemma, noun_share)
            past = row["past"].split() or [_past(lemma)]
            participle = row["participle"].split() or [_past(lemma)]
            gerund = row["gerund"].split() or [_gerund(lemma)]
            named = [(lemma, BASE), (_third(lemma), THIRD)]
            named += [(f, PAST) for f in past] + [(f, PARTICIPLE) for f in participle]
            named += [(f, GERUND) for f in (*gerund, _gerund(lemma))]
            for form, tag in named:
                if form in _PREPOSITIONAL:
                    continue
                readings = forms.setdefault(form, {})
                held = readings.get(tag)
                if held is None or len(lemma) > len(held.lemma):
                    readings[tag] = verb
    return forms


NO_READINGS: Final[dict[str, Verb]] = {}


def verb_forms() -> frozenset[str]:
    """All forms of the verbs of the table."""
    return frozenset(_readings())


@kept
def readings(word: str) -> dict[str, Verb]:
    """Form -> verb for a lower-case word; empty for a word that no verb of the table has.

    A hyphenated prefix is looked through (`co-hosted`, `re-opens`).
    """
    forms = _readings()
    found = forms.get(word)
    if found is None and "-" in word:
        prefix, _, rest = word.partition("-")
        if prefix in ("co", "re", "pre", "de", "out") and rest in forms:
            return {tag: Verb(f"{prefix}-{verb.lemma}", 0.0) for tag, verb in forms[rest].items()}
    return found if found is not None else NO_READINGS


def lemma_of(word: str, form: str) -> str | None:
    """The lemma if `word` can be a verb in this form, else None."""
    verb = readings(word).get(form)
    return verb.lemma if verb else None


@cache
def _deverbal() -> dict[str, str]:
    return {row["noun"]: row["verb"] for row in table("acts/deverbal_nouns")}


def singular(noun: str) -> str:
    """A rough singular, good enough for the look-up tables of nouns."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


@kept
def verb_of_noun(noun: str) -> str | None:
    """The verb that a deverbal noun names (`cooperation` -> `cooperate`), or None."""
    nouns = _deverbal()
    return nouns.get(noun) or nouns.get(singular(noun))
