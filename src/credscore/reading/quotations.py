"""Where quotations begin and end: marks paired within each paragraph, one look at each.

An opening mark that nothing closes reaches to the end of its paragraph and never further; where the next
paragraph opens with a mark again, the quotation continues there. A closing mark without an opening
one is passed over.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress

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
_ONLY_OPENING = frozenset(["“", "„", "``", "‟", "‘‘"])
_OPENS, _CLOSES = 1, 2
# How many marks ahead a doubtful one is judged by; bounds the work.
_FARTHEST_LOOK = 8
_BEFORE_OPENING = frozenset("([{-–—―/‘“\"«'¿¡*")
_AFTER_CLOSING = frozenset(".,;:!?…)]}-–—―/’”\"»'*")


def find_quotations(tokens: Tokens, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """The outermost quotations, in order; each lies within one paragraph and holds more than marks."""
    raw = tokens.raw
    marks = list(compress(range(len(raw)), map(_MARKS.__contains__, raw)))
    found: list[Quotation] = []
    position, count = 0, len(marks)
    number = 0
    while position < count:
        while paragraphs[number][1] <= marks[position]:
            number += 1
        first, stop = paragraphs[number]
        until = bisect_left(marks, stop, position)
        follows = raw[stop] if stop < len(raw) else ""
        found += _Paragraph(tokens, marks[position:until], first, stop).pair(follows)
        position = until
    for place, one in enumerate(found):
        if one.continues and not any(after.first == one.stop for after in found[place + 1 : place + 2]):
            found[place] = one._replace(continues=False)  # the next paragraph's mark turned out to open nothing
    return found


class _Paragraph:
    """The marks of one paragraph, each with what its surroundings allow it to do."""

    def __init__(self, tokens: Tokens, marks: list[int], first: int, stop: int) -> None:
        self.tokens = tokens
        self.raw = tokens.raw
        self.marks = marks
        self.first = first
        self.stop = stop
        self.can = bytearray(map(self._look, marks))

    def _look(self, at: int) -> int:
        """Whether a mark may open, close, or both, by the blanks and the signs around it."""
        raw, tokens, stop = self.raw, self.tokens, self.stop
        first_of_all, last_of_all = at == self.first, at + 1 == stop
        free_before = first_of_all or tokens.starts[at] > tokens.ends[at - 1]
        free_after = last_of_all or tokens.nexts[at] > tokens.ends[at]
        if free_before and free_after:  # with blanks on both sides only its turn tells
            return (not last_of_all) * _OPENS | (not first_of_all) * _CLOSES
        if free_before:
            return _OPENS
        if free_after:
            return _CLOSES
        return (raw[at - 1][-1] in _BEFORE_OPENING) * _OPENS | (raw[at + 1][0] in _AFTER_CLOSING) * _CLOSES

    def pair(self, follows: str) -> list[Quotation]:
        """Pairs the marks, left to right.

        Args:
            follows: The first token of the next paragraph.
        """
        raw = self.raw
        found: list[Quotation] = []
        single_stops: list[int] | None = None
        opened = -1  # the token that opened the quotation we are in
        closers: frozenset[str] = frozenset()
        inner = 0
        skip_to = -1
        for number, at in enumerate(self.marks):
            if at < skip_to:
                continue
            char = raw[at]
            single = char in _SINGLE_MARKS
            if opened < 0:
                if single:
                    if not self._opens_single(number):
                        continue
                    if single_stops is None:
                        single_stops = self._single_closers()
                    skip_to = single_stops[number] + 1
                    if skip_to:
                        found.append(Quotation(at, skip_to, True, False))
                    elif self._goes_on(number, follows):
                        found.append(Quotation(at, self.stop, False, True))
                        return found
                elif self._may_open(number):
                    opened, closers, inner = at, _CLOSERS[char], 0
                continue
            if single:
                continue
            if self._reopens(number, raw[opened]):
                if self._nests(number, raw[opened]):
                    inner += 1
                else:  # the closing mark was forgotten
                    if at > opened + 1:
                        found.append(Quotation(opened, at, False, False))
                    opened, closers, inner = at, _CLOSERS[char], 0
            elif char in closers:
                if inner:
                    inner -= 1
                elif not self._is_inch(number, closers):
                    if at > opened + 1:
                        found.append(Quotation(opened, at + 1, True, False))
                    opened = -1
        if 0 <= opened < self.stop - 1:
            found.append(Quotation(opened, self.stop, False, follows in DOUBLE_MARKS))
        return found

    def _may_open(self, number: int) -> bool:
        at, can = self.marks[number], self.can[number]
        char = self.raw[at]
        if char in _ONLY_OPENING:
            return bool(can & _OPENS) or not can
        if char == "«":
            return True
        if char == '"' and not can & _OPENS and at > self.first and self.raw[at - 1][-1].isdigit():
            return False  # inches
        return bool(can & _OPENS)  # the straight ones, and ” or » used to open

    def _reopens(self, number: int, char: str) -> bool:
        """Whether a mark opens once more what the mark `char` opened."""
        if self.raw[self.marks[number]] != char:
            return False
        can = self.can[number]
        return can == _OPENS or (can != _CLOSES and char not in _CLOSERS[char])

    def _nests(self, number: int, char: str) -> bool:
        """Whether what follows closes both the second opening mark and the first: a quotation inside a quotation."""
        depth = 2
        closers = _CLOSERS[char]
        for later in range(number + 1, min(number + 1 + _FARTHEST_LOOK, len(self.marks))):
            if self._reopens(later, char):
                depth += 1
            elif self.raw[self.marks[later]] in closers and self.can[later] & _CLOSES:
                depth -= 1
                if not depth:
                    return True
        return False

    def _is_inch(self, number: int, closers: frozenset[str]) -> bool:
        """Whether a straight mark after a figure stands for inches, as another one closes the quotation."""
        raw, at = self.raw, self.marks[number]
        if raw[at] != '"' or not raw[at - 1][-1].isdigit() or self.tokens.ends[at - 1] < self.tokens.starts[at]:
            return False
        for later in range(number + 1, min(number + 1 + _FARTHEST_LOOK, len(self.marks))):
            if raw[self.marks[later]] in closers:
                return self.can[later] == _CLOSES
        return False

    def _goes_on(self, number: int, follows: str) -> bool:
        """Whether a single mark that nothing closes opens a quotation of several paragraphs.

        A straight one may be an apostrophe: it has to open its paragraph, or to stand after a colon or a comma.
        """
        at = self.marks[number]
        char = self.raw[at]
        if follows != char or self._double_follows(number):
            return False
        return char == "‘" or (char == "'" and (at == self.first or self.raw[at - 1] in (":", ",")))

    def _double_follows(self, number: int) -> bool:
        return number + 1 < len(self.marks) and self.raw[self.marks[number + 1]] in DOUBLE_MARKS

    def _opens_single(self, number: int) -> bool:
        return self.can[number] == _OPENS and self.raw[self.marks[number]] in "‘'‚"

    def _single_closers(self) -> list[int]:
        """For each mark the token that closes a single quotation opened there, or -1.

        A mark after an 's' may be a plural's apostrophe ('the workers' rights'): it closes only where no
        better one follows before the next opening mark.
        """
        raw = self.raw
        out = [-1] * len(self.marks)
        sure = maybe = -1
        for number in range(len(self.marks) - 1, -1, -1):
            at = self.marks[number]
            if raw[at] not in _SINGLE_MARKS:
                continue
            if self._opens_single(number):
                out[number] = sure if sure >= 0 else maybe
                sure = maybe = -1
            elif raw[at] in "’'" and self.can[number] & _CLOSES:
                if raw[at - 1][-1] in "sS" and at + 1 < self.stop and raw[at + 1][0].islower():
                    maybe = at
                else:
                    sure = at
        return out
