"""An act while it is being worked out, in word indexes."""

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.language.acts.content import Content
from pipeline.language.acts.words import Words


class Place(NamedTuple):
    """Where a clause stands: the words, the node's index, whether the node is a list item, and
    whether the paper tells in the past what will be (`would`)."""

    words: Words
    node: int
    listed: bool = False
    backshift: bool = False


@dataclass(slots=True)
class Draft:
    """`node`: index of the node. `start`, `end`: evidence. `cue`: word range of the cue, which
    may lie in another node. `subject`: word range of the cue's subject, None where it has none
    of its own. `doer`: word range of the subject of a that-clause. `kind`: the cue's kind, or
    `deed`. `reason` is set where it is no commitment.
    `speaks`: a list item that is a clause of its own, so that it has a parent but inherits
    nothing. `decided`: a rule set under a decision (`the following rules shall apply:`).
    `only_own`: an act only if a principal is the doer. `stem_only`: a stem that only points."""

    node: int
    start: int
    end: int
    cue: tuple[int, int]
    lemma: str
    force: int | None
    kind: str
    content: Content | None = None
    subject: tuple[int, int] | None = None
    subject_node: int | None = None
    doer: tuple[int, int] | None = None
    reason: str | None = None
    action: str | None = None
    object: tuple[int, int] | None = None
    parent: "Draft | None" = None
    frames: tuple[str, ...] = ()
    modal: str | None = None
    negated: bool = False
    passive: bool = False
    declaratory: bool = False
    completed: bool = False
    speaks: bool = False
    decided: bool = False
    only_own: bool = False
    stem_only: bool = False
    rules: list[str] = field(default_factory=list)

    @property
    def is_commitment(self) -> bool:
        return self.reason is None and self.force is not None and self.force >= 2
