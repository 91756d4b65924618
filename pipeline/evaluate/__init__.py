"""How well the tables agree with hand labels (the annotation guideline's figures)."""

from pipeline.evaluate.figures import Figures
from pipeline.evaluate.links import add_links
from pipeline.evaluate.scores import evaluate

__all__ = ["Figures", "add_links", "evaluate"]
