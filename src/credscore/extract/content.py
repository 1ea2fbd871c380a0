"""Where the content of a cue begins and ends."""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.attribution import Range
from credscore.extract.clause import phrase_before
from credscore.extract.cues import Candidate
from credscore.extract.occasion import AUDIENCE, OCCASION, REACH, skip_occasion
from credscore.extract.units import Unit
from credscore.lexicon.load import ING, phrases, read_table, words
from credscore.reading import Document

__all__ = [
    "DOCUMENTS",
    "OUTLETS",
    "cites_document",
    "content_after",
    "content_before",
    "end_of_content",
    "is_clause",
    "names_outlet",
    "trim",
]

OUTLETS = frozenset().union(*(words("sources", "outlet", key) for key in ("name_words", "nouns", "names")))
DOCUMENTS = frozenset().union(*(words("sources", "document", key) for key in read_table("sources")["document"]))
_CHARGES = frozenset(("of", "for", "with", "that", "as", '"', "“"))
_CITING = words("answers", "relays", "citing_inside")
_PUBLISHED = words("sources", "published", "words")
_CLAIMS = words("answers", "answers", "claim_nouns")
_MAKER = 6  # tokens of who published or saw a document
_OTHER_SENSE = frozenset(phrases("other_sense"))
_OF_THINGS = frozenset(phrases("of_things"))
_ANONYMITY = words("answers", "anonymity", "asked")
_NARRATOR = words("grammar", "words", "narrator")
_WITHOUT_TO = words("grammar", "words", "without_to")
_FINDING = words("grammar", "words", "finding")
_SUBJECT = 10  # tokens of 'though one of the officials'


def names_outlet(document: Document, first: int, stop: int) -> bool:
    """Whether a noun phrase ends in an outlet's word or opens with one that is part of a name: 'Radio Sund'."""
    if stop <= first:
        return False
    lowers, texts = document.lowers, document.words
    if lowers[stop - 1] in OUTLETS:
        return True
    begin = first + 1 if lowers[first] in gr.DETERMINERS and first + 1 < stop else first
    return stop - begin > 1 and texts[begin][0].isupper() and lowers[begin] in OUTLETS and texts[stop - 1][0].isupper()


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
            first = rest if rest < high and lowers[rest] == "that" else first
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


def cites_document(document: Document, verb: Candidate) -> bool:
    """Whether a text does the finding: 'The audit found three errors' says what it says."""
    lowers, k = document.lowers, verb.first - 1
    head = lowers[k] if verb.first else ""
    if head not in DOCUMENTS:  # 'Photos reviewed by the board show'
        by = next((j for j in range(k - 1, max(1, k - _MAKER), -1) if lowers[j] == "by"), 0)
        head = lowers[by - 2] if by and lowers[by - 1] in _PUBLISHED else head
    return head in DOCUMENTS and verb.cue.lemma in _FINDING


def is_clause(document: Document, first: int, high: int) -> bool:
    """Whether what begins here is a clause and no bare noun phrase: it has a finite verb of its own."""
    lowers = document.lowers
    if first < high and lowers[first] in ("that", "how", "why", "what", "whether"):
        return True
    subject = first + 1 < high and lowers[first] in gr.NOMINATIVE
    if subject and (lowers[first] != "it" or lowers[first + 1].endswith(("s", "ed"))):
        return True  # 'maintains it holds no prisoners'
    return any(lowers[i] in gr.AUXILIARIES and lowers[i] != "'s" for i in range(first, min(high, first + 18)))


def end_of_content(document: Document, unit: Unit, first: int, following: list[Candidate], whole: bool = True) -> int:
    """Where content that begins at ``first`` ends.

    At the end of the sentence, or before a later cue of the same speaker ('…, adding that', '… and
    warned that'). A noun-phrase content (``whole`` false) ends at the narrator's next clause already.
    """
    lowers, quoted = document.lowers, document.quotation_of
    high = unit[1]
    end = high
    for one in following:
        if one.first <= first:
            continue
        before = lowers[one.first - 1]
        if one.cue.form == ING and before == ",":
            end = one.first - 1
            break
        if before in ("and", "but") and one.cue.form != "base" and one.cue.frame != "that":
            end = one.first - 1
            if lowers[end - 1] == ",":
                end -= 1
            break
        conceded = _conceding(document, first, one) if whole else -1
        if conceded > first:
            end = conceded  # '…, though one of them warned that': the narrator weighs another's words
            break
        if (
            before == ","
            and lowers[one.first - 2] not in gr.DAYS
            and one.cue.form == "past"
            and quoted[one.first - 1] < 0
            and (one.cue.frame == "clause" or one.cue.stance == "confirms")
            and not whole
        ):
            end = one.first - 1
            break
    if following and following[-1].cue.frame in ("clause", "that") and first < following[-1].first < end:
        # 'Ann Lee said the bridge was safe, the Star reported': the outlet relays, it is not part of the content
        last = following[-1]
        start = phrase_before(document, last.first, first)
        closes = skip_occasion(document, last.stop, high)
        if (
            lowers[start - 1] == ","
            and names_outlet(document, start, last.first)
            and (closes >= high or lowers[closes] in (".", "!", "?"))
        ):
            end = start - 1
    if first < end and lowers[first] in gr.MARKS and quoted[first] >= 0:
        close = document.quotations[quoted[first]].stop
        if (
            close < end
            and lowers[close - 2] in (",", ".", "!", "?")
            and not (close < end and document.words[close][0].islower() and lowers[close] not in ("and", "but"))
        ):
            return close
    if not whole:
        for i in range(first + 1, end):
            if quoted[i] >= 0:
                continue
            word = lowers[i]
            if word in (";", "(") or (word in gr.DASHES and word != "-"):
                return i
            if word == "," and i + 1 < end and (lowers[i + 1] in _NARRATOR or lowers[i + 1].endswith("ing")):
                return i
            if word == "," and i + 2 < end and lowers[i + 1] in gr.ARTICLES and lowers[i + 2] in _CLAIMS:
                return i  # 'accused her of theft, a charge she rejected'
    else:
        later = following[-1].first if following else -1
        for i in range(first, end):
            if lowers[i] == ";" and i < later and quoted[i] < 0:
                return i  # '…; opponents say it does nothing': another speaker's clause
            cites = lowers[i] == "," and i + 2 < end and quoted[i] < 0
            if cites and lowers[i + 1] in gr.ARTICLES and lowers[i + 2] in _CLAIMS and i > first:
                return i  # ', a claim the mayor called false'
            if cites and (lowers[i + 1] in _CITING or lowers[i + 1 : i + 3] == ["according", "to"]):
                return i
    return end


def _conceding(document: Document, first: int, one: Candidate) -> int:
    """The comma before 'though' whose clause has its subject right before the cue ``one``; -1 if there is none."""
    lowers = document.lowers
    low = max(first, one.first - _SUBJECT)
    if (
        one.cue.frame not in ("clause", "that")
        or one.cue.form == ING
        or gr.CONCEDING.isdisjoint(lowers[low : one.first])
    ):
        return -1
    start = phrase_before(document, one.first, low)
    comma = start - 2
    opens = comma > first and start < one.first and lowers[start - 1] in gr.CONCEDING and lowers[comma] == ","
    return comma if opens and document.quotation_of[comma] < 0 else -1


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
