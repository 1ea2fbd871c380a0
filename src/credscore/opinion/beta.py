"""Quantiles of the Beta density, without SciPy.

The distribution function is the regularised incomplete beta function by its continued fraction (Press et al.,
*Numerical Recipes*, 3rd edition, section 6.4), evaluated by Lentz's method; the quantile is found by bisection, since
it needs no good start and cannot run away.
"""

from __future__ import annotations

import math
from typing import Final

__all__ = ["cumulative_probability", "quantile"]

_TINY: Final = 1e-300
_CLOSE: Final = 1e-15
_HALVINGS: Final = 60
# Above this the continued fraction takes many steps, and the normal density with the same mean and variance is as good.
_LARGE: Final = 1e6


def cumulative_probability(x: float, alpha: float, beta: float) -> float:
    """The probability that a Beta(alpha, beta) number is at most x; alpha, beta > 0.

    Good to about 1e-12 for evidence up to some hundreds, and to 1e-6 for any."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    if alpha + beta > _LARGE:
        mean = alpha / (alpha + beta)
        deviation = math.sqrt(mean * (1.0 - mean) / (alpha + beta + 1.0))
        if deviation == 0.0:
            return 1.0 if x >= mean else 0.0
        return 0.5 * math.erfc((mean - x) / (deviation * math.sqrt(2.0)))
    front = math.exp(
        math.lgamma(alpha + beta) - math.lgamma(alpha) - math.lgamma(beta) + alpha * math.log(x) + beta * math.log1p(-x)
    )
    if x * (alpha + beta + 2.0) < alpha + 1.0:
        return min(1.0, front * _fraction(x, alpha, beta) / alpha)
    return max(0.0, 1.0 - front * _fraction(1.0 - x, beta, alpha) / beta)


def quantile(q: float, alpha: float, beta: float) -> float:
    """The x below which a Beta(alpha, beta) number lies with probability q; q in [0, 1], alpha, beta >= 0.

    A parameter of 0 puts all weight on one end.
    """
    if alpha == 0.0 or beta == 0.0:
        return 0.0 if alpha == 0.0 else 1.0
    if q <= 0.0 or q >= 1.0:
        return 0.0 if q <= 0.0 else 1.0
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        if cumulative_probability(middle, alpha, beta) < q:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


def _fraction(x: float, alpha: float, beta: float) -> float:
    c, d = 1.0, _away(1.0 - (alpha + beta) * x / (alpha + 1.0))
    d = 1.0 / d
    value = d
    steps = 200 + int(20.0 * math.sqrt(max(alpha, beta)))
    for m in range(1, steps):
        even = m * (beta - m) * x / ((alpha + 2 * m - 1) * (alpha + 2 * m))
        odd = -(alpha + m) * (alpha + beta + m) * x / ((alpha + 2 * m) * (alpha + 2 * m + 1))
        for term in (even, odd):
            d = 1.0 / _away(1.0 + term * d)
            c = _away(1.0 + term / c)
            value *= c * d
        if abs(c * d - 1.0) < _CLOSE:
            break
    return value


def _away(value: float) -> float:
    """The value, kept away from 0, by which it will be divided."""
    return value if abs(value) > _TINY else _TINY
