"""What speaks for and against a later act taking up an earlier one, and how surely it does."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import exp
from typing import Final

from pipeline import lexicon
from pipeline.linking.acts import Said
from pipeline.linking.content import light, stems

ALWAYS: Final = "always"
_REPORT: Final = "progress_report"
_ELABORATION: Final = "elaboration"


def signs(earlier: Said, later: Said) -> Iterator[tuple[str, float]]:
    """The signs that the fields of two acts give, each with how much of it there is.

    Names are those of the table `linking/weights`.
    """
    yield ALWAYS, 1.0
    if same_theme(earlier, later):
        yield "theme", 1.0
    if same_action(earlier, later):
        yield "action", 1.0
    if set(earlier.partners) & set(later.partners):
        yield "partners", 1.0
    if earlier.cue == later.cue:
        yield "cue", 1.0
    if earlier.is_commitment and later.is_commitment:
        yield "both_promise", 1.0
    if earlier.reason == later.reason == _REPORT:
        yield "both_report", 1.0
    yield "elaborations", float(sum(one.reason == _ELABORATION for one in (earlier, later)))
    named = _named(earlier.partners) and _named(later.partners)
    if named and not set(earlier.partners) & set(later.partners):
        yield "other_partners", 1.0
    if earlier.obligors and later.obligors and not set(earlier.obligors) & set(later.obligors):
        yield "other_obligors", 1.0
    if earlier.negated != later.negated:
        yield "negated", 1.0


def likelihood(told: Iterable[tuple[str, float]]) -> float:
    """How likely two acts are a pair, from 0 to 1: logistic in the weighed signs."""
    weights = _weights()
    return 1 / (1 + exp(-sum(weights[name] * amount for name, amount in told)))


@cache
def _weights() -> Mapping[str, float]:
    return {row["sign"]: float(row["weight"]) for row in lexicon.table("linking/weights")}


def same_theme(earlier: Said, later: Said) -> bool:
    """Whether both acts have one theme, and one that says something."""
    return earlier.theme == later.theme != "OTHER" and earlier.theme is not None


def same_action(earlier: Said, later: Said) -> bool:
    """Whether both acts tell of one action."""
    return earlier.action is not None and earlier.action == later.action


def evidence(earlier: Said, later: Said) -> Iterator[str]:
    """What a pair has in common: fields, names, the objects, any other words."""
    if same_action(earlier, later):
        yield "action"
    if set(earlier.partners) & set(later.partners):
        yield "partners"
    if same_theme(earlier, later):
        yield "theme"
    if earlier.cue == later.cue:
        yield "cue"
    if earlier.entities & later.entities:
        yield "entities"
    objects = _pointed(earlier.object) & _pointed(later.object)
    if objects:
        yield "object"
    if (_pointed(earlier.own) & _pointed(later.own)) - objects:
        yield "words"


def _pointed(text: str | None) -> set[str]:
    return {token for token in stems(text or "") if not light(token)}


def _named(partners: Iterable[str]) -> bool:
    """Whether any of the partners has a name or code: "other partners" are anybody."""
    return any(not one.islower() for one in partners)
