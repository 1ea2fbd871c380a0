"""Files and standard input as streams of bytes, unpacked where they are gzip, within bounds."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["STDIN", "open_stream", "read_all", "rejoined"]

STDIN = "<stdin>"
_MAGIC = b"\x1f\x8b"
_LARGEST = 256 * 1024 * 1024  # bytes of one document; larger is no article and would fill the memory
_FREE = 64 * 1024 * 1024  # unpacked bytes below which no ratio is looked at
_RATIO = 200  # text packs 3 to 20 times; what unpacks beyond this was made to


@contextmanager
def open_stream(name: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, or of standard input for ``-``, unpacked if they are gzip.

    Raises:
        OSError: It cannot be opened; while reading, that gzip data are damaged, end too early or unpack to
            absurdly many bytes.
    """
    if name == "-":
        if sys.stdin is None:
            raise OSError("standard input is closed")
        stream: io.BufferedReader[Any] = io.BufferedReader(_Borrowed(sys.stdin.buffer))
    elif "\0" in name:
        raise OSError("no file has a NUL in its name")
    else:
        stream = open(name, "rb")  # noqa: SIM115 - closed below
    with stream:
        if stream.peek(len(_MAGIC))[: len(_MAGIC)] == _MAGIC:
            yield io.BufferedReader(_Gunzip(stream))
        else:
            yield stream


def rejoined(start: bytes, stream: IO[bytes]) -> IO[bytes]:
    """A stream with the bytes that were read of it already put back before it."""
    return io.BufferedReader(_Borrowed(stream, start))


def read_all(stream: IO[bytes], largest: int = _LARGEST) -> bytes:
    """All bytes of a stream.

    Raises:
        OSError: There are more than `largest`.
    """
    data = stream.read(largest + 1)
    if len(data) > largest:
        raise OSError(f"is larger than {largest} bytes, which is no article")
    return data


class _Borrowed(io.RawIOBase):
    """A stream that is not ours to close, after what was read of it already."""

    def __init__(self, stream: IO[bytes], start: bytes = b"") -> None:
        self._stream = stream
        self._start = start
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        if self._start:
            count = min(len(view), len(self._start))
            view[:count] = self._start[:count]
            self._start = self._start[count:]
            return count
        read = getattr(self._stream, "read1", self._stream.read)  # what is there; do not wait for more
        data: bytes = read(len(view))
        view[: len(data)] = data
        self.taken += len(data)
        return len(data)


class _Gunzip(io.RawIOBase):
    """Unpacks gzip, one member after another; refuses what unpacks beyond all measure."""

    def __init__(self, packed: IO[bytes]) -> None:
        import gzip  # loaded for packed input only

        self._packed = _Borrowed(packed)
        self._unpacked = gzip.GzipFile(fileobj=io.BufferedReader(self._packed), mode="rb")
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        import zlib

        view = memoryview(buffer).cast("B")
        try:
            data = self._unpacked.read1(len(view))
        except EOFError:
            raise OSError("is gzip that ends too early: the file is cut off") from None
        except (OSError, zlib.error) as error:
            raise OSError(f"is damaged gzip: {error}") from None
        self._given += len(data)
        if self._given > _FREE and self._given > _RATIO * self._packed.taken:
            raise OSError(f"is gzip that unpacks to more than {_RATIO} times its size, which is no text")
        view[: len(data)] = data
        return len(data)
