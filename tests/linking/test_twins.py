"""One statement in two files is found; statements of a series, forms and quotations are not."""

from pathlib import Path

import pytest

from pipeline import outline
from pipeline.linking.twins import sketch, twins
from pipeline.model import Sketch
from pipeline.readers import read
from pipeline.runner import execute

FORM = """President {name} Approves {state} Emergency Declaration

Today, President {name} declared that an emergency exists in the State of {state} and ordered \
Federal assistance to supplement State, Tribal, and local response efforts due to the emergency \
conditions resulting from Tropical Storm Henri beginning on August {day} and continuing.

The President's action authorizes the Department of Homeland Security to coordinate all disaster \
relief efforts which have the purpose of alleviating the hardship and suffering caused by the \
emergency on the local population, and to provide assistance for required emergency measures \
authorized under Title V of the Stafford Act, to save lives and to protect property.
"""


def drawn(text: str, day: str | None = None, name: str = "a.txt") -> Sketch:
    source = read(name, text.encode())
    return sketch(source.text, outline.parse(source), day)


@pytest.fixture(scope="module")
def statement(root: Path) -> str:
    return (root / "raw" / "us-japan-scc-2024.txt").read_text(encoding="utf-8")


def page(text: str) -> str:
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    menu = "<nav><a href='/'>Home</a> <a href='/n'>News of 2025</a></nav>"
    return f"<html><body>{menu}<main>{body}</main><footer>Contact 555</footer></body></html>"


def wrapped(text: str) -> str:
    """The words of a text on printed lines, one in twelve hyphenated."""
    out = []
    for n, word in enumerate(text.split(" ")):
        broken = f"{word[:4]}-\n{word[4:]}" if n % 12 == 0 and word[4:].isalpha() else word
        out.append(broken + ("\n" if n % 12 == 6 else " "))
    return "".join(out)


def misread(text: str) -> str:
    words = text.split(" ")
    return " ".join(w.replace("e", "c", 1) if n % 40 == 0 else w for n, w in enumerate(words))


def test_a_statement_in_another_wrapping_is_found(statement: str) -> None:
    other = (
        drawn(page(statement), name="a.html"),
        drawn(wrapped(statement)),
        drawn(misread(statement)),
        drawn(f"Printed on 3 March 2025 from example.org\n\n{statement}"),
    )
    for one in other:
        assert twins([drawn(statement), Sketch(), one]) == {2: 0}


def test_statements_of_a_series_are_not(root: Path) -> None:
    files = sorted((root / "raw").glob("us-japan-scc-*.txt"))
    assert len(files) == 2
    assert twins([drawn(file.read_text(encoding="utf-8")) for file in files]) == {}


def test_a_quotation_is_not(statement: str, root: Path) -> None:
    other = (root / "raw" / "us-japan-scc-2023.txt").read_text(encoding="utf-8")
    assert twins([drawn(statement), drawn(f"{other}\n\n{statement[:3000]}")]) == {}


def test_a_form_filled_in_anew_is_not() -> None:
    first = FORM.format(name="A. Olsen", state="Maine", day=14)
    for state, day in (("Vermont", 14), ("Maine", 21)):
        second = FORM.format(name="A. Olsen", state=state, day=day)
        assert twins([drawn(first), drawn(second)]) == {}
    assert twins([drawn(first), drawn(first + "Ends.")]) == {1: 0}


def test_the_same_words_of_another_month_are_another_statement(statement: str) -> None:
    first = drawn(statement, "2024-07-28")
    assert twins([first, drawn(statement, "2024-09-28")]) == {}
    for near in ("2024-07-30", "2024-07", "2024", None):
        assert twins([first, drawn(statement, near)]) == {1: 0}


def test_texts_of_a_few_words_are_never_compared() -> None:
    assert twins([drawn("Read the letter here."), drawn("Read the letter here.")]) == {}


def test_all_of_many_copies_name_the_first(statement: str) -> None:
    assert twins([drawn(statement)] * 500) == dict.fromkeys(range(1, 500), 0)


@pytest.mark.parametrize(("engine", "workers"), [("serial", 1), ("processes", 2)])
def test_both_documents_tell_of_the_other(
    statement: str, tmp_path: Path, engine: str, workers: int
) -> None:
    (tmp_path / "a.txt").write_text(statement, encoding="utf-8")
    (tmp_path / "b.html").write_text(page(statement), encoding="utf-8")
    outcome = execute(tmp_path, engine=engine, workers=workers)
    ids = {row["source"]: row["document_id"] for row in outcome.tables["documents"].to_pylist()}
    assert list(ids) == ["a.txt", "b.html"]
    told = [row for row in outcome.problem_rows() if row["code"] != "review"]
    assert [(row["document_id"], row["severity"], row["code"]) for row in told] == [
        (ids["b.html"], "warning", "same_statement"),
        (ids["a.txt"], "warning", "same_statement"),
    ]
    assert "a.txt" in told[0]["message"]
    assert "b.html" in told[1]["message"]
    assert outcome.statuses == {"ok": 2}
