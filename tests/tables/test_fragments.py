"""Text fragments, against a reader of them that knows no index: the first place that fits."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.fragments import Passages

MEET = "agreed to meet again, and to hold talks"
LONG = (
    "They decided to expand the well-known “Silver Bridge” exercises & training by 2027, "
    "including at sea, in the air, and in cyberspace, with partners."
)
BLOCKS = [
    f"The Ministers {MEET}.",
    f"Korea and Ruritania {MEET}.",
    LONG,
    "They decided to expand the well-known “Silver Bridge” exercises & training in 2028.",
    "They also agreed. Agreed.",
]


def directive(quote: str, block: int, blocks=BLOCKS) -> str:
    start = blocks[block].index(quote)
    return str(Passages(blocks).fragment(block, start, start + len(quote)))


@pytest.mark.parametrize(
    ("quote", "block", "told"),
    [
        # The first of two places needs no more than its words; its comma is no sign.
        (MEET, 0, "text=agreed%20to%20meet%20again%2C%20and%20to%20hold%20talks"),
        (MEET, 1, "text=Ruritania-,agreed%20to%20meet%20again%2C%20and%20to%20hold%20talks"),
        (LONG[5:-1], 2, "text=decided%20to%20expand%20the,in%20cyberspace%2C%20with%20partners"),
        ("exercises & training in 2028", 3, "text=exercises%20%26%20training%20in%202028"),
        # Case does not count, so that this is the second place.
        ("Agreed", 4, "text=agreed.-,Agreed"),
    ],
)
def test_directives(quote, block, told):
    assert directive(quote, block) == told


def test_ends_that_would_span_an_earlier_passage_are_not_enough():
    """The first words stand in the block before, the last only here: the whole quote is given."""
    quote = BLOCKS[3][5:-1]
    assert directive(quote, 3).startswith("text=decided%20to%20expand%20the%20well%2Dknown")
    assert "," not in directive(quote, 3)


def test_the_block_before_serves_where_a_quote_begins_its_own():
    blocks = ["Next steps", "to hold talks", "Later steps", "to hold talks"]
    assert directive("to hold talks", 3, blocks) == "text=Later%20steps-,to%20hold%20talks"


WORDS = st.sampled_from(["talk", "Talk", "to", "ta-lk", "on,", "“to”", "İ", "50%"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=16).map(" ".join), min_size=1, max_size=4)


@given(TEXTS, st.data())
def test_a_reader_of_the_directive_comes_to_the_quote_or_to_one_just_like_it(blocks, data):
    block = data.draw(st.integers(0, len(blocks) - 1))
    spans = [word.span() for word in re.finditer(r"\S+", blocks[block])]
    first = data.draw(st.integers(0, len(spans) - 1))
    last = data.draw(st.integers(first, len(spans) - 1))
    start, end = spans[first][0], spans[last][1]
    found = str(Passages(blocks).fragment(block, start, end))
    whole = " ".join(blocks)
    offset = sum(len(text) + 1 for text in blocks[:block])
    read = reader(found, whole)
    assert read is not None
    if read != (offset + start, offset + end):
        # Nothing near tells the two apart: they are the same words among the same words.
        assert whole[slice(*read)].lower() == blocks[block][start:end].lower()


def reader(told: str, whole: str) -> tuple[int, int] | None:
    """Where a browser goes, after the specification of the directive."""
    prefix = suffix = ""
    parts = told.removeprefix("text=").split(",")
    if parts[0].endswith("-"):
        prefix = unquote(parts.pop(0)[:-1])
    if parts[-1].startswith("-"):
        suffix = unquote(parts.pop()[1:])
    start, end = (*map(unquote, parts), "")[:2]
    pattern = (f"{bounded(prefix)}\\s*" if prefix else "") + f"(?P<quote>{bounded(start)}"
    pattern += f".*?{bounded(end)})" if end else ")"
    pattern += f"(?=\\s*{bounded(suffix)})" if suffix else ""
    found = re.search(pattern, whole, re.IGNORECASE)
    return found.span("quote") if found else None


def bounded(words: str) -> str:
    left = r"(?<!\w)" if words[:1].isalnum() else ""
    right = r"(?!\w)" if words[-1:].isalnum() else ""
    return left + re.escape(words) + right


def test_no_word_is_cut():
    assert directive("in", 1, ["training", "in Kobe, in Oslo"]) == "text=in"


def test_a_blank_that_joins_words_is_not_cut_at():
    """U+202F, as word processors leave it, makes one word of two, to Chromium."""
    blocks = ["Antony J.\u202fBlinken\u202fwill travel to Rome\u202fand Oslo."]
    told = directive("will travel to Rome", 0, blocks)
    assert unquote(told) == "text=J.\u202fBlinken\u202fwill travel to Rome\u202fand"


def test_no_part_reaches_over_a_line_end():
    """As `<br>` makes one inside a paragraph: Chromium finds no words across it."""
    blocks = ["We will meet\nin Kobe again and\nagain."]
    told = directive("will meet\nin Kobe again and\nagain", 0, blocks)
    # The "." behind tells the last "again" from the first.
    assert told == "text=will%20meet,again,-."
    assert directive("in Kobe", 0, ["in Kobe\nin Kobe,\nin Oslo"]) == "text=in%20Kobe"
    blocks = ["first\nin Kobe", "second\nin Kobe"]
    assert directive("in Kobe", 1, blocks) == "text=second-,in%20Kobe"
