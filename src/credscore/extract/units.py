"""Units of reading: sentences, joined where a quotation runs over their boundary."""

from __future__ import annotations

from credscore.extract.grammar import DASHES
from credscore.reading import Document

__all__ = ["Unit", "past_dateline", "split_units"]

Unit = tuple[int, int]

# Work inside a unit may grow with the square of its length, so its length has a bound: no sentence a person
# wrote comes near it, and a text without full stops is cut there.
_LONGEST = 400
_PLACE = 3  # letters of a place in capitals
_DATELINE = 14  # tokens of place, date and outlet
_IN_DATELINE = frozenset((",", ".", "(", ")", "/"))


def past_dateline(document: Document, first: int, stop: int) -> int:
    """The token after a dateline that begins at ``first``: 'VIENNA, Oct 9 (Halden Wire) - '; ``first`` if none does."""
    words = document.words
    if len(words[first]) < _PLACE or not words[first].isupper():
        return first
    for k in range(first + 1, min(stop - 1, first + _DATELINE)):
        word = words[k]
        if word in DASHES:
            return k + 1 if not words[k + 1][0].islower() else first
        if not (word[0].isupper() or word[0].isdigit() or word in _IN_DATELINE):
            return first
    return first


def split_units(document: Document) -> list[Unit]:
    """The document's sentences as token ranges; '“One. Two,” she said.' is one unit, not two."""
    quoted = document.quotation_of
    units: list[Unit] = []
    paragraph_starts = {first for first, _ in document.paragraphs}
    for first, stop in document.sentences:
        joined = first > 0 and first not in paragraph_starts and 0 <= quoted[first] == quoted[first - 1]
        if units and joined and stop - units[-1][0] <= _LONGEST:
            units[-1] = (units[-1][0], stop)
            continue
        if stop - first <= _LONGEST:
            begins = first in paragraph_starts and document.words[first].isupper()
            units.append((past_dateline(document, first, stop) if begins else first, stop))
        else:
            units.extend((cut, min(cut + _LONGEST, stop)) for cut in range(first, stop, _LONGEST))
    return units
