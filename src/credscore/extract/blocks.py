"""Long documents in blocks, so that the net's memory does not grow with the text."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from operator import attrgetter

from credscore.reading import Document, Quotation

__all__ = ["split_blocks"]

_MOST = 8_000  # tokens of a block; a long newspaper article has three thousand


def split_blocks(document: Document) -> Iterator[tuple[int, Document]]:
    """The document in blocks of whole paragraphs, each with the index of its first token.

    A document of ordinary length is one block: itself. A paragraph longer than a block is cut.
    """
    count = len(document)
    if count <= _MOST:
        yield 0, document
        return
    starts = [first for first, _ in document.paragraphs]
    first = 0
    while first < count:
        stop = count
        if first + _MOST < count:
            number = bisect.bisect_right(starts, first + _MOST) - 1
            stop = starts[number] if starts[number] > first else first + _MOST
        yield first, _block(document, first, stop)
        first = stop


def _block(document: Document, first: int, stop: int) -> Document:
    def cut(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
        low = bisect.bisect_right(ranges, (first, first)) - 1
        out = []
        for number in range(max(low, 0), len(ranges)):  # no slice: a copy of the rest for each block is quadratic
            a, b = ranges[number]
            if a >= stop:
                break
            if b > first:
                out.append((max(a, first) - first, min(b, stop) - first))
        return out

    sentences, paragraphs = cut(document.sentences), cut(document.paragraphs)
    quotations: list[Quotation] = []
    number_from = bisect.bisect_left(document.quotations, first + 1, key=attrgetter("stop"))
    for number in range(number_from, len(document.quotations)):
        one = document.quotations[number]
        if one.first >= stop:
            break
        quotations.append(
            Quotation(max(one.first, first) - first, min(one.stop, stop) - first, one.closed, one.continues)
        )
    base = document.sentence_of[first]
    return Document(
        document.text,
        document.words[first:stop],
        document.lowers[first:stop],
        document.starts[first:stop],
        document.ends[first:stop],
        sentences,
        paragraphs,
        quotations,
        [number - base for number in document.sentence_of[first:stop]],
        [number - number_from if number >= 0 else -1 for number in document.quotation_of[first:stop]],
    )
