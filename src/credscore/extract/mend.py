"""The last look at a source's span, the same for every extractor: a name taken in, a reason for anonymity left out."""

from __future__ import annotations

from bisect import bisect_right

from credscore.extract.attribution import Attribution, Range
from credscore.extract.clause import phrase_before
from credscore.extract.cues import is_cue_form
from credscore.extract.documents import DOCUMENTS, PUBLISHED
from credscore.extract.grammar import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    POSSESSIVE,
    PREPOSITIONS,
    RELATIVE,
    STOPS,
)
from credscore.extract.opening import opens_paragraph, past_opening
from credscore.extract.source_ends import without_beside
from credscore.extract.unnamed import withholds_name
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["mend_sources"]

_UNNAMED = words("answers", "anonymity", "words")
_NAMES = words("answers", "anonymity", "names")
_OPENERS = words("answers", "anonymity", "openers")
_FEARS = words("answers", "anonymity", "fears")
_LIKEWISE = words("grammar", "words", "likewise")
_INSIDERS = words("answers", "anonymity", "insiders")
_LEGAL_FORMS = words("sources", "legal_forms", "words")
_HOURS = words("grammar", "words", "hours")
_ASKED = words("sources", "published", "asked")
_OWN = POSSESSIVE | {"the"}
_APART = STOPS | RELATIVE | CONJUNCTIONS | AUXILIARIES | {","}  # what ends a document's noun phrase
_LED = 2
_AGE = 2  # digits of an age
_FEARING = words("answers", "anonymity", "fearing") | {"for"}
_KNOWN = 8  # tokens of what an insider knows
_NAME = 5  # tokens of a name after 'the official,'
_MADE_BY = words("sources", "published", "made_by")
_TAIL = 24  # tokens that a cut relative clause may run on


def mend_sources(document: Document, found: list[Attribution]) -> list[Attribution]:
    """The attributions with each source's span set right; nothing else is changed."""
    out = []
    for one in found:
        if not one.source:
            out.append(one)
            continue
        *others, last = (_with_article(document, one, _in_paragraph(document, one, part)) for part in one.source)
        last = _of_document(document, one, _with_rest(document, one, _with_age(document, one, last)))
        last = _without_likewise(document, _without_reason(document, without_beside(document, one, last)))
        source = (*others, last)
        if one.cue and source[-1][0] < one.cue[0][0] < source[-1][1] < one.cue[0][1]:
            one = one._replace(cue=((source[-1][1], one.cue[0][1]), *one.cue[1:]))
        out.append(one if source == one.source else one._replace(source=source))
    return out


def _in_paragraph(document: Document, one: Attribution, part: Range) -> Range:
    """The source without what stands in another paragraph than its cue, or opens its own.

    The headline above 'Mayor Lee said'; the hour before it.
    """
    first, stop = part
    if document.sentence_of[first] == document.sentence_of[stop - 1]:
        if document.words[first][0].isalpha() or not opens_paragraph(document, first):
            return part
        return past_opening(document, first, stop), stop  # '6.05pm The mayor'
    number = bisect_right(document.paragraphs, ((one.cue or one.content)[0][0], len(document.words))) - 1
    low, high = document.paragraphs[number]
    return (max(first, low), min(stop, high)) if first < high and low < stop else part


def _with_article(document: Document, one: Attribution, part: Range) -> Range:
    """The source with its article: 'The | WHO'."""
    first = part[0] - 1
    if (
        first < 0
        or document.lowers[first] not in ARTICLES
        or document.sentence_of[first] != document.sentence_of[part[0]]
    ):
        return part
    held = any(a <= first < b for a, b in (*one.content, *one.cue, *one.source))
    return part if held else (first, part[1])


def _with_age(document: Document, one: Attribution, part: Range) -> Range:
    """The source with the age after its name: 'Olga Reil | , 37'."""
    first, stop = part
    lowers, high = document.lowers, document.sentences[document.sentence_of[part[0]]][1]
    if stop + 1 >= high or lowers[stop] != "," or not (lowers[stop + 1].isdigit() and len(lowers[stop + 1]) == _AGE):
        return part
    ends = stop + 2 >= high or lowers[stop + 2] in STOPS or lowers[stop + 2] == ","
    held = any(a <= stop + 1 < b for a, b in (*one.content, *one.cue))
    return (first, stop + 2) if ends and not held and document.words[stop - 1][0].isupper() else part


def _with_rest(document: Document, one: Attribution, part: Range) -> Range:
    """The source with the name or the clause that hangs on it: 'the official, Ann Lee'; 'people who were there'."""
    lowers, texts, quoted = document.lowers, document.words, document.quotation_of
    first, stop = part
    if first + 2 < stop and lowers[first + 1] in _HOURS:
        return first + 2, stop  # '6:20 p.m. Ann Lee said'
    low = document.sentences[document.sentence_of[first]][0]
    if (
        first - low > _LED
        and lowers[first - 1] == "by"
        and (lowers[first - 2] in _ASKED or lowers[first - 2] in PUBLISHED)
        and one.cue[:1] == ((stop, one.cue[0][1]),)
    ):
        begin = phrase_before(document, first - 2, low)
        held = any(a < first and begin < b for a, b in one.content)
        return (begin, stop) if begin < first - 2 and not held else part  # 'economists polled | by the Wire | expected'
    if first > _LED and lowers[first - 2] in _INSIDERS and lowers[first - 1] in PREPOSITIONS and not quoted[first] >= 0:
        begin = phrase_before(document, first - 2, document.sentences[document.sentence_of[first]][0])
        held = any(a < first and begin < b for a, b in (*one.content, *one.cue))
        return (begin, stop) if begin < first - 2 and not held else part  # 'a person briefed on | the plan'
    if first > 1 and lowers[first] in PUBLISHED and lowers[first - 1] == ",":
        begin = phrase_before(document, first - 1, document.sentences[document.sentence_of[first]][0])
        if begin < first - 1:
            return begin, first - 1  # 'A leaked draft' for 'seen by this paper'
    if first > 1 and lowers[first - 1] == "&" and texts[first][0].isupper() and texts[first - 2][0].isupper():
        first -= 2  # 'Baker & Voss'
        part = first, stop
    sentence_stop = document.sentences[document.sentence_of[first]][1]
    if stop < sentence_stop and lowers[stop] in _LEGAL_FORMS and one.cue[:1] and one.cue[0][0] > stop:
        stop += 1  # 'Lund Pumps | plc'
        part = first, stop
    if stop >= sentence_stop or any(a <= stop < b for a, b in (*one.content, *one.cue)):
        return part
    taken = {k for a, b in (*one.content, *one.cue) for k in range(a, b)}
    verb = one.cue[0][0] if one.cue else stop
    if lowers[stop] in _INSIDERS and stop < verb <= stop + _KNOWN and {",", *STOPS}.isdisjoint(lowers[stop:verb]):
        return part if any(k in taken for k in range(stop, verb)) else (first, verb)  # 'a person | briefed on the plan'
    if lowers[stop - 1] in RELATIVE and lowers[stop - 1] != "that" and stop - first > 1:
        if lowers[stop] in _OPENERS or not _UNNAMED.isdisjoint(lowers[stop : stop + _TAIL // 2]):
            # 'a guard who' is not who is credited
            return first, stop - 2 if lowers[stop - 2] == "," and stop - 2 > first else stop - 1
        end = stop
        while (
            end < min(sentence_stop, stop + _TAIL)
            and end not in taken
            and lowers[end] not in STOPS
            and lowers[end] != ","
        ):
            end += 1
        return (first, end) if end >= sentence_stop or lowers[end] in STOPS or lowers[end] == "," else part
    if (
        lowers[stop] == ","
        and lowers[first] in _OWN
        and not any(word[0].isupper() for word in texts[first + 1 : stop])
        and stop + 1 not in taken
    ):
        end = stop + 1
        while (
            end < sentence_stop
            and end - stop <= _NAME
            and texts[end][0].isupper()
            and lowers[end] not in DAYS
            and quoted[end] < 0
        ):
            end += 1
        closed = end >= sentence_stop or lowers[end] in STOPS or lowers[end] == "," or end in taken
        if end - stop > 2 and closed and not any(k in taken for k in range(stop, end)):
            return first, end
    return part


def _of_document(document: Document, one: Attribution, part: Range) -> Range:
    """The document whole that speaks: 'Minutes | of the meeting indicate', 'a poll | published on Sunday showed'.

    In the training articles 'X of Y' before its verb is the source whole 70 times of 75 where X is a document.
    """
    lowers = document.lowers
    first, stop = part
    if not one.cue or len(one.source) > 1 or one.cue[0][0] < stop:
        return part
    verb, low = one.cue[0][0], document.sentences[document.sentence_of[first]][0]
    if stop < verb <= stop + _TAIL and lowers[stop - 1] in DOCUMENTS and lowers[stop] in PUBLISHED:
        held = {k for a, b in one.content for k in range(a, b)}
        if _APART.isdisjoint(lowers[stop:verb]) and held.isdisjoint(range(stop, verb)):
            return first, verb
    finite = not lowers[one.cue[-1][1] - 1].endswith("ing")
    joined = first - 1 > low and lowers[first - 1] in _MADE_BY and lowers[first - 2] in DOCUMENTS
    if stop == verb and finite and joined:
        begin = phrase_before(document, first - 1, low)
        if begin < first - 1 and (begin == low or lowers[begin - 1] not in PREPOSITIONS):
            return begin, stop
    return part


def _without_likewise(document: Document, part: Range) -> Range:
    """The source without who did the same: 'Nora Quist, and so did her partner'."""
    lowers = document.lowers
    first, stop = part
    for k in range(first + 1, stop - 2):
        also = lowers[k] in CONJUNCTIONS and lowers[k + 1] in _LIKEWISE and lowers[k + 2] in AUXILIARIES
        if also or (lowers[k] == "as" and lowers[k - 1] == "," and lowers[k + 1] in AUXILIARIES):
            return first, k - 1 if lowers[k - 1] == "," else k
    return part


def _clause_stop(document: Document, stop: int) -> int:
    """Where the clause ends that a source's end may stand in the middle of: '… that their names | not be used'."""
    lowers = document.lowers
    high = min(document.sentences[document.sentence_of[stop - 1]][1], stop + _KNOWN)
    ends = (k for k in range(stop, high) if lowers[k] in STOPS or lowers[k] == "," or is_cue_form(lowers[k]))
    return next(ends, high)


def _without_reason(document: Document, part: Range) -> Range:
    """The source without the clause that says why it is not named."""
    lowers = document.lowers
    first, stop = part
    if _OPENERS.isdisjoint(lowers[first + 1 : stop]):
        return part
    for k in range(first + 1, stop):
        if lowers[k] not in _OPENERS:
            continue
        cut_short = lowers[k] == "who" and lowers[stop - 1] in _NAMES
        ahead = lowers[k : _clause_stop(document, stop) if cut_short else stop]
        unnamed = not _UNNAMED.isdisjoint(ahead) or (lowers[k] == "who" and withholds_name(ahead))
        fears = lowers[k] in _FEARING and not _FEARS.isdisjoint(ahead[:3])
        if unnamed or fears:
            cut = k
            while cut - 1 > first and lowers[cut - 1] in (",", "and"):
                cut -= 1
            return first, cut
    return part
