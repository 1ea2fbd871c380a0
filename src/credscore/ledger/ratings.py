"""Outlet ratings from a CSV file, as prior evidence."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from os import PathLike
from typing import IO, NamedTuple

from credscore.errors import InputError, LedgerError
from credscore.ledger.keys import entity_key
from credscore.ledger.ledger import Ledger

__all__ = ["Imported", "import_ratings"]

_LONGEST_LINE = 1 << 16
_MOST_ROWS = 5_000_000


class Imported(NamedTuple):
    """What an import did.

    Attributes:
        operation: The number that `Ledger.undo` takes; None where nothing changed.
        read: How many sound rows the file has.
        changed: How many of them are new or differ from what the list said before.
        bad: The rows that could not be used, each with its file and line; the others are written.
    """

    operation: int | None
    read: int
    changed: int
    bad: tuple[InputError, ...]


def import_ratings(
    ledger: Ledger,
    file: str | PathLike[str],
    *,
    weight: float,
    by: str,
    name_column: str | None = None,
    rating_column: str | None = None,
) -> Imported:
    """Writes the ratings of a CSV file into a ledger. To import the same file again changes nothing.

    Args:
        ledger: The ledger.
        file: A CSV file in UTF-8 with a line of headings: a column of names or addresses, one of ratings in [0, 1].
        weight: How many observations a rating is worth; see `Ledger.rate`.
        by: The name of the list, such as ``pc1``: a later import under one name replaces what it said before.
        name_column: The heading of the column of names; None is the first column.
        rating_column: The heading of the column of ratings; None is the second.

    Raises:
        InputError: The file cannot be read at all, or lacks a column.
        LedgerError: The weight is not sound, or the ledger cannot be written.
    """
    shown = str(file)
    try:
        with open(file, encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
            return _import(ledger, stream, shown, weight, by, (name_column, rating_column))
    except (OSError, ValueError) as error:
        if isinstance(error, (InputError, LedgerError)):
            raise
        raise InputError(getattr(error, "strerror", None) or str(error), file=shown) from None


def _import(
    ledger: Ledger, stream: IO[str], shown: str, weight: float, by: str, columns: tuple[str | None, str | None]
) -> Imported:
    lines = _lines(stream, shown)
    number, text = next(lines, (0, ""))
    if not number:
        raise InputError("is empty; a line of headings was wanted", file=shown)
    try:
        headings = _cells(text)
        places = (_place(headings, columns[0], 0), _place(headings, columns[1], 1))
    except InputError as error:
        raise error.at(file=shown, line=number) from None
    good: dict[str, tuple[str, float, int]] = {}
    bad: list[InputError] = []
    for number, text in lines:
        try:
            name, value = _rating(_cells(text), places, headings)
            key = entity_key(name)
            if key in good and good[key][1] != value:
                raise InputError(f"{name!r} is rated {value:g} here and {good[key][1]:g} in line {good[key][2]}")
        except (InputError, LedgerError) as error:
            bad.append(InputError(error.message, file=shown, line=number, field=error.field))
            continue
        good.setdefault(key, (name, value, number))
    operation, changed = ledger.rate(((name, value) for name, value, _ in good.values()), by=by, weight=weight)
    return Imported(operation, len(good), changed, tuple(bad))


def _lines(stream: IO[str], shown: str) -> Iterator[tuple[int, str]]:
    """The lines that hold something, numbered from 1. A cell cannot go over several: so an open quote costs one row."""
    number = 0
    while text := stream.readline(_LONGEST_LINE):
        number += 1
        if number > _MOST_ROWS:
            raise InputError(f"has more than {_MOST_ROWS} lines", file=shown)
        whole = text
        while text and not text.endswith("\n"):  # too long a line is one bad row, whatever its length
            text = stream.readline(_LONGEST_LINE)
        if whole.strip():
            yield number, whole.rstrip("\r\n")


def _cells(text: str) -> list[str]:
    if len(text) >= _LONGEST_LINE:
        raise InputError(f"has more than {_LONGEST_LINE} characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"is not UTF-8 (column {error.start + 1})") from None
    try:
        return [cell.strip() for cell in next(csv.reader([text], strict=True))]
    except csv.Error as error:
        raise InputError(f"is no CSV: {error}") from None


def _place(headings: Sequence[str], column: str | None, number: int) -> int:
    if column is None:
        if len(headings) <= number:
            raise InputError("two columns were wanted, one of names and one of ratings, parted by commas")
        return number
    if column not in headings:
        raise InputError(f"there is no column {column!r}; there are {', '.join(map(repr, headings))}")
    return headings.index(column)


def _rating(cells: Sequence[str], places: tuple[int, int], headings: Sequence[str]) -> tuple[str, float]:
    if len(cells) <= max(places) or any(cells[len(headings) :]):  # more of them: '0,5' is two, and no rating of 0
        raise InputError(f"has {len(cells)} cells, {len(headings)} were wanted")
    name, text = (cells[place] for place in places)
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise InputError(f"a rating from 0 to 1 was wanted, {text[:60]!r} was found", field=headings[places[1]])
    return name, value
