"""Refuses runs the disk: what lies in the output is the old results, whole, and the run says why.

    python -m tests.hostile.refusals 50

Three ways, so many runs of each: no file may grow beyond a random size (`size`); the file system
has a random number of bytes left (`full`, a memory disk in a mount space of its own); the folder is
closed to writing at a random moment (`closed`). Two inputs take turns, in all formats. Each run
must end well, or with exit status 2 and one line for the analyst; the output must be what one of
the inputs gives, the new one where the run ended well; and the next run, unhindered, must do its
work and leave nothing else.
Exits 1 if anything else was seen.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pipeline.cli
from pipeline.tables import formats
from tests.hostile.kills import contents, inputs, warm

FORMATS = ",".join(formats.FORMATS)
DISK_BYTES = 64 * 2**20
TELLING = "Cannot write into the folder"


# No two runs write these byte for byte alike: they hold the time, or pages in another order.
UNLIKE = {f"factsheets.{form}": b"" for form in ("xlsx", "duckdb")}
Act = Callable[[], object]


def nothing() -> None:
    """What an unhindered run is hindered by."""


def run(raw: Path, output: Path, first: Act, meanwhile: Act = nothing) -> tuple[int, str]:
    """Exit status and errors of `factsheets run` in a process of its own, which does something
    `first`, and beside which something is done `meanwhile`."""
    told, errors = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(errors, "w") as sys.stderr, open(os.devnull, "w") as sys.stdout:  # noqa: PTH123
            os._exit(_run(raw, output, first))
    os.close(errors)
    meanwhile()
    with os.fdopen(told) as file:
        said = file.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def _run(raw: Path, output: Path, first: Act) -> int:
    sys.argv = ["factsheets", "run", str(raw), "--output", str(output), "--force"]
    sys.argv += ["--formats", FORMATS]
    try:
        first()
        pipeline.cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:  # noqa: BLE001 the parent looks at what was told
        traceback.print_exc()
        return 70
    finally:
        sys.stderr.flush()
    return 0


def held(output: Path) -> dict[str, bytes]:
    """The results in a folder."""
    found = contents(output)
    return found | {name: UNLIKE[name] for name in found.keys() & UNLIKE.keys()}


class Turns:
    """Two inputs that take turns in one output folder, and what was seen after each run."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "home" / "out"
        self.seen: Counter[str] = Counter()
        self.expected: dict[str, dict[str, bytes]] = {}
        self.output.parent.mkdir()
        self._raw = inputs(folder)
        warm(self._raw)
        for name in self._raw:
            began = time.monotonic()
            self._unhindered(name)
            self.seconds = time.monotonic() - began
            self.expected[name] = held(self.output)
            self._there = name

    def attempt(self, refuse: Act, allow: Act, meanwhile: Act = nothing) -> None:
        """One run under a refusal, and the next without it."""
        coming = "a" if self._there == "b" else "b"

        status, said = run(self._raw[coming], self.output, refuse, meanwhile)
        allow()
        self.seen["refused" if status else "done"] += 1
        told = not status or (status == 2 and TELLING in said and said.count("\n") == 1)
        self._check(told, f"exit status {status}: {said}")
        there = held(self.output)
        # Closed behind the results, a run may fail that has put them in place.
        fits = there == self.expected[coming] or (status and there == self.expected[self._there])
        self._check(fits, f"mixed: {sorted(there)}")
        self._unhindered(coming)
        self._check(held(self.output) == self.expected[coming], "not what it should be")
        self._there = coming

    def _unhindered(self, name: str) -> None:
        done = run(self._raw[name], self.output, nothing)
        self._check(done[0] == 0, f"a run that nothing hinders: {done}")
        left = [path.name for path in self.output.parent.iterdir()]
        self._check(left == ["out"], f"left behind: {left}")

    def _check(self, well: object, what: str) -> None:
        if not well:
            self.seen["wrong"] += 1
            sys.stderr.write(f"{what}\n")


def size(times: int, folder: Path, rng: random.Random) -> Counter[str]:
    """No file may grow beyond a size."""
    turns = Turns(folder)
    largest = max(len(data) for found in turns.expected.values() for data in found.values())
    for number in range(times):
        # Most files are small beside the largest.
        most = int(largest * 1.2 * rng.random() ** 4) if number else 0

        def refuse(most: int = most) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

        turns.attempt(refuse, nothing)
    return turns.seen


def full(times: int, folder: Path, rng: random.Random) -> Counter[str]:
    """So many bytes are left on the file system of the folder."""
    turns = Turns(folder)
    filler = folder / "filler"
    needed = 3 * sum(map(len, turns.expected["a"].values()))
    for number in range(times):
        left = int(needed * rng.random() ** 2) if number else 0

        def refuse(left: int = left) -> None:
            disk = os.statvfs(folder)
            filler.write_bytes(bytes(max(disk.f_bavail * disk.f_frsize - left, 0)))

        turns.attempt(refuse, filler.unlink)
    return turns.seen


def closed(times: int, folder: Path, rng: random.Random) -> Counter[str]:
    """The folder and the one that it is in are closed to writing at a moment."""
    turns = Turns(folder)
    both = (turns.output.parent, turns.output)

    def turn(mode: int) -> None:
        for path in both:
            path.chmod(mode)

    for number in range(times):
        late = rng.uniform(0.2, 1) * turns.seconds if number else 0

        def meanwhile(late: float = late) -> None:
            time.sleep(late)
            turn(0o555)

        turns.attempt(nothing, lambda: turn(0o755), meanwhile)
    return turns.seen


WAYS = {"size": size, "full": full, "closed": closed}


def under(way: str, scratch: str) -> list[str] | None:
    """What a process must be started under, None where this system cannot."""
    if way == "full":
        mount = f'mount -t tmpfs -o size={DISK_BYTES} tmpfs {scratch} && exec "$@"'
        command = ["unshare", "-rm", "sh", "-c", mount, "sh"]
    elif way == "closed" and os.geteuid() == 0:
        # The rights of a folder do not bind an administrator who may pass them over.
        command = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
    else:
        return []
    if shutil.which(command[0]) is None:
        return None
    tried = subprocess.run([*command, "true"], capture_output=True, check=False)
    return command if tried.returncode == 0 else None


def main(times: int, way: str, folder: Path) -> int:
    """The exit status of one way; a failed run that nobody can explain is told on stderr."""
    seen = WAYS[way](times, folder, random.Random(1))
    sys.stdout.write(f"{way}: {dict(seen)}\n")
    return int("wrong" in seen)


def on_its_own(times: int, way: str) -> int:
    """The same in a process of its own, where disks of its own may be mounted."""
    with tempfile.TemporaryDirectory() as scratch:
        program = [sys.executable, "-m", "tests.hostile.refusals", str(times), way, scratch]
        command = under(way, scratch)
        if command is None:
            sys.stdout.write(f"{way}: this system cannot\n")
            return 0
        return subprocess.run([*command, *program], check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) > 2:
        raise SystemExit(main(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
    raise SystemExit(max([on_its_own(int(sys.argv[1]), way) for way in WAYS]))
