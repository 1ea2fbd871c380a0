"""CSV: an article a row, by the names in its first row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO

from credscore.errors import InputError
from credscore.intake.encoding import not_utf8, wide
from credscore.intake.placed import Bad, Origin, Placed
from credscore.intake.records import article_from
from credscore.statement import Article

__all__ = ["COLUMNS", "looks_like_csv", "read_table"]

COLUMNS = ("id", "text", "outlet", "title", "published", "url")
_DELIMITERS = (",", ";", "\t")
_LONGEST_CELL = 16 * 1024 * 1024
_LONGEST_LINE = 64 * 1024 * 1024


def looks_like_csv(line: str) -> bool:
    """Whether a first line names columns of articles and nothing else."""
    return any(
        len(names := _names(line, delimiter)) > 1 and "text" in names and set(names) <= set(COLUMNS)
        for delimiter in _DELIMITERS
    )


def read_table(stream: IO[bytes], origin: Origin) -> Iterator[Placed]:
    """The articles of a CSV file, a row at a time.

    The first row names the columns: ``text``, and of ``id``, ``outlet``, ``title``, ``published`` and ``url`` those
    there are; other columns are passed over. Commas, semicolons or tabs part the cells, whichever gives a column
    ``text``. An empty cell is one that is not there.
    """
    shown = origin.shown
    lines = _Lines(stream)
    try:
        head = next(lines, "")
    except InputError as error:
        yield Placed(Bad(error.at(file=shown)), shown)
        return
    except (UnicodeDecodeError, csv.Error) as error:
        yield Placed(Bad(InputError(_reason(error), file=shown, line=1)), shown, 1)
        return
    if not head.strip():
        yield Placed(Bad(InputError("has no first row that names its columns", file=shown, line=1)), shown, 1)
        return
    delimiter = next((one for one in _DELIMITERS if "text" in _names(head, one)), None)
    if delimiter is None:
        found = ", ".join(repr(one) for one in _names(head, ",")[:12])
        missing = InputError(
            f"has no column 'text'; its first row names {found[:300]}", file=shown, line=1, field="text"
        )
        yield Placed(Bad(missing), shown, 1)
        return
    names = _names(head, delimiter)
    twice = next((one for one in COLUMNS if names.count(one) > 1), None)
    if twice is not None:
        yield Placed(Bad(InputError("names this column twice", file=shown, line=1, field=twice)), shown, 1)
        return
    yield from _rows(lines, names, delimiter, origin)


def _rows(lines: _Lines, names: list[str], delimiter: str, origin: Origin) -> Iterator[Placed]:
    shown = origin.shown
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        line = lines.number + 1
        number += 1
        before = csv.field_size_limit(_LONGEST_CELL)  # a setting of the whole process: borrowed for one row
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as error:
            yield Placed(Bad(InputError(f"row {number}: {_reason(error)}", file=shown, line=line)), shown, line)
            continue
        finally:
            csv.field_size_limit(before)
        if not cells:
            number -= 1
            continue
        yield Placed(_row(cells, names, origin, number, line), shown, line)


def _row(cells: list[str], names: list[str], origin: Origin, number: int, line: int) -> Article | Bad:
    shown = origin.shown
    if len(cells) > len(names):
        return Bad(InputError(f"row {number}: has {len(cells)} cells for {len(names)} columns", file=shown, line=line))
    data = {name: cell for name, cell in zip(names, cells, strict=False) if name in COLUMNS and cell}
    if "text" not in data:
        return Bad(InputError(f"row {number}: is empty", file=shown, line=line, field="text"))
    item = article_from(data, shown, line, origin.numbered(number))
    if isinstance(item, Bad):
        fault = item.error
        field = fault.field.split(".")[0] if fault.field else None
        return Bad(InputError(f"row {number}: {fault.message}", file=shown, line=line, field=field))
    return item


class _Lines(Iterator[str]):
    """The decoded lines of a stream; after one that cannot be decoded the next call goes on behind it.

    A first line in UTF-16 or UTF-32 is an `InputError`, and those after it were cut within a character.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.number = 0

    def __next__(self) -> str:
        raw = self._stream.readline(_LONGEST_LINE)
        if not raw:
            raise StopIteration
        self.number += 1
        if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
            while raw and not raw.endswith(b"\n"):
                raw = self._stream.readline(_LONGEST_LINE)
            raise csv.Error(f"line {self.number} is longer than {_LONGEST_LINE} bytes")
        other = wide(raw) if self.number == 1 else None
        if other is not None:
            raise InputError(other)
        return raw.decode("utf-8-sig" if self.number == 1 else "utf-8")


def _names(line: str, delimiter: str) -> list[str]:
    try:
        return [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _reason(error: csv.Error | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return not_utf8(error, " of its line")
    if "unexpected end of data" in str(error):
        return "opens a quotation mark that nothing closes; all that follows was read as part of this cell"
    if "field larger than field limit" in str(error):
        return f"has a cell of more than {_LONGEST_CELL} characters; perhaps a quotation mark is not closed"
    return f"is not CSV: {error}"
