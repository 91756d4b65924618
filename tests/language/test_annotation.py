"""What stands on a Doc travels with it, and its spans stand in groups."""

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


def test_spans_have_the_tokens_that_they_touch_unless_nobody_sees_the_doc(nlp: Language) -> None:
    doc = nlp.make_doc("Japan's non-NATO talks.")
    annotation.set_spans(doc, "some", [(0, 7, "X", "k"), (8, 13, "Y", ""), (90, 99, "Z", "")])
    found = [(span.text, span.label_, span.kb_id_) for span in doc.spans["some"]]
    assert found == [("Japan's", "X", "k"), ("non-NATO", "Y", "")]
    annotation.without_spans(doc)
    annotation.set_spans(doc, "other", [(0, 7, "X", "k")])
    assert "other" not in doc.spans
