"""How sure an extractor may be: the share of its findings that are right, by what found them and how sure that was.

The numbers of `confidence.toml` are fitted on annotated articles by ``python -m credscore.learn.extractor.ratings``.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import NamedTuple

from credscore.errors import InputError, LexiconError
from credscore.extract.attribution import Attribution, Extractor
from credscore.reading import Document
from credscore.toml import read_lexicon

__all__ = ["Rated", "Rating", "checked_threshold", "ratings_of"]

_DIGITS = 4
_REST = "other"  # patterns too rare to have a rating of their own
_EDGE = 0.001  # probabilities are kept off 0 and 1 before their logit is taken


class Rating(NamedTuple):
    """From the confidence that a pattern gives itself to the share that is right, on the scale of logits.

    Attributes:
        slope: How much of the own confidence counts.
        offset: What is added.
    """

    slope: float
    offset: float

    def of(self, confidence: float) -> float:
        """The probability, rounded: the last digits of an exponential are another on another system."""
        logit = self.offset + self.slope * logit_of(confidence)
        return round(0.5 * (math.tanh(0.5 * logit) + 1.0), _DIGITS)


def logit_of(probability: float) -> float:
    """The logarithm of the odds."""
    kept = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))


def checked_threshold(threshold: float | None) -> float | None:
    """The threshold, if it is one.

    Raises:
        InputError: It is no number from 0 to 1.
    """
    if threshold is None:
        return None
    if isinstance(threshold, bool) or not isinstance(threshold, (int, float)) or not 0 <= threshold <= 1:
        raise InputError(f"must be a number from 0 to 1, not {threshold!r}", field="threshold")
    return float(threshold)


@functools.cache
def ratings_of(extractor: str) -> Mapping[str, Rating]:
    """The ratings of the extractor of that name by pattern; empty if there are none.

    Raises:
        LexiconError: The file is malformed.
    """
    file = "confidence.toml"
    try:
        table = read_lexicon(__package__, file)
        rows = table.get(extractor, {}).items()
        return {name: Rating(float(row["slope"]), float(row["offset"])) for name, row in rows}
    except LexiconError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LexiconError(str(error), file=file) from None


class Rated:
    """An extractor whose findings carry calibrated probabilities, and only those that are sure enough.

    Args:
        inner: What finds the attributions.
        threshold: Least probability in [0, 1] of what is given out; None leaves it to the extractor.
    """

    def __init__(self, inner: Extractor, threshold: float | None = None) -> None:
        self.name = inner.name
        self._inner = inner
        self._threshold = checked_threshold(threshold)

    def find(self, document: Document) -> list[Attribution]:
        """The attributions of ``document``, in the order of their content."""
        ratings = ratings_of(self.name)
        rest = ratings.get(_REST)
        found = []
        for one in self._inner.find(document):
            rating = ratings.get(one.pattern, rest)
            if rating is not None:
                one = one._replace(confidence=rating.of(one.confidence))
            if self._threshold is None or one.confidence >= self._threshold:
                found.append(one)
        return found
