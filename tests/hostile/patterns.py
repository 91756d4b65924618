"""Every regular expression that the program compiles, as lines of JSON: pattern, flags, place.

    python -m tests.hostile.patterns

Those of modules are seen when they are imported, those of functions when a run needs them.
"""

import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SEEN: dict[tuple[str, int], str] = {}


def watch() -> None:
    """Has `re` tell what is compiled from here on, where the program itself asks for it."""
    real = re._compile  # type: ignore[attr-defined]

    def told(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        file = Path(frame.f_code.co_filename)
        found = real(pattern, flags)
        if "pipeline" in file.parts and isinstance(found.pattern, str | bytes):
            text = (
                found.pattern if isinstance(found.pattern, str) else found.pattern.decode("latin")
            )
            SEEN.setdefault((text, found.flags), f"{file.name}:{frame.f_lineno}")
        return found

    re._compile = told  # type: ignore[attr-defined]


def main() -> None:
    watch()
    import pipeline

    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from pipeline.runner import execute

    execute([ROOT / "raw", ROOT / "tests" / "fixtures"])
    for (pattern, flags), place in SEEN.items():
        sys.stdout.write(json.dumps([pattern, flags, place]) + "\n")


if __name__ == "__main__":
    main()
