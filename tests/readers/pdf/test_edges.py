"""Running heads, page numbers and footnotes of PDF pages."""

from collections.abc import Iterable

from pipeline.model import Box, Source
from pipeline.outline import parse
from pipeline.readers.pdf.page import Page, Word, word_box
from pipeline.readers.pdf.read import text_of

HEIGHT = 800.0
PROSE = (
    "the Ministers met in Canberra and reviewed all that had",
    "agreed since their last meeting, and noted the progress of it.",
    "They decided to go on with this work in the course of the year.",
)


def row(text: str, base: float, size: float = 10.0, left: float = 70.0) -> list[Word]:
    words = []
    for word in text.split():
        words.append(word_box(word, left, left + size / 2 * len(word), base, size))
        left += size / 2 * (len(word) + 1)
    return words


def page(number: int, rows: Iterable[list[Word]], rules: tuple[Box, ...] = ()) -> Page:
    return Page(number, 600.0, HEIGHT, tuple(w for line in rows for w in line), rules=rules)


def kinds(*pages: Page) -> list[tuple[str, str]]:
    text, lines = text_of(list(pages))
    nodes = parse(Source(text, lines, "application/pdf", len(pages)))
    return [(node.kind, " ".join(text[node.start : node.end].split())) for node in nodes]


def body(first: str = "In May") -> list[list[Word]]:
    texts = (f"{first} {PROSE[0]}", *PROSE[1:])
    return [row(text, 300.0 + 12 * at) for at, text in enumerate(texts)]


def test_a_running_head_has_its_number_left_and_right_in_turn() -> None:
    heads = ("ANNUAL REPORT | 15", "16 | ANNUAL REPORT", "ANNUAL REPORT | 17")
    pages = [page(n, [row(head, 760.0), *body()]) for n, head in enumerate(heads, 1)]
    assert sum(kind == "footer" for kind, _ in kinds(*pages)) == 3


def test_titles_of_slides_are_no_running_heads() -> None:
    titles = ("The Year in Trade", "The Year in Energy", "The Year in Travel", "The Next Year")
    pages = [page(n, [row(title, 60.0, 20.0), *body(title)]) for n, title in enumerate(titles, 1)]
    assert [text for kind, text in kinds(*pages) if kind in ("title", "section")] == list(titles)


def test_a_footnote_that_goes_on_below_a_rule_is_furniture() -> None:
    note = row("as set out in the annex to it.", 740.0, 8.0)
    rule = (70.0, 730.0, 214.0, 730.5)
    assert kinds(page(1, [*body(), note], (rule,)))[-1][0] == "footer"
    assert kinds(page(1, [*body(), note]))[-1][0] == "paragraph"


def test_a_footnote_of_several_lines_is_one_node() -> None:
    notes = [
        row("1 The wording of this is that of the first", 720.0, 8.0),
        row("of the two versions.", 729.6, 8.0),
        row("2 This is open.", 739.2, 8.0),
    ]
    text, lines = text_of([page(1, [*body(), *notes])])
    nodes = [n for n in parse(Source(text, lines, "application/pdf", 1)) if n.kind == "footer"]
    assert [text[node.start : node.end].replace("\n", " ") for node in nodes] == [
        "1 The wording of this is that of the first of the two versions.",
        "2 This is open.",
    ]
    assert nodes[0].box is not None
    assert nodes[0].box[3] - nodes[0].box[1] > 16


def test_a_title_is_no_running_head_though_later_pages_repeat_it() -> None:
    title = "A Plan for the Ports"
    pages = [page(1, [row(title, 60.0, 14.0), *body()])]
    pages += [page(n, [row(title, 60.0, 9.0), *body(f"Year {n}")]) for n in (2, 3)]
    assert [kind for kind, text in kinds(*pages) if text == title] == ["title", "footer", "footer"]


def test_many_large_lines_in_a_row_are_no_headings() -> None:
    lines = [f"Booth number {n} in the large hall" for n in range(1, 7)]
    large = [row(text, 100.0 + 40 * at, 16.0) for at, text in enumerate(lines)]
    pages = [page(1, large), page(2, body()), page(3, body("In June"))]
    assert [text for kind, text in kinds(*pages)[1:] if kind == "section"] == []
