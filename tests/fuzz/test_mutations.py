"""A few of the mutations that `tests/fuzz/run.py` does by the thousand."""

import multiprocessing
from pathlib import Path

import pytest

from tests.fuzz.run import BATCH, check_batch, make_batch, read_seeds
from tests.fuzz.seeds import write_seeds


@pytest.mark.parametrize("key", ["suite:0", "suite:1"])
def test_mutated_documents_keep_every_invariant(tmp_path: Path, key: str) -> None:
    write_seeds(tmp_path / "seeds", only=("us-japan-scc-2024", "us-japan-scc-2023"))
    seeds = read_seeds([tmp_path / "seeds"])
    made = make_batch(tmp_path / "raw", seeds, key)
    assert len({file.read_bytes() for file, _ in made}) > BATCH / 2
    beat = multiprocessing.Value("d", 0.0)
    assert check_batch(tmp_path, key.endswith("0"), beat) == []


def test_the_same_key_makes_the_same_files(tmp_path: Path) -> None:
    write_seeds(tmp_path / "seeds", only=("us-japan-scc-2024",))
    seeds = read_seeds([tmp_path / "seeds"])
    one, other = (
        [(file.name, file.read_bytes(), done) for file, done in make_batch(folder, seeds, "a")]
        for folder in (tmp_path / "a", tmp_path / "b")
    )
    assert one == other
