"""The table of speed and recovery in the README, between two marks."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import fill

from tests.benchmarks import names, pdf_pages, stages
from tests.benchmarks.trial import TOKENIZER, Cells

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
_OUTLINE = ("bullets", "levels", "parents", "furniture")


def block(rows: Sequence[Cells], shares: Sequence[dict[str, str]], told: str) -> str:
    """What stands between the marks: the whole, outlines and names, each with what it recovers
    (of the labelled documents in the repository and beside it together), and PDF pages."""
    said = (
        f"Measured on {told} (`make bench`; the middle of the rounds, in brackets the least and "
        "the most; every row, and what was given to whom: `docs/bench.csv`, `docs/recovery.csv`):"
    )
    return "\n".join(["", fill(said, 100), "", *_table(rows, shares), "", *_pages(rows), ""])


def _table(rows: Sequence[Cells], shares: Sequence[dict[str, str]]) -> list[str]:
    lines = [
        f"| | time ({TOKENIZER} is 1) | bullets | levels | parents | furniture left out |",
        "|-|-|-|-|-|-|",
    ]
    for row in rows:
        group, what = row[0], row[1]
        if what == stages.WHOLE:
            lines.append(f"| {what}, {group.partition(', ')[2]} | {_ratio(row)} | | | | |")
        elif group.startswith("outline") and what != TOKENIZER:
            cells = " | ".join(_sum(shares, what, name) for name in _OUTLINE)
            lines.append(f"| {what} | {_ratio(row)} | {cells} |")
    lines += ["", "| | time | labelled names found | of those found labelled |", "|-|-|-|-|"]
    for row in rows:
        if row[1] in (names.OURS, *names.NAMES.values()):
            cells = " | ".join(_sum(shares, row[1], name) for name in ("found", "right"))
            lines.append(f"| {row[1]} | {_ratio(row)} | {cells} |")
    return lines


def _ratio(row: Cells) -> str:
    least, median, most, note = row[4:]
    return note if median is None else f"{median:.2f} ({least:.2f}–{most:.2f})"


def _sum(shares: Sequence[dict[str, str]], what: str, figure: str) -> str:
    parts = [row[figure].split("/") for row in shares if row["what"] == what and row.get(figure)]
    total = sum(int(part[1]) for part in parts)
    return f"{sum(int(part[0]) for part in parts) / total:.2f}" if total else "–"


def _pages(rows: Sequence[Cells]) -> Iterator[str]:
    for group in dict.fromkeys(row[0] for row in rows if row[2] == "pages"):
        rate = {row[1]: f"{row[3]:.0f}" for row in rows if row[0] == group}
        reader, pages, pdfium, plumber = (
            rate[pdf_pages.ROWS[way]] for way in ("reader", "pages", "pypdfium2", "pdfplumber")
        )
        told = (
            f"- {group}: the reader {reader} pages a second, its fast part {pages}, pypdfium2 "
            f"(plain text) {pdfium}, pdfplumber {plumber}."
        )
        yield fill(told, 100, subsequent_indent="  ")


def write(file: Path, made: str) -> None:
    """Puts a block between the marks of a file, which must be there."""
    before, begin, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{file} lacks {BEGIN} and {END}")
    file.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")
