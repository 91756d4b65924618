"""Noun phrases, infinitives and gerunds: where a complement starts, heads and ends."""

from typing import Final

from pipeline.language.acts import cues
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.verb_groups import skip_adverbs
from pipeline.language.acts.words import Words

_SUMS: Final = "$€£¥"
_STRIPPED: Final = frozenset(", ; : . … and or but ! ? ” “ ’".split())
_OPENED: Final = {"”": "“", "’": "‘"}
_NOUN_STOPS: Final = frozenset((",", ";", ":", ".", "(", ")", "!", "?", "—", "–", "…"))
# What may follow a comma only as a new piece, never as a further member of a noun list.
_TAIL_WORDS: Final = frozenset(
    "including which who whose where when with in as particularly especially both such so subject "
    "through by while whereby to for on at from under without within upon among notably namely "
    "regardless pursuant thereby thus based together along alongside using via like against "
    "because if until unless since after before during beyond starting beginning e.g. i.e.".split()
)

_DEVELOPING: Final = frozenset(
    "country countries nation nations state states world economy economies region regions".split()
)
_AS_TAILS: Final = frozenset("that as part well long a an".split())
# Words that end an object when followed by one of these, or by a time.
_TAILS_BY_NEXT: Final = {
    "in": frozenset(
        "order line accordance coordination collaboration addition areas support close "
        "partnership cooperation consultation".split()
    ),
    "so": _AS_TAILS,
    "such": _AS_TAILS,
    "as": _AS_TAILS,
    "from": _AS_TAILS,
    "based": frozenset(("on", "upon")),
}
# `free nations, working together, are able to …`
_ASIDES: Final = (["together", ","], ["jointly", ","], ["closely", ","])
_OF_WHICH: Final = (["which"], ["whom"])
_LOOSE_TAILS: Final = (
    ["in", "the", "long"], ["in", "its", "entirety"], ["in", "the", "future"],
    ["with", "support", "of"], ["with", "a", "focus"], ["with", "a", "view"],
    ["for", "generations", "to"], ["over", "the", "next"],
)  # fmt: skip
# All that may end the evidence of an act, and all that may end an object, or hold its end off.
_MAY_CUT: Final = w.MAYBE_DASHES | frozenset(("(", ")", "which", ",", "while", ":"))
_MAY_END_OBJECT: Final = w.MAYBE_DASHES | frozenset(
    ("(", ")", "“", "”", "to", ",", "by", "including", "through", "while", "whereby", "before",
     "because",
     *_TAILS_BY_NEXT, *(tail[0] for tail in _LOOSE_TAILS))
)  # fmt: skip


def is_infinitive(words: Words, i: int, end: int) -> bool:
    """Whether word i is the `to` of an infinitive."""
    return infinitive_head(words, i, end) is not None


def infinitive_head(words: Words, i: int, end: int) -> int | None:
    """Index of the verb of the infinitive whose `to` is word i, else None."""
    if i >= end or words.lower[i] != "to":
        return None
    head = skip_adverbs(words, i + 1, end)
    if head >= end:
        return None
    if words.lower[head - 1] == "further" and words.lower[head] in w.DETERMINERS:
        return head - 1  # `to further a common understanding`
    found = words.forms(head)
    if m.BASE not in found:
        return head if words.lower[head] in ("be", "have", "do") else None
    after = words.lower[head + 1] if head + 1 < end else ""
    if w.is_adjective(words.lower[head]):
        second = words.lower[head + 2] if head + 2 < end else ""
        if after == "," or (after == "and" and w.is_adjective(second)):
            return None  # `to complete, verifiable dismantlement`, `to open and honest talks`
    if words.lower[head] in w.RARELY_VERBS and after not in w.DETERMINERS:
        return None
    if found[m.BASE].noun_share <= 0.8 or head > i + 1:
        return head
    transitive = after in w.DETERMINERS or w.is_adjective(after) or after in ("on", "and", "to")
    named = head + 1 < end and words.text[head + 1][0].isupper()
    return head if transitive or named else None


def gerund_head(words: Words, i: int, end: int) -> int | None:
    """Index of a gerund with a complement of its own at word i (adverbs skipped), else None."""
    head = skip_adverbs(words, i, end)
    if head >= end or m.GERUND not in words.forms(head):
        return None
    if words.lower[head] in w.ADJECTIVAL_GERUNDS and not _leaves_noun(words, head + 1, end):
        # `by developing country Parties` has no gerund.
        near = words.lower[head + 1 : head + 4]
        if words.lower[head] != "developing" or not _DEVELOPING.isdisjoint(near):
            return None
    after = words.lower[head + 1] if head + 1 < end else ""
    if not after or after in _NOUN_STOPS or after in ("of", "and", "or"):
        return None if after not in ("and", "or") else _shared_gerund(words, head, end)
    return head


def _leaves_noun(words: Words, i: int, end: int) -> bool:
    """Whether what follows shows that the word before it does not modify a noun."""
    word = words.lower[i] if i < end else "of"
    loose = word in w.DETERMINERS or word == "to" or w.is_adverb(word)
    return loose or (word in w.PREPOSITIONS and word != "of")


def _shared_gerund(words: Words, head: int, end: int) -> int | None:
    """`diversifying and strengthening the resilience`: gerunds that share an object."""
    after = skip_adverbs(words, head + 2, end)
    if after < end and m.GERUND in words.forms(after):
        return head
    return None


def noun_head(words: Words, i: int, end: int) -> int:
    """Index of the head of the noun phrase that begins at word i; i itself where none shows."""
    k = i
    while k < end:
        word = words.lower[k]
        if word in ("and", "or"):
            before = words.lower[k - 1]
            after = words.lower[k + 1] if k + 1 < end else ""
            adjectives = w.is_adjective(before) or m.PARTICIPLE in m.readings(before)
            if k > i and _two_possessors(words, k, end):
                k += 1
                continue
            if not adjectives and before in cues.words_of("values", "noun"):
                break  # `gender equality and social inclusion`
            if k > i and (adjectives or (w.is_adjective(after) and before not in w.QUOTES)):
                k += 1
                continue
            break
        if word == "," and k + 1 < end:
            before = words.lower[k - 1]
            if w.is_adjective(before) and (
                w.is_adjective(words.lower[k + 1]) or words.lower[k + 1] in ("and",)
            ):
                k += 1
                continue
            break
        if words.lower[k : k + 2] == ["per", "cent"]:
            k += 2
            continue
        if word in w.PREPOSITIONS or word in w.RELATIVES or word == "to" or word in _NOUN_STOPS:
            break
        if k > i and (word in w.MODALS or word in w.BE_FINITE or word in w.HAVE_FINITE):
            break
        if k > i and _reduced_after(words, k, end):
            break
        k += 1
    head = k - 1
    while head > i and (words.lower[head] in w.QUOTES or w.is_adverb(words.lower[head])):
        head -= 1
    return max(head, i)


def _two_possessors(words: Words, joint: int, end: int) -> bool:
    """`the United States and Australia’s commitment`: two names before a possessive mark."""
    k = joint + 1
    if words.label(joint - 1) is None or k >= end or words.label(k) is None:
        return False
    while k < end and words.label(k) is not None:
        k += 1
    return words.lower[k : k + 1] in (["’s"], ["'s"], ["’"], ["'"])


def _reduced_after(words: Words, k: int, end: int) -> bool:
    """Whether a reduced clause begins at word k (`commitments made in 2021`)."""
    found = words.forms(k)
    if m.PARTICIPLE not in found or m.BASE in found or w.is_adjective(words.lower[k - 1]):
        return False
    after = words.lower[k + 1] if k + 1 < end else ""
    owned = words.lower[k - 1] in w.DETERMINERS or w.is_adverb(words.lower[k - 1])
    return not owned and after in w.PREPOSITIONS and after != "of"


def evidence_end(words: Words, head: int, end: int) -> int:
    """Where the evidence that is headed at word `head` ends (guideline section 2, last
    paragraph): before non-restrictive clauses, dash insertions, reduced clauses, appositives."""
    k, depth = past_aside(words, head + 1, end), 0
    while k < end:
        word = words.lower[k]
        if word not in _MAY_CUT:
            pass
        elif word == "(":
            depth += 1
        elif word == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and (
            (words.is_dash(k) and _cuts_dash(words, k, end))
            or (word == "which" and _is_told(words, k, end))
            or (word == "," and _cuts_comma(words, k, end))
            or (word == "while" and _is_gerund(words, k + 1, end))
            or word == ":"
        ):
            break
        k += 1
    return strip_end(words, head + 1, k)


def _is_told(words: Words, k: int, end: int) -> bool:
    """`which will …`, `which we expect will …`: told of the object, no restriction of it."""
    if words.lower[k - 2 : k] == [",", "”"]:
        return True  # `called “Renewstable,” which …`
    if words.lower[k - 1] in w.PREPOSITIONS or words.lower[k - 1] == "to":
        return False
    if k + 1 < end and words.lower[k + 1] in w.MODALS:
        return True
    believed = words.lower[k + 1 : k + 2] in (["we"], ["they"], ["it"])
    return believed and any(word in w.MODALS for word in words.lower[k + 3 : min(end, k + 5)])


def past_aside(words: Words, i: int, end: int) -> int:
    """Past `, as appropriate,` or `, at its next session,` between a verb and its object."""
    if i + 1 < end and words.lower[i] == ",":
        longest = 18 if words.lower[i + 1] in w.PREPOSITIONS else 7
        for k in range(i + 2, min(end - 1, i + longest)):
            if words.lower[k] == ",":
                after = words.lower[k + 1]
                goes_on = after in w.DETERMINERS | {"on", "if", "whether"}
                goes_on = goes_on or after[0] in _SUMS or after[0].isdigit()
                return k + 1 if goes_on else i
    return i


def _is_gerund(words: Words, i: int, end: int) -> bool:
    head = skip_adverbs(words, i, end)
    return head < end and m.GERUND in words.forms(head)


def strip_end(words: Words, low: int, end: int) -> int:
    """`end` moved left over punctuation and conjunctions."""
    while end > low and (words.lower[end - 1] in _STRIPPED or words.is_dash(end - 1)):
        last = words.lower[end - 1]
        if _OPENED.get(last) in words.lower[low:end] or _is_genitive(words, end - 1):
            break
        end -= 1
    return end


def _is_genitive(words: Words, k: int) -> bool:
    # "both states’"
    return words.lower[k] == "’" and k > 0 and words.text[k - 1][-1].isalnum()


def closed(words: Words, start: int, end: int) -> int:
    """`end` moved over the mark that closes a quotation opened since `start`, and back over one
    that closes what was opened before."""
    if "”" in words.lower[end - 1 : end + 1]:
        inside = words.lower[start:end]
        opened = inside.count("“") - inside.count("”")
        if opened > 0 and words.lower[end : end + 1] == ["”"]:
            return end + 1
        if opened < 0 and inside[-1] == "”" and end - 1 > start:
            return end - 1
    return end


def _cuts_dash(words: Words, k: int, end: int) -> bool:
    if k + 1 < end and words.lower[k + 1] == "including":
        closed = any(words.is_dash(j) for j in range(k + 2, end))
        return not closed and any(words.lower[j] == "," for j in range(k + 2, end))
    return True


def _cuts_comma(words: Words, k: int, end: int) -> bool:
    j = k + 1
    if words.lower[j + 1 : j + 2] == ["of"] and words.lower[j + 2 : j + 3] in _OF_WHICH:
        return True  # `, most of which will be led by X`
    while j < end and words.lower[j] not in ("particularly", "especially") and (
        w.is_adverb(words.lower[j]) or words.lower[j] == "both"
    ):  # fmt: skip
        j += 1
    if j >= end:
        return False
    word = words.lower[j]
    if word in ("where", "if", "as", "when") and words.lower[j + 2 : j + 3] == [","]:
        return False  # `, where relevant,`
    if word in ("which", "who", "whose", "where", "wherein", "whereby", "thereby", "thus"):
        return True
    if word in w.PREPOSITIONS and words.lower[j + 1 : j + 2] in _OF_WHICH:
        return True  # `, upon which our nations depend`
    if word in ("while", "having", "being"):
        return True
    if words.lower[j : j + 3] == ["among", "other", "things"]:
        return True
    found = m.readings(word)
    if word in w.ADJECTIVAL_GERUNDS and not _leaves_noun(words, j + 1, end):
        return False
    if m.GERUND in found and word not in ("including", "following", "regarding", "concerning"):
        # A gerund in a list of nouns (`production, procurement, and …`) is no reduced clause.
        after = words.lower[j + 1] if j + 1 < end else ""
        aside = words.lower[j + 1 : j + 3] in _ASIDES
        listed = aside or _lists_gerunds(words, k, end) or _is_bare_gerund(words, k - 1)
        shared = after == "and" and gerund_head(words, j, end) is not None
        return (shared or after not in (",", "and", "or", ";", ")", "of")) and not listed
    if m.PARTICIPLE in found and m.BASE not in found:
        after = words.lower[j + 1] if j + 1 < end else ""
        restricts = word in cues.words_of("restrictive_tails", "word") and j == k + 1
        return not restricts and (after in w.PREPOSITIONS or after == "to")
    if word in ("a", "an", "the") and k + 1 == j:
        return not _in_series(words, k, end)
    possessor = words.text[j][0].isupper() and words.lower[j + 1 : j + 2] in (["’s"], ["'s"])
    return possessor and not _in_series(words, k, end)


def _is_bare_gerund(words: Words, i: int) -> bool:
    """`related to averting, minimizing and …`, `against money-laundering, financing …`."""
    before = words.lower[i - 1]
    bare = before in w.PREPOSITIONS or before in ("to", "and", ",", "-")
    return bare and words.lower[i].endswith("ing")


def _lists_gerunds(words: Words, k: int, end: int) -> bool:
    """Whether the comma at k stands in `by V-ing X, V-ing Y, and V-ing Z`."""
    opened = any(
        words.lower[j] in w.PREPOSITIONS and gerund_head(words, j + 1, k) is not None
        for j in range(max(k - 40, 0), k)
    )
    return opened and any(
        words.lower[j] in ("and", "or")
        and not w.is_adverb(words.lower[j - 1])
        and gerund_head(words, j + 1, end) is not None
        for j in range(k + 1, min(end, k + 60))
    )


def _in_series(words: Words, k: int, end: int) -> bool:
    """Whether the comma at k stands in a list that ends in `and` or `or`."""
    depth = 0
    for j in range(k + 1, min(end, k + 45)):
        word = words.lower[j]
        if word in ("and", "or") and depth == 0:
            listed = "," in words.lower[max(k, j - 2) : j] or _listed_before(words, k)
            after = words.lower[j + 1 : j + 2]
            if listed or after == [","] or not w.DETERMINERS.isdisjoint(after):
                return True
        if word == "," and j + 1 < end and words.lower[j + 1] in _TAIL_WORDS:
            return False
        if word in (";", ":") or words.is_dash(j):
            return False
        depth += (word == "(") - (word == ")")
    return False


def _listed_before(words: Words, k: int) -> bool:
    """`independent media, civil society, the opposition and citizens`: whether a list has
    begun before the comma at k."""
    return "," in words.lower[max(k - 5, 0) : k] and words.lower[k - 1] not in w.CLOSERS


def object_end(words: Words, i: int, end: int) -> int:
    """Where the object that begins at word i ends: before a purpose, `including`, a `by V-ing`,
    a tail after a comma (guideline section 6)."""
    k, depth = i, 0
    while k < end:
        word = words.lower[k]
        if word not in _MAY_END_OBJECT:
            pass
        elif word in ("(", "“"):
            depth += 1
        elif word in (")", "”"):
            depth = max(0, depth - 1)
        elif depth == 0 and k > i:
            if _ends_object(words, k, end):
                break
            if word == "to" and is_infinitive(words, k, end):
                k += 1
        k += 1
    stop = strip_end(words, i, k)
    while (
        stop > i + 1 and words.lower[stop - 1].endswith("ly") and w.is_adverb(words.lower[stop - 1])
    ):
        stop = strip_end(words, i, stop - 1)
    return stop


def _ends_object(words: Words, k: int, end: int) -> bool:
    word = words.lower[k]
    after = words.lower[k + 1] if k + 1 < end else ""
    if word == "to":
        purpose = words.lower[k - 1] not in cues.words_of("infinitive_nouns", "noun")
        return purpose and is_infinitive(words, k, end)
    if word == ",":
        listed = _in_series(words, k, end) or w.is_adjective(words.lower[k - 1])
        return after in _TAIL_WORDS or not listed
    if word == "by":
        return gerund_head(words, k + 1, end) is not None or _is_time(words, k + 1)
    if word in _TAILS_BY_NEXT:
        return after in _TAILS_BY_NEXT[word] or (word != "based" and _is_time(words, k + 1))
    ends = word in ("including", "through", "while", "whereby", "before", "because")
    ends = ends or words.is_dash(k)
    return ends or words.lower[k : k + 3] in _LOOSE_TAILS


def _is_time(words: Words, i: int) -> bool:
    word = words.lower[i] if i < len(words.lower) else ""
    if word in ("early", "mid", "late", "the") and i + 1 < len(words.lower):
        following = words.lower[i + 1]
        return following.isdigit() or following in ("end", "beginning", "middle")
    return word[:4].isdigit() and len(word) >= 4
