"""Subjects that are lists: 'The ministry, the railway and two unions said'."""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.clause import phrase_before
from credscore.extract.cues import is_cue_form
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["first_of_list"]

_NO_MEMBER = gr.DAYS | gr.MONTHS | gr.TIMES | gr.AUXILIARIES - {"'s", "may"}
_PLURAL = ("s", *sorted(words("grammar", "words", "plural_ends")))
_MEMBERS = 8  # a subject that names more is not read back to its first


def first_of_list(document: Document, start: int, stop: int, low: int) -> int:
    """Where the list begins whose last members are the noun phrase ``start`` to ``stop``; ``start`` if it is no list.

    The last two members are joined by 'and' or 'or', those before by commas, and the first opens the sentence: what
    opens it otherwise ('Last week, …', 'Prices rose, …') is no noun phrase of people or bodies.
    """
    lowers = document.lowers
    begin = start
    if start - 2 > low and lowers[start - 1] in ("and", "or") and lowers[start - 2] == ",":
        begin = start - 2  # 'A, B, and C'
    elif start - 1 <= low or lowers[start - 1] != "," or {"and", "or"}.isdisjoint(lowers[start:stop]):
        return start
    else:
        begin = start - 1
    for number in range(1, _MEMBERS):
        first = phrase_before(document, begin, low)
        if first == begin or not _is_member(document, first, begin, low):
            return start
        opens = first == low or (first == low + 1 and lowers[low] in gr.OPENERS)
        if opens:
            return first if number > 1 or lowers[start - 1] == "," else start  # 'Prices rose, and two unions said'
        if lowers[first - 1] != ",":
            return start
        begin = first - 1
    return start


def _is_member(document: Document, first: int, stop: int, low: int) -> bool:
    """Whether a noun phrase can be somebody: no time, no participle, and headed like a name, a number or a plural."""
    lowers, texts = document.lowers, document.words
    for k in range(first, stop):
        word = lowers[k]
        if word in _NO_MEMBER or gr.is_adverb(word) or document.quotation_of[k] >= 0:
            return False
        past = word.endswith(("ed", "ing")) and len(word) > 4
        if (k == first or k == stop - 1) and (past or is_cue_form(word)) and (k == low or texts[k][0].islower()):
            return False
    if lowers[first] in gr.DETERMINERS or lowers[first] in gr.NUMBERS or lowers[stop - 1].endswith(_PLURAL):
        return True
    return all(texts[k][0].isupper() for k in range(first, stop)) and (stop - first > 1 or first > low)
