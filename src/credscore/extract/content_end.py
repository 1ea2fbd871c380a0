"""Where the content of a cue ends."""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.clause import phrase_before
from credscore.extract.cues import Candidate
from credscore.extract.documents import names_outlet
from credscore.extract.occasion import skip_occasion
from credscore.extract.units import Unit
from credscore.lexicon.load import ING, PAST, THIRD, words
from credscore.reading import Document

__all__ = ["end_of_content", "resumes_after_quotation"]

_CITING = words("answers", "relays", "citing_inside")
_CLAIMS = words("answers", "answers", "claim_nouns")
_NARRATOR = words("grammar", "words", "narrator")
_CLAUSAL = gr.RELATIVE | gr.AUXILIARIES - {"'s"}
_SUBJECT = 10  # tokens of 'though one of the officials'


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
        if quoted[first] < 0 and resumes_after_quotation(document, one.first, first) and one.cue.form in (PAST, THIRD):
            end = one.first  # 'Lund, calling it “a joke,” | said that'
            break
        if one.cue.form == ING and before == ",":
            end = one.first - 1
            break
        shifted = whole and lowers[one.first] == "had" and one.cue.frame in ("action", "object")
        if before in ("and", "but") and one.cue.form != "base" and one.cue.frame != "that" and not shifted:
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
        clausal = False
        for i in range(first + 1, end):
            clausal = clausal or lowers[i - 1] in _CLAUSAL
            if quoted[i] >= 0:
                continue
            word = lowers[i]
            if word in (";", "(") or (word in gr.DASHES and word != "-"):
                return i
            plain = word in ("and", "but") and i + 1 < end and lowers[i + 1] in gr.MODAL
            if plain and not clausal:
                return i - (lowers[i - 1] == ",")  # 'denies the charges | and will stand trial'
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


def resumes_after_quotation(document: Document, verb: int, low: int) -> bool:
    """Whether a verb comes right after a quotation that ends in a comma: '“a joke,” | said'."""
    return verb - 2 > low and document.quotation_of[verb - 1] >= 0 and document.lowers[verb - 2] == ","


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
