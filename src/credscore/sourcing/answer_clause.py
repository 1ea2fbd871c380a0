"""The response that one word may tell: 'denied', 'declined', 'unanswered', with who answers and its clause."""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.apposition import phrase_end
from credscore.extract.clause import phrase_before
from credscore.extract.units import Unit
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing.answer import (
    ADMIT,
    CLAIM_NOUNS,
    CONFIRM,
    DENY,
    FALSE,
    REFUSE,
    RETRACT,
    SILENT,
    WITHHELD,
    Answer,
)
from credscore.sourcing.answer_parts import clause_end, fronted_claim, is_elliptic, is_refused, object_of, subject_of

__all__ = ["answer_at"]

_RECOGNISE = words("answers", "answers", "recognise")
_HARD_DENY = words("answers", "answers", "deny_outright")
_DISPUTE = words("answers", "answers", "dispute")
_SPEAK = words("answers", "answers", "speak")
_TEXTS = words("answers", "answers", "texts")
_WOULD = words("answers", "answers", "would")
_CORRECTED = words("answers", "answers", "corrected")
_OTHERS = words("answers", "answers", "others")
_CALLING = words("answers", "answers", "calling")
_ASKED_FOR = words("answers", "answers", "asked_for")
_GIVING = words("answers", "answers", "giving")
_REPLYING = words("answers", "answers", "replying")
_WENT = words("answers", "answers", "went")
_NO_CLAIMS = words("answers", "answers", "no_claims")
_TAKING = words("answers", "answers", "taking")
_TAKEN_DOWN = words("answers", "answers", "taken_down")
_PLEADING = words("answers", "answers", "pleading")
_MESSAGES = words("answers", "answers", "messages")


def answer_at(document: Document, unit: Unit, k: int) -> Answer | None:
    """The response of the clause round the word at ``k``; None if there is none. An admission is '_admitted'."""
    lowers, texts, quoted = document.lowers, document.words, document.quotation_of
    low, high = unit
    word = lowers[k]
    ahead = lowers[k + 1 : min(high, k + 9)]
    behind = lowers[max(low, k - 8) : k]
    by, begin = subject_of(document, k, low)
    place = (min(by[0], begin) if by[0] < by[1] else begin, clause_end(document, k, high))
    negated = any(each in gr.NEGATION for each in lowers[begin:k]) or "no" in behind[-1:]
    if low < by[0] < by[1] and lowers[by[0] - 1] == "neither":
        by = (by[0] - 1, by[1])
    negated = negated or (by[0] < by[1] and lowers[by[0]] in ("neither", "nobody"))  # 'Neither side would say'

    if word == "short" and ahead[:2] == ["of", "denying"]:
        by, begin = subject_of(document, max(low, k - 1), low)  # of 'stopped'
        place = (min(by[0], begin), place[1])
        return Answer("neither_confirmed_nor_denied", by, place, True)
    both = {"confirm", "deny"} if word == "confirm" else set()
    if word == "neither" and (("confirmed" in ahead and "denied" in ahead) or ("confirm" in ahead and "deny" in ahead)):
        return Answer("neither_confirmed_nor_denied", by, place, True)
    if both and "deny" in ahead[:3]:
        return Answer("neither_confirmed_nor_denied", by, place, True)
    if word in DENY and lowers[max(low, k - 3) : k] and (lowers[k - 1] in ("nor", "or", "of") or "neither" in behind):
        return None
    if word == "comment":
        refused = (
            any(each in REFUSE for each in behind)
            or any(each in gr.NEGATION for each in behind[-4:])
            or behind[-1:] == ["no"]
        )
        if "request" in behind or "requests" in behind or not refused:
            return None
        if any(each in SILENT for each in behind) or "responded" in behind:
            return None
        owner = next(
            (
                j
                for j in range(k - 1, low - 1, -1)
                if lowers[j] in _GIVING or lowers[j] in REFUSE or lowers[j] in gr.MODAL or lowers[j] in gr.NEGATION
            ),
            k,
        )
        by, begin = subject_of(document, owner, low)
        status = "no_response" if "available" in behind else "declined_to_comment"
        return Answer(status, by, (min(by[0], begin), place[1]), True)
    if word in REFUSE and ahead[:3] == ["to", "be", "drawn"]:
        return Answer("declined_to_comment", by, place, True)
    if word == "drawn":
        drawn = negated and behind[-1:] == ["be"] and by[0] < by[1] and ahead[:1] != ["into"]
        return Answer("declined_to_comment", by, place, True) if drawn else None  # 'would not be drawn'
    if word == "nothing":
        silent = not gr.HAVE.isdisjoint(behind[-1:]) and ahead[:1] == ["to"] and ahead[1:2] in (["add"], ["say"])
        by, begin = subject_of(document, max(low, k - 1), low)
        place = (min(by[0], begin), place[1])
        return Answer("declined_to_comment", by, place, True) if silent and by[0] < by[1] else None
    if word in REFUSE and ahead[:1] == ["to"] and len(ahead) > 1 and ahead[1] in _SPEAK and ahead[1] != "comment":
        if "confirm" in ahead[:4]:
            return None
        return Answer("declined_to_comment", by, place, True)
    if word in REFUSE and set(ahead[:4]) & _ASKED_FOR and "to" not in ahead[:1]:
        return Answer("declined_to_comment", by, place, True)  # 'declined an interview request'
    if word in WITHHELD and negated and not _WOULD.isdisjoint(lowers[begin:k]) and lowers[k + 1 : k + 2] != ["that"]:
        return Answer("declined_to_comment", by, place, True)  # 'would not discuss the audit'
    if word in _RECOGNISE and negated and object_of(lowers, k, high) & CLAIM_NOUNS:
        return Answer("denied", by, place, True)  # 'did not recognise that account'
    if word in SILENT and negated and begin < k:
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
    if word in _PLEADING:
        if "guilty" not in ahead[:2] or negated:
            return None
        return Answer("denied" if ahead[0] == "not" else "_admitted", by, place, True)
    if word in DENY:
        if negated or begin > k or (lowers[begin:k] and lowers[k - 1] in gr.BE):
            return None
        if lowers[by[0]] in ("who", "which"):  # 'Lee, who had denied the report'
            stop = by[0] - 1 if lowers[by[0] - 1] == "," else by[0]
            by = (phrase_before(document, stop, low), stop) if stop > low else by
            if by[0] >= by[1] or lowers[by[0]] in ("who", "which"):
                return None
        if is_refused(lowers, k, high):
            return None  # 'denied a motion', 'had denied access'
        target = object_of(lowers, k, high) | fronted_claim(lowers, by[0], low)
        anaphoric = bool(target & CLAIM_NOUNS)
        if word in _DISPUTE and lowers[k + 1 : k + 2] == ["that"] and not target:
            return Answer("denied", by, place, False)  # 'disputed that anyone went hungry'
        idea = lowers[k + 1 : k + 3] == ["that", "idea"]
        if word not in _HARD_DENY and not idea and not target & (CLAIM_NOUNS - _NO_CLAIMS):
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
        by, begin = subject_of(document, verb, low)
        claim = next((j for j in range(by[0], by[1] - 1) if lowers[j] in CLAIM_NOUNS and texts[j + 1][0].isupper()), -1)
        by = (claim + 1, by[1]) if claim >= 0 else by  # 'a claim Ann Lee called false'
        return Answer("denied", by, (by[0], place[1]), True) if by[0] < by[1] else None
    if word in CONFIRM and not negated and "neither" not in behind and not (begin < k and lowers[k - 1] in gr.BE):
        if begin == k and (lowers[k - 1] in gr.DETERMINERS):
            return None
        closed = ahead[1:2] == [] or ahead[1] in (".", ",", ";", "and", "but")
        points = ahead[:1] in (["it"], ["this"], ["that"]) and closed  # but not 'confirmed it had been told'
        that = ahead[:1] == ["that"] and len(ahead) > 2 and ahead[1] in CLAIM_NOUNS and ahead[2] in (".", ",")
        named = ahead[:1] in (["the"], ["this"], ["his"], ["her"], ["their"]) and not points
        thing = (k + 2, phrase_end(document, k + 1, high, appositions=False)) if named else (0, 0)
        named = named and (
            thing[1] >= high or lowers[thing[1]] not in gr.AUXILIARIES
        )  # not 'confirmed the memo was real'
        known = not CLAIM_NOUNS.isdisjoint(lowers[slice(*thing)])  # 'confirmed the report', and 'confirmed the arrest'
        return Answer("confirmed", by, place, points or that or named, thing=(0, 0) if known or not named else thing)
    if word in ADMIT and not negated:
        return Answer("_admitted", by, place, is_elliptic(document, k, high))
    if word in _TAKING and _TAKEN_DOWN.isdisjoint(ahead[:4]):
        return None
    if word in RETRACT and not negated:
        return Answer("retracted", by, place, True) if object_of(lowers, k, high) & _TEXTS else None
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
    if word == "corrected" and not negated and object_of(lowers, k, high) & (_TEXTS | _CORRECTED):
        return Answer("corrected", by, place, True)
    return None
