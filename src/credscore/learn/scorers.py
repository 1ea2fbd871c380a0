"""Trained scores that numpy runs: weights, and trees exported from scikit-learn's histogram boosting."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn.solver import Floats

__all__ = ["MOST_DEPTH", "MOST_NODES", "Boosted", "Linear", "Scorer", "parse_scorer"]

MOST_NODES = 500_000
MOST_DEPTH = 64

Ints = npt.NDArray[np.int32]


class Linear(NamedTuple):
    """Log-odds = intercept + coef · x.

    Attributes:
        coef: One weight a column.
        intercept: Log-odds where every column is 0.
    """

    coef: Floats
    intercept: float

    def decision(self, matrix: Any) -> Floats:
        """Log-odds, one a row of a dense or scipy-sparse matrix."""
        return np.asarray(matrix @ self.coef, dtype=np.float64).ravel() + self.intercept

    @property
    def columns(self) -> int:
        return len(self.coef)

    def to_dict(self) -> dict[str, Any]:
        return {"type": "linear", "intercept": self.intercept, "coef": self.coef.tolist()}


class Boosted(NamedTuple):
    """Log-odds = baseline + the sum over trees of the leaf that a row falls into.

    All trees' nodes stand in one table; a tree starts at its root, and a node always stands before its children.

    Attributes:
        baseline: Log-odds before any tree.
        width: How many columns a row has.
        roots: The place of each tree's root.
        feature: The column that a node asks about; -1 in a leaf.
        threshold: Values up to it go left.
        left: Where the left child stands.
        right: Where the right child stands.
        value: What a leaf adds; 0 in other nodes.
    """

    baseline: float
    width: int
    roots: Ints
    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats

    def decision(self, matrix: Any) -> Floats:
        """Log-odds, one a row."""
        matrix = np.asarray(matrix.toarray() if hasattr(matrix, "toarray") else matrix, dtype=np.float64)
        rows = len(matrix)
        total = np.full(rows, self.baseline)
        everyone = np.arange(rows)
        for root in self.roots:
            at = np.full(rows, root)
            moving = everyone
            while len(moving):
                asked = self.feature[at[moving]]
                moving = moving[asked >= 0]
                if not len(moving):
                    break
                nodes = at[moving]
                goes_left = matrix[moving, self.feature[nodes]] <= self.threshold[nodes]
                at[moving] = np.where(goes_left, self.left[nodes], self.right[nodes])
            total += self.value[at]
        return total

    @property
    def columns(self) -> int:
        return self.width

    @classmethod
    def of(cls, fitted: Any, number: int = 0) -> Boosted:
        """The trees of a fitted HistGradientBoostingClassifier; of its class ``number`` where there are several.

        The trees are read off scikit-learn's fitted predictors, which are not part of its public interface: a test
        compares the two on random data.
        """
        roots: list[int] = []
        nodes: list[tuple[int, float, int, int, float]] = []
        for trees in fitted._predictors:
            start = len(nodes)
            roots.append(start)
            for node in trees[number].nodes:
                if node["is_leaf"]:
                    nodes.append((-1, 0.0, 0, 0, float(node["value"])))
                else:
                    children = start + int(node["left"]), start + int(node["right"])
                    nodes.append((int(node["feature_idx"]), float(node["num_threshold"]), *children, 0.0))
        feature, threshold, left, right, value = zip(*nodes, strict=True) if nodes else ((),) * 5
        baseline = float(np.asarray(fitted._baseline_prediction).ravel()[number])
        return cls(
            baseline,
            int(fitted.n_features_in_),
            np.array(roots, dtype=np.int32),
            np.array(feature, dtype=np.int32),
            np.array(threshold, dtype=np.float64),
            np.array(left, dtype=np.int32),
            np.array(right, dtype=np.int32),
            np.array(value, dtype=np.float64),
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "type": "boosted",
            "baseline": self.baseline,
            "width": self.width,
            "roots": self.roots.tolist(),
            "feature": self.feature.tolist(),
            "threshold": self.threshold.tolist(),
            "left": self.left.tolist(),
            "right": self.right.tolist(),
            "value": self.value.tolist(),
        }


Scorer = Linear | Boosted


def parse_scorer(data: Any, field: str = "scorer", width: int | None = None) -> Scorer:
    """A scorer from decoded JSON.

    Args:
        data: What stands there.
        field: Where it stands, for errors.
        width: How many columns it must have.

    Raises:
        ModelError: A key, shape or number is off, or trees do not hang together; says the field.
    """
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "linear":
        given = modeldata.keys(data, field, ("type", "intercept", "coef"))
        coef = modeldata.floats(given["coef"], f"{field}.coef", size=width)
        return Linear(coef, modeldata.number(given["intercept"], f"{field}.intercept"))
    if kind == "boosted":
        return _trees(data, field, width)
    raise ModelError("type must be 'linear' or 'boosted'", field=field)


def _trees(data: Any, field: str, width: int | None) -> Boosted:
    given = modeldata.keys(data, field, ("type", *Boosted._fields))
    columns = modeldata.whole(given["width"], f"{field}.width", 1, modeldata.MOST_COLUMNS)
    if width is not None and columns != width:
        raise ModelError(f"is {columns}, not {width}", field=f"{field}.width")
    value = modeldata.floats(given["value"], f"{field}.value", most=MOST_NODES)
    size = len(value)
    threshold = modeldata.floats(given["threshold"], f"{field}.threshold", size=size)
    feature = modeldata.wholes(given["feature"], f"{field}.feature", -1, columns - 1, size=size)
    left = modeldata.wholes(given["left"], f"{field}.left", 0, max(0, size - 1), size=size)
    right = modeldata.wholes(given["right"], f"{field}.right", 0, max(0, size - 1), size=size)
    roots = modeldata.wholes(given["roots"], f"{field}.roots", 0, max(0, size - 1))
    inner = feature >= 0
    place = np.arange(size)
    # Children after their parents: so no walk can go round for ever.
    for name, child in (("left", left), ("right", right)):
        wrong = np.flatnonzero(inner & (child <= place))
        if len(wrong):
            raise ModelError("a child must stand after its parent", field=f"{field}.{name}.{wrong[0]}")
    depth = np.zeros(size, dtype=np.int64)
    for number in np.flatnonzero(inner):
        below = depth[number] + 1
        if below > MOST_DEPTH:
            raise ModelError(f"a tree is deeper than {MOST_DEPTH}", field=f"{field}.left.{number}")
        for child in (left[number], right[number]):
            depth[child] = max(depth[child], below)
    return Boosted(
        modeldata.number(given["baseline"], f"{field}.baseline"), columns, roots, feature, threshold, left, right, value
    )
