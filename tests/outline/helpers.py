"""Short ways to write an outline in a test."""

from pipeline.model import Node, Source
from pipeline.outline import parse
from pipeline.readers import read
from pipeline.readers.text import split_lines


def outline(text: str, name: str = "a.txt") -> tuple[Source, tuple[Node, ...]]:
    source = read(name, text.encode())
    return source, parse(source)


def raw_outline(text: str, media_type: str) -> tuple[Source, tuple[Node, ...]]:
    """The outline of a text that needs no decoding, whatever stands in it."""
    lines, pages = split_lines(text)
    source = Source(text, lines, media_type, pages)
    return source, parse(source)


def tree(text: str, name: str = "a.txt") -> list[str]:
    """`path kind text` of every node, blanks folded."""
    source, nodes = outline(text, name)
    return [f"{n.path} {n.kind} {' '.join(source.text[n.start : n.end].split())}" for n in nodes]


def paths(text: str, name: str = "a.txt") -> list[str]:
    return [n.path for n in outline(text, name)[1]]


def by_path(text: str, name: str = "a.txt") -> dict[str, Node]:
    return {n.path: n for n in outline(text, name)[1]}
