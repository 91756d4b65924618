"""Web pages: what is the document in them, and the text that a browser would show."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.model import Node, Source
from pipeline.outline import parse
from pipeline.readers import read

SHARED = Path(__file__).parents[2] / "../shared/corpus/us_state"
KEPT_SHUT = {
    *("state_2021-07-16_c5plus1", "state_2022-02-11_quad", "state_2022-06-27_negev"),
    *("state_2022-07-10_us-thailand", "state_2022-07-20_supply-chains"),
}
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Plan</title>
<meta property="og:title" content="FACT SHEET: A Plan"><meta name="author" content="Press Office">
<meta property="article:published_time" content="2023-05-01T10:00:00Z">
<link rel="canonical" href="https://example.org/plan"><script>var a = "<div><p>no</p>";</script>
</head><body><a class="skip-link" href="#content">Skip to content</a>
<header class="site"><div><a href="/">The Office</a></div><nav><ul><li>Home</li></ul></nav></header>
<main id="content"><article><header><div class="breadcrumbs">Home &gt; News</div>
<h1>FACT SHEET:<br>A&nbsp;Plan for Ports</h1></header>
<div class="share-bar"><ul><li><a href="#">Post</a></li></ul></div>
<p>The leaders met &amp; agreed on a plan.<sup><a href="#fn1">1</a></sup></p>
<p><strong>MARITIME SECURITY</strong></p>
<ul><li><b>Ports:</b> The two sides will build ports.<ul><li>Port A will open.</li>
<li>Port B<br>will follow.</li></ul></li><li><p>They will train crews.</p>
<p>It begins soon.</p></li></ul><h2>Trade</h2>
<table><tr><th>Year</th><th>Sum</th></tr><tr><td>2024</td><td>$5</td></tr></table>
<blockquote><p>It was the 4<sup>th</sup> meeting of the leaders.</p></blockquote>
</article></main><aside class="related"><h3>Related</h3><p>Other</p></aside>
<footer><p>Privacy</p></footer></body></html>"""


def page(body: str, head: str = "") -> Source:
    return read("page.html", f"<html><head>{head}</head><body>{body}</body></html>".encode())


def rows(source: Source) -> list[str]:
    return [source.text[line.start : line.end] for line in source.lines]


def outline(source: Source) -> list[tuple[str, str]]:
    return [(n.path, " ".join(source.text[n.start : n.end].split())) for n in parse(source)]


def test_page_without_its_furniture() -> None:
    source = read("plan.html", PAGE.encode())
    assert source.media_type == "text/html"
    assert rows(source) == [
        "FACT SHEET: A Plan for Ports",
        "The leaders met & agreed on a plan.",
        "MARITIME SECURITY",
        "• Ports: The two sides will build ports.",
        "  ◦ Port A will open.",
        "  ◦ Port B will follow.",
        "• They will train crews.",
        "  It begins soon.",
        "Trade",
        "| Year | Sum |",
        "| 2024 | $5 |",
        "It was the 4th meeting of the leaders.",
    ]
    assert source.metadata == {
        "title": "FACT SHEET: A Plan",
        "author": "Press Office",
        "date": "2023-05-01T10:00:00Z",
        "url": "https://example.org/plan",
    }


def test_outline_of_page() -> None:
    assert [(path, words[:12]) for path, words in outline(read("plan.html", PAGE.encode()))] == [
        ("h1", "FACT SHEET: "),
        ("s0.p1", "The leaders "),
        ("s1", "MARITIME SEC"),
        ("s1.b1", "Ports: The t"),
        ("s1.b1.b1", "Port A will "),
        ("s1.b1.b2", "Port B will "),
        ("s1.b2", "They will tr"),
        ("s2", "Trade"),
        ("s2.p1", "| Year | Sum"),
        ("s2.p2", "It was the 4"),
    ]


def test_lines_lie_in_the_text_in_order() -> None:
    source = read("plan.html", PAGE.encode())
    assert all(a.end < b.start for a, b in pairwise(source.lines))
    assert all(row == row.rstrip() and row for row in rows(source))
    assert source.text.split() == " ".join(rows(source)).split()


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ('<ol start="4"><li>a<li>b</ol>', ["4. a", "5. b"]),
        ('<ol type="a"><li>a<li value="4">b<li>c</ol>', ["a. a", "d. b", "e. c"]),
        ('<ol style="list-style-type: lower-roman"><li>a<li>b</ol>', ["i. a", "ii. b"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ('<ol type="I"><li>a<ol type="A"><li>b</ol></ol>', ["I. a", "  A. b"]),
        ('<ul style="list-style:none"><li>(a) one<li>(b) two</ul>', ["(a) one", "(b) two"]),
        ("<ul><li>• typed<li>U. S. officials</ul>", ["• typed", "• U. S. officials"]),
        ("<ul><li>a<ul><li>b<ul><li>c</ul></ul></ul>", ["• a", "  ◦ b", "    ▪ c"]),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", ["• a", "  ◦ b"]),
        ("<ul><li>stem:<br>– one<br>– two</ul>", ["• stem:", "  – one", "  – two"]),
        ("<p>&nbsp;&nbsp;• one<br>&nbsp;&nbsp;• two</p>", ["  • one", "  • two"]),
        ('<p style="margin-left:36px">(a) one</p>', ["   (a) one"]),
        ("<table><tr><td>1.<td>Words</table>", ["1. Words"]),
        ("<table><tr><td><p>one<ul><li>two</ul></table>", ["one", "• two"]),
        (
            '<table><tr><td style="padding-left:40px">a<td>b</table><p>(a) one</p>',
            ["| a | b |", "(a) one"],
        ),
        ("<pre>  a\n    b</pre>", ["  a", "    b"]),
        ("<p>in<b>ter</b>nal&shy;ly &lt;x&gt;</p>", ["internally <x>"]),
    ],
)
def test_marks_and_blanks(markup: str, shown: list[str]) -> None:
    assert rows(page(markup)) == shown


def test_headings_nest_by_their_tags() -> None:
    source = page(
        "<h1>Joint Statement</h1><p>The Ministers met.</p><h2>Defence</h2><p>They will train.</p>"
        "<h3>Ships</h3><p>They will sail.</p><h2>Trade</h2><p>They will trade.</p>"
    )
    assert [path for path, _ in outline(source)] == [
        *("h1", "s0.p1", "s1", "s1.p1", "s1.s1", "s1.s1.p1", "s2", "s2.p1"),
    ]


def test_list_that_numbers_chapters() -> None:
    source = page(
        "<h1>Plan for Ports</h1><p>The Ministers met.</p>"
        "<ol><li><h2>Defence</h2><p>They will train.</p></li>"
        "<li><h2>Trade</h2><ul><li>They will trade.</li></ul></li></ol>"
    )
    assert [(path, words) for path, words in outline(source)][2:] == [
        *(("s1", "1. Defence"), ("s1.p1", "They will train.")),
        *(("s2", "2. Trade"), ("s2.b1", "They will trade.")),
    ]


def test_bold_numbered_lines_are_headings_and_bold_items_are_not() -> None:
    source = page(
        "<h1>Plan for Ports</h1><p><b>I. Defence and Security</b></p>"
        "<p>1.&nbsp;They will train.</p><p>2.&nbsp;They will sail.</p>"
        "<p><b>II. Trade</b></p><p><b>• Open talks</b></p><p><b>• Close talks</b></p>"
    )
    assert [(n.path, n.kind) for n in parse(source)][1:] == [
        *(("s1", "section"), ("s1.b1", "bullet"), ("s1.b2", "bullet")),
        *(("s2", "section"), ("s2.b1", "bullet"), ("s2.b2", "bullet")),
    ]


def test_several_articles_are_all_read() -> None:
    articles = "<article><p>The Ministers met in spring.</p></article>" * 3
    assert len(rows(page(f"<main>{articles}</main>"))) == 3


def test_paragraph_set_as_heading_is_a_paragraph() -> None:
    long = "The Ministers decided to build the port and to open it in the year after. " * 5
    source = page(f"<h1>Joint Statement on Ports</h1><h3>{long}</h3><p>They met again.</p>")
    assert [n.kind for n in parse(source)] == ["title", "paragraph", "paragraph"]


def test_title_is_the_main_heading_whatever_its_words() -> None:
    source = page(
        "<h1>Decision 5/17: Early warning</h1><p>The Council,</p><p>1. Decides to act.</p>"
    )
    assert parse(source)[0].kind == "title"


def test_menu_of_links_is_left_out_and_a_list_with_links_is_not() -> None:
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(5))
    items = "".join(f'<li>They will build <a href="/{n}">port {n}</a>.</li>' for n in range(5))
    shown = rows(page(f"<ul>{menu}</ul><p>The Ministers met.</p><ul>{items}</ul>"))
    assert shown[0] == "The Ministers met."
    assert len(shown) == 6


def test_hidden_elements_are_left_out() -> None:
    shown = rows(page('<p hidden>a</p><p style="display: none">b</p><p>c d</p><!-- e -->'))
    assert shown == ["c d"]


def test_page_whose_text_all_has_a_name_of_furniture_is_kept() -> None:
    assert rows(page('<div class="share">One.</div><div class="share">Two.</div>'))


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"\xef\xbb\xbf<p>caf\xc3\xa9 au", "café au"),
        ("<p>café au".encode("utf-16"), "café au"),
        (b'<meta charset="windows-1252"><p>\x93caf\xe9\x94', "“café”"),
        (b'<meta charset="iso-8859-1"><p>\x93caf\xe9\x94', "“café”"),
        (b'<meta charset="nonsense"><p>caf\xc3\xa9 au', "café au"),
        (b'<meta charset="utf-16"><p>caf\xc3\xa9 au', "café au"),
        (b'<meta http-equiv="content-type" content="text/html; charset=koi8-r"><p>\xc4\xc1', "да"),
    ],
)
def test_encodings(data: bytes, shown: str) -> None:
    assert rows(read("page.htm", data)) == [shown]


def test_wrong_bytes_are_told() -> None:
    data = b'<meta charset="utf-8"><p>' + b"The Ministers met. " * 100 + b"\x93"
    assert [p.code for p in read("page.html", data).problems] == ["encoding"]


def test_page_without_words() -> None:
    with pytest.raises(ReadError, match="script") as caught:
        page("<div id=app></div><script>load()</script>")
    assert caught.value.code == "empty"


@pytest.mark.parametrize("tag", ["div", "ul><li", "b", "blockquote", "table><tr><td", "span"])
def test_deep_nesting_is_read_and_told(tag: str) -> None:
    started = time.perf_counter()
    source = page(f"<p>First words.</p>{f'<{tag}>' * 100_000}inner words")
    assert "inner words" in source.text
    assert parse(source)
    assert [p.code for p in source.problems] == ["deep_markup"]
    assert time.perf_counter() - started < 30


def test_script_full_of_tags_is_no_nesting() -> None:
    source = page("<script>" + "'<div>';" * 5000 + "</script><p>The Ministers met.</p>")
    assert rows(source) == ["The Ministers met."]
    assert not source.problems


def test_corpus_pages_give_the_outline_of_their_texts() -> None:
    pages = [p for p in sorted(SHARED.glob("orig/*.html")) if p.stem not in KEPT_SHUT]
    if not pages:
        pytest.skip("no corpus beside the project")
    for file in pages:
        text = SHARED / f"{file.stem}.txt"
        assert _nodes(file) == _nodes(text), file.stem


def _nodes(file: Path) -> list[tuple[str, int, str]]:
    source = read(file.name, file.read_bytes())

    def row(node: Node) -> tuple[str, int, str]:
        return node.path, node.level, " ".join(source.text[node.start : node.end].split())

    return [row(node) for node in parse(source)]


def test_a_paragraph_moved_to_the_right_goes_on_with_a_typed_item() -> None:
    page = (
        "<body><h1>Statement</h1><p>They met.</p><p style='margin-left: 24px'>• They agreed.</p>"
        "<p style='margin-left: 36px'>They will act.</p><p>They went.</p></body>"
    )
    source = read("a.html", page.encode())
    assert [node.path for node in parse(source)] == ["h1", "s0.p1", "s0.b1", "s0.p2"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("In 2015<sup>1</sup> and 2016<sup>2</sup>.", "In 2015 and 2016."),
        ("In 2015<sup>1</sup>.<p><sup>1</sup> Below.</p>", "In 2015."),
        ('In 2015<a href="#_ftn1">[1]</a> they met.', "In 2015 they met."),
        (
            "5 km<sup>2</sup>, CO<sub>2</sub>, 10<sup>6</sup>, 2<sup>nd</sup>",
            "5 km2, CO2, 106, 2nd",
        ),
        ("E = mc<sup>2</sup>", "E = mc2"),
        ('See <a href="#part-2">2</a>.', "See 2."),
    ],
)
def test_numbers_that_point_to_notes_are_no_part_of_words(body: str, words: str) -> None:
    assert rows(page(f"<p>{body}</p>"))[0] == words
