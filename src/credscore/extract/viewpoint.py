"""Who speaks in a sentence, told by its opening: "In Lee's view, …", 'As Lee put it, …', 'Said Lee: “…”'."""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.apposition import phrase_after
from credscore.extract.attribution import Attribution
from credscore.extract.content import trim
from credscore.extract.content_end import end_of_content
from credscore.extract.occasion import skip_occasion
from credscore.extract.units import Unit
from credscore.lexicon.load import PAST, THIRD, cue_forms, phrases, words
from credscore.reading import Document

__all__ = ["find_viewpoint", "said_first"]

_FORMS = cue_forms()
_AMBIGUOUS = words("cues", "ambiguous", "words")

_VIEWS = phrases("views")
_HAS_IT = phrases("has_it")
_REACH = 14  # tokens within which the opening has its comma


def find_viewpoint(document: Document, unit: Unit) -> Attribution | None:
    """The attribution that the opening of a unit makes, if it does."""
    lowers, texts, quoted = document.lowers, document.words, document.quotation_of
    low, high = unit
    first = low + 1 if lowers[low] in ("but", "and") and low + 1 < high else low
    word = lowers[first]
    if quoted[first] >= 0 or first + 3 >= high:
        return None
    if word in _HAS_IT and lowers[first + 1 : first + 4] == ["has", "it", "that"]:
        content = trim(document, first + 4, end_of_content(document, unit, first + 4, []))
        if content[0] >= content[1]:
            return None
        return Attribution((content,), ((first, first + 4),), (), 0.8, "impersonal")
    if word not in ("in", "to", "as", "for"):
        return None
    comma = next((k for k in range(first + 1, min(high - 1, first + _REACH)) if lowers[k] == ","), -1)
    if comma < first + 2:
        return None
    content = trim(document, comma + 1, end_of_content(document, unit, comma + 1, []))
    if content[1] - content[0] < 2:
        return None
    if word == "as":
        put = next((k for k in range(first + 1, comma) if lowers[k] in ("put", "puts") and lowers[k + 1] == "it"), -1)
        if put > first + 1 and put + 2 <= comma:
            return Attribution((content,), ((put, put + 2),), ((first + 1, put),), 0.8, "view")
        return None
    if word == "in" and lowers[comma - 1] in _VIEWS:
        owner = next((k for k in range(first + 1, comma - 1) if lowers[k] in ("'s", "'")), -1)
        if owner > first + 1:
            return Attribution((content,), ((owner, comma),), ((first + 1, owner),), 0.7, "view")
        if comma == first + 3 and lowers[first + 1] in ("his", "her", "their"):
            return Attribution((content,), ((first + 2, comma),), ((first + 1, first + 2),), 0.7, "view")
        return None
    if word == "in" and lowers[first + 1] == "the" and lowers[first + 2] in _VIEWS and lowers[first + 3] == "of":
        return Attribution((content,), ((first, first + 4),), ((first + 4, comma),), 0.7, "view")
    named = all(texts[k][0].isupper() for k in range(first + 1, comma)) and comma - first <= 4
    marked = any(quoted[k] >= 0 for k in range(*content)) and any(
        lowers[k] in gr.BE or lowers[k] == "'s" for k in range(*content) if quoted[k] < 0
    )
    if word in ("to", "for") and named and marked and lowers[first + 1] not in gr.DAYS:
        return Attribution((content,), ((first, first + 1),), ((first + 1, comma),), 0.6, "view")
    return None


def said_first(document: Document, unit: Unit) -> Attribution | None:
    """'Said the mayor: “We start on Monday.”': the verb before its speaker, and then the words."""
    lowers, quoted = document.lowers, document.quotation_of
    low, high = unit
    cue = next(iter(_FORMS.get(lowers[low], ())), None)
    if cue is None or cue.frame != "clause" or cue.form not in (PAST, THIRD) or cue.tells or cue.particles:
        return None
    if quoted[low] >= 0 or lowers[low] in _AMBIGUOUS:
        return None  # 'Reports: “…”'
    stop = phrase_after(document, low + 1, high)
    mark = skip_occasion(document, stop, high)
    if stop <= low + 1 or mark + 1 >= high or lowers[mark] not in (":", ",") or quoted[mark + 1] < 0:
        return None
    if lowers[low + 1] in gr.PREPOSITIONS:
        return None  # 'Asked about the leak, “…”'
    content = trim(document, mark + 1, end_of_content(document, unit, mark + 1, []))
    return Attribution((content,), ((low, low + 1),), (trim(document, low + 1, stop),), 0.9, "inverted")
