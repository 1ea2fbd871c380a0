"""What stands beside a source in its clause and is no part of it: 'as', a claim, how and where somebody spoke."""

from __future__ import annotations

from credscore.extract.attribution import Attribution, Range
from credscore.extract.documents import DOCUMENTS, PUBLISHED
from credscore.extract.grammar import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    POSSESSIVE,
    PREPOSITIONS,
    RELATIVE,
    TIME,
)
from credscore.extract.occasion import OCCASION, before_time
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["without_beside"]

_MANNERS = words("grammar", "words", "manners")
_CLAIMS = words("answers", "answers", "claim_nouns") - words("answers", "answers", "claim_pronouns")
_PREDICATES = (AUXILIARIES - {"'s"}) | words("grammar", "words", "leading_verbs")
_LEADING = PREPOSITIONS | {"outside", "inside"}
_VENUE = 5  # tokens from 'in' to the noun of 'in a short open letter'
_ABSOLUTE = 3  # words of 'her voice breaking'


def without_beside(document: Document, one: Attribution, part: Range) -> Range:
    """The source without 'as' before it and 'and' behind: '“It is late,” | as | Ida Sol puts it'."""
    first, stop = part
    lowers = document.lowers
    if stop - first > 1 and lowers[stop - 1] in ("and", "but"):
        stop -= 1
    for k in range(stop - 1, first, -1) if ":" in lowers[first:stop] else ():
        if lowers[k] == ")":
            break  # 'Lund Timber (OSE: LUND)'
        if lowers[k] == ":" and document.quotation_of[k] < 0 and k + 1 < stop:
            first = k + 1  # 'Others were less lucky: | a driver said'
            break
    claim = first + 2 < stop and lowers[first] in ARTICLES and lowers[first + 1] in _CLAIMS
    if claim and document.words[first + 2][0].isupper():
        first += 2  # ', a claim | Ann Lee called false'
    stop = _without_predicate(document, one, first, _without_manner(document, first, stop))
    first = _past_adverbial(document, one, first, stop)
    stop = _without_occasion(document, one, first, _without_time(document, one, first, stop))
    as_told = lowers[first] == "as" and stop - first > 1 and bool(one.cue) and stop <= one.cue[0][0]
    return (first + as_told, stop)


def _without_occasion(document: Document, one: Attribution, first: int, stop: int) -> int:
    """Where a source behind its cue ends without where it spoke: '“It is late,” said Lee | in a note to clients'."""
    lowers = document.lowers
    if not one.cue or one.cue[0][0] > first or "in" not in lowers[first + 1 : stop]:
        return stop
    k = lowers.index("in", first + 1, stop)
    told = k + 2 < stop and lowers[k + 1] in ("a", "an") and not OCCASION.isdisjoint(lowers[k + 2 : k + _VENUE])
    return k - (lowers[k - 1] == ",") if told else stop


def _without_time(document: Document, one: Attribution, first: int, stop: int) -> int:
    """Where a source ends without when it spoke: 'The mayor | on Monday | said'."""
    if not one.cue or one.cue[0][0] != stop or document.lowers[stop - 1] not in TIME:
        return stop
    begin = before_time(document, stop, first)
    for k in range(begin - 1, first, -1):
        word = document.lowers[k]
        if word == ",":
            break
        if word in RELATIVE or (word.endswith("ing") and document.words[k][0].islower()):
            return stop  # 'people voting in the capital on Tuesday'
    return begin


def _without_predicate(document: Document, one: Attribution, first: int, stop: int) -> int:
    """Where a source ends that a colon follows: 'Dr Lee | put it more simply: “…”', 'Her aunt | was less sure: “…”'."""
    lowers = document.lowers
    if not one.cue or lowers[one.cue[0][0]] != ":" or one.cue[0][0] != stop:
        return stop
    for k in range(first + 1, stop):
        if lowers[k] in RELATIVE or document.quotation_of[k] >= 0:
            break
        if lowers[k] in _PREDICATES:
            return k
    return stop


def _past_adverbial(document: Document, one: Attribution, first: int, stop: int) -> int:
    """Where a source begins behind what opens its sentence without a comma: 'Outside court | his solicitor'.

    A noun phrase has one article, at its head: where a second one follows a noun, a new phrase begins.
    """
    lowers = document.lowers
    low = document.sentences[document.sentence_of[first]][0]
    led = first if lowers[first] in _LEADING else first - 1
    if led != low or lowers[led] not in _LEADING or not one.cue or one.cue[0][0] < stop:
        return first
    for k in range(led + 2, stop - 1):
        if lowers[k] == "," or lowers[k] in RELATIVE:
            break
        joined = lowers[k - 1] in PREPOSITIONS or lowers[k - 1] in CONJUNCTIONS or lowers[k - 1] in DETERMINERS
        if lowers[k] in ARTICLES and not joined:
            return k
    return first


def _without_manner(document: Document, first: int, stop: int) -> int:
    """Where a source ends without how and where it spoke: 'Lee | , speaking in Velm', 'Lee | , her voice breaking'.

    In the training articles what begins so is outside of the source 21 times of 22.
    """
    lowers = document.lowers
    for k in range(first + 1, stop - 1):
        if lowers[k] != "," or document.quotation_of[k] >= 0:
            continue
        ahead = lowers[k + 1 : stop - (lowers[stop - 1] == ",")]
        if not ahead:
            break
        manner = ahead[0] in _MANNERS or (
            ahead[0] in POSSESSIVE and len(ahead) == _ABSOLUTE and ahead[-1].endswith("ing")
        )
        report = ahead[0] == "in" and ahead[1:2] != [] and ahead[1] in ARTICLES and ahead[-1] in DOCUMENTS
        seen = ahead[0] in PUBLISHED and ahead[1:2] == ["by"]  # 'a leaked draft | , seen by this paper'
        if manner or report or seen:
            return k
    return stop
