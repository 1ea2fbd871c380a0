"""From words and where they stand to the first numbers of each token's row."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from credscore.extract.convolution import rows_for
from credscore.extract.features import Floats, Ints, Structure, shape_of, word_key
from credscore.extract.modelfile import ExtractorModel

__all__ = ["PREFIX", "SUFFIX", "Embedding", "LookUp", "sums"]

SUFFIX, PREFIX = 3, 4  # letters
_MEMO = 30_000  # words remembered with their first numbers
_WIDEST = 8191  # first numbers of a word; three of them still fit 16 bits
_ONE_AT_A_TIME = threading.Lock()  # that learns new words; whoever only reads needs none

_Shorts = NDArray[np.int16]


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


class _Memo:
    """Words met, with their rows. A row is written before its word is listed: any thread may read at any time."""

    def __init__(self, channels: int) -> None:
        self.seen: dict[str, int] = {}
        self.rows = np.zeros((0, channels), np.int16)

    def add(self, words: Sequence[str], rows: _Shorts) -> None:
        known, count = len(self.seen), len(words)
        if known + count > len(self.rows):  # by half again, so that each row is copied a few times at most
            longer = np.zeros((known + count + known // 2, self.rows.shape[1]), np.int16)
            longer[:known] = self.rows[:known]
            self.rows = longer
        self.rows[known : known + count] = rows
        self.seen.update(zip(words, range(known, known + count), strict=True))


class Embedding:
    """The first numbers of tokens: of the word, of marks and place, of the position in the sentence.

    Args:
        model: A validated model file.
    """

    def __init__(self, model: ExtractorModel) -> None:
        arrays = self._arrays = model.arrays
        self._look_up = LookUp(model.words, model.suffixes, model.prefixes)
        into = arrays["in_w"]  # exact in double precision, whatever the weights: below 2**53
        self._project = into.values.astype(np.float64)
        self._project_scale = into.scale.astype(np.float64)
        self._dilations = model.dilations
        self._marks = sums(arrays["quote"].values, arrays["place"].values)
        self._positions = sums(arrays["p0"].values, arrays["p1"].values)
        self._places, self._ends = arrays["place"].values.shape[0], arrays["p1"].values.shape[0]
        self._memo = _Memo(self._project.shape[1])

    def __call__(self, words: Sequence[str], structure: Structure) -> Floats:
        """The rows of a document's tokens, as `credscore.extract.convolution.rows_for` lays them out."""
        memo = self._memo
        try:
            numbers = _numbers_of(words, memo.seen)
        except KeyError:
            memo = self._with(words)
            numbers = _numbers_of(words, memo.seen)
        x = memo.rows.take(numbers, axis=0)
        x += self._marks.take(structure.quoting * self._places + structure.place, axis=0)
        x += self._positions.take(structure.from_start * self._ends + structure.to_end, axis=0)
        rows = rows_for("far", len(x), x.shape[1], self._dilations)
        rows[: len(x)] = x
        return rows

    def _with(self, words: Sequence[str]) -> _Memo:
        """The memo with all of the words, those new to it added: what depends on the word alone."""
        with _ONE_AT_A_TIME:
            memo = self._memo
            new = list(dict.fromkeys(word for word in words if word not in memo.seen))
            if len(memo.seen) + len(new) > _MEMO:
                memo = self._memo = _Memo(self._project.shape[1])
                new = list(dict.fromkeys(words))
            arrays = self._arrays
            indices = self._look_up.all_of(new)
            parts = []
            for k, name in enumerate(("word", "suffix", "prefix")):
                of = indices[:, k]
                parts.append(arrays[name].values[of].astype(np.float64) * arrays[name].scale[of, None])
            rows = np.rint(np.concatenate(parts, 1) @ self._project * self._project_scale)
            rows += arrays["shape"].values[indices[:, 3]]
            memo.add(new, np.clip(rows, -_WIDEST, _WIDEST).astype(np.int16))
            return memo


def sums(first: Ints, second: Ints) -> _Shorts:
    """Every row of the first plus every row of the second: row i and j at i * len(second) + j."""
    out = (first[:, None].astype(np.int32) + second[None].astype(np.int32)).reshape(-1, first.shape[1])
    return np.clip(out, -_WIDEST, _WIDEST).astype(np.int16)


def _numbers_of(words: Sequence[str], seen: dict[str, int]) -> Sequence[int]:
    """The number of each word; KeyError where one has none."""
    if len(words) == 1:
        return [seen[words[0]]]
    numbers: tuple[int, ...] = itemgetter(*words)(seen)
    return numbers
