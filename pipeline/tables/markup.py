"""A piece of document text as a page shows it: white space, and the signs of Markdown."""

import re
from bisect import bisect_left
from typing import Final

MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"

# `[words](address "title")`, and a picture with "!" before, of which no words are shown.
_LINK: Final = re.compile(r'!?\[(?P<words>[^\[\]]*)\]\([^()\s]*(?: "[^"]*")?\)')
# Stars and underscores at the edge of a word, backticks, and the backslash that spares a sign.
_MARK: Final = re.compile(
    r"(?<!\\)(?:\*+(?=\S)|(?<=\S)\*+|`+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w))"
    r"|\\(?=[!-/:-@\[-`{-~])"
)


_FOLDED: Final = " \t\r\n\f\v"


class Shown:
    """`text` as a browser shows it, from `source` as the document text has it.

    Runs of white space are one blank, or one line end where a page of HTML breaks its line; the
    other kinds of blank stay. Of Markdown the signs are gone.
    """

    def __init__(self, source: str, media_type: str) -> None:
        spans = _cuts(source) if media_type == MARKDOWN else []
        cuts = {at for span in spans for at in range(*span)}
        shown: list[str] = []
        self._kept: list[int] = []
        for at, sign in enumerate(source):
            if at in cuts:
                continue
            if sign in _FOLDED:
                sign = "\n" if sign == "\n" and media_type == HTML else " "
                if shown and shown[-1] in " \n":
                    shown[-1] = max(shown[-1], sign, key="\n".__eq__)
                    continue
            shown.append(sign)
            self._kept.append(at)
        self.text = "".join(shown)

    def at(self, offset: int) -> int:
        """The place in `text` of an offset of the source."""
        return bisect_left(self._kept, offset)


def _cuts(source: str) -> list[tuple[int, int]]:
    spans = [mark.span() for mark in _MARK.finditer(source)]
    for link in _LINK.finditer(source):
        words = link.span("words")
        if link[0].startswith("!"):
            words = link.end(), link.end()
        spans += [(link.start(), words[0]), (words[1], link.end())]
    return spans
