"""Nested attribution: 'Ann Lee said the police had told her that the road was closed'.

The outer speaker passes on what the inner one said: the inner one is the origin, the outer one a hop before it.
"""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.attribution import Attribution
from credscore.extract.clause import opening_comma, phrase_before
from credscore.extract.content import content_after, trim
from credscore.extract.cues import Candidate, find_verbs
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.describe import is_post, is_trade
from credscore.sourcing.naming import LINKS, first_of

__all__ = ["inner_attribution"]

_DEVICES = words("idioms", "instruments", "words") | words("idioms", "instruments", "devices")
_OPENING = 14  # tokens of the content within which the inner clause of speaking stands
_SELF = gr.PRONOUNS | words("grammar", "words", "no_other")
_OUTER = ("asserts", "confirms", "alleges")


def inner_attribution(document: Document, one: Attribution, stance: str) -> Attribution | None:
    """The attribution inside the content of ``one``, if its speaker passes on another's words; None if not.

    Only telling verbs ('had told her', 'was warned by') and a pluperfect of saying ('had said') count: 'she said
    analysts expect a fall' is the speaker's own view of analysts.

    Args:
        document: The text.
        one: The outer attribution.
        stance: Its stance; a denial or a question passes nothing on.
    """
    if not one.source or stance not in _OUTER:
        return None
    low, high = one.content[0]
    if document.quotation_of[low] >= 0 or high - low < _LEAST:
        return None
    verbs = find_verbs(document, low, min(high, low + _OPENING))
    if not verbs:
        return None
    verb = verbs[0]
    if verb.modal or verb.negated:
        return None
    return _by_passive(document, verb, low, high) if verb.passive else _active(document, verb, low, high)


_LEAST = 6  # tokens that an inner source, cue and content take together


def _active(document: Document, verb: Candidate, low: int, high: int) -> Attribution | None:
    lowers = document.lowers
    if not (verb.cue.tells or verb.cue.lemma == "warn" or "had" in lowers[verb.first : verb.verb]):
        return None
    if verb.cue.frame != "clause" or (lowers[verb.stop : verb.stop + 1] == ["to"] and not verb.cue.tells):
        return None  # 'its forces had responded to fire' is what was done
    start = phrase_before(document, verb.first, low)
    if start == verb.first and start - 1 > low and lowers[start - 1] == ",":  # 'his lawyer, Ann Lee, had told him'
        opening = opening_comma(document, start - 1, low)
        start = phrase_before(document, opening, low) if opening > low else start
    opens = low + 1 if lowers[low] == "that" else low
    if start != opens or start >= verb.first or lowers[start] in _SELF:
        return None
    if not _speaks(document, *trim(document, start, verb.first)):
        return None  # 'said the sensor had reported a fall'
    told = verb
    if (
        not verb.cue.tells
        and verb.cue.lemma == "warn"
        and verb.stop < len(lowers)
        and lowers[verb.stop] in gr.OBJECT_PRONOUNS
    ):
        told = verb._replace(cue=verb.cue._replace(tells=True))
    elif verb.cue.lemma == "warn" and "had" not in lowers[verb.first : verb.verb]:
        return None
    content = content_after(document, (low, high), told, [])
    if not content or content[0][1] - content[0][0] < 2:
        return None
    if lowers[content[0][0]] == "to":  # 'had told her to leave' orders
        return None
    return Attribution(content, ((verb.first, verb.stop),), (trim(document, start, verb.first),), 1.0, "nested")


def _speaks(document: Document, first: int, stop: int) -> bool:
    """Whether the noun phrase is of somebody or of a text, and of no thing; a lower-case noun of no list is one."""
    end = first_of(LINKS, document.lowers, first + 1, stop)
    head = document.lowers[end - 1]
    if head in _DEVICES:
        return False
    if document.words[end - 1][0].isupper() or lb.role_of([head]) != "unknown" or head in lb.GROUPS:
        return True
    known = head in lb.DOCUMENTS or head in lb.OUTLET_NOUNS or head in lb.ANONYMOUS_SOURCE or head.endswith("s")
    return known or head in lb.QUANTITIES or is_post(head) or is_trade(head)


def _by_passive(document: Document, verb: Candidate, low: int, high: int) -> Attribution | None:
    """'They had been told by the council that the water was safe'."""
    lowers = document.lowers
    if not verb.cue.tells or verb.stop >= high or lowers[verb.stop] != "by":
        return None
    said = next((k for k in range(verb.stop + 2, min(high, verb.stop + _OPENING)) if lowers[k] == "that"), -1)
    if said < 0 or said + 1 >= high:
        return None
    source = trim(document, verb.stop + 1, said)
    if lowers[source[0]] in _SELF:
        return None
    return Attribution((trim(document, said, high),), ((verb.first, verb.stop + 1),), (source,), 1.0, "nested")
