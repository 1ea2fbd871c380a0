"""Cues that are no finite verb: 'according to', 'citing', 'reportedly', 'it is thought that', nouns, colons."""

from __future__ import annotations

import itertools

from credscore.extract import grammar as gr
from credscore.extract.according import find_according, find_per
from credscore.extract.attribution import Attribution, Range
from credscore.extract.clause import phrase_before
from credscore.extract.content import trim
from credscore.extract.content_end import end_of_content
from credscore.extract.cues import Candidate
from credscore.extract.units import Unit
from credscore.extract.viewpoint import find_viewpoint, said_first
from credscore.lexicon.load import phrases, words
from credscore.reading import Document

__all__ = ["find_phrases"]

_ADVERBS = phrases("adverbs")
_IMPERSONAL = phrases("impersonal")
_ONLY_IT = frozenset(phrases("only_it"))
_NOUNS = phrases("nouns")
_OPENS_CLAUSE = words("grammar", "words", "opens_clause")
_NOUN_LINKS = words("grammar", "words", "noun_links")
_NO_SPEAKERS = words("grammar", "words", "question_and_answer")
_FINITE = words("grammar", "words", "finite")
_TRIGGERS = frozenset((*_ADVERBS, *_IMPERSONAL, *_NOUNS, "according", "per", ":"))


def find_phrases(document: Document, unit: Unit, verbs: list[Candidate]) -> list[Attribution]:
    """The attributions of one unit whose cue is a phrase, left to right."""
    lowers, quoted = document.lowers, document.quotation_of
    found: list[Attribution] = []
    low, high = unit
    inverted = said_first(document, unit)
    if inverted is not None:
        found.append(inverted)
    for i in itertools.compress(range(low, high), map(_TRIGGERS.__contains__, lowers[low:high])):
        word = lowers[i]
        if quoted[i] >= 0:
            continue
        one = None
        if word == "according":
            one = find_according(document, unit, i, verbs)
        elif word == "per":
            one = find_per(document, unit, i)
        elif word in _ADVERBS and not _at_quotation(document, low, i, verbs):
            one = _adverb(document, unit, i)
        elif word == ":" and inverted is None:
            one = _colon(document, unit, i)
        elif word in _IMPERSONAL and not any(verb.first <= i < verb.verb for verb in verbs):
            one = _impersonal(document, unit, i)  # but 'is expected to say' is one cue
        if one is None and word in _NOUNS:
            one = _noun(document, unit, i, verbs)
        if one is not None:
            found.append(one)
    view = find_viewpoint(document, unit)
    if view is not None and not any(a < view.content[0][1] and view.cue[0][0] < b for one in found for a, b in one.cue):
        found.append(view)
    return found


def _at_quotation(document: Document, low: int, i: int, verbs: list[Candidate]) -> bool:
    """Whether the adverb is part of the cue of a quotation: '“They left,” the clerk allegedly told the court'."""
    verb = next((one for one in verbs if one.first <= i < one.verb and one.cue.frame == "clause"), None)
    if verb is None:
        return False
    before = phrase_before(document, verb.first, low) - 1
    return before >= low and document.quotation_of[before] >= 0


def _adverb(document: Document, unit: Unit, i: int) -> Attribution | None:
    """'The singer has reportedly sold her catalogue': the clause round the adverb, without it."""
    lowers, quoted = document.lowers, document.quotation_of
    low, _high = unit
    first = i
    while (
        first > low
        and lowers[first - 1] not in (",", ";", ":")
        and lowers[first - 1] not in gr.DASHES
        and quoted[first - 1] < 0
    ):
        if lowers[first - 1] in _OPENS_CLAUSE and first - 1 > low:
            break
        first -= 1
    stop = end_of_content(document, unit, i, [], whole=False)
    pieces = [trim(document, a, b) for a, b in ((first, i), (i + 1, stop)) if b > a]
    pieces = [piece for piece in pieces if piece[1] > piece[0]]
    if not pieces or sum(b - a for a, b in pieces) < 2:
        return None
    return Attribution(tuple(pieces), ((i, i + 1),), (), 0.6, "adverb")


def _impersonal(document: Document, unit: Unit, i: int) -> Attribution | None:
    """'It is thought that X' and 'X is said to Y': no source is named."""
    lowers = document.lowers
    low, high = unit
    begin = i
    while begin > low and (gr.is_adverb(lowers[begin - 1]) or lowers[begin - 1] in gr.AUXILIARIES):
        begin -= 1
    if not any(lowers[k] in gr.BE or lowers[k] == "'s" for k in range(begin, i)) or begin == low:
        return None
    after = lowers[i + 1] if i + 1 < high else ""
    if lowers[begin - 1] == "it" and (after == "that" or after in gr.PRONOUNS or after in gr.DETERMINERS):
        stop = i + 2 if after == "that" else i + 1
        within = (low, _end_of_clause(document, begin - 1, stop, unit))
        content = trim(document, stop, end_of_content(document, within, stop, []))
        if content[1] > content[0]:
            return Attribution((content,), ((begin - 1, stop),), (), 0.8, "impersonal")
    if after == "to" and lowers[i] not in _ONLY_IT:
        first = phrase_before(document, begin, low)
        within = (low, _end_of_clause(document, first, i + 1, unit))
        end = end_of_content(document, within, i + 1, [], whole=False)
        pieces = [(first, begin)] if first < begin else []
        pieces.append(trim(document, i + 1, end))
        if first < begin:
            return Attribution(tuple(pieces), ((begin, i + 1),), (), 0.7, "impersonal")
    return None


def _end_of_clause(document: Document, subject: int, first: int, unit: Unit) -> int:
    """Where a clause ends that is part of another's sentence: 'While it is thought that it fell | , nobody saw it'."""
    lowers, quoted = document.lowers, document.quotation_of
    low, high = unit
    if lowers[subject] not in gr.RELATIVE and lowers[low] not in gr.SUBORDINATORS:
        return high
    return next((k for k in range(first, high) if lowers[k] == "," and quoted[k] < 0), high)


def _noun(document: Document, unit: Unit, i: int, verbs: list[Candidate]) -> Attribution | None:
    """ "Lee's claim that X", 'his call for X': a possessed noun with its content."""
    lowers = document.lowers
    low, high = unit
    after = lowers[i + 1] if i + 1 < high else ""
    owner = i - 1
    while (
        owner > low
        and document.words[owner][0].islower()
        and lowers[owner] not in gr.DETERMINERS
        and lowers[owner] not in ("'s", "'")
        and i - owner < 3
    ):
        owner -= 1
    source: Range | None = None
    if owner >= low and lowers[owner] in ("'s", "'"):
        first = phrase_before(document, owner, low)
        if first < owner:
            source = (first, owner)
    elif owner >= low and lowers[owner] in gr.POSSESSIVE:
        source = (owner, owner + 1)
    if source is None or after not in _NOUN_LINKS:
        return None
    if after != "that" and any(one.verb > source[1] for one in verbs):
        return None
    cue = (source[1], i + 1)
    first = i + 1 if after in ("that", "to") else i + 2
    content = trim(document, first, end_of_content(document, unit, first, verbs, whole=False))
    stop = next(
        (
            k
            for k in range(content[0] + 1, content[1])
            if after == "that" and lowers[k] in _FINITE and k - content[0] > 8
        ),
        content[1],
    )
    if stop - content[0] < 1:
        return None
    return Attribution(((content[0], stop),), (cue,), (source,), 0.5, "noun")


def _colon(document: Document, unit: Unit, i: int) -> Attribution | None:
    """'Ann Lee: “It rained.”' and the transcript line 'LEE: It rained.'"""
    lowers, texts, quoted = document.lowers, document.words, document.quotation_of
    low, high = unit
    if i + 1 >= high or i - low > 8 or i == low or (i == low + 1 and lowers[low] in _NO_SPEAKERS):
        return None
    named = texts[low][0].isupper() and all(
        word[0].isupper() or word in ("of", "the", "de", "van", "(", ")", ",", "-") for word in texts[low:i]
    )
    if not named or not (quoted[i + 1] >= 0 or all(word.isupper() for word in texts[low:i])):
        return None
    content = trim(document, i + 1, high)
    return Attribution((content,), ((i, i + 1),), ((low, i),), 0.7, "colon")
