"""The figures of an evaluation: counts that add up over documents, and how they are printed."""

from dataclasses import dataclass, field

SCORES = (
    "outline.nodes",
    "outline.placed",
    "mentions.exact",
    "mentions.span",
    "acts.found",
    "commitments.f1",
    "commitments.strict",
    "fields.actors",
    "fields.obligors",
    "fields.partners",
    "fields.object",
    "fields.deadline",
)
SHARES = (
    "outline.exact",
    "outline.lead_in",
    "outline.role",
    "mentions.code",
    "fields.force",
    "fields.status",
    "fields.level",
    "fields.action",
    "fields.theme",
    "fields.negated",
    "record",
)


@dataclass(slots=True)
class Score:
    """Things found against things there: hits, labelled things, predicted things."""

    hits: int = 0
    labelled: int = 0
    predicted: int = 0

    def add(self, hits: int, labelled: int, predicted: int) -> None:
        """Count one more document, or one more record."""
        self.hits += hits
        self.labelled += labelled
        self.predicted += predicted

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; predicting nothing where nothing is, is right."""
        if self.predicted:
            return self.hits / self.predicted
        return 0.0 if self.labelled else 1.0

    @property
    def recall(self) -> float:
        """Share of the labelled that was found; 1 where nothing is labelled."""
        return self.hits / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f}  P {self.precision:.3f}  R {self.recall:.3f}  n {self.labelled}"


@dataclass(slots=True)
class Share:
    """How many of the things compared are right."""

    right: int = 0
    compared: int = 0

    def add(self, right: bool) -> None:
        """Count one more comparison."""
        self.right += right
        self.compared += 1

    @property
    def value(self) -> float:
        """The share; 1 where nothing was compared."""
        return self.right / self.compared if self.compared else 1.0

    def __str__(self) -> str:
        return f"share {self.value:.3f}  n {self.compared}"


@dataclass(slots=True)
class Figures:
    """Every figure, added up over the labelled documents.

    `by_label` splits `mentions.exact` by label; `missing` names labelled documents of which the
    tables hold nothing, all of whose labels count as missed.
    """

    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in SCORES})
    shares: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in SHARES})
    by_label: dict[str, Score] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The figures as printed: one line each by name, then the labels indented."""
        both: dict[str, Score | Share] = {**self.scores, **self.shares}
        named = [f"{name:20s} {both[name]}" for name in sorted(both)]
        return named + [f"  {label:18s} {score}" for label, score in sorted(self.by_label.items())]
