"""Training a model of sourcing from labelled cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np

from credscore.errors import InputError
from credscore.learn.estimator import CredibilityClassifier
from credscore.learn.folds import folds_of
from credscore.learn.labelled import Case
from credscore.learn.measures import Measure, measure
from credscore.learn.model import SourcingModel
from credscore.learn.modelfile import versions
from credscore.learn.solver import Floats
from credscore.learn.space import Space, encode_case
from credscore.statement import Article, Statement

__all__ = ["PAIRS", "Settings", "choose_labels", "cross_validate", "train_sourcing"]

PAIRS = (("false", "true"), ("unreliable", "reliable"), ("fake", "real"), ("not_credible", "credible"), ("0", "1"))
"""Pairs of labels whose second is known to be the positive one."""

Say = Callable[[str], None]


class Settings(NamedTuple):
    """What may be chosen in a training.

    Attributes:
        kind: 'linear' or 'boosted'.
        calibration: 'platt' or 'isotonic'.
        c: Inverse strength of the penalty.
        sourcing: Whether the sourcing is looked at.
        text: Whether words are looked at.
        extractor: What finds the statements of articles.
        folds: Folds of calibration and of the figures.
        seed: Of folds and boosting.
    """

    kind: Literal["linear", "boosted"] = "linear"
    calibration: Literal["platt", "isotonic"] = "platt"
    c: float = 1.0
    sourcing: bool = True
    text: bool = False
    extractor: str = "trained"
    folds: int = 5
    seed: int = 0


def choose_labels(cases: Sequence[Case], wanted: Sequence[str] | None) -> tuple[str, str]:
    """The negative and the positive label.

    Args:
        cases: Cases with labels.
        wanted: Both labels by name, the negative first; None goes by `PAIRS`.

    Raises:
        InputError: Two labels cannot be told from the data; says which there are.
    """
    seen = Counter(case.label for case in cases if case.label is not None)
    there = ", ".join(f"{label} ({count})" for label, count in sorted(seen.items()))
    if wanted is not None:
        if len(wanted) != 2 or wanted[0] == wanted[1]:
            raise InputError("two labels are wanted, the negative first, as in fake,real", field="labels")
        for label in wanted:
            if label not in seen:
                raise InputError(f"no case is labelled {label!r}; there are {there or 'none'}", field="labels")
        return wanted[0], wanted[1]
    folded = {str(label).casefold(): str(label) for label in seen}
    if len(seen) == 1:
        raise InputError(f"two labels are wanted, and all cases have one: {there}", field="labels")
    for negative, positive in PAIRS:
        if set(folded) == {negative, positive}:
            return folded[negative], folded[positive]
    raise InputError(
        f"which label is the positive one? The data have {there or 'none'}; name both, the negative first",
        field="labels",
    )


def train_sourcing(
    name: str,
    cases: Sequence[Case],
    labels: tuple[str, str],
    settings: Settings,
    sha256: str,
    *,
    find: Callable[[Article], Sequence[Statement]] | None = None,
    say: Say = lambda _: None,
) -> SourcingModel:
    """A model of sourcing, with out-of-fold figures.

    Args:
        name: What the model is called.
        cases: Labelled cases of one task; those with other labels are passed over.
        labels: The negative and the positive label.
        settings: See `Settings`.
        sha256: Digest of the training data.
        find: Finds the statements of articles; by default the extractor of the settings.
        say: Told what is being done.

    Raises:
        InputError: There are too few cases, or cases of two tasks, or the settings leave nothing to look at.
    """
    if not settings.sourcing and not settings.text:
        raise InputError("neither the sourcing nor words are to be looked at: nothing is left to learn from")
    used = [case for case in cases if case.label in labels]
    if len({case.task for case in used}) > 1:
        raise InputError("cases of two sorts cannot train one model")
    task = used[0].task if used else "statement"
    if task == "speaker":
        raise InputError("cases of the sort 'speaker' have no sourcing")
    target = np.array([case.label == labels[1] for case in used])
    if min(int(target.sum()), int((~target).sum())) < 2:
        raise InputError(f"at least two cases of each label are needed; {len(used)} were given")
    sourcing = read_sourcing(used, settings, find, say)
    space = Space.fit(task, used, sourcing=settings.sourcing, text=settings.text)
    say("fitting")
    fitted = _fit(space, used, sourcing, target, settings)
    say("measuring out of fold")
    _, figures = cross_validate(used, sourcing, target, settings, say)
    about = {
        "data": {
            "sha256": sha256,
            "rows": len(used),
            "labels": dict(sorted(Counter(c.label or "" for c in used).items())),
        },
        "metrics": {"out_of_fold": {key: one.to_dict() for key, one in figures.items()}, "folds": settings.folds},
        "versions": versions(),
        "seed": settings.seed,
        "settings": settings._asdict(),
    }
    extractor = settings.extractor if task == "article" else None
    return SourcingModel(
        name, task, labels, space, fitted.scorer_, fitted.calibration_, fitted.interval_, extractor, about
    )


def read_sourcing(
    cases: Sequence[Case],
    settings: Settings,
    find: Callable[[Article], Sequence[Statement]] | None,
    say: Say,
) -> list[list[float]]:
    """The sourcing numbers of every case; articles are read by the extractor, which is the slow part."""
    if find is None and any(case.article is not None for case in cases):
        from credscore.learn.finding import finder

        find = finder(settings.extractor)
    rows = []
    for number, case in enumerate(cases, 1):
        statements = find(case.article) if find is not None and case.article is not None else ()
        rows.append(encode_case(case, statements))
        if case.article is not None and (number % 10 == 0 or number == len(cases)):
            say(f"reading article {number} of {len(cases)}")
    return rows


def cross_validate(
    cases: Sequence[Case],
    sourcing: Sequence[Sequence[float]],
    target: Any,
    settings: Settings,
    say: Say = lambda _: None,
) -> tuple[Floats, dict[str, Measure]]:
    """Out-of-fold probabilities and their figures: vocabulary, weights and calibration learnt without the fold.

    Returns:
        n probabilities of the positive label (NaN throughout where the data are too few for folds), and the figures.
    """
    groups = groups_of(cases)
    p = np.full(len(cases), np.nan)
    splits = list(folds_of(target, groups, settings.folds, settings.seed))
    task = cases[0].task
    assert task != "speaker"
    for number, (learn, hold) in enumerate(splits, 1):
        say(f"measuring: fold {number} of {len(splits)}")
        inside = [cases[n] for n in learn]
        space = Space.fit(task, inside, sourcing=settings.sourcing, text=settings.text)
        fitted = _fit(space, inside, [sourcing[n] for n in learn], target[learn], settings)
        rows = matrix_of(space, [cases[n] for n in hold], [sourcing[n] for n in hold])
        p[hold] = fitted.predict_proba(rows)[:, 1]
    if not splits:
        return p, {}
    return p, measure(
        target.astype(np.int64), np.column_stack([1.0 - p, p]), (False, True), groups=groups, seed=settings.seed
    )


def groups_of(cases: Sequence[Case]) -> list[str] | None:
    """Each case's group, a case without one being its own; None where no two share one."""
    keys = [f"g:{case.group}" if case.group is not None else f"c:{number}" for number, case in enumerate(cases)]
    return keys if len(set(keys)) < len(keys) else None


def matrix_of(space: Space, cases: Sequence[Case], sourcing: Sequence[Sequence[float]]) -> Any:
    """The cases as a matrix: dense where sourcing is all there is, else scipy sparse."""
    dense, others = space.rows(cases, sourcing)
    if len(space.names) == dense.shape[1]:
        return dense
    from scipy import sparse

    ends = np.cumsum([0, *(len(places) for places, _ in others)])
    places = np.concatenate([one for one, _ in others]) if others else np.zeros(0)
    values = np.concatenate([one for _, one in others]) if others else np.zeros(0)
    rest = sparse.csr_matrix((values, places, ends), shape=(len(cases), len(space.names)))
    rest.sort_indices()
    first = sparse.csr_matrix((dense.ravel(), *_grid(dense)), shape=(len(cases), len(space.names)))
    return (first + rest).tocsr()


def _grid(dense: Floats) -> tuple[Any, Any]:
    rows, width = dense.shape
    return np.tile(np.arange(width), rows), np.arange(0, rows * width + 1, width) if width else np.zeros(rows + 1, int)


def _fit(
    space: Space, cases: Sequence[Case], sourcing: Sequence[Sequence[float]], target: Any, settings: Settings
) -> CredibilityClassifier:
    if settings.kind == "boosted" and (space.vocabulary is not None or space.context):
        raise InputError("trees go with sourcing alone; leave words and context to the linear model")
    classifier = CredibilityClassifier(
        settings.kind,
        signs=[int(sign) for sign in space.signs],
        C=settings.c,
        calibration=settings.calibration,
        cv=settings.folds,
        random_state=settings.seed,
    )
    return classifier.fit(matrix_of(space, cases, sourcing), target, groups_of(cases))
