"""How far names reach and what their place in the sentence makes of them."""

import pytest

from tests.language.mentions.helpers import marked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the fight against Daesh/ISIS goes on", [("ORG", "Daesh/ISIS")]),
        (
            "sites under the U.S.-Fiji Enhanced Defense Cooperation Agreement",
            [("AGREEMENT", "U.S.-Fiji Enhanced Defense Cooperation Agreement")],
        ),
        ("the Fijian Ministry of Reefs", [("ORG", "Fijian Ministry of Reefs")]),
        ("the Fijian Parliament met", [("COUNTRY", "Fijian"), ("ORG", "Parliament")]),
        ("the 2021 ASEAN-U.S. Reef Work Plan", [("AGREEMENT", "2021 ASEAN-U.S. Reef Work Plan")]),
        (
            "they read a Plan of Action to Implement the Reef Partnership (2021-2025) once more",
            [("AGREEMENT", "Plan of Action to Implement the Reef Partnership (2021-2025)")],
        ),
        ("at the November 2020 Suva Conference", [("EVENT", "November 2020 Suva Conference")]),
        ("the terms of the S&T Agreement", [("AGREEMENT", "S&T Agreement")]),
        ("the UN Reef Monitoring Mission in Fiji", [("ORG", "UN Reef Monitoring Mission in Fiji")]),
        ("the U.S. Mission to ASEAN", [("ORG", "U.S. Mission to ASEAN")]),
        (
            "the Minister of Foreign Affairs and Reef Policy Ana Tui",
            [("ROLE", "Minister of Foreign Affairs and Reef Policy"), ("PERSON", "Ana Tui")],
        ),
        ("They met at the White House.", [("FACILITY", "White House")]),
        ("The White House said so.", [("ORG", "White House")]),
    ],
)
def test_extent_and_type(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(text) == expected


def test_a_bare_alliance_needs_an_article_or_a_noun_it_modifies() -> None:
    text = "The U.S.-Japan Alliance grew by Alliance planning; one close Alliance, built well."
    assert marked(text) == [("ALLIANCE", "U.S.-Japan Alliance"), ("ALLIANCE", "Alliance")]
