"""What changes nothing for a reader changes no commitment.

The texts are the two seed statements and our own fixtures, and corpus documents where they lie
beside the repository; none is a document that releases are scored on.
"""

import re
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from pipeline.runner.documents import process
from pipeline.runner.inputs import Item

FIXTURES = Path(__file__).parents[1] / "fixtures"
FILES = sorted(FIXTURES.glob("*.txt"))
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
GLYPHS = str.maketrans({"•": "▪", "◦": "–"})
NAMES = (
    *(("Japanese", "Norwegian"), ("Japan", "Norway"), ("Tokyo", "Oslo"), ("JAPAN", "NORWAY")),
    *(("JPN", "NOR"), ("Okinawa", "Bergen")),
)
TOLD = "force status level act_class actors obligors partners action deadline theme".split()

Told = tuple[str, ...]


@cache
def commitments(text: str) -> Counter[Told]:
    """What is told of each commitment, but for where it stands; quotes and blanks made alike."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.txt"
        file.write_bytes(text.encode("utf-8"))
        rows = process(Item(str(file), file.name)).tables["commitments"]
    return Counter(
        (*(plain(str(row[column])) for column in TOLD), plain(row["text"]), plain(row["object"]))
        for row in rows
    )


def plain(text: str | None) -> str:
    """A text without what may differ: the kind of its quotes, the width of its blanks."""
    return " ".join((text or "").translate(QUOTES).split())


def read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def other_glyphs(text: str) -> str:
    return text.translate(GLYPHS)


def other_quotes(text: str) -> str:
    return text.translate(QUOTES)


def other_line_ends(text: str) -> str:
    return text.replace("\n", "\r\n")


def blank_page(text: str) -> str:
    return text.rstrip("\n") + "\n\x0c\n\n"


def footer(text: str) -> str:
    return text.rstrip("\n") + "\n\n###\n"


def wrapped(text: str) -> str:
    return "\n".join(line for given in text.split("\n") for line in _wrapped(given))


def _wrapped(line: str) -> Iterator[str]:
    """A paragraph or item as a typist sets it, items hung under their first word; what is set
    already, in columns, on pages or wrapped, stays."""
    if len(line) <= 100 or re.search(r"\S\s{2,}\S|\x0c", line.lstrip("•◦▪– ")):
        yield line
        return
    hang = re.match(r"\s*(?:[•◦▪–-]\s+|\(?\w{1,3}[.)]\s+)?", line)
    indent = " " * (hang.end() if hang else 0)
    yield from textwrap.wrap(
        line, 90, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [line]


CHANGES: list[Callable[[str], str]] = [
    other_glyphs, other_quotes, other_line_ends, blank_page, footer, wrapped,
]  # fmt: skip


# "…; and" at the end of a line, "(iii) …" on the next.
DOUBTED = {("colon-and-semicolons", wrapped)}


def differences(before: Counter[Told], after: Counter[Told]) -> list[str]:
    return [
        *(f"- {row}" for row in (before - after)),
        *(f"+ {row}" for row in (after - before)),
    ]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_change_of_the_page_changes_no_commitment(
    file: Path, change: Callable[[str], str]
) -> None:
    if (file.stem, change) in DOUBTED:
        pytest.xfail(
            "a line of prose that begins with the mark of a running list looks like an item"
        )
    text = read(file)
    found = differences(commitments(text), commitments(change(text)))
    assert not found, "\n".join(found)


def renamed(text: str) -> str:
    for old, new in NAMES:
        text = text.replace(old, new)
    return text


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


def test_a_statement_behind_another_keeps_its_acts() -> None:
    first = read(FIXTURES / "us-japan-scc-2023.txt")
    second = read(FIXTURES / "us-japan-scc-2024.txt")
    both = commitments(first + "\n\x0c\n" + second)
    assert not commitments(first) + commitments(second) - both
