"""How good predictions are: accuracy, macro-F1, AUC, Brier score, calibration error, each with a bootstrap interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from credscore.learn.solver import Floats

__all__ = ["RESAMPLES", "Measure", "Reliability", "auc", "calibration_error", "confusion", "measure", "reliability"]

RESAMPLES = 1000
BINS = 10

Ints = npt.NDArray[np.int64]


class Measure(NamedTuple):
    """A figure and its 95 % bootstrap interval; both None where the data have one class only."""

    value: float | None
    interval: tuple[float, float] | None

    def to_dict(self) -> dict[str, Any]:
        return {"value": self.value, "interval": None if self.interval is None else list(self.interval)}


class Reliability(NamedTuple):
    """One bin of a reliability curve: mean probability said, share that was so, how many cases."""

    said: float
    was: float
    cases: int


def auc(target: npt.NDArray[np.bool_], scores: Floats) -> float | None:
    """The chance that a positive case scores above a negative one, ties half; None without both."""
    positives = int(target.sum())
    negatives = len(target) - positives
    if not positives or not negatives:
        return None
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2.0
    return float((ranks[place][target].sum() - positives * (positives + 1) / 2.0) / (positives * negatives))


def calibration_error(target: npt.NDArray[np.bool_], probabilities: Floats, bins: int = BINS) -> float:
    """Expected calibration error: the mean gap between what was said and what was so, over bins of equal width."""
    which = np.minimum((probabilities * bins).astype(np.int64), bins - 1)
    said = np.bincount(which, weights=probabilities, minlength=bins)
    was = np.bincount(which, weights=target.astype(np.float64), minlength=bins)
    return float(np.abs(said - was).sum() / len(target))


def reliability(target: npt.NDArray[np.bool_], probabilities: Floats, bins: int = BINS) -> list[Reliability]:
    """The reliability curve over bins of equal width; empty bins are left out."""
    which = np.minimum((probabilities * bins).astype(np.int64), bins - 1)
    rows = []
    for number in range(bins):
        inside = which == number
        if inside.any():
            rows.append(
                Reliability(float(probabilities[inside].mean()), float(target[inside].mean()), int(inside.sum()))
            )
    return rows


def confusion(gold: Ints, chosen: Ints, classes: int) -> Ints:
    """Counts by gold label (rows) and chosen label (columns)."""
    return np.bincount(gold * classes + chosen, minlength=classes * classes).reshape(classes, classes)


def macro_f1(gold: Ints, chosen: Ints, classes: int) -> float:
    """The mean F1 over the labels that occur in gold or in the choice."""
    table = confusion(gold, chosen, classes)
    hit, of_gold, of_chosen = np.diag(table), table.sum(1), table.sum(0)
    there = (of_gold + of_chosen) > 0
    return float((2.0 * hit[there] / (of_gold + of_chosen)[there]).mean())


def measure(
    gold: Ints,
    probabilities: Floats,
    positive: Sequence[bool],
    *,
    groups: Sequence[str] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
    chosen: Ints | None = None,
) -> dict[str, Measure]:
    """All figures of one set of predictions.

    Args:
        gold: n label numbers.
        probabilities: n by k, rows sum to 1.
        positive: Which of the k labels count as true, for the figures of two classes.
        groups: n keys; whole groups are drawn for the intervals.
        resamples: How many bootstrap samples.
        seed: Of the resampling.
        chosen: The labels chosen; by default the likeliest.

    Returns:
        accuracy and macro_f1 over the k labels; auc, brier, ece, binary_accuracy of the positive labels together
        against the others; and with k > 2 ece_top, the calibration error of the likeliest label.
    """
    classes = probabilities.shape[1]
    is_positive = np.asarray(positive, dtype=bool)
    said = np.clip(probabilities[:, is_positive].sum(axis=1), 0.0, 1.0)
    was = is_positive[gold]
    picked = probabilities.argmax(axis=1) if chosen is None else chosen
    hit = picked == gold
    top = probabilities[np.arange(len(gold)), picked]

    figures: dict[str, Callable[[Ints], float | None]] = {
        "accuracy": lambda rows: float(hit[rows].mean()),
        "macro_f1": lambda rows: macro_f1(gold[rows], picked[rows], classes),
        "auc": lambda rows: auc(was[rows], said[rows]),
        "ece": lambda rows: calibration_error(was[rows], said[rows]),
        "brier": lambda rows: float(((said[rows] - was[rows]) ** 2).mean()),
        "binary_accuracy": lambda rows: float(((said[rows] > 0.5) == was[rows]).mean()),
    }
    if classes > 2:
        figures["ece_top"] = lambda rows: calibration_error(hit[rows], top[rows])
    samples = list(_samples(len(gold), groups, resamples, seed))
    everyone = np.arange(len(gold))
    out = {}
    for name, figure in figures.items():
        drawn = [value for rows in samples if (value := figure(rows)) is not None]
        low_high = np.quantile(drawn, (0.025, 0.975)) if drawn else None
        value = figure(everyone)
        interval = None if value is None or low_high is None else (float(low_high[0]), float(low_high[1]))
        out[name] = Measure(value, interval)
    return out


def _samples(rows: int, groups: Sequence[str] | None, resamples: int, seed: int) -> list[Ints]:
    draw = np.random.default_rng(seed)
    if groups is None:
        return [draw.integers(0, rows, rows) for _ in range(resamples)]
    place = np.unique(np.asarray(groups), return_inverse=True)[1]
    order = np.argsort(place, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(place))[:-1])
    return [
        np.concatenate([members[one] for one in draw.integers(0, len(members), len(members))]) for _ in range(resamples)
    ]
