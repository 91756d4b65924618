"""The issuer's own hierarchy of a United Nations text, in the terms of the outline.

The JSON beside such a text lists its pieces in order: `type`, `heading_level`,
`paragraph_level` and `prefix` (the number, letter or bullet as printed).
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Node


@dataclass(frozen=True)
class Piece:
    """A heading or paragraph: its words, and what it should be and hang on."""

    words: str
    kind: str
    level: int
    parent: str | None


def folded(words: str) -> str:
    return " ".join(words.split())


def pieces(file: Path) -> list[Piece]:
    """Every `heading` and `paragraph` of the JSON, placed as its levels say.

    A heading is a section: its parent is the nearest heading before it of a smaller level, and
    an annex, which the JSON calls back matter, stands above the headings in it. A paragraph with
    a level is a bullet: its parent is the nearest bullet before it of a smaller level, as long
    as neither a heading nor a paragraph without level stands between, else the heading. A
    paragraph without level is one, under the heading. Levels count the parents of the same
    kind: the JSON's own numbers skip.
    """
    sections: list[tuple[int, str]] = []
    bullets: list[tuple[int, str]] = []
    found = []
    for item in json.loads(file.read_text(encoding="utf-8")):
        words = folded(item["text"])
        if item["type"] == "heading":
            words = folded(f"{item['prefix'] or ''} {words}")
            found.append(_nested(sections, item["heading_level"], words, "section", None))
            bullets.clear()
        elif item["type"] == "paragraph":
            section = sections[-1][1] if sections else None
            if item["paragraph_level"] is None:
                bullets.clear()
                found.append(Piece(words, "paragraph", 0, section))
            else:
                found.append(_nested(bullets, item["paragraph_level"], words, "bullet", section))
        elif words.startswith("Annex"):
            sections[:] = [(0, words)]
            bullets.clear()
    return found


def _nested(
    opened: list[tuple[int, str]], level: int, words: str, kind: str, outer: str | None
) -> Piece:
    while opened and opened[-1][0] >= level:
        opened.pop()
    parent = opened[-1][1] if opened else outer
    opened.append((level, words))
    return Piece(words, kind, len(opened), parent)


def missed(file: Path, text: str, nodes: tuple[Node, ...]) -> list[Piece]:
    """The pieces without a node of the same words, kind, level and parent's words, in order."""
    by_path = {node.path: node for node in nodes}

    def words(node: Node | None) -> str | None:
        return folded(text[node.start : node.end]) if node else None

    made = Counter((words(n), n.kind, n.level, words(by_path.get(n.parent or ""))) for n in nodes)
    lost = []
    for piece in pieces(file):
        key = (piece.words, piece.kind, piece.level, piece.parent)
        made[key] -= 1
        if made[key] < 0:
            lost.append(piece)
    return lost
