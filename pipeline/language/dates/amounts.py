"""Sums of money and counted or measured quantities (guideline section 7)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.language.dates import numbers
from pipeline.lexicon import table


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Amount:
    """A MONEY or QUANTITY expression: offsets, label, and amount with its unit.

    `value` reads "USD 2300000000" or "97 %"; a range "10/15 %"; None for "hundreds of tons".
    """

    start: int
    end: int
    label: str
    value: str | None


# A hyphen or blanks; a line may be wrapped there and the next one indented.
_GAP = r"(?:-|\s{0,24})"


@cache
def _currencies() -> dict[str, str]:
    return {row["surface"].lower(): row["code"] for row in table("dates/currencies")}


@cache
def _units() -> dict[str, str]:
    return {row["surface"]: row["unit"] for row in table("dates/units")}


@cache
def _deliverables() -> frozenset[str]:
    return frozenset(row["noun"] for row in table("dates/deliverables"))


@cache
def _uncounted() -> dict[str, str]:
    """Nouns that are not counted, and why."""
    return {row["noun"]: row["why"] for row in table("dates/uncounted")}


def _is_uncounted(word: str, amount: Decimal) -> bool:
    why = _uncounted().get(_singular(word))
    return why is not None and (why != _FEW or amount < _MANY)


@cache
def _labels() -> frozenset[str]:
    return frozenset(row["word"] for row in table("dates/labels"))


@cache
def _currency_after() -> re.Pattern[str]:
    surfaces = [r["surface"] for r in table("dates/currencies") if r["position"] != "before"]
    return re.compile(rf"{_GAP}({numbers.alternation(surfaces)})(?!\w)")


@cache
def _unit_after() -> re.Pattern[str]:
    return re.compile(rf"{_GAP}({numbers.alternation([*_units()])})(?!\w)")


def _folded(surface: str) -> str:
    return " ".join(surface.split())


def _value(numeral: numbers.Numeral, unit: str, *, first: bool = False) -> str | None:
    if not numeral.amounts or not unit:
        return None
    amount = "/".join(numbers.written(a) for a in numeral.amounts)
    return f"{unit} {amount}" if first else f"{amount} {unit}"


def _money(text: str, numeral: numbers.Numeral, end: int) -> Amount | None:
    if numeral.currency:
        code = _currencies()[_folded(numeral.currency).lower()]
        return Amount(numeral.start, numeral.end, "MONEY", _value(numeral, code, first=True))
    after = _currency_after().match(text, numeral.end, end)
    if not after:
        return None
    code = _currencies()[_folded(after[1]).lower()]
    return Amount(numeral.start, after.end(), "MONEY", _value(numeral, code, first=True))


def _measured(text: str, numeral: numbers.Numeral, end: int) -> Amount | None:
    after = _unit_after().match(text, numeral.end, end)
    if not after:
        return None
    unit = _units().get(_folded(after[1]), "")
    return Amount(numeral.start, after.end(), "QUANTITY", _value(numeral, unit))


# Of people who take part a crowd is counted ("2,000 participants"), a round is not.
_FEW = "who takes part in small number"
_MANY = 100
_WORD = re.compile(r"(,?\s{1,24})((?:[A-Z]\.)+|[A-Za-z][\w’'-]*)")
_AND = re.compile(r"\s{1,24}and(?=\s)")
_MOST_WORDS = 8
_STOPS = _listed(
    "of in on at to for from by with as per than or but if that which who whose where when while "
    "is are was were be been being has have had will would can could may might shall should must "
    "already also now not only more less each every a an the this these those its their our his "
    "her across within under over through during into onto upon about around between among until "
    "since after before afterwards towards always perhaps including annually worldwide globally so "
    "ages aged"
)
_PLURALS = _listed(
    "people men women children personnel troops aircraft staff police alumni faculty spacecraft"
)
_NOT_PLURAL = ("ss", "us", "is", "’s", "'s")


def _plural(word: str) -> bool:
    low = word.lower()
    return low in _PLURALS or (len(low) > 3 and low.endswith("s") and not low.endswith(_NOT_PLURAL))


def _singular(word: str) -> str:
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def _head(text: str, start: int, end: int, amount: Decimal) -> tuple[int, int] | None:
    """Where the plural noun stands that the words from `start` on lead to; None if not counted."""
    at, found = start, None
    for count in range(_MOST_WORDS):
        word = _WORD.match(text, at, end)
        if not word or word[2].lower() in _STOPS or numbers.is_number(word[2]):
            break
        if not count and (word[1].startswith(",") or word[2] == "and"):
            break
        if found is not None and (word[1].startswith(",") or not _runs_on(found, word)):
            break
        if _plural(word[2].rstrip("’'")):
            if _is_uncounted(word[2].rstrip("’'"), amount):
                return None
            found = word if _plural(word[2]) else found
        at = word.end()
    if found is None:
        return None
    return found.start(2), _with_second(text, found.end(), end)


def _with_second(text: str, at: int, end: int) -> int:
    """Where two nouns counted together end: "100 cities and municipalities | across it"."""
    joint = _AND.match(text, at, end)
    second = _WORD.match(text, joint.end(), end) if joint else None
    if second is None or not _plural(second[2]) or second[2][0].isupper():
        return at
    after = _WORD.match(text, second.end(), end)
    closed = after is None or after[1].startswith(",") or after[2].lower() in _STOPS
    return second.end() if closed else at


def _runs_on(found: re.Match[str], word: re.Match[str]) -> bool:
    """Whether the head is still to come: "20 General Atomics MQ-9B drones"."""
    return _plural(word[2]) or (found[2][0].isupper() and word[2][0].isupper())


_BEFORE = re.compile(r"([\w.’'-]{1,24})\s{1,24}\Z")
# Words that may begin a sentence before a count; any other capital before a number is a name.
_OPENERS = _listed(
    "the a an our its their these those all some over nearly almost about around approximately "
    "roughly in with at by from of for to and another up more than only just as through "
    "including provide provided deliver delivered"
)


def _labelled(text: str, at: int) -> bool:
    """Whether the number at `at` numbers the word before it ("Article 5", "Boeing 737")."""
    match = _BEFORE.search(text[max(0, at - 60) : at])
    if not match:
        return False
    word = match[1].rstrip(".")
    if word.lower() in _labels():
        return True
    if word.endswith(("’s", "'s", "’")) or text[at].islower():
        return False  # "the firm Acrow’s 186 bridges", "sell Australia three submarines"
    return word[:1].isupper() and word.lower() not in _OPENERS


_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


def _may_count(text: str, numeral: numbers.Numeral) -> bool:
    """Whether a plural noun behind the numeral can be what it counts."""
    if not numeral.amounts or numeral.amounts[0] <= 1 or numeral.amounts[0] % 1:
        return False
    surface = text[numeral.start : numeral.end]
    return not _YEAR_LIKE.fullmatch(surface) or surface.endswith("00")


def _counted(text: str, numeral: numbers.Numeral, end: int) -> Amount | None:
    """A number and the noun it counts: "484 million safe and effective vaccine doses".

    Who takes part is not counted ("115 countries"), nor are durations; a small number in
    letters counts only what is delivered ("four submarines", not "two sides").
    """
    if not _may_count(text, numeral) or _labelled(text, numeral.start):
        return None
    head = _head(text, numeral.end, end, numeral.amounts[0])
    if head is None:
        return None
    unit = _folded(text[head[0] : head[1]].lower())
    small = numeral.spelled and numeral.amounts[0] < 1000
    if small and _singular(unit) not in _deliverables():
        return None
    return Amount(numeral.start, head[1], "QUANTITY", _value(numeral, unit))


def find(text: str, start: int, end: int) -> Iterator[Amount]:
    """MONEY and QUANTITY in `text[start:end]`, in order. "over", "about", "at least" stay out."""
    for numeral in numbers.find(text, start, end):
        found = (
            _money(text, numeral, end)
            or _measured(text, numeral, end)
            or _counted(text, numeral, end)
        )
        if found:
            yield found
