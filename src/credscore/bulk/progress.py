"""How far a batch is: records, rate and time left, on one line of standard error."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

__all__ = ["Progress", "count_records"]

_EVERY = 0.5  # seconds between two lines on a terminal
_EVERY_IN_A_FILE = 30.0
_LINES = (".jsonl", ".ndjson")
_ONE = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
_CHUNK = 1 << 20


def count_records(names: Sequence[str]) -> int | None:
    """About how many records those files hold, or None where that is not known without reading them in full.

    Lines of JSON lines are counted, a text is one; folders, packed files, tables and standard input are not known.
    """
    total = 0
    for name in names:
        suffix = Path(name).suffix.lower()
        if "\0" in name or not os.path.isfile(name) or suffix not in (*_LINES, *_ONE):
            return None
        total += _lines(name) if suffix in _LINES else 1
    return total


def _lines(name: str) -> int:
    lines, last = 0, b"\n"
    with open(name, "rb") as stream:
        while chunk := stream.read(_CHUNK):
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    return lines + (last != b"\n")


class Progress:
    """A line that says how far a batch is.

    Args:
        stream: Where to; on a terminal the line is written over, elsewhere there is a new one now and then.
        total: How many records there are about, or None.
        behind: How many were done by an earlier run; they count as done, and not in the rate.
        clock: Seconds, for tests.
    """

    def __init__(
        self, stream: IO[str], total: int | None, behind: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._total = total
        self._behind = self._done = behind
        self._clock = clock
        self._start = self._shown = clock()
        self._over = stream.isatty()
        self._width = 0

    def step(self) -> None:
        """One more record is done."""
        self._done += 1
        now = self._clock()
        if now - self._shown >= (_EVERY if self._over else _EVERY_IN_A_FILE):
            self._shown = now
            self._write(self._line(now))

    def clear(self) -> None:
        """Takes the line off a terminal, so that something else can be said."""
        if self._over and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0

    def close(self) -> None:
        """The last line, with the totals of this run."""
        self.clear()
        passed = max(self._clock() - self._start, 1e-9)
        done = self._done - self._behind
        print(f"{done:,} records in {_span(passed)}, {_rate(done / passed)}", file=self._stream, flush=True)

    def _line(self, now: float) -> str:
        rate = (self._done - self._behind) / max(now - self._start, 1e-9)
        parts = [f"{self._done:,} records", _rate(rate)]
        if self._total is not None and self._total >= self._done:
            parts[0] = f"{self._done:,} of {self._total:,} records ({self._done * 100 // max(self._total, 1)} %)"
            if rate > 0:
                parts.append(f"{_span((self._total - self._done) / rate)} left")
        return ", ".join(parts)

    def _write(self, line: str) -> None:
        if not self._over:
            print(line, file=self._stream, flush=True)
            return
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)


def _rate(rate: float) -> str:
    return f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second"


def _span(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"
