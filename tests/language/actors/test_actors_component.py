"""The component `factsheets_actors`."""

import spacy

from pipeline.language import annotation
from tests.language.actors.actor_texts import mentions, text


def test_it_writes_the_principals_on_the_doc() -> None:
    sheet = text("title: U.S.-Japan Joint Statement", "paragraph: We met in Kyoto and spoke.")
    nlp = spacy.blank("en")
    actors = nlp.add_pipe("factsheets_actors")
    doc = nlp.make_doc(sheet.text)
    annotation.set_nodes(doc, sheet.nodes)
    annotation.set_mentions(doc, mentions(sheet.text))
    assert annotation.principals(actors(doc)).parties == ("USA", "JPN")


def test_a_bare_doc_gets_none() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("factsheets_actors")
    assert annotation.principals(nlp("Nothing is known.")).rule == "none"
