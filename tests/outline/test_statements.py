"""A file with several statements: where a further one begins, and where none does."""

from pathlib import Path

import pytest

from pipeline.outline.statements import split, statements
from tests.outline.helpers import outline, tree

FIXTURES = Path(__file__).parents[1] / "fixtures"
NAMES = ("one-government", "we-statement", "old-communique", "deadlines-and-hedges")
BODY = "The Ministers met and spoke of the sea between them at length. " * 8
FIRST = f"Joint Statement of Japan and Fiji\n\nMay 3, 2024\n\n{BODY}\n"


def fixture(name: str) -> str:
    return (FIXTURES / f"{name}.txt").read_bytes().decode("utf-8")


def openings(text: str, name: str = "a.txt") -> list[str]:
    source, nodes = outline(text, name)
    parts = [part.text.lstrip("# \n\x0c").split("\n")[0] for _, part in split(source)]
    begins = [nodes[first] for first, _ in statements(nodes)]
    assert len(begins) == len(parts)
    return parts


@pytest.mark.parametrize("first", NAMES)
@pytest.mark.parametrize("second", NAMES)
def test_a_statement_on_a_page_of_its_own_begins_anew(first: str, second: str) -> None:
    if first == second:
        return
    alone = [line.split(" ", 1)[1] for line in tree(fixture(second))]
    both = [line.split(" ", 1)[1] for line in tree(fixture(first) + "\n\x0c\n" + fixture(second))]
    assert both[-len(alone) :] == alone


@pytest.mark.parametrize(
    "head",
    [
        "FACT SHEET: Fiji and Japan at Sea",
        "Leaders’ Statement\n\nSuva, 4 June 2024",
        "The Oceans Initiative\n\nOffice of the Spokesperson",
        "Declaration on the Sea\n\nWe, the leaders of Fiji and Japan, have met.",
        "Security Agreement between Fiji and Japan\n\nPreamble",
    ],
)
def test_a_head_of_its_own_tells_a_statement(head: str) -> None:
    line = head.split("\n")[0]
    assert openings(f"{FIRST}\x0c\n{head}\n\n{BODY}") == [FIRST.split("\n")[0], line]
    assert openings(f"{FIRST}\n###\n\n{head}\n\n{BODY}") == [FIRST.split("\n")[0], line]
    assert openings(f"{FIRST}\n{head}\n\n{BODY}") == [FIRST.split("\n")[0]]


def test_a_heading_of_the_first_level_may_begin_one() -> None:
    text = f"# Joint Statement\n\nMay 3, 2024\n\n{BODY}\n\n# Fact Sheet: The Sea\n\n{BODY}\n"
    assert openings(text, "a.md") == ["Joint Statement", "Fact Sheet: The Sea"]
    page = f"<h1>Joint Statement</h1><p>{BODY}</p><h1>Fact Sheet: The Sea</h1><p>{BODY}</p>"
    assert openings(page, "a.html") == ["Joint Statement", "Fact Sheet: The Sea"]


@pytest.mark.parametrize(
    "page",
    [
        # A running head, with the date of the first page and without one.
        f"Joint Statement of Japan and Fiji\n\nMay 3, 2024\n\n{BODY}",
        f"Joint Statement of Japan and Fiji\n\n{BODY}",
        # A sentence that goes on behind a running head.
        "Joint Statement\n\nand of the land, " + BODY,
        # Parts of the same paper.
        f"B. Joint Statement\n\n{BODY}",
        f"The Paris Agreement\n\n{BODY}",
        f"Implementation\n\nMay 4, 2024\n\n{BODY}",
        # Too short for a statement.
        "Joint Statement\n\nMay 4, 2024\n\nSigned.",
    ],
)
def test_the_next_page_of_a_statement_begins_none(page: str) -> None:
    assert openings(f"{FIRST}\x0c\n{page}") == [FIRST.split("\n")[0]]


def test_next_year_s_statement_has_the_same_title() -> None:
    later = FIRST.replace("2024", "2025")
    assert openings(f"{FIRST}\x0c\n{later}") == [FIRST.split("\n")[0]] * 2
