"""Where quotations begin and end: marks paired within each paragraph, one look at each.

An opening mark that nothing closes reaches to the end of its paragraph and never further; where the next
paragraph opens with a mark again, the quotation continues there. A closing mark without an opening
one is passed over.
"""

from __future__ import annotations

from typing import NamedTuple

from credscore.reading.document import Quotation
from credscore.reading.tokens import Tokens

__all__ = ["DOUBLE_MARKS", "find_quotations"]

DOUBLE_MARKS = frozenset(["“", "”", "„", "‟", "«", "»", '"', "``", "''", "‘‘", "’’"])
"""Tokens, as they stand in the text, that open or close a quotation at any level."""

_SINGLE_MARKS = frozenset(["‘", "’", "'", "‚"])
_MARKS = DOUBLE_MARKS | _SINGLE_MARKS

# Which marks close what another one opened.
_STRAIGHT = ('"', "''", "’’")
_CLOSERS = {
    "“": frozenset(["”", "“", *_STRAIGHT]),  # “ to close with is a common slip
    "”": frozenset(["”", "“", *_STRAIGHT]),
    "„": frozenset(["“", "”", *_STRAIGHT]),
    "‟": frozenset(["”", *_STRAIGHT]),
    '"': frozenset(["”", *_STRAIGHT]),
    "``": frozenset(["”", *_STRAIGHT]),
    "''": frozenset(["”", *_STRAIGHT]),
    "‘‘": frozenset(["”", *_STRAIGHT]),
    "’’": frozenset(["”", *_STRAIGHT]),
    "«": frozenset(["»"]),
    "»": frozenset(["«", "»"]),
}
# How many marks ahead a doubtful one is judged by; bounds the work.
_FARTHEST_LOOK = 8
_BEFORE_OPENING = frozenset("([{-–—―/‘“\"«'¿¡*")
_AFTER_CLOSING = frozenset(".,;:!?…)]}-–—―/’”\"»'*")


class _Seen(NamedTuple):
    """A mark with what its surroundings allow it to do."""

    at: int
    char: str
    opens: bool
    closes: bool


def find_quotations(tokens: Tokens, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """The outermost quotations, in order; each lies within one paragraph."""
    raw = tokens.raw
    marks = [number for number, token in enumerate(raw) if token in _MARKS]
    found: list[Quotation] = []
    position, count = 0, len(marks)
    number = 0
    while position < count:
        at = marks[position]
        while paragraphs[number][1] <= at:
            number += 1
        first, stop = paragraphs[number]
        until = position
        while until < count and marks[until] < stop:
            until += 1
        follows = raw[stop] if stop < len(raw) else ""
        found += _pair(tokens, [_look(tokens, mark, first, stop) for mark in marks[position:until]], stop, follows)
        position = until
    for place, one in enumerate(found):
        if one.continues and not any(after.first == one.stop for after in found[place + 1 : place + 2]):
            found[place] = one._replace(continues=False)  # the next paragraph's mark turned out to open nothing
    return found


def _look(tokens: Tokens, at: int, first: int, stop: int) -> _Seen:
    raw = tokens.raw
    char = raw[at]
    free_before = at == first or tokens.starts[at] > tokens.ends[at - 1]
    free_after = at + 1 == stop or tokens.nexts[at] > tokens.ends[at]
    opens = (free_before or raw[at - 1][-1] in _BEFORE_OPENING) and at + 1 < stop
    closes = (free_after or raw[at + 1][0] in _AFTER_CLOSING) and at > first
    if free_before and free_after and char not in "«»":
        opens, closes = at + 1 < stop, at > first  # with blanks on both sides only its turn tells
    elif free_before and not free_after:
        closes = False
    elif free_after and not free_before:
        opens = False
    return _Seen(at, char, opens, closes)


def _pair(tokens: Tokens, marks: list[_Seen], stop: int, follows: str) -> list[Quotation]:
    """Pairs the marks of one paragraph, left to right."""
    found: list[Quotation] = []
    single_stops = _single_closers(tokens, marks)
    opened: _Seen | None = None
    inner = 0
    skip_to = -1
    for number, mark in enumerate(marks):
        if mark.at < skip_to:
            continue
        if opened is None:
            if mark.char in _SINGLE_MARKS:
                end = single_stops[number]
                if _opens_single(mark) and end >= 0:
                    found.append(Quotation(mark.at, end + 1, True, False))
                    skip_to = end + 1
                elif mark.char == "‘" and mark.opens and follows == "‘" and not _later_double(marks, number):
                    return [*found, Quotation(mark.at, stop, False, True)]
            elif _may_open(tokens, mark):
                opened, inner = mark, 0
            continue
        if mark.char in _SINGLE_MARKS:
            continue
        if _reopens(mark, opened):
            if _nests(marks, number, opened):
                inner += 1
            else:  # the closing mark was forgotten
                found.append(Quotation(opened.at, mark.at, False, False))
                opened, inner = mark, 0
        elif mark.char in _CLOSERS[opened.char]:
            if inner:
                inner -= 1
            elif not _is_inch(tokens, marks, number, opened):
                found.append(Quotation(opened.at, mark.at + 1, True, False))
                opened = None
    if opened is not None:
        found.append(Quotation(opened.at, stop, False, follows in DOUBLE_MARKS))
    return found


def _may_open(tokens: Tokens, mark: _Seen) -> bool:
    char = mark.char
    if char in ("“", "„", "``", "‟", "‘‘"):
        return mark.opens or not mark.closes
    if char == "«":
        return True
    if char == '"' and not mark.opens and tokens.raw[mark.at - 1][-1].isdigit():
        return False  # inches
    return mark.opens  # the straight ones, and ” or » used to open


def _reopens(mark: _Seen, opened: _Seen) -> bool:
    """Whether a mark opens once more what is open already."""
    if mark.char not in _CLOSERS[opened.char]:
        return mark.char == opened.char and (mark.opens or not mark.closes)
    return mark.opens and not mark.closes and mark.char == opened.char


def _nests(marks: list[_Seen], number: int, opened: _Seen) -> bool:
    """Whether the marks that follow close the second opening one and the first, so that it is a quotation inside it."""
    depth = 2
    for later in marks[number + 1 : number + 1 + _FARTHEST_LOOK]:
        if _reopens(later, opened):
            depth += 1
        elif later.char in _CLOSERS[opened.char] and later.closes:
            depth -= 1
            if not depth:
                return True
    return False


def _is_inch(tokens: Tokens, marks: list[_Seen], number: int, opened: _Seen) -> bool:
    """Whether a straight mark after a figure stands for inches, as another one closes the quotation."""
    mark = marks[number]
    if (
        mark.char != '"'
        or not tokens.raw[mark.at - 1][-1].isdigit()
        or tokens.ends[mark.at - 1] < tokens.starts[mark.at]
    ):
        return False
    for later in marks[number + 1 : number + 1 + _FARTHEST_LOOK]:
        if later.char in _CLOSERS[opened.char]:
            return later.closes and not later.opens
    return False


def _later_double(marks: list[_Seen], number: int) -> bool:
    return number + 1 < len(marks) and marks[number + 1].char in DOUBLE_MARKS


def _opens_single(mark: _Seen) -> bool:
    return mark.char in "‘'‚" and mark.opens and not mark.closes


def _single_closers(tokens: Tokens, marks: list[_Seen]) -> list[int]:
    """For each mark the token that closes a single quotation opened there, or -1.

    A mark after an 's' may be a plural's apostrophe ('the workers' rights'): it closes only where no
    better one follows before the next opening mark.
    """
    out = [-1] * len(marks)
    sure = maybe = -1
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        if mark.char not in _SINGLE_MARKS:
            continue
        if _opens_single(mark):
            out[number] = sure if sure >= 0 else maybe
            sure = maybe = -1
        elif mark.char in "’'" and mark.closes:
            if tokens.raw[mark.at - 1][-1:] in ("s", "S") and mark.at + 1 < len(tokens.raw):
                plural = tokens.raw[mark.at + 1][0].islower()
            else:
                plural = False
            if plural:
                maybe = mark.at
            else:
                sure = mark.at
    return out
