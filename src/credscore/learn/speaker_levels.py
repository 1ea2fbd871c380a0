"""Fitting the two levels of a model of speakers' statements: linear scores, then labels from all numbers together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from credscore.learn.solver import Floats

__all__ = ["SHARES", "First", "first_scores", "fit_first", "fit_second"]

_FIRST_C, _WORDS_C, _SECOND_C = 0.5, 0.6, 0.02  # chosen, as the trees' settings, by cross-validation on LIAR train
_TREES = {"max_iter": 90, "learning_rate": 0.04, "max_leaf_nodes": 8, "min_samples_leaf": 40, "l2_regularization": 5.0}

SHARES = {"honest": 0.75, "published": 0.5}
"""What the regression weighs beside the trees, by history; the honest one chosen by cross-validation on LIAR train."""


class First(NamedTuple):
    """Fitted scores of the first level: weights of columns, weights of the scaled dense numbers, intercepts."""

    columns: Floats
    dense: Floats
    intercepts: Floats


def fit_first(sparse: Any, scaled: Floats, y: Any, thresholds: Sequence[tuple[int, bool]], words: int) -> First:
    """A score for each threshold, of words alone where not of the whole.

    Args:
        sparse: The columns of words and fields, n by f.
        scaled: The dense numbers, weighed.
        y: n label numbers.
        thresholds: The label number to be above, and whether fields and dense numbers are looked at beside words.
        words: How many of the columns are words; they come first.
    """
    from scipy.sparse import hstack
    from sklearn.linear_model import LogisticRegression

    width = sparse.shape[1]
    matrix = hstack([sparse, scaled]).tocsr()
    coef, intercepts = np.zeros((len(thresholds), matrix.shape[1])), np.zeros(len(thresholds))
    for number, (threshold, whole) in enumerate(thresholds):
        seen = matrix if whole else sparse[:, :words]
        fitted = LogisticRegression(C=_FIRST_C if whole else _WORDS_C, max_iter=300).fit(seen, y > threshold)
        coef[number, : seen.shape[1]] = fitted.coef_[0]
        intercepts[number] = fitted.intercept_[0]
    return First(coef[:, :width], coef[:, width:], intercepts)


def first_scores(fitted: First, sparse: Any, scaled: Floats) -> Floats:
    """The scores of cases, n by scores."""
    found = sparse @ fitted.columns.T + scaled @ fitted.dense.T + fitted.intercepts
    return np.asarray(found, dtype=np.float64)


def fit_second(scaled: Floats, numbers: Floats, y: Any, seed: int) -> tuple[Any, Any]:
    """A multinomial regression on the scaled numbers, and boosted trees on the numbers as they are."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression

    regression = LogisticRegression(C=_SECOND_C, max_iter=500).fit(scaled, y)
    trees = HistGradientBoostingClassifier(**_TREES, max_features=0.4, early_stopping=False, random_state=seed)
    return regression, trees.fit(numbers, y)
