"""Numbers into grades and words: the Admiralty code's letter and digit, ICD 203's likelihood and confidence.

Letter and digit come from two computations, as the code wants it: the letter from the origin's own trust
and the hops, the digit from the claim. The word of likelihood and the level of confidence are two
fields, since ICD 203 forbids them in one sentence.
"""

from __future__ import annotations

from typing import Literal

from credscore.policy.tables import Tables
from credscore.scoring.testimony import Testimony
from credscore.statement import SourceKind

__all__ = ["CANNOT_JUDGE", "Confidence", "confidence", "digit", "letter", "likelihood"]

Confidence = Literal["low", "moderate", "high"]

CANNOT_JUDGE = "cannot be judged"
# Decimals by which an edge is judged: the same evidence added up from two statements' points may differ in the last
# bits, and a word must not turn on them.
_EDGE = 12


def letter(testimony: Testimony, tables: Tables) -> str:
    """The Admiralty letter A to F of the origin as heard through the hops.

    F means that there is no basis to judge, not that the source is bad: too uncertain, or unnamed and
    without a record.
    """
    b, d = testimony.trust
    u = 1.0 - b - d
    kind = testimony.statement.source.kind
    nameless = kind.anonymous or kind is SourceKind.UNATTRIBUTED
    if not testimony.known or u > tables.letter_unjudged or (nameless and testimony.record_size < tables.letter_record):
        return "F"
    p = b + tables.rate * u
    a, b_from, c_from, d_from = tables.letters
    if p >= a and u <= tables.letter_a_uncertainty:
        return "A"
    return "B" if p >= b_from else "C" if p >= c_from else "D" if p >= d_from else "E"


def digit(score: float, u: float, origins: int, denied: bool, tables: Tables) -> str:
    """The Admiralty digit 1 to 6 of a claim.

    Args:
        score: The claim's projection.
        u: Its uncertainty.
        origins: How many independent origins support it: 1, confirmed, asks for two.
        denied: Whether a denial stands.
        tables: The policy's numbers.
    """
    if u > tables.unjudged:
        return "6"
    score = round(score, _EDGE)
    confirmed, probable, possible, doubtful = tables.digits
    if score >= confirmed and origins >= 2 and not denied:
        return "1"
    return "2" if score >= probable else "3" if score >= possible else "4" if score >= doubtful else "5"


def likelihood(score: float, u: float, tables: Tables) -> str:
    """The word of ICD 203 for a score, or 'cannot be judged' where too little is known for any word."""
    if u > tables.unjudged:
        return CANNOT_JUDGE
    score = round(score, _EDGE)
    word = tables.likelihoods[0][1]
    for least, other in tables.likelihoods:
        if score < least:
            break
        word = other
    return word


def confidence(u: float, tables: Tables) -> Confidence:
    """How much evidence stands behind a score, from its uncertainty."""
    high, moderate = tables.confidence
    return "high" if u <= high else "moderate" if u <= moderate else "low"
