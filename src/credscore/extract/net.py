"""The trained extractor's net: embeddings, dilated convolutions over the whole document, a look from each anchor.

An anchor is the head of a cue. The first part of the net reads the document once and marks the likely
anchors; the second looks from each of them at the tokens around and says which are its content, its
source and its cue. A few matrix products an article; numpy only, no state between documents but a memo of words.

All that is multiplied is whole numbers that single precision holds exactly: activations are counted in steps of
`STEP`, weights are whole numbers, and the model file is refused where a sum could pass 2**24. So the order of summation
changes nothing, and every processor, library and number of threads gives the same result to the last bit (after Jacob
et al. 2018, Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from credscore.extract.features import (
    LEVELS,
    MOST_BETWEEN,
    Floats,
    Ints,
    Structure,
    Windows,
    relate,
    shape_of,
    structure_of,
    windows_of,
    word_key,
)
from credscore.extract.modelfile import MOST, ExtractorModel
from credscore.reading import Document

__all__ = ["MOST", "PREFIX", "SHARP", "STEP", "SUFFIX", "Look", "LookUp", "Net", "levels_of"]

STEP = 1 / 64  # of activations
SHARP = 64  # steps to the unit in which logits are counted
SUFFIX, PREFIX = 3, 4  # letters
_MEMO = 30_000  # words remembered with their first numbers
# Anchors whose windows are looked at together, about as many as an article has: the arrays stay in the processor's
# cache, and a text with a cue in every line takes no more memory than any other.
_TOGETHER = 64
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


class LookUp:
    """From a word to its index among the known ones, its suffix's, its prefix's (0 where not listed), and its shape."""

    def __init__(self, known: Sequence[str], suffixes: Sequence[str], prefixes: Sequence[str]) -> None:
        self._words, self._suffixes, self._prefixes = (
            dict(zip(listed, range(1, len(listed) + 1), strict=True)) for listed in (known, suffixes, prefixes)
        )

    def all_of(self, words: Sequence[str]) -> Ints:
        """(n, 4): the four indices of each word."""
        return np.array([self.of(word) for word in words], np.int64).reshape(-1, 4)

    def of(self, word: str) -> tuple[int, int, int, int]:
        """The four indices of a word."""
        key = word_key(word.lower())
        alpha = key.isalpha()
        return (
            self._words.get(key, 0),
            self._suffixes.get(key[-SUFFIX:], 0) if alpha and len(key) > SUFFIX else 0,
            self._prefixes.get(key[:PREFIX], 0) if alpha and len(key) > PREFIX else 0,
            shape_of(word),
        )


class _Layer(NamedTuple):
    """A matrix of whole numbers with what brings its products back to steps."""

    weights: Floats
    scale: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        out: Floats = x @ self.weights
        out *= self.scale
        out += self.bias
        return np.rint(out, out=out)


class _Convolution(NamedTuple):
    """A convolution of width 3 over rows; ``weights`` is (3, in, out)."""

    weights: Floats
    scale: Floats
    bias: Floats
    dilation: int

    def __call__(self, x: Floats, spare: Floats) -> Floats:
        """The rows convolved; ``spare`` is as large as they are and is overwritten."""
        dilation = self.dilation
        out: Floats = x @ self.weights[1]
        if len(x) > dilation:
            out[dilation:] += np.matmul(x[:-dilation], self.weights[0], out=spare[dilation:])
            out[:-dilation] += np.matmul(x[dilation:], self.weights[2], out=spare[dilation:])
        out *= self.scale
        out += self.bias
        return np.rint(out, out=out)


class Net:
    """The net with its weights.

    Args:
        model: A validated model file.
    """

    def __init__(self, model: ExtractorModel) -> None:
        arrays = self._arrays = model.arrays
        self._look_up = LookUp(model.words, model.suffixes, model.prefixes)
        self._candidate = SHARP * math.log(model.decode.candidate / (1 - model.decode.candidate))

        def layer(weights: str, bias: str = "") -> _Layer:
            one = arrays[weights]
            none = np.zeros(one.values.shape[-1], np.float32)
            return _Layer(one.values.astype(np.float32), one.scale, arrays[bias].values if bias else none)

        def convolution(name: str, dilation: int) -> _Convolution:
            one, bias = arrays[f"{name}_w"], arrays[f"{name}_b"].values
            return _Convolution(one.values.astype(np.float32), one.scale, bias, dilation)

        into = arrays["in_w"]  # exact in double precision, whatever the weights: below 2**53
        self._project = into.values.astype(np.float64)
        self._project_scale = into.scale.astype(np.float64)
        self._anchor = layer("anchor_w", "anchor_b")
        self._token, self._of_anchor = layer("pt_w"), layer("pc_w", "pc_b")
        self._out = layer("out_w", "out_b")
        self._valid_near, self._valid_far = layer("valid_w", "valid_b"), layer("valid2_w")
        self._far = [convolution(f"enc{k}", dilation) for k, dilation in enumerate(model.dilations)]
        self._near = [convolution(f"dec{k}", dilation) for k, dilation in enumerate(model.dilations_near)]
        self._marks = _sums(arrays["quote"].values, arrays["place"].values)
        self._positions = _sums(arrays["p0"].values, arrays["p1"].values)
        self._relations = _sums(arrays["dist"].values, arrays["rel"].values).astype(np.float32)
        right, left, own = arrays["extra_w"].values.astype(np.int64)
        between, level = np.arange(MOST_BETWEEN + 1)[:, None], np.arange(LEVELS + 1)[:, None]
        # Likely anchors to the right, then those to the left: never both lie between.
        self._between = np.rint(np.concatenate([between * right, between[1:] * left]) * _FINE).astype(np.float32)
        self._own = np.rint(level * own * _FINE).astype(np.float32)
        self._seen: dict[str, int] = {}
        self._rows = np.zeros((0, self._project.shape[1]), np.int16)

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
        hidden = self._encode(self._embed(document.words, structure))
        score: Floats = self._anchor(hidden)[:, 0]
        anchors = np.flatnonzero(score > self._candidate)
        if not len(anchors):
            return
        hot, around = levels_of(score), self._token(hidden)
        for first in range(0, len(anchors), together):
            some = anchors[first : first + together]
            yield Look(structure, some, score, *self._from_anchors(hidden, around, some, structure, hot))

    def _embed(self, words: list[str], structure: Structure) -> Floats:
        seen = self._seen
        try:
            numbers = [seen[word] for word in words]
        except KeyError:
            self._remember(words)
            seen = self._seen
            numbers = [seen[word] for word in words]
        x = self._rows[numbers]
        x += self._marks[structure.quoting * self._arrays["place"].values.shape[0] + structure.place]
        x += self._positions[structure.from_start * self._arrays["p1"].values.shape[0] + structure.to_end]
        return x.astype(np.float32)

    def _remember(self, words: list[str]) -> None:
        """Makes the first numbers of words not met yet, those that depend on the word alone."""
        new = list(dict.fromkeys(word for word in words if word not in self._seen))
        if len(self._seen) + len(new) > _MEMO:
            self._seen, self._rows = {}, self._rows[:0]
            new = list(dict.fromkeys(words))
        arrays = self._arrays
        indices = self._look_up.all_of(new)
        parts = []
        for k, name in enumerate(("word", "suffix", "prefix")):
            of = indices[:, k]
            parts.append(arrays[name].values[of].astype(np.float64) * arrays[name].scale[of, None])
        rows = np.rint(np.concatenate(parts, 1) @ self._project * self._project_scale)
        rows += arrays["shape"].values[indices[:, 3]]
        self._seen.update(zip(new, range(len(self._seen), len(self._seen) + len(new)), strict=True))
        self._rows = np.concatenate([self._rows, np.clip(rows, -_WIDEST, _WIDEST).astype(np.int16)])

    def _encode(self, x: Floats) -> Floats:
        h, spare = np.empty_like(x), np.empty_like(x)
        for convolution in self._far:
            np.clip(x, 0, MOST, out=h)
            x += convolution(h, spare)
        return np.clip(x, 0, MOST, out=h)

    def _from_anchors(
        self, hidden: Floats, around: Floats, anchors: Ints, structure: Structure, hot: Ints
    ) -> tuple[Floats, Floats, Windows]:
        windows = windows_of(anchors, structure, len(hidden))
        empty = np.flatnonzero(windows.token < 0)
        distance, relation, (right, left, own) = relate(windows, anchors, structure, hot)
        z: Floats = around[np.maximum(windows.token, 0)]
        z += self._of_anchor(hidden[anchors])[windows.owner]
        z += self._relations[distance * self._arrays["rel"].values.shape[0] + relation]
        z += self._between[right + left + (left > 0) * MOST_BETWEEN]
        z += self._own[own]
        z[empty] = 0
        h, spare = np.empty_like(z), np.empty_like(z)
        for convolution in self._near:
            np.clip(z, 0, MOST, out=h)
            z += convolution(h, spare)
            z[empty] = 0
        np.clip(z, 0, MOST, out=h)
        here = windows.first + anchors - windows.low
        valid = self._valid_near(h[here]) + self._valid_far(hidden[anchors])
        return self._out(h), valid[:, 0], windows


_WIDEST = 8191  # first numbers of a word; three of them still fit 16 bits
_FINE = 1 / 256  # steps of the weights of the three counts


def _sums(first: Ints, second: Ints) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """Every row of the first plus every row of the second: row i and j at i * len(second) + j."""
    out = (first[:, None].astype(np.int32) + second[None].astype(np.int32)).reshape(-1, first.shape[1])
    return np.clip(out, -_WIDEST, _WIDEST).astype(np.int16)
