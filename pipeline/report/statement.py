"""One statement of a run with all its rows, and its text cut where marks begin and end."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from pipeline.tables.places import FoldedText

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act stands: path of its node, page, and the words of its cue ("" if unknown)."""

    path: str
    page: int | None
    cue: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a node's text under the same marks.

    `mention` is the place of a mention among the statement's, None for none; `acts` and `cues`
    are places of acts whose evidence, or whose cue, it is part of, outermost first.
    """

    text: str
    mention: int | None = None
    acts: tuple[int, ...] = ()
    cues: tuple[int, ...] = ()


@dataclass
class Statement:
    """The rows of one document, each list in the order of the tables."""

    document: Row
    nodes: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    acts: list[Row] = field(default_factory=list)
    problems: list[Row] = field(default_factory=list)
    pages: dict[str, int | None] = field(default_factory=dict)

    @cached_property
    def _node_places(self) -> dict[str, int]:
        return {node["node_id"]: place for place, node in enumerate(self.nodes)}

    @cached_property
    def _folded(self) -> list[FoldedText]:
        quotes: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for row in (*self.acts, *self.mentions):
            quotes[row["node_id"]].append((row["start"], row["end"], row["text"]))
        return [
            FoldedText(node["text"] or "", node["start"], node["end"], quotes[node["node_id"]])
            for node in self.nodes
        ]

    @cached_property
    def _by_start(self) -> tuple[list[int], list[int]]:
        order = sorted(range(len(self.nodes)), key=lambda place: self.nodes[place]["start"])
        return [self.nodes[place]["start"] for place in order], order

    def _cue_node(self, act: Row) -> int | None:
        """The node of an act's cue: its own, or for a list's item that of the stem."""
        own = self._node_places[act["node_id"]]
        if self.nodes[own]["start"] <= act["cue_start"] < self.nodes[own]["end"]:
            return own
        starts, order = self._by_start
        last = bisect_right(starts, act["cue_start"]) - 1
        if last < 0 or act["cue_start"] >= self.nodes[order[last]]["end"]:
            return None
        return order[last]

    def place(self, act: Row) -> Place:
        """Where an act stands, with the words of its cue."""
        node = self.nodes[self._node_places[act["node_id"]]]
        at = self._cue_node(act)
        cue = ""
        if at is not None:
            folded = self._folded[at]
            cue = folded.text[folded.at(act["cue_start"]) : folded.at(act["cue_end"])]
        page = self.pages.get(act["act_id"], node["page_start"])
        return Place(node["path"], page, cue)

    def runs(self) -> list[list[Run]]:
        """The text of each node, cut at the ends of its mentions, acts and cues."""
        marks: list[list[_Mark]] = [[] for _ in self.nodes]
        for kind, rows in (("mention", self.mentions), ("act", self.acts)):
            for place, row in enumerate(rows):
                mark = _Mark(row["start"], row["end"], kind, place)
                marks[self._node_places[row["node_id"]]].append(mark)
        for place, act in enumerate(self.acts):
            if (at := self._cue_node(act)) is not None:
                marks[at].append(_Mark(act["cue_start"], act["cue_end"], "cue", place))
        return [
            list(_cut(folded, found)) for folded, found in zip(self._folded, marks, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    place: int


def _cut(folded: FoldedText, marks: Iterable[_Mark]) -> Iterator[Run]:
    spans = sorted(
        ((folded.at(m.start), folded.at(m.end), m) for m in marks),
        key=lambda span: (span[0], -span[1]),
    )
    cuts = sorted({0, len(folded.text), *(end for span in spans for end in span[:2])})
    open_now: list[tuple[int, int, _Mark]] = []
    waiting = iter([*spans, None])
    following = next(waiting)
    for left, right in pairwise(cuts):
        while following is not None and following[0] <= left:
            open_now.append(following)
            following = next(waiting)
        open_now = [span for span in open_now if span[1] > left]
        yield _run(folded.text[left:right], [mark for _, _, mark in open_now])


def _run(text: str, marks: Sequence[_Mark]) -> Run:
    mentions = [mark.place for mark in marks if mark.kind == "mention"]
    return Run(
        text,
        mentions[-1] if mentions else None,
        tuple(mark.place for mark in marks if mark.kind == "act"),
        tuple(mark.place for mark in marks if mark.kind == "cue"),
    )


def statements(tables: Mapping[str, Sequence[Row]]) -> list[Statement]:
    """The statements of a run in the order of `documents`, each with its rows."""
    found = {row["document_id"]: Statement(row) for row in tables["documents"]}
    for name in ("nodes", "mentions", "acts", "problems"):
        for row in tables[name]:
            getattr(found[row["document_id"]], name).append(row)
    for row in tables["commitments"]:
        found[row["document_id"]].pages[row["commitment_id"]] = row["page"]
    return list(found.values())
