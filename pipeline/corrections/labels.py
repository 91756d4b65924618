"""What a coder says of a mention or an act, in the guideline's fields, and what is corrected."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Final, Generic, TypeVar

from pipeline import edtf, values

Span = tuple[int, int]
_LEAST_COMMITMENT: Final = 2


@dataclass(frozen=True, slots=True)
class MentionLabel:
    """A mention (guideline section 7). `name` is the canonical name, of a DATE its EDTF; `code`
    the ISO 3166-1 alpha-3 code of a COUNTRY."""

    start: int
    end: int
    label: str
    name: str
    code: str | None = None

    @property
    def span(self) -> Span:
        return self.start, self.end

    def faults(self) -> Iterator[str]:
        """What the guideline does not allow, as words behind the quote."""
        yield from _not_one_of("label", self.label, values.LABELS)
        if not self.name.strip():
            yield "has no name"


@dataclass(frozen=True, slots=True)
class ActLabel:
    """An act (guideline sections 2 to 6). `cue` and `parent` are spans; no `force` is a
    directive; `doubt` is the coder's note on a close call, which no table holds."""

    start: int
    end: int
    cue: Span
    cue_lemma: str
    force: int | None
    is_commitment: bool
    reason: str | None = None
    status: str | None = None
    level: str | None = None
    parent: Span | None = None
    ctype: str | None = None
    actors: tuple[str, ...] = ()
    obligors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    action: str | None = None
    object: str | None = None
    deadline: str | None = None
    theme: str | None = None
    hedge: str | None = None
    negated: bool = False
    doubt: str | None = None

    @property
    def span(self) -> Span:
        return self.start, self.end

    def faults(self) -> Iterator[str]:
        """What the guideline does not allow, as words behind the quote."""
        if not self.cue_lemma.strip():
            yield "has no cue_lemma"
        if self.force is not None:
            yield from _not_one_of("force", self.force, values.FORCES)
        if self.theme:
            yield from _not_one_of("theme", self.theme, values.THEMES)
        if self.deadline and not edtf.valid(self.deadline):
            yield f"has the deadline {self.deadline!r}, which is no EDTF date or interval"
        if not self.is_commitment:
            yield from _not_one_of("reason", self.reason, values.REASONS)
            return
        if (self.force or 0) < _LEAST_COMMITMENT:
            yield f"is a commitment of force {self.force}; T1 wants {_LEAST_COMMITMENT} or more"
        yield from _not_one_of("status", self.status, values.STATUSES)
        yield from _not_one_of("level", self.level, values.LEVELS)
        yield from _not_one_of("ctype", self.ctype, values.CTYPES)


def _not_one_of(name: str, value: object, known: tuple[Any, ...]) -> Iterator[str]:
    if value not in known:
        listed = ", ".join(map(str, known))
        yield f"has the {name} {value!r}" if value is not None else f"has no {name} ({listed})"


Label = TypeVar("Label", MentionLabel, ActLabel)
ACT_FIELDS: Final = tuple(f.name for f in fields(ActLabel))
MENTION_FIELDS: Final = tuple(f.name for f in fields(MentionLabel))


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text and those around them, by which they are found again."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Correction(Generic[Label]):
    """One row put right: `was` is the program's row, `now` the coder's; no `was` is a row that
    was missing, no `now` one that is wrong. `quotes` holds the words of every span of both."""

    was: Label | None
    now: Label | None
    quotes: dict[Span, Quote]

    @property
    def words(self) -> str:
        """The evidence or the mention as quoted, for people."""
        one = self.now or self.was
        return self.quotes[one.span].text if one else ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of one document. `file` is the name of the file that was corrected."""

    file: str | None = None
    mentions: tuple[Correction[MentionLabel], ...] = ()
    acts: tuple[Correction[ActLabel], ...] = ()
