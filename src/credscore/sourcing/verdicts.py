"""Answers that a statement gives by its own words: '“That is a lie,” said the captain'."""

from __future__ import annotations

import itertools

from credscore.extract import grammar as gr
from credscore.extract.attribution import Attribution, Range
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing.answer import CLAIM_NOUNS, FALSE, Answer

__all__ = ["in_words"]

_REFUSING = words("answers", "answers", "refusing")
_TRUE = words("answers", "answers", "true")
_LEAST, _MOST = 3, 12  # words of such a statement
_MORE = words("answers", "answers", "more")
_NO_WORDS = gr.MARKS | {",", ".", "'", "‘", "’"}


def in_words(document: Document, one: Attribution) -> Answer | None:
    """The answer that a statement's own words give: '“That is a lie,” said …', 'says that is not true'."""
    if not one.source or not one.cue or len(one.content) != 1:
        return None
    first, stop = one.content[0]
    told = itertools.filterfalse(_NO_WORDS.__contains__, document.lowers[first:stop])
    said = list(itertools.islice(told, _MOST + 1))
    if _says_no_more(said) and document.quotation_of[first] >= 0:
        return Answer("declined_to_comment", one.source[-1], _place(one), True)
    if not _MORE.isdisjoint(said):  # 'that is not true and points to the minutes'
        said = said[: next((n for n, word in enumerate(said) if n > _LEAST and word in _MORE), len(said))]
    if not _LEAST <= len(said) <= _MOST:
        return None
    if said[0] == "that" and said[1] in ("that", "it", "this", "the", "these"):
        said = said[1:]
    be = next((n for n, word in enumerate(said[:4]) if n and (word in gr.BE or word == "'s")), -1)
    if said[1] in CLAIM_NOUNS and said[2:3] == ["that"]:  # 'any suggestion that he knew is untrue'
        be = max([n for n, word in enumerate(said) if word in gr.BE], default=-1)
    points = said[0] in ("that", "this", "it", "these", "those", "they") or bool(
        CLAIM_NOUNS.intersection(said[: max(be, 0)])
    )
    if be < 0 or not points:
        return None
    verdict = set(said[be:])
    negated = bool(verdict & gr.NEGATION)
    place = _place(one)
    if (verdict & FALSE and not negated) or (verdict & _TRUE and negated):
        return Answer("denied", one.source[-1], place, True)
    if verdict & _TRUE and not negated:
        return Answer("confirmed", one.source[-1], place, True)
    return None


def _place(one: Attribution) -> Range:
    """From the first to the last token of all its parts."""
    parts = (*one.content, *one.cue, *one.source)
    return min(a for a, _ in parts), max(b for _, b in parts)


def _says_no_more(said: list[str]) -> bool:
    """'“No comment,” she said', '“We do not comment on speculation,” said the firm'."""
    if said == ["no", "comment"]:
        return True
    if said[:1] not in (["we"], ["i"]) or "comment" not in said[:_MOST]:
        return False
    before = set(said[: said.index("comment")])
    return bool(before & gr.NEGATION) or bool(before & _REFUSING)
