"""Who must act: a possessor or named agent at the head of an act's content overrides the
actors (guideline section 6, obligors)."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.language.actors import words
from pipeline.language.actors.heads import Heads
from pipeline.language.actors.index import MentionIndex, Piece, short_name
from pipeline.language.actors.phrases import Phrase, core, without_insertions

_WINDOW: Final = 160
_VERB_FIRST: Final = re.compile(r"\s{0,24}to\s+(?!the\s|a\s|an\s|its\s|their\s|our\s)[a-z]")
_PREPOSITIONS: Final = frozenset({"to", "on", "for", "of", "in", "that", "as"})


def obligors(
    index: MentionIndex, heads: Heads, start: int, end: int, actors: tuple[str, ...]
) -> tuple[str, ...]:
    """Parties that the content `text[start:end]` obliges; the actors where it names no other."""
    stop = min(end, start + _WINDOW)
    if next(index.within(start, stop), None) is None or _VERB_FIRST.match(index.text, start, stop):
        return actors
    pieces = without_insertions(index.pieces(start, stop))
    phrase = _opened(pieces)
    if not phrase:
        return actors
    head_part, tail = core(_until_mark(phrase))
    asked = _asked(index, start) and _addressee(head_part, tail)
    if asked:
        return asked
    found = (
        _possessor(head_part)
        or _owner_of_changed(heads, head_part, tail)
        or _agent(head_part, tail)
    )
    return tuple(p for p in found if heads.kind_of(p) == "principal" or p in actors) or actors


def _asked(index: MentionIndex, start: int) -> bool:
    """Whether a verb of asking or ordering stands before the content."""
    before = index.text[max(0, start - 48) : start].split()
    return bool(before) and before[-1].lower() in words.classed("duty_nouns")["asked_by"]


def _opened(pieces: Phrase) -> Phrase:
    """Without leading prepositions, determiners and adverbs."""
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        skip = (
            piece.word in _PREPOSITIONS
            or piece.word in words.function("determiner")
            or piece.is_mark
        )
        if piece.mention is not None or not skip:
            break
        if piece.word == "to" and _is_infinitive(pieces, place):
            return []
        place += 1
    return pieces[place:]


def _is_infinitive(pieces: Phrase, place: int) -> bool:
    """ "to modernize …": what follows "to" is neither a determiner nor a name."""
    after = pieces[place + 1] if place + 1 < len(pieces) else None
    return (
        after is not None
        and after.mention is None
        and after.word not in words.function("determiner")
    )


def _until_mark(phrase: Phrase) -> Phrase:
    for i, piece in enumerate(phrase):
        if piece.mention is None and piece.word in (",", ";", ":"):
            return phrase[:i]
    return phrase


def _head(pieces: Sequence[Piece]) -> str:
    return pieces[-1].word if pieces and pieces[-1].mention is None else ""


def _addressee(head_part: Phrase, tail: Phrase) -> tuple[str, ...]:
    """ "the Mechanism to present": a name, then the infinitive of what it is asked to do."""
    mention = head_part[-1].mention
    if mention is None or not tail or tail[0].word != "to":
        return ()
    if mention.label not in ("COUNTRY", "ORG", "FORUM", "ALLIANCE") or not _is_infinitive(tail, 0):
        return ()
    return (short_name(mention),)


def _possessor(head_part: Phrase) -> tuple[str, ...]:
    """ "Japan’s role", "U.S. defense commitments": whose duty the head noun is."""
    nouns = words.classed("duty_nouns")
    if _head(head_part) not in nouns["duty"] | nouns["own_forces"]:
        return ()
    parties: list[str] = []
    for piece in head_part:
        if piece.mention is not None and piece.mention.party:
            parties.append(piece.mention.party)
        elif piece.mention is None and piece.word in words.function("determiner"):
            return ()  # "Ukraine needs a … force": a clause, no possessor
        elif piece.word not in words.CONJUNCTIONS and not parties:
            return ()
    return tuple(dict.fromkeys(parties))


def _owner_of_changed(heads: Heads, head_part: Phrase, tail: Phrase) -> tuple[str, ...]:
    """ "upgrade to U.S. force posture", "reconstitution of U.S. Forces Japan"."""
    nouns = words.classed("duty_nouns")
    if (
        _head(head_part) not in nouns["change"]
        or not tail
        or tail[0].word not in ("to", "of", "in")
    ):
        return ()
    changed, _ = core(_opened(tail[1:]))
    if not changed or changed[0].mention is None:
        return ()
    mention = changed[0].mention
    if mention.label == "UNIT":
        return heads.parties_in_name(mention)[:1]
    if mention.party and _head(changed) in nouns["own_forces"]:
        return (mention.party,)
    return ()


def _agent(head_part: Phrase, tail: Phrase) -> tuple[str, ...]:
    """ "a $7.5 billion commitment from the United States", "the provision by Japan of"."""
    nouns = words.classed("duty_nouns")
    if _head(head_part) not in nouns["duty"] | nouns["change"]:
        return ()
    for i, piece in enumerate(tail):
        if piece.word not in ("from", "by") or (piece.word == "from" and i):
            continue
        return _named_agents(tail[i + 1 :])
    return ()


def _named_agents(pieces: Phrase) -> tuple[str, ...]:
    """ "Japan and France" right behind "by"; an attribute ("by Swiss enterprises") is no agent."""
    parties: list[str] = []
    for i, piece in enumerate(pieces):
        if piece.mention is not None and piece.mention.party:
            after = pieces[i + 1] if i + 1 < len(pieces) else None
            ends = words.boundaries("postmodifier") | words.CONJUNCTIONS
            if after is not None and not after.is_mark and after.word not in ends:
                return ()
            parties.append(piece.mention.party)
        elif piece.word not in words.CONJUNCTIONS | words.function("determiner") | {","}:
            break
    return tuple(dict.fromkeys(parties))
