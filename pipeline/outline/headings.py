"""Which blocks are headings, and how deep each is (guideline section 1, `section`).

A heading in plain text has no mark-up: it is short, ends in no full stop, is written in
capitals or title case or holds no verb, and has a body after it.
"""

import re

from pipeline.outline.marks import read_mark
from pipeline.outline.names import is_attribution, is_date
from pipeline.outline.words import (
    HEAD,
    bare,
    has_finite_verb,
    head_words,
    is_caps,
    is_function_word,
    is_title_case,
    plain,
    plain_line,
    ranks,
    words_of,
)
from pipeline.outline.wraps import Block

_MAX_WORDS = 22
_MAX_CAPS_WORDS = 30
_MAX_PLAIN_WORDS = 11
_MAX_DIVISION_WORDS = 60
_DIVISION = re.compile(r"(\w+)\s+(?:(\d{1,3}|[IVXLC]{1,7}|[A-Z])\b)?\s*([.:–—-]|$)?\s*")
_RESOLUTION = re.compile(r"\d{1,3}/\d{1,3}\. ")
_MASTHEAD = 8
_RUN_IN = re.compile(r"\s[–—]\s+[A-Z“]")
_DASH_START = ("-", "–", "—", "“", '"', "‘", "[", "(")
_OUTER_RANKS = {"caps": 2, "I.": 2}
_PLAIN_RANK = 4


def mark_headings(text: str, blocks: list[Block]) -> None:
    """Sets `kind` to "section" and `heading` to the class of form on every heading."""
    names = _names(text, blocks)
    titles = _numbered_titles(text, blocks)
    body_after = False
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if block.kind in ("footer", "title"):
            continue
        if block.kind == "table":
            body_after = True
            continue
        following = _next(blocks, at)
        form = "plain" if at > 0 and plain_line(text[block.body : block.end]) in titles else None
        if form is None and following and body_after and id(block) not in names:
            form = heading_form(text, block, following)
        if form:
            block.kind, block.heading = "section", form
        else:
            body_after = body_after or block.mark is not None or _is_body(text, block)


def _numbered_titles(text: str, blocks: list[Block]) -> frozenset[str]:
    # "73/2. Political declaration …": what the resolution adopts repeats the title below.
    lines = (plain_line(text[b.start : b.end]) for b in blocks[:_MASTHEAD])
    return frozenset(line.partition(" ")[2] for line in lines if _RESOLUTION.match(line))


def _names(text: str, blocks: list[Block]) -> set[int]:
    """Identities of blocks that are dates, or names of office holders on adjacent lines."""
    found = set()
    for at, block in enumerate(blocks):
        if block.end - block.start > 120 or block.mark or block.hashes:
            continue
        line = text[block.start : block.end].strip("*_")
        beside = not block.gap or (at + 1 < len(blocks) and not blocks[at + 1].gap)
        if is_date(line) or (beside and is_attribution(line)):
            found.add(id(block))
    return found


def _next(blocks: list[Block], at: int) -> Block | None:
    return next((b for b in blocks[at + 1 : at + 12] if b.kind != "footer"), None)


def _is_body(text: str, block: Block) -> bool:
    line = text[block.body : block.end]
    return line[-1:] in '.:;!?”"’)' or len(line) > 120 or block.kind == "table"


def heading_form(text: str, block: Block, following: Block | None) -> str | None:
    """The class of a heading's form, None for a block that is none.

    Classes: `#1`… (Markdown), `division:<word>`, `caps`, `plain`, or the kind of the mark
    (`I.`, `A.`, `1.`, `1.1`).
    """
    line = bare(text[block.body : min(block.end, block.body + HEAD)])
    if block.hashes:
        return f"#{block.hashes}"
    division = division_word(line)
    if division and block.end - block.body < HEAD:
        return f"division:{division}"
    if block.bold:
        return _bold_form(line, following, text)
    if block.mark:
        return _marked_form(line, block, following)
    if not _may_be_heading(line, block) or _is_subject(line, following, text):
        return None
    if line.endswith(":") and not _heads_a_list(line, following, text):
        return None
    return "caps" if is_caps(line) else "plain"


def _bold_form(line: str, following: Block | None, text: str) -> str | None:
    if line.endswith(":") and not _heads_a_list(line, following, text):
        return None
    mark = read_mark(line)
    if mark and not mark.is_glyph:
        roman = "I." in dict(mark.readings) and line[0] in "IVX"
        return "I." if roman else mark.readings[0][0]
    return "caps" if is_caps(line) else "plain"


def division_word(line: str) -> str | None:
    """The division word a line begins with ("Article 3", "Annex I: Terms"), if it is a heading.

    A sentence may name an article, too: without punctuation after the number, only the bare
    division or one in title case counts.
    """
    line = line.replace("*", "")
    found = _DIVISION.match(line)
    if not found or found[1].casefold() not in ranks("divisions", "word"):
        return None
    word = found[1].casefold()
    rest = line[found.end() :]
    words = rest.split()
    if found[1][0].islower() or len(words) > _MAX_DIVISION_WORDS or ". " in rest:
        return None
    if rest.endswith(".") and _RUN_IN.search(rest):
        return None
    if found[2] and not rest:
        return word
    if found[2] and (found[3] or is_caps(rest)):
        ranked_low = ranks("divisions", "word")[word] > 0
        short = len(words) <= _MAX_WORDS and not rest.rstrip().endswith(".")
        return word if short or (ranked_low and found[3] in (".", ":")) else None
    if word in ("annex", "appendix", "attachment") and rest.startswith("to "):
        return word if is_title_case(words) and rest[-1] not in ".;:," else None
    if found[2] or found[3] == ":":
        return word if is_title_case(words) and not rest.endswith((".", ";")) else None
    return None


def _marked_form(line: str, block: Block, following: Block | None) -> str | None:
    assert block.mark is not None
    if block.mark.is_glyph or not following or not _may_be_heading(line, block):
        return None
    readings = dict(block.mark.readings)
    if line.endswith(":") or following.kind == "footer":
        return None
    if following.mark and not following.mark.is_glyph and following.kind != "section":
        # The next number of the same list makes this an item; a list that starts anew or is
        # marked in another way is its body.
        after = dict(following.mark.readings)
        if any(after.get(kind) == value + 1 for kind, value in readings.items()):
            return None
    kind = "I." if "I." in readings else block.mark.readings[0][0]
    if following.mark and kind not in ("I.", "A.", "1.1"):
        apart = block.gap or following.end - following.body > 10 * len(line)
        return kind if apart and is_title_case(line.split()) else None
    return kind if block.gap or kind in ("I.", "A.", "1.1") else None


def _may_be_heading(line: str, block: Block) -> bool:
    if block.end - block.body >= HEAD or not line or line[0].islower():
        return False
    words = head_words(line)
    outer = "I." in block.mark_kinds or "A." in block.mark_kinds
    if line[-1] in ".;,!" or line.startswith(_DASH_START) or not any(map(str.isalpha, line)):
        return False
    if len(words) > _MAX_WORDS and not outer:
        return is_caps(line) and len(words) <= _MAX_CAPS_WORDS
    if is_function_word(words[-1]) or (words[-1][-1] == ":" and is_function_word(words[-1][:-1])):
        return False
    if is_caps(line):
        return True
    if ". " in line.replace("U.S. ", "").replace("St. ", ""):
        return False
    if is_title_case(words):
        return True
    if outer and (block.gap or len(words) <= _MAX_PLAIN_WORDS or "I." in block.mark_kinds):
        return True
    limit = _MAX_WORDS if block.gap else _MAX_PLAIN_WORDS
    return len(words) <= limit and not has_finite_verb(words)


def _is_subject(line: str, following: Block | None, text: str) -> bool:
    # "The General Assembly", whose verb opens the next paragraph.
    opening = words_of("preambular_words", "word")
    words = line.split()
    if line.endswith(":") and plain(words[0]) in opening:
        return True
    if following is None or following.mark or words[0] != "The":
        return False
    first = text[following.body : following.body + 40].split(None, 1)[0]
    return plain(first) in opening and text[following.end - 1] in ",;:"


def _heads_a_list(line: str, following: Block | None, text: str) -> bool:
    # "Key Outcomes:" is a heading, "The Ministers:" before "Reaffirmed …" is half a sentence.
    words = line.split()
    if has_finite_verb(words) or plain(words[0]) in words_of("lead_in_stops", "word"):
        return False
    if following is None:
        return False
    if text[following.start : following.end].endswith((";", "; and", ",")) and not following.mark:
        return False
    first = text[following.body : following.body + 40].split(None, 1)[:1]
    word = first[0] if first else ""
    return not (word[:1].islower() or word == "To" or plain(word).endswith("ed"))


def set_levels(text: str, blocks: list[Block]) -> None:
    """Sets `level` of every section: forms nest in the order of their first appearance.

    Capitals and roman numerals stand above other forms, division words where their rank says;
    front and back matter ("Preamble", "Conclusion") is never nested.
    """
    stack: list[str] = []
    hashes = min((b.hashes for b in blocks if b.kind == "section" and b.hashes), default=1)
    for block in blocks:
        if block.kind != "section":
            continue
        form = block.heading or "plain"
        matter = plain_line(text[block.body : block.end]) in words_of("matter_headings", "heading")
        if form == "plain" and matter and not (stack and stack[0].startswith("division:")):
            stack.clear()
        if block.hashes:
            del stack[max(0, block.hashes - hashes) :]
        elif form in stack:
            del stack[stack.index(form) :]
        else:
            while stack and _outranks(form, stack[-1]):
                stack.pop()
        stack.append(form)
        block.level = len(stack)


def _outranks(form: str, other: str) -> bool:
    sisters = form.startswith("division:") and other.startswith("division:")
    return _rank(form) < _rank(other) + sisters


def _rank(form: str) -> int:
    if form.startswith("division:"):
        return ranks("divisions", "word")[form.partition(":")[2]]
    if form.startswith("#"):
        return 0
    return _OUTER_RANKS.get(form, _PLAIN_RANK)
