"""How far a name reaches behind its head: "Treaty | on Reefs", "Work Plan | 2021-2025"."""

from pipeline.language.mentions.heads import (
    JOINS,
    LONGEST_NAME,
    SUFFIXED,
    Build,
    Cover,
    builds,
    stops,
)
from pipeline.language.mentions.hits import Hit
from pipeline.language.mentions.leftward import MONTHS, possessor
from pipeline.language.mentions.words import Words, is_year

_LIST_WORDS = 16
_OWN_NAMES = frozenset(
    {"COUNTRY", "ORG", "FORUM", "ALLIANCE", "PERSON", "ROLE", "FACILITY", "PLACE", "AGREEMENT"}
)
# Papers whose name ends in the year they lead to: "Masterplan 2025".
_DATED = frozenset("masterplan plan vision agenda strategy roadmap blueprint action".split())
# Bodies whose name holds their country: "Central Bank of Chile".
_WITH_COUNTRY = frozenset("embassy university college bank authority court museum academy".split())
# Money and bodies that carry whom they are for in their name: "Green Fund for Ukraine".
_WEAK = frozenset("service services agreement process package series community club".split())
_FOR_A_PLACE = frozenset({"fund", "facility", "accelerator", "coalition"})
_PARTICIPLES = frozenset({"regarding", "concerning", "relating"})
_HOSTED = frozenset("hosted held signed announced launched convened led adopted".split())
_SIDES = frozenset("north south east west northeast northwest southeast southwest".split())


def finish(words: Words, k: int, build: Build, cover: Cover) -> int:
    """Where the name ends whose head ends before word `k`."""
    if build.head[-1] in SUFFIXED:
        return k + 1 if words.word(k) == "." and words.joined(k) else k
    if build.head == ("company",) and words.key(k - 2) == "stock":
        return chunk(words, k, cover)
    end = _prepositional(words, k, build, cover)
    if build.label == "UNIT" or build.head in (("university",), ("embassy",)):
        return _seat(words, end, cover)
    if build.label == "LAWPOL" or build.head[-1] in _DATED:
        end = _years(words, end)
    if build.label == "AGREEMENT" and words.key(end) == "of" and words.word(end + 1).isdigit():
        end = _signed(words, end)
    if build.label == "AGREEMENT" and words.key(end) == "between":
        end = _between(words, end, cover)
    dated = words.key(end) == "of" or (words.key(end) == "since" and words.word(end + 2) == "(")
    return end + 2 if dated and is_year(words.word(end + 1)) else end


def _signed(words: Words, k: int) -> int:
    """Over the day of a treaty before its parties: "Treaty of 29 March 1923 between …"."""
    day = words.key(k + 2) in MONTHS and is_year(words.word(k + 3))
    return k + 4 if day and words.key(k + 4) == "between" else k


def _between(words: Words, k: int, cover: Cover) -> int:
    """Over "between (the Government of) X and Y (on Z)" in a treaty's title."""
    at, parties = k + 1, 0
    while True:
        at += words.key(at) == "the"
        if words.word(at) in ("Government", "Governments") and words.key(at + 1) == "of":
            at += 2 + (words.key(at + 2) == "the")
        hit = cover[at]
        if hit is None or hit.entity.label != "COUNTRY" or hit.form == "adjective":
            break
        at, parties = hit.last, parties + 1
        if parties == 2 or words.key(at) != "and":
            break
        at += 1
    if parties < 2:
        return k
    topic = at + 1
    if words.key(at) in ("on", "for", "concerning") and words.is_name(topic):
        return chunk(words, topic, cover)
    return at


def _years(words: Words, k: int) -> int:
    """Over the years of a paper: "Work Plan 2021-2025", "Plan of Action (2021-2025)"."""
    first = k + 1 if words.word(k) == "(" else k
    if not is_year(words.word(first)):
        return k
    ranged = words.word(first + 1) in ("-", "–") and is_year(words.word(first + 2))
    last = first + 3 if ranged else first + 1
    if first == k:
        return last
    return last + 1 if ranged and words.word(last) == ")" else k


def _seat(words: Words, k: int, cover: Cover) -> int:
    """Over the seat or side of a formation: "Joint Force Command Norfolk", "Corps Southeast"."""
    if not words.is_name(k) or not words.plain[k]:
        return k
    hit = cover[k]
    if hit is not None and hit.entity.label in ("PLACE", "COUNTRY") and hit.form == "name":
        return hit.last
    return k + 1 if words.low[k] in _SIDES else k


def _prepositional(words: Words, k: int, build: Build, cover: Cover) -> int:
    if words.key(k) not in build.after:
        return k
    if words.word(k)[0].isupper() and words.low[k] not in _PARTICIPLES:
        return k
    m = k + 1
    if words.key(m) == "the":
        m += 1
    if not words.is_name(m) or words.low[m] in stops("function"):
        return k
    if words.word(m) == "Government" and words.word(m + 1) == "of":
        return k  # "Compact with the Government of Benin"
    hit = cover[m]
    if hit is not None and _ends_before(hit, words.low[k], build):
        return k
    end = chunk(words, m, cover)
    if hit is not None and hit.last == end and words.low[k] != "of" and _modifies(words, end):
        return k
    return end


def _modifies(words: Words, end: int) -> bool:
    """Whether a name is followed by a noun it modifies: "… for Gateway cooperation"."""
    return words.word(end).islower() and words.low[end] not in stops("function")


def _ends_before(hit: Hit, preposition: str, build: Build) -> bool:
    """Whether a name ends before "of Japan", "for Ukraine": possessor and place are apart."""
    label = hit.entity.label
    if label == "ROLE" and build.head == ("office",):
        return False  # "Office of the Prosecutor General"
    if label in ("PERSON", "ROLE"):
        return True
    if build.head[-1] in _WITH_COUNTRY and preposition == "of":
        return False
    if preposition == "for" and build.head[-1] in _FOR_A_PLACE:
        return False
    if preposition in ("in", "to") and build.head[-1] == "mission" and build.label == "ORG":
        return False
    if label in ("COUNTRY", "REGION", "PLACE", "ALLIANCE", "FORUM") and preposition != "on":
        return hit.form != "adjective" and (label != "PLACE" or build.label != "AGREEMENT")
    return False


def chunk(words: Words, m: int, cover: Cover) -> int:
    """Where a run of capitals that starts at word m ends, small joining words included."""
    end = m
    while end < len(words) and end - m < LONGEST_NAME:
        step = _step_right(words, end, cover)
        if step == end:
            break
        end = step
    return end


def _step_right(words: Words, end: int, cover: Cover) -> int:
    hit, key, word = cover[end], words.low[end], words.text[end]
    if hit is not None and hit.first == end:
        return end if hit.entity.label == "PERSON" else hit.last
    if words.is_name(end):
        return end if not words.plain[end] and key in _HOSTED else end + 1
    if word in JOINS and words.joined(end) and words.joined(end + 1):
        return end + 2
    owned = key in ("'", "'s") and possessor(words, end, cover)
    if (owned or word == "the") and words.is_name(end + 1):
        acted_on = word == "the" and words.key(end - 2) == "to"  # "to Implement the …"
        return end + 1 if acted_on or _goes_on(words, end + 1, key, cover) else end
    if key in ("of", "for", "on", "and", "in", "to", "&", "against", "or", "from"):
        n = end + 2 if words.key(end + 1) == "the" and key not in ("and", "or") else end + 1
        return n if words.is_name(n) and _goes_on(words, n, key, cover) else end
    if word == ",":
        return _list_end(words, end, cover)
    return end


def _goes_on(words: Words, n: int, key: str, cover: Cover) -> bool:
    hit = cover[n]
    adjective = hit is not None and hit.form == "adjective"
    if hit is not None and hit.entity.label == "PLACE" and key == "in":
        return words.key(n - 1) == "the"  # "Conduct of Parties in the South China Sea"
    if hit is not None and hit.entity.label in _OWN_NAMES and not adjective:
        supported = words.key(n - 2 - (words.key(n - 1) == "the")) == "support"
        return key == "for" and supported  # "Declaration of Support for Fiji"
    if words.low[n] in stops("function") or (adjective and key in ("to", "in", "from", "for")):
        return False
    if key not in ("and", "or", "&"):
        return True
    return not _is_name_of_its_own(words, n)


def _is_name_of_its_own(words: Words, n: int) -> bool:
    """Whether the capitals from word n on have a head themselves ("… and Ministry of …")."""
    k = n
    while words.is_name(k) and k - n < LONGEST_NAME:
        if any(b.label in _OWN_NAMES and len(b.head) == 1 for b in builds().get(words.low[k], ())):
            return words.low[k] not in _WEAK
        k += 1
    return False


def _list_end(words: Words, end: int, cover: Cover) -> int:
    """The last item's start of ", X, and Y"; the comma itself where there is no such list."""
    k = end
    while k < min(len(words), end + _LIST_WORDS):
        key = words.low[k]
        if key in ("and", "&") and k > end:
            fits = words.is_name(k + 1) and _goes_on(words, k + 1, key, cover)
            return k + 1 if fits else end
        hit = cover[k]
        if key != "," and not words.is_name(k):
            return end
        if hit is not None and hit.entity.label in _OWN_NAMES:
            return end
        k += 1
    return end
