"""Where paragraphs end: at blank lines, and at those line breaks that no wrapping made.

Each block between blank lines is judged by itself, so that what follows never changes what came before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from credscore.reading.cleaning import MARK, Cleaned
from credscore.reading.tokens import Tokens

__all__ = ["find_paragraphs"]

# What breaks a line beside the line feed; the same length afterwards, so that offsets hold.
_OTHER_BREAKS = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TO_LINE_FEED = dict.fromkeys(map(ord, "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_BULLETS = frozenset("-*+–—•●▪■◦‣·►▶✓")
_LINE_ENDS = frozenset(".!?…:;\"'”’»)]")
# Texts are wrapped by hand or by mail programs at 60 to 80 columns; beyond these bounds a line is no wrapped one.
_NARROWEST, _WIDEST = 40, 100


def find_paragraphs(tokens: Tokens, cleaned: Cleaned) -> list[tuple[int, int]]:
    """Token ranges of the paragraphs, in order, that cover all tokens."""
    text = cleaned.text
    count = len(tokens.raw)
    if not count:
        return []
    lines = text
    if _OTHER_BREAKS.search(text):
        lines = text.replace("\r\n", " \n").translate(_TO_LINE_FEED)
    cuts: list[int] = []
    block: list[int] = []
    opened = 0
    for stop in _line_starts(tokens, lines):
        gap = slice(tokens.ends[stop - 1], tokens.starts[stop])
        if lines.count("\n", gap.start, gap.stop) < 2 and "\u2029" not in text[gap]:
            block.append(stop)
            continue
        if block:
            cuts += _block_cuts(tokens, cleaned, opened, block, stop)
            block = []
        cuts.append(stop)
        opened = stop
    if block:
        cuts += _block_cuts(tokens, cleaned, opened, block, count)
    cuts.append(count)
    return list(zip([0, *cuts[:-1]], cuts, strict=True))


def _line_starts(tokens: Tokens, lines: str) -> list[int]:
    """The tokens that begin a line, but for the first."""
    starts = tokens.starts
    last = starts[-1]
    found: list[int] = []
    place = lines.find("\n", tokens.ends[0])
    while 0 <= place < last:
        number = bisect_left(starts, place)
        found.append(number)
        place = lines.find("\n", starts[number])
    return found


def _block_cuts(tokens: Tokens, cleaned: Cleaned, first: int, breaks: list[int], stop: int) -> list[int]:
    """Those line breaks inside a block at which a paragraph ends."""
    bounds = [first, *breaks, stop]
    lengths = [tokens.ends[b - 1] - tokens.starts[a] for a, b in pairwise(bounds)]
    if cleaned.marks:  # which take no room in a line
        lengths = [
            length - cleaned.shadow.count(MARK, tokens.starts[a], tokens.ends[b - 1])
            for length, (a, b) in zip(lengths, pairwise(bounds), strict=True)
        ]
    width = max(lengths)
    raw = tokens.words
    running = [
        raw[at][0].islower() and raw[at - 1][-1] not in _LINE_ENDS for at in breaks
    ]  # the sentence visibly goes on
    wrapped = _NARROWEST <= width <= _WIDEST and any(running)
    cuts: list[int] = []
    for number, at in enumerate(breaks):
        if _begins_item(tokens, at, stop):
            cuts.append(at)
        elif running[number]:
            continue
        elif wrapped:
            # A wrapped line ends where the next word did not fit any more.
            if lengths[number] + 1 + len(raw[at]) <= width and not _goes_on(raw, at):
                cuts.append(at)
        else:
            cuts.append(at)
    return cuts


def _goes_on(raw: list[str], at: int) -> bool:
    return raw[at][0].islower() or raw[at - 1][-1] in ",;-–—("


def _begins_item(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether the line is an item of a list: '- ...', '• ...', '3. ...', '3) ...'."""
    word = tokens.raw[at]
    if at + 1 < stop and (word in _BULLETS or word == "--"):
        return tokens.nexts[at] > tokens.ends[at]
    return (
        at + 2 < stop
        and word.isdigit()
        and len(word) < 4
        and tokens.raw[at + 1] in (".", ")")
        and tokens.nexts[at] == tokens.ends[at]
        and tokens.nexts[at + 1] > tokens.ends[at + 1]
    )
