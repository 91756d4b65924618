"""Mutates real documents and holds every run on them to what must hold of any.

    python -m tests.fuzz.run SEEDS --workers 2 --minutes 10 --seed 1 --output /tmp/fuzz

SEEDS are folders of documents of any kind that is read. Mutations follow from seed, worker and
batch alone, so what is found is found again. Stops after --minutes or --count mutations, writes
what failed into OUTPUT/failed and a summary into OUTPUT/summary.json, exits 1 if anything failed.
"""

import argparse
import json
import multiprocessing
import random
import shutil
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from multiprocessing.context import SpawnProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from pipeline.readers import READERS
from tests.fuzz.invariants import contents, faults
from tests.fuzz.mutations import Seed, mutant

BATCH = 16
TWICE_EVERY = 4
HANG_SECONDS = 300.0
_LARGEST = 400_000


def read_seeds(folders: list[Path]) -> list[Seed]:
    """Every document under the folders, but for the empty and the very large."""
    files = [p for folder in folders for p in sorted(folder.rglob("*")) if p.suffix in READERS]
    files += [folder for folder in folders if folder.is_file()]
    found = [Seed(file.name, file.read_bytes()) for file in files]
    return [seed for seed in found if 0 < len(seed.data) <= _LARGEST]


def make_batch(folder: Path, seeds: list[Seed], key: str) -> list[tuple[Path, str]]:
    """The files of one batch and what was done to each; the same for the same key."""
    rng = random.Random(key)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made = []
    for number in range(BATCH):
        name, done, data = mutant(rng, seeds)
        # Always two files of a name's length, so that the order of documents is fixed.
        file = folder / f"{number:02} {name}"
        file.write_bytes(data)
        made.append((file, done))
    return made


def check_batch(scratch: Path, twice: bool, beat: "Synchronized[float]") -> list[str]:
    """The faults of a run over `scratch`/raw, and of a second one where `twice`."""
    from pipeline.runner import execute

    def progress(_done: int, _all: int, _result: Any) -> None:
        beat.value = time.time()

    shutil.rmtree(scratch / "a", ignore_errors=True)
    execute(scratch / "raw", scratch / "a", progress=progress)
    found = faults(scratch / "a", scratch / "raw")
    if twice:
        shutil.rmtree(scratch / "b", ignore_errors=True)
        files = sorted((scratch / "raw").iterdir(), reverse=True)
        execute(files, scratch / "b", progress=progress)
        one, other = contents(scratch / "a"), contents(scratch / "b")
        found += [f"{n}: other bytes" for n in sorted({*one, *other}) if one.get(n) != other.get(n)]
    return found


def work(number: int, options: argparse.Namespace, first: int, beat: Any, at: Any) -> None:
    """One worker: batch after batch, a line of JSON each."""
    seeds = read_seeds(options.seeds)
    scratch = options.output / f"worker-{number}"
    batch = first
    while True:
        at.value = batch
        key = f"{options.seed}:{number}:{batch}"
        made = make_batch(scratch / "raw", seeds, key)
        beat.value = time.time()
        try:
            found = check_batch(scratch, batch % TWICE_EVERY == 0, beat)
        except Exception:  # noqa: BLE001 whatever a run raises is what is looked for
            found = [traceback.format_exc()]
        if found:
            keep(options.output, scratch / "raw", key, found)
        line = {"key": key, "made": Counter(d for _, done in made for d in done.split(" + "))}
        with (options.output / f"log-{number}.jsonl").open("a") as log:
            log.write(json.dumps(line | {"faults": found}) + "\n")
        batch += 1


def keep(output: Path, raw: Path, key: str, found: list[str]) -> None:
    """Puts the inputs of a batch that failed aside."""
    folder = output / "failed" / key.replace(":", "-")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(raw, folder / "raw")
    (folder / "faults.txt").write_text("\n".join(found), encoding="utf-8", errors="replace")


def lines(output: Path) -> Iterator[dict[str, Any]]:
    """What the workers have told so far."""
    for file in sorted(output.glob("log-*.jsonl")):
        for line in file.read_text().splitlines():
            yield json.loads(line)


class Worker:
    """A worker process, and how long ago it has last done a document."""

    def __init__(self, number: int, options: argparse.Namespace) -> None:
        self.number, self.options, self.hangs = number, options, 0
        context = multiprocessing.get_context("spawn")
        self.beat, self.at = context.Value("d", time.time()), context.Value("i", 0)
        self._context = context
        self.process = self._start(0)

    def _start(self, first: int) -> SpawnProcess:
        self.beat.value = time.time()
        process = self._context.Process(
            target=work, args=(self.number, self.options, first, self.beat, self.at), daemon=True
        )
        process.start()
        return process

    def look(self) -> None:
        """Kills a worker that hangs and goes on behind its batch; so behind one that died."""
        hangs = time.time() - self.beat.value > HANG_SECONDS
        if not hangs and self.process.is_alive():
            return
        self.process.kill()
        self.process.join()
        raw = self.options.output / f"worker-{self.number}" / "raw"
        key = f"{self.options.seed}:{self.number}:{self.at.value}"
        keep(self.options.output, raw, key, ["hangs" if hangs else "died"])
        self.hangs += 1
        self.process = self._start(self.at.value + 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("seeds", nargs="+", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--count", type=int, default=10**9, help="mutations in all")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    shutil.rmtree(options.output, ignore_errors=True)
    options.output.mkdir(parents=True)
    end = time.time() + 60 * options.minutes
    workers = [Worker(number, options) for number in range(options.workers)]
    while time.time() < end and BATCH * sum(1 for _ in lines(options.output)) < options.count:
        time.sleep(2)
        for worker in workers:
            worker.look()
    for worker in workers:
        worker.process.kill()
        worker.process.join()
    told = list(lines(options.output))
    by_kind: Counter[str] = sum((Counter(line["made"]) for line in told), Counter())
    failed = [line for line in told if line["faults"]]
    summary = {
        "mutations": BATCH * len(told),
        "by_kind": dict(by_kind.most_common()),
        "batches_run_twice": sum(int(x["key"].split(":")[2]) % TWICE_EVERY == 0 for x in told),
        "batches_with_faults": len(failed),
        "hangs_and_deaths": sum(worker.hangs for worker in workers),
    }
    (options.output / "summary.json").write_text(json.dumps(summary, indent=1) + "\n")
    sys.stdout.write(json.dumps(summary, indent=1) + "\n")
    for line in failed[:20]:
        sys.stdout.write(f"{line['key']}: {line['faults'][0][-300:]}\n")
    return bool(failed or summary["hangs_and_deaths"])


if __name__ == "__main__":
    raise SystemExit(main())
