"""Rows as CSV that spreadsheets may open, as Parquet, and as frames of pandas and polars."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any, Literal

from credscore.errors import CredscoreError
from credscore.exchange import SCHEMA_VERSION
from credscore.exchange.rows import COLUMNS, rows

if TYPE_CHECKING:
    from credscore.api import Report

__all__ = ["ParquetRows", "csv_head", "csv_rows", "frame"]

# What a spreadsheet takes for the start of a formula, wide forms too (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# CSV is looked at in terminals, which obey these; a reader of lines may take the last two of them for a line's end.
_CONTROLS = dict.fromkeys(
    (
        *(*range(9), 11, 12, *range(14, 32), *range(127, 160)),
        *(0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070), 0x2028, 0x2029),
    ),
    "\ufffd",
)
_ROWS_AT_ONCE = 8192  # rows of a group of a Parquet file


def csv_head() -> str:
    """The first line of the CSV: the names of the columns."""
    return _lines([[column.name for column in COLUMNS]])


def csv_rows(report: Report) -> str:
    """The statements of a report as lines of CSV (RFC 4180, with CR LF).

    A cell of text that a spreadsheet would take for a formula begins with an apostrophe. Numbers stand as they are,
    in full; what is not known is empty; true and false are spelt so. Control characters are replaced.
    """
    return _lines([[_cell(value) for value in row.values()] for row in rows(report)])


def _lines(cells: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(cells)
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value)
    sound = _sound(value).translate(_CONTROLS)
    return f"'{sound}" if sound.startswith(_FORMULA) or sound.lstrip().startswith(_FORMULA) else sound


def _sound(text: str) -> str:
    """Without NUL and lone surrogates, which no table holds."""
    if text.isascii():
        return text.replace("\0", "\ufffd")
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def frame(reports: Iterable[Report], library: Literal["pandas", "polars"]) -> Any:
    """The rows of reports as a frame, with types that know of missing values.

    Raises:
        CredscoreError: The library is not installed, or is none of the two.
    """
    found = [row for report in reports for row in rows(report)]
    columns = {column.name: [_value(row[column.name]) for row in found] for column in COLUMNS}
    if library == "pandas":
        pandas = _imported("pandas")
        types = {"text": "string", "number": "Float64", "integer": "Int64", "boolean": "boolean"}
        series = {c.name: pandas.array(columns[c.name], dtype=types[c.kind]) for c in COLUMNS}
        return pandas.DataFrame(series)
    if library == "polars":
        polars = _imported("polars")
        kinds = {"text": polars.String, "number": polars.Float64, "integer": polars.Int64, "boolean": polars.Boolean}
        return polars.DataFrame(columns, schema={column.name: kinds[column.kind] for column in COLUMNS})
    raise CredscoreError(f"there are frames of 'pandas' and of 'polars', not of {library!r}")


class ParquetRows:
    """A Parquet file while it is written, group by group, in bounded memory.

    Args:
        stream: Where to.

    Raises:
        CredscoreError: pyarrow is not installed.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._arrow, parquet = _imported("pyarrow"), _imported("pyarrow.parquet")
        kinds = {
            "text": self._arrow.string(),
            "number": self._arrow.float64(),
            "integer": self._arrow.int64(),
            "boolean": self._arrow.bool_(),
        }
        fields = [self._arrow.field(c.name, kinds[c.kind], metadata={"description": c.meaning}) for c in COLUMNS]
        self._schema = self._arrow.schema(fields, metadata={"credscore.schema": SCHEMA_VERSION})
        self._writer = parquet.ParquetWriter(stream, self._schema)
        self._waiting: list[Mapping[str, Any]] = []

    def add(self, found: Sequence[Mapping[str, Any]]) -> None:
        """Takes rows in."""
        self._waiting += found
        if len(self._waiting) >= _ROWS_AT_ONCE:
            self._put()

    def close(self) -> None:
        """Writes what waits, and the file's end. The stream stays open."""
        if self._waiting:
            self._put()
        self._writer.close()

    def _put(self) -> None:
        columns = {c.name: [_value(row[c.name]) for row in self._waiting] for c in COLUMNS}
        self._writer.write_table(self._arrow.table(columns, schema=self._schema))
        self._waiting.clear()


def _value(value: object) -> object:
    return _sound(value) if isinstance(value, str) else value


def _imported(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        extra = "parquet" if package == "pyarrow" else package
        raise CredscoreError(f"{package} is not installed: pip install 'credscore[{extra}]'") from error
