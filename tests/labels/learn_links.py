"""Learns the weights of `lexicon/linking/weights.csv` from the labelled links, and forecasts.

    python -m tests.labels.learn_links FOLDER

FOLDER holds the texts (`corpus/`) and the labels of the two seeds (`gold/`). Logistic regression
with a penalty on the weights, by Newton's method; candidates that are no labelled pair are the
other class. The forecast for each pair is made with weights that were learnt without it.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pipeline import lexicon
from pipeline.linking import signs
from pipeline.linking.links import links
from pipeline.linking.matching import pairs
from tests.labels.linked import Linked, linked

# Of these too little or nothing is among the labelled links, so that it cannot be learnt.
BY_HAND = {
    "action": 0.3,
    "partners": 0.4,
    "cue": 0.2,
    "other_partners": -3.0,
    "other_obligors": -1.0,
    "negated": -2.0,
}
PENALTY = 3.0
Weights = dict[str, float]


def learn(statements: Sequence[Linked], penalty: float = PENALTY) -> Weights:
    """The weights that tell labelled pairs from other candidates best."""
    names = [row["sign"] for row in lexicon.table("linking/weights") if row["sign"] not in BY_HAND]
    rows, wanted, given = [], [], []
    for one in statements:
        for pair in pairs(one.earlier, one.later):
            amounts = dict(pair.signs)
            ids = one.earlier[pair.earlier].act_id, one.later[pair.later].act_id
            rows.append([amounts.get(name, 0.0) for name in names])
            wanted.append(float(ids in one.pairs))
            given.append(sum(BY_HAND[name] for name in BY_HAND if name in amounts))
    x, y, offset = (np.array(values, dtype=float) for values in (rows, wanted, given))
    spread = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    held = np.array([0.0001 if name == signs.ALWAYS else penalty for name in names])
    x /= spread
    w = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ w + offset)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(held)
        w -= np.linalg.solve(hessian, x.T @ (p - y) + held * w)
    return {name: round(float(v), 2) for name, v in zip(names, w / spread, strict=True)} | BY_HAND


def score(one: Linked) -> tuple[int, int, int, int]:
    """Pairs found, of those with the right relation, labelled, and given."""
    have = {(k.earlier.act_id, k.later.act_id): k.relation for k in links(one.earlier, one.later)}
    hits = have.keys() & one.pairs.keys()
    return len(hits), sum(have[k] == one.pairs[k] for k in hits), one.labelled, len(have)


def told(counts: Sequence[int]) -> str:
    hits, right, labelled, given = counts
    found, typed = (2 * number / (labelled + given) for number in (hits, right))
    return f"found {found:.3f} typed {typed:.3f} ({hits} {right} {labelled} {given})"


def under(weights: Weights, action: Callable[[], Any]) -> Any:
    known, signs._weights = signs._weights, lambda: weights  # type: ignore[assignment]
    try:
        return action()
    finally:
        signs._weights = known


def main() -> None:
    shared = Path(sys.argv[1])
    both = list(linked(shared / "corpus", shared, Path("raw")))
    kinds = ("labelled acts", "acts found")
    totals: dict[str, Any] = {}
    for n, pair in enumerate(both):
        others = [one for m, other in enumerate(both) if m != n for one in other]
        weights = learn(others)
        for kind, one in zip(kinds, pair, strict=True):
            now, then = score(one), under(weights, lambda one=one: score(one))
            print(f"{one.name:12s} {kind:14s} now {told(now)}  forecast {told(then)}")
            if one.name != "seeds":
                known = totals.setdefault(kind, (np.zeros(4, int), np.zeros(4, int)))
                totals[kind] = known[0] + now, known[1] + then
    for kind, (now, then) in totals.items():
        print(f"{'three pairs':12s} {kind:14s} now {told(now)}  forecast {told(then)}")
    for name, weight in learn([one for pair in both for one in pair]).items():
        print(f"{name},{weight}")


if __name__ == "__main__":
    main()
