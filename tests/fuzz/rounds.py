"""Every target of coverage-guided fuzzing in turn, a few minutes each, round and round.

    python -m tests.fuzz.rounds /tmp/corpora --seeds /tmp/seeds --slice 6 --minutes 600

Corpora are kept in a folder a target and begin with stretches of the documents under --seeds.
FOLDER/log.jsonl gets a line a slice (processor seconds, runs, coverage, inputs kept); inputs that
break something go to FOLDER/found. Prints the sum a target; exits 1 if anything was found.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from tests.fuzz.packages import pdf_parts, word_parts
from tests.fuzz.pieces import windows

ROOT: Final = Path(__file__).parents[2]
# Bytes of the longest input of a target, and the suffix of the documents that it begins with.
TARGETS: Final = {
    "text": (1500, ".txt"),
    "markdown": (1500, ".md"),
    "html": (1500, ".html"),
    "docx": (12_000, ".docx"),
    "pdf": (40_000, ".pdf"),
    "lines": (1500, ".txt"),
    "acts": (800, ".txt"),
    "records": (1200, ".txt"),
    "sidecar": (600, ".txt"),
    "roundtrip": (1500, ".txt"),
}
_SIDECAR: Final = b"""title = "Joint Statement"
doc_type = "joint statement"
date = 2024-07-28
issuer = "Department of State"
principals = "Japan and Australia"
series = "US-Japan SCC"
url = "https://www.state.gov/a"
"""


def begin(folder: Path, target: str, seeds: Sequence[Path]) -> None:
    """Fills a corpus that is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        return
    longest, suffix = TARGETS[target]
    rng = random.Random(target)
    for file in seeds:
        if file.suffix == suffix:
            for data in _MADE.get(target, windows)(file.read_bytes(), longest, rng):
                (folder / sha256(data).hexdigest()[:16]).write_bytes(data)


Made = Callable[[bytes, int, random.Random], Iterator[bytes]]


def _unpacked(parts: Callable[[bytes], bytes]) -> Made:
    def made(data: bytes, most: int, _rng: random.Random) -> Iterator[bytes]:
        found = parts(data)
        if len(found) <= most:
            yield found

    return made


def _records(data: bytes, most: int, rng: random.Random) -> Iterator[bytes]:
    for window in windows(data, most // 3, rng):
        fields: dict[str, Any] = {"text": window.decode("utf-8", "replace")}
        fields |= {"format": rng.choice(("text", "markdown", "html", "x")), "date": "2024-07-28"}
        fields |= {"source": rng.choice(("a.md", "b/2024-07-28_c.html", "")), "title": "A"}
        yield json.dumps(fields, ensure_ascii=rng.random() < 0.5).encode("utf-8") + b"\n"


def _lines(data: bytes, most: int, rng: random.Random) -> Iterator[bytes]:
    for window in windows(data, most, rng):
        rows = window.splitlines()
        yield b"\n".join(b"x" * (len(r) - len(r.lstrip())) + b"\t" + r.lstrip() for r in rows)


def _documents(data: bytes, most: int, rng: random.Random) -> Iterator[bytes]:
    for window in windows(data, most // 2, rng):
        yield rng.choice((b"", b".md\n")) + window + b"\x1c.meta.toml\n" + _SIDECAR


_MADE: Final[dict[str, Made]] = {
    "docx": _unpacked(word_parts),
    "pdf": _unpacked(pdf_parts),
    "records": _records,
    "lines": _lines,
    "sidecar": lambda *_: iter((_SIDECAR,)),
    "roundtrip": _documents,
}


def run_slice(folder: Path, target: str, minutes: float) -> dict[str, Any]:
    """One target for so long; what it has done."""
    found = folder / "found" / target
    found.mkdir(parents=True, exist_ok=True)
    log = folder / f"{target}.log"
    command = [
        *(sys.executable, "-m", "tests.fuzz.guided", target, str(folder / target)),
        *(f"-max_total_time={60 * minutes:.0f}", f"-max_len={TARGETS[target][0]}"),
        *("-timeout=100", "-rss_limit_mb=3000", "-print_final_stats=1", "-reload=0"),
        f"-artifact_prefix={found}/",
    ]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    told = log.read_text(errors="replace")
    return {
        "target": target,
        "cpu_seconds": round(used.ru_utime + used.ru_stime),
        "runs": _last(r"number_of_executed_units:\s+(\d+)", told) or _last(r"^#(\d+)\s", told),
        "coverage": _last(r"cov: (\d+)", told),
        "features": _last(r"ft: (\d+)", told),
        "megabytes": _last(r"peak_rss_mb:\s+(\d+)", told),
        "exit": process.returncode,
    }


def _last(pattern: str, text: str) -> int:
    return int(([0, *re.findall(pattern, text, re.M)])[-1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", nargs="+", type=Path, required=True)
    parser.add_argument("--slice", type=float, default=6.0, help="minutes a target and round")
    parser.add_argument("--minutes", type=float, default=60.0, help="in all")
    parser.add_argument("--targets", nargs="+", choices=TARGETS, default=list(TARGETS))
    options = parser.parse_args()
    seeds = [file for folder in options.seeds for file in sorted(folder.rglob("*"))]
    for target in options.targets:
        begin(options.folder / target, target, seeds)
    end = time.time() + 60 * options.minutes
    failed = False
    while time.time() < end:
        for target in options.targets:
            left = (end - time.time()) / 60
            if left > 0:
                line = run_slice(options.folder, target, min(options.slice, left))
                failed = failed or bool(line["exit"])
                with (options.folder / "log.jsonl").open("a") as log:
                    log.write(json.dumps(line) + "\n")
    for row in sums(options.folder):
        sys.stdout.write(row + "\n")
    return int(failed)


def sums(folder: Path) -> Iterator[str]:
    """What the log tells of each target in all."""
    slices = defaultdict(list)
    for row in (folder / "log.jsonl").read_text().splitlines():
        line = json.loads(row)
        slices[line["target"]].append(line)
    for target, lines in slices.items():
        minutes = sum(line["cpu_seconds"] for line in lines) / 60
        runs = sum(line["runs"] for line in lines)
        ended = sum(bool(line["exit"]) for line in lines)
        coverage = max(line["coverage"] for line in lines)
        yield (
            f"{target}: {minutes:.0f} CPU minutes, {runs} runs, coverage {coverage}, "
            f"{ended} slices ended by an input"
        )


if __name__ == "__main__":
    raise SystemExit(main())
