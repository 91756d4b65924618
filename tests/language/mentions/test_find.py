"""What is a name and what is not (guideline section 7), on sentences of our own."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.mentions import find
from pipeline.model import Node
from tests.language.mentions.helpers import marked, mentions, paragraph


def test_title_person_and_country_stand_apart() -> None:
    text = "U.S. Secretary of Defense Jane Q. Miller III met Japan Minister of Defense Tanaka Ken."
    assert marked(text) == [
        ("COUNTRY", "U.S."),
        ("ROLE", "Secretary of Defense"),
        ("PERSON", "Jane Q. Miller III"),
        ("COUNTRY", "Japan"),
        ("ROLE", "Minister of Defense"),
        ("PERSON", "Tanaka Ken"),
    ]


def test_an_office_of_a_body_is_one_title_and_of_a_country_is_not() -> None:
    assert marked("the President of the Security Council and the President of Fiji spoke") == [
        ("ROLE", "President of the Security Council"),
        ("ROLE", "President"),
        ("COUNTRY", "Fiji"),
    ]


def test_plural_titles_are_no_names() -> None:
    assert marked("The Ministers and Leaders met the Foreign Ministers of both sides.") == []


def test_a_long_form_and_its_acronym_are_two_mentions_of_one_entity() -> None:
    text = "The Coastal Zone Working Group (CZWG) met. The CZWG will report."
    found = mentions(text)
    assert [m.label for m in found] == ["FORUM"] * 3
    assert len({m.key for m in found}) == 1
    assert [m.form for m in found] == ["name", "acronym", "acronym"]


def test_the_documents_own_definition_comes_before_the_tables() -> None:
    text = "The Water and Health Organization (WHO) met. The WHO will report."
    assert len({m.key for m in mentions(text)}) == 1
    assert "world" not in mentions(text)[0].key


def test_a_quoted_short_form_names_what_stands_before_it() -> None:
    text = "The Pacific Reef Mechanism (“Mechanism”) began. The budget of the Mechanism grew."
    assert [(m.label, m.key) for m in mentions(text)] == [("FORUM", mentions(text)[0].key)] * 3


def test_a_capitalised_head_stands_for_the_last_name_with_it() -> None:
    text = "The Joint Reef Council met. Later the Council adopted its budget; councils often do."
    found = mentions(text)
    assert [text[m.start : m.end] for m in found] == ["Joint Reef Council", "Council"]
    assert found[0].key == found[1].key


def test_the_alliance_is_the_one_named_before() -> None:
    text = "The U.S.-Japan Alliance is strong. The Alliance and NATO cooperate."
    first, second, third = mentions(text)
    assert first.key == second.key != third.key
    assert third.party == "NATO"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Article V of the Mutual Security Treaty applies",
            "Article V of the Mutual Security Treaty",
        ),
        ("under Article 5 they act", "Article 5"),
        ("recalling resolution 1966 (2010) on this", "resolution 1966 (2010)"),
        ("a Memorandum of Understanding on fisheries", "Memorandum of Understanding"),
        ("the 2019 Reef Action Plan says", "2019 Reef Action Plan"),
        ("a Declaration on the Future of Reefs was read", "Declaration on the Future of Reefs"),
    ],
)
def test_agreements(text: str, expected: str) -> None:
    assert marked(text)[0] == ("AGREEMENT", expected)


def test_the_treaty_is_nested_in_the_article() -> None:
    text = "under Article V of the Mutual Security Treaty"
    assert [text[m.start : m.end] for m in mentions(text)] == [
        "Article V of the Mutual Security Treaty",
        "Mutual Security Treaty",
    ]


def test_direction_and_country_are_a_place_with_the_country_in_it() -> None:
    assert marked("They trained in northern Australia.") == [
        ("PLACE", "northern Australia"),
        ("COUNTRY", "Australia"),
    ]


def test_nothing_is_marked_inside_a_name() -> None:
    assert marked("Troops of U.S. Forces Japan left.") == [("UNIT", "U.S. Forces Japan")]


def test_possessors_and_hyphens_leave_the_name() -> None:
    assert marked("Japan’s Southwest Islands and ASEAN-led U.S.-Japan talks") == [
        ("COUNTRY", "Japan"),
        ("PLACE", "Southwest Islands"),
        ("ORG", "ASEAN"),
        ("COUNTRY", "U.S."),
        ("COUNTRY", "Japan"),
    ]


def test_the_policy_of_an_alliance_is_an_agreement_and_of_a_state_is_not() -> None:
    assert ("AGREEMENT", "Reef Policy") in marked("They endorsed NATO’s Reef Policy.")
    assert ("LAWPOL", "Reef Policy") in marked("They endorsed Japan’s Reef Policy.")


def test_departments_named_together() -> None:
    text = "The U.S. Departments of State and the Treasury will act. State will report."
    assert marked(text) == [
        ("ORG", "U.S. Departments of State"),
        ("ORG", "Treasury"),
        ("ORG", "State"),
    ]
    assert {m.party for m in mentions(text)} == {"USA"}


def test_ships_and_types() -> None:
    assert marked("The USS Norton (DDG 999) and two F-99s sailed.") == [
        ("SYSTEM", "USS Norton"),
        ("SYSTEM", "DDG 999"),
        ("SYSTEM", "F-99s"),
    ]


def test_capabilities_are_found_without_capitals() -> None:
    assert marked("including command and control (C2) and maritime security") == [
        ("CAPABILITY", "command and control"),
        ("CAPABILITY", "C2"),
        ("CAPABILITY", "maritime security"),
    ]


def test_a_title_in_capitals_is_read() -> None:
    text = "JOINT STATEMENT OF THE SECURITY CONSULTATIVE COMMITTEE"
    assert marked(text, "title") == [("FORUM", "SECURITY CONSULTATIVE COMMITTEE")]


def test_verbs_of_a_title_are_no_family_name() -> None:
    text = "President Biden Announces New Support for Ukraine"
    assert ("PERSON", "Biden") in marked(text, "title")


@pytest.mark.parametrize("kind", ["section", "doc_type", "footer"])
def test_headings_and_furniture_hold_no_mentions(kind: str) -> None:
    assert mentions("The United States and NATO", kind) == ()


@pytest.mark.parametrize(
    "text", ["The parties welcomed new facilities.", "International Law applies.", "", "– ( ) “"]
)
def test_common_words_are_no_names(text: str) -> None:
    assert mentions(text) == ()


def test_british_and_american_spelling_are_one_name() -> None:
    a, b = mentions("the Bay Defence Centre"), mentions("the World Food Program")
    assert [m.label for m in a] == ["ORG"]
    assert [m.party for m in b] == ["WFP"]


@given(
    st.lists(
        st.sampled_from(
            "The United States of America’s U.S.-Japan Working Group on Reefs ( RWG ) “ the ” "
            "President Biden , and NATO Article V of Treaty ' - / northern Australia & 2023 "
            "Department Departments State Treasury İ ﬁ \n \u00a0 ".split(" ")
        ),
        max_size=40,
    )
)
def test_spans_are_sound(parts: list[str]) -> None:
    text = " ".join(parts)
    found = find(text, paragraph(text))
    for m in found:
        assert 0 <= m.start < m.end <= len(text)
        assert text[m.start : m.end].strip() == text[m.start : m.end]
        assert m.key
        assert ";" not in m.key
    assert list(found) == sorted(found, key=lambda m: (m.start, -m.end))
    for a, b in pairwise(found):
        assert a.end <= b.start or b.end <= a.end, "mentions cross"
    assert found == find(text, paragraph(text))


def test_offsets_are_the_documents() -> None:
    text = "skip Japan\nThe Quad met."
    (found,) = find(text, [Node("s0.p1", "paragraph", 0, 11, len(text))])
    assert text[found.start : found.end] == "Quad"
    assert found.node == "s0.p1"


@pytest.mark.parametrize(
    "unit",
    [
        "The Alpha, Beta (Gamma and Delta Working of Group, ",
        "Cap Council ",
        "Council on A and ",
        "(",
    ],
)
def test_one_long_line_costs_no_more_than_its_length(unit: str) -> None:
    def seconds(times: int) -> float:
        text = unit * times
        start = process_time()
        find(text, paragraph(text))
        return process_time() - start

    # Sixteen times the text: a quadratic rule would take 256 times as long. The least of three
    # runs on the processor's own clock, so that a busy machine does not fail the test.
    short = min(seconds(1000) for _ in range(3))
    assert min(seconds(16_000) for _ in range(3)) < 64 * short + 0.1


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("They upgraded Joint Force Command Norfolk.", "Joint Force Command Norfolk", "UNIT"),
        ("It supports Multi-National Corps Southeast.", "Multi-National Corps Southeast", "UNIT"),
        ("We recall decisions 3/CP.18 and 2/CP.19 on it.", "2/CP.19", "AGREEMENT"),
        ("across Central and Southern Europe", "Central and Southern Europe", "REGION"),
        ("The parties to the Convention will meet.", "Convention", "AGREEMENT"),
        (
            "tariffs under Section 232 of the Trade Expansion Act",
            "Section 232 of the Trade Expansion Act",
            "LAWPOL",
        ),
        ("a Green Fund for Ukraine will be set up", "Green Fund for Ukraine", "PROGRAM"),
        ("aid of the Department of Defense to the Ukrainian army", "Department of Defense", "ORG"),
        ("the Minister for Education in the Ministry", "Minister for Education", "ROLE"),
        ("through the Indonesian Red Cross", "Indonesian Red Cross", "ORG"),
    ],
)
def test_names_of_the_genre_by_rule(text: str, name: str, label: str) -> None:
    assert (name, label) in [(text[m.start : m.end], m.label) for m in mentions(text)]


def test_the_first_half_of_a_long_name_stands_for_the_state() -> None:
    text = "The Islamic Republic of Afghanistan spoke. The Islamic Republic agreed."
    assert [m.party for m in mentions(text)] == ["AFG", "AFG"]


def test_a_title_with_a_family_name_names_the_holder_of_the_office() -> None:
    text = (
        "President Biden and Secretary of State Rusk spoke. Biden and Prime Minister Trudeau met."
    )
    keys = [m.key for m in mentions(text) if m.label == "PERSON"]
    assert keys[:3] == ["person_joseph-r-biden-jr", "person_dean-rusk", "person_joseph-r-biden-jr"]


def test_whom_the_document_names_in_full_comes_before_the_listed_holder() -> None:
    text = "Prime Minister Brown spoke. Prime Minister Mark Brown of the Cook Islands agreed."
    assert len({m.key for m in mentions(text) if m.label == "PERSON"}) == 1
    assert mentions(text)[1].key == "PERSON:mark-brown"
