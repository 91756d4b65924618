"""Items as PDF files by ReportLab: no program besides Python is needed."""

from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from tests.formats.trees import Entry, blocks, paragraphs, runs
from tests.formats.truth import Item

_BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=7)
_HEADINGS = {
    level: ParagraphStyle(
        f"h{level}", _BODY, fontName="Helvetica-Bold", fontSize=size, leading=size * 1.3,
        spaceBefore=6, keepWithNext=1,
    )
    for level, size in ((0, 17), (1, 13.5), (2, 12), (3, 11))
}  # fmt: skip
_STEP = 18
_GLYPHS = ("\u2022", "<font face='Courier'>o</font>", "<font face='ZapfDingbats'>n</font>")


def write_pdf(items: list[Item], target: Path, head: str = "") -> None:
    """An untagged PDF; with `head` a running head and "5 of 54" stand on every page."""
    story: list[Any] = []
    for block in blocks(items):
        if isinstance(block, Item):
            story.append(_paragraph(block))
        else:
            _add_list(story, block)
            story.append(Spacer(0, 4))
    template = SimpleDocTemplate(
        str(target), pagesize=letter, leftMargin=70, rightMargin=70, topMargin=72, bottomMargin=72,
        title=head, invariant=1,
    )  # fmt: skip
    _Numbered.head = head
    template.build(story, canvasmaker=_Numbered if head else Canvas)


class _Numbered(Canvas):
    """Knows the number of pages once all are drawn."""

    head = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self.setFont("Helvetica", 9)
            self.drawString(70, letter[1] - 45, self.head)
            self.drawCentredString(letter[0] / 2, 40, f"{number} of {len(self._pages)}")
            super().showPage()
        super().save()


def _paragraph(item: Item) -> Paragraph:
    if item.kind == "title":
        return Paragraph(_escaped(item.text), _HEADINGS[0])
    if item.kind == "section":
        return Paragraph(_escaped(item.text), _HEADINGS[min(item.level, 3)])
    if item.kind == "doc_type":
        return Paragraph(f"<b>{_escaped(item.text)}</b>", _BODY)
    return Paragraph(*_inline(item), _BODY)


def _add_list(story: list[Any], entries: list[Entry]) -> None:
    for run in runs(entries):
        for entry in run.entries:
            level = entry.item.level
            mark = entry.item.marker if run.form else _GLYPHS[min(level, 3) - 1]
            style = ParagraphStyle(
                f"item{level}", _BODY, leftIndent=_STEP * (level + 0.5), spaceAfter=3,
                bulletIndent=_STEP * (level - 0.5), bulletFontName="Times-Roman", bulletFontSize=11,
            )  # fmt: skip
            first, *more = _inline(entry.item)
            story.append(Paragraph(f"<bullet>{mark}</bullet>{first}", style))
            story.extend(Paragraph(words, style) for words in more)
            _add_list(story, entry.entries)


def _inline(item: Item) -> list[str]:
    return [
        (f"<b>{_escaped(lead)}</b>" if lead else "") + _escaped(rest)
        for lead, rest in paragraphs(item)
    ]


def _escaped(text: str) -> str:
    # The fonts that every reader of PDF files has know no such blank and hyphen.
    text = text.replace("\u202f", "\u00a0").replace("\u2011", "-")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
