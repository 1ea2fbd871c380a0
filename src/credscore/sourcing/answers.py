"""Responses: the clauses in which somebody denies, confirms, will not say, does not answer, withdraws."""

from __future__ import annotations

from typing import NamedTuple

from credscore.extract import grammar as gr
from credscore.extract.apposition import phrase_end
from credscore.extract.attribution import Range
from credscore.extract.clause import phrase_before
from credscore.extract.units import Unit
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["CLAIM_NOUNS", "FALSE", "Answer", "find_answers"]

CLAIM_NOUNS = words("answers", "answers", "claim_nouns")
FALSE = words("answers", "answers", "false")
_DENY = words("answers", "answers", "deny")
_TRUE = words("answers", "answers", "true")
_HARD_DENY = words("answers", "answers", "deny_outright")
_DISPUTE = words("answers", "answers", "dispute")
_CONFIRM = words("answers", "answers", "confirm")
_ADMIT = words("answers", "answers", "admit")
_REFUSE = words("answers", "answers", "refuse")
_SPEAK = words("answers", "answers", "speak")
_RETRACT = words("answers", "answers", "retract")
_TEXTS = words("answers", "answers", "texts")
_SILENT = words("answers", "answers", "silent")
_WITHHELD = words("answers", "answers", "withheld")
_WOULD = frozenset(("would", "wouldn't", "will", "won't"))
_CORRECTED = words("answers", "answers", "corrected")
_FURTHER = words("answers", "answers", "further_triggers")
_PLURAL_CLAIMS = frozenset(word for word in CLAIM_NOUNS if word.endswith("s")) | {"both"}
_ALL = 3
_OTHERS = words("answers", "answers", "others")
_CALLING = words("answers", "answers", "calling")
_LATER = words("answers", "answers", "later")
_REFUSED_THINGS = words("idioms", "denied", "things")
_ASKED_FOR = words("answers", "answers", "asked_for")
_GIVING = words("answers", "answers", "giving")
_REPLYING = words("answers", "answers", "replying")
_WENT = words("answers", "answers", "went")
_NO_CLAIMS = words("answers", "answers", "no_claims")
_TAKING = words("answers", "answers", "taking")
_TAKEN_DOWN = words("answers", "answers", "taken_down")
_MESSAGES = words("answers", "answers", "messages")
_TRIGGERS = _WITHHELD | _DENY | _CONFIRM | _ADMIT | _REFUSE | _RETRACT | FALSE | _SILENT | _FURTHER


class Answer(NamedTuple):
    """One response as found.

    Attributes:
        status: A response status.
        by: Who answers; an empty range where nobody is named.
        place: The clause of the answer.
        anaphoric: Whether it answers something said before by its own words ('denied the report').
        several: How many statements it answers at most: two for 'denied both reports'.
    """

    status: str
    by: Range
    place: Range
    anaphoric: bool
    several: int = 1


def find_answers(document: Document, unit: Unit) -> list[Answer]:
    """The responses in one unit, left to right; at most one for each party."""
    lowers, quoted = document.lowers, document.quotation_of
    low, high = unit
    if _TRIGGERS.isdisjoint(lowers[low:high]):
        return []
    hits = [k for k in range(low, high) if lowers[k] in _TRIGGERS and (quoted[k] < 0 or lowers[k] in FALSE)]
    if not hits:
        return []
    found: list[Answer] = []
    taken = -1
    for k in hits:
        if k < taken:
            continue
        one = _answer(document, unit, k)
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


def _is_elliptic(document: Document, k: int, high: int) -> bool:
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


_CLOSED = 3  # words of 'it had' and its full stop


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


def _subject(document: Document, k: int, low: int) -> tuple[Range, int]:
    """The subject of the verb at ``k`` and where its verb group begins."""
    lowers = document.lowers
    begin = k
    while begin > low and (
        lowers[begin - 1] in gr.AUXILIARIES
        or (gr.is_adverb(lowers[begin - 1]) and document.words[begin - 1][0].islower())  # but 'Mr. Reilly'
        or lowers[begin - 1] in ("neither", "nor", "immediately", "to")
        or lowers[begin - 1] in _REFUSE
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
            if lowers[j] in _TRIGGERS or past or (gr.is_adverb(lowers[j]) and document.words[j][0].islower()):
                end = j
                break
        return ((first, end) if end > first else (begin, begin)), begin
    first = phrase_before(document, begin, low)
    if first == begin and begin > low and lowers[begin - 1] == ",":
        opening = next((j for j in range(begin - 2, low, -1) if lowers[j] == ","), -1)
        if opening > low:
            start = phrase_before(document, opening, low)
            if start < opening:
                return (start, opening), begin
    return (first, begin), begin


def _answer(document: Document, unit: Unit, k: int) -> Answer | None:
    lowers, texts, quoted = document.lowers, document.words, document.quotation_of
    low, high = unit
    word = lowers[k]
    ahead = lowers[k + 1 : min(high, k + 9)]
    behind = lowers[max(low, k - 8) : k]
    by, begin = _subject(document, k, low)
    place = (min(by[0], begin) if by[0] < by[1] else begin, _clause_end(document, k, high))
    negated = any(each in gr.NEGATION for each in lowers[begin:k]) or "no" in behind[-1:]

    if word == "short" and ahead[:2] == ["of", "denying"]:
        by, begin = _subject(document, max(low, k - 1), low)  # of 'stopped'
        place = (min(by[0], begin), place[1])
        return Answer("neither_confirmed_nor_denied", by, place, True)
    both = {"confirm", "deny"} if word == "confirm" else set()
    if word == "neither" and (("confirmed" in ahead and "denied" in ahead) or ("confirm" in ahead and "deny" in ahead)):
        return Answer("neither_confirmed_nor_denied", by, place, True)
    if both and "deny" in ahead[:3]:
        return Answer("neither_confirmed_nor_denied", by, place, True)
    if word in _DENY and lowers[max(low, k - 3) : k] and (lowers[k - 1] in ("nor", "or", "of") or "neither" in behind):
        return None
    if word == "comment":
        refused = (
            any(each in _REFUSE for each in behind)
            or any(each in gr.NEGATION for each in behind[-4:])
            or behind[-1:] == ["no"]
        )
        if "request" in behind or "requests" in behind or not refused:
            return None
        if any(each in _SILENT for each in behind) or "responded" in behind:
            return None
        owner = next(
            (
                j
                for j in range(k - 1, low - 1, -1)
                if lowers[j] in _GIVING or lowers[j] in _REFUSE or lowers[j] in gr.MODAL or lowers[j] in gr.NEGATION
            ),
            k,
        )
        by, begin = _subject(document, owner, low)
        status = "no_response" if "available" in behind else "declined_to_comment"
        return Answer(status, by, (min(by[0], begin), place[1]), True)
    if word in _REFUSE and ahead[:3] == ["to", "be", "drawn"]:
        return Answer("declined_to_comment", by, place, True)
    if word in _REFUSE and ahead[:1] == ["to"] and len(ahead) > 1 and ahead[1] in _SPEAK and ahead[1] != "comment":
        if "confirm" in ahead[:4]:
            return None
        return Answer("declined_to_comment", by, place, True)
    if word in _REFUSE and set(ahead[:4]) & _ASKED_FOR and "to" not in ahead[:1]:
        return Answer("declined_to_comment", by, place, True)  # 'declined an interview request'
    if word in _WITHHELD and negated and not _WOULD.isdisjoint(lowers[begin:k]) and lowers[k + 1 : k + 2] != ["that"]:
        return Answer("declined_to_comment", by, place, True)  # 'would not discuss the audit'
    if word in _SILENT and negated and begin < k:
        return Answer("no_response", by, place, True)
    if word in _REPLYING and negated:
        return Answer("no_response", by, place, True)
    if word == "reached" and "not" in behind[-3:] and ("could" in behind or "can" in behind):
        return Answer("no_response", by, place, True)
    sent = next((j for j in range(low, k) if lowers[j] in _MESSAGES), -1)
    if word == "answered" and negated and sent >= 0:
        to = next((j for j in range(sent, k) if lowers[j] in ("to", "with", "for", "from")), -1)
        if to > 0:
            stop = next((j for j in range(to + 1, k) if lowers[j] in gr.AUXILIARIES and lowers[j] != "'s"), k)
            return Answer("no_response", (to + 1, stop), (low, place[1]), True)
    if word in ("pick", "picked") and negated and not _MESSAGES.isdisjoint(ahead[:4]):
        return Answer("no_response", by, place, True)  # 'did not pick his calls'
    if word == "unanswered" and sent > 0 and lowers[sent - 1] in _OTHERS:
        return None  # 'his calls to the brigade went unanswered' were not the reporter's
    if word == "unanswered" or (word == "unavailable" and "comment" in ahead):
        sender = next((j for j in range(low, k) if lowers[j] in ("to", "from")), -1)
        if sender > 0:
            by = (sender + 1, phrase_end(document, sender + 1, k, appositions=False))
            if any(lowers[j] in _WENT for j in range(*by)):
                by = (by[0], next(j for j in range(*by) if lowers[j] in _WENT))
        return Answer("no_response", by, (low, place[1]), True)
    if by[0] >= by[1] and word != "correction" and word not in FALSE:
        return None
    if word in _DENY:
        if negated or begin > k or (lowers[begin:k] and lowers[k - 1] in gr.BE):
            return None
        if lowers[by[0]] in ("who", "which"):  # 'Lee, who had denied the report'
            stop = by[0] - 1 if lowers[by[0] - 1] == "," else by[0]
            by = (phrase_before(document, stop, low), stop) if stop > low else by
            if by[0] >= by[1] or lowers[by[0]] in ("who", "which"):
                return None
        if _is_refused(lowers, k, high):
            return None  # 'denied a motion', 'had denied access'
        target = _object(lowers, k, high)
        anaphoric = bool(target & CLAIM_NOUNS)
        if word in _DISPUTE and lowers[k + 1 : k + 2] == ["that"] and not target:
            return Answer("denied", by, place, False)  # 'disputed that anyone went hungry'
        if word not in _HARD_DENY and not target & (CLAIM_NOUNS - _NO_CLAIMS):
            return None
        return Answer("denied", by, place, anaphoric)
    if word in FALSE:
        called = any(lowers[j] in _CALLING and quoted[j] < 0 for j in range(max(low, k - 8), k))
        if quoted[k] >= 0 and not called:
            return None
        said = any(each in ("was", "is", "were", "are") for each in behind[-2:]) and bool(set(behind) & CLAIM_NOUNS)
        if (not called or not (set(behind) & CLAIM_NOUNS)) and not said:
            return None
        verb = next(
            (j for j in range(low, k) if (lowers[j] in _CALLING or lowers[j] in ("said", "says")) and quoted[j] < 0),
            -1,
        )
        if verb < 0:
            return None
        if called:  # the nearest: 'The union said it was locked, a claim Ann Lee called false'
            verb = next(j for j in range(k - 1, verb - 1, -1) if lowers[j] in _CALLING and quoted[j] < 0)
        by, begin = _subject(document, verb, low)
        claim = next((j for j in range(by[0], by[1] - 1) if lowers[j] in CLAIM_NOUNS and texts[j + 1][0].isupper()), -1)
        by = (claim + 1, by[1]) if claim >= 0 else by  # 'a claim Ann Lee called false'
        return Answer("denied", by, (by[0], place[1]), True) if by[0] < by[1] else None
    if word in _CONFIRM and not negated and "neither" not in behind and not (begin < k and lowers[k - 1] in gr.BE):
        if begin == k and (lowers[k - 1] in gr.DETERMINERS):
            return None
        points = ahead[:1] in (["the"], ["it"], ["this"], ["his"], ["her"], ["their"])
        that = ahead[:1] == ["that"] and len(ahead) > 2 and ahead[1] in CLAIM_NOUNS and ahead[2] in (".", ",")
        return Answer("confirmed", by, place, points or that)
    if word in _ADMIT and not negated:
        return Answer("_admitted", by, place, _is_elliptic(document, k, high))
    if word in _TAKING and _TAKEN_DOWN.isdisjoint(ahead[:4]):
        return None
    if word in _RETRACT and not negated:
        return Answer("retracted", by, place, True) if _object(lowers, k, high) & _TEXTS else None
    if word == "correction":
        if behind[-2:-1] == ["in"] or behind[-1:] == ["a"]:
            comma = next((j for j in range(k, min(high, k + 6)) if lowers[j] == ","), -1)
            subject = (comma + 1, comma + 2) if 0 <= comma < high - 1 else by
            if texts[subject[0]][0].isupper() or lowers[subject[0]] in gr.PRONOUNS or lowers[subject[0]] in ("the",):
                if lowers[subject[0]] == "the":
                    subject = (subject[0], subject[0] + 2)
                return Answer("corrected", subject, (low, place[1]), True)
            return Answer("corrected", by, (low, place[1]), True)
        return None
    if word == "corrected" and not negated and _object(lowers, k, high) & (_TEXTS | _CORRECTED):
        return Answer("corrected", by, place, True)
    return None


def _is_refused(lowers: list[str], k: int, high: int) -> bool:
    """Whether the verb's object is a thing to be had, as in 'denied him access', and no claim."""
    first = k + 1
    while first < high and (lowers[first] in gr.DETERMINERS or lowers[first] in gr.OBJECT_PRONOUNS):
        first += 1
    return first < high and lowers[first] in _REFUSED_THINGS and lowers[first] not in ("it", "them")


def _object(lowers: list[str], k: int, high: int) -> set[str]:
    """The words of the verb's object, as far as its first mark or clause word."""
    out: set[str] = set()
    for j in range(k + 1, min(high, k + 9)):
        if lowers[j] in gr.STOPS or lowers[j] in (",", "but", "and"):
            break
        if lowers[j] in ("that", "having") or lowers[j].endswith("ing"):
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


def _clause_end(document: Document, k: int, high: int) -> int:
    lowers = document.lowers
    for j in range(k + 1, high):
        if lowers[j] in (".", "!", "?", ";") or lowers[j] == ",":
            return j
    return high
