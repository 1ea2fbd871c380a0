"""Crosses: what a case says together with who says it, where and of what, as weights in hashed columns.

A case's factors (words, letters, look, party, speaker …) are multiplied with one another, and each product is a column:
'party=tide and word=tolls'. There are millions of them, so they are hashed into tables of fixed size (Weinberger et al.
2009); names and words do not stand in the file. Ridge regression over them is Gaussian-process regression whose kernel
is the sum of products of the factors' kernels, an ANOVA of the labels; how much each cross may vary is its variance
component. Trained by `credscore.learn.cross_training`; run by numpy alone.
"""

from __future__ import annotations

import functools
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn.history import hashed, words_of
from credscore.learn.labelled import Case
from credscore.learn.solver import Floats
from credscore.learn.words import terms_of
from credscore.toml import read_lexicon

__all__ = [
    "PART_OF",
    "Cross",
    "Crosses",
    "columns_of",
    "crosses_of",
    "factors_of",
    "frequent",
    "places_of",
    "shipped_crosses",
    "unexplained",
    "with_sum",
]

Factors = Mapping[str, Mapping[str, float]]

PART_OF = {
    "words": "text",
    "runs": "text",
    "longer": "text",
    "letters": "text",
    "pairs": "text",
    "frame": "text",
    "start": "text",
    "names": "text",
    "look": "text",
    "party": "metadata",
    "state": "metadata",
    "context": "metadata",
    "job": "metadata",
    "subject": "metadata",
    "speaker": "history",
}
"""The factors, and which part of a model each belongs to. A weight for a speaker is history: it comes of the others."""


class Cross(NamedTuple):
    """A product of factors.

    Attributes:
        factors: Their names.
        variance: Its variance component: how much of the labels' variance it may explain beforehand.
        bits: Its table has 2 to this power columns.
    """

    factors: tuple[str, ...]
    variance: float
    bits: int


@functools.cache
def shipped_crosses() -> tuple[Cross, ...]:
    """The crosses that a new model is trained with, and their variance components: ``crosses.toml``."""
    rows = read_lexicon(__package__, "crosses.toml")["cross"]
    return tuple(Cross(tuple(row["factors"]), row["variance"], row["bits"]) for row in rows)


def unexplained() -> float:
    """The share of the labels' variance that no cross explains."""
    return float(read_lexicon(__package__, "crosses.toml")["noise"])


_FRAME = 150
"""So many of the most frequent words make up the frame of a statement; what stands between them is left open."""

_OPEN = "_"
_CAPITAL = re.compile(r"[A-Z][\w’']+")
_LETTERS = (3, 4, 5)
_MOST_WORDS = 400
"""Words of a statement that are looked at: pairs grow with their square."""


def frequent(terms: Sequence[str], idf: Floats) -> frozenset[str]:
    """The most frequent single words of a vocabulary."""
    words = [(value, term) for value, term in zip(idf.tolist(), terms, strict=True) if term.isalpha()]
    return frozenset(term for _, term in sorted(words)[:_FRAME])


def factors_of(case: Case, frame: frozenset[str]) -> dict[str, dict[str, float]]:
    """The factors of a case by name, each a vector of length 1 (or empty)."""
    words = terms_of(case.text, 1)[:_MOST_WORDS]
    known = [word if word in frame or not word.isalpha() else _OPEN for word in words]
    content = sorted({word for word in words if word.isalpha() and len(word) > 2 and word not in frame})
    context = {name: case.context.get(name, "") for name in ("speaker", "party", "state", "job", "context")}
    names = [name.casefold() for name in _CAPITAL.findall(case.text)[:_MOST_WORDS]]
    found: dict[str, Iterable[str]] = {
        "words": words,
        "runs": _runs(words, 2),
        "longer": _runs(words, 3),
        "letters": [run for word in words for run in _letters(word)],
        "pairs": [f"{one} {other}" for number, one in enumerate(content) for other in content[number + 1 :]],
        "frame": [*known, *_runs(known, 2)],
        "start": [" ".join(words[:length]) for length in (1, 2, 3)] + words[-1:],
        "names": [*(name for name in names if name not in frame), _OPEN],
        "look": _look(case),
        "party": [context["party"]],
        "state": [context["state"]],
        "context": words_of(context["context"].casefold()) or [_OPEN],
        "job": words_of(context["job"].casefold()) or [_OPEN],
        "subject": list(case.subjects),
        "speaker": [hashed(context["speaker"])] if context["speaker"] else [],
    }
    return {name: _unit(values) for name, values in found.items()}


def _unit(values: Iterable[str]) -> dict[str, float]:
    weights = {value: 1.0 + math.log(n) for value, n in sorted(Counter(values).items())}
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {value: weight / length for value, weight in weights.items()}


def _runs(words: Sequence[str], length: int) -> list[str]:
    return [" ".join(words[k : k + length]) for k in range(len(words) - length + 1)]


def _letters(word: str) -> list[str]:
    inside = f" {word[:40]} "
    return [inside[k : k + length] for length in _LETTERS for k in range(len(inside) - length + 1)]


def _look(case: Case) -> list[str]:
    """Length, subjects and capitals in steps, and whether there are digits, quotation marks, 'Says', % or $."""
    words = case.text.split()
    return [
        f"length {min(6, int(1.5 * math.log2(len(words) + 1)))}",
        f"subjects {min(4, len(case.subjects))}",
        f"capitals {min(5, int(math.log2(1 + sum(word[:1].isupper() for word in words))))}",
        f"digits {any(sign.isdigit() for sign in case.text)}",
        f"quotation {any(sign in case.text for sign in '“”' + chr(34))}",
        f"says {case.text.startswith('Says')}",
        f"percent {'%' in case.text or 'percent' in case.text}",
        f"dollars {'$' in case.text}",
    ]


def crosses_of(parts: Sequence[str]) -> tuple[Cross, ...]:
    """The crosses whose factors all belong to some parts of a model."""
    return tuple(cross for cross in shipped_crosses() if all(PART_OF[factor] in parts for factor in cross.factors))


def places_of(factors: Factors, crosses: Sequence[Cross]) -> tuple[list[int], list[float]]:
    """The columns of a case that are not 0, table after table, and their values; a column may stand there twice."""
    places: list[int] = []
    values: list[float] = []
    start = 0
    for cross in crosses:
        size = 1 << cross.bits
        products = [("*".join(cross.factors), 1.0)]
        for factor in cross.factors:
            products = [
                (f"{key}|{one}", value * weight) for key, value in products for one, weight in factors[factor].items()
            ]
        places += [start + zlib.crc32(key.encode("utf-8", "surrogatepass")) % size for key, _ in products]
        values += [value for _, value in products]
        start += size
    return places, values


def columns_of(crosses: Sequence[Cross]) -> int:
    """How many columns some crosses have together."""
    return sum(1 << cross.bits for cross in crosses)


class Crosses(NamedTuple):
    """Trained weights.

    Attributes:
        parts: The parts of the model, which say the crosses.
        step: What 1 in the weights stands for.
        weights: Whole numbers, scores by columns.
    """

    parts: tuple[str, ...]
    step: float
    weights: npt.NDArray[np.int32]

    def scores(self, cases: Sequence[Case], frame: frozenset[str]) -> Floats:
        """The scores of cases, and of each their sum behind them: n by k + 1.

        Args:
            cases: The cases; their labels are not looked at.
            frame: The most frequent words, by `frequent`.
        """
        crosses = crosses_of(self.parts)
        out = np.zeros((len(cases), len(self.weights)))
        for number, case in enumerate(cases):
            places, values = places_of(factors_of(case, frame), crosses)
            if places:
                out[number] = self.weights[:, places] @ np.array(values) * self.step
        return with_sum(out)

    @property
    def width(self) -> int:
        """How many numbers `scores` gives of a case."""
        return len(self.weights) + 1

    def to_dict(self) -> dict[str, Any]:
        return {"step": self.step, "weights": self.weights.tolist()}

    @classmethod
    def parse(cls, data: Any, field: str, parts: Sequence[str], labels: int) -> Crosses:
        given = modeldata.keys(data, field, ("step", "weights"))
        rows = given["weights"]
        if not isinstance(rows, list) or len(rows) != labels - 1:
            raise ModelError(f"must be a list of {labels - 1}", field=f"{field}.weights")
        size = columns_of(crosses_of(parts))
        weights = [
            modeldata.wholes(row, f"{field}.weights.{number}", -1_000_000, 1_000_000, size=size)
            for number, row in enumerate(rows)
        ]
        step = modeldata.number(given["step"], f"{field}.step", 1e-12, 1.0)
        return cls(tuple(parts), step, np.array(weights, dtype=np.int32))


def with_sum(scores: Floats) -> Floats:
    """The scores and their sum: for ordered labels, the expected rank."""
    return np.hstack([scores, scores.sum(axis=1, keepdims=True)])
