"""What stands beside a name and describes the person: titles and trades before, appositions and clauses after it."""

from __future__ import annotations

from credscore.extract.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MARKS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
)
from credscore.lexicon.load import cue_forms, words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.describe import (
    AGED,
    LINKS_OF_POSTS,
    Description,
    heads_phrase,
    is_post,
    is_trade,
    split,
    without_articles,
)

__all__ = ["after_name", "before_name"]

_PAST = words("people", "describing", "past")
_LEAVING = words("people", "describing", "leaving")
_PRESENT = words("people", "describing", "present")
_PARTIES = words("people", "describing", "parties")
_ING = words("people", "describing", "ing")
_PAST_ADJECTIVES = words("grammar", "words", "past_adjectives")
_PLACES = words("people", "describing", "places")
_THERE = words("people", "posts", "there")
_TAGS = words("people", "describing", "tags")
_COLLECTIVE = words("people", "describing", "collective")
_HONORIFICS = words("people", "names", "honorifics")
_FORMS = cue_forms()
_NO_DESCRIPTION = (
    STOPS
    | MARKS
    | (AUXILIARIES - {"'s"})
    | PREPOSITIONS
    | PRONOUNS
    | {","}
    | words("people", "describing", "no_description")
)
_APPOSITION_ENDS = STOPS | MARKS | {",", ";"}
_BEFORE = 9  # tokens before a name that may describe it
_AFTER = 18  # tokens of an apposition that are read
_AGE = 2  # digits of a grown person's age
_SAYS = words("answers", "answers", "saying") | {"told"}
_TOLD = PRONOUNS | _SAYS
_ONE_OF = 2  # tokens of 'one of'
_SHORT = 4  # letters up to which a word in -ed is taken for no verb


def before_name(document: Document, begin: int) -> list[Description]:
    """The description that leads up to a name at ``begin``: 'navy spokesman', "Lee's adviser", 'The prosecutor,'."""
    lowers, texts = document.lowers, document.words
    low = document.sentences[document.sentence_of[begin]][0]
    if begin == low:
        return []
    stop, headed = _leading_end(document, begin, low)
    first = _leading_start(document, stop, low, headed)
    found = without_articles(lowers[first:stop])
    if not found or (stop < begin and lowers[first] not in DETERMINERS and "'s" not in found):
        return []
    if found[-1] in ("'s", "'") and found[:-1] and found[-2] in _PARTIES and stop == begin:
        led = before_name(document, first) if lowers[first - 1 : first] == [","] else []
        return [*led, Description((found[-2],))]  # "Labour's Ann Lee", "the board's chair, Labour's Ann Lee"
    last = _singular(found[-1])
    if last in _COLLECTIVE:
        return []  # 'according to her family, Lee was ill'
    partisan = stop < begin and not _PARTIES.isdisjoint(found[:-1])  # 'his Conservative rival, Ann Lee'
    if not (
        headed or partisan or is_post(last) or last in lb.FORMER or (texts[stop - 1][0].islower() and is_trade(last))
    ):
        return []
    found[-1] = last
    titles = [k for k, word in enumerate(found[:-1], 1) if word in _HONORIFICS]
    one = split(found[titles[-1] if titles else 0 :])
    return [one] if one is not None else []


def _leading_end(document: Document, begin: int, low: int) -> tuple[int, bool]:
    """Where the words before a name end, past a comma after a post; and whether they are a post with its body."""
    lowers = document.lowers
    if begin - 1 <= low or lowers[begin - 1] != ",":
        return begin, False
    if is_post(lowers[begin - 2]) or is_trade(lowers[begin - 2]):
        return begin - 1, False
    headed = _is_headed(document, begin - 1, low)
    rival = not headed and begin - 3 >= low and lowers[begin - 3] in _PARTIES and document.words[begin - 2].islower()
    return begin - (headed or rival), headed


def _is_headed(document: Document, stop: int, low: int) -> bool:
    """Whether a post with its body ends at ``stop``: 'The chair of the harbour board', and then the name."""
    lowers = document.lowers
    for k in range(stop - 1, max(low, stop - _BEFORE), -1):
        if lowers[k] in LINKS_OF_POSTS:
            return heads_phrase(lowers, k - 1, k)
        if lowers[k] in _NO_DESCRIPTION or is_post(lowers[k]):
            return False
    return False


def _leading_start(document: Document, stop: int, low: int, headed: bool) -> int:
    """Where the words that describe begin, read backwards from ``stop`` to a verb, a preposition or an article."""
    lowers, texts = document.lowers, document.words
    first = stop
    while first > low and stop - first < _BEFORE:
        word = lowers[first - 1]
        if word in ("of", "for", "to") and first < stop and first - 1 > low and is_post(lowers[first - 2]):
            first -= 1  # 'the spokesman for the navy Gil Ross', 'secretary of state John Roe'
            continue
        if word in _NO_DESCRIPTION or (texts[first - 1].islower() and _is_verb(word)):
            break
        first -= 1
        inside = headed and lowers[first - 1] in LINKS_OF_POSTS  # 'the chair of the harbour board'
        if word in DETERMINERS and not inside:
            break
    return first


def _singular(word: str) -> str:
    """A post in the plural as one of them: 'candidates Ann Lee and Tom Hale'."""
    return word[:-1] if word.endswith("s") and not is_post(word) and is_post(word[:-1]) else word


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
    word, following = lowers[stop], lowers[stop + 1]
    if word == "(":
        if _is_age(following):
            return [Description(AGED)]  # 'Ann Lee (58)'
        return [Description(("lawmaker",))] if _is_tag(following) else []
    if word in ("of", "from", "at", "with"):
        return _of_body(document, stop)
    if word == "is" and following in ("a", "an", "the", "one"):
        return _predicated(document, stop)
    if word not in (",", "--", "–", "—"):
        return []
    first = stop + 1
    if _is_age(following) and (first + 1 >= count or lowers[first + 1] == "," or lowers[first + 1] in STOPS):
        return [Description(AGED), *_apposed(document, first + 2)]  # ', 33, a carpenter'
    return _apposed(document, first)


def _is_age(word: str) -> bool:
    return word.isdigit() and len(word) == _AGE


def _is_tag(word: str) -> bool:
    """Whether a word is a party with a place: 'D-N.Y.', 'r-ohio'."""
    return word[:2] in ("d-", "r-", "i-") or word in _TAGS


def _predicated(document: Document, stop: int) -> list[Description]:
    """What the sentence says that the person is: 'Ann Lee is a roofer'."""
    lowers = document.lowers
    high = document.sentences[document.sentence_of[stop]][1]
    last = min(high, stop + _AFTER)
    end = next((k for k in range(stop + 1, last) if lowers[k] in STOPS or lowers[k] == ","), last)
    one = split(without_articles(lowers[stop + 1 : end]))
    return [one] if one is not None and any(is_post(word) or is_trade(word) for word in one.head) else []


def _apposed(document: Document, first: int) -> list[Description]:
    """The description in the apposition that begins at ``first``."""
    lowers = document.lowers
    last = min(len(lowers), first + _AFTER)
    stop = next((k for k in range(first, last) if lowers[k] in _APPOSITION_ENDS), last)
    found = lowers[first:stop]
    if not found:
        return []
    if _is_tag(found[0]) or (found[0] in _PARTIES and (len(found) == 1 or found[1] == "of")):
        return [Description(("lawmaker",), tuple(found))]
    one = _of_clause(found) if found[0] in ("who", "whose") else _of_phrase(found)
    return [one] if one is not None else []


def _of_phrase(found: list[str]) -> Description | None:
    """'A former judge', 'chief of the harbour police'; but ', but Senator Lee is' is no apposition."""
    if found[:2] == ["one", "of"] and len(found) > _ONE_OF:
        one = split(found[2:])  # 'one of the protesters'
        return one and one._replace(head=(*one.head[:-1], _singular(one.head[-1])))
    one = split(found)
    if one is None or found[0] in CONJUNCTIONS or any(word in AUXILIARIES and word != "'s" for word in one.head):
        return None
    if not _SAYS.isdisjoint(one.head):
        return None  # 'an aide to Ann Lee, the mayor said'
    last = one.head[-1]
    if is_post(last) or last in lb.FORMER:
        return one
    opens = found[0] in DETERMINERS or found[0] in ("one", "then") or "'s" in found[:4]
    return one if opens and (is_trade(last) or last in _PARTIES or any(map(is_post, one.head))) else None


def _of_clause(found: list[str]) -> Description | None:
    """'Who served as labour secretary', 'who runs a bakery': what the clause says the person is or was."""
    verb = next(
        (k for k, word in enumerate(found[1:5], 1) if word in _PAST or word in _PRESENT or word in _LEAVING), -1
    )
    if found[0] == "whose" or verb < 0 or not _TOLD.isdisjoint(found[1:verb]):  # 'who said it was late'
        return Description(("who",), tuple(found))
    rest = found[verb + 1 :]
    if found[verb] in AUXILIARIES and rest[:1] == ["not"]:
        return Description(("who",), tuple(found))  # 'who was not involved in it'
    if found[verb] in AUXILIARIES and rest and rest[0].endswith("ing") and rest[0] not in _ING:
        return Description(("who" if _THERE.isdisjoint(rest) else "witnessed",), tuple(rest))
    if found[verb] in _LEAVING:
        return _of_leaving(rest)
    if rest and rest[0] in ("as", "a", "an", "the", "for", "in"):
        rest = rest[1:]
    if found[verb] in _PRESENT and found[verb] not in ("is", "serves", "works"):
        return Description((found[verb],), tuple(rest))
    return split(without_articles(rest), past=found[verb] in _PAST)


def _of_leaving(rest: list[str]) -> Description:
    """'Who resigned', 'who stepped down as mayor': the post that is past, if it is told."""
    post = rest[rest.index("as") + 1 :] if "as" in rest else []
    one = split(without_articles(post), past=True)
    return one if one is not None else Description(("retired",), tuple(rest), True)


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
