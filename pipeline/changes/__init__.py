"""What changed between two runs, row by row (`factsheets diff`)."""

from pipeline.changes.rows import Change, Difference, difference
from pipeline.changes.show import FORMATS

__all__ = ["FORMATS", "Change", "Difference", "difference"]
