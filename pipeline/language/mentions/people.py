"""Titles of office and the persons who bear them (guideline section 7: ROLE, PERSON)."""

from collections.abc import Mapping, Sequence
from functools import cache

from pipeline import lexicon
from pipeline.language.mentions import heads, rightward
from pipeline.language.mentions.gazetteer import by_key, person_only, with_article
from pipeline.language.mentions.heads import Cover, name_of, stops
from pipeline.language.mentions.hits import Entity, Hit
from pipeline.language.mentions.words import Words

_PARTICLES = frozenset("von van der den de da di du del la bin bint ibn al el ben dos".split())
_ADDRESS = frozenset({"Mr", "Mrs", "Ms", "Dr", "Sir", "Dame", "Lord", "Hon"})
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
_AFTER_TITLE = frozenset({"of", "for", "to", "on"})
_NO_OFFICE = frozenset({"COUNTRY", "PLACE", "REGION", "PERSON"})
_MOST_NAMES = 5
_RANKS = frozenset("Lt Gen Adm Maj Col Brig Capt Cmdr Rear Vice".split())
_BODIES = frozenset({"ORG", "FORUM"})
# Nouns that a family name seldom looks like: "Minister of State Administration".
_NOUN_ENDINGS = tuple(
    "tion sion ment ity ance ence ism ics ure ship ness ing cy ery ies s al work ogy ate".split()
)


@cache
def _given() -> frozenset[str]:
    return frozenset(row["name"] for row in lexicon.table("entities/given_names"))


def titles(words: Words, hits: Sequence[Hit]) -> list[Hit]:
    """Titles of the tables, each as long as it is: "President of the Security Council"."""
    roles = [h for h in hits if h.entity.label == "ROLE"]
    if not roles:
        return []
    cover = Cover(hits)
    return [_longer(words, h, cover) for h in roles]


def _longer(words: Words, hit: Hit, cover: Cover) -> Hit:
    hit = _and_more(words, _with_portfolio(words, hit, cover), cover)
    k = hit.last
    if words.word(k) not in _AFTER_TITLE:
        return hit
    m = k + 2 if words.key(k + 1) == "the" else k + 1
    if not words.is_name(m):
        return hit
    inner = cover[m]
    place = inner is not None and inner.form != "adjective" and inner.entity.label in _NO_OFFICE
    if place and inner is not None and inner.entity.label == "REGION" and words.word(k) == "for":
        place = False  # "Minister for the Pacific"
    if place and inner is not None and words.word(inner.last) != "Affairs":
        return hit
    last = rightward.chunk(words, m, cover)
    for k in range(m + 1, last):
        if _bearer_starts(words, k, cover, last):
            last = k
            break
    last = _without_bearer(words, m, last)
    entity = Entity("", "ROLE", name_of(words, hit.first, last))
    return Hit(hit.first, last, entity, "title")


def _bearer_starts(words: Words, k: int, cover: Cover, last: int) -> bool:
    """Whether a portfolio ends before word k: at a rank, a given name, a further clause."""
    word, hit = words.text[k], cover[k]
    if word in ("in", "to") or word in _ADDRESS or word in _RANKS:
        return True
    if hit is not None and hit.entity.label == "ROLE" and hit.first == k:
        return True
    if word == ",":
        return not any(words.low[m] in stops("portfolio") for m in range(k, last))
    return word in _given() and words.is_name(k + 1)


def _without_bearer(words: Words, first: int, last: int) -> int:
    """The end of a portfolio without the name of up to three words that runs on behind it."""
    ends = [k + 1 for k in range(first, last) if _ends_portfolio(words, k)]
    rest = last - ends[-1] if ends else 0
    if rest not in (1, 2, 3) or not all(words.is_name(k) for k in range(ends[-1], last)):
        return last
    if rest == 1 and words.low[last - 1].endswith(_NOUN_ENDINGS):
        return last
    return ends[-1]


def _ends_portfolio(words: Words, k: int) -> bool:
    low = words.low[k]
    if low in stops("portfolio"):
        return True
    return any(len(b.head) == 1 and b.label in _BODIES for b in heads.builds().get(low, ()))


def _and_more(words: Words, hit: Hit, cover: Cover) -> Hit:
    """The title with its second portfolio: "Minister of Foreign Affairs and Trade"."""
    k = hit.last
    portfolio = any(words.low[i] in ("of", "for") for i in range(hit.first, k))
    if not portfolio or words.key(k) != "and" or not words.is_name(k + 1):
        return hit
    last = k + 1
    for m in range(k + 1, min(k + 5, len(words))):
        if not words.is_name(m) or cover[m] is not None:
            break
        if words.low[m] in stops("portfolio"):
            last = m + 1
    if last == k + 1:
        return hit
    entity = Entity("", "ROLE", name_of(words, hit.first, last))
    return Hit(hit.first, last, entity, "title")


def _with_portfolio(words: Words, hit: Hit, cover: Cover) -> Hit:
    """The title with the capitals before it: "Climate Minister", "Principal Secretary"."""
    first = hit.first
    if hit.entity.key in person_only() or words.low[hit.last - 1] in ("chair", "general"):
        return hit
    while words.is_name(first - 1) and first > hit.first - 3 and words.plain[first - 1]:
        word = words.low[first - 1]
        if cover[first - 1] is not None or not word.isalpha() or words.text[first - 1].isupper():
            break
        if word in stops("function", "verb", "people") or word in heads.builds():
            break
        first -= 1
    if first == hit.first or words.word(first - 1) in ("", ".", "-", "“", '"', "(", ":"):
        return hit
    return Hit(first, hit.last, Entity("", "ROLE", name_of(words, first, hit.last)), "title")


def persons(words: Words, roles: Sequence[Hit], hits: Sequence[Hit], common: set[str]) -> list[Hit]:
    """Persons after a title or form of address, and those with a known given name.

    `common` holds the words that the document also writes small: in a title line such a word
    ends a name ("President Biden Announces …").
    """
    text, given = words.text, _given()
    starts = _addressed(words)
    if not given.isdisjoint(words.bag):
        starts |= {i for i in words.marks if text[i] in given and words.is_name(i + 1)}
    if not starts and not roles:
        return []
    cover = Cover([h for h in hits if h.entity.label not in ("PERSON", "ROLE")])
    for k in _namesakes(words, roles, cover):
        del cover[k]
    known = {h.first: h for h in hits if h.entity.label == "PERSON"}
    titled = {_start_after(words, r, cover): r for r in roles}
    for role in roles:
        start = _apposed(words, _start_after(words, role, cover), cover, common)
        if start is not None:
            titled.setdefault(start, role)
    starts |= titled.keys()
    starts -= {r.first for r in roles}  # "U.S. Trade Representative Ambassador Tai"
    out: list[Hit] = []
    done = 0
    for i in sorted(starts):
        if i < done:
            continue
        last = _name_end(words, i, cover, common)
        if last == i:
            continue
        alone = last == i + 1 and words.text[i] in _given()
        if alone and i not in known and not _titled_alone(words, i, titled):
            continue
        if i in known and known[i].last >= last:
            continue
        done = last
        person = _person(name_of(words, i, last), titled.get(i))
        out.append(Hit(i, last, person, confidence=0.95))
    return out


def _apposed(words: Words, k: int, cover: Cover, common: set[str]) -> int | None:
    """Where the bearer's name starts behind a comma: "the Attorney General, Ada Velmora, said"."""
    if words.word(k) != "," or not words.is_name(k + 1) or not words.plain[k + 1]:
        return None
    last = _name_end(words, k + 1, cover, common)
    names = sum(words.is_name(m) for m in range(k + 1, last))
    whole = not words.is_name(last) and last not in cover and words.word(last) not in ("of", "and")
    small = not common.isdisjoint(words.low[k + 1 : last])
    return k + 1 if names in (2, 3, 4) and whole and not small else None


def _titled_alone(words: Words, i: int, titled: Mapping[int, Hit]) -> bool:
    """Whether a given name is the family name here: "President Abbas said"."""
    return i in titled and words.plain[i] and not words.is_name(i + 1)


def _person(name: str, title: Hit | None) -> Entity:
    """Who is meant; behind a title the one listed holder of that office with this name."""
    held = _holders().get((title.entity.key, name)) if title is not None else None
    return by_key()[held] if held else Entity("", "PERSON", name)


@cache
def _holders() -> dict[tuple[str, str], str | None]:
    """Holders by office and family name; None where two had the same name.

    "Secretary Austin" is told by the name among all secretaries.
    """
    out: dict[tuple[str, str], str | None] = {}
    for row in lexicon.table("entities/holders"):
        short = "role_secretary" if row["office"].startswith("role_secretary-of") else ""
        for office in filter(None, (row["office"], short)):
            known = out.setdefault((office, row["surname"]), row["person"])
            if known != row["person"]:
                out[office, row["surname"]] = None
    return out


def _namesakes(words: Words, roles: Sequence[Hit], cover: Cover) -> list[int]:
    """Names of places that are family names here: "Senator Jordan", "Mr. Chad Wolf"."""
    text, given = words.text, _given()
    after = _addressed(words)
    after |= {i + 1 for i in after}
    if not given.isdisjoint(words.bag):
        after |= {i + 1 for i in words.marks if text[i] in given and i not in cover}
    after |= {r.last for r in roles if r.entity.key in _borne_only()}
    return [k for k in after if _one_place(words, k, cover)]


@cache
def _borne_only() -> frozenset[str]:
    return person_only() - with_article()


def _addressed(words: Words) -> set[int]:
    """Words behind a form of address."""
    if _ADDRESS.isdisjoint(words.bag):
        return set()
    return {_address(words, i) for i in words.marks if words.text[i] in _ADDRESS}


def _one_place(words: Words, k: int, cover: Cover) -> bool:
    hit = cover[k]
    if hit is None or hit.last != hit.first + 1 or hit.entity.label not in ("COUNTRY", "PLACE"):
        return False
    return words.text[k].isalpha() and not words.text[k].isupper() and hit.form != "adjective"


def _start_after(words: Words, role: Hit, cover: Cover) -> int:
    """Where the bearer's name would start: after "Minister of Defense (of Japan)"."""
    k = role.last
    if words.key(k) == "of":
        m = k + 2 if words.key(k + 1) == "the" else k + 1
        inner = cover[m]
        if inner is not None and inner.first == m and inner.entity.label == "COUNTRY":
            return inner.last
    return k


def _address(words: Words, i: int) -> int:
    return i + 2 if words.word(i + 1) == "." else i + 1


def _name_end(words: Words, i: int, cover: Cover, common: set[str]) -> int:
    k, names = i, 0
    while k < len(words) and names < _MOST_NAMES:
        step = _name_step(words, k, i, cover, common)
        if step == k:
            break
        names += 1
        k = step
    return _suffix(words, k) if k > i else i


def _name_step(words: Words, k: int, i: int, cover: Cover, common: set[str]) -> int:
    word = words.text[k]
    if k > i and word == "-" and words.joined(k) and words.joined(k + 1) and cover[k + 1] is None:
        return k + 2
    if len(word) == 1 and word.isupper() and words.word(k + 1) == "." and words.joined(k + 1):
        return k + 2
    if word in _PARTICLES and words.is_name(k + 1) and cover[k + 1] is None:
        return k + 1
    if word in _PARTICLES and words.word(k + 1) == "-" and words.is_name(k + 2):
        return k + 3
    if not words.is_name(k) or cover[k] is not None or (not word.isalpha() and "'" not in word):
        return k
    if word.isupper() and len(word) > 1 and words.plain[k]:
        return k
    low = words.low[k]
    if low in stops("function", "people") or low in heads.builds() or word in _SUFFIXES:
        return k
    if not words.plain[k] and (low in common or low in stops("verb")):
        return k
    return k + 1


def _suffix(words: Words, k: int) -> int:
    m = k + 1 if words.word(k) == "," else k
    if words.word(m) in _SUFFIXES:
        return m + 2 if words.word(m + 1) == "." else m + 1
    return k


def borne(words: Words, roles: Sequence[Hit], people: Sequence[Hit]) -> list[Hit]:
    """The titles that count: all but those of the table that need a bearer and have none.

    Some of these stand for their bearer behind the article, too: "the Governor".
    """
    if not roles:
        return []
    starts = {p.first for p in people}
    return [
        r
        for r in roles
        if r.last in starts or r.entity.key not in person_only() or _in_person(words, r)
    ]


def _in_person(words: Words, role: Hit) -> bool:
    if role.entity.key not in with_article() or not words.plain[role.first]:
        return False
    return words.key(role.first - 1) == "the" and not words.is_name(role.last)
