"""What SQLite says of a ledger's file, in words that help."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from credscore.errors import LedgerError

__all__ = ["WAIT", "speaking"]

WAIT = 60.0
"""Seconds to wait for another writer; each holds the file for milliseconds."""


@contextlib.contextmanager
def speaking(file: str) -> Iterator[None]:
    """Turns what SQLite says of a file into a `LedgerError` that names it."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(_in_words(error), file=file) from None
    except UnicodeDecodeError:  # text in the file, or a complaint of SQLite's that quotes it
        raise LedgerError("is damaged (it holds text that is not UTF-8)", file=file) from None
    except OSError as error:
        raise LedgerError(error.strerror or str(error), file=file) from None


def _in_words(error: sqlite3.Error) -> str:
    said = str(error)
    for known, words in (
        ("disk is full", "cannot be written: the disk is full; nothing was changed"),
        ("readonly", "cannot be written: the file or its folder is read-only"),
        ("unable to open", "cannot be opened: the file or its folder is missing, or may not be read or written"),
        ("locked", f"another program has held it for {WAIT:g} seconds; nothing was changed"),
        ("malformed", "is damaged"),
        ("not a database", "is no ledger"),
    ):
        if known in said:
            return words if words.endswith("changed") else f"{words} ({said})"
    return said
