"""Word pieces: words divided into those that a net has a vector for (Schuster & Nakajima 2012, longest match first)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

__all__ = ["CLOSE", "OPEN", "UNKNOWN", "pieces_of"]

OPEN, CLOSE, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
"""The pieces before a text and after each part of it, and the one for what cannot be divided."""

_WITHIN = "##"  # before a piece that goes on
_LONGEST = 40  # characters: no piece of the nets that are used has half as many


def pieces_of(text: str, known: Mapping[str, int], most: int | None = None) -> list[int]:
    """The rows of a lower-case text's pieces; marks stand alone, and where nothing fits there is the unknown piece.

    Time grows with the length of the text, or with what of it makes ``most`` pieces.

    Args:
        text: A word or a text, in lower case.
        known: Pieces with their rows, `UNKNOWN` among them.
        most: No more rows than that are looked for.
    """
    plain = "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")
    parts = "".join(char if char.isalnum() else f" {char} " for char in plain).split()
    rows: list[int] = []
    for part in parts:
        if most is not None and len(rows) >= most:
            break
        rows += _divided(part, known)
    return (rows or [known[UNKNOWN]])[:most]


def _divided(part: str, known: Mapping[str, int]) -> list[int]:
    at, found = 0, []
    while at < len(part):
        before = _WITHIN if at else ""
        farthest = min(len(part), at + _LONGEST)
        stop = next((k for k in range(farthest, at, -1) if before + part[at:k] in known), at)
        if stop == at:
            return [known[UNKNOWN]]
        found.append(known[before + part[at:stop]])
        at = stop
    return found
