"""Kills runs at random moments: what lies in the output is the old results or the new, whole.

    python -m tests.hostile.kills 500

Two inputs take turns in one output folder. Each run is killed (SIGKILL) at a random moment, every
second one of them while it writes; what is there then must be, byte for byte, what one of the two
inputs gives, and the next run must bring the other one's. Exits 1 if anything else was seen.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from pipeline.runner import execute
from pipeline.runner.documents import language
from pipeline.tables.write import is_result

TEXTS = {
    "a": "Kenya and Norway decided to open an office in Oslo by 2025.\n",
    "b": "Norway and Chile agreed to hold annual talks on trade.\n",
}


def inputs(folder: Path) -> dict[str, Path]:
    """Two folders of documents."""
    made = {}
    for name, text in TEXTS.items():
        made[name] = folder / name
        made[name].mkdir()
        for number in range(3):
            (made[name] / f"{name}{number}.txt").write_text(text * (number + 1))
    return made


def contents(folder: Path) -> dict[str, bytes]:
    """The results in a folder, but for what no two runs have in common."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and is_result(path.relative_to(folder)) and path.name != "timings.json"
    }


def start(raw: Path, output: Path) -> int:
    """A run in a process of its own; its id."""
    child = os.fork()
    if child:
        return child
    try:
        execute(raw, output, force=True)
    except BaseException:  # noqa: BLE001 the parent looks at the status
        os._exit(1)
    os._exit(0)


def seconds(raw: Path, output: Path) -> tuple[float, float]:
    """How long a run takes, and how long until it has begun to put its results in place."""
    began = time.monotonic()
    child = start(raw, output)
    written = 0.0
    aside = output.parent / f".{output.name}.next"
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        if not written and (aside / "datapackage.json").exists():
            written = time.monotonic() - began
        time.sleep(0.0005)
    whole = time.monotonic() - began
    return whole, written or 0.9 * whole


def kills(times: int, folder: Path, seed: int = 1) -> dict[str, int]:
    """What was found after each kill: `old`, `new`, `mixed`, and `stuck` next runs."""
    rng = random.Random(seed)
    language()
    raw, output = inputs(folder), folder / "out"
    expected = {}
    for name in TEXTS:
        whole, written = seconds(raw[name], output)
        expected[name] = contents(output)
    found = dict.fromkeys(("old", "new", "finished before", "mixed", "stuck"), 0)
    now = name
    for number in range(times):
        other = "a" if now == "b" else "b"
        early = rng.uniform(0, whole)
        child = start(raw[other], output)
        time.sleep(rng.uniform(0.9 * written, 1.05 * whole) if number % 2 else early)
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        there = contents(output)
        if there == expected[other]:
            found["new" if status == signal.SIGKILL else "finished before"] += 1
        else:
            found["old" if there == expected[now] else "mixed"] += 1
        if os.waitpid(start(raw[other], output), 0)[1] or contents(output) != expected[other]:
            found["stuck"] += 1
        now = other
    return found


if __name__ == "__main__":
    scratch = Path(tempfile.mkdtemp())
    result = kills(int(sys.argv[1]), scratch)
    shutil.rmtree(scratch)
    sys.stdout.write(f"{result}\n")
    raise SystemExit(bool(result["mixed"] or result["stuck"]))
