"""Role of a sub-bullet: a full clause about its parent, or a phrase that completes it."""

from itertools import pairwise

from pipeline.outline.words import has_finite_verb, opening, plain, words_of
from pipeline.outline.wraps import Block

_LONG_PHRASE = 60
_MOST = 260
_RELATIVES = frozenset(("that", "which", "who", "whose", "whom", "where"))
_AUXILIARIES = _RELATIVES | frozenset(
    ("shall", "will", "is", "are", "must", "may", "should", "has", "have", "was", "were")
)
_SUBJECTS = frozenset(("we", "they", "it", "this", "these", "those", "i", "both"))


def set_roles(text: str, families: list[tuple[Block, list[Block]]]) -> None:
    """Sets `role` of all children of each parent (guideline section 1, `role`).

    Children of one parent are of one mould, so the majority decides; after a colon a tie is
    a list of phrases.
    """
    for parent, children in families:
        clauses = sum(is_clause(text, child) for child in children)
        stem = text[max(parent.body, parent.end - 8) : parent.end].rstrip("*_ ").endswith(":")
        for child in children:
            if stem:
                child.role = "elaboration" if 2 * clauses > len(children) else "enumerated"
            elif 2 * clauses >= len(children) or _is_long(text, child):
                child.role = "elaboration"


def _is_long(text: str, child: Block) -> bool:
    return len(opening(text, child.body, child.end, _LONG_PHRASE + 1)) > _LONG_PHRASE


def is_clause(text: str, block: Block) -> bool:
    """Whether an item is a full clause: it opens with a subject that has a finite verb.

    An item that opens in lower case, with a bare verb, a gerund or "to", or that runs on with a
    semicolon, is a phrase.
    """
    start = block.lead_in[1] if block.lead_in and block.lead_in[1] < block.end else block.body
    line = text[start : block.end].strip(" *_")
    words = opening(line, 0, len(line), _MOST).split()
    if not words or line[0].islower():
        return False
    if line[-1] in ";," or line.endswith(("; and", ", and", "; or")):
        # Of a phrase that runs on only an auxiliary tells a clause ("the members shall …").
        words = [w if w in _AUXILIARIES else w.upper() for w in words]
    first = plain(words[0])
    if first in _SUBJECTS:
        return True
    gerund = first.endswith("ing") and first not in words_of("lead_in_stops", "word")
    if first == "to" or gerund or first in words_of("finite_words", "form"):
        return has_finite_verb(_main(_after_front(words)))
    return has_finite_verb(_main(words))


def _after_front(words: list[str]) -> list[str]:
    # "Recognizing the need, the United States will …": a fronted phrase, then a subject.
    for at, (word, after) in enumerate(pairwise(words)):
        if word.endswith(",") and after in ("the", "we", "both", "all", "our"):
            return words[at + 1 :]
    return []


def _main(words: list[str]) -> list[str]:
    # A relative clause has a verb of its own; it starts at its pronoun and is left out.
    kept: list[str] = []
    for word in words:
        if plain(word) in _RELATIVES:
            break
        kept.append(word)
    return kept
