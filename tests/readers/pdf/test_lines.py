"""Words of a PDF page -> rows, columns and lines in reading order."""

from collections.abc import Iterable

import pytest

from pipeline.model import Box
from pipeline.readers.pdf.page import Page, Table, Word, word_box
from pipeline.readers.pdf.read import text_of

SIZE, PITCH = 10.0, 12.0


def row(text: str, base: float, left: float = 70.0, size: float = SIZE) -> list[Word]:
    """The words of a line, letters half as wide as high."""
    words = []
    for word in text.split():
        words.append(word_box(word, left, left + size / 2 * len(word), base, size))
        left += size / 2 * (len(word) + 1)
    return words


def column(texts: Iterable[str], base: float, left: float, size: float = SIZE) -> list[Word]:
    return [
        word
        for number, text in enumerate(texts)
        for word in row(text, base + 1.2 * size * number, left, size)
    ]


def text(*words: Word, tables: tuple[Table, ...] = (), rules: tuple[Box, ...] = ()) -> str:
    page = Page(1, 600.0, 800.0, words, tables=tables, rules=rules)
    return " ".join(text_of([page])[0].split())


def test_rows_of_a_table_measure_nothing() -> None:
    cells = (((70.0, 100.0, 300.0, 112.0), ("Party", "Pledge")),) * 3
    table = Table((70.0, 100.0, 300.0, 136.0), cells)
    assert text(*row("They met.", 60), tables=(table,)).count("| Party | Pledge |") == 3


LEFT = (
    "The Ministers met in Canberra and",
    "reviewed all that had been agreed",
    "since their last meeting. They also",
    "noted the progress of joint teams",
    "and agreed to go on with this work.",
)
RIGHT = (
    "The next meeting will be held in",
    "Tokyo in the first half of the year",
    "and prepared by the senior officials",
    "of both of the governments, with the",
    "help of the standing joint secretariat.",
)
BODY = " ".join((*LEFT, *RIGHT))


@pytest.mark.parametrize("gutter", [8.0, 30.0])
def test_columns_are_read_one_after_the_other(gutter: float) -> None:
    width = 5 * max(map(len, LEFT))
    assert text(*column(LEFT, 100, 70), *column(RIGHT, 100, 70 + width + gutter)) == BODY


def test_two_columns_between_lines_across_the_page() -> None:
    wide = "This is a line that runs across the page and over the gutter of the two columns of it"
    across = [wide] * 8
    words = [
        *column(across, 100, 70),
        *column(LEFT, 220, 70),
        *column(RIGHT, 220, 300),
        *column(across, 320, 70),
    ]
    assert text(*words) == " ".join((*across, BODY, *across))


def test_a_narrow_sidebar_is_told_by_rows_at_other_heights() -> None:
    beside = ("Key facts", "of the visit", "in this year", "were printed", "on the side", "here")
    words = [*column(LEFT, 100, 70), *column(beside, 97, 280, 8.0)]
    assert text(*words) == " ".join((*LEFT, *beside))


def test_labels_beside_their_text_are_read_row_by_row() -> None:
    rows = []
    for number in range(5):
        base = 100 + 3 * PITCH * number
        rows += row("From 2 p.m. until 3 p.m.", base)
        rows += column(("The delegations meet in the hall", "of the old town house"), base, 300)
    assert text(*rows).startswith("From 2 p.m. until 3 p.m. The delegations meet")


def test_cells_apart_by_an_upright_rule_are_columns() -> None:
    words = [*column(LEFT[:3], 100, 70), *column(RIGHT[:3], 100, 252)]
    rule = (248.0, 90.0, 248.5, 130.0)
    assert text(*words, rules=(rule,)) == " ".join((*LEFT[:3], *RIGHT[:3]))


def test_a_numbered_list_in_two_columns_counts_on() -> None:
    items = [f"{n}. the item of that number" for n in range(1, 11)]
    words = [*column(items[:5], 100, 70), *column(items[5:], 100, 300)]
    assert text(*words) == " ".join(items)


def test_a_mark_stays_with_its_line_below_two_columns() -> None:
    words = [*column(LEFT, 100, 90), *column(RIGHT, 100, 290)]
    item = "This item runs across the page and below both of the columns of it"
    words += [*row("•", 180, 70), *row(item, 180, 90)]
    assert text(*words).endswith(f"{RIGHT[-1]} • {item}")


def test_wide_tables_do_not_widen_the_text() -> None:
    lines = [*column(LEFT, 100, 70)]
    box = (70.0, 200.0, 560.0, 212.0)
    table = Table(box, ((box, ("Party", "Pledge")),) * 30)
    assert text(*lines, tables=(table,)).startswith(" ".join(LEFT))
    source = text_of([Page(1, 600.0, 800.0, tuple(lines), tables=(table,))])
    assert [line.continues for line in source[1][: len(LEFT)]] == [False, True, True, True, True]


def test_a_raised_number_a_tab_before_its_line_belongs_to_it() -> None:
    number = word_box("2", 70, 73, 96.0, 6.0)
    assert text(number, *row("This placement is yet to be agreed.", 100, 84)) == (
        "2 This placement is yet to be agreed."
    )


def test_raised_numbers_that_count_on_point_to_endnotes() -> None:
    words: list[Word] = []
    for number in range(1, 6):
        words += row("They met here", 100 + PITCH * number)
        words.append(word_box(str(number), 135.5, 138.5, 96 + PITCH * number, 6.0))
    assert text(*words) == " ".join(["They met here"] * 5)


def test_a_lowered_number_is_part_of_its_word() -> None:
    words: list[Word] = []
    for number in range(1, 6):
        words += row("We cut CO", 100 + PITCH * number)
        words.append(word_box(str(number), 115.5, 118.5, 102 + PITCH * number, 6.0))
    assert "CO 4" in text(*words)


def test_words_of_no_size_part_nothing() -> None:
    # As in damaged files, whose fonts have no height.
    assert text(*row("in force", 100, size=0.0)).split() == ["in", "force"]
