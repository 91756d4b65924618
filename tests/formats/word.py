"""Items as Word documents, and these printed by LibreOffice."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph

from tests.formats.trees import Entry, Run, blocks, paragraphs, runs
from tests.formats.truth import Item

_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip
# Word's own bullets: Symbol, Courier New, Wingdings.
_GLYPHS = (("\uf0b7", "Symbol"), ("o", "Courier New"), ("\uf0a7", "Wingdings"))
_LEVELS = 9
_STEP = 360


def write_document(items: list[Item], target: Path, styled: bool = False, head: str = "") -> None:
    """A Word document with heading styles and lists, running head and "5 of 54" with `head`.

    Lists of glyphs are levels of one numbering or, with `styled`, Word's "List Bullet 2" styles;
    every run of numbers is a list of its own, as Word writes one that starts again.
    """
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Serif"
    document.styles["Normal"].font.size = Pt(11)
    writer = _Writer(document, styled)
    for block in blocks(items):
        if isinstance(block, Item):
            writer.add(block)
        else:
            writer.add_list(block)
    if head:
        _add_furniture(document, head)
    document.save(str(target))


class _Writer:
    def __init__(self, document: Document, styled: bool) -> None:
        self._document = document
        self._styled = styled
        self._root = document.part.numbering_part.element
        self._bullets: str | None = None

    def add(self, item: Item) -> None:
        if item.kind == "section":
            self._document.add_heading(item.text, item.level)
        elif item.kind == "title":
            self._document.add_heading(item.text, 0)
        else:
            paragraph = self._document.add_paragraph()
            _fill(paragraph, *paragraphs(item))
            if item.kind == "doc_type":
                paragraph.runs[0].bold = True

    def add_list(self, entries: list[Entry]) -> None:
        for run in runs(entries):
            number = None if run.form else self._bullets
            for entry in run.entries:
                level = entry.item.level - 1
                first, *more = paragraphs(entry.item)
                if not run.form and self._styled and level < 3:
                    style = "List Bullet" + (f" {level + 1}" if level else "")
                    _fill(self._document.add_paragraph(style=style), first)
                else:
                    number = number or self._list(run, level)
                    paragraph = self._document.add_paragraph(style="List Paragraph")
                    _fill(paragraph, first)
                    _number(paragraph, number, level)
                for text in more:
                    paragraph = self._document.add_paragraph()
                    paragraph.paragraph_format.left_indent = Twips(_STEP * (level + 2))
                    _fill(paragraph, text)
                self.add_list(entry.entries)

    def _list(self, run: Run, level: int) -> str:
        scheme = str(100 + len(self._root.findall(qn("w:abstractNum"))))
        element = _made("abstractNum", abstractNumId=scheme)
        element.append(_made("multiLevelType", val="hybridMultilevel"))
        for at in range(_LEVELS):
            element.append(_level(run, at))
        # All schemes stand before the first list.
        self._root.insert(0, element)
        number = str(100 + len(self._root.findall(qn("w:num"))))
        num = _made("num", numId=number)
        num.append(_made("abstractNumId", val=scheme))
        if run.form:
            override = _made("lvlOverride", ilvl=str(level))
            override.append(_made("startOverride", val=str(run.start)))
            num.append(override)
        else:
            self._bullets = number
        self._root.append(num)
        return number


def _level(run: Run, at: int) -> Any:
    level = _made("lvl", ilvl=str(at))
    glyph, font = _GLYPHS[at % len(_GLYPHS)]
    level.append(_made("start", val="1"))
    level.append(_made("numFmt", val=_FORMS.get(run.form, "bullet")))
    shown = f"{run.before}%{at + 1}{run.after}" if run.form else glyph
    level.append(_made("lvlText", val=shown))
    level.append(_made("lvlJc", val="left"))
    properties = _made("pPr")
    properties.append(_made("ind", left=str(_STEP * (at + 2)), hanging=str(_STEP)))
    level.append(properties)
    if not run.form:
        letters = _made("rPr")
        letters.append(_made("rFonts", ascii=font, hAnsi=font, hint="default"))
        level.append(letters)
    return level


def _made(name: str, **attributes: str) -> Any:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _number(paragraph: Paragraph, number: str, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = int(number)


def _fill(paragraph: Paragraph, words: tuple[str, str]) -> None:
    lead, rest = words
    if lead:
        paragraph.add_run(lead).bold = True
    paragraph.add_run(rest)


def _add_furniture(document: Document, head: str) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = head
    foot = section.footer.paragraphs[0]
    for before, field in (("", "PAGE"), (" of ", "NUMPAGES")):
        foot.add_run(before)
        element = _made("fldSimple", instr=field)
        element.append(foot.add_run("1")._r)
        foot._p.append(element)


def find() -> str | None:
    """LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def print_documents(files: Iterable[Path], folder: Path, tagged: bool) -> None:
    """Prints Word files to PDF files of the same names in a folder, in one process."""
    program = find()
    assert program is not None
    options = {"UseTaggedPDF": {"type": "boolean", "value": str(tagged).lower()}}
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [program, f"-env:UserInstallation={Path(home).as_uri()}", "--headless",
             "--convert-to", f"pdf:writer_pdf_Export:{json.dumps(options)}",
             "--outdir", str(folder), *map(str, files)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
