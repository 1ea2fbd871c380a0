"""What a model says of new cases, in bounded memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from credscore.errors import InputError
from credscore.learn.labelled import Bad, Case
from credscore.learn.model import SourcingModel

__all__ = ["AT_ONCE", "Prediction", "predict"]

AT_ONCE = 256
"""Cases that are held and computed together."""


class Prediction(NamedTuple):
    """What a model says of one case.

    Attributes:
        case: The case.
        model: The model's label.
        probabilities: By label, in the model's order; they sum to 1.
        positive: Of the labels that count as true, together.
        variant: Which history was used, for the task 'speaker'.
    """

    case: Case
    model: str
    probabilities: dict[str, float]
    positive: float
    variant: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "id": self.case.id,
            "line": self.case.line,
            "model": self.model,
            **({} if self.variant is None else {"history": self.variant}),
            "label": max(self.probabilities, key=self.probabilities.__getitem__),
            "positive": self.positive,
            "probabilities": self.probabilities,
        }


def predict(model: Any, items: Iterable[Case | Bad]) -> Iterator[Prediction | Bad]:
    """The model's probabilities of each case, in order; bad lines are passed on in their places.

    Args:
        model: A `SourcingModel` or a `SpeakerModel`.
        items: Cases of its task. Their labels are not looked at.
    """
    find = None
    if isinstance(model, SourcingModel) and model.task == "article":
        from credscore.learn.finding import finder

        find = finder(model.extractor or "rules")
    variant = getattr(model, "variant", None)
    yes = np.array(model.positive)
    checked = (_checked(item, variant) for item in items)
    while some := list(itertools.islice(checked, AT_ONCE)):
        cases = [item for item in some if isinstance(item, Case)]
        if not cases:
            yield from (item for item in some if isinstance(item, Bad))
            continue
        said = model.probabilities(cases, find) if isinstance(model, SourcingModel) else model.probabilities(cases)
        rows = iter(said)
        for item in some:
            if isinstance(item, Bad):
                yield item
                continue
            row = next(rows)
            positive = min(1.0, float(row[yes].sum()))
            yield Prediction(item, model.label, dict(zip(model.labels, row.tolist(), strict=True)), positive, variant)


def _checked(item: Case | Bad, variant: str | None) -> Case | Bad:
    """A model of published counts has nothing to go by where there are none: zeros would be a lie."""
    if variant == "published" and isinstance(item, Case) and item.counts is None:
        error = InputError("is missing: this model goes by published counts", file=item.file, line=item.line)
        return Bad(error.at(field="counts"))
    return item
