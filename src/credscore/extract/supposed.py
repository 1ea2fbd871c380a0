"""Clauses of speaking in which nobody has spoken: under a condition, in the writer's question, by whoever it may be."""

from __future__ import annotations

from credscore.extract.attribution import Attribution
from credscore.extract.grammar import BE, MODAL, NEGATION
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["is_said_by_nobody"]

_CONDITIONS = words("idioms", "conditions", "openers")
_SUPPOSED = words("idioms", "conditions", "cues")
_INVERTED = MODAL | words("grammar", "words", "inverting")
_ASKING = words("idioms", "conditions", "asking")
_WHOEVER = words("idioms", "whoever", "words")
_CHARGED = words("idioms", "conditions", "charged")


def is_said_by_nobody(document: Document, one: Attribution, cue: list[str]) -> bool:
    """Whether nobody has said it.

    Args:
        document: The text.
        one: What looks like an attribution.
        cue: The words of its cue, in lower case.
    """
    return (
        _is_supposed(document, one, cue)
        or _is_asked(document, one, cue)
        or _is_anybody(document, one)
        or _charges_nobody(one, cue)
    )


def _is_supposed(document: Document, one: Attribution, cue: list[str]) -> bool:
    """'If the vet says the dog is fit': the clause of speaking depends on a condition."""
    if _SUPPOSED.isdisjoint(cue) or not one.source or one.source[0][0] > one.cue[0][0]:
        return False
    first = one.source[0][0]
    lowers = document.lowers
    opening = document.sentences[document.sentence_of[first]][0]
    if first == opening or lowers[first - 1] not in _CONDITIONS or document.quotation_of[first] >= 0:
        return False
    return first - 2 < opening or lowers[first - 2] not in _ASKING  # 'asked if he said so' is asked, not supposed


def _is_asked(document: Document, one: Attribution, cue: list[str]) -> bool:
    """'Would the mayor say who paid?': the writer's question, and nobody's answer."""
    if _SUPPOSED.isdisjoint(cue) or not one.source or document.quotation_of[one.cue[0][0]] >= 0:
        return False
    lowers = document.lowers
    opening, stop = document.sentences[document.sentence_of[one.cue[0][0]]]
    if lowers[stop - 1] != "?" or document.quotation_of[opening] >= 0 or document.quotation_of[stop - 1] >= 0:
        return False
    return lowers[opening] in _INVERTED and opening < one.source[0][0] < one.cue[0][0]


def _is_anybody(document: Document, one: Attribution) -> bool:
    """'Anyone who says they saw it should call the police': whoever it may be, and nobody has spoken."""
    if not one.source:
        return False
    lowers, head = document.lowers, one.source[0][1] - 1
    if lowers[head] == "who":
        head -= 1
    return head >= 0 and lowers[head] in _WHOEVER and lowers[head + 1] == "who"


def _charges_nobody(one: Attribution, cue: list[str]) -> bool:
    """'The clerk is not accused of any wrongdoing': by nobody, and not."""
    return not one.source and not (
        _CHARGED.isdisjoint(cue) or NEGATION.isdisjoint(cue) or BE.isdisjoint(cue) or "by" in cue
    )
