"""Cue candidates: which words of a sentence attribute something, and how they stand in it."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from credscore.extract.grammar import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    MODAL,
    NEGATION,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
)
from credscore.extract.subject_before import AMBIGUOUS, plural_before, reads_as_noun, singular_before
from credscore.lexicon.load import BASE, ING, PARTICIPLE, PAST, THIRD, Cue, cue_forms, words
from credscore.reading import Document

__all__ = ["Candidate", "find_verbs", "is_cue_form"]

_FORMS = cue_forms()
_PLURAL_SUBJECTS = PRONOUNS | words("grammar", "words", "plural_subjects")
_DETERMINING = words("grammar", "words", "determining")
_WITHOUT_NOUN = words("grammar", "words", "without_noun")
_BEFORE_S = words("grammar", "words", "before_s")
_BEFORE_ING = words("grammar", "words", "before_ing")
_FUTURE = words("grammar", "words", "future")
_BEFORE_INFINITIVE = words("grammar", "words", "before_infinitive")


class Candidate(NamedTuple):
    """A cue verb in its verb group.

    Attributes:
        first: First token of the group, auxiliaries and adverbs included.
        verb: The verb's own token.
        stop: One past the last token of the group, particles included.
        cue: The lexicon's entry.
        passive: Whether the group is passive ('was accused').
        negated: Whether the group is negated.
        modal: Whether it stands in a modal or future form ('will say').
    """

    first: int
    verb: int
    stop: int
    cue: Cue
    passive: bool
    negated: bool
    modal: bool


def find_verbs(document: Document, first: int, stop: int) -> list[Candidate]:
    """The cue verbs among the tokens ``first`` to ``stop`` outside quotation marks, left to right."""
    lowers, quoted = document.lowers, document.quotation_of
    found = []
    for i in itertools.compress(range(first, stop), map(_FORMS.__contains__, lowers[first:stop])):
        if quoted[i] < 0:
            candidate = _candidate(document, i, _FORMS[lowers[i]], first, stop)
            if candidate is not None:
                found.append(candidate)
    return found


def is_cue_form(lower: str) -> bool:
    """Whether a lower-case word is a form of a cue verb."""
    return lower in _FORMS


def _candidate(document: Document, i: int, readings: tuple[Cue, ...], low: int, high: int) -> Candidate | None:
    lowers, texts = document.lowers, document.words
    cue = _reading(lowers, i, readings, high)
    if cue is None:
        return None
    begin = i
    passive = negated = modal = False
    has_aux = False
    while begin > low:
        word = lowers[begin - 1]
        if word in AUXILIARIES and not (word == "may" and texts[begin - 1] == "May"):
            if word == "'s" and not _auxiliary_s(lowers, begin - 1, low):
                break
            has_aux = True
            passive = passive or (word in BE and cue.form in (PAST, PARTICIPLE))
            negated = negated or word in NEGATION
            modal = modal or word in MODAL
        elif not is_adverb(word) or texts[begin - 1][0].isupper():
            break
        begin -= 1
    ahead = _over_future(lowers, begin, low) if cue.form == BASE and cue.frame in ("clause", "that") else begin
    if ahead < begin:  # 'is expected to say'
        begin, has_aux, modal = ahead, True, True
    while begin < i and is_adverb(lowers[begin]) and lowers[begin] not in AUXILIARIES and begin == low:
        begin += 1
    before = lowers[begin - 1] if begin > low else ""
    if not _is_verb(document, i, cue, begin, before, low, high, has_aux):
        return None
    end = i + 1 + len(cue.particles)
    return Candidate(begin, i, end, cue, passive, negated, modal)


def _over_future(lowers: list[str], begin: int, low: int) -> int:
    """Where 'is expected to' begins that ends right before ``begin``; ``begin`` if none does."""
    i = begin - 2
    if i <= low or lowers[begin - 1] != "to" or lowers[i] not in _FUTURE:
        return begin
    first = i
    while first > low and (lowers[first - 1] in AUXILIARIES or is_adverb(lowers[first - 1])):
        first -= 1
    return first if any(lowers[k] in BE or lowers[k] == "'s" for k in range(first, i)) else begin


def _auxiliary_s(lowers: list[str], i: int, low: int) -> bool:
    """Whether ``'s`` is 'is' or 'has' and no possessive: it follows a pronoun."""
    return i > low and lowers[i - 1] in _BEFORE_S


def _reading(lowers: list[str], i: int, readings: tuple[Cue, ...], high: int) -> Cue | None:
    for cue in readings:
        particles = cue.particles
        if not particles or tuple(lowers[i + 1 : min(high, i + 1 + len(particles))]) == particles:
            return cue
    return None


def _is_verb(document: Document, i: int, cue: Cue, begin: int, before: str, low: int, high: int, has_aux: bool) -> bool:
    """Whether the word is a verb with a speaker here, and no noun, adjective or idiom of the same form."""
    lowers, texts = document.lowers, document.words
    word = lowers[i]
    after = lowers[i + 1] if i + 1 < high else ""
    if before == "having" and after == "that":  # 'Having said that, …'
        return False
    if before in ("neither", "nor") or (after in ("or", "nor") and cue.stance == "confirms"):
        return False  # 'neither confirmed nor denied' is an answer, and asserts nothing
    if before in ("so-called", "as", "than") and cue.form in (PAST, PARTICIPLE):
        return False
    if i > low and lowers[i - 1] == "that" and after == "," and word == "said":  # 'That said, …'
        return False
    if texts[i][0].isupper() and i > low and cue.form != ING and not _all_caps(document, low, high):
        return False  # part of a name: 'Say', 'Post', 'Note'
    if before in DETERMINERS and before not in _PLURAL_SUBJECTS and begin == i:
        return False
    if before in DETERMINERS and before in _PLURAL_SUBJECTS and begin == i and before in _DETERMINING:
        return (before in ("that", "which") and cue.form in (PAST, THIRD)) or (
            cue.form == BASE and before in _WITHOUT_NOUN
        )
    if before in PREPOSITIONS and begin == i:
        if before == "to" and cue.form == BASE:
            return i - 2 >= low and lowers[i - 2] in _BEFORE_INFINITIVE
        return cue.form == ING and before in _BEFORE_ING and cue.frame != "object"
    if begin == i and i > low and lowers[i - 1] == "'s":
        return False
    if not has_aux and reads_as_noun(document, i, low, high):
        return False
    if cue.form == BASE:
        if begin == low and not has_aux:
            return False  # an imperative: 'Note the date', 'Add the onions'
        return (
            has_aux
            or before in _PLURAL_SUBJECTS
            or (before in CONJUNCTIONS and word not in AMBIGUOUS)
            or plural_before(document, begin, low, word)
        )
    if cue.form == THIRD:
        if word in AMBIGUOUS and not singular_before(document, begin, low):
            return False
        return bool(before) and not before.endswith("'s")
    if cue.form == ING:
        return not (after in ("of", "'s") or before in DETERMINERS)
    # past forms: an adjective before a noun ('the confirmed cases', 'reported losses') has no subject
    return not (begin == low and not has_aux and cue.form in (PAST, PARTICIPLE))


def _all_caps(document: Document, low: int, high: int) -> bool:
    """Whether the sentence is set in capitals throughout, or is a headline in title case."""
    letters = [word for word in document.words[low:high] if word[0].isalpha() and len(word) > 3]
    return bool(letters) and all(word[0].isupper() for word in letters)
