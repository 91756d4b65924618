"""The cue verbs and inner nouns of guideline section 4, looked up."""

from functools import cache
from typing import NamedTuple

from pipeline.language.acts.kept import kept
from pipeline.language.acts.morphology import singular
from pipeline.lexicon import table


class Cue(NamedTuple):
    """A cue verb or phrase. `force` is None for directives. `kind`: speech, adoption, tasking,
    founding, intent, endorsement, expressive, assertive, directive."""

    lemma: str
    force: int | None
    kind: str


class InnerNoun(NamedTuple):
    """A noun under a cue that may lower its force; `reason` is why it then is no commitment."""

    noun: str
    force: int
    reason: str | None


@cache
def _verbs() -> dict[str, Cue]:
    return {
        row["lemma"]: Cue(row["lemma"], int(row["force"]) if row["force"] else None, row["kind"])
        for row in table("acts/cues")
    }


@cache
def _phrases() -> dict[tuple[str, ...], Cue]:
    return {
        tuple(row["phrase"].split()): Cue(
            row["phrase"], int(row["force"]) if row["force"] else None, row["kind"]
        )
        for row in table("acts/cue_phrases")
    }


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _phrases())


@cache
def _nouns() -> dict[str, InnerNoun]:
    return {
        row["noun"]: InnerNoun(row["noun"], int(row["force"]), row["reason"] or None)
        for row in table("acts/inner_nouns")
    }


def american(lemma: str) -> str:
    """The American spelling under which the tables list a verb."""
    return lemma[:-3] + "ize" if lemma.endswith("ise") and len(lemma) > 5 else lemma


@kept
def verb(lemma: str) -> Cue | None:
    """The cue a verb lemma is, or None."""
    known = _verbs()
    found = known.get(lemma) or known.get(american(lemma))
    if found is None and lemma.startswith("re-"):
        # `re-affirm` is `reaffirm`, `re-emphasize` a kind of `emphasize`.
        return verb("re" + lemma[3:]) or verb(lemma[3:])
    return found


def is_speech(lemma: str) -> bool:
    """Whether the verb is a cue that reports or performs a statement, not a mere deed."""
    cue = verb(lemma)
    return cue is not None and cue.kind not in ("founding", "assertive")


def phrase(words: tuple[str, ...]) -> tuple[Cue, int] | None:
    """The longest cue phrase that the (lemmatised first word and following) words begin with,
    and its length in words."""
    if not words or words[0] not in _first_words():
        return None
    for length in (4, 3, 2):
        cue = _phrases().get(words[:length])
        if cue:
            return cue, min(length, len(words))
    return None


@kept
def inner_noun(word: str) -> InnerNoun | None:
    """The inner noun a lower-case word (singular or plural) is, or None."""
    return _nouns().get(word) or _nouns().get(singular(word))


@cache
def words_of(name: str, column: str) -> frozenset[str]:
    """One column of a lexicon table of acts as a set."""
    return frozenset(row[column] for row in table(f"acts/{name}"))


@cache
def frames() -> dict[str, list[list[str]]]:
    """Frame verbs (guideline section 3) -> what may stand behind each to make a longer frame
    (`forces` of `join forces`), the longest first."""
    found: dict[str, list[list[str]]] = {}
    for row in table("acts/frame_verbs"):
        verb, *rest = row["frame"].split()
        found.setdefault(verb, []).append(rest)
    return {
        verb: sorted([rest for rest in longer if rest], key=len, reverse=True)
        for verb, longer in found.items()
    }
