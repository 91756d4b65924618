"""The component in a spaCy pipeline."""

import spacy

from pipeline.language import annotation
from pipeline.language.mentions import GROUP
from pipeline.language.tokenizer import make_tokenizer
from pipeline.model import Node


def test_mentions_stand_on_the_doc_and_in_its_span_group() -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    nlp.add_pipe("factsheets_mentions")
    doc = nlp.make_doc("Japan joined the non-NATO talks.")
    annotation.set_nodes(doc, [Node("s0.p1", "paragraph", 0, 0, len(doc.text))])
    doc = nlp(doc)
    assert [m.party for m in annotation.mentions(doc)] == ["JPN", "NATO"]
    spans = doc.spans[GROUP]
    assert [(s.text, s.label_, s.kb_id_) for s in spans] == [
        ("Japan", "COUNTRY", "country_jpn"),
        ("NATO", "ALLIANCE", "alliance_north-atlantic-treaty-organization"),
    ]
