"""Whether what stands right before a form that may be a noun can be its subject, which makes a verb of it."""

from __future__ import annotations

from credscore.extract.documents import DOCUMENTS, PUBLISHED
from credscore.extract.grammar import AUXILIARIES, CONJUNCTIONS, DETERMINERS, NOMINATIVE, OBJECT_PRONOUNS, PREPOSITIONS
from credscore.lexicon.load import read_table, words
from credscore.reading import Document

__all__ = ["AMBIGUOUS", "plural_before", "reads_as_noun", "singular_before"]

AMBIGUOUS = words("cues", "ambiguous", "words")
"""Forms of cues that are as often nouns."""
_NOUNS = words("cues", "ambiguous", "nouns")
_AFTER_SEVERAL = words("grammar", "words", "after_several")
_SEVERAL = 8  # tokens of 'analysts and traders' before 'alike'
_PLURALS = words("grammar", "words", "plurals")
_PLAINLY = words("grammar", "words", "plainly")
_SINGULAR = words("grammar", "words", "singular_subjects")
_SPEAKING_THINGS = DOCUMENTS.union(*(words("sources", "office", key) for key in read_table("sources")["office"]))


def plural_before(document: Document, begin: int, low: int, word: str) -> bool:
    """Whether what stands before a base form can be a plural subject: 'Critics say', 'two bankers say'."""
    i = begin - 1
    if i < low:
        return False
    before, text = document.lowers[i], document.words[i]
    if i > low and document.lowers[i - 1] in ("a", "an"):
        return False  # 'a police report'
    object_of = before in OBJECT_PRONOUNS and before not in NOMINATIVE and before != "you"
    if object_of and i > low and document.lowers[i - 1] != "of":
        return False  # 'one sees him think'
    if before in _PLURALS:
        return True
    if before in _AFTER_SEVERAL and "and" in document.lowers[max(low, i - _SEVERAL) : i]:
        return True
    if before == ")" or before == ",":
        return word not in AMBIGUOUS
    if not before.endswith("s"):  # 'Minutes of the meeting indicate'
        for k in range(i - 1, max(low, i - 6), -1):
            if (
                document.lowers[k] == "by"
                and document.lowers[k - 1] in PUBLISHED
                and document.lowers[k - 2].endswith("s")
            ):
                return True  # 'Photos reviewed by the board show'
            if document.lowers[k] in PUBLISHED and document.lowers[k - 1].endswith("s") and k > low:
                return True  # 'Accounts filed last month show'
            if document.lowers[k] in ("of", "from", "in", "at") and document.lowers[k - 1].endswith("s") and k > low:
                return word not in AMBIGUOUS
    plural = before.endswith("s") and not before.endswith(("ss", "us", "is"))
    if plural:
        return True
    if text[0].isupper() and word not in AMBIGUOUS:
        return True
    return word in _PLAINLY and before[-1].isalpha() and before not in AUXILIARIES


def singular_before(document: Document, begin: int, low: int) -> bool:
    """Whether a singular subject stands right before an ambiguous -s form: 'he claims', 'Voss reports'."""
    i = begin - 1
    if i < low:
        return False
    before, text = document.lowers[i], document.words[i]
    if before in _SINGULAR or before == ")":
        return True
    if before in DETERMINERS or before in PREPOSITIONS or before in CONJUNCTIONS or not text[0].isalnum():
        return False
    if text[0].isupper() or before in _SPEAKING_THINGS:
        return True
    return (
        not before.endswith("s")
        and i > low
        and (document.lowers[i - 1] in DETERMINERS or document.lowers[i - 1] == "'s")
    )


def reads_as_noun(document: Document, i: int, low: int, high: int) -> bool:
    """Whether a form that is nearly always a noun is one here: 'the Friday attacks', 'states that have voted'.

    It is none after a subject pronoun or a document, beside a quotation or a colon, nor before a clause ('that he').
    """
    lowers, quoted = document.lowers, document.quotation_of
    if lowers[i] not in _NOUNS:
        return False
    if i > low and (lowers[i - 1] in NOMINATIVE or lowers[i - 1] in DOCUMENTS or quoted[i - 1] >= 0):
        return False
    after = i + 1 + (i + 1 < high and lowers[i + 1] == ",")
    if after >= high or lowers[after] == ":" or quoted[after] >= 0:
        return False
    return lowers[i + 1] != "that" or i + 2 >= high or lowers[i + 2] in AUXILIARIES
