"""Short ways to ask what `find` sees in a sentence."""

from pipeline.language.mentions import find
from pipeline.model import Mention, Node


def paragraph(text: str, kind: str = "paragraph") -> tuple[Node, ...]:
    return (Node("s0.p1", kind, 0, 0, len(text)),)


def mentions(text: str, kind: str = "paragraph") -> tuple[Mention, ...]:
    return find(text, paragraph(text, kind))


def marked(text: str, kind: str = "paragraph") -> list[tuple[str, str]]:
    """(label, surface) of each mention, in order."""
    return [(m.label, text[m.start : m.end]) for m in mentions(text, kind)]
