"""Noun phrases without a parser: adjuncts off, coordinations apart, heads found."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pipeline.language.actors import words
from pipeline.language.actors.index import MentionIndex, Piece

Phrase = list[Piece]
_DASHES = frozenset("–—")
_QUOTES = frozenset('“”"')
# What may stand before the noun phrase that opens a clause.
_UNSAID = words.CONJUNCTIONS | {"today", "together", ","}


def without_insertions(pieces: Sequence[Piece]) -> Phrase:
    """The pieces without quotation marks, brackets' contents and what stands between dashes."""
    kept: Phrase = []
    pieces = _with_plain_joints(pieces)
    depth = dashed = 0
    dashes = sum(p.word in _DASHES for p in pieces)
    for piece in pieces:
        if piece.word in ("(", "["):
            depth += 1
        elif piece.word in (")", "]"):
            depth = max(0, depth - 1)
        elif piece.word in _DASHES:
            # A single dash leads in; two enclose.
            dashed = 1 - dashed if dashes > 1 else 0
        elif not depth and not dashed and piece.word not in _QUOTES:
            kept.append(piece)
    return kept


def _with_plain_joints(pieces: Sequence[Piece]) -> Phrase:
    """ "Japan as well as the EU": the joint is one "and"."""
    kept: Phrase = []
    for piece in pieces:
        kept.append(piece)
        if [p.word for p in kept[-3:]] == ["as", "well", "as"]:
            kept[-3:] = [kept[-3]._replace(word="and")]
    return kept


def split(pieces: Sequence[Piece], marks: frozenset[str]) -> list[Phrase]:
    """The stretches between marks; they may be empty."""
    parts: list[Phrase] = [[]]
    for piece in pieces:
        if piece.word in marks and not piece.mention:
            parts.append([])
        else:
            parts[-1].append(piece)
    return parts


_COMMAS = frozenset(",;:")
_ROUGHLY = frozenset(["over", "about", "around", "under", "nearly", "almost"])
_NOMINATIVE = frozenset(["we", "they", "he", "she", "it"])


def is_adjunct(segment: Sequence[Piece]) -> bool:
    """Whether a comma segment is an adjunct and no member of the coordination."""
    first = segment[0]
    if first.mention is not None:
        return first.mention.label == "DATE"
    if first.word.isdigit() and len(segment) == 1:
        return True  # the year of "on July 28, 2024,"
    if first.word in words.CONJUNCTIONS:
        return len(segment) > 1 and is_adjunct(segment[1:])
    if len(segment) > 1 and segment[1].word[:1].isdigit() and first.word in _ROUGHLY:
        return False  # "Over 15 countries"
    if first.word in words.boundaries("adjunct"):
        return True
    ending = first.word.endswith(("ing", "ly")) and first.word not in ("only", "during")
    return ending and first.word not in words.all_nouns()


def subject_segments(pieces: Sequence[Piece]) -> list[Phrase]:
    """The comma segments that make up the subject: fronted and inserted adjuncts are gone.

    A fronted adjunct ends where a coordination anchored at the right edge begins.
    """
    phrase = _without_verb_parts(without_insertions(_after_lead_in(pieces)))
    segments = [_after_date(s) for s in split(phrase, _COMMAS) if s]
    if not segments:
        return []
    if segments[-1][-1].mention is None and segments[-1][-1].word in _NOMINATIVE:
        return [segments[-1][-1:]]
    if len(segments) == 1 and segments[0][0].word in words.function("subordinator"):
        return [segments[0][1:]] if len(segments[0]) > 1 else []
    if not is_adjunct(segments[0]) and not _is_fronted(segments):
        for i, segment in enumerate(segments):
            if i and is_adjunct(segment):
                return segments[:i]
        return segments
    while len(segments) > 1 and is_adjunct(segments[-1]):
        segments.pop()
    first = len(segments) - 1
    if segments[first][0].word in words.CONJUNCTIONS:
        while first > 1 and not is_adjunct(segments[first - 1]):
            first -= 1
        first = max(first, 1) if len(segments) > 1 else 0
    if len(segments) > 1 and not is_adjunct(segments[first]):
        listed = segments[-1][0].word in words.CONJUNCTIONS
        if not listed or _opens(segments[first]):
            return segments[first:]
    # A gerund may be the subject itself; a prepositional phrase is none.
    return segments[:1] if segments[0][0].word.endswith("ing") else []


def _after_date(segment: Phrase) -> Phrase:
    """ "On January 9, 2023 President Biden": what follows the date, where a name does."""
    dated = segment[0].mention is not None and segment[0].mention.label == "DATE"
    if len(segment) > 1 and (dated or segment[0].word.isdigit()):
        after = segment[1].mention
        if after is not None and after.label in ("ROLE", "PERSON", "COUNTRY", "ORG"):
            return segment[1:]
    return segment


def _after_lead_in(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """What follows a colon or a single dash ("April 2022: The Department of Justice")."""
    dashes = sum(p.word in _DASHES for p in pieces)
    for i in range(len(pieces) - 2, 0, -1):
        if pieces[i].word == ":" or (dashes == 1 and pieces[i].word in _DASHES):
            rest = pieces[i + 1 :]
            return rest if _opens(rest) else pieces
    return pieces


def _without_verb_parts(phrase: Phrase) -> Phrase:
    """Without the auxiliaries and adverbs that stand between subject and cue."""
    end = len(phrase)
    while end and not phrase[end - 1].mention:
        word = phrase[end - 1].word
        if word not in words.function("verb_part") and not (word.endswith("ly") and end > 1):
            break
        end -= 1
    return phrase[:end]


def _is_fronted(segments: Sequence[Phrase]) -> bool:
    """ "Full of potential, the Quad": a bare phrase before a last segment that opens a subject."""
    first = segments[0][0]
    if len(segments) < 2 or first.mention is not None or not _opens(segments[-1]):
        return False
    known = words.phrase_words()
    return first.word not in known and first.word not in words.openers()


def conjuncts(segments: Sequence[Phrase]) -> list[Phrase]:
    """The members of a coordination of comma segments, in order."""
    found: list[Phrase] = []
    for segment in segments:
        found.extend(part for part in split(segment, words.CONJUNCTIONS) if part)
    return found


def core(phrase: Sequence[Piece]) -> tuple[Phrase, Phrase]:
    """Head part and postmodifiers; the head is the last piece of the head part."""
    after = words.boundaries("postmodifier")
    for i, piece in enumerate(phrase):
        if i and not piece.mention and (piece.word in after or _is_participle(phrase, i)):
            return list(phrase[:i]), list(phrase[i:])
    return list(phrase), []


def _is_participle(phrase: Sequence[Piece], i: int) -> bool:
    """ "partners operating submarines": a participle behind a noun of speakers."""
    word = phrase[i].word
    if not word.endswith("ing") or word in words.all_nouns() or phrase[i].capital:
        return False
    return phrase[i - 1].word in words.plural_nouns()


def after_possessor(pieces: Phrase) -> tuple[Phrase, Phrase]:
    """Possessor and what is possessed: ("Japan", "Ministry"); no possessor, all the latter."""
    for i in range(len(pieces) - 2, -1, -1):
        if pieces[i].word in words.POSSESSIVE_MARKS:
            return pieces[:i], pieces[i + 1 :]
    return [], [p for p in pieces if p.word not in words.POSSESSIVE_MARKS]


def leading(index: MentionIndex, start: int, limit: int) -> Phrase:
    """Pieces of the noun phrase that opens the clause at `start`, fronted adjuncts skipped.

    It ends before the first lower-case word that no noun phrase of speakers holds: the verb.
    """
    pieces = index.reading(start, min(limit, start + 500))
    ahead = (piece for piece in pieces if piece.word not in _QUOTES)
    first = next((piece for piece in ahead if piece.word not in _UNSAID), None)
    if first is None:
        return []
    if not first.mention and is_adjunct([first]):
        return _noun_phrase(_after_front(chain([first], ahead)))
    read: Phrase = []
    phrase = _noun_phrase(_noting(chain([first], ahead), read))
    return phrase if _can_act(phrase) else _noun_phrase(_after_front(chain(read, ahead))) or phrase


def _noting(pieces: Iterable[Piece], read: Phrase) -> Iterator[Piece]:
    for piece in pieces:
        read.append(piece)
        yield piece


def _can_act(phrase: Phrase) -> bool:
    known = words.all_nouns()
    return any(p.mention or p.word in known or p.word in words.openers() for p in phrase)


def _after_front(pieces: Iterator[Piece]) -> Iterator[Piece]:
    comma = False
    for piece in pieces:
        if comma and _opens([piece]):
            return chain([piece], pieces)
        comma = piece.word == "," and not piece.mention
    return iter(())


def _opens(pieces: Sequence[Piece]) -> bool:
    """Whether a subject may begin here: a name, a number, a determiner or a pronoun."""
    first = pieces[0]
    if first.mention is not None:
        return first.mention.label not in ("DATE", "PLACE", "REGION")
    if first.capital or first.word.isdigit():
        return True
    return first.word in words.openers()


def _noun_phrase(pieces: Iterable[Piece]) -> Phrase:
    known = words.phrase_words()
    found: Phrase = []
    for piece in pieces:
        if piece.mention is None and not piece.capital:
            word = piece.word
            if (
                word not in known
                and word not in words.function("phrase_link")
                and word not in words.function("determiner")
            ):
                pronoun = word in words.PRONOUNS_WE or word in words.PRONOUNS_PLURAL
                if pronoun or word == "it":
                    return [*found, piece]
                break
        found.append(piece)
    return _trimmed(found)


def _trimmed(pieces: Phrase) -> Phrase:
    while pieces and pieces[-1].word in {",", "and", "of", "the", "to", "for", "(", "a", "or"}:
        pieces = pieces[:-1]
    return pieces
