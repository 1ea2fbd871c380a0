"""The cue verbs of a document, each unit read once: what the rules saw serves those who judge the net as well."""

from __future__ import annotations

import bisect

from credscore.extract.cues import Candidate, find_verbs
from credscore.extract.units import Unit, split_units
from credscore.reading import Document

__all__ = ["Verbs"]


class Verbs:
    """The cue verbs of a document, a unit read when it is first asked for.

    Args:
        document: The text.

    Attributes:
        units: The ranges of tokens that are read by themselves.
    """

    def __init__(self, document: Document) -> None:
        self.units: list[Unit] = split_units(document)
        self._document = document
        self._starts = [first for first, _ in self.units]
        self._read: list[list[Candidate] | None] = [None] * len(self.units)

    def of(self, number: int) -> list[Candidate]:
        """The verbs of a unit, by its number, left to right."""
        found = self._read[number]
        if found is None:
            found = self._read[number] = find_verbs(self._document, *self.units[number])
        return found

    def at(self, token: int) -> tuple[Candidate, Unit] | None:
        """The verb that a token is, and its unit; None if it is none."""
        number = bisect.bisect_right(self._starts, token) - 1
        verbs = self.of(number) if number >= 0 else []
        where = bisect.bisect_left(verbs, token, key=lambda one: one.verb)
        return (verbs[where], self.units[number]) if where < len(verbs) and verbs[where].verb == token else None
