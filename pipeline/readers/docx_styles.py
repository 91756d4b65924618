"""Styles of a Word document: what a paragraph inherits from the style it names."""

import re
from collections.abc import Iterator
from typing import Any, Final

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING: Final = re.compile(r"heading\s*([1-9])\b", re.IGNORECASE)
_TITLE: Final = re.compile(r"title$", re.IGNORECASE)
_LIST: Final = re.compile(r"list (bullet|number)(?: ([2-9]))?$", re.IGNORECASE)
_MAX_CHAIN: Final = 32
_BODY_LEVEL: Final = 9


def child(element: Any, name: str) -> Any:
    """The first child `w:name` of an element, None without one (or without an element)."""
    return None if element is None else element.find(WORD + name)


def attribute(element: Any, name: str) -> str | None:
    """The attribute `w:name` of an element, None without it."""
    found = None if element is None else element.get(WORD + name)
    return found if isinstance(found, str) else None


def truth(element: Any) -> bool | None:
    """What a switch such as `w:b` says, None where it is not set."""
    if element is None:
        return None
    return attribute(element, "val") not in ("0", "false", "off", "none")


class Styles:
    """The styles by id; every question follows the chain of `w:basedOn`, once a style."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._heavy: dict[str | None, bool] = {}
        self._levels: dict[str | None, int] = {}
        self._lists: dict[str | None, tuple[str, int] | None] = {}
        self._default: str | None = None
        for element in root if root is not None else ():
            if not isinstance(element.tag, str) or not element.tag.endswith("}style"):
                continue
            key = attribute(element, "styleId") or ""
            self._elements[key] = element
            is_default = attribute(element, "default") in ("1", "true", "on")
            if is_default and attribute(element, "type") == "paragraph":
                self._default = key

    def chain(self, style: str | None) -> Iterator[tuple[str, Any]]:
        """A style and those it is based on, as (id, element); the default without a name."""
        key = style or self._default
        for _ in range(_MAX_CHAIN):
            element = self._elements.get(key) if key else None
            if key is None or element is None:
                return
            yield key, element
            key = attribute(child(element, "basedOn"), "val")

    def bold(self, style: str | None) -> bool:
        """Whether text of a style is bold."""
        if style not in self._heavy:
            self._heavy[style] = self._is_heavy(style)
        return self._heavy[style]

    def _is_heavy(self, style: str | None) -> bool:
        for _, element in self.chain(style):
            stated = truth(child(child(element, "rPr"), "b"))
            if stated is not None:
                return stated
        return False

    def heading(self, properties: Any, style: str | None) -> int:
        """Level of a heading by its style's name or its outline level, 0 for body text.

        The title of the whole has level 1, so that "Heading 1" has level 2.
        """
        own = _outline(properties)
        if own is not None:
            return own
        if style not in self._levels:
            self._levels[style] = self._level(style)
        return self._levels[style]

    def _level(self, style: str | None) -> int:
        for _, element in self.chain(style):
            named = _HEADING.match(attribute(child(element, "name"), "val") or "")
            if named:
                return min(int(named[1]) + 1, 6)
            if _TITLE.match(attribute(child(element, "name"), "val") or ""):
                return 1
            level = _outline(child(element, "pPr"))
            if level is not None:
                return level
        return 0

    def list_name(self, style: str | None) -> tuple[str, int] | None:
        """(`bullet` or `number`, level from 0) of a built-in list style, by its name."""
        if style not in self._lists:
            self._lists[style] = self._listed(style)
        return self._lists[style]

    def _listed(self, style: str | None) -> tuple[str, int] | None:
        for _, element in self.chain(style):
            named = _LIST.match(attribute(child(element, "name"), "val") or "")
            if named:
                return named[1].lower(), int(named[2] or 1) - 1
        return None


def _outline(properties: Any) -> int | None:
    stated = attribute(child(properties, "outlineLvl"), "val")
    if stated is None or not stated.isdigit():
        return None
    level = int(stated)
    return 0 if level >= _BODY_LEVEL else min(level + 2, 6)
