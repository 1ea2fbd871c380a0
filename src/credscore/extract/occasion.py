"""When, where and to whom something was said: between a cue and its content, or in a lead before the clause."""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.documents import DOCUMENTS, OUTLETS, PUBLISHED
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["AUDIENCE", "OCCASION", "REACH", "before_time", "skip_occasion", "tells_occasion"]

AUDIENCE = words("grammar", "words", "audience")
OCCASION = (
    gr.DAYS
    | words("grammar", "words", "months")
    | words("grammar", "words", "times")
    | words("grammar", "words", "venues")
    | words("grammar", "words", "periodicals")
)
_WHICH = words("grammar", "words", "which_time")
_OPENS_TIME = words("grammar", "words", "opens_time")
_ASIDES = words("grammar", "words", "asides")
_LINKS = words("grammar", "words", "occasion_or_whom_links")
_AFTER_ADDRESSEE = words("grammar", "words", "after_addressee") | {":", ",", "."}
_TIMES = _OPENS_TIME | _WHICH
_TOPIC_LINKS = words("grammar", "words", "topic_links")
_FEASTS = words("grammar", "words", "feasts")
_TIME_LINKS = words("grammar", "words", "time_links")
_RELATIVE_DAYS = words("grammar", "words", "relative_days")
_YEAR = 4  # digits
_NEAR = 6  # tokens before a time that tell what it belongs to
_LEAD = 7  # tokens up to which a lead without a comma or an auxiliary holds no clause
_ASIDE = 12  # tokens of what is said of whom one tells
REACH = 14  # how far from its cue a 'that', colon or quotation may begin, in tokens


def skip_occasion(document: Document, first: int, high: int, tells: bool = False) -> int:
    """Past what tells when, where or to whom something was said: 'on Monday', 'in a statement', 'reporters'."""
    lowers, quoted = document.lowers, document.quotation_of
    i = first
    if tells and i < high:
        i = _over_addressee(document, i, high)
    while i < high:
        if quoted[i] >= 0:
            break
        word = lowers[i]
        if word in gr.DAYS or (word in _ASIDES and _ends_occasion(document, i, high)):
            timed = word in _WHICH and i + 2 < high and lowers[i + 1] in OCCASION
            if timed and lowers[i + 2] in gr.AUXILIARIES:
                break  # 'said this year would be hard'
            i += 2 if timed else 1
            continue
        if (
            gr.is_adverb(word)
            and i + 1 < high
            and (lowers[i + 1] in (",", ".", ":", "that") or lowers[i + 1] in _TOPIC_LINKS or quoted[i + 1] >= 0)
        ):
            i += 1
            continue
        if word in gr.PREPOSITIONS or word in _OPENS_TIME:
            end = _over_occasion(document, i, high)
            if end > i:
                i = end
                continue
        break
    return i


def tells_occasion(document: Document, first: int, stop: int) -> bool:
    """Whether a few words before the clause tell when or where alone: 'Since then, Lund has responded to the call.'"""
    ahead = document.lowers[first:stop]
    opens = first < stop and (ahead[0] in gr.PREPOSITIONS or ahead[0] in _TIMES or ahead[0] == "as")
    return opens and len(ahead) <= _LEAD and "," not in ahead and gr.AUXILIARIES.isdisjoint(document.words[first:stop])


def before_time(document: Document, stop: int, low: int) -> int:
    """Where the time begins that stands right before a verb: 'The mayor | on Monday | said'; ``stop`` if none does.

    Of 'the report published Tuesday' and 'those who met on Friday' the time is part of who speaks, and a Sunday paper's
    is part of its name.
    """
    lowers, texts = document.lowers, document.words
    first = stop
    if first > low and lowers[first - 1] in gr.TIMES:
        first -= 1  # 'last week', 'Monday night'
    named = first > low and lowers[first - 1] in gr.DAYS and not texts[first - 1].isupper()
    if named and lowers[first - 1] in _RELATIVE_DAYS and not texts[first - 1].islower():
        return stop  # 'Velm Today reported'
    year = first == stop and first > low and len(lowers[first - 1]) == _YEAR and lowers[first - 1].isdigit()
    month = first - year
    if named or (first < stop and first > low and lowers[first - 1] in _WHICH):
        first -= 1
    elif first == stop and month - 1 > low and lowers[month - 1] in gr.MONTHS and texts[month - 1][0].isupper():
        first = month - 1
    elif year and first - 2 > low and lowers[first - 2] == "in":
        first -= 1
    else:
        return stop
    if first > low and lowers[first - 1] in _OPENS_TIME:
        first -= 1
    linked = first > low and lowers[first - 1] in _TIME_LINKS
    first -= linked
    first -= linked and first > low and lowers[first - 1] in _OPENS_TIME  # 'late on Monday'
    if linked and lowers[first] == "in" and not gr.PREPOSITIONS.isdisjoint(lowers[max(low, first - _NEAR) : first]):
        return stop  # 'an adviser to the mayor in 2009'
    if first <= low or (not linked and not named and lowers[first] not in _TIMES):
        return stop
    before = lowers[first - 1]
    if before in gr.PREPOSITIONS or before in gr.DETERMINERS or before in gr.OBJECT_PRONOUNS or before in _FEASTS:
        return stop
    if (
        before in PUBLISHED
        or (lowers[first] == "in" and before in DOCUMENTS)
        or (before.endswith(("ed", "ing")) and texts[first - 1][0].islower())
    ):
        return stop
    return stop if lowers[stop - 1] == "sunday" and linked and before in OUTLETS else first


def _ends_occasion(document: Document, i: int, high: int) -> bool:
    following = document.lowers[i + 1] if i + 1 < high else "."
    return (
        following in OCCASION
        or following in (",", ".", ":", "that")
        or document.quotation_of[min(i + 1, high - 1)] >= 0
    )


def _over_occasion(document: Document, first: int, high: int) -> int:
    """Past one prepositional phrase of time, place or form; ``first`` if it is none."""
    lowers, quoted = document.lowers, document.quotation_of
    hit = -1
    i = first + 1
    while i < min(high, first + 12):
        word = lowers[i]
        if quoted[i] >= 0 or word in gr.STOPS or word in (",", "that", "and", "but"):
            break
        if word in _TOPIC_LINKS and hit == i and lowers[i - 1] in gr.TIME and i + 2 < high:
            of = lowers[i + 1 + (lowers[i + 1] in gr.DETERMINERS)]
            if of not in OCCASION and not of.isdigit():
                return i  # 'warned in May | of cracks', but 'in May of 2016'
        clausal = word in gr.PRONOUNS or (word in gr.AUXILIARIES and word != "'s" and word != "may")
        if clausal and (word not in gr.OBJECT_PRONOUNS or i > first + 1):
            return first if hit < 0 else hit
        if word in OCCASION or (word.isdigit() and hit == i) or (word in AUDIENCE and lowers[first] in ("to", "with")):
            hit = i + 1
        i += 1
    named = i - first > 1 and lowers[first] in ("at", "in") and all(map(str.isupper, _initials(document, first + 1, i)))
    if named and (i >= high or lowers[i] in (".", "!", "?")):
        return i  # 'researchers report in Polar Letters.', 'the mayor said in Halden.'
    joined = i + 1 < high and lowers[i] == "," and lowers[i + 1] in ("and", "but")
    if joined and hit < 0 and lowers[first] in _TOPIC_LINKS:
        return first  # 'warned | of cracks in the dam, and the company denied it'
    stopped = i >= high or quoted[i] >= 0 or lowers[i] in gr.STOPS or lowers[i] in (",", "that")
    if stopped and (
        hit > 0 or (lowers[min(i, high - 1)] in (",", ":", "that") and i < high and lowers[first] in _LINKS)
    ):
        return i
    return hit if hit > 0 else first


def _initials(document: Document, first: int, stop: int) -> list[str]:
    return [word[0] for word in document.words[first:stop]]


def _over_addressee(document: Document, first: int, high: int) -> int:
    """Past whom was told: the noun phrase up to 'that', a mark, or the clause that follows it."""
    lowers, texts, quoted = document.lowers, document.words, document.quotation_of
    if lowers[first] in gr.OBJECT_PRONOUNS:
        return first + 1
    limit = min(high, first + REACH)
    for i in range(first, limit):
        if lowers[i] == "," and i + 1 < high and lowers[i + 1] in gr.RELATIVE:
            closing = next((k for k in range(i + 2, min(high - 1, i + _ASIDE)) if lowers[k] == ","), -1)
            return closing + 1 if closing > 0 and lowers[closing + 1] == "that" else i  # 'told the Star, which …, that'
        if quoted[i] >= 0 or lowers[i] in _AFTER_ADDRESSEE:
            return i
        if lowers[i] in gr.DAYS:
            return i
        if lowers[i] in gr.PREPOSITIONS and i > first:
            end = _over_occasion(document, i, high)
            if end > i:
                return i
        if i > first and lowers[i] in gr.PRONOUNS:
            return i
        if i > first + 1 and lowers[i] in gr.AUXILIARIES and lowers[i] != "'s" and "that" not in lowers[i:limit]:
            break  # a clause has begun: 'told the court Lund had left'
        if (
            i > first
            and lowers[i] in gr.DETERMINERS
            and lowers[i - 1] not in gr.PREPOSITIONS
            and lowers[i - 1] not in gr.DETERMINERS
        ):
            return i
    # 'told the Star rents would rise': the first audience word or capitalised run is whom
    i = first
    while i < limit and (lowers[i] in gr.DETERMINERS or texts[i][0].isupper()):
        i += 1
    if i < limit and (lowers[i] in AUDIENCE or (i > first and i + 1 < limit and texts[i + 1][0].isupper())):
        i += 1
    return i
