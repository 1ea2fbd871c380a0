"""A model of short statements by speakers: words, who says it where, and how the speaker's others turned out.

Two levels. Linear scores over words and fields (one for each of a few thresholds of the ordered labels, one over words
alone) and over crosses of both with one another (`credscore.learn.crosses`), and how statements of much the same words
turned out (`credscore.learn.neighbours`), are numbers beside the statement's look; a multinomial regression and boosted
trees over those numbers are mixed (`credscore.learn.speaker_second`), and a small transformer that reads the words and
fields may be pooled with them (`credscore.learn.text_net`). How the speaker's others turned out is among the
crosses; a model that looks at published counts counts it too (`credscore.learn.history`). The sum of the positive
labels' probabilities is then calibrated, and the labels' shares within each side are kept.
Run by numpy alone; trained by `credscore.learn.speaker_training`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import numpy as np

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn.calibration import Calibration, Line
from credscore.learn.crosses import Crosses, frequent
from credscore.learn.history import History, keys_of
from credscore.learn.labelled import Case
from credscore.learn.neighbours import Neighbours, Rarity, Remembered
from credscore.learn.scorers import Boosted
from credscore.learn.solver import Floats
from credscore.learn.speaker_rows import FIELD_WEIGHT, PARTS, dense_row, field_keys
from credscore.learn.speaker_second import mixed, parse_matrix, parse_trees, pooled, recalibrated
from credscore.learn.text_net import TextNet
from credscore.learn.words import Vocabulary

__all__ = ["Kind", "SpeakerModel"]

Kind = Literal["honest", "published"]

_HALF = 0.5
"""The share of the regression in files that do not say it."""


class SpeakerModel(NamedTuple):
    """A trained model of the task 'speaker'.

    Attributes:
        name: What it is called.
        labels: The labels, least credible first.
        positive: Which of them count as true.
        parts: What it looks at, see `PARTS`.
        variant: 'honest' history, or 'published' counts that hold the case's own label.
        vocabulary: The words.
        keys: The fields, see `field_keys`.
        history: The training data's counts, beside published ones; None elsewhere.
        first: Weights of the first level, scores by columns (words, then fields).
        first_dense: Weights of the first level for the scaled dense numbers.
        intercepts: Of the first level.
        center: Of the second level's numbers.
        scale: Of the second level's numbers.
        crosses: The crosses' weights; None where there are none.
        neighbours: The statements that were learnt from; None where they are not looked at.
        second: Weights of the regression, labels by numbers.
        second_intercepts: Of the regression.
        trees: Boosted trees, a label each (one for two labels).
        share: What the regression weighs beside the trees, 0 to 1.
        net: A transformer that reads words and fields, pooled with all that; None without one.
        calibration: From the log-odds of the positive side to their probability.
        about: Training data, metrics, versions and seed, as the file says.
    """

    name: str
    labels: tuple[str, ...]
    positive: tuple[bool, ...]
    parts: tuple[str, ...]
    variant: Kind
    vocabulary: Vocabulary
    keys: tuple[str, ...]
    history: History | None
    first: Floats
    first_dense: Floats
    intercepts: Floats
    center: Floats
    scale: Floats
    crosses: Crosses | None
    neighbours: Neighbours | None
    second: Floats
    second_intercepts: Floats
    trees: tuple[Boosted, ...]
    share: float
    net: TextNet | None
    calibration: Calibration
    about: dict[str, Any]

    @property
    def task(self) -> Literal["speaker"]:
        """The sort of case that it is for."""
        return "speaker"

    @property
    def label(self) -> str:
        """Name and the start of the training data's digest: what outputs carry."""
        return f"{self.name}+{str(self.about['data']['sha256'])[:12]}"

    def probabilities(self, cases: Sequence[Case]) -> Floats:
        """Probabilities of the labels, n by k.

        Args:
            cases: Cases of the task 'speaker'; their labels are not looked at.
        """
        keys = [keys_of(case) for case in cases]
        published = self.labels if self.variant == "published" else ()
        dense = np.array(
            [
                dense_row(case, found, self.history, self.parts, published)
                for case, found in zip(cases, keys, strict=True)
            ]
        ).reshape(len(cases), -1)
        many = dense.shape[1]
        scaled = (dense - self.center[:many]) / self.scale[:many]
        words, places = self.vocabulary.places(), {key: number for number, key in enumerate(self.keys)}
        start = len(self.vocabulary.terms)
        linear = np.zeros((len(cases), len(self.intercepts)))
        for number, (case, found) in enumerate(zip(cases, keys, strict=True)):
            row = self.vocabulary.row(case.text, words)
            row |= {start + places[key]: FIELD_WEIGHT for key in field_keys(found) if key in places}
            linear[number] = self.first[:, list(row)] @ np.array(list(row.values())) if row else 0.0
        linear += scaled @ self.first_dense.T + self.intercepts
        numbers = [dense, linear]
        if self.crosses is not None:
            numbers.append(self.crosses.scores(cases, frequent(self.vocabulary.terms, self.vocabulary.idf)))
        if self.neighbours is not None:
            rarity = Rarity(self.vocabulary)
            numbers.append(self.neighbours.measures([Remembered.of(case, self.parts, rarity) for case in cases]))
        read = None if self.net is None else self.net.probabilities(cases, self.parts)
        return self.combine(np.hstack(numbers), read)

    def combine(self, numbers: Floats, read: Floats | None) -> Floats:
        """Probabilities from the second level's numbers, and those that the net gives."""
        regression = (numbers - self.center) / self.scale @ self.second.T + self.second_intercepts
        boosted = np.column_stack([trees.decision(numbers) for trees in self.trees])
        found = mixed(regression, boosted, self.share)
        if self.net is not None and read is not None:
            found = pooled(found, read, self.net.share)
        return recalibrated(found, self.positive, self.calibration)

    def to_dict(self) -> dict[str, Any]:
        """The file's content."""
        assert isinstance(self.calibration, Line)
        return {
            "name": self.name,
            "labels": list(self.labels),
            "positive": list(self.positive),
            "parts": list(self.parts),
            "variant": self.variant,
            "vocabulary": self.vocabulary.to_dict(),
            "keys": list(self.keys),
            "history": None if self.history is None else self.history.to_dict(),
            "first": self.first.tolist(),
            "first_dense": self.first_dense.tolist(),
            "intercepts": self.intercepts.tolist(),
            "center": self.center.tolist(),
            "scale": self.scale.tolist(),
            "crosses": None if self.crosses is None else self.crosses.to_dict(),
            "neighbours": None if self.neighbours is None else self.neighbours.to_dict(),
            "second": self.second.tolist(),
            "second_intercepts": self.second_intercepts.tolist(),
            "trees": [trees.to_dict() for trees in self.trees],
            "share": self.share,
            "calibration": {"a": self.calibration.a, "b": self.calibration.b},
            **({} if self.net is None else {"net": self.net.to_dict()}),
        }

    @classmethod
    def parse(cls, data: Any, about: dict[str, Any]) -> SpeakerModel:
        """From the decoded content, checked.

        Raises:
            ModelError: Anything in it is off; says the field.
        """
        needed = [name for name in cls._fields if name not in ("about", "share", "net")]
        given = modeldata.keys(data, "", needed, ("share", "net"))
        labels = modeldata.strings(given["labels"], "labels", most=50)
        if len(labels) < 2:
            raise ModelError("must be two labels or more", field="labels")
        positive = given["positive"]
        if (
            not isinstance(positive, list)
            or len(positive) != len(labels)
            or not all(isinstance(p, bool) for p in positive)
        ):
            raise ModelError(f"must be {len(labels)} of true and false", field="positive")
        if all(positive) or not any(positive):
            raise ModelError("must have labels on both sides", field="positive")
        parts = modeldata.strings(given["parts"], "parts", most=len(PARTS))
        if not parts or any(part not in PARTS for part in parts):
            raise ModelError(f"must be some of {', '.join(PARTS)}", field="parts")
        variant = given["variant"]
        if variant not in ("honest", "published"):
            raise ModelError("must be 'honest' or 'published'", field="variant")
        vocabulary = Vocabulary.parse(given["vocabulary"], "vocabulary")
        keys = modeldata.strings(given["keys"], "keys")
        history = None if given["history"] is None else History.parse(given["history"], "history", len(labels))
        if (history is None) is (variant == "published" and "history" in parts):
            raise ModelError("must be there beside published counts, and only there", field="history")
        empty = Case("", "", 0, "speaker", None)
        width = len(dense_row(empty, keys_of(empty), history, parts, labels if variant == "published" else ()))
        intercepts = modeldata.floats(given["intercepts"], "intercepts", most=100)
        outputs = len(intercepts)
        crosses = None if given["crosses"] is None else Crosses.parse(given["crosses"], "crosses", parts, len(labels))
        near = given["neighbours"]
        neighbours = None if near is None else Neighbours.parse(near, "neighbours", len(labels))
        numbers = width + outputs + (0 if crosses is None else crosses.width)
        numbers += 0 if neighbours is None else len(labels)
        center = modeldata.floats(given["center"], "center", size=numbers)
        scale = modeldata.floats(given["scale"], "scale", size=numbers)
        if scale.min() <= 0.0:
            raise ModelError("must be above 0", field=f"scale.{int(scale.argmin())}")
        count = 1 if len(labels) == 2 else len(labels)
        calibration = modeldata.keys(given["calibration"], "calibration", ("a", "b"))
        return cls(
            modeldata.string(given["name"], "name", 200),
            labels,
            tuple(positive),
            parts,
            variant,
            vocabulary,
            keys,
            history,
            parse_matrix(given["first"], "first", outputs, len(vocabulary.terms) + len(keys)),
            parse_matrix(given["first_dense"], "first_dense", outputs, width),
            intercepts,
            center,
            scale,
            crosses,
            neighbours,
            parse_matrix(given["second"], "second", count, numbers),
            modeldata.floats(given["second_intercepts"], "second_intercepts", size=count),
            parse_trees(given["trees"], "trees", count, numbers),
            modeldata.number(given.get("share", _HALF), "share", 0.0, 1.0),
            TextNet.parse(given["net"], "net", len(labels)) if "net" in given else None,
            Line(
                modeldata.number(calibration["a"], "calibration.a", 0.0),
                modeldata.number(calibration["b"], "calibration.b"),
            ),
            about,
        )
