"""The closed classes of English: words and marks that show where clauses and phrases begin and end."""

from __future__ import annotations

from credscore.lexicon.load import read_table, words

__all__ = [
    "ADVERBS",
    "ARTICLES",
    "AUXILIARIES",
    "BE",
    "CONCEDING",
    "CONJUNCTIONS",
    "DASHES",
    "DAYS",
    "DETERMINERS",
    "HAVE",
    "MARKS",
    "MODAL",
    "NEGATION",
    "NOMINATIVE",
    "NUMBERS",
    "OBJECT_PRONOUNS",
    "OPENERS",
    "POSSESSIVE",
    "PREPOSITIONS",
    "PRONOUNS",
    "RELATIVE",
    "STOPS",
    "SUBJECTS",
    "SUBORDINATORS",
    "TIME",
    "is_adverb",
]


def _grammar(key: str) -> frozenset[str]:
    return words("grammar", "words", key)


AUXILIARIES = _grammar("auxiliaries")
ADVERBS = _grammar("adverbs")
BE = _grammar("be")
HAVE = _grammar("have")
MODAL = _grammar("modal")
NEGATION = _grammar("negation")
DETERMINERS = _grammar("determiners")
ARTICLES = _grammar("articles")
PREPOSITIONS = _grammar("prepositions")
SUBORDINATORS = _grammar("subordinators")
CONCEDING = _grammar("conceding")
CONJUNCTIONS = _grammar("conjunctions")
SUBJECTS = _grammar("subject_pronouns")
NOMINATIVE = _grammar("nominative")
PRONOUNS = _grammar("personal_pronouns")
POSSESSIVE = _grammar("possessive")
OBJECT_PRONOUNS = _grammar("object_pronouns")
RELATIVE = _grammar("relative")
DAYS = _grammar("days")
MONTHS = _grammar("months")
TIMES = _grammar("times")
OPENERS = _grammar("openers")
NUMBERS = frozenset(read_table("sources")["quantities"])
"""Numbers in words: 'four', 'dozen'."""
_NOUNS_IN_LY = _grammar("nouns_in_ly")

MARKS = frozenset('"“”„«»‹›‘’')
DASHES = frozenset(("-", "--", "–", "—", "―"))
STOPS = frozenset(".!?…;:") | {"...", "(", ")", "[", "]", "•"} | DASHES | MARKS
TIME = DAYS | MONTHS | TIMES


def is_adverb(word: str) -> bool:
    """Whether a lower-case word reads as an adverb that may stand inside a verb group."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NOUNS_IN_LY)
