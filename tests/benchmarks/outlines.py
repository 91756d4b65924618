"""Reading and outlining beside Docling and Unstructured: how fast, and how much of it comes back.

Everybody gets the same documents. Markdown and HTML are rendered from the labels, headings and
nested lists as marked up as each format can; letters and brackets of lists, which neither knows,
stand in the text of the item. Plain text is the labelled file as it was published, furniture and
all.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import spacy

from pipeline import outline
from pipeline.readers import read
from tests.benchmarks.peer import Job, Peer, PeerError
from tests.benchmarks.recovery import Piece, Recovered
from tests.benchmarks.texts import Labelled, made_of
from tests.benchmarks.trial import TOKENIZER, Trial, seconds
from tests.formats import markup
from tests.formats.truth import Item, hung

WORDS = 30_000
Answer = list[list[Piece]] | str
OURS = "factsheets"
FORMS = {"md": "Markdown", "html": "HTML", "txt": "plain text"}
NAMES = {"docling": "Docling", "unstructured": "Unstructured"}
_TAGGER = "a stand-in for the tagger that it downloads"
GIVEN = {
    "docling": {
        "md": "its Markdown backend alone, no models",
        "html": "its HTML backend alone, no models",
        "txt": "read as Markdown, as it does with .txt",
    },
    "unstructured": {
        "md": f"partition_md, {_TAGGER}",
        "html": f"partition_html, {_TAGGER}",
        "txt": f"partition_text, a line a paragraph, {_TAGGER}",
    },
}
# What `markup.page` sets around the document.
_AROUND = {"html": ("Home", "About us", "Newsroom", "Privacy policy. Contact us.")}
# Enumerators that neither Markdown nor HTML has, and a title that only some readers look for.
_UNKNOWN = re.compile(r"(?!\d+\.)\(?\w+[.)]")
_FRONT_MATTER = re.compile(r"\A---\ntitle: '(.*)'\n---$", re.MULTILINE)
_KINDS = {"section": "section", "bullet": "bullet", "title": "title", "footer": "furniture"}


def marked_up(items: Sequence[Item]) -> list[Item]:
    """The items as a careful author marks them up: every bullet in a list, and nothing of printed
    pages between the lines."""
    last = max(place for place, item in enumerate(items) if item.kind != "footer")
    kept = [item for place, item in enumerate(items) if item.kind != "footer" or place > last]
    return hung(
        replace(item, marker=item.marker or "•") if item.kind == "bullet" else item for item in kept
    )


def _in_text(item: Item) -> Item:
    if not _UNKNOWN.fullmatch(item.marker or ""):
        return item
    return replace(item, marker="•", text=f"{item.marker} {item.text}", lead_in=None)


def _markdown(items: list[Item]) -> str:
    text = markup.markdown([_in_text(item) for item in marked_up(items)])
    return _FRONT_MATTER.sub(lambda match: "# " + match[1].replace("''", "'"), text)


RENDER: dict[str, Callable[[list[Item]], str]] = {
    "md": _markdown,
    "html": lambda items: markup.page([_in_text(item) for item in marked_up(items)]),
    "txt": markup.plain_text,
}


def given(one: Labelled, form: str) -> str:
    """A labelled document in a format; as plain text the file itself."""
    return one.text if form == "txt" else RENDER[form](one.items)


def wanted(one: Labelled, form: str) -> list[Item]:
    """What is to come back of it."""
    return one.items if form == "txt" else marked_up(one.items)


def pieces(text: str, form: str) -> list[Piece]:
    """What this program makes of a text."""
    source = read(f"text.{form}", text.encode())
    nodes = outline.parse(source)
    places = {node.path: place for place, node in enumerate(nodes)}
    return [
        {
            "kind": _KINDS.get(node.kind, "paragraph"),
            "level": node.level,
            "parent": places.get(node.parent or ""),
            "text": source.text[node.start : node.end],
        }
        for node in nodes
    ]


def trial(peers: Sequence[Peer]) -> Trial:
    """Reading and outlining made documents in each format, this program first."""
    made = made_of(WORDS)
    timed = {form: [render(items) for items in made] for form, render in RENDER.items()}
    words = sum(len(text.split()) for text in timed["txt"])
    found = Trial(f"outline ({len(made)} documents, {words:,} words)", "words", words, dict)
    for peer in peers:
        given_to = GIVEN[peer.name]
        found.notes |= {label(peer.name, f): f"{peer.version}, {given_to[f]}" for f in FORMS}
    found.once = lambda: _once(timed, peers, found.notes)
    return found


def label(name: str, form: str) -> str:
    """The name of a row."""
    return f"{NAMES.get(name, OURS)}: {FORMS[form]}"


def _once(
    timed: dict[str, list[str]], peers: Sequence[Peer], notes: dict[str, str]
) -> dict[str, float]:
    blank = spacy.blank("en")
    took = {TOKENIZER: seconds(lambda: [blank.make_doc(text) for text in timed["txt"]])}
    for form, texts in timed.items():
        took[label(OURS, form)] = seconds(
            lambda texts=texts, form=form: [
                outline.parse(read(f"text.{form}", text.encode())) for text in texts
            ]
        )
    for peer in peers:
        try:
            told = peer.ask({"timed": timed, "read": {}})["seconds"]
        except PeerError as error:
            notes |= {label(peer.name, form): str(error) for form in FORMS}
            continue
        took |= {label(peer.name, form): told[form] for form in FORMS}
    return took


def answers(documents: Sequence[Labelled], peers: Sequence[Peer]) -> dict[str, Answer]:
    """What is made of each labelled document, by row; of a peer that fails why there is none."""
    texts = {form: [given(one, form) for one in documents] for form in FORMS}
    asked: Job = {"timed": {}, "read": texts}
    found: dict[str, Answer] = {
        label(OURS, form): [pieces(text, form) for text in texts[form]] for form in FORMS
    }
    for peer in peers:
        try:
            told = peer.ask(asked)["found"]
        except PeerError as error:
            found |= {label(peer.name, form): str(error) for form in FORMS}
            continue
        found |= {label(peer.name, form): told[form] for form in FORMS}
    return found


def score(row: str, documents: Sequence[Labelled], made: Sequence[Sequence[Piece]]) -> Recovered:
    """How much of the documents a row of `answers` has."""
    form = next(form for form, name in FORMS.items() if row.endswith(name))
    total = Recovered()
    for one, parts in zip(documents, made, strict=True):
        total.add(wanted(one, form), parts, _AROUND.get(form, ()))
    return total
