"""From scores to probabilities: Platt's line or an isotonic curve, both rising, and intervals by Venn-Abers.

A calibration never turns the order of two scores round, so a model that keeps the laws keeps them calibrated.
Fitting and applying need numpy alone.

- Platt (1999): p = sigmoid(a·s + b) with a >= 0, on targets moved towards the middle by his prior correction.
- Isotonic: the non-decreasing curve closest to the outcomes (pool adjacent violators), linear between its corners.
- Venn-Abers (Vovk and Petej 2014): two isotonic fits, with the new case added once as false, once as true; the pair
  of probabilities is the interval. Scores are pooled into at most `BINS` groups of neighbours first, so that fitting
  twice for every group stays cheap.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np

from credscore.learn.solver import Floats, sigmoid

__all__ = ["BINS", "Calibration", "Curve", "Interval", "Line", "fit_interval", "fit_isotonic", "fit_platt"]

BINS = 200
"""Groups of neighbouring scores for the interval."""


class Calibration(Protocol):
    """Turns scores into probabilities without turning their order round."""

    def apply(self, scores: Floats) -> Floats:
        """Probabilities in [0, 1], of the shape of the scores."""


class Line(NamedTuple):
    """p = sigmoid(a·s + b), a >= 0."""

    a: float = 1.0
    b: float = 0.0

    def apply(self, scores: Floats) -> Floats:
        return sigmoid(self.a * scores + self.b)


class Curve(NamedTuple):
    """A rising curve through corners (x, y), linear between them and level beyond."""

    x: Floats
    y: Floats

    def apply(self, scores: Floats) -> Floats:
        return np.interp(scores, self.x, self.y)


class Interval(NamedTuple):
    """Lower and upper probability by score, both rising."""

    x: Floats
    low: Floats
    high: Floats

    def apply(self, scores: Floats, probabilities: Floats) -> tuple[Floats, Floats]:
        """The bounds at the scores, widened where the calibrated probability lies outside them."""
        low = np.interp(scores, self.x, self.low)
        high = np.interp(scores, self.x, self.high)
        return np.minimum(low, probabilities), np.maximum(high, probabilities)


def fit_platt(scores: Floats, target: Floats, steps: int = 100) -> Line:
    """Platt's line by Newton's method; a slope that would fall is held at 0."""
    positives = float(target.sum())
    negatives = len(target) - positives
    high, low = (positives + 1.0) / (positives + 2.0), 1.0 / (negatives + 2.0)
    wanted = np.where(target > 0.5, high, low)
    level = float(np.log((wanted.mean()) / (1.0 - wanted.mean())))
    spread = float(scores.std())
    if spread == 0.0:
        return Line(0.0, level)
    middle = float(scores.mean())
    unit = (scores - middle) / spread
    a, b = 0.0, level
    for _ in range(steps):
        p = sigmoid(a * unit + b)
        off, weight = p - wanted, p * (1.0 - p) + 1e-12
        gradient = np.array([off @ unit, off.sum()])
        hessian = np.array([[weight @ (unit * unit), weight @ unit], [weight @ unit, weight.sum()]])
        hessian[0, 0] += 1e-9
        step = np.linalg.solve(hessian, gradient)
        size = min(1.0, 5.0 / max(1e-12, float(np.abs(step).max())))
        a, b = a - size * float(step[0]), b - size * float(step[1])
        if float(np.abs(step).max()) < 1e-10:
            break
    if a <= 0.0:
        return Line(0.0, level)
    return Line(a / spread, b - a * middle / spread)


def fit_isotonic(scores: Floats, target: Floats) -> Curve:
    """The isotonic curve, with two corners for each level stretch."""
    x, ones, counts = _pooled(scores, target)
    y = _rising(ones / counts, counts)
    keep = np.ones(len(x), dtype=bool)
    if len(x) > 2:  # a corner between two equal neighbours says nothing
        keep[1:-1] = (y[1:-1] != y[:-2]) | (y[1:-1] != y[2:])
    return Curve(x[keep], y[keep])


def fit_interval(scores: Floats, target: Floats, bins: int = BINS) -> Interval:
    """Venn-Abers bounds at the middle of each group of neighbouring scores."""
    x, ones, counts = _pooled(scores, target)
    if len(x) > bins:
        edges = np.searchsorted(np.cumsum(counts), np.arange(1, bins) * (counts.sum() / bins))
        starts = np.unique(np.concatenate([[0], edges]))
        weighted = np.add.reduceat(x * counts, starts)
        ones, counts = np.add.reduceat(ones, starts), np.add.reduceat(counts, starts)
        x = weighted / counts
    bounds = np.empty((2, len(x)))
    for k in range(len(x)):
        for outcome in (0.0, 1.0):
            more, heavier = ones.copy(), counts.copy()
            more[k] += outcome
            heavier[k] += 1.0
            bounds[int(outcome), k] = _rising(more / heavier, heavier)[k]
    # Rounding in the pooling must not turn the order round.
    return Interval(x, np.maximum.accumulate(bounds[0]), np.maximum.accumulate(bounds[1]))


def _pooled(scores: Floats, target: Floats) -> tuple[Floats, Floats, Floats]:
    """Distinct scores, rising, with the sum of outcomes and the number of cases at each."""
    x, place = np.unique(scores, return_inverse=True)
    ones = np.bincount(place, weights=target, minlength=len(x)).astype(np.float64)
    counts = np.bincount(place, minlength=len(x)).astype(np.float64)
    return x, ones, counts


def _rising(values: Floats, weights: Floats) -> Floats:
    """Pool adjacent violators: the non-decreasing values with the least weighted squared distance."""
    level: list[float] = []
    weight: list[float] = []
    size: list[int] = []
    for value, much in zip(values.tolist(), weights.tolist(), strict=True):
        level.append(value)
        weight.append(much)
        size.append(1)
        while len(level) > 1 and level[-2] >= level[-1]:
            whole = weight[-2] + weight[-1]
            mean = (level[-2] * weight[-2] + level[-1] * weight[-1]) / whole
            many = size[-2] + size[-1]
            del level[-1], weight[-1], size[-1]
            level[-1], weight[-1], size[-1] = mean, whole, many
    return np.asarray(np.minimum(np.repeat(level, size), 1.0), dtype=np.float64)
