"""Hedges of acts (guideline sections 3 and 6)."""

import pytest

from pipeline.language.acts.hedges import hedge


@pytest.mark.parametrize(
    ("evidence", "value"),
    [
        ("announced that an attack could lead to consultations", "could"),
        ("notes that the group may ask, if necessary, for more", "may"),
        ("will likely decline", "likely"),
        ("seek to speed research, possibly through a campus", "possibly"),
        ("will share data where possible", "where possible"),
        ("will, as appropriate, invite partners", "as appropriate"),
        (
            "pledged it, subject to the availability of funds",
            "subject to the availability of funds",
        ),
        ("will fund it, subject to approval, next year", "subject to approval"),
        ("shall be subject to the availability of funds", "subject to the availability of funds"),
    ],
)
def test_hedge(evidence: str, value: str) -> None:
    assert hedge(evidence) == value


@pytest.mark.parametrize(
    "evidence",
    [
        "will open a consulate in May 2024",
        "will act as soon as possible",
        "will support it as long as necessary",
        "will help the region so that it may thrive",
        "will fund a tool that could save lives",
        "will train staff to learn what might fail",
        "will address the most likely causes",
        "shall be subject to review",
        "will use tools of bodies including the bank and, as appropriate, the fund",
    ],
)
def test_no_hedge(evidence: str) -> None:
    assert hedge(evidence) is None
