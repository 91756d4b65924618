"""A few of the refusals that `tests/hostile/refusals.py` does by the dozen."""

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@pytest.mark.parametrize("way", ["size", "full", "closed"])
def test_a_run_that_may_not_write_leaves_the_old_and_says_why(way, tmp_path, capfd):
    # It needs a module of systems that fork.
    from tests.hostile.refusals import on_its_own, under

    if under(way, str(tmp_path)) is None:
        pytest.skip("this system lets no disk be made, or no right be given up")
    status = on_its_own(2, way)
    told = capfd.readouterr()
    assert status == 0, told.err
    assert "refused" in told.out
