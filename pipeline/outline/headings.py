"""Which blocks are headings, and how deep each is (guideline section 1, `section`).

A heading in plain text has no mark-up: it is short, ends in no full stop, is written in
capitals or title case or holds no verb, and has a body after it.
"""

import itertools
import re

from pipeline.outline import divisions, interludes
from pipeline.outline.divisions import division_form
from pipeline.outline.marks import read_mark
from pipeline.outline.names import is_attribution, is_date
from pipeline.outline.words import (
    HEAD,
    bare,
    ends_in_verb,
    has_finite_verb,
    head_words,
    is_caps,
    is_function_word,
    is_title_case,
    plain,
    plain_line,
    words_of,
)
from pipeline.outline.wraps import Block

_MAX_WORDS = 22
_MAX_CAPS_WORDS = 30
_MAX_PLAIN_WORDS = 11
_MAX_IN_BRACES = 8
_RESOLUTION = re.compile(r"\d{1,3}/\d{1,3}\. ")
_CAPTION = re.compile(r"(?:Figure|Table|Chart|Box|Map) (?:\d{1,3}|[IVX]{1,5})(?:[.:]|$)")
_MASTHEAD = 8
_MIN_PROSE = 100
_DASH_START = ("-", "–", "—", "“", '"', "‘", "[", "(")
_OUTER_RANKS = {"caps": 2, "I.": 2}
_PLAIN_RANK = 4


def mark_headings(text: str, blocks: list[Block]) -> None:
    """Sets `kind` to "section" and `heading` to the class of form on every heading."""
    names = _names(text, blocks)
    titles = _numbered_titles(text, blocks)
    telex = _is_in_capitals(text, blocks)
    body_after = False
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if block.kind in ("footer", "title"):
            continue
        if block.kind == "table":
            body_after = True
            continue
        following = _next(blocks, at)
        titled = titles and at > 0 and plain_line(text[block.body : block.end]) in titles
        form = "plain" if titled else None
        if form is None and following and body_after and id(block) not in names:
            form = heading_form(text, block, following, telex)
        if form == "plain" and at and _has_text(text, blocks[at - 1]):
            form = None
        if form:
            block.kind, block.heading = "section", form
        else:
            body_after = body_after or block.mark is not None or _is_body(text, block)
    _unmark_items(blocks)
    interludes.mark_interludes(text, blocks)


def _is_in_capitals(text: str, blocks: list[Block]) -> bool:
    # Telex had no small letters.
    long = [text[b.body : b.end] for b in blocks if b.end - b.body > _MIN_PROSE and not b.kind]
    return len(long) > 1 and 2 * sum(map(is_caps, long)) > len(long)


def _unmark_items(blocks: list[Block]) -> None:
    """A numbered line is no heading where no other heading has the number before or after it,
    but an item further down its section has the number after it."""
    numbered = [b for b in blocks if b.kind == "section" and b.mark and not b.mark.is_glyph]
    values = {id(b): _value(b) for b in numbered}
    alone = {id(b) for b in numbered}
    for before, after in itertools.pairwise(numbered):
        kind, value = values[id(before)]
        if values[id(after)] == (kind, value + 1):
            alone -= {id(before), id(after)}
    later: set[tuple[str, int, int]] = set()
    for block in reversed(blocks):
        if block.mark is None or block.mark.is_glyph:
            if block.kind == "section":
                later.clear()
            continue
        kind, value = _value(block)
        if id(block) in alone and (kind, value + 1, block.indent) in later:
            block.kind = block.heading = None
        if block.kind != "section":
            later.add((kind, value, block.indent))


def _value(block: Block) -> tuple[str, int]:
    assert block.mark is not None
    readings = dict(block.mark.readings)
    kind = block.heading if block.heading in readings else block.mark.readings[0][0]
    return kind, readings[kind]


def _numbered_titles(text: str, blocks: list[Block]) -> frozenset[str]:
    # "73/2. Political declaration …": what the resolution adopts repeats the title below.
    lines = (text[b.start : b.end] for b in blocks[:_MASTHEAD])
    plain = (plain_line(line) for line in lines if "/" in line)
    return frozenset(line.partition(" ")[2] for line in plain if _RESOLUTION.match(line))


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


def _has_text(text: str, block: Block) -> bool:
    # "Option 2:", then its text ("No text"); "Figure 1", then what it shows.
    line = text[block.start : block.end] if block.end - block.start <= 20 else ""
    form = None if block.mark else division_form(line)
    return _CAPTION.fullmatch(line) is not None or (form is not None and divisions.is_choice(form))


def _next(blocks: list[Block], at: int) -> Block | None:
    return next((b for b in blocks[at + 1 : at + 12] if b.kind != "footer"), None)


def _is_body(text: str, block: Block) -> bool:
    line = text[block.body : block.end]
    return line[-1:] in '.:;!?”"’)' or len(line) > 120 or block.kind == "table"


def heading_form(
    text: str, block: Block, following: Block | None, telex: bool = False
) -> str | None:
    """The class of a heading's form, None for a block that is none.

    Classes: `#1`… (Markdown), `division:<word>`, `caps`, `plain`, or the kind of the mark
    (`I.`, `A.`, `1.`, `1.1`). In a text all in capitals (`telex`) capitals make no heading.
    """
    line = " ".join(bare(text[block.body : min(block.end, block.body + HEAD)]).split())
    if telex:
        line = line.capitalize()
    if "," in line and (block.box or not block.hashes) and is_attribution(line):
        # "Mr. Hal Sirkin, Senior Partner": who speaks, not of what; large type is no mark-up.
        return None
    if block.hashes:
        return f"#{block.hashes}"
    if not line:
        return None
    # "a. Title I: Goods;" lists titles.
    alone = block.mark is None and block.end - block.body < HEAD
    division = division_form(line) if alone else None
    if division:
        return f"division:{division}"
    if divisions.opens_choice(line) or _CAPTION.match(line):
        return None
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
    asks = plain(line.split(None, 1)[0]) in words_of("question_words", "word")
    if line.endswith(":") and not asks and not _heads_a_list(line, following, text):
        return None
    words = head_words(line)
    if len(words) > _MAX_WORDS and has_finite_verb(words):
        return None
    mark = read_mark(line)
    if mark and not mark.is_glyph:
        roman = "I." in dict(mark.readings) and line[0] in "IVX"
        return "I." if roman else mark.readings[0][0]
    return "caps" if is_caps(line) else "plain"


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
    if line[0] == "{" and line[-1] == "}":
        # "{Timing}" is a heading, "{Placement proposal: Article 6}" a note.
        words = head_words(line)
        return len(words) <= _MAX_IN_BRACES and ":" not in line and not has_finite_verb(words)
    outer = "I." in block.mark_kinds or "A." in block.mark_kinds
    opened = line.startswith(_DASH_START) and not (outer and line[0] == "[")
    if line.rstrip("]}")[-1:] in (".", ";", ",", "!") or opened:
        return False
    if ends_in_verb(line) or not any(map(str.isalpha, line)):
        return False
    words = head_words(line)
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
    limit = _MAX_WORDS if block.gap and line[-1] != ":" else _MAX_PLAIN_WORDS
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
    for block in blocks:
        if block.kind != "section":
            continue
        form = block.heading or "plain"
        matter = plain_line(text[block.body : block.end]) in words_of("matter_headings", "heading")
        if form == "plain" and matter and not (stack and stack[0].startswith("division:")):
            marked = [at for at, other in enumerate(stack) if other.startswith("#")]
            del stack[marked[-1] + 1 if marked else 0 :]
        division = f"division:{division_form(bare(text[block.body : block.end]))}"
        if division in stack:
            # One article with mark-up among others without is still their sister.
            form = division
        if form.startswith("#"):
            outer = [at for at, other in enumerate(stack) if "#0" < other < form]
            del stack[outer[-1] + 1 if outer else 0 :]
        elif form in stack:
            del stack[stack.index(form) :]
        else:
            while stack and _outranks(form, stack[-1]):
                stack.pop()
        stack.append(form)
        block.level = len(stack)


def _outranks(form: str, other: str) -> bool:
    if other.startswith("#"):
        # What is no heading by its mark-up stands below what is.
        return False
    if form == "plain" and _is_choice(other):
        return False
    sisters = form.startswith("division:") and other.startswith("division:")
    return _rank(form) < _rank(other) + (sisters and not _is_choice(form))


def _is_choice(form: str) -> bool:
    return form.startswith("division:") and divisions.is_choice(form.partition(":")[2])


def _rank(form: str) -> int:
    if form.startswith("division:"):
        return divisions.rank(form.partition(":")[2])
    if form.startswith("#"):
        return 0
    return _OUTER_RANKS.get(form, _PLAIN_RANK)
