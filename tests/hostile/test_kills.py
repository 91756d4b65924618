"""A few of the kills that `tests/hostile/kills.py` does by the hundred."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_run_that_is_killed_leaves_the_old_or_the_new() -> None:
    # In a process of its own: a fork of this one would have its threads.
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.kills", "4"],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
