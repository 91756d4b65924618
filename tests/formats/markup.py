"""Items as plain text, Markdown and HTML."""

import html
import textwrap

from tests.formats.trees import Entry, Run, blocks, glyph, paragraphs, runs
from tests.formats.truth import Item

_WIDTH = 72
_STYLE = """
@page { size: Letter; margin: 25mm 22mm }
body { font: 11pt/1.35 "Liberation Serif", "DejaVu Serif", serif }
h1 { font-size: 17pt } h2 { font-size: 13.5pt } h3 { font-size: 12pt } h4 { font-size: 11pt }
ul.typed { list-style: none; padding-left: 1.5em }
@media print { nav, footer.site { display: none } }
"""


def plain_text(items: list[Item], width: int = 100_000) -> str:
    """Glyphs by level, two blanks a level; one paragraph a line, or wrapped with hanging items."""
    parts: list[str] = []
    for block in blocks(items):
        if isinstance(block, Item):
            parts.append(_wrapped(block.text, width))
        else:
            parts.append("".join(_text_rows(block, width)))
    return "\n".join(parts)


def _text_rows(entries: list[Entry], width: int) -> list[str]:
    rows: list[str] = []
    for run in runs(entries):
        for entry in run.entries:
            item = entry.item
            pad = "  " * (item.level - 1)
            mark = pad + f"{item.marker if run.form else glyph(item.level)} "
            blanks = " " * len(mark)
            for at, (lead, rest) in enumerate(paragraphs(item)):
                rows.append(
                    "\n" * bool(at) + _wrapped(lead + rest, width, blanks if at else mark, blanks)
                )
            rows.extend(_text_rows(entry.entries, width))
    return rows


def markdown(items: list[Item], bold: bool = False) -> str:
    """As the briefings of the corpus have it: front matter, 72 columns, bold lead-ins, lists
    whose numbers start again after every heading; headings by level or, with `bold`, in bold."""
    parts: list[str] = []
    title, rest = items[0], items
    if title.kind == "title":
        parts.append(f"---\ntitle: '{title.text.replace(chr(39), chr(39) * 2)}'\n---\n")
        rest = items[1:]
    for block in blocks(rest):
        if not isinstance(block, Item):
            parts.append("\n".join(_markdown_rows(block)) + "\n")
        elif block.kind == "section" and bold:
            parts.append(_wrapped(f"**{block.text}**"))
        elif block.kind == "section":
            parts.append(_wrapped(f"{'#' * (block.level + 1)} {block.text}", 1000))
        elif block.kind == "title":
            parts.append(_wrapped(f"# {block.text}", 1000))
        else:
            parts.extend(map(_wrapped, _emphasised(block)))
    return "\n".join(parts)


def _markdown_rows(entries: list[Entry]) -> list[str]:
    rows: list[str] = []
    for run in runs(entries):
        for at, entry in enumerate(run.entries):
            mark = "-"
            if run.form:
                mark = f"{at + 1}." if run.form == "1" and run.after == "." else entry.item.marker
            pad = " " * (4 * (entry.item.level - 1))
            first = pad + f"{mark or '-':<4}" + ("" if len(mark or "") < 4 else " ")
            inner = pad + " " * 4
            for place, text in enumerate(_emphasised(entry.item)):
                row = _wrapped(text, _WIDTH, inner if place else first, inner).rstrip()
                rows.append("\n" * bool(place) + row)
            rows.extend(_markdown_rows(entry.entries))
    return rows


def _emphasised(item: Item) -> list[str]:
    return [f"**{lead}**{rest}" if lead else rest for lead, rest in paragraphs(item)]


def _wrapped(text: str, width: int = _WIDTH, first: str = "", later: str = "") -> str:
    return (
        textwrap.fill(
            text, width, initial_indent=first, subsequent_indent=later,
            break_long_words=False, break_on_hyphens=False,
        )
        + "\n"
    )  # fmt: skip


def page(items: list[Item], typed: bool = False) -> str:
    """A web page with navigation and a site footer, headings by level.

    Lists are nested or, with `typed`, paragraphs moved to the right with a mark in their text.
    """
    title = next((item.text for item in items if item.kind == "title"), "Statement")
    parts = [
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>",
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>\n<body>",
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/about'>About us</a></li>"
        "<li><a href='/news'>Newsroom</a></li></ul></nav>\n<main>",
    ]
    for block in blocks(items):
        if isinstance(block, Item):
            parts.append(_element(block))
        elif typed:
            parts.extend(_paragraphs(block))
        else:
            parts.append("".join(_list(run) for run in runs(block)))
    parts.append("</main>\n<footer class='site'><p>Privacy policy. Contact us.</p></footer>")
    parts.append("</body></html>\n")
    return "\n".join(parts)


def _element(item: Item) -> str:
    if item.kind == "title":
        return f"<h1>{html.escape(item.text)}</h1>"
    if item.kind == "section":
        return f"<h{item.level + 1}>{html.escape(item.text)}</h{item.level + 1}>"
    if item.kind == "doc_type":
        return f"<p><strong>{html.escape(item.text)}</strong></p>"
    return "".join(f"<p>{words}</p>" for words in _inline(item))


def _paragraphs(entries: list[Entry]) -> list[str]:
    rows: list[str] = []
    for run in runs(entries):
        for entry in run.entries:
            item = entry.item
            mark = item.marker if run.form else glyph(item.level)
            first, *more = _inline(item)
            left = 24 * item.level
            rows.append(f"<p style='margin-left: {left}px'>{mark}&nbsp; {first}</p>")
            rows.extend(f"<p style='margin-left: {left + 12}px'>{words}</p>" for words in more)
            rows.extend(_paragraphs(entry.entries))
    return rows


def _inline(item: Item) -> list[str]:
    return [
        (f"<strong>{html.escape(lead)}</strong>" if lead else "") + html.escape(rest)
        for lead, rest in paragraphs(item)
    ]


def _list(run: Run) -> str:
    if not run.form:
        opening, closing, marked = "<ul>", "</ul>", False
    elif run.after == "." and not run.before:
        opening, closing, marked = f"<ol type='{run.form}' start='{run.start}'>", "</ol>", False
    else:
        # A list of HTML shows no brackets: pages type them.
        opening, closing, marked = "<ul class='typed' style='list-style: none'>", "</ul>", True
    rows = [opening]
    for entry in run.entries:
        mark = f"{html.escape(entry.item.marker or '')} " if marked else ""
        inner = "".join(_list(below) for below in runs(entry.entries))
        first, *more = _inline(entry.item)
        words = f"{mark}{first}"
        if more:
            words = "".join(f"<p>{text}</p>" for text in (words, *more))
        rows.append(f"<li>{words}{inner}</li>")
    return "\n".join([*rows, closing])
