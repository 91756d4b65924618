"""Holds the locked dependencies against the known faults that the package index tells of.

    python .ci/audit.py FOLDER

pip-audit is installed into an environment in FOLDER, from `.ci/audit.txt`. Exits 1 where a fault
is known that a newer version mends. Where the index cannot be asked it says so and exits 0: an
index that is down must not keep a change from being made.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LOCKS = (HERE.parent / "requirements.lock", HERE / "audit.txt")
MOST_SECONDS = 300
MOST_NAMED = 10


class NotDoneError(Exception):
    """What kept the audit from being done."""


def main(folder: Path) -> int:
    """The exit status."""
    try:
        audited = [one for lock in LOCKS for one in ask(installed(folder), lock)]
    except (NotDoneError, OSError, subprocess.TimeoutExpired) as error:
        print(f"audit not done: {error}")
        return 0
    lines, failed = judge(audited)
    print("\n".join(lines))
    return int(failed)


def installed(folder: Path) -> Path:
    """The program, installed where it is not yet there."""
    program = folder / "bin" / "pip-audit"
    if not program.exists():
        said([sys.executable, "-m", "venv", folder])
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes"]
        said([*pip, "-r", HERE / "audit.txt"])
    return program


def ask(program: Path, lock: Path) -> list[dict[str, Any]]:
    """What is known of each dependency in a lock."""
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
    # 1 where it found something, and where it broke down.
    told = said([program, *options, "-r", lock], (0, 1))
    try:
        dependencies: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError) as error:
        raise NotDoneError(f"pip-audit gave no list of {lock.name}") from error
    return dependencies


def said(command: list[Any], well: tuple[int, ...] = (0,)) -> str:
    """What a program prints. Raises NotDoneError where it fails."""
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=MOST_SECONDS
    )
    if done.returncode not in well or (not done.stdout and well != (0,)):
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
        raise NotDoneError(f"{Path(command[0]).name} failed: {''.join(last)}")
    return done.stdout


def judge(audited: list[dict[str, Any]]) -> tuple[list[str], bool]:
    """What to say of all dependencies, and whether there is something to be done."""
    faults = [(one, fault) for one in audited for fault in one.get("vulns", ())]
    lines = []
    for one, fault in faults:
        names = ", ".join([fault["id"], *fault["aliases"]])
        mended = ", ".join(fault["fix_versions"])
        outcome = f"mended in {mended}" if mended else "not mended yet"
        lines.append(f"{one['name']} {one['version']} has a known fault, {outcome}: {names}")
    if skipped := [one["name"] for one in audited if "skip_reason" in one]:
        more = f" and {len(skipped) - MOST_NAMED} more" if len(skipped) > MOST_NAMED else ""
        named = ", ".join(skipped[:MOST_NAMED])
        lines.append(f"audit not done: the index tells nothing of {named}{more}")
    lines.append(f"{len(audited) - len(skipped)} dependencies audited, {len(faults)} known faults")
    return lines, any(fault["fix_versions"] for _, fault in faults)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
