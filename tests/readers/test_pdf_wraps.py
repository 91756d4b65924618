"""Lines of a PDF page that go on with the line before, and how their words join."""

import pytest

from pipeline.readers.pdf.blocks import Measure, to_blocks
from pipeline.readers.pdf.hyphens import Hyphens
from pipeline.readers.pdf.lines import PageLine
from pipeline.readers.pdf.page import word_box

LEFT, RIGHT, SIZE, PITCH, EM = 70.0, 310.0, 10.0, 12.0, 5.0


def page_line(text: str, row: int, page: int = 1, left: float = LEFT) -> PageLine:
    """A line of letters half as wide as high; the column holds 48 of them."""
    words = []
    at = left
    for word in text.split():
        words.append(word_box(word, at, at + EM * len(word), 100 + PITCH * row, SIZE))
        at += EM * (len(word) + 1)
    return PageLine(words, page, LEFT, RIGHT)


def blocks(*texts: str) -> list[str]:
    lines = [page_line(text, row) for row, text in enumerate(texts)]
    return [block.text for block in to_blocks(lines, Measure(SIZE, 1.2))]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "The President will reaffirm the commitment of us",
            "– an attack on one is an attack on all.",
        ),
        (
            "They named two elements of a settlement: (1) law;",
            "(2) the right to elect their leaders.",
        ),
        (
            "They met in Berlin on the first day of the year.",
            "That is why we have launched their Energy",
            "Plan . It is new.",
        ),
    ],
)
def test_one_sentence_is_one_block(lines: tuple[str, ...]) -> None:
    assert blocks(*lines) == [" ".join(lines)]


def test_items_with_dashes_are_blocks_of_their_own() -> None:
    lines = ("– trade in goods that both of the parties produce", "– trade in services")
    assert blocks(*lines) == list(lines)


def test_the_bold_title_of_an_item_may_fill_its_line() -> None:
    title = page_line("• A Programme of Both for Rising Young Leaders:", 0)
    title.bold = True
    rest = page_line("It will be launched.", 1, left=LEFT + 2 * EM)
    assert len(to_blocks([title, rest], Measure(SIZE, 1.2))) == 1


def test_a_paragraph_whose_line_is_full_runs_over_the_page() -> None:
    before = (
        "The two parties have met in Berlin and in Tokyo.",
        "They have agreed to work on the trade of the US.",
    )
    lines = [page_line(text, row) for row, text in enumerate(before)]
    after = page_line("It will grow.", 0, page=2)
    assert len(to_blocks([*lines, after], Measure(SIZE, 1.2))) == 1
    short = page_line("They have agreed.", 1)
    assert len(to_blocks([lines[0], short, after], Measure(SIZE, 1.2))) == 2


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the U.S.-", "Philippines alliance", "the U.S.-Philippines alliance"),
        ("both low-", "and middle-income states", "both low- and middle-income states"),
        ("in 2022 and 2023", "—216 in all", "in 2022 and 2023—216 in all"),
        ("under section 1(a)", "(v) of it", "under section 1(a)(v) of it"),
        ("in a list", "(v) of it", "in a list (v) of it"),
    ],
)
def test_words_join_over_a_line_end(before: str, after: str, joined: str) -> None:
    rows = Hyphens([before, after]).mended([before, after])
    assert " ".join(row for row in rows if row) == joined


def test_compounds_at_line_ends_do_not_make_a_text_of_broken_words() -> None:
    rows = [
        *(
            "of land, low and long, and well of old",
            "the land-",
            "the low-",
            "the long-",
            "the well-",
        ),
        "the land-",
    ]
    assert not Hyphens(rows).breaks_words
    assert Hyphens(["coopera-", "agree-", "govern-", "parlia-"]).breaks_words
