"""The open file of a ledger: one connection a process, for one thread at a time."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from credscore.errors import LedgerError
from credscore.ledger.complaints import speaking
from credscore.ledger.schema import connect, transaction

if TYPE_CHECKING:
    import sqlite3

__all__ = ["Handle"]


class Handle:
    """A ledger's connection.

    Args:
        path: The file; None keeps the ledger in memory.
        file: Its name, for errors.
        create: Whether a missing file is made.
        read_only: Whether the file is only read.

    Raises:
        LedgerError: The file cannot be opened or is no sound ledger; says which and why.
    """

    def __init__(self, path: Path | None, file: str, *, create: bool, read_only: bool) -> None:
        self._path, self._file = path, file
        self._place = None if path is None else str(path.absolute())  # wherever this process may go later
        self._create, self.read_only = create, read_only
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._db: sqlite3.Connection | None = self._connect()

    def _connect(self) -> sqlite3.Connection:
        return connect(self._path, create=self._create, read_only=self.read_only)

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one thread at a time; a process that was forked opens its own.

        Raises:
            LedgerError: The ledger is closed, or SQLite has met something; says what.
        """
        with self._lock:
            if self._db is None:
                raise LedgerError("is closed", file=self._file)
            if self._process != os.getpid() and self._path is not None:
                self._db, self._process = self._connect(), os.getpid()
            try:
                with speaking(self._file):
                    yield self._db
            except LedgerError as error:
                raise error.at(file=self._file) from None

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The same within a transaction, which is on the disk when it ends."""
        with self.reading() as db, transaction(db):
            yield db

    def path(self) -> str:
        """Where the file is, for whoever opens it again.

        Raises:
            LedgerError: There is none, or the ledger is closed.
        """
        if self._place is None:
            raise LedgerError(
                "is kept in memory: it can be neither copied nor sent to another process", file=self._file
            )
        if self._db is None:
            raise LedgerError("is closed", file=self._file)
        return self._place

    def close(self) -> None:
        """Close the file; it is not opened again."""
        with self._lock:
            if self._db is not None and self._process == os.getpid():
                self._db.close()
            self._db = None
