"""How far two coders of the same documents agree: the scorer's figures, and alpha over acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.evaluate.alpha import alpha, nominal, ordinal
from pipeline.evaluate.figures import Figures
from pipeline.evaluate.labels import ActLabel, LabelledDocument
from pipeline.evaluate.pairing import pairs
from pipeline.evaluate.scores import SAME_ACT, compare, partners

# Which figures of the scorer tell of two coders; F1 is the same whoever is called first.
_SCORES: Final = (
    "outline.nodes",
    "mentions.exact",
    "mentions.span",
    "acts.found",
    "commitments.f1",
    "commitments.strict",
)
_NOMINAL: Final = ("status", "theme", "ctype")
Pair = tuple[ActLabel, ActLabel]


@dataclass(frozen=True, slots=True)
class Agreement:
    """`figures` as of an evaluation of the second coder by the first; `alphas` by field, each with
    the number of paired acts in which both coders gave the field a value. Alpha is None where all
    those values are one. `alone` names documents that only one of the two has labelled."""

    figures: Figures
    alphas: dict[str, tuple[float | None, int]]
    alone: tuple[str, ...]

    def lines(self) -> list[str]:
        """The figures as printed."""
        lines = [f"{name:20s} {self.figures.scores[name]}" for name in _SCORES]
        for name, (value, number) in self.alphas.items():
            shown = "does not vary" if value is None else f"{value:.3f}"
            lines.append(f"{f'alpha.{name}':20s} alpha {shown}  n {number}")
        return lines


def agreement(first: Sequence[LabelledDocument], second: Sequence[LabelledDocument]) -> Agreement:
    """The agreement of two coders over the documents that both have labelled.

    Documents are paired by the hash of their text, else by id; acts by best overlap, half or more.
    """
    found = partners(first, second)
    both = [(one, other) for one, other in found if other is not None]
    paired = [pair for one, other in both for pair in pairs(one.acts, other.acts, SAME_ACT)]
    known = {id(other) for _, other in both}
    alone = [one.document_id for one, other in found if other is None]
    alone += [other.document_id for other in second if id(other) not in known]
    return Agreement(compare(both), _alphas(paired), tuple(alone))


def _alphas(paired: Sequence[Pair]) -> dict[str, tuple[float | None, int]]:
    """Alpha of each field; a directive has no force, and only a commitment a status."""
    forces = [(a.force, b.force) for a, b in paired]
    kept = [(a.is_commitment, b.is_commitment) for a, b in paired]
    found = {
        "is_commitment": (alpha(kept, nominal), len(kept)),
        "force": (alpha(forces, ordinal), _both(forces)),
    }
    for name in _NOMINAL:
        words = [(a.words[name], b.words[name]) for a, b in paired]
        found[name] = (alpha(words, nominal), _both(words))
    return found


def _both(values: Sequence[tuple[object, object]]) -> int:
    return sum(None not in pair for pair in values)
