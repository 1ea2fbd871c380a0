"""Units of reading: sentences, joined where a quotation runs over their boundary."""

from __future__ import annotations

from credscore.reading import Document

__all__ = ["Unit", "split_units"]

Unit = tuple[int, int]


def split_units(document: Document) -> list[Unit]:
    """The document's sentences as token ranges; '“One. Two,” she said.' is one unit, not two."""
    quoted = document.quotation_of
    units: list[Unit] = []
    paragraph_starts = {first for first, _ in document.paragraphs}
    for first, stop in document.sentences:
        if units and first not in paragraph_starts and quoted[first] >= 0 and quoted[first] == quoted[first - 1]:
            units[-1] = (units[-1][0], stop)
        else:
            units.append((first, stop))
    return units
