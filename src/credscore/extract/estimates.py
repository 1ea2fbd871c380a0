"""Estimates that are put at a figure: 'The agency put the number of homeless at 90,000'.

'Put' is mostly no verb of saying, so thing and figure must both be there.
"""

from __future__ import annotations

import itertools

from credscore.extract import grammar as gr
from credscore.extract.attribution import Attribution
from credscore.extract.clause import phrase_before
from credscore.extract.content import trim
from credscore.extract.units import Unit
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["find_estimates"]

_PUT = words("grammar", "words", "puts")
_MEASURED = words("grammar", "words", "measured")
_SHARES = words("sources", "share", "words")
_ABOUT = words("sources", "counting", "about") | words("grammar", "words", "money")
_THING = 10  # tokens of what is estimated
_FIGURE = 5  # tokens between 'at' and the figure itself
_UNITS = 6  # and of what follows it: '90,000 | a year'


def find_estimates(document: Document, unit: Unit) -> list[Attribution]:
    """The attributions of one unit whose cue is 'put', left to right; nearly no unit has one."""
    low, high = unit
    lowers = document.lowers
    if _PUT.isdisjoint(lowers[low:high]):
        return []
    at = itertools.compress(range(low, high), map(_PUT.__contains__, lowers[low:high]))
    return [one for k in at if (one := _estimate(document, unit, k)) is not None]


def _estimate(document: Document, unit: Unit, verb: int) -> Attribution | None:
    lowers, quoted = document.lowers, document.quotation_of
    low, high = unit
    begin = verb
    while begin > low and (lowers[begin - 1] in gr.HAVE or gr.is_adverb(lowers[begin - 1])):
        begin -= 1  # 'insurers have since put'
    start = phrase_before(document, begin, low)
    if quoted[verb] >= 0 or start >= begin or (begin > low and lowers[begin - 1] in gr.AUXILIARIES):
        return None
    first = verb + 1
    at = next((k for k in range(first, min(high, first + _THING)) if lowers[k] == "at"), -1)
    if at <= first or any(lowers[k] == "," or lowers[k] in gr.STOPS or quoted[k] >= 0 for k in range(first, at)):
        return None
    figure = at + 1
    while figure < min(high - 1, at + _FIGURE) and lowers[figure] in _ABOUT and not _is_figure(lowers[figure]):
        figure += 1
    if figure >= high or not _is_figure(lowers[figure]):
        return None
    end = figure + 1
    while end < min(high, figure + _UNITS) and not _ends(lowers[end]):
        end += 1
    if _MEASURED.isdisjoint(lowers[first:at]) and _SHARES.isdisjoint(lowers[figure:end]):
        return None  # 'put the pan at 200 degrees'
    return Attribution((trim(document, first, end),), ((begin, verb + 1),), ((start, begin),), 0.8, "estimate")


def _is_figure(word: str) -> bool:
    return any(char.isdigit() for char in word) or word in gr.NUMBERS


def _ends(word: str) -> bool:
    return word in gr.STOPS or word in (",", ";", ":") or word in gr.CONJUNCTIONS or word in gr.RELATIVE
