"""Hyphens split beside names and nowhere else; the rest is spaCy's English."""

from pathlib import Path
from unittest.mock import patch

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from pipeline.language.tokenizer import make_tokenizer

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*(ROOT / "raw").glob("*.txt"), *(ROOT / "tests" / "fixtures").glob("*.txt")])


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    return nlp


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("U.S.-Japan", "U.S. - Japan"),
        ("Japan-U.S.-Australia", "Japan - U.S. - Australia"),
        ("ASEAN-led", "ASEAN - led"),
        ("non-U.S.", "non - U.S."),
        ("co-production", "co-production"),
        ("people-to-people", "people-to-people"),
        ("Indo-Pacific", "Indo-Pacific"),
        ("Timor-Leste", "Timor-Leste"),
        ("COVID-19", "COVID-19"),
        ("MQ-9", "MQ-9"),
        ("F-35s", "F-35s"),
        ("joint/shared", "joint / shared"),
        ("Japan’s", "Japan ’s"),
        ("Japan's", "Japan 's"),
        ("“counterstrike”", "“ counterstrike ”"),
        ("2025—a", "2025 — a"),
        ("the U.S. and", "the U.S. and"),
        ("(2+2)", "( 2 + 2 )"),
    ],
)
def test_tokens(nlp: Language, text: str, tokens: str) -> None:
    assert [t.text for t in nlp.make_doc(text)] == tokens.split()


@pytest.mark.parametrize("blank", ["\u202f", "\u00a0"])
def test_special_blanks_part_words(nlp: Language, blank: str) -> None:
    doc = nlp.make_doc(f"15{blank}May")
    assert [t.text for t in doc if not t.is_space] == ["15", "May"]
    assert doc.text == f"15{blank}May"


def test_a_pipeline_with_it_can_be_saved(nlp: Language) -> None:
    assert nlp.to_bytes()


def test_a_run_of_signs_takes_the_time_of_its_length_and_loses_nothing(nlp: Language) -> None:
    text = "Japan “" + "(" * 30_000 + "a’s’s" + ")" * 30_000 + "” will act."
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert [token.text for token in doc][-4:] == ["”", "will", "act", "."]


@pytest.fixture(scope="module")
def spacys(nlp: Language) -> Tokenizer:
    """spaCy's own way through a text, by the same rules."""
    ours = nlp.tokenizer
    return Tokenizer(
        nlp.vocab,
        rules=ours.rules,
        prefix_search=ours.prefix_search,
        suffix_search=ours.suffix_search,
        infix_finditer=ours.infix_finditer,
        token_match=ours.token_match,
        url_match=ours.url_match,
    )


def _tokens(doc: Doc) -> list[tuple[str, str, str, int]]:
    return [(t.text, t.whitespace_, t.norm_, t.idx) for t in doc]


_SIGNS = (
    "Japan|ASEAN|U.S.|will|x|é|D|8|3|2025|$|%|Mr.|Jan.|a.m.|It’s|don’t|can't|cant|and/or|Ph.D.|’s|"
    "'s|’|'|“|”|(|)|[|]|:|;|,|.|!|*|**|_|-|–|—|--|…|...|/|=|<|>|+|^|~|@|#|½|km|http://a.gov/b"
).split("|")
_AROUND = "( [ “ ” ) ] , ; : . ! ? ”. ), ). ): .” .) ;)".split()
_BLANKS = (" ", " ", "  ", "\n", "\n\n", " \n  ", "\t", "\u00a0", "\u202f", "\r\n")
_PIECES = st.one_of(
    st.sampled_from(_SIGNS),
    st.sampled_from(_SIGNS),
    st.sampled_from(_BLANKS),
    st.text(max_size=3),
    st.tuples(
        st.sampled_from(["", *_AROUND]),
        st.sampled_from("will ill Jan Co a o x O D 8 3 25 2025 DOJ U.S cannot id am".split()),
        st.sampled_from(["", *_AROUND]),
        st.sampled_from(["", " "]),
    ).map("".join),
)


@given(st.lists(_PIECES, max_size=14).map("".join))
@settings(max_examples=400)
@example("( :* see x:) )\n**Today:** (It’s) Mr. Lee’s, x/don’t “I’m ")
@example("x:) )")
def test_kept_pieces_give_the_tokens_that_spacy_gives(
    nlp: Language, spacys: Tokenizer, text: str
) -> None:
    # Twice: pieces that are met for the first time, and pieces that are known.
    assert _tokens(nlp.make_doc(text)) == _tokens(nlp.make_doc(text)) == _tokens(spacys(text))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_real_texts_have_the_tokens_that_spacy_gives(
    nlp: Language, spacys: Tokenizer, path: Path
) -> None:
    text = path.read_text("utf-8")
    assert _tokens(nlp.make_doc(text)) == _tokens(spacys(text))


def test_what_is_kept_has_a_bound_and_heeds_new_rules() -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    with patch("pipeline.language.tokenizer._MOST_KEPT", 3):
        for i in range(50):
            nlp.make_doc(f"a{i}-x b{i}")
    assert len(nlp.tokenizer._kept) <= 6
    nlp.tokenizer.add_special_case("b49", [{"ORTH": "b"}, {"ORTH": "49"}])
    assert [t.text for t in nlp.make_doc("a b49")] == ["a", "b", "49"]
