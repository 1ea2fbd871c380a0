"""Plain data as the fields of a model, without pydantic's validator: making that is a tenth of a command's start.

Plain are strings, numbers, days, words of a list, and objects of these under known names. What is found is what
pydantic would find, with every bound of a field. On all else, and on all that is wrong, pydantic has the word.
"""

from __future__ import annotations

import datetime
import functools
import operator
import types
import typing
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, Strict

__all__ = ["plain_fields"]

_BOUNDS: dict[str, Callable[[Any, Any], bool]] = {
    "ge": operator.ge,
    "gt": operator.gt,
    "le": operator.le,
    "lt": operator.lt,
    "min_length": lambda value, least: len(value) >= least,
    "max_length": lambda value, most: len(value) <= most,
}


_Bounds = tuple[tuple[str, Any], ...]
_LARGEST = 2**53  # of numbers: up to here every whole one is a float


class _OtherError(Exception):
    """The value is for pydantic to look at."""


def plain_fields(model: type[BaseModel], data: object) -> dict[str, Any] | None:
    """The values of those fields of a model that ``data`` gives, to make it of with ``model_construct``.

    Validators that the model itself has are not run; those of models within it must not be there.

    Returns:
        None where anything is not plain, a bound is broken, a name is unknown, or a needed one is missing.
    """
    try:
        return _fields(model, data)
    except _OtherError:
        return None


def _fields(model: type[BaseModel], data: object) -> dict[str, Any]:
    known = _known(model)
    if type(data) is not dict or data.keys() - known.keys():
        raise _OtherError
    found = {}
    for name, (kind, bounds, required) in known.items():
        if name in data:
            found[name] = _bounded(_value(kind, data[name]), bounds)
        elif required:
            raise _OtherError
    return found


@functools.cache
def _known(model: type[BaseModel]) -> dict[str, tuple[Any, _Bounds | None, bool]]:
    """By name of a field its annotation, its bounds if those are all that it asks, and whether it must be given."""
    found = {}
    for name, info in model.model_fields.items():
        ordered = [one for one in info.metadata if getattr(one, "union_mode", None) == "left_to_right"]
        bounds = _bounds(one for one in info.metadata if one not in ordered)
        several = len(typing.get_args(info.annotation)) > 2 and typing.get_origin(info.annotation) is not typing.Literal
        found[name] = (info.annotation, None if several and not ordered else bounds, info.is_required())
    return found


def _bounds(metadata: Iterable[Any]) -> _Bounds | None:
    """What stands beside an annotation as bounds; None where it asks for more."""
    found: list[tuple[str, Any]] = []
    for one in metadata:
        here = [(name, getattr(one, name)) for name in _BOUNDS if hasattr(one, name)]
        if not here and not isinstance(one, Strict):  # nothing is converted here that strictness would forbid
            return None
        found += here
    return tuple(found)


def _bounded(value: Any, bounds: _Bounds | None) -> Any:
    if bounds is None or not all(bound is None or _BOUNDS[name](value, bound) for name, bound in bounds):
        raise _OtherError
    return value


def _value(kind: Any, value: Any) -> Any:
    if kind is str:
        if type(value) is str and _is_sound(value):
            return value
    elif kind is bool:
        if type(value) is bool:
            return value
    elif kind is float:
        if type(value) in (int, float) and abs(value) <= _LARGEST:
            return float(value)
    elif kind is datetime.date:
        return _day(value)
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind.model_construct(**_fields(kind, value))
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        if type(value) is str and value in set(kind):
            return kind(value)
    else:
        return _composed(kind, value)
    raise _OtherError


def _composed(kind: Any, value: Any) -> Any:
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal and type(value) is str and value in parts:
        return value
    if origin is dict and type(value) is dict:
        return {_value(parts[0], key): _value(parts[1], one) for key, one in value.items()}
    if origin is typing.Annotated:
        asked = [one for part in parts[1:] for one in getattr(part, "metadata", (part,))]
        return _bounded(_value(parts[0], value), _bounds(asked))
    if origin in (types.UnionType, typing.Union) and type(None) in parts:
        return None if value is None else _value(parts[0], value)  # of several the first: a day before a time
    raise _OtherError


def _is_sound(text: str) -> bool:
    """Whether it has no half of a surrogate pair, which no file can hold."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _day(value: Any) -> datetime.date:
    """A day written like 2024-03-04."""
    if type(value) is not str or len(value) != 10 or not value.isascii() or value[4::3] != "--":
        raise _OtherError
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise _OtherError from None
