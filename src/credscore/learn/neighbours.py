"""Neighbours: how the training statements turned out that speak of the same in much the same words.

Each statement that was learnt from stands in the model as numbers: hashes of its single words, without their order, of
its subjects and of its party. A case weighs each by the cosine of their words to a power, times how much of subject and
party they share (a product of kernels), and the weighted shares of labels stand beside the history's numbers: the
Nadaraya-Watson estimate. The same claim made again weighs most. Run by numpy alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn.labelled import Case
from credscore.learn.solver import Floats
from credscore.learn.words import terms_of

__all__ = ["Neighbours", "Remembered"]

_BITS = 18
_MOST_ROWS = 40_000
_MOST_WORDS = 400
_POWER = 4
_NO_SUBJECT, _NO_PARTY = 0.2, 0.3  # these three and the strength: chosen by cross-validation on LIAR train
_STRENGTH = 0.017
"""What the prior weighs against the neighbours, in units of their weights."""


def _hashed(values: Sequence[str]) -> list[int]:
    return sorted({zlib.crc32(value.encode("utf-8", "surrogatepass")) % (1 << _BITS) for value in values})


class Remembered(NamedTuple):
    """What is kept of a statement.

    Attributes:
        words: Hashes of its words, each once, in the order of the hashes.
        subjects: Hashes of its subjects; empty where metadata are not looked at.
        party: The hash of its party, or -1 where metadata are not looked at.
    """

    words: list[int]
    subjects: list[int]
    party: int

    @classmethod
    def of(cls, case: Case, parts: Sequence[str]) -> Remembered:
        """What is kept of a case by a model that looks at some parts."""
        words = _hashed(terms_of(case.text, 1)[:_MOST_WORDS])
        if "metadata" not in parts:
            return cls(words, [], -1)
        return cls(words, _hashed(case.subjects), _hashed([case.context.get("party", "")])[0])


class _Table:
    """Rows of numbers, and for each number the rows where it stands; a row has length 1."""

    def __init__(self, rows: Sequence[Sequence[int]], rare: bool) -> None:
        many = len(rows)
        places = np.array([place for row in rows for place in row], dtype=np.int64)
        owners = np.repeat(np.arange(many), [len(row) for row in rows])
        seen = np.bincount(places, minlength=1 << _BITS)
        self.weight = np.log((1 + many) / (1 + seen)) + 1.0 if rare else np.ones(1 << _BITS)
        length = np.sqrt(np.bincount(owners, weights=self.weight[places] ** 2, minlength=many))
        order = np.argsort(places, kind="stable")
        self._owners = owners[order]
        self._values = self.weight[places[order]] / np.maximum(length[self._owners], 1e-12)
        self._ends = np.concatenate([[0], np.cumsum(seen)])
        self._many = many

    def cosines(self, row: Sequence[int]) -> Floats:
        """The cosine of a row with each of the table's."""
        out = np.zeros(self._many)
        length = float(np.sqrt((self.weight[list(row)] ** 2).sum()))
        for place in row:
            table = slice(self._ends[place], self._ends[place + 1])
            out[self._owners[table]] += self._values[table] * (self.weight[place] / length)
        return out


class Neighbours(NamedTuple):
    """The statements that were learnt from.

    Attributes:
        rows: What is kept of each.
        labels: Their label numbers.
        classes: How many labels there are.
    """

    rows: tuple[Remembered, ...]
    labels: npt.NDArray[np.int32]
    classes: int

    def measures(self, cases: Sequence[Case], parts: Sequence[str]) -> Floats:
        """For each case and label the log-ratio of its share among the neighbours to its share among all: n by k.

        Args:
            cases: The cases; their labels are not looked at.
            parts: What the model looks at.
        """
        words = _Table([row.words for row in self.rows], rare=True)
        subjects = _Table([row.subjects for row in self.rows], rare=False)
        party = np.array([row.party for row in self.rows])
        gold = np.zeros((len(self.rows), self.classes))
        gold[np.arange(len(self.rows)), self.labels] = 1.0
        prior = (gold.sum(axis=0) + 1.0) / (len(self.rows) + self.classes)
        out = np.zeros((len(cases), self.classes))
        for number, case in enumerate(cases):
            own = Remembered.of(case, parts)
            weights = words.cosines(own.words) ** _POWER
            weights *= (_NO_SUBJECT + subjects.cosines(own.subjects)) * (_NO_PARTY + (party == own.party))
            share = (weights @ gold + _STRENGTH * prior) / (weights.sum() + _STRENGTH)
            out[number] = np.log(share / prior)
        return out

    def to_dict(self) -> dict[str, Any]:
        return {
            "words": [row.words for row in self.rows],
            "subjects": [row.subjects for row in self.rows],
            "parties": [row.party for row in self.rows],
            "labels": self.labels.tolist(),
        }

    @classmethod
    def parse(cls, data: Any, field: str, classes: int) -> Neighbours:
        given = modeldata.keys(data, field, ("words", "subjects", "parties", "labels"))
        labels = modeldata.wholes(given["labels"], f"{field}.labels", 0, classes - 1, most=_MOST_ROWS)
        parties = modeldata.wholes(given["parties"], f"{field}.parties", -1, (1 << _BITS) - 1, size=len(labels))
        words = _hashes(given["words"], f"{field}.words", len(labels))
        subjects = _hashes(given["subjects"], f"{field}.subjects", len(labels))
        rows = tuple(map(Remembered, words, subjects, parties.tolist()))
        return cls(rows, labels, classes)


def _hashes(value: Any, field: str, size: int) -> list[list[int]]:
    if not isinstance(value, list) or len(value) != size:
        raise ModelError(f"must be a list of {size}", field=field)
    found = []
    for number, row in enumerate(value):
        read = modeldata.wholes(row, f"{field}.{number}", 0, (1 << _BITS) - 1, most=_MOST_WORDS)
        if (np.diff(read) <= 0).any():
            raise ModelError("must rise", field=f"{field}.{number}")
        found.append(read.tolist())
    return found
