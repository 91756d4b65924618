"""The program as others install it: a wheel in an environment of its own."""

import csv
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

TEXT = "Statement\n\nJapan and Australia committed to expand trade by 2030.\n"
SUFFIXES = (".py", ".csv", ".typed", ".html", ".css", ".js")
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy, so that the tree stays as it is."""
    tree = tmp_path_factory.mktemp("tree")
    shutil.copytree(
        root / "pipeline", tree / "pipeline", ignore=shutil.ignore_patterns("__pycache__", ".*")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, tree)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist"]
    done = subprocess.run(build, cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = (tree / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment with the wheel; what it needs is lent by this one."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False)
    python = home / SCRIPTS / "python"
    install = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    subprocess.run([*pip, *install], check=True)
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip())
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "lent.pth").write_text("\n".join(sorted(lent)), encoding="utf-8")
    return home / SCRIPTS


def test_the_wheel_holds_the_package_and_nothing_else(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = [f for f in (root / "pipeline").rglob("*") if f.suffix in SUFFIXES]
    assert {f.relative_to(root).as_posix() for f in sources} <= names
    rest = {name.split("/")[0] for name in names} - {"pipeline"}
    assert {name.removesuffix(".dist-info").split("-")[0] for name in rest} == {"factsheets"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_runs_from_any_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def call(*words: str) -> str:
        done = subprocess.run(
            [str(installed / words[0]), *words[1:]],
            cwd=tmp_path,
            env=clean,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    where = call("python", "-c", "import pipeline; print(pipeline.__file__)")
    assert Path(where).is_relative_to(installed.parent)
    call("factsheets", "run", "one.txt", "--output", "out", "--strict")
    with (tmp_path / "out" / "commitments.csv").open(encoding="utf-8", newline="") as handle:
        (row,) = csv.DictReader(handle)
    assert row["actors"] == "JPN;AUS"
    assert row["action"] == "expand"
    call("factsheets", "report", "out")
    assert (tmp_path / "out" / "report" / "static" / "page.js").is_file()
    spacy = "import spacy; print(spacy.blank('en').add_pipe('factsheets_mentions') is not None)"
    assert call("python", "-c", spacy) == "True"
