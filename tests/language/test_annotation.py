"""What stands on a Doc travels with it, and its spans are spaCy's."""

import pickle
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipeline.language import annotation, load
from pipeline.model import Node


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def doc(nlp: Language, root: Path) -> Doc:
    return nlp((root / "raw" / "us-japan-scc-2023.txt").read_text("utf-8"))


def _from_bytes(nlp: Language, doc: Doc) -> Doc:
    return Doc(nlp.vocab).from_bytes(doc.to_bytes())


def _from_bin(nlp: Language, doc: Doc) -> Doc:
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    return next(DocBin(store_user_data=True).from_bytes(kept).get_docs(nlp.vocab))


def _pickled(nlp: Language, doc: Doc) -> Doc:  # noqa: ARG001 - as the others
    copy: Doc = pickle.loads(pickle.dumps(doc))
    return copy


@pytest.mark.parametrize("travel", [_from_bytes, _from_bin, _pickled])
def test_records_travel_with_their_doc(nlp: Language, doc: Doc, travel: object) -> None:
    assert callable(travel)
    copy = travel(nlp, doc)
    for read in (annotation.nodes, annotation.mentions, annotation.acts):
        assert read(doc)
        assert read(copy) == read(doc)
        assert read(copy) is read(copy), "made once"
    assert annotation.metadata(copy) == annotation.metadata(doc)
    assert annotation.principals(copy) == annotation.principals(doc)
    assert annotation.text(copy) == doc.text


def test_rows_on_a_doc_are_plain_lists_where_they_travel(doc: Doc) -> None:
    rows = pickle.loads(pickle.dumps(doc.user_data))[annotation.KEY]["mentions"]
    assert type(rows) is list
    assert {type(row) for row in rows} == {list}


def test_records_that_are_set_anew_are_read_anew(nlp: Language) -> None:
    doc = nlp.make_doc("Japan will act.")
    first = Node("s0.p1", "paragraph", 0, 0, 5)
    annotation.set_nodes(doc, [first])
    assert annotation.nodes(doc) == (first,)
    annotation.set_nodes(doc, iter([]))
    assert annotation.nodes(doc) == ()


def test_spans_are_those_of_spacy(nlp: Language) -> None:
    text = "  Japan's non-NATO talks  \n\n will (2) go."
    doc = nlp.make_doc(text)
    places = [(i, j, "X", "k") for i in range(len(text)) for j in range(i + 1, len(text) + 1)]
    annotation.set_spans(doc, "all", places)
    wanted = [
        doc.char_span(i, j, label=label, kb_id=key, alignment_mode="expand")
        for i, j, label, key in places
    ]
    assert list(doc.spans["all"]) == [span for span in wanted if span is not None and len(span)]
