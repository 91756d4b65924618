"""Finding listed names beside the matchers of EDS-NLP and medspaCy, which get our lexicon.

Both are given every name of the entity tables as a term of its type; capitals must agree. They
look for listed names alone, on tokens that are there already; our component, on the same tokens,
also finds names that only their build or the text itself tells.
"""

from collections.abc import Sequence

import spacy
from spacy.tokens import Doc

from pipeline import lexicon, outline
from pipeline.language import annotation
from pipeline.language.mentions import Mentions
from pipeline.language.mentions.gazetteer import TABLES
from pipeline.readers import read
from tests.benchmarks.outlines import WORDS
from tests.benchmarks.peer import Job, Peer, PeerError
from tests.benchmarks.recovery import Mention, Named
from tests.benchmarks.texts import Labelled, made_of
from tests.benchmarks.trial import TOKENIZER, Trial, seconds
from tests.formats import markup

OURS = "factsheets: mentions"
NAMES = {"edsnlp": "EDS-NLP: eds.matcher", "medspacy": "medspaCy: TargetMatcher"}
FORM = "names"
Answer = list[list[Mention]] | str
_COLUMNS = ("name", "aliases", "acronyms", "adjectives")


def terms() -> list[tuple[str, str]]:
    """Type and name of every name of the entity tables."""
    found = {
        (row["label"], name.strip()): None
        for table in TABLES
        for row in lexicon.table(f"entities/{table}")
        for column in _COLUMNS
        for name in row[column].split(";")
        if name.strip()
    }
    return list(found)


def trial(peers: Sequence[Peer]) -> Trial:
    """Names in made documents; tokens and outline are there before the clock runs."""
    given = [markup.plain_text(items) for items in made_of(WORDS)]
    words = sum(len(text.split()) for text in given)
    found = Trial(f"names ({len(given)} documents, {words:,} words)", "words", words, dict)
    lexicon_size = f"{len(terms()):,} names of our lexicon"
    found.notes |= {NAMES[peer.name]: f"{peer.version}, {lexicon_size}" for peer in peers}
    found.once = lambda: _once(given, peers, found.notes)
    return found


def _once(given: Sequence[str], peers: Sequence[Peer], notes: dict[str, str]) -> dict[str, float]:
    blank = spacy.blank("en")
    took = {TOKENIZER: seconds(lambda: [blank.make_doc(text) for text in given])}
    docs = [_outlined(blank.make_doc(text)) for text in given]
    component = Mentions()
    took[OURS] = seconds(lambda: list(map(component, docs)))
    for peer in peers:
        job: Job = {"timed": {FORM: list(given)}, "read": {}, "terms": terms()}
        try:
            took[NAMES[peer.name]] = peer.ask(job)["seconds"][FORM]
        except PeerError as error:
            notes[NAMES[peer.name]] = str(error)
    return took


def _outlined(doc: Doc, suffix: str = ".txt") -> Doc:
    text = doc.text
    annotation.set_nodes(doc, outline.parse(read(f"text{suffix}", text.encode())))
    annotation.set_text(doc, text)
    return doc


def ours(one: Labelled) -> list[Mention]:
    """The names that this program finds."""
    doc = Mentions()(_outlined(spacy.blank("en").make_doc(one.text), one.suffix))
    return [(found.start, found.end, found.label) for found in annotation.mentions(doc)]


def answers(documents: Sequence[Labelled], peers: Sequence[Peer]) -> dict[str, Answer]:
    """What is found in each labelled document, by row; of a peer that fails why there is none."""
    found: dict[str, Answer] = {OURS: [ours(one) for one in documents]}
    job: Job = {"timed": {}, "read": {FORM: [one.text for one in documents]}, "terms": terms()}
    for peer in peers:
        try:
            told = peer.ask(job)["found"][FORM]
        except PeerError as error:
            found[NAMES[peer.name]] = str(error)
            continue
        found[NAMES[peer.name]] = [[(s, e, kind) for s, e, kind in each] for each in told]
    return found


def score(documents: Sequence[Labelled], made: Sequence[Sequence[Mention]]) -> Named:
    """Labelled mentions of the types that have lists; what is found in headings and footers, in
    which by the guideline nothing is labelled, is left out."""
    total, types = Named(), {kind for kind, _ in terms()}
    for one, found in zip(documents, made, strict=True):
        outside = [m for m in found if not any(a <= m[0] < b for a, b in one.unmarked)]
        total.add(one.mentions, outside, types)
    return total
