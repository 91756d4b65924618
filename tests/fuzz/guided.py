"""Coverage-guided fuzzing of one part of the program, by atheris (not a dependency: installed
beside it).

    python -m tests.fuzz.guided TARGET CORPUS -max_total_time=600

TARGET is one of `tests/fuzz/targets.py`. CORPUS is a folder of inputs, which libFuzzer grows; its
own options follow. A crash or a broken invariant ends the run and leaves its input in `crash-…`.
`tests/fuzz/rounds.py` makes the folders and runs every target in turn.
"""

import random
import sys

import atheris

from tests.fuzz.pieces import crossed, mutated

# Before `targets`, which imports it without.
with atheris.instrument_imports(include=["pipeline"], enable_loader_override=False):
    from tests.fuzz.targets import TARGETS

_BYTES_ALONE = 0.2


def main(argv: list[str]) -> None:
    """Hands the target to libFuzzer, which ends the process."""
    kind, rest = argv[1], [argv[0], *argv[2:]]

    def change(data: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)
        if rng.random() < _BYTES_ALONE or not data:
            return bytes(atheris.Mutate(data, most))
        return mutated(kind, data, rng)[:most]

    def cross(data: bytes, other: bytes, most: int, seed: int) -> bytes:
        return crossed(kind, data, other, random.Random(seed))[:most]

    atheris.Setup(rest, TARGETS[kind], custom_mutator=change, custom_crossover=cross)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
