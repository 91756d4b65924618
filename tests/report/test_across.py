"""What the page is given of links: quotes cut at their changed words."""

import pytest

from pipeline.report.across import pieces


@pytest.mark.parametrize(
    ("quote", "changed", "cut"),
    [
        ("to share charts", [], ["to share charts"]),
        ("to share sea charts", ["sea"], ["to share ", "sea", " charts"]),
        ("Charts, at last", ["charts"], ["", "Charts", ", at last"]),
        # Of words that are alike but for their ending the tables name the first.
        ("a chart and charts", ["chart"], ["a ", "chart", " and ", "charts", ""]),
        ("on non-proliferation", ["nonproliferation"], ["on ", "non-proliferation", ""]),
        ("U.S.-led work", ["led"], ["U.S.-", "led", " work"]),
    ],
)
def test_changed_words_are_cut_out(quote: str, changed: list[str], cut: list[str]) -> None:
    assert pieces(quote, changed) == cut
    assert "".join(cut) == quote
