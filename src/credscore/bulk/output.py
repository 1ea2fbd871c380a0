"""Where a batch's output goes: a stream, or a file that is whole or not there."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from credscore.errors import InputError

__all__ = ["Standard", "Whole", "cannot_write", "write_all"]


def cannot_write(error: OSError, name: str) -> InputError:
    """The error of a file that cannot be written."""
    return InputError(f"cannot be written: {error.strerror or error}", file=name)


def write_all(descriptor: int, data: bytes) -> None:
    """Writes all of ``data``, however many writes that takes."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


class Standard:
    """Standard output; on a terminal each piece is shown at once."""

    def __init__(self) -> None:
        self._at_once = sys.stdout.isatty()

    def __enter__(self) -> Standard:
        return self

    def write(self, piece: str) -> None:
        sys.stdout.write(piece)
        if self._at_once:
            sys.stdout.flush()

    def __exit__(self, *_: object) -> None:
        return


class Whole:
    """A file that appears, or takes the place of an older one, when all of it is written.

    Until then the output lies beside it as ``.NAME.PID.part``. A device or a pipe is written to as it is.

    Raises:
        InputError: It cannot be written; what was there is still there.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._path: Path | None = None
        self._part: Path | None = None
        self._stream: IO[bytes] | None = None

    def __enter__(self) -> Whole:
        if "\0" in self._name:
            raise InputError("cannot be written: no file has a NUL in its name", file=self._name)
        try:
            path = Path(os.path.realpath(self._name))  # through a link, which stays one
            if path.exists() and not path.is_file():
                self._stream = open(path, "wb")
            else:
                self._path = path
                self._part = path.with_name(f".{path.name}.{os.getpid()}.part")
                self._stream = open(self._part, "xb")
        except OSError as error:
            raise cannot_write(error, self._name) from None
        except KeyboardInterrupt:  # it came while the file was made, and nobody leaves what was not entered
            self._close()
            raise
        return self

    def write(self, piece: str) -> None:
        assert self._stream is not None
        try:
            self._stream.write(piece.encode("utf-8", "backslashreplace"))
        except BrokenPipeError:
            raise
        except OSError as error:
            raise cannot_write(error, self._name) from None

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        assert self._stream is not None
        try:
            if kind is None:
                self._finish()
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            raise cannot_write(error, self._name) from None
        finally:
            self._close()

    def _finish(self) -> None:
        assert self._stream is not None
        self._stream.flush()
        if self._part is not None and self._path is not None:
            os.fsync(self._stream.fileno())
            if self._path.exists():
                self._part.chmod(self._path.stat().st_mode & 0o7777)
            self._part.replace(self._path)
            self._part = None

    def _close(self) -> None:
        if self._stream is not None:
            with suppress(OSError):  # what could not be written was complained about
                self._stream.close()
        if self._part is not None:
            self._part.unlink(missing_ok=True)
