"""One file of many records, each under a key: written one behind the other, found by key.

A record that is cut short or spoilt is as good as none; what stands behind one cut short is
written over. Nothing here knows what a record says.
"""

import os
from collections.abc import Collection, Iterator
from errno import ENOSPC
from io import FileIO
from pathlib import Path
from struct import Struct
from typing import Final
from zlib import crc32

# The hash that is the key, the length of the record behind it, and the checksum of both.
_HEAD: Final = Struct("<32sQI")


class Pack:
    """The records of the file `path`, which is made when the first is added; some hundred bytes
    each stay in memory.

    Keys are SHA-256 hashes in hex digits. `add`, `get` and `keep` raise OSError where the disk
    refuses.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None
        self._places: dict[int, int] = {}
        self._records = 0
        self._end = 0
        if path.is_file():
            self._open("r+b")
            self._places = dict(self._found())

    def __contains__(self, key: str) -> bool:
        return short(key) in self._places

    def get(self, key: str) -> bytes | None:
        """The record of a key; None where there is none, or it is spoilt."""
        place = self._places.get(short(key))
        if place is None or self._file is None:
            return None
        self._file.seek(place)
        name, length, check = _HEAD.unpack(self._file.read(_HEAD.size))
        data = self._file.read(length)
        whole = name == bytes.fromhex(key) and check == _check(name, data)
        return data if whole else None

    def add(self, key: str, data: bytes) -> None:
        """Puts a record behind the others, in place of an earlier one of its key."""
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._open("w+b")
        assert self._file
        name = bytes.fromhex(key)
        self._file.seek(self._end)
        record = _HEAD.pack(name, len(data), _check(name, data)) + data
        if self._file.write(record) < len(record):
            raise OSError(ENOSPC, os.strerror(ENOSPC), str(self._path))
        self._places[short(key)] = self._end
        self._records += 1
        self._end += len(record)

    def keep(self, keys: Collection[int]) -> None:
        """Closes the file; records of other keys than these, each as `short` has it, are gone."""
        if self._file is None:
            return
        used = sorted(place for key, place in self._places.items() if key in keys)
        if len(used) < self._records:
            self._copy(used)
        self._file.close()

    def _open(self, mode: str) -> None:
        # Without a buffer: a run that is killed loses nothing, a seek reads nothing.
        self._file = FileIO(self._path, mode)

    def _found(self) -> Iterator[tuple[int, int]]:
        """Where the record of each key begins, as far as the file goes."""
        assert self._file
        total = os.fstat(self._file.fileno()).st_size
        while len(head := self._file.read(_HEAD.size)) == _HEAD.size:
            name, length, _ = _HEAD.unpack(head)
            behind = self._end + _HEAD.size + length
            if behind > total:
                return
            yield int.from_bytes(name[:8], "big"), self._end
            self._records += 1
            self._end = behind
            self._file.seek(behind)

    def _copy(self, places: Collection[int]) -> None:
        assert self._file
        aside = self._path.with_suffix(".new")
        try:
            with aside.open("wb") as copy:
                for place in places:
                    self._file.seek(place)
                    head = self._file.read(_HEAD.size)
                    copy.write(head + self._file.read(_HEAD.unpack(head)[1]))
            aside.replace(self._path)
        except OSError:
            aside.unlink(missing_ok=True)
            raise


def short(key: str) -> int:
    """Enough of a key to tell it from a million others, in little memory."""
    return int(key[:16], 16)


def _check(name: bytes, data: bytes) -> int:
    return crc32(data, crc32(name))
