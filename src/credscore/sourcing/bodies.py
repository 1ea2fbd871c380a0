"""Bare names that are no person's, by the words beside them: a state, a firm, a club.

News names a person in full at the first mention. A name that stands alone all through is mostly a body's, and what it
owns says which: "Karvia's army" is a state's, 'Lumivox shares' a firm's, 'Ostley striker Ann Lee' a club's. A name in
the singular whose verb is plural is a body's as well: 'Ostley have agreed a fee'.
"""

from __future__ import annotations

from credscore.extract.grammar import ARTICLES, STOPS
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.people import People

__all__ = ["adjective_of_place", "body_role", "is_plural_subject"]

_OWNED = {
    "government": words("people", "beside", "state"),
    "company": words("people", "beside", "firm"),
    "witness_participant": words("people", "beside", "club"),
}
_BESIDE = {word: role for role in ("company", "witness_participant") for word in _OWNED[role]}
_PLURALS = words("people", "beside", "plurals")
_SPEAKING = words("sources", "spokesperson", "words")
_ASKING = words("people", "beside", "asking")
_PLEADING = words("people", "beside", "pleading")
_TRADING = words("people", "beside", "trading")
_HOLDINGS = words("people", "beside", "holdings")
_DOING = words("people", "beside", "doing")
_SAYING = words("answers", "answers", "saying")
_OF_PLACES = tuple(sorted(words("people", "beside", "adjectives")))
_ITS_VERB = 3  # tokens from 'it' to what it does: 'it did not comment'
_OWNS = 4  # tokens after "Karvia's" within which what it owns stands: "Karvia's deputy foreign minister"
_BACK = 6  # tokens before a name in which an auxiliary makes its verb an infinitive: 'did the friends of Lee say'
_LONGEST = 6  # words of a name
# Only beside these is there anything to read: a look at both neighbours spares most names the rest.
_AFTER = {"'s", "'", ","} | _SAYING | _BESIDE.keys() | _PLURALS
_BEFORE = {"for", ",", "in", "of"} | {word for word, role in lb.BODIES.items() if role == "company"}
_STEM = 4  # letters that an adjective shares with its place: 'Karv' of 'Karvian' and 'Karvia'


def body_role(document: Document, people: People, word: str) -> str | None:
    """The role of the body that a bare name means, in lower case; None if nothing says that it is one."""
    if people.bodies is None:
        people.bodies = _read(document, people)
    return people.bodies.get(word)


def is_plural_subject(document: Document, begin: int, stop: int) -> bool:
    """Whether the capitalised run is one name with a plural verb: 'Real Candela want to sign Ibrahim Kanu'."""
    lowers = document.lowers
    if stop >= len(lowers) or lowers[stop] not in _PLURALS:
        return False
    low = max(document.sentences[document.sentence_of[begin]][0], begin - _BACK)
    return _ASKING.isdisjoint(lowers[low:begin])


def adjective_of_place(people: People, word: str) -> bool:
    """Whether a word is made from the name of a place that the article names: 'Karvian' where it names Karvia."""
    if not word.endswith(_OF_PLACES) or len(word) <= _STEM:
        return False
    if people.stems is None:
        people.stems = {name[:-1] for name in people.capitals} | people.capitals.keys()
    return any(word[:-cut] in people.stems for cut in range(1, min(_STEM, len(word) - _STEM + 1)))


def _read(document: Document, people: People) -> dict[str, str]:
    """Every capitalised word that something beside it makes a body's, with the role; 'unknown' if it says none."""
    lowers = document.lowers
    found: dict[str, str] = {}
    opening: dict[str, str] = {}  # words that open longer names, and the last word of the name
    closing: set[str] = set()
    alone: dict[str, int] = {}  # how often a word stands alone; 0 once it has stood beside another
    starts = {first for first, _ in document.sentences}
    last = len(lowers) - 1
    capitals = frozenset(people.upper)
    for k in people.upper:
        if k == last:
            break
        word, follows, goes_on = lowers[k], k - 1 in capitals, k + 1 in capitals
        if goes_on or (follows and k - 1 not in starts):
            alone[word] = 0
        elif (times := alone.get(word, 0)) or word not in alone:
            alone[word] = times + 1
        if goes_on and not follows:
            stop = next((j for j in range(k + 1, min(len(lowers), k + _LONGEST)) if j not in capitals), k + 1)
            opening.setdefault(word, lowers[stop - 1])
        elif follows and not goes_on:
            closing.add(word)
        if lowers[k + 1] in _AFTER or (k and lowers[k - 1] in _BEFORE):
            role = _beside(document, k)
            if role and found.get(word, "unknown") == "unknown":
                found[word] = role
    for word, end in opening.items():  # 'Corvel Homes', and then 'Corvel'
        if word not in closing and word not in lb.GIVEN and people.named(end, word) is None:
            found.setdefault(word, lb.BODIES.get(end, "company" if end in lb.LEGAL_FORMS else "unknown"))
    for word, times in alone.items():
        if times > 1 and word not in lb.GIVEN and word not in people.by_name:
            found.setdefault(word, "unknown")  # never with another name, and more than once
    return found


def _beside(document: Document, k: int) -> str:
    """What the words beside the capitalised word at ``k`` make it: a role, 'unknown' for any body, '' for nothing."""
    lowers, texts = document.lowers, document.words
    after = lowers[k + 1]
    if after in ("'s", "'"):
        for word in lowers[k + 2 : k + 2 + _OWNS]:
            if word in STOPS or word == ",":
                break
            role = next((role for role, owned in _OWNED.items() if word in owned), "")
            if role:
                return role
        return ""
    if (
        lowers[k + 2 : k + 3] == ["it"]
        and after in _SAYING
        and not _DOING.isdisjoint(lowers[k + 3 : k + 3 + _ITS_VERB])
    ):
        return "unknown"  # 'Orrin said it expects': no 'it' of the weather
    if after in _BESIDE and texts[k + 1][0].islower():
        return _BESIDE[after]
    if k > 1 and lowers[k - 1] == "for" and lowers[k - 2] in _SPEAKING:
        return "unknown"
    if k > 1 and lowers[k - 1] in ("in", "of") and lowers[k - 2] in _HOLDINGS:
        return "company"  # 'Shares in Pellman Group fell'
    if after == "," and lowers[k + 2 : k + 3] == ["which"]:
        if not _PLEADING.isdisjoint(lowers[k + 3 : k + 4]):
            return "witness_participant"  # 'Orrin, which lobbies for growers'
        return "unknown" if _TRADING.isdisjoint(lowers[k + 3 : k + 4]) else "company"  # 'Orrin, which makes pumps'
    told = k - 1 if k and lowers[k - 1] != "," else k - 2
    if told > 0 and texts[told][0].islower() and lb.BODIES.get(lowers[told]) == "company":
        return "company"  # 'the port operator, Trident Quays,'
    alone = k == 0 or (lowers[k - 1] not in ("and", "or", ",") and lowers[k - 1] not in ARTICLES)
    return "unknown" if alone and is_plural_subject(document, k, k + 1) else ""
