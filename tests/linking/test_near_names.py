"""Names that a listed one nearly equals are told in `problems` and stay apart (issue 4)."""

from time import process_time

import pytest

from pipeline.language.mentions import find
from pipeline.linking.near_names import near_names, nearest
from pipeline.model import Node


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        (
            "Indo-Pacfic Economic Framework for Prosperity",
            "Indo-Pacific Economic Framework for Prosperity",
        ),
        ("Asian Develpoment Bank", "Asian Development Bank"),
        ("Pacific Islandss Forum", "Pacific Islands Forum"),
        ("Pacific Iselands Forum", "Pacific Islands Forum"),
        ("Pacific Isladns Forum", "Pacific Islands Forum"),
        ("John Berry", None),
        ("Asian Development Bank", None),
        ("Asian Investment Bank", None),
        ("Bank", None),
        ("Summit 2023", None),
    ],
)
def test_one_letter_of_one_word(name: str, listed: str | None) -> None:
    assert nearest(name) == listed


def test_the_name_is_kept_and_the_suggestion_told_once() -> None:
    text = "We thank the Asian Develpoment Bank. The Asian Develpoment Bank will lend to them."
    mentions = find(text, (Node("s0.p1", "paragraph", 0, 0, len(text)),))
    assert {m.key for m in mentions} == {"ORG:asian-develpoment-bank"}
    (problem,) = near_names(mentions)
    assert (problem.severity, problem.code) == ("info", "near_name")
    assert "“Asian Development Bank”" in problem.message
    assert text[problem.start : problem.end] == "Asian Develpoment Bank"


def test_it_costs_next_to_nothing() -> None:
    nearest("Asian Develpoment Bank")
    began = process_time()
    for number in range(2_000):
        nearest(f"Joint Velmora Reef Working Group for Pacific Fisheries {number}")
    assert process_time() - began < 1
