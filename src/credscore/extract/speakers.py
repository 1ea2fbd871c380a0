"""Whose words a quotation is, told by what stands beside it: '“…,” Ann Lee shrugged', '“…” — Ann Lee', 'Lee: “…”'.

A quotation of more than a few words is nearly always somebody's words: 98 of 100 in annotated news. So the mark and
what follows it tell a speaker's clause even where its verb is in no list.
"""

from __future__ import annotations

import bisect

from credscore.extract import grammar as gr
from credscore.extract.apposition import phrase_after
from credscore.extract.attribution import Attribution, Range
from credscore.extract.clause import phrase_before
from credscore.extract.content import trim
from credscore.extract.cues import Candidate, find_verbs, is_cue_form
from credscore.extract.whole import is_quoted
from credscore.lexicon.load import ING
from credscore.reading import Document
from credscore.reading.document import Quotation

__all__ = ["credit_quotations"]

_LEAST = 6  # tokens of a quotation, marks included, from which it is taken for speech
_CLAUSE = 30  # tokens after a quotation that a speaker's clause may take: appositions are long
_UNLISTED = 6  # tokens within which a verb of no list must stand
_LEAD = 60  # tokens before a quotation in which its speaker's clause is looked for
_NAME = 10  # tokens of a name after a dash, or before a colon
_SMALL = 4  # letters up to which a word of a title may be small
_GOES_ON = frozenset(",?!…") | {"...", "--", "—"}  # what ends a quotation whose sentence has not ended


def credit_quotations(document: Document, found: list[Attribution]) -> list[Attribution]:
    """The attributions with those of quotations that none has for its content, in the order of their content.

    An attribution that took the rest of the speaker's clause for what was said ('“…,” she said of the mayor') gets the
    quotation in its place.
    """
    covered = sorted((a, b) for one in found for a, b in one.content)
    by_cue = {token: number for number, one in enumerate(found) for a, b in one.cue for token in range(a, b)}
    out: list[Attribution | None] = list(found)
    added = []
    for quotation in document.quotations:
        if quotation.stop - quotation.first < _LEAST or not quotation.closed or _touched(covered, quotation):
            continue
        one = _dashed(document, quotation) or _followed(document, quotation) or _led(document, quotation)
        if one is None:
            continue
        rivals = {by_cue[token] for a, b in one.cue for token in range(a, b) if token in by_cue}
        if any(is_quoted(document, found[number]) and not _aside(document, found[number]) for number in rivals):
            continue
        for number in rivals:
            out[number] = None
        added.append(one)
    kept = [one for one in out if one is not None]
    return sorted((*kept, *added), key=lambda one: one.content[0]) if added else found


def _touched(covered: list[Range], quotation: Quotation) -> bool:
    where = bisect.bisect_left(covered, (quotation.stop, 0)) - 1
    return where >= 0 and covered[where][1] > quotation.first


def _aside(document: Document, one: Attribution) -> bool:
    """Whether the content is an occasion behind the cue: '“…,” she said on “Meet the Town.”'"""
    first = one.content[0][0]
    return bool(one.cue) and first == one.cue[-1][1] and document.lowers[first] in gr.PREPOSITIONS


def _dashed(document: Document, quotation: Quotation) -> Attribution | None:
    """A name after a dash closes the paragraph or stands before the next quotation: '“…” — Ann Lee, baker'."""
    lowers, texts = document.lowers, document.words
    dash = quotation.stop
    if dash < len(lowers) and lowers[dash] == ".":
        dash += 1
    first = dash + 1
    if first >= len(lowers) or lowers[dash] not in gr.DASHES or not texts[first][0].isupper():
        return None
    stop = first
    while (
        stop < min(len(lowers), first + _NAME)
        and document.quotation_of[stop] < 0
        and (lowers[stop] not in gr.STOPS or lowers[stop] in ("(", ")"))
        and document.sentence_of[stop] == document.sentence_of[first]
        and lowers[stop] not in gr.AUXILIARIES
        and not is_cue_form(lowers[stop])
    ):
        stop += 1
    ends = stop >= len(lowers) or lowers[stop] == "." or document.quotation_of[stop] >= 0
    if not ends and document.sentence_of[stop] == document.sentence_of[first]:
        return None
    source = trim(document, first, stop)
    return Attribution(((quotation.first, quotation.stop),), ((dash, dash + 1),), (source,), 0.9, "speaker")


def _followed(document: Document, quotation: Quotation) -> Attribution | None:
    """A speaker's clause follows: '“…,” an angry Lee shot back.'"""
    lowers, texts = document.lowers, document.words
    first = quotation.stop
    low = first
    if lowers[first - 2] not in _GOES_ON and not (first < len(lowers) and lowers[first] == ","):
        return None
    if first < len(lowers) and lowers[first] == ",":
        first += 1
    if first >= len(lowers) or document.quotation_of[first] >= 0:
        return None
    high = min(document.sentences[document.sentence_of[first]][1], first + _CLAUSE)
    word = lowers[first]
    if (
        word in gr.STOPS
        or word in gr.CONJUNCTIONS
        or word in gr.RELATIVE
        or word in gr.PREPOSITIONS
        or word in gr.OPENERS
    ):
        return None
    verbs = [one for one in find_verbs(document, low, high) if one.cue.form != ING and not one.passive]
    verb = verbs[0] if verbs else None
    stop = next(
        (k for k in range(first, high) if document.quotation_of[k] >= 0 or lowers[k] in (".", ";", ":", "?", "!")), high
    )
    if verb is not None and verb.verb < stop:
        if verb.first > first:
            source: Range = (first, verb.first)
        else:
            source = (verb.stop, phrase_after(document, verb.stop, stop))
        cue: Range = (verb.first, verb.stop)
    else:
        at = _unlisted(document, first, min(stop, first + _UNLISTED))
        if at is None or _is_title(document, quotation) or _runs_on(document, quotation):
            return None
        source, cue = (first, at), (at, at + 1)
    if source[0] >= source[1]:
        return None
    source = trim(document, *source)
    if not (
        texts[source[0]][0].isupper()
        or lowers[source[0]] in gr.DETERMINERS
        or lowers[source[0]] in gr.PRONOUNS
        or source[1] - source[0] > 1
    ):
        return None
    return Attribution(((quotation.first, quotation.stop),), (cue,), (source,), 0.9, "speaker")


def _is_title(document: Document, quotation: Quotation) -> bool:
    """Whether all longer words are capital, as in 'Tales of the Harbour'."""
    inside = document.words[quotation.first + 1 : quotation.stop - 1]
    return all(word[0].isupper() for word in inside if len(word) > _SMALL and word[0].isalpha())


def _runs_on(document: Document, quotation: Quotation) -> bool:
    """Whether its own marks end its sentence, and the one before, of a quotation too, may have told whose it is.

    '“A,” Lee said. “B?” The crowd roared.'
    """
    first = quotation.first
    low = document.sentences[document.sentence_of[first]][0]
    if low < first or not low or document.lowers[quotation.stop - 2] == ",":
        return False
    begin = document.sentences[document.sentence_of[low - 1]][0]
    return any(document.quotation_of[k] >= 0 for k in range(begin, low))


def _unlisted(document: Document, first: int, stop: int) -> int | None:
    """The verb of no list that follows a name or a pronoun: 'he mocks', 'an angry Duval retaliated'."""
    lowers, texts = document.lowers, document.words
    for k in range(first + 1, stop):
        word, before = lowers[k], lowers[k - 1]
        if not texts[k].islower() or not word.isalpha() or word in gr.AUXILIARIES:
            continue
        subject = texts[k - 1][0].isupper() or before in gr.PRONOUNS or (k + 1 < len(lowers) and lowers[k + 1] == ".")
        if subject and (word.endswith("ed") or (word.endswith("s") and not word.endswith("ss"))):
            return k
    return None


def _led(document: Document, quotation: Quotation) -> Attribution | None:
    """What leads to the quotation ends in a colon or comma: 'As Lee put it, “…”', 'Lee: “…”', 'in a message: “…”'."""
    lowers, texts = document.lowers, document.words
    mark = quotation.first - 1
    if mark < 1 or lowers[mark] not in (":", ","):
        return None
    low = max(document.sentences[document.sentence_of[mark]][0], mark - _LEAD)
    verbs = find_verbs(document, low, mark)
    verb: Candidate | None = verbs[-1] if verbs else None
    content: Range = (quotation.first, quotation.stop)
    if verb is not None and not verb.passive:
        start = phrase_before(document, verb.first, low)
        source = (trim(document, start, verb.first),) if start < verb.first else ()
        return Attribution((content,), ((verb.first, verb.stop),), source, 0.8, "speaker") if source else None
    if verb is None and lowers[mark] == ":" and mark - low <= _NAME and texts[low][0].isupper():
        return Attribution((content,), ((mark, mark + 1),), (trim(document, low, mark),), 0.8, "speaker")
    return None
