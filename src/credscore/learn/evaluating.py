"""Measuring a model on cases that it was not trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from credscore.errors import InputError
from credscore.learn.labelled import Case
from credscore.learn.measures import RESAMPLES, Measure, Reliability, confusion, measure, reliability
from credscore.learn.model import SourcingModel
from credscore.learn.solver import Floats

__all__ = ["Evaluation", "evaluate"]


class Evaluation(NamedTuple):
    """What was measured.

    Attributes:
        model: The model's label.
        task: Its task.
        labels: Its labels, in order.
        positive: Which of them count as true.
        rows: How many cases were measured.
        other_labels: Cases passed over because the model does not know their label, by label.
        groups: How many groups they fall into; None where every case is its own.
        figures: See `credscore.learn.measures.measure`.
        table: Counts by gold label (rows) and chosen label (columns).
        curve: The reliability curve of the positive labels.
        variant: Which history was used, for the task 'speaker'.
    """

    model: str
    task: str
    labels: tuple[str, ...]
    positive: tuple[bool, ...]
    rows: int
    other_labels: dict[str, int]
    groups: int | None
    figures: dict[str, Measure]
    table: Any
    curve: list[Reliability]
    variant: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "model": self.model,
            "task": self.task,
            "rows": self.rows,
            "other_labels": self.other_labels,
            "groups": self.groups,
            **({} if self.variant is None else {"history": self.variant}),
            "metrics": {name: one.to_dict() for name, one in self.figures.items()},
            "labels": list(self.labels),
            "positive": [label for label, yes in zip(self.labels, self.positive, strict=True) if yes],
            "confusion": self.table.tolist(),
            "reliability": [{"said": said, "was": was, "cases": cases} for said, was, cases in self.curve],
        }


def evaluate(
    model: Any,
    cases: Sequence[Case],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """A model's figures on labelled cases.

    Args:
        model: A `SourcingModel` or a `SpeakerModel`.
        cases: Labelled cases of its task; those with labels that it does not know are counted and passed over.
        resamples: Bootstrap samples for the intervals; whole groups are drawn where cases have groups.
        seed: Of the resampling.
        progress: Told how many cases have been read.

    Raises:
        InputError: No case has a label that the model knows.
    """
    known = [case for case in cases if case.label in model.labels]
    others = Counter(str(case.label) for case in cases if case.label not in model.labels)
    if not known:
        raise InputError(
            f"no case has one of the model's labels {', '.join(model.labels)}"
            + (f"; there are {', '.join(sorted(others))}" if others else "")
        )
    if isinstance(model, SourcingModel):
        probabilities: Floats = model.probabilities(known, progress=progress)
    else:
        probabilities = model.probabilities(known)
    gold = np.array([model.labels.index(case.label) for case in known], dtype=np.int64)
    keys = [f"g:{case.group}" if case.group is not None else f"c:{number}" for number, case in enumerate(known)]
    many = len(set(keys))
    groups = keys if many < len(keys) else None
    positive = model.positive
    said = np.clip(probabilities[:, np.asarray(positive)].sum(axis=1), 0.0, 1.0)
    chosen = model.choose(probabilities) if hasattr(model, "choose") else probabilities.argmax(axis=1)
    return Evaluation(
        model.label,
        model.task,
        tuple(model.labels),
        tuple(positive),
        len(known),
        dict(sorted(others.items())),
        None if groups is None else many,
        measure(gold, probabilities, positive, groups=groups, resamples=resamples, seed=seed, chosen=chosen),
        confusion(gold, chosen, len(model.labels)),
        reliability(np.asarray(positive)[gold], said),
        getattr(model, "variant", None),
    )
