"""Where titles end and the name begins in a capitalised run: 'Treasury Secretary Noa Field'."""

from __future__ import annotations

from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.describe import is_post, is_trade

__all__ = ["BOTH", "may_be_titled", "name_start", "post_before_of"]

BOTH = frozenset(word for word in lb.BODIES if word in lb.OFFICES or word in lb.PERSONS or word in lb.GENERIC)
"""Words for bodies that are words for people too."""
_GENERALS = words("people", "names", "generals")
_POSTS = words("people", "names", "posts")
_PARTIES = words("people", "describing", "parties")
_FULL_NAME = 3  # words that a trade and a full name have at least
_TWO = 2  # words of a given name and a surname
_OF_THE = 2  # tokens of 'of the'


def may_be_titled(lowers: list[str], begin: int) -> bool:
    """Whether a word before a single capitalised one can make it a name: 'judge Holt', 'the mayor, Holt'."""
    before = begin - 2 if begin > 1 and lowers[begin - 1] == "," else begin - 1
    if before < 0 or (lowers[before] in lb.BODIES and lowers[before] not in BOTH):
        return False  # 'the grid operator Norgrid'
    return is_post(lowers[before]) or is_trade(lowers[before]) or lowers[before] in lb.FORMER


def name_start(document: Document, begin: int, stop: int, *, opens: bool) -> int:
    """Where the name itself begins in a capitalised run: past titles, departments, parties and trades."""
    lowers = document.lowers
    if begin + 1 < stop and lowers[begin] == "general" and lowers[begin + 1] in _GENERALS:
        return stop  # 'General Motors'
    if lowers[stop - 1] in _POSTS and stop - begin > 1 and lowers[begin] not in lb.GIVEN:
        return stop  # 'the Resident Electoral Commissioner'
    name = _past_domain(lowers, begin, _past_posts(lowers, begin, stop), stop)
    while name + _TWO < stop and (lowers[name] in _PARTIES or lowers[name] in lb.DEMONYMS):
        name += 1  # 'Democrat Ann Lee'
    if opens and stop - name >= _FULL_NAME and lowers[name] not in lb.GIVEN and is_trade(lowers[name]):
        name += 1  # 'Sprinter Lia Moreno' at the head of a sentence
    return name


def _past_posts(lowers: list[str], begin: int, stop: int) -> int:
    """The first word past a run's posts, before which their department may stand: 'Treasury Secretary Noa Field'."""
    name = begin
    while name < stop and (is_post(lowers[name]) or lowers[name] in lb.FORMER):
        name += 1
    for k in range(stop - 2, name - 1, -1):
        if is_post(lowers[k]):
            return k + 1
    return name


def _past_domain(lowers: list[str], begin: int, name: int, stop: int) -> int:
    """The first word past that over which a post before 'of' is held: 'secretary of state John Roe'."""
    length = stop - begin
    if begin > _OF_THE and lowers[begin - _OF_THE : begin] == ["of", "the"] and is_post(lowers[begin - _OF_THE - 1]):
        return begin + 1 if lowers[begin] in lb.BODIES and length > _TWO else name  # 'leader of the Opposition Ann Lee'
    held = begin > 1 and lowers[begin - 1] == "of" and is_post(lowers[begin - 2]) and lowers[begin] not in lb.GIVEN
    if not held or name > begin:
        return name
    if length == _TWO:  # 'chief of Police Tate', but 'director of Delko Works'
        return stop - 1 if lowers[begin] in lb.BODIES or lowers[begin] in lb.MODIFIERS else stop
    return stop - _TWO if length > _TWO else stop


def post_before_of(lowers: list[str], begin: int) -> int:
    """The 'of' by which a run goes on with a post: 'secretary of State', 'leader of the Opposition'; -1 if none."""
    of = begin - _OF_THE if lowers[begin - 1] == "the" else begin - 1
    return of if of > 0 and lowers[of] == "of" and is_post(lowers[of - 1]) else -1
