"""Neighbours: how the training statements turned out that speak of the same in much the same words.

Each statement that was learnt from stands in the model as one number of 64 bits, a fingerprint for near duplicates
(Charikar 2002): every word has 64 signs by its hash, the signs of all words are added up, rare words weighing more, and
a bit says whether its sum is above 0. Where two texts' words have the angle a, about a/pi of the bits differ. Beside it
stand hashes of its subjects and its party. A case weighs each by what so many differing bits tell of their words'
likeness, times how much of subject and party they share (a product of kernels), and the weighted shares of labels stand
beside the history's numbers: the Nadaraya-Watson estimate. The same claim made again weighs most. Trained by
`credscore.learn.neighbour_training`; run by numpy alone.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn.labelled import Case
from credscore.learn.solver import Floats
from credscore.learn.words import Vocabulary, terms_of

__all__ = ["BITS", "MOST_WORDS", "Neighbours", "Rarity", "Remembered", "differing", "fingerprint"]

BITS = 64
"""Bits of a fingerprint."""

_HASH_BITS = 18
_MOST_ROWS = 40_000
MOST_WORDS = 400
_MOST_SUBJECTS = 400
_NO_SUBJECT, _NO_PARTY = 0.2, 0.3  # these two and the strength: by cross-validation on LIAR train, with whole words
_STRENGTH = 0.017
"""What the prior weighs against the neighbours, in units of their weights."""

_ONES = np.unpackbits(np.arange(1 << 16, dtype=np.uint16).view(np.uint8).reshape(-1, 2), axis=1).sum(axis=1)
"""How many bits of each number of 16 bits are set."""


class Rarity:
    """What words weigh in a fingerprint: whole millionths, so that sums are the same on every machine."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._weights: dict[str, int] = {
            term: round(value * 1e6)
            for term, value in zip(vocabulary.terms, vocabulary.idf.tolist(), strict=True)
            if " " not in term
        }
        self._unknown = max(self._weights.values(), default=1_000_000)

    def of(self, word: str) -> int:
        """The word's weight; a word that the vocabulary lacks has that of its rarest."""
        return self._weights.get(word, self._unknown)


def differing(one: int, prints: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    """In how many bits a fingerprint differs from each of some: 0 to 64."""
    halves = (prints ^ np.uint64(one)).view(np.uint16).reshape(-1, BITS // 16)
    return np.asarray(_ONES[halves].sum(axis=1), dtype=np.int64)


def fingerprint(text: str, rarity: Rarity) -> int:
    """64 bits of which texts in much the same words share most; 0 for a text without words.

    Args:
        text: The text; of its words the first 400 count, without their order.
        rarity: What each word weighs.
    """
    words = sorted(set(terms_of(text, 1)[:MOST_WORDS]))
    if not words:
        return 0
    hashes = b"".join(
        hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=BITS // 8).digest() for word in words
    )
    bits = np.unpackbits(np.frombuffer(hashes, dtype=np.uint8)).reshape(-1, BITS).astype(np.int64)
    sums = np.array([rarity.of(word) for word in words], dtype=np.int64) @ (2 * bits - 1)
    return int.from_bytes(np.packbits(sums > 0).tobytes(), "big")


def _hashed(values: Sequence[str]) -> list[int]:
    return sorted({zlib.crc32(value.encode("utf-8", "surrogatepass")) % (1 << _HASH_BITS) for value in values})


class Remembered(NamedTuple):
    """What is kept of a statement.

    Attributes:
        words: The fingerprint of its words.
        subjects: Hashes of its subjects, each once, rising; empty where metadata are not looked at.
        party: The hash of its party, or -1 where metadata are not looked at.
    """

    words: int
    subjects: list[int]
    party: int

    @classmethod
    def of(cls, case: Case, parts: Sequence[str], rarity: Rarity) -> Remembered:
        """What is kept of a case by a model that looks at some parts."""
        words = fingerprint(case.text, rarity)
        if "metadata" not in parts:
            return cls(words, [], -1)
        return cls(words, _hashed(case.subjects)[:_MOST_SUBJECTS], _hashed([case.context.get("party", "")])[0])


class _Subjects:
    """For each subject the rows that have it, and one over the root of how many subjects each row has."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        many = np.array([len(row) for row in rows])
        places = np.array([place for row in rows for place in row], dtype=np.int64)
        owners = np.repeat(np.arange(len(rows)), many)
        order = np.argsort(places, kind="stable")
        self._owners = owners[order]
        self._ends = np.concatenate([[0], np.cumsum(np.bincount(places, minlength=1 << _HASH_BITS))])
        self._value = 1.0 / np.sqrt(np.maximum(many, 1))

    def cosines(self, row: Sequence[int]) -> Floats:
        """The cosine of a row with each of the table's."""
        out = np.zeros(len(self._value))
        for place in row:
            out[self._owners[self._ends[place] : self._ends[place + 1]]] += 1.0
        return np.asarray(out * self._value / np.sqrt(max(len(row), 1)))


class Neighbours(NamedTuple):
    """The statements that were learnt from.

    Attributes:
        rows: What is kept of each.
        labels: Their label numbers.
        classes: How many labels there are.
        likeness: What a neighbour weighs by the number of bits that differ, 0 to 64: 0 to 1, never rising.
    """

    rows: tuple[Remembered, ...]
    labels: npt.NDArray[np.int32]
    classes: int
    likeness: Floats

    def measures(self, cases: Sequence[Remembered]) -> Floats:
        """For each case and label the log-ratio of its share among the neighbours to its share among all: n by k.

        Args:
            cases: What would be kept of each case.
        """
        prints = np.array([row.words for row in self.rows], dtype=np.uint64)
        subjects = _Subjects([row.subjects for row in self.rows])
        party = np.array([row.party for row in self.rows])
        gold = np.zeros((len(self.rows), self.classes))
        gold[np.arange(len(self.rows)), self.labels] = 1.0
        prior = (gold.sum(axis=0) + 1.0) / (len(self.rows) + self.classes)
        out = np.zeros((len(cases), self.classes))
        for number, own in enumerate(cases):
            weights = self.likeness[differing(own.words, prints)]
            weights *= (_NO_SUBJECT + subjects.cosines(own.subjects)) * (_NO_PARTY + (party == own.party))
            share = (weights @ gold + _STRENGTH * prior) / (weights.sum() + _STRENGTH)
            out[number] = np.log(share / prior)
        return out

    def to_dict(self) -> dict[str, Any]:
        return {
            "fingerprints": [f"{row.words:016x}" for row in self.rows],  # few readers of JSON know whole 64-bit numbers
            "subjects": [row.subjects for row in self.rows],
            "parties": [row.party for row in self.rows],
            "labels": self.labels.tolist(),
            "likeness": self.likeness.tolist(),
        }

    @classmethod
    def parse(cls, data: Any, field: str, classes: int) -> Neighbours:
        given = modeldata.keys(data, field, ("fingerprints", "subjects", "parties", "labels", "likeness"))
        labels = modeldata.wholes(given["labels"], f"{field}.labels", 0, classes - 1, most=_MOST_ROWS)
        parties = modeldata.wholes(given["parties"], f"{field}.parties", -1, (1 << _HASH_BITS) - 1, size=len(labels))
        words = _prints(given["fingerprints"], f"{field}.fingerprints", len(labels))
        subjects = _hashes(given["subjects"], f"{field}.subjects", len(labels))
        rows = tuple(map(Remembered, words, subjects, parties.tolist()))
        likeness = modeldata.floats(given["likeness"], f"{field}.likeness", size=BITS + 1, low=0.0)
        if likeness[0] > 1.0 or (np.diff(likeness) > 0.0).any():
            raise ModelError("must be at most 1 and never rise", field=f"{field}.likeness")
        return cls(rows, labels, classes, likeness)


def _prints(value: Any, field: str, size: int) -> list[int]:
    read = modeldata.strings(value, field, most=_MOST_ROWS, unique=False)
    if len(read) != size:
        raise ModelError(f"has {len(read)} entries, not {size}", field=field)
    for number, one in enumerate(read):
        if len(one) != BITS // 4 or not set(one) <= set("0123456789abcdef"):
            raise ModelError(f"must be {BITS // 4} hexadecimal digits", field=f"{field}.{number}")
    return [int(one, 16) for one in read]


def _hashes(value: Any, field: str, size: int) -> list[list[int]]:
    if not isinstance(value, list) or len(value) != size:
        raise ModelError(f"must be a list of {size}", field=field)
    found = []
    for number, row in enumerate(value):
        read = modeldata.wholes(row, f"{field}.{number}", 0, (1 << _HASH_BITS) - 1, most=_MOST_SUBJECTS)
        if (np.diff(read) <= 0).any():
            raise ModelError("must rise", field=f"{field}.{number}")
        found.append(read.tolist())
    return found
