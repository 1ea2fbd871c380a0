"""The second level of a model of speakers: regression and trees mixed, a text net pooled, one line for both sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn.calibration import Calibration
from credscore.learn.scorers import Boosted, parse_scorer
from credscore.learn.solver import Floats

__all__ = ["log_odds", "mixed", "parse_matrix", "parse_trees", "pooled", "recalibrated", "softmax"]

_LEAST = 1e-9
"""How near to 0 a probability may come before its logarithm is taken, and to 1 before its log-odds are."""


def mixed(regression: Floats, boosted: Floats, share: float) -> Floats:
    """Probabilities of the labels, n by k: the regression's times its share, and the trees' times the rest.

    Args:
        regression: Its scores, n by k; by 1 for two labels, the score of the second.
        boosted: The trees' scores, likewise.
        share: 0 to 1.
    """
    return np.asarray(share * softmax(regression) + (1.0 - share) * softmax(boosted), dtype=np.float64)


def pooled(first: Floats, second: Floats, share: float) -> Floats:
    """Two opinions of the labels as one: their geometric mean, weighed, scaled to sum to 1 (a logarithmic pool).

    Genest & Zidek 1986, section 3.

    Args:
        first: Probabilities, n by k.
        second: Likewise.
        share: What the second weighs, 0 to 1; the first weighs the rest.
    """
    logs = (1.0 - share) * np.log(first.clip(_LEAST)) + share * np.log(second.clip(_LEAST))
    return softmax(logs)


def log_odds(probabilities: Floats, positive: Sequence[bool]) -> Floats:
    """Log-odds of the positive labels together, n."""
    side = _side(probabilities, positive)
    return np.asarray(np.log(side / (1.0 - side)), dtype=np.float64)


def recalibrated(probabilities: Floats, positive: Sequence[bool], calibration: Calibration) -> Floats:
    """The sum of the positive labels put where the calibration has it; the labels' shares within each side are kept.

    Args:
        probabilities: n by k, rows sum to 1.
        positive: Which of the k labels count as true.
        calibration: From the log-odds of the positive side to its probability.
    """
    side = _side(probabilities, positive)
    wanted = calibration.apply(np.log(side / (1.0 - side)))
    yes = np.array(positive)
    out = np.where(yes, probabilities * (wanted / side)[:, None], probabilities * ((1 - wanted) / (1 - side))[:, None])
    return np.asarray(out, dtype=np.float64)


def parse_matrix(value: Any, field: str, rows: int, columns: int) -> Floats:
    """A matrix of finite numbers from decoded JSON.

    Raises:
        ModelError: It has another shape or holds something else; says the field.
    """
    if not isinstance(value, list) or len(value) != rows:
        raise ModelError(f"must be a list of {rows}", field=field)
    read = [modeldata.floats(row, f"{field}.{number}", size=columns) for number, row in enumerate(value)]
    return np.array(read).reshape(rows, columns)


def parse_trees(value: Any, field: str, count: int, width: int) -> tuple[Boosted, ...]:
    """Boosted trees from decoded JSON.

    Args:
        value: What stands there.
        field: Where it stands, for errors.
        count: How many there must be.
        width: How many columns each must have.

    Raises:
        ModelError: There is another number of them, or one is off; says the field.
    """
    if not isinstance(value, list) or len(value) != count:
        raise ModelError(f"must be a list of {count}", field=field)
    found = []
    for number, one in enumerate(value):
        trees = parse_scorer(one, f"{field}.{number}", width)
        if not isinstance(trees, Boosted):
            raise ModelError("must be of type 'boosted'", field=f"{field}.{number}")
        found.append(trees)
    return tuple(found)


def _side(probabilities: Floats, positive: Sequence[bool]) -> Floats:
    side = probabilities[:, np.array(positive)].sum(axis=1)
    return np.asarray(np.clip(side, _LEAST, 1.0 - _LEAST), dtype=np.float64)


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities, n by k; of n by 1, the scores of the second of two labels."""
    if scores.shape[1] == 1:
        scores = np.hstack([np.zeros_like(scores), scores])
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float64)
