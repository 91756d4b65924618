"""What the program reads from a file beside what the file was rendered from."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from pipeline.outline import parse
from pipeline.readers import read
from tests.formats.truth import Item, folded

_TAG = re.compile(r"<!--.*?-->|</?\w+>")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]+\)")
_EMPHASIS = re.compile(r"\*\*|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
# A quoted title in front matter: code points, no-break spaces, broken lines; else Markdown's own.
_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|(_|\s+\\?)|(?=[^\w\s]))")
Row = tuple[str, int, str, str]


@dataclass(frozen=True)
class Comparison:
    """Nodes of the truth that were read the same, nodes in all, and what differs."""

    same: int
    total: int
    differences: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.same / self.total if self.total else 1.0


def compare(items: list[Item], file: Path, furniture: tuple[str, ...] = ()) -> Comparison:
    """Kind, level, parent and text of every node; white space is folded.

    A node missing or too many is a difference. Footers whose text is one of the patterns of
    `furniture`, which the renderer put on the pages, are left out.
    """
    wanted = truth_rows(items)
    made = read_rows(file, furniture)
    matcher = SequenceMatcher(None, wanted, made, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    told = []
    for change, a, b, c, d in matcher.get_opcodes():
        if change != "equal":
            told.extend(f"- {_shown(row)}" for row in wanted[a:b])
            told.extend(f"+ {_shown(row)}" for row in made[c:d])
    return Comparison(same, max(len(wanted), len(made)), tuple(told))


def truth_rows(items: list[Item]) -> list[Row]:
    """(kind, level, text of the parent, text) of the items."""
    texts = [_plain(item.text) for item in items]
    return [
        (item.kind, item.level, "" if item.parent is None else texts[item.parent], text)
        for item, text in zip(items, texts, strict=True)
    ]


def read_rows(file: Path, furniture: tuple[str, ...] = ()) -> list[Row]:
    """The same of the nodes that the program finds in a file."""
    source = read(file.name, file.read_bytes())
    nodes = parse(source)
    markdown = source.media_type == "text/markdown"
    texts = {}
    for node in nodes:
        text = source.text[node.start : node.end]
        texts[node.path] = _plain(without_markup(text) if markdown else text)
    return [
        (node.kind, node.level, texts.get(node.parent or "", ""), texts[node.path])
        for node in nodes
        if node.kind != "footer" or not any(re.fullmatch(f, texts[node.path]) for f in furniture)
    ]


def _plain(text: str) -> str:
    # A hyphen that is not to be broken looks like any other.
    return folded(text).replace("\u2011", "-")


def without_markup(text: str) -> str:
    """The words of a piece of Markdown or of its front matter."""
    text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else " " * bool(m[2]), text)
    return _EMPHASIS.sub("", _LINK.sub(r"\1", _TAG.sub("", text)))


def _shown(row: Row) -> str:
    kind, level, parent, text = row
    return f"{kind} {level} [{parent[:30]}] {text[:70]}" + ("…" if len(text) > 70 else "")
