"""What stands below the body: issuing line, place and date, signatures (`footer`)."""

import re

from pipeline.outline.names import is_attribution, is_date, is_date_or_place
from pipeline.outline.words import bare, has_finite_verb, head_words, is_caps, phrases, plain_line
from pipeline.outline.wraps import Block

_MAX_WORDS = 14
_MAX_NOTES = 12
_MAX_NOTE = 400
_MAX_IN_BRACKETS = 160
_DRAFT = 0.1
_MEETING = re.compile(r"\d{1,4}(?:st|nd|rd|th)\s+(?:plenary\s+)?meeting\b", re.IGNORECASE)
_SIGNED = re.compile(r"(?:done|signed)\s+(?:at|in)\b", re.IGNORECASE)


def mark_closing(text: str, blocks: list[Block], body: int) -> None:
    """Sets `kind` of closing furniture: the run of short lines after the last of the body, and
    editors' notes in brackets wherever they stand.

    `body` is the index of the first block of the body: a header is never a closing.
    """
    notes = [block for block in blocks[body:] if _is_in_brackets(text, block)]
    if not _is_draft(text, blocks, len(notes)):
        for block in notes:
            block.kind = "footer"
    last = _after_end_mark(text, blocks, body)
    while last > body and _closes(text, blocks[last - 1], blocks[last - 2 : last - 1]):
        last -= 1
        blocks[last].kind = "footer"
        blocks[last].heading = None
    _mark_signatures(text, blocks, body)


def _is_in_brackets(text: str, block: Block) -> bool:
    if block.kind is not None or block.mark or block.end - block.start > _MAX_IN_BRACKETS:
        return False
    line = bare(text[block.start : block.end])
    return line[:1] == "[" and line[-1] == "]"


def _is_draft(text: str, blocks: list[Block], notes: int) -> bool:
    # In a negotiating text brackets hold what is not agreed, in most of its paragraphs.
    bracketed = sum(text.find("[", block.start, block.end) >= 0 for block in blocks)
    return bracketed - notes > max(notes, _DRAFT * len(blocks))


def _after_end_mark(text: str, blocks: list[Block], body: int) -> int:
    # Below "Ends" and an archive's reference in brackets stand its notes.
    ends = phrases("furniture", "phrase", match="end")
    for at in range(max(body, len(blocks) - _MAX_NOTES), len(blocks) - 1):
        mark, notes = blocks[at], blocks[at + 1 :]
        if mark.kind != "footer" or text[notes[0].start] != "[":
            continue
        marks = plain_line(text[mark.start : mark.end]) in ends
        if marks and all(b.end - b.start <= _MAX_NOTE for b in notes):
            for block in notes:
                block.kind, block.heading = "footer", None
            return at
    return len(blocks)


def _closes(text: str, block: Block, before: list[Block]) -> bool:
    if block.kind == "footer":
        return True
    line = bare(text[block.start : block.end])
    if len(line) > 160 or (block.kind is not None and block.kind != "section"):
        return False
    if block.mark or (line[-1] in '.;:!?”"' and not line.endswith(("Jr.", "Sr."))):
        return False
    # Without a blank line before it, a short line may be a line of the body.
    alone = block.gap or is_date_or_place(line) or is_attribution(line)
    words = head_words(line.lower() if is_caps(line) else line)
    says = len(words) > 2 and has_finite_verb(words)
    return alone and not says and len(words) <= _MAX_WORDS and bool(before)


def _mark_signatures(text: str, blocks: list[Block], body: int) -> None:
    # After "Done at …": names and offices up to the next heading that has a body.
    signing = met = False
    for block in blocks[body:]:
        line = text[block.start : block.end]
        if block.mark is None and _SIGNED.match(line[:20]):
            signing = True
        elif signing:
            short = len(line) <= 160 and line[-1] not in ".;"
            if block.heading and block.heading.startswith("division"):
                signing = False
            elif short and block.kind in (None, "section", "footer") and not block.mark:
                block.kind, block.heading = "footer", None
            else:
                signing = False
        elif block.kind in (None, "section") and len(line) < 60:
            dated = met and is_date(line)
            met = _MEETING.match(line) is not None
            if met or dated:
                block.kind, block.heading = "footer", None
            continue
        met = met and block.kind == "footer"
