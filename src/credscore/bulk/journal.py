"""A batch that can be taken up again: its output grows line by line, and a journal beside it says of what it is made.

The output ``NAME`` is JSON lines, one for each record that could be scored, in the order of the input. The journal
``NAME.journal`` is JSON lines too: first what the batch is made of (the settings and the digests of policy, model and
input), then one line for each record that could not be read or scored, and at the end how many there were. Each
record leaves one line in one of the two, written at once and in order; so after a kill the number of whole lines in
both is the number of records that are done, and a last line without its end is one that is not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from credscore.bulk.outcome import Record
from credscore.bulk.output import cannot_write, write_all
from credscore.errors import CredscoreError, InputError
from credscore.statement import Article

__all__ = ["Resumable"]

_CHUNK = 1 << 20
_LARGEST = 256 * 1024 * 1024  # bytes of a journal


class Resumable:
    """An output file with its journal, locked while it is entered.

    Attributes:
        good: Records written, those of earlier runs included.
        bad: Records that could not be read or scored, those of earlier runs included.
        complete: Whether an earlier run got to the end.

    Args:
        name: The output file. It and its journal are made if neither is there.
        made_of: What the output depends on, as plain JSON values.

    Raises:
        InputError: The file was begun otherwise, is being written to, was changed, or cannot be written.
    """

    def __init__(self, name: str, made_of: Mapping[str, Any]) -> None:
        if "\0" in name:
            raise InputError("cannot be written: no file has a NUL in its name", file=name)
        self._name = name
        self._path = Path(os.path.realpath(name))
        self._beside = self._path.with_name(f"{self._path.name}.journal")
        self._made_of = json.loads(json.dumps(made_of))
        self._out = self._log = -1
        self._whole = 0  # bytes of the output up to the end of its last whole line
        self._last_good: str | None = None
        self._bad_numbers: set[int] = set()
        self.good = self.bad = 0
        self.complete = False

    @property
    def done(self) -> int:
        """How many records are done."""
        return self.good + self.bad

    def __enter__(self) -> Resumable:
        try:
            self._open()
        except OSError as error:
            self._close()
            raise cannot_write(error, self._name) from None
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        self._close()

    def write(self, piece: str) -> None:
        """One more line of the output; all of it, or, where that fails, none."""
        data = piece.encode("utf-8", "backslashreplace")
        self._append(self._out, data, self._whole)
        self._whole += len(data)
        self.good += 1

    def write_bad(self, error: CredscoreError) -> None:
        """One more record that could not be read or scored."""
        self._enter({"record": self.done, "error": str(error)})
        self.bad += 1

    def finish(self) -> None:
        """All records are done."""
        try:
            os.fsync(self._out)
        except OSError as error:
            raise cannot_write(error, self._name) from None
        self._enter({"complete": True, "scored": self.good, "bad": self.bad})

    def pass_over(self, records: Iterator[Record]) -> None:
        """Takes the records that are done from ``records``, and checks the last of them against the output.

        Raises:
            InputError: There are fewer, or another was written.
        """
        last = None
        for number in range(self.done):
            record = next(records, None)
            if record is None:
                raise self._refused(f"it has {self.done} records, and the input only {number}")
            if number not in self._bad_numbers:
                last = record
        if last is not None and isinstance(last.item, Article) and last.item.id != self._last_good:
            raise self._refused(
                f"its last line is of the article {self._last_good!r}, where {last.item.id!r} was to be expected"
            )

    def _refused(self, reason: str) -> InputError:
        return InputError(f"cannot be taken up again: {reason}", file=self._name)

    def _open(self) -> None:
        if self._path.exists() and not self._path.is_file():
            raise self._refused("it is no file")
        if self._path.exists() and not self._beside.exists():
            raise self._refused(f"there is no {self._beside.name} beside it; it was not begun with --resume")
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        self._log = os.open(self._beside, flags, 0o666)
        self._lock()
        self._read_journal()
        if self.bad and not self._path.exists():
            raise self._refused(f"{self._beside.name} is there, and the file is not")
        self._out = os.open(self._path, flags, 0o666)
        self._read_output()
        if self._bad_numbers and max(self._bad_numbers) >= self.done:
            raise self._refused("lines are missing from it")

    def _lock(self) -> None:
        try:
            import fcntl
        except ImportError:
            return
        try:
            # A lock of the process and not of the open file, or workers that outlive a killed batch would hold it.
            fcntl.lockf(self._log, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise self._refused("another batch is writing to it") from None

    def _read_journal(self) -> None:
        size = os.fstat(self._log).st_size
        if size > _LARGEST:
            raise self._refused(f"{self._beside.name} is larger than {_LARGEST} bytes")
        data = _read(self._log, size)
        end = data.rfind(b"\n") + 1
        lines = data[:end].splitlines()
        os.ftruncate(self._log, end)
        os.lseek(self._log, end, os.SEEK_SET)
        if not lines:
            if self._path.exists() and self._path.stat().st_size:
                raise self._refused(f"{self._beside.name} is empty")
            self._enter(self._made_of)
            os.fsync(self._log)
            return
        try:
            first, *rest = [json.loads(line) for line in lines]
            self._compare(first)
            for one in rest:
                if "complete" in one:
                    self.complete = True
                else:
                    self._bad_numbers.add(int(one["record"]))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            if isinstance(error, CredscoreError):
                raise
            raise self._refused(f"{self._beside.name} is damaged") from None
        self.bad = len(self._bad_numbers)

    def _compare(self, first: object) -> None:
        if not isinstance(first, dict):
            raise ValueError("no object")
        for key in sorted({*first, *self._made_of}):
            if first.get(key) != self._made_of.get(key):
                was, now = (_shown(one.get(key)) for one in (first, self._made_of))
                raise self._refused(f"{key} was {was} when it was begun, and is {now} now")

    def _read_output(self) -> None:
        """Counts whole lines, and cuts off what follows the last of them."""
        size = os.fstat(self._out).st_size
        position = 0
        start_of_last = 0
        while position < size:
            chunk = os.read(self._out, _CHUNK)
            if not chunk:
                break
            count = chunk.count(b"\n")
            if count:
                self.good += count
                end = position + chunk.rfind(b"\n") + 1
                before = chunk.rfind(b"\n", 0, end - position - 1)
                start_of_last = self._whole if before < 0 else position + before + 1
                self._whole = end
            position += len(chunk)
        os.ftruncate(self._out, self._whole)
        if self.good:
            os.lseek(self._out, start_of_last, os.SEEK_SET)
            try:
                self._last_good = str(json.loads(_read(self._out, self._whole - start_of_last))["id"])
            except (ValueError, TypeError, KeyError, RecursionError):
                raise self._refused("its last line is no report") from None
        os.lseek(self._out, self._whole, os.SEEK_SET)

    def _enter(self, entry: Mapping[str, Any]) -> None:
        here = os.lseek(self._log, 0, os.SEEK_CUR)
        self._append(self._log, json.dumps(entry).encode() + b"\n", here)

    def _append(self, descriptor: int, data: bytes, start: int) -> None:
        try:
            write_all(descriptor, data)
        except OSError as error:
            os.ftruncate(descriptor, start)
            os.lseek(descriptor, start, os.SEEK_SET)
            name = self._name if descriptor == self._out else str(self._beside)
            fault = cannot_write(error, name)
            raise InputError(f"{fault.message}; --resume goes on after {self.done} records", file=name) from None

    def _close(self) -> None:
        for descriptor in (self._out, self._log):
            if descriptor >= 0:
                os.close(descriptor)
        self._out = self._log = -1


def _read(descriptor: int, size: int) -> bytes:
    pieces = []
    while size > 0 and (piece := os.read(descriptor, min(size, _CHUNK))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _shown(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 80 else text[:77] + "..."
