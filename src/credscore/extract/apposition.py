"""Noun phrases that follow: where one ends, with the appositions that belong to it."""

from __future__ import annotations

from credscore.extract.grammar import (
    ARTICLES,
    AUXILIARIES,
    DASHES,
    DAYS,
    DETERMINERS,
    MARKS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    SUBORDINATORS,
    TIME,
)
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["phrase_after", "phrase_end"]


def phrase_after(document: Document, first: int, high: int) -> int:
    """Where the noun phrase that begins at token ``first`` ends (half-open), appositions included.

    Reads 'Bea Holm, who lives opposite the bank' and 'Nils Berg, professor of law at Uppsala' whole.
    """
    return phrase_end(document, first, high, appositions=True)


def phrase_end(document: Document, first: int, high: int, *, appositions: bool) -> int:
    """The end of the noun phrase at ``first``: before a mark, a verb, or a comma that opens no apposition."""
    lowers, texts = document.lowers, document.words
    i = first
    if i < high and lowers[i] in PRONOUNS:
        return i + 1
    while i < high:
        word = lowers[i]
        if word == "(":
            close = i
            while close < high and lowers[close] != ")":
                close += 1
            if close < high:
                i = close + 1
                continue
            break
        if word in STOPS or word == ",":
            break
        if i > first:
            if (word in SUBORDINATORS and word not in ("that", "since")) or word in ("but", "yet", "nor"):
                break
            if word in AUXILIARIES and word != "'s" and not texts[i][0].isupper():
                break
            if word in DAYS:
                break
            if word in _OCCASION_LINKS and _is_occasion(document, i, high):
                break
            if word in PRONOUNS or (word in ("who", "which") and not appositions):
                break
            if (
                word.endswith("ing")
                and lowers[i - 1] not in PREPOSITIONS
                and len(word) > 5
                and texts[i][0].islower()
                and lowers[i - 1] not in DETERMINERS
            ):
                break
        i += 1
    if appositions and i < high and lowers[i] == ",":
        return _over_apposition(document, first, i, high)
    return i


def _is_occasion(document: Document, preposition: int, high: int) -> bool:
    """Whether a prepositional phrase tells when or where something was said ('in a statement', 'on Monday')."""
    venues = words("grammar", "words", "venues")
    lowers = document.lowers
    for i in range(preposition + 1, min(high, preposition + 6)):
        word = lowers[i]
        if word in TIME or word in venues:
            return True
        if word in STOPS or word == ",":
            return False
    return False


_NAME = 4  # words of a name in apposition
_APPOSITION_ARTICLES = words("people", "describing", "apposed")
_OCCASION_LINKS = words("grammar", "words", "occasion_links")


def _over_name(document: Document, first: int, comma: int, high: int) -> int:
    """The end of the name that follows a post: 'the official, Ann Lee'; ``comma`` if none does."""
    lowers, texts = document.lowers, document.words
    if lowers[first] not in ARTICLES and lowers[comma - 1] == "'s":
        return comma
    owner = next((k for k in range(first, comma) if lowers[k] == "'s"), first)
    if lowers[first] not in ARTICLES and owner == first:
        return comma
    if any(texts[k][0].isupper() for k in range(owner + 1, comma)):
        return comma
    end = comma + 1
    while end < high and end - comma <= _NAME and texts[end][0].isupper() and lowers[end] not in DAYS:
        end += 1
    closed = end >= high or lowers[end] == "," or lowers[end] in (".", "!", "?", ";")
    return end if closed and end - comma > 2 else comma


def _over_apposition(document: Document, first: int, comma: int, high: int) -> int:
    """The end of an apposition that ``comma`` opens, or ``comma`` itself."""
    named = _over_name(document, first, comma, high)
    if named > comma:
        return named
    lowers, texts = document.lowers, document.words
    after = comma + 1
    if after >= high:
        return comma
    word = lowers[after]
    number = texts[after].isdigit()
    if word not in _APPOSITION_ARTICLES and not number:
        return comma
    i = after
    while i < high:
        word = lowers[i]
        if word in MARKS or word in DASHES or word in (";", ":", ".", "?", "!"):
            break
        if word == ",":
            if i + 1 < high and lowers[i + 1] in ("who", "which") and lowers[after] not in ("who", "which"):
                i += 1
                continue
            break
        i += 1
    return i
