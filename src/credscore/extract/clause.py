"""Clauses and noun phrases without a parser: where a subject begins, where a phrase ends.

English news prose puts the subject right before its verb group and marks nearly every clause boundary by
a comma, a mark or a small closed class of words. That is enough to find most subjects; what it cannot
tell (a relative clause without its pronoun, say) is left to the trained extractor.
"""

from __future__ import annotations

from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = [
    "ADVERBS",
    "AUXILIARIES",
    "BE",
    "CLOSERS",
    "CONJUNCTIONS",
    "DASHES",
    "DAYS",
    "DETERMINERS",
    "HAVE",
    "MARKS",
    "MODAL",
    "NEGATION",
    "OBJECT_PRONOUNS",
    "OPENERS",
    "PREPOSITIONS",
    "PRONOUNS",
    "RELATIVE",
    "STOPS",
    "is_adverb",
    "opening_comma",
    "phrase_after",
    "phrase_before",
    "phrase_end",
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
CONJUNCTIONS = _grammar("conjunctions")
SUBJECTS = _grammar("subject_pronouns")
PRONOUNS = _grammar("personal_pronouns")
OBJECT_PRONOUNS = _grammar("object_pronouns")
RELATIVE = _grammar("relative")
DAYS = _grammar("days")
MONTHS = _grammar("months")
TIMES = _grammar("times")
OPENERS = _grammar("openers")

MARKS = frozenset('"“”„«»‹›‘’')
CLOSERS = frozenset('"”»“›’')
DASHES = frozenset(("-", "--", "–", "—", "―"))
STOPS = frozenset(".!?…;:") | {"...", "(", ")", "[", "]", "•"} | DASHES | MARKS
# A noun phrase never reaches over these.
_EDGES = (
    STOPS | {","} | (SUBORDINATORS - {"that", "since", "as"}) | {"but", "nor", "yet", "who", "which", "whose", "whom"}
)
_TIME = DAYS | MONTHS | TIMES
_ADJECTIVES = _grammar("past_adjectives")
_NEVER_IN_NOUN_PHRASE = AUXILIARIES - {"'s"}


def is_adverb(word: str) -> bool:
    """Whether a lower-case word reads as an adverb that may stand inside a verb group."""
    return word in ADVERBS or (
        word.endswith("ly")
        and len(word) > 4
        and word not in ("family", "italy", "assembly", "july", "reply", "ally", "italy")
    )


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
    if word in SUBJECTS:
        if word in ("one", "some", "many", "most", "few", "several", "all", "none", "both", "others", "those", "these"):
            return _over_determiners(lowers, i, low)
        return i
    if word in _EDGES or word in CONJUNCTIONS or word in PREPOSITIONS or word in _NEVER_IN_NOUN_PHRASE:
        return stop
    if word in DETERMINERS and not texts[i][0].isupper():
        return stop
    begin = stop
    while i >= low:
        word, text = lowers[i], texts[i]
        capital = text[0].isupper()
        if word in _EDGES or (word in _NEVER_IN_NOUN_PHRASE and not capital):
            break
        if word in _TIME and begin < stop and not (word == "may" and capital) and lowers[i - 1] != "the":
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
        if word in SUBJECTS and word not in (
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
        ):
            break
        if (
            begin == i + 1 < stop
            and not capital
            and _is_finite(word)
            and (texts[begin][0].isupper() or lowers[begin] in DETERMINERS)
        ):
            break
        if (
            word.endswith("ly")
            and begin < stop
            and not capital
            and word not in ("only", "early", "elderly", "likely", "family")
        ):
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
    while i > low and (
        lowers[i - 1] in DETERMINERS or lowers[i - 1] in ("about", "almost", "nearly", "only", "not", "very", "no")
    ):
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
        if word in ("him", "them", "us", "me"):
            return True
        if word.endswith("ed") and len(word) > 4 and not document.words[i][0].isupper() and i < conjunction - 1:
            return True
    return False


def phrase_after(document: Document, first: int, high: int) -> int:
    """Where the noun phrase that begins at token ``first`` ends (half-open), appositions included.

    Reads 'Bea Holm, who lives opposite the bank' and 'Nils Berg, professor of law at Uppsala' whole.
    """
    return phrase_end(document, first, high, appositions=True)


def phrase_end(document: Document, first: int, high: int, *, appositions: bool) -> int:
    """The end of the noun phrase at ``first``: before a mark, a verb, or a comma that opens no apposition."""
    lowers, texts = document.lowers, document.words
    i = first
    if i < high and lowers[i] in PRONOUNS:
        return i + 1
    while i < high:
        word = lowers[i]
        if word == "(":
            close = i
            while close < high and lowers[close] != ")":
                close += 1
            if close < high:
                i = close + 1
                continue
            break
        if word in STOPS or word == ",":
            break
        if i > first:
            if (word in SUBORDINATORS and word not in ("that", "since")) or word in ("but", "yet", "nor"):
                break
            if word in AUXILIARIES and word != "'s" and not texts[i][0].isupper():
                break
            if word in DAYS:
                break
            if word in ("in", "on", "at", "during") and _is_occasion(document, i, high):
                break
            if word in PRONOUNS or (word in ("who", "which") and not appositions):
                break
            if (
                word.endswith("ing")
                and lowers[i - 1] not in PREPOSITIONS
                and len(word) > 5
                and texts[i][0].islower()
                and lowers[i - 1] not in DETERMINERS
            ):
                break
        i += 1
    if appositions and i < high and lowers[i] == ",":
        return _over_apposition(document, first, i, high)
    return i


def _is_occasion(document: Document, preposition: int, high: int) -> bool:
    """Whether a prepositional phrase tells when or where something was said ('in a statement', 'on Monday')."""
    venues = _grammar("venues")
    lowers = document.lowers
    for i in range(preposition + 1, min(high, preposition + 6)):
        word = lowers[i]
        if word in _TIME or word in venues:
            return True
        if word in STOPS or word == ",":
            return False
    return False


_NAME = 4  # words of a name in apposition
_APPOSITION_ARTICLES = frozenset(
    (
        "a",
        "an",
        "the",
        "who",
        "one",
        "then",
        "his",
        "her",
        "their",
        "its",
        "whose",
        "chief",
        "head",
        "co-founder",
        "founder",
        "director",
        "professor",
        "president",
        "chairman",
        "chairwoman",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "editor",
        "author",
        "senior",
        "former",
        "executive",
        "minister",
        "secretary",
        "leader",
        "governor",
        "mayor",
        "vice",
        "deputy",
        "managing",
        "associate",
        "assistant",
        "general",
        "owner",
        "captain",
        "manager",
    )
)


def _over_name(document: Document, first: int, comma: int, high: int) -> int:
    """The end of the name that follows a post: 'the official, Ann Lee'; ``comma`` if none does."""
    lowers, texts = document.lowers, document.words
    if lowers[first] not in ARTICLES and lowers[comma - 1] == "'s":
        return comma
    owner = next((k for k in range(first, comma) if lowers[k] == "'s"), first)
    if lowers[first] not in ARTICLES and owner == first:
        return comma
    if any(texts[k][0].isupper() for k in range(owner + 1, comma)):
        return comma
    end = comma + 1
    while end < high and end - comma <= _NAME and texts[end][0].isupper() and lowers[end] not in DAYS:
        end += 1
    closed = end >= high or lowers[end] == "," or lowers[end] in (".", "!", "?", ";")
    return end if closed and end - comma > 2 else comma


def _over_apposition(document: Document, first: int, comma: int, high: int) -> int:
    """The end of an apposition that ``comma`` opens, or ``comma`` itself."""
    named = _over_name(document, first, comma, high)
    if named > comma:
        return named
    lowers, texts = document.lowers, document.words
    after = comma + 1
    if after >= high:
        return comma
    word = lowers[after]
    number = texts[after].isdigit()
    if word not in _APPOSITION_ARTICLES and not number:
        return comma
    i = after
    while i < high:
        word = lowers[i]
        if word in MARKS or word in DASHES or word in (";", ":", ".", "?", "!"):
            break
        if word == ",":
            if i + 1 < high and lowers[i + 1] in ("who", "which") and lowers[after] not in ("who", "which"):
                i += 1
                continue
            break
        i += 1
    return i
