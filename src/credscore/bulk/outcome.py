"""What goes through a batch: records, and what became of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from credscore.errors import CredscoreError, InputError
from credscore.statement import Article

__all__ = ["Make", "Outcome", "Record", "attempt", "failed"]

Make = Callable[[], Callable[[Article], Any]]
"""Makes the function that takes an article."""


class Record(NamedTuple):
    """One record of the input: an article, or why there is none.

    Attributes:
        item: The article, or the error that stands in its place.
        file: The file it came from, as errors name it; empty where there is none.
        line: The line that it starts in, from 1; None where it is a whole file or there is none.
    """

    item: Article | CredscoreError
    file: str = ""
    line: int | None = None


class Outcome(NamedTuple):
    """What became of a record: a result, or an error that names it."""

    record: Record
    result: Any = None
    error: CredscoreError | None = None


def attempt(function: Callable[[Article], Any], article: Article) -> tuple[bool, Any]:
    """Whether ``function`` took the article, and its result or the reason why not.

    One article that breaks something must not end a batch of a million, whatever it breaks.
    """
    try:
        return True, function(article)
    except CredscoreError as error:
        return False, f"{error.field}: {error.message}" if error.field else error.message
    except MemoryError:
        return False, "needs more memory than there is"
    except Exception as error:
        return False, f"could not be scored, which is a fault of credscore: {type(error).__name__}: {error}"


def failed(record: Record, reason: str) -> Outcome:
    """The outcome of a record that could be read and could not be scored."""
    identity = record.item.id if isinstance(record.item, Article) else ""
    field = f"article {identity[:80]!r}" if identity else None
    return Outcome(record, error=InputError(reason, file=record.file or None, line=record.line, field=field))
