"""Property-based tests of every target of fuzzing: each reader, the outline, the language
pipeline, records, sidecars and the round trip, on inputs put together from what they know."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.pieces import GRAMMARS, lexicon
from tests.fuzz.targets import TARGETS
from tests.readers.pdf.tiny import pdf, shown

FEW = settings(max_examples=60)
SUBJECTS = (
    "The United States|Japan and Australia|We|The two Ministers|Both sides|It|The Leaders|who||"
    "their officials|Prime Minister Kishida"
).split("|")
VERBS = (
    "will|shall not|commit to|reaffirmed their intent to|intends to|decided on|to|by|will be|"
    "are determined to|welcomed|is encouraged to|have launched|agreed that Japan will|plan to"
).split("|")
RESTS = (
    "expand|expanding|the Initiative|$1.5 billion|by the end of 2025|and|, or|(AUKUS)|; and|"
    "including:|in 2024,|“we will act”|trade|cooperation on"
).split("|")
ENDS = [".", ";", ":", ",", "\n", ".\n\n", ".\n• ", ":\n  ◦ ", "; and\n(b) ", "\n\n# "]


def strings(kind: str, joints: tuple[str, ...] = ("", " ")) -> st.SearchStrategy[str]:
    """Pieces of a format and words of the lexicon, joined."""
    known = st.sampled_from(GRAMMARS[kind].own)
    words = st.sampled_from(lexicon()) if GRAMMARS[kind].words else known
    rows = st.lists(st.tuples(known | words, st.sampled_from(joints)), max_size=30)
    return rows.map(lambda found: "".join(word + joint for word, joint in found))


clauses = st.builds(
    lambda subject, verb, rest, end: " ".join((subject, verb, *rest)) + end + " ",
    st.sampled_from(SUBJECTS),
    st.sampled_from(VERBS),
    st.lists(st.sampled_from(RESTS) | st.sampled_from(lexicon()), max_size=5),
    st.sampled_from(ENDS),
)
statements = st.lists(clauses, min_size=1, max_size=5).map("".join)
BYTES: dict[str, st.SearchStrategy[Any]] = {
    "text": statements | strings("text"),
    "markdown": statements | strings("markdown", ("", " ", "\n")),
    "html": strings("html"),
    "docx": strings("docx", ("", "", "We will act.")),
    "lines": st.lists(
        st.tuples(st.text("xXyYbBpPhHfFtTcCnNsSwW", max_size=4), clauses), min_size=1, max_size=12
    ).map(lambda rows: "\n".join(f"{how}\t{words.strip()}" for how, words in rows)),
    "acts": statements,
    "records": strings("records"),
    "sidecar": strings("sidecar", (" ", "\n", "")),
}  # fmt: skip


@FEW
@given(st.data())
@pytest.mark.parametrize("kind", BYTES)
def test_what_is_read_keeps_every_invariant(kind: str, data: st.DataObject) -> None:
    TARGETS[kind](data.draw(BYTES[kind]).encode("utf-8", "surrogatepass"))


@settings(max_examples=40)
@given(st.lists(strings("pdf", (" ", "\n")), min_size=1, max_size=2))
def test_any_page_of_a_pdf_is_read_or_refused(pages: list[str]) -> None:
    contents = [shown("Japan will act.") + page for page in pages]
    TARGETS["pdf"](pdf(contents, info="/Title(A)"))


@settings(max_examples=12)
@given(statements, strings("sidecar", (" ", "\n")))
def test_tables_of_any_statement_are_valid_both_ways(text: str, stated: str) -> None:
    TARGETS["roundtrip"](f"{text}\x1c.meta.toml\n{stated}\x1c.md\n{text}".encode())


def test_targets_refuse_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.fuzz import targets

    monkeypatch.setattr(targets, "faults", lambda *_: ["a fault"])
    with pytest.raises(AssertionError, match="a fault"):
        TARGETS["roundtrip"](b"Japan will act.")


def test_a_bold_mark_without_words_is_no_heading() -> None:
    TARGETS["lines"]("Bb\t•\nt\tD".encode())
