"""EDS-NLP's exact matcher with our names as its terms; capitals must agree."""

from collections import defaultdict
from typing import Any

import edsnlp  # noqa: F401 - registers the matcher
import spacy
from exchange import Way, answer, job
from spacy.tokens import Doc


def found(doc: Doc) -> list[list[Any]]:
    """Start, end and label of each match, the longest at each place."""
    return [[span.start_char, span.end_char, span.label_] for span in doc.ents]


if __name__ == "__main__":
    asked = job()
    terms: dict[str, list[str]] = defaultdict(list)
    for label, name in asked["terms"]:
        terms[label].append(name)
    nlp = spacy.blank("en")
    matcher = nlp.add_pipe("eds.matcher", config={"terms": dict(terms), "attr": "TEXT"})
    answer(asked, {"names": Way(matcher, nlp.make_doc, found)})
