"""Why a source is not named: the reason that the text states, kept with the source."""

from __future__ import annotations

import bisect

from credscore.extract.attribution import Range
from credscore.extract.grammar import PRONOUNS, STOPS
from credscore.extract.units import Unit
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["asks_anonymity", "stated_reason"]

_MARKERS = words("answers", "relays", "anonymity") | words("answers", "anonymity", "words")
_REASONS = words("answers", "anonymity", "reasons") - {"as"}
_PURPOSES = words("answers", "anonymity", "purposes")
_FEARS = words("answers", "anonymity", "fears")
_UNNAMED = words("answers", "anonymity", "terms")
_NAMES = words("answers", "anonymity", "names") | words("answers", "anonymity", "naming")
_FEARING = words("answers", "anonymity", "fearing")
_KEPT = words("answers", "anonymity", "kept")
_UNNAMED_NEAR = 7  # tokens of 'speaking on condition of anonymity' and the like
_REACH = 45  # tokens after the source within which the clause about anonymity stands
_BEFORE = 8  # tokens before a word of anonymity within which its reason may begin
_AFTER = 12  # and after it


def stated_reason(document: Document, unit: Unit, source: tuple[Range, ...]) -> Range | None:
    """The words that give the reason: 'because the talks are private', 'to describe private talks'.

    Looked for in the sentence of the source, and in the next one if that goes on about the source: 'She asked that
    her name be withheld because …'.
    """
    low, high = source[0][0], min(unit[1], source[-1][1] + _REACH)
    found = _reason(document, low, high)
    if found is not None:
        return found
    lowers = document.lowers
    feared = source[-1][1] + 1 if source[-1][1] < high and lowers[source[-1][1]] == "," else source[-1][1]
    if feared + 1 < high and lowers[feared] in _FEARING and not _FEARS.isdisjoint(lowers[feared : feared + 4]):
        return _to_stop(document, feared, high)
    number = document.sentence_of[unit[1] - 1] + 1
    if number >= len(document.sentences):
        return None
    first, stop = document.sentences[number]
    place = bisect.bisect_right(document.paragraphs, (unit[0], len(document))) - 1
    if stop <= document.paragraphs[place][1] and (lowers[first] in PRONOUNS or lowers[first] == "the"):
        return _reason(document, first, min(stop, first + _REACH))
    return None


def asks_anonymity(document: Document, source: tuple[Range, ...]) -> bool:
    """Whether the clause behind a source says that it will not be named: 'Neighbours, who asked not to be named'."""
    lowers, first = document.lowers, source[-1][1]
    first += lowers[first : first + 1] == [","]
    if lowers[first : first + 1] not in (["who"], ["speaking"], ["asking"], ["requesting"]):
        return False
    clause = lowers[first : first + _AFTER]
    clause = clause[: clause.index(",")] if "," in clause else clause
    unnamed = not _UNNAMED.isdisjoint(clause) or not _NAMES.isdisjoint(clause)
    return unnamed and (not _KEPT.isdisjoint(clause) or not _UNNAMED.isdisjoint(clause[:_UNNAMED_NEAR]))


def _reason(document: Document, low: int, high: int) -> Range | None:
    lowers = document.lowers
    marker = next((k for k in range(low, high) if lowers[k] in _MARKERS), -1)
    if marker < 0:
        return None
    for k in range(max(low, marker - _BEFORE), min(high, marker + _AFTER)):
        following = lowers[k + 1] if k + 1 < high else ""
        if (
            lowers[k] in _REASONS
            or (lowers[k] == "for" and following == "fear")
            or (lowers[k] == "as" and following in PRONOUNS)
        ):
            return _to_stop(document, k, high)
        if lowers[k] == "out" and following == "of" and not _FEARS.isdisjoint(lowers[k + 2 : k + 4]):
            return _to_stop(document, k, high)
    after = marker + 1
    if after < high and lowers[marker].startswith("anonym") and lowers[after] in _PURPOSES:
        if lowers[after] == "in" and lowers[after + 1 : after + 3] != ["order", "to"]:
            return None
        return _to_stop(document, after, high)
    return None


def _to_stop(document: Document, first: int, high: int) -> Range | None:
    stop = next((k for k in range(first, high) if document.lowers[k] == "," or document.lowers[k] in STOPS), high)
    return (first, stop) if stop > first + 1 else None
