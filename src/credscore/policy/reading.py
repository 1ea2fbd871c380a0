"""A policy file as plain data: read, decoded, and filled up from the policy that it extends."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from credscore.errors import PolicyError

__all__ = ["MAX_BYTES", "decoded", "resolved"]

MAX_BYTES = 1 << 20
"""The largest policy file that is read."""

_MOST_DOTS = 16
"""Dots in one key. A policy's keys have three parts; tomllib takes time and memory by the square of their number."""

# What opens a string or a comment, ends a key, or joins its parts.
_MARK = re.compile(r'"""|\'\'\'|["\'#=,\[\]{}\n.]')
_CLOSING = {
    '"""': re.compile(r'\\.|"""', re.DOTALL),
    "'''": re.compile("'''"),
    '"': re.compile(r'\\.|["\n]'),
    "'": re.compile(r"['\n]"),
    "#": re.compile(r"\n"),
}

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
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except ValueError as error:  # a name that no file can have
        raise OSError(str(error)) from None
    if len(raw) > MAX_BYTES:
        raise PolicyError(f"larger than the {MAX_BYTES} bytes a policy may have", file=file)
    try:
        text = raw.decode("utf-8")
        _refuse_long_keys(text, file)
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise PolicyError(f"not UTF-8 text at byte {error.start}", file=file) from None
    except PolicyError:
        raise
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise PolicyError(f"not TOML: {error}", file=file) from None


def _refuse_long_keys(text: str, file: str) -> None:
    """Refuses keys of very many parts. Reads every character once; what is no TOML is left for tomllib to say."""
    dots, place = 0, 0
    while found := _MARK.search(text, place):
        mark, place = found.group(), found.end()
        if mark in _CLOSING:
            place = _closed(text, place, _CLOSING[mark])
        elif mark == ".":
            dots += 1
            if dots > _MOST_DOTS:
                line = text.count("\n", 0, place) + 1
                raise PolicyError(f"a key of more than {_MOST_DOTS} parts", file=file, line=line)
        else:
            dots = 0


def _closed(text: str, place: int, closing: re.Pattern[str]) -> int:
    """Where a string or a comment ends that begins before ``place``; escaped characters do not end it."""
    while found := closing.search(text, place):
        place = found.end()
        if found.group()[0] != "\\":
            return place
    return len(text)


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
