"""Credit history: how often cases with the same speaker, party, subject … turned out each way.

It stands beside published counts only, in a model that leaks and says so: a training case is counted out of fold, so
that its counts tell a little of its own label; an honest history is the crosses' weights for a speaker. A new case gets
the counts of the training data. Speakers stand in the table under a hash of their name: what is shipped is evidence
for a model, not a list of people with marks.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn.labelled import Case
from credscore.learn.solver import Floats

__all__ = ["TABLES", "History", "hashed", "keys_of"]

_WORD = re.compile(r"[^\W\d_]+")
_MOST_KEYS = 40_000
_STRENGTH = {
    "speaker": 4.0,
    "party": 20.0,
    "context": 20.0,
    "job": 8.0,
    "state": 20.0,
    "subject": 20.0,
    "party_subject": 15.0,
    "party_state": 10.0,
}
"""How many cases the prior weighs against a key's own counts, by table; chosen by cross-validation on LIAR train."""

TABLES = tuple(_STRENGTH)


def hashed(name: str) -> str:
    """A name as 12 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def words_of(text: str) -> list[str]:
    """The distinct words of a field, in order."""
    return list(dict.fromkeys(_WORD.findall(text)))[:40]


def keys_of(case: Case) -> dict[str, list[str]]:
    """The keys of a case in each table."""
    context = case.context
    speaker, party, state = (context.get(name, "") for name in ("speaker", "party", "state"))
    return {
        "speaker": [hashed(speaker)] if speaker else [],
        "party": [party] if party else [],
        "context": words_of(context.get("context", "")),
        "job": words_of(context.get("job", "")),
        "state": [state] if state else [],
        "subject": list(case.subjects),
        "party_subject": [f"{party}|{subject}" for subject in case.subjects],
        "party_state": [f"{party}|{state}"] if state else [],
    }


class History(NamedTuple):
    """Counts by label for every key of every table.

    Attributes:
        prior: The share of each label.
        tables: By table and key, how many cases had each label.
    """

    prior: Floats
    tables: dict[str, dict[str, Floats]]

    @classmethod
    def counted(cls, keys: Iterable[Mapping[str, Sequence[str]]], labels: Sequence[int], classes: int) -> History:
        """The history that cases make up.

        Args:
            keys: The cases' keys by `keys_of`.
            labels: Their label numbers.
            classes: How many labels there are.
        """
        tables: dict[str, dict[str, Floats]] = {name: {} for name in TABLES}
        total = np.ones(classes)
        for one, label in zip(keys, labels, strict=True):
            total[label] += 1.0
            for name, found in one.items():
                for key in found:
                    tables[name].setdefault(key, np.zeros(classes))[label] += 1.0
        return cls(total / total.sum(), tables)

    def measures(self, keys: Mapping[str, Sequence[str]], own: Floats | None = None) -> list[float]:
        """What the history says of one case: numbers whose meaning `width` counts.

        For every table the log-ratio of each label's smoothed share to its prior, the mean over the case's keys; then
        the speaker's counts as log(1 + n), their sum likewise, and the mean rank of the speaker's labels.

        Args:
            keys: The case's keys.
            own: The speaker's counts from elsewhere, in place of the table's.
        """
        prior = self.prior
        classes = len(prior)
        found: list[float] = []
        party = self._smooth(self._sum("party", keys["party"]), prior, _STRENGTH["party"])
        speaker = self._sum("speaker", keys["speaker"]) if own is None else own
        found += np.log(self._smooth(speaker, party, _STRENGTH["speaker"]) / prior).tolist()
        found += np.log(party / prior).tolist()
        for name in TABLES[2:]:
            table, strength = self.tables[name], _STRENGTH[name]
            ratios = [np.log(self._smooth(table[key], prior, strength) / prior) for key in keys[name] if key in table]
            found += (np.sum(ratios, axis=0) / len(keys[name])).tolist() if ratios else [0.0] * classes
        found += np.log1p(speaker).tolist()
        found.append(math.log1p(float(speaker.sum())))
        found.append(float(self._smooth(speaker, party, 2.0) @ np.arange(classes)))
        return found

    def _sum(self, table: str, keys: Sequence[str]) -> Floats:
        total = np.zeros(len(self.prior))
        for key in keys:
            counts = self.tables[table].get(key)
            if counts is not None:
                total = total + counts
        return total

    @staticmethod
    def _smooth(counts: Floats, prior: Floats, strength: float) -> Floats:
        return np.asarray((counts + strength * prior) / (counts.sum() + strength), dtype=np.float64)

    def to_dict(self) -> dict[str, Any]:
        return {
            "prior": self.prior.tolist(),
            "tables": {
                name: {key: [int(n) for n in counts] for key, counts in sorted(table.items())}
                for name, table in self.tables.items()
            },
        }

    @classmethod
    def parse(cls, data: Any, field: str, classes: int) -> History:
        given = modeldata.keys(data, field, ("prior", "tables"))
        prior = modeldata.floats(given["prior"], f"{field}.prior", size=classes)
        if prior.min() <= 0.0:
            raise ModelError("must be shares above 0", field=f"{field}.prior")
        listed = modeldata.keys(given["tables"], f"{field}.tables", TABLES)
        tables: dict[str, dict[str, Floats]] = {}
        for name, table in listed.items():
            place = f"{field}.tables.{name}"
            if not isinstance(table, dict) or len(table) > _MOST_KEYS:
                raise ModelError(f"must be an object of at most {_MOST_KEYS} entries", field=place)
            tables[name] = {
                modeldata.string(key, place, 400): modeldata.wholes(
                    counts, f"{place}.{key[:60]}", 0, 1_000_000_000, size=classes
                ).astype(np.float64)
                for key, counts in table.items()
            }
        return cls(prior, tables)


Folds = Callable[[Any], Iterable[tuple[Any, Any]]]
