"""Outlets inside a phrase: 'NBC's Lena Voss', 'a report in the Estuary Post'."""

from __future__ import annotations

from credscore.extract.grammar import DASHES, DAYS
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.people import People

__all__ = ["agency_of", "in_the_press", "names_outlet_in", "outlets_named", "reports_for_outlet", "with_place"]

_DATELINE = 14  # tokens from the head of a text within which an agency signs
_TELLING = words("answers", "relays", "telling")
_LEADING = words("sources", "outlet", "leading")
_LONGEST = 4  # words of an outlet's name
_WORKING = ("reporting", "writing")  # 'Ann Lee, writing for the Post'
_PRESS = words("sources", "outlet", "press")
_REPORTERS = words("answers", "relays", "reporters")
_SHORT_MASTHEADS = words("answers", "relays", "short_mastheads")


def reports_for_outlet(document: Document, first: int, stop: int) -> bool:
    """Whether a named reporter speaks for an outlet: "NBC's Lena Voss", 'Star reporter Lena Voss'."""
    lowers, texts = document.lowers, document.words
    end = first
    while end < stop and texts[end][0].isupper():
        end += 1
    if any(lowers[k] in _WORKING and lowers[k + 1] == "for" for k in range(first, stop - 1)):
        return names_outlet_in(document, first, stop)
    if end == first or end + 1 >= stop:
        return False
    masthead = " ".join(lowers[first:end])
    outlet = masthead in lb.OUTLET_NAMES or lowers[end - 1] in lb.OUTLET_WORDS or lowers[first] in _SHORT_MASTHEADS
    if not outlet:
        return False
    if lowers[end] in ("'s", "'"):
        return texts[end + 1][0].isupper() or lowers[end + 1] in _REPORTERS
    return any(lowers[k] in _REPORTERS for k in range(end, min(stop, end + 4)))


def outlets_named(document: Document, people: People) -> frozenset[str]:
    """The last words of names that the article gives as an outlet's: 'the Evening Packet', 'the newspaper La Voz'."""
    lowers, texts = document.lowers, document.words
    found = set()
    for k in people.upper:
        if not k:
            continue
        opens = lowers[k - 1] in _LEADING and texts[k - 1][0].isupper()
        told = lowers[k - 1] in lb.OUTLET_NOUNS and texts[k - 1][0].islower()
        asked = k > 1 and lowers[k - 1] == "the" and lowers[k - 2] in _TELLING
        camel = lowers[k - 1] in _TELLING and any(map(str.isupper, texts[k][2:])) and not texts[k].isupper()
        if not (opens or told or asked or camel):  # 'told TechWisp'
            continue
        stop = k + 1
        while stop < min(len(lowers), k + _LONGEST) and texts[stop][0].isupper():
            stop += 1
        last = lowers[stop - 1]
        if asked and (stop - k == 1 or last in lb.BODIES or last in lb.GROUPS or last.endswith("s")):
            continue  # 'told the Senate', 'told the Harbour Board'
        if last not in people.by_name and last not in DAYS:
            found.add(lowers[stop - 1])
    return frozenset(found)


def agency_of(document: Document) -> str:
    """The agency that signs the dateline, in lower case: 'northwire' of 'HALDEN (Northwire) - '; '' if none does."""
    lowers = document.lowers[:_DATELINE]
    if "(" not in lowers or ")" not in lowers:
        return ""
    first, stop = lowers.index("(") + 1, lowers.index(")")
    signed = first < stop and stop + 1 < len(lowers) and lowers[stop + 1] in DASHES
    return " ".join(lowers[first:stop]) if signed else ""


def in_the_press(document: Document, core: list[str], end: int, stop: int) -> bool:
    """Whether 'reports' are those of a country's papers, which none of them is named: 'reports in Spain'."""
    if len(core) > 1:
        return core[-2] in _PRESS
    return end + 2 == stop and document.lowers[end] == "in" and document.words[end + 1][0].isupper()


def with_place(document: Document, stop: int) -> int:
    """The end of a phrase with the place of publication that follows it: 'a report' + 'in the Estuary Post'."""
    lowers = document.lowers
    high = document.sentences[document.sentence_of[stop - 1]][1]
    return min(high, stop + 4) if stop < high and lowers[stop] in ("in", "by", "from", "on") else stop


def names_outlet_in(document: Document, first: int, stop: int) -> bool:
    """Whether a capitalised word of an outlet's name stands there."""
    for k in range(first, stop):
        if document.words[k][0].isupper() and (
            document.lowers[k] in lb.OUTLET_NAMES or document.lowers[k] in lb.OUTLET_WORDS
        ):
            return True
    return False
