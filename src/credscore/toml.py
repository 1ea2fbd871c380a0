"""TOML from strangers: bounded in size and in time, with one kind of error."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from credscore.errors import LexiconError
from credscore.shipped import PACKAGE, shipped_table

__all__ = ["MAX_BYTES", "TomlError", "decode_toml", "read_lexicon", "read_toml"]

MAX_BYTES = 1 << 20
"""The largest TOML file that is read: a policy, settings, a word list."""

_MOST_DOTS = 16
"""Dots in one key. Keys here have three parts; tomllib takes time and memory by the square of their number."""

# What opens a string or a comment, ends a key, or joins its parts.
_MARK = re.compile(r'"""|\'\'\'|["\'#=,\[\]{}\n.]')
_CLOSING = {
    '"""': re.compile(r'\\.|"""', re.DOTALL),
    "'''": re.compile("'''"),
    '"': re.compile(r'\\.|["\n]'),
    "'": re.compile(r"['\n]"),
    "#": re.compile(r"\n"),
}


class TomlError(ValueError):
    """A text that is no TOML, or no TOML that is read here.

    Attributes:
        line: Where, if that is known.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def read_toml(path: Path) -> dict[str, Any]:
    """The data of a TOML file.

    Raises:
        OSError: It cannot be read.
        TomlError: It is larger than `MAX_BYTES`, not UTF-8 or not TOML.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except ValueError as error:  # a name that no file can have
        raise OSError(str(error)) from None
    if len(raw) > MAX_BYTES:
        raise TomlError(f"larger than the {MAX_BYTES} bytes that are read")
    try:
        return decode_toml(raw.decode("utf-8-sig"))  # editors on Windows write a byte-order mark
    except UnicodeDecodeError as error:
        raise TomlError(f"not UTF-8 text at byte {error.start}") from None


def read_lexicon(package: str, file: str) -> dict[str, Any]:
    """The data of a word list that lies in a package of credscore; to be read only.

    Raises:
        LexiconError: It is missing, larger than `MAX_BYTES`, or no TOML.
    """
    try:
        path = PACKAGE.joinpath(*package.split(".")[1:], file)
        if path.stat().st_size > MAX_BYTES:
            raise LexiconError(f"larger than the {MAX_BYTES} bytes that are read", file=file)
        return shipped_table(path.relative_to(PACKAGE).as_posix())  # its keys are not counted: it is our own
    except LexiconError:
        raise
    except (OSError, RecursionError, ValueError) as error:
        raise LexiconError(f"no TOML: {error}", file=file) from None


def decode_toml(text: str) -> dict[str, Any]:
    """The data of a TOML text.

    Raises:
        TomlError: It is not TOML, or has a key of very many parts.
    """
    import tomllib  # word lists need none at a start, see `credscore.shipped`

    _refuse_long_keys(text)
    try:
        return tomllib.loads(text)
    except (RecursionError, ValueError) as error:  # ValueError: a number of too many digits, too
        raise TomlError(f"not TOML: {error}") from None


def _refuse_long_keys(text: str) -> None:
    """Refuses keys of very many parts. Reads every character once; what is no TOML is left for tomllib to say."""
    dots, place = 0, 0
    while found := _MARK.search(text, place):
        mark, place = found.group(), found.end()
        if mark in _CLOSING:
            place = _closed(text, place, _CLOSING[mark])
        elif mark == ".":
            dots += 1
            if dots > _MOST_DOTS:
                raise TomlError(f"a key of more than {_MOST_DOTS} parts", text.count("\n", 0, place) + 1)
        else:
            dots = 0


def _closed(text: str, place: int, closing: re.Pattern[str]) -> int:
    """Where a string or a comment ends that begins before ``place``; escaped characters do not end it."""
    while found := closing.search(text, place):
        place = found.end()
        if found.group()[0] != "\\":
            return place
    return len(text)
