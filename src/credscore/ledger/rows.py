"""What stands in the ledger's tables, read with every value checked: the file may have been made by anybody."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Mapping

from credscore.errors import LedgerError
from credscore.ledger.entries import MOST_WEIGHT, Observation, Operation, Rating, moment, short_text, written

__all__ = [
    "begin",
    "keys",
    "members",
    "merges",
    "name_of",
    "named",
    "observations",
    "operation",
    "operations",
    "ratings",
    "root_of",
]


# ---- writing: within a transaction of the caller's -----------------------------------------------------------------


def begin(db: sqlite3.Connection, what: str, note: str) -> int:
    """A new operation's number."""
    made = written(moment(None))
    number = db.execute("INSERT INTO operation (what, made, note) VALUES (?, ?, ?)", (what, made, note)).lastrowid
    assert number is not None
    return number


def named(db: sqlite3.Connection, key: str, name: str) -> None:
    """Keeps the name under which a key was first written."""
    db.execute("INSERT OR IGNORE INTO entity VALUES (?, ?)", (key, short_text(name, "name")))


# ---- reading ---------------------------------------------------------------------------------------------------------


def operation(db: sqlite3.Connection, number: int) -> Operation | None:
    """One operation."""
    row = db.execute("SELECT id, what, made, undone, note FROM operation WHERE id = ?", (number,)).fetchone()
    return None if row is None else _operation(row)


def operations(db: sqlite3.Connection) -> list[Operation]:
    """All operations, in the order made."""
    return [_operation(row) for row in db.execute("SELECT id, what, made, undone, note FROM operation ORDER BY id")]


def name_of(db: sqlite3.Connection, key: str) -> str | None:
    """The name under which a key was first written."""
    row = db.execute("SELECT name FROM entity WHERE key = ?", (key,)).fetchone()
    return None if row is None else _text(row[0], "entity", key)


def keys(db: sqlite3.Connection) -> list[str]:
    """The keys of which something stands, merged or not."""
    standing = "JOIN operation ON id = operation WHERE undone IS NULL"
    rows = db.execute(f"SELECT key FROM observation {standing} UNION SELECT key FROM rating {standing}")
    return [_text(key, "key", key) for (key,) in rows]


def observations(db: sqlite3.Connection, key: str) -> list[Observation]:
    """The standing observations of one key, oldest first."""
    rows = db.execute(
        "SELECT operation, confirmed, happened, url FROM observation JOIN operation ON id = operation "
        "WHERE key = ? AND undone IS NULL ORDER BY happened, operation",
        (key,),
    )
    name = name_of(db, key) or key
    return [
        Observation(
            number,
            name,
            "confirmed" if _one_of(confirmed, (0, 1), "observation", number) else "refuted",
            _when(happened, "observation", number),
            None if url is None else _text(url, "observation", number),
        )
        for number, confirmed, happened, url in rows
    ]


def ratings(db: sqlite3.Connection, key: str | None = None, by: str | None = None) -> dict[tuple[str, str], Rating]:
    """The ratings in force, by key and list: of each list the latest that is not undone. Of all keys or one; of all
    lists or one."""
    rows = db.execute(
        "SELECT key, list, operation, value, rating.weight FROM rating JOIN operation ON id = operation "
        "WHERE undone IS NULL AND (?1 IS NULL OR key = ?1) AND (?2 IS NULL OR list = ?2) ORDER BY operation",
        (key, by),
    )
    return {
        (one, of): Rating(
            number,
            _text(one, "rating", number),
            _text(of, "rating", number),
            _number(value, 1.0, "rating", number),
            _number(weight, MOST_WEIGHT, "rating", number),
        )
        for one, of, number, value, weight in rows
    }


def merges(db: sqlite3.Connection) -> dict[str, str]:
    """The merges in force: each merged key and what it was merged into."""
    rows = db.execute(
        "SELECT operation, key, into_key FROM merged JOIN operation ON id = operation WHERE undone IS NULL"
    )
    return {_text(key, "merged", number): _text(into, "merged", number) for number, key, into in rows}


def root_of(key: str, merged: Mapping[str, str]) -> str:
    """The key under which a key's record is kept.

    Raises:
        LedgerError: The merges go in a circle, which no sound ledger's do.
    """
    seen = {key}
    while key in merged:
        key = merged[key]
        if key in seen:
            raise LedgerError(f"is damaged: the merges of {key!r} go in a circle")
        seen.add(key)
    return key


def members(root: str, merged: Mapping[str, str]) -> list[str]:
    """All keys merged into one, itself first."""
    into: dict[str, list[str]] = {}
    for key, other in merged.items():
        into.setdefault(other, []).append(key)
    found, seen = [root], {root}
    for key in found:
        for one in sorted(into.get(key, ())):
            if one not in seen:
                seen.add(one)
                found.append(one)
    return found


# ---- values ----------------------------------------------------------------------------------------------------------


def _operation(row: tuple[object, ...]) -> Operation:
    number, what, made, undone, note = row
    place = ("operation", number)
    return Operation(
        int(_number(number, 2.0**63, *place)),
        _text(what, *place),
        _text(made, *place),
        None if undone is None else _text(undone, *place),
        _text(note, *place),
    )


def _bad(value: object, table: str, row: object) -> LedgerError:
    shown = repr(value)[:60]
    return LedgerError(f"is damaged: the value {shown} does not belong there", field=f"{table} {row!r}"[:200])


def _text(value: object, table: str, row: object) -> str:
    if not isinstance(value, str):
        raise _bad(value, table, row)
    return value


def _number(value: object, most: float, table: str, row: object) -> float:
    if not isinstance(value, (int, float)) or not 0.0 <= value <= most:
        raise _bad(value, table, row)
    return value


def _one_of(value: object, allowed: Iterable[object], table: str, row: object) -> object:
    if value not in allowed:
        raise _bad(value, table, row)
    return value


def _when(value: object, table: str, row: object) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(_text(value, table, row)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise _bad(value, table, row) from None
