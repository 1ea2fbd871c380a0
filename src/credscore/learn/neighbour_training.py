"""Training neighbours: what differing bits tell of the words' likeness, and numbers that do not see their own fold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from credscore.learn.labelled import Case
from credscore.learn.neighbours import BITS, MOST_WORDS, Neighbours, Rarity, Remembered, differing
from credscore.learn.solver import Floats
from credscore.learn.words import Vocabulary, terms_of

__all__ = ["likeness_by_bits", "train_neighbours"]

_POWER = 4  # chosen by cross-validation on LIAR train, with whole words
_ASKED = 12_000
_DIGITS = 9


def train_neighbours(
    cases: Sequence[Case],
    vocabulary: Vocabulary,
    y: Any,
    classes: int,
    parts: Sequence[str],
    folds: Sequence[tuple[Any, Any]],
    say: Callable[[str], None],
) -> tuple[Neighbours, Floats]:
    """The statements as neighbours of others, and what each one's neighbours of other folds say: n by k.

    Args:
        cases: The labelled cases.
        vocabulary: Whose words are rare and how much.
        y: Their label numbers.
        classes: How many labels there are.
        parts: What the model looks at.
        folds: Numbers of the cases to learn from and to hold out.
        say: Told what is being done.
    """
    rarity = Rarity(vocabulary)
    rows = [Remembered.of(case, parts, rarity) for case in cases]
    likeness = likeness_by_bits([case.text for case in cases], rows, rarity)
    out = np.zeros((len(cases), classes))
    for number, (learn, hold) in enumerate(folds, 1):
        say(f"neighbours: fold {number}")
        others = Neighbours(tuple(rows[n] for n in learn), y[learn].astype(np.int32), classes, likeness)
        out[hold] = others.measures([rows[n] for n in hold])
    return Neighbours(tuple(rows), y.astype(np.int32), classes, likeness), out


def likeness_by_bits(texts: Sequence[str], rows: Sequence[Remembered], rarity: Rarity) -> Floats:
    """The mean fourth power of the cosine of two texts' words, by how many bits of their fingerprints differ, 0 to 64.

    That is what the fingerprints tell of the kernel over whole words. Plainly the cosine that the bits estimate would
    do worse: among so many pairs, most that differ in few bits do so by chance. Labels are not looked at. Where there
    are more than 12,000 texts, at most so many, evenly spread, are compared with all.

    Args:
        texts: The texts.
        rows: What is kept of each.
        rarity: What each word weighs.
    """
    from scipy import sparse

    words = [sorted(set(terms_of(text, 1)[:MOST_WORDS])) for text in texts]
    places: dict[str, int] = {}
    where = [places.setdefault(word, len(places)) for found in words for word in found]
    values = np.array([float(rarity.of(word)) for found in words for word in found])
    ends = np.cumsum([0, *map(len, words)])
    matrix = sparse.csr_matrix((values, where, ends), shape=(len(texts), max(len(places), 1)))
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = sparse.diags(1.0 / np.maximum(length, 1.0)) @ matrix
    prints = np.array([row.words for row in rows], dtype=np.uint64)
    pairs, sums = np.zeros(BITS + 1), np.zeros(BITS + 1)
    for number in range(0, len(texts), -(-len(texts) // _ASKED)):
        bits = differing(rows[number].words, prints)  # itself among them: no bit differs, the cosine is 1
        cosines = np.minimum(matrix @ matrix[number].toarray().ravel(), 1.0)
        pairs += np.bincount(bits, minlength=BITS + 1)
        sums += np.bincount(bits, weights=cosines**_POWER, minlength=BITS + 1)
    mean = np.minimum(sums / np.maximum(pairs, 1.0), 1.0)
    return np.asarray(np.round(np.maximum.accumulate(mean[::-1])[::-1], _DIGITS), dtype=np.float64)
