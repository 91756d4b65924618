"""The deadline of an act as EDTF (guideline section 6).

A date is the act's own only where it hangs on the act's verb or object: by a preposition, not
inside a purpose, a relative clause, an "including" list or a reduced clause ("announced in
January 2022"). What is not dated by the calendar ("over the next five years") has none.
"""

import re
from functools import cache
from itertools import pairwise
from typing import Final

from pipeline import edtf
from pipeline.lexicon import table

# How the words before a date bind it, the first that fits.
_HALF: Final = r"(?:(?:the|its)\s(?:\w+\s)?(?:end|close|conclusion|middle|start|beginning)\sof\s)?"
_FORMS: Final = (
    (
        "until",
        re.compile(
            rf"\b(?:by|before|until|till|through|prior to|(?:no|not) later than|up to|"
            rf"in advance of|through to|ahead of)\s(?:around\s|about\s)?{_HALF}(?:the\s|a\s)?\Z"
        ),
    ),
    (
        "until",  # `by the Union’s Summit in February 2025`
        re.compile(
            r"\b(?:by|before|ahead of|prior to)\s(?!\w{3,20}ing\b)(?:[\w’'.-]{1,30}\s){1,7}"
            r"(?:in|on)\s(?:the\s)?\Z"
        ),
    ),
    (
        "since",
        re.compile(
            r"\b(?:(?:beginning|starting|commencing|effective|with effect)(?:\s(?:in|on|from|with|"
            r"as of|as early as))?|from|as of|as from|as early as|after)\s(?:the\s)?\Z"
        ),
    ),
    (
        "at",
        re.compile(
            rf"\b(?:in|on|during|over|throughout|at|within|around|toward|towards|"
            rf"over the course of|in the course of|later in|in or around)\s{_HALF}(?:the\s)?\Z"
        ),
    ),
    (
        "at",
        re.compile(
            r"\b(?:scheduled|planned|slated|set|proposed|expected|targeted|envisaged|envisioned|"
            r"anticipated)\sfor\s(?:the\s)?\Z"
        ),
    ),
    ("at", re.compile(r"\b(?:session|meeting|summit|conference)\s\(\Z")),
    ("between", re.compile(r"\b(?:between|over the period|for the period|in the period)\s\Z")),
)
_YEARS: Final = re.compile(r"\d{4}\s?[–-]\s?\d{2,4}")
_FOR_FISCAL: Final = re.compile(r"\bfor\s\Z")
_JOINS: Final = re.compile(r"\s?(?:to|and|through|until|–|-)\s?\Z")
_ONWARDS: Final = re.compile(r"\s?(?:onwards?|and beyond|and onwards?)\b")
_LATEST: Final = re.compile(r",?\sat the (?:very )?latest\b")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


@cache
def _governors(kind: str) -> frozenset[str]:
    """Words of `lexicon/dates/governors.csv` by what they govern.

    takes to: "to V" behind it is what is promised, not what it is for · promises to, asks to:
    so is the first "to V", even where words stand between ("requests the Mechanism to present")
    · takes that: a that-clause behind it is its content · past promise: a past form whose content
    lies ahead; after any other past verb "in 2022" is when it was done · irregular past ·
    scheduled: takes "for" + date.
    """
    return frozenset(row["word"] for row in table("dates/governors") if row["governs"] == kind)


_WORDS: Final = re.compile(r"[A-Za-z][\w’'-]*|[,;:(]|[$€£¥]?\d[\w.,]*")
_RELATIVE: Final = frozenset({"that", "which", "who", "whose", "where", "when"})
_LISTS: Final = frozenset({"including"})
_BE: Final = _listed("be been being is are was were get have has had having")
_PREPOSITIONS: Final = _listed(
    "in at on by under during to for through with from of into within upon"
)
_FUNCTION: Final = _listed(
    "a an the to and or with in on at by for as that which of through from including its our "
    "their into under between where when while after before following if subject until via "
    "alongside among across such onwards onward beyond this these is are was will would shall "
    "within without per than but upon toward towards given so because both he she they we it"
)
_ING_NOUNS: Final = _listed("funding spending meeting training hearing building ceiling")
# Longer evidence is no sentence; the bound keeps a text without full stops linear.
MOST: Final = 4000
_NEXT: Final = re.compile(r"\s([a-z][\w’'-]*)")
_LAST: Final = re.compile(r"([A-Za-z][\w’'-]{0,60})\s\Z")

_YEAR: Final = re.compile(
    r"(?P<end>(?:the\s)?end\sof\s(?:the|this)\s(?:calendar\s)?year|year[’']s\send|year-end)"
    r"|(?P<decade>(?<=end\sof\s)(?:this|the)\sdecade)|(?<!the\s)(?P<next>\bnext\syear)(?![’']s)|(?P<this>\bthis\s(?:calendar\s)?year)(?![’']s)"
)


def _is_past(word: str) -> bool:
    return word in _governors("irregular past") or (
        word.endswith("ed") and word != "need" and len(word) > 4
    )


@cache
def _bases() -> frozenset[str]:
    lemmas = [row["lemma"] for row in table("acts/verbs")]
    british = [v[:-3] + "ise" for v in lemmas if v.endswith("ize")]
    return frozenset(["be", "have", "do", *lemmas, *british])


def _opens_aside(word: str, before: str, after: str) -> bool:
    """Whether the word begins a relative clause or a means."""
    if word in _RELATIVE:
        return before not in _governors("takes that") and after != "time"
    if word == "by":
        return after.endswith("ing") and len(after) > 5
    return (word == "as" and before == "such") or (
        word in ("build", "building") and after in ("on", "upon")
    )


def _zones(words: list[str]) -> tuple[bool, bool, bool, bool]:
    """Whether the words lead into (purpose, relative clause, list of examples, reduced clause)."""
    purpose = aside = reduced = listed = topics = False
    complement_due = bool(words) and words[0] in _governors("promises to") | _governors("asks to")
    for at, word in enumerate(words[1:], 1):
        before, after = words[at - 1], words[at + 1] if at + 1 < len(words) else ""
        if word == ",":
            reduced = topics = False
        elif word == "to" and (after in _bases() or after.endswith("ly")):
            purpose = purpose or not (complement_due or before in _governors("takes to"))
            complement_due = False
        elif _opens_aside(word, before, after):
            aside = True
        elif word in _LISTS:
            topics, listed = after in _PREPOSITIONS, listed or after not in _PREPOSITIONS
        elif word == "following":
            reduced = True
        elif _is_past(word) and after in _PREPOSITIONS:
            reduced = reduced or not _BE & set(words[max(0, at - 3) : at])
    return purpose, aside, listed or topics, reduced


def zones(before: str) -> tuple[bool, bool, bool]:
    """Where the end of `before`, the opening words of an act's evidence, stands.

    Whether in a purpose ("to V" that is not the promise), in a relative clause, list of
    examples or means, and in a reduced clause ("announced in …").
    """
    purpose, aside, listed, reduced = _zones(_lowered(before.rstrip()))
    return purpose, aside or listed, reduced


def _lowered(before: str) -> list[str]:
    """The words; names, which are no grammar, as empty strings."""
    found = _WORDS.findall(before)
    return [w.lower() if not at or not w[0].isupper() else "" for at, w in enumerate(found)]


def _modifies(text: str, end: int) -> bool:
    """Whether the date stands before a noun: "2050 net zero goals", "2005 levels"."""
    follows = _NEXT.match(text, end)
    if follows is None or follows[1] in _FUNCTION:
        return False
    return follows[1] in _ING_NOUNS or not follows[1].endswith(("ly", "ing"))


def _form(before: str, surface: str) -> str | None:
    for name, pattern in _FORMS:
        if pattern.search(before):
            return name
    spans = surface.lower().startswith(("fiscal", "financial", "fy")) or _YEARS.fullmatch(surface)
    return "at" if spans and _FOR_FISCAL.search(before) else None


def _is_done(words: list[str], *, ahead: bool) -> bool:
    """Whether the evidence tells a past deed, so that "in 2022" is when it was done.

    After "announced the creation of …" the date may be either; `ahead` (known to lie after
    the document) settles it.
    """
    first = words[0] if words else ""
    if not _is_past(first) or ahead or words[:2] == ["looked", "forward"]:
        return False
    if first not in _governors("past promise"):
        return True
    return not any(
        word in ("will", "shall") or (word == "to" and after in _bases())
        for word, after in pairwise(words[1:])
    )


def _last(words: list[str], of: frozenset[str]) -> int:
    """Index of the last of the words that is one of these, else their number."""
    return next((at for at in range(len(words) - 1, -1, -1) if words[at] in of), len(words))


def _belongs(before: str, form: str, *, ahead: bool) -> bool:
    """Whether a date bound by `form` after the words `before` dates the act itself."""
    words = _lowered(before.rstrip())
    purpose, aside, listed, reduced = _zones(words)
    if words and words[-1] == "," and form in ("until", "since"):
        return True
    # `protect land, including lakes and coasts, by 2030`: the date is that of the whole.
    whole = form == "until" and "," in words[_last(words, _LISTS) :]
    aside = aside or (listed and not whole)
    if aside or (form in ("at", "since") and _is_done(words, ahead=ahead)):
        return False
    if form in ("at", "between"):
        last = words[-1] if words else ""
        attached = (
            _is_past(last) and not _BE & set(words[-4:-1]) and last not in _governors("scheduled")
        )
        return not (purpose or reduced or attached)
    return form == "since" or not purpose


_BINDING: Final = re.compile(
    r"\b(?:by|before|until|till|through|prior|no|not|up|in|ahead|beginning|starting|commencing|"
    r"effective|with|from|as|after|on|during|over|throughout|at|within|around|toward|towards|"
    r"later|for|between|to|or|the|its|a|of|effect|than|early|advance|about|course|and|"
    r"end|close|conclusion|middle|start|period)\s\Z"
)


def _without_binding(before: str) -> str:
    """The text in front of the preposition that binds a date."""
    match = _BINDING.search(before)
    while match:
        before = before[: match.start()]
        match = _BINDING.search(before)
    return before


def _closed(form: str, value: str, tail: str) -> str:
    if form != "until" and _ONWARDS.match(tail):
        return edtf.since(value)
    if form == "until" or _LATEST.match(tail):
        return edtf.until(value)
    return edtf.since(value) if form == "since" else value


def _ranged(text: str, first: edtf.Expression, second: edtf.Expression | None) -> str | None:
    """ "from 2024 to 2026", "between 2024 and 2026": the interval of both; None otherwise."""
    if second is None or first.edtf is None or second.edtf is None:
        return None
    if not _JOINS.fullmatch(text[first.end : second.start]):
        return None
    both = f"{first.edtf.partition('/')[0]}/{second.edtf.rpartition('/')[2]}"
    return both if edtf.valid(both) else None


def _dated(text: str, document_date: str | None) -> list[edtf.Expression]:
    """Calendar expressions, and "this year" and the like where a document date anchors them."""
    found = list(edtf.find(text, document_date=document_date)) if edtf.may_date(text) else []
    if document_date is not None and ("year" in text or "decade" in text):
        year = int(document_date[:4])
        for match in _YEAR.finditer(text):
            value = str(year + 1 if match["next"] else year)
            if match["decade"]:
                value = str(year // 10 * 10 + 9)
            found.append(edtf.Expression(match.start(), match.end(), value))
    return sorted(found, key=lambda e: e.start)


def _past(value: str, document_date: str | None) -> bool:
    """Whether the date lies wholly before the document's, and so cannot be a deadline."""
    end = edtf.interval_end(value)
    return document_date is not None and end is not None and end < document_date


def _relative_form(text: str, one: edtf.Expression) -> str | None:
    """ "this year" needs no preposition: it is when the act is to be done."""
    return "at" if text[one.start :].startswith(("this", "next")) else None


def deadline(evidence: str, document_date: str | None) -> str | None:
    """EDTF of the deadline in an act's evidence; None where the text dates nothing.

    `document_date` is the ISO date the document states (not one from a file name): it anchors
    "by the end of the year" and drops dates that were past by then.
    """
    text = " ".join(evidence.split())[:MOST]
    found = _dated(text, document_date)
    for at, one in enumerate(found):
        before = text[: one.start]
        form = _form(before, text[one.start : one.end]) or _relative_form(text, one)
        if form is None or one.edtf is None or _modifies(text, one.end):
            continue
        if _past(one.edtf, document_date):
            continue
        ahead = document_date is not None and not edtf.valid(f"{one.edtf[:4]}/{document_date}")
        if not _belongs(_without_binding(before), form, ahead=ahead):
            continue
        both = _ranged(text, one, found[at + 1] if at + 1 < len(found) else None)
        if form in ("since", "between") and both:
            return both
        return _closed(form, one.edtf, text[one.end :])
    return None
