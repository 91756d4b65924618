"""List marks and indentation of Word paragraphs, from numbering.xml and the styles."""

from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.readers.docx_styles import Styles, attribute, child, truth
from pipeline.readers.flow import LIST_GLYPHS, number_text

_FORMS: Final = {
    "decimal": "1",
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
# Symbol and Wingdings glyphs stand in the private use area (PDF and Word alike).
_PRIVATE: Final = {0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0x6F: "◦", 0x2D: "-", 0x76: "❖"}
_PRIVATE_START: Final = 0xF000
_LEVELS: Final = 9
_MAX_START: Final = 32_767


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its mark looks, where it counts from and stands (twips)."""

    form: str
    pattern: str
    start: int = 1
    legal: bool = False
    left: int | None = None
    first: int | None = None


@dataclass(slots=True)
class _Scheme:
    levels: dict[int, Level]
    by_style: dict[str, int]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph's place in a list: the text of its mark, the list level, and whether the
    paragraph itself names the list (its style does otherwise)."""

    mark: str
    depth: int
    level: Level
    direct: bool


class Numbering:
    """The lists of a document; counts on with every paragraph it is asked for, in order."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._schemes: dict[str, _Scheme] = {}
        self._nums: dict[str, tuple[str, dict[int, int]]] = {}
        self._links: dict[str, str] = {}
        self._started: set[str] = set()
        for element in root if root is not None else ():
            tag = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
            if tag == "abstractNum":
                self._add_scheme(element)
            elif tag == "num":
                self._add_num(element)

    def _add_scheme(self, element: Any) -> None:
        levels: dict[int, Level] = {}
        by_style: dict[str, int] = {}
        for lvl in element:
            if not isinstance(lvl.tag, str) or not lvl.tag.endswith("}lvl"):
                continue
            depth = _whole(attribute(lvl, "ilvl"), 0)
            levels[depth] = _level(lvl)
            style = attribute(child(lvl, "pStyle"), "val")
            if style:
                by_style[style] = depth
        key = attribute(element, "abstractNumId") or ""
        self._schemes[key] = _Scheme(levels, by_style)
        link = attribute(child(element, "numStyleLink"), "val")
        if link and not levels:
            self._links[key] = link

    def _add_num(self, element: Any) -> None:
        starts: dict[int, int] = {}
        for override in element:
            if isinstance(override.tag, str) and override.tag.endswith("}lvlOverride"):
                start = attribute(child(override, "startOverride"), "val")
                if start is not None:
                    starts[_whole(attribute(override, "ilvl"), 0)] = _whole(start, 1)
        scheme = attribute(child(element, "abstractNumId"), "val") or ""
        self._nums[attribute(element, "numId") or ""] = (scheme, starts)

    def number(self, properties: Any, style: str | None) -> Numbered | None:
        """The mark of the next paragraph, None for one outside every list.

        `properties` is its `w:pPr` or None, `style` the id of its style.
        """
        num, depth, from_style = self._reference(properties, style)
        if not num or num == "0" or num not in self._nums:
            return None
        key, starts = self._nums[num]
        scheme = self._scheme(key)
        if scheme is None:
            return None
        if from_style:
            depth = scheme.by_style.get(from_style, depth)
        level = scheme.levels.get(depth)
        if level is None or level.form == "none":
            return None
        if num not in self._started:
            self._started.add(num)
            scheme.counts.update({at: start - 1 for at, start in starts.items()})
        return Numbered(self._mark(scheme, depth, level), depth, level, not from_style)

    def _reference(self, properties: Any, style: str | None) -> tuple[str, int, str]:
        own = child(properties, "numPr")
        if own is not None and child(own, "numId") is not None:
            num = attribute(child(own, "numId"), "val") or ""
            return num, _whole(attribute(child(own, "ilvl"), "val"), 0), ""
        for name, element in self._styles.chain(style):
            given = child(child(element, "pPr"), "numPr")
            num = attribute(child(given, "numId"), "val") or ""
            if num:
                stated = attribute(child(own if own is not None else given, "ilvl"), "val")
                return num, _whole(stated, 0), "" if own is not None else name
        return "", 0, ""

    def _scheme(self, key: str) -> _Scheme | None:
        # An abstract list may say no more than the list style whose levels it has.
        if key in self._links:
            for _, element in self._styles.chain(self._links[key]):
                num = attribute(child(child(child(element, "pPr"), "numPr"), "numId"), "val")
                linked = self._nums.get(num or "", ("", {}))[0]
                if linked and linked not in self._links:
                    return self._schemes.get(linked)
        return self._schemes.get(key)

    def _mark(self, scheme: _Scheme, depth: int, level: Level) -> str:
        if level.form == "bullet":
            return _glyph(level.pattern, depth)
        counts = scheme.counts
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        mark = level.pattern
        for at in range(_LEVELS):
            if f"%{at + 1}" in mark:
                shown = scheme.levels.get(at, level)
                form = "1" if level.legal or shown.form == "bullet" else shown.form
                value = counts.get(at, shown.start)
                mark = mark.replace(f"%{at + 1}", number_text(value, form))
        return " ".join(mark.split())


def _level(lvl: Any) -> Level:
    stated = attribute(child(lvl, "numFmt"), "val") or "decimal"
    form = stated if stated in ("bullet", "none") else _FORMS.get(stated, "1")
    pattern = attribute(child(lvl, "lvlText"), "val") or ""
    left, first = indents(child(lvl, "pPr"))
    if not pattern.strip():
        form = "none"
    start = _whole(attribute(child(lvl, "start"), "val"), 1)
    return Level(form, pattern, start, truth(child(lvl, "isLgl")) or False, left, first)


def indents(properties: Any) -> tuple[int | None, int | None]:
    """Left edge and first line (negative where it hangs) that a `w:pPr` states, in twips."""
    given = child(properties, "ind")
    if given is None:
        return None, None
    left = attribute(given, "left") or attribute(given, "start")
    first, hanging = attribute(given, "firstLine"), attribute(given, "hanging")
    moved = -_whole(hanging, 0) if hanging is not None else None
    return (
        _whole(left, 0) if left is not None else None,
        moved if moved is not None else (_whole(first, 0) if first is not None else None),
    )


def _glyph(pattern: str, depth: int) -> str:
    glyph = pattern.strip()[:1]
    if glyph == "o":
        return "◦"
    if ord(glyph) >= _PRIVATE_START and ord(glyph) <= _PRIVATE_START + 0xFF:
        return _PRIVATE.get(ord(glyph) - _PRIVATE_START, LIST_GLYPHS[min(depth, 2)])
    return LIST_GLYPHS[min(depth, 2)] if glyph.isalnum() else glyph


def _whole(stated: str | None, default: int) -> int:
    try:
        value = round(float(stated)) if stated else default
    except (ValueError, OverflowError):
        return default
    return max(-_MAX_START, min(value, _MAX_START))
