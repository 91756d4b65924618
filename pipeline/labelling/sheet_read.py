"""A label sheet over its text: line numbers and quotes to nodes, mentions and acts with offsets.

The sheet is one JSON object (guideline 1.2): `document_id`, `issuer`, `date`, `principals`;
`outline`, a row a node (`[first line, last line, kind, level, role, marker]`, lines from 1,
`[line, quote]` where a node begins or ends inside a line); `lead_ins` by path; `surfaces`, quotes
that are marked wherever they stand outside headings; `entities`, one mention a row (`[path, quote,
type, canonical name, code, nth]`); `not_entities`; `acts`. Quotes match runs of white space alike.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any, Final

from pipeline.corrections import ActLabel, MentionLabel
from pipeline.corrections.labels import Span
from pipeline.errors import UsageError
from pipeline.labelling.finding import places
from pipeline.labelling.labels import Labelled, above
from pipeline.model import Node
from pipeline.values import HEADER_KINDS, NODE_KINDS, NODE_ROLES

# The marks and numbers that begin a bullet where the sheet gives no `marker`.
MARKER: Final = re.compile(
    r"\s{0,20}(?:[-–—*•▪◦●○■□▶►➢➤‣⁃·o]\s+|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s+)+"
)
_UNMARKED: Final = ("section", "doc_type", "footer")
_WORDS: Final = "action object deadline theme hedge doubt".split()
Sheet = Mapping[str, Any]


def read_sheet(sheet: Sheet, text: str) -> Labelled:
    """The labels that a sheet gives of `text`. Raises UsageError naming the row that does not fit
    the text or the guideline."""
    try:
        nodes = _nodes(sheet, text)
        acts = tuple(sorted(_acts(sheet, text, nodes), key=lambda act: (act.start, act.end)))
        return Labelled(
            sheet["document_id"],
            text,
            sheet.get("issuer"),
            sheet.get("date"),
            tuple(sheet.get("principals", ())),
            nodes,
            tuple(_mentions(sheet, text, nodes)),
            acts,
        )
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        raise UsageError(f"The label sheet is not in order: {error!r}.") from error


class SheetLines:
    """The lines of a text as sheets number them: broken at line feeds alone, from 1."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def line(self, number: int) -> str:
        """Line `number`, or an UsageError where there is none."""
        if not 1 <= number <= len(self.lines):
            raise UsageError(f"The label sheet names line {number} of {len(self.lines)}.")
        return self.lines[number - 1]

    def number(self, offset: int) -> int:
        """The line that holds a character."""
        return bisect_right(self.starts, offset)

    def start(self, number: int) -> int:
        """The offset at which line `number` begins."""
        return self.starts[number - 1]


def body_start(body: str, kind: str, marker: str | None) -> int:
    """How far into its first line a node begins: behind blanks, a bullet behind its mark."""
    if kind == "bullet":
        given = re.compile(rf"\s*{re.escape(marker)}\s*") if marker is not None else MARKER
        if found := given.match(body):
            return found.end()
    return len(body) - len(body.lstrip())


def _nodes(sheet: Sheet, text: str) -> tuple[Node, ...]:
    lines, numbering, covered = SheetLines(text), Numbering(), set[int]()
    nodes = []
    for row in sheet["outline"]:
        start, end = _span(lines, row, covered)
        kind, level = row[2], row[3] or 0
        role = row[4] if len(row) > 4 else None
        if kind not in NODE_KINDS or role not in (None, *NODE_ROLES):
            raise UsageError(f"The outline row {row} has a kind or role that is none.")
        path = numbering.path(kind, level)
        nodes.append(Node(path, kind, level, start, end, *above(path, kind), role=role))
    missed = [n for n, line in enumerate(lines.lines, 1) if line.strip() and n not in covered]
    if missed:
        raise UsageError(f"The label sheet leaves lines out of the outline: {missed[:20]}.")
    return _with_lead_ins(sheet, text, nodes)


def _span(lines: SheetLines, row: Sequence[Any], covered: set[int]) -> Span:
    (first, head), (last, tail) = (n if isinstance(n, list) else (n, None) for n in row[:2])
    for number in range(first, last + 1):
        if number in covered and not (number == first and head):
            raise UsageError(f"Line {number} stands in two rows of the outline: {row}.")
        covered.add(number)
    cut = _only(lines.line(first), head)[0] if head else 0
    marker = row[5] if len(row) > 5 else None
    start = lines.start(first) + cut + body_start(lines.line(first)[cut:], row[2], marker)
    closing = lines.line(last)
    end = _only(closing, tail)[1] if tail else len(closing.rstrip())
    return start, lines.start(last) + end


def _only(text: str, quote: str, nth: int | None = 1, whole: bool = False) -> Span:
    found = places(text, quote, whole)
    number = nth or 1
    if len(found) < number:
        where = " ".join(text.split())[:60]
        raise UsageError(f"“{quote}” stands {len(found)} times, not {number}, in “{where}…”.")
    return found[number - 1]


class Numbering:
    """Gives each node its path, row by row: `h1`, `s1.s2`, `s0.p1`, `s1.b3.b1`, `f1`."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._sections: list[str] = []
        self._bullets: list[str] = []

    def path(self, kind: str, level: int) -> str:
        """The path of the next node."""
        if kind == "footer" or kind in HEADER_KINDS:
            return self._number("", "f" if kind == "footer" else "h")
        if kind == "section":
            del self._sections[(level or 1) - 1 :]
            self._bullets.clear()
            path = self._number(self._sections[-1] if self._sections else "", "s")
            self._sections.append(path)
            return path
        section = self._sections[-1] if self._sections else "s0"
        if kind != "bullet":
            self._bullets.clear()
            return self._number(section, "p")
        del self._bullets[(level or 1) - 1 :]
        path = self._number(self._bullets[-1] if self._bullets else section, "b")
        self._bullets.append(path)
        return path

    def _number(self, parent: str, letter: str) -> str:
        self._counts[parent, letter] += 1
        return f"{parent}." * bool(parent) + f"{letter}{self._counts[parent, letter]}"


def _with_lead_ins(sheet: Sheet, text: str, nodes: Sequence[Node]) -> tuple[Node, ...]:
    by_path = {node.path: node for node in nodes}
    for path, quote in sheet.get("lead_ins", {}).items():
        node = _node(by_path, path)
        start, end = _only(text[node.start : node.end], quote)
        by_path[path] = replace(node, lead_in=(node.start + start, node.start + end))
    return tuple(by_path.values())


def _node(by_path: Mapping[str, Node], path: str) -> Node:
    if path not in by_path:
        raise UsageError(f"The label sheet names the node {path}, which its outline does not have.")
    return by_path[path]


def _in_node(text: str, node: Node, quote: str, nth: int | None, whole: bool = False) -> Span:
    start, end = _only(text[node.start : node.end], quote, nth, whole)
    return node.start + start, node.start + end


def _mentions(sheet: Sheet, text: str, nodes: Sequence[Node]) -> list[MentionLabel]:
    by_path = {node.path: node for node in nodes}
    barred = {
        _in_node(text, _node(by_path, path), quote, nth, whole=True)
        for path, quote, nth in (_filled(row, 3) for row in sheet.get("not_entities", ()))
    }
    found = []
    for row in sheet.get("entities", ()):
        path, quote, label, name, code, nth = _filled(row, 6)
        span = _in_node(text, _node(by_path, path), quote, nth, whole=True)
        found.append(MentionLabel(*span, label, name or quote, code))
    taken = bytearray(len(text))
    for one in found:
        taken[one.start : one.end] = b"x" * (one.end - one.start)
    surfaces = sheet.get("surfaces", {})
    for quote in sorted(surfaces, key=len, reverse=True):
        label, name, code = _filled(surfaces[quote], 3)
        for node in nodes:
            if node.kind in _UNMARKED:
                continue
            for start, end in places(text[node.start : node.end], quote, whole=True):
                span = node.start + start, node.start + end
                if span not in barred and not any(taken[slice(*span)]):
                    taken[slice(*span)] = b"x" * (end - start)
                    found.append(MentionLabel(*span, label, name or quote, code))
    for one in found:
        _check(text, one)
    return sorted(found, key=lambda one: (one.start, -one.end))


def _filled(row: Sequence[Any], size: int) -> list[Any]:
    return ([*row] + [None] * size)[:size]


def _acts(sheet: Sheet, text: str, nodes: Sequence[Node]) -> list[ActLabel]:
    by_path = {node.path: node for node in nodes}
    rows = sheet.get("acts", ())
    spans = {}
    for number, row in enumerate(rows, 1):
        name = row.get("id") or f"A{number:02d}"
        if name in spans:
            raise UsageError(f"Two acts of the label sheet have the id {name}.")
        node = _node(by_path, row["node"])
        spans[name] = _in_node(text, node, row["text"], row.get("nth"))
    found = []
    for row, span in zip(rows, spans.values(), strict=True):
        parent = row.get("parent")
        if parent and parent not in spans:
            raise UsageError(f"The label sheet has no act {parent}, a parent of “{row['text']}”.")
        cue_node = _node(by_path, row.get("cue_node") or row["node"])
        cue = _in_node(text, cue_node, row["cue"], row.get("cue_nth"), whole=True)
        act = _act(row, span, cue, spans[parent] if parent else None)
        _check(text, act)
        found.append(act)
    return found


def _act(row: Sheet, span: Span, cue: Span, parent: Span | None) -> ActLabel:
    kept = bool(row["commitment"])
    actors = tuple(row.get("actors", ()))
    told = {name: row.get(name) or None for name in _WORDS}
    return ActLabel(
        **told,
        start=span[0],
        end=span[1],
        cue=cue,
        cue_lemma=row["lemma"],
        force=row["force"],
        is_commitment=kept,
        reason=None if kept else row.get("reason"),
        status=row.get("status") if kept else None,
        level=row.get("level") if kept else None,
        parent=parent,
        ctype=row.get("ctype", "action") if kept else None,
        actors=actors,
        obligors=tuple(row.get("obligors", actors)),
        partners=tuple(row.get("partners", ())),
        negated=bool(row.get("negated")),
    )


def _check(text: str, one: MentionLabel | ActLabel) -> None:
    if faults := list(one.faults()):
        raise UsageError(f"“{' '.join(text[one.start : one.end].split())}” {'; '.join(faults)}.")
