"""Where a paragraph of Markdown breaks its lines says nothing, each with its smallest text."""

import pytest

from tests.outline.helpers import by_path, tree

FRONT = "---\ntitle: 'Joint Statement'\n---\n\n"
LONG = "To build harbours, roads, and bridges for all who live along the shared northern river"


def roles(text: str) -> list[tuple[str, str | None, bool]]:
    nodes = by_path(FRONT + text, "a.md").values()
    return [(n.kind, n.role, n.lead_in is not None) for n in nodes if n.kind != "footer"]


@pytest.mark.parametrize(
    "words",
    [
        "**BUILDING HARBOURS:**|The two states met in Oslo.",
        "They will build harbours, roads, and|more.",
        "They read the plan. They will tell|more on it, and the fighting|ends.",
        "FOR FURTHER INFORMATION ON HARBOURS|AND BRIDGES CALL THE NEWS DESK IN OSLO.",
        "For more information on the many harbours and bridges of both states,|visit"
        " [the page](https://example.org).",
        "1. They pay under section|232. They meet.",
        "They pay as set out in subsection|(a) of this part.",
        "1. They pay under subsections (b) and|(c) of this part.",
        "They will act on rules under paragraph|1. They meet.",
        "**1. Building Harbours:**|They build.",
        "**1. Building Harbours|and Bridges**",
        "1. **Harbours of the D.C.|Coast and Port**\n\nWe met.",
        "Convención contra la Tortura y otros Tratos Crueles, Inhumanos|o Degradantes.",
    ],
)
def test_a_line_end_within_a_paragraph_changes_no_node(words: str) -> None:
    given = tree(FRONT + words.replace("|", " ") + "\n", "a.md")
    assert tree(FRONT + words.replace("|", "\n") + "\n", "a.md") == given


def test_a_line_that_its_mark_up_ends_is_judged_alone() -> None:
    lines = tree(FRONT + "We met in Oslo.  \nRead more at https://example.org\n", "a.md")
    assert [line.split()[1] for line in lines[3:]] == ["paragraph", "footer"]


def test_a_blank_of_any_kind_parts_two_sentences_in_what_might_be_a_heading() -> None:
    for blank in (" ", "\xa0 ", "\n"):
        text = f"They met.\n\nThank you.{blank}(Applause.)\n\nThey act.\n"
        assert [kind for kind, _, _ in roles(text)] == ["title", *["paragraph"] * 3]


@pytest.mark.parametrize(("words", "items"), [("under section", 1), ("in the section", 2)])
def test_only_a_reference_takes_the_number_behind_it(words: str, items: int) -> None:
    lines = tree(f"They met\n\nThey build {words}\n(a) on roads\n(b) on ports\n")
    assert sum(" bullet " in line for line in lines) == items


def test_indentation_makes_no_lead_in_and_no_phrase_longer() -> None:
    title = " ".join(["Building many harbours"] * 12)
    words = f"- We act:\n    - **{title}.** We pay.\n    - **Peace.** We pay.\n    - {LONG}\n"
    deep = words.replace(" many", "\n" + " " * 40 + "many").replace(" for", "\n" + " " * 40 + "for")
    assert roles(deep) == roles(words)
    assert [titled for _, _, titled in roles(words)][2:4] == [True, True]


@pytest.mark.parametrize("note", ["—–\n1 Noting that one state has", "(^2) Rules are subject to"])
def test_a_note_in_plain_text_goes_on_in_its_next_line(note: str) -> None:
    text = f"They met\n\nThey will build roads.\n\n{note}\nother views of roads.\n\nThey act.\n"
    lines = [line.split(" ", 2)[1:] for line in tree(text)]
    assert [kind for kind, _ in lines][-2:] == ["footer", "paragraph"]
    assert lines[-2][1].endswith("other views of roads.")
