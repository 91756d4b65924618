"""Markdown: the same text, offsets into the file itself; the outline reads the mark-up."""

import re
from collections.abc import Sequence

from pipeline.model import Line, Source
from pipeline.readers.decode import decode
from pipeline.readers.text import split_lines

_FIELD = re.compile(r"(title|author|date|source_url|url):\s*(.*)")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|([_ \"\\/]))")
_FENCE = "---"
_MAX_FRONT_LINES = 200


def read_markdown(name: str, data: bytes) -> Source:
    """The file as a Source of media type text/markdown, front matter in `metadata`.

    Raises ReadError (see `decode`).
    """
    text, problems = decode(name, data)
    lines, pages = split_lines(text)
    fields = front_matter(front_rows(text, lines))
    return Source(text, lines, "text/markdown", pages, fields, problems)


def front_rows(text: str, lines: Sequence[Line]) -> list[str]:
    """The first lines, among which front matter ends; none where the first does not open it."""
    if _FENCE not in text[: lines[0].end]:
        return []
    return [text[line.start : line.end] for line in lines[:_MAX_FRONT_LINES]]


def front_matter(rows: list[str]) -> dict[str, str]:
    """The fields title, author, date and url of a YAML block between two `---` lines."""
    end = front_matter_end(rows)
    fields: dict[str, str] = {}
    key = ""
    for row in rows[1:end]:
        field = _FIELD.match(row)
        if field:
            key = "url" if field[1] == "source_url" else field[1]
            fields[key] = field[2].strip()
        elif row[:1] in (" ", "\t") and key:
            fields[key] = _continued(fields[key], row.strip())
        else:
            key = ""
    return {key: plain for key, value in fields.items() if (plain := _unquoted(value))}


def front_matter_end(rows: list[str]) -> int:
    """Index of the closing `---` line, 0 when the rows open with no front matter."""
    if not rows or rows[0].strip("\ufeff \t") != _FENCE:
        return 0
    return next((i for i, row in enumerate(rows[1:], 1) if row.strip() in ("---", "...")), 0)


def _continued(value: str, more: str) -> str:
    return value[:-1] + more.lstrip("\\") if value.endswith("\\") else f"{value} {more}"


def _unquoted(value: str) -> str:
    if value[:1] == "'" and value[-1:] == "'":
        return value[1:-1].replace("''", "'")
    if value[:1] != '"' or value[-1:] != '"':
        return value
    return " ".join(_ESCAPE.sub(_unescaped, value[1:-1]).split())


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(int(code, 16))
    return "\xa0" if match[3] == "_" else match[3]
