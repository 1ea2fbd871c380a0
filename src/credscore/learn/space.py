"""The columns of a model: sourcing with known signs, the caller's context, and words of the text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import numpy as np

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn import encoding
from credscore.learn.labelled import Case
from credscore.learn.solver import Floats
from credscore.learn.words import Vocabulary
from credscore.statement import Article, Stance, Statement

__all__ = ["ARTICLE_NAMES", "ARTICLE_SIGNS", "Space", "encode_article", "encode_case"]

_ASIDE = (Stance.SPECULATES, Stance.ASKS_COMMANDS, Stance.DECLINES, Stance.OTHER)

ARTICLE_NAMES = (
    *encoding.NAMES,
    *(f"aside.{stance.value}" for stance in _ASIDE),
    "size.statements",
    "size.words",
    "size.density",
)
"""An article's numbers: the mean of each number over its statements, and how much there is of it."""

ARTICLE_SIGNS = (*encoding.SIGNS, *(0 for _ in range(len(ARTICLE_NAMES) - len(encoding.SIGNS))))

_MOST_CONTEXT = 2000


def encode_article(article: Article, statements: Sequence[Statement]) -> list[float]:
    """An article as the numbers of `ARTICLE_NAMES`.

    The mean over statements of what each puts forward (a denial for its negation), so that a source named, a relay
    more or a denial moves the article's numbers as it moves the statement's; then the shares of statements that
    put nothing forward, log(1 + statements), log(1 + words) and statements per 100 words, all free of sign.
    """
    rows = [encoding.encode(one, turn=False) for one in statements]
    many = len(rows)
    means = [math.fsum(column) / many for column in zip(*rows, strict=True)] if rows else [0.0] * len(encoding.NAMES)
    aside = [sum(one.stance is stance for one in statements) / many if many else 0.0 for stance in _ASIDE]
    words = len(article.text.split())
    return [*means, *aside, math.log1p(many), math.log1p(words), 100.0 * many / words if words else 0.0]


class Space(NamedTuple):
    """Which numbers a model looks at.

    Attributes:
        task: 'statement' or 'article'.
        sourcing: Whether the sourcing is among them.
        context: The caller's fields that count, as ``name=value``.
        vocabulary: The words that count, if words do.
    """

    task: Literal["statement", "article"]
    sourcing: bool = True
    context: tuple[str, ...] = ()
    vocabulary: Vocabulary | None = None

    @classmethod
    def fit(cls, task: Literal["statement", "article"], cases: Sequence[Case], *, sourcing: bool, text: bool) -> Space:
        """The columns that some cases call for: context values seen twice or more, words likewise."""
        seen: Counter[str] = Counter()
        for case in cases:
            seen.update(f"{name}={value}" for name, value in case.context.items())
        often = sorted((key for key, n in seen.items() if n > 1), key=lambda key: (-seen[key], key))[:_MOST_CONTEXT]
        vocabulary = Vocabulary.fit((case.text for case in cases), most=2) if text else None
        return cls(task, sourcing, tuple(sorted(often)), vocabulary)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names: ``kind.document``, ``context:KEY=VALUE``, ``word:TERM``."""
        words = self.vocabulary.terms if self.vocabulary is not None else ()
        return (
            *self._own_names,
            *(f"context:{key}" for key in self.context),
            *(f"word:{term}" for term in words),
        )

    @property
    def signs(self) -> Floats:
        """The columns' signs."""
        own = (encoding.SIGNS if self.task == "statement" else ARTICLE_SIGNS) if self.sourcing else ()
        return np.array([*own, *([0] * (len(self.names) - len(own)))], dtype=np.float64)

    @property
    def _own_names(self) -> tuple[str, ...]:
        if not self.sourcing:
            return ()
        return encoding.NAMES if self.task == "statement" else ARTICLE_NAMES

    def rows(self, cases: Sequence[Case], sourcing: Sequence[Sequence[float]]) -> tuple[Any, list[tuple[Any, Floats]]]:
        """The cases as rows: the dense sourcing numbers, and of the other columns places and values.

        Args:
            cases: The cases.
            sourcing: Their numbers by `encoding.encode` or `encode_article`.
        """
        width = len(self._own_names)
        dense = np.array([list(row) for row in sourcing], dtype=np.float64).reshape(len(cases), -1)[:, :width]
        context = {key: width + number for number, key in enumerate(self.context)}
        start = width + len(context)
        places = self.vocabulary.places() if self.vocabulary is not None else {}
        others = []
        for case in cases:
            found = {context[key]: 1.0 for name, value in case.context.items() if (key := f"{name}={value}") in context}
            if self.vocabulary is not None:
                found.update((start + place, value) for place, value in self.vocabulary.row(case.text, places).items())
            others.append((np.array(list(found), dtype=np.int64), np.array(list(found.values()), dtype=np.float64)))
        return dense, others

    def to_dict(self) -> dict[str, Any]:
        return {
            "sourcing": list(self._own_names),
            "context": list(self.context),
            "vocabulary": None if self.vocabulary is None else self.vocabulary.to_dict(),
        }

    @classmethod
    def parse(cls, task: Literal["statement", "article"], data: Any, field: str) -> Space:
        given = modeldata.keys(data, field, ("sourcing", "context", "vocabulary"))
        sourcing = modeldata.strings(given["sourcing"], f"{field}.sourcing")
        expected = encoding.NAMES if task == "statement" else ARTICLE_NAMES
        if sourcing and sourcing != expected:
            wrong = next(
                (name for name in sourcing if name not in expected),
                next((name for name in expected if name not in sourcing), "order"),
            )
            raise ModelError(f"does not name this version's columns: {wrong!r}", field=f"{field}.sourcing")
        context = modeldata.strings(given["context"], f"{field}.context", most=_MOST_CONTEXT)
        words = given["vocabulary"]
        vocabulary = None if words is None else Vocabulary.parse(words, f"{field}.vocabulary")
        return cls(task, bool(sourcing), context, vocabulary)


def encode_case(case: Case, statements: Sequence[Statement] = ()) -> list[float]:
    """The sourcing numbers of a case; those of an article from its statements."""
    if case.statement is not None:
        return encoding.encode(case.statement, case.record)
    if case.article is not None:
        return encode_article(case.article, statements)
    raise TypeError(f"a case of the sort {case.task!r} has no sourcing")
