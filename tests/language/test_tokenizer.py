"""Hyphens split beside names and nowhere else; the rest is spaCy's English."""

import pytest
import spacy
from spacy.language import Language

from pipeline.language.tokenizer import make_tokenizer


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
