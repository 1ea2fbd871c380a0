"""Whose verb it is: a source that begins before what stands next to its cue, or that the cue leaves out."""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.attribution import Range
from credscore.extract.clause import phrase_before
from credscore.extract.content import trim
from credscore.extract.cues import Candidate
from credscore.extract.units import Unit
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["first_subject", "is_hop", "past_citing", "with_name_before"]

_CITING = words("answers", "relays", "citing")
_RETELLING = words("answers", "relays", "retelling")
_APPOSED = words("grammar", "words", "apposed_to_name")
_IN_NAME = frozenset((".", "-", "(", ")", ":"))  # 'Lund Timber (OSE: LUND)'
_HOME = 3  # tokens of '54, of' before a home
_AGE = 2  # digits of an age
_IRREGULAR = words("grammar", "words", "irregular_pasts")
_AFTER_VERBS = words("grammar", "words", "after_verbs")
_HOP = 14  # tokens of what is cited between commas


def past_citing(document: Document, start: int, low: int) -> int:
    """Where the noun phrase begins that cites: 'The Post, quoting the Wire, which cited a clerk, reported'."""
    lowers = document.lowers
    while start - 2 > low and lowers[start - 1] in _CITING and lowers[start - 2] == ",":
        before = phrase_before(document, start - 2, low)
        if before >= start - 2:
            break
        start = before
    return start


def is_hop(document: Document, verb: Candidate, following: list[Candidate]) -> bool:
    """Whether who is cited stands between a reporter and the verb: 'The Star, citing two officials, said'."""
    lowers = document.lowers
    if lowers[verb.verb] not in _CITING or verb.first == 0 or lowers[verb.first - 1] != "," or not following:
        return False
    said = following[0].first
    comma = said - 1 - (document.quotation_of[said - 1] >= 0)  # it may stand before a closing mark
    if lowers[following[0].verb] not in _RETELLING or lowers[comma] != "," or said - verb.stop > _HOP:
        return False
    return document.sentence_of[verb.first] == document.sentence_of[said] and "," not in lowers[verb.stop : comma]


def with_name_before(document: Document, start: int, stop: int, low: int) -> int:
    """Where a source begins whose apposition begins at ``start``: 'Ann Lee, a baker from Ghent, Belgium, said'."""
    lowers, texts = document.lowers, document.words
    if start - _HOME >= low and lowers[start - 1] in ("of", "from") and lowers[start - 2] == ",":
        start -= _HOME if lowers[start - _HOME].isdigit() else 0  # 'Ann Lee, 54, of Kirk Street, Ghent, said'
    if start >= stop or start - 2 < low or lowers[start - 1] != "," or (lowers[start] == "who" and start + 1 == stop):
        return start
    aged = lowers[start].isdigit() and len(lowers[start]) == _AGE and lowers[start + 1] == ","
    if lowers[start] not in _APPOSED and not aged:
        return start  # but 'Lee, 54, of Ghent, said'
    named = texts[start - 2][0].isupper() or (texts[start - 2] == ")" and lowers[start] in gr.ARTICLES)
    if document.quotation_of[start - 2] >= 0 or not named or lowers[start - 2] in gr.DAYS:
        return start
    first = phrase_before(document, start - 1, low)
    if first >= start - 1 or (first > low and lowers[first - 1] in gr.PREPOSITIONS) or lowers[first] in gr.OPENERS:
        return start
    if not all(texts[k][0].isupper() or texts[k] in _IN_NAME for k in range(first, start - 1)):
        return start  # 'Cooperation with Tokyo, the minister said': no name stands before the comma
    if lowers[start] == "the" and first > low and lowers[first - 1] not in gr.OPENERS:
        return start
    return first


def _is_verb(lowers: list[str], k: int) -> bool:
    """Whether an irregular past form is a verb here, and no noun: its subject before, its object behind."""
    before, after = lowers[k - 1], lowers[k + 1] if k + 1 < len(lowers) else "."
    free = before not in gr.DETERMINERS and before not in gr.PREPOSITIONS
    return free and (after in gr.DETERMINERS or after in gr.OBJECT_PRONOUNS or after in _AFTER_VERBS)


def first_subject(document: Document, unit: Unit, stop: int) -> tuple[Range, ...]:
    """The subject that a coordinated or participial cue leaves out: the noun phrase that opens the sentence."""
    lowers = document.lowers
    low = unit[0]
    first = low
    while first < stop and (lowers[first] in gr.OPENERS or lowers[first] == ","):
        first += 1
    if first >= stop or document.quotation_of[first] >= 0:
        return ()
    if lowers[first] in gr.PREPOSITIONS:
        comma = next((k for k in range(first, stop) if lowers[k] == ","), -1)
        if comma < 0 or comma + 1 >= stop:
            return ()
        first = comma + 1
    if lowers[first] in gr.PRONOUNS:
        return ((first, first + 1),)
    end = first
    texts = document.words
    while end < stop:
        word = lowers[end]
        if word in gr.STOPS or word == "," or (word in gr.AUXILIARIES and word != "'s") or word in gr.RELATIVE:
            break
        past = word.endswith("ed") and len(word) > 4 and texts[end][0].islower() and end > first
        if gr.is_adverb(word) or (past and lowers[end - 1] not in gr.ARTICLES):  # but 'A leaked draft'
            break
        if word.endswith("s") and texts[end][0].islower() and end > first and texts[end - 1][0].isupper():
            break
        if word in _IRREGULAR and end > first and _is_verb(lowers, end):
            break  # 'Analysts | cut their target', "Lund's agent | hit back"
        end += 1
    if end == first or end - first > 12:
        return ()
    return (trim(document, first, end),)
