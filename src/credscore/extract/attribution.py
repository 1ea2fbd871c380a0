"""What an extractor finds: source, cue and content of each attribution, as token ranges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from credscore.reading import Document

__all__ = ["Attribution", "Extractor", "Range", "marked", "overlap", "tokens_in"]

Range = tuple[int, int]


def tokens_in(parts: tuple[Range, ...]) -> list[int]:
    """The tokens of some ranges, in their order."""
    if len(parts) == 1:
        return list(range(*parts[0]))
    return [token for first, stop in parts for token in range(first, stop)]


def overlap(parts: tuple[Range, ...], others: tuple[Range, ...]) -> bool:
    """Whether the ranges have a token in common."""
    for first, stop in parts:
        for low, high in others:
            if first < high and low < stop:
                return True
    return False


def marked(document: Document, parts: Iterable[Range]) -> bytearray:
    """A byte for each token of the document: 1 inside one of the ranges, else 0."""
    out = bytearray(len(document))
    for first, stop in parts:
        out[first:stop] = b"\1" * (stop - first)
    return out


class Attribution(NamedTuple):
    """One attribution found in a document; every range is a half-open range of its tokens.

    Attributes:
        content: What was said, its pieces left to right; never empty.
        cue: The words that attribute it; empty for a quotation whose speaker only the context tells.
        source: Who is credited; empty where the text names none ('reportedly').
        confidence: Probability in [0, 1] that this is an attribution with these spans.
        pattern: Which rule found it, for explanations and error counts.
    """

    content: tuple[Range, ...]
    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    confidence: float = 1.0
    pattern: str = ""


class Extractor(Protocol):
    """Anything that finds attributions in a document."""

    name: str

    def find(self, document: Document) -> list[Attribution]:
        """The attributions of ``document``, in the order of their content."""
        ...
