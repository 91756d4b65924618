"""Structure in Markdown as press offices publish it, each with the smallest text that shows it."""

from pipeline.model import Line, Source
from pipeline.outline import parse
from tests.outline.helpers import by_path, outline, tree

FRONT = "---\ntitle: 'Joint Statement'\n---\n\n"


def made(text: str) -> list[str]:
    return [line for line in tree(FRONT + text, "a.md") if " footer " not in line][1:]


def kinds(text: str) -> list[str]:
    return [" ".join(line.split()[:2]) for line in made(text)]


def test_a_title_folded_in_the_front_matter_is_one() -> None:
    text = '---\ntitle: "Fact Sheet: A\\\n  \\ Long Title"\ntags: a\n---\n\nWe met.\n'
    assert [line.split()[1] for line in tree(text, "a.md")[:3]] == ["footer", "title", "footer"]


def test_a_title_in_the_front_matter_has_no_blanks_at_its_ends() -> None:
    for given in ("title: e '", "title: ' e", 'title:  " e "'):
        assert tree(f"---\n{given}\n---\n", "a.md")[1] == "h1 title e"
        source, nodes = outline(f"---\n{given}\n---\n", "a.md")
        assert [source.text[n.start : n.end] for n in nodes if n.kind == "title"] == ["e"]


def test_a_wrapped_bold_heading_is_one() -> None:
    assert made("We met.\n\n**Working for a Secure and\nOpen World**\n\nWe act.\n")[1:] == [
        "s1 section Working for a Secure and Open World",
        "s1.p1 paragraph We act.",
    ]
    sentence = " ".join(["We will build roads and"] * 6) + " bridges."
    assert kinds(f"**{sentence}**\n\nWe act.\n") == ["s0.p1 paragraph", "s0.p2 paragraph"]


def test_bold_words_that_fill_a_line_of_an_item_are_no_heading() -> None:
    text = "-   We will pay for projects to\n    **clean the shared river**\n-   We meet.\n"
    assert kinds(text) == ["s0.b1 bullet", "s0.b2 bullet"]


def test_a_number_in_bold_is_a_mark() -> None:
    text = "**1. We** condemn the war.\n\n2. We act.\n\n**3.** We pay.\n"
    assert [line.split()[2:] for line in made(text)] == [
        ["We**", "condemn", "the", "war."],
        ["We", "act."],
        ["We", "pay."],
    ]


def test_lettered_headings_in_bold_nest_under_roman_ones() -> None:
    text = (
        "**<u>II. Outcomes</u>  **\n\n**A. Trade**\n\nWe trade.\n\n**Ports**\n\nWe build.\n\n"
        "**   B. Work and\npay **\n\nWe work.\n"
    )
    assert [line for line in kinds(text) if "section" in line] == [
        "s1 section",
        "s1.s1 section",
        "s1.s1.s1 section",
        "s1.s2 section",
    ]


def test_hollow_bullets_stand_below_filled_ones() -> None:
    text = "• **Food:**\n\no We grow.\n\no We store.\n\n• We pay.\n\no We count.\n"
    assert [line.split()[0] for line in made(text)] == [
        "s0.b1",
        "s0.b1.b1",
        "s0.b1.b2",
        "s0.b2",
        "s0.b2.b1",
    ]


def test_items_under_a_titled_paragraph_of_a_list_are_its_own() -> None:
    text = (
        "We are acting:\n\n**Roads:** We build roads.\n\n**Ports:** We will:\n\n-   dig;\n"
        "-   pay.\n\n**People:** We travel.\n"
    )
    assert [line.split()[0] for line in made(text)] == [
        "s0.p1",
        "s0.b1",
        "s0.b2",
        "s0.b2.b1",
        "s0.b2.b2",
        "s0.b3",
    ]


def test_a_titled_item_goes_on_with_the_titled_list() -> None:
    text = (
        "-   **Costs.** The law:\n-   caps prices;\n-   lowers fees.\n"
        "-   **Health.** We pay for care.\n"
    )
    assert [line.split()[0] for line in made(text)] == ["s0.b1", "s0.b1.b1", "s0.b1.b2", "s0.b2"]


def test_a_bold_title_with_a_dash_is_a_lead_in() -> None:
    source, _ = outline(FRONT + "-   **Cleaner Air** – by planting trees.\n", "a.md")
    lead = by_path(source.text, "a.md")["s0.b1"].lead_in
    assert lead is not None
    assert source.text[lead[0] : lead[1]] == "Cleaner Air** –"


def test_a_paragraph_after_a_list_does_not_go_on_with_it() -> None:
    assert kinds("-   We act.\n\n We are not done.\n\n-   We pay.\n") == [
        "s0.b1 bullet",
        "s0.p1 paragraph",
        "s0.b2 bullet",
    ]


def test_tables_in_html_are_tables() -> None:
    text = "We pay.\n\n<table>\n<tr><td>Roads</td></tr>\n\n</table>\n\nWe act.\n"
    assert kinds(text) == ["s0.p1 paragraph", "s0.p2 table", "s0.p3 paragraph"]


def test_a_date_below_a_rule_is_no_note() -> None:
    assert tree(FRONT + "31 May 2023\n\nWe met.\n", "a.md")[3] == "h2 date_line 31 May 2023"


def test_a_line_break_inside_a_sentence_splits_none() -> None:
    assert kinds("We gave them the  \ntools that they need.\n\nWe met.\n") == [
        "s0.p1 paragraph",
        "s0.p2 paragraph",
    ]


def test_a_dash_that_opens_a_wrapped_line_is_no_mark() -> None:
    text = "The leaders of India and Senegal\n– who had come – released a statement.\n\nWe met.\n"
    assert kinds(text) == ["s0.p1 paragraph", "s0.p2 paragraph"]


def test_a_heading_in_two_bold_pieces_is_one() -> None:
    text = "We met.\n\n**A. <u>Legal Status</u>** **<u>of Annex</u>**\n\nWe act.\n"
    assert made(text)[1] == "s1 section A. <u>Legal Status</u>** **<u>of Annex</u>"


def test_a_title_between_stars_has_no_blanks_of_any_kind_at_its_ends() -> None:
    # A reader that knows the place of its lines may leave a vertical tab in one.
    text = "**\x0bStatement of Oslo\n"
    nodes = parse(Source(text, (Line(0, len(text) - 1),), "application/pdf"))
    assert [text[n.start : n.end] for n in nodes] == ["Statement of Oslo"]


def test_a_number_in_a_paragraph_of_markdown_begins_no_item() -> None:
    text = "They will 1) build; 2) train; and\n3) pay, as said in part\n(e) of May\n19. There.\n"
    assert kinds(text) == ["s0.p1 paragraph"]
    assert kinds("They will:\n1) build\n2) train\n") == [
        "s0.p1 paragraph",
        "s0.b1 bullet",
        "s0.b2 bullet",
    ]
    assert kinds("They met.\n5. They will build.\n") == ["s0.p1 paragraph", "s0.b1 bullet"]
