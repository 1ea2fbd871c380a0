"""Participles that look like verbs with a speaker and are none, or that stand at the head of the sentence."""

from __future__ import annotations

from credscore.extract.attribution import Range
from credscore.extract.cues import Candidate, is_cue_form
from credscore.extract.grammar import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS
from credscore.lexicon.load import PARTICIPLE, PAST, words
from credscore.reading import Document

__all__ = ["comma_after_opening", "follows_its_noun", "without_clause"]

_TRANSITIVE = frozenset(("object", "person", "charge"))  # frames whose verb, when active, has its object beside it
_CHARGED = words("grammar", "words", "charged_links")  # 'the man accused of': whom it names stands before it
_BRIEFED = words("grammar", "words", "briefed_links")  # 'people briefed on the talks': whom it tells stands before it
_GOES_ON = PREPOSITIONS | CONJUNCTIONS | DETERMINERS | words("grammar", "words", "inside_names")
_REACH = 8  # tokens within which 'confirmed by e-mail that' has its 'that'


def follows_its_noun(document: Document, verb: Candidate, high: int) -> bool:
    """Whether a past form is a participle that describes the noun before it: 'the goods ordered by the clinic'.

    A verb that takes an object has none there, and no clause follows in its place ('confirmed by letter that'). Of 31
    such verbs in the training articles 15 are annotated, with who stands behind 'by' as their source: what a net finds
    of them is left to it.
    """
    cue = verb.cue
    if cue.form not in (PAST, PARTICIPLE) or not (cue.tells or cue.frame in _TRANSITIVE):
        return False
    lowers, quoted = document.lowers, document.quotation_of
    if not AUXILIARIES.isdisjoint(lowers[verb.first : verb.verb]) or lowers[max(0, verb.first - 1)] in PRONOUNS:
        return False  # 'was accused of lying', 'whom she accused of lying'
    after = verb.stop
    if after >= high:
        return False
    left = _BRIEFED if cue.tells else _CHARGED if cue.frame == "charge" else ()
    if lowers[after] != "by" and lowers[after] not in left:
        return False
    for k in range(after + 1, min(high, after + _REACH)):
        if lowers[k] in (",", "."):
            break
        if lowers[k] in ("that", ":") or quoted[k] >= 0:
            return k > after + 1 and is_cue_form(lowers[k - 1])  # 'a person briefed on the plan said that'
    return True


def comma_after_opening(document: Document, low: int, high: int) -> int:
    """The comma after a participle's clause that opens a sentence: 'Noting the price, Lee waited'; -1 if none."""
    lowers, quoted = document.lowers, document.quotation_of
    return next((k for k in range(low, high) if lowers[k] == "," and quoted[k] < 0), -1)


def without_clause(document: Document, first: int, stop: int) -> Range:
    """A subject without what its name does: 'Emil Falk left the court', where the name ends with its capitals."""
    lowers, texts = document.lowers, document.words
    for k in range(first + 1, stop):
        if texts[k - 1][0].isupper() and texts[k][0].islower() and lowers[k] not in _GOES_ON:
            return first, k
    return first, stop
