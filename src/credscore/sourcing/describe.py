"""What an article says of a person beside the name: titles, trades, appositions, relative clauses, party tags."""

from __future__ import annotations

from typing import NamedTuple

from credscore.extract.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MARKS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    is_adverb,
)
from credscore.lexicon.load import cue_forms, words
from credscore.reading import Document
from credscore.sourcing import labels as lb

__all__ = [
    "AGED",
    "OFFICE_HEADS",
    "Description",
    "after_name",
    "before_name",
    "is_post",
    "is_trade",
    "split",
]

_LINKS = words("people", "describing", "links")
_PAST = words("people", "describing", "past")
_LEAVING = words("people", "describing", "leaving")
_PRESENT = words("people", "describing", "present")
_PARTIES = words("people", "describing", "parties")
_ING = words("people", "describing", "ing")
_PAST_ADJECTIVES = words("grammar", "words", "past_adjectives")
_FORMS = cue_forms()
_PLACES = words("people", "describing", "places")
_SUFFIXES = tuple(sorted(words("people", "describing", "suffixes")))
_NO_TRADE = words("people", "describing", "no_trade")
_TAGS = words("people", "describing", "tags")
_HONORIFICS = words("people", "names", "honorifics")
_POSTS = frozenset((*lb.OFFICES, *lb.PERSONS, *lb.SPOKESPERSON, *lb.GENERIC, *_HONORIFICS))
OFFICE_HEADS = frozenset((*lb.OFFICES, *lb.GENERIC, *lb.SPOKESPERSON))
_BEFORE = 9  # tokens before a name that may describe it
_AFTER = 18  # tokens of an apposition that are read
_COLLECTIVE = words("people", "describing", "collective")
_AGE = 2  # digits of a grown person's age
_NO_DESCRIPTION = (
    STOPS | MARKS | (AUXILIARIES - {"'s"}) | PREPOSITIONS | PRONOUNS | {",", "and", "or", "but", "that", "who", "which"}
)
_OWN = words("people", "describing", "own")
_SHORT = 4  # letters below which a word is taken for no trade


AGED = ("aged",)  # the head of a description that gives the age


class Description(NamedTuple):
    """One description of a person.

    Attributes:
        head: Lower-case words up to the noun that says what the person is: ('former', 'top', 'economic', 'adviser').
        tail: What hangs on it: ('to', 'president', 'holt').
        past: Whether it held once and holds no more: 'who served as labour secretary'.
    """

    head: tuple[str, ...]
    tail: tuple[str, ...] = ()
    past: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All words of it."""
        return self.head + self.tail


def is_post(word: str) -> bool:
    """Whether a lower-case word names a post, a trade or a title."""
    return word in _POSTS or (word.startswith("co-") and word[3:] in _POSTS)


def is_trade(word: str) -> bool:
    """Whether a lower-case word that no list knows is shaped like the name of a trade: 'roofer', 'zoologist'."""
    return len(word) > _SHORT and word.endswith(_SUFFIXES) and word not in _NO_TRADE and not is_adverb(word)


def split(found: list[str], *, past: bool = False) -> Description | None:
    """A description's words divided into head and tail."""
    cut = next((k for k, word in enumerate(found) if word in _LINKS and k > 0), len(found))
    head = tuple(
        "'s" if word in _OWN else word[3:] if word.startswith("co-") and word[3:] in _POSTS else word
        for word in found[:cut]
        if word not in DETERMINERS or word in _OWN
    )
    return Description(head, tuple(found[cut:]), past) if head and head != ("'s",) else None


def before_name(document: Document, begin: int) -> list[Description]:
    """The description that leads up to a name at ``begin``: 'navy spokesman', "Lee's adviser", 'The prosecutor,'."""
    lowers, texts = document.lowers, document.words
    low = document.sentences[document.sentence_of[begin]][0]
    stop = begin
    if stop - 1 > low and lowers[stop - 1] == "," and (is_post(lowers[stop - 2]) or is_trade(lowers[stop - 2])):
        stop -= 1
    headed = stop == begin and stop - 1 > low and lowers[stop - 1] == "," and _is_headed(document, stop - 1, low)
    stop -= headed
    first = stop
    while first > low and stop - first < _BEFORE:
        word = lowers[first - 1]
        if word in ("of", "for", "to") and first < stop and first - 1 > low and is_post(lowers[first - 2]):
            first -= 1  # 'the spokesman for the navy Gil Ross', 'secretary of state John Roe'
            continue
        if word in _NO_DESCRIPTION or (texts[first - 1].islower() and _is_verb(word)):
            break
        first -= 1
        inside = headed and lowers[first - 1] in ("of", "for")  # 'the chair of the harbour board'
        if word in DETERMINERS and not inside and word not in ("his", "her", "their", "its"):
            break
    found = [word for word in lowers[first:stop] if word not in ("a", "an", "the")]
    if not found or (stop < begin and lowers[first] not in DETERMINERS and "'s" not in found):
        return []
    if found[-1] in ("'s", "'") and found[:-1] and found[-2] in _PARTIES and stop == begin:
        return [Description((found[-2],))]  # "Labour's Ann Lee"
    last = found[-1]
    if last.endswith("s") and not is_post(last) and is_post(last[:-1]):
        last = last[:-1]  # 'candidates Ann Lee and Tom Hale'
    if last in _COLLECTIVE:
        return []  # 'according to her family, Lee was ill'
    fits = headed or is_post(last) or last in lb.FORMER or (texts[stop - 1][0].islower() and is_trade(last))
    if not fits:
        return []
    if last != found[-1]:
        found[-1] = last
    titles = [k for k, word in enumerate(found[:-1], 1) if word in _HONORIFICS]
    begin_at = titles[-1] if titles else 0
    one = split(found[begin_at:])
    return [one] if one is not None else []


def _is_headed(document: Document, stop: int, low: int) -> bool:
    """Whether a post with its body ends at ``stop``: 'The chair of the harbour board', and then the name."""
    lowers = document.lowers
    for k in range(stop - 1, max(low, stop - _BEFORE), -1):
        if lowers[k] in ("of", "for"):
            return lowers[k - 1] in OFFICE_HEADS
        if lowers[k] in _NO_DESCRIPTION or is_post(lowers[k]):
            return False
    return False


def _is_verb(word: str) -> bool:
    """Whether a lower-case word is more likely a verb form than part of a description."""
    if word.endswith("ing"):
        return word not in _ING
    return (word.endswith("ed") and len(word) > _SHORT and word not in _PAST_ADJECTIVES and "-" not in word) or (
        word in _FORMS and not is_post(word) and word not in lb.MODIFIERS
    )


def after_name(document: Document, stop: int) -> list[Description]:
    """The descriptions after a name that ends at ``stop``: ', a former judge,', '(D-N.Y.)', ', who runs a bakery,'."""
    lowers = document.lowers
    count = len(lowers)
    if stop + 1 >= count:
        return []
    word = lowers[stop]
    if word == "(" and stop + 1 < len(lowers) and _is_age(lowers[stop + 1]):
        return [Description(AGED)]  # 'Ann Lee (58)'
    if word == "(":
        return [Description(("lawmaker",))] if _is_tag(lowers[stop + 1]) else []
    if word in ("of", "from", "at", "with"):
        return _of_body(document, stop)
    if word == "is" and lowers[stop + 1] in ("a", "an", "the", "one"):
        high = document.sentences[document.sentence_of[stop]][1]
        end = next(
            (k for k in range(stop + 1, min(high, stop + _AFTER)) if lowers[k] in STOPS or lowers[k] == ","), high
        )
        one = split([each for each in lowers[stop + 1 : min(end, stop + _AFTER)] if each not in ("a", "an", "the")])
        return [one] if one is not None and any(is_post(each) or is_trade(each) for each in one.head) else []
    if word not in (",", "--", "–", "—"):
        return []
    first = stop + 1
    if _is_age(lowers[first]) and (first + 1 >= count or lowers[first + 1] == "," or lowers[first + 1] in STOPS):
        return [Description(AGED), *_apposed(document, first + 2)]  # ', 33, a carpenter'
    return _apposed(document, first)


def _is_age(word: str) -> bool:
    return word.isdigit() and len(word) == _AGE


def _apposed(document: Document, first: int) -> list[Description]:
    """The description in the apposition that begins at ``first``."""
    lowers = document.lowers
    count = len(lowers)
    found: list[str] = []
    for k in range(first, min(count, first + _AFTER)):
        if lowers[k] in (",", ";") or lowers[k] in STOPS or lowers[k] in MARKS:
            break
        found.append(lowers[k])
    if not found:
        return []
    if _is_tag(found[0]) or (found[0] in _PARTIES and (len(found) == 1 or found[1] == "of")):
        return [Description(("lawmaker",), tuple(found))]
    if found[0] in ("who", "whose"):
        one = _relative(found)
        return [one] if one is not None else []
    one = split(found)
    if one is None:
        return []
    opens = found[0] in DETERMINERS or found[0] in ("one", "then") or "'s" in found[:4]
    last = one.head[-1]
    if found[0] in CONJUNCTIONS or any(word in AUXILIARIES and word != "'s" for word in one.head):
        return []  # ', but Senator Lee is', no apposition
    if is_post(last) or last in lb.FORMER:
        return [one]
    return [one] if opens and (is_trade(last) or last in _PARTIES or any(is_post(each) for each in one.head)) else []


def _is_tag(word: str) -> bool:
    """Whether a word is a party with a place: 'D-N.Y.', 'r-ohio'."""
    return word[:2] in ("d-", "r-", "i-") or word in _TAGS


def _relative(found: list[str]) -> Description | None:
    """'who served as labour secretary', 'who runs a bakery': what the clause says the person is or was."""
    verb = next(
        (k for k, word in enumerate(found[1:5], 1) if word in _PAST or word in _PRESENT or word in _LEAVING), -1
    )
    if found[0] == "whose" or verb < 0:
        return Description(("who",), tuple(found))
    rest = found[verb + 1 :]
    if found[verb] in _LEAVING:  # 'who resigned', 'who stepped down as mayor'
        post = rest[rest.index("as") + 1 :] if "as" in rest else []
        one = split([word for word in post if word not in ("a", "an", "the")], past=True)
        return one if one is not None else Description(("retired",), tuple(rest), True)
    if rest and rest[0] in ("as", "a", "an", "the", "for", "in"):
        rest = rest[1:]
    if found[verb] in _PRESENT and found[verb] not in ("is", "serves", "works"):
        return Description((found[verb],), tuple(rest))
    one = split([word for word in rest if word not in ("a", "an", "the")], past=found[verb] in _PAST)
    return one


def _of_body(document: Document, stop: int) -> list[Description]:
    """'Ann Lee of the National Water Board'."""
    lowers = document.lowers
    body: list[str] = []
    for k in range(stop + 1, min(len(lowers), stop + 2 + _BEFORE)):
        if not (document.words[k][0].isupper() or lowers[k] in ("the", "of", "for", "and")):
            break
        body.append(lowers[k])
    if not any(word in lb.BODIES and word not in _PLACES for word in body):
        return []
    return [Description(("official",), ("of", *body))]
