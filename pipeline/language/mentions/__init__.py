"""Names of persons, states, bodies, treaties and things in a document (guideline section 7)."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import annotation
from pipeline.language.mentions.finder import find
from pipeline.language.mentions.holders import held

__all__ = ["find", "make_mentions"]

GROUP = "factsheets_mentions"


class Mentions:
    """The component `factsheets_mentions`: reads the nodes of a Doc, writes its mentions."""

    def __call__(self, doc: Doc) -> Doc:
        text = annotation.text(doc)
        mentions = held(text, find(text, annotation.nodes(doc)), annotation.metadata(doc))
        annotation.set_mentions(doc, mentions)
        annotation.set_spans(doc, GROUP, ((m.start, m.end, m.label, m.key) for m in mentions))
        return doc


@Language.factory("factsheets_mentions")
def make_mentions(nlp: Language, name: str) -> Mentions:  # noqa: ARG001
    """The factory of the component; it needs an outline (component `factsheets_outline`)."""
    return Mentions()
