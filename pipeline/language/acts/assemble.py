"""From drafts to acts: who acts (T2), the remaining fields, and the records themselves."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from pipeline import edtf
from pipeline.language.actors import ActorResolver, Resolved
from pipeline.language.acts import deadlines, fields, hedges, openings, phrases, themes
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.confidence import confidence
from pipeline.language.acts.doubts import doubts
from pipeline.language.acts.draft import Draft
from pipeline.language.acts.words import Words, word_class
from pipeline.lexicon import table
from pipeline.model import Act, Mention, Metadata, Node
from pipeline.values import CLASS_OF_FORCE

_NEAR: Final = 12
# `announced the creation of X in April 2021`: the date is that of the deed.
_FOUNDING_DEEDS: Final = word_class("founding_deed")
# How much of a long node is read for its theme.
_NODE_READ: Final = 600
# A paper of the first days of a month may speak of the last days of the month before.
_FRESH: Final = 7
_MONTHS: Final = tuple(row["month"] for row in table("outline/months"))[:12]
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(slots=True)
class _Who:
    actors: tuple[str, ...] = ()
    obligors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    rule: str = "none"
    kind: str = "principal"


def months_in(date: str) -> list[int]:
    """The months, from 1, that a date names in full."""
    return [_MONTHS.index(w) + 1 for w in re.findall(r"[a-z]+", date.lower()) if w in _MONTHS]


def _within(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Those of the mentions (in text order) that begin in a span."""
    low = bisect_left(mentions, start, key=attrgetter("start"))
    return mentions[low : bisect_left(mentions, end, key=attrgetter("start"))]


class Assembler:
    """Turns the drafts of one document into acts, parents before their measures."""

    def __init__(
        self, text: str, words: Words, nodes: Sequence[Node], mentions: Sequence[Mention],
        resolver: ActorResolver, metadata: Metadata, holes: Sequence[tuple[int, int]],
    ) -> None:  # fmt: skip
        self.text, self.words, self.nodes, self.holes = text, words, nodes, holes
        self.resolver, self.metadata = resolver, metadata
        self._who: dict[int, _Who] = {}
        self._openings: dict[int, tuple[int, int] | None] = {}
        self._first_child: dict[int, int] = {}
        self._first_of_cue: dict[tuple[int, int], int] = {}
        self._events = [x for x in mentions if x.label == "EVENT"]
        self._bodies = [x for x in mentions if x.label in ("ORG", "FORUM")]
        self._dates = [x for x in mentions if x.label == "DATE"]
        self._sections = {n.path: self._quote(n.start, n.end) for n in nodes if n.kind == "section"}
        self._lead_ins = self._nearest_lead_ins()
        self._about: dict[str, float] = {}
        self._around: dict[int, themes.Scores] = {}
        self._own = self._own_events()

    def run(self, drafts: Sequence[Draft]) -> tuple[Act, ...]:
        """Acts in text order; drafts about no one's conduct are left out."""
        acts: list[Act] = []
        taken: set[tuple[int, int]] = set()
        dropped: set[int] = set()
        self._relate(drafts)
        self._about = themes.shares(
            self._quote(*self._span(*d.object)) for d in drafts if d.object is not None
        )
        for draft in drafts:
            if draft.parent is not None and (
                id(draft.parent) in dropped or not draft.parent.is_commitment
            ):
                if not draft.speaks and draft.rules[:1] != ["S6:item"]:
                    dropped.add(id(draft))
                    continue
                draft.parent = None
            who = self._resolve(draft)
            span = self._span(draft.start, draft.end)
            if not self._keep(draft, who) or span in taken or span[0] >= span[1]:
                dropped.add(id(draft))
                continue
            taken.add(span)
            self._who[id(draft)] = who
            acts.append(self._act(draft, who))
        return tuple(sorted(acts, key=lambda a: (a.start, -a.end)))

    def _relate(self, drafts: Sequence[Draft]) -> None:
        """Where each draft's first measure begins, and the first draft of each cue."""
        for draft in drafts:
            draft.end = phrases.closed(self.words, draft.start, draft.end)
            if draft.object is not None and draft.object[0] >= draft.object[1]:
                draft.object = None  # the missing subject of a passive
            elif draft.object is not None:
                first, last = draft.object
                draft.object = first, phrases.closed(self.words, first, last)
            if draft.parent is None:
                self._first_of_cue.setdefault(draft.cue, id(draft))
            elif draft.parent.start < draft.start < draft.parent.end:
                key = id(draft.parent)
                self._first_child[key] = min(draft.start, self._first_child.get(key, draft.start))

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self.words.start[start], self.words.end[end - 1]

    def _quote(self, start: int, end: int) -> str:
        """The text of a span without the furniture that a page break puts inside it."""
        if not self.holes:
            return " ".join(self.text[start:end].split())
        pieces, at = [], start
        for first, last in self.holes[bisect_left(self.holes, (start, 0)) :]:
            if last > end:
                break
            pieces.append(self.text[at:first])
            at = last
        pieces.append(self.text[at:end])
        return " ".join("".join(pieces).split())

    def _nearest_lead_ins(self) -> dict[str, str]:
        """For each node the lead-in of its own or of its nearest ancestor."""
        out: dict[str, str] = {}
        for node in self.nodes:
            if node.lead_in is not None:
                out[node.path] = self._quote(*node.lead_in)
            elif node.parent in out:
                out[node.path] = out[node.parent]
        return out

    def _own_events(self) -> frozenset[str]:
        """Events that the title or the opening names: the document's own occasion."""
        opening = next((n.end for n in self.nodes if n.kind in ("paragraph", "bullet")), 0)
        return frozenset(x.key for x in self._events if x.end <= opening)

    def _resolve(self, draft: Draft) -> _Who:
        node = draft.subject_node if draft.subject_node is not None else draft.node
        if draft.parent is not None and not draft.speaks:
            return self._of_child(draft, self._who[id(draft.parent)])
        found = self._subject(draft, node)
        if draft.decided and found.kind in ("thing", "third_party"):
            at = self.words.start[draft.start]
            found = self.resolver.subject(at, at, node)
        who = _Who(found.parties, found.parties, (), found.rule, found.kind)
        if draft.passive and draft.doer is None:
            who = self._of_passive(draft)
        if draft.doer is not None:
            self._of_clause(draft, who)
        self._judge_doer(draft, who)
        if not who.actors:
            return who
        start, end = self._content(draft)
        if draft.doer is None and not draft.passive:
            who.obligors = self.resolver.obligors(start, end, who.actors)
        who.partners = self._partners(draft, who, start)
        return who

    def _subject(self, draft: Draft, node: int) -> Resolved:
        if draft.subject is None or draft.subject[0] >= draft.subject[1]:
            at = self.words.start[draft.start]
            return self.resolver.subject(at, at, node)
        found = self.resolver.subject(*self._span(*draft.subject), node)
        opening = self.words.lower[draft.subject[0] : draft.subject[0] + 3]
        if found.rule == "plural" and any(word.isdigit() for word in opening):
            return Resolved((), "third_party", "counted")
        return found

    def _of_child(self, draft: Draft, parent: _Who) -> _Who:
        start, end = self._content(draft)
        obligors = self.resolver.obligors(start, end, parent.obligors)
        partners = self.resolver.partners(*self._span(draft.start, draft.end), parent.actors)
        return _Who(parent.actors, obligors, partners or parent.partners, parent.rule, parent.kind)

    def _of_passive(self, draft: Draft) -> _Who:
        """The agent after `by`, else all who speak (guideline section 3, passives)."""
        for k in range(draft.content.head + 1 if draft.content else draft.start, draft.end - 1):
            if self.words.lower[k] == "by":
                found = self.resolver.subject(*self._span(k + 1, draft.end), draft.node)
                if found.parties:
                    return _Who(found.parties, found.parties, (), f"agent:{found.rule}", found.kind)
        at = self.words.start[draft.start]
        found = self.resolver.subject(at, at, draft.node)
        return _Who(found.parties, found.parties, (), "passive", found.kind)

    def _of_clause(self, draft: Draft, who: _Who) -> None:
        """`agreed that Fiji would …`: who agreed are the actors, who would are the obligors."""
        assert draft.doer is not None
        if draft.passive or draft.doer[0] >= draft.doer[1]:
            return
        doer = self.resolver.subject(*self._span(*draft.doer), draft.node)
        decides = draft.force == 5 and draft.lemma != "agree"
        named = self._named_body(draft.doer, who.actors) if decides else ()
        if named and doer.kind != "principal":
            who.obligors = named
        elif doer.parties and (
            doer.kind in ("principal", "body") or set(doer.parties) <= set(who.actors)
        ):
            who.obligors = doer.parties
        elif draft.is_commitment and draft.content is not None and draft.content.kind == "that":
            who.obligors = self.resolver.obligors(*self._span(*draft.doer), who.actors)
            if who.obligors == who.actors and self._is_fact(draft, doer, decides):
                draft.reason = "that_clause_fact"

    def _is_fact(self, draft: Draft, doer: Resolved, decides: bool) -> bool:
        """Whether what a that-clause tells of its doer is no conduct of the speakers."""
        if doer.kind == "third_party":
            return bool(doer.parties) or not decides
        told_by_item = draft.rules[:1] == ["S6:item"]
        people = draft.doer is not None and self._are_people(draft.doer)
        return doer.kind == "thing" and not (decides or people or told_by_item)

    def _are_people(self, span: tuple[int, int]) -> bool:
        """Whether a doer is a group of people (`officials of the two countries`)."""
        people = word_class("people")
        return any(word in people for word in self.words.lower[span[0] : span[1]])

    def _named_body(self, span: tuple[int, int], actors: tuple[str, ...]) -> tuple[str, ...]:
        """A body that the decision names as doer (`the Executive Committee shall …`)."""
        start, end = self._span(*span)
        for mention in _within(self._bodies, start, end):
            if mention.end == end and mention.party not in actors:
                return (" ".join(self.text[mention.start : mention.end].split()),)
        alone = self.words.lower[span[1] - 1]
        return (alone,) if span[1] - span[0] <= 2 and alone in word_class("people") else ()

    def _judge_doer(self, draft: Draft, who: _Who) -> None:
        """T2, own conduct (guideline section 2)."""
        if who.kind in ("principal", "body") or draft.reason is not None:
            if who.kind == "thing" and draft.reason == "elaboration":
                who.actors = who.obligors = ()
            return
        if draft.modal is not None or draft.kind in ("intent", "continue"):
            draft.reason, draft.force = "elaboration", 0
        elif who.kind == "thing":
            draft.reason, draft.force = "background", 0
        else:
            draft.reason = "background" if draft.completed else "single_party_act"
        who.actors = who.obligors = ()

    def _keep(self, draft: Draft, who: _Who) -> bool:
        """Reports and cues of things that do not speak are no acts."""
        if draft.only_own:
            return who.kind in ("principal", "body") and draft.is_commitment
        if who.kind in ("principal", "body"):
            return True
        if draft.lemma == "include" or draft.modal is not None:
            return True
        return who.kind == "third_party" and draft.kind not in ("deed", "assertive")

    def _content(self, draft: Draft) -> tuple[int, int]:
        content = draft.content
        start = draft.start if content is None else content.start
        if draft.cue[0] <= draft.start < draft.cue[1]:
            start = max(draft.cue[1], start if start > draft.start else 0)
        if draft.passive:
            start = draft.start
        start = min(start, draft.end - 1)
        return self._span(start, draft.end)

    def _own_end(self, draft: Draft) -> int:
        """Where the draft's own words end: before its first measure."""
        first = self._first_child.get(id(draft), draft.end)
        return self._span(draft.start, first)[1]

    def _partners(self, draft: Draft, who: _Who, start: int) -> tuple[str, ...]:
        end = self._own_end(draft)
        found = list(self.resolver.partners(start, end, who.actors))
        if draft.subject is not None and draft.subject[0] < draft.subject[1]:
            subject = self._span(*draft.subject)
            opening = self._opening(draft)
            before = () if opening is None else self._span(*opening)
            fronted = self.resolver.subject_partners(*before, who.actors) if before else ()
            for one in (*self.resolver.subject_partners(*subject, who.actors), *fronted):
                if one not in found:
                    found.append(one)
        if not found:
            # S9: later conjuncts inherit the partner of the first.
            held = self._who.get(self._first_of_cue.get(draft.cue, 0))
            return held.partners if held is not None else ()
        return tuple(found)

    def _act(self, draft: Draft, who: _Who) -> Act:
        node = self.nodes[draft.node]
        start, end = self._span(draft.start, draft.end)
        own_end = self._own_end(draft)
        if self._recalled(draft):
            draft.reason = "progress_report"
            if draft.completed:
                draft.force = 0
        object_span = None if draft.object is None else self._span(*draft.object)
        obj = None if object_span is None else self._quote(*object_span)
        evidence = self._quote(start, own_end)
        kept = draft.is_commitment
        # `welcomed Japan’s decision to establish X`: whose conduct is praised, and which.
        embedded = () if kept else self._embedded(draft, who)
        # A date from beside the text anchors no `before the end of the year` (tie-breaker 6).
        stated = self.metadata.date if self.metadata.date_source == "stated" else None
        deadline = deadlines.deadline(evidence, stated) or self._fronted_date(draft, stated)
        parent = None if draft.parent is None else self._span(draft.parent.start, draft.parent.end)
        doubted = doubts(self.words, draft, who.rule) if kept else ()
        return Act(
            node=node.path,
            start=start,
            end=end,
            cue_start=self.words.start[draft.cue[0]],
            cue_end=self.words.end[draft.cue[1] - 1],
            cue_lemma=draft.lemma,
            act_class=CLASS_OF_FORCE[draft.force],
            force=draft.force,
            is_commitment=kept,
            reason=None if kept else draft.reason or "background",
            status=fields.status(self.words, draft) if kept else None,
            level=self._level(draft, node) if kept else None,
            parent=parent if kept else None,
            ctype=self._ctype(draft) if kept else None,
            actors=who.actors,
            obligors=who.obligors,
            partners=who.partners,
            action=draft.action,
            object=obj,
            deadline=deadline,
            deadline_end=edtf.interval_end(deadline) if deadline else None,
            theme=self._theme(draft, obj, evidence),
            hedge=hedges.hedge(evidence),
            negated=draft.negated,
            embedded_by=", ".join(embedded) or None,
            embedded_action=draft.action if embedded and draft.action != draft.lemma else None,
            actor_rule=who.rule,
            confidence=confidence(doubted),
            rules=(*draft.rules, *_inner_nouns(draft), *(f"doubt:{name}" for name in doubted)),
        )

    def _fronted_date(self, draft: Draft, stated: str | None) -> str | None:
        """The deadline in `By 2027, Germany will …`, which stands before the subject; before a
        past form a date tells when it was done."""
        past = draft.completed or self._past_word(draft) or draft.parent is not None
        opening = None if past else self._opening(draft)
        if opening is None or not openings.may_date(self.words, opening[0]):
            return None
        told = self._quote(*self._span(*opening))
        return deadlines.deadline(told[:1].lower() + told[1:], stated)

    def _opening(self, draft: Draft) -> tuple[int, int] | None:
        """What stands before the draft's own subject in its sentence."""
        if draft.subject is None or draft.subject_node is not None:
            return None
        key = id(draft)
        if key not in self._openings:
            first = openings.sentence_start(self.words, draft.start, self.nodes[draft.node].start)
            self._openings[key] = openings.fronted(self.words, first, draft.subject[0])
        return self._openings[key]

    def _embedded(self, draft: Draft, who: _Who) -> tuple[str, ...]:
        """Who owns what is praised or supported, where that is not all who praise it."""
        content = draft.content
        if draft.reason not in ("expressive", "single_party_act") or content is None:
            return ()
        if content.possessed is None:
            return ()
        start = max(content.phrase or content.start, draft.cue[1])
        if start >= content.possessed:
            return ()
        owner = self.resolver.subject(*self._span(start, content.possessed), draft.node)
        return owner.parties if owner.parties != who.actors else ()

    def _theme(self, draft: Draft, obj: str | None, evidence: str) -> str:
        """The object's theme, read beside its node, its section and the whole document."""
        beside = self._around.get(draft.node)
        if beside is None:
            node = self.nodes[draft.node]
            section = self._sections.get(node.section or "")
            whole = self._quote(node.start, min(node.end, node.start + 2 * _NODE_READ))
            whole = whole[:_NODE_READ]
            beside = themes.around(section, self._lead_ins.get(node.path), whole, self._about)
            self._around[draft.node] = beside
        return themes.theme(draft.action, obj, evidence, beside)

    def _level(self, draft: Draft, node: Node) -> str:
        if draft.parent is not None:
            return "measure"
        return "action" if node.kind == "bullet" else "goal"

    def _ctype(self, draft: Draft) -> str:
        return "declaratory" if fields.is_declaratory(self.words, draft) else "action"

    def _recalled(self, draft: Draft) -> bool:
        """Past pledges and founding deeds of an earlier occasion report (section 3)."""
        if not draft.is_commitment or draft.parent is not None:
            return False
        announced = self._past_word(draft) and draft.force == 4 and draft.kind == "speech"
        if not draft.completed and not self._past_pledge(draft) and not announced:
            return False
        # An item shares its stem's cue, which may lie far before it.
        own_subject = draft.subject is not None and draft.subject_node is None
        subject = draft.subject[0] if draft.subject and own_subject else draft.start
        first = openings.sentence_start(self.words, draft.start, self.nodes[draft.node].start)
        sentence = self.words.start[first]
        opening = (sentence, self.words.start[subject])
        year = int(self.metadata.date[:4]) if self.metadata.date else None
        if self._past_pledge(draft) and self._of_another_month(draft, opening):
            return True
        if announced:
            # What was announced has dates of its own; only one before the subject tells when.
            fronted = self._years(_within(self._dates, *opening))
            if draft.action in _FOUNDING_DEEDS:
                fronted += self._years(_within(self._dates, *self._span(draft.start, draft.end)))
            return bool(fronted) and year is not None and all(y < year for y in fronted)
        own = all(x.key in self._own for x in _within(self._events, *opening))
        evidence = self._span(draft.start, draft.end)
        dated = [*_within(self._dates, *opening), *_within(self._dates, *evidence)]
        years = self._years(dated)
        # A `since` or `last` far behind the cue belongs to what was promised.
        near = min(draft.end, draft.cue[1] + _NEAR)
        return fields.is_recalled(self.words, (subject, near), own, years, year)

    def _of_another_month(self, draft: Draft, opening: tuple[int, int]) -> bool:
        """`In May, X announced`, `X promised in May to`: told of another month than the paper's."""
        day = self.metadata.date or ""
        if len(day) < len("2024-05-01"):
            return False
        behind = (
            self.words.end[draft.cue[1] - 1],
            self.words.end[min(draft.cue[1], draft.end - 1)],
        )
        near = [*_within(self._dates, *opening), *_within(self._dates, behind[0], behind[1] + 3)]
        told = {n for x in near for n in months_in(self.text[x.start : x.end])}
        before = (int(day[5:7]) - 2) % 12 + 1
        own = {int(day[5:7])} | ({before} if int(day[8:]) <= _FRESH else set())
        return bool(told) and told.isdisjoint(own)

    def _years(self, dates: Sequence[Mention]) -> tuple[int, ...]:
        """The years that dates name, those of documents in brackets left out."""
        return tuple(
            int(y)
            for x in dates
            if self.text[x.start - 1 : x.start] != "("
            for y in _YEAR.findall(self.text[x.start : x.end])
        )

    def _past_word(self, draft: Draft) -> bool:
        past = m.PAST in self.words.forms(draft.cue[0])
        return past and self.words.lower[draft.cue[0] - 1] not in w.BE

    def _past_pledge(self, draft: Draft) -> bool:
        pledges = draft.kind in ("speech", "tasking", "adoption")
        return self._past_word(draft) and draft.force == 5 and pledges


def _inner_nouns(draft: Draft) -> tuple[str, ...]:
    """`noun:commitment`: the inner nouns that had a say in the force (guideline section 4)."""
    inner = draft.content.inner if draft.content is not None else ()
    return tuple(f"noun:{noun.noun}" for noun in inner)
