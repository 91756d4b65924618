"""Deep and odd structure in plain text, each with the smallest text that shows it."""

from tests.outline.helpers import by_path, paths, tree

HEAD = "Draft Decision on Trade\n\n"


def kinds(text: str) -> list[str]:
    return [" ".join(line.split()[:2]) for line in tree(text)]


def test_choices_stand_inside_articles_and_lettered_ones_inside_numbered() -> None:
    text = HEAD + (
        "Article 2 (purpose)\n\nOption 1: {short text}\n\nOption A\n\nWe act.\n\nOption B\n\n"
        "We wait.\n\nOption 2:\n\nNo text\n\nA. Rules\n\nOption 1\n\nWe pay.\n\n"
        "Article 3bis (means)\n\nWe share.\n"
    )
    assert [line for line in kinds(text) if "section" in line] == [
        "s1 section",
        "s1.s1 section",
        "s1.s1.s1 section",
        "s1.s1.s2 section",
        "s1.s2 section",
        "s1.s3 section",
        "s1.s3.s1 section",
        "s2 section",
    ]
    assert "s1.s2.p1 paragraph No text" in tree(text)


def test_the_text_of_a_choice_is_a_paragraph() -> None:
    text = HEAD + (
        "Article 2 (purpose)\n\nOption 1: Each Party shall communicate its first plan.\n\n"
        "Option 2: No provision on plans\n\nArticle 3 (means)\n\nWe share.\n"
    )
    assert kinds(text)[1:4] == ["s1 section", "s1.p1 paragraph", "s1.p2 paragraph"]
    assert by_path(text)["s1.p1"].lead_in is not None


def test_lettered_titles_are_a_list() -> None:
    text = HEAD + "It covers:\n\na. Title I: Goods;\nb. Title II: Customs; and\n\nWe act.\n"
    assert kinds(text)[1:] == ["s0.p1 paragraph", "s0.b1 bullet", "s0.b2 bullet", "s0.p2 paragraph"]


def test_decisions_of_a_report_hold_their_sections() -> None:
    text = "Report of the Conference\n\n" + "".join(
        f"Decision {n}/CP.26\n\nI. Aims\n\n1. Decides to act;\n\n12th plenary meeting\n\n"
        "13 November 2021\n\n"
        for n in (1, 2)
    )
    assert kinds(text)[1:] == [
        "s1 section",
        "s1.s1 section",
        "s1.s1.b1 bullet",
        "f1 footer",
        "f2 footer",
        "s2 section",
        "s2.s1 section",
        "s2.s1.b1 bullet",
        "f3 footer",
        "f4 footer",
    ]


def test_headings_without_mark_up_stay_below_those_with_it() -> None:
    text = HEAD + (
        "### PART ONE: GOODS\n\n**Summary**\n\n1. We act.\n\n**TITLE I: PORTS**\n\n2. We pay.\n\n"
        "### PART TWO: PEOPLE\n\n**Summary**\n\n3. We meet.\n"
    )
    assert [line for line in kinds(text) if "section" in line] == [
        "s1 section",
        "s1.s1 section",
        "s1.s2 section",
        "s2 section",
        "s2.s1 section",
    ]


def test_a_heading_broken_in_two_is_one() -> None:
    text = HEAD + "## The withdrawal of\n\n## the two states\n\nWe act.\n\n## Means\n\nWe pay.\n"
    assert paths(text)[1:] == ["s1", "s1.p1", "s2", "s2.p1"]


def test_a_bold_question_is_a_heading() -> None:
    text = HEAD + "**Summary**\n\nWe met.\n\n**What does part one cover:**\n\n1. It covers us.\n"
    assert kinds(text)[3:] == ["s2 section", "s2.b1 bullet"]


def test_a_fence_or_a_page_number_breaks_no_item() -> None:
    text = (
        HEAD
        + "1. We honour the right of all who lived here for\n```\nfive years.\n```\n2. We pay.\n"
    )
    assert paths(text)[1:3] == ["s0.b1", "f1"]
    blank = HEAD + (
        "1. We will go on with the talks on the plan that both of us made for the future\n\n"
        "relationship of all.\n2. We pay.\n"
    )
    assert paths(blank)[1:] == ["s0.b1", "s0.b2"]


def test_a_table_of_contents_is_furniture() -> None:
    text = HEAD + (
        "Contents\n\nGoods\t2\nPeople who travel\nfrom one state to the other\t3\nMeans\t5\n\n"
        "Goods\n\nWe trade.\n\nMeans\n\nWe pay.\n"
    )
    assert kinds(text)[1:7] == [f"f{n} footer" for n in (1, 2, 3, 4, 5)] + ["s1 section"]


def test_a_table_above_the_title_is_no_title() -> None:
    text = "| United Nations | A/1 |\n\nReport on Trade\n\nWe met.\n"
    assert kinds(text)[:2] == ["s0.p1 table", "h1 title"]


def test_notes_below_the_end_of_a_text_are_furniture() -> None:
    text = HEAD + "We met.\n\nEnds.\n\n[NAA: A1838, 370]\n\n• 1 Sent on 21 March 1980.\n"
    assert kinds(text)[2:] == ["f1 footer", "f2 footer", "f3 footer"]
    released = HEAD + "We met.\n\nEnd text.\n\nThe ministers signed it in the capital.\n"
    assert kinds(released)[2:] == ["f1 footer", "s0.p2 paragraph"]


def test_a_note_below_a_rule_is_furniture() -> None:
    text = HEAD + "1. We met.1\n2. We pay.\n\n—–\n\n1 One of us disagrees.\n"
    assert kinds(text)[3:] == ["f1 footer", "f2 footer"]


def test_one_short_item_among_longer_ones_is_no_heading() -> None:
    text = HEAD + (
        "Article 3 (aims)\n\n1. Collective goals\n\nWe aim.\n\n2. Individual efforts.\n\nWe act.\n"
    )
    assert [line for line in kinds(text) if ".b" in line] == ["s1.b1 bullet", "s1.b2 bullet"]


def test_short_marked_lines_inside_a_running_numbering_are_headings() -> None:
    text = HEAD + (
        "A. Means\n1. We know;\n2. We plan;\n1. Finance\n3. We pay;\n4. We lend;\n"
        "2. Technology and its transfer\n5. We share;\n(a) Ports\n(i) Cranes\n6. We build;\n"
        "(ii) Ships\n7. We sail:\n(a) by day;\n(b) by night\n8. We meet.\n"
    )
    assert [line for line in kinds(text) if "section" in line] == [
        "s1 section",
        "s1.s1 section",
        "s1.s2 section",
        "s1.s2.s1 section",
        "s1.s2.s1.s1 section",
        "s1.s2.s1.s2 section",
    ]
    assert "s1.s2.s1.s2.b1.b2 bullet by night" in tree(text)


def test_captions_are_no_headings() -> None:
    text = HEAD + "A. Flows\n\n1. We count;\n\nFigure 1\n\nFlows by year\n\n2. We add.\n"
    assert [line for line in kinds(text) if "section" in line] == ["s1 section"]


def test_a_table_row_may_hold_line_breaks() -> None:
    text = HEAD + "We count:\n\n| Ports | 12\n(40%) | 18\n(60%) |\n\nWe add.\n"
    assert kinds(text)[1:] == ["s0.p1 paragraph", "s0.p2 table", "s0.p3 paragraph"]


def test_a_list_that_starts_anew_under_a_stem_is_its_own() -> None:
    text = HEAD + "7. We pursue these aims:\n\n1. trade;\n\n2. peace.\n\n8. We meet.\n"
    assert paths(text)[1:] == ["s0.b1", "s0.b1.b1", "s0.b1.b2", "s0.b2"]


def test_items_that_open_with_to_complete_their_stem() -> None:
    text = HEAD + (
        "1. We resolve:\n• To halve, by the year 2015, the share of those who have no water.\n"
        "• To pay.\n"
    )
    assert by_path(text)["s0.b1.b1"].role == "enumerated"


def test_a_first_item_may_stand_on_the_line_of_its_stem() -> None:
    text = HEAD + (
        "1. We agree: (a) to cut tariffs;\n(b) to share data: (i) on ports;\n(ii) on ships; and\n"
        "(c) to meet.\n2. We pay for: (a) roads and (b) ports.\n3. We close.\n"
    )
    assert [line.split()[0] for line in tree(text)][1:] == [
        "s0.b1",
        "s0.b1.b1",
        "s0.b1.b2",
        "s0.b1.b2.b1",
        "s0.b1.b2.b2",
        "s0.b1.b3",
        "s0.b2",
        "s0.b3",
    ]


def test_a_telex_has_headings_and_sentences_in_capitals() -> None:
    prose = (
        "THE PRIME MINISTERS REVIEWED THE RELATIONS BETWEEN THE TWO COUNTRIES AND THEIR GROWTH. "
    )
    text = (
        f"JOINT COMMUNIQUE\n\nCANBERRA, 14 JUNE 1963\n\n{prose * 2}\n\nTHEY NOTED THE PLAN\n\n"
        f"ECONOMIC MATTERS\n\n{prose * 2}\n\nMR. MENZIES ACCEPTED THE PLAN\n\nENDS\n"
    )
    assert kinds(text) == [
        "h1 doc_type",
        "h2 date_line",
        "s0.p1 paragraph",
        "s0.p2 paragraph",
        "s1 section",
        "s1.p1 paragraph",
        "s1.p2 paragraph",
        "f1 footer",
    ]


def test_numbers_read_badly_from_paper_go_on_with_the_list() -> None:
    text = HEAD + "9. We act.\n\nl0. We pay.\n\n11, We meet.\n\nI2. We part.\n\n14, We left.\n"
    assert paths(text)[1:] == ["s0.b1", "s0.b2", "s0.b3", "s0.b4", "s0.p1"]


def test_a_bare_annex_below_the_signatures_is_a_section() -> None:
    text = HEAD + "We agree.\n\nDONE in Paris.\n\nJoe Smith\n\nAnnex\n\n1. Ports\n2. Roads\n"
    assert kinds(text)[3:] == ["f1 footer", "s1 section", "s1.b1 bullet", "s1.b2 bullet"]


def test_a_lead_in_another_language_is_no_heading() -> None:
    text = HEAD + (
        "Los Gobiernos de los dos Estados publicaron hoy la siguiente declaración conjunta:\n\n"
        "Los dos gobiernos acordaron reducir los aranceles.\n\nWe agree to cut tariffs.\n"
    )
    assert kinds(text)[1:] == [f"s0.p{n} paragraph" for n in (1, 2, 3)]


def test_the_body_that_speaks_opens_the_body_of_the_text() -> None:
    text = "Decision 5/17: Shelters\n\nThe Council,\n\nRecalling its aims,\n\n1. Decides to pay.\n"
    assert kinds(text)[1] == "s0.p1 paragraph"


def test_a_stem_without_an_object_is_no_lead_in() -> None:
    text = HEAD + "1. Requests the Secretary-General:\n(a) to report; and\n(b) to meet.\n"
    assert by_path(text)["s0.b1"].lead_in is None


def test_a_heading_may_hold_a_participle() -> None:
    text = HEAD + (
        "Promoting advanced nuclear energy as a solution\n\nWe build.\n\n"
        "Spreading skills-based hiring\n\nWe hire.\n"
    )
    assert [line for line in kinds(text) if "section" in line] == ["s1 section", "s2 section"]


def test_items_of_a_stem_may_stand_further_out_than_it() -> None:
    text = HEAD + "     (a) We know.\n     (b) We will:\n(i) act;\n(ii) pay.\n     (c) We meet.\n"
    assert paths(text)[1:] == ["s0.b1", "s0.b2", "s0.b2.b1", "s0.b2.b2", "s0.b3"]


def test_a_marking_of_secrecy_is_no_title() -> None:
    assert kinds("RESTRICTED\n\nDraft Declaration on Trade\n\nWe act.\n") == [
        "f1 footer",
        "h1 title",
        "s0.p1 paragraph",
    ]


def test_a_line_that_ends_in_a_verb_is_a_stem() -> None:
    text = HEAD + "The two Ministers DECLARED\n\n1. That trade helps.\n2. That it grows.\n"
    assert kinds(text)[1:] == ["s0.p1 paragraph", "s0.b1 bullet", "s0.b2 bullet"]


def test_a_number_that_was_split_in_two_counts_once() -> None:
    text = HEAD + "1. We trade.\n2. \n  3. Central to it is trust.\n3. We move.\n4. We act.\n"
    assert kinds(text)[1:] == ["s0.b1 bullet", "s0.b2 bullet", "s0.b3 bullet", "s0.b4 bullet"]


def test_no_paragraph_ends_within_the_name_of_a_state() -> None:
    text = HEAD + "• We note the plans of the United States and North\n\nMacedonia will buy gas.\n"
    assert kinds(text)[1:] == ["s0.b1 bullet"]


def test_titled_paragraphs_among_others_are_prose() -> None:
    text = HEAD + (
        "We share these principles:\n\nOpenness: We consult.\n\nBreadth: We add sources.\n\n"
        "We help small firms.\n\nSafety: We look for risks.\n"
    )
    assert [line.split()[1] for line in tree(text)[1:]] == ["paragraph"] * 5
