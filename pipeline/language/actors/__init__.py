"""Who acts: principals of a document, subjects, obligors and partners of its acts."""

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import annotation
from pipeline.language.actors.content import obligors
from pipeline.language.actors.heads import Resolved
from pipeline.language.actors.partners import Partners
from pipeline.language.actors.principals import find_principals, search
from pipeline.language.actors.resolve import subjects
from pipeline.model import Mention, Metadata, Node, Principals

__all__ = ["ActorResolver", "Resolved", "find_principals", "make_actors"]


class ActorResolver:
    """Answers, for one document, who acts (guideline section 6: actors, obligors, partners).

    Offsets count code points into `text`; parties are ISO 3166-1 alpha-3 codes or short names.
    `metadata` tells whose paper a one-government document is.
    """

    def __init__(
        self,
        text: str,
        nodes: Sequence[Node],
        mentions: Sequence[Mention],
        principals: Principals,
        metadata: Metadata | None = None,
    ) -> None:
        found = search(text, nodes, mentions, metadata or Metadata())
        self._index = found.index
        issuer = found.speaker()
        if issuer is not None and issuer not in principals.parties:
            issuer = None
        self._subjects = subjects(self._index, found.nodes, principals.parties, issuer)
        self._partners = Partners(self._index, self._subjects.heads, self._subjects.people)

    def subject(self, start: int, end: int, node_index: int) -> Resolved:
        """Whom the subject `text[start:end]` of a cue in `nodes[node_index]` names.

        An empty span stands for a missing subject (a passive, a bare item).
        """
        return self._subjects.resolve(start, end, node_index)

    def obligors(self, start: int, end: int, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Who must act by the content `text[start:end]`, what follows the cue; `actors`, or for
        a child act its parent's obligors, where the content names no other."""
        return obligors(self._index, self._subjects.heads, start, end, actors)

    def partners(self, start: int, end: int, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Others acted with in the evidence `text[start:end]`; leave out what a child act holds."""
        return self._partners.find(start, end, actors)

    def subject_partners(self, start: int, end: int, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Others acted with that stand before the cue ("…, together with Australia, will")."""
        return self._partners.find(start, end, actors, in_subject=True)


class ActorsComponent:
    """Writes the principals on the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        found = find_principals(
            annotation.text(doc),
            annotation.nodes(doc),
            annotation.mentions(doc),
            annotation.metadata(doc),
        )
        annotation.set_principals(doc, found)
        return doc


@Language.factory("factsheets_actors")
def make_actors(nlp: Language, name: str) -> ActorsComponent:  # noqa: ARG001
    """The component that finds who speaks; needs nodes and mentions on the Doc."""
    return ActorsComponent()
