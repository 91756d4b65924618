"""Where a quote stands in a piece of text, as label sheets count it."""

import re
from bisect import bisect_left

from pipeline.corrections.labels import Span


def places(text: str, quote: str, whole: bool = False) -> list[Span]:
    """Every place of `quote` in `text`, runs of white space being alike, none overlapping another;
    with `whole` only where no letter or digit adjoins it."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    if not pattern:
        return []
    if whole:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return [found.span() for found in re.finditer(pattern, text)]


def nth(text: str, span: Span, whole: bool = False) -> int | None:
    """Which place of its own words `span` is in `text`, from 1; None where it is no such place."""
    found = places(text, text[slice(*span)], whole)
    at = bisect_left(found, span)
    return at + 1 if at < len(found) and found[at] == span else None
