"""Logistic regression whose weights keep given signs: scipy's L-BFGS-B with bounds."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "Weights", "fit_signed", "sigmoid"]

Floats = npt.NDArray[np.float64]


class Weights(NamedTuple):
    """A linear score.

    Attributes:
        coef: One weight a column, in log-odds per unit.
        intercept: The log-odds where every column is 0.
        iterations: How many steps the solver took.
    """

    coef: Floats
    intercept: float
    iterations: int


def sigmoid(scores: Floats) -> Floats:
    """1 / (1 + exp(-x)) without overflow."""
    small = np.exp(-np.abs(scores))
    return np.where(scores >= 0, 1.0, small) / (1.0 + small)


def fit_signed(matrix: Any, target: Floats, signs: Floats, *, c: float = 1.0, iterations: int = 500) -> Weights:
    """Minimises log-loss + |w|² / (2C) under sign bounds; the intercept is free and not penalised.

    Columns are divided by their standard deviation first, so that the penalty does not depend on units; a column
    that never changes gets the weight 0. The problem is convex, so the starting point does not matter.

    Args:
        matrix: n by f, dense or scipy sparse.
        target: n values, 0 or 1.
        signs: f values: +1 bounds a weight to >= 0, -1 to <= 0, 0 leaves it free.
        c: Inverse strength of the penalty, > 0.
        iterations: Most steps of the solver.
    """
    from scipy import optimize, sparse

    rows, columns = matrix.shape
    if sparse.issparse(matrix):
        matrix = matrix.tocsr()
        squares = np.asarray(matrix.multiply(matrix).mean(axis=0)).ravel()
        means = np.asarray(matrix.mean(axis=0)).ravel()
    else:
        squares, means = np.einsum("ij,ij->j", matrix, matrix) / max(rows, 1), matrix.mean(axis=0)
    size = np.sqrt(np.maximum(squares - means * means, 0.0))
    size[size <= 1e-7 * np.sqrt(squares)] = 0.0  # rounding is no spread
    scale = np.divide(1.0, size, out=np.zeros(columns), where=size > 0.0)
    side = 2.0 * target - 1.0

    def loss(theta: Floats) -> tuple[float, Floats]:
        weights, intercept = theta[:-1], theta[-1]
        margin = side * (matrix @ (weights * scale) + intercept)
        value = float(np.logaddexp(0.0, -margin).sum() + weights @ weights / (2.0 * c))
        slope = -side * sigmoid(-margin)
        gradient = np.append((matrix.T @ slope) * scale + weights / c, slope.sum())
        return value, gradient

    bounds = [(0.0, None) if sign > 0 else (None, 0.0) if sign < 0 else (None, None) for sign in signs]
    share = (target.sum() + 0.5) / (rows + 1.0)
    start = np.append(np.zeros(columns), np.log(share / (1.0 - share)))
    done = optimize.minimize(
        loss,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[*bounds, (None, None)],
        options={"maxiter": iterations, "ftol": 1e-10, "gtol": 1e-6},
    )
    theta = np.asarray(done.x, dtype=np.float64)
    return Weights(theta[:-1] * scale, float(theta[-1]), int(done.nit))
