"""Quotations across sentences: '“A,” she said. “B.”', running quotations, and those without a cue."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence

from credscore.extract.attribution import Attribution, Range, marked
from credscore.extract.units import Unit
from credscore.extract.whole import is_quoted, with_parts
from credscore.reading import Document

__all__ = ["join_quotations", "loose_quotations", "sentence_quotations"]

_LEAST = 4  # tokens between the marks below which a quotation without a cue is a title, a nickname or a scare quote


def sentence_quotations(document: Document, units: Sequence[Unit]) -> list[Range]:
    """The quotations that are whole units: nothing but them stands in their sentences."""
    if not document.quotations:
        return []
    out = []
    for first, stop in units:
        number = document.quotation_of[first]
        if number < 0:
            continue
        quotation = document.quotations[number]
        end = stop
        while end > first and document.lowers[end - 1] in (".", ",") and document.quotation_of[end - 1] < 0:
            end -= 1
        if (
            quotation.first == first
            and document.quotation_of[end - 1] >= 0
            and all(document.quotation_of[k] >= 0 for k in (first, end - 1))
        ):
            between = document.quotations[number].stop
            if between >= end or document.quotation_of[end - 1] == number:
                out.append((first, end))
    return out


def join_quotations(document: Document, found: list[Attribution], whole: list[Range]) -> list[Attribution]:
    """Adds to each quotation the ones that run on from it: next sentence, or next paragraph where it is left open.

    Where the sentence before holds several attributions, its first speaks on: '“A,” said Lee, who thinks X. “B.”'
    """
    free = _uncovered(document, found, whole)
    if not free:
        return found
    paragraph = _paragraph_of(document)
    firsts = {one.content[0][0]: number for number, one in reversed(list(enumerate(found)))}
    order = sorted(range(len(found)), key=lambda n: max(b for _, b in _all_parts(found[n])))
    ends = [max(b for _, b in _all_parts(found[n])) for n in order]
    speaking = _speaking(document, found)
    gains: dict[int, list[Range]] = {}
    for part in free:
        before = document.sentence_of[part[0]] - 1
        number = _opens_next(document, part, firsts)
        if number is None and before in speaking and paragraph(document.sentences[before][0]) == paragraph(part[0]):
            number = speaking[before]
        if number is None:
            where = bisect.bisect_right(ends, part[0]) - 1
            if where >= 0 and _runs_on(document, paragraph, found[order[where]], ends[where], part):
                number, ends[where] = order[where], part[1]
        if number is not None:
            gains.setdefault(number, []).append(part)
            speaking[document.sentence_of[part[1] - 1]] = number
    return [with_parts(one, gains.get(number, ())) for number, one in enumerate(found)]


def _speaking(document: Document, found: list[Attribution]) -> dict[int, int]:
    """For each sentence the attribution that a quotation after it goes on: the first, a quoted one if there is one."""
    out: dict[int, int] = {}
    ranks: dict[int, tuple[bool, int]] = {}
    for number, one in enumerate(found):
        if one.cue:
            cue = one.cue[0][0]
            sentence, rank = document.sentence_of[cue], (not is_quoted(document, one), cue)
            if sentence not in ranks or rank < ranks[sentence]:
                out[sentence], ranks[sentence] = number, rank
    return out


def _runs_on(document: Document, paragraph: Callable[[int], int], one: Attribution, end: int, part: Range) -> bool:
    """Whether a quotation without a cue belongs to the attribution that ends before it."""
    if not is_quoted(document, one):
        return False
    number = document.quotation_of[part[0]]
    return (number > 0 and document.quotations[number - 1].continues) or _follows(document, paragraph, end, part)


def _opens_next(document: Document, part: Range, firsts: dict[int, int]) -> int | None:
    """The attribution whose content is the next piece of an open quotation: its first piece is ``part``."""
    number = document.quotation_of[part[0]]
    if number < 0 or not document.quotations[number].continues or number + 1 >= len(document.quotations):
        return None
    begin = document.quotations[number + 1].first
    return firsts.get(begin)


def _follows(document: Document, paragraph: Callable[[int], int], end: int, part: Range) -> bool:
    """Whether the quotation is next in its paragraph, or the whole of the next paragraph."""
    apart = paragraph(part[0]) - paragraph(end - 1)
    if apart == 1:
        starts, stop = document.paragraphs[paragraph(part[0])]
        return starts == part[0] and stop - part[1] <= 1 and _adjacent(document, end, part[0])
    return apart == 0 and _adjacent(document, end, part[0])


def _adjacent(document: Document, end: int, first: int) -> bool:
    """Whether at most the sentence's own full stop or occasion stands between."""
    return first - end <= 1 or document.sentence_of[first] - document.sentence_of[end - 1] == 1


def loose_quotations(document: Document, found: list[Attribution], whole: list[Range]) -> list[Attribution]:
    """Quotations that fill a sentence and have no cue: credited to the last speaker where they follow one."""
    free = _uncovered(document, found, whole)
    if not free:
        return []
    out: list[Attribution] = []
    speakers = sorted(((one.content[0][0], one) for one in found if one.source), key=lambda pair: pair[0])
    firsts = [first for first, _ in speakers]
    paragraph = _paragraph_of(document)
    for part in free:
        if part[1] - part[0] < _LEAST + 2:
            continue
        where = bisect.bisect_right(firsts, part[0]) - 1
        if where < 0:
            continue
        last = speakers[where][1]
        near = paragraph(part[0]) - paragraph(last.content[-1][0])
        if 0 <= near <= 1:
            out.append(Attribution((part,), (), last.source, 0.5, "loose"))
    return out


def _uncovered(document: Document, found: list[Attribution], whole: list[Range]) -> list[Range]:
    """Of quotations that are whole units those of which nothing is content yet."""
    if not whole:
        return []
    covered = marked(document, [part for one in found for part in one.content])
    return [(a, b) for a, b in whole if covered.find(1, a, b) < 0]


def _all_parts(one: Attribution) -> tuple[Range, ...]:
    return (*one.content, *one.cue, *one.source)


def _paragraph_of(document: Document) -> Callable[[int], int]:
    starts = [first for first, _ in document.paragraphs]
    return lambda token: bisect.bisect_right(starts, token) - 1
