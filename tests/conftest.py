"""What every test may ask for."""

from pathlib import Path

import pytest
from hypothesis import settings

# Two runs of the same tree must agree, and slow machines must not fail it.
settings.register_profile("factsheets", deadline=None, derandomize=True)
settings.load_profile("factsheets")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """Documents with hand labels: NAME.txt and NAME.gold.json."""
    return ROOT / "tests" / "fixtures"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Labelled development documents beside the repository, where there are any."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no shared folder beside the repository")
    return folder
