"""Division words of treaties, drafts and declarations: "Article 3", "Annex I", "Option 1:"."""

import re

from pipeline.outline.words import is_caps, is_title_case, ranks

_MAX_WORDS = 22
_MAX_DIVISION_WORDS = 60
_CHOICE_RANK = 5
_NUMBER = (
    r"(?:\d{1,3}|-)/[A-Z]+\.\d{1,3}|\d{1,3}(?:\s?(?:bis|ter|quater))?|[IVXLC]{1,7}|[A-Z]|\([a-z]\)"
)
_DIVISION = re.compile(rf"(\w+)(?:\s+(?:No\.\s*)?({_NUMBER})(?!\w))?\s*([.:–—-]|$)?\s*")
_ANNEXES = ("annex", "appendix", "attachment")
_RUN_IN = re.compile(r"\s[–—]\s+[A-Z“]")
_NOT_AGREED = re.compile(r"^\[([^\[\]]{1,40})\](?=\s|$)")
_IN_BRACKETS = re.compile(r"\{[^{}]*\}|\([^()]*\)")


def division_form(line: str) -> str | None:
    """The class of the division whose heading a line is, None for any other line.

    The class is the word, of choices with "1" or "A" behind it ("option 1"), since lettered
    choices stand inside a numbered one. A sentence may name an article, too: without
    punctuation after the number, only the bare division, one in brackets or in title case counts.
    """
    line = line.replace("*", "")
    if line[:1] == "[":
        line = _NOT_AGREED.sub(r"\1", line)
    found = _DIVISION.match(line)
    if not found or found[1].casefold() not in ranks("divisions", "word"):
        return None
    word, number = found[1].casefold(), found[2]
    rest = line[found.end() :].rstrip()
    if found[1][0].islower() or len(rest.split()) > _MAX_DIVISION_WORDS or ". " in rest:
        return None
    if number and rank(word) >= _CHOICE_RANK:
        kind = "1" if number[0].isdigit() else "A"
        return f"{word} {kind}" if _is_choice(rest) else None
    return word if _is_title(word, number, found[3], rest) else None


def opens_choice(line: str) -> bool:
    """Whether a line begins as a choice does, whatever follows the number ("Option 2: No …")."""
    found = _DIVISION.match(line[:40])
    if not found or not found[2] or found[1].casefold() not in ranks("divisions", "word"):
        return False
    return rank(found[1].casefold()) >= _CHOICE_RANK


def rank(form: str) -> int:
    """How far out a class of divisions stands: parts before articles before choices."""
    return ranks("divisions", "word")[form.partition(" ")[0]]


def is_choice(form: str) -> bool:
    """Whether a class is that of alternatives in a draft ("Option 1:")."""
    return rank(form) >= _CHOICE_RANK


def _is_choice(rest: str) -> bool:
    # "Option 1: {No text}" is a heading, "Option 1: Each Party shall communicate …" is the text.
    if not rest or _IN_BRACKETS.fullmatch(rest):
        return True
    words = rest.split()
    return len(words) <= _MAX_WORDS and is_title_case(words) and rest[-1] not in ".;,]"


def _is_title(word: str, number: str | None, mark: str | None, rest: str) -> bool:
    words = rest.split()
    if rest.endswith(".") and _RUN_IN.search(rest):
        return False
    if number and not rest:
        return True
    if number and (mark or is_caps(rest) or _IN_BRACKETS.fullmatch(rest)):
        short = len(words) <= _MAX_WORDS and not rest.endswith(".")
        return short or (rank(word) > 0 and mark in (".", ":"))
    if word in _ANNEXES and not rest:
        return True
    if word in _ANNEXES and rest.startswith("to "):
        return is_title_case(words) and rest[-1] not in ".;:,"
    if number or mark == ":":
        return bool(rest) and is_title_case(words) and not rest.endswith((".", ";"))
    return False
