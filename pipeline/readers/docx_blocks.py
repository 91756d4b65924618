"""The body of a Word document -> pieces in reading order: paragraphs, list items, rows."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline.readers.docx_numbering import Numbered, Numbering, indents
from pipeline.readers.docx_styles import Styles, attribute, child, truth
from pipeline.readers.flow import LIST_GLYPHS, STEP, Piece, folded, starts_typed

_TWIPS_A_BLANK: Final = 120
_MAX_INDENT: Final = 80
_MAX_CELL: Final = 1500
# Deleted and moved text, instructions of fields, and the second copy that older readers get.
_LEFT_OUT: Final = frozenset(
    ("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "footnoteReference")
)
_GLYPHS: Final = {"F0B7": "•", "F0A7": "▪", "F0D8": "➢", "F0FC": "✓"}
Chunk = tuple[str, bool]


class Blocks:
    """Reads a `w:body`; `pieces` holds its paragraphs and rows in order."""

    def __init__(self, body: Any, styles: Styles, numbering: Numbering) -> None:
        self.pieces: list[Piece] = []
        self._styles = styles
        self._numbering = numbering
        self._counts: dict[int, int] = {}
        self._in_list = False
        for element in _blocks(body):
            if _name(element) == "tbl":
                self._table(element)
            else:
                self._paragraph(element)

    def _paragraph(self, element: Any) -> None:
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle"), "val")
        heavy = self._styles.bold(style)
        chunks = list(_chunks(element, self._styles, heavy))
        text = "".join(part for part, _ in chunks)
        if not text.strip():
            return
        bold = all(strong for part, strong in chunks if part.strip())
        level = self._styles.heading(properties, style)
        mark, indent = self._mark(properties, style)
        if level:
            words = folded(f"{mark} {text}")
            self._add(Piece(words, heading=level, bold=bold))
        elif mark:
            self._item(text, mark, indent)
        else:
            self._lines(text, bold, self._left(properties, style))

    def _mark(self, properties: Any, style: str | None) -> tuple[str, int]:
        """The mark of a paragraph, "" without one, and the blanks before it."""
        numbered = self._numbering.number(properties, style)
        if numbered is not None:
            left, first = self._item_indents(properties, style, numbered)
            blanks = round(((left or 0) + (first or 0)) / _TWIPS_A_BLANK)
            return numbered.mark, max(blanks, numbered.depth * STEP)
        named = None if self._unnumbered(properties) else self._styles.list_name(style)
        if named is None:
            return "", 0
        kind, depth = named
        if kind == "bullet":
            return LIST_GLYPHS[min(depth, 2)], depth * STEP
        self._counts[depth] = self._counts.get(depth, 0) + 1
        return f"{self._counts[depth]}.", depth * STEP

    def _unnumbered(self, properties: Any) -> bool:
        # numId 0 takes a paragraph out of the list of its style.
        num = attribute(child(child(properties, "numPr"), "numId"), "val")
        return num is not None

    def _item_indents(
        self, properties: Any, style: str | None, numbered: Numbered
    ) -> tuple[int | None, int | None]:
        # A list wins over the style of its paragraphs, unless it is the style that names it.
        own = indents(properties) if numbered.direct else self._indents(properties, style)
        level = numbered.level.left, numbered.level.first
        rest = self._indents(properties, style)
        left, first = (
            next((value for value in given if value is not None), None)
            for given in zip(own, level, rest, strict=True)
        )
        return left, first

    def _indents(self, properties: Any, style: str | None) -> tuple[int | None, int | None]:
        left, first = indents(properties)
        for _, element in self._styles.chain(style):
            if left is not None and first is not None:
                break
            inherited = indents(child(element, "pPr"))
            left = inherited[0] if left is None else left
            first = inherited[1] if first is None else first
        return left, first

    def _left(self, properties: Any, style: str | None) -> tuple[int, int]:
        """Blanks before a paragraph's lines, and before its first one."""
        left, first = self._indents(properties, style)
        return (
            round((left or 0) / _TWIPS_A_BLANK),
            round(((left or 0) + (first or 0)) / _TWIPS_A_BLANK),
        )

    def _add(self, piece: Piece) -> None:
        piece.indent = max(0, min(piece.indent, _MAX_INDENT))
        self.pieces.append(piece)
        self._in_list = bool(piece.mark)

    def _item(self, text: str, mark: str, indent: int) -> None:
        parts = [line for line in map(folded, text.split("\n")) if line]
        lines = parts[:1]
        for part in parts[1:]:
            if starts_typed(part):
                lines.append(part)
            else:
                lines[-1] += " " + part
        typed = starts_typed(lines[0]) and not lines[0][0].isalnum()
        self._add(Piece(lines[0], indent, "" if typed else mark, gap=not self._in_list))
        for line in lines[1:]:
            self._add(Piece(line, indent + STEP, gap=False))
        self._in_list = True

    def _lines(self, text: str, bold: bool, left: tuple[int, int]) -> None:
        gap = True
        for raw in text.split("\n"):
            line = folded(raw)
            if not line:
                gap = True
                continue
            typed = starts_typed(line)
            tabs = len(raw) - len(raw.lstrip()) if typed else 0
            indent = (left[1] if typed else min(left[0], max(left[1], 0))) + tabs
            before = self.pieces[-1] if self.pieces else None
            beside = typed and not bold and before and starts_typed(before.text)
            self._add(Piece(line, indent, bold=bold, gap=gap and not beside))
            gap = False

    def _table(self, element: Any) -> None:
        rows = [
            [_cell(cell, self._styles) for cell in _inner(row, "tc")]
            for row in _inner(element, "tr")
        ]
        simple = all(flat for row in rows for _, flat in row)
        widest = max((len(row) for row in rows), default=0)
        if not simple or widest < 2:
            for row in _inner(element, "tr"):
                for cell in _inner(row, "tc"):
                    for block in _blocks(cell):
                        # A table in a table of layout is read as its own.
                        if _name(block) == "tbl":
                            self._table_rows(block)
                        else:
                            self._paragraph(block)
            return
        self._write_rows([[text for text, _ in row] for row in rows])

    def _table_rows(self, element: Any) -> None:
        rows = [
            [all_text(cell, self._styles) for cell in _inner(row, "tc")]
            for row in _inner(element, "tr")
        ]
        self._write_rows(rows)

    def _write_rows(self, rows: list[list[str]]) -> None:
        first = True
        for row in rows:
            cells = [cell for cell in row if cell]
            if not cells:
                continue
            if len(cells) == 2 and starts_typed(cells[0]) and len(cells[0]) < 8:
                self._add(Piece(" ".join(cells), gap=first))
            else:
                self._add(Piece("| " + " | ".join(cells) + " |", gap=first))
            first = False


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables of a body or cell in order, those in content controls too."""
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        name = _name(element)
        if name in ("p", "tbl"):
            yield element
            if name == "p":
                waiting.extend(reversed(list(_boxes(element))))
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "txbxContent"):
            waiting.extend(reversed(element))


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes anchored in a paragraph, each once."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        name = _name(element)
        if name == "txbxContent":
            yield element
        elif name not in _LEFT_OUT and name != "t":
            waiting.extend(reversed(element))


def _inner(element: Any, wanted: str) -> list[Any]:
    """Rows of a table or cells of a row, those in content controls too."""
    found: list[Any] = []
    waiting = list(reversed(element))
    while waiting:
        inner = waiting.pop()
        name = _name(inner)
        if name == wanted:
            found.append(inner)
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            waiting.extend(reversed(inner))
    return found


def _cell(cell: Any, styles: Styles) -> tuple[str, bool]:
    """The words of a cell, and whether they are plain enough for a row of a table."""
    flat = True
    for block in _blocks(cell):
        if _name(block) == "tbl" or child(child(block, "pPr"), "numPr") is not None:
            flat = False
    text = all_text(cell, styles)
    return text, flat and len(text) <= _MAX_CELL


def all_text(cell: Any, styles: Styles) -> str:
    """The words of all paragraphs in a cell or note, with one blank between them."""
    words = ["".join(part for part, _ in _chunks(p, styles, False)) for p in _paragraphs(cell)]
    return folded(" ".join(words))


def _paragraphs(container: Any) -> Iterator[Any]:
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        if _name(element) == "p":
            yield element
        elif _name(element) not in _LEFT_OUT:
            waiting.extend(reversed(element))


def _chunks(paragraph: Any, styles: Styles, heavy: bool) -> Iterator[Chunk]:
    """The text of a paragraph in parts, each with whether it is bold."""
    waiting = [(element, heavy) for element in reversed(paragraph)]
    while waiting:
        element, bold = waiting.pop()
        name = _name(element)
        if name in _LEFT_OUT or name == "txbxContent":
            continue
        if name == "t":
            yield element.text or "", bold
        elif name in ("br", "cr"):
            yield "\n", bold
        elif name in ("tab", "ptab"):
            yield "\t", bold
        elif name == "noBreakHyphen":
            yield "-", bold
        elif name == "sym":
            yield _GLYPHS.get((attribute(element, "char") or "").upper(), ""), bold
        else:
            if name == "r":
                bold = _run_bold(element, styles, heavy)
                if truth(child(child(element, "rPr"), "vanish")):
                    continue
            waiting.extend((inner, bold) for inner in reversed(element))


def _run_bold(run: Any, styles: Styles, heavy: bool) -> bool:
    properties = child(run, "rPr")
    own = truth(child(properties, "b"))
    if own is not None:
        return own
    style = attribute(child(properties, "rStyle"), "val")
    return heavy or (style is not None and styles.bold(style))
