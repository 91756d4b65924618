"""What holds of the whole tree: imports point down, files stay small, data names its source."""

import ast
import csv
import re
import tomllib
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest
import typer

from pipeline.cli import app

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline"

# Each room may import from the rows above its own; the first row's also from one another.
LAYERS = (
    ("errors", "values", "model", "ids", "edtf", "config", "limits"),
    ("lexicon",),
    ("readers",),
    ("outline",),
    ("language",),
    ("linking",),
    ("tables",),
    ("engines", "evaluate", "report"),
    ("corrections",),
    ("runner",),
    ("terminal", "comparison", "labelling"),
    ("changes",),
    ("cli",),
    ("pipeline",),
)
LAYER = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
MOST_LINES = 500
HOUSEKEEPING = {"help", "setup", "audit", "lock", "clean"}


def module_name(file: Path) -> str:
    """`pipeline.language.acts` for its file or its folder's `__init__.py`."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(file.read_text(encoding="utf-8")) for name, file in FILES.items()}


def room(module: str) -> str:
    """The part of the package a module belongs to; `pipeline` for the package itself."""
    return module.split(".")[1] if "." in module else module


def imports(module: str) -> set[str]:
    """Modules of the package that a module imports anywhere in its code."""
    found: set[str] = set()
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            found.update(
                inner if (inner := f"{base}.{alias.name}") in FILES else base
                for alias in node.names
            )
    return {name for name in found if name in FILES and name != module}


def _absolute(module: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    is_package = FILES[module].name == "__init__.py"
    parts = module.split(".")
    parts = parts[: len(parts) - node.level + is_package]
    return ".".join([*parts, *filter(None, [node.module])])


def test_relative_imports_are_resolved() -> None:
    inside = ast.parse("from . import cells\nfrom ..ids import slug").body
    found = [_absolute("pipeline.tables.cells", n) for n in inside if isinstance(n, ast.ImportFrom)]
    assert found == ["pipeline.tables", "pipeline.ids"]


def test_imports_point_down() -> None:
    homeless = {room(module) for module in FILES} - LAYER.keys()
    assert not homeless, f"no place in LAYERS: {homeless}"
    upward = [
        f"{module} imports {other}"
        for module in FILES
        for other in imports(module)
        if not may_import(room(module), room(other))
    ]
    assert not upward


def may_import(own: str, other: str) -> bool:
    """Whether a room may import another."""
    return own == other or LAYER[other] < LAYER[own] or LAYER[other] == LAYER[own] == 0


def test_no_cycles() -> None:
    graph = {name: imports(name) for name in FILES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_no_module_is_long() -> None:
    sizes = {name: len(file.read_text("utf-8").splitlines()) for name, file in FILES.items()}
    assert not {name: size for name, size in sizes.items() if size > MOST_LINES}


def test_public_things_say_what_they_are() -> None:
    without = [name for module, tree in TREES.items() for name in undocumented(module, tree)]
    assert not without


def undocumented(module: str, tree: ast.Module) -> list[str]:
    """The module and its public functions and classes, those that have no docstring."""
    public = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    bare = [module] if tree.body and not ast.get_docstring(tree) else []
    return bare + [f"{module}.{node.name}" for node in public if not ast.get_docstring(node)]


def test_every_lexicon_row_names_its_source() -> None:
    tables = sorted((PACKAGE / "lexicon").rglob("*.csv"))
    assert tables
    bare = []
    for file in tables:
        with file.open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle)
            bare += [
                f"{file.relative_to(PACKAGE)} line {reader.line_num}"
                for row in reader
                if not (row.get("source") or "").strip()
            ]
    assert not bare


def commands() -> list[str]:
    """The commands of `factsheets`."""
    return sorted(typer.main.get_group(app).commands)


def targets() -> list[str]:
    """The targets of the Makefile."""
    found = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert found
    return found[1].split()


@pytest.mark.parametrize(
    "command",
    [f"factsheets {name}" for name in commands()]
    + [f"make {name}" for name in targets() if name not in HOUSEKEEPING],
)
def test_readme_names_every_command(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\b{re.escape(command)}\b", readme)


@pytest.mark.parametrize("target", [name for name in targets() if name != "help"])
def test_make_help_names_every_target(target: str) -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"'make {target} " in recipe


@pytest.mark.parametrize("file", ["requirements.lock", ".ci/audit.txt"])
def test_a_lock_pins_everything_and_names_no_place(file: str) -> None:
    lock = (ROOT / file).read_text(encoding="utf-8")
    rows = locked(lock)
    assert rows
    assert all(re.match(r"[a-z0-9._-]+==[^ ]+ .*--hash=sha256:", row) for row in rows)
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|@ ", lock)


def locked(lock: str) -> list[str]:
    """What a lock pins, a row each."""
    return re.sub(r"\\\n\s*", "", re.sub(r"^\s*#.*\n", "", lock, flags=re.M)).splitlines()


def test_the_lock_holds_all_that_the_project_asks_for() -> None:
    rows = locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    # The extra for development names the others by the project's own name.
    names = {re.split(r"[^A-Za-z0-9._-]", name)[0].lower() for name in asked} - {project["name"]}
    assert names <= {row.split("==")[0] for row in rows}
