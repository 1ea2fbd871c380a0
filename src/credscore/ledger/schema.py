"""The ledger's file: its tables, how an older one is brought up to date, and what makes a file refused.

A file may come from a stranger. So before anything in it is used: its size is capped, its header and ids are
compared, its schema must hold our tables and nothing else (no view, no trigger, no virtual table), and SQLite's
own check must pass. Functions in a schema are not trusted, and only the known tables are ever queried.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from credscore.errors import LedgerError
from credscore.ledger.complaints import WAIT, speaking

__all__ = ["APPLICATION_ID", "MAX_BYTES", "STEPS", "connect", "transaction"]

APPLICATION_ID = 0x4372_4C67
"""'CrLg' in the file's header: what tells a ledger from any other SQLite file."""

MAX_BYTES = 1 << 30
"""The largest file that is opened, in bytes: some ten million observations."""

STEPS: tuple[str, ...] = (
    """
    CREATE TABLE operation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        what TEXT NOT NULL CHECK (what IN ('record', 'ratings', 'merge')),
        made TEXT NOT NULL,
        undone TEXT,
        note TEXT NOT NULL DEFAULT ''
    );
    CREATE TABLE entity (key TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE observation (
        operation INTEGER PRIMARY KEY NOT NULL REFERENCES operation (id),
        key TEXT NOT NULL REFERENCES entity (key),
        confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
        happened TEXT NOT NULL,
        url TEXT
    );
    CREATE INDEX observation_of_key ON observation (key);
    CREATE TABLE rating (
        key TEXT NOT NULL REFERENCES entity (key),
        list TEXT NOT NULL,
        operation INTEGER NOT NULL REFERENCES operation (id),
        value REAL NOT NULL CHECK (value BETWEEN 0.0 AND 1.0),
        weight REAL NOT NULL CHECK (weight BETWEEN 0.0 AND 1000000.0),
        PRIMARY KEY (key, list, operation)
    ) WITHOUT ROWID;
    CREATE TABLE merged (
        operation INTEGER PRIMARY KEY NOT NULL REFERENCES operation (id),
        key TEXT NOT NULL REFERENCES entity (key),
        into_key TEXT NOT NULL REFERENCES entity (key)
    );
    """,
)
"""Step n brings a file from version n to version n + 1. A step once released is never changed."""

_HEADER = b"SQLite format 3\0"
_LONGEST_VALUE = 1 << 20


def connect(path: Path | None, *, create: bool, read_only: bool) -> sqlite3.Connection:
    """A checked connection to a ledger file, made or brought up to date where that is wanted.

    Args:
        path: The file; None keeps the ledger in memory.
        create: Whether a missing file is made.
        read_only: Whether the file is only read; an older version is then read as it is.

    Raises:
        LedgerError: The file is missing, too large, damaged, no ledger, or of a newer version.
    """
    if path is None:
        db = _open(":memory:", uri=False)
        _bring_up(db, ":memory:", read_only=False)
        return db
    file = str(path)
    with speaking(file):
        fresh = _check_outside(path, file, create and not read_only)
        if read_only:
            db = _open_read_only(path)
        else:
            db = _open(path.absolute().as_uri() + f"?mode={'rwc' if create else 'rw'}")
        try:
            if not read_only:
                _write_ahead(db)
            if not fresh:
                _check_inside(db, file)
            _bring_up(db, file, read_only=read_only)
        except BaseException:
            db.close()
            raise
    return db


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and no other writer in between."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _open(name: str, uri: bool = True) -> sqlite3.Connection:
    db = sqlite3.connect(name, uri=uri, timeout=WAIT, isolation_level=None, check_same_thread=False)
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "foreign_keys=ON", "synchronous=FULL"):
        db.execute(f"PRAGMA {pragma}")
    return db


def _open_read_only(path: Path) -> sqlite3.Connection:
    uri = path.absolute().as_uri()
    db = _open(uri + "?mode=ro")
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        db.close()
        # Where the folder is read-only SQLite cannot set up what readers share; without a log beside the file nobody
        # is writing, and the file can be read as it stands.
        if os.access(path.parent, os.W_OK) or Path(f"{path}-wal").exists():
            raise
        db = _open(uri + "?mode=ro&immutable=1")
    return db


def _write_ahead(db: sqlite3.Connection) -> None:
    """Sets write-ahead logging; SQLite does not wait by itself where two set it at once."""
    until = time.monotonic() + WAIT
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _check_outside(path: Path, file: str, create: bool) -> bool:
    """Whether the file is new; what can be told without SQLite is refused here."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        if create:
            return True
        raise LedgerError("there is no such file", file=file) from None
    except ValueError as error:  # a NUL in the name
        raise LedgerError(str(error), file=file) from None
    if not path.is_file():
        raise LedgerError("is no file", file=file)
    if size > MAX_BYTES:
        raise LedgerError(f"has {size} bytes, more than the {MAX_BYTES} a ledger may have", file=file)
    with path.open("rb") as stream:
        start = stream.read(len(_HEADER))
    if start and start != _HEADER:
        raise LedgerError("is no ledger: it does not start as an SQLite file does", file=file)
    return False


def _check_inside(db: sqlite3.Connection, file: str) -> None:
    found = _schema(db)
    application, version = _number(db, "application_id"), _number(db, "user_version")
    if not found and not application and not version:
        return  # made, and nothing put into it yet
    if application != APPLICATION_ID:
        raise LedgerError(f"is an SQLite file of another program (application id {application:#x})", file=file)
    if not 1 <= version <= len(STEPS):
        raise LedgerError(f"is of version {version}; this program knows versions 1 to {len(STEPS)}", file=file)
    expected = _expected(version, STEPS)
    for kind, name, sql in sorted(found ^ expected, key=str):
        what = "holds what no ledger holds" if (kind, name, sql) in found else "lacks what a ledger of its version has"
        raise LedgerError(f"{what}: the {kind} {name!r}", file=file)
    for (said,) in db.execute("PRAGMA quick_check(1)"):
        if said != "ok":
            raise LedgerError(f"is damaged: {said}", file=file)


def _schema(db: sqlite3.Connection) -> frozenset[tuple[str, str, str | None]]:
    return frozenset(db.execute("SELECT type, name, sql FROM sqlite_master"))


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])


@functools.cache
def _expected(version: int, steps: tuple[str, ...]) -> frozenset[tuple[str, str, str | None]]:
    db = sqlite3.connect(":memory:")
    try:
        for step in steps[:version]:
            db.executescript(step)
        return _schema(db)
    finally:
        db.close()


def _bring_up(db: sqlite3.Connection, file: str, *, read_only: bool) -> None:
    version = _number(db, "user_version")
    if version == len(STEPS):
        return
    if read_only:
        found = f"is of version {version}, this program writes version {len(STEPS)}" if version else "holds nothing yet"
        raise LedgerError(f"{found}; open it for writing once to bring it up to date", file=file)
    with transaction(db):
        for number in range(_number(db, "user_version"), len(STEPS)):  # another may have been here first
            for command in STEPS[number].split(";"):
                if command.strip():
                    db.execute(command.strip())
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(f"PRAGMA user_version={len(STEPS)}")
