"""The order of a data set's labels, least credible first, and which of them count as true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from credscore.errors import InputError
from credscore.learn.labelled import Case
from credscore.learn.training import PAIRS

__all__ = ["ORDERS", "choose_order"]

ORDERS = (
    (("pants-fire", "false", "barely-true", "half-true", "mostly-true", "true"), 3),
    *((pair, 1) for pair in PAIRS),
)
"""Orders of labels that are known, least credible first, and where the positive ones begin."""


def choose_order(
    cases: Sequence[Case], labels: Sequence[str] | None, positive: Sequence[str] | None
) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """The labels, least credible first, and which count as true.

    Args:
        cases: Cases with labels.
        labels: The labels by name in order; None goes by `ORDERS`.
        positive: Those that count as true; they must be the last ones. None: by `ORDERS`, or of two the second.

    Raises:
        InputError: The order cannot be told; says which labels there are.
    """
    seen = Counter(case.label for case in cases)
    there = ", ".join(f"{label} ({count})" for label, count in sorted(seen.items(), key=str))
    known = {frozenset(order): (order, start) for order, start in ORDERS}
    if labels is None:
        if frozenset(seen) not in known:
            raise InputError(f"in which order are the labels? The data have {there}; name them", field="labels")
        labels = known[frozenset(map(str, seen))][0]
    for label in labels:
        if not seen[label]:
            raise InputError(f"no case is labelled {label!r}; there are {there}", field="labels")
    if len(set(labels)) != len(labels) or len(labels) < 2:
        raise InputError("two different labels or more are wanted", field="labels")
    if positive is None:
        start = known.get(frozenset(labels), (labels, 1 if len(labels) == 2 else None))[1]
        if start is None:
            raise InputError("which labels count as true? Name them", field="positive")
        positive = labels[start:]
    truth = tuple(label in positive for label in labels)
    if set(positive) - set(labels) or all(truth) or not any(truth) or list(truth) != sorted(truth):
        raise InputError("must be the last ones of the labels, and not all", field="positive")
    return tuple(labels), truth
