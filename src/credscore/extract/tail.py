"""Contents that run on into the narrator's words, or begin too late: 'said profit fell, sending its shares down'."""

from __future__ import annotations

from collections.abc import Callable

from credscore.extract.attribution import Attribution, Range
from credscore.extract.cues import is_cue_form
from credscore.extract.grammar import CONJUNCTIONS, DETERMINERS
from credscore.extract.opening import past_opening
from credscore.extract.turns import whole_turn
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["with_right_ends"]

_MOVES = words("grammar", "words", "market_moves")
_MARKETS = words("grammar", "words", "markets")
_CLAIMS = words("answers", "answers", "claim_nouns") - {"it", "that", "them", "these", "this", "those"}
_WHILE = words("grammar", "words", "meanwhile")
_TITLED = words("grammar", "words", "titled")
_PIECES = 2  # of a content that a title may be one of
_MOVED = 4  # tokens from 'sending' to 'shares'
_HEAD = 4  # tokens of 'any suggestion' before its 'that'


def with_right_ends(document: Document, found: list[Attribution]) -> list[Attribution]:
    """The attributions with what they say begun and ended where the speaker's words do; nothing else is changed.

    Args:
        document: The text.
        found: In the order of their content; no token is content of two.
    """
    held: set[int] = set()

    def taken(first: int, stop: int) -> bool:
        if not held:
            held.update(k for one in found for part in (*one.content, *one.cue, *one.source) for k in range(*part))
        return not held.isdisjoint(range(first, stop))

    known: set[int] = set()

    def cues() -> set[int]:
        if not known:
            known.update(k for one in found for part in one.cue for k in range(*part))
        return known

    lowers, out = document.lowers, []
    for one in found:
        opens = lowers[one.content[0][0]]
        if opens == "that":
            ended = _with_claim(document, one)
        else:
            ended = _before_meanwhile(document, one, taken) if opens in _WHILE else one
        ended = whole_turn(document, _before_next(document, _without_titles(document, ended), cues), taken)
        first, stop = ended.content[-1]
        out.append(ended if _MOVES.isdisjoint(lowers[first:stop]) else _without_market(document, ended))
    return out


def _without_titles(document: Document, one: Attribution) -> Attribution:
    """The attribution without the title of the text it stands in: '“It is easy,” Ole said in a note titled “Cash”'."""
    if len(one.content) < _PIECES or not one.cue:
        return one
    kept = tuple(
        (a, b)
        for a, b in one.content
        if a < one.cue[-1][1] or document.quotation_of[a] < 0 or document.lowers[a - 1] not in _TITLED
    )
    return one._replace(content=kept) if kept else one


def _before_next(document: Document, one: Attribution, cues: Callable[[], set[int]]) -> Attribution:
    """Without the next cue and what joins it: 'told them it was late | , and said | it would rain'."""
    lowers, quoted = document.lowers, document.quotation_of
    first, stop = one.content[-1]
    end = stop
    if not is_cue_form(lowers[stop - 1]) or quoted[stop - 1] >= 0:
        return one
    while end - 1 > first and end - 1 in cues():
        end -= 1
    if end == stop or end - 2 <= first or lowers[end - 1] not in CONJUNCTIONS:
        return one
    end -= 1
    if lowers[end - 1] != "," and quoted[end - 1] < 0:
        return one
    return one._replace(content=(*one.content[:-1], (first, end - 1 if lowers[end - 1] == "," else end)))


def _without_market(document: Document, one: Attribution) -> Attribution:
    """Without what the market did upon it: 'its profit fell, missing forecasts and sending its shares down'."""
    lowers, quoted = document.lowers, document.quotation_of
    first, stop = one.content[-1]
    for k in range(first + 2, stop):
        if lowers[k] in _MOVES and quoted[k] < 0 and not _MARKETS.isdisjoint(lowers[k + 1 : k + _MOVED]):
            comma = next((j for j in range(k - 1, first, -1) if lowers[j] == ","), -1)
            if comma > first and lowers[comma + 1].endswith("ing") and quoted[comma] < 0:
                return one._replace(content=(*one.content[:-1], (first, comma)))
    return one


def _with_claim(document: Document, one: Attribution) -> Attribution:
    """With the claim that it speaks of: 'said any suggestion | that he had known was untrue'."""
    lowers = document.lowers
    first, stop = one.content[0]
    if not one.cue or lowers[first - 1] not in _CLAIMS:
        return one
    begin = one.cue[-1][1]
    if 1 < first - begin <= _HEAD and lowers[begin] in DETERMINERS and document.quotation_of[begin] < 0:
        return one._replace(content=((begin, stop), *one.content[1:]))
    return one


def _before_meanwhile(document: Document, one: Attribution, taken: Callable[[int, int], bool]) -> Attribution:
    """What closes before its speaker, not what went on beside: 'Shells fell, the mayor said, as talks went on'."""
    lowers, quoted = document.lowers, document.quotation_of
    if len(one.content) != 1 or not one.cue or len(one.source) != 1:
        return one
    first = one.content[0][0]
    begin, cue = one.source[0][0], one.cue[-1][1]
    if lowers[first - 1] != "," or first - 1 != cue or quoted[first] >= 0:
        return one
    low = document.sentences[document.sentence_of[begin]][0]
    if begin - low < _HEAD or lowers[begin - 1] != "," or one.cue[0][0] < begin or taken(low, begin - 1):
        return one
    before: Range = (past_opening(document, low, begin - 1), begin - 1)
    return one._replace(content=(before,))
