"""Two outputs of a convolution by four products are what three taps give, to the last bit; no other way is dared."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from credscore.extract.convolution import Convolution, rows_for
from credscore.extract.features import Floats
from credscore.extract.modelfile import MOST
from credscore.extract.room import ROOM

CHANNELS = 8


def made(dilation: int, most: int, seed: int = 0) -> Convolution:
    some = np.random.default_rng(seed)
    weights = some.integers(-most, most + 1, (3, CHANNELS, CHANNELS)).astype(np.float32)
    scale = some.uniform(1e-3, 2e-3, CHANNELS).astype(np.float32)
    return Convolution(weights, scale, some.normal(0, 9, CHANNELS).astype(np.float32), dilation)


def rows_of(count: int, most: int, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).integers(-most, most + 1, (count, CHANNELS)).astype(np.float32)


def by_definition(convolution: Convolution, rows: Floats, dilation: int) -> Floats:
    """In 64-bit whole numbers, scaled as single precision does."""
    clipped = np.clip(rows, 0, MOST).astype(np.int64)
    taps = convolution._taps.astype(np.int64)
    out = clipped @ taps[1]
    for k, row in enumerate(clipped):
        if k + dilation < len(rows):
            out[k + dilation] += row @ taps[0]
        if k - dilation >= 0:
            out[k - dilation] += row @ taps[2]
    return rows + np.rint(out.astype(np.float32) * convolution._flat[0] + convolution._flat[1])


@pytest.mark.parametrize("dilation", [1, 2, 4, 8, 64])
@pytest.mark.parametrize("count", [1, 2, 3, 31, 64, 65, 200])
def test_both_ways_give_the_same(count: int, dilation: int) -> None:
    convolution, given = made(dilation, 300), rows_of(count, 200)
    wanted = by_definition(convolution, given, dilation)
    rows = rows_for("test", count, CHANNELS, [dilation])
    rows[:count] = given
    convolution.add_to(rows, count)
    assert (rows[:count] == wanted).all()
    assert not rows[count:].any()
    convolution.add_by_taps(given)
    assert (given == wanted).all()


def test_many_rows_are_multiplied_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    convolution, given = made(2, 300), rows_of(500, 200)
    wanted = by_definition(convolution, given, 2)
    monkeypatch.setattr("credscore.extract.convolution._TOGETHER", 9 * CHANNELS)
    rows = rows_for("test", 500, CHANNELS, [2])
    rows[:500] = given
    convolution.add_to(rows, 500)
    assert (rows[:500] == wanted).all()


def test_sums_that_could_pass_the_exact_range_go_by_taps(monkeypatch: pytest.MonkeyPatch) -> None:
    convolution, given = made(1, 1000), rows_of(40, MOST)
    wanted = by_definition(convolution, given, 1)
    monkeypatch.setattr(Convolution, "_of_pairs", None)
    rows = rows_for("test", 40, CHANNELS, [1])
    rows[:40] = given
    convolution.add_to(rows, 40)
    assert (rows[:40] == wanted).all()


def test_each_thread_has_memory_of_its_own() -> None:
    mine, found = ROOM.take("test", 3), []
    thread = threading.Thread(target=lambda: found.append(ROOM.take("test", 3)))
    thread.start()
    thread.join()
    assert not np.shares_memory(mine, found[0])
    assert np.shares_memory(mine, ROOM.take("test", 2))
