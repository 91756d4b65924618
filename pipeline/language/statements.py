"""A whole document read: each statement in it for itself, for each has speakers of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import annotation
from pipeline.model import Act, Mention, Metadata, Node, Principals, Problem, Source
from pipeline.outline.build import moved
from pipeline.outline.metadata import metadata
from pipeline.outline.statements import statements

CODE = "several_statements"


def read(
    nlp: Language, source: Source, nodes: Sequence[Node], known: Metadata, english: bool = True
) -> Doc:
    """The text as a Doc with its nodes, and if it is English its mentions, acts and principals.

    `known` is told of the document as a whole. Of several statements the first has its title and
    date, each other one those that it states itself; principals are those of all, in their order.
    """
    whole = _doc(nlp, source.text, nodes, known)
    if not english:
        return whole
    places = statements(nodes)
    if len(places) == 1:
        return nlp(whole)
    mentions: list[Mention] = []
    acts: list[Act] = []
    speakers: list[Principals] = []
    for part, offset in _parts(nlp, source, nodes, known, places):
        mentions.extend(_moved_mention(mention, offset) for mention in annotation.mentions(part))
        acts.extend(_moved_act(act, offset) for act in annotation.acts(part))
        speakers.append(annotation.principals(part))
    annotation.set_mentions(whole, mentions)
    annotation.set_acts(whole, acts)
    parties = dict.fromkeys(party for found in speakers for party in found.parties)
    annotation.set_principals(whole, Principals(tuple(parties), speakers[0].rule))
    return whole


def several(nodes: Sequence[Node]) -> Iterator[Problem]:
    """A note where a file holds more than one statement, at the title of the second."""
    places = statements(nodes)
    if len(places) > 1:
        begins = [nodes[first] for first, _ in places]
        pages = ", ".join(str(node.page_start) for node in begins if node.page_start)
        message = (
            f"The file holds {len(places)} statements"
            + (f", which begin on pages {pages}" if pages else "")
            + ". Who speaks was found for each; title, date and kind of the document are those of "
            "the first. Split the file for a row of `documents` each."
        )
        yield Problem("warning", CODE, message, begins[1].start, begins[1].end)


def _doc(nlp: Language, text: str, nodes: Sequence[Node], known: Metadata) -> Doc:
    doc = nlp.make_doc(text)
    annotation.without_spans(doc)
    annotation.set_nodes(doc, nodes)
    annotation.set_metadata(doc, known)
    return doc


def _parts(
    nlp: Language,
    source: Source,
    nodes: Sequence[Node],
    known: Metadata,
    places: Sequence[tuple[int, int]],
) -> Iterator[tuple[Doc, int]]:
    """Each statement read, with the offset of its text."""
    speakers = Principals()
    for first, last in places:
        begin = nodes[first].start if first else 0
        end = nodes[last].start if last < len(nodes) else len(source.text)
        text = source.text[begin:end]
        inner = [moved(node, -begin) for node in nodes[first:last]]
        told = known if not first else _told(source, text, inner, known)
        doc = nlp(_doc(nlp, text, inner, told))
        found = annotation.principals(doc)
        if not found.parties and speakers.parties:
            # An annex that names nobody is that of the statement before.
            told = replace(told, principals=", ".join(speakers.parties))
            doc = nlp(_doc(nlp, text, inner, told))
        speakers = annotation.principals(doc)
        yield doc, begin


def _told(source: Source, text: str, nodes: Sequence[Node], known: Metadata) -> Metadata:
    """What a further statement says of itself; parties that a sidecar names speak in all."""
    found, _ = metadata(Source(text, (), source.media_type), nodes, {}, "")
    return replace(found, principals=known.principals, language=known.language)


def _moved_mention(mention: Mention, offset: int) -> Mention:
    return replace(mention, start=mention.start + offset, end=mention.end + offset)


def _moved_act(act: Act, offset: int) -> Act:
    parent = act.parent and (act.parent[0] + offset, act.parent[1] + offset)
    return replace(
        act,
        start=act.start + offset,
        end=act.end + offset,
        cue_start=act.cue_start + offset,
        cue_end=act.cue_end + offset,
        parent=parent,
    )
