"""Kills runs at random moments: what lies in the output is the old results or the new, whole.

    python -m tests.hostile.kills 500

Two inputs take turns in one output folder. Each run is killed (SIGKILL) at a random moment, every
second one about when its results are put in place; what is there then must be, byte for byte, what
one of the two inputs gives, and the next run must bring the other one's. Tells how far it is after
every tenth kill, and exits 1 if anything else was seen.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from pipeline.runner import execute
from pipeline.runner.documents import process
from pipeline.runner.inputs import find
from pipeline.tables.write import PACKAGE, is_result

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


def warm(raw: Mapping[str, Path]) -> None:
    """Loads here what every run would load anew after its fork."""
    import_module("pandas")
    for item in find(raw.values()):
        process(item)


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


def whole_run(raw: Path, output: Path) -> tuple[float, bool]:
    """How long a run takes that nobody kills, and whether it has ended well."""
    began = time.monotonic()
    status = os.waitpid(start(raw, output), 0)[1]
    return time.monotonic() - began, status == 0


def wait_until_built(output: Path, seconds: float) -> None:
    """Waits until a run has written all its files, which it then puts in place."""
    last = output.parent / f".{output.name}.next" / PACKAGE
    end = time.monotonic() + 2 * seconds
    while not last.exists() and time.monotonic() < end:
        time.sleep(0.0005)


def kills(times: int, folder: Path, seed: int = 1) -> dict[str, int]:
    """What was found after each kill: `old`, `new`, `mixed`, and `stuck` next runs.

    A run that has ended before its kill came does not count.
    """
    rng = random.Random(seed)
    raw, output = inputs(folder), folder / "out"
    warm(raw)
    expected = {}
    for name in TEXTS:
        length, _ = whole_run(raw[name], output)
        expected[name] = contents(output)
    found = dict.fromkeys(("old", "new", "mixed", "stuck"), 0)
    now, done = name, 0
    while done < times:
        other = "a" if now == "b" else "b"
        child = start(raw[other], output)
        if rng.random() < 0.5:
            wait_until_built(output, length)
            time.sleep(rng.uniform(0, length / 10))
        else:
            time.sleep(rng.uniform(0, length))
        os.kill(child, signal.SIGKILL)
        killed = os.waitpid(child, 0)[1] == signal.SIGKILL
        there = contents(output)
        if killed:
            new, old = there == expected[other], there == expected[now]
            found["new" if new else "old" if old else "mixed"] += 1
            done += 1
        length, well = whole_run(raw[other], output)
        found["stuck"] += not well or contents(output) != expected[other]
        now = other
        if killed and done % 10 == 0:
            sys.stderr.write(f"{done} of {times}: {found}\n")
    return found


if __name__ == "__main__":
    scratch = Path(tempfile.mkdtemp())
    result = kills(int(sys.argv[1]), scratch)
    shutil.rmtree(scratch)
    sys.stdout.write(f"{result}\n")
    raise SystemExit(bool(result["mixed"] or result["stuck"]))
