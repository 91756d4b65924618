"""Mentions of a document: tables, builds, patterns and people, then its own short forms."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipeline import lexicon
from pipeline.language.mentions import (
    appositions,
    builds,
    departments,
    extents,
    gazetteer,
    heads,
    patterns,
    people,
)
from pipeline.language.mentions.family_names import full_names, in_full, surnames
from pipeline.language.mentions.heads import name_of
from pipeline.language.mentions.hits import Entity, Hit, longest
from pipeline.language.mentions.memory import Memory, keyed
from pipeline.language.mentions.words import Words, alias_words, split
from pipeline.model import Mention, Node

_FIRM = frozenset({"FORUM", "ORG", "EVENT", "ALLIANCE", "UNIT"})
# What follows no name of a state: sums ("U.S. dollars") and people ("Filipino Americans").
_NO_STATE = frozenset(
    "$ dollar dollars americans pesos rupees yen won francs kronor kroner kronur dirhams riyals "
    "shillings rupiah dong lira zloty shekels rubles roubles pounds yuan".split()
)
_LEAD_IN = 3
_QUOTED = 16
_UNMARKED = frozenset({"section", "doc_type", "footer"})


def find(text: str, nodes: Sequence[Node]) -> tuple[Mention, ...]:
    """Mentions of names in a document, by place, the longer first (guideline section 7).

    Looks in every node but headings, `doc_type` and footers. DATE, MONEY and QUANTITY are not
    found here. `Mention.party` is the ISO alpha-3 code of a country or of the state whose
    ministry or service is named, the short name of an organisation that can act, else None.
    """
    pieces = [_words(text, node) for node in nodes if node.kind not in _UNMARKED]
    every: set[str] = set()
    every.update(*(words.bag for words in pieces))
    small = set(filter(str.islower, every))
    raw = _first_pass(text, pieces, every)
    found = _second_pass(pieces, raw, Memory(), small)
    found = _third_pass(pieces, found, small)
    return tuple(
        mention
        for words, hits in zip(pieces, found, strict=True)
        for mention in _mentions(words, hits)
    )


def _words(text: str, node: Node) -> Words:
    until = node.lead_in[1] if node.lead_in is not None else node.start
    if node.kind == "title":
        until = node.end
    return split(text, node.start, node.end, node.path, until)


def _first_pass(text: str, pieces: Sequence[Words], common: set[str]) -> list[list[Hit]]:
    """What names itself: tables, builds, patterns, titles and persons; the longest stay.

    `common` holds every word of the document.
    """
    raw = [_candidates(text, words, common) for words in pieces]
    plain = {
        h.entity.name.lower()
        for words, hits in zip(pieces, raw, strict=True)
        for h in hits
        if h.confidence < 1 and words.plain[h.first]
    }
    return [longest(_reliable(words, hits, plain)) for words, hits in zip(pieces, raw, strict=True)]


def _reliable(words: Words, hits: list[Hit], plain: set[str]) -> list[Hit]:
    """The hits that are names; no build counts that is a part of a longer doubtful one."""
    doubtful = [h for h in hits if not _sure(words, h, plain)]
    if not doubtful:
        return hits
    return [
        h
        for h in hits
        if h not in doubtful
        and not (
            h.confidence in (builds.ALONE, builds.WITH_NAME)
            and any(d.first <= h.first and h.last <= d.last for d in doubtful)
        )
    ]


def _candidates(text: str, words: Words, common: set[str]) -> list[Hit]:
    table = _decided(words, gazetteer.match(words), common)
    table = [h for h in table if words.key(h.last) not in _NO_STATE]
    table = extents.dated(words, extents.paired(words, extents.slashed(words, table)))
    roles = people.titles(words, table)
    persons = people.persons(words, roles, table, common)
    roles = people.borne(
        words, roles, [*persons, *(h for h in table if h.entity.label == "PERSON")]
    )
    rest = [h for h in table if h.entity.label != "ROLE"]
    return [
        *roles,
        *persons,
        *rest,
        *patterns.find(text, words, rest),
        *builds.find(words, [*rest, *roles]),
    ]


def _sure(words: Words, hit: Hit, plain: set[str]) -> bool:
    """Where every word has a capital, a build alone is no evidence of a name."""
    if hit.confidence not in (builds.ALONE, builds.WITH_NAME):
        return True
    if _in_quoted_title(words, hit):
        return False
    if words.plain[hit.first]:
        return True
    if _is_lead_in(words, hit):
        return True
    firm = hit.entity.label in _FIRM or words.word(hit.first - 1) == "the"
    if firm and hit.confidence == builds.WITH_NAME:
        return True
    return hit.entity.name.lower() in plain


def _in_quoted_title(words: Words, hit: Hit) -> bool:
    """Whether a name by build only ends a quoted title: “Less Waste by Reef Principles”."""
    if not (_closes_quote(words, hit.last) or _closes_quote(words, hit.last + 1)):
        return False
    for k in range(hit.first - 1, max(hit.first - _QUOTED, -1), -1):
        if _closes_quote(words, k):
            return False
        if words.text[k] in ("“", '"'):
            return any(words.is_name(m) for m in range(k + 1, hit.first))
    return False


def _closes_quote(words: Words, k: int) -> bool:
    """Whether word k is a quotation mark that closes; a straight one touches the word before."""
    straight = words.word(k) == '"' and words.joined(k) and words.word(k - 1) not in ("(", "[")
    return straight or words.word(k) == "”"


def _is_lead_in(words: Words, hit: Hit) -> bool:
    """Whether a name is all that stands before the colon: "Blue Reef Health Initiative:"."""
    if words.word(hit.last) != ":" or words.plain[hit.last + 1 : hit.last + 2] != [True]:
        return False
    opens = hit.first == 0 or (hit.first == 1 and words.low[0] in ("the", "a", "an"))
    last = words.low[hit.last - 1]
    single = (
        not last.endswith("s") or last in builds.PLURAL_NAMES
    )  # not "Private Sector Initiatives:"
    return opens and single and hit.last - hit.first >= _LEAD_IN and last in heads.builds()


@cache
def _ambiguous() -> dict[tuple[str, ...], tuple[dict[str, str], ...]]:
    out: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in lexicon.table("entities/ambiguous"):
        out.setdefault(alias_words(row["surface"]), []).append(row)
    return {k: tuple(v) for k, v in out.items()}


@cache
def _ambiguous_starts() -> frozenset[str]:
    return frozenset(surface[0] for surface in _ambiguous())


def _decided(words: Words, hits: list[Hit], common: set[str]) -> list[Hit]:
    """Names that stand for two things, decided by the table entities/ambiguous."""
    starts = _ambiguous_starts()
    if starts.isdisjoint(words.bag):
        return hits
    return [_decide(words, h, common) if words.text[h.first] in starts else h for h in hits]


def _decide(words: Words, hit: Hit, common: set[str]) -> Hit:
    rows = _ambiguous().get(tuple(words.text[hit.first : hit.last]), ())
    after = name_of(words, hit.last - 1, min(hit.last + 3, len(words)))
    after = after.removeprefix(words.text[hit.last - 1])
    before = name_of(words, max(hit.first - 2, 0), hit.first)
    for row in rows:
        near = any(after.startswith(p) for p in row["next"].split("|") if p)
        behind = before.lower() in row["before"].split("|") and before != ""
        cued = not common.isdisjoint(row["with"].split("|"))
        barred = not common.isdisjoint(row["unless"].split("|"))
        if near or behind or (cued and not barred):
            return Hit(hit.first, hit.last, gazetteer.by_key()[row["entity"]], hit.form)
    return hit


def _second_pass(
    pieces: Sequence[Words], found: list[list[Hit]], memory: Memory, common: set[str]
) -> list[list[Hit]]:
    """What the document defines itself; its definitions come before any list.

    `common` holds the words that the document writes small.
    """
    names: dict[str, Entity] = {}
    out = []
    for words, hits in zip(pieces, found, strict=True):
        hits = _replaced(hits, departments.find(words, hits, memory.defined))
        hits = _replaced(hits, memory.define(words, hits))
        explained = appositions.find(words, hits, common)
        memory.learn(words, explained)
        hits = _together(hits, explained)
        out.append(hits)
    full = full_names(list(zip(pieces, out, strict=True)))
    out = [in_full(w, hits, full) for w, hits in zip(pieces, out, strict=True)] if full else out
    for words, hits in zip(pieces, out, strict=True):
        names |= {k: v for k, v in surnames(words, hits).items() if k not in names}
    memory.fallback(found)
    final = []
    for words, hits in zip(pieces, out, strict=True):
        hits = memory.redefined(words, hits)
        memory.note(hits, words)
        recalled = memory.recall(words, hits, names, common)
        hits = longest([*hits, *recalled]) if recalled else hits
        hits = _together(hits, departments.paired(words, hits))
        final.append(patterns.with_treaties(words, hits))
    return final


def _third_pass(
    pieces: Sequence[Words], found: list[list[Hit]], common: set[str]
) -> list[list[Hit]]:
    """What is left: places that only their preposition shows."""
    return [
        _together(hits, patterns.places(words, hits, common))
        for words, hits in zip(pieces, found, strict=True)
    ]


def _together(hits: list[Hit], more: Sequence[Hit]) -> list[Hit]:
    return sorted([*hits, *more], key=lambda h: (h.first, -h.last)) if more else hits


def _replaced(hits: list[Hit], better: list[Hit]) -> list[Hit]:
    """`hits` with `better` put in the place of those they overlap."""
    if not better:
        return hits
    taken = {i for b in better for i in range(b.first, b.last)}
    kept = [h for h in hits if taken.isdisjoint(range(h.first, h.last))]
    return sorted([*kept, *better], key=lambda h: (h.first, -h.last))


def _mentions(words: Words, hits: Iterable[Hit]) -> Iterator[Mention]:
    for hit in hits:
        entity = keyed(hit.entity)
        yield Mention(
            start=words.start[hit.first],
            end=words.end(hit.last - 1),
            label=entity.label,
            node=words.node,
            key=entity.key,
            name=entity.name,
            form=hit.form,
            party=entity.party,
            confidence=hit.confidence,
        )
