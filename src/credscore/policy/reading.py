"""A policy file as plain data: read, decoded, and filled up from the policy that it extends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from credscore.errors import PolicyError
from credscore.toml import MAX_BYTES, TomlError, read_toml

__all__ = ["MAX_BYTES", "decoded", "malformed", "resolved"]

if TYPE_CHECKING:
    from pydantic import ValidationError

_LONGEST_LINE = 3  # policies that extend one another; the shipped ones do not form longer lines


def decoded(path: Path, file: str) -> dict[str, Any]:
    """The data of a TOML file.

    Args:
        path: Where it is.
        file: Its name, for errors.

    Raises:
        OSError: It cannot be read.
        PolicyError: It is too large, not UTF-8 or not TOML.
    """
    try:
        return read_toml(path)
    except TomlError as error:
        raise PolicyError(str(error), file=file, line=error.line) from None


def resolved(data: Mapping[str, Any], base: Callable[[object], Mapping[str, Any]]) -> dict[str, Any]:
    """A policy's data with what it takes over from the policy that it extends, and without the word ``extends``.

    Args:
        data: A policy's data. A table with a ``value`` is an entry and replaces the one of that place whole: a new
            number needs a reason of its own.
        base: Gives the data of a policy by name.

    Raises:
        PolicyError: There is no such policy.
    """
    layers = [dict(data)]
    while "extends" in layers[-1]:
        if len(layers) > _LONGEST_LINE:
            raise PolicyError("policies extend one another without end", field="extends")
        layers.append(dict(base(layers[-1].pop("extends"))))
    out = layers.pop()
    while layers:
        out = _over(out, layers.pop())
    return out


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """One table laid over another. No deeper than the lower one goes, however deep the upper one is."""
    out = dict(below)
    for name, value in above.items():
        old = below.get(name)
        if isinstance(old, Mapping) and isinstance(value, Mapping) and "value" not in old and "value" not in value:
            out[name] = _over(old, value)
        else:
            out[name] = value
    return out


def malformed(error: ValidationError, file: str | None) -> PolicyError:
    """The first thing that pydantic finds wrong with a policy's shape, with all others beside it.

    Args:
        error: What pydantic raised.
        file: The policy's name.
    """
    found = []
    for one in error.errors():
        field = ".".join(str(part) for part in one["loc"] if part != "[key]") or None
        found.append(PolicyError(one["msg"].removeprefix("Value error, ") + _shown(one), file=file, field=field))
    found[0].also = tuple(found[1:])
    return found[0]


def _shown(error: Mapping[str, Any]) -> str:
    """What pydantic found in the place of a wrong value, in brackets; '' where there is nothing to show."""
    value = error.get("input")
    if isinstance(value, (str, int, float, bool)) and error["type"] not in ("missing", "extra_forbidden"):
        # An integer of thousands of digits has no decimal form that Python would write.
        text = "a very large number" if isinstance(value, int) and abs(value) >= 1e18 else repr(value)
        return f" (found {text if len(text) <= 60 else text[:57] + '...'})"
    return ""
