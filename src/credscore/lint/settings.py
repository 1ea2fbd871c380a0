"""What a newsroom writes down, read and checked: codes of rules, lists and tables of a TOML file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from credscore.errors import InputError
from credscore.lint.rule import rules
from credscore.toml import TomlError, read_toml

__all__ = ["codes_of", "decoded", "expand", "one_name", "validated"]

_Model = TypeVar("_Model", bound=BaseModel)


def expand(wanted: Iterable[str], file: str | None = None, field: str | None = None) -> tuple[str, ...]:
    """The codes that some codes, beginnings of codes ('CS1') and names of rules stand for.

    Raises:
        InputError: One stands for no rule.
    """
    known = rules()
    found: list[str] = []
    for number, one in enumerate(wanted):
        codes = [code for code, rule in known.items() if rule.id == one or (one[:2] == "CS" and code.startswith(one))]
        if not codes:
            where = f"{field}.{number}" if field else None
            raise InputError(f"no rule has the code or name {one!r}", file=file, field=where)
        found += codes
    return tuple(dict.fromkeys(found))


def one_name(name: str, file: str, field: str) -> tuple[str, ...]:
    """The codes that one code, beginning of codes or name stands for; an error names its place."""
    try:
        return expand([name])
    except InputError as error:
        raise error.at(file=file, field=field) from None


def codes_of(value: Any, file: str, field: str) -> list[str]:
    """The value, if it is a list of words.

    Raises:
        InputError: It is none.
    """
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InputError("is no list of codes", file=file, field=field)
    return value


def decoded(file: str) -> dict[str, Any]:
    """The data of a TOML file.

    Raises:
        InputError: It cannot be read or is no TOML.
    """
    try:
        return read_toml(Path(file))
    except OSError as error:
        raise InputError(error.strerror or str(error), file=file) from None
    except TomlError as error:
        raise InputError(f"is {error}", file=file, line=error.line) from None


def validated(model: type[_Model], values: Mapping[str, Any], file: str, prefix: str) -> _Model:
    """The values as a model.

    Raises:
        InputError: One is not known or not sound; says which.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join((prefix, *(str(part) for part in first["loc"])))
        message = "is not known here" if first["type"] == "extra_forbidden" else first["msg"]
        raise InputError(message, file=file, field=field) from None
