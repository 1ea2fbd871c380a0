"""What a ledger holds: observations, ratings, operations; and the moments and texts that it takes."""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple

from credscore.errors import LedgerError
from credscore.scoring.testimony import Record

__all__ = ["MOST_WEIGHT", "Account", "Observation", "Operation", "Outcome", "Rating", "moment", "short_text", "written"]

Outcome = Literal["confirmed", "refuted"]

MOST_WEIGHT = 1e6
"""How many observations a rating may be worth at most."""
_LONGEST = 4000


class Observation(NamedTuple):
    """One earlier statement of a source and what it turned out to be.

    Attributes:
        operation: The number that `Ledger.undo` takes.
        name: The name under which the source was written.
        outcome: ``confirmed`` or ``refuted``.
        when: When it was said or found out, in UTC.
        url: Where that can be read.
    """

    operation: int
    name: str
    outcome: Outcome
    when: datetime.datetime
    url: str | None


class Rating(NamedTuple):
    """Prior evidence from the list ``by``: ``weight`` observations, of which the share ``value`` confirmed."""

    operation: int
    name: str
    by: str
    value: float
    weight: float


class Operation(NamedTuple):
    """One change of the ledger; ``undone`` is when it was taken back, or None."""

    number: int
    what: str
    made: str
    undone: str | None
    note: str


class Account(NamedTuple):
    """All that is known of one party.

    Attributes:
        key: Its entity key, after merges.
        names: The names under which it was written, the key's own first.
        record: The evidence that scoring uses.
        observations: Oldest first.
        ratings: By name and list.
    """

    key: str
    names: tuple[str, ...]
    record: Record
    observations: tuple[Observation, ...]
    ratings: tuple[Rating, ...]


def moment(when: datetime.date | str | None, field: str = "when") -> datetime.datetime:
    """A moment in UTC, to the second; None is now. A date is its first second, no zone is UTC.

    Raises:
        LedgerError: It is no date.
    """
    if when is None:
        return datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    if isinstance(when, str):
        try:
            when = datetime.datetime.fromisoformat(when)
        except ValueError:
            raise LedgerError(f"a date as 2024-03-01 was wanted, {when!r} was found", field=field) from None
    if not isinstance(when, datetime.date):
        raise LedgerError(f"a date as 2024-03-01 was wanted, {when!r} was found", field=field)
    if not isinstance(when, datetime.datetime):
        when = datetime.datetime(when.year, when.month, when.day)
    try:
        when = when.replace(tzinfo=datetime.UTC) if when.tzinfo is None else when.astimezone(datetime.UTC)
    except OverflowError:
        raise LedgerError(f"{when} lies beyond the calendar in UTC", field=field) from None
    return when.replace(microsecond=0)


def written(when: datetime.datetime) -> str:
    """A moment as the ledger's files write it, which sorts as text."""
    return when.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def short_text(text: str, field: str, *, needed: bool = False) -> str:
    """The text, if a ledger may hold it.

    Raises:
        LedgerError: It is empty though needed, too long, or no text that UTF-8 can hold.
    """
    if needed and not text.strip():
        raise LedgerError("must not be empty", field=field)
    if len(text) > _LONGEST:
        raise LedgerError(f"has {len(text)} characters, at most {_LONGEST} are kept", field=field)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise LedgerError(f"holds a character that is none (at {error.start})", field=field) from None
    return text
