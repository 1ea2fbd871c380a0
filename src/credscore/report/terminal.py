"""What a terminal can take: widths, colour, and article text without control sequences."""

from __future__ import annotations

import os
import unicodedata
from typing import IO, Any

__all__ = ["WIDTH", "clean", "clip", "fold", "paint", "wants_colour", "width_of"]

WIDTH = 80
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
# Bidirectional controls can make text read as something else on a screen (CVE-2021-42574).
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x2070), 0x200E, 0x200F, 0x061C])
# Format characters that a terminal draws: the number and verse signs that stand before what they enclose.
_DRAWN = frozenset(map(chr, [*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD]))
_JOINED = range(0x1160, 0x1200)  # Korean vowels and finals, drawn into the syllable before them
_UNFIT = frozenset(("Cc", "Cs", "Co", "Cn"))


def wants_colour(stream: IO[Any]) -> bool:
    """Whether to colour what goes to ``stream``: only on a terminal, and never with NO_COLOR set."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def paint(text: str, style: str, colour: bool) -> str:
    """``text`` in a style, where colour is wanted."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if colour else text


def clean(text: str) -> str:
    """Article text fit for a terminal: blanks folded to one, control and bidirectional characters taken out."""
    out = []
    for char in text.translate(_BIDI):
        if char.isspace():
            out.append(" ")
        elif unicodedata.category(char) in _UNFIT:
            out.append("\ufffd")
        else:
            out.append(char)
    return "".join(out)


def width_of(text: str) -> int:
    """Columns that ``text`` takes: wide characters two, combining marks none."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if char.isascii():
        return 1
    category = unicodedata.category(char)
    if category in ("Mn", "Me") or (category == "Cf" and char not in _DRAWN) or ord(char) in _JOINED:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fold(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, broken at blanks where there are any."""
    lines: list[str] = []
    line, taken = "", 0
    for word in " ".join(clean(text).split()).split(" "):
        size = width_of(word)
        if line and taken + 1 + size <= width:
            line, taken = f"{line} {word}", taken + 1 + size
            continue
        if line:
            lines.append(line)
        line, taken = "", 0
        for char in word:  # a word wider than a line is cut
            columns = _columns(char)
            if taken + columns > width:
                lines.append(line)
                line, taken = "", 0
            line, taken = line + char, taken + columns
    lines.append(line)
    return lines


def clip(text: str, width: int) -> str:
    """``text`` in one line of at most ``width`` columns, with an ellipsis where it was longer."""
    line = " ".join(clean(text).split())
    return line if width_of(line) <= width else fold(line, width - 1)[0] + "…"
