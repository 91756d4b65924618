"""Who is meant by a title of office: who held it by the document's date, or nobody (issue 4)."""

from pathlib import Path

import pytest

from pipeline import outline
from pipeline.language.mentions import find
from pipeline.language.mentions.holders import held
from pipeline.model import Metadata
from pipeline.outline.metadata import metadata
from pipeline.readers import read
from tests.language.mentions.helpers import paragraph

STATE = "U.S. Department of State"


def holders(text: str, date: str | None = None, issuer: str | None = None) -> list[tuple]:
    found = held(text, find(text, paragraph(text)), Metadata(date=date, issuer=issuer))
    return [(text[m.start : m.end], m.holder, m.holder_rule) for m in found if m.label == "ROLE"]


@pytest.mark.parametrize(
    ("text", "date", "issuer", "expected"),
    [
        (
            "On this day the Secretary will meet with them.",
            "2022-03-28",
            STATE,
            ("person_antony-blinken", "office_table"),
        ),
        (
            "On this day the Secretary of State will meet with them.",
            "2022-03",
            "The White House",
            ("person_antony-blinken", "office_table"),
        ),
        # The term began on the 26th: in that month nobody held the office all the time.
        ("On this day the Secretary will meet with them.", "2021-01", STATE, (None, None)),
        ("On this day the Secretary will meet with them.", None, STATE, (None, None)),
        ("On this day the Secretary will meet with them.", "2022-03-28", None, (None, None)),
        ("Later a Secretary will meet with them.", "2022-03-28", STATE, (None, None)),
        (
            "They thanked the U.S. President for it.",
            "1962-06-20",
            None,
            ("person_john-f-kennedy", "office_table"),
        ),
        (
            "They thanked the Prime Minister of Australia for it.",
            "1980-03-21",
            None,
            ("person_malcolm-fraser", "office_table"),
        ),
        ("They thanked the Prime Minister of Fiji for it.", "1980-03-21", None, (None, None)),
    ],
)
def test_the_office_table_tells_who_held_it(
    text: str, date: str | None, issuer: str | None, expected: tuple
) -> None:
    assert holders(text, date, issuer)[0][1:] == expected


def test_a_name_beside_the_title_comes_first() -> None:
    text = "Secretary of Defense Austin and Prime Minister of Fiji, Ada Velmora, spoke at length."
    assert [h[1:] for h in holders(text, "2022-03-28", STATE)] == [
        ("person_lloyd-j-austin-iii", "bearer"),
        ("PERSON:ada-velmora", "bearer"),
    ]


def test_whom_the_text_gave_the_title_is_meant_later_and_not_before() -> None:
    text = (
        "The Minister of Mines left. Minister of Mines Ada Velmora spoke. Then the Minister left."
    )
    assert [h[1:] for h in holders(text)] == [
        (None, None),
        ("PERSON:ada-velmora", "bearer"),
        ("PERSON:ada-velmora", "document"),
    ]


def test_two_bearers_of_one_title_leave_it_open() -> None:
    text = "President Velmora met President Brintus of Fiji. Then the President spoke to them."
    assert holders(text)[-1][1:] == (None, None)


def test_the_issuers_own_and_a_guest_leave_it_open() -> None:
    text = "Today President Brintus of Fiji came to us. Then the President spoke to them."
    assert holders(text, "2022-03-28", "The White House")[-1][1:] == (None, None)


def test_full_and_family_name_are_one_person_across_documents(shared: Path) -> None:
    keys = set()
    for name in ("000_cb6815964ed6d868", "001_8af14cf4e6a3eb2c"):
        data = next((shared / "seeds").glob(f"{name}*")).read_bytes()
        source = read("seed.txt", data)
        nodes = outline.parse(source)
        about, _ = metadata(source, nodes, {}, "")
        for mention in held(source.text, find(source.text, nodes), about):
            if mention.label == "PERSON" and mention.name.endswith(("Austin", "Austin III")):
                keys.add(mention.key)
    assert keys == {"person_lloyd-j-austin-iii"}


def test_a_statement_of_the_department_of_state(shared: Path) -> None:
    data = (shared / "corpus/us_state/state_2022-07-06_fs-g20.txt").read_bytes()
    source = read("fs.txt", data)
    nodes = outline.parse(source)
    about = Metadata(date="2022-07-06", issuer=STATE)
    found = held(source.text, find(source.text, nodes), about)
    told = {source.text[m.start : m.end]: m.holder for m in found if m.label == "ROLE"}
    assert told["Secretary"] == "person_antony-blinken"


def test_a_short_title_tells_the_secretary_by_name() -> None:
    (secretary,) = holders("On this day Secretary Austin will meet with them at length.")
    assert secretary[1:] == ("person_lloyd-j-austin-iii", "bearer")
