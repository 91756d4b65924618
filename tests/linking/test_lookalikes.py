"""Words of two alphabets are told, and only those."""

import time

import pytest

from pipeline.linking.lookalikes import mixed_letters
from pipeline.runner import execute


def words(text):
    return [text[problem.start : problem.end] for problem in mixed_letters(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "J\u0430\u0440\u0430n and Norway, and J\u0430\u0440\u0430n again.",
            ["J\u0430\u0440\u0430n"],
        ),
        ("The \u0420resident of N\u039fRWAY.", ["\u0420resident", "N\u039fRWAY"]),
        ("Президент (President) signed.", []),
        ("5 μm of Δx, TNFα, “São Tomé”.", []),
    ],
)
def test_a_word_of_two_alphabets_is_told_once(text, told):
    assert words(text) == told


def test_many_such_words_are_told_in_part_and_in_linear_time():
    began = time.process_time()
    assert len(words("J\u0430" * 500_000)) == 1
    assert len(words(" ".join(f"J\u0430p{number}" for number in range(100_000)))) == 20
    assert time.process_time() - began < 5


def test_it_is_no_party_and_stands_in_the_problems(tmp_path):
    text = "Joint Statement of J\u0430pan and Norway\n\nJ\u0430pan will open an office in Oslo.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    tables = execute(tmp_path / "a.txt").tables
    assert "mixed_letters" in tables["problems"]["code"].to_pylist()
    assert "country_jpn" not in tables["mentions"]["entity_id"].to_pylist()
