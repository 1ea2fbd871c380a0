"""What a cue's content is: the words after it or before it."""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.attribution import Range
from credscore.extract.content_end import end_of_content
from credscore.extract.cues import Candidate
from credscore.extract.documents import cites_document
from credscore.extract.occasion import AUDIENCE, OCCASION, REACH, skip_occasion
from credscore.extract.units import Unit
from credscore.lexicon.load import phrases, words
from credscore.reading import Document

__all__ = ["content_after", "content_before", "is_clause", "trim"]

_CHARGES = words("grammar", "words", "charge_links") | {'"', "“"}
_CITING = words("answers", "relays", "citing_inside")
_OTHER_SENSE = frozenset(phrases("other_sense"))
_OF_THINGS = frozenset(phrases("of_things"))
_ANONYMITY = words("answers", "anonymity", "asked")
_PLEA = 6  # tokens from 'guilty' to 'to'
_WITHOUT_TO = words("grammar", "words", "without_to")


def trim(document: Document, first: int, stop: int) -> Range:
    """A range without the marks of punctuation at its ends that are not its own."""
    lowers, quoted = document.lowers, document.quotation_of
    while first < stop and (lowers[first] in (",", ":", ";", "•") or lowers[first] in gr.DASHES) and quoted[first] < 0:
        first += 1
    while (
        stop > first
        and (lowers[stop - 1] in (",", ".", ":", ";", "!", "?") or lowers[stop - 1] in gr.DASHES)
        and quoted[stop - 1] < 0
    ):
        stop -= 1
    return first, stop


def content_after(document: Document, unit: Unit, verb: Candidate, following: list[Candidate]) -> tuple[Range, ...]:
    """The content that follows its cue; empty if none does."""
    lowers, quoted = document.lowers, document.quotation_of
    high = unit[1]
    frame = verb.cue.frame
    first = verb.stop
    if first >= high:
        return ()
    if frame in ("clause", "that"):
        limit = min(high, first + REACH)
        begin = -1
        rest = skip_occasion(document, first, high, verb.cue.tells)
        if rest + 1 < high and lowers[rest] == "," and lowers[rest + 1] in _CITING:
            # 'reported, citing two officials, that X': the content comes after what is cited
            limit = min(high, first + 3 * REACH)
            rest = next((k for k in range(rest + 2, limit) if lowers[k] == "that" and lowers[k - 1] == ","), rest)
        for i in range(first, limit):
            word = lowers[i]
            if quoted[i] >= 0:
                if i <= rest + 1 or lowers[i - 1] in (":", ","):
                    begin = i
                break
            if word == ":":
                begin = i + 1
                break
            if (word == "that" and i <= rest) or (
                word == "that"
                and i > first
                and lowers[i - 1] in OCCASION | AUDIENCE
                and not (following and following[0].verb < i)  # 'said the police had told him that': nested
            ):
                begin = i
                break
            if word in gr.STOPS:
                break
            if word in gr.PRONOUNS and i > rest:
                break
        if begin < 0:
            begin = rest
            if frame == "that" and not is_clause(document, begin, high) and not cites_document(document, verb):
                return ()
            thing = verb.cue.lemma in _OF_THINGS and begin < high and lowers[begin] not in ("about", "of")
            if thing and not is_clause(document, begin, high):
                return ()  # 'added salt', 'wrote a novel'
        first = begin
        while first < high and lowers[first] in (",", ":") and quoted[first] < 0:
            first += 1
    else:
        while first < high and gr.is_adverb(lowers[first]) and lowers[first] not in ("all", "both"):
            first += 1
        if first < high and lowers[first] in gr.PREPOSITIONS and verb.cue.stance == "confirms":
            rest = skip_occasion(document, first, high)  # 'admitted in a filing that'
            if verb.cue.particles:  # 'pleaded guilty in May to theft'
                ahead = range(first + 1, min(high, first + _PLEA))
                rest = next((k for k in ahead if lowers[k] == "to" and lowers[k - 1] in gr.TIME), first)
            first = rest if rest < high and (lowers[rest] == "that" or verb.cue.particles) else first
        if frame == "charge" and not _CHARGES & set(lowers[first : min(high, first + REACH)]):
            return ()  # 'charged the battery'
        if (
            frame == "action"
            and not (first < high and (lowers[first] in ("to", "that") or verb.cue.lemma in _WITHOUT_TO))
            and not (
                verb.cue.lemma == "wish"
                and first < high
                and lowers[first] != "for"
                and is_clause(document, first, high)
            )
        ):
            return ()
    if first >= high or (lowers[first] in (".", "!", "?", ";", ",") and quoted[first] < 0):
        return ()
    if frame in ("clause", "that") and lowers[first] in _OTHER_SENSE and quoted[first] < 0:
        return ()
    relative = lowers[verb.first - 1] in ("who", "which") and verb.first > unit[0]
    if relative and lowers[first] in gr.AUXILIARIES and lowers[first - 1] == "," and quoted[first] < 0:
        return ()  # 'Lund, who did not respond, | has denied it': the main clause
    end = end_of_content(document, unit, first, following, whole=frame in ("clause", "that"))
    if any(word in _ANONYMITY for word in lowers[first : min(end, first + 5)]) and lowers[first] in (
        "not",
        "to",
        "for",
        "that",
        "on",
    ):
        return ()  # 'asked not to be named' says how the source speaks, not what it says
    first, end = trim(document, first, end)
    return ((first, end),) if end > first else ()


def is_clause(document: Document, first: int, high: int) -> bool:
    """Whether what begins here is a clause and no bare noun phrase: it has a finite verb of its own."""
    lowers = document.lowers
    if first < high and lowers[first] in ("that", "how", "why", "what", "whether"):
        return True
    subject = first + 1 < high and lowers[first] in gr.NOMINATIVE
    if subject and (lowers[first] != "it" or lowers[first + 1].endswith(("s", "ed"))):
        return True  # 'maintains it holds no prisoners'
    return any(lowers[i] in gr.AUXILIARIES and lowers[i] != "'s" for i in range(first, min(high, first + 18)))


def content_before(document: Document, unit: Unit, stop: int, floor: int) -> tuple[Range, ...]:
    """The content that ends right before ``stop``: the sentence's part from ``floor`` on."""
    lowers, quoted = document.lowers, document.quotation_of
    first = max(unit[0], floor)
    while (
        first < stop
        and (lowers[first] in (",", ";", ":", ".", "•", "*") or lowers[first] in gr.DASHES)
        and quoted[first] < 0
    ):
        first += 1
    if first > unit[0] and first < stop and lowers[first] in ("and", "but") and quoted[first] < 0:
        first += 1
    end = stop
    while end > first and lowers[end - 1] in (",", "-", "--", "–", "—") and quoted[end - 1] < 0:
        end -= 1
    return ((first, end),) if end > first else ()
