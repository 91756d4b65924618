"""Cues, contents and evidence of single sentences: guideline sections 2 to 4, rule by rule."""

import pytest
from spacy.lang.en import English

from pipeline.language.acts import grammar
from pipeline.language.acts.draft import Draft
from pipeline.language.acts.words import Words
from pipeline.model import Node

NLP = English()


def read(text: str, *more: str) -> list[tuple[Draft, str]]:
    """Drafts of a paragraph, and of bullets under it, with the evidence they quote."""
    pieces, nodes, at = [text, *more], [], 0
    for n, piece in enumerate(pieces):
        kind = "bullet" if n else "paragraph"
        path = f"s0.b{n}" if n else "s0.p1"
        level = 1 if n else 0
        nodes.append(Node(path, kind, level, at, at + len(piece), parent="s0", section="s0"))
        at += len(piece) + 1
    whole = "\n".join(pieces)
    words = Words(NLP.make_doc(whole))
    return [
        (d, whole[words.start[d.start] : words.end[d.end - 1]]) for d in grammar.read(words, nodes)
    ]


def rows(text: str, *more: str) -> list[tuple[str, int | None, str | None, str]]:
    return [(d.lemma, d.force, d.action if d.is_commitment else d.reason, quote)
            for d, quote in read(text, *more)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Norway and Kenya welcomed the report and committed to explore a joint patrol.",
            [("welcome", 1, "expressive", "welcomed the report"),
             ("commit", 5, "explore", "committed to explore a joint patrol")],
            id="S1 coordinated cues",
        ),
        pytest.param(
            "The Ministers agreed to expand the port and to increase patrols.",
            [("agree", 5, "expand", "agreed to expand the port"),
             ("agree", 5, "increase", "to increase patrols")],
            id="S2 coordinated infinitives",
        ),
        pytest.param(
            "They pledged to strengthen and broaden trade in fish.",
            [("pledge", 5, "strengthen", "pledged to strengthen and broaden trade in fish")],
            id="S2 verbs that share an object",
        ),
        pytest.param(
            "The two sides resolved to reduce waste by building two plants and training engineers.",
            [("resolve", 5, "reduce",
              "resolved to reduce waste by building two plants and training engineers"),
             ("resolve", 5, "build", "building two plants"),
             ("resolve", 5, "train", "training engineers")],
            id="S4 by V-ing",
        ),
        pytest.param(
            "Canada announced an upgrade of its bases, including the construction of a hangar.",
            [("announce", 4, "upgrade",
              "announced an upgrade of its bases, including the construction of a hangar"),
             ("announce", 4, "construct", "the construction of a hangar")],
            id="S5 including a deliverable",
        ),
        pytest.param(
            "They committed to deepen cooperation with Chile, including on trade and health.",
            [("commit", 5, "deepen",
              "committed to deepen cooperation with Chile, including on trade and health")],
            id="S5 including on a topic",
        ),
        pytest.param(
            "They decided to build a bridge to ease traffic and to cut costs.",
            [("decide", 5, "build", "decided to build a bridge to ease traffic and to cut costs")],
            id="S8 purposes stay",
        ),
        pytest.param(
            "They will open a centre in Hue, which will train divers.",
            [("will", 5, "open", "will open a centre in Hue")],
            id="which-clauses are outside",
        ),
        pytest.param(
            "We will continue to train pilots.",
            [("will", 3, "train", "will continue to train pilots")],
            id="will continue",
        ),
        pytest.param(
            "Leaders will endorse a new policy and will recommit to the pledge.",
            [("will", 2, "endorse", "will endorse a new policy"),
             ("will", 3, "recommit", "will recommit to the pledge")],
            id="will + speech verb takes its force",
        ),
        pytest.param(
            "The two countries remain committed to ending the trade in ivory.",
            [("remain committed", 3, "end", "remain committed to ending the trade in ivory")],
            id="remain committed",
        ),
        pytest.param(
            "Kenya and Norway share a strong commitment to protecting reefs.",
            [("share", 5, "protect", "share a strong commitment to protecting reefs")],
            id="share a commitment",
        ),
        pytest.param(
            "They reaffirmed the importance of free trade.",
            [("reaffirm", 0, "importance_or_value", "reaffirmed the importance of free trade")],
            id="importance",
        ),
        pytest.param(
            "They expressed their determination to end the dispute.",
            [("express", 5, "end", "expressed their determination to end the dispute")],
            id="a light verb takes its noun's force",
        ),
        pytest.param(
            "We call on all parties to exercise restraint.",
            [("call on", None, "directive", "call on all parties to exercise restraint")],
            id="directive",
        ),
        pytest.param(
            "Brazil has provided 40 ships.",
            [("provide", 0, "progress_report", "provided 40 ships")],
            id="perfect of a deed",
        ),
        pytest.param(
            "The parties look forward to the arrival of spring.",
            [("look forward to", 1, "expressive", "look forward to the arrival of spring")],
            id="look forward to an event",
        ),
    ],
)  # fmt: skip
def test_one_sentence(text: str, expected: list[tuple[str, int | None, str | None, str]]) -> None:
    assert rows(text) == expected


def test_a_stem_with_content_has_its_items_as_measures() -> None:
    found = read(
        "The Ministers agreed to widen cooperation with Chile through:",
        "Sharing radar data;",
        "Training pilots; and",
        "NOTE the progress of the survey.",
    )
    stem, share, train, note = (d for d, _ in found)
    assert [share.parent, train.parent] == [stem, stem]
    assert [(d.lemma, d.force, d.action) for d in (share, train)] == [
        ("agree", 5, "share"),
        ("agree", 5, "train"),
    ]
    assert (note.lemma, note.reason) == ("note", "expressive")


@pytest.mark.parametrize("stem", ["The two sides will:", "We will work closely together to:"])
def test_a_stem_that_only_points_is_no_act(stem: str) -> None:
    found = read(stem, "publish the maps;", "report to both parliaments.")
    assert [(d.lemma, d.action, d.parent) for d, _ in found] == [
        ("will", "publish", None),
        ("will", "report", None),
    ]


def test_a_colon_list_inside_a_paragraph_is_split() -> None:
    text = "Chile and Peru will: plant trees; clean rivers; and train rangers."
    assert [row[2:] for row in rows(text)] == [
        ("plant", "plant trees"),
        ("clean", "clean rivers"),
        ("train", "train rangers"),
    ]  # fmt: skip


def test_what_they_agreed_that_another_would_do_is_one_act() -> None:
    ((draft, quote),) = read("They agreed that Fiji would host the next round.")
    assert (draft.action, draft.force, quote) == (
        "host",
        5,
        "agreed that Fiji would host the next round",
    )


def test_negation_is_noted() -> None:
    ((draft, _),) = read("They decided not to build new reactors.")
    assert draft.negated
    assert draft.action == "build"


def test_furniture_inside_a_sentence_is_passed_over() -> None:
    text = "They agreed to\n- 2 -\nopen a school."
    words = Words(NLP.make_doc(text), holes=[(15, 20)])
    node = Node("s0.p1", "paragraph", 0, 0, len(text), section="s0")
    (draft,) = grammar.read(words, [node])
    assert draft.action == "open"
