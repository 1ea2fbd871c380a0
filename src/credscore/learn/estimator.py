"""`CredibilityClassifier`: a scikit-learn classifier that keeps the signs of its columns, and is calibrated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import check_is_fitted, validate_data

from credscore.learn.calibration import Calibration, Interval, Line, fit_interval, fit_isotonic, fit_platt
from credscore.learn.folds import folds_of
from credscore.learn.scorers import Boosted, Linear, Scorer
from credscore.learn.solver import Floats, fit_signed

__all__ = ["CredibilityClassifier"]


class CredibilityClassifier(ClassifierMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """A two-class classifier that only rises in some columns and only falls in others.

    With the columns and signs of `credscore.learn.encoding` (`credscore.learn.encoder.StatementEncoder` makes them of
    statements) it keeps the laws of the transparent score, whatever the data say. Probabilities are calibrated on
    out-of-fold scores, all cases of a group (an article) in one fold; the calibration rises too, so it keeps the laws.

    Args:
        model: 'linear' is logistic regression with bounded weights; 'boosted' is scikit-learn's histogram gradient
            boosting with monotone constraints, for dense columns only.
        signs: One of +1, 0, -1 a column, or a mapping from column names to them (columns not named are free); None
            leaves all free.
        C: Inverse strength of the penalty on weights (linear).
        calibration: 'platt', 'isotonic', or None for the raw score's sigmoid.
        cv: Folds for calibration; fewer are used where a class or the groups are too few.
        rounds: Trees (boosted).
        learning_rate: Step of each tree (boosted).
        leaves: Most leaves of a tree (boosted).
        min_leaf: Fewest cases in a leaf (boosted).
        random_state: Seed of the folds and of the boosting.

    Attributes:
        classes_: The two labels, sorted; probabilities are for the second.
        scorer_: The fitted score, run by numpy.
        calibration_: From score to probability.
        interval_: Venn-Abers bounds; None where the data are too few for folds.
        oof_scores_: Out-of-fold scores of the training rows; None likewise.
        n_features_in_: How many columns it was fitted on.

    >>> import numpy as np
    >>> X, y = np.array([[0.0], [1.0], [0.0], [1.0]] * 10), np.array(["no", "yes", "no", "no"] * 10)
    >>> held = CredibilityClassifier(signs=[-1], random_state=0).fit(X, y)  # the data rise, the sign may not
    >>> held.scorer_.coef.tolist()
    [0.0]
    """

    def __init__(
        self,
        model: Literal["linear", "boosted"] = "linear",
        *,
        signs: Sequence[int] | Mapping[str, int] | None = None,
        C: float = 1.0,  # noqa: N803  (scikit-learn's name)
        calibration: Literal["platt", "isotonic"] | None = "platt",
        cv: int = 5,
        rounds: int = 100,
        learning_rate: float = 0.05,
        leaves: int = 8,
        min_leaf: int = 20,
        random_state: int | None = 0,
    ) -> None:
        self.model = model
        self.signs = signs
        self.C = C
        self.calibration = calibration
        self.cv = cv
        self.rounds = rounds
        self.learning_rate = learning_rate
        self.leaves = leaves
        self.min_leaf = min_leaf
        self.random_state = random_state

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        tags.input_tags.sparse = self.model == "linear"
        return tags

    def fit(self, X: Any, y: Any, groups: Any = None, progress: Callable[[str], None] | None = None) -> Self:  # noqa: N803
        """Fits the score, then its calibration.

        Args:
            X: n by f, dense, or scipy sparse for the linear model.
            y: n labels, of two kinds.
            groups: n keys; cases of one key are never on both sides of a fold.
            progress: Told what is being done.

        Raises:
            ValueError: A setting or the data do not fit.
        """
        X, y = validate_data(self, X, y, accept_sparse="csr" if self.model == "linear" else False, dtype=np.float64)  # noqa: N806
        check_classification_targets(y)
        self._check_settings()
        kind = type_of_target(y, input_name="y", raise_unknown=True)
        if kind != "binary":
            raise ValueError(f"Only binary classification is supported. The type of the target is {kind}.")
        self.classes_, place = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError("CredibilityClassifier needs two classes; the data have one class")
        target = place.astype(np.float64)
        self.signs_ = self._signs(X.shape[1])
        say = progress or (lambda _: None)
        say(f"fitting {self.model} on {X.shape[0]} rows, {X.shape[1]} columns")
        self.scorer_: Scorer = self._fit_scorer(X, target)
        self.oof_scores_: Floats | None = self._out_of_fold(X, target, groups, say)
        self.calibration_: Calibration = Line()
        self.interval_: Interval | None = None
        if self.oof_scores_ is not None:
            if self.calibration == "platt":
                self.calibration_ = fit_platt(self.oof_scores_, target)
            elif self.calibration == "isotonic":
                self.calibration_ = fit_isotonic(self.oof_scores_, target)
            self.interval_ = fit_interval(self.oof_scores_, target)
        return self

    def decision_function(self, X: Any) -> Floats:  # noqa: N803
        """Log-odds before calibration, one a row."""
        X = self._checked(X)  # noqa: N806
        return self.scorer_.decision(X)

    def predict_proba(self, X: Any) -> Floats:  # noqa: N803
        """Calibrated probabilities, n by 2, columns as in ``classes_``."""
        scores = self.decision_function(X)
        p = self.calibration_.apply(scores)
        return np.column_stack([1.0 - p, p])

    def predict(self, X: Any) -> Any:  # noqa: N803
        """The likelier label of each row."""
        chosen = (self.predict_proba(X)[:, 1] > 0.5).astype(int)
        return self.classes_[chosen]

    def predict_interval(self, X: Any) -> Floats:  # noqa: N803
        """Venn-Abers bounds of the probability of ``classes_[1]``, n by 2; [0, 1] where there were no folds."""
        scores = self.decision_function(X)
        p = self.calibration_.apply(scores)
        if self.interval_ is None:
            return np.column_stack([np.zeros_like(p), np.ones_like(p)])
        return np.column_stack(self.interval_.apply(scores, p))

    def transform(self, X: Any) -> Any:  # noqa: N803
        """What each column adds to the log-odds, n by f.

        Weight times value for the linear model. For trees: what changes as columns are put in one after another in
        their order, all later ones being 0.
        """
        X = self._checked(X)  # noqa: N806
        if isinstance(self.scorer_, Linear):
            weighted = X.multiply(self.scorer_.coef).tocsr() if hasattr(X, "multiply") else X * self.scorer_.coef
            return weighted
        shown = np.zeros_like(X)
        added = np.empty_like(X)
        before = self.scorer_.decision(shown)
        for column in range(X.shape[1]):
            shown[:, column] = X[:, column]
            after = self.scorer_.decision(shown)
            added[:, column] = after - before
            before = after
        return added

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Names of the columns that `transform` gives: those it was fitted on."""
        from sklearn.utils.validation import _check_feature_names_in

        check_is_fitted(self, "scorer_")
        return _check_feature_names_in(self, input_features)

    def _checked(self, X: Any) -> Any:  # noqa: N803
        check_is_fitted(self, "scorer_")
        sparse = "csr" if isinstance(self.scorer_, Linear) else False
        return validate_data(self, X, accept_sparse=sparse, dtype=np.float64, reset=False)

    def _check_settings(self) -> None:
        if self.model not in ("linear", "boosted"):
            raise ValueError(f"model must be 'linear' or 'boosted', not {self.model!r}")
        if self.calibration not in ("platt", "isotonic", None):
            raise ValueError(f"calibration must be 'platt', 'isotonic' or None, not {self.calibration!r}")
        if not self.C > 0.0:
            raise ValueError(f"C must be above 0, not {self.C!r}")
        if self.cv < 2:
            raise ValueError(f"cv must be at least 2, not {self.cv!r}")

    def _signs(self, columns: int) -> Floats:
        if self.signs is None:
            return np.zeros(columns)
        if isinstance(self.signs, Mapping):
            names = getattr(self, "feature_names_in_", None)
            if names is None:
                raise ValueError("signs by name need columns with names, as in a data frame")
            unknown = [name for name in self.signs if name not in set(names)]
            if unknown:
                raise ValueError(f"signs are given for {unknown[0]!r}, and there is no such column")
            signs = np.array([float(self.signs.get(name, 0)) for name in names])
        else:
            signs = np.asarray(self.signs, dtype=np.float64)
        if signs.shape != (columns,) or not np.isin(signs, (-1.0, 0.0, 1.0)).all():
            raise ValueError(f"signs must be {columns} of +1, 0 and -1, one a column")
        return signs

    def _fit_scorer(self, X: Any, target: Floats) -> Scorer:  # noqa: N803
        if self.model == "linear":
            weights = fit_signed(X, target, self.signs_, c=self.C)
            self.n_iter_ = weights.iterations
            return Linear(weights.coef, weights.intercept)
        from sklearn.ensemble import HistGradientBoostingClassifier

        fitted = HistGradientBoostingClassifier(
            max_iter=self.rounds,
            learning_rate=self.learning_rate,
            max_leaf_nodes=self.leaves,
            min_samples_leaf=self.min_leaf,
            monotonic_cst=self.signs_.astype(int),
            early_stopping=False,
            random_state=self.random_state,
        ).fit(X, target)
        self.n_iter_ = int(fitted.n_iter_)
        return Boosted.of(fitted)

    def _out_of_fold(self, X: Any, target: Floats, groups: Any, say: Callable[[str], None]) -> Floats | None:  # noqa: N803
        scores = np.full(len(target), np.nan)
        splits = list(folds_of(target, groups, self.cv, self.random_state))
        kept = (self.scorer_, self.n_iter_)
        for number, (learn, hold) in enumerate(splits, 1):
            say(f"calibrating: fold {number} of {len(splits)}")
            scores[hold] = self._fit_scorer(X[learn], target[learn]).decision(X[hold])
        self.scorer_, self.n_iter_ = kept
        return None if np.isnan(scores).any() else scores
