"""The net that ships in a form that loads fast: the same JSON, and beside it the bytes that it has in base64.

``extractor.bin`` is made from ``models/extractor.json`` when the package is built or installed, and holds the digest of
what it was made from. Whatever is off in it, it is passed over: what counts is always the file. What is read here is
as untrusted as that, and is checked by the same code (`credscore.extract.modelfile.parse_model`).

    magic, 16 bytes; the file's SHA-256, 32 bytes, and its length, 8 bytes, the least first; that of the JSON;
    the JSON, in which a length stands for each base64; the bytes of each in turn, from a multiple of 16 on
"""

from __future__ import annotations

import binascii
import hashlib
import json
from pathlib import Path
from typing import Any

from credscore.shipped import PACKAGE

__all__ = ["MADE", "made", "unpacked"]

MADE = "extractor.bin"
_MAGIC = b"credscore net 1\n"
_NUMBERS = ("data", "scale", "rows")  # what an array of a model file has in base64
_FILE, _LENGTH = slice(16, 56), slice(56, 64)
_START, _STEP = 64, 16
_TOGETHER = 1 << 17  # bytes read at a time of the file that need not be kept


def made(raw: bytes) -> bytes:
    """A model file in the form that loads fast.

    Args:
        raw: The file, which is sound.
    """
    data = json.loads(raw)
    parts: list[bytes] = []
    for spec in data["arrays"].values():
        for name in _NUMBERS:
            if name in spec:
                parts.append(binascii.a2b_base64(spec[name], strict_mode=True))
                spec[name] = len(parts[-1])
    head = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    out = [_MAGIC, hashlib.sha256(raw).digest(), _whole(len(raw)), _whole(len(head)), head]
    place = _START + len(head)
    for part in parts:
        out += [bytes(-place % _STEP), part]
        place += -place % _STEP + len(part)
    return b"".join(out)


def unpacked(path: Path, most: int) -> dict[str, Any] | None:
    """The data of a model file, with bytes in place of base64; None where nothing was made from it.

    Args:
        path: The model file.
        most: The largest size in bytes of what was made.
    """
    try:
        with (PACKAGE / MADE).open("rb") as stream:
            start = stream.read(_START)
            if start[: len(_MAGIC)] != _MAGIC or start[_FILE] != _of_file(path, start[_FILE]):
                return None
            stream.seek(0)
            found = stream.read(most + 1)
        return _filled(found) if len(found) <= most else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _of_file(path: Path, expected: bytes) -> bytes:
    """The digest and the length of a file; one whose length is not the expected one is not even opened.

    A pipe has none, and can be read but once.
    """
    digest = hashlib.sha256()
    length = _whole(path.stat().st_size)
    if not expected.endswith(length):
        return b""
    with path.open("rb") as stream:
        room = memoryview(bytearray(_TOGETHER))
        for _ in range(0, int.from_bytes(length, "little") + 1, _TOGETHER):  # and no more, should it grow
            digest.update(room[: stream.readinto(room)])
    return digest.digest() + length


def _whole(number: int) -> bytes:
    return number.to_bytes(8, "little")


def _filled(found: bytes) -> dict[str, Any] | None:
    """The JSON with what its lengths stand for; None where they are not those of the bytes there are."""
    place = _START + int.from_bytes(found[_LENGTH], "little")
    data: dict[str, Any] = json.loads(found[_START:place])
    whole = memoryview(found)
    for spec in data["arrays"].values():
        for name in _NUMBERS:
            if name in spec:
                place += -place % _STEP
                stop = place + spec[name]
                if stop < place or stop > len(found):
                    return None
                spec[name] = whole[place:stop]
                place = stop
    return data if place == len(found) else None
