"""Clauses on why a source is not named, which belong neither to it nor to what it says."""

from __future__ import annotations

from credscore.extract.attribution import Range
from credscore.extract.clause import opening_comma, phrase_before
from credscore.extract.cues import Candidate, is_cue_form
from credscore.lexicon.load import ING, words
from credscore.reading import Document

__all__ = ["goes_unnamed", "over_unnamed", "tells_why_unnamed", "withholds_name", "without_anonymity"]

_UNNAMED = words("answers", "anonymity", "asked") - {"anonymous"}
_NAMES = words("answers", "anonymity", "names")
_KEPT = words("answers", "anonymity", "kept")
_OPENERS = words("answers", "anonymity", "openers")
_FEARS = words("answers", "anonymity", "fears")
_WORRY = words("answers", "anonymity", "worries")
_CITE = words("answers", "relays", "cite")
_UNNAMED_OPENERS = words("answers", "anonymity", "opens_unnamed")
_CITING = words("answers", "relays", "citing")
_CLAUSE = 14  # tokens of such a clause
_NEAR = 3  # tokens within which a fear is named


def withholds_name(clause: list[str]) -> bool:
    """Whether a clause, in lower case, says that a name is not given in full: 'who gave only her first name'."""
    return not _NAMES.isdisjoint(clause) and not _KEPT.isdisjoint(clause)


def goes_unnamed(clause: list[str]) -> bool:
    """Whether a clause, in lower case, says that somebody is not to be named, or not in full."""
    return not _UNNAMED.isdisjoint(clause) or withholds_name(clause)


def over_unnamed(document: Document, start: int, stop: int, low: int) -> int:
    """Where a source begins that a clause on anonymity parts from its verb: 'a man who would not be named said'.

    Args:
        document: The text.
        start: Where it begins by its noun phrase alone.
        stop: The first token of the verb group.
        low: The first token it may reach back to.
    """
    lowers = document.lowers
    last = stop - 1
    if last > low and lowers[last] == ",":
        opening = opening_comma(document, last, low)
        reason = lowers[opening + 1 : last]
        opens = bool(reason) and reason[0] in _OPENERS and reason[0] != "who"
        if opening <= low or not opens or _FEARS.isdisjoint(reason):
            return start
        last = opening - 1  # 'who gave only her first name, fearing reprisals, said'
    for k in range(last, max(low, last - _CLAUSE), -1):
        if lowers[k] in (",", ".") or document.quotation_of[k] >= 0:
            break
        if lowers[k] == "who" and goes_unnamed(lowers[k : last + 1]):
            first = phrase_before(document, k, low)
            return first if first < k else start
    return start


def without_anonymity(document: Document, first: int, stop: int) -> Range:
    """The source without the clause that says it will not be named: 'an official, who asked not to be named'."""
    lowers = document.lowers
    for k in range(first + 1, stop):
        unnamed = lowers[k] in _UNNAMED_OPENERS and goes_unnamed(lowers[k:stop])
        if unnamed or (lowers[k] in _CITING and lowers[k - 1] == ","):
            return first, k - 1 if lowers[k - 1] == "," else k
    return first, stop


def tells_why_unnamed(document: Document, verb: Candidate, low: int, high: int) -> bool:
    """Whether a cue says why the source is not named: 'citing fear of dismissal', '…, fearing reprisals, said'.

    Who fears something tells of it, unless the clause before is on anonymity or the verb of speaking comes after.
    """
    lowers = document.lowers
    if verb.cue.lemma in _CITE:
        return lowers[min(verb.stop, high - 1)] in _WORRY
    if verb.cue.lemma != "fear" or verb.cue.form != ING or lowers[verb.first - 1] != "," or verb.first <= low:
        return False
    if _FEARS.isdisjoint(lowers[verb.stop : min(high, verb.stop + _NEAR)]):
        return False
    if goes_unnamed(lowers[max(low, verb.first - _CLAUSE) : verb.first]):
        return True
    comma = next((k for k in range(verb.stop, high - 1) if lowers[k] == ","), -1)
    return comma > 0 and is_cue_form(lowers[comma + 1])
