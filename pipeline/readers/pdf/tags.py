"""The tag tree of a tagged PDF: which words are one block, which begin a list item or a cell."""

import ctypes
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_NAME_BYTES: Final = 64
_DEEPEST: Final = 60
_MOST: Final = 20_000
_HEADINGS: Final = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6, "Title": 1}
_BLOCKS: Final = frozenset(("P", "H", "Caption", "TOCI", "Note", "FENote", *_HEADINGS))
_CONTAINERS: Final = frozenset(
    ("Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote", "L", "Table")
)


@dataclass(slots=True, eq=False)
class Tag:
    """One block of the tag tree as far as it stands on one page.

    `item` tells that it is a list item, its own paragraphs counted in (guideline section 1);
    `heading` is the level of a heading; `row` and `cell` number the rows and cells of tables.
    `continued` and `unfinished` tell that it began on a page before, or goes on on a later one.
    """

    item: bool = False
    heading: int = 0
    row: int = 0
    cell: int = 0
    continued: bool = False
    unfinished: bool = False
    filled: bool = False


def tags_of(page: pdfium.PdfPage) -> dict[int, Tag]:
    """Marked content id -> the block it belongs to; empty for an untagged page."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        walk = _Walk()
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk.visit(raw.FPDF_StructTree_GetChildAtIndex(tree, at), None, 0)
        return walk.found
    finally:
        raw.FPDF_StructTree_Close(tree)


class _Walk:
    def __init__(self) -> None:
        self.found: dict[int, Tag] = {}
        self.name = ctypes.create_string_buffer(_NAME_BYTES)
        self.count = self.row = self.cell = 0

    def visit(self, element: Any, block: Tag | None, deep: int) -> None:
        """Files what an element holds; `block` is the block that it stands in."""
        self.count += 1
        if not element or deep > _DEEPEST or self.count > _MOST:
            return
        block = self._block(self._kind(element), block)
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                self.visit(child, block, deep + 1)
                continue
            block = block or Tag()
            self._file(element, at, block)

    def _file(self, element: Any, at: int, block: Tag) -> None:
        here = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if here >= 0:
            block.filled = True
            self.found.setdefault(here, block)
        elif raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at) >= 0:
            # Content of the same element on another page.
            block.unfinished = block.filled
            block.continued = block.continued or not block.filled

    def _block(self, kind: str, block: Tag | None) -> Tag | None:
        if kind == "TR":
            self.row += 1
            return block
        if kind in ("TD", "TH"):
            self.cell += 1
            return Tag(row=self.row, cell=self.cell)
        if block is not None and block.cell:
            return block
        if kind == "LI":
            return Tag(item=True)
        if block is not None and block.item:
            return block
        if kind in _BLOCKS:
            return Tag(heading=_HEADINGS.get(kind, 0))
        return None if kind in _CONTAINERS else block

    def _kind(self, element: Any) -> str:
        size = raw.FPDF_StructElement_GetType(element, self.name, _NAME_BYTES)
        return self.name.raw[: max(0, min(size, _NAME_BYTES) - 2)].decode("utf-16-le", "replace")
