"""On what kind of machine, and when, something was measured; never which machine it is."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

import spacy


def told() -> str:
    """Date, processor, cores, memory and versions, in a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"Python {platform.python_version()}, spaCy {spacy.__version__}"
    )


def _processor() -> str:
    """The model as Linux names it, elsewhere the kind."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()
