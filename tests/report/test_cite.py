"""Quoting: footnotes, BibTeX, and links that a real browser follows to the words."""

import base64
import io
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

from pipeline.errors import UsageError
from pipeline.report.cite import cite
from pipeline.runner import execute
from pipeline.tables.citing import Links, bibtex
from pipeline.tables.read import read_tables
from tests import browser
from tests.browser import Browser
from tests.report.documents import write_pdf
from tests.tables.sample import document_row

URL = "https://statements.example/2024/harbours?lang=en&x=1"
RED = (255, 0, 0)
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Harbours</title>
<style>::target-text { background: #f00; color: #f00 } p, li { margin-bottom: 1500px }</style>
<h1>Joint Statement on Harbours – 1 May 2024</h1>
<p>Chile and Kenya agreed to hold talks on the well-known piers of Oslo, 50% of them.</p>
<p>Chile and Kenya met in Oslo. They decided to <b>build a pier</b> &amp; a lighthouse
by 2027, to train <a href="#a">harbour masters</a> at sea and on land, and to share charts.</p>
<p>Chile will open a school for sailors <br>and fishers&nbsp;in Kenya by 2026.</p>
<ul><li>Chile will open a port office.</li>
<li>Kenya will open a port office.</li></ul></html>
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of a web page and a PDF with addresses, and of a text without one."""
    raw = tmp_path_factory.mktemp("raw")
    (raw / "page.html").write_text(PAGE, encoding="utf-8")
    (raw / "page.meta.toml").write_text(f'url = "{URL}"\nissuer = "Office & Co_1"\n')
    (raw / "bare.txt").write_text("Chile and Kenya agreed to train sailors.\n")
    write_pdf(raw / "printed.pdf")
    (raw / "printed.meta.toml").write_text('url = "https://statements.example/a.pdf#zoom=50"\n')
    execute(raw, raw.parent / "tables")
    return raw.parent / "tables"


def rows(run: Path, stem: str) -> list[dict]:
    found = read_tables(run, ["commitments"])["commitments"]
    return [row for row in found if row["document_id"].startswith(f"{stem}-")]


def test_each_commitment_of_a_page_has_a_link_to_its_words(run: Path) -> None:
    found = rows(run, "page")
    assert len(found) >= 5
    assert all(row["link"].startswith(f"{URL}#:~:text=") for row in found)
    assert len({row["link"] for row in found}) == len(found)
    for row in found:
        assert cite(run, row["commitment_id"], "link") == row["link"]
        assert cite(run, row["commitment_id"]) == row["citation"]


@pytest.mark.skipif(browser.find() is None, reason="Chromium is not installed")
def test_a_browser_marks_the_words_and_nothing_else(run: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    with Browser() as chromium:
        chromium.ask("Emulation.setDeviceMetricsOverride", width=1600, height=800,
                     deviceScaleFactor=1, mobile=False)  # fmt: skip
        for row in rows(run, "page"):
            chromium.open(page, "#" + row["link"].partition("#")[2])
            left, top, right, bottom = marked(chromium)
            wanted = chromium.evaluate(WHERE % row["text"])
            assert wanted, row["text"]
            assert (left, top) == pytest.approx(wanted[:2], abs=4), row["link"]
            assert (right, bottom) == pytest.approx(wanted[2:], abs=4), row["link"]


# Where words stand that may be cut by marks: the edges of their letters on the screen. Of two
# places the one that is in sight counts, for the browser has scrolled to one.
WHERE = """(words => {
  const letters = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (let i = 0; i < walker.currentNode.length; i++)
    letters.push([walker.currentNode, i]);
  const text = letters.map(([node, i]) => node.data[i].replace(/\\s/, " ")).join("");
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const range = document.createRange();
    const last = letters[at + words.length - 1];
    range.setStart(...letters[at]);
    range.setEnd(last[0], last[1] + 1);
    const box = range.getBoundingClientRect();
    if (box.top >= 0 && box.bottom <= innerHeight)
      return [box.left, box.top, box.right, box.bottom];
  }
})("%s")"""


def marked(chromium: Browser) -> tuple[int, int, int, int]:
    """The box around all that is marked on the screen, once something is."""
    for _ in range(50):
        shot = base64.b64decode(chromium.ask("Page.captureScreenshot", format="png")["data"])
        with Image.open(io.BytesIO(shot)) as image:
            channels = image.convert("RGB").split()
        ranges = [(250, 255), (0, 5), (0, 5)]
        masks = [
            band.point(lambda v, low=low, high=high: 255 * (low <= v <= high))
            for band, (low, high) in zip(channels, ranges, strict=True)
        ]
        both = Image.composite(masks[0], Image.new("L", masks[0].size), masks[1])
        box = Image.composite(both, Image.new("L", both.size), masks[2]).getbbox()
        if box:
            return box
    pytest.fail("nothing was marked")


def test_a_pdf_is_opened_at_the_page(run: Path) -> None:
    links = {row["page"]: row["link"] for row in rows(run, "printed")}
    assert set(links) == {1, 3}
    assert links[3] == "https://statements.example/a.pdf#page=3"


def test_without_an_address_the_link_is_missing_and_told(run: Path) -> None:
    (row,) = rows(run, "bare")
    assert row["link"] is None
    with pytest.raises(UsageError, match=r"bare\.meta\.toml"):
        cite(run, row["commitment_id"], "link")


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("http://a.example/b#part", "http://a.example/b#part:~:text=to%20train"),
        ("https://a.example/b#:~:text=old", "https://a.example/b#:~:text=to%20train"),
        ("https://a.example/b c", "https://a.example/b%20c#:~:text=to%20train"),
        ("https://a.example/B.PDF", "https://a.example/B.PDF"),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("http://[half", None),
        ("see the archive", None),
        (None, None),
    ],
)
def test_addresses(url: str | None, link: str | None) -> None:
    document = document_row() | {"url": url}
    node = {"node_id": "n", "start": 5, "end": 26}
    act = {"node_id": "n", "start": 17, "end": 25}
    assert Links(document, "Note They agreed to train.", [node]).to(act, None) == link


def test_bibtex(run: Path) -> None:
    row = rows(run, "page")[0]
    told = cite(run, row["commitment_id"], "bibtex").splitlines()
    assert told[0] == f"@misc{{{row['commitment_id']},"
    assert told[-1] == "}"
    fields = dict(line.strip().rstrip(",").split(" = ", 1) for line in told[1:-1])
    assert list(fields) == ["author", "title", "date", "year", "month", "note", "url"]
    assert fields["author"] == r"{{Office \& Co\_1}}"
    assert (fields["date"], fields["year"], fields["month"]) == ("{2024-05-01}", "{2024}", "may")
    assert r"50\% of them" in fields["note"]
    assert fields["url"] == f"{{{row['link']}}}"
    assert all(value.count("{") == value.count("}") for value in fields.values())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("to **open** an [office](https://a.example/b_c) in Oslo", "to open an office in Oslo"),
        ("to fund `snake_case` and _more_", "to fund snake_case and more"),
        (r"to give 5 \* 3 [**bold** names](x) away", "to give 5 * 3 bold names away"),
        ('to look ![at](p.png "A pier") this [first]', "to look this [first]"),
        ("to hold 5 * 3 talks**", "to hold 5 * 3 talks"),
    ],
)
def test_a_link_has_the_words_of_markdown_as_a_page_shows_them(written: str, shown: str) -> None:
    document = document_row() | {"url": "https://a.example", "media_type": "text/markdown"}
    text = f"**Ports:** they agreed {written}."
    node = {"node_id": "n", "start": 0, "end": len(text)}
    start = text.index(written)
    act = {"node_id": "n", "start": start, "end": start + len(written)}
    link = Links(document, text, [node]).to(act, None)
    assert unquote(link) == f"https://a.example#:~:text={shown}"


@pytest.mark.parametrize(("date", "fields"), [("2024-05", "date year month"), (None, "")])
def test_bibtex_leaves_out_what_is_not_known(date: str | None, fields: str) -> None:
    document = document_row() | {"date": date, "issuer": None}
    row = {"section_title": None, "path": "s0.p1", "page": None, "text": "a {b"}
    told = bibtex(document, row, "x:a1-2 {", None)
    assert told.startswith("@misc{x:a1-2--,")
    found = re.findall(r"^  (\w+) = ", told, re.M)
    assert found == ["title", *fields.split(), "note"]
    assert r"a \{b" in told


def test_an_act_that_is_no_commitment_can_be_quoted(run: Path) -> None:
    acts = read_tables(run, ["acts"])["acts"]
    other = next(act for act in acts if not act["is_commitment"])
    assert f"“{other['text']}”" in cite(run, other["act_id"])


def test_wrong_use(run: Path) -> None:
    name = rows(run, "bare")[0]["commitment_id"]
    with pytest.raises(UsageError, match="no act nobody"):
        cite(run, "nobody")
    with pytest.raises(UsageError, match="text, bibtex, link"):
        cite(run, name, "carrier pigeon")
