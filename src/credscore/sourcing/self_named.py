"""The name that a phrase itself tells: 'a fighter who identified himself as Jabril', 'a man calling himself Vole'."""

from __future__ import annotations

from credscore.extract.grammar import NEGATION, STOPS
from credscore.lexicon.load import words
from credscore.sourcing.phrase import Phrase

__all__ = ["name_told"]

_OPENS = words("people", "naming", "opens")
_TELLS = words("people", "naming", "tells")
_BETWEEN = words("people", "naming", "between")
_SAYING = words("answers", "answers", "saying")
_CLAUSE = 12  # tokens from the phrase's head within which its clause tells the name
_FAR = 5  # tokens from 'identified' to the name: 'identified himself only as Jabril'


def name_told(phrase: Phrase) -> str | None:
    """The name that the clause behind a noun for people gives them; None if it gives none.

    The clause may stand past the end of the source, where an extractor cut it short.
    """
    document, lowers = phrase.document, phrase.document.lowers
    first = (
        phrase.end if lowers[phrase.end : phrase.end + 1] in ([","], ["who"]) else phrase.cut
    )  # 'a mother of two, who'
    high = min(document.sentences[document.sentence_of[phrase.first]][1], first + _CLAUSE)
    if first < high and lowers[first] == ",":
        first += 1
    if first >= high or lowers[first] not in _OPENS:
        return None
    for k in range(first, high):
        if lowers[k] in STOPS or lowers[k] in _SAYING or lowers[k] in NEGATION:
            return None
        if lowers[k] in _TELLS:
            at = next((j for j in range(k + 1, min(high, k + _FAR)) if lowers[j] not in _BETWEEN), k)
            if at > k and document.words[at][0].isupper():
                stop = next((j for j in range(at, high) if not document.words[j][0].isupper()), high)
                return " ".join(document.words[at:stop])
    return None
