"""The elements of a page -> pieces in reading order: paragraphs, list items, headings, rows."""

import re
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from pipeline.readers.flow import LIST_GLYPHS, STEP, Piece, folded, number_text, starts_typed
from pipeline.readers.html_tree import BLOCKS, walk

_HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
_BOLD: Final = frozenset(("b", "strong", "th"))
_COMPLEX: Final = frozenset((*_HEADINGS, *_LISTS, "table", "blockquote", "pre"))
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_WEIGHT: Final = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_LEFT: Final = re.compile(r"(?:margin|padding)-left\s*:\s*([\d.]{1,8})\s*(px|pt|em|rem|in|cm)")
_POINTS: Final = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "in": 72.0, "cm": 28.3}
_POINTS_A_STEP: Final = 18.0
_FORMS: Final = {
    "decimal": "1",
    "decimal-leading-zero": "01",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_NUMBERED: Final = frozenset(_FORMS.values())
_GLYPHS: Final = {"disc": "•", "circle": "◦", "square": "▪"}
_MAX_INDENT: Final = 80
_MAX_CELL: Final = 1500


@dataclass(slots=True)
class _List:
    """An open list: its form (`1`, `a`, …, a glyph, or "" for no mark) and its next number."""

    form: str
    value: int = 1
    step: int = 1


@dataclass(slots=True)
class _Table:
    """An open table: the cells of its open row, or that it only lays out the page."""

    layout: bool
    cells: list[str] = field(default_factory=list)
    rows: int = 0


class Blocks:
    """Reads the elements of `root` but those left out; `pieces` holds what was read."""

    def __init__(self, root: LexborNode, leave_out: set[int]) -> None:
        self.pieces: list[Piece] = []
        self._layout = _layout_tables(root, leave_out)
        self._chunks: list[tuple[str, bool]] = []
        self._lists: list[_List] = []
        self._items: list[tuple[int, str]] = []
        self._tables: list[_Table] = []
        self._mark: str | None = None
        self._tight = self._cell = False
        self._heading = self._bold = self._pre = 0
        self._shift = 0.0
        for node, ends in walk(root, leave_out):
            tag = node.tag or ""
            if tag == "-text":
                self._text(node, ends)
            elif not tag.startswith("-"):
                self._close(node, tag) if ends else self._open(node, tag)
        self._flush()

    def _text(self, node: LexborNode, ends: bool) -> None:
        if ends:
            return
        raw = node.text_content or ""
        if self._pre and not self._cell:
            self._chunks.append((raw.replace("\r\n", "\n"), bool(self._bold)))
        else:
            self._chunks.append((_SPACE.sub(" ", raw), bool(self._bold)))

    def _open(self, node: LexborNode, tag: str) -> None:
        if tag == "br":
            self._chunks.append(("\n", False))
        elif tag in BLOCKS and not self._in_cell(tag):
            self._flush()
            self._open_block(node, tag)
        elif tag in BLOCKS:
            self._chunks.append((" ", False))
        self._bold += _is_bold(node, tag)

    def _open_block(self, node: LexborNode, tag: str) -> None:
        if tag in _LISTS:
            self._lists.append(_opened(node, tag, len(self._lists)))
        elif tag == "li":
            self._open_item(node)
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "table":
            self._tables.append(_Table(node.mem_id in self._layout))
        elif tag in ("td", "th"):
            self._cell = bool(self._tables) and not self._tables[-1].layout
        self._pre += tag == "pre"
        self._shift += _shift(node, tag)

    def _close(self, node: LexborNode, tag: str) -> None:
        self._bold -= _is_bold(node, tag)
        if tag in ("td", "th") and self._cell:
            self._tables[-1].cells.append(folded("".join(text for text, _ in self._chunks)))
            self._chunks.clear()
            self._cell = False
            self._shift -= _shift(node, tag)
        elif tag in BLOCKS and not self._in_cell(tag):
            self._flush()
            self._close_block(node, tag)
        elif tag in BLOCKS:
            self._chunks.append((" ", False))

    def _close_block(self, node: LexborNode, tag: str) -> None:
        if tag in _LISTS and self._lists:
            self._lists.pop()
            self._tight = self._tight and bool(self._lists)
        elif tag == "li":
            self._items.pop()
            self._mark = None
        elif tag in _HEADINGS:
            self._heading = 0
        elif tag == "tr" and self._tables:
            self._end_row(self._tables[-1])
        elif tag == "table" and self._tables:
            self._tables.pop()
        self._pre -= tag == "pre"
        self._shift -= _shift(node, tag)

    def _in_cell(self, tag: str) -> bool:
        return self._cell and tag not in ("td", "th")

    def _open_item(self, node: LexborNode) -> None:
        if not self._lists:
            self._lists.append(_List(LIST_GLYPHS[0]))
        current = self._lists[-1]
        value = _number(node.attributes.get("value"))
        if value is not None:
            current.value = value
        form = _form(node, "") or current.form
        mark = form
        if form in _NUMBERED:
            mark = number_text(current.value, form) + "."
            current.value += current.step
        depth = min((len(self._lists) - 1) * STEP, _MAX_INDENT)
        self._items.append((depth, mark))
        self._mark = "" if mark == "none" else mark

    def _end_row(self, opened: _Table) -> None:
        cells = [cell for cell in opened.cells if cell]
        opened.cells.clear()
        if not cells:
            return
        if len(cells) == 2 and starts_typed(cells[0]) and len(cells[0]) < 8:
            self.pieces.append(Piece(" ".join(cells), gap=not opened.rows))
        else:
            row = "| " + " | ".join(cells) + " |"
            self.pieces.append(Piece(row, gap=not opened.rows))
        opened.rows += 1

    def _flush(self) -> None:
        """Makes pieces of the words gathered since the last block began or ended."""
        if not self._chunks:
            return
        gathered, self._chunks = self._chunks, []
        text = "".join(part for part, _ in gathered)
        if not text.strip():
            return
        words = [part for part in gathered if part[0].strip()]
        bold = all(heavy for _, heavy in words)
        if self._heading and (not self._items or (len(self._items) == 1 and self._mark)):
            self._add_heading(folded(text), bold)
        elif self._items:
            self._add_item(text)
        else:
            self._add_lines(text, bold)

    def _add_heading(self, text: str, bold: bool) -> None:
        # A list may number the chapters of a document.
        mark = self._mark or ""
        if mark and mark not in LIST_GLYPHS:
            text = f"{mark} {text}"
        self._mark = None
        self._add(Piece(text, heading=self._heading, bold=bold))

    def _add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self._tight = False

    def _add_item(self, text: str) -> None:
        indent, mark = self._items[-1]
        parts = _item_lines(text)
        if self._mark is None:
            inner = indent + max(1, len(mark)) + 1
            for part in parts:
                self.pieces.append(Piece(part, inner, gap=not starts_typed(part)))
            return
        # "U. S. officials" opens with a letter and a full stop, too.
        typed = starts_typed(parts[0]) and not parts[0][0].isalnum()
        shown = "" if typed else self._mark
        self.pieces.append(Piece(parts[0], indent, shown, gap=not self._tight))
        self.pieces.extend(Piece(part, indent + STEP, gap=False) for part in parts[1:])
        self._mark, self._tight = None, True

    def _add_lines(self, text: str, bold: bool) -> None:
        gap = True
        for raw in text.split("\n"):
            line = folded(raw)
            if not line:
                gap = True
                continue
            typed = starts_typed(line)
            blanks = len(raw) - len(raw.lstrip()) if self._pre or typed else 0
            placed = typed or self._follows_typed()
            shift = round(self._shift * STEP / _POINTS_A_STEP) if placed else 0
            # White space at the start of a paragraph is not shown, only no-break spaces are.
            blanks = max(0, blanks - (raw[:1] == " " and not self._pre))
            self._add(Piece(line, min(blanks + shift, _MAX_INDENT), bold=bold, gap=gap))
            gap = False

    def _follows_typed(self) -> bool:
        # What is moved to the right below a typed item may go on with it.
        before = self.pieces[-1] if self.pieces else None
        return before is not None and (before.indent > 0 or starts_typed(before.text))


def _item_lines(text: str) -> list[str]:
    """The words of an item; a line break splits it only where a typed mark follows."""
    lines: list[str] = []
    for raw in text.split("\n"):
        line = folded(raw)
        if lines and line and not starts_typed(line):
            lines[-1] += " " + line
        elif line:
            lines.append(line)
    return lines


def _opened(node: LexborNode, tag: str, depth: int) -> _List:
    given = node.attributes
    form = _form(node, tag) or LIST_GLYPHS[min(depth, len(LIST_GLYPHS) - 1)]
    start = _number(given.get("start"))
    if "reversed" in given:
        items = sum(1 for child in node.iter() if child.tag == "li")
        return _List(form, start if start is not None else items, -1)
    return _List(form, start if start is not None else 1)


def _form(node: LexborNode, tag: str) -> str:
    """The form that an element asks for, "" where it asks for none, "none" for no mark."""
    given = node.attributes
    stated = _STYLE.search(given.get("style") or "")
    if stated:
        name = stated[1].lower()
        found = _FORMS.get(name) or _GLYPHS.get(name)
        if found or name == "none":
            return found or "none"
    kind = (given.get("type") or "").strip()
    if kind in ("1", "a", "A", "i", "I"):
        return kind
    return _GLYPHS.get(kind.lower(), "1" if tag == "ol" else "")


def _number(stated: str | None) -> int | None:
    digits = (stated or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None


def _is_bold(node: LexborNode, tag: str) -> int:
    style = "" if tag.startswith("-") else node.attributes.get("style") or ""
    return int(tag in _BOLD or (bool(style) and _WEIGHT.search(style) is not None))


def _shift(node: LexborNode, tag: str) -> float:
    """By how many points an element moves its text to the right."""
    left = _LEFT.search(node.attributes.get("style") or "")
    shift = 2 * _POINTS_A_STEP if tag == "blockquote" else 0.0
    return shift + (
        float(left[1].strip(".") or 0) * _POINTS[left[2]]
        if left and left[1].count(".") < 2
        else 0.0
    )


def _layout_tables(root: LexborNode, leave_out: set[int]) -> set[int]:
    """Tables that lay out a page: of one column, or with lists, headings or long text in them."""
    layout: set[int] = set()
    opened: list[LexborNode] = []
    widest: list[int] = []
    cells = size = 0
    for node, ends in walk(root, leave_out):
        tag = node.tag or ""
        if not opened and tag != "table":
            continue
        if tag == "-text" and not ends:
            size += len(node.text_content or "")
        if tag in _COMPLEX and not ends and opened:
            layout.add(opened[-1].mem_id)
        if tag == "table" and not ends:
            opened.append(node)
            widest.append(0)
        elif tag == "table":
            if widest.pop() < 2:
                layout.add(node.mem_id)
            opened.pop()
        elif tag == "tr":
            widest[-1] = max(widest[-1], cells)
            cells = 0
        elif tag in ("td", "th") and ends:
            cells += 1
            if size > _MAX_CELL:
                layout.add(opened[-1].mem_id)
        elif tag in ("td", "th"):
            size = 0
    return layout
