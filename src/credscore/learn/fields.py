"""Reading the fields of an untrusted model file: every key known, every number finite, every length right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from credscore.errors import ModelError

__all__ = ["MOST_COLUMNS", "floats", "keys", "number", "string", "strings", "whole", "wholes"]

MOST_COLUMNS = 200_000
_LARGEST = 1e12


def keys(data: Any, field: str, required: Collection[str], optional: Collection[str] = ()) -> Mapping[str, Any]:
    """The object, if it has all required keys and no unknown ones."""
    if not isinstance(data, dict):
        raise ModelError(f"must be an object, not {type(data).__name__}", field=field or None)
    for key in required:
        if key not in data:
            raise ModelError("is missing", field=_below(field, key))
    for key in data:
        if key not in required and key not in optional:
            raise ModelError("is not known", field=_below(field, str(key)[:80]))
    return data


def _below(field: str, key: str) -> str:
    return f"{field}.{key}" if field else key


def number(value: Any, field: str, low: float = -_LARGEST, high: float = _LARGEST) -> float:
    """A finite number in a range."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise ModelError(f"must be a number from {low:g} to {high:g}, not {str(value)[:40]!r}", field=field)
    return float(value)


def whole(value: Any, field: str, low: int, high: int) -> int:
    """A whole number in a range."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ModelError(f"must be a whole number from {low} to {high}, not {str(value)[:40]!r}", field=field)
    return value


def string(value: Any, field: str, most: int = 4000) -> str:
    """A string of at most so many characters."""
    if not isinstance(value, str) or len(value) > most:
        raise ModelError(f"must be a string of at most {most} characters", field=field)
    return value


def strings(value: Any, field: str, *, most: int = MOST_COLUMNS, unique: bool = True) -> tuple[str, ...]:
    """A list of strings, none twice."""
    if not isinstance(value, list) or len(value) > most:
        raise ModelError(f"must be a list of at most {most} strings", field=field)
    for place, one in enumerate(value):
        if not isinstance(one, str) or len(one) > 1000:
            raise ModelError("must be a string of at most 1000 characters", field=f"{field}.{place}")
    if unique and len(set(value)) != len(value):
        raise ModelError("holds an entry twice", field=field)
    return tuple(value)


def floats(
    value: Any, field: str, *, size: int | None = None, most: int = MOST_COLUMNS, low: float = -_LARGEST
) -> npt.NDArray[np.float64]:
    """A list of finite numbers, of a given length where one is given."""
    _check_list(value, field, size, most)
    for place, one in enumerate(value):
        if isinstance(one, bool) or not isinstance(one, (int, float)) or not low <= one <= _LARGEST:
            raise ModelError(f"must be a finite number, not {str(one)[:40]!r}", field=f"{field}.{place}")
    return np.array(value, dtype=np.float64)


def wholes(
    value: Any, field: str, low: int, high: int, *, size: int | None = None, most: int = MOST_COLUMNS
) -> npt.NDArray[np.int32]:
    """A list of whole numbers in a range."""
    _check_list(value, field, size, most)
    for place, one in enumerate(value):
        if isinstance(one, bool) or not isinstance(one, int) or not low <= one <= high:
            raise ModelError(
                f"must be a whole number from {low} to {high}, not {str(one)[:40]!r}", field=f"{field}.{place}"
            )
    return np.array(value, dtype=np.int32)


def _check_list(value: Any, field: str, size: int | None, most: int) -> None:
    if not isinstance(value, list):
        raise ModelError(f"must be a list, not {type(value).__name__}", field=field)
    if size is not None and len(value) != size:
        raise ModelError(f"has {len(value)} entries, not {size}", field=field)
    if len(value) > max(most, size or 0):
        raise ModelError(f"has {len(value)} entries; at most {most} are read", field=field)
