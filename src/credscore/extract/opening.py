"""What opens a paragraph and is no part of its first sentence: list marks, the hour of an entry, datelines."""

from __future__ import annotations

from credscore.extract.grammar import DASHES
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["opens_paragraph", "past_opening"]

_PLACE = 3  # letters of a place in capitals
_DATELINE = 14  # tokens of place, date and outlet
_TITLED = 5  # tokens of a place that is not in capitals, up to the outlet's bracket
_IN_DATELINE = frozenset((",", ".", "(", ")", "/"))
_LIST_MARKS = words("grammar", "words", "list_marks")
_LABELS = words("grammar", "words", "entry_labels")
_HOURS = words("grammar", "words", "hours") | words("grammar", "words", "zones")
_NUMERAL = 3  # characters of '10', 'b' or 'iv' before ')' or '.'
_OPENINGS = 4  # at most: a mark, an hour, a dateline in two parts


def past_opening(document: Document, first: int, stop: int) -> int:
    """The token after what opens a paragraph and is no sentence; ``first`` if nothing does.

    List marks ('* ', '2) ', '(b) '), the hour or the label of an entry ('10:42 ', 'BREAKING: '), datelines
    ('VIENNA, Oct 9 (Halden Wire) - ').
    """
    word = document.words[first]
    plain = len(word) > _NUMERAL and word[0].isalpha() and word[1:].islower() and document.lowers[first] not in _LABELS
    if plain and "(" not in document.words[first + 1 : first + _TITLED]:
        return first  # as most paragraphs begin
    for _ in range(_OPENINGS):
        after = _past_dateline(document, first, stop)
        if after == first:
            after = _past_mark(document, first, stop)
        if after == first:
            break
        first = after
    return first


def opens_paragraph(document: Document, token: int) -> bool:
    """Whether a token is the first of its paragraph or line."""
    return token == 0 or "\n" in document.text[document.ends[token - 1] : document.starts[token]]


def _past_mark(document: Document, first: int, stop: int) -> int:
    """Past one list mark or hour; ``first`` if none is there, or if nothing follows that can open a sentence."""
    words, lowers = document.words, document.lowers
    word = words[first]
    after = first
    if word in _LIST_MARKS:
        after = first + 1
    elif lowers[first] in _LABELS and first + 1 < stop and words[first + 1] == ":":
        after = first + 2
    elif word == "(" or len(word) < _NUMERAL:
        k = first + (word == "(")
        if k + 1 < stop and len(words[k]) < _NUMERAL and words[k].isalnum():
            closed = words[k + 1] == ")" or (word != "(" and words[k + 1] == "." and word.isdigit())
            after = k + 2 if closed else first
    elif word[0].isdigit() and _is_hour(lowers[first]):
        after = first + 1
        while after < stop and (lowers[after] in _HOURS or words[after] in DASHES or words[after] in (":", "|")):
            after += 1
    if after == first or after >= stop or words[after][0].islower():
        return first
    return after


def _is_hour(word: str) -> bool:
    """Whether a word is a time of day: '10:42', '6.20pm'."""
    digits = word.removesuffix("am").removesuffix("pm")
    hour, mark, minute = digits.partition(":") if ":" in digits else digits.partition(".")
    timed = mark == ":" or digits != word
    return timed and hour.isdigit() and len(hour) <= len("00") and minute.isdigit() and len(minute) == len("00")


def _past_dateline(document: Document, first: int, stop: int) -> int:
    """The token after a dateline that begins at ``first``; ``first`` if none does.

    The place stands in capitals, or the outlet in brackets before the dash: 'Velm (Halden Wire) - '.
    """
    words = document.words
    opens = words[first]
    ahead = words[first + 1 : min(stop - 1, first + _TITLED)]
    if opens == "(":  # what is left of 'VELM--(HALDEN WIRE)--'
        after = first + 2 + ahead.index(")") if ")" in ahead else first
        return after + 1 if after > first and words[after] in DASHES and after + 1 < stop else first
    capitals = len(opens) >= _PLACE and opens.isupper()
    if not capitals and not (opens[0].isupper() and "(" in ahead):
        return first
    bracket = capitals
    for k in range(first + 1, min(stop - 1, first + _DATELINE)):
        word = words[k]
        bracket = bracket or word == ")"
        if word in DASHES:
            return k + 1 if bracket and not words[k + 1][0].islower() else first
        if not (word[0].isupper() or word[0].isdigit() or word in _IN_DATELINE):
            return first
    return first
