"""The page in a real browser, opened from disk."""

import base64
import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.report import write_report
from pipeline.runner import execute
from pipeline.tables.read import read_tables
from tests import browser
from tests.browser import Browser
from tests.report.documents import OVERRIDE, write_hostile, write_pdf, write_series

pytestmark = pytest.mark.skipif(browser.find() is None, reason="Chromium is not installed")

AXE = Path(__file__).with_name("axe.min.js")
SHOWN = "[...document.querySelectorAll('#rows tbody tr')]"
TABS = ["table", "timeline", "themes", "network", "changes", "threads"]
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A run on the seed statements, a series, a PDF and a hostile statement, with its report."""
    folder = tmp_path_factory.mktemp("report")
    raw = folder / "raw"
    raw.mkdir()
    for file in (root / "raw").iterdir():
        (raw / file.name).write_bytes(file.read_bytes())
    write_hostile(raw)
    write_series(raw)
    write_pdf(raw / "pdf-harbours.pdf")
    (raw / "pdf-harbours.meta.toml").write_text('url = "https://harbours.example/a.pdf"\n')
    execute(raw, folder / "tables")
    write_report(folder / "tables")
    return folder


@pytest.fixture(scope="module")
def commitments(run: Path) -> Rows:
    return read_tables(run / "tables", ["commitments"])["commitments"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with Browser() as opened:
        for domain in ("Runtime", "Log", "Network"):
            opened.ask(f"{domain}.enable")
        yield opened


@pytest.fixture
def page(chromium: Browser, run: Path) -> Browser:
    """The report, freshly opened in a wide window."""
    resize(chromium, 1440, 900)
    chromium.open(run / "tables" / "report" / "index.html")
    wait(chromium, "document.querySelector('#text li, #text p')")
    return chromium


def resize(page: Browser, width: int, height: int) -> None:
    page.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
             deviceScaleFactor=1, mobile=False)  # fmt: skip


def wait(page: Browser, condition: str) -> None:
    script = f"""(async () => {{
      for (let n = 0; n < 200; n += 1) {{
        if ({condition}) return true;
        await new Promise(done => setTimeout(done, 25));
      }}
      return false;
    }})()"""
    assert page.evaluate(script), f"never came true: {condition}"


def choose(page: Browser, name: str, value: str) -> None:
    """Sets one filter as a person would, with the event that tells the page."""
    page.evaluate(f"""(() => {{
      const field = document.getElementById('filters').elements.namedItem({name!r});
      field.value = {value!r};
      if (field.value !== {value!r}) throw new Error('no such choice');
      field.dispatchEvent(new Event('input', {{ bubbles: true }}));
    }})()""")


def shown(page: Browser) -> list[str]:
    """Ids of the rows in the table, in their order."""
    ids: list[str] = page.evaluate(f"{SHOWN}.map(r => r.row.id)")
    return ids


def press(page: Browser, key: str, code: int) -> None:
    for kind in ("rawKeyDown", "keyUp"):
        page.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                 windowsVirtualKeyCode=code)  # fmt: skip


def troubles(page: Browser) -> list[str]:
    """What the console and the network tell of that a page from disk must not do."""
    found = []
    for event in page.events:
        method, told = event.get("method"), event.get("params", {})
        if (
            method in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
            or method == "Network.loadingFailed"
        ):
            found.append(str(told))
        elif method == "Network.requestWillBeSent":
            address = told["request"]["url"]
            if not address.startswith(("file:", "blob:")):
                found.append(address)
    return found


def test_it_loads_from_disk_without_error_or_request(page: Browser, commitments: Rows) -> None:
    assert len(commitments) > 30
    assert shown(page) == [row["commitment_id"] for row in commitments]
    for tab in ("timeline", "themes", "network", "changes", "threads", "table"):
        page.evaluate(f"document.getElementById('tab-{tab}').click()")
    page.evaluate(f"{SHOWN}[0].querySelector('button').click()")
    wait(page, "!document.getElementById('why').hidden")
    assert troubles(page) == []


FILTERS: dict[tuple[str, str], Callable[[dict[str, Any]], bool]] = {
    ("actor", "JPN"): lambda r: "JPN" in r["actors"] + r["obligors"],
    ("partner", "AUS"): lambda r: "AUS" in r["partners"],
    ("force", "4"): lambda r: r["force"] == 4,
    ("force", "4+"): lambda r: r["force"] >= 4,
    ("status", "reaffirmed"): lambda r: r["status"] == "reaffirmed",
    ("theme", "DEF.posture"): lambda r: r["theme"] == "DEF.posture",
    ("theme", "DEF."): lambda r: r["theme"].startswith("DEF."),
    ("deadline", "some"): lambda r: r["deadline"] is not None,
    ("deadline", "none"): lambda r: r["deadline"] is None,
    ("deadline", "2025"): lambda r: r["deadline"] is not None and r["deadline"][-4:] <= "2025",
    ("section", "OPTIMIZE ALLIANCE POSTURE"): lambda r: (
        r["section_title"] == "OPTIMIZE ALLIANCE POSTURE"
    ),
    ("words", "FORCE posture"): lambda r: all(
        word in f"{r['text']} {r['section_title']}".lower() for word in ("force", "posture")
    ),
    ("statement", "0"): lambda r: r["document_id"].startswith("hostile"),
}


@pytest.mark.parametrize(("name", "value"), FILTERS)
def test_each_filter_shows_the_rows_that_pass_it(
    page: Browser, commitments: Rows, name: str, value: str
) -> None:
    expected = [r["commitment_id"] for r in commitments if FILTERS[name, value](r)]
    assert 0 < len(expected) < len(commitments)
    choose(page, name, value)
    assert shown(page) == expected
    told = page.evaluate("document.getElementById('count').textContent")
    assert told == f"{len(expected)} of {len(commitments)} commitments"
    page.evaluate("document.querySelector('#filters [type=reset]').click()")
    wait(page, f"{SHOWN}.length === {len(commitments)}")


def test_doubtful_rows_are_marked_and_can_be_shown_alone(page: Browser) -> None:
    marked = page.evaluate(
        "factsheets.rows.filter(r => r.get('confidence') < factsheets.index.doubtful).length"
    )
    assert marked
    assert page.evaluate("document.querySelectorAll('tr.doubtful strong.doubt').length") == marked
    page.evaluate("document.querySelector('[name=doubtful]').click()")
    assert len(shown(page)) == marked


def test_headings_sort_and_sort_back(page: Browser, commitments: Rows) -> None:
    heading = "document.querySelector('#rows th.c-force button')"
    forces = [r["force"] for r in commitments]
    for direction in ("ascending", "descending"):
        page.evaluate(f"{heading}.click()")
        assert page.evaluate(f"{heading}.parentElement.getAttribute('aria-sort')") == direction
        found = page.evaluate(f"{SHOWN}.map(r => r.row.get('force'))")
        assert found == sorted(forces, reverse=direction == "descending")


def test_a_row_finds_its_quote(page: Browser, commitments: Rows) -> None:
    row = next(r for r in commitments if "Marine Littoral Regiment" in r["text"])
    name = row["commitment_id"]
    page.evaluate(
        f"factsheets.reveal(factsheets.rowOf.get({name!r})).querySelector('button').click()"
    )
    wait(page, "document.querySelector('.act.on')")
    lit = page.evaluate(
        "[...document.querySelectorAll('.act.on')].map(e => e.textContent).join('')"
    )
    assert " ".join(lit.split()) == row["text"]
    in_view = """(() => {
      const [a, b] = [document.querySelector('.act.on'), document.getElementById('text')]
        .map(e => e.getBoundingClientRect());
      return a.top >= b.top && a.bottom <= b.bottom;
    })()"""
    assert page.evaluate(in_view)
    why = page.evaluate("document.getElementById('why').textContent")
    assert f"characters {row['start']}–{row['end']}" in why
    assert row["citation"] in why
    assert all(rule in why for rule in (*row["rules"], row["actor_rule"]))


def test_a_row_is_ready_to_be_quoted(page: Browser, commitments: Rows) -> None:
    """Its citation can be copied, and the source opened at its page; no address, no link."""
    row = next(row for row in commitments if row["page"] == 3)
    page.evaluate(f"factsheets.select({row['commitment_id']!r}, 'table')")
    wait(page, "document.querySelector('#why a')")
    link = "(a => [a.href, a.rel, a.target])(document.querySelector('#why a'))"
    assert page.evaluate(link) == [row["link"], "noreferrer noopener", "_blank"]
    assert row["link"] == "https://harbours.example/a.pdf#page=3"
    copied = """(async () => {
      let text = null;
      const clipboard = { writeText: async words => { text = words; } };
      Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
      const buttons = [...document.querySelectorAll("#why button")];
      const button = buttons.find(b => b.textContent === "Copy citation");
      button.click();
      await new Promise(done => setTimeout(done));
      return [text, button.textContent];
    })()"""
    assert page.evaluate(copied) == [row["citation"], "Copied"]
    row = next(row for row in commitments if row["link"] is None)
    page.evaluate(f"factsheets.select({row['commitment_id']!r}, 'table')")
    wait(page, f"document.getElementById('why').textContent.includes({row['text'][:20]!r})")
    assert not page.evaluate("document.querySelector('#why a')")


def test_a_quote_finds_its_row(page: Browser, commitments: Rows) -> None:
    row = commitments[-1]
    number = page.evaluate(f"factsheets.rowOf.get({row['commitment_id']!r}).number")
    page.evaluate(f"factsheets.go({number})")
    wait(page, f"factsheets.shown.number === {number}")
    place = page.evaluate(f"factsheets.shown.places.get({row['commitment_id']!r})")
    page.evaluate(f"factsheets.shown.marks.acts[{place}][0].click()")
    wait(page, "document.querySelector('tr.on')")
    assert page.evaluate("document.querySelector('tr.on').row.id") == row["commitment_id"]
    in_view = """(() => {
      const [a, b] = ['tr.on', '#panel-table']
        .map(name => document.querySelector(name).getBoundingClientRect());
      return a.top >= b.top && a.bottom <= b.bottom;
    })()"""
    assert page.evaluate(in_view)


def test_an_act_leads_to_what_it_takes_up(page: Browser, run: Path) -> None:
    link = read_tables(run / "tables", ["links"])["links"][0]
    acts = {row["act_id"]: row for row in read_tables(run / "tables", ["acts"])["acts"]}
    for here, there in (("later", "earlier"), ("earlier", "later")):
        number = page.evaluate(
            "factsheets.index.statements"
            f".findIndex(s => s.document_id === {link[f'{here}_document_id']!r})"
        )
        page.evaluate(f"factsheets.select({link[f'{here}_act_id']!r}, 'link', {number})")
        quote = acts[link[f"{there}_act_id"]]["text"]
        page.evaluate(f"""[...document.querySelectorAll('#why .link')]
          .find(e => e.textContent === {quote!r}).click()""")
        other = link[f"{there}_document_id"]
        wait(
            page, f"factsheets.index.statements[factsheets.shown.number].document_id === {other!r}"
        )
        wait(page, "document.querySelector('.act.on')")
        lit = page.evaluate(
            "[...document.querySelectorAll('.act.on')].map(e => e.textContent).join('')"
        )
        assert " ".join(lit.split()) == quote


def test_an_act_that_is_no_commitment_says_why(page: Browser) -> None:
    page.evaluate("document.querySelector('.badge.not').click()")
    wait(page, "!document.getElementById('why').hidden")
    assert "no commitment: " in page.evaluate("document.getElementById('why').textContent")


def test_the_export_is_what_is_shown(page: Browser, commitments: Rows, tmp_path: Path) -> None:
    page.ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    choose(page, "force", "4+")
    page.evaluate("document.querySelector('#rows th.c-theme button').click()")
    page.evaluate("document.getElementById('export').click()")
    file = tmp_path / "commitments.csv"
    for _ in range(200):
        if file.exists() and file.stat().st_size:
            break
        page.evaluate("new Promise(done => setTimeout(done, 25))")
    data = file.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    assert [row["commitment_id"] for row in rows] == shown(page)
    assert list(rows[0]) == list(commitments[0])
    given = {row["commitment_id"]: row for row in commitments}
    for row in rows:
        own = given[row["commitment_id"]]
        assert row["actors"] == ";".join(own["actors"])
        assert row["text"].removeprefix("'") == own["text"]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


def test_it_prints_both_sides_and_only_rows_that_are_shown(
    page: Browser, commitments: Rows
) -> None:
    import pypdfium2

    choose(page, "status", "reaffirmed")
    printed = base64.b64decode(page.ask("Page.printToPDF", landscape=True)["data"])
    with pypdfium2.PdfDocument(printed) as pdf:
        text = "".join("".join(p.get_textpage().get_text_range() for p in pdf).split())
    assert "".join("Joint Statement on".split()) in text
    citations = [r for r in commitments if r["status"] == "reaffirmed"]
    assert all("".join(r["text"][:20].split()) in text for r in citations)
    hidden = [r for r in commitments if r["status"] != "reaffirmed" and r["document_date"] != ""]
    absent = [r for r in hidden if "scc-2024" in r["document_id"]]
    assert absent
    assert not any("".join(r["text"].split()) in text for r in absent)
    assert "Exportas" not in text


def test_the_page_of_a_pdf_with_its_box(page: Browser, commitments: Rows) -> None:
    row = next(r for r in commitments if r["page"] == 3)
    page.evaluate(f"factsheets.select({row['commitment_id']!r}, 'table')")
    wait(page, "document.querySelector('figure .box')")
    href = page.evaluate("document.querySelector('figure image').getAttribute('href')")
    size = page.evaluate(f"""new Promise((done, failed) => {{
      const image = new Image();
      image.onload = () => done([image.naturalWidth, image.naturalHeight]);
      image.onerror = failed;
      image.src = {href!r};
    }})""")
    assert size[0] / size[1] == pytest.approx(400 / 500, abs=0.01)
    box = page.evaluate(
        "['x', 'y', 'width', 'height'].map("
        "n => Number(document.querySelector('figure .box').getAttribute(n)))"
    )
    # The first line of the page stands 440 points above its foot, from 40 points on.
    assert box[0] == pytest.approx(37, abs=2)
    assert box[1] < 500 - 440 < box[1] + box[3]
    assert troubles(page) == []


def click_drawn(page: Browser, selector: str, words: str = "") -> None:
    """Clicks the first drawn element that matches and holds `words`."""
    page.evaluate(f"""[...document.querySelectorAll({selector!r})]
      .find(e => e.textContent.includes({words!r}))
      .dispatchEvent(new MouseEvent('click', {{ bubbles: true }}))""")


def test_deadlines_answer_to_the_filters(page: Browser, commitments: Rows) -> None:
    due = [r for r in commitments if r["deadline"]]
    page.evaluate("document.getElementById('tab-timeline').click()")
    dots = "document.querySelectorAll('#panel-timeline .dot').length"
    assert page.evaluate(dots) == len(due)
    choose(page, "actor", "JPN")
    own = [r for r in due if "JPN" in r["actors"] + r["obligors"]]
    assert 0 < len(own) < len(due)
    assert page.evaluate(dots) == len(own)
    page.evaluate("document.querySelector('#panel-timeline summary').click()")
    wait(page, f"document.querySelectorAll('#panel-timeline tbody tr').length === {len(own)}")
    click_drawn(page, "#panel-timeline .dot", own[0]["text"])
    wait(page, "!document.getElementById('why').hidden")
    assert own[0]["citation"] in page.evaluate("document.getElementById('why').textContent")


def test_themes_answer_to_the_filters_and_set_them(page: Browser, commitments: Rows) -> None:
    page.evaluate("document.getElementById('tab-themes').click()")
    cells = "[...document.querySelectorAll('#panel-themes .cell > text')].map(e => +e.textContent)"
    assert sum(page.evaluate(cells)) == len(commitments)
    choose(page, "force", "5")
    fives = [r for r in commitments if r["force"] == 5]
    assert sum(page.evaluate(cells)) == len(fives)
    click_drawn(page, "#panel-themes .cell", ", DIP: ")
    own = {r["commitment_id"] for r in fives if r["theme"].startswith("DIP.")}
    assert sum(page.evaluate(cells)) == len(shown(page))
    assert set() < set(shown(page)) <= own


def test_parties_answer_to_the_filters_and_set_them(page: Browser, commitments: Rows) -> None:
    page.evaluate("document.getElementById('tab-network').click()")
    texts = "[...document.querySelectorAll('#panel-network .cell > text')].map(e => e.textContent)"
    choose(page, "partner", "AUS")
    few = [r for r in commitments if "AUS" in r["partners"]]
    assert set(page.evaluate(texts)) == {
        p for r in few for p in (*(r["obligors"] or r["actors"]), *r["partners"])
    }
    page.evaluate("document.querySelector('#filters [type=reset]').click()")
    wait(page, f"document.getElementById('count').textContent === '{len(commitments)} commitments'")
    # A party that never acts itself is looked for among the partners.
    click_drawn(page, "#panel-network .cell", "AUS")
    assert shown(page) == [r["commitment_id"] for r in few]


SIDES = "[...document.querySelectorAll('.sides tbody tr')]"


def pick(page: Browser, name: str, label: str) -> None:
    """Chooses, in one of the lists above the two statements, what begins with `label`."""
    page.evaluate(f"""(() => {{
      const list = document.querySelector('#panel-changes [data-name="{name}"]');
      const option = [...list.options].find(o => o.text.startsWith({label!r}));
      list.value = option.value;
      list.dispatchEvent(new Event('change', {{ bubbles: true }}));
    }})()""")


def test_two_statements_stand_side_by_side(page: Browser, run: Path, commitments: Rows) -> None:
    page.evaluate("document.getElementById('tab-changes').click()")
    pick(page, "Statements", "2023-01-11 ·")
    names = page.evaluate("[...document.querySelectorAll('.sides thead th')].map(e => e.innerText)")
    assert [name[:10] for name in names[1:]] == ["2023-01-11", "2024-07-28"]
    tables = read_tables(run / "tables", ["links", "acts"])
    text = {row["act_id"]: row["text"] for row in tables["acts"]}
    links = [row for row in tables["links"] if "scc-2023" in row["earlier_document_id"]]
    ends = {row[f"{side}_act_id"] for row in links for side in ("earlier", "later")}
    alone = [r for r in commitments if "scc" in r["document_id"] and r["commitment_id"] not in ends]
    quotes = page.evaluate(f"{SIDES}.map(r => [...r.querySelectorAll('button')]"
                           ".map(b => b.textContent.replace(/^[0-9d] /, '')))")  # fmt: skip
    pairs = [[text[row["earlier_act_id"]], text[row["later_act_id"]]] for row in links]
    assert sorted(quotes) == sorted(pairs + [[row["text"]] for row in alone])
    doubtful = f"{SIDES}.filter(r => r.classList.contains('doubtful')).length"
    assert page.evaluate(doubtful) == sum(row["doubtful"] for row in links)


def test_changed_words_are_marked_and_one_kind_shown_alone(page: Browser) -> None:
    page.evaluate("document.getElementById('tab-changes').click()")
    pick(page, "Statements", "2021-03-01 ·")
    pick(page, "What became of it", "Hardened")
    told = page.evaluate(f"""{SIDES}.map(r => ['th', 'del', 'ins'].map(n =>
      [...r.querySelectorAll(n)].map(e => e.textContent).join(' ')))""")
    assert told == [
        ["Hardened", "committed explore", "decided establish"],
        ["Hardened", "intend", "committed charts"],
    ]
    assert page.evaluate("document.activeElement.dataset.name") == "What became of it"
    choose(page, "status", "considered")
    assert page.evaluate(f"{SIDES}.length") == 1
    page.evaluate(f"{SIDES}[0].querySelector('td:last-child button').click()")
    wait(page, "document.querySelector('.act.on')")
    assert (
        page.evaluate("factsheets.index.statements[factsheets.shown.number].date") == "2022-03-10"
    )


def test_a_commitment_is_a_line_through_time(page: Browser) -> None:
    page.evaluate("document.getElementById('tab-threads').click()")
    # That with the longest is shown first.
    name = "document.querySelector('#panel-threads select').selectedOptions[0].text"
    assert page.evaluate(name) == "The <i>Port</i> Committee"
    heights = page.evaluate(
        "[...document.querySelectorAll('#panel-threads polyline')]"
        ".map(line => [...line.points].map(p => p.y))"
    )
    rises = [[round((line[0] - y) / 8) for y in line] for line in heights]
    assert rises == [[0, 0, -1], [0, 3, -1], [0, -2]]
    done = "[...document.querySelectorAll('#panel-threads .done')].map(e => e.textContent)"
    assert page.evaluate(done) == ["✓ done"]
    assert page.evaluate("document.querySelectorAll('#panel-threads .gone').length") == 1
    page.evaluate("document.querySelector('#panel-threads summary').click()")
    wait(page, "document.querySelector('#panel-threads tbody tr')")
    forces = "[...document.querySelectorAll('#panel-threads tbody td:nth-child(2)')]"
    told = page.evaluate(f"{forces}.map(e => e.textContent)")
    assert "2021-03-01: 2, 2022-03-10: 5, 2023-04-02: 1" in told
    page.evaluate(f"{forces}.find(e => e.textContent === {told[0]!r}).lastChild.click()")
    wait(page, "!document.getElementById('why').hidden")
    choose(page, "words", "tide")
    assert page.evaluate("document.querySelectorAll('#panel-threads polyline').length") == 1


def test_keys_reach_everything(page: Browser) -> None:
    press(page, "Tab", 9)
    assert page.evaluate("document.activeElement.className") == "skip"
    page.evaluate("document.getElementById('tab-table').focus()")
    press(page, "ArrowRight", 39)
    assert page.evaluate("document.getElementById('panel-timeline').hidden") is False
    press(page, "ArrowLeft", 37)
    page.evaluate(f"{SHOWN}[0].querySelector('button').focus()")
    press(page, "ArrowDown", 40)
    second = shown(page)[1]
    assert page.evaluate("document.activeElement.closest('tr').row.id") == second
    for kind in ("keyDown", "keyUp"):
        page.ask("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", text="\r",
                 windowsVirtualKeyCode=13)  # fmt: skip
    wait(page, "!document.getElementById('why').hidden")
    press(page, "Escape", 27)
    wait(page, "document.getElementById('why').hidden")
    assert page.evaluate("document.activeElement.closest('tr').row.id") == second


@pytest.mark.parametrize("width", [720, 400, 320])
@pytest.mark.parametrize("tab", ["table", "changes", "threads"])
def test_nothing_sticks_out_of_narrow_windows(page: Browser, width: int, tab: str) -> None:
    """720 is a window of 1440 at 200 % zoom, 320 one of 1280 at 400 %."""
    resize(page, width, 800)
    page.evaluate(f"document.getElementById('tab-{tab}').click()")
    page.evaluate(f"{SHOWN}[3].querySelector('button').click()")
    wait(page, "!document.getElementById('why').hidden")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", TABS)
def test_axe_finds_nothing_serious(page: Browser, scheme: str, tab: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    page.ask("Emulation.setEmulatedMedia", features=features)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
    page.evaluate("document.getElementById('legend').open = true")
    page.evaluate("document.getElementById('show-types').click()")
    page.evaluate(f"{SHOWN}[3].querySelector('button').click()")
    wait(page, "!document.getElementById('why').hidden")
    page.evaluate(f"document.getElementById('tab-{tab}').click()")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    wait(page, "[...document.querySelectorAll('.numbers tbody')].every(b => b.rows.length)")
    page.evaluate(AXE.read_text(encoding="utf-8") + "\n;0")
    found = page.evaluate(
        "axe.run().then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
        ".map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.failureSummary + n.html)]))"
    )
    page.ask("Emulation.setEmulatedMedia", features=[])
    assert found == []


CONTRAST = """(() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[0-9.]+/g).map(Number).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const clear = (colour) => colour === 'rgba(0, 0, 0, 0)';
  const ground = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return clear(colour) && element.parentElement ? ground(element.parentElement) : colour;
  };
  return [...document.querySelectorAll('main *:not(svg *)')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => !e.disabled && e.checkVisibility())
    .map(e => [e, [light(getComputedStyle(e).color), light(ground(e))].sort((a, b) => b - a)])
    .map(([e, [a, b]]) => [e.className, e.textContent.slice(0, 40), (a + .05) / (b + .05)])
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out(page: Browser, scheme: str) -> None:
    """WCAG AA, 4.5 to 1, for every text: axe does not look at what is scrolled out of sight."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    page.ask("Emulation.setEmulatedMedia", features=features)
    page.evaluate("document.getElementById('legend').open = true")
    page.evaluate("document.querySelector('tr.doubtful button').click()")
    wait(page, "!document.getElementById('why').hidden")
    found = page.evaluate(CONTRAST)
    page.ask("Emulation.setEmulatedMedia", features=[])
    assert {"chip f5", "chip f4", "chip f3", "chip f2", "doubt"} <= {name for name, *_ in found}
    assert [(name, text, ratio) for name, text, ratio in found if ratio < 4.5] == []


def test_a_hostile_statement_does_nothing(page: Browser) -> None:
    page.evaluate("factsheets.go(0)")
    wait(page, "factsheets.shown.number === 0")
    for row in shown(page)[:5]:
        page.evaluate(f"factsheets.select({row!r}, 'table')")
    for tab in ("timeline", "themes", "network", "changes", "threads"):
        page.evaluate(f"document.getElementById('tab-{tab}').click()")
    text = page.evaluate("document.getElementById('text').textContent")
    assert "<script>window.hacked = true</script>" in text
    assert 'onerror="window.hacked = true"' in text
    assert OVERRIDE not in page.evaluate("document.body.textContent")
    made = (
        "document.querySelectorAll('main script, iframe, img, object, main a[href^=java]').length"
    )
    assert page.evaluate(made) == 0
    handlers = "[...document.querySelectorAll('*')].filter(e => [...e.attributes]"
    assert page.evaluate(f"{handlers}.some(a => a.name.startsWith('on'))).length") == 0
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert troubles(page) == []
