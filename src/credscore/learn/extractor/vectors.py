"""First word vectors from the training articles themselves: which words stand beside which.

Levy & Goldberg 2014: factorising the positive pointwise mutual information of words and neighbours gives what
skip-gram learns. Neighbours by place (two before, one before, one after, two after), so that words of one
syntactic behaviour come together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from credscore.extract.features import Floats, Ints

__all__ = ["first_vectors"]

_CONTEXTS = 300  # most frequent words that count as neighbours
_LEAST = 5  # occurrences below which neighbours say too little: such a word starts from nothing
_OFFSETS = (-2, -1, 1, 2)
_SMOOTH = 0.75  # power of the neighbours' counts (Levy, Goldberg & Dagan 2015)


def first_vectors(texts: Sequence[Ints], words: int, size: int) -> Floats:
    """A vector of ``size`` numbers for each word index below ``words``.

    Args:
        texts: The word indices of each article; 0 is an unknown word.
        words: Number of word indices; they go by descending count, so the first ones are the neighbours.
        size: Length of a vector; at most the number of words.
    """
    counts = np.bincount(np.concatenate(texts), minlength=words)
    counts[0] = _LEAST
    frequent = int((counts >= _LEAST).sum())
    together = np.zeros((frequent, len(_OFFSETS) * _CONTEXTS), np.float32)
    for text in texts:
        for number, offset in enumerate(_OFFSETS):
            here, there = (text[:-offset], text[offset:]) if offset > 0 else (text[-offset:], text[:offset])
            near = (there > 0) & (there <= _CONTEXTS) & (here < frequent)
            np.add.at(together, (here[near], there[near] - 1 + number * _CONTEXTS), 1.0)
    total = together.sum()
    of_word = together.sum(1, keepdims=True) + 1.0
    of_context = together.sum(0, keepdims=True) ** _SMOOTH + 1e-9
    of_context *= total / of_context.sum()
    with np.errstate(divide="ignore"):
        information = np.log(together * total) - np.log(of_word) - np.log(of_context)
    information = np.maximum(information, 0).astype(np.float32)
    values, vectors = np.linalg.eigh(information.T @ information)
    strongest = vectors[:, ::-1][:, :size] / np.maximum(values[::-1][:size], 1e-9) ** 0.25
    found = information @ strongest
    out = np.zeros((words, size), np.float32)
    out[:frequent] = found / max(float(found.std()), 1e-9)
    return out
