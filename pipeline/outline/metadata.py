"""Title, kind, issuer and date of a document, each from where it is stated; nothing guessed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from pipeline import edtf
from pipeline.lexicon import table
from pipeline.model import Metadata, Node, Problem

_CLOSING_LENGTH: Final = 80  # code points: a place and a date, no sentence
_PROSE: Final = ("paragraph", "bullet")
_ISO_IN_NAME: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])")
_PDF_DATE: Final = re.compile(r"D?:?(\d{4})-?(\d{2})-?(\d{2})")
# What may stand before the day on which a text was given, and what says it is another day.
_OCCASION: Final = re.compile(
    r"\b(?:meeting|met|meet|held|convened?|gathered|visit(?:ed)?|occasion|summit|session|issued"
    r"|adopted|signed|released|agreed|made|welcom(?:ed|es|ing)|conference|day|done|hosted)\b",
    re.I,
)
_OTHER_DAY: Final = re.compile(
    r"\b(?:following|after|since|until|before|as of|by|in response|dated|announced|entered|previous"
    r"|last|resolution|agreement|decision|statement|declaration|communiqu[eé])\s[^,;]{0,60}$",
    re.I,
)
_RELEASE_NOTE: Final = re.compile(r"\W*(?:The )?(?:following|text of)\b", re.I)
_BODY_NAME: Final = re.compile(
    r"\b(?:Office|Ministry|Department|Secretariat|Government|House|Council|Commission|Cabinet"
    r"|Embassy|Bureau|Agency|Presidency)\b"
)
_GENERIC_TITLE: Final = re.compile(
    r"^(?:untitled|microsoft word|document\d*$|slide \d|powerpoint)|\.\w{3,4}$", re.I
)
_ORGAN: Final = re.compile(
    r"(?:adopted by|President of|Report of|^)\W*(?:the\s+)?(General Assembly|Security Council"
    r"|Economic and Social Council|Human Rights Council|Conference of the Parties)\b",
    re.I | re.M,
)
_POSSESSOR: Final = re.compile(
    r"[\w+-]+(?=(?:[’']s?)?\s+(?:[\w’']+\s+){0,2}?(?:leaders|ministers|summit)\b)", re.I
)
_SHEET: Final = re.compile(r"\bfact ?sheet\b", re.I)
_ENGLISH: Final = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "for",
        "on",
        "with",
        "that",
        "is",
        "by",
        "as",
        "at",
        "from",
        "will",
        "our",
        "we",
    ]
)


def metadata(
    text: str,
    nodes: Sequence[Node],
    sidecar: Mapping[str, str],
    file_metadata: Mapping[str, str],
    filename: str,
) -> tuple[Metadata, tuple[Problem, ...]]:
    """What is known about the document as a whole, and what is doubtful about it.

    `sidecar` has the keys of `readers.sidecar`, `file_metadata` title, author and date. A date
    that the text states outranks the sidecar's, that the file's, that an ISO date in the name.
    """
    stated = stated_date(text, nodes)
    told, source = _date(stated, sidecar, file_metadata, filename)
    language = _language(text)
    problems = [*_conflict(stated, sidecar.get("date"), filename), *_foreign(language, filename)]
    found = Metadata(
        title=sidecar.get("title") or _title(text, nodes) or _file_title(file_metadata),
        doc_type=_doc_type(text, nodes),
        issuer=sidecar.get("issuer") or _issuer(text, nodes),
        date=told,
        date_source=source,
        series=sidecar.get("series"),
        url=sidecar.get("url"),
        language=language,
    )
    return found, tuple(problems)


def _said(text: str, nodes: Sequence[Node], *kinds: str) -> list[str]:
    said = (" ".join(text[n.start : n.end].split()) for n in nodes if n.kind in kinds)
    return [s for s in said if s]


def _title(text: str, nodes: Sequence[Node]) -> str | None:
    """Title and subtitle, a colon between them."""
    joined = ""
    for part in dict.fromkeys(_said(text, nodes, "title")):
        joined += part if not joined else (" " if joined[-1] in ":–—-" else ": ") + part
    return joined or None


def _file_title(file_metadata: Mapping[str, str]) -> str | None:
    title = " ".join(file_metadata.get("title", "").split())
    return None if not title or _GENERIC_TITLE.search(title) else title


@cache
def _types() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = sorted(table("actors/doc_types"), key=lambda r: -len(r["words"]))
    return tuple((re.compile(rf"\b{re.escape(r['words'])}\b", re.I), r["doc_type"]) for r in rows)


def _doc_type(text: str, nodes: Sequence[Node]) -> str | None:
    """By the `doc_type` line, else by the first such words of the title."""
    for said in (_said(text, nodes, "doc_type"), _said(text, nodes, "title")):
        for part in said:
            hits = ((p.search(part), kind) for p, kind in _types())
            placed = [(hit.start(), -len(hit[0]), kind) for hit, kind in hits if hit]
            if placed:
                return min(placed)[2]
    return None


@cache
def _issuers() -> dict[str, str]:
    return {row["line"].lower(): row["issuer"] for row in table("actors/issuers")}


def _issuer(text: str, nodes: Sequence[Node]) -> str | None:
    """Byline, then a line of furniture or place and date, then the organ that the title names."""
    for line in _said(text, nodes, "byline"):
        known = _listed_issuer(line)
        if known or _BODY_NAME.search(line):
            return known or line
    for line in _said(text, nodes, "date_line", "footer"):
        known = _listed_issuer(line)
        if known:
            return known
    return _organ(text, nodes)


def _listed_issuer(line: str) -> str | None:
    known = _issuers()
    for part in (line, *line.split(","), *re.split(r"\s+[|–—-]\s+", line)):
        name = part.strip(" .*_").lower()
        if name in known:
            return known[name]
    return None


def _organ(text: str, nodes: Sequence[Node]) -> str | None:
    """ "Quad Leaders’ Joint Statement", "Statement by the President of the Security Council"."""
    groupings = {row["name"].lower(): row["party"] for row in table("actors/groupings")}
    for title in _said(text, nodes, "doc_type", "title"):
        for possessor in () if _SHEET.search(title) else _POSSESSOR.finditer(title):
            if possessor[0].lower() in groupings:
                return groupings[possessor[0].lower()]
        organ = _ORGAN.search(title)
        if organ:
            return organ[1]
    for node in _opening(text, nodes):
        organ = _ORGAN.match(text[node.start : node.start + 60])
        if organ:
            return organ[1]
    return None


def stated_date(text: str, nodes: Sequence[Node]) -> str | None:
    """The date that the header, the opening or the closing lines give the text, ISO.

    A day; a month where only a span of days or a month is stated.
    """
    for node in nodes:
        if node.kind in ("date_line", "byline", "title", "doc_type"):
            if text[node.start] in "–—-":
                continue  # the attribution of a motto
            found = _first_date(text, node, needs_day=node.kind in ("title", "doc_type"))
            if found:
                return found
    for node in _opening(text, nodes):
        found = _occasion_date(text, node)
        if found:
            return found
    for node in nodes[-4:]:
        if node.kind == "footer" or _is_bare_date(text, node):
            found = _first_date(text, node, needs_day=True)
            if found and node.end - node.start < _CLOSING_LENGTH:
                return found
    return None


def _is_bare_date(text: str, node: Node) -> bool:
    """Whether a node says little more than a day."""
    if node.kind == "date_line" or node.end - node.start > _CLOSING_LENGTH:
        return False
    said = sum(e.end - e.start for e in edtf.find(text, node.start, node.end))
    return said > 0.6 * (node.end - node.start)


def _opening(text: str, nodes: Sequence[Node]) -> Iterator[Node]:
    """The first node of prose, and the one after an issuer's note on the text."""
    prose = (n for n in nodes if n.kind in _PROSE)
    for count, node in enumerate(prose):
        yield node
        if count or not _RELEASE_NOTE.match(text[node.start : node.start + 40]):
            return


def _first_date(text: str, node: Node, needs_day: bool) -> str | None:
    for expression in edtf.find(text, node.start, min(node.end, node.start + 1000)):
        iso = _iso(expression.edtf)
        if iso and len(iso) >= (10 if needs_day else 7):
            return iso
    return None


def _occasion_date(text: str, node: Node) -> str | None:
    stop = min(node.end, node.start + 2500)
    for expression in edtf.find(text, node.start, stop):
        iso = _iso(expression.edtf)
        if iso is None or len(iso) < 7 or (len(iso) == 7 and "/" not in (expression.edtf or "")):
            continue
        before = text[max(node.start, expression.start - 160) : expression.start]
        clause = re.split(r"[.;:](?=\s)", before)[-1]
        opens = re.fullmatch(r"\W*On (?:\w+day, )?", clause) is not None
        if opens or (_OCCASION.search(clause) and not _OTHER_DAY.search(clause)):
            return iso
    return None


def _iso(expression: str | None) -> str | None:
    """A day, month or year as it is; of a span within a month, the month."""
    if expression is None or expression.startswith("..") or expression.endswith(".."):
        return None
    if "/" not in expression:
        return expression
    first, last = expression.split("/")
    return first[:7] if len(first) >= 7 and first[:7] == last[:7] else None


def _date(
    stated: str | None, sidecar: Mapping[str, str], file_metadata: Mapping[str, str], filename: str
) -> tuple[str | None, str | None]:
    if stated:
        return stated, "stated"
    if sidecar.get("date"):
        return sidecar["date"], "sidecar"
    inner = _PDF_DATE.match(file_metadata.get("date", "").strip())
    if inner and edtf.valid("-".join(inner.groups())):
        return "-".join(inner.groups()), "metadata"
    for match in _ISO_IN_NAME.finditer(filename):
        iso = "-".join(part for part in match.groups() if part)
        if edtf.valid(iso):
            return iso, "filename"
    return None, None


def _conflict(stated: str | None, told: str | None, filename: str) -> Iterator[Problem]:
    if stated and told and not stated.startswith(told) and not told.startswith(stated):
        message = (
            f"{filename}: the text states the date {stated}, the sidecar {told};"
            " the text’s was kept, correct the sidecar if it is right."
        )
        yield Problem("warning", "date_conflict", message)


def _language(text: str) -> str:
    """`en`, or `und` where hardly any word is one of English's commonest."""
    tokens = re.findall(r"[^\W\d_]+", text[:20000].lower())
    if len(tokens) < 40:
        return "en"
    share = sum(token in _ENGLISH for token in tokens) / len(tokens)
    return "en" if share > 0.1 else "und"


def _foreign(language: str, filename: str) -> Iterator[Problem]:
    if language != "en":
        message = f"{filename} does not read like English; its acts are not to be trusted."
        yield Problem("warning", "language", message)
