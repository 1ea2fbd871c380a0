"""Text made ready to cut: entities decoded, invisible characters gone, with the way back to the offsets.

A plain text comes out as it is and without a map, after one look for anything unusual.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import repeat

__all__ = ["MARK", "Cleaned", "clean", "originals"]

MARK = "\u0300"
"""Stands for any combining mark in `Cleaned.shadow`."""

# Zero-width spaces and joiners, soft hyphen, byte-order mark, direction marks.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Everything that a plain English article holds: ASCII but for '&', Latin letters, punctuation, currency, ™.
_UNUSUAL = re.compile("[^\x00-%'-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2122]")
_EDIT = re.compile(f"&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});|[{_INVISIBLE}]+")
_ONLY_INVISIBLE = re.compile(f"[{_INVISIBLE}]+")


class Cleaned:
    """A text to cut up.

    Attributes:
        text: What the words are taken from.
        shadow: The same length, with every combining mark replaced by `MARK`: what patterns look at.
        marks: Whether there are combining marks.
        normal: Whether `text` is in NFC.
        edits: For each place where characters were replaced: start and end in the cleaned text,
            start and end in the text as given.
    """

    __slots__ = ("edits", "marks", "normal", "shadow", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.shadow = text
        self.marks = False
        self.normal = True
        self.edits: list[tuple[int, int, int, int]] = []


def clean(text: str) -> Cleaned:
    """Decodes entities and drops what has no width; linear in the text."""
    cleaned = Cleaned(text)
    if not _UNUSUAL.search(text):
        return cleaned
    _edit(cleaned)
    if not cleaned.text.isascii():
        marks = {char for char in set(cleaned.text) if unicodedata.category(char)[0] == "M"}
        # Ordering a run of marks takes its length squared: texts with marks are normalised word by word, with care.
        cleaned.normal = not marks and unicodedata.is_normalized("NFC", cleaned.text)
        if marks:
            cleaned.marks = True
            cleaned.shadow = cleaned.text.translate(dict(zip(map(ord, marks), repeat(MARK), strict=False)))
    return cleaned


def _edit(cleaned: Cleaned) -> None:
    text = cleaned.text
    pieces: list[str] = []
    length = last = 0
    for match in _EDIT.finditer(text):
        start, end = match.span()
        new = _decode(match.group()) if text[start] == "&" else ""
        if new is None:
            continue
        pieces.append(text[last:start])
        pieces.append(new)
        length += start - last
        cleaned.edits.append((length, length + len(new), start, end))
        length += len(new)
        last = end
    if cleaned.edits:
        pieces.append(text[last:])
        cleaned.text = cleaned.shadow = "".join(pieces)


def _decode(entity: str) -> str | None:
    import html  # its table of names is loaded only for texts that hold an entity
    import html.entities

    # By exact name: html.unescape alone would read '&notit;' as '¬it;'.
    char = html.unescape(entity) if entity[1] == "#" else html.entities.html5.get(entity[1:])
    if not char:
        return None
    return _ONLY_INVISIBLE.sub("", char)


def originals(cleaned: Cleaned, starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
    """Offsets into the text as given for tokens of the cleaned text, both in order."""
    if not cleaned.edits:
        return starts, ends
    return _map_starts(cleaned.edits, starts), _map_ends(cleaned.edits, ends)


def _map_starts(edits: list[tuple[int, int, int, int]], starts: list[int]) -> list[int]:
    out: list[int] = []
    number = shift = 0
    count = len(edits)
    for start in starts:
        while number < count and edits[number][1] <= start:
            shift = edits[number][3] - edits[number][1]
            number += 1
        # Inside a decoded entity: the token starts where the entity does.
        inside = number < count and edits[number][0] <= start
        out.append(edits[number][2] if inside else start + shift)
    return out


def _map_ends(edits: list[tuple[int, int, int, int]], ends: list[int]) -> list[int]:
    out: list[int] = []
    number = shift = 0
    count = len(edits)
    for end in ends:
        # What was dropped right after the token's last character is no part of it.
        while number < count and edits[number][1] <= end and edits[number][0] < end:
            shift = edits[number][3] - edits[number][1]
            number += 1
        inside = number < count and edits[number][0] < end
        out.append(edits[number][3] if inside else end + shift)
    return out
