"""What reading gives: a text as tokens, sentences, paragraphs and quotations, every one with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Document", "Quotation"]


class Quotation(NamedTuple):
    """A stretch between quotation marks, as a half-open range of tokens that includes the marks.

    Of a quotation over several paragraphs each paragraph's piece is a quotation of its own.
    """

    first: int
    """The opening mark's token."""
    stop: int
    """One past the closing mark's token, or past the paragraph's last token where none closes it."""
    closed: bool
    """Whether a closing mark stands at the end."""
    continues: bool
    """Whether it was left open and the next paragraph opens with a mark: it runs on into the next quotation."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text cut up. Offsets count Unicode code points of `text`, token ranges are half-open.

    Attributes:
        text: The text as given.
        words: The tokens, cleaned: entities decoded, zero-width characters and soft hyphens removed,
            in NFC, apostrophes straight, a doubled ``''`` as ``"``.
        lowers: The same in lower case.
        starts: Where each token starts in `text`.
        ends: Where it ends.
        sentences: Token ranges that cover all tokens, in order.
        paragraphs: Token ranges that cover all tokens, in order; each consists of whole sentences.
        quotations: The outermost quotations, in order.
        sentence_of: The index of each token's sentence.
        quotation_of: The index of each token's quotation, marks included, or -1.
    """

    text: str
    words: list[str]
    lowers: list[str]
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: list[tuple[int, int]]
    paragraphs: list[tuple[int, int]]
    quotations: list[Quotation]
    sentence_of: Sequence[int]
    quotation_of: Sequence[int]

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.words)

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """The offsets of the tokens from `first` up to but without `stop`; the range must not be empty."""
        return self.starts[first], self.ends[stop - 1]

    def passage(self, first: int, stop: int) -> str:
        """The text as given from token `first` up to but without `stop`; empty for an empty range."""
        return self.text[self.starts[first] : self.ends[stop - 1]] if first < stop else ""
