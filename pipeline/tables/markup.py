"""The words of Markdown as a page shows them, without the signs that make them bold or a link."""

import re
from bisect import bisect_left
from typing import Final

# `[words](address "title")`, and a picture with "!" before, of which no words are shown.
_LINK: Final = re.compile(r'!?\[(?P<words>[^\[\]]*)\]\([^()\s]*(?: "[^"]*")?\)')
# Stars and underscores at the edge of a word, backticks, and the backslash that spares a sign.
_MARK: Final = re.compile(
    r"(?<!\\)(?:\*+(?=\S)|(?<=\S)\*+|`+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w))"
    r"|\\(?=[!-/:-@\[-`{-~])"
)


class Shown:
    """`text` as it is shown, from `source` as it is written; the same where that is no Markdown."""

    def __init__(self, source: str, is_markdown: bool = True) -> None:
        spans = _cuts(source) if is_markdown else []
        cuts = {at for span in spans for at in range(*span)}
        self._kept: list[int] | None = None
        self.text = source
        if cuts:
            kept = [at for at in range(len(source)) if at not in cuts]
            # No two blanks where something between them is gone.
            self._kept = [
                at
                for before, at in zip([None, *kept], kept, strict=False)
                if before is None or source[at] != " " or source[before] != " "
            ]
            self.text = "".join(source[at] for at in self._kept)

    def at(self, offset: int) -> int:
        """The place in `text` of an offset of the source."""
        return offset if self._kept is None else bisect_left(self._kept, offset)


def _cuts(source: str) -> list[tuple[int, int]]:
    spans = [mark.span() for mark in _MARK.finditer(source)]
    for link in _LINK.finditer(source):
        words = link.span("words")
        if link[0].startswith("!"):
            words = link.end(), link.end()
        spans += [(link.start(), words[0]), (words[1], link.end())]
    return spans
