"""Whether a superintendent is one of schools or of the police, by what the sentence and the article speak of."""

from __future__ import annotations

from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["OF_SCHOOLS", "is_on_schools", "speaks_of_schools"]

OF_SCHOOLS = words("people", "posts", "of_schools")
"""Posts that schools and the police have."""
_SCHOOLS = words("people", "posts", "about_schools")
_POLICE = words("people", "posts", "about_police")


def is_on_schools(document: Document) -> bool:
    """Whether the article speaks of schools more often than of the police: its superintendents are theirs."""
    schools, police = (sum(map(told.__contains__, document.lowers)) for told in (_SCHOOLS, _POLICE))
    return schools > police


def speaks_of_schools(document: Document, place: int) -> bool:
    """Whether the sentence round ``place`` speaks of schools: 'Superintendent Lee told parents'."""
    first, stop = document.sentences[document.sentence_of[place]]
    return not _SCHOOLS.isdisjoint(document.lowers[first:stop])
