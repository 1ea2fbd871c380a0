"""Text made ready to cut: entities decoded, invisible characters gone, with the way back to the offsets.

A plain text comes out as it is and without a map, after one look for anything unusual.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["MARK", "Cleaned", "clean", "decoded", "originals"]

MARK = "\u0300"
"""Stands for any combining mark in `Cleaned.shadow`."""

# Zero-width spaces and joiners, soft hyphen, byte-order mark, direction marks.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Everything that a plain English article holds: ASCII but for '&', Latin letters, punctuation, currency, ™.
_UNUSUAL = re.compile("[^\x00-%'-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2122]")
_EDIT = re.compile(f"&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});|[{_INVISIBLE}]+")
_ONLY_INVISIBLE = re.compile(f"[{_INVISIBLE}]+")
# What may compose: a character with its marks, and the parts of a Korean syllable. More than 30 marks on a
# letter are no language (the Stream-Safe Text Format, UAX 15), and sorting them takes the square of their number:
# they stay as they are.
_PARTS = re.compile(
    f"[^{MARK}]{MARK}{{1,30}}+(?!{MARK})|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[가-힣][\u11a8-\u11c2]"
)

_Edit = tuple[int, int, int, int]


class Cleaned:
    """A text to cut up.

    Attributes:
        text: What the words are taken from.
        shadow: The same length, with every combining mark replaced by `MARK`: what patterns look at.
        marks: Whether there are combining marks left that do not compose.
        normal: Whether `text` is in NFC for sure.
        layers: What was replaced, one list for each time that this was done: start and end in the new
            text, start and end in the one before.
    """

    __slots__ = ("layers", "marks", "normal", "shadow", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.shadow = text
        self.marks = False
        self.normal = True
        self.layers: list[list[_Edit]] = []

    def replace(self, replacements: Iterable[tuple[int, int, str]]) -> None:
        """Puts new strings into the text: start, end and string of each, in order."""
        text = self.text
        pieces: list[str] = []
        edits: list[_Edit] = []
        length = last = 0
        for start, end, new in replacements:
            pieces += (text[last:start], new)
            length += start - last
            edits.append((length, length + len(new), start, end))
            length += len(new)
            last = end
        if edits:
            pieces.append(text[last:])
            self.text = self.shadow = "".join(pieces)
            self.layers.append(edits)


def clean(text: str, edits: Iterable[tuple[int, int, str]] = ()) -> Cleaned:
    """Decodes entities, drops what has no width, composes letters; linear in the text.

    Args:
        text: The text as given.
        edits: What to replace before, such as markup: start, end and new string of each, in order.
    """
    cleaned = Cleaned(text)
    cleaned.replace(edits)
    if not _UNUSUAL.search(cleaned.text):
        return cleaned
    cleaned.replace(decoded(cleaned.text))
    if not cleaned.text.isascii():
        cleaned.marks = _shade(cleaned)
        if cleaned.marks or not unicodedata.is_normalized("NFC", cleaned.text):
            cleaned.normal = False
            cleaned.replace(_composed(cleaned.text, cleaned.shadow))
            cleaned.marks = _shade(cleaned)
    return cleaned


def decoded(text: str) -> Iterator[tuple[int, int, str]]:
    """Edits that put characters in place of entities and take out what has no width."""
    for match in _EDIT.finditer(text):
        start, end = match.span()
        new = _decode(match.group()) if text[start] == "&" else ""
        if new is not None:
            yield start, end, new


def _composed(text: str, shadow: str) -> Iterator[tuple[int, int, str]]:
    for match in _PARTS.finditer(shadow):
        start, end = match.span()
        piece = text[start:end]
        new = unicodedata.normalize("NFC", piece)
        if new != piece:
            yield start, end, new


def _shade(cleaned: Cleaned) -> bool:
    """Sets the shadow; returns whether there are marks."""
    marks = [ord(char) for char in set(cleaned.text) if unicodedata.category(char)[0] == "M"]
    cleaned.shadow = cleaned.text.translate(dict.fromkeys(marks, MARK)) if marks else cleaned.text
    return bool(marks)


def _decode(entity: str) -> str | None:
    import html  # its table of names is loaded only for texts that hold an entity
    import html.entities

    # By exact name: html.unescape alone would read '&notit;' as '¬it;'.
    char = html.unescape(entity) if entity[1] == "#" else html.entities.html5.get(entity[1:])
    if not char:
        return None
    return _ONLY_INVISIBLE.sub("", char)


def originals(cleaned: Cleaned, starts: Sequence[int], ends: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """Offsets into the text as given for tokens of the cleaned text, both in order."""
    for edits in reversed(cleaned.layers):
        starts, ends = _map_starts(edits, starts), _map_ends(edits, ends)
    return starts, ends


def _map_starts(edits: list[_Edit], starts: Sequence[int]) -> Sequence[int]:
    out = _empty(starts)
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


def _map_ends(edits: list[_Edit], ends: Sequence[int]) -> Sequence[int]:
    out = _empty(ends)
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


def _empty(like: Sequence[int]) -> list[int] | array[int]:
    """Where offsets come in packed they go out packed."""
    return array("i") if isinstance(like, array) else []
