"""Reads every hostile document, one a line: what became of it, in how many seconds.

    python -m tests.hostile.run

Exits 1 if one has no row that says what happened, or broke the program itself.
"""

import hashlib
import sys
import tempfile
import time
from pathlib import Path

from pipeline.runner.documents import process
from pipeline.runner.inputs import Item
from tests.fuzz.invariants import OWN_FAULTS
from tests.hostile.documents import hostile


def main() -> int:
    """The exit status."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, data in hostile():
            file = Path(folder, name)
            file.write_bytes(data)
            started = time.monotonic()
            result = process(Item(str(file), name, hashlib.sha256(data).hexdigest()))
            codes = sorted({row["code"] for row in result.tables["problems"]})
            status = result.document["status"]
            bad += bool(set(codes) & set(OWN_FAULTS)) or (status == "failed" and not codes)
            taken = time.monotonic() - started
            sys.stdout.write(f"{name:24} {len(data):9} bytes {taken:6.1f} s {status} {codes}\n")
            file.unlink()
    return bool(bad)


if __name__ == "__main__":
    raise SystemExit(main())
