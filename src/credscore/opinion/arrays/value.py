"""Opinions as arrays: made, checked and read."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from credscore.errors import OpinionError
from credscore.opinion.value import PRIOR_WEIGHT, Opinion

__all__ = [
    "QUIET",
    "Floats",
    "Opinions",
    "beta",
    "complement",
    "evidence",
    "from_beta",
    "from_evidence",
    "interval",
    "maximised",
    "opinions",
    "projection",
    "variance",
]

Floats = NDArray[np.float64]
QUIET = {"divide": "ignore", "invalid": "ignore", "over": "ignore", "under": "ignore"}


class Opinions(NamedTuple):
    """Opinions as four arrays of one shape: belief, disbelief, uncertainty, base rate."""

    b: Floats
    d: Floats
    u: Floats
    a: Floats

    def at(self, *index: int) -> Opinion:
        """One of them as an `Opinion`."""
        return Opinion(float(self.b[index]), float(self.d[index]), float(self.u[index]), float(self.a[index]))


def opinions(b: ArrayLike, d: ArrayLike, u: ArrayLike, a: ArrayLike = 0.5) -> Opinions:
    """Opinions from four arrays that broadcast, checked.

    Raises:
        OpinionError: A number lies outside [0, 1] or is not one, or b + d + u is further than 1e-9 from 1; says where.
    """
    made = Opinions(*np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) + 0.0 for x in (b, d, u, a))))
    for name, values in zip(Opinions._fields, made, strict=True):
        _refuse(~((values >= 0.0) & (values <= 1.0)), values, "a number in [0, 1] was wanted", name)
    total = made.b + made.d + made.u
    _refuse(np.abs(total - 1.0) > 1e-9, total, "b + d + u must be 1", "b + d + u")
    return made


def from_evidence(r: ArrayLike, s: ArrayLike, a: ArrayLike = 0.5, weight: float = PRIOR_WEIGHT) -> Opinions:
    """The opinions that evidence makes; see `Opinion.from_evidence`.

    Raises:
        OpinionError: A number is negative, infinite or not a number; says where.
    """
    r, s, a = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (r, s, a)))
    for name, values in (("r", r), ("s", s)):
        wrong = ~((values >= 0.0) & (values < np.inf))
        _refuse(wrong, values, "evidence is finite and not negative", name)
    if not 0.0 < weight < np.inf:
        raise OpinionError(f"the prior weight must be above 0 and finite, {weight!r} was found", field="weight")
    with np.errstate(**QUIET):  # type: ignore[arg-type]
        # Divide first where the sum would overflow.
        scale = np.where(np.isinf(r + s + weight), np.maximum(np.maximum(r, s), weight), 1.0)
        r, s, w = r / scale, s / scale, weight / scale
        total = r + s + w
        return opinions(r / total, s / total, w / total, a)


def from_beta(alpha: ArrayLike, beta: ArrayLike, a: ArrayLike = 0.5, weight: float = PRIOR_WEIGHT) -> Opinions:
    """The opinions whose densities are Beta(alpha, beta); see `Opinion.from_beta`.

    Raises:
        OpinionError: A density is flatter than the prior; says where.
    """
    rate = np.asarray(a, dtype=np.float64)
    r = np.asarray(alpha, dtype=np.float64) - rate * weight
    s = np.asarray(beta, dtype=np.float64) - (1.0 - rate) * weight
    return from_evidence(r, s, rate, weight)


def projection(given: Opinions) -> Floats:
    """P = b + a·u; see `Opinion.projection`."""
    return np.minimum(np.maximum(given.b, 1.0 - given.d), given.b + given.a * given.u)


def evidence(given: Opinions, weight: float = PRIOR_WEIGHT) -> tuple[Floats, Floats]:
    """The evidence (r, s); see `Opinion.evidence`.

    Raises:
        OpinionError: An opinion stands for infinite evidence; says which.
    """
    with np.errstate(**QUIET):  # type: ignore[arg-type]
        r, s = weight * (given.b / given.u), weight * (given.d / given.u)
    wrong = ~(np.isfinite(r) & np.isfinite(s))
    _refuse(wrong, given.u, "an opinion stands for infinite evidence", "u")
    return r, s


def beta(given: Opinions, weight: float = PRIOR_WEIGHT) -> tuple[Floats, Floats]:
    """(alpha, beta) of the Beta densities; see `Opinion.beta`.

    Raises:
        OpinionError: An opinion stands for infinite evidence; says which.
    """
    r, s = evidence(given, weight)
    return r + given.a * weight, s + (1.0 - given.a) * weight


def variance(given: Opinions, weight: float = PRIOR_WEIGHT) -> Floats:
    """The variances of the Beta densities; see `Opinion.variance`."""
    p = projection(given)
    return p * (1.0 - p) * given.u / (weight + given.u)


def interval(given: Opinions) -> tuple[Floats, Floats]:
    """Belief and plausibility; see `Opinion.interval`."""
    return given.b, np.maximum(given.b, 1.0 - given.d)


def complement(given: Opinions) -> Opinions:
    """The opinions about the negations; see `Opinion.complement`."""
    return Opinions(given.d, given.b, given.u, 1.0 - given.a)


def maximised(given: Opinions) -> Opinions:
    """The opinions with as much uncertainty as their projections allow; see `Opinion.maximised`."""
    a = given.a
    with np.errstate(**QUIET):  # type: ignore[arg-type]
        for_limit = np.where(a > 0.0, given.u + given.b / a, np.inf)
        against_limit = np.where(a < 1.0, given.u + given.d / (1.0 - a), np.inf)
    u = np.minimum(1.0, np.minimum(for_limit, against_limit))
    rest = np.maximum(0.0, 1.0 - u)
    doubts = for_limit <= against_limit
    return Opinions(np.where(doubts, 0.0, rest), np.where(doubts, rest, 0.0), u, a)


def _refuse(wrong: NDArray[np.bool_], values: Floats, message: str, field: str) -> None:
    if wrong.any():
        index = tuple(int(i) for i in np.argwhere(wrong)[0])
        raise OpinionError(f"{message}, {float(values[index])!r} was found at {list(index)}", field=field)
