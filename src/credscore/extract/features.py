"""Numbers per token that the trained extractor sees: which word, and where it stands. numpy only."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from credscore.reading import Document

__all__ = [
    "BUCKETS",
    "GAP",
    "LEVELS",
    "MOST_BETWEEN",
    "PLACES",
    "POSITIONS",
    "QUOTING",
    "RELATIONS",
    "SHAPES",
    "Floats",
    "Ints",
    "Structure",
    "Windows",
    "relate",
    "shape_of",
    "structure_of",
    "windows_of",
    "word_key",
]

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

FAR = 8  # tokens beyond the anchor's paragraph that its window takes in
REACH = 150  # tokens of its own paragraph on each side of the anchor
GAP = 4  # empty rows between windows, so that a convolution over all of them mixes none
SHAPES, QUOTING, PLACES, RELATIONS = 14, 5, 16, 18
SCALARS = 3
LEVELS = 128  # steps in which the probability of being an anchor is counted
MOST_BETWEEN = 3 * LEVELS  # likely anchors between a token and its anchor beyond three are three
_SHORT_QUOTATION = 6  # tokens up to which a quotation is likely a title or a scare quote
_FARTHEST = 200  # distances beyond are one
_EDGES = [*range(13), 15, 18, 22, 27, 34, 44, 60, 90, 140]
_DOUBLE = frozenset('"“”«»„‟″') | {"``", "''"}


def _distance_buckets() -> Ints:
    distance = np.arange(-_FARTHEST, _FARTHEST + 1)
    bucket = np.searchsorted(_EDGES, np.abs(distance), side="right") - 1
    return np.where(distance < 0, bucket + len(_EDGES), bucket).astype(np.int64)


_BUCKET_OF = _distance_buckets()
BUCKETS = int(_BUCKET_OF.max()) + 1
_DEEPEST = 63  # positions in a sentence beyond are one
_POSITION_OF = np.searchsorted([0, 1, 2, 3, 5, 8, 13, 21, 34], np.arange(_DEEPEST + 1), side="right") - 1
POSITIONS = int(_POSITION_OF.max()) + 1


def word_key(lower: str) -> str:
    """What a word is looked up by: digits are one, double quotation marks are one."""
    if lower in _DOUBLE:
        return '"'
    if any(map(str.isdigit, lower)):
        return "".join("0" if char.isdigit() else char for char in lower)
    return lower


def shape_of(word: str) -> int:
    """The shape of a word: lower, capitalised, capitals, number, mark and so on."""
    first = word[0]
    if first.isalpha():
        if word.islower():
            return 1 if "-" in word else 0
        if word.isupper():
            return 2 if len(word) == 1 else 3
        if first.isupper():
            return 5 if "." in word else 6 if "-" in word else 4
        return 7
    if first.isdigit():
        return 8 if word.isdigit() and len(word) == 4 else 9
    if len(word) == 1:
        return 10
    return {"'": 11, "@": 12, "#": 12}.get(first, 13)


class Structure(NamedTuple):
    """Where each token stands, as arrays over the tokens.

    Attributes:
        sentence: Index of its sentence.
        paragraph: Index of its paragraph.
        quotation: Index of its quotation, or -1.
        quoting: 0 outside, 1 inside, 2 an opening mark, 3 a closing one, 4 in a short quotation.
        place: Whether its sentence opens or closes the paragraph, and how much of it is quoted.
        from_start: Bucketed distance from its sentence's start.
        to_end: Bucketed distance to its sentence's end.
        bounds: First and one past the last token of each paragraph.
    """

    sentence: Ints
    paragraph: Ints
    quotation: Ints
    quoting: Ints
    place: Ints
    from_start: Ints
    to_end: Ints
    bounds: Ints


def structure_of(document: Document) -> Structure:
    """The structure of a document that has at least one token."""
    count = len(document)
    sentences, bounds = (
        np.fromiter(itertools.chain.from_iterable(ranges), np.int64, 2 * len(ranges)).reshape(-1, 2)
        for ranges in (document.sentences, document.paragraphs)
    )
    sentence, paragraph = (
        np.repeat(np.arange(len(all_of)), all_of[:, 1] - all_of[:, 0]) for all_of in (sentences, bounds)
    )
    index = np.arange(count)
    quotation = np.fromiter(document.quotation_of, np.int64, count)
    inside = quotation >= 0
    quoting = inside.astype(np.int64)
    for one in document.quotations:
        if one.stop - one.first <= _SHORT_QUOTATION:
            quoting[one.first : one.stop] = 4
        quoting[one.first] = 2
        if one.closed:
            quoting[one.stop - 1] = 3
    of_paragraph = paragraph[sentences[:, 0]]
    opens = np.ones(len(sentences), dtype=bool)
    closes = np.ones(len(sentences), dtype=bool)
    same = of_paragraph[1:] == of_paragraph[:-1]
    opens[1:] = ~same
    closes[:-1] = ~same
    running = np.concatenate([[0], np.cumsum(inside)])
    share = running[sentences[:, 1]] - running[sentences[:, 0]]
    length = sentences[:, 1] - sentences[:, 0]
    how = np.where(share == 0, 0, np.where(share >= length - 1, 3, np.where(inside[sentences[:, 0]], 2, 1)))
    place = (opens[sentence] * 2 + closes[sentence]).astype(np.int64) * 4 + how[sentence]
    return Structure(
        sentence,
        paragraph,
        quotation,
        quoting,
        place,
        _POSITION_OF[np.minimum(index - sentences[sentence, 0], _DEEPEST)],
        _POSITION_OF[np.minimum(sentences[sentence, 1] - 1 - index, _DEEPEST)],
        bounds,
    )


class Windows(NamedTuple):
    """The neighbourhoods of all anchors in one flat array, `GAP` empty rows before each and after the last.

    Attributes:
        token: The token of each row, -1 for an empty one.
        owner: Which anchor's window the row belongs to.
        first: Each window's first row.
        last: One past its last row.
        low: The token of its first row.
    """

    token: Ints
    owner: Ints
    first: Ints
    last: Ints
    low: Ints


def windows_of(anchors: Ints, structure: Structure, count: int) -> Windows:
    """For each anchor its paragraph and a little beyond, at most `REACH` tokens each way."""
    bounds = structure.bounds[structure.paragraph[anchors]]
    low = np.maximum(np.maximum(bounds[:, 0] - FAR, anchors - REACH), 0)
    high = np.minimum(np.minimum(bounds[:, 1] + FAR, anchors + REACH), count)
    length = high - low
    total = length + GAP
    first = np.cumsum(total) - total + GAP
    owner = np.repeat(np.arange(len(anchors)), total)
    row = np.arange(len(owner)) - np.repeat(first, total)
    token = np.where(row >= 0, row + np.repeat(low, total), -1)
    token = np.concatenate([token, np.full(GAP, -1, np.int64)])
    owner = np.concatenate([owner, np.full(GAP, len(anchors) - 1, np.int64)])
    return Windows(token, owner, first, first + length, low)


def relate(
    windows: Windows, anchors: Ints, structure: Structure, hot: Ints
) -> tuple[Ints, Ints, tuple[Ints, Ints, Ints]]:
    """How each row stands to its anchor: distance bucket, relation, and how many likely anchors lie between.

    Args:
        windows: The rows.
        anchors: The anchors' tokens.
        structure: Where tokens stand.
        hot: Each token's probability of being an anchor, in `LEVELS` steps.

    Returns:
        The bucket of the distance, the relation, and three counts in steps: likely anchors between where the row is
        to the right, the same where it is to the left, and the row's own level.
    """
    token = np.maximum(windows.token, 0)
    owner = windows.owner
    anchor = anchors.take(owner)
    apart = token - anchor
    distance = _BUCKET_OF.take(apart + _FARTHEST, mode="clip")
    # Another paragraph is another sentence as well.
    near = (structure.sentence.take(token) != structure.sentence.take(anchor)) * np.int8(1)
    near += structure.paragraph.take(token) != structure.paragraph.take(anchor)
    mine, its = structure.quotation.take(token), structure.quotation.take(anchor)
    inside, whose = mine >= 0, its >= 0
    quote = inside * np.int8(2) + whose
    quote += inside & whose & (mine != its)
    running = np.concatenate([[0], np.cumsum(hot)])
    right = apart > 0
    between = np.abs(running.take(token) - running.take(anchor))
    between -= hot.take(np.where(right, anchor, token))  # counted above, though not between
    between = np.clip(between, 0, MOST_BETWEEN)
    to_right = between * right
    return distance, near * np.int64(6) + quote, (to_right, between - to_right, hot.take(token))
