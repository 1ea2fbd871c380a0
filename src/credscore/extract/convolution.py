"""A dilated convolution of width 3 over rows of whole numbers, with four matrix products where there would be six.

Two outputs a dilation apart look at four inputs between them. Four products of half the rows' sums and differences give
both (Winograd 1980, Arithmetic Complexity of Computations; F(2, 3) in Lavin and Gray 2016, Fast Algorithms for
Convolutional Neural Networks). All stay whole numbers, counted twice, so that nothing is lost as long as no sum passes
2**24. Whether one could is asked of the rows at hand; where it could, the three taps are multiplied as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from credscore.extract.features import Floats
from credscore.extract.modelfile import EXACT, MOST
from credscore.extract.room import ROOM

__all__ = ["Convolution", "rows_for"]

_TOGETHER = 2**17  # numbers multiplied at a time: their products stay in the processor's cache
_TALL = 64  # rows that are scaled as one: numpy is slow at many short rows


class Convolution:
    """A convolution of width 3.

    Args:
        weights: Whole numbers, (3, channels, channels).
        scale: What each channel's sum is multiplied by.
        bias: What is then added to it, before it is rounded.
        dilation: Rows between the taps.
    """

    def __init__(self, weights: Floats, scale: Floats, bias: Floats, dilation: int) -> None:
        self._taps, self._scale, self._bias, self._dilation = weights, scale, bias, dilation
        left, here, right = weights
        self._products = np.stack([2 * left, left + here + right, left - here + right, 2 * right])
        halved = scale * np.float32(0.5)  # exact
        self._halved = (halved, bias)
        self._tall = (np.tile(scale, _TALL), np.tile(bias, _TALL))
        self._tall_halved = (np.tile(halved, _TALL), self._tall[1])
        self._reach = np.abs(weights).max((0, 2))

    def add_to(self, rows: Floats, count: int) -> None:
        """Adds to the first ``count`` rows what the convolution makes of them, clipped to the range of activations.

        Args:
            rows: As `rows_for` gives them; those beyond are empty, and are again.
            count: How many there are.
        """
        channels, dilation = rows.shape[1], self._dilation
        pairs = -(-count // (2 * dilation))
        half = pairs * dilation
        paired = rows[: 2 * half].reshape(pairs, 2, dilation, channels)
        early, late = paired[:, 0], paired[:, 1]
        # What stands a dilation to the left of the first of a pair, and the first itself; nothing beyond the ends.
        before, first = (ROOM.take(name, (half + dilation) * channels) for name in ("before", "first"))
        before[: dilation * channels] = first[half * channels :] = 0
        shape = (pairs, dilation, channels)
        np.clip(late, 0, MOST, out=before[dilation * channels :].reshape(shape))
        np.clip(early, 0, MOST, out=first[: half * channels].reshape(shape))
        # No sum of those below comes to more than six times this.
        most = max(float((one.reshape(-1, channels) @ self._reach).max()) for one in (before, first))
        if 6 * most >= EXACT:
            self.add_by_taps(rows[:count])
            return
        step = max(1, _TOGETHER // (2 * dilation * channels))
        for begin in range(0, pairs, step):
            end = min(begin + step, pairs)
            a, b = begin * dilation * channels, (end + 1) * dilation * channels
            made = self._of_pairs(before[a:b], first[a:b], channels).reshape(2, end - begin, dilation, channels)
            for part, own in zip((early[begin:end], late[begin:end]), made, strict=True):
                np.add(part, own, out=part)
        rows[count : 2 * half] = 0

    def _of_pairs(self, before: Floats, first: Floats, channels: int) -> Floats:
        """What is added to the first and to the second of each pair."""
        after = self._dilation * channels
        size = len(first) - after
        mixed, products = ROOM.take("mixed", 4, size), ROOM.take("products", 4, size // channels, channels)
        here, then = first[:size], before[after:]
        np.subtract(before[:size], then, out=mixed[0])
        np.add(here, then, out=mixed[1])
        np.subtract(then, here, out=mixed[2])
        np.subtract(here, first[after:], out=mixed[3])
        np.matmul(mixed.reshape(4, -1, channels), self._products, out=products)
        left, whole, bent, right = products.reshape(4, size)
        one, two = mixed[0], mixed[1]
        np.add(whole, bent, out=one)
        np.add(one, left, out=one)
        np.subtract(whole, bent, out=two)
        np.subtract(two, right, out=two)
        flat = mixed.reshape(-1)
        tall = -(-2 * size // (_TALL * channels)) * _TALL * channels
        if tall <= 4 * size:  # what is scaled with the last rows is needed no more
            self._scaled(flat[:tall].reshape(-1, _TALL * channels), self._tall_halved)
        else:
            self._scaled(flat[: 2 * size].reshape(-1, channels), self._halved)
        return flat[: 2 * size]

    def add_by_taps(self, rows: Floats) -> None:
        """The same with a product for each tap, to all of the rows: those at an anchor are too large for pairs."""
        (count, channels), dilation = rows.shape, self._dilation
        clipped = np.clip(rows, 0, MOST, out=ROOM.take("mixed", count, channels))
        tall = ROOM.take("products", -(-count // _TALL), _TALL * channels)
        tall[-1] = 0  # scaled with the last rows
        out = tall.reshape(-1, channels)[:count]
        np.matmul(clipped, self._taps[1], out=out)
        if count > dilation:
            part = ROOM.take("part", count - dilation, channels)
            np.matmul(clipped[:-dilation], self._taps[0], out=part)
            np.add(out[dilation:], part, out=out[dilation:])
            np.matmul(clipped[dilation:], self._taps[2], out=part)
            np.add(out[:-dilation], part, out=out[:-dilation])
        self._scaled(tall, self._tall)
        np.add(rows, out, out=rows)

    @staticmethod
    def _scaled(rows: Floats, by: tuple[Floats, Floats]) -> None:
        np.multiply(rows, by[0], out=rows)
        np.add(rows, by[1], out=rows)
        np.rint(rows, out=rows)


def rows_for(name: str, count: int, channels: int, dilations: Sequence[int]) -> Floats:
    """Rows to be written, and empty ones beyond them, so that all dilations find whole pairs.

    Args:
        name: Under which their memory is kept.
        count: How many are to be written.
        channels: Numbers of a row.
        dilations: Of the convolutions that will be run over them.
    """
    rows = ROOM.take(name, max(-(-count // (2 * one)) * 2 * one for one in dilations), channels)
    rows[count:] = 0
    return rows
