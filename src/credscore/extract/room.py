"""Memory that is used again, so that an article's arrays need not be asked of the system, and given back, each time."""

from __future__ import annotations

import math
import threading

import numpy as np

from credscore.extract.features import Floats

__all__ = ["ROOM"]

_KEPT = 2**20  # numbers; a larger array, of a very long text, is made anew


class _Room(threading.local):
    """Arrays by name, each thread's own; what one holds is anything until it is written."""

    def __init__(self) -> None:
        self._kept: dict[str, Floats] = {}

    def take(self, name: str, *shape: int) -> Floats:
        """The array of that name in that shape. Whoever asks for the name again overwrites it."""
        size = math.prod(shape)
        kept = self._kept.get(name)
        if kept is None or len(kept) < size:
            kept = np.empty(size + size // 4, np.float32)
            if len(kept) <= _KEPT:
                self._kept[name] = kept
        return kept[:size].reshape(shape)


ROOM = _Room()
