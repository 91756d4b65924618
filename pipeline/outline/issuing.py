"""Who issued a document: its byline, its closing line, the organ its title names, its address."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from pipeline.lexicon import table
from pipeline.model import Node
from pipeline.outline.dating import opening

_BODY_NAME: Final = re.compile(
    r"\b(?:Office|Ministry|Department|Secretariat|Government|House|Council|Commission|Cabinet"
    r"|Embassy|Bureau|Agency|Presidency)\b"
)
_ORGAN: Final = re.compile(
    r"(?:adopted\s+by|President\s+of|Report\s+of|^)\W{0,20}(?:the\s+)?(General\s+Assembly"
    r"|Security\s+Council|Economic\s+and\s+Social\s+Council|Human\s+Rights\s+Council"
    r"|Conference\s+of\s+the\s+Parties"
    r"(?:\s+serving\s+as\s+the\s+meeting\s+of\s+the\s+Parties\s+to\s+the\s+"
    r"(?:Paris\s+Agreement|Kyoto\s+Protocol))?)\b",
    re.I | re.M,
)
_POSSESSOR: Final = re.compile(
    r"[\w+-]{1,60}(?=(?:[’']s?)?\s+(?:[\w’']+\s+){0,2}?(?:leaders|ministers|summit)\b)", re.I
)
_SHEET: Final = re.compile(r"\bfact ?sheet\b", re.I)


def stated_issuer(text: str, nodes: Sequence[Node]) -> str | None:
    """Byline, then a line of furniture or place and date, then the organ that the title names."""
    for line in _said(text, nodes, "byline"):
        known = listed_issuer(line)
        if known or _BODY_NAME.search(line):
            return known or line
    for line in _said(text, nodes, "date_line", "footer"):
        known = listed_issuer(line)
        if known:
            return known
    return _organ(text, nodes)


def file_issuer(file_metadata: Mapping[str, str]) -> str | None:
    """The listed office that a file names as its author, or on whose site its page stands."""
    return listed_issuer(file_metadata.get("author", "")) or site_issuer(file_metadata.get("url"))


@cache
def _sites() -> dict[str, str]:
    return {row["host"]: row["issuer"] for row in table("outline/sites")}


@cache
def _groupings() -> dict[str, str]:
    return {row["name"].lower(): row["party"] for row in table("actors/groupings")}


@cache
def _issuers() -> dict[str, str]:
    return {row["line"].lower(): row["issuer"] for row in table("actors/issuers")}


def listed_issuer(line: str) -> str | None:
    """The issuer that a line, or a part of it, is the listed name of."""
    known = _issuers()
    for part in (line, *line.split(","), *re.split(r"\s{1,9}[|–—-]\s{1,9}", line)):
        name = part.strip(" .*_").lower()
        if name in known:
            return known[name]
    return None


def site_issuer(url: str | None) -> str | None:
    """The office whose own site an address is on."""
    if not url:
        return None
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return None
    sites = _sites()
    parts = host.split(".")
    tails = (".".join(parts[n:]) for n in range(len(parts)))
    return next((sites[tail] for tail in tails if tail in sites), None)


def _said(text: str, nodes: Sequence[Node], *kinds: str) -> list[str]:
    said = (" ".join(text[n.start : n.end].split()) for n in nodes if n.kind in kinds)
    return [s for s in said if s]


def _organ(text: str, nodes: Sequence[Node]) -> str | None:
    """ "Quad Leaders’ Joint Statement", "Statement by the President of the Security Council"."""
    groupings = _groupings()
    for title in _said(text, nodes, "doc_type", "title"):
        for possessor in () if _SHEET.search(title) else _POSSESSOR.finditer(title):
            if possessor[0].lower() in groupings:
                return groupings[possessor[0].lower()]
        organ = _ORGAN.search(title)
        if organ:
            return " ".join(organ[1].split())
    for node in opening(text, nodes):
        said = text[node.start : node.start + 160]
        organ = _ORGAN.match(said)
        # "The General Assembly, Recalling …" is its own text; "The General Assembly met" is not.
        if organ and said[organ.end() :].lstrip(" *_")[:1] in (",", ":", "\n", ""):
            return " ".join(organ[1].split())
    return None
