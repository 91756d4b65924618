"""Real pages that were looked at beside their outlines: reading order, items, furniture."""

from functools import cache
from pathlib import Path

import pytest

from pipeline.outline import parse
from pipeline.readers import read


@cache
def nodes(path: Path) -> tuple[tuple[str, str], ...]:
    """Kind and text of every node, blanks folded."""
    source = read(path.name, path.read_bytes())
    return tuple(
        (node.kind, " ".join(source.text[node.start : node.end].split())) for node in parse(source)
    )


def seen(shared: Path, name: str) -> tuple[tuple[str, str], ...]:
    path = shared / "corpus" / "pdf" / name
    if not path.is_file():
        pytest.skip(f"{name} is not in ../shared/corpus/pdf")
    return nodes(path)


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        # Three narrow columns.
        (
            "gov_misc/federal-register-2020-17221.pdf",
            "paragraph",
            "SUMMARY: The FAA proposes to supersede Airworthiness Directive (AD) 2018–23–51, which",
        ),
        # A sidebar whose rows stand at other heights.
        (
            "us_commerce_selectusa/Australia_Fact_Sheet.pdf",
            "paragraph",
            "We work with companies and U.S. economic development organizations to provide",
        ),
        # Three boxes beside each other.
        (
            "us_commerce_selectusa/Australia_Fact_Sheet.pdf",
            "paragraph",
            "Total contribution to U.S. goods exports by Australian-owned firms operating in the",
        ),
        # Two columns of a numbered list between paragraphs.
        (
            "us_state_bulletins/31-International-Dateline-2012.pdf",
            "bullet",
            "5°50’32”S 156°04’50”W",
        ),
        # A newsletter with a narrow sidebar.
        (
            "us_commerce_selectusa/selectusa_monthly_newsletter_1nov2012.pdf",
            "paragraph",
            "SelectUSA will conduct targeted outreach throughout the United States and around the",
        ),
        # A footnote whose raised number stands a tab before it.
        ("unfccc/11infnot.pdf", "footer", "2 There is a need to specify the context, whose"),
        # A footnote that goes on below a rule on the next page.
        ("unfccc/11infnot.pdf", "footer", "• Real, verified, permanent, additional"),
        # A bullet of a picture font, and a title that later pages repeat as their head.
        ("gov_misc/dmca.pdf", "bullet", "Title I, the “WIPO Copyright and Performances and"),
        ("gov_misc/dmca.pdf", "title", "THE DIGITAL MILLENNIUM COPYRIGHT ACT OF 1998"),
        # The title of a slide at the place of a running head.
        ("us_commerce_selectusa/2017-summit-call.pdf", "section", "2016 Summit Recap"),
        # Two columns of a table without lines that is the layout of the page.
        ("hard/list-item-example.pdf", "section", "Module Three: Step 2: Design and Prototyping"),
    ],
)
def test_what_the_page_shows_is_a_node(shared: Path, name: str, kind: str, words: str) -> None:
    found = seen(shared, name)
    assert any(k == kind and text.startswith(words) for k, text in found), words


def test_a_list_in_two_columns_counts_on(shared: Path) -> None:
    found = seen(shared, "us_state_bulletins/31-International-Dateline-2012.pdf")
    assert sum(kind == "bullet" for kind, _ in found) == 15


def test_figures_beside_a_graph_are_no_headings(shared: Path) -> None:
    found = seen(shared, "us_commerce_selectusa/Australia_Fact_Sheet.pdf")
    assert not [
        text for kind, text in found if kind == "section" and not any(map(str.isalpha, text))
    ]
