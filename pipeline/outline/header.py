"""The lines above the body: document type, title and subtitle, date or place, issuing office."""

import re

from pipeline.outline.names import is_date, is_date_or_place
from pipeline.outline.words import (
    HEAD,
    bare,
    has_finite_verb,
    head_words,
    phrases,
    plain_line,
    words_of,
)
from pipeline.outline.wraps import Block

_NUMBERED_TITLE = re.compile(r"\d{1,3}/\d{1,3}\.\s")
_SESSION = re.compile(r"\S{1,60}(?:\s\S{1,60})? session(?:, \S{1,60} \S{1,60})?", re.IGNORECASE)
_MAX_HEADER_WORDS = 45
_MAX_TITLE_WORDS = 70


def mark_header(text: str, blocks: list[Block]) -> int:
    """Sets `kind` of the header lines; the index of the first block of the body.

    A document may have no header at all: then its first block is prose or a list item.
    """
    titled = any(b.kind == "title" for b in blocks)
    end = 0
    for at, block in enumerate(blocks):
        if block.kind in ("footer", "title", "table"):
            continue
        kind = _kind(text, blocks, at, titled)
        if kind is None:
            break
        block.kind, block.heading, block.level = kind, None, 0
        titled = titled or kind == "title"
        end = at + 1
    return end


def _kind(text: str, blocks: list[Block], at: int, titled: bool) -> str | None:
    block = blocks[at]
    line = bare(text[block.start : block.end])
    if len(line) >= HEAD or not _is_line(line, block, first=not titled):
        return None
    if not titled and _is_main_heading(line, block):
        return "title"
    if _is_division(block, blocks[at + 1 :]):
        return None
    known = _known_kind(line)
    if known and not (known == "title" and titled and not _NUMBERED_TITLE.match(line)):
        return known
    if not titled and plain_line(line) in words_of("matter_headings", "heading"):
        return None
    if not titled:
        return None if block.mark and not block.gap else "title"
    if is_date_or_place(line):
        return "date_line"
    return "title" if _is_subtitle(text, blocks, at) else None


def _is_division(block: Block, later: list[Block]) -> bool:
    # "Decision 1/CP.26" with its sisters further down is no document type.
    form = block.heading or ""
    return form.startswith("division:") and any(b.heading == form for b in later)


def _is_main_heading(line: str, block: Block) -> bool:
    # What its mark-up makes the heading of the whole is its title, even "Decision 5/17: …".
    return block.hashes == 1 and plain_line(line) not in words_of("doc_types", "phrase")


def _is_line(line: str, block: Block, first: bool) -> bool:
    words = head_words(line)
    if block.mark and not _NUMBERED_TITLE.match(line):
        return False
    if line[-1] in ";,":
        # "The General Assembly," opens the body.
        return False
    if line[-1] == "." and not (first and len(words) <= 20 and not has_finite_verb(words)):
        return False
    if line[-1] == ":" or line[0] in '“"–—-•':
        return first and len(words) <= _MAX_HEADER_WORDS and line[0] in '“"'
    return len(words) <= (_MAX_TITLE_WORDS if first else _MAX_HEADER_WORDS)


def _known_kind(line: str) -> str | None:
    folded = plain_line(line)
    if _NUMBERED_TITLE.match(line):
        return "title"
    if folded in words_of("doc_types", "phrase"):
        return "doc_type"
    if folded.startswith(("resolution adopted by", "decision ")) and len(folded) < 90:
        return "doc_type"
    if _SESSION.fullmatch(folded):
        return "byline"
    if is_date(line):
        return "date_line"
    for kind in ("byline", "date_line"):
        if folded.startswith(phrases("header_cues", "cue", kind=kind)) and len(folded) < 120:
            return kind
    return None


def _is_subtitle(text: str, blocks: list[Block], at: int) -> bool:
    block = blocks[at]
    line = plain_line(text[block.start : block.end])
    title = next(plain_line(text[b.body : b.end]) for b in blocks if b.kind == "title")
    if line == title:
        return True
    if block.hashes == 1:
        return not any(b.hashes == 1 for b in blocks[at + 1 :])
    kinds = words_of("doc_types", "phrase")
    words = line.split()
    opening = {" ".join(words[:n]) for n in (1, 2, 3)} | {words[-1].rstrip("(1)").rstrip("(")}
    if opening & kinds and block.heading in (None, "plain", "caps"):
        return True
    following = next((b for b in blocks[at + 1 :] if b.kind != "footer"), None)
    if block.hashes:
        # A heading of the title's own depth that has no body of its own is half of the title.
        first = next(b for b in blocks if b.kind == "title")
        return following is not None and block.hashes == first.hashes and following.hashes > 0
    if block.heading is None or block.heading not in ("plain", "caps"):
        return False
    if line in words_of("matter_headings", "heading"):
        return False
    later = [b for b in blocks[at + 1 :] if b.kind == "section"]
    # A heading has sisters of its own form further down; a subtitle has not.
    alike = any(b.heading == block.heading and b is not following for b in later)
    apart = following is not None and not following.mark and following.gap
    return apart and block.gap and not alike
