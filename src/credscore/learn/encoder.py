"""`StatementEncoder`: statements as columns, for scikit-learn's pipelines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin

from credscore.learn.encoding import NAMES, SIGNS, encode
from credscore.scoring.testimony import Record
from credscore.statement import Statement

__all__ = ["StatementEncoder"]


class StatementEncoder(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Statements as the numbers of `credscore.learn.encoding.FEATURES`, in that order; there is nothing to fit.

    With ``CredibilityClassifier(signs=StatementEncoder.signs)`` behind it, what is learnt keeps the laws of the score.
    scikit-learn's common checks do not apply, since they give numbers and these are statements.

    Attributes:
        signs: +1, -1 or 0 a column: where it may only raise the probability, only lower it, or is free.

    >>> from sklearn.pipeline import make_pipeline
    >>> from credscore.learn.estimator import CredibilityClassifier
    >>> mayor = Statement.model_validate({"source": {"name": "Ann Lee", "kind": "named_official"}})
    >>> someone = Statement.model_validate({"source": {"kind": "unattributed"}})
    >>> steps = make_pipeline(StatementEncoder(), CredibilityClassifier(signs=StatementEncoder.signs))
    >>> fitted = steps.fit([mayor, someone] * 20, ["true", "false"] * 20)
    >>> fitted.predict([mayor]).tolist()
    ['true']
    """

    signs = SIGNS

    def fit(self, X: Iterable[Any], y: Any = None) -> Self:  # noqa: N803  (scikit-learn's name)
        """Does nothing: what each column says is fixed."""
        return self

    def transform(self, X: Iterable[Statement | tuple[Statement, Record | None]]) -> Any:  # noqa: N803
        """n by f numbers.

        Args:
            X: Statements, or pairs of a statement and the record of its origin.

        Raises:
            TypeError: Something else stands among them.
        """
        rows = []
        for number, one in enumerate(X):
            statement, record = one if isinstance(one, tuple) else (one, None)
            if not isinstance(statement, Statement):
                raise TypeError(f"row {number} is a {type(statement).__name__}, not a Statement")
            rows.append(encode(statement, record))
        return np.array(rows, dtype=np.float64).reshape(-1, len(NAMES))

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """The names of the columns."""
        return np.array(NAMES, dtype=object)

    def __sklearn_is_fitted__(self) -> bool:
        return True
