"""Negotiating texts: inserted numbers, brackets before a mark, choices, drafters' notes."""

from tests.outline.helpers import by_path, tree

HEAD = "Draft Agreement on Trade\n\nArticle 1 (AIMS)\n\n"


def test_inserted_numbers_are_items_of_the_same_list() -> None:
    text = HEAD + (
        "3. Each Party shall act.\n\n3bis. Each Party shall report:\n\n(a) Its aims;\n\n"
        "(b) Its means.\n\n3ter.[Each Party shall pay.]\n\n4. This shall be reviewed.\n"
    )
    assert tree(text)[2:] == [
        "s1.b1 bullet Each Party shall act.",
        "s1.b2 bullet Each Party shall report:",
        "s1.b2.b1 bullet Its aims;",
        "s1.b2.b2 bullet Its means.",
        "s1.b3 bullet [Each Party shall pay.]",
        "s1.b4 bullet This shall be reviewed.",
    ]


def test_an_item_may_be_in_brackets_with_its_mark() -> None:
    text = HEAD + "(a) The aims;\n\n[(b) The means;]\n\n(c) The end.\n"
    nodes = by_path(text)
    assert [nodes[f"s1.b{n}"].marker for n in (1, 2, 3)] == ["(a)", "[(b)", "(c)"]


def test_the_text_of_a_lettered_choice_is_no_heading() -> None:
    text = HEAD + "1. Option (a): Each Party shall pay.\n\nOption (b): No text\n\n2. It is so.\n"
    assert "s1.p1 paragraph Option (b): No text" in tree(text)


def test_paragraphs_under_a_choice_are_no_list_of_its_colon() -> None:
    text = HEAD + (
        "Option 3:\n\n{Added}: Each Party shall act in the light of its means.\n\n"
        "{Moved}: Each Party shall report on what it has done.\n"
    )
    assert not any(" bullet " in line for line in tree(text))


def test_a_note_in_braces_is_no_heading() -> None:
    text = HEAD + (
        "{Timing}\n\n1. Each Party shall act.\n\n"
        "{Placement proposal: issue to be addressed in the decision}\n\n2. It is so.\n"
    )
    assert [line for line in tree(text) if " section " in line] == [
        "s1 section Article 1 (AIMS)",
        "s1.s1 section {Timing}",
    ]


def test_a_list_that_starts_anew_below_a_stem_is_its_own() -> None:
    text = HEAD + (
        "1. Parties shall act;\n\n2. Parties shall pay;\n\n(2bis) Parties shall report by:\n\n"
        "1. Giving their aims;\n\n2. Giving their means.\n"
    )
    assert [line.split()[0] for line in tree(text)[2:]] == [
        "s1.b1",
        "s1.b2",
        "s1.b3",
        "s1.b3.b1",
        "s1.b3.b2",
    ]


def test_a_caption_is_no_heading() -> None:
    text = HEAD + "Parties act.\n\nFigure 1: The Old Line\n\nThe line has moved since then.\n"
    assert "s1.p2 paragraph Figure 1: The Old Line" in tree(text)


def test_a_clause_that_ends_within_its_bracket_is_no_heading() -> None:
    text = HEAD + "Recognizing the review, [and the report on the review,]\n\nHave agreed to act.\n"
    assert not [line for line in tree(text)[2:] if " section " in line]
