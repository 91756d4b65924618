"""Deadlines of acts (guideline section 6)."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import edtf
from pipeline.language import annotation, load
from pipeline.language.acts.deadlines import deadline


@pytest.mark.parametrize(
    ("evidence", "value"),
    [
        ("will open a consulate by 2025", "../2025"),
        ("will open a consulate by the end of 2021", "../2021"),
        ("will report no later than 15 April 2020", "../2020-04-15"),
        ("will report before 1 July 2024", "../2024-07-01"),
        ("will open a consulate in early 2024", "2024"),
        ("aim to open a consulate in mid-2024", "2024"),
        ("will launch in 2022 an academy for engineers", "2022"),
        ("will hold annual talks beginning in 2026", "2026/.."),
        ("intend to do research to curb emissions from 2022", "2022/.."),
        ("will fund the programme through 2026", "../2026"),
        ("will install the turbines between 2024 and 2026", "2024/2026"),
        ("is scheduled for June 2025", "2025-06"),
        ("will meet on 5 May 2022", "2022-05-05"),
        ("agreed to conclude the talks by the first quarter of 2026", "../2026-03"),
        ("intends to deliver the first boat in the late 2030s", "2030/2039"),
        ("requests the panel to present its report by 15 May 2020", "../2020-05-15"),
        ("will be completed by 15 May 2020", "../2020-05-15"),
        ("commit to net zero by 2050 at the latest", "../2050"),
        ("will revise the rules, including for small firms, by 15 May 2023", "../2023-05-15"),
        ("announced an increase in spending by 2033", "../2033"),
        ("will provide $10 million for fiscal year 2024", "2024"),
        ("will advance the reform by 2030 and beyond", "../2030"),
        ("agreed to draw up a plan by the Union’s Summit in May 2025", "../2025-05"),
    ],
)
def test_deadline(evidence: str, value: str) -> None:
    assert deadline(evidence, None) == value


@pytest.mark.parametrize(
    "evidence",
    [
        "will deepen cooperation through the committee announced in January 2022",
        "committed to the basic tenets of the 2012 Realignment Plan",
        "will work toward 2050 net zero goals",
        "recalls its resolution of 22 December 2010",
        "will launch a set of initiatives to keep citizens safe through 2030",
        "announced an upgrade, including the stationing of a unit by 2025",
        "will build a plant that will make a million doses by 2025",
        "signed a memorandum on research in May 2022",
        "launched the partnership in May 2021 to help firms",
        "announced this effort in September 2021",
        "will attend a meeting to be held in 2023",
        "will cut emissions from 2005 levels",
        "will build on the outcomes of the summit in 2021",
        "will strengthen reading by opening 20 schools by 2026",
        "will act before the end of the year",
        "will act by next year",
        "will spend it over the next five years",
        "will not open a consulate",
    ],
)
def test_no_deadline(evidence: str) -> None:
    assert deadline(evidence, None) is None


def test_a_stated_document_date_anchors_the_year_and_nothing_finer() -> None:
    assert deadline("will act before the end of the year", "2021-03-12") == "../2021"
    assert deadline("will act by next year", "2021-03-12") == "../2022"
    assert deadline("will launch a dialogue this year", "2021-03-12") == "2021"
    assert deadline("will spend it over the next year", "2021-03-12") is None
    assert deadline("will spend it over the next five years", "2021-03-12") is None


def test_a_decade_ends_with_its_last_year() -> None:
    said = "intend to build the ship before the end of this decade"
    assert deadline(said, "2023-03-13") == "../2029"
    assert deadline(said, None) is None


def test_what_was_past_by_the_document_is_no_deadline() -> None:
    assert deadline("will renew the accord of the summit in 2019", "2021-03-12") is None
    assert deadline("announced a summit in 2022", "2021-03-12") == "2022"


_PIECES = st.sampled_from(
    [
        "will",
        "to",
        "by",
        "in",
        "from",
        "2024",
        "and",
        "build",
        "announced",
        "June",
        "14,",
        "including",
        "that",
        "which",
        "through",
    ]
)


@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_a_deadline_is_valid_edtf(evidence: str) -> None:
    found = deadline(evidence, None)
    assert found is None or edtf.valid(found)


def test_labelled_acts(shared: Path) -> None:
    hit = gold_count = found_count = 0
    for file in sorted((shared / "gold").glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        for act in gold["acts"]:
            # Acts without a theme were not coded field by field.
            if act["theme"] is None:
                continue
            found = deadline(act["text"], gold["document"]["date"])
            hit += found is not None and found == act["deadline"]
            gold_count += act["deadline"] is not None
            found_count += found is not None
    assert hit >= 0.9 * gold_count
    assert hit >= 0.9 * found_count


def test_dated_commitments_of_the_corpus(shared: Path) -> None:
    """`deadlines.csv` was read by eye: the commitment at an offset, its deadline, the words."""
    with (Path(__file__).parent / "deadlines.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    nlp, right = load(), 0
    for document in dict.fromkeys(row["document"] for row in rows):
        path = next((shared / "corpus").glob(f"*/{document}.txt"))
        acts = annotation.acts(nlp(path.read_text(encoding="utf-8")))
        for row in (row for row in rows if row["document"] == document):
            at = int(row["at"])
            here = [a for a in acts if a.is_commitment and a.start <= at < a.end]
            found = min(here, key=lambda a: a.end - a.start, default=None)
            right += found is not None and (found.deadline or "") == row["deadline"]
    assert len(rows) >= 40
    assert right >= 0.86 * len(rows)
