"""Names in no list: known by the noun beside them, their place as a lead-in, their pattern."""

import pytest

from tests.language.mentions.helpers import marked, mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("firms such as Velmora, Brintus, and Ostrel Devices came", ["Velmora", "Brintus"]),
        ("the shipping company Velmora sank", ["Velmora"]),
        ("Velmora is a gas producer of note", ["Velmora"]),
        ("Jurgis Valde, an oligarch with ties, left", ["Jurgis Valde"]),
        ("they took the town of Ostrelka on foot", ["Ostrelka"]),
    ],
)
def test_a_noun_of_kind_explains_the_name_beside_it(text: str, expected: list[str]) -> None:
    found = [text[m.start : m.end] for m in mentions(text)]
    assert found[: len(expected)] == expected


def test_a_name_explained_once_is_known_everywhere() -> None:
    text = "They fined Velmora. Velmora is a gas producer. Later Velmora paid."
    assert marked(text) == [("ORG", "Velmora")] * 3


@pytest.mark.parametrize(
    "text",
    [
        "The company signed. A bank in Paris, a town of artists, agreed.",
        "the city of the future and companies such as these",
        "Growth is a national effort and growth is good",
    ],
)
def test_nouns_of_kind_without_a_name_explain_nothing(text: str) -> None:
    assert [m for m in marked(text) if m != ("PLACE", "Paris")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Blue Reef Health Initiative: They will act.",
            [("PROGRAM", "Blue Reef Health Initiative")],
        ),
        ("Private Sector Initiatives: They will act.", []),
        ("Food Security: They will act.", []),
    ],
)
def test_a_lead_in_may_be_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    from pipeline.language.mentions import find
    from pipeline.model import Node

    node = Node("s0.b1", "bullet", 1, 0, len(text), lead_in=(0, text.index(":") + 1))
    assert [(m.label, text[m.start : m.end]) for m in find(text, [node])] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at COP-26 they met", ("EVENT", "COP-26")),
        ("under 31 CFR part 587 they may", ("LAWPOL", "31 CFR part 587")),
        ("as GL 25 allows them", ("LAWPOL", "GL 25")),
        ("two Cyclone-class vessels", ("SYSTEM", "Cyclone-class")),
        ("through the Humphrey program they came", ("PROGRAM", "Humphrey program")),
        ("made by Velmora Metals, Inc. last year", ("ORG", "Velmora Metals, Inc.")),
        (
            "they paid a Joint Stock Company Velmora long ago",
            ("ORG", "Joint Stock Company Velmora"),
        ),
        ("opened an Open RAN 5G Reef Lab there", ("FACILITY", "Open RAN 5G Reef Lab")),
        ("the Governor spoke to them", ("ROLE", "Governor")),
        ("as the 2012 Washington Declaration says", ("AGREEMENT", "2012 Washington Declaration")),
        ("Right Hon. R. D. Muldoon spoke", ("PERSON", "R. D. Muldoon")),
        ("under Executive Order 14346 (Mend Reefs at Once)", ("LAWPOL", "Mend Reefs at Once")),
        ("the U.S.-Pacific Partnership is old", ("ALLIANCE", "U.S.-Pacific Partnership")),
        (
            "a Japan – Fiji Agreement on Reefs was made",
            ("AGREEMENT", "Japan – Fiji Agreement on Reefs"),
        ),
        ("the Fulbright University Vietnam opened", ("ORG", "Fulbright University Vietnam")),
        (
            "the Fijian Reef Sanctions Regulations apply",
            ("LAWPOL", "Fijian Reef Sanctions Regulations"),
        ),
        (
            "reach Sustainable Development Goal 14 soon",
            ("AGREEMENT", "Sustainable Development Goal 14"),
        ),
        ("three C-130H aircraft came", ("SYSTEM", "C-130H")),
        ("the Embassy of Japan reopened", ("ORG", "Embassy of Japan")),
        ("won the Battle of Kyiv and more", ("EVENT", "Battle of Kyiv")),
        ("the Treaty of Peace of 1786 is old", ("AGREEMENT", "Treaty of Peace of 1786")),
        (
            "the Treaty of Friendship between Australia and Japan is old",
            ("AGREEMENT", "Treaty of Friendship between Australia and Japan"),
        ),
        (
            "Under Secretary of State for Political Affairs Vilma Nostrel spoke",
            ("ROLE", "Under Secretary of State for Political Affairs"),
        ),
    ],
)
def test_builds_and_patterns(text: str, expected: tuple[str, str]) -> None:
    assert expected in marked(text)


@pytest.mark.parametrize(
    "text",
    ["a world-class port and a First-class ride", "the Federal program and the Medicare program"],
)
def test_common_words_make_no_program_and_no_class(text: str) -> None:
    assert [m for m in marked(text) if m[1] not in ("Medicare",)] == []


def test_the_documents_acronym_comes_before_a_listed_one() -> None:
    text = "A Technology Safeguards Agreement (TSA) was signed; the TSA holds."
    assert [m.label for m in mentions(text)] == ["AGREEMENT"] * 3
    assert len({m.key for m in mentions(text)}) == 1


def test_a_bracket_may_hold_an_acronym_of_acronyms() -> None:
    text = "they went to the Experts’ Working Group on Reef Care (ADMM-Plus EWG on RC) in May"
    assert marked(text)[1] == ("FORUM", "ADMM-Plus EWG on RC")
