"""Folds of the training cases: stratified by label, and no group on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

__all__ = ["folds_of"]


def folds_of(target: Any, groups: Any, cv: int, seed: int | None) -> Iterator[tuple[Any, Any]]:
    """Stratified folds that keep groups whole; none where a class or the groups are too few for two.

    Args:
        target: Labels.
        groups: Keys of the same length, or None.
        cv: How many folds are wanted.
        seed: Shuffles the cases.
    """
    _, counts = np.unique(target, return_counts=True)
    most = min(cv, int(counts.min()))
    placeholder = np.zeros(len(target))
    if groups is None:
        if most >= 2:
            yield from StratifiedKFold(most, shuffle=True, random_state=seed).split(placeholder, target)
        return
    keys = np.unique(np.asarray(groups), return_inverse=True)[1]
    for label in np.unique(target):
        most = min(most, len(np.unique(keys[target == label])))
    if most < 2:
        return
    splits = list(StratifiedGroupKFold(most, shuffle=True, random_state=seed).split(placeholder, target, keys))
    if all(len(np.unique(target[learn])) == len(counts) and len(hold) for learn, hold in splits):
        yield from splits
