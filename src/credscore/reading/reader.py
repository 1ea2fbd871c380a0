"""The one way in: `read` takes a text through cleaning, tokens, paragraphs, quotations and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, repeat

from credscore.reading.cleaning import clean, originals
from credscore.reading.document import Document
from credscore.reading.paragraphs import find_paragraphs
from credscore.reading.quotations import find_quotations
from credscore.reading.sentences import find_sentences
from credscore.reading.tokens import packed, shared, tokenise

__all__ = ["read"]


def read(text: str, edits: Iterable[tuple[int, int, str]] = ()) -> Document:
    """Cuts a text up.

    Args:
        text: Any string; HTML entities and invisible characters are seen through. Markup is not.
        edits: What of the text is markup and is to be read past: start, end and what stands for it, in order;
            `credscore.reading.markdown.marks` gives those of Markdown.

    Returns:
        The document; its offsets index `text` as given.
    """
    cleaned = clean(text, edits)
    tokens = tokenise(cleaned)
    # No token holds a line feed: one call lowers them all.
    lowers = shared("\n".join(tokens.words).lower().split("\n")) if tokens.words else []
    paragraphs = find_paragraphs(tokens, cleaned)
    quotations = find_quotations(tokens, paragraphs)
    sentences = find_sentences(tokens, lowers, paragraphs, quotations)
    starts, ends = originals(cleaned, tokens.starts, tokens.ends)
    return Document(
        text=text,
        words=tokens.words,
        lowers=lowers,
        starts=starts,
        ends=ends,
        sentences=sentences,
        paragraphs=paragraphs,
        quotations=quotations,
        sentence_of=_numbers(sentences, len(starts)),
        quotation_of=_quotation_numbers(quotations, len(starts)),
    )


def _numbers(ranges: Iterable[tuple[int, int]], count: int) -> Sequence[int]:
    return packed(chain.from_iterable(repeat(n, stop - first) for n, (first, stop) in enumerate(ranges)), count)


def _quotation_numbers(quotations: Sequence[tuple[int, int, bool, bool]], count: int) -> Sequence[int]:
    def runs() -> Iterable[Iterable[int]]:
        last = 0
        for number, (first, stop, _, _) in enumerate(quotations):
            yield repeat(-1, first - last)
            yield repeat(number, stop - first)
            last = stop
        yield repeat(-1, count - last)

    return packed(chain.from_iterable(runs()), count)
