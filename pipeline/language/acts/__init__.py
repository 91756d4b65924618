"""Acts and commitments: the component `factsheets_acts` (guideline sections 2 to 6)."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import annotation
from pipeline.language.actors import ActorResolver
from pipeline.language.acts import grammar
from pipeline.language.acts.assemble import Assembler
from pipeline.language.acts.kept import forget_many
from pipeline.language.acts.words import Words

GROUP = "factsheets_acts"


class Acts:
    """Finds the acts of a Doc that has nodes, mentions and principals; stores them with
    `annotation.set_acts` and as the span group `factsheets_acts` (label: the act's class)."""

    def __call__(self, doc: Doc) -> Doc:
        forget_many()
        nodes = annotation.nodes(doc)
        mentions = annotation.mentions(doc)
        metadata = annotation.metadata(doc)
        holes = [(n.start, n.end) for n in nodes if n.kind == "footer"]
        words = Words(doc, [(m.start, m.end, m.label) for m in mentions], holes)
        drafts = grammar.read(words, nodes)
        resolver = ActorResolver(
            annotation.text(doc), nodes, mentions, annotation.principals(doc), metadata
        )
        assembler = Assembler(
            annotation.text(doc), words, nodes, mentions, resolver, metadata, holes
        )
        acts = assembler.run(drafts)
        annotation.set_acts(doc, acts)
        annotation.set_spans(doc, GROUP, ((a.start, a.end, a.act_class, "") for a in acts))
        return doc


@Language.factory("factsheets_acts")
def make_acts(nlp: Language, name: str) -> Acts:  # noqa: ARG001
    """spaCy factory of the component."""
    return Acts()
