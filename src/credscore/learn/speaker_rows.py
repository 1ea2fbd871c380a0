"""What a model of speakers' statements sees of one case: its fields as columns, and the numbers that need no words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from credscore.learn.history import History
from credscore.learn.labelled import Case
from credscore.learn.solver import Floats

__all__ = ["FIELD_WEIGHT", "PARTS", "dense_row", "field_keys", "published_row", "shape_row"]

PARTS = ("text", "metadata", "history")
"""What a model may look at: the words, who says it where and of what, how others of the speaker turned out."""

_HIDDEN = ("speaker",)  # known in the crosses by a column that others share, and by their counts beside published ones

FIELD_WEIGHT = 0.3
"""What a field weighs beside a text's vector of length 1; chosen by cross-validation on LIAR train."""


def field_keys(keys: Mapping[str, Sequence[str]]) -> list[str]:
    """The fields of a case as ``table=key``, without who speaks."""
    return [f"{name}={key}" for name, found in keys.items() if name not in _HIDDEN for key in found]


def shape_row(case: Case) -> list[float]:
    """The look of a statement: words, subjects, digits, quotation marks, 'Says' in front, %, $, capitals."""
    words = case.text.split()
    return [
        float(len(words)),
        float(len(case.subjects)),
        float(sum(sign.isdigit() for sign in case.text)),
        float(case.text.count('"')),
        float(case.text.startswith("Says")),
        float(case.text.count("%")),
        float(case.text.count("$")),
        float(sum(word[:1].isupper() for word in words)),
    ]


def published_row(case: Case, labels: Sequence[str], prior: Floats) -> list[float]:
    """The published counts, which hold the case's own label: logs, log-ratios of smoothed shares, log of the sum."""
    counts = np.array([float((case.counts or {}).get(label, 0.0)) for label in labels])
    share = (counts + 2.0 * prior) / (counts.sum() + 2.0)
    return [*np.log1p(counts).tolist(), *np.log(share / prior).tolist(), float(np.log1p(counts.sum()))]


def dense_row(
    case: Case,
    keys: Mapping[str, Sequence[str]],
    history: History | None,
    parts: Sequence[str],
    published: Sequence[str] = (),
) -> list[float]:
    """The numbers of the second level that need no words: history, published counts, look."""
    row: list[float] = []
    if history is not None:
        row += history.measures(keys)
        if published:
            row += published_row(case, published, history.prior)
    if "text" in parts:
        row += shape_row(case)
    return row or [0.0]
