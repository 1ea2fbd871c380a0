"""From what stands in a ledger to what scoring uses: the records of origins, the tiers of relays."""

from __future__ import annotations

import datetime
import math
import sqlite3

from credscore.errors import LedgerError
from credscore.ledger.complaints import speaking
from credscore.ledger.entries import Observation, Rating
from credscore.ledger.keys import data, entity_key
from credscore.ledger.rows import members, merges, observations, ratings, root_of
from credscore.scoring.testimony import MOST_RECORDED, Record
from credscore.statement import Hop, SourceKind, Statement

__all__ = ["Lookup", "counted"]

_NOTHING = Record()

# Of these a name is the name of one party. 'Officials' of one article are not those of another.
_KNOWN_BY_NAME = frozenset(
    (
        SourceKind.NAMED_OFFICIAL,
        SourceKind.NAMED_INDIVIDUAL,
        SourceKind.ORGANIZATION,
        SourceKind.OUTLET,
        SourceKind.DOCUMENT,
    )
)


def counted(seen: list[Observation], rated: list[Rating], when: datetime.datetime, half_life: float | None) -> Record:
    """The Beta evidence of observations and ratings as of a moment.

    An observation of an age of t days counts 0.5 ** (t / half_life), later ones not at all; a rating v of weight w
    counts w·v confirmed and w·(1 - v) refuted, whatever its age. Days are those of the calendar in UTC, whole ones, so
    that a score does not change from one second to the next.
    """
    right = [one.weight * one.value for one in rated]
    wrong = [one.weight * (1.0 - one.value) for one in rated]
    for one in seen:
        if one.when <= when:
            age = (when.date() - one.when.date()).days
            weight = 1.0 if half_life is None else 0.5 ** (age / half_life)
            (right if one.outcome == "confirmed" else wrong).append(weight)
    return Record(min(math.fsum(right), MOST_RECORDED), min(math.fsum(wrong), MOST_RECORDED))


class Lookup:
    """Records as of one moment, each read once.

    Args:
        db: The ledger's connection.
        file: Its name, for errors.
        when: The moment.
        half_life: Days after which an observation weighs half, or None.
    """

    def __init__(self, db: sqlite3.Connection, file: str, when: datetime.datetime, half_life: float | None) -> None:
        self._db = db
        self._file = file
        self._when = when
        self._half_life = half_life
        self._merged = merges(db)
        self._known: dict[str, Record] = {}
        self._keys: dict[str, str | None] = {}
        tier = data()["tier"]
        self._least, self._good, self._poor = (tier[name]["value"] for name in ("evidence", "known", "doubtful"))

    def of(self, name: str) -> Record:
        """The record of a name; (0, 0) where nothing is known, or nothing can be."""
        if name not in self._keys:
            try:
                self._keys[name] = entity_key(name)
            except LedgerError:
                self._keys[name] = None
        key = self._keys[name]
        if key is None:
            return _NOTHING
        root = root_of(key, self._merged)
        if root not in self._known:
            self._known[root] = self._read(root)
        return self._known[root]

    def _read(self, root: str) -> Record:
        keys = members(root, self._merged)
        with speaking(self._file):  # a what-if may ask when the ledger has been closed
            seen = [one for key in keys for one in observations(self._db, key)]
            rated = [one for key in keys for one in ratings(self._db, key).values()]
        return counted(seen, rated, self._when, self._half_life)

    def record(self, statement: Statement) -> Record | None:
        """The record of a statement's origin; None where nothing is known of it or no name tells it apart."""
        source, chain = statement.source, statement.chain
        if source.kind not in _KNOWN_BY_NAME:
            return None
        found = self.of(source.name or (chain[-1].name if chain else "") or source.text)
        return None if found == _NOTHING else found

    def placed(self, statement: Statement) -> Statement:
        """The statement with its relays in the tiers that their records earn.

        A relay whose record holds enough evidence is ``known`` from a good mean up, and ``social`` below a poor one; a
        better record never means a worse tier. A tier that the caller has set stays.
        """
        if len(statement.chain) < 2:
            return statement
        chain = (*map(self._placed, statement.chain[:-1]), statement.chain[-1])
        return statement if chain == statement.chain else statement.model_copy(update={"chain": chain})

    def _placed(self, hop: Hop) -> Hop:
        if hop.tier is not None or hop.kind not in _KNOWN_BY_NAME:
            return hop
        right, wrong = self.of(hop.name)
        mean = (right + 1.0) / (right + wrong + 2.0)
        if right + wrong < self._least or self._poor <= mean < self._good:
            return hop
        return hop.model_copy(update={"tier": "known" if mean >= self._good else "social"})
