"""What one comparison is, and how rounds of it become rows."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

TOKENIZER = "spaCy’s tokenizer"
HEADER = (
    "group",
    "what",
    "unit",
    "per_second",
    "ratio_least",
    "ratio_median",
    "ratio_most",
    "note",
)
Cells = tuple[str, str, str, int | None, float | None, float | None, float | None, str]


def seconds(work: Callable[[], object]) -> float:
    """Processor time of this process: what else runs on the machine counts less."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


@dataclass
class Trial:
    """Things that are measured on the same `amount` of `unit`s.

    `once` gives the seconds of each, in order; the first is what the others are held against.
    `notes` tells what was given to whom, and of those that are not measured why not.
    """

    group: str
    unit: str
    amount: int
    once: Callable[[], dict[str, float]]
    notes: dict[str, str] = field(default_factory=dict)

    def rows(self, rounds: list[dict[str, float]]) -> list[Cells]:
        """A row each, of those too that were measured in no round."""
        base = next(iter(rounds[0]))
        names = dict.fromkeys([*rounds[0], *self.notes])
        return [self._row(name, base, rounds) for name in names]

    def _row(self, name: str, base: str, rounds: list[dict[str, float]]) -> Cells:
        note = self.notes.get(name, "")
        found = [one for one in rounds if name in one]
        if not found:
            return self.group, name, self.unit, None, None, None, None, note
        ratios = [one[name] / one[base] for one in found]
        middle = statistics.median(one[name] for one in found)
        least, median, most = min(ratios), statistics.median(ratios), max(ratios)
        shown = (round(least, 3), round(median, 3), round(most, 3))
        speed = self.amount / middle
        return self.group, name, self.unit, round(speed, None if speed > 100 else 1), *shown, note
