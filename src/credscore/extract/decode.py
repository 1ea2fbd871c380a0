"""From the net's numbers to spans: best content, source and cue of each anchor, conflicts settled.

Logits are whole numbers here, so all sums are exact and no output depends on how they are added up.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from credscore.extract.agreement import NET
from credscore.extract.attribution import Attribution, Range
from credscore.extract.features import Floats, Ints
from credscore.extract.modelfile import Decode
from credscore.extract.net import SHARP, Look
from credscore.reading import Document

__all__ = ["Candidate", "candidates", "choose", "decode", "untaken"]

_NEVER = -float(2**22)
_SOURCE_CAP = 2.0  # one sure token shall not carry a whole span
_DIGITS = 4
_LONG = 40.0  # content scores and lengths beyond tell the confidence nothing more
_TENTH = 10.0


class Candidate(NamedTuple):
    """What stands around one anchor, before conflicts are settled.

    Attributes:
        anchor: The head of the cue.
        content: Pieces of the content, left to right.
        source: The source, or nothing.
        cue: Pieces of the cue.
        measures: What its confidence is made from.
    """

    anchor: int
    content: list[Range]
    source: tuple[Range, ...]
    cue: list[Range]
    measures: tuple[float, ...]


def decode(document: Document, look: Look, settings: Decode, threshold: float | None = None) -> list[Attribution]:
    """The attributions, in the order of their content; each token is content of one at most.

    Args:
        document: The text.
        look: What the net says of it.
        settings: The model's thresholds.
        threshold: Least confidence of what is given out; None is the model's own.
    """
    return choose(document, candidates(document, look, settings), settings, threshold)


def confidence_of(candidate: Candidate, settings: Decode) -> float:
    """The probability that the candidate is an attribution with these spans."""
    *weights, intercept = settings.confidence
    logit = intercept + math.fsum(w * measure for w, measure in zip(weights, candidate.measures, strict=True))
    # Rounded: the last digits of an exponential are another on another system.
    return round(0.5 * (math.tanh(0.5 * logit) + 1.0), _DIGITS)


def choose(
    document: Document, found: list[Candidate], settings: Decode, threshold: float | None = None
) -> list[Attribution]:
    """The surest candidates whose contents do not overlap, in the order of their content."""
    least = settings.threshold if threshold is None else threshold
    rated = [(confidence_of(one, settings), one) for one in found]
    rated.sort(key=lambda pair: (-pair[0], pair[1].anchor))
    taken = bytearray(len(document))
    cued = bytearray(len(document))
    out: list[Attribution] = []
    for confidence, one in rated:
        if confidence < least:
            break
        if cued[one.anchor]:
            continue
        size = sum([b - a for a, b in one.content])
        if size - sum([taken.count(1, a, b) for a, b in one.content]) < settings.free * size:
            continue
        pieces = [piece for a, b in one.content for piece in untaken(taken, a, b)]
        pieces = [(a, b) for a, b in pieces if b - a > 1 or document.words[a][0].isalnum()]
        if not pieces:
            continue
        for a, b in pieces:
            taken[a:b] = b"\1" * (b - a)
        for a, b in one.cue:
            cued[a:b] = b"\1" * (b - a)
        out.append(Attribution(tuple(pieces), tuple(one.cue), one.source, confidence, NET))
    out.sort(key=lambda one: one.content[0])
    return out


def untaken(taken: bytearray, first: int, stop: int) -> list[Range]:
    """The runs between ``first`` and ``stop`` that nobody has taken."""
    out = []
    while first < stop:
        begin = taken.find(0, first, stop)
        if begin < 0:
            break
        end = taken.find(1, begin, stop)
        end = stop if end < 0 else end
        out.append((begin, end))
        first = end
    return out


def candidates(document: Document, look: Look, settings: Decode) -> list[Candidate]:
    """The best content, source and cue of each anchor, one window a row of padded arrays."""
    windows = look.windows
    count, lengths = len(look.anchors), windows.last - windows.first
    column = np.arange(int(lengths.max()))
    beyond = column >= lengths[:, None]
    # One array a kind of logit, so that each is read in one run.
    # What is read beyond a window's end is another's, and is masked wherever it would count.
    out = look.out.T.take(windows.first[:, None] + column, axis=1, mode="clip")
    here = look.anchors - windows.low
    every = np.arange(count)

    gain: Floats = out[0] - np.float32(round(settings.content_bias * SHARP))
    np.putmask(gain, beyond, 0)
    start, end = (np.rint(np.float32(settings.bound) * out[k]) for k in (3, 4))
    for bound in (start, end):
        np.putmask(bound, beyond, _NEVER)
    running = np.cumsum(gain, 1)
    score, first, stop = _best(running, gain, start, end)
    pieces = [[piece] for piece in zip(first.tolist(), stop.tolist(), strict=True)]
    for side in (column >= first[:, None] - 1, column <= stop[:, None]):
        barred_start, barred_end = np.where(side, _NEVER, start), np.where(side, _NEVER, end)
        more, opening, closing = _best(running, gain, barred_start, barred_end)
        for k in np.flatnonzero(more > settings.price * SHARP).tolist():
            pieces[k].append((int(opening[k]), int(closing[k])))
    sources = _sources(out, here, every, beyond, settings)
    cues = np.zeros((count, len(column) + 2), np.bool_)  # with a column before and one behind that is none
    cues[:, 1:-1] = (out[2] > settings.cue_bias * SHARP) & ~beyond
    cues[every, here + 1] = True
    # Where cue and no cue meet: each opening is followed by its closing.
    rows, edges = (found.tolist() for found in np.nonzero(cues[:, 1:] != cues[:, :-1]))
    bases: list[int] = windows.low.tolist()
    cue_of: list[list[Range]] = [[] for _ in bases]
    for k, a, b in zip(rows[::2], edges[::2], edges[1::2], strict=True):
        cue_of[k].append((a + bases[k], b + bases[k]))

    quoted, found = document.quotation_of, []
    of_anchor = (look.anchors, look.score[look.anchors], look.valid, score)
    for k, (anchor, likely, valid, worth) in enumerate(zip(*(one.tolist() for one in of_anchor), strict=True)):
        low, inside = bases[k], sorted(pieces[k])
        size = sum([b - a for a, b in inside])
        content = [(a + low, b + low) for a, b in inside]
        source = sources[k]
        summed = running[k]
        measures = (
            likely / SHARP,
            valid / SHARP,
            min(worth / SHARP, _LONG) / _TENTH,
            sum([summed.item(b - 1) - (summed.item(a - 1) if a else 0.0) for a, b in inside]) / SHARP / size,
            min(size, _LONG) / _TENTH,
            float(any(quoted[a] >= 0 or quoted[b - 1] >= 0 for a, b in content)),
            float(source is not None),
        )
        parts = ((source[0] + low, source[1] + low),) if source else ()
        found.append(Candidate(anchor, content, parts, cue_of[k], measures))
    return found


def _sources(
    out: Floats, here: Ints, every: Ints, beyond: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], settings: Decode
) -> list[Range | None]:
    """Each source by its start and end pointers and the tokens between; none where the anchor itself is pointed at."""
    start, end = out[5].copy(), out[6].copy()
    null = start[every, here] + end[every, here] + round(settings.null_bias * SHARP)
    start[every, here] = end[every, here] = _NEVER
    for bound in (start, end):
        np.putmask(bound, beyond, _NEVER)
    if settings.source_gain:
        inside = np.rint(np.float32(settings.source_gain) * np.minimum(out[1], _SOURCE_CAP * SHARP))
        np.putmask(inside, beyond, 0)
        running = np.cumsum(inside, 1)
    else:  # the pointers alone tell
        inside = running = np.zeros_like(start)
    total, first, stop = _best(running, inside, start, end)
    found = zip((total > null).tolist(), first.tolist(), stop.tolist(), strict=True)
    return [(a, b) if given else None for given, a, b in found]


def _best(running: Floats, gain: Floats, start: Floats, end: Floats) -> tuple[Floats, Ints, Ints]:
    """In each row the span with the largest sum of gains and bounds, in one pass (Kadane's maximum subarray).

    Args:
        running: The gains summed up along each row.
        gain: What each token inside adds.
        start: What a span adds that begins at a token.
        end: What one adds that ends with it.
    """
    opening = start - running
    opening += gain
    best = np.maximum.accumulate(opening, 1)
    total = best + running
    total += end
    last = total.argmax(1)
    every = np.arange(len(gain))
    # The best opening up to the end is where the best so far first came to what it is there.
    first = (best >= best[every, last][:, None]).argmax(1)
    return total[every, last], first, last + 1
