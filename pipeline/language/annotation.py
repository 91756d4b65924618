"""What the components write on a `Doc` and read from it, typed.

Records live in `doc.user_data["factsheets"]` as plain lists, so that a Doc with them pickles
and travels between processes; nothing is registered on spaCy's global classes. Beside the lists
the records themselves are kept, until the Doc travels. Spans also stand in the span groups
`factsheets_nodes`, `factsheets_mentions` and `factsheets_acts`.
"""

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

from spacy.tokens import Doc

from pipeline.model import Act, Mention, Metadata, Node, Principals

KEY = "factsheets"
_SPANLESS = "spanless"
Record = TypeVar("Record", Node, Mention, Act, Metadata, Principals)


class _Rows(list[list[Any]]):
    """The values of records, a list each, and the records; it travels as a mere list."""

    __slots__ = ("records",)

    def __init__(self, records: tuple[Any, ...]) -> None:
        super().__init__(_plain(records))
        self.records = records

    def __reduce__(self) -> tuple[Any, ...]:
        return list, (list(self),)


def _plain(records: tuple[Any, ...]) -> list[list[Any]]:
    """The values of records of one kind, a list each."""
    if not records:
        return []
    values = attrgetter(*(f.name for f in fields(records[0])))
    return [list(values(record)) for record in records]


def _tupled(row: list[Any]) -> Any:
    return [tuple(v) if type(v) is list else v for v in row]


def _put(doc: Doc, name: str, records: Iterable[Any]) -> None:
    doc.user_data.setdefault(KEY, {})[name] = _Rows(tuple(records))


def _get(doc: Doc, name: str, kind: type[Record]) -> tuple[Record, ...]:
    kept = doc.user_data.get(KEY, {})
    rows = kept.get(name, ())
    if not isinstance(rows, _Rows):
        if not rows:
            return ()
        rows = kept[name] = _Rows(tuple([kind(*_tupled(row)) for row in rows]))
    found: tuple[Record, ...] = rows.records
    return found


def text(doc: Doc) -> str:
    """The text of the Doc, put together once: spaCy does so from the tokens at every call."""
    kept = doc.user_data.setdefault(KEY, {})
    if "text" not in kept:
        kept["text"] = doc.text
    return str(kept["text"])


def set_text(doc: Doc, text: str) -> None:
    """Tell the text a Doc was made from, which is the one that its tokens add up to."""
    doc.user_data.setdefault(KEY, {})["text"] = text


def without_spans(doc: Doc) -> None:
    """Let no span groups be written on a Doc that nobody will see."""
    doc.user_data.setdefault(KEY, {})[_SPANLESS] = True


def set_spans(doc: Doc, group: str, places: Iterable[tuple[int, int, str, str]]) -> None:
    """Write a span group: start and end offset, label and key of each span, which has all tokens
    that its characters touch."""
    if _SPANLESS in doc.user_data.get(KEY, {}):
        return
    spans = [
        doc.char_span(start, end, label=label, kb_id=key, alignment_mode="expand")
        for start, end, label, key in places
    ]
    doc.spans[group] = [span for span in spans if span is not None]


def has_nodes(doc: Doc) -> bool:
    """Whether an outline was given, or already found."""
    return "nodes" in doc.user_data.get(KEY, {})


def set_nodes(doc: Doc, nodes: Iterable[Node]) -> None:
    """Give the Doc its outline."""
    _put(doc, "nodes", nodes)


def nodes(doc: Doc) -> tuple[Node, ...]:
    """The outline, in text order; empty where none was found yet."""
    return _get(doc, "nodes", Node)


def set_mentions(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Store the mentions found."""
    _put(doc, "mentions", mentions)


def mentions(doc: Doc) -> tuple[Mention, ...]:
    """The mentions found so far, in text order."""
    return _get(doc, "mentions", Mention)


def set_acts(doc: Doc, acts: Iterable[Act]) -> None:
    """Store the acts found."""
    _put(doc, "acts", acts)


def acts(doc: Doc) -> tuple[Act, ...]:
    """The acts, in text order, commitments among them."""
    return _get(doc, "acts", Act)


def has_metadata(doc: Doc) -> bool:
    """Whether metadata were given, or already found."""
    return "metadata" in doc.user_data.get(KEY, {})


def set_metadata(doc: Doc, metadata: Metadata) -> None:
    """Give the Doc what is known of the document as a whole."""
    _put(doc, "metadata", [metadata])


def metadata(doc: Doc) -> Metadata:
    """The document's metadata; all empty where none was given."""
    found = _get(doc, "metadata", Metadata)
    return found[0] if found else Metadata()


def set_principals(doc: Doc, principals: Principals) -> None:
    """Store who speaks in the document."""
    _put(doc, "principals", [principals])


def principals(doc: Doc) -> Principals:
    """Who speaks in the document; empty where nothing tells."""
    found = _get(doc, "principals", Principals)
    return found[0] if found else Principals()
