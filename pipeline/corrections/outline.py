"""The outline asked where a span stands."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from pipeline.corrections.labels import Span
from pipeline.model import Node


class Outline:
    """The nodes of a document by place."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = sorted(nodes, key=lambda node: node.start)
        self._starts = [node.start for node in self._nodes]
        self._reach = list(accumulate((node.end for node in self._nodes), max))

    def at(self, span: Span) -> Node | None:
        """The node that holds the whole span; the inner one where a page's furniture stands
        inside a paragraph."""
        place = bisect_right(self._starts, span[0]) - 1
        while place >= 0 and span[1] <= self._reach[place]:
            if span[1] <= self._nodes[place].end:
                return self._nodes[place]
            place -= 1
        return None
