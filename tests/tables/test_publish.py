"""Results change all at once: killed or refused at any step, a folder holds the old or the new."""

import os
import signal
import subprocess
import sys
from errno import ENOSPC, EROFS
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.tables import publish
from pipeline.tables.lock import LOCK
from pipeline.tables.publish import building, speaking
from pipeline.tables.read import read_tables
from pipeline.tables.write import PACKAGE, is_result

FILES = ("acts.csv", "nodes.parquet", "texts/a.txt", "texts/b.txt", "codebook.md", PACKAGE)
OLD_ONLY = "links.csv"
# What the audited steps of one publication are: opening, removing, renaming, linking, ….
STEPS = ("open", "os.", "shutil.")


@pytest.fixture(params=["exchanged", "in place"])
def way(request, monkeypatch):
    """Both ways in which a folder is put in place."""
    if request.param == "in place":

        def unable(_one, _other):
            raise NotImplementedError

        monkeypatch.setattr(publish, "_exchange", unable)
    return request.param


def put(output, content, files=FILES):
    with building(output, is_result, PACKAGE) as place:
        with speaking(output):
            for name in files:
                file = place.folder / name
                file.parent.mkdir(exist_ok=True)
                file.write_text(content)
        place.publish()


def held(output):
    """Name and content of every result, and of all else that people see."""
    results, others = {}, {}
    for path in output.rglob("*"):
        inner = path.relative_to(output)
        if path.is_file() and not inner.parts[0].startswith(".next"):
            kind = results if is_result(inner) else others
            kind[inner.as_posix()] = path.read_text()
    return results, others


OLD = dict.fromkeys([*FILES, OLD_ONLY], "old")
NEW = dict.fromkeys(FILES, "new")
MINE = {"notes.txt": "mine", "report/data/0.js": "mine", ".kept/ab/abc": "mine"}


@pytest.fixture
def output(tmp_path):
    folder = tmp_path / "out"
    put(folder, "old", [*FILES, OLD_ONLY])
    for name, content in MINE.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return folder


@pytest.mark.usefixtures("way")
def test_new_results_take_the_place_of_the_old_and_nothing_else_is_touched(output):
    (output / "empty").mkdir()
    (output / "link").symlink_to("notes.txt")
    (output / "texts" / "mine.md").write_text("mine")
    before = (output / "notes.txt").stat().st_ino
    output.chmod(0o750)
    put(output, "new")
    assert held(output) == (NEW, MINE | {"link": "mine", "texts/mine.md": "mine"})
    assert (output / "empty").is_dir()
    assert (output / "link").is_symlink()
    assert (output / "notes.txt").stat().st_ino == before
    assert output.stat().st_mode & 0o777 == 0o750
    assert [path.name for path in output.parent.iterdir()] == ["out"]
    assert not (output / LOCK).exists()


def test_it_is_exchanged_where_it_can_be(output):
    before = output.stat().st_ino
    put(output, "new")
    assert (output.stat().st_ino == before) is (sys.platform not in ("linux", "darwin"))


def test_the_folder_that_someone_works_in_stays_the_same(output, monkeypatch):
    monkeypatch.chdir(output)
    before = output.stat().st_ino
    put(output, "new")
    assert output.stat().st_ino == before
    assert held(output) == (NEW, MINE)


def in_a_child(output, at, act):
    """Publishes in a forked process that does `act` at its step number `at`; its exit status."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    seen = 0

    def watch(event, _arguments):
        nonlocal seen
        if event.startswith(STEPS) and event != "os.fork":
            seen += 1
            if seen == at:
                act()

    sys.addaudithook(watch)
    try:
        put(output, "new")
    except OutputError:
        os._exit(3)
    except BaseException:  # noqa: BLE001 whatever it is, the parent must hear of it
        os._exit(4)
    os._exit(0)


def kill():
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(number):
    def act():
        raise OSError(number, os.strerror(number))

    return act


def is_whole(output, way):
    results, others = held(output)
    # The way of systems that cannot exchange folders: a part of either, marked as no whole run.
    partial = way == "in place" and PACKAGE not in results
    whole = results in (OLD, NEW)
    single = results.items() <= OLD.items() or results.items() <= NEW.items()
    return (whole or (partial and single)) and others.items() >= {"notes.txt": "mine"}.items()


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_killed_at_any_step_it_leaves_the_old_or_the_new(output, way):
    at, status = 0, 9
    while status == 9:
        at += 1
        status = in_a_child(output, at, kill)
        assert is_whole(output, way), at
        put(output, "new")
        assert held(output) == (NEW, MINE), at
        put(output, "old", [*FILES, OLD_ONLY])
        assert held(output) == (OLD, MINE), at
    assert status == 0
    assert at > 40


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.parametrize("number", [ENOSPC, EROFS], ids=["full", "read-only"])
def test_refused_at_any_step_it_leaves_the_old_or_the_new(output, way, number):
    at, status = 0, 3 << 8
    seen = set()
    while status != 0 or at < 40:
        at += 1
        status = in_a_child(output, at, refuse(number))
        seen.add(status >> 8)
        assert is_whole(output, way), at
        put(output, "old", [*FILES, OLD_ONLY])
        assert held(output) == (OLD, MINE), at
    assert seen == {0, 3}


@pytest.mark.usefixtures("way")
def test_a_folder_in_the_way_leaves_the_old(output):
    (output / "links.csv").unlink()
    (output / "links.csv").mkdir()
    before = held(output)
    with pytest.raises(OutputError, match=r"links\.csv is in the way"):
        put(output, "new", [*FILES, OLD_ONLY])
    assert held(output) == before


def test_two_runs_do_not_write_into_one_folder(output):
    with building(output, is_result, PACKAGE) as place:
        (place.folder / "acts.csv").write_text("first")
        with pytest.raises(OutputError, match=rf"is being written by process {os.getpid()} on"):
            put(output, "second")
        assert (place.folder / "acts.csv").read_text() == "first"
    put(output, "third")
    assert held(output)[0] == dict.fromkeys(FILES, "third")


def test_a_lock_of_a_run_that_died_holds_nobody_up(output):
    script = (
        "import os, sys; from pathlib import Path; from pipeline.tables.lock import locked\n"
        f"with locked(Path({str(output)!r})): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=False)
    assert (output / LOCK).exists()
    put(output, "new")
    assert held(output) == (NEW, MINE)


def test_tables_that_change_under_a_reader_are_read_anew(tmp_path, monkeypatch):
    for name in ("acts.csv", PACKAGE):
        (tmp_path / name).write_text("old")
    reads = []

    def rows(folder, name):
        reads.append(name)
        if len(reads) == 1:
            (folder / "new").write_text("new")
            (folder / "new").replace(folder / PACKAGE)
        return []

    monkeypatch.setattr("pipeline.tables.read._rows", rows)
    read_tables(tmp_path, ["acts", "nodes"])
    assert reads == ["acts", "nodes"] * 2
