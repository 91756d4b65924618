"""What the repository keeps under `processed/` is what `make run` writes, byte for byte."""

import json
from pathlib import Path

import pytest

from pipeline.runner import execute
from pipeline.runner.kept import FOLDER

# Times, and the machine's Python: everything else must agree.
NOT_COMPARED = ("timings.json",)
# What lies there besides, and is not kept.
ELSE = (f"{FOLDER}/", "report/")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("processed")
    execute(root / "raw", folder)
    return folder


def comparable(file: Path) -> bytes:
    """The bytes of a file; of run.json all but the version of Python."""
    if file.name != "run.json":
        return file.read_bytes()
    told = json.loads(file.read_text(encoding="utf-8"))
    del told["versions"]["python"]
    return json.dumps(told).encode()


def names(folder: Path) -> list[str]:
    kept = [f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()]
    return sorted(n for n in kept if n not in NOT_COMPARED and not n.startswith(ELSE))


def test_processed_is_what_the_program_writes(root: Path, written: Path) -> None:
    assert names(root / "processed") == names(written)
    for name in names(written):
        assert comparable(root / "processed" / name) == comparable(written / name), (
            f"processed/{name} is not what the program writes now: run `make run` and look at "
            "what changed before you commit it"
        )
