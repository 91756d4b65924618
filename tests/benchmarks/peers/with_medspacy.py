"""medspaCy's target matcher with our names as its rules; capitals must agree."""

from typing import Any

import spacy
from exchange import Way, answer, job
from medspacy.target_matcher import TargetMatcher, TargetRule
from spacy.tokens import Doc


def found(doc: Doc) -> list[list[Any]]:
    """Start, end and label of each match, the longest at each place."""
    return [[span.start_char, span.end_char, span.label_] for span in doc.ents]


if __name__ == "__main__":
    asked = job()
    nlp = spacy.blank("en")
    matcher = TargetMatcher(nlp, phrase_matcher_attr="TEXT")
    matcher.add([TargetRule(name, label) for label, name in asked["terms"]])
    answer(asked, {"names": Way(matcher, nlp.make_doc, found)})
