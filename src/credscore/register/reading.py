"""A register file as terms: every cell checked, errors by file, line and field."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from credscore.errors import InputError
from credscore.register.term import ROLES, Term, day, name_key

__all__ = ["COLUMNS", "ROLES", "read_since", "read_table", "read_terms"]

COLUMNS = ("name", "aliases", "office", "body", "role", "from", "to")
_LONGEST = 1000  # characters of a cell
_MOST_ALIASES = 50
_SINCE = "# since:"


def read_since(text: str, file: str) -> str:
    """The day in the line ``# since: 2015-01-03`` above the headings; '' if there is none.

    Raises:
        InputError: It is no day.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(_SINCE):
            try:
                return _day({"since": line[len(_SINCE) :].strip()}, "since")
            except InputError as error:
                raise error.at(file=file, line=number) from None
        if line and not line.isspace() and not line.startswith("#"):
            break
    return ""


def read_terms(text: str, file: str) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """The terms of a register file, each with the other names it is found by.

    Args:
        text: The file's text.
        file: Its name, for errors.

    Raises:
        InputError: There is no line of headings, or a row is not sound.
    """
    numbers: list[int] = []
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.isspace() and not line.startswith("#"):
            numbers.append(number)
            lines.append(line)
    rows = csv.reader(lines, strict=True)
    headings: list[str] | None = None
    read = 0
    while read < len(lines):
        number = numbers[read]
        try:
            cells = [cell.strip() for cell in next(rows)]
        except csv.Error as error:
            raise InputError(f"not CSV: {error}", file=file, line=number) from None
        if rows.line_num != read + 1:
            raise InputError("a quotation mark is not closed on its line", file=file, line=number)
        read += 1
        if headings is None:
            headings = _headings(cells, file, number)
            continue
        if len(cells) != len(headings):
            raise InputError(f"has {len(cells)} cells where the headings have {len(headings)}", file=file, line=number)
        try:
            yield _term(dict(zip(headings, cells, strict=True)))
        except InputError as error:
            raise error.at(file=file, line=number) from None
    if headings is None:
        raise InputError(f"has no line of headings: {','.join(COLUMNS)}", file=file)


def read_table(text: str, file: str) -> dict[str, Any]:
    """A register file as plain data.

    That is: ``since``; for each of the ``terms`` its six fields and the list of aliases; ``by_name``, where those of a
    name stand among them; ``until``, the last day on which one begins.

    Raises:
        InputError: There is no line of headings, or a row is not sound.
    """
    found = list(read_terms(text, file))
    by_name: dict[str, list[int]] = {}
    for number, (term, aliases) in enumerate(found):
        for key in dict.fromkeys(map(name_key, (term.name, *aliases))):
            by_name.setdefault(key, []).append(number)
    return {
        "since": read_since(text, file),
        "terms": [[*term, list(aliases)] for term, aliases in found],
        "by_name": by_name,
        "until": max((term.start for term, _ in found), default=""),
    }


def _headings(cells: list[str], file: str, number: int) -> list[str]:
    wanted = ",".join(COLUMNS)
    for heading in cells:
        if heading not in COLUMNS or cells.count(heading) > 1:
            what = "is given twice" if heading in COLUMNS else "is no column of a register"
            raise InputError(f"{heading!r} {what}; the headings are {wanted}", file=file, line=number)
    missing = [name for name in COLUMNS if name not in cells and name != "aliases"]
    if missing:
        raise InputError(f"the column {missing[0]!r} is missing; the headings are {wanted}", file=file, line=number)
    return cells


def _term(row: dict[str, str]) -> tuple[Term, tuple[str, ...]]:
    whole = "".join(row.values())
    if len(whole) > _LONGEST or not whole.isprintable():
        _complain(row)
    for field in ("name", "office", "from"):
        if not row[field]:
            raise InputError("is empty", field=field)
    if row["role"] not in ROLES:
        raise InputError(f"{row['role']!r} is none of {', '.join(ROLES)}", field="role")
    names = [row["name"]]
    if row.get("aliases"):
        names += [alias.strip() for alias in row["aliases"].split(";") if alias.strip()]
    if len(names) > _MOST_ALIASES:
        raise InputError(f"{len(names) - 1} names; {_MOST_ALIASES} at most", field="aliases")
    for k, name in enumerate(names):
        key = name_key(name)
        if not key:
            raise InputError(f"{name!r} is no name", field="aliases" if k else "name")
        if not k and " " not in key:
            raise InputError(f"{name!r} is no full name; a surname alone may be an alias", field="name")
    start, end = _day(row, "from"), _day(row, "to")
    if end and end < start:
        raise InputError(f"{end} lies before 'from', {start}", field="to")
    return Term(row["name"], row["office"], row["body"], row["role"], start, end), tuple(names[1:])


def _complain(row: dict[str, str]) -> None:
    for field, cell in row.items():
        if len(cell) > _LONGEST:
            raise InputError(f"{len(cell)} characters; a cell may have {_LONGEST}", field=field)
        if not cell.isprintable():
            raise InputError("has a character that cannot be printed", field=field)


def _day(row: dict[str, str], field: str) -> str:
    if not row[field]:
        return ""
    try:
        return day(row[field])
    except ValueError:
        raise InputError(f"{row[field]!r} is no day; such as 2015-01-03 was wanted", field=field) from None
