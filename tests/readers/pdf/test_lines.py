"""Words of a PDF page -> lines in reading order."""

from pipeline.readers.pdf.page import Page, Table, Word, word_box
from pipeline.readers.pdf.read import text_of

SIZE, EM = 10.0, 5.0


def row(text: str, top: float, left: float = 70.0, size: float = SIZE) -> list[Word]:
    """The words of a line, letters half as wide as high."""
    words = []
    at = left
    for word in text.split():
        words.append(word_box(word, at, at + size / 2 * len(word), top + size, size))
        at += size / 2 * (len(word) + 1)
    return words


def text(*words: Word, tables: tuple[Table, ...] = ()) -> str:
    return text_of([Page(1, 600.0, 800.0, tuple(words), tables=tables)])[0]


def test_rows_of_a_table_measure_nothing() -> None:
    cells = (((70.0, 100.0, 300.0, 112.0), ("Party", "Pledge")),) * 3
    table = Table((70.0, 100.0, 300.0, 136.0), cells)
    assert text(*row("They met.", 60), tables=(table,)).count("| Party | Pledge |") == 3
