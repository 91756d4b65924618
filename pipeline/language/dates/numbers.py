"""Numerals of English prose: their spans and their amounts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.lexicon import table


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral or a range of two; offsets into the text that was read.

    `amounts` is empty for a vague one ("hundreds of"); `currency` is the sign or code that
    stands before it, and then belongs to the span. `spelled` when no digit is in it.
    """

    start: int
    end: int
    amounts: tuple[Decimal, ...]
    currency: str | None
    spelled: bool


@cache
def _words(kind: str) -> dict[str, Decimal]:
    return {
        row["word"]: Decimal(row["amount"] or 0)
        for row in table("dates/numbers")
        if row["kind"] == kind
    }


def alternation(surfaces: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """A pattern that matches any of the surfaces, the longest first, blanks of any width."""
    longest = sorted(dict.fromkeys(surfaces), key=lambda s: (-len(s), s))
    return "|".join(re.escape(s).replace(r"\ ", r"\s{1,24}") for s in longest)


_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?!\d)(?:\.\d{1,9}|[¼½¾])?"
_FRACTIONS = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
# A number behind one of these is part of a longer token: "F-35", "3.2", "24/7".
_GLUED = frozenset(".,/+#’-")


_NUMBER = re.compile(r"[0-9]+")


@cache
def _spelled() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where a numeral in letters may begin: behind no letter, and at the start of a text.

    The first begins with the character before, of which a text has few that fit; that lets
    the engine skip the rest.
    """
    words = [*_words("magnitude"), *_words("number"), *_words("vague"), "tens", "half"]
    words += [word.capitalize() for word in words]
    rests: dict[str, list[str]] = {}
    for word in sorted(dict.fromkeys(words), key=lambda w: (-len(w), w)):
        rests.setdefault(word[0], []).append(word[1:])
    listed = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
    firsts = "".join(rests)
    return re.compile(rf"\W(?=[{firsts}])(?:{listed})(?!\w)"), re.compile(rf"(?:{listed})(?!\w)")


def _anchors(text: str, start: int, end: int) -> list[int]:
    """Where numerals may begin, in order."""
    behind, first = _spelled()
    found = [m.start() for m in _NUMBER.finditer(text, start, end)]
    found += [m.start() + 1 for m in behind.finditer(text, start, end)]
    if first.match(text, start, end) and not (start and _is_word(text[start - 1])):
        found.append(start)
    return sorted(found)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


@cache
def _signs() -> str:
    rows = [row["surface"] for row in table("dates/currencies") if row["position"] != "after"]
    return alternation(rows)


@cache
def _codes() -> str:
    """Codes that may tell whose dollar a sign means: "CAD $1.5 billion"."""
    rows = table("dates/currencies")
    return alternation([r["surface"] for r in rows if r["surface"] == r["code"]])


@cache
def _sign_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)((?:(?P<code>{_codes()})\s?)?(?:{_signs()}))\s{{0,24}}\Z")


@cache
def _sign_ends() -> frozenset[str]:
    """The last characters of currency signs, asked before the pattern is."""
    return frozenset(
        row["surface"][-1] for row in table("dates/currencies") if row["position"] != "after"
    )


def _sign(text: str, at: int, start: int) -> re.Match[str] | None:
    last = at - 1
    while last > start and text[last].isspace():
        last -= 1
    if last < start or text[last] not in _sign_ends():
        return None
    return _sign_before().search(text[max(start, last - 8) : at])


@cache
def _digits() -> re.Pattern[str]:
    magnitudes = alternation([*_words("magnitude")])
    digits = rf"{_DIGITS}(?:(?:\s{{1,24}}|-)?(?:{magnitudes})(?!\w))?"
    return re.compile(
        rf"(?P<digits>{digits})(?P<short>[mk](?!\w))?"
        rf"(?:(?:\s{{0,24}}[-–—]\s{{0,24}}|\s{{1,24}}to\s{{1,24}}(?=[\d$€£¥]))(?:(?:{_signs()})\s?)?(?P<last>{digits}))?",
        re.IGNORECASE,
    )


@cache
def _letters() -> re.Pattern[str]:
    magnitudes, words = alternation([*_words("magnitude")]), alternation([*_words("number")])
    vague = alternation([*_words("vague")])
    gap = r"\s{1,24}"
    return re.compile(
        rf"(?P<vague>(?:tens{gap}of{gap})?(?:{vague}){gap}of(?:{gap}(?:{vague}){gap}of)?)(?!\w)"
        rf"|(?P<letters>(?:{words})(?:(?:{gap}|-)(?:and{gap})?(?:{words}|{magnitudes})){{0,5}}"
        rf"|half{gap}a{gap}(?:{magnitudes})|(?P<one>{magnitudes}))(?!\w)",
        re.IGNORECASE,
    )


# "a million"
_A_BEFORE = re.compile(r"\ba\s{1,24}\Z")
_SPLIT = re.compile(r"([\d,.]+)([¼½¾]?)[\s-]*(\w*)")


def _digits_amount(surface: str) -> tuple[Decimal, Decimal]:
    """The number in digits and the magnitude behind it, 1 where there is none."""
    match = _SPLIT.match(surface)
    if match is None:
        raise ValueError(f"no number in {surface!r}")
    number = Decimal(match[1].replace(",", "")) + _FRACTIONS.get(match[2], Decimal(0))
    return number, _words("magnitude").get(match[3].lower(), Decimal(1))


def _letters_amount(surface: str) -> Decimal:
    """ "two hundred and fifty thousand" -> 250000, "half a million" -> 500000."""
    if surface.lower().startswith("half"):
        return _words("magnitude")[surface.split()[-1].lower()] / 2
    total, current = Decimal(0), Decimal(0)
    for word in re.split(r"[\s-]+", surface.lower()):
        if word in _words("magnitude"):
            scale = _words("magnitude")[word]
            current = (current or Decimal(1)) * scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
        else:
            current += _words("number").get(word, Decimal(0))
    return total + current


_SHORT = {"m": Decimal(1_000_000), "k": Decimal(1_000)}


def _amounts(match: re.Match[str]) -> tuple[Decimal, ...]:
    first, scale = _digits_amount(match["digits"])
    if match["short"]:
        scale = _SHORT[match["short"].lower()]
    if not match["last"]:
        return (first * scale,)
    last, last_scale = _digits_amount(match["last"])
    # "$1.5-2 billion": the magnitude stands once, for both.
    if scale == 1 and first < last:
        scale = last_scale
    return (first * scale, last * last_scale)


def _in_digits(text: str, at: int, start: int, end: int) -> Numeral | None:
    match = _digits().match(text, at, end)
    if match is None:
        return None
    sign = _sign(text, at, start)
    begin = at - len(sign[0]) if sign else at
    before = text[begin - 1] if begin > start else " "
    if before.isalnum() or before == "_" or before in _GLUED or (match["short"] and not sign):
        return None
    currency = (sign["code"] or sign[1]) if sign else None
    return Numeral(begin, match.end(), _amounts(match), currency, False)


def _in_letters(text: str, at: int, start: int, end: int) -> Numeral | None:
    match = _letters().match(text, at, end)
    if match is None or (at > start and text[at - 1] in _GLUED):
        return None
    if match["one"] and not _A_BEFORE.search(text[max(start, at - 26) : at]):
        return None
    amounts = (_letters_amount(match["letters"]),) if match["letters"] else ()
    return Numeral(at, match.end(), amounts, None, True)


def find(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Numerals in `text[start:end]`, in order. "m" and "k" count only behind a currency."""
    reached = start
    for at in _anchors(text, start, end):
        if at < reached:
            continue
        read = _in_digits if text[at].isdigit() else _in_letters
        numeral = read(text, at, start, end)
        if numeral:
            reached = numeral.end
            yield numeral


def is_number(word: str) -> bool:
    """Whether a word is a numeral in letters."""
    return word.lower() in _words("number")


def written(amount: Decimal) -> str:
    """The amount in plain digits: no exponent, no trailing zeros."""
    plain = format(amount.normalize(), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
