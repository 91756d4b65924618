"""How a row is quoted: as text, as BibTeX, and as a link that opens the source at the words."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final
from urllib.parse import urldefrag, urlsplit

from pipeline.tables.fragments import Passages
from pipeline.tables.markup import Shown

Row = Mapping[str, Any]

PDF: Final = "application/pdf"
_HASH_DIGITS: Final = 12
_INNER_QUOTES: Final = str.maketrans("“”", "‘’")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SPECIAL: Final = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
}


def citation(document: Row, row: Row) -> str:
    """What a footnote needs to find the quote again; what is not known is left out.

    `document` is a row of `documents`, `row` one of `commitments`, or any row with the columns
    text, path, page and section_title.
    """
    title = document["source"]
    if document["title"]:
        # Quotation marks inside a quoted title become single ones.
        title = f"“{document['title'].translate(_INNER_QUOTES)}”"
    head = ", ".join(filter(None, (document["issuer"], title, document["date"], *_place(row))))
    return f"{head}: “{row['text']}” [{_digest(document)}]"


def bibtex(document: Row, row: Row, name: str, link: str | None) -> str:
    """An entry `@misc` of the key `name`; `date` is for biblatex, `year` and `month` for BibTeX."""
    year, month, _ = [*(document["date"] or "").split("-"), "", ""][:3]
    note = f"{', '.join(filter(None, _place(row)))}: “{row['text']}” [{_digest(document)}]"
    fields = {
        "author": document["issuer"] and f"{{{{{_escaped(document['issuer'])}}}}}",
        "title": f"{{{{{_escaped(document['title'] or document['source'])}}}}}",
        "date": f"{{{document['date']}}}" if document["date"] else None,
        "year": year and f"{{{year}}}",
        # A macro of BibTeX, which each style spells in its own way: no braces.
        "month": month and _MONTHS[int(month) - 1],
        "note": f"{{{_escaped(note)}}}",
        "url": _braced(link or document["url"]),
    }
    lines = [f"  {field} = {value}," for field, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(name)},", *lines, "}"])


def _place(row: Row) -> tuple[str | None, ...]:
    return row["section_title"], row["path"], f"p. {row['page']}" if row["page"] else None


def _digest(document: Row) -> str:
    return f"sha256 {document['source_sha256'][:_HASH_DIGITS]}"


def _braced(url: str | None) -> str | None:
    return "{" + url.replace("{", "%7B").replace("}", "%7D") + "}" if url else None


def _escaped(text: str) -> str:
    """`text` with what TeX would obey written out."""
    return "".join(_SPECIAL.get(sign, sign) for sign in text)


def _key(name: str) -> str:
    """An id as a key: no sign that BibTeX or a command with a list of keys would trip over."""
    return re.sub(r"[^\w:.+/-]", "-", name)


class Links:
    """Links into the source of one document.

    To the words of a row that stands in one of `nodes` they lead only where `text` is given, the
    document text; else to the page or the document.
    """

    def __init__(self, document: Row, text: str = "", nodes: Sequence[Row] = ()) -> None:
        self._document = document
        self._text = text
        self._rows = nodes
        self._url = _web_address(document["url"])

    @cached_property
    def _nodes(self) -> dict[str, tuple[int, int, Shown]]:
        """The place of each node among all, where it begins in the document, and its words."""
        nodes = {}
        for place, node in enumerate(self._rows):
            words = self._text[node["start"] : node["end"]]
            shown = Shown(words, self._document["media_type"])
            nodes[node["node_id"]] = place, node["start"], shown
        return nodes

    @cached_property
    def _passages(self) -> Passages:
        return Passages([shown.text for _, _, shown in self._nodes.values()])

    @cached_property
    def _is_pdf(self) -> bool:
        path = urlsplit(self._url or "").path
        return self._document["media_type"] == PDF or path.lower().endswith(".pdf")

    def to(self, row: Row, page: int | None) -> str | None:
        """The link that opens the source at a row's words; None where no address is known.

        At the words themselves on a page of the web (text fragment), at `page` in a PDF.
        """
        if self._url is None:
            return None
        if self._is_pdf:
            return f"{urldefrag(self._url).url}#page={page}" if page else self._url
        if row["node_id"] not in self._nodes:
            return self._url
        block, origin, shown = self._nodes[row["node_id"]]
        start, end = (shown.at(row[edge] - origin) for edge in ("start", "end"))
        fragment = self._passages.fragment(block, start, end)
        address = self._url.partition(":~:")[0]
        return f"{address}{'' if '#' in address else '#'}:~:{fragment}"


def _web_address(url: str | None) -> str | None:
    """An address that a browser opens; None for anything else a sidecar may hold."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return (url or "").strip().replace(" ", "%20")
