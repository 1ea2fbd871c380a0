"""From the net's numbers to spans: best content, source and cue of each anchor, conflicts settled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from credscore.extract.attribution import Attribution, Range
from credscore.extract.features import Floats
from credscore.extract.modelfile import Decode
from credscore.extract.net import Look
from credscore.reading import Document

__all__ = ["decode"]

_NEVER = -1e9
_SOURCE_CAP = 2.0  # one sure token shall not carry a whole span
_DIGITS = 4
_LONG = 40.0  # content scores and lengths beyond tell the confidence nothing more
_TENTH = 10.0


class _Item(NamedTuple):
    logit: float
    anchor: int
    content: list[Range]
    source: tuple[Range, ...]
    cue: list[Range]


def decode(document: Document, look: Look, settings: Decode, threshold: float | None = None) -> list[Attribution]:
    """The attributions, in the order of their content; each token is content of one at most.

    Args:
        document: The text.
        look: What the net says of it.
        settings: The model's thresholds.
        threshold: Least confidence of what is given out; None is the model's own.
    """
    least = settings.threshold if threshold is None else threshold
    items = [_item(number, look, settings) for number in range(len(look.anchors))]
    items.sort(key=lambda one: (-one.logit, one.anchor))
    taken = np.zeros(len(document), dtype=bool)
    cued = np.zeros(len(document), dtype=bool)
    found: list[Attribution] = []
    for one in items:
        # Rounded: how many threads the linear algebra has moves the last digits, and no output may depend on it.
        confidence = round(float(0.5 * (np.tanh(0.5 * one.logit) + 1.0)), _DIGITS)
        if confidence < least:
            break
        if cued[one.anchor]:
            continue
        size = sum(b - a for a, b in one.content)
        if sum(int((~taken[a:b]).sum()) for a, b in one.content) < settings.free * size:
            continue
        pieces = [(a + s, a + e) for a, b in one.content for s, e in _runs(~taken[a:b])]
        pieces = [(a, b) for a, b in pieces if b - a > 1 or document.words[a][0].isalnum()]
        if not pieces:
            continue
        for a, b in pieces:
            taken[a:b] = True
        for a, b in one.cue:
            cued[a:b] = True
        found.append(Attribution(tuple(pieces), tuple(one.cue), one.source, confidence, "net"))
    found.sort(key=lambda one: one.content[0])
    return found


def _item(number: int, look: Look, settings: Decode) -> _Item:
    windows = look.windows
    out = look.out[windows.first[number] : windows.last[number]]
    low, anchor = int(windows.low[number]), int(look.anchors[number])
    here = anchor - low
    gain = out[:, 0] - settings.content_bias
    pieces = _pieces(gain, settings.bound * out[:, 3], settings.bound * out[:, 4], settings.price)
    size = sum(stop - start for _, start, stop in pieces)
    measures = (
        float(look.score[anchor]),
        float(look.valid[number]),
        min(max(score for score, _, _ in pieces), _LONG) / _TENTH,
        float(sum(gain[start:stop].sum() for _, start, stop in pieces)) / size,
        min(size, _LONG) / _TENTH,
    )
    *weights, intercept = settings.confidence
    logit = intercept + sum(weight * measure for weight, measure in zip(weights, measures, strict=True))
    content = [(start + low, stop + low) for _, start, stop in pieces]
    cue = out[:, 2] > settings.cue_bias
    cue[here] = True
    return _Item(logit, anchor, content, _source(out, here, low, settings), [(a + low, b + low) for a, b in _runs(cue)])


def _source(out: Floats, here: int, low: int, settings: Decode) -> tuple[Range, ...]:
    """The source by its start and end pointers and the tokens between; none where the anchor itself is pointed at."""
    start, end = out[:, 5].copy(), out[:, 6].copy()
    null = start[here] + end[here] + settings.null_bias
    start[here] = end[here] = _NEVER
    inside = settings.source_gain * np.minimum(out[:, 1], _SOURCE_CAP)
    running = np.cumsum(inside)
    opening = start - running + inside
    total = end + running + np.maximum.accumulate(opening)
    last = int(total.argmax())
    if total[last] <= null:
        return ()
    first = int(opening[: last + 1].argmax())
    return ((first + low, last + 1 + low),)


def _best(gain: Floats, start: Floats, end: Floats) -> tuple[float, int, int]:
    """The span with the largest sum of gains and bounds, in one pass (Kadane's maximum subarray)."""
    running = np.cumsum(gain)
    opening = start - running + gain
    total = running + end + np.maximum.accumulate(opening)
    last = int(total.argmax())
    return float(total[last]), int(opening[: last + 1].argmax()), last + 1


def _pieces(gain: Floats, start: Floats, end: Floats, price: float) -> list[tuple[float, int, int]]:
    """The best span, and the best on either side of it that is worth more than ``price``."""
    score, first, stop = _best(gain, start, end)
    found = [(score, first, stop)]
    for low, high in ((0, first - 1), (stop + 1, len(gain))):
        if high - low >= 1:
            more, a, b = _best(gain[low:high], start[low:high], end[low:high])
            if more > price:
                found.append((more, low + a, low + b))
    return sorted(found, key=lambda piece: piece[1])


def _runs(mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> list[Range]:
    """The runs of true values as half-open ranges."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
