"""How a peer's worker takes its job and hands back what it measured and found.

Runs in the peer's own environment, so it knows nothing of this program. A job is a JSON file:
`timed` and `read` hold texts by format, `terms` pairs (label, name) for matchers. The answer is
another: `seconds` of processor time by format for the timed texts, and what was `found` in each
of the texts to read.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WARM = 5


@dataclass
class Way:
    """How texts of one format are read: `work` is measured, what comes before and after not."""

    work: Callable[[Any], Any]
    prepared: Callable[[str], Any] = lambda text: text
    told: Callable[[Any], list[Any]] = list


def job() -> dict[str, Any]:
    """What is asked for."""
    asked: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    return asked


def answer(asked: dict[str, Any], ways: dict[str, Way]) -> None:
    """Does the job and writes the answer."""
    given = {"seconds": {}, "found": {}}
    for form, way in ways.items():
        if texts := asked["timed"].get(form):
            given["seconds"][form] = _seconds(way, texts)
        if texts := asked["read"].get(form):
            given["found"][form] = [way.told(way.work(way.prepared(text))) for text in texts]
    Path(sys.argv[2]).write_text(json.dumps(given), encoding="utf-8")


def _seconds(way: Way, texts: list[str]) -> float:
    for text in texts[:WARM]:
        way.work(way.prepared(text))
    ready = [way.prepared(text) for text in texts]
    begun = time.process_time()
    for one in ready:
        way.work(one)
    return time.process_time() - begun
