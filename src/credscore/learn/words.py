"""Text as weighted words: TF-IDF over words and short runs of words, by numpy and the standard library alone."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn.solver import Floats

__all__ = ["Vocabulary", "terms_of"]

_TOKEN = re.compile(r"\w+|[$%?!\"“”]")
_DIGIT = re.compile(r"\d")


def terms_of(text: str, most: int = 3) -> list[str]:
    """The words of a text and the runs of up to ``most`` of them, in lower case, every digit a 0."""
    words = _TOKEN.findall(_DIGIT.sub("0", text.casefold()))
    runs = list(words)
    for length in range(2, most + 1):
        runs += [" ".join(words[k : k + length]) for k in range(len(words) - length + 1)]
    return runs


class Vocabulary(NamedTuple):
    """The terms that count, and how much.

    A text's vector is (1 + log count)·idf for each of its terms, scaled to length 1.

    Attributes:
        terms: In the order of their columns.
        idf: Inverse document frequency of each.
        most: Longest run of words.
    """

    terms: tuple[str, ...]
    idf: Floats
    most: int

    @classmethod
    def fit(cls, texts: Iterable[str], *, least: int = 2, size: int = 40_000, most: int = 3) -> Vocabulary:
        """The terms that occur in at least ``least`` texts; the ``size`` most frequent of them."""
        count: Counter[str] = Counter()
        many = 0
        for text in texts:
            count.update(set(terms_of(text, most)))
            many += 1
        kept = sorted((term for term, n in count.items() if n >= least), key=lambda term: (-count[term], term))[:size]
        kept.sort()
        # Six digits, as they are written to the file, so that what is trained is what is loaded.
        idf = [round(math.log((1 + many) / (1 + count[term])) + 1.0, 6) for term in kept]
        return cls(tuple(kept), np.array(idf, dtype=np.float64), most)

    def places(self) -> dict[str, int]:
        """Each term's column."""
        return {term: number for number, term in enumerate(self.terms)}

    def row(self, text: str, places: Mapping[str, int]) -> dict[int, float]:
        """The text's vector, columns that are not 0."""
        count = Counter(places[term] for term in terms_of(text, self.most) if term in places)
        values = {place: (1.0 + math.log(n)) * float(self.idf[place]) for place, n in sorted(count.items())}
        length = math.sqrt(math.fsum(value * value for value in values.values()))
        return {place: value / length for place, value in values.items()} if length else {}

    def to_dict(self) -> dict[str, Any]:
        return {"most": self.most, "terms": list(self.terms), "idf": self.idf.tolist()}

    @classmethod
    def parse(cls, data: Any, field: str) -> Vocabulary:
        given = modeldata.keys(data, field, ("most", "terms", "idf"))
        terms = modeldata.strings(given["terms"], f"{field}.terms")
        idf = modeldata.floats(given["idf"], f"{field}.idf", size=len(terms))
        if len(idf) and idf.min() < 0.0:
            raise ModelError("must not be negative", field=f"{field}.idf.{int(idf.argmin())}")
        return cls(terms, idf, modeldata.whole(given["most"], f"{field}.most", 1, 5))
