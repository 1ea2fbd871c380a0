"""A dilated convolution of width 3 over rows of whole numbers, with four matrix products where there would be six.

Two outputs a dilation apart look at four inputs between them. Four products of half the rows' sums and differences give
both (Winograd 1980, Arithmetic Complexity of Computations; F(2, 3) in Lavin and Gray 2016, Fast Algorithms for
Convolutional Neural Networks). All stay whole numbers or halves of them, so that nothing is lost as long as no sum, in
its own unit, passes 2**24. Whether one could is asked of the rows at hand; where it could, the three taps are
multiplied as they stand.
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
        self._taps, self._dilation = weights, dilation
        left, here, right = weights
        whole, bent = left + here + right, left - here + right
        self._products = np.stack([left, whole / 2, bent / 2, right])
        self._flat = (scale, bias)
        self._tall = (np.tile(scale, _TALL), np.tile(bias, _TALL))
        # Of no row may the product with this come to 2**24. The half products are of two rows' sum and the double of
        # whole numbers; what comes of the taps, and of the differences of two rows, is at most three rows' largest.
        halves = np.maximum(np.abs(whole), np.abs(bent)).max(1)
        self._reach = np.maximum(2 * halves, 3 * np.abs(weights).max((0, 2)))

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
        both = ROOM.take("both", 2, half + dilation, channels)
        before, first = both
        before[:dilation] = first[half:] = 0
        shape = (pairs, dilation, channels)
        np.clip(late, 0, MOST, out=before[dilation:].reshape(shape))
        np.clip(early, 0, MOST, out=first[:half].reshape(shape))
        if (both.reshape(-1, channels) @ self._reach).max() >= EXACT:
            self.add_by_taps(rows[:count])
            return
        step = max(1, _TOGETHER // (2 * dilation * channels))
        for begin in range(0, pairs, step):
            end = min(begin + step, pairs)
            a, b = begin * dilation, (end + 1) * dilation
            some = rows[2 * a : 2 * (b - dilation)]
            np.add(some, self._of_pairs(before[a:b], first[a:b]).reshape(some.shape), out=some)
        rows[count : 2 * half] = 0

    def _of_pairs(self, before: Floats, first: Floats) -> Floats:
        """What is added to the rows of some pairs."""
        dilation, channels = self._dilation, first.shape[1]
        count = len(first) - dilation
        mixed, products = (ROOM.take(name, 4, count, channels) for name in ("mixed", "products"))
        here, then = first[:count], before[dilation:]
        np.subtract(before[:count], then, out=mixed[0])
        np.add(here, then, out=mixed[1])
        np.subtract(then, here, out=mixed[2])
        np.subtract(here, first[dilation:], out=mixed[3])
        np.matmul(mixed, self._products, out=products)
        left, whole, bent, right = products
        one, two = mixed[0], mixed[1]
        np.add(whole, bent, out=one)
        np.add(one, left, out=one)
        np.subtract(whole, bent, out=two)
        np.subtract(two, right, out=two)
        tall = -(-2 * count // _TALL) * _TALL
        if tall <= 4 * count:  # what is scaled with the last rows is needed no more
            _scale(mixed.reshape(-1, channels)[:tall].reshape(-1, _TALL * channels), self._tall)
        else:
            _scale(mixed[:2], self._flat)
        made: Floats = products.reshape(2, -1, 2, dilation, channels)[0]
        for k in (0, 1):
            np.rint(mixed[k].reshape(-1, dilation, channels), out=made[:, k])
        return made

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
        _scale(tall, self._tall)
        np.rint(tall, out=tall)
        np.add(rows, out, out=rows)


def _scale(rows: Floats, by: tuple[Floats, Floats]) -> None:
    np.multiply(rows, by[0], out=rows)
    np.add(rows, by[1], out=rows)


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
