"""The closing formula of agreements: "Done at Paris this twelfth day of December 2015"."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from pipeline import edtf
from pipeline.lexicon import table
from pipeline.model import Node

_OPENS: Final = re.compile(r"\W{0,4}(?:Done|DONE|Signed|SIGNED|Adopted|ADOPTED|Given|GIVEN)\s")
_LENGTH: Final = 240
# A body may open so, too ("Adopted in 2015, the Agenda …"): only the last nodes close.
_CLOSING_NODES: Final = 60
_DAY_OF: Final = re.compile(
    r"(?:this|the|on)\s+([\w-]+)\s+day\s+of\s+(\w+)\s*,?\s+(?:in the year\s+)?([\w\s,-]{4,60})",
    re.I,
)
_DIGITS: Final = re.compile(r"\d{1,2}(?=st|nd|rd|th|$)")


def formula_date(text: str, nodes: Sequence[Node]) -> str | None:
    """The day of the last closing formula, ISO; None without one."""
    for node in reversed(nodes[-_CLOSING_NODES:]):
        said = text[node.start : min(node.end, node.start + _LENGTH)]
        if _OPENS.match(said):
            day = _spelt(said) or _written(said)
            if day:
                return day
    return None


def _written(said: str) -> str | None:
    days = (e.edtf for e in edtf.find(said) if e.edtf)
    return next((day for day in days if len(day) == 10), None)


def _spelt(said: str) -> str | None:
    found = _DAY_OF.search(said)
    if not found:
        return None
    month = _months().get(found[2].casefold())
    day, year = _day(found[1].casefold()), _year(found[3].casefold())
    iso = f"{year:04d}-{month:02d}-{day:02d}" if month and day and year else ""
    return iso if edtf.valid(iso) else None


@cache
def _months() -> dict[str, int]:
    names = [row["month"].casefold() for row in table("outline/months")][:12]
    return {name: number for number, name in enumerate(names, 1)}


@cache
def _amounts(name: str) -> dict[str, int]:
    return {row["word"]: int(row["amount"]) for row in table(name) if row["amount"]}


def _day(word: str) -> int:
    """ "13th", "twelfth", "twenty-first" -> its number; 0 for no day."""
    digits = _DIGITS.match(word)
    if digits:
        return int(digits[0])
    tens, _, ones = word.rpartition("-")
    return _amounts("dates/numbers").get(tens, 0) + _amounts("outline/ordinals").get(ones, 0)


def _year(words: str) -> int:
    """ "2024", "two thousand and fifteen", "nineteen hundred and ninety-one" -> the year."""
    digits = re.match(r"\d{4}\b", words)
    if digits:
        return int(digits[0])
    total = part = 0
    for word in re.split(r"[\s-]+", words):
        amount = _amounts("dates/numbers").get(word)
        if amount is None:
            if word != "and":
                break
        elif amount >= 1000:
            total, part = (part or 1) * amount, 0
        elif amount == 100:
            part *= amount
        else:
            part += amount
    return total + part
