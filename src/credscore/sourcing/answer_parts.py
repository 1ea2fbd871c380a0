"""The parts of the clause of a response: who answers, and what is answered."""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.apposition import phrase_end
from credscore.extract.attribution import Range
from credscore.extract.clause import phrase_before
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing.answer import CLAIM_NOUNS, REFUSE, TRIGGERS

__all__ = ["clause_end", "fronted_claim", "is_elliptic", "is_refused", "object_of", "subject_of"]

_TRUE = words("answers", "answers", "true")
_REFUSED_THINGS = words("idioms", "denied", "things")
_AGAIN = words("answers", "answers", "again")
_SAYING = words("answers", "answers", "saying")
_FIGURES = words("answers", "answers", "figures")
_TWO = 2  # words of 'a charge'
_CLOSED = 3  # words of 'it had' and its full stop


def subject_of(document: Document, k: int, low: int) -> tuple[Range, int]:
    """The subject of the verb at ``k`` and where its verb group begins."""
    lowers = document.lowers
    begin = k
    while begin > low and (
        lowers[begin - 1] in gr.AUXILIARIES
        or (gr.is_adverb(lowers[begin - 1]) and document.words[begin - 1][0].islower())  # but 'Mr. Reilly'
        or lowers[begin - 1] in ("neither", "nor", "immediately", "to")
        or lowers[begin - 1] in REFUSE
    ):
        if lowers[begin - 1] == "'s":
            break
        begin -= 1
    if begin > low and lowers[begin - 1] in ("and", "but", "or", "nor"):
        first = low
        while first < begin and (lowers[first] in gr.OPENERS or lowers[first] == ","):
            first += 1
        end = phrase_end(document, first, begin, appositions=False)
        for j in range(first + 1, end):
            past = lowers[j].endswith("ed") and document.words[j][0].islower()
            if lowers[j] in TRIGGERS or past or (gr.is_adverb(lowers[j]) and document.words[j][0].islower()):
                end = j
                break
        return ((first, end) if end > first else (begin, begin)), begin
    first = phrase_before(document, begin, low)
    said = first - 1 if first > low and lowers[first - 1] != "that" else first - 2
    if first + 1 == begin and said > low and lowers[first] in _AGAIN and lowers[said] in _SAYING:
        first, stop = phrase_before(document, said, low), said  # 'Orrin said it did not comment'
        return ((first, stop), begin) if first < stop else ((begin, begin), begin)
    claim = first + 2 < begin and first > low and lowers[first - 1] == "," and lowers[first] in gr.ARTICLES
    if claim and lowers[first + 1] in _FIGURES | CLAIM_NOUNS:
        whose = document.words[first + 2][0].isupper() or lowers[first + 2] in gr.DETERMINERS
        first += 2 if whose else 0  # ', a figure | the army denied'
    number = document.quotation_of[begin - 1] if begin > low else -1
    if number >= 0 and low < document.quotations[number].first <= first:
        opening = document.quotations[number].first
        opening -= lowers[opening - 1] in gr.PREPOSITIONS  # 'The user behind “Hammer”'
        return (phrase_before(document, opening, low), begin), begin
    if first == begin and begin > low and lowers[begin - 1] == ",":
        opening = next((j for j in range(begin - 2, low, -1) if lowers[j] == ","), -1)
        if opening > low:
            start = phrase_before(document, opening, low)
            if start < opening:
                return (start, opening), begin
    return (first, begin), begin


def is_elliptic(document: Document, k: int, high: int) -> bool:
    """Whether what is admitted is only pointed at: 'admitted it had', 'acknowledged that it was true'."""
    lowers = document.lowers
    first = k + 2 if k + 1 < high and lowers[k + 1] == "that" else k + 1
    ahead = [word for word in lowers[first : min(high, first + 6)] if not gr.is_adverb(word)]
    if not ahead or (ahead[0] not in gr.PRONOUNS and ahead[0] not in ("that", "this", "the")):
        return False
    if ahead[0] == "the":
        return ahead[1:2] != [] and ahead[1] in CLAIM_NOUNS
    if ahead[1:2] and ahead[1] in gr.AUXILIARIES:
        return len(ahead) < _CLOSED or ahead[2] in (".", ",") or ahead[2] in _TRUE
    return ahead[0] in ("that", "this", "it") and (len(ahead) < 2 or ahead[1] in (".", ","))


def is_refused(lowers: list[str], k: int, high: int) -> bool:
    """Whether the verb's object is a thing to be had, as in 'denied him access', and no claim."""
    first = k + 1
    while first < high and (lowers[first] in gr.DETERMINERS or lowers[first] in gr.OBJECT_PRONOUNS):
        first += 1
    return first < high and lowers[first] in _REFUSED_THINGS and lowers[first] not in ("it", "them")


def object_of(lowers: list[str], k: int, high: int) -> set[str]:
    """The words of the verb's object, as far as its first mark or clause word."""
    out: set[str] = set()
    for j in range(k + 1, min(high, k + 9)):
        if lowers[j] in gr.STOPS or lowers[j] in (",", "but", "and"):
            break
        if lowers[j] in ("that", "having") or (lowers[j].endswith("ing") and lowers[j] not in CLAIM_NOUNS):
            if j == k + 1 and lowers[j] == "that" and j + 1 < high:
                if lowers[j + 1] in (".", ","):
                    out.add("that")
                elif (
                    lowers[j + 1] in CLAIM_NOUNS
                    and j + 2 < high
                    and lowers[j + 2] in (".", ",", ";", "on", "and", "but")
                ):
                    out.add(lowers[j + 1])  # 'disputed that account'
            break
        out.add(lowers[j])
    return out


def fronted_claim(lowers: list[str], first: int, low: int) -> set[str]:
    """The claim that stands before who denies it: ', a charge she rejected'."""
    fronted = first - _TWO > low and lowers[first - _TWO] in gr.ARTICLES and lowers[first - 3] == ","
    return {"that"} if fronted and lowers[first - 1] in CLAIM_NOUNS | _FIGURES else set()


def clause_end(document: Document, k: int, high: int) -> int:
    """Where the clause of the verb at ``k`` ends: at its next mark."""
    lowers = document.lowers
    for j in range(k + 1, high):
        if lowers[j] in (".", "!", "?", ";") or lowers[j] == ",":
            return j
    return high
