"""The turns of a transcript: 'LUND: It was late. Nobody knew.' is Lund's to the end of the line."""

from __future__ import annotations

import bisect
from collections.abc import Callable

from credscore.extract.attribution import Attribution
from credscore.extract.content import trim
from credscore.extract.opening import opens_paragraph
from credscore.reading import Document

__all__ = ["TURN", "marked_turns", "whole_turn"]

TURN = "turn"
"""The pattern of a turn."""
_LEAST = 2  # turns from which on a text is a transcript, and no line with a label ('CORRECTION: …')


def marked_turns(document: Document, found: list[Attribution]) -> list[Attribution]:
    """The attributions, those that are turns of a transcript with `TURN` as their pattern."""
    turns = [number for number, one in enumerate(found) if one.pattern == "colon" and _is_turn(document, one)]
    if len(turns) < _LEAST:
        return found
    found = list(found)
    for number in turns:
        found[number] = found[number]._replace(pattern=TURN)
    return found


def whole_turn(document: Document, one: Attribution, taken: Callable[[int, int], bool]) -> Attribution:
    """The attribution with the sentences of its line in which nobody else is credited.

    Args:
        document: The text.
        one: Any attribution; one that is no turn comes back as it is.
        taken: Whether a range has tokens of any attribution.
    """
    if not one.cue or document.lowers[one.cue[0][0]] != ":" or not _is_turn(document, one):
        return one
    cue = one.cue[0][0]
    number = bisect.bisect_right(document.paragraphs, (cue, len(document))) - 1
    first, end = one.content[-1]
    high, last = document.paragraphs[number][1], document.sentence_of[end - 1]
    for number in range(last + 1, len(document.sentences)):
        a, b = document.sentences[number]
        if a >= high or taken(a, b):
            break
        end = b
    return one if end == one.content[-1][1] else one._replace(content=(*one.content[:-1], trim(document, first, end)))


def _is_turn(document: Document, one: Attribution) -> bool:
    """Whether a speaker's name in capitals and a colon open the line."""
    if len(one.cue) != 1 or len(one.source) != 1 or one.content[0][0] < one.cue[0][0]:
        return False
    first, stop = one.source[0]
    named = stop == one.cue[0][0] and all(
        word.isupper() or not word[0].isalpha() for word in document.words[first:stop]
    )
    return named and opens_paragraph(document, first)
