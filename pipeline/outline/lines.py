"""Physical lines -> rows: indentation, mark, mark-up, blank lines and page breaks before."""

import re
from dataclasses import dataclass, field
from functools import cache

from pipeline.model import Box, Line, Source
from pipeline.outline import marks
from pipeline.outline.marks import Mark
from pipeline.outline.words import OUTER, has_finite_verb, head_words, is_caps
from pipeline.readers import flow
from pipeline.readers.markdown import front_matter_end, front_rows

_TAB = 4
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HASHES = re.compile(r"#{1,6}[ \t]+(?=[^\s#])")
_BOLD_LINE = re.compile(r"(?:\*\*|__)[^*_]{1,300}(?:\*\*|__)(?:\s*\*\*[^*_]{1,300}\*\*){0,3}:?")
_BOLD_MARK = re.compile(r"(?:\*\*|__)(\(?\w{1,4}[.)])(?:\*\*|__)?\s+(?=\S)")
_TITLE_FIELD = re.compile(r"title:\s*(?:[\"']\s*)?")
MAX_BOLD = 320
_MAX_CELL_LINES = 12
_MISREAD = re.compile(r"([0-9lIOo]{1,3})[.,]\s+(?=[A-Z“\"])")
_DIGITS = str.maketrans("lIOo", "1100")


@dataclass(slots=True)
class Row:
    """One line, or the part of a line from one typed bullet to the next.

    `start`, `end` leave out outer blanks; `body` is where the words begin after mark or
    hashes. `indent` counts blanks (points over half the font size where there are boxes).
    `gap`: a blank line, or its space, before. `hard`: the line before ends in a line break
    that its mark-up asks for. `fixed`: the kind that mark-up gives the row.
    """

    start: int
    end: int
    body: int
    indent: int
    gap: bool
    page: int | None = None
    page_break: bool = False
    box: Box | None = None
    mark: Mark | None = None
    hashes: int = 0
    bold: bool = False
    hard: bool = False
    continues: bool = False
    fixed: str | None = None
    width: float = field(default=0.0)

    @property
    def empty(self) -> bool:
        """A mark without words."""
        return self.mark is not None and self.body >= self.end


def read_rows(source: Source) -> list[Row]:
    """The rows of a source that are not blank, in order."""
    rows: list[Row] = []
    text = source.text
    markdown = source.media_type == "text/markdown"
    flowing = source.media_type in flow.MEDIA_TYPES
    front = _front_matter(source) if markdown else 0
    typed = any(glyph in text for glyph in marks.strong_glyphs())
    previous: Line | None = None
    blank = True
    tag = ""
    for number, line in enumerate(source.lines):
        row = _row(text, line) if line.start < line.end else None
        if row is None:
            blank = True
            continue
        row.gap = blank or (line.box is not None and _spaced(previous, line))
        if rows and previous is not None:
            between = text[rows[-1].end : row.start]
            row.page_break = "\x0c" in between or rows[-1].page != row.page
            row.gap = row.gap or (between != "\n" and len(_LINE_END.findall(between)) > 1)
            row.hard = markdown and text.endswith(("  ", "\\"), previous.start, previous.end)
        if front and number <= front:
            before = rows[-1] if rows and text[line.start : line.start + 1] in " \t" else None
            _fix_front_matter(text, row, before)
        elif markdown and (tag or (text[row.start] == "<" and _tag(text, row))):
            # A table or picture in HTML runs to its closing tag.
            row.gap = row.gap and not tag
            tag = tag or _tag(text, row)
            row.fixed = "table" if tag == "table" else "footer"
            closing = ">" if tag == "img" else f"</{tag}>"
            tag = "" if closing in text[row.start : row.end] else tag
        elif line.fixed or line.continues:
            row.fixed = line.fixed
        elif line.heading or (flowing and row.bold):
            # The number of a heading belongs to its words.
            row.hashes = line.heading
        else:
            _read_mark_up(text, row, markdown)
        if typed and not row.fixed:
            rows.extend(_split_typed(text, row))
        else:
            rows.append(row)
        previous, blank = line, False
    if "|" in text:
        _fix_broken_cells(text, rows)
    _drop_lone_letters(rows)
    rows = _with_lost_numbers(rows)
    _read_misread_numbers(text, rows)
    return rows


def _fix_broken_cells(text: str, rows: list[Row]) -> None:
    # A table row whose cells hold line breaks: "| 11 465", "(100%) | 5 286", "(46%) |".
    for at, row in enumerate(rows):
        if row.fixed or text[row.start] != "|" or text.count("|", row.start, row.end) < 2:
            continue
        for end, other in enumerate(rows[at + 1 : at + _MAX_CELL_LINES], at + 1):
            if other.gap:
                break
            if text[other.end - 1] == "|":
                for part in rows[at : end + 1]:
                    part.fixed, part.mark = "table", None
                break


def _front_matter(source: Source) -> int:
    return front_matter_end(front_rows(source.text, source.lines))


def _fix_front_matter(text: str, row: Row, before: Row | None) -> None:
    # A line that is moved to the right goes on with the field of the line before.
    field_ = _TITLE_FIELD.match(text, row.start, row.end)
    row.fixed = "footer"
    if before is not None:
        row.fixed, row.continues = before.fixed, True
    elif field_ and field_.end() < row.end:
        row.fixed, row.body = "title", field_.end()
    if row.fixed == "title":
        row.end -= text[row.end - 1] in "\"'" and row.end - 1 > row.body
        row.end = row.body + len(text[row.body : row.end].rstrip())


def _row(text: str, line: Line) -> Row | None:
    raw = text[line.start : line.end]
    stripped = raw.strip(OUTER)
    if not stripped:
        return None
    start = line.start + raw.index(stripped[0])
    end = start + len(stripped)
    indent = start - line.start
    if line.x is not None:
        indent = round(line.x / ((line.size or 11.0) / 2))
    elif indent:
        indent += (_TAB - 1) * text.count("\t", line.start, start)
    width = float(indent + end - start)
    if line.box is not None:
        width = line.box[2]
    return Row(start, end, start, indent, False, line.page, box=line.box, bold=line.bold,
               continues=line.continues, width=width)  # fmt: skip


def _tag(text: str, row: Row) -> str:
    return next((t for t in ("table", "figure", "img") if text.startswith(f"<{t}", row.start)), "")


def _spaced(previous: Line | None, line: Line) -> bool:
    if previous is None or previous.box is None or line.box is None or previous.page != line.page:
        return False
    height = line.box[3] - line.box[1]
    return line.box[1] - previous.box[3] > 0.8 * height


def _read_mark_up(text: str, row: Row, markdown: bool) -> None:
    head = text[row.start : min(row.end, row.start + MAX_BOLD)]
    hashes = _HASHES.match(head) if head[0] == "#" else None
    if hashes:
        row.hashes = hashes.group().count("#")
        row.body += hashes.end()
        return
    if markdown and head.startswith(("<!--", "[//]:")):
        row.fixed = "footer"
        return
    if head.startswith("|") and text[row.end - 1] == "|" and row.end - row.start > 2:
        row.fixed = "table"
        return
    emphasized = head.startswith(("**", "__"))
    if emphasized and row.end - row.start < MAX_BOLD and is_bold_line(head):
        row.bold = True
        return
    row.mark = marks.read_mark(head) or (emphasized_mark(head) if emphasized else None)
    if row.mark:
        row.body = min(row.start + row.mark.length, row.end)


def is_bold_line(text: str) -> bool:
    """Whether the whole of a short text is set in bold by mark-up, as a heading, not a sentence."""
    if _BOLD_LINE.fullmatch(text) is None:
        return False
    words = head_words(text.strip("*_: "))
    ended = words and words[-1][-1] in ".;,!"
    return not ended or (words[-1][-1] == "." and (is_caps(text) or not has_finite_verb(words)))


def emphasized_mark(head: str) -> Mark | None:
    """The mark inside the emphasis of an item: "**1. Spain** condemns", "**1.** Spain condemns"."""
    found = _BOLD_MARK.match(head)
    inner = marks.read_mark(found[1] + " ") if found else None
    return Mark(found.end(), inner.readings) if found and inner else None


@cache
def _typed_glyph() -> re.Pattern[str]:
    return re.compile(rf"\s[{re.escape(marks.strong_glyphs())}]\s")


def _split_typed(text: str, row: Row) -> list[Row]:
    # Bullets typed in the middle of a line: "in these fields: • trade • energy".
    cuts = [m.start() + 1 for m in _typed_glyph().finditer(text, row.body, row.end)]
    if not cuts:
        return [row]
    if len(cuts) == 1 and row.mark is None and text[row.body : cuts[0]].rstrip()[-1:] != ":":
        return [row]
    parts = []
    for begin, stop in zip([row.start, *cuts], [*cuts, row.end], strict=True):
        end = begin + len(text[begin:stop].rstrip())
        part = Row(begin, end, begin, row.indent, row.gap and begin == row.start, row.page,
                   box=row.box, width=row.width)  # fmt: skip
        if begin == row.start:
            part.mark, part.body, part.bold = row.mark, row.body, row.bold
            part.page_break, part.hard, part.hashes = row.page_break, row.hard, row.hashes
        else:
            _read_mark_up(text, part, False)
        parts.append(part)
    return parts


def _with_lost_numbers(rows: list[Row]) -> list[Row]:
    """A number on a line of its own before the next number ("2." above "3. Central"): conversion
    has split one item's number in two, and the first of them counts."""
    kept: list[Row] = []
    for row in rows:
        before = kept[-1] if kept else None
        if before is not None and before.empty and before.mark and row.mark and not row.empty:
            numbers = dict(before.mark.readings)
            if any(
                value > 1 and numbers.get(kind) == value - 1 for kind, value in row.mark.readings
            ):
                row.mark = Mark(row.body - before.start, before.mark.readings)
                row.start, row.indent, row.gap = before.start, before.indent, before.gap
                kept.pop()
        kept.append(row)
    return kept


def _drop_lone_letters(rows: list[Row]) -> None:
    # "S. Smith said" and "v. Germany" begin with a letter and a full stop, too: such a mark
    # counts at the start of a sequence, or where its predecessor has been seen.
    seen: set[tuple[str, int]] = set()
    for row in rows:
        if row.mark is None or row.mark.is_glyph:
            continue
        readings = row.mark.readings
        if readings[0][0][-1:] == "." and readings[0][0][-2:-1].isalpha():
            readings = tuple(r for r in readings if r[1] == 1 or (r[0], r[1] - 1) in seen)
        if readings:
            row.mark = Mark(row.mark.length, readings)
            seen.update(readings)
        else:
            row.mark, row.body = None, row.start


def _read_misread_numbers(text: str, rows: list[Row]) -> None:
    # "l1. They agreed", "11, They agreed" after number 10: read badly from paper.
    number, ended = 0, True
    for row in rows:
        found = _MISREAD.match(text, row.start, row.end) if number else None
        value = int(found[1].translate(_DIGITS)) if found else 0
        if found and value == number + 1 and (row.gap or ended) and not row.hashes:
            row.mark = Mark(found.end() - row.start, ((marks.RUNNING, value),))
            row.body = found.end()
        if row.mark:
            number = dict(row.mark.readings).get(marks.RUNNING, number)
        ended = text[row.end - 1] in ".;:"
