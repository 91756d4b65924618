"""Bytes -> text, with a word on every doubt: encodings, stray NULs, binary content."""

import codecs

from pipeline.errors import ReadError
from pipeline.model import Problem

# How much of a file decides what it is: enough for any masthead, small enough for 5 MB lines.
_SAMPLE = 65_536
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b")))
_MAX_CONTROL_SHARE = 0.05
_MAX_CONTROLS = 8


def decode(name: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file as it stands, a leading U+FEFF kept, and what is doubtful about it.

    UTF-8, UTF-16 and UTF-32 are read as such; other bytes are guessed and the guess is told.
    Raises ReadError `empty` for a file without text, `binary` for one that is no text.
    """
    if not data:
        raise _empty(name)
    text, problems = _unicode(data) or _eight_bit(name, data)
    if not text.strip("\ufeff\x00 \t\r\n\x0b\x0c\x85\xa0\u2028\u2029"):
        raise _empty(name)
    nuls = text.count("\x00")
    if nuls:
        at = text.index("\x00")
        message = f"{name} holds {nuls} NUL characters; they stay in the text as they are."
        problems = (*problems, Problem("warning", "nul_bytes", message, at, at + 1))
    return text, problems


def _unicode(data: bytes) -> tuple[str, tuple[Problem, ...]] | None:
    if data.startswith(_UTF32):
        return _strict(data, "utf-32-le" if data.startswith(_UTF32[0]) else "utf-32-be")
    for mark, codec in _UTF16:
        if data.startswith(mark):
            return _strict(data, codec)
    guess = _bare_utf16(data)
    if guess:
        return _strict(data, guess)
    if _looks_binary(data):
        return None
    return _strict(data, "utf-8")


def _strict(data: bytes, codec: str) -> tuple[str, tuple[Problem, ...]] | None:
    try:
        return data.decode(codec), ()
    except UnicodeDecodeError:
        return None


def _bare_utf16(data: bytes) -> str | None:
    # English text in UTF-16 has a NUL in every second byte, always on the same side.
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _looks_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > max(_MAX_CONTROLS, _MAX_CONTROL_SHARE * len(sample))


def _eight_bit(name: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    if _looks_binary(data):
        raise ReadError(
            f"{name} is not a text file: it holds binary data. "
            "Check the file's type and save it as text, or give it its true suffix.",
            "binary",
        )
    # The detector costs a third of a second to import, and most files are UTF-8.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=["cp1252", "latin_1", "mac_roman"]).best()
    codec = best.encoding if best else "cp1252"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        codec, text = "latin_1", data.decode("latin-1")
    message = f"{name} is not valid UTF-8; it was read as {codec}. Check accents and quotes."
    return text, (Problem("warning", "encoding", message),)


def _empty(name: str) -> ReadError:
    return ReadError(f"{name} holds no text. Check that the file was saved completely.", "empty")
