"""What softens an act: "could", "where possible", "subject to …" (guideline sections 3 and 6)."""

import re
from functools import cache

from pipeline.language.acts.deadlines import MOST, zones
from pipeline.lexicon import table


@cache
def _kinds() -> dict[str, str]:
    return {row["phrase"]: row["kind"] for row in table("acts/hedges")}


@cache
def _pattern() -> re.Pattern[str]:
    longest = sorted(_kinds(), key=lambda phrase: (-len(phrase), phrase))
    # In lower case only: "May" is a month.
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})(?![\w-])")


_CONDITION_ENDS = re.compile(r"[,;:.)–—](?:\s|\Z)|\s\(")
_BE = re.compile(r"\b(?:be|being|is|are|was|were|not)\s\Z")
# "shall be subject to review" states a rule; only these make the promise depend on something.
_DEPENDS = re.compile(r"availab|appropriat|approval|ratification|funding")
_LONG = re.compile(r"\b(?:as long|as soon|as much)\s\Z")
_NOMINAL = re.compile(r"\b(?:the|a|its|their|most|more|less|very|subject to)\s\Z")


def _condition(text: str, start: int, head_end: int) -> str:
    """The condition to its end: "subject to the availability of funds"."""
    end = _CONDITION_ENDS.search(text, head_end + 1)
    return text[start : end.start() if end else len(text)]


def hedge(evidence: str) -> str | None:
    """The first words that soften the act itself, as they stand; None where nothing does.

    A modal inside a purpose or a relative clause ("so that it may …") softens something else;
    so does whatever stands in an "including" list.
    """
    text = " ".join(evidence.split())[:MOST]
    for match in _pattern().finditer(text):
        before = text[: match.start()]
        kind = _kinds()[match[0]]
        purpose, aside, _ = zones(before)
        if aside or (kind == "modal" and (purpose or "so that " in before)):
            continue
        if kind == "adverb" and _NOMINAL.search(before):
            continue
        if kind == "phrase" and _LONG.search(before):
            continue
        if kind != "condition":
            return match[0]
        condition = _condition(text, match.start(), match.end())
        if not _BE.search(before) or _DEPENDS.search(condition):
            return condition
    return None
