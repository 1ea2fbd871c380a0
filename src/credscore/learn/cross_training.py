"""Training the weights of `credscore.learn.crosses`: ridge regression on the thresholds of the ordered labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from credscore.learn.crosses import Crosses, columns_of, crosses_of, factors_of, places_of, unexplained, with_sum
from credscore.learn.labelled import Case
from credscore.learn.solver import Floats

__all__ = ["ridge", "train_crosses"]

_LEAST = 2
"""A column seen in fewer cases says nothing of others."""

_CLOSE = 0.02
_ROUNDS = 60
_STEP = 0.0005


def train_crosses(
    cases: Sequence[Case],
    frame: frozenset[str],
    y: Any,
    classes: int,
    parts: Sequence[str],
    folds: Iterable[tuple[Any, Any]],
    say: Callable[[str], None],
) -> tuple[Crosses, Floats]:
    """The weights from all cases, and each case's scores by weights learnt without its fold.

    Args:
        cases: The cases.
        frame: The most frequent words.
        y: Their label numbers.
        classes: How many labels there are.
        parts: What may be looked at.
        folds: Pairs of the cases to learn from and those held out.
        say: Told what is being done.
    """
    noise = unexplained()
    matrix, factors = _matrix(cases, frame, parts)
    above = np.column_stack([y > threshold for threshold in range(classes - 1)]).astype(np.float64)
    held = np.zeros_like(above)
    for number, (learn, hold) in enumerate(folds, 1):
        say(f"crosses: fold {number}")
        held[hold] = matrix[hold] @ ridge(matrix[learn], _standard(above[learn]), noise)
    say("crosses: all")
    weights = ridge(matrix, _standard(above), noise) * factors[:, None]
    found = Crosses(tuple(parts), _STEP, np.rint(weights.T / _STEP).astype(np.int32))
    return found, with_sum(held)


def _matrix(cases: Sequence[Case], frame: frozenset[str], parts: Sequence[str]) -> tuple[Any, Floats]:
    """The cases by columns, and what each column was multiplied with.

    A column weighs by its inverse document frequency; then each cross is scaled so that its mean squared length over
    the cases is its variance component.
    """
    from scipy import sparse

    crosses = crosses_of(parts)
    width = columns_of(crosses)
    ends, places, values = [0], [], []
    for case in cases:
        where, much = places_of(factors_of(case, frame), crosses)
        places.append(np.array(where, dtype=np.int32))
        values.append(np.array(much, dtype=np.float64))
        ends.append(ends[-1] + len(where))
    matrix = sparse.csr_matrix((np.concatenate(values), np.concatenate(places), ends), shape=(len(cases), width))
    matrix.sum_duplicates()
    seen = np.bincount(matrix.indices, minlength=width)
    factors = np.where(seen < _LEAST, 0.0, np.log((1 + len(cases)) / (1 + seen)) + 1.0)
    squares = np.bincount(matrix.indices, weights=matrix.data**2, minlength=width) * factors**2 / len(cases)
    start = 0
    for cross in crosses:
        table = slice(start, start + (1 << cross.bits))
        size = float(squares[table].sum())
        factors[table] *= np.sqrt(cross.variance / size) if size > 0.0 else 0.0
        start = table.stop
    matrix.data *= factors[matrix.indices]
    matrix.eliminate_zeros()
    return matrix, factors


def _standard(target: Floats) -> Floats:
    return np.asarray((target - target.mean(axis=0)) / (target.std(axis=0) + 1e-9), dtype=np.float64)


def ridge(matrix: Any, target: Floats, penalty: float, close: float = _CLOSE) -> Floats:
    """Weights w, columns by targets, that minimise |Xw - y|² + penalty·|w|².

    By conjugate gradients on the rows' side, (XX' + penalty)a = y and w = X'a, since there are fewer rows than columns.

    Args:
        matrix: n by f, scipy sparse.
        target: n by k.
        penalty: Above 0.
        close: The rest, by length, at which to stop; what comes after is far below what the data can tell.
    """
    turned = matrix.T.tocsr()
    found = np.zeros_like(target)
    rest, way = target.copy(), target.copy()
    length = (rest * rest).sum(axis=0)
    least = length * close**2
    for _ in range(_ROUNDS):
        ahead = matrix @ (turned @ way) + penalty * way
        step = length / np.maximum((way * ahead).sum(axis=0), 1e-300)
        found += step * way
        rest -= step * ahead
        after = (rest * rest).sum(axis=0)
        if (after <= least).all():
            break
        way = rest + after / np.maximum(length, 1e-300) * way
        length = after
    return np.asarray(turned @ found, dtype=np.float64)
