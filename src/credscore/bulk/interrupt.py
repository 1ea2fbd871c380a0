"""Ctrl-C between lines, not within one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["Interrupts"]


class Interrupts:
    """While it is entered, SIGINT raises `KeyboardInterrupt` at once, or after a `shielded` part; the second at once.

    Outside of the main thread, or where somebody else handles SIGINT, it changes nothing.
    """

    def __init__(self) -> None:
        self._shields = 0
        self._seen = 0
        self._mine = False

    def __enter__(self) -> Interrupts:
        self._mine = (
            threading.current_thread() is threading.main_thread()
            and signal.getsignal(signal.SIGINT) is signal.default_int_handler
        )
        if self._mine:
            signal.signal(signal.SIGINT, self._handle)
        return self

    def __exit__(self, *_: object) -> None:
        if self._mine:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    @contextmanager
    def shielded(self) -> Iterator[None]:
        """A part that a first SIGINT does not cut short."""
        self._shields += 1
        try:
            yield
        finally:
            self._shields -= 1
        if self._seen and not self._shields:
            raise KeyboardInterrupt

    def _handle(self, number: int, frame: FrameType | None) -> None:
        self._seen += 1
        if not self._shields or self._seen > 1:
            raise KeyboardInterrupt
