"""What `factsheets inspect` draws, from rows as tables hold them."""

import io
from typing import Any

import pytest
from rich.console import Console

from pipeline.terminal import clean, problem_line, show

DOCUMENT = {
    **{"document_id": "talks-123456", "source": "talks.txt", "title": "Talks", "issuer": None},
    **{"date": "2024-05-01", "date_source": "stated", "principals": ["USA", "JPN"], "status": "ok"},
}


def node(name: str, parent: str | None, kind: str, text: str, **more: Any) -> dict[str, Any]:
    row = {"node_id": name, "parent_id": parent, "path": name, "kind": kind, "text": text}
    return {**row, "role": None, "lead_in": None, **more}


ACT = {
    **{"node_id": "b2", "text": "to hold talks", "force": 5, "act_class": "commissive"},
    **{"is_commitment": True, "status": "new", "reason": None, "level": "measure"},
    **{"theme": "DIP.order", "deadline": "../2025", "negated": False, "method": "rules"},
    **{"actors": ["USA", "JPN"], "partners": ["AUS"]},
}
TABLES: dict[str, list[dict[str, Any]]] = {
    "nodes": [
        node("s1", None, "section", "Plans"),
        node("b1", "s1", "bullet", "Next: We resolved:", lead_in="Next:"),
        node("b2", "b1", "bullet", "to hold talks with Australia", role="enumerated"),
    ],
    "mentions": [{"node_id": "b2", "label": "COUNTRY", "text": "Australia"}],
    "acts": [
        ACT,
        {**ACT, "is_commitment": False, "reason": "directive", "force": None, "partners": []},
    ],
    "problems": [],
}


def drawn(document: dict[str, Any], tables: dict[str, Any], **terminal: Any) -> str:
    out = io.StringIO()
    show(
        Console(file=out, highlight=False, markup=False, emoji=False, **terminal), document, tables
    )
    return out.getvalue()


def test_plain_text_elsewhere_than_on_a_terminal() -> None:
    assert drawn(DOCUMENT, TABLES, width=20).splitlines() == [
        "Talks",
        "talks-123456 · 2024-05-01 (stated) · principals USA, JPN · ok",
        "",
        "s1 section  Plans",
        "  b1 bullet  [Next:] We resolved:",
        "    b2 bullet enumerated  to hold talks with Australia",
        "        [COUNTRY] Australia",
        "        ● 5 commissive · new · measure · DIP.order · ../2025  USA, JPN → AUS",
        "          to hold talks",
        "        ○ commissive · no commitment: directive · measure · DIP.order · ../2025  USA, JPN",
        "          to hold talks",
    ]


def test_wrapped_under_the_node_on_a_terminal() -> None:
    out = drawn(DOCUMENT, TABLES, width=40, force_terminal=True, color_system=None)
    assert "    b2 bullet enumerated  to hold talks" in out
    assert "\n    with Australia\n" in out
    assert all(len(line) <= 40 for line in out.splitlines())


def test_colours_only_on_a_terminal() -> None:
    assert "\x1b[" in drawn(DOCUMENT, TABLES, force_terminal=True, color_system="standard")
    assert "\x1b" not in drawn(DOCUMENT, TABLES)


def test_a_failed_document_shows_its_problem() -> None:
    problem = {"severity": "error", "document_id": "talks-123456", "message": "It is empty."}
    lines = drawn({**DOCUMENT, "title": None, "status": "failed"}, {"problems": [problem]})
    assert lines.splitlines()[0] == "talks.txt"
    assert lines.splitlines()[-1] == "error: talks-123456: It is empty."


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("red \x1b[31m", "red \\x1b[31m"),
        ("bell\x07 c1\x9b", "bell\\x07 c1\\x9b"),
        ("line\r\nover", "line\\r\\nover"),
        ("turned \u202e round", "turned \\u202e round"),
        ("half \ud83d", "half \\ud83d"),
        ("“Ōsaka” – 日本 🎌", "“Ōsaka” – 日本 🎌"),
    ],
)
def test_no_text_steers_the_terminal(text: str, safe: str) -> None:
    assert clean(text) == safe


def test_texts_of_a_document_are_drawn_clean() -> None:
    wild = "\x1b]0;title\x07"
    nodes = [node("b2", None, "bullet", wild, lead_in=None, marker=None)]
    mentions = [{"node_id": "b2", "label": "ORG", "text": wild}]
    acts = [{**ACT, "text": wild, "partners": [wild], "actors": [wild], "deadline": wild}]
    problem = {"severity": "error", "document_id": wild, "message": wild}
    document = {**DOCUMENT, "title": wild, "issuer": wild, "document_id": wild}
    tables = {"nodes": nodes, "mentions": mentions, "acts": acts, "problems": [problem]}
    out = drawn(document, tables)
    assert "\x1b" not in out
    assert "\x07" not in out
    assert out.count("\\x1b]0;title\\x07") == 11
    assert problem_line(problem).count("\\x1b]0;title\\x07") == 2
