"""DATE, MONEY and QUANTITY mentions (guideline section 7) and the component that adds them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import edtf
from pipeline.language import annotation
from pipeline.language.dates import amounts
from pipeline.model import Mention, Node

# Guideline section 7: nothing is marked in these.
_UNREAD = frozenset({"section", "doc_type", "footer"})
# A year before a capital. Begins with what few nodes hold, so that most are passed over fast.
_YEAR_BEFORE = re.compile(r"20\d\d\s+(?=[A-Z])")
_DETERMINER = re.compile(r"(?:\b(?:the|its|their|our|this)|[’']s?)\Z")
_UNDATED = frozenset({"COUNTRY", "ORG", "FORUM", "ALLIANCE", "REGION"})
_ADDRESS = re.compile(r"https?://[^\s)\]>]+")
_NO_SLUG = re.compile(r"[^a-z0-9%]+")


def _key(label: str, name: str, value: str | None) -> str:
    if label == "DATE" and value:
        return f"DATE:{value}"
    return f"{label}:{_NO_SLUG.sub('-', (value or name).lower()).strip('-')}"


def _mention(text: str, node: Node, start: int, end: int, label: str, value: str | None) -> Mention:
    name = " ".join(text[start:end].split())
    return Mention(start, end, label, node.path, _key(label, name, value), name, value=value)


class _Taken:
    """Spans that stand already, asked for overlaps in the order of the text."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        spans = sorted((m.start, m.end) for m in mentions)
        self._starts = [s for s, _ in spans]
        self._labels = {m.start: m.label for m in mentions}
        self._ends: list[int] = []
        reach = 0
        for _, end in spans:
            reach = max(reach, end)
            self._ends.append(reach)

    def label_at(self, start: int) -> str | None:
        """The label of the span that starts at `start`."""
        return self._labels.get(start)

    def overlaps(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start

    def only_inside(self, start: int, end: int) -> bool:
        """Whether every span that overlaps lies inside `start`-`end` and is shorter."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first and self._ends[first - 1] > start:
            return False
        return last == first or self._ends[last - 1] <= end


def _years_before_names(text: str, node: Node, taken: _Taken) -> Iterator[tuple[int, int]]:
    """The year in "the 2022 U.S. trade missions": the name behind it does not hold it."""
    for match in _YEAR_BEFORE.finditer(text, node.start, node.end):
        start, end = match.start(), match.start() + 4
        if (
            _is_determined(text, node.start, start)
            and not taken.overlaps(start, end)
            and taken.label_at(match.end()) in _UNDATED
        ):
            yield start, end


def _is_determined(text: str, start: int, at: int) -> bool:
    """Whether a determiner or genitive of `text[start:]` stands before the word at `at`."""
    end = at
    while end > start and text[end - 1].isspace():
        end -= 1
    return end < at and bool(_DETERMINER.search(text, max(start, end - 5), end))


def _in_node(text: str, node: Node, taken: _Taken, document_date: str | None) -> Iterator[Mention]:
    ends = node.start
    dates = edtf.find(text, node.start, node.end, document_date)
    free = [d for d in dates if not taken.overlaps(d.start, d.end)]
    if "://" in text[node.start : node.end]:
        web = {k for m in _ADDRESS.finditer(text, node.start, node.end) for k in range(*m.span())}
        free = [d for d in free if d.start not in web]
    for one in free:
        yield _mention(text, node, one.named, one.end, "DATE", one.edtf)
    dated = [(d.start, d.end) for d in dates]
    for start, end in _years_before_names(text, node, taken):
        if not any(s < end and start < e for s, e in dated):
            dated.append((start, end))
            yield _mention(text, node, start, end, "DATE", text[start:end])
    for amount in amounts.find(text, node.start, node.end):
        if amount.start < ends or any(s < amount.end and amount.start < e for s, e in dated):
            continue
        if taken.overlaps(amount.start, amount.end) and not (
            amount.label == "QUANTITY" and taken.only_inside(amount.start, amount.end)
        ):
            continue
        ends = amount.end
        yield _mention(text, node, amount.start, amount.end, amount.label, amount.value)


def find(
    text: str, nodes: Sequence[Node], taken: Sequence[Mention], document_date: str | None
) -> tuple[Mention, ...]:
    """DATE, MONEY and QUANTITY mentions of the nodes, in order of (start, -end).

    `taken` are the mentions found so far: what overlaps one is left out, save a quantity with
    a name inside it ("20 F-35 aircraft"). `document_date` (ISO or None) supplies the year of a
    day near it.
    """
    blocked = _Taken(taken)
    found = [
        mention
        for node in nodes
        if node.kind not in _UNREAD
        for mention in _in_node(text, node, blocked, document_date)
    ]
    return tuple(sorted(found, key=lambda m: (m.start, -m.end)))


class Dates:
    """Component `factsheets_dates`: adds its mentions to those of the document."""

    def __call__(self, doc: Doc) -> Doc:
        before = annotation.mentions(doc)
        date = annotation.metadata(doc).date
        added = find(annotation.text(doc), annotation.nodes(doc), before, date)
        every = sorted((*before, *added), key=lambda m: (m.start, -m.end))
        annotation.set_mentions(doc, every)
        places = ((m.start, m.end, m.label, m.key) for m in every)
        annotation.set_spans(doc, "factsheets_mentions", places)
        return doc


@Language.factory("factsheets_dates")
def make_dates(nlp: Language, name: str) -> Dates:  # noqa: ARG001 - the signature is spaCy's
    """The component; needs outline and mentions before it."""
    return Dates()
