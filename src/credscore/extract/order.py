"""Cues that stand after their content or inside it: '“It rained,” said Ann Lee', 'X, she said, Y'."""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.apposition import phrase_after
from credscore.extract.attribution import Attribution, Range
from credscore.extract.clause import opening_comma, phrase_before
from credscore.extract.content import content_before, trim
from credscore.extract.content_end import end_of_content
from credscore.extract.cues import Candidate
from credscore.extract.documents import names_outlet
from credscore.extract.occasion import skip_occasion, tells_occasion
from credscore.extract.subject import with_name_before
from credscore.extract.units import Unit
from credscore.extract.unnamed import over_unnamed, without_anonymity
from credscore.lexicon.load import BASE, ING, PARTICIPLE, PAST, THIRD, words
from credscore.reading import Document

__all__ = ["FREE", "clause_around", "closing_clause", "inverted_clause", "stands_after_content"]

_SEVERAL = 2  # cues in a sentence from which on one may stand inside the content of another
FREE = ("clause", "that")  # frames whose cue may stand after or inside its content, beside those that confirm
_UNITS = words("grammar", "words", "units_of_time")
_NO_SPEAKER = words("grammar", "words", "after_inverted")
_LIKEWISE = words("grammar", "words", "likewise")


def stands_after_content(document: Document, begin: int, low: int) -> bool:
    """Whether the cue follows a comma or a closing mark right away: '…,” said', '…, said'."""
    if begin <= low:
        return False
    before = document.lowers[begin - 1]
    return before == "," or document.quotation_of[begin - 1] >= 0


def closing_clause(document: Document, unit: Unit, verbs: list[Candidate]) -> Attribution | None:
    """The attribution whose clause closes the sentence, if an earlier cue stands inside its content.

    An outlet that closes the sentence ('Ann Lee said X, the Star reported') relays the inner statement
    instead; that is left to the chain.
    """
    lowers = document.lowers
    low, high = unit
    if len(verbs) < _SEVERAL:
        return None
    verb = verbs[-1]
    cites = -1
    if verb.cue.lemma == "cite" and verb.cue.form == ING and len(verbs) > _SEVERAL and lowers[verb.first - 1] == ",":
        cites, verbs = verb.first - 1, verbs[:-1]  # '…, the Star reported, citing two officials'
        verb = verbs[-1]
    if verb.cue.frame not in FREE or verb.passive or verb.cue.form not in (PAST, THIRD, BASE):
        return None
    rest = skip_occasion(document, verb.stop, high)
    if rest < high and lowers[rest] not in (".", "!", "?") and rest != cites and not _tells_when(document, rest, high):
        return None
    start = phrase_before(document, verb.first, low)
    start = with_name_before(document, start, verb.first, low)
    start = over_unnamed(document, start, verb.first, low)
    if start >= verb.first or start <= low or lowers[start - 1] != "," or lowers[start] in gr.RELATIVE:
        return None
    if names_outlet(document, start, verb.first) and verbs[-2].cue.frame in FREE:
        return None
    if verbs[-2].verb >= start:
        return None
    quoted = document.quotation_of[low] >= 0 or document.quotation_of[start - 2] >= 0
    if quoted and any(document.quotation_of[one.first - 1] >= 0 for one in verbs[:-1] if one.first > low):
        return None  # an earlier clause of speaking divides the quotation: each has its own
    return Attribution(
        content_before(document, unit, start, low),
        ((verb.first, verb.stop),),
        (trim(document, *without_anonymity(document, start, verb.first)),),
        0.9,
        "closing",
    )


def inverted_clause(
    document: Document, unit: Unit, verb: Candidate, floor: int, following: list[Candidate]
) -> Attribution | None:
    """'“It rained,” said Ann Lee.' and '“It is not,” said Ann Lee, “a tax.”'"""
    lowers, texts = document.lowers, document.words
    low, high = unit
    first = verb.stop
    if first >= high or verb.cue.form not in (PAST, THIRD, PARTICIPLE):
        return None
    word = lowers[first]
    if word in gr.STOPS or word == "," or word in _NO_SPEAKER or word in gr.DAYS:
        return None
    quoted = document.quotation_of[verb.first - 1] >= 0 or (
        verb.first - 2 >= low and document.quotation_of[verb.first - 2] >= 0
    )
    if not quoted and _is_apposition(document, verb.first - 1, low):
        return None
    number = word in gr.NUMBERS or word.isdigit()
    if not quoted and not (number or texts[first][0].isupper() or word in gr.DETERMINERS or word in gr.PRONOUNS):
        return None
    stop = phrase_after(document, first, high)
    if stop <= first:
        return None
    stop, speaks_on = _before_speaking_on(document, first, stop, following)
    rest = skip_occasion(document, stop, high)
    ended = rest >= high or lowers[rest] in (".", "!", "?", ";", ":") or lowers[rest] in gr.DASHES
    if not quoted and not ended and lowers[rest] != ",":
        return None
    content = list(content_before(document, unit, verb.first, floor))
    if not content:
        return None
    resumes = rest < high and not speaks_on
    if resumes and (lowers[rest] in (",", ":", "—", "–", "--") or document.quotation_of[rest] >= 0):
        content.extend(_resumed(document, unit, rest, following))
    return Attribution(tuple(content), ((verb.first, verb.stop),), (trim(document, first, stop),), 0.95, "inverted")


def _before_speaking_on(document: Document, first: int, stop: int, following: list[Candidate]) -> tuple[int, bool]:
    """Where a source ends whose relative clause speaks on, and whether one does: 'Ann Lee | , who added that'."""
    for one in following:
        if one.first >= stop:
            break
        says = one.cue.frame in FREE and not one.cue.tells and _opens_clause(document, one.stop)
        if says and document.lowers[one.first - 1] == "who" and one.first - 1 > first:
            end = one.first - 1
            while end - 1 > first and document.lowers[end - 1] in (",", "and"):
                end -= 1
            return end, True
    return stop, False


def _tells_when(document: Document, comma: int, high: int) -> bool:
    """Whether what follows the comma tells when it was said: ', hours after the film came out', ', a day before'."""
    lowers = document.lowers
    first = comma + 1 if lowers[comma] == "," else high
    first += first < high and lowers[first] in gr.ARTICLES
    return first + 1 < high and lowers[first] in _UNITS and lowers[first + 1] in ("after", "before")


def _opens_clause(document: Document, k: int) -> bool:
    """Whether what is said begins at ``k`` for sure: with 'that', a mark or a subject pronoun."""
    if k >= len(document.lowers):
        return False
    return document.lowers[k] == "that" or document.lowers[k] in gr.NOMINATIVE or document.quotation_of[k] >= 0


def _is_apposition(document: Document, comma: int, low: int) -> bool:
    """Whether ``comma`` closes an apposition to a name: 'Ann Lee, the mayor, said …' is no 'X, said Y'."""
    lowers, texts = document.lowers, document.words
    opening = opening_comma(document, comma, low)
    if opening <= low:
        return False
    single = 2 if lowers[low] in gr.ARTICLES else 3  # tokens from the comma: 'The supplier, Tessaron, said the …'
    named = comma - opening >= single and all(word[0].isupper() for word in texts[opening + 1 : comma])
    if lowers[opening + 1] == "who" or named:  # 'The head of the council, Ann Lee, said the …'
        return phrase_before(document, opening, low) == low
    if lowers[opening + 1] not in ("a", "an", "the", "one", "his", "her"):
        return False
    return texts[opening - 1][0].isupper() and not any(lowers[k] in gr.AUXILIARIES for k in range(low, opening))


def clause_around(
    document: Document, unit: Unit, verb: Candidate, source: Range, floor: int, following: list[Candidate]
) -> Attribution | None:
    """'X, she said.' and 'X, she said, Y.': the clause of source and cue stands after or inside the content."""
    lowers = document.lowers
    low, high = unit
    first = source[0]
    if first <= low or first <= floor:
        return None
    before = lowers[first - 1]
    quoted = document.quotation_of[first - 1] >= 0
    if not (before == "," or quoted or before in gr.DASHES):
        return None
    rest = skip_occasion(document, verb.stop, high, verb.cue.tells)
    if rest < high and lowers[rest] not in (",", ".", "!", "?", ";") and lowers[rest] not in gr.DASHES:
        resumed = document.quotation_of[rest] >= 0 and quoted
        if not resumed and rest != high - 1:
            return None
    content = list(content_before(document, unit, first, floor))
    if not content or (len(content) == 1 and tells_occasion(document, *content[0])):
        return None
    if rest < high and (lowers[rest] == "," or document.quotation_of[rest] >= 0):
        content.extend(_resumed(document, unit, rest, following))
    return Attribution(tuple(content), ((verb.first, verb.stop),), (source,), 0.9, "around")


def _resumed(document: Document, unit: Unit, comma: int, following: list[Candidate]) -> list[Range]:
    """What goes on after 'X, she said,': the rest of the sentence, unless a new clause of the narrator begins."""
    lowers = document.lowers
    high = unit[1]
    first = comma + 1 if lowers[comma] in (",", ":", "—", "–", "--") else comma
    if first >= high:
        return []
    word = lowers[first]
    if document.quotation_of[first] < 0:
        if any(one.first <= first + 1 and one.cue.form == ING for one in following):
            return []
        also = lowers[first + 1] if word in ("and", "as") and first + 1 < high else ""
        if word.endswith("ing") or also == "did" or also in _LIKEWISE:
            return []
        if word in (
            "who",
            "which",
            "citing",
            "when",
            "while",
            "after",
            "as",
            "though",
            "although",
        ):
            return []
    end = end_of_content(document, unit, first, following)
    return [trim(document, first, end)] if end > first else []
