"""Responses: the clauses in which somebody denies, confirms, will not say, does not answer, withdraws."""

from __future__ import annotations

from credscore.extract.units import Unit
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing.answer import CLAIM_NOUNS, FALSE, TRIGGERS, Answer
from credscore.sourcing.answer_clause import answer_at

__all__ = ["find_answers"]

_PLURAL_CLAIMS = frozenset(word for word in CLAIM_NOUNS if word.endswith("s")) | {"both"}
_LATER = words("answers", "answers", "later")
_ALL = 3


def find_answers(document: Document, unit: Unit) -> list[Answer]:
    """The responses in one unit, left to right; at most one for each party."""
    lowers, quoted = document.lowers, document.quotation_of
    low, high = unit
    if TRIGGERS.isdisjoint(lowers[low:high]):
        return []
    hits = [k for k in range(low, high) if lowers[k] in TRIGGERS and (quoted[k] < 0 or lowers[k] in FALSE)]
    if not hits:
        return []
    found: list[Answer] = []
    taken = -1
    for k in hits:
        if k < taken:
            continue
        one = answer_at(document, unit, k)
        if one is not None:
            if found and (one.by == found[-1].by or one.by[0] >= one.by[1]):
                merged = _merge(found[-1], one, not _LATER.isdisjoint(lowers[max(found[-1].place[0], k - 4) : k]))
                if merged is None and found[-1].status == "denied" and one.status in ("_admitted", "confirmed"):
                    one = one._replace(by=found[-1].by, anaphoric=True)  # it goes back on its own denial
                if merged is not None:
                    found[-1] = merged
                    taken = merged.place[1]
                    continue
            found.append(one)
            taken = (
                one.place[1]
                if one.status in ("neither_confirmed_nor_denied", "declined_to_comment", "no_response")
                else k + 1
            )
    return [_settled(document, one) for one in found]


def _settled(document: Document, one: Answer) -> Answer:
    """The answer with its public status, and how many statements it speaks of."""
    said = document.lowers[one.by[1] if one.by[1] > one.place[0] else one.place[0] : one.place[1]]
    several = 1
    if not _PLURAL_CLAIMS.isdisjoint(said):
        several = 2 if "both" in said or "either" in said or "two" in said else _ALL if "all" in said else 1
    return one._replace(status="confirmed" if one.status == "_admitted" else one.status, several=several)


def _merge(before: Answer, after: Answer, later: bool) -> Answer | None:
    statuses = {before.status, after.status}
    place = (before.place[0], max(before.place[1], after.place[1]))
    if "denied" in statuses and statuses & {"_admitted", "confirmed"}:
        if before.status == "denied" and later:
            return None  # 'first denied the report but later acknowledged a leak' turns round, and denies no part
        return Answer("partially_denied", before.by, place, True)
    if before.status == after.status:
        return before._replace(place=place, anaphoric=before.anaphoric or after.anaphoric)
    return None
