"""Short lines that name a date, a place or an office holder."""

import re

from pipeline.outline.words import (
    has_finite_verb,
    has_more_words,
    head_words,
    phrases,
    plain,
    plain_line,
    words_of,
)

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_MAX_DATE_WORDS = 12
_MAX_WORDS = 14


def is_date(line: str) -> bool:
    """Whether a short line states a date, with a place before or after it or without."""
    if has_more_words(line, _MAX_DATE_WORDS) or not _YEAR.search(line):
        return False
    words = head_words(line)
    bare = [plain(w) for w in words]
    months = words_of("months", "month")
    parts = [w for b in bare for w in re.split(r"[-–—/]", b)]
    rest = [w for w in parts if w and not w[0].isdigit() and w not in months]
    return any(p in months for p in parts) and len(rest) <= 5 and not has_finite_verb(words)


def is_date_or_place(line: str) -> bool:
    """The same, or a bare place ("Jeddah, Saudi Arabia")."""
    if is_date(line):
        return True
    words = head_words(line)
    raised = all(w[0].isupper() or w == "and" or w == "of" for w in words)
    return 2 <= len(words) <= 6 and "," in line and raised and line[-1] not in ".;:,"


def is_attribution(line: str) -> bool:
    """Whether a short line names an office holder, as below a quotation or a signature line."""
    if has_more_words(line, _MAX_WORDS):
        return False
    return plain_line(line).startswith(phrases("person_titles", "title"))
