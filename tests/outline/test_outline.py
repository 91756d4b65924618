import pytest

from tests.outline.helpers import by_path, outline, paths, tree

HEAD = "Joint Statement on Trade\n\n"


def test_header_sections_bullets_and_footer() -> None:
    text = (
        "FACT SHEET\n\nOur New Partnership\n\nMAY 3, 2024\n\n"
        "The two governments met today and resolved to:\n\n"
        "STRENGTHEN TRADE\n\nThey decided to act together.\n\n"
        "- ▶ They opened an office, including a desk.\n"
        " - The office will help traders.\n"
        "- ▶ They agreed to meet.\n\n"
        "WIDEN THE CIRCLE\n\nThey welcomed new partners.\n\n\n\nU.S. Department of Commerce\n"
    )
    assert tree(text) == [
        "h1 doc_type FACT SHEET",
        "h2 title Our New Partnership",
        "h3 date_line MAY 3, 2024",
        "s0.p1 paragraph The two governments met today and resolved to:",
        "s1 section STRENGTHEN TRADE",
        "s1.p1 paragraph They decided to act together.",
        "s1.b1 bullet They opened an office, including a desk.",
        "s1.b1.b1 bullet The office will help traders.",
        "s1.b2 bullet They agreed to meet.",
        "s2 section WIDEN THE CIRCLE",
        "s2.p1 paragraph They welcomed new partners.",
        "f1 footer U.S. Department of Commerce",
    ]
    nodes = by_path(text)
    assert nodes["s1.b1.b1"].parent == "s1.b1"
    assert nodes["s1.b1.b1"].section == "s1"
    assert nodes["s1.b1.b1"].role == "elaboration"
    assert nodes["s1.b1"].marker == "- ▶"
    assert nodes["s1"].parent is None
    assert nodes["s0.p1"].section == "s0"
    assert nodes["f1"].section is None


def test_headings_nest_by_form() -> None:
    text = HEAD + (
        "ECONOMY\n\nWe act.\n\nPrivate Investment\n\nFirms invest.\n\nPublic Money\n\nWe pay.\n\n"
        "PEOPLE\n\nWe travel.\n"
    )
    assert [p for p in paths(text) if p.rpartition(".")[2][0] == "s"] == [
        "s1",
        "s1.s1",
        "s1.s2",
        "s2",
    ]


def test_annexes_stand_beside_sections() -> None:
    text = HEAD + "Section 1. Aims\n\nWe act.\n\nAnnex I\n\nNotes on Trade\n\nWe count.\n"
    assert tree(text)[1:] == [
        "s1 section Section 1. Aims",
        "s1.p1 paragraph We act.",
        "s2 section Annex I",
        "s2.s1 section Notes on Trade",
        "s2.s1.p1 paragraph We count.",
    ]


def test_a_sentence_that_names_an_article_is_no_heading() -> None:
    text = HEAD + "Article 5 of the treaty applies to both of us.\n\nWe agree.\n"
    assert tree(text)[1].startswith("s0.p1 paragraph Article 5")


def test_a_speaker_with_an_office_is_no_heading() -> None:
    speaker = "Mr. Hal Sirkin, Senior Partner"
    text = HEAD + f"We meet.\n\n{speaker}\n\nHear from those who know.\n"
    assert f"s0.p2 paragraph {speaker}" in tree(text)


def test_a_subtitle_has_no_sisters() -> None:
    text = "Joint Statement\n\nA Partnership for Our Age\n\nWe met.\n\nI. Trade\n\nWe trade.\n"
    assert tree(text)[1] == "h2 title A Partnership for Our Age"
    sisters = "Trade Talks\n\nOur Aims\nWe met.\n\nOur Means\nWe trade.\n"
    assert tree(sisters)[1] == "s1 section Our Aims"


def test_a_second_line_of_a_marked_up_title_is_no_section() -> None:
    text = "# Statement of the Ministers\n\n# On the talks\n\nThey met.\n\n## Trade\n\nYes.\n"
    assert paths(text, "a.md") == ["h1", "h2", "s0.p1", "s1", "s1.p1"]
    sisters = text.replace("## Trade", "# Trade")
    assert paths(sisters, "a.md") == ["h1", "s1", "s1.p1", "s2", "s2.p1"]


def test_colon_headings_and_stems() -> None:
    text = HEAD + "We met.\n\nKey Outcomes:\n\n• Roads\n\nThe Ministers:\n\n1. Reaffirmed peace.\n"
    assert [line.split()[1] for line in tree(text)[2:]] == [
        "section",
        "bullet",
        "paragraph",
        "bullet",
    ]


def test_titled_paragraphs_under_a_colon_are_a_list() -> None:
    text = HEAD + (
        "We will act, among other things:\n\n"
        "Measures on supply chains. The parties will align their rules.\n\n"
        "Using tariffs to help farmers. Earlier this year we agreed on rates.\n\n"
    )
    nodes = by_path(text)
    source, _ = outline(text)
    assert [p for p in nodes if ".b" in p] == ["s0.b1", "s0.b2"]
    lead = nodes["s0.b2"].lead_in
    assert lead is not None
    assert source.text[lead[0] : lead[1]] == "Using tariffs to help farmers."


def test_titled_paragraphs_without_a_colon_stay_paragraphs() -> None:
    text = HEAD + "We met.\n\nSafer Roads: We will build.\n\nCleaner Air: We will plant trees.\n"
    assert paths(text) == ["h1", "s0.p1", "s0.p2", "s0.p3"]


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("Digital Economy: The two sides launched a fund.", "Digital Economy:"),
        ("Port Visits. Beginning in 2023, ships will call.", "Port Visits."),
        ("OPEN SEAS – The parties will patrol.", "OPEN SEAS –"),
        ("Working Group 3 – Supply Chains: The group met.", "Working Group 3 – Supply Chains:"),
        ("**Clean Water.** We will dig wells.", "Clean Water."),
        ("The Quad – the four partners – is making progress.", None),
        ("Together we will work to: rally others.", None),
        ("The U.S. Embassy will help. It is open.", None),
        ("Mexico expanded its list. It is long.", None),
        ("In May 2022, the leaders met: They agreed.", None),
    ],
)
def test_lead_ins(item: str, title: str | None) -> None:
    source, nodes = outline(HEAD + f"We met.\n\n• {item}\n• We left early.\n")
    lead = nodes[2].lead_in
    assert (source.text[lead[0] : lead[1]] if lead else None) == title


def test_items_of_a_stem_need_no_indentation() -> None:
    text = HEAD + (
        "• Supply Chains:\n  ◦ The parties work on supply.\n"
        "  ◦ The parties intend to cooperate in areas such as:\n"
        "• Semiconductor research.\n• Information sharing; and\n• Stable supply.\n"
        "  ◦ The parties reaffirmed their aims.\n• Climate:\n  ◦ The parties met.\n"
    )
    assert paths(text)[1:] == [
        "s0.b1",
        "s0.b1.b1",
        "s0.b1.b2",
        "s0.b1.b2.b1",
        "s0.b1.b2.b2",
        "s0.b1.b2.b3",
        "s0.b1.b3",
        "s0.b2",
        "s0.b2.b1",
    ]
    assert by_path(text)["s0.b1.b2.b3"].role == "enumerated"


def test_numbers_run_on_through_headings_and_hang_on_their_own() -> None:
    text = HEAD + "1. We met.\n\nOur Aims\n\n2. We act.\n3. We share.\n\nOur Means\n\n4. We pay.\n"
    assert paths(text) == ["h1", "s0.b1", "s1", "s1.b1", "s1.b2", "s2", "s2.b1"]
    assert by_path(text)["s2.b1"].marker == "4."


def test_letters_romans_and_glyphs_nest_under_numbers() -> None:
    text = HEAD + (
        "1. We resolve to:\n(a) act;\n(b) share:\n(i) data;\n(ii) costs;\n(c) meet.\n"
        "2. We agree to:\n• plan.\n3. We close.\n"
    )
    assert paths(text)[1:] == [
        "s0.b1",
        "s0.b1.b1",
        "s0.b1.b2",
        "s0.b1.b2.b1",
        "s0.b1.b2.b2",
        "s0.b1.b3",
        "s0.b2",
        "s0.b2.b1",
        "s0.b3",
    ]


def test_a_letter_after_h_is_no_roman_numeral() -> None:
    items = "".join(f"({c}) do {c};\n" for c in "abcdefghij")
    assert paths(HEAD + "We agree to:\n\n" + items)[2:] == [f"s0.b{n}" for n in range(1, 11)]


def test_inner_numbers_return_to_the_outer_list() -> None:
    text = HEAD + "1. We agree to:\n  1. act;\n  2. pay.\n2. We meet.\n3. We close.\n"
    assert paths(text)[1:] == ["s0.b1", "s0.b1.b1", "s0.b1.b2", "s0.b2", "s0.b3"]


def test_a_blank_line_does_not_end_a_list() -> None:
    assert paths(HEAD + "• One act.\n\n• Two acts.\n  ◦ We pay.\n\n  ◦ We meet.\n")[1:] == [
        "s0.b1",
        "s0.b2",
        "s0.b2.b1",
        "s0.b2.b2",
    ]


def test_bullets_typed_in_a_line_are_bullets() -> None:
    assert tree(HEAD + "We will work on: • trade • energy • health\n")[1:] == [
        "s0.p1 paragraph We will work on:",
        "s0.b1 bullet trade",
        "s0.b2 bullet energy",
        "s0.b3 bullet health",
    ]


def test_wrapped_lines_are_one_node() -> None:
    text = (
        "Joint Statement on Trade\n\n"
        "The two governments met in the capital today and resolved to work\n"
        "together on trade, on energy and on the health of their peoples, as\n"
        "they have done before.\n\n"
        "- They will open an office in each of the two capitals before the\n"
        "  end of the year, and staff it.\n"
        "- They will meet in\n  2030. The date is open, and the place will be agreed on by both\n"
        "  sides.\n"
    )
    source, nodes = outline(text)
    assert [n.path for n in nodes] == ["h1", "s0.p1", "s0.b1", "s0.b2"]
    assert source.text[nodes[1].start : nodes[1].end].endswith("done before.")
    assert "\n" in source.text[nodes[1].start : nodes[1].end]


def test_one_paragraph_a_line_is_told_from_wrapped_text() -> None:
    long = "We reaffirm our support for the partnership and for all who work in it. " * 4
    assert paths(HEAD + f"{long}\n{long}\n{long}\n") == ["h1", "s0.p1", "s0.p2", "s0.p3"]


def test_a_page_break_splits_no_sentence_and_no_list() -> None:
    text = HEAD + (
        "We met.\n\n1. We will act on the\n\n2\n\fJoint Statement on Trade\n\nshared plan.\n"
        "2. We will pay.\n"
    )
    source, nodes = outline(text)
    items = [n for n in nodes if n.kind == "bullet"]
    assert [n.path for n in items] == ["s0.b1", "s0.b2"]
    assert (items[0].page_start, items[0].page_end) == (1, 2)
    assert source.text[items[0].end - 12 : items[0].end] == "shared plan."


def test_page_numbers_and_running_heads_are_footers() -> None:
    page = "Trade Report\n\nWe met and we agreed on page {0}.\n\nPage {0} of 3\n"
    source, nodes = outline("\f".join(page.format(n) for n in (1, 2, 3)))
    footers = [source.text[n.start : n.end] for n in nodes if n.kind == "footer"]
    assert footers == ["Page 1 of 3", "Trade Report", "Page 2 of 3", "Trade Report", "Page 3 of 3"]
    assert [n.page_start for n in nodes if n.kind == "paragraph"] == [1, 2, 3]


@pytest.mark.parametrize("mark", ["###", "# # #", "Begin Text:", "End text.", "*****", "- 4 -"])
def test_marks_around_a_text_are_footers(mark: str) -> None:
    assert tree(HEAD + f"We met.\n\n{mark}\n\nWe act.\n")[2] == f"f1 footer {mark}"


def test_an_address_on_a_line_of_its_own_belongs_to_its_pointer() -> None:
    text = "They met.\n\nFor more information on it, please visit:\nhttps://www.quantum.gov/a-b\n"
    assert tree(text)[1:] == [
        "f1 footer For more information on it, please visit: https://www.quantum.gov/a-b"
    ]


def test_signatures_and_a_closing_date_are_footers() -> None:
    text = HEAD + "We agree.\n\nMay 3, 2024\n\nPresident A. B. Smith\nPrime Minister C. Jones\n"
    assert [line.split()[1] for line in tree(text)[2:]] == ["footer", "footer", "footer"]


def test_a_name_under_a_quotation_is_a_paragraph() -> None:
    text = HEAD + "“We stand together.”\n\n– President Smith, May 3, 2024\n\nThe leaders met.\n"
    assert tree(text)[2] == "s0.p2 paragraph – President Smith, May 3, 2024"


def test_initials_are_no_marks() -> None:
    assert tree(HEAD + "S. Smith will lead the talks.\n")[1].startswith("s0.p1 paragraph S. Smith")


def test_a_byte_order_mark_is_in_no_node() -> None:
    source, nodes = outline("\ufeff" + HEAD + "We met.\n")
    assert source.text[0] == "\ufeff"
    assert nodes[0].start == 1


def test_markdown() -> None:
    text = (
        "---\ntitle: 'Fact Sheet: Trade'\ndate: '2024-05-03'\n---\n\n"
        "**<u>Our Aims</u>**  \nWe met in the\ncapital.\n\n"
        "-   **Roads:** We will build\n    roads.\n    -   We will pay.\n\n"
        "<!-- -->\n\n-   We will *share*.\n\n## Our Means\n\n1. One act.\n1. Two acts.\n"
    )
    assert tree(text, "a.md") == [
        "f1 footer ---",
        "h1 title Fact Sheet: Trade",
        "f2 footer date: '2024-05-03'",
        "f3 footer ---",
        "s1 section Our Aims",
        "s1.p1 paragraph We met in the capital.",
        "s1.b1 bullet **Roads:** We will build roads.",
        "s1.b1.b1 bullet We will pay.",
        "f4 footer <!-- -->",
        "s1.b2 bullet We will *share*.",
        "s2 section Our Means",
        "s2.b1 bullet One act.",
        "s2.b2 bullet Two acts.",
    ]


def test_a_title_of_two_lines_in_front_matter() -> None:
    text = "---\ntitle: 'Fact Sheet: Trade of\n  All Nations'\ntags: a\n  b\n---\n\nThey met.\n"
    assert tree(text, "a.md")[1:3] == [
        "h1 title Fact Sheet: Trade of All Nations",
        "f2 footer tags: a b",
    ]


def test_a_stem_in_bold_has_its_items() -> None:
    text = (
        "1. We do:\n\n-   this.\n\n2. **We will share:**\n\n-   work;\n-   goods.\n\n3. We met.\n"
    )
    assert paths(text, "a.md")[2:] == ["s0.b2", "s0.b2.b1", "s0.b2.b2", "s0.b3"]


def test_the_next_number_at_a_wrapped_line_is_the_next_item() -> None:
    text = (
        "TEXT\n\n4. They will build the roads that lead from the capital\n"
        "   to the sea and from the sea to the capital (to be dealt\n"
        "   with in an article on the roads and all that is theirs)\n"
        "5. They will build the ports and whatever these ports may\n"
        "   need in the time that is left.\n"
    )
    assert paths(text)[1:] == ["s0.b1", "s0.b2"]


def test_a_wrapped_line_may_begin_with_a_mark_of_its_own_sentence() -> None:
    running = (
        "They will mend the roads of the north through: (i) a map of all bridges; (ii) new\n"
        "roads to the sea and to the ports that lie along the northern shore; and\n"
        "(iii) rails.\n\nThey met on the shore of the sea for the first time in a year and will\n"
        "meet again.\n"
    )
    assert paths("TEXT\n\n" + running)[1:] == ["s0.p1", "s0.p2"]
    number = (
        "(a) Parties should tell of the support needed and received under Articles 8, 9 and\n"
        "11.\n(b) Parties should tell of the support that they have needed for all of their\n"
        "roads.\n"
    )
    assert paths("TEXT\n\n" + running + "\n" + number)[3:] == ["s0.b1", "s0.b2"]


def test_brackets_of_a_draft_are_no_notes() -> None:
    draft = "TEXT\n\nThey [shall] act.\n\nThey [may] pay.\n\n[Placeholder for sums]\n\nThey met.\n"
    assert paths(draft)[1:] == ["s0.p1", "s0.p2", "s0.p3", "s0.p4"]
    cut = draft.replace("[shall]", "shall").replace("[may]", "may")
    assert paths(cut)[1:] == ["s0.p1", "s0.p2", "f1", "s0.p3"]


def test_an_article_that_is_not_agreed_is_a_heading() -> None:
    text = "Article 8 (trade)\n\nThey met.\n\n[Article 8 bis] (aid)\n\nThey agreed.\n"
    assert [n for n in paths("TEXT\n\n" + text) if "p" not in n] == ["h1", "s1", "s2"]


def test_emphasis_below_front_matter_is_no_note() -> None:
    text = "---\ntitle: 'Trade'\n---\n\n**OPENING THE MARKETS:** They agreed\nto trade.\n"
    assert (
        tree(text, "a.md")[-1] == "s0.p1 paragraph **OPENING THE MARKETS:** They agreed to trade."
    )


def test_deep_and_long_texts_take_linear_time() -> None:
    deep = "".join(" " * n + f"- item {n}\n" for n in range(200))
    assert max(n.level for n in outline(HEAD + deep)[1]) == 200
    many = "".join(f"• The party includes {n}:\n" for n in range(20_000))
    assert len(outline(HEAD + many)[1]) == 20_001
    assert len(outline("We will act. " * 400_000)[1]) == 1
