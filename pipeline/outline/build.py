"""Source -> outline: the blocks of each statement, then paths, parents and ordinals."""

from dataclasses import replace

from pipeline.model import Node, Source
from pipeline.outline.blocks import outline_blocks
from pipeline.outline.statements import split
from pipeline.outline.words import OUTER, bare
from pipeline.outline.wraps import Block
from pipeline.values import HEADER_KINDS


def parse(source: Source) -> tuple[Node, ...]:
    """The nodes of a document in the order of its text (guideline section 1).

    Spans are disjoint and hold every character that is neither blank nor mark. Paths and
    parents follow the guideline's scheme: `h1`, `s1.s2`, `s0.p1`, `s1.b3.b1`, `f1`. A file that
    holds several statements has the outline of each, one behind the other; counts go on.
    """
    numbering = _Numbering(source)
    nodes: list[Node] = []
    for offset, part in split(source):
        numbering.begin(part)
        nodes.extend(moved(node, offset) for node in numbering.nodes(outline_blocks(part)))
    return tuple(nodes)


def moved(node: Node, offset: int) -> Node:
    """The node in a text with so many characters more (or fewer) before it."""
    if not offset:
        return node
    lead_in = node.lead_in and (node.lead_in[0] + offset, node.lead_in[1] + offset)
    return replace(node, start=node.start + offset, end=node.end + offset, lead_in=lead_in)


class _Numbering:
    """Counts nodes under their parents; holds the open sections and bullets."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.counts: dict[tuple[str | None, str], int] = {}
        self.sections: list[str] = []
        self.bullets: list[str] = []
        paged = any(line.page is not None for line in source.lines)
        self.paged = paged

    def begin(self, source: Source) -> None:
        """Opens a statement, whose sections are under none of the one before."""
        self.source = source
        self.sections.clear()
        self.bullets.clear()

    def nodes(self, blocks: list[Block]) -> tuple[Node, ...]:
        return tuple(self._node(block) for block in blocks)

    def _number(self, parent: str | None, letter: str) -> tuple[str, int]:
        ordinal = self.counts.get((parent, letter), 0) + 1
        self.counts[parent, letter] = ordinal
        return (f"{parent}." if parent else "") + f"{letter}{ordinal}", ordinal

    def _node(self, block: Block) -> Node:
        kind = block.kind or "paragraph"
        if kind == "footer" or kind in HEADER_KINDS:
            path, ordinal = self._number(None, "f" if kind == "footer" else "h")
            return self._made(block, path, ordinal, None, None)
        if kind == "section":
            return self._section(block)
        section = self.sections[-1] if self.sections else "s0"
        if kind == "bullet":
            return self._bullet(block, section)
        self.bullets.clear()
        path, ordinal = self._number(section, "p")
        return self._made(block, path, ordinal, section, section)

    def _section(self, block: Block) -> Node:
        del self.sections[block.level - 1 :]
        parent = self.sections[-1] if self.sections else None
        path, ordinal = self._number(parent, "s")
        self.sections.append(path)
        self.bullets.clear()
        return self._made(block, path, ordinal, parent, parent)

    def _bullet(self, block: Block, section: str) -> Node:
        del self.bullets[block.level - 1 :]
        parent = self.bullets[-1] if self.bullets else section
        path, ordinal = self._number(parent, "b")
        self.bullets.append(path)
        return self._made(block, path, ordinal, parent, section)

    def _made(
        self,
        block: Block,
        path: str,
        ordinal: int,
        parent: str | None,
        section: str | None,
    ) -> Node:
        text = self.source.text
        start, end, marker = block.body, block.end, None
        if block.kind != "bullet" and block.mark:
            start = block.start
        if start >= end:
            start = block.start
        if block.kind == "bullet":
            marker = text[block.start : block.body].rstrip() or None
        titled = block.kind == "section" or block.kind in HEADER_KINDS
        if titled and (block.hashes or text[start] in "*_<"):
            start, end = _bare(text, start, end)
        return Node(
            path, block.kind or "paragraph", block.level, start, end, parent, section, ordinal,
            marker, block.role, block.lead_in,
            block.page_start if self.paged else None,
            block.page_end if self.paged else None,
            block.box,
        )  # fmt: skip


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    # A heading's emphasis is mark-up; its words are the node, with what mark-up is inside them.
    words = bare(text[start:end]).rstrip(OUTER + "*_#")
    at = text.find(words, start, end) if words else -1
    if at >= 0:
        return at, at + len(words)
    outer = len(text[start:end]) - len(text[start:end].lstrip("*_ \xa0"))
    inner = len(text[start:end].rstrip("*_ \xa0#"))
    return (start + outer, start + inner) if outer < inner else (start, end)
