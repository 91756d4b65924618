"""Title, kind, issuer and date of a document, each with where it comes from; nothing guessed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from pipeline import edtf
from pipeline.lexicon import table
from pipeline.model import Metadata, Node, Problem, Source
from pipeline.outline.dating import names_day, stated_date
from pipeline.outline.issuing import file_issuer, site_issuer, stated_issuer
from pipeline.outline.tongue import ENGLISH, UNKNOWN, language_of

Told = tuple[str | None, str | None]  # a value, and where it comes from

# Formats whose date is that of the publication; of others, it is the day the file was made.
_PUBLISHED: Final = ("text/markdown", "text/html")
_ISO_IN_NAME: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])")
_FILE_DATE: Final = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})(?!\d-)")
_IDLE_TITLE: Final = re.compile(
    r"^(?:(?:un|no)\W?titled?|draft|non-?paper|title|document\W*\d*|slide \d+|blank(?: page)?"
    r"|microsoft (?:word|powerpoint|excel)\b.*|powerpoint\b.*|pdf|scan\w*|home)$"
    r"|\.\w{2,4}$|^\S*[\d_]\S*$",
    re.I,
)
_MARK_UP: Final = re.compile(r"\*+|</?[a-z][^<>]{0,40}>|(?<!\w)_+|_+(?!\w)|\\(?=\W)", re.I)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_HEAD: Final = 1000
_FIELD: Final = re.compile(r"title:\s*(?:[\"']\s*)?$")
_CONTENT: Final = re.compile(
    r"\b(?:of|on|for|to|under|with|from|in|about|regarding|concerning|following|implementing)"
    r"\s+(?:(?:the|an?|its|their|our|this)\s+)(?:[\w’'.-]+\s+){0,2}$",
    re.I,
)


def metadata(
    source: Source, nodes: Sequence[Node], sidecar: Mapping[str, str], filename: str
) -> tuple[Metadata, tuple[Problem, ...]]:
    """What is known about the document as a whole, and what is doubtful about it.

    `sidecar` has the keys of `readers.sidecar`. A sidecar's title, kind and issuer stand before
    the text's, which a program may misread; a date that the text states stands before any
    other. The file's own metadata and its name come last.
    """
    text = source.text
    titles = _titles(source, nodes)
    title = _first((sidecar.get("title"), "sidecar"), titles)
    kind = _first((sidecar.get("doc_type"), "sidecar"), _kind(text, nodes, titles))
    stated = stated_date(text, nodes)
    day = _date(stated, sidecar, source, filename)
    issuer = _first(
        (sidecar.get("issuer"), "sidecar"),
        (stated_issuer(text, nodes), "stated"),
        (site_issuer(sidecar.get("url")), "sidecar"),
        (file_issuer(source.metadata), "metadata"),
    )
    language = language_of(text)
    problems = [*_conflict(stated, sidecar.get("date"), filename), *_foreign(language, filename)]
    found = Metadata(
        title=title[0],
        title_source=title[1],
        doc_type=kind[0],
        doc_type_source=kind[1],
        issuer=issuer[0],
        issuer_source=issuer[1],
        date=day[0],
        date_source=day[1],
        series=sidecar.get("series"),
        url=sidecar.get("url") or source.metadata.get("url"),
        language=language,
        principals=sidecar.get("principals"),
    )
    return found, tuple(problems)


def _first(*told: Told) -> Told:
    return next(((value, place) for value, place in told if value), (None, None))


def _titles(source: Source, nodes: Sequence[Node]) -> Told:
    """Title and subtitle, a colon between them; else the title that the file states.

    A title in Markdown's front matter is the file's: it stands escaped in the text.
    """
    text = source.text
    parts: list[str] = []
    fields: list[str] = []
    for node in nodes:
        if node.kind == "title" and _is_title(text[node.start : node.end]):
            line = text[max(text.rfind("\n", 0, node.start) + 1, node.start - 40) : node.start]
            into = fields if _FIELD.match(line) else parts
            into.append(" ".join(_MARK_UP.sub("", text[node.start : node.end]).split()))
    own = _file_title(source)
    if fields:
        parts.insert(0, " ".join(source.metadata.get("title", "").split()))
    once: dict[str, str] = {}
    for part in filter(None, parts):
        once.setdefault(part.casefold(), part)
    joined = ""
    for part in once.values():
        joined += part if not joined else (" " if joined[-1] in ":–—-" else ": ") + part
    if joined:
        return joined, "metadata" if fields else "stated"
    return own, "metadata" if own else None


def _is_title(said: str) -> bool:
    # A row of a table is none, nor what a poor scan makes of a stamp.
    return said[0] != "|" and _WORD.search(said) is not None


def _file_title(source: Source) -> str | None:
    """The title a file states, unless it is a name or a template's, or foreign to the text."""
    title = " ".join(source.metadata.get("title", "").split()).split(" | ")[0]
    if not title or _IDLE_TITLE.search(title):
        return None
    # A PDF or Word file keeps the title of the file that it was made from.
    if source.media_type in _PUBLISHED:
        return title
    head = set(_WORD.findall(source.text[:_HEAD].casefold()))
    return title if head.issuperset(_WORD.findall(title.casefold())) else None


@cache
def _types() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = sorted(table("actors/doc_types"), key=lambda r: -len(r["words"]))
    return tuple((re.compile(rf"\b{re.escape(r['words'])}\b", re.I), r["doc_type"]) for r in rows)


def _kind(text: str, nodes: Sequence[Node], title: Told) -> Told:
    """By the `doc_type` line, else by the first such words of the title that name the whole."""
    lines = (" ".join(text[n.start : n.end].split()) for n in nodes if n.kind == "doc_type")
    for said, place in (*((line, "stated") for line in lines), title):
        hits = ((p.search(said or ""), kind) for p, kind in _types())
        placed = [(hit.start(), -len(hit[0]), kind) for hit, kind in hits if hit]
        if placed:
            at, _, kind = min(placed)
            # "Explainer for the agreement on …" is none.
            return (None, None) if _CONTENT.search((said or "")[:at]) else (kind, place)
    return None, None


def _date(stated: str | None, sidecar: Mapping[str, str], source: Source, filename: str) -> Told:
    if stated:
        return stated, "stated"
    if sidecar.get("date"):
        return sidecar["date"], "sidecar"
    inner = _FILE_DATE.match(source.metadata.get("date", "").strip())
    day = "-".join(inner.groups()) if inner else ""
    if edtf.valid(day) and (source.media_type in _PUBLISHED or names_day(source.text, day)):
        return day, "metadata"
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


def _foreign(language: str, filename: str) -> Iterator[Problem]:
    if language == UNKNOWN:
        message = (
            f"{filename} has hardly any common English word: it may be a table or a poor scan."
            " It was read as English; check its text."
        )
        yield Problem("warning", "language", message)
    elif language != ENGLISH:
        message = (
            f"{filename} is not in English (language code {language}): its outline was made, but no"
            " mentions, acts or commitments, which are read in English only. Put a translation in"
            " its place and run again."
        )
        yield Problem("error", "language", message)
