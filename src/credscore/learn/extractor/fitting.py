"""Fits the thresholds of decoding and the confidence on articles that the net has not learnt from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from credscore.extract.decode import Candidate, candidates, choose
from credscore.extract.modelfile import MEASURES, Decode
from credscore.extract.net import Look
from credscore.learn.extractor.corpus import Gold, Sample
from credscore.learn.extractor.measure import measure, tokens_of

__all__ = ["START", "fit_decoding"]

START = Decode(
    candidate=0.1,
    bound=1.0,
    price=3.0,
    content_bias=0.0,
    null_bias=0.0,
    source_gain=0.0,
    cue_bias=0.0,
    free=0.5,
    threshold=0.4,
    confidence=(0.5, 0.5, *([0.0] * (MEASURES - 1))),
)
_GRID: dict[str, tuple[float, ...]] = {
    "bound": (0.7, 0.85, 1.0, 1.15, 1.3),
    "price": (2.0, 3.0, 4.0, 6.0, 9.0),
    "content_bias": (-0.8, -0.6, -0.4, -0.2, 0.0, 0.2),
    "null_bias": (-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0),
    "source_gain": (0.0, 0.2, 0.5),
    "cue_bias": (-1.6, -1.2, -0.8, -0.4, 0.0),
    "free": (0.3, 0.5, 0.7),
    "threshold": tuple(round(0.2 + 0.02 * k, 2) for k in range(14)),
}
_ROUNDS = 2


_LATER = ("free", "threshold", "confidence")  # play no part before conflicts are settled


class _Held(NamedTuple):
    sample: Sample
    look: Look


class _Found:
    """The candidates in all articles, made once for all settings that make the same."""

    def __init__(self, held: Sequence[_Held]) -> None:
        self.held = held
        self._made: dict[tuple[float, ...], list[list[Candidate]]] = {}

    def by(self, settings: Decode) -> list[list[Candidate]]:
        """The candidates of each article."""
        key = tuple(value for name, value in settings._asdict().items() if name not in _LATER)
        if key not in self._made:
            self._made[key] = [candidates(one.sample.document, one.look, settings) for one in self.held]
        return self._made[key]


def fit_decoding(samples: Sequence[Sample], looks: Sequence[Look | None]) -> Decode:
    """The thresholds that serve best on these articles, one after the other, and the confidence between.

    Args:
        samples: Articles kept from learning.
        looks: What the net with the thresholds `START` says of each.
    """
    held = _Found([_Held(sample, look) for sample, look in zip(samples, looks, strict=True) if look is not None])
    settings = START
    for _ in range(_ROUNDS):
        settings = settings._replace(confidence=_confidence(held, settings))
        for name, values in _GRID.items():
            tried = [Decode(**{**settings._asdict(), name: value}) for value in values]
            worth = [_worth(held, one) for one in tried]
            settings = tried[int(np.argmax(worth))]
    return settings._replace(confidence=_confidence(held, settings))


def _worth(held: _Found, settings: Decode) -> float:
    """What is to be high: contents and sources together, quotations, and the words of contents and cues."""
    found = [
        (one.sample.document, one.sample.golds, choose(one.sample.document, candidates_of, settings))
        for one, candidates_of in zip(held.held, held.by(settings), strict=True)
    ]
    tallies = measure(found)
    names = ("match50", "direct50", "indirect50", "end_to_end", "content_tokens", "cue_tokens")
    return math.fsum(tallies[name].f1 for name in names)


def _confidence(held: _Found, settings: Decode) -> tuple[float, ...]:
    """Logistic regression of whether a candidate is an annotated attribution with enough of its content."""
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    for one, candidates_of in zip(held.held, held.by(settings), strict=True):
        of_token: dict[int, Gold] = {token: gold for gold in one.sample.golds for token in gold.cue}
        for candidate in candidates_of:
            gold = of_token.get(candidate.anchor)
            mine = tokens_of(candidate.content)
            share = len(mine & set(gold.content)) / len(mine | set(gold.content)) if gold else 0.0
            rows.append(candidate.measures)
            right.append(share >= 0.5)
    if len(set(right)) < 2:  # too few articles to tell right from wrong by
        return settings.confidence
    model: Any = LogisticRegression(C=1.0, max_iter=1000, tol=1e-8)
    model.fit(np.array(rows), np.array(right))
    return tuple(round(float(weight), 5) for weight in (*model.coef_[0], *model.intercept_))
