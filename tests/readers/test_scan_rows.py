"""Recognised rows: noise out, rows straight, marks told by their place."""

from itertools import pairwise

from pipeline.readers.pdf.marks import with_marks
from pipeline.readers.pdf.pictures import Picture
from pipeline.readers.pdf.straight import has_columns, straightened, without_noise
from pipeline.readers.pdf.tesseract import Row, Token

PAGE = Picture(b"", 2550, 3300, 300 / 72)


def row(
    y: float,
    *words: tuple[float, str],
    sure: float = 0.95,
    mark: float | None = None,
    size: float = 12.0,
    slope: float = 0.0,
    area: int = 0,
) -> Row:
    """A row of words given by left edge and text; letters are half a size wide."""
    tokens = [Token(text, x, x + size / 2 * len(text), sure) for x, text in words]
    if mark is not None:
        tokens[0] = Token(tokens[0].text, tokens[0].x0, tokens[0].x1, mark)
    return Row(tuple(tokens), y, slope, size, area)


def item(y: float, mark: str, sure: float, x: float = 90.0) -> list[Row]:
    """An item of two lines: the mark, its text, and the text going on under itself."""
    return [
        row(y, (x, mark), (x + 18, "They"), (x + 45, "announced"), mark=sure),
        row(y + 14, (x + 18, "including"), (x + 75, "regions")),
    ]


def texts(rows: list[Row]) -> list[str]:
    return [" ".join(token.text for token in row.tokens) for row in rows]


def test_junk_before_hanging_text_is_a_bullet() -> None:
    rows = [*item(100, "e", 0.4), *item(130, ">", 0.9), *item(160, "¢", 0.0), *item(190, "pm", 0.3)]
    assert [text[:6] for text in texts(with_marks(rows))[::2]] == ["• They"] * 4


def test_one_glyph_read_as_signs_and_letters_is_one_bullet() -> None:
    rows = [*item(100, "»", 0.96), *item(130, "p", 0.97), *item(160, "»", 0.96)]
    assert [text[:6] for text in texts(with_marks(rows))[::2]] == ["• They"] * 3


def test_dashes_stay_dashes() -> None:
    rows = [*item(100, "-", 0.9), *item(130, "—", 0.9), *item(160, "-", 0.9)]
    assert [text[:6] for text in texts(with_marks(rows))[::2]] == ["– They"] * 3


def test_numbers_and_letters_of_a_list_are_kept() -> None:
    rows = [*item(100, "1.", 0.9), *item(130, "a)", 0.9), *item(160, "{c)", 0.5)]
    assert [text.split()[0] for text in texts(with_marks(rows))[::2]] == ["1.", "a)", "(c)"]


def test_short_words_of_a_paragraph_are_no_bullets() -> None:
    # Typewritten: a blank is as wide as a letter, and lines begin with "at" or "in" by chance.
    rows = [
        row(100 + 14 * at, (72, word), (90, "Andrews"), (138, "Air"), (162, "Force"), sure=0.8)
        for at, word in enumerate(("at", "in", "which", "at", "of"))
    ]
    assert texts(with_marks(rows)) == texts(rows)


def test_a_sure_word_is_no_bullet() -> None:
    rows = item(100, "A", 0.96)
    assert texts(with_marks(rows)) == texts(rows)


def test_specks_beside_the_text_go() -> None:
    rows = [row(100 + 14 * at, (72, "Member"), (120, "States")) for at in range(4)]
    speck = row(156, (30, "="), (72, "agreed"), (120, "more"), (150, "—"), sure=0.5)
    assert texts(with_marks([*rows, speck]))[-1] == "agreed more"


def test_maps_and_signatures_are_no_writing() -> None:
    prose = [row(100 + 14 * at, (72, "The"), (100, "Ministers")) for at in range(3)]
    labels = [row(200 + 9 * at, (80, "SHEN"), (140, "bate"), sure=0.5, area=1) for at in range(3)]
    caption = row(240, (72, "Figure"), (120, "One"), area=1)
    signature = row(300, (400, "Dtadfer"), sure=0.14, area=2)
    kept = without_noise([*prose, *labels, caption, signature])
    assert texts(kept) == ["The Ministers"] * 3 + ["Figure One"]


def test_rows_of_a_turned_and_leaning_page_share_their_edges() -> None:
    fall, lean = 0.02, -0.025
    rows = [
        row(
            300 + 60 * at + fall * 700,
            *[(300 + lean * 60 * at + 120 * n, "words") for n in range(5)],
            size=45.0,
            slope=fall,
        )
        for at in range(20)
    ]
    made = straightened(rows, PAGE)
    assert len({row.x0 for row in made}) == 1
    pitches = {round(b.baseline - a.baseline, 1) for a, b in pairwise(made)}
    assert max(pitches) - min(pitches) < 0.3


def test_a_smudge_makes_no_heading() -> None:
    rows = [row(300 + 60 * at, (300, "committee"), (600, "members"), size=45.0) for at in range(9)]
    letters = rows[0].tokens
    smudged = Row(letters, 900.0, 0.0, 60.0, 0)
    heading = row(1000, (300, "Statement"), (700, "Joint"), size=70.0)
    *body, first, second = [r.size for r in straightened([*rows, smudged, heading], PAGE)]
    assert {*body, first} == {body[0]}
    assert second > 1.4 * body[0]


def test_columns_are_seen_where_several_rows_are_parted_at_one_place() -> None:
    words = ["The", "Ministers", "resolved", "to"]
    left = [(72.0 + 50 * n, word) for n, word in enumerate(words)]
    right = [(330.0 + 50 * n, word) for n, word in enumerate(words)]
    assert has_columns([row(100 + 14 * at, *left, *right) for at in range(8)])
    assert not has_columns([row(100 + 14 * at, *left) for at in range(8)])
    assert not has_columns([])
