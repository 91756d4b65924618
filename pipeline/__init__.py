"""Diplomatic fact sheets and joint statements as tidy tables.

`load()` gives the spaCy pipeline, `run(paths)` the tables as pandas frames. Importing the package
imports nothing heavy; each of the two brings what it needs.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import DEFAULT_ENGINE, DEFAULT_FORMATS

if TYPE_CHECKING:
    import pandas
    from spacy.language import Language

__all__ = ["__version__", "load", "run"]


def load() -> "Language":
    """The language pipeline: a spaCy `Language` that finds outline, mentions and acts."""
    from pipeline.language import load as load_language

    return load_language()


def run(
    paths: str | Path | Iterable[str | Path],
    output: str | Path | None = None,
    engine: str = DEFAULT_ENGINE,
    workers: int | None = None,
    formats: Sequence[str] = DEFAULT_FORMATS,
    force: bool = False,
    scheduler: str | None = None,
) -> "dict[str, pandas.DataFrame]":
    """The tables of all documents under `paths`, by name; see `pipeline.runner.run`."""
    from pipeline.runner import run as run_documents

    return run_documents(paths, output, engine, workers, formats, force, scheduler)


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version

        return version("factsheets")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
