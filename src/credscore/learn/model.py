"""A trained model of sourcing as it stands in its file: run by numpy, read strictly, explained."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn import encoding
from credscore.learn.calibration import Calibration, Interval
from credscore.learn.calibration_file import calibration_data, interval_data, parse_calibration, parse_interval
from credscore.learn.labelled import Case
from credscore.learn.scorers import Linear, Scorer, parse_scorer
from credscore.learn.solver import Floats
from credscore.learn.space import ARTICLE_NAMES, Space, encode_article, encode_case
from credscore.scoring.lines import Contribution
from credscore.scoring.testimony import Record
from credscore.statement import Article, Statement

__all__ = ["Learnt", "SourcingModel"]


class Learnt(NamedTuple):
    """What a trained model says of one statement or article. It stands beside the score and is never mixed with it.

    Attributes:
        probability: Calibrated, that what is put forward deserves the model's positive label.
        interval: Venn-Abers bounds of it.
        label: The positive label.
        model: The model's name and the start of its training data's digest.
        contributions: Points that sum (`math.fsum`) to the probability: what it is with no sourcing known, and what
            changes as each group of numbers is put in, in the order of the encoding.
    """

    probability: float
    interval: tuple[float, float]
    label: str
    model: str
    contributions: tuple[Contribution, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "probability": self.probability,
            "interval": list(self.interval),
            "label": self.label,
            "model": self.model,
            "contributions": [{"rule": line.rule, "points": line.points} for line in self.contributions],
        }


class SourcingModel(NamedTuple):
    """A model over the sourcing of statements or articles, with context and words if it was trained so.

    Attributes:
        name: What it is called.
        task: 'statement' or 'article'.
        labels: Both labels, the negative first.
        space: Its columns.
        scorer: Its score.
        calibration: From score to probability.
        interval: Venn-Abers bounds; None where there were too few cases.
        extractor: What found the statements of the articles it was trained on; None for statements as given.
        about: Training data, metrics, versions and seed, as the file says.
    """

    name: str
    task: Literal["statement", "article"]
    labels: tuple[str, str]
    space: Space
    scorer: Scorer
    calibration: Calibration
    interval: Interval | None
    extractor: str | None
    about: dict[str, Any]

    @property
    def positive(self) -> tuple[bool, ...]:
        """Which labels count as true."""
        return (False, True)

    @property
    def label(self) -> str:
        """Name and the start of the training data's digest: what outputs carry."""
        return f"{self.name}+{str(self.about['data']['sha256'])[:12]}"

    def scores(self, dense: Floats, others: Sequence[tuple[Any, Floats]]) -> Floats:
        """Log-odds before calibration."""
        if not isinstance(self.scorer, Linear):
            return self.scorer.decision(dense)
        width = dense.shape[1]
        coef = self.scorer.coef
        rest = np.array([float(coef[places] @ values) for places, values in others])
        return np.asarray(dense @ coef[:width] + rest + self.scorer.intercept, dtype=np.float64)

    def probabilities(
        self,
        cases: Sequence[Case],
        find: Callable[[Article], Sequence[Statement]] | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Floats:
        """Probabilities of both labels, n by 2.

        Args:
            cases: Cases of the model's task.
            find: Finds the statements of an article that carries none; by default the extractor of the training.
            progress: Told how many cases have been read.
        """
        sourcing = []
        if self.task == "article" and find is None:
            from credscore.learn.finding import finder

            find = finder(self.extractor or "rules")
        for number, case in enumerate(cases, 1):
            statements = find(case.article) if find is not None and case.article is not None else ()
            sourcing.append(encode_case(case, statements))
            if progress is not None:
                progress(number)
        p = self.calibration.apply(self.scores(*self.space.rows(cases, sourcing)))
        return np.column_stack([1.0 - p, p])

    def of_statement(self, statement: Statement, record: Record | None = None) -> Learnt:
        """What the model says of one statement."""
        case = Case(statement.id, "", 0, "statement", None, statement=statement, record=record, text=statement.text)
        return self._learnt(case, encoding.encode(statement, record), encoding.NAMES)

    def of_article(self, article: Article, statements: Sequence[Statement]) -> Learnt:
        """What the model says of one article, whose statements have been found."""
        text = "\n".join(part for part in (article.title, article.text) if part)
        case = Case(article.id, "", 0, "article", None, article=article, text=text)
        return self._learnt(case, encode_article(article, statements), ARTICLE_NAMES)

    def _learnt(self, case: Case, values: Sequence[float], names: tuple[str, ...]) -> Learnt:
        dense, others = self.space.rows([case], [values])
        groups = encoding.groups(names) if dense.shape[1] else {}
        steps = np.zeros((len(groups) + 1, dense.shape[1]))
        for number, places in enumerate(groups.values(), 1):
            steps[number] = steps[number - 1]
            steps[number, list(places)] = dense[0, list(places)]
        nothing = (np.zeros(0, dtype=np.int64), np.zeros(0))
        rest = [nothing] * len(steps)
        if len(others[0][0]):
            steps = np.vstack([steps, steps[-1:]])
            rest = [*rest, others[0]]
        scores = self.scores(steps, rest)
        p = self.calibration.apply(scores)
        rules = [
            "learnt.base",
            *(f"learnt.{group}" for group in groups),
            *(["learnt.words"] * (len(steps) - len(groups) - 1)),
        ]
        points = np.diff(p, prepend=0.0)
        lines = [
            Contribution(rule, float(value), (), "", _WHY if number else _WHY_BASE, self.label)
            for number, (rule, value) in enumerate(zip(rules, points, strict=True))
            if number == 0 or value
        ]
        probability = min(1.0, max(0.0, math.fsum(line.points for line in lines)))
        low, high = 0.0, 1.0
        if self.interval is not None:
            bounds = self.interval.apply(scores[-1:], p[-1:])
            low, high = min(float(bounds[0][0]), probability), max(float(bounds[1][0]), probability)
        return Learnt(probability, (low, high), self.labels[1], self.label, tuple(lines))

    def to_dict(self) -> dict[str, Any]:
        """The file's content."""
        return {
            "name": self.name,
            "labels": list(self.labels),
            "extractor": self.extractor,
            "columns": self.space.to_dict(),
            "scorer": self.scorer.to_dict(),
            "calibration": calibration_data(self.calibration),
            "interval": None if self.interval is None else interval_data(self.interval),
        }

    @classmethod
    def parse(cls, task: Literal["statement", "article"], data: Any, about: dict[str, Any]) -> SourcingModel:
        """From the decoded content, checked.

        Raises:
            ModelError: Anything in it is off; says the field.
        """
        given = modeldata.keys(
            data, "", ("name", "labels", "extractor", "columns", "scorer", "calibration", "interval")
        )
        labels = modeldata.strings(given["labels"], "labels", most=2)
        if len(labels) != 2:
            raise ModelError("must be two labels, the negative first", field="labels")
        space = Space.parse(task, given["columns"], "columns")
        scorer = parse_scorer(given["scorer"], width=len(space.names))
        if not isinstance(scorer, Linear) and (space.vocabulary is not None or space.context):
            raise ModelError("trees go with sourcing alone, not with words or context", field="scorer.type")
        extractor = given["extractor"]
        if extractor is not None:
            from credscore.extract import EXTRACTORS

            if extractor not in EXTRACTORS:
                raise ModelError(f"must be null or one of {', '.join(sorted(EXTRACTORS))}", field="extractor")
        return cls(
            modeldata.string(given["name"], "name", 200),
            task,
            (labels[0], labels[1]),
            space,
            scorer,
            parse_calibration(given["calibration"], "calibration"),
            None if given["interval"] is None else parse_interval(given["interval"]),
            extractor,
            about,
        )


_WHY = "A weight learnt from labelled data; its sign was fixed before learning where a law asks for it."
_WHY_BASE = "The learnt probability where nothing is known of the sourcing."
