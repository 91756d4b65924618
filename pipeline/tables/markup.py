"""A piece of document text as a page shows it: white space, and the signs of Markdown."""

import re
from bisect import bisect_left
from typing import Final

MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"

# `[words](address "title")`, and a picture with "!" before, of which no words are shown.
_LINK: Final = re.compile(r'!?\[(?P<words>[^\[\]]*)\]\([^()\s]*(?: "[^"]*")?\)')
# Stars and underscores at the edge of a word, backticks, and the backslash that spares a sign. The
# sign stands before all else: where there is none, nothing more is tried.
_MARK: Final = re.compile(
    r"(?=[*`_\\])(?:(?<!\\)(?:\*+(?=\S)|(?<=\S)\*+|`+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w))"
    r"|\\(?=[!-/:-@\[-`{-~]))"
)
# White space that is not one plain blank.
_FOLDED: Final = re.compile(r"[\t\r\n\f\v][ \t\r\n\f\v]*| [ \t\r\n\f\v]+")


class Shown:
    """`text` as a browser shows it, from `source` as the document text has it.

    Runs of white space are one blank, or one line end where a page of HTML breaks its line; the
    other kinds of blank stay. Of Markdown the signs are gone.
    """

    def __init__(self, source: str, media_type: str) -> None:
        self._length = len(source)
        self._uncut = _uncut(source) if media_type == MARKDOWN else [(0, len(source))]
        self._unfolded = source
        if self._uncut != [(0, len(source))]:
            self._unfolded = "".join([source[start:end] for start, end in self._uncut])
        self.text = _FOLDED.sub(_broken if media_type == HTML else " ", self._unfolded)
        self._kept: list[int] = []

    def at(self, offset: int) -> int:
        """The place in `text` of an offset of the source."""
        if len(self.text) == self._length:
            return offset
        if not self._kept:
            self._kept = self._places()
        return bisect_left(self._kept, offset)

    def _places(self) -> list[int]:
        """Where each sign of `text` stands in the source, of a run of white space its first."""
        places = [at for span in self._uncut for at in range(*span)]
        kept, done = [], 0
        for run in _FOLDED.finditer(self._unfolded):
            kept += places[done : run.start() + 1]
            done = run.end()
        return kept + places[done:]


def _broken(run: re.Match[str]) -> str:
    return "\n" if "\n" in run[0] else " "


def _uncut(source: str) -> list[tuple[int, int]]:
    """The spans of a piece of Markdown that are shown, in order."""
    spans, at = [], 0
    for start, end in _cuts(source):
        if start > at:
            spans.append((at, start))
        at = max(at, end)
    return [*spans, (at, len(source))]


def _cuts(source: str) -> list[tuple[int, int]]:
    """Spans that are not shown, in order; one may begin inside another."""
    spans = [mark.span() for mark in _MARK.finditer(source)]
    for link in _LINK.finditer(source) if "](" in source else ():
        words = link.span("words")
        if link[0].startswith("!"):
            words = link.end(), link.end()
        spans += [(link.start(), words[0]), (words[1], link.end())]
    return sorted(spans)
