"""Reading an untrusted model file: capped in size, JSON, every key known, every number finite, every length right."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from credscore.errors import ModelError
from credscore.shipped import PACKAGE

__all__ = [
    "MOST_COLUMNS",
    "check_schema",
    "floats",
    "keys",
    "number",
    "read_json",
    "shipped",
    "string",
    "strings",
    "whole",
    "wholes",
]

MOST_COLUMNS = 200_000
_LARGEST = 1e12


def shipped(name: str) -> Path | None:
    """A file that comes with the package, or None: in a wheel beside the code, in a checkout at its top."""
    inside = PACKAGE / "models" / name
    if inside.is_file():
        return inside
    checkout = PACKAGE.parents[1] / "models" / name
    return checkout if checkout.is_file() else None


def read_json(path: Path, shown: str, most: int) -> Any:
    """What stands in a file of JSON; no more than ``most`` bytes of it are held, and NaN is no number.

    Args:
        path: The file.
        shown: What errors call it.
        most: Its largest size in bytes.

    Raises:
        ModelError: It cannot be read, is larger, or is not JSON.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(most + 1)
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot be read: {getattr(error, 'strerror', None) or error}", file=shown) from None
    if len(raw) > most:
        raise ModelError(f"is larger than the {most} bytes that a model may have", file=shown)
    try:
        return json.loads(raw, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"is not JSON: {error}", file=shown) from None


def _refuse(word: str) -> object:
    raise ValueError(f"{word} is no number of a model")


def check_schema(data: Any, version: int) -> None:
    """Asks first whether the file is of this version: what else is wrong with another one says little.

    Raises:
        ModelError: It names another version.
    """
    if isinstance(data, dict) and "schema" in data and data["schema"] != version:
        raise ModelError(f"is {str(data['schema'])[:40]!r}; this version reads schema {version}", field="schema")


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
    if set(map(type, value)) - {str} or max(map(len, value), default=0) > 1000:
        place = next(k for k, one in enumerate(value) if not isinstance(one, str) or len(one) > 1000)
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
