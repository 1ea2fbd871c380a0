"""What a word points back at: whom 'he' means, what 'who' takes up, which outlet 'the paper' is."""

from __future__ import annotations

from credscore.extract.attribution import Range
from credscore.extract.clause import phrase_before
from credscore.extract.grammar import DETERMINERS
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.describe import is_post, is_trade
from credscore.sourcing.kind import profile_of
from credscore.sourcing.naming import LINKS
from credscore.sourcing.partitives import SOME_OF
from credscore.sourcing.people import People, Person
from credscore.sourcing.profile import Profile

__all__ = ["FAR", "SUBJECT", "antecedent", "outlet_before", "pair_before", "taken_up"]

FAR = 2000
"""Tokens back that a definite noun may reach; keeps the work linear in the text."""
SUBJECT = 8
"""Tokens from the head of a sentence within which its subject's name stands."""

_MEMBERS = words("sources", "crowd", "members")
_PLURAL = words("grammar", "words", "plural_verbs")
_REACH = 14  # tokens before 'who' that the noun phrase it takes up may have
_FEW = 6  # tokens of 'two of the harbour inspectors'
_HOME = 8  # tokens of ', 24, from New Velm, who'
_AT_HOME = (",", "of", "from", "in", "near")
_PAIR = 60  # tokens back that 'both' may reach
_RECENT = 12  # sentences for which the last speaker is still whom 'he' means


def taken_up(document: Document, people: People, word: str, token: int) -> Range | Person | None:
    """What 'who' or 'which' at ``token`` takes up: the noun phrase before it, or the person whom that describes."""
    lowers = document.lowers
    stop = token
    while stop > 0 and token - stop < 2 and lowers[stop - 1] in (",", "-", "--", "–", "—"):
        stop -= 1
    if stop > 0 and lowers[stop - 1] == ")":  # 'the author Bo Ek (a friend of hers), who'
        opening = next((k for k in range(stop - 1, max(0, stop - _REACH), -1) if lowers[k] == "("), stop)
        stop = opening
    low = max(0, stop - _REACH)
    first = phrase_before(document, stop, low)
    if word == "which":  # never people: 'members of the council, which'
        inner = next((k for k in range(stop - 1, first, -1) if lowers[k] in LINKS), -1)
        if first < inner < stop - 1 and (lowers[inner - 1] in lb.GROUPS or lowers[inner - 1] in _MEMBERS):
            first = inner + 1
    elif first < stop:
        if word == "who":
            named = _person_before(document, people, first, stop)
            if named is not None:
                return named
            first = _people_in(lowers, first, stop)
        begin = first
        while begin - 1 > low and lowers[begin - 1] == "and":
            before = phrase_before(document, begin - 1, low)
            if before >= begin - 1:
                break
            begin = before
        named = people.ending(begin - 1) if begin > 0 and lowers[begin - 1] == "," else None
        if named is not None and lowers[begin] in DETERMINERS:
            return named  # 'Ann Lee, a banker and former official who'
        verb = lowers[token + 1] if token + 1 < len(lowers) else ""
        such = next((k for k in range(max(1, first - 1), stop) if lowers[k - 1 : k + 1] == ["such", "as"]), 0)
        if verb in _PLURAL and such:  # 'voters such as Lee, who are'
            before = phrase_before(document, such - 1, max(0, such - _REACH))
            if before < such - 1:
                first, stop = before, such - 1
    return (first, stop) if first < stop else None


def _person_before(document: Document, people: People, first: int, stop: int) -> Person | None:
    """The person whom 'who' takes up past age and home, or past a noun of no people: 'an attack on Lee, who'."""
    lowers, texts = document.lowers, document.words
    k = stop - 1
    while k > max(0, stop - _HOME) and (texts[k][0].isupper() or lowers[k].isdigit() or lowers[k] in _AT_HOME):
        k -= 1
        named = people.ending(k + 1) if lowers[k + 1] == "," else None
        if named is not None and (lowers[k + 2].isdigit() or lowers[k + 2] in _AT_HOME):
            return named  # 'Ann Lee, 24, from Velm, who'
    link = next((k for k in range(stop - 1, first, -1) if lowers[k] in LINKS), -1)
    if link < 0 or texts[link - 1][0].isupper() or _is_people(lowers[link - 1]):
        return None
    return people.ending(stop)


def _people_in(lowers: list[str], first: int, stop: int) -> int:
    """Where the people begin whom 'who' takes up: 'the advice of | its officers, who', not 'a friend of | Lee, who'."""
    inner = next((k for k in range(stop - 1, first, -1) if lowers[k] == "of"), -1)
    if inner < 0 or inner + 1 >= stop or _is_people(lowers[inner - 1]) or not _is_people(lowers[stop - 1]):
        return first
    return inner + 1


def _is_people(word: str) -> bool:
    """Whether a noun is of people: a post, a trade, a crowd."""
    known = word in lb.GROUPS or word in lb.ANONYMOUS_SOURCE or word in lb.QUANTITIES or word in SOME_OF
    return known or is_post(word) or is_post(word.removesuffix("s")) or is_trade(word.removesuffix("s"))


def pair_before(document: Document, people: People, token: int) -> Profile | None:
    """The two whom 'both' means, where they have not spoken: 'Two inspectors came to the paper. Both said'."""
    number = document.sentence_of[token]
    first = document.sentences[max(0, number - 1)][0]
    for k in range(max(first, token - _PAIR), token):
        if document.lowers[k] == "two" and document.quotation_of[k] < 0:
            stop = next((j + 1 for j in range(k + 1, min(token, k + _FEW)) if _is_people(document.lowers[j])), k)
            profile = profile_of(document, (k, stop), people) if stop > k else None
            unnamed = profile is not None and profile.kind in ("anonymous_official", "anonymous_source")
            return profile if unnamed else None
    return None


def antecedent(
    document: Document, people: People, token: int, gender: str, speaker: Person | None, spoke_at: int
) -> Person | None:
    """Whom 'he' or 'she' means: the speaker just heard, unless a later sentence opens with another person.

    Names inside a quotation are passed over from outside of it: '“Lee will lose,” he said' is not said by Lee.

    Args:
        document: The text.
        people: The people whom it names.
        token: Where the pronoun stands.
        gender: 'm' or 'f'.
        speaker: Who spoke last, if anybody did.
        spoke_at: And where.
    """
    quoted, sentence_of = document.quotation_of, document.sentence_of
    own = quoted[token]
    named = [(place, one) for place, one in people.before(token, gender) if quoted[place] < 0 or quoted[place] == own]
    speaker = speaker if speaker is not None and speaker.gender in ("", gender) else None
    if speaker is not None:
        last = sentence_of[spoke_at]
        for place, one in named:
            number = sentence_of[place]
            if place <= spoke_at or number == last:
                break
            opens = place - document.sentences[number][0]
            if opens <= SUBJECT and one is not speaker:
                return one
        if sentence_of[token] - last <= _RECENT:
            return speaker
    if not named:
        return speaker
    number = sentence_of[named[0][0]]
    inside = [one for place, one in named if sentence_of[place] == number]
    return inside[-1]  # the subject mostly stands first in its sentence


def outlet_before(document: Document, people: People, token: int) -> Profile | None:
    """The outlet named last before ``token``, which 'the paper' there means."""
    for k in range(token - 1, max(-1, token - FAR), -1):
        if not document.words[k][0].isupper():
            continue
        word = document.lowers[k]
        if word in lb.OUTLET_NAMES or word in lb.OUTLET_WORDS:
            first = k
            while (
                first > 0 and document.words[first - 1][0].isupper() and document.lowers[first - 1] not in ("the", "a")
            ):
                first -= 1
            stop = k + 1
            while stop < token and document.words[stop][0].isupper():
                stop += 1
            profile = profile_of(document, (first, stop), people)
            if profile.kind == "outlet":
                return profile
    return None
