"""The trained extractor's net: embeddings, dilated convolutions over the whole document, a look from each anchor.

An anchor is the head of a cue. The first part of the net reads the document once and marks the likely
anchors; the second looks from each of them at the tokens around and says which are its content, its
source and its cue. A few matrix products an article; numpy only, no state between documents.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from credscore.extract.features import (
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
from credscore.extract.modelfile import ExtractorModel
from credscore.reading import Document

__all__ = ["Look", "Net", "sigmoid"]

_MEMO = 50_000  # words remembered with their indices
_SUFFIX, _PREFIX = 3, 4  # letters


class Look(NamedTuple):
    """What the net says of one document.

    Attributes:
        structure: Where tokens stand.
        anchors: Tokens that may head a cue.
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


def sigmoid(x: Floats) -> Floats:
    """The logistic function, without overflow."""
    out: Floats = 0.5 * (np.tanh(0.5 * x) + 1.0)
    return out


def _convolve(x: Floats, weights: Floats, bias: Floats, dilation: int) -> Floats:
    """A convolution of width 3 over the rows of ``x``; ``weights`` is (3, in, out)."""
    out: Floats = x @ weights[1]
    out += bias
    if len(x) > dilation:
        out[dilation:] += x[:-dilation] @ weights[0]
        out[:-dilation] += x[dilation:] @ weights[2]
    return out


class Net:
    """The net with its weights.

    Args:
        model: A validated model file.
    """

    def __init__(self, model: ExtractorModel) -> None:
        self._arrays = model.arrays
        self._dilations = model.dilations
        self._dilations_near = model.dilations_near
        self._candidate = model.decode.candidate
        self._words = {word: number for number, word in enumerate(model.words, 1)}
        self._suffixes = {word: number for number, word in enumerate(model.suffixes, 1)}
        self._prefixes = {word: number for number, word in enumerate(model.prefixes, 1)}
        self._memo: dict[str, tuple[int, int, int, int]] = {}

    def look(self, document: Document) -> Look | None:
        """Runs the net over a document; None where no token may head a cue."""
        if not len(document):
            return None
        structure = structure_of(document)
        hidden = self._encode(self._embed(self._indices(document), structure))
        score: Floats = (hidden @ self._arrays["anchor_w"])[:, 0] + self._arrays["anchor_b"][0]
        hot = sigmoid(score).astype(np.float32)
        anchors = np.flatnonzero(hot > self._candidate)
        if not len(anchors):
            return None
        out, valid, windows = self._from_anchors(hidden, anchors, structure, hot)
        return Look(structure, anchors, score, out, valid, windows)

    def _of_word(self, word: str) -> tuple[int, int, int, int]:
        key = word_key(word.lower())
        alpha = key.isalpha()
        found = (
            self._words.get(key, 0),
            self._suffixes.get(key[-_SUFFIX:], 0) if alpha and len(key) > _SUFFIX else 0,
            self._prefixes.get(key[:_PREFIX], 0) if alpha and len(key) > _PREFIX else 0,
            shape_of(word),
        )
        if len(self._memo) > _MEMO:
            self._memo.clear()
        self._memo[word] = found
        return found

    def _indices(self, document: Document) -> Ints:
        memo, of_word = self._memo, self._of_word
        rows = [memo[word] if word in memo else of_word(word) for word in document.words]
        return np.array(rows, dtype=np.int64).reshape(-1, 4)

    def _embed(self, indices: Ints, structure: Structure) -> Floats:
        arrays = self._arrays
        parts = [arrays["word"][indices[:, 0]], arrays["suffix"][indices[:, 1]], arrays["prefix"][indices[:, 2]]]
        x: Floats = np.concatenate(parts, 1) @ arrays["in_w"]
        x += arrays["shape"][indices[:, 3]]
        x += arrays["quote"][structure.quoting]
        x += arrays["place"][structure.place]
        x += arrays["p0"][structure.from_start]
        x += arrays["p1"][structure.to_end]
        return x

    def _encode(self, x: Floats) -> Floats:
        for number, dilation in enumerate(self._dilations):
            weights, bias = self._arrays[f"enc{number}_w"], self._arrays[f"enc{number}_b"]
            x = x + _convolve(np.maximum(x, 0), weights, bias, dilation)
        return np.maximum(x, 0)

    def _from_anchors(
        self, hidden: Floats, anchors: Ints, structure: Structure, hot: Floats
    ) -> tuple[Floats, Floats, Windows]:
        arrays = self._arrays
        windows = windows_of(anchors, structure, len(hidden))
        empty = (windows.token < 0)[:, None]
        distance, relation, scalars = relate(windows, anchors, structure, hot)
        z: Floats = (hidden @ arrays["pt_w"])[np.maximum(windows.token, 0)]
        z += (hidden[anchors] @ arrays["pc_w"] + arrays["pc_b"])[windows.owner]
        z += arrays["dist"][distance]
        z += arrays["rel"][relation]
        z += scalars @ arrays["extra_w"]
        np.copyto(z, 0, where=empty)
        for number, dilation in enumerate(self._dilations_near):
            weights, bias = arrays[f"dec{number}_w"], arrays[f"dec{number}_b"]
            z = z + _convolve(np.maximum(z, 0), weights, bias, dilation)
            np.copyto(z, 0, where=empty)
        np.maximum(z, 0, out=z)
        out = z @ arrays["out_w"] + arrays["out_b"]
        here = windows.first + anchors - windows.low
        valid = z[here] @ arrays["valid_w"] + hidden[anchors] @ arrays["valid2_w"] + arrays["valid_b"]
        return out, valid[:, 0], windows
