"""Quotations across sentences: '“A,” she said. “B.”', running quotations, and those without a cue."""

from __future__ import annotations

import bisect

from credscore.extract.attribution import Attribution, Range
from credscore.extract.units import split_units
from credscore.reading import Document

__all__ = ["join_quotations", "loose_quotations"]

_LEAST = 4  # tokens between the marks below which a quotation without a cue is a title, a nickname or a scare quote


def _sentence_quotations(document: Document) -> list[Range]:
    """The quotations that are whole units: nothing but them stands in their sentences."""
    out = []
    for first, stop in split_units(document):
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


def join_quotations(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Adds to each quotation the ones that run on from it: next sentence, or next paragraph where it is left open."""
    covered = _covered_tokens(found)
    free = [part for part in _sentence_quotations(document) if not _covered(part, covered)]
    if not free:
        return found
    paragraph = _paragraph_of(document)
    out = list(found)
    firsts = {one.content[0][0]: number for number, one in reversed(list(enumerate(out)))}
    order = sorted(range(len(out)), key=lambda n: max(b for _, b in _all_parts(out[n])))
    ends = [max(b for _, b in _all_parts(out[n])) for n in order]
    for part in free:
        where = bisect.bisect_right(ends, part[0]) - 1
        if where < 0:
            where_next = _opens_next(document, part, firsts)
            if where_next is not None:
                out[where_next] = _with(out[where_next], part)
            continue
        number = order[where]
        one = out[number]
        number_of = document.quotation_of[part[0]]
        runs_on = number_of > 0 and document.quotations[number_of - 1].continues
        following = _opens_next(document, part, firsts)
        if following is not None:
            out[following] = _with(out[following], part)
        elif _is_quoted(document, one) and (
            runs_on or (paragraph(part[0]) == paragraph(ends[where] - 1) and _adjacent(document, ends[where], part[0]))
        ):
            out[number] = _with(one, part)
            ends[where] = part[1]
    return out


def _opens_next(document: Document, part: Range, firsts: dict[int, int]) -> int | None:
    """The attribution whose content is the next piece of an open quotation: its first piece is ``part``."""
    number = document.quotation_of[part[0]]
    if number < 0 or not document.quotations[number].continues or number + 1 >= len(document.quotations):
        return None
    begin = document.quotations[number + 1].first
    return firsts.get(begin)


def _adjacent(document: Document, end: int, first: int) -> bool:
    """Whether at most the sentence's own full stop or occasion stands between."""
    return first - end <= 1 or document.sentence_of[first] - document.sentence_of[end - 1] == 1


def loose_quotations(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Quotations that fill a sentence and have no cue: credited to the last speaker where they follow one."""
    out: list[Attribution] = []
    speakers = sorted(((one.content[0][0], one) for one in found if one.source), key=lambda pair: pair[0])
    firsts = [first for first, _ in speakers]
    paragraph = _paragraph_of(document)
    covered = _covered_tokens(found)
    for part in _sentence_quotations(document):
        if _covered(part, covered) or part[1] - part[0] < _LEAST + 2:
            continue
        where = bisect.bisect_right(firsts, part[0]) - 1
        if where < 0:
            continue
        last = speakers[where][1]
        near = paragraph(part[0]) - paragraph(last.content[-1][0])
        if 0 <= near <= 1:
            out.append(Attribution((part,), (), last.source, 0.5, "loose"))
    return out


def _covered_tokens(found: list[Attribution]) -> set[int]:
    return {token for one in found for a, b in one.content for token in range(a, b)}


def _covered(part: Range, covered: set[int]) -> bool:
    return any(token in covered for token in range(*part))


def _all_parts(one: Attribution) -> tuple[Range, ...]:
    return (*one.content, *one.cue, *one.source)


def _is_quoted(document: Document, one: Attribution) -> bool:
    return any(document.quotation_of[a] >= 0 or document.quotation_of[b - 1] >= 0 for a, b in one.content)


def _with(one: Attribution, part: Range) -> Attribution:
    pieces = sorted((*one.content, part))
    joined: list[Range] = []
    for a, b in pieces:
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return one._replace(content=tuple(joined))


def _paragraph_of(document: Document):  # type: ignore[no-untyped-def]
    starts = [first for first, _ in document.paragraphs]
    return lambda token: bisect.bisect_right(starts, token) - 1
