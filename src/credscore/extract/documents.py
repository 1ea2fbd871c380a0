"""Which words name a text or an outlet, and whether one of them does the finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credscore.extract import grammar as gr
from credscore.lexicon.load import read_table, words
from credscore.reading import Document

if TYPE_CHECKING:  # cues asks here for what gives a document out
    from credscore.extract.cues import Candidate

__all__ = ["DOCUMENTS", "OUTLETS", "PUBLISHED", "cites_document", "names_outlet"]

OUTLETS = frozenset().union(*(words("sources", "outlet", key) for key in ("name_words", "nouns", "names")))
DOCUMENTS = frozenset().union(*(words("sources", "document", key) for key in read_table("sources")["document"]))
PUBLISHED = words("sources", "published", "words")
"""Participles that tell who gave a document out or saw it: 'published', 'seen'."""
_FINDING = words("grammar", "words", "finding")
_MAKER = 6  # tokens of who published or saw a document


def names_outlet(document: Document, first: int, stop: int) -> bool:
    """Whether a noun phrase ends in an outlet's word or opens with one that is part of a name: 'Radio Sund'."""
    if stop <= first:
        return False
    lowers, texts = document.lowers, document.words
    if lowers[stop - 1] in OUTLETS:
        return True
    begin = first + 1 if lowers[first] in gr.DETERMINERS and first + 1 < stop else first
    return stop - begin > 1 and texts[begin][0].isupper() and lowers[begin] in OUTLETS and texts[stop - 1][0].isupper()


def cites_document(document: Document, verb: Candidate) -> bool:
    """Whether a text does the finding: 'The audit found three errors' says what it says."""
    lowers, k = document.lowers, verb.first - 1
    head = lowers[k] if verb.first else ""
    if head not in DOCUMENTS:  # 'Photos reviewed by the board show'
        by = next((j for j in range(k - 1, max(1, k - _MAKER), -1) if lowers[j] == "by"), 0)
        head = lowers[by - 2] if by and lowers[by - 1] in PUBLISHED else head
    return head in DOCUMENTS and verb.cue.lemma in _FINDING
