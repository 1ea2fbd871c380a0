"""The cue's stance toward its content, and whether the content is hedged.

The stance goes by the cue, not by the content (codebook). Where several cue verbs stand in one group
the codebook's order decides.
"""

from __future__ import annotations

from credscore.extract.attribution import Attribution
from credscore.extract.grammar import AUXILIARIES, BE, NEGATION, PRONOUNS
from credscore.lexicon.load import PARTICIPLE, PAST, cue_forms, phrases, words
from credscore.reading import Document

__all__ = ["is_hedged", "stance_of"]

_ORDER = ("declines", "denies", "confirms", "alleges", "asks_commands", "speculates", "asserts", "other")
_RANK = {stance: rank for rank, stance in enumerate(_ORDER)}
_FORMS = cue_forms()
_NOUNS = phrases("nouns")
_ADVERBS = phrases("adverbs")
_IMPERSONAL = phrases("impersonal")
_SPEAK = words("answers", "answers", "speak")
_CLAIMS = words("answers", "stance", "claims")
_HEDGES = words("answers", "stance", "hedges")
_CUE_HEDGES = words("answers", "stance", "cue_hedges")
_TELL = frozenset(word for word, readings in _FORMS.items() if any(one.tells for one in readings))
_FUTURE = words("grammar", "words", "future")
_VIEWS = phrases("views")
_REFUSES = words("answers", "stance", "refuses")
_SILENT = words("answers", "stance", "silent")
_SAYS = words("answers", "stance", "says")
_COMMENTED = words("answers", "stance", "commented")
_OWN_WORDS = words("answers", "stance", "own_words")
_NOBODY = words("answers", "stance", "nobody")
_UNSAID = _REFUSES | _SILENT | words("answers", "stance", "unsaid")  # one of them is in every refusal to speak
_HAS_HEARD = words("answers", "stance", "has_heard")
_PUTS = words("grammar", "words", "puts")
_PUT_AT = 3  # tokens of 'have since put'
_BETWEEN = 6  # tokens from a cue to its content: 'dismissed the claim as'
_WHOM = 5  # tokens of whom one tells
_ENDS_WHOM = (AUXILIARIES - {"'s"}) | PRONOUNS | {","} | words("answers", "stance", "after_whom")
_REACH = 16  # a hedge deeper in the content hedges a detail, not the statement


def stance_of(document: Document, one: Attribution, *, outlet: bool = False) -> str:
    """The stance label of one attribution.

    Args:
        document: The text.
        one: The attribution.
        outlet: Whether its source is an outlet, whose 'understands' says what it has heard.
    """
    lowers = document.lowers
    cue = [word for a, b in one.cue for word in lowers[a:b]]
    if not cue:
        return "asserts"
    begin = one.content[0][0]
    if not _TELL.isdisjoint(cue) and document.quotation_of[begin] < 0 and begin >= one.cue[-1][1]:
        whom = next((k for k in range(begin, min(one.content[0][1], begin + _WHOM)) if lowers[k] in _ENDS_WHOM), -1)
        if whom >= 0 and (lowers[whom] == "to" or lowers[whom : whom + 2] == ["not", "to"]):
            return "asks_commands"  # 'told them to leave', 'told residents not to leave'
    after = one.cue[-1][1]  # only what follows its cue unquoted completes it: 'declined' + 'to comment'
    ahead = [
        lowers[k]
        for a, b in one.content
        if after <= a <= after + 1 and document.quotation_of[a] < 0
        for k in range(a, min(b, a + 3))
    ]
    joined = cue + ahead
    between = lowers[after : min(begin, after + _BETWEEN)]  # 'dismissed' + 'the claim as' + '“a fable”'
    if _refuses_to_speak(cue, joined):
        return "declines"
    best = None
    negated = not NEGATION.isdisjoint(cue)
    passive = not BE.isdisjoint(cue)
    for number, word in enumerate(cue):
        stance = _ADVERBS.get(word)
        if stance is None and passive and not one.source:
            stance = _IMPERSONAL.get(word)
        if stance is None:
            stance = _verb_stance(cue, number, word, ahead, between)
        if stance is None:
            stance = _NOUNS.get(word)
        if stance is not None and (best is None or _RANK[stance] < _RANK[best]):
            best = stance
    if "to" in cue and best == "asserts" and not _FUTURE.isdisjoint(cue):
        best = "speculates"  # 'is due to report': what is expected of the source, not what it said
    if cue[-1] in _VIEWS and best in (None, "other", "speculates"):
        return "asserts" if cue[-1] in _OWN_WORDS else "speculates"
    negated = negated or (bool(one.source) and lowers[one.source[0][0]] in _NOBODY)
    if negated and best not in (None, "declines", "denies", "speculates"):
        return "other"
    if best is not None:
        return best
    if cue in (["to"], ["for"]):
        return "asserts"  # 'To Lee, the verdict was “a farce”'
    if "according" in cue or "per" in cue or ":" in cue or cue[-1].endswith(":"):
        return "asserts"
    if len(cue) <= _PUT_AT and cue[-1] in _PUTS:
        return "asserts"  # 'put the toll at 40'
    if outlet and cue[-1] in _HAS_HEARD:
        return "asserts"  # 'the Clarion understands (that) they left': what it has heard
    # a verb that no list knows, and what it puts forward: 'joked that it was late'
    puts = len(cue) == 1 and begin == after and lowers[begin] == "that" and bool(one.source)
    return "asserts" if puts or any(document.quotation_of[a] >= 0 for a, _ in one.content) else "other"


def _verb_stance(cue: list[str], number: int, word: str, ahead: list[str], between: list[str]) -> str | None:
    """The stance of the cue's verb at ``number``; ``between`` are the words from the cue to a content behind it."""
    readings = _FORMS.get(word)
    if readings is None:
        return None
    rest = tuple(cue[number + 1 :] + ahead)
    for reading in readings:
        if not reading.particles or rest[: len(reading.particles)] == reading.particles:
            if reading.lemma in ("reject", "dismiss", "question") and not _CLAIMS.isdisjoint(ahead + between):
                return "denies" if reading.lemma != "question" else "speculates"
            if (
                reading.lemma in ("expect", "question") and reading.form in (PAST, PARTICIPLE)
            ) or reading.lemma == "question":
                return "speculates"
            return reading.stance
    return None


def _refuses_to_speak(cue: list[str], joined: list[str]) -> bool:
    """'declined to comment', 'would not say', 'had no comment', 'did not respond', 'could not be reached'."""
    words = set(joined)
    if "nothing" in cue and ("say" in joined or "add" in joined) and "to" in joined:
        return True  # 'had nothing to say'
    if _UNSAID.isdisjoint(words):
        return False  # as most words of speaking
    if "comment" in words and (
        "no" in words or words & NEGATION or "declined" in words or "refused" in words or "declines" in words
    ):
        return True
    if words & _REFUSES and words & _SPEAK:
        return True
    if not _COMMENTED.isdisjoint(cue) and set(cue) & NEGATION:
        return True
    if set(cue) & NEGATION and words & _SILENT:
        return True
    would_not = "wouldn't" in words or ("would" in words and "not" in words)
    return "unanswered" in words or (would_not and not _SAYS.isdisjoint(words))


def is_hedged(document: Document, one: Attribution) -> bool:
    """Whether an adverb at the cue or a modal early in the content marks the statement as uncertain."""
    lowers, texts = document.lowers, document.words
    for a, b in one.cue:
        if not _CUE_HEDGES.isdisjoint(lowers[max(0, a - 1) : b]):
            return True
    if all(_HEDGES.isdisjoint(lowers[a : min(b, a + _REACH)]) for a, b in one.content):
        return False
    seen = 0
    for a, b in one.content:
        for k in range(a, b):
            seen += 1
            if seen > _REACH:
                return False
            if lowers[k] in _HEDGES and not (lowers[k] == "may" and texts[k][0].isupper() and k > a):
                after = lowers[k + 1] if k + 1 < b else ""
                if lowers[k] == "could" and after in ("not", "n't", "have"):
                    continue
                return True
    return False
