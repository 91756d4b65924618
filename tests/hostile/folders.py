"""Folders of a few texts, for runs to which something happens."""

from pathlib import Path


def raw_folder(place: Path, **texts: str) -> Path:
    """A new folder `raw` in a place, with each text as `NAME.txt`."""
    folder = place / "raw"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return folder
