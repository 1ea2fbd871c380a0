"""Passives that say who speaks: 'The mayor was accused by Ann Lee of fraud'."""

from __future__ import annotations

from credscore.extract.apposition import phrase_end
from credscore.extract.attribution import Attribution, Range
from credscore.extract.clause import phrase_before
from credscore.extract.content import trim
from credscore.extract.content_end import end_of_content
from credscore.extract.cues import Candidate
from credscore.extract.grammar import POSSESSIVE
from credscore.extract.units import Unit
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["passive_clause"]

_POSTS_FOR = words("sources", "spokesperson", "words") | words("people", "posts", "held_for")


def passive_clause(document: Document, unit: Unit, verb: Candidate) -> Attribution | None:
    """'The mayor was accused by Ann Lee of fraud'; 'The clerk is said to have kept a ledger'."""
    lowers = document.lowers
    low, high = unit
    start = phrase_before(document, verb.first, low)
    i = verb.stop
    if i < high and lowers[i] == "by":
        stop = phrase_end(document, i + 1, high, appositions=False)
        if verb.cue.tells:  # 'They were told by the council that the water was safe'
            said = next((k for k in range(i + 2, min(high, i + 12)) if lowers[k] == "that"), -1)
            if said < 0:
                return None
            content = trim(document, said, end_of_content(document, unit, said, []))
            return Attribution((content,), ((verb.first, i + 1),), (trim(document, i + 1, said),), 0.7, "passive")
        of = next((k for k in range(i + 2, stop) if _opens_charge(lowers, k, verb.cue.frame)), stop)
        pieces: list[Range] = [(start, verb.first)] if start < verb.first else []
        end = end_of_content(document, unit, of, [])
        if end > of and of < stop:
            pieces.append(trim(document, of, end))
        if pieces and of > i + 1:
            return Attribution(tuple(pieces), ((verb.first, i + 1),), (trim(document, i + 1, of),), 0.7, "passive")
    return None


def _opens_charge(lowers: list[str], k: int, frame: str) -> bool:
    """Whether what the passive is about begins here, after the doer: 'accused by Lee of', 'blamed by Lee for'."""
    if lowers[k] == "of":
        return frame in ("person", "charge")
    if lowers[k] == "for" and k + 1 < len(lowers) and lowers[k + 1] in POSSESSIVE:
        return frame in ("charge", "object")
    if lowers[k] in ("for", "over", "as"):
        return frame in ("charge", "object") and lowers[k - 1] not in _POSTS_FOR
    return False
