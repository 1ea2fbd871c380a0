"""The trained extractor's net: embeddings, dilated convolutions over the whole document, a look from each anchor.

An anchor is the head of a cue. The first part of the net reads the document once and marks the likely
anchors; the second looks from each of them at the tokens around and says which are its content, its
source and its cue. A few matrix products an article; numpy only, no state between documents but a memo of words.

All that is multiplied is whole numbers that single precision holds exactly: activations are counted in steps of
`STEP`, weights are whole numbers (in `credscore.extract.convolution` also halves), and the model file is refused where
a sum could pass 2**24. So the order of summation changes nothing, and every processor, library and number of threads
gives the same result to the last bit (after Jacob et al. 2018, Quantization and Training of Neural Networks for
Efficient Integer-Arithmetic-Only Inference).
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from credscore.extract.convolution import Convolution
from credscore.extract.embedding import PREFIX, SUFFIX, Embedding, LookUp, sums
from credscore.extract.features import (
    GAP,
    LEVELS,
    MOST_BETWEEN,
    RELATIONS,
    Floats,
    Ints,
    Structure,
    Windows,
    relate,
    structure_of,
    windows_of,
)
from credscore.extract.modelfile import MOST, ExtractorModel
from credscore.extract.room import ROOM
from credscore.reading import Document

__all__ = ["MOST", "PREFIX", "SHARP", "STEP", "SUFFIX", "Look", "LookUp", "Net", "levels_of"]

STEP = 1 / 64  # of activations
SHARP = 64  # steps to the unit in which logits are counted
# Anchors whose windows are looked at together, about as many as an article has: the arrays stay in the processor's
# cache, and a text with a cue in every line takes no more memory than any other.
_TOGETHER = 64
_ROWS = 1500
_LEVEL_FROM = np.array(
    [round(SHARP * math.log((k - 0.5) / (LEVELS - k + 0.5))) for k in range(1, LEVELS + 1)], dtype=np.float32
)


class Look(NamedTuple):
    """What the net says of one document. Logits are whole numbers, `SHARP` steps to the unit.

    Attributes:
        structure: Where tokens stand.
        anchors: Tokens that may head a cue: all, or those of this look.
        score: Each token's logit of being one.
        out: For each row of the windows the logits of content, source, cue, a content's start and end, and the
            pointers to the source's start and end.
        valid: Each anchor's logit of attributing anything.
        windows: The rows.
    """

    structure: Structure
    anchors: Ints
    score: Floats
    out: Floats
    valid: Floats
    windows: Windows


def levels_of(score: Floats) -> Ints:
    """The probability of logits in `LEVELS` steps, by comparison alone."""
    return np.searchsorted(_LEVEL_FROM, score, side="right")


class _Layer(NamedTuple):
    """A matrix of whole numbers with what brings its products back to steps."""

    weights: Floats
    scale: Floats
    bias: Floats

    def __call__(self, x: Floats, out: Floats | None = None) -> Floats:
        out = np.matmul(x, self.weights, out=out)
        out *= self.scale
        out += self.bias
        return np.rint(out, out=out)


class Net:
    """The net with its weights.

    Args:
        model: A validated model file.
    """

    def __init__(self, model: ExtractorModel) -> None:
        arrays = model.arrays
        self._embedding = Embedding(model)
        self._candidate = SHARP * math.log(model.decode.candidate / (1 - model.decode.candidate))

        def layer(weights: str, bias: str = "") -> _Layer:
            one = arrays[weights]
            none = np.zeros(one.values.shape[-1], np.float32)
            return _Layer(one.values.astype(np.float32), one.scale, arrays[bias].values if bias else none)

        def convolution(name: str, dilation: int) -> Convolution:
            one, bias = arrays[f"{name}_w"], arrays[f"{name}_b"].values
            return Convolution(one.values.astype(np.float32), one.scale, bias, dilation)

        self._anchor = layer("anchor_w", "anchor_b")
        self._token, self._of_anchor = layer("pt_w"), layer("pc_w", "pc_b")
        self._out = layer("out_w", "out_b")
        self._valid_near, self._valid_far = layer("valid_w", "valid_b"), layer("valid2_w")
        self._far = [convolution(f"enc{k}", dilation) for k, dilation in enumerate(model.dilations)]
        self._near = [convolution(f"dec{k}", dilation) for k, dilation in enumerate(model.dilations_near)]
        self._relations = sums(arrays["dist"].values, arrays["rel"].values).astype(np.float32)
        right, left, own = arrays["extra_w"].values.astype(np.int64)
        between, level = np.arange(MOST_BETWEEN + 1)[:, None], np.arange(LEVELS + 1)[:, None]
        # Likely anchors to the right, then those to the left: never both lie between.
        self._between = np.rint(np.concatenate([between * right, between[1:] * left]) * _FINE).astype(np.float32)
        self._own = np.rint(level * own * _FINE).astype(np.float32)

    def look(self, document: Document) -> Look | None:
        """Runs the net over a document; None where no token may head a cue."""
        return next(self.looks(document, len(document)), None)

    def looks(self, document: Document, together: int = _TOGETHER) -> Iterator[Look]:
        """Runs the net over a document and gives what it says of some anchors at a time, in order.

        Args:
            document: The text.
            together: Anchors to a look. Memory grows with it; what is said of an anchor does not depend on it.
        """
        if not len(document):
            return
        structure = structure_of(document)
        hidden = self._encode(self._embedding(document.words, structure), len(document))
        score: Floats = self._anchor(hidden)[:, 0]
        anchors = np.flatnonzero(score > self._candidate)
        if not len(anchors):
            return
        hot, around = levels_of(score), self._token(hidden)
        around += self._own.take(hot, axis=0)
        if len(anchors) > together:
            hidden = (
                hidden.copy()
            )  # whoever is given the first look may have another document looked at before the next
        for first in range(0, len(anchors), together):
            some = anchors[first : first + together]
            yield Look(structure, some, score, *self._from_anchors(hidden, around, some, structure, hot))

    def _encode(self, rows: Floats, count: int) -> Floats:
        for convolution in self._far:
            convolution.add_to(rows, count)
        return np.clip(rows[:count], 0, MOST, out=rows[:count])

    def _from_anchors(
        self, hidden: Floats, around: Floats, anchors: Ints, structure: Structure, hot: Ints
    ) -> tuple[Floats, Floats, Windows]:
        windows = windows_of(anchors, structure, len(hidden))
        distance, relation, (right, left, _) = relate(windows, anchors, structure, hot)
        related = distance * RELATIONS + relation
        between = right + left + (left > 0) * MOST_BETWEEN
        seen = hidden[anchors]
        owners = self._of_anchor(seen)
        heads = np.empty((len(anchors), around.shape[1]), np.float32)
        out = np.empty((len(windows.token), len(self._out.scale)), np.float32)
        for one, stop, a, b in _some_at_a_time(windows):
            token = windows.token[a:b]
            z, more = (ROOM.take(name, b - a, around.shape[1]) for name in ("near", "mixed"))
            around.take(token, axis=0, out=z, mode="clip")
            for table, row in ((owners, windows.owner), (self._relations, related), (self._between, between)):
                table.take(row[a:b], axis=0, out=more, mode="clip")
                np.add(z, more, out=z)
            empty = np.flatnonzero(token < 0)
            z[empty] = 0
            for convolution in self._near:
                convolution.add_by_taps(z)
                z[empty] = 0
            np.clip(z, 0, MOST, out=z)
            self._out(z, out[a:b])
            heads[one:stop] = z[(windows.first + anchors - windows.low)[one:stop] - a]
        valid = self._valid_near(heads) + self._valid_far(seen)
        return out, valid[:, 0], windows


def _some_at_a_time(windows: Windows) -> Iterator[tuple[int, int, int, int]]:
    """The windows, as many at a time as leave their rows in the processor's cache.

    Gives the first and one past the last window, and their first row and one past the last, empty ones included.
    """
    starts = [*(windows.first - GAP).tolist(), len(windows.token)]
    one = 0
    while one < len(starts) - 1:
        stop = max(one + 1, bisect.bisect_right(starts, starts[one] + _ROWS, one) - 1)
        yield one, stop, starts[one], starts[stop]
        one = stop


_FINE = 1 / 256  # steps of the weights of the three counts
