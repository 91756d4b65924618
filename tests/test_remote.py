"""Documents on any file system of fsspec are read as those on this machine."""

import pytest

from pipeline.errors import UsageError
from pipeline.runner import execute
from pipeline.runner.inputs import find
from pipeline.runner.kept import key_of

fsspec = pytest.importorskip("fsspec", reason="the extra dask is not installed")

FILES = {
    "letter.txt": b"Japan and Kenya decided to open an office in Oslo by 2030.\n",
    "letter.meta.toml": b'issuer = "An Office"\n',
    "deep/page.html": b"<p>Norway and Kenya agreed to build a port.</p>",
    ".hidden.txt": b"hidden",
    "more.jsonl": b'{"text": "Chile and Kenya agreed to train sailors."}\nno json\n',
}


@pytest.fixture
def bucket(request):
    system = fsspec.filesystem("memory")
    root = f"/{request.node.name}"
    for name, data in FILES.items():
        system.pipe_file(f"{root}/{name}", data)
    yield f"memory:/{root}"
    system.rm(root, recursive=True)


def test_an_address_gives_what_a_folder_gives(bucket, tmp_path):
    for name, data in FILES.items():
        (tmp_path / "raw" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "raw" / name).write_bytes(data)
    there, here = execute(bucket, tmp_path / "there"), execute(tmp_path / "raw", tmp_path / "here")
    for name in there.tables:
        assert there.tables[name].equals(here.tables[name]), name
    assert there.statuses == {"ok": 3, "failed": 1}
    assert there.tables["documents"]["issuer"].to_pylist()[1] == "An Office"


def test_a_companion_that_changes_is_noticed(bucket):
    (item,) = find([f"{bucket}/letter.txt"])
    before = key_of(item)
    fsspec.filesystem("memory").pipe_file(
        bucket.removeprefix("memory:/") + "/letter.meta.toml", b'issuer = "Another"\n'
    )
    assert key_of(item) != before


@pytest.mark.parametrize("address", ["memory://nowhere/at/all", "nothing-knows-this://x"])
def test_an_address_that_cannot_be_reached_is_told(address):
    with pytest.raises(UsageError, match=r"no file or folder|cannot be reached"):
        execute(address)
