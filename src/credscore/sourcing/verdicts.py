"""Answers that a statement gives by its own words: '“That is a lie,” said the captain'."""

from __future__ import annotations

import itertools

from credscore.extract import grammar as gr
from credscore.extract.attribution import Attribution
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing.answers import CLAIM_NOUNS, FALSE, Answer

__all__ = ["in_words"]

_TRUE = words("answers", "answers", "true")
_LEAST, _MOST = 3, 12  # words of such a statement
_NO_WORDS = gr.MARKS | {",", "."}


def in_words(document: Document, one: Attribution) -> Answer | None:
    """The answer that a statement's own words give: '“That is a lie,” said …', 'says that is not true'."""
    if not one.source or not one.cue or len(one.content) != 1:
        return None
    first, stop = one.content[0]
    told = itertools.filterfalse(_NO_WORDS.__contains__, document.lowers[first:stop])
    said = list(itertools.islice(told, _MOST + 1))
    if not _LEAST <= len(said) <= _MOST:
        return None
    if said[0] == "that" and said[1] in ("that", "it", "this", "the", "these"):
        said = said[1:]
    be = next((n for n, word in enumerate(said[:4]) if n and (word in gr.BE or word == "'s")), -1)
    points = said[0] in ("that", "this", "it", "these", "those", "they") or bool(
        CLAIM_NOUNS.intersection(said[: max(be, 0)])
    )
    if be < 0 or not points:
        return None
    verdict = set(said[be:])
    negated = bool(verdict & gr.NEGATION)
    place = (
        min(a for a, _ in (*one.content, *one.cue, *one.source)),
        max(b for _, b in (*one.content, *one.cue, *one.source)),
    )
    if (verdict & FALSE and not negated) or (verdict & _TRUE and negated):
        return Answer("denied", one.source[-1], place, True)
    if verdict & _TRUE and not negated:
        return Answer("confirmed", one.source[-1], place, True)
    return None
