"""United Nations texts against the hierarchy that their issuer gives beside them."""

from pathlib import Path

import pytest

from pipeline.outline import parse
from pipeline.readers import read
from tests.outline.un_hierarchy import missed, pieces

FLOOR = 0.97
# Its JSON calls all of it front matter and tells no hierarchy.
WITHOUT_HIERARCHY = "un_2020_prst-4"


def test_headings_and_paragraphs_stand_where_the_issuer_puts_them(shared: Path) -> None:
    folder = shared / "corpus" / "un"
    files = sorted(f for f in folder.glob("orig/*.json") if f.stem != WITHOUT_HIERARCHY)
    if not files:
        pytest.skip("no issuers' hierarchies beside the repository")
    total, lost = 0, []
    for file in files:
        source = read(f"{file.stem}.txt", (folder / f"{file.stem}.txt").read_bytes())
        total += len(pieces(file))
        lost += missed(file, source.text, parse(source))
    assert len(lost) <= (1 - FLOOR) * total, lost
