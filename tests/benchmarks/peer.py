"""Other programs, each in an environment of its own that is made here, asked as a subprocess."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NotRequired, TypedDict

from tests.benchmarks.texts import ROOT

HERE = Path(__file__).parent
ENVIRONMENTS = ROOT / ".venv-bench"
# A bench must neither send what it measures anywhere nor fetch models.
_ALONE = {
    "DO_NOT_TRACK": "true",
    "SCARF_NO_ANALYTICS": "true",
    "UNSTRUCTURED_DISABLE_NOTICE": "1",
    "HF_HUB_OFFLINE": "1",
}
_ROOM = 2_000_000_000
_MINUTE = 60
_LONGEST_INSTALL, _LONGEST_JOB = 15 * _MINUTE, 5 * _MINUTE


class Job(TypedDict):
    """Texts by format to be timed and to be read, and what a matcher looks for."""

    timed: dict[str, list[str]]
    read: dict[str, list[str]]
    terms: NotRequired[list[tuple[str, str]]]


class PeerError(Exception):
    """Why there is nothing of a peer, in a line."""


@dataclass(frozen=True)
class Peer:
    """A program by its name and what is installed for it."""

    name: str
    requirement: str

    @property
    def version(self) -> str:
        """The version that is pinned."""
        return self.requirement.partition("==")[2].split()[0]

    def ask(self, job: Job) -> dict[str, Any]:
        """The answer of its worker (`peers/exchange.py`).

        Raises PeerError where it cannot be installed, fails, or takes longer than five minutes;
        it is not tried again then.
        """
        if self in _FAILED:
            raise PeerError(_FAILED[self])
        try:
            self.install()
            return self._answer(job)
        except PeerError as error:
            _FAILED[self] = str(error)
            raise

    def _answer(self, job: Job) -> dict[str, Any]:
        with TemporaryDirectory() as folder:
            asked, told = Path(folder) / "job.json", Path(folder) / "answer.json"
            asked.write_text(json.dumps(job), encoding="utf-8")
            worker = HERE / f"peers/with_{self.name}.py"
            _run([str(self._python), str(worker), str(asked), str(told)], _LONGEST_JOB, "fails")
            answer: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
            return answer

    @property
    def _python(self) -> Path:
        return ENVIRONMENTS / self.name / "bin/python"

    def install(self) -> None:
        """Makes its environment, or makes it anew where what is pinned has changed."""
        ready = ENVIRONMENTS / self.name / ".ready"
        if ready.exists() and ready.read_text(encoding="utf-8") == self.requirement:
            return
        ENVIRONMENTS.mkdir(exist_ok=True)
        if shutil.disk_usage(ENVIRONMENTS).free < _ROOM:
            raise PeerError("not installed: less than 2 GB of disk are free")
        shutil.rmtree(ready.parent, ignore_errors=True)
        print(f"installing {self.requirement}", file=sys.stderr)
        _run([sys.executable, "-m", "venv", str(ready.parent)], _LONGEST_INSTALL, "not installed")
        pip = [str(self._python), "-m", "pip", "install", "--quiet", *self.requirement.split()]
        _run(pip, _LONGEST_INSTALL, "not installed")
        ready.write_text(self.requirement, encoding="utf-8")


_FAILED: dict[Peer, str] = {}


def _run(command: list[str], longest: float, otherwise: str) -> None:
    try:
        subprocess.run(
            command,
            capture_output=True,
            check=True,
            text=True,
            timeout=longest,
            env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | _ALONE,
        )
    except subprocess.TimeoutExpired:
        raise PeerError(f"{otherwise}: more than {longest / _MINUTE:.0f} minutes") from None
    except subprocess.CalledProcessError as error:
        raise PeerError(f"{otherwise}: {_reason(error.stderr)}") from None


def _reason(told: str) -> str:
    """The line of an error output that says most: pip's first error, else the last line."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR:")]
    return (errors or lines[-1:] or ["no reason told"])[0][:160]


def peers() -> dict[str, Peer]:
    """The peers of `peers.txt` by name."""
    lines = (HERE / "peers.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return {name: Peer(name, requirement.strip()) for name, requirement in pairs}
