"""Noun phrases before a verb, without a parser: where a subject begins.

English news prose puts the subject right before its verb group and marks nearly every clause boundary by
a comma, a mark or a small closed class of words. That is enough to find most subjects; what it cannot
tell (a relative clause without its pronoun, say) is left to the trained extractor.
"""

from __future__ import annotations

from credscore.extract.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MARKS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    SUBJECTS,
    SUBORDINATORS,
    TIME,
)
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["opening_comma", "phrase_before"]

_NO_ADVERBS = words("grammar", "words", "adjectives_in_ly")
# A noun phrase never reaches over these.
_EDGES = STOPS | {","} | (SUBORDINATORS - words("grammar", "words", "inside")) | words("grammar", "words", "edges")
_ADJECTIVES = words("grammar", "words", "past_adjectives")
_NOT_JOINED = words("grammar", "words", "not_joined")
_COUNTING = words("grammar", "words", "counting")
_NEAR_COUNTS = words("grammar", "words", "near_counts")
_OBJECTS = words("grammar", "words", "objects")
_LEGAL_FORMS = words("sources", "legal_forms", "words")
_NEVER_IN_NOUN_PHRASE = AUXILIARIES - {"'s"}


def opening_comma(document: Document, comma: int, low: int) -> int:
    """The comma that opens the apposition or relative clause which ``comma`` closes; -1 if there is none."""
    lowers = document.lowers
    depth = 0
    for i in range(comma - 1, max(low, comma - 60) - 1, -1):
        word = lowers[i]
        if word == ")":
            depth += 1
        elif word == "(":
            depth -= 1
        elif word in MARKS or word in (";", ":", ".", "?", "!"):
            return -1
        elif word == "," and depth == 0:
            return i
    return -1


def phrase_before(document: Document, stop: int, low: int) -> int:
    """Where the noun phrase that ends right before token ``stop`` begins; ``stop`` if there is none.

    Args:
        document: The text.
        stop: The token after the phrase, such as the first of a verb group.
        low: The first token the phrase may reach back to.
    """
    lowers, texts = document.lowers, document.words
    i = stop - 1
    if i < low:
        return stop
    word = lowers[i]
    if word == ")":  # 'Jane Doe (D-N.Y.) said'
        opening = i
        while opening > low and lowers[opening] != "(":
            opening -= 1
        if lowers[opening] != "(" or opening == low:
            return stop
        inner = phrase_before(document, opening, low)
        return inner if inner < opening else stop
    if word in SUBJECTS and texts[i] != "WHO":
        if word in _COUNTING:
            return _over_determiners(lowers, i, low)
        return i
    if (word in _EDGES and texts[i] != "WHO") or word in CONJUNCTIONS or word in PREPOSITIONS:
        return stop
    if word in _NEVER_IN_NOUN_PHRASE:
        return stop
    if word in DETERMINERS and not texts[i][0].isupper():
        return stop
    begin = stop
    while i >= low:
        word, text = lowers[i], texts[i]
        capital = text[0].isupper()
        if word == "not" and begin == i + 1 and lowers[begin] in _NOT_JOINED:
            begin = i
            i -= 1
            continue
        if (word in _EDGES and text != "WHO") or (word in _NEVER_IN_NOUN_PHRASE and not capital):
            if word != "," or begin != i + 1 or begin == stop or lowers[begin] not in _LEGAL_FORMS or i == low:
                break
            i -= 1  # 'Lund Timber, Inc.'
            continue
        if word in TIME and begin < stop and not (word == "may" and capital) and lowers[i - 1] != "the":
            break
        if word in DETERMINERS:
            if word in ("that",):
                break
            begin = i
            left = lowers[i - 1] if i > low else ""
            if left in ("all", "both", "half") or left in DETERMINERS:
                i -= 1
                continue
            if left in (
                "of",
                "for",
                "to",
                "at",
                "with",
                "from",
                "by",
                "in",
                "on",
                "about",
                "against",
                "near",
                "behind",
                "between",
                "among",
                "within",
            ):
                attached = _attachment(document, i - 1, low)
                if attached < 0:
                    break
                i = attached
                continue
            if left == "and" and i - 2 >= low and not _clausal(document, i - 1, low):
                i -= 2
                continue
            break
        if word in PREPOSITIONS:
            attached = _attachment(document, i, low)
            if attached < 0:
                break
            i = attached
            continue
        if word in ("and", "or", "&"):
            if begin == stop or _clausal(document, i, low):
                break
            i -= 1
            continue
        if (
            word in SUBJECTS
            and text != "WHO"
            and word
            not in (
                "one",
                "some",
                "many",
                "most",
                "few",
                "several",
                "all",
                "none",
                "both",
                "others",
                "those",
                "these",
                "her",
            )
        ):
            break
        if (
            begin == i + 1 < stop
            and not capital
            and _is_finite(word)
            and (texts[begin][0].isupper() or lowers[begin] in DETERMINERS)
        ):
            break
        if word.endswith("ly") and begin < stop and not capital and word not in _NO_ADVERBS:
            break
        begin = i
        i -= 1
    if begin < stop and lowers[begin] == "'s":
        begin += 1
    while begin < stop and lowers[begin] in OPENERS and begin + 1 < stop and not texts[begin + 1][0].islower():
        begin += 1
    return begin


def _is_finite(word: str) -> bool:
    """Whether a lower-case word reads as a verb in the past and not as an adjective before a name."""
    return word.endswith("ed") and len(word) > 4 and word not in _ADJECTIVES and "-" not in word


def _over_determiners(lowers: list[str], i: int, low: int) -> int:
    while i > low and (lowers[i - 1] in DETERMINERS or lowers[i - 1] in _NEAR_COUNTS):
        i -= 1
    return i


def _attachment(document: Document, preposition: int, low: int) -> int:
    """The head that a prepositional phrase hangs on, or -1 if it opens the clause ('On Monday …')."""
    i = preposition - 1
    if i < low:
        return -1
    word = document.lowers[i]
    if (
        word in _EDGES
        or word in CONJUNCTIONS
        or word in PREPOSITIONS
        or word in _NEVER_IN_NOUN_PHRASE
        or word in PRONOUNS
    ):
        return -1
    return i


def _clausal(document: Document, conjunction: int, low: int) -> bool:
    """Whether 'and' joins clauses here and not nouns: a finite verb or an object stands before it."""
    lowers = document.lowers
    for i in range(conjunction - 1, max(low, conjunction - 8) - 1, -1):
        word = lowers[i]
        if word in _EDGES:
            return False
        if word in AUXILIARIES and word != "'s":
            return True
        if word in _OBJECTS:
            return True
        if word.endswith("ed") and len(word) > 4 and not document.words[i][0].isupper() and i < conjunction - 1:
            return True
    return False
