"""A result as bytes and back: its values in the order of their columns, without any record class,
so that reading it runs nobody's code."""

import io
import pickle
from dataclasses import fields
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, Final

from pipeline.model import Mention, Sketch
from pipeline.tables.rows import DocumentResult
from pipeline.tables.schema import DOCUMENTS, TABLES

# The size of what is packed stands before it.
_SIZE_BYTES: Final = 4
_LEVEL: Final = 1
_VALUES: Final = {name: itemgetter(*table.names) for name, table in TABLES.items()}
_MENTION: Final = attrgetter(*(field.name for field in fields(Mention)))
_SKETCH: Final = attrgetter(*(field.name for field in fields(Sketch)))
# What bytes that were tampered with can raise.
_FAULTS: Final = (
    OSError, EOFError, pickle.UnpicklingError, ValueError, TypeError, AttributeError, IndexError,
    KeyError, MemoryError,
)  # fmt: skip


def packed(result: DocumentResult) -> bytes:
    """A result as bytes, Zstandard."""
    values = (
        _VALUES[DOCUMENTS.name](result.document),
        {name: list(map(_VALUES[name], rows)) for name, rows in result.tables.items()},
        list(map(_MENTION, result.mentions)),
        _SKETCH(result.sketch),
        (result.text, result.write_text, result.seconds, result.input),
    )
    data = pickle.dumps(values, protocol=5)
    return len(data).to_bytes(_SIZE_BYTES, "big") + bytes(_codec().compress(data, asbytes=True))


def unpacked(data: bytes) -> DocumentResult | None:
    """The result of which `packed` gave these bytes; None where it did not."""
    try:
        size = int.from_bytes(data[:_SIZE_BYTES], "big")
        plain = _codec().decompress(data[_SIZE_BYTES:], size, asbytes=True)
        document, tables, mentions, sketch, (text, write_text, seconds, file) = _Reader(
            io.BytesIO(plain)
        ).load()
        return DocumentResult(
            dict(zip(DOCUMENTS.names, document, strict=True)),
            {name: _rows(name, rows) for name, rows in tables.items()},
            tuple([Mention(*values) for values in mentions]),
            text,
            write_text,
            Sketch(*sketch),
            seconds,
            file,
        )
    except _FAULTS:
        return None


def _rows(name: str, rows: list[Any]) -> list[dict[str, Any]]:
    names = TABLES[name].names
    return [dict(zip(names, row, strict=True)) for row in rows]


@cache
def _codec() -> Any:
    import pyarrow as pa  # type: ignore[import-untyped]

    return pa.Codec("zstd", _LEVEL)


class _Reader(pickle.Unpickler):
    """Reads plain values and days, whoever wrote the bytes."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != ("datetime", "date"):
            raise pickle.UnpicklingError(f"{module}.{name} is no value of a row")
        return super().find_class(module, name)
