"""A label sheet filled in with what the program found, for a coder to put right."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pipeline.corrections import ActLabel, MentionLabel
from pipeline.corrections.labels import Span
from pipeline.corrections.outline import Outline
from pipeline.errors import UsageError
from pipeline.labelling.finding import nth, places
from pipeline.labelling.labels import Labelled
from pipeline.labelling.sheet_read import SheetLines, body_start
from pipeline.values import CLASS_OF_FORCE

_IN_WORD: Final = re.compile(r"\w[\w’']|[’']\w")
# Fields of an act that a sheet leaves out where they are empty.
_OPTIONAL: Final = "action object deadline theme hedge negated doubt".split()


def sheet_of(labelled: Labelled) -> tuple[dict[str, Any], list[str]]:
    """The sheet that gives exactly these labels (`sheet_read` explains its keys), and the words of
    the mentions and acts that no sheet can name and that are left out.

    A sheet names whole words: not "_Oslo_", and of "we’ll" the cue is the whole.
    """
    quotes = _Quotes(labelled)
    entities = [row for one in labelled.mentions if (row := _entity(quotes, one))]
    acts = list(_acts(quotes))
    sheet = {
        "document_id": labelled.document_id,
        "issuer": labelled.issuer,
        "date": labelled.date,
        "principals": list(labelled.principals),
        "outline": list(_outline(labelled)),
        "lead_ins": {
            node.path: _folded(labelled.text[slice(*node.lead_in)])
            for node in labelled.nodes
            if node.lead_in
        },
        "surfaces": {},
        "entities": entities,
        "not_entities": [],
        "acts": acts,
    }
    return sheet, quotes.left_out


def _folded(words: str) -> str:
    return " ".join(words.split())


def _outline(labelled: Labelled) -> Iterator[list[Any]]:
    """A row a node; a line with marks alone goes to the node behind it, or is a footer."""
    lines = SheetLines(labelled.text)
    free = 1
    for node in labelled.nodes:
        first, last = lines.number(node.start), lines.number(node.end - 1)
        head: int | list[Any] = first
        marker: str | None = None
        line, begin = lines.line(first), node.start - lines.start(first)
        if first < free or (node.kind != "bullet" and body_start(line, node.kind, None) != begin):
            head, marker = [first, _head(line, begin)], ""
        elif body_start(line, node.kind, None) != begin:
            marker = line[:begin].strip()
        for number in range(free, first):
            if lines.line(number).strip():
                yield [number, number, "footer", 0]
        closing, end = lines.line(last), node.end - lines.start(last)
        tail = last if len(closing.rstrip()) == end else [last, _tail(closing, end)]
        row = [head, tail, node.kind, node.level, node.role, marker]
        while row[-1] is None:
            row.pop()
        yield row
        free = last + 1
    for number in range(free, len(lines.lines) + 1):
        if lines.line(number).strip():
            yield [number, number, "footer", 0]


def _head(line: str, begin: int) -> str:
    """The fewest words from `begin` on that stand nowhere before it in the line."""
    words = line[begin:].split()
    for size in range(1, len(words) + 1):
        quote = " ".join(words[:size])
        if places(line, quote)[0][0] == begin:
            return quote
    raise UsageError(f"“{_folded(line)}” repeats itself, so that a sheet cannot tell its parts.")


def _tail(line: str, end: int) -> str:
    """The fewest words up to `end` that stand nowhere before it in the line."""
    words = line[:end].split()
    for size in range(1, len(words) + 1):
        quote = " ".join(words[-size:])
        if places(line, quote)[0][1] == end:
            return quote
    raise UsageError(f"“{_folded(line)}” repeats itself, so that a sheet cannot tell its parts.")


class _Quotes:
    """Spans as a sheet names them; those it cannot name are noted."""

    def __init__(self, labelled: Labelled) -> None:
        self.labelled = labelled
        self.left_out: list[str] = []
        self._outline = Outline(labelled.nodes)

    def place(self, span: Span, whole: bool = False) -> tuple[str, str, int] | None:
        """The node of a span, its words, and which place of them in the node it is."""
        node, text = self._outline.at(span), self.labelled.text
        if node is None:
            return None
        inner = span[0] - node.start, span[1] - node.start
        number = nth(text[node.start : node.end], inner, whole)
        return (node.path, _folded(text[slice(*span)]), number) if number else None

    def cue(self, span: Span) -> tuple[str, str, int] | None:
        """The same of a cue, which a sheet names by whole words."""
        start, end = span
        text = self.labelled.text
        while start and _IN_WORD.fullmatch(text[start - 1 : start + 1]):
            start -= 1
        while end < len(text) and _IN_WORD.fullmatch(text[end - 1 : end + 1]):
            end += 1
        return self.place(span, whole=True) or self.place((start, end), whole=True)

    def leave_out(self, span: Span) -> None:
        self.left_out.append(_folded(self.labelled.text[slice(*span)]))


def _entity(quotes: _Quotes, one: MentionLabel) -> list[Any] | None:
    place = quotes.place(one.span, whole=True)
    if place is None:
        quotes.leave_out(one.span)
        return None
    path, words, number = place
    row = [path, words, one.label, one.name, one.code]
    return row if number == 1 else [*row, number]


def _acts(quotes: _Quotes) -> Iterator[dict[str, Any]]:
    known = []
    for act in quotes.labelled.acts:
        if quotes.place(act.span) and quotes.cue(act.cue):
            known.append(act)
        else:
            quotes.leave_out(act.span)
    numbered = [(f"A{number:02d}", act) for number, act in enumerate(known, 1)]
    # Of several acts on one span the first is meant by a child.
    names = {act.span: name for name, act in reversed(numbered)}
    for name, act in numbered:
        yield {"id": name} | _act(quotes, act, names)


def _act(quotes: _Quotes, act: ActLabel, names: Mapping[Span, str]) -> dict[str, Any]:
    place, cue_place = quotes.place(act.span), quotes.cue(act.cue)
    assert place
    assert cue_place
    (path, words, number), (cue_path, cue, cue_number) = place, cue_place
    row: dict[str, Any] = {"node": path, "text": words}
    row |= {"nth": number} if number > 1 else {}
    row["cue"] = cue
    row |= {"cue_node": cue_path} if cue_path != path else {}
    row |= {"cue_nth": cue_number} if cue_number > 1 else {}
    row |= {
        "lemma": act.cue_lemma,
        "class": CLASS_OF_FORCE[act.force],
        "force": act.force,
        "commitment": act.is_commitment,
    }
    if act.is_commitment:
        row |= {"status": act.status, "level": act.level, "ctype": act.ctype}
    else:
        row["reason"] = act.reason
    row |= {"parent": names[act.parent]} if act.parent and act.parent in names else {}
    row["actors"] = list(act.actors)
    row |= {"obligors": list(act.obligors)} if act.obligors != act.actors else {}
    row |= {"partners": list(act.partners)} if act.partners else {}
    return row | {name: value for name in _OPTIONAL if (value := getattr(act, name))}
