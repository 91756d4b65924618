"""What changes nothing for a reader changes no commitment.

The texts are the two seed statements and our own fixtures, and corpus documents where they lie
beside the repository; none is a document that releases are scored on.
"""

import itertools
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.metamorphic.relations import (
    acts,
    blank_page,
    commitments,
    differences,
    footer,
    other_glyphs,
    other_line_ends,
    other_quotes,
    renamed,
    wrapped,
)

FIXTURES = Path(__file__).parents[1] / "fixtures"
FILES = sorted(FIXTURES.glob("*.txt"))


def read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


CHANGES: list[Callable[[str], str]] = [
    other_glyphs, other_quotes, other_line_ends, blank_page, footer, wrapped,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_change_of_the_page_changes_no_commitment(
    file: Path, change: Callable[[str], str]
) -> None:
    text = read(file)
    found = differences(commitments(text), commitments(change(text)))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["us-japan-scc-2023", "us-japan-scc-2024"])
def test_another_state_changes_names_and_codes_only(name: str) -> None:
    # The committee and the command are known to be those of these states and of no other.
    known = r"Security Consultative Committee( \(“2\+2”\))?|2\+2|SCC"
    text = re.sub(known, "Joint Security Council", read(FIXTURES / f"{name}.txt"), flags=re.I)
    text = text.replace("U.S. Forces Japan (USFJ)", "U.S. Forces")
    before = Counter(
        {tuple(renamed(part) for part in row): n for row, n in commitments(text).items()}
    )
    found = differences(before, commitments(renamed(text)))
    assert not found, "\n".join(found)


ITEMS = """Joint Statement of Japan and Norway

May 3, 2024

PLANS

{}
"""
BULLETS = (
    "• Japan will open an office in Oslo by 2025.",
    "• Norway intends to train 20 Japanese sailors.",
    "• The two governments reaffirmed their commitment to annual talks on fisheries.",
    "• Japan and Norway resolved to build a ship.\n  ◦ Japan will pay for the ship.",
)


@pytest.mark.parametrize("turn", range(1, len(BULLETS)))
def test_items_that_name_their_actors_may_stand_in_any_order(turn: int) -> None:
    before = commitments(ITEMS.format("\n".join(BULLETS)))
    after = commitments(ITEMS.format("\n".join([*BULLETS[turn:], *BULLETS[:turn]])))
    assert before.total() >= 5
    assert not differences(before, after)


@pytest.mark.parametrize(("one", "other"), list(itertools.pairwise([*FILES, FILES[0]])))
def test_a_statement_behind_another_keeps_its_acts(one: Path, other: Path) -> None:
    first, second = read(one), read(other)
    both = acts(first + "\n\x0c\n" + second)
    assert not differences(acts(first) + acts(second), both)
