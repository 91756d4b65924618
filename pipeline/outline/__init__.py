"""Source -> outline: header lines, sections, paragraphs, bullets, furniture."""

from pipeline.outline.build import parse

__all__ = ["parse"]
