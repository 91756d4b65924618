"""Pages built word by word: what tags, tables and small figures make of them."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Source
from pipeline.outline import parse
from pipeline.readers.pdf.page import Page, Table, Word, word_box
from pipeline.readers.pdf.read import text_of
from pipeline.readers.pdf.tags import Tag

LEFT, SIZE, PITCH, EM = 70.0, 10.0, 12.0, 5.0


def words(text: str, row: float, left: float = LEFT, content: int | None = None) -> list[Word]:
    """One line of letters half as wide as high."""
    made = []
    for word in text.split():
        made.append(word_box(word, left, left + EM * len(word), 100 + PITCH * row, SIZE))
        left += EM * (len(word) + 1)
    return [word._replace(content=content) for word in made]


def page(lines: Sequence[list[Word]], **more: object) -> Page:
    return Page(1, 612, 792, tuple(w for line in lines for w in line), **more)  # type: ignore[arg-type]


def outline(*pages: Page) -> list[tuple[str, str]]:
    """Kind and text of every node."""
    text, lines = text_of(list(pages))
    nodes = parse(Source(text, lines, "application/pdf", len(pages)))
    return [(node.kind, " ".join(text[node.start : node.end].split())) for node in nodes]


PROSE = [
    "The Ministers met in Canberra and reviewed all that had been agreed",
    "since their last meeting, and noted the progress of the joint teams.",
]
CITIES = "Canberra Brisbane Adelaide Auckland Hamilton Tauranga".split()


def test_rows_of_a_table_are_neither_notes_nor_lines_of_no_size() -> None:
    box = (70.0, 150.0, 400.0, 190.0)
    rows = (
        ((70.0, 150.0, 400.0, 170.0), ("1", "Darwin", "2 teams")),
        ((70.0, 170.0, 400.0, 190.0), ("2", "Perth", "")),
    )
    inside = words("1 Darwin 2 teams", 5)
    found = outline(page([*map(words, PROSE, (0, 1)), inside], tables=(Table(box, rows),)))
    assert found[-1] == ("table", "| 1 | Darwin | 2 teams | | 2 | Perth |")
    assert sum("Darwin" in text for _, text in found) == 1


def test_tags_part_paragraphs_that_the_page_does_not() -> None:
    # Two full lines at one distance: only the tags tell that they are two paragraphs.
    first, second = Tag(), Tag()
    lines = [words(text, row, content=row) for row, text in enumerate([*PROSE, *PROSE, *PROSE])]
    tags = {0: first, 1: first, 2: second, 3: second, 4: second, 5: second}
    assert len(outline(page(lines, tags=tags))) == 2
    assert len(outline(page(lines))) < 6


def test_tags_part_paragraphs_at_a_page_break() -> None:
    # The last line of the page is full: without tags its paragraph goes on.
    lines = [line.replace("Canberra", city) for city in CITIES for line in PROSE]
    before = page([words(text, row, content=row) for row, text in enumerate(lines)])
    again = [line.replace("met", "sat") for line in lines]
    after = page([words(text, row, content=row) for row, text in enumerate(again)])
    after = replace(after, number=2)
    assert len(outline(before, after)) == 1
    first, second = Tag(), Tag()
    tagged = [
        replace(p, tags=dict.fromkeys(range(12), tag))
        for p, tag in ((before, first), (after, second))
    ]
    assert len(outline(*tagged)) == 2
    first.unfinished = second.continued = True
    assert len(outline(*tagged)) == 1


def test_tags_that_contradict_the_page_are_not_believed() -> None:
    lines = [words(PROSE[0], row, content=row) for row in range(8)]
    tags = {row: Tag() for row in range(8)}
    assert len(outline(page(lines, tags=tags))) == 1


def test_a_tagged_item_whose_mark_is_drawn_is_a_bullet() -> None:
    lines = [words("They agreed to:", 0, content=0), words("trade more freely.", 1, 90, 1)]
    found = outline(page(lines, tags={0: Tag(), 1: Tag(item=True)}))
    assert found == [("paragraph", "They agreed to:"), ("bullet", "trade more freely.")]


def test_a_drawn_dot_is_a_bullet() -> None:
    lines = [words("They agreed to:", 0), words("trade more freely.", 1, 100)]
    dot = (90.0, 104.0, 94.0, 108.0)
    assert outline(page(lines, dots=(dot,)))[-1] == ("bullet", "trade more freely.")


def test_a_small_figure_that_points_to_a_note_is_no_part_of_the_text() -> None:
    mark = word_box("1", 405.5, 409.0, 96.0, 6.0)
    note = [
        word_box(w, 70 + 30 * n, 95 + 30 * n, 700.0, 7.0) for n, w in enumerate("1 See A".split())
    ]
    found = outline(page([[*words(PROSE[0], 0), mark], words(PROSE[1], 1), note]))
    assert found == [("paragraph", " ".join(PROSE)), ("footer", "1 See A")]


def test_letters_without_height_stop_nothing() -> None:
    lines = [[word_box("Japan", 70, 100, 100 + row, 0.0)] for row in range(3)]
    assert outline(page(lines))
