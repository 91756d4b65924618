"""The outline as a component, for a Doc of plain text that comes without one."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import outline
from pipeline.language import annotation
from pipeline.model import Source
from pipeline.outline.metadata import metadata
from pipeline.readers.text import split_lines

GROUP = "factsheets_nodes"


class Outline:
    """Finds the nodes of a Doc, and what its text states of title and date, unless they were
    given (`annotation.set_nodes`, `annotation.set_metadata`); sets the span group
    `factsheets_nodes` (label: the node's kind).

    The components behind it read a text of several statements as one;
    `pipeline.language.statements.read` reads each for itself.
    """

    def __call__(self, doc: Doc) -> Doc:
        if not (annotation.has_nodes(doc) and annotation.has_metadata(doc)):
            self._read(doc)
        places = ((n.start, n.end, n.kind, "") for n in annotation.nodes(doc))
        annotation.set_spans(doc, GROUP, places)
        return doc

    def _read(self, doc: Doc) -> None:
        text = annotation.text(doc)
        lines, pages = split_lines(text)
        source = Source(text, lines, "text/plain", pages)
        if not annotation.has_nodes(doc):
            annotation.set_nodes(doc, outline.parse(source))
        if not annotation.has_metadata(doc):
            found, _ = metadata(source, annotation.nodes(doc), {}, "")
            annotation.set_metadata(doc, found)


@Language.factory("factsheets_outline")
def make_outline(nlp: Language, name: str) -> Outline:  # noqa: ARG001
    """spaCy factory of the component."""
    return Outline()
