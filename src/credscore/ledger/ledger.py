"""The ledger: what earlier statements of sources and outlets turned out to be."""

from __future__ import annotations

import contextlib
import datetime
import functools
import math
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self, get_args

from credscore.errors import LedgerError
from credscore.ledger import rows
from credscore.ledger.entries import MOST_WEIGHT, Account, Operation, Outcome, moment, short_text, written
from credscore.ledger.handle import Handle
from credscore.ledger.keys import entity_key
from credscore.ledger.lookup import Lookup, counted
from credscore.scoring.testimony import Record

__all__ = ["Ledger"]


class Ledger:
    """Records of sources and outlets, in an SQLite file or in memory.

    A record is Beta evidence: the number of earlier statements found right and wrong, added to the evidence of the
    source's kind (`record.weight` of the policy for each). Several processes may write at once; each call is
    one transaction, and what it has returned from is on the disk.

    Args:
        path: The file; None keeps the ledger in memory.
        half_life: Days after which an observation weighs half; None for no decay. Ratings do not decay.
        create: Whether a missing file is made.
        read_only: Whether the file is only read.

    Raises:
        LedgerError: The file cannot be opened or is no sound ledger; says which and why.

    >>> ledger = Ledger()
    >>> _ = ledger.record("Jane Doe", "confirmed", when="2024-03-01", url="https://example.com/audit")
    >>> ledger.of("Ms. Jane Doe")
    Record(confirmed=1.0, refuted=0.0)
    """

    def __init__(
        self,
        path: str | PathLike[str] | None = None,
        *,
        half_life: float | None = None,
        create: bool = True,
        read_only: bool = False,
    ) -> None:
        if half_life is not None and not 0.0 < half_life < math.inf:
            raise LedgerError(f"a number of days above 0 was wanted, {half_life!r} was found", field="half_life")
        self.half_life = half_life
        self.file = ":memory:" if path is None else str(path)
        self._handle = Handle(None if path is None else Path(path), self.file, create=create, read_only=read_only)

    def close(self) -> None:
        """Close the file; the ledger cannot be used any more."""
        self._handle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[Callable[..., Ledger], tuple[str]]:
        """A copy, also one in another process, is the same file opened again; one in memory has no copies."""
        again = functools.partial(Ledger, half_life=self.half_life, create=False, read_only=self._handle.read_only)
        return again, (self._handle.path(),)

    def __repr__(self) -> str:
        return f"Ledger({self.file!r})"

    # ---- writing -----------------------------------------------------------------------------------------------------

    def record(
        self,
        source: str,
        outcome: Outcome,
        when: datetime.date | str | None = None,
        url: str | None = None,
        note: str = "",
    ) -> int:
        """Writes that a statement of a source was found right or wrong.

        Args:
            source: The source's or outlet's name.
            outcome: ``confirmed`` or ``refuted``.
            when: When it was said or found out: a date, a datetime (UTC if it names no zone), or either in
                ISO 8601; None is now.
            url: Where that can be read.
            note: What a person may want to know later.

        Returns:
            The number of the operation, for `undo`.

        Raises:
            LedgerError: A value is not sound, or the file cannot be written.
        """
        key = entity_key(source)
        if outcome not in get_args(Outcome):
            raise LedgerError(f"confirmed or refuted was wanted, {outcome!r} was found", field="outcome")
        happened = written(moment(when))
        short_text(url or "", "url")
        short_text(note, "note")
        with self._handle.writing() as db:
            rows.named(db, key, source)
            number = rows.begin(db, "record", note)
            values = (number, key, int(outcome == "confirmed"), happened, url or None)
            db.execute("INSERT INTO observation VALUES (?, ?, ?, ?, ?)", values)
        return number

    def rate(self, ratings: Iterable[tuple[str, float]], *, by: str, weight: float) -> tuple[int | None, int]:
        """Writes a list of ratings as prior evidence, all or none; what the ledger has already stays as it is.

        Args:
            ratings: Names and values in [0, 1]. A value v counts as ``weight * v`` observations confirmed and
                ``weight * (1 - v)`` refuted.
            by: The list's name. A later rating by one list replaces an earlier one; lists add up.
            weight: How many observations a rating is worth, above 0, at most a million.

        Returns:
            The number of the operation, None where nothing changed; and how many ratings changed.

        Raises:
            LedgerError: A value is not sound, or the file cannot be written.
        """
        short_text(by, "by", needed=True)
        if not 0.0 < weight <= MOST_WEIGHT:
            raise LedgerError(f"a number above 0, at most a million, was wanted, {weight!r} was found", field="weight")
        wanted: dict[str, tuple[str, float]] = {}
        for name, value in ratings:
            if not 0.0 <= value <= 1.0:
                raise LedgerError(f"a rating from 0 to 1 was wanted, {value!r} was found", field=f"rating of {name!r}")
            wanted[entity_key(name)] = name, float(value)
        with self._handle.writing() as db:
            known = {key: (one.value, one.weight) for (key, _), one in rows.ratings(db, by=by).items()}
            new = {key: pair for key, pair in wanted.items() if known.get(key) != (pair[1], float(weight))}
            if not new:
                return None, 0
            number = rows.begin(db, "ratings", f"{by}: {len(new)} ratings, weight {weight:g}")
            for key, (name, value) in new.items():
                rows.named(db, key, name)
                db.execute("INSERT INTO rating VALUES (?, ?, ?, ?, ?)", (key, by, number, value, float(weight)))
        return number, len(new)

    def merge(self, name: str, into: str) -> int:
        """Says that two names are one party: from now on they share a record.

        Returns:
            The number of the operation, for `undo`, after which they are two again, each with its own record.

        Raises:
            LedgerError: They are one already, or the file cannot be written.
        """
        key, other = entity_key(name), entity_key(into)
        with self._handle.writing() as db:
            merged = rows.merges(db)
            mine, theirs = rows.root_of(key, merged), rows.root_of(other, merged)
            if mine == theirs:
                raise LedgerError(f"{name!r} and {into!r} are one already")
            rows.named(db, key, name)
            rows.named(db, other, into)
            number = rows.begin(db, "merge", f"{name} into {into}")
            db.execute("INSERT INTO merged VALUES (?, ?, ?)", (number, mine, theirs))
        return number

    def undo(self, number: int) -> Operation:
        """Takes one operation back; it stays in the history, marked.

        Raises:
            LedgerError: There is no such operation, or it is undone already.
        """
        with self._handle.writing() as db:
            found = rows.operation(db, number) if isinstance(number, int) and 0 < number < 2**63 else None
            if found is None:
                raise LedgerError(f"there is no operation {number}")
            if found.undone is not None:
                raise LedgerError(f"operation {number} was undone on {found.undone}")
            undone = written(moment(None))
            db.execute("UPDATE operation SET undone = ? WHERE id = ?", (undone, number))
        return found._replace(undone=undone)

    # ---- reading -----------------------------------------------------------------------------------------------------

    def of(self, name: str, when: datetime.date | str | None = None) -> Record:
        """The record of a source or outlet as of a moment: its observations up to then, decayed, and its ratings.

        Args:
            name: Any name of it.
            when: The moment, as for `record`; None is now. Later observations are left out.

        Returns:
            Counts of what was confirmed and refuted; (0, 0) where nothing is known.

        Raises:
            LedgerError: The name has no key, or the file cannot be read.
        """
        entity_key(name)
        with self.lookup(when) as found:
            return found.of(name)

    @contextlib.contextmanager
    def lookup(self, when: datetime.date | str | None = None) -> Iterator[Lookup]:
        """Records and tiers for scoring, as of one moment and of one state of the file.

        >>> from credscore import Statement, score_all
        >>> with Ledger().lookup() as found:
        ...     scores = score_all([Statement()], records=found.record)
        """
        as_of = moment(when)
        with self._handle.reading() as db:
            db.execute("BEGIN")
            try:
                yield Lookup(db, self.file, as_of, self.half_life)
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def account(self, name: str, when: datetime.date | str | None = None) -> Account:
        """All that is known of one party, under all names merged with it."""
        key, as_of = entity_key(name), moment(when)
        with self._handle.reading() as db:
            merged = rows.merges(db)
            keys = rows.members(rows.root_of(key, merged), merged)
            seen = [one for member in keys for one in rows.observations(db, member)]
            rated = [one for member in keys for one in rows.ratings(db, member).values()]
            names = tuple(shown for member in keys if (shown := rows.name_of(db, member)) is not None)
        seen.sort(key=lambda one: (one.when, one.operation))
        return Account(keys[0], names, counted(seen, rated, as_of, self.half_life), tuple(seen), tuple(rated))

    def names(self) -> list[str]:
        """One name for every party of which something is known, sorted by key."""
        with self._handle.reading() as db:
            merged = rows.merges(db)
            roots = sorted({rows.root_of(key, merged) for key in rows.keys(db)})
            return [rows.name_of(db, key) or key for key in roots]

    def operations(self) -> list[Operation]:
        """Every change ever made, in order."""
        with self._handle.reading() as db:
            return rows.operations(db)
