"""Lead-ins: the short title at the start of a bullet or paragraph (guideline section 1).

It ends in a colon, dash or full stop, keeps that mark, and is no part of its sentence.
"""

import re

from pipeline.outline.words import (
    has_finite_verb,
    head_words,
    is_caps,
    is_function_word,
    is_title_case,
    plain,
    reach,
    words_of,
)
from pipeline.outline.wraps import Block

Found = tuple[tuple[int, int], str]

_REACH = 12
_WINDOW = 420
_MAX_BOLD = 300
_MAX_COLON_WORDS = 28
_MAX_SENTENCE_CASE = 12
_MAX_STOP_WORDS = 24
_MAX_ITEM_STOP_WORDS = 16
_MAX_LONE_STOP_WORDS = 9
# One class first, by which a match is found; four alternatives would be tried at every letter.
_MARK = re.compile(
    r"[:.!?–—-](?:(?<=[:.])(?=[\s*_]|$)|(?<=:)(?=”)|(?<=[!?])(?=\s)|(?<=\s[–—-])(?=\s))"
)
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]+)(?:\*\*|__)([:.–—]|\s[–—](?=\s))?")
_LABEL = re.compile(r"(?:\S{1,60} ){1,3}(?:\d{1,3}|[IVX]{1,5}):")
_NUMBERED = re.compile(r"\s(?:\d{1,3}|[IVX]{1,5})$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|St|No|Jr|Sr|Hon|Rt|Gen|Sen|Rep|vs|Inc|Ltd"
    r"|Co|Corp|etc|cf|al|e\.g|i\.e))\.$",
    re.IGNORECASE,
)


def find_lead_in(text: str, block: Block) -> Found | None:
    """Offsets of the lead-in of a block and the character it ends in, None without one."""
    end = reach(text, block.body, block.end, _WINDOW)
    head, whole = text[block.body : end], end == block.end
    bold = _BOLD.match(head) if head[:1] in "*_" else None
    if bold and len(" ".join(bold[2].split())) <= _MAX_BOLD:
        return _bold_lead_in(block.body, bold, head)
    for found in _MARK.finditer(head):
        title, mark = head[: found.start()].strip(), found.group()
        if mark == "." and _ABBREVIATION.search(head, max(0, found.end() - 6), found.end()):
            continue
        rest = head[found.end() :].lstrip(" \t\r\n*_”\u00a0\u202f")
        if mark in "!?" or not _is_title(title, mark, rest, whole):
            if mark in ".!?":
                return None
            continue
        if mark in "–—-" and _NUMBERED.search(title) and ":" in head[found.end() :]:
            # "Working Group 1 – Standards: …": the number is half of the title.
            continue
        end = found.end()
        if mark == ":" and _LABEL.fullmatch(" ".join(head[:end].split())):
            end = _dash_after(head, end) or end
            mark = head[end - 1]
        return (block.body, block.body + end), mark
    return None


def _bold_lead_in(body: int, bold: re.Match[str], head: str) -> tuple[tuple[int, int], str] | None:
    title = bold[2].rstrip()
    if bold[3]:
        end, mark = bold.end(), bold[3].strip()
    elif title[-1] in ":.–—":
        end, mark = bold.start(2) + len(title), title[-1]
    else:
        return None
    alone = not head[bold.end() :].strip(" \t\r\n*:")
    # "We will share:" in bold is a stem, "Digital Economy:" a title.
    if alone and (mark == "." or has_finite_verb(head_words(title))):
        return None
    return (body + bold.start(2), body + end), mark


def _dash_after(head: str, start: int) -> int | None:
    # "GOAL 1: PROTECT OUR PEOPLE – The United States": a number alone is half a title.
    found = re.compile(r"\s[–—-](?=\s+[A-Z])").search(head, start)
    between = head[start : found.start()].split() if found else []
    if not found or not 1 <= len(between) <= 12 or has_finite_verb(between):
        return None
    return found.end()


def _is_title(title: str, mark: str, rest: str, whole: bool) -> bool:
    words = head_words(title)
    if not 0 < len(words) <= _MAX_COLON_WORDS or title[-1] in ",;":
        return False
    if not any(map(str.isalpha, title)):
        return False
    if title[0] in '“"‘(' and title.rstrip()[-1] not in '”"’)':
        return False
    if is_function_word(words[-1]) or plain(words[0]) in words_of("lead_in_stops", "word"):
        return is_caps(title) and bool(rest)
    if not is_caps(title) and has_finite_verb(words):
        return False
    if mark == ":":
        return _is_colon_title(title, words, rest, whole)
    if not rest or not (rest[0].isupper() or rest[0].isdigit() or rest[0] in '“"‘('):
        return False
    if mark == ".":
        return len(words) <= _MAX_STOP_WORDS and title[0].isupper()
    return len(words) <= 10 and (is_caps(title) or is_title_case(words)) and title[0].isupper()


def _is_colon_title(title: str, words: list[str], rest: str, whole: bool) -> bool:
    if title[0] == "[":
        return False
    if len(words) > _MAX_SENTENCE_CASE and not is_title_case(words) and not is_caps(title):
        return False
    if not rest:
        said = is_caps(title) and has_finite_verb(title.lower().split())
        # "Requests the Secretary-General:" is a stem.
        said = said or plain(words[0]) in words_of("preambular_words", "word")
        return whole and not said and (is_title_case(words) or len(words) <= 3)
    if title[0].islower():
        return len(words) <= 5
    return rest[0].isupper() or rest[0].isdigit() or rest[0] in '“"‘(*[' or len(words) <= 4


def set_lead_ins(text: str, blocks: list[Block]) -> None:
    """Sets `lead_in` of bullets and paragraphs, and makes a series of titled paragraphs under
    a colon the list that it is.

    A full stop ends a title only where a neighbour has one, too, or where the title is short
    and in title case.
    """
    found = {id(b): find_lead_in(text, b) for b in blocks if b.kind in ("bullet", "paragraph")}
    bodies = [b for b in blocks if b.kind != "footer"]
    for at, block in enumerate(bodies):
        hit = found.get(id(block))
        if not hit:
            continue
        if hit[1] == "." and not _is_stop_title(text, bodies, at, found):
            continue
        # A paragraph that is nothing but "The Ministers:" is the stem of what follows.
        if block.kind == "bullet" or hit[0][1] < block.end:
            block.lead_in = hit[0]
    _make_lists(text, bodies)


def _is_stop_title(text: str, bodies: list[Block], at: int, found: dict[int, Found | None]) -> bool:
    block = bodies[at]
    hit = found[id(block)]
    if text[block.body] in "*_" or hit is None:
        return hit is not None
    words = text[hit[0][0] : hit[0][1]].split()
    if block.kind == "bullet":
        if len(words) <= _MAX_LONE_STOP_WORDS and is_title_case(words):
            return True
        if len(words) > _MAX_ITEM_STOP_WORDS:
            return False
        sisters = _sisters(bodies, at)
        return len(sisters) > 1 and sum(bool(found.get(id(b))) for b in sisters) > len(sisters) / 2
    near = bodies[max(0, at - 1) : at] + bodies[at + 1 : at + 2]
    return any(b.kind == "paragraph" and found.get(id(b)) for b in near)


def _sisters(bodies: list[Block], at: int) -> list[Block]:
    """The items of the same level around an item, as far as _REACH blocks either way."""
    level, sisters = bodies[at].level, [bodies[at]]
    for step in (-1, 1):
        for place in range(at + step, at + step * _REACH, step):
            if not 0 <= place < len(bodies) or bodies[place].kind != "bullet":
                break
            if bodies[place].level < level:
                break
            if bodies[place].level == level:
                sisters.append(bodies[place])
    return sisters


def _make_lists(text: str, bodies: list[Block]) -> None:
    at = 0
    while at < len(bodies):
        block = bodies[at]
        opens = block.kind in ("paragraph", "section") and _ends_in_colon(text, block)
        # "Option 3:" heads the text of that option.
        opens = opens and not (block.heading or "").startswith("division:")
        at += 1
        if not opens or (block.lead_in and block.lead_in[1] == block.end):
            continue
        end = at
        titled = 0
        while end < len(bodies) and (
            (bodies[end].kind == "paragraph" and bodies[end].lead_in)
            or (titled > 1 and bodies[end].kind == "bullet")
        ):
            titled += bodies[end].kind == "paragraph"
            end += 1
        if titled >= 2 and not _title_later(bodies, end):
            for item in bodies[at:end]:
                item.level = item.level + 1 if item.kind == "bullet" else 1
                item.kind = "bullet"
            at = end


def _title_later(bodies: list[Block], end: int) -> bool:
    """Whether more titled paragraphs come after others: prose with titles, no list."""
    for block in bodies[end : end + _REACH]:
        if block.kind == "section":
            break
        if block.kind == "paragraph" and block.lead_in:
            return True
    return False


def _ends_in_colon(text: str, block: Block) -> bool:
    return text[block.body : block.end][-4:].rstrip("*_ ").endswith(":")
