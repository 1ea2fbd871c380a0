"""First word vectors: the input embeddings of all-MiniLM-L6-v2, cut to fewer numbers.

The table of word pieces alone is taken; no transformer is run. A word is the mean of its pieces (Schuster & Nakajima
2012, longest match first), and principal components cut what that gives to the size asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from credscore.extract.features import Floats
from credscore.learn.extractor.packages import read_minilm
from credscore.learn.pieces import pieces_of

__all__ = ["first_vectors", "read_pieces"]

_TABLE = "embeddings.word_embeddings.weight"
_FLATTER = 0.25  # power of the variance that a component keeps: a few would else drown the rest


def read_pieces() -> tuple[dict[str, int], Floats]:
    """The word pieces with their rows, and the rows; raises as `read_minilm` does."""
    pieces, tables = read_minilm(lambda name: name == _TABLE)
    return pieces, tables[_TABLE]


def first_vectors(words: Sequence[str], size: int, known: Mapping[str, int], table: Floats) -> Floats:
    """A vector for each word index, 0 (the unknown word) first and all zeros.

    Args:
        words: The words that indices from 1 on mean.
        size: Length of a vector; at most that of the table's.
        known: Word pieces with their rows.
        table: The rows.
    """
    rows = table.astype(np.float64)
    whole = np.array([rows[pieces_of(word, known)].mean(0) for word in words])
    whole -= whole.mean(0)
    values, axes = np.linalg.eigh(whole.T @ whole / len(whole))
    strongest, axes = np.maximum(values[::-1][:size], 1e-12), axes[:, ::-1][:, :size]
    axes = axes * np.where(np.take_along_axis(axes, np.abs(axes).argmax(0)[None], 0) < 0, -1.0, 1.0)
    found = whole @ (axes * strongest**-_FLATTER)
    out = np.zeros((len(words) + 1, size), np.float32)
    out[1:] = found / max(float(found.std()), 1e-9)
    return out
