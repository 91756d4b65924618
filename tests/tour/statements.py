"""The two statements of the README's tour as PDFs: `python -m tests.tour.statements`.

They are invented, and say so on every page; no government has made them.
"""

from pathlib import Path
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FOLDER: Final = Path(__file__).parents[2] / "docs" / "tour"
NOTE: Final = "Invented for the tour of factsheets: no government has made this statement."
TITLE: Final = "Australia-Republic of Korea Joint Statement on Security and Supply"
SIDECAR: Final = """\
series = "australia-korea-tour"
url = "https://statements.example/{name}.pdf"
"""

# Date line, then paragraphs (no mark), headings ("#") and bullets ("-").
STATEMENTS: Final = {
    "australia-korea-2024": """
Canberra, 1 May 2024
The Foreign and Defence Ministers of Australia and the Republic of Korea met in Canberra. They \
welcomed sixty years of friendship.
# Security
- The Ministers agreed to hold a joint naval exercise with Korea every year.
- Australia intends to open its northern training areas to the armed forces of Korea.
- Australia will post two liaison officers in Korea by the end of 2025.
# Supply
- Australia will consider supplying critical minerals to battery makers in Korea.
- The Republic of Korea will invest in hydrogen plants in Queensland.
""",
    "australia-korea-2026": """
Seoul, 12 March 2026
The Foreign and Defence Ministers of Australia and the Republic of Korea met in Seoul. They \
welcomed the first joint naval exercise.
# Security
- The Ministers reaffirmed their commitment to hold a joint naval exercise with Korea every year.
- Australia will open its northern training areas to the armed forces of Korea by 2027.
- Australia will share satellite images with the coast guard of Korea.
# Supply
- Australia will supply critical minerals to battery makers in Korea.
- The Republic of Korea will invest in hydrogen plants in Queensland and Tasmania.
""",
}
_LEFT, _RIGHT, _TOP, _LEADING = 72, 523, 770, 16


def write(folder: Path = FOLDER) -> None:
    """Both statements as PDF, the same bytes every time, each with its sidecar."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in STATEMENTS.items():
        _draw(folder / f"{name}.pdf", text.strip().splitlines())
        (folder / f"{name}.meta.toml").write_text(SIDECAR.format(name=name), encoding="utf-8")


def _draw(file: Path, lines: list[str]) -> None:
    canvas = Canvas(str(file), pagesize=A4, invariant=True)
    canvas.setTitle(TITLE)
    at = _print(canvas, TITLE, _TOP, "Helvetica-Bold", 14)
    date, *lines = lines
    at = _print(canvas, date, at - 4, "Helvetica", 11)
    at = _print(canvas, NOTE, at - 4, "Helvetica-Oblique", 11)
    for line in lines:
        if line.startswith("# "):
            at = _print(canvas, line[2:], at - 10, "Helvetica-Bold", 12)
        elif line.startswith("- "):
            canvas.setFont("Helvetica", 11)
            canvas.drawString(_LEFT + 12, at, "•")
            at = _print(canvas, line[2:], at, "Helvetica", 11, indent=26)
        else:
            at = _print(canvas, line, at - 4, "Helvetica", 11)
    canvas.save()


def _print(canvas: Canvas, text: str, at: float, font: str, size: int, indent: int = 0) -> float:
    """Prints a paragraph, its lines broken; the height at which the next begins."""
    canvas.setFont(font, size)
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if stringWidth(longer, font, size) > _RIGHT - _LEFT - indent:
            canvas.drawString(_LEFT + indent, at, line)
            at -= _LEADING
            longer = word
        line = longer
    canvas.drawString(_LEFT + indent, at, line)
    return at - _LEADING - 4


if __name__ == "__main__":
    write()
