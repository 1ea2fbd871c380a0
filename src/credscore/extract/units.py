"""Units of reading: sentences, joined where a quotation runs over their boundary."""

from __future__ import annotations

from credscore.extract.opening import past_opening
from credscore.reading import Document

__all__ = ["Unit", "split_units"]

Unit = tuple[int, int]

# Work inside a unit may grow with the square of its length, so its length has a bound: no sentence a person
# wrote comes near it, and a text without full stops is cut there.
_LONGEST = 400


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
            begins = first in paragraph_starts and document.quotation_of[first] < 0
            units.append((past_opening(document, first, stop) if begins else first, stop))
        else:
            units.extend((cut, min(cut + _LONGEST, stop)) for cut in range(first, stop, _LONGEST))
    return units
