"""Calendar expressions of English prose, read into EDTF.

EDTF here is the subset the guideline's section 6 uses: a year, month or day (`2024`,
`2024-06`, `2024-06-14`), or an interval of two of them, either side of which may be open
(`../2025`, `2026/..`, `2024-06-10/2024-06-12`). What is vaguer than its year (seasons,
"early 2024") is given as the year; quarters, halves and decades are intervals.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

OPEN: Final = ".."


@dataclass(frozen=True, slots=True)
class Expression:
    """A calendar expression: offsets into the text that was read, and its EDTF.

    `edtf` is None where the expression names no year and none may be supplied. `named` is where
    the calendar name itself begins, behind "early" or "the first half of".
    """

    start: int
    end: int
    edtf: str | None
    named: int = -1

    def __post_init__(self) -> None:
        if self.named < 0:
            object.__setattr__(self, "named", self.start)


def _split(words: str) -> list[str]:
    return words.split()


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTHS: Final = _split(
    "January February March April May June July August September October November December"
)
_ABBREVIATED: Final = {
    "Jan": 1,
    "Feb": 2,
    "Mar": 3,
    "Apr": 4,
    "Jun": 6,
    "Jul": 7,
    "Aug": 8,
    "Sept": 9,
    "Sep": 9,
    "Oct": 10,
    "Nov": 11,
    "Dec": 12,
}
_MONTH_NUMBER: Final = {
    **{name.lower(): n for n, name in enumerate(_MONTHS, 1)},
    **{name.lower(): n for name, n in _ABBREVIATED.items()},
}
# Months are read in title case or capitals only: "may" and "march" are verbs.
_FULL: Final = "|".join([*_MONTHS, *(name.upper() for name in _MONTHS)])


def _tails() -> str:
    """The months' names without their first letters, as an alternation."""
    names = [*_MONTHS, *(name.upper() for name in _MONTHS)]
    return "|".join(dict.fromkeys(name[1:] for name in names))


def _short_tails() -> str:
    return "|".join(dict.fromkeys(name[1:] for name in _ABBREVIATED))


_ANY: Final = rf"(?:{_FULL}|(?:{'|'.join(_ABBREVIATED)})\b\.?)"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
_TH: Final = r"(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:1[5-9]|20|21)\d\d"
# A line wrap with its indentation may stand between two words; the bound keeps it linear.
_GAP: Final = r"\s{1,24}"
_SPAN: Final = rf"(?:\s{{0,24}}[-–—]\s{{0,24}}|{_GAP}(?:to|and|through|until){_GAP})"
_OF_YEAR: Final = rf"(?:,?{_GAP}(?P<y>{_YEAR})(?!\d))?"
_CLEAR: Final = r"(?<![\w$€£¥.,/+#–-])"

_DAY_FIRST: Final = re.compile(
    rf"{_CLEAR}(?P<d1>{_DAY}){_TH}"
    rf"(?:{_GAP}(?P<m0>{_ANY}))?(?:{_SPAN}(?P<d2>{_DAY}){_TH})?(?:{_GAP}of)?"
    rf"{_GAP}(?P<m1>{_ANY})(?!\w){_OF_YEAR}"
)
_DAY_OF_MONTH: Final = re.compile(
    rf"{_CLEAR}(?P<d1>{_DAY}){_TH}(?:{_GAP}of)?{_GAP}(?P<m1>{_ANY})(?!\w){_OF_YEAR}"
)
_MONTH_FIRST: Final = re.compile(
    rf"(?<!\w)(?P<m1>{_ANY}){_GAP}(?P<d1>{_DAY}){_TH}(?!\w)"
    rf"(?:{_SPAN}(?:(?P<m2>{_ANY}){_GAP})?(?P<d2>{_DAY}){_TH}(?!\w))?{_OF_YEAR}"
)
_MONTH_YEAR: Final = re.compile(
    rf"(?<!\w)(?:(?:[Ee]arly|[Mm]id|[Ll]ate)(?:{_GAP}|-))?(?P<m1>{_ANY})(?:{_SPAN}(?P<m2>{_ANY}))?"
    rf"(?:{_GAP}of)?,?{_GAP}(?P<y>{_YEAR})(?!\w)"
)
# A class of first letters lets the engine skip text that holds no month.
_MONTH_ALONE: Final = re.compile(rf"[JFMASOND](?<!\w\w)(?<=[\s-].)(?:{_tails()})(?![\w’'-])")
_MONTH_NAME: Final = re.compile(rf"[JFMASOND](?:{_tails()}|{_short_tails()})(?!\w)")
_YEAR_DIGITS: Final = re.compile(rf"{_YEAR}(?!\d)")
_BEFORE_MONTH: Final = _listed(
    "in by since until last next this early late mid during through before"
)
_ISO: Final = re.compile(rf"{_CLEAR}(?P<y>{_YEAR})([-/.])(?P<m>\d\d)\2(?P<d>\d\d)(?![\w-])")
_NUMERIC: Final = re.compile(rf"{_CLEAR}(?P<a>\d\d?)([./])(?P<b>\d\d?)\2(?P<y>{_YEAR})(?![\w/-])")
_YEARS: Final = re.compile(
    r"(?<![\w$€£¥.,/+#–])(?<![^a-z]-)"
    rf"(?:(?P<vague>(?:[Ee]arly|[Mm]id|[Ll]ate|EARLY|MID|LATE)(?:[\s-]to[\s-](?:mid|late))?)"
    rf"(?:{_GAP}|-))?"
    rf"(?:(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:{_GAP}of)?,?{_GAP})?"
    rf"(?:(?P<part>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ll]atter)"
    rf"{_GAP}(?P<unit>quarter|half){_GAP}of{_GAP}|Q(?P<q>[1-4])(?:{_GAP}of)?{_GAP})?"
    rf"(?P<fiscal>(?:[Ff]iscal|[Ff]inancial|FISCAL){_GAP}[Yy]ears?{_GAP}|FYs?\s{{0,24}})?"
    rf"(?P<y>{_YEAR})(?:(?P<decade>[’']?s)|[-–—/](?P<y2>{_YEAR}|\d\d))?(?![\w%]|[.,]\d|-\d|/\d)"
)
_SHORT_FISCAL: Final = re.compile(
    r"(?<!\w)FYs?\s{0,24}[’']?(?P<y>\d\d)(?:[-–—/](?P<y2>\d\d))?(?![\w%]|[.,]\d)"
)


def _month(name: str) -> int:
    return _MONTH_NUMBER[name.rstrip(".").lower()]


def _day(year: int, month: int, day: int) -> str | None:
    """ISO day, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _interval(first: str | None, last: str | None) -> str | None:
    if first is None or last is None or last < first:
        return None
    return first if first == last else f"{first}/{last}"


# A day without its year is taken from the document's year only this near to the document's
# date; farther off it may as well be last year's or next year's.
_NEAR_DAYS: Final = 120


def _supplied_year(month: int, day: int, document_date: str | None) -> int | None:
    if document_date is None or len(document_date) < 7:
        return None
    try:
        told = date.fromisoformat(
            document_date if len(document_date) > 7 else document_date + "-15"
        )
        meant = date(told.year, month, day)
    except ValueError:
        return None
    return told.year if abs((meant - told).days) <= _NEAR_DAYS else None


def _days(match: re.Match[str], document_date: str | None) -> str | None:
    """EDTF of a match with d1, m1 and, where they stand, d2, m0 or m2, and y."""
    found = match.groupdict()
    first_month = _month(found.get("m0") or found["m1"])
    last_month = _month(found.get("m2") or found["m1"])
    first_day = int(found["d1"])
    last_day = int(found.get("d2") or first_day)
    year = int(found["y"]) if found["y"] else None
    if year is None:
        year = _supplied_year(first_month, first_day, document_date)
        if year is None:
            return None
    return _interval(_day(year, first_month, first_day), _day(year, last_month, last_day))


def _day_first(text: str, start: int, end: int, told: str | None) -> Iterator[Expression]:
    for match in _DAY_FIRST.finditer(text, start, end):
        # "28 June 1 July": a second month without its own day is another date.
        if match["m0"] and not match["d2"]:
            single = _DAY_OF_MONTH.match(text, match.start(), end)
            if single:
                yield Expression(single.start(), single.end(), _days(single, told))
            continue
        yield Expression(match.start(), match.end(), _days(match, told))


def _month_first(text: str, start: int, end: int, told: str | None) -> Iterator[Expression]:
    for match in _MONTH_FIRST.finditer(text, start, end):
        yield Expression(match.start(), match.end(), _days(match, told))


def _month_year(text: str, start: int, end: int) -> Iterator[Expression]:
    for match in _MONTH_YEAR.finditer(text, start, end):
        first = f"{match['y']}-{_month(match['m1']):02d}"
        last = f"{match['y']}-{_month(match['m2'] or match['m1']):02d}"
        yield Expression(match.start(), match.end(), _interval(first, last), match.start("m1"))


def _month_alone(text: str, start: int, end: int, told: str | None) -> Iterator[Expression]:
    for match in _MONTH_ALONE.finditer(text, start, end):
        number = _MONTH_NUMBER.get(match[0].lower())
        before = _WORD_BEFORE.search(text[max(0, match.start() - 48) : match.start()])
        if number is None or not before or before[1].lower() not in _BEFORE_MONTH:
            continue
        year = _supplied_year(number, 15, told)
        yield Expression(match.start(), match.end(), f"{year}-{number:02d}" if year else None)


def _numeric(text: str, start: int, end: int) -> Iterator[Expression]:
    for match in _ISO.finditer(text, start, end):
        edtf = _day(int(match["y"]), int(match["m"]), int(match["d"]))
        if edtf:
            yield Expression(match.start(), match.end(), edtf)
    for match in _NUMERIC.finditer(text, start, end):
        edtf = _numeric_day(int(match["a"]), match[2], int(match["b"]), int(match["y"]))
        if edtf:
            yield Expression(match.start(), match.end(), edtf)


def _numeric_day(first: int, mark: str, second: int, year: int) -> str | None:
    """The day of "28.02.2020" or "2/28/2020"; None where slashes leave the order open."""
    if mark == ".":
        return _day(year, second, first)
    if first > 12:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 or first == second else None


_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "latter": 2}


def _part(match: re.Match[str]) -> str | None:
    """Months of a quarter or half as an interval; None where there is neither."""
    if match["q"]:
        length, number = 3, int(match["q"])
    elif match["part"]:
        length = 3 if match["unit"] == "quarter" else 6
        number = min(_ORDINALS[match["part"].lower()], 12 // length)
    else:
        return None
    last = number * length
    return f"{match['y']}-{last - length + 1:02d}/{match['y']}-{last:02d}"


def _years_edtf(match: re.Match[str]) -> str | None:
    year = match["y"]
    if match["decade"]:
        return f"{year}/{int(year) + 9}"
    if match["y2"]:
        last = match["y2"] if len(match["y2"]) == 4 else year[:2] + match["y2"]
        return _interval(year, last)
    return _part(match) or year


# After these words a number of four digits is a label, not a year.
_LABELLED: Final = _listed(
    "resolution resolutions no number page room paragraph law act order directive section"
)
# After these a year is one even before a capital: "in 2022 Japan will …".
_PREPOSITIONS: Final = _listed(
    "in by since until till through before after during from beyond starting beginning"
)
_LOWER_BEFORE: Final = frozenset({"the", "a", "our", "and", "of", "on", "for", "to", "between"})
_WORD_BEFORE: Final = re.compile(r"([\w.]{1,24})[\s-]\s{0,24}\Z")
# "1966 (2010)", "Dialogue (ABC) 2022": the year belongs to the name before it.
_IN_NAME: Final = re.compile(r"(?:\d\s{0,24}\(|\)\s{1,24})\Z")
# Not behind a blank line.
_WORD_AFTER: Final = re.compile(
    r"(?:[^\S\n]{1,24}(?:\n[^\S\n]{0,24})?|\n[^\S\n]{0,24})([A-Za-z][\w-]*)"
)


def _is_year(text: str, end: int, match: re.Match[str]) -> bool:
    """Whether four digits are a year that stands free of a name.

    "the 2012 Realignment Plan" and "Vision 2030" are names (guideline section 7), "2000
    troops" counts.
    """
    if match["fiscal"] or match["season"] or match["vague"] or match["part"] or match["q"]:
        return True
    context = text[max(0, match.start() - 48) : match.start()]
    if _IN_NAME.search(context):
        return False
    head = _WORD_BEFORE.search(context)
    before = head[1] if head else ""
    lowered = before.rstrip(".").lower()
    if lowered in _LABELLED:
        return False
    if match["decade"] or match["y2"] or lowered in _PREPOSITIONS:
        return True
    if before[:1].isupper() and lowered not in _LOWER_BEFORE:
        return False
    tail = _WORD_AFTER.match(text, match.end(), min(end, match.end() + 48))
    after = tail[1] if tail else ""
    if int(match["y"]) % 100 == 0 and after.islower():
        return False
    return not after[:1].isupper()


def _named(match: re.Match[str]) -> int:
    """Where the quarter, season, fiscal year or year begins."""
    if match["q"]:
        return match.start()
    if match["unit"] == "quarter":
        return match.start("part")
    return match.start(next(k for k in ("season", "fiscal", "y") if match[k]))


def _years(text: str, start: int, stop: int, end: int) -> Iterator[Expression]:
    for match in _YEARS.finditer(text, start, stop):
        edtf = _years_edtf(match)
        if edtf and _is_year(text, end, match):
            yield Expression(match.start(), match.end(), edtf, _named(match))


def _around(
    anchor: re.Pattern[str], before: int, after: int, text: str, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """The stretches around an anchor's matches, merged; the patterns need read nothing else."""
    left = right = -1
    for match in anchor.finditer(text, start, end):
        if left >= 0 and match.start() - before <= right:
            right = min(end, match.end() + after)
            continue
        if left >= 0:
            yield left, right
        left, right = max(start, match.start() - before), min(end, match.end() + after)
    if left >= 0:
        yield left, right


def _found(text: str, start: int, end: int, told: str | None) -> Iterator[Expression]:
    months = list(_around(_MONTH_NAME, 96, 120, text, start, end))
    if months:
        yield from _month_alone(text, start, end, told)
    for left, right in months:
        yield from _month_first(text, left, right, told)
        yield from _day_first(text, left, right, told)
        yield from _month_year(text, left, right)
    for left, right in _around(_YEAR_DIGITS, 96, 16, text, start, end):
        yield from _numeric(text, left, right)
        yield from _years(text, left, right, end)
    if text.find("FY", start, end) < 0:
        return
    for match in _SHORT_FISCAL.finditer(text, start, end):
        edtf = _interval("20" + match["y"], "20" + (match["y2"] or match["y"]))
        yield Expression(match.start(), match.end(), edtf)


def may_date(text: str) -> bool:
    """Whether a text may hold a calendar expression: without a year, a month or a fiscal year it
    holds none."""
    return bool(_YEAR_DIGITS.search(text) or _MONTH_NAME.search(text)) or "FY" in text


def find(
    text: str, start: int = 0, end: int | None = None, document_date: str | None = None
) -> tuple[Expression, ...]:
    """Calendar expressions in `text[start:end]`, in order, never overlapping.

    Offsets are code points into `text`. The span leaves out article and preposition. A day or
    month without its year gets one only from a nearby `document_date` (ISO, at least a month).
    "today", durations and centuries are none (guideline section 7).
    """
    stop = len(text) if end is None else end
    dated = _YEAR_DIGITS.search(text, start, stop) or _MONTH_NAME.search(text, start, stop)
    if dated is None and text.find("FY", start, stop) < 0:
        return ()
    return _disjoint(list(_found(text, start, stop, document_date)))


def _disjoint(found: list[Expression]) -> tuple[Expression, ...]:
    """The expressions in order; of two that overlap the longer stays."""
    if len(found) < 2:
        return tuple(found)
    kept: list[Expression] = []
    for one in sorted(found, key=lambda e: (e.start, -e.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return tuple(kept)


_POINT: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@cache
def _bounds(point: str) -> tuple[str, str] | None:
    """First and last ISO day of a year, month or day; None where it is no such thing."""
    match = _POINT.fullmatch(point)
    if not match or match[1] == "0000":
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    last_month = month if match[2] else 12
    last_day = day if match[3] else monthrange(year, last_month)[1]
    return f"{match[1]}-{month:02d}-{day:02d}", f"{match[1]}-{last_month:02d}-{last_day:02d}"


def valid(edtf: str) -> bool:
    """Whether `edtf` is a date or interval of the subset, its days real, its ends in order."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _bounds(first) is not None
    if first == OPEN or last == OPEN:
        return first != last and _bounds(last if first == OPEN else first) is not None
    start, stop = _bounds(first), _bounds(last)
    return start is not None and stop is not None and start[0] <= stop[1]


def _require(edtf: str) -> None:
    if not valid(edtf):
        raise ValueError(f"{edtf!r} is no EDTF date or interval of the guideline's subset")


def interval_end(edtf: str) -> str | None:
    """Last ISO day of an EDTF date or interval, None where it is open.

    `../2025` -> `2025-12-31`, `2024-02` -> `2024-02-29`, `2026/..` -> None. Raises ValueError
    for anything `valid` refuses.
    """
    _require(edtf)
    last = edtf.rpartition("/")[2]
    bounds = _bounds(last)
    return bounds[1] if bounds else None


def until(edtf: str) -> str:
    """The open interval that ends with `edtf`: `2025` -> `../2025`."""
    return f"{OPEN}/{edtf.rpartition('/')[2]}"


def since(edtf: str) -> str:
    """The open interval that begins with `edtf`: `2026` -> `2026/..`."""
    return f"{edtf.partition('/')[0]}/{OPEN}"
