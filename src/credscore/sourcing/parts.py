"""Token ranges as the spans and parts that statements carry."""

from __future__ import annotations

import functools

from credscore.extract.attribution import Range
from credscore.reading import Document
from credscore.statement import Part, Span, unchecked

__all__ = ["part_of", "spans_of"]


_span = functools.partial(tuple.__new__, Span)


def spans_of(document: Document, ranges: tuple[Range, ...]) -> tuple[Span, ...]:
    """The spans in the document's text of some token ranges, empty ones left out."""
    starts, ends = document.starts, document.ends  # of tokens in their order, so that a span needs no check
    return tuple(map(_span, [(starts[a], ends[b - 1]) for a, b in ranges if b > a]))


def part_of(document: Document, ranges: tuple[Range, ...]) -> Part:
    """The spans with the words they cover, pieces joined by ' … '."""
    spans = spans_of(document, ranges)
    text = " … ".join([document.text[a:b] for a, b in spans])
    return unchecked(Part, {"text": text, "spans": spans})
