"""'According to the police, X' and 'X, per the Star': the source after a preposition."""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.apposition import phrase_after
from credscore.extract.attribution import Attribution, Range
from credscore.extract.content import content_before, trim
from credscore.extract.content_end import end_of_content
from credscore.extract.cues import Candidate
from credscore.extract.documents import DOCUMENTS, names_outlet
from credscore.extract.occasion import skip_occasion, tells_occasion
from credscore.extract.units import Unit
from credscore.extract.unnamed import without_anonymity
from credscore.lexicon.load import phrases, words
from credscore.reading import Document

__all__ = ["find_according", "find_per"]

_BEFORE_CLAUSE = gr.SUBORDINATORS | gr.CONJUNCTIONS
_IDIOMS = phrases("idioms")
_CITING = words("answers", "relays", "citing")
_NARRATOR = words("grammar", "words", "narrator_after_according")
_NAME = 5  # tokens of a name in apposition, and its comma


def find_according(document: Document, unit: Unit, i: int, verbs: list[Candidate]) -> Attribution | None:
    """The attribution whose cue is the 'according to' at ``i``; None if it is none or a hop of a chain."""
    lowers = document.lowers
    low, high = unit
    if i + 2 >= high or lowers[i + 1] != "to" or lowers[i + 2] in _IDIOMS or lowers[min(i + 3, high - 1)] in _IDIOMS:
        return None
    cue: Range = (i, i + 2)
    leading = (
        i == low
        or (i == low + 1 and lowers[low] in gr.OPENERS)
        or (lowers[i - 1] in ("and", "but", ";", ":") and i > low)
    )
    if leading:
        return _leading(document, unit, cue, ())
    if lowers[i - 1 - (lowers[i - 1] == "," and i - 1 > low)] in _BEFORE_CLAUSE:
        return _leading(document, unit, cue, ())  # 'because, according to Falk, the wall is new'
    if lowers[i - 1] == "," and tells_occasion(document, low, i - 1):
        return _leading(document, unit, cue, ((low, i - 1),))  # 'In May, according to Falk, the wall was new'
    if (
        any(
            one.verb < i and one.cue.frame == "clause" and not one.passive and not _of_relative(lowers, one.first)
            for one in verbs
        )
        and lowers[i - 1] == ","
    ):
        return None  # 'Ann Lee said X, according to the Star': a hop of the chain, see `credscore.sourcing.relays`
    stop = phrase_after(document, i + 2, high)
    source = trim(document, i + 2, stop)
    if source[0] >= source[1]:
        return None
    pieces = list(content_before(document, unit, i, low))
    comma = skip_occasion(document, stop, high)  # 'his view, according to a paper of the time, was …'
    if comma + 1 < high and lowers[comma] == "," and not lowers[comma + 1].endswith("ing"):
        rest = trim(document, comma + 1, end_of_content(document, unit, comma + 1, []))
        if rest[0] < rest[1] and lowers[rest[0]] not in _NARRATOR:
            pieces.append(rest)
    return Attribution(tuple(pieces), (cue,), (source,), 0.9, "according") if pieces else None


def _leading(document: Document, unit: Unit, cue: Range, lead: tuple[Range, ...]) -> Attribution | None:
    """'According to Falk, the wall is new': the content follows the comma after the source."""
    high = unit[1]
    comma = _comma_after(document, cue[1], high)
    if comma < 0 or comma + 1 >= high:
        return None
    source = without_anonymity(document, *trim(document, cue[1], comma))  # nor 'the Star, citing a memo'
    content = trim(document, comma + 1, end_of_content(document, unit, comma + 1, []))
    if content[0] >= content[1] or source[0] >= source[1]:
        return None
    return Attribution((*lead, content), (cue,), (source,), 0.9, "according")


def find_per(document: Document, unit: Unit, i: int) -> Attribution | None:
    """'Per court papers seen by the Star, X' and 'X, per the Star.': 'per' before a text or an outlet."""
    lowers = document.lowers
    low, high = unit
    if i == low:
        comma = _comma_after(document, i + 1, high)
        source = trim(document, i + 1, comma)
        content = trim(document, comma + 1, end_of_content(document, unit, comma + 1, [])) if comma > 0 else (0, 0)
    elif lowers[i - 1] == ",":
        stop = phrase_after(document, i + 1, high)
        source = trim(document, i + 1, stop)
        content = trim(document, low, i)
        if stop < high and lowers[stop] not in gr.STOPS:
            return None
    else:
        return None
    if source[0] >= source[1] or content[0] >= content[1]:
        return None
    said = DOCUMENTS.isdisjoint(lowers[source[0] : source[1]]) and not names_outlet(document, *source)
    return None if said else Attribution((content,), ((i, i + 1),), (source,), 0.8, "according")


def _opens_clause(document: Document, first: int, comma: int) -> bool:
    """Whether what follows a source up to the next comma is a clause, no apposition: 'the Star, a memo was sent'."""
    lowers = document.lowers
    if lowers[first][0].isdigit() and comma - first > 1:
        return True  # 'the survey, 70 percent of nurses', not 'Ann Lee, 34,'
    for k in range(first, comma):
        if lowers[k] in gr.RELATIVE:
            return False
        if lowers[k] in gr.AUXILIARIES and lowers[k] != "'s":
            return True
    return False


def _of_relative(lowers: list[str], first: int) -> bool:
    """Whether a verb's subject is 'who' or 'which': 'a jogger who said she had seen it, according to the police'."""
    return first > 0 and lowers[first - 1] in gr.RELATIVE


def _comma_after(document: Document, first: int, high: int) -> int:
    """The comma that ends the source of a leading 'According to …,', appositions passed over."""
    lowers, quoted = document.lowers, document.quotation_of
    commas = [k for k in range(first, min(high, first + 60)) if lowers[k] == "," and quoted[k] < 0]
    if not commas:
        return -1
    if len(commas) > 1:
        if _opens_clause(document, commas[0] + 1, commas[1]):
            return commas[0]
        name = commas[1] - commas[0]
        if 1 < name <= _NAME and all(word[0].isupper() for word in document.words[commas[0] + 1 : commas[1]]):
            follows = lowers[commas[1] + 1] if commas[1] + 1 < high else ""
            if follows in gr.DETERMINERS or follows in gr.PRONOUNS:
                return commas[1]  # 'According to bills sent to the paper, Quad, the college paid'
        after = commas[0] + 1
        if lowers[after] in _CITING:
            return commas[1]
        stop = phrase_after(document, first, high)
        if stop == commas[1]:
            return commas[1]
        titled = not any(lowers[k] in gr.AUXILIARIES for k in range(after, commas[1])) and commas[1] - after <= 10
        clause = any(lowers[k] in gr.AUXILIARIES and lowers[k] != "'s" for k in range(commas[1] + 1, high))
        if titled and clause and document.words[first][0].isupper() and not document.words[after][0].isupper():
            return commas[1]
    return commas[0]
