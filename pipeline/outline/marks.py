"""Marks at the start of a line: bullets, dashes, numbers, letters, roman numerals.

A mark is read without context; where it has two readings ("(i)") both are kept, and the list
decides.
"""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import table
from pipeline.readers.flow import INSERTED

RUNNING = "1."
_MAX_MARK = 120
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_FORM = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
# Asterisks that close nothing are left from the emphasis around a number ("1.** ** The").
_NUMBER = re.compile(
    rf"(?:(\()?(\d{{1,3}}(?:\.\d{{1,2}}){{0,9}}){INSERTED}(?:\\?\.|\))(?:\*\*(?=\s))?"
    r"(?:\s+(?:(?:\*\*\s)?\*\*(?=\s))?\s*|(?=\[[^\^])|$))+"
)
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,9})\s+(?=[A-Z“\"])")
# "[(e) Promote …]": in a draft the item is in brackets, its mark and all.
_NOT_AGREED = re.compile(r"\[\s?(?=\(?\w{1,4}[.)]\s)")
_TIGHT = re.compile(r"(\d{1,3})\.(?=[A-Z][a-z]*\s)")
_LETTER = re.compile(r"(\()?([A-Za-z]{1,2}|[ivxlc]{1,7}|[IVXLC]{1,7})(\\?\.|\))(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its length with the blanks after it, and its readings (kind, value).

    Kinds: a glyph itself (`•`, `-`), or the form of an enumeration: `1.` `(1)` `1)` `1.1`
    `a.` `(a)` `A.` `i.` `(i)` `I.`. Glyphs have value 0.
    """

    length: int
    readings: tuple[tuple[str, int], ...]

    @property
    def is_glyph(self) -> bool:
        return self.readings[0][1] == 0


@cache
def strong_glyphs() -> str:
    """Glyphs that mark a list item wherever they open a line."""
    return "".join(r["glyph"] for r in table("outline/glyphs") if r["strong"] == "yes")


@cache
def _glyph_pattern() -> re.Pattern[str]:
    strong = re.escape(strong_glyphs())
    weak = re.escape("".join(r["glyph"] for r in table("outline/glyphs") if r["strong"] == "no"))
    return re.compile(rf"(?:[{strong}]\.?(?:\s+|(?=[^\s{strong}])|$)|[{weak}](?:\s+|$))+")


@cache
def _opens_mark() -> re.Pattern[str]:
    # What every mark begins with, and few other lines do.
    glyphs = re.escape("".join(r["glyph"] for r in table("outline/glyphs")))
    return re.compile(rf"[{glyphs}\[]|\(?(?:\d|[A-Za-z]{{1,7}}\\?[.)])")


def read_mark(text: str) -> Mark | None:
    """The mark at the start of a line without its outer blanks, None if it has none."""
    if not _opens_mark().match(text):
        return None
    head = text[:_MAX_MARK]
    glyph = _glyph_pattern().match(head)
    if glyph:
        kind = re.sub(r"[\s.]", "", glyph.group())
        return Mark(glyph.end(), ((kind, 0),))
    opened = _NOT_AGREED.match(head)
    if opened:
        inner = _numbered(head[opened.end() :]) or _lettered(head[opened.end() :])
        return Mark(opened.end() + inner.length, inner.readings) if inner else None
    return _numbered(head) or _lettered(head)


def _numbered(head: str) -> Mark | None:
    found = _NUMBER.match(head)
    if found:
        number = found[2]
        value = int(number.rsplit(".", 1)[-1])
        closing = found.group().rstrip("* \t\xa0")[-1]
        kind = "1.1" * ("." in number) or f"{'(' if found[1] else ''}1{closing}"
        return Mark(found.end(), ((kind, value),))
    decimal = _DECIMAL.match(head)
    if decimal:
        return Mark(decimal.end(), (("1.1", int(decimal[1].rsplit(".", 1)[-1])),))
    tight = _TIGHT.match(head)
    return Mark(tight.end(), (("1.", int(tight[1])),)) if tight else None


def _lettered(head: str) -> Mark | None:
    found = _LETTER.match(head)
    if not found:
        return None
    opening, letters = found[1] or "", found[2]
    closing = found[3].lstrip("\\")
    if opening and closing == ".":
        return None
    readings = []
    upper = letters.isupper()
    if len(letters) == 1 or (opening and len(set(letters.lower())) == 1):
        value = ord(letters[0].lower()) - 96 + 26 * (len(letters) - 1)
        readings.append((f"{opening}{'A' if upper else 'a'}{closing}", value))
    roman = roman_value(letters)
    if roman:
        readings.append((f"{opening}{'I' if upper else 'i'}{closing}", roman))
    return Mark(found.end(), tuple(readings)) if readings else None


def roman_value(letters: str) -> int:
    """Value of a roman numeral up to 399, 0 if it is none or of mixed case."""
    low = letters.lower()
    if letters not in (low, letters.upper()) or not _ROMAN_FORM.fullmatch(low.lstrip("c")):
        return 0
    values = [_ROMAN[c] for c in low]
    after = [*values[1:], 0]
    return sum(-v if v < nxt else v for v, nxt in zip(values, after, strict=True))
