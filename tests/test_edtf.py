"""Calendar expressions to EDTF, and the arithmetic of the subset."""

import calendar
import re
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import edtf


def read(text: str, document_date: str | None = None) -> list[tuple[str, str | None]]:
    found = edtf.find(text, document_date=document_date)
    return [(text[e.start : e.end], e.edtf) for e in found]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("met on 28 February 2020 in Rome", "28 February 2020", "2020-02-28"),
        ("met on July 28, 2024, in Tokyo", "July 28, 2024", "2024-07-28"),
        ("JULY 28, 2024", "JULY 28, 2024", "2024-07-28"),
        ("after September 11, 2001.", "September 11, 2001", "2001-09-11"),
        ("Sept. 9, 2021", "Sept. 9, 2021", "2021-09-09"),
        ("the 14th of June 2024", "14th of June 2024", "2024-06-14"),
        ("held June 10-12, 2024", "June 10-12, 2024", "2024-06-10/2024-06-12"),
        ("on 21 and 22 May 2024", "21 and 22 May 2024", "2024-05-21/2024-05-22"),
        ("June 28 – July 1, 2024", "June 28 – July 1, 2024", "2024-06-28/2024-07-01"),
        ("28 June to 1 July 2024", "28 June to 1 July 2024", "2024-06-28/2024-07-01"),
        ("in June\n  2018", "June\n  2018", "2018-06"),
        ("June–July 2024", "June–July 2024", "2024-06/2024-07"),
        ("in late January 2024", "late January 2024", "2024-01"),
        ("in early 2024", "early 2024", "2024"),
        ("in late\n    January 2024", "late\n    January 2024", "2024-01"),
        ("in early\n            2024", "early\n            2024", "2024"),
        ("an act of 1961\n\nBy the authority", "1961", "1961"),
        ("by mid-2024", "mid-2024", "2024"),
        ("in the 2030s", "2030s", "2030/2039"),
        ("in fiscal year 2024", "fiscal year 2024", "2024"),
        ("in FY25", "FY25", "2025"),
        ("in FY 2023-24", "FY 2023-24", "2023/2024"),
        ("in the spring of 2024", "spring of 2024", "2024"),
        ("the first quarter of 2024", "first quarter of 2024", "2024-01/2024-03"),
        ("in Q3 2025", "Q3 2025", "2025-07/2025-09"),
        ("the second half of 2025", "second half of 2025", "2025-07/2025-12"),
        ("the Plan for 2021–2025", "2021–2025", "2021/2025"),
        ("on 2024-06-10", "2024-06-10", "2024-06-10"),
        ("on 28.02.2020", "28.02.2020", "2020-02-28"),
        ("on 6/14/2024", "6/14/2024", "2024-06-14"),
        ("the tsunami of 2004. Today", "2004", "2004"),
        ("both 2050 net zero goals", "2050", "2050"),
        ("the post-2020 world", "2020", "2020"),
    ],
)
def test_expression(text: str, span: str, value: str) -> None:
    assert read(text) == [(span, value)]


@pytest.mark.parametrize(
    "text",
    [
        "$2022 for 2,022 people and 2022.5",
        "the 2012 Realignment Plan and Vision 2030",
        "the 2012\n    Realignment Plan and Vision\n            2030",
        "resolution 1966 (2010)",
        "resolution 1966\r\n(2010)",
        "2000 troops",
        "on 5/6/2024",
        "the march of events may go on",
        "today, in two years, the 21st century",
        "paragraph 2019",
    ],
)
def test_no_expression(text: str) -> None:
    assert read(text) == []


def test_a_day_without_its_year_is_never_given_one_without_an_anchor() -> None:
    assert read("on June 14 in Rome") == [("June 14", None)]
    assert read("on June 14 in Rome", "2021-06-13") == [("June 14", "2021-06-14")]
    assert read("on January 15", "2021-12-20") == [("January 15", None)]
    assert read("on June 14", "2021") == [("June 14", None)]


def test_a_day_the_calendar_lacks_has_no_value() -> None:
    assert read("on February 30, 2021") == [("February 30, 2021", None)]


@pytest.mark.parametrize(
    ("value", "end"),
    [
        ("../2025", "2025-12-31"),
        ("2022", "2022-12-31"),
        ("2026/..", None),
        ("2024-02", "2024-02-29"),
        ("../2020-04-15", "2020-04-15"),
        ("2024-06-10/2024-06-12", "2024-06-12"),
    ],
)
def test_interval_end(value: str, end: str | None) -> None:
    assert edtf.interval_end(value) == end


@pytest.mark.parametrize(
    "value", ["", "..", "../..", "2024-13", "2023-02-29", "2025/2024", "soon", "24", "2024-2"]
)
def test_refused(value: str) -> None:
    assert not edtf.valid(value)
    with pytest.raises(ValueError, match="no EDTF"):
        edtf.interval_end(value)


_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
_WRITTEN = ["{d} {m} {y}", "{m} {d}, {y}", "{d} {M} {y}", "{m} {d} {y}"]


@given(_DAYS, st.sampled_from(_WRITTEN))
def test_any_written_day_is_read(day: date, form: str) -> None:
    month = calendar.month_name[day.month]
    text = form.format(d=day.day, m=month, M=month.upper(), y=day.year)
    assert read(f"held on {text} in Rome") == [(text, day.isoformat())]


@given(_DAYS, _DAYS)
def test_intervals_close_and_open(first: date, last: date) -> None:
    assert edtf.interval_end(edtf.until(last.isoformat())) == last.isoformat()
    assert edtf.interval_end(edtf.since(first.isoformat())) is None
    assert edtf.valid(f"{first}/{last}") == (first <= last)


_PIECES = st.sampled_from(
    [
        "June",
        "14",
        "2024",
        ",",
        "-",
        "–",
        "to",
        "and",
        "of",
        "early",
        "FY",
        "2030s",
        "Q1",
        "the",
        "may",
        "March",
        "5",
        "31",
        "/",
        ".",
        "(",
        ")",
        "\n",
        "$",
        "10",
    ]
)


@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_found_expressions_are_disjoint_and_valid(text: str) -> None:
    found = edtf.find(text)
    for before, after in pairwise(found):
        assert before.end <= after.start
    for one in found:
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert one.edtf is None or edtf.valid(one.edtf)
        assert one.edtf is None or re.search(r"\d", text[one.start : one.end])


@pytest.mark.parametrize("piece", ["June ", "2022 ", "1 ", "10-", "1 June and ", "FY "])
def test_reading_takes_time_in_proportion(piece: str) -> None:
    def seconds(text: str) -> float:
        begun = time.process_time()
        edtf.find(text)
        return time.process_time() - begun

    small = min(seconds(piece * 2_000) for _ in range(3))
    assert min(seconds(piece * 20_000) for _ in range(3)) < 40 * small + 0.2
