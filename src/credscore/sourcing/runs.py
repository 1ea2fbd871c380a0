"""Runs of capitalised words, in which names stand: where each begins and ends, and which sentences are headlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from credscore.extract.grammar import DAYS, DETERMINERS, PREPOSITIONS, PRONOUNS
from credscore.lexicon.load import cue_forms, words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.people import PARTICLES

__all__ = ["Run", "capitalised_runs", "headlines"]

_HONORIFICS = words("people", "names", "honorifics")
_NEVER = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | DAYS
    | words("grammar", "words", "months")
    | words("people", "names", "never")
) - _HONORIFICS
_CUES = cue_forms()  # in a line of capitals the cue ends the name: 'ROY TATE SAYS CURFEW STAYS'
_HEADLINES = 60  # sentences from the head of the text that may be headlines
_TITLE_CASE = 3  # longer words that a headline has at least
_SHORT = 3  # letters up to which a headline may have a word in small letters


class Run(NamedTuple):
    """One run of capitalised words.

    Attributes:
        begin: Its first token.
        stop: The token after its last.
        opens: Whether a sentence opened with it.
        shared: The post in the plural that it stands under, as one: 'governor' in 'Governors Ann Lee and Tom Hale'.
    """

    begin: int
    stop: int
    opens: bool
    shared: str = ""


def capitalised_runs(document: Document, capital: list[bool]) -> Iterator[Run]:
    """Every run that a name may stand in, left to right.

    Args:
        document: The text.
        capital: Whether each token begins with a capital, and True once more behind them.
    """
    lowers = document.lowers
    count = len(lowers)
    starts = {first for first, _ in document.sentences}
    shared = ""
    stop = 0
    while (begin := capital.index(True, stop)) < count:
        if lowers[begin] in _NEVER:
            stop = begin + 1
            continue
        stop = _stop(document, capital, begin, starts)
        opens = begin in starts
        if stop - begin == 1:
            shared = ""
        else:
            shared = shared if begin > 0 and lowers[begin - 1] == "and" else ""
            if _is_crowd(lowers[begin]):
                shared = lowers[begin] if lowers[begin] in lb.OFFICES else lowers[begin].rstrip("s.")
                begin += 1
            elif opens and lowers[begin].endswith(("ing", "ly")) and lowers[begin] not in lb.BODIES:  # but 'Assembly'
                begin += 1
        yield Run(begin, stop, opens, shared)


def _stop(document: Document, capital: list[bool], begin: int, starts: set[int]) -> int:
    """Where the run that begins there ends: 'van' goes on between capitals, a new sentence, a day and a cue do not."""
    lowers, texts = document.lowers, document.words
    count = len(lowers)
    k = begin + 1
    while k < count and (capital[k] or (lowers[k] in PARTICLES and k + 1 < count and capital[k + 1])):
        if k in starts or (lowers[k] in DAYS and lowers[k - 1] not in _HONORIFICS):
            break
        if texts[k].isupper() and len(texts[k]) > 2 and lowers[k] in _CUES:
            break
        k += 1
    return k


def _is_crowd(word: str) -> bool:
    return word.endswith("s") and (word in lb.PERSONS or word in lb.GROUPS or word[:-1] in lb.OFFICES)


def headlines(document: Document) -> frozenset[int]:
    """The sentences in which nearly every word is capitalised: a name there has no end to be seen."""
    found = []
    for number, (first, stop) in enumerate(document.sentences[:_HEADLINES]):
        long = 0
        for word in document.words[first:stop]:
            if len(word) > _SHORT:
                if word[0].isalpha() and not word[0].isupper():
                    break
                long += 1
        else:
            if long >= _TITLE_CASE:
                found.append(number)
    return frozenset(found)
