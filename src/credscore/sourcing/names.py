"""Reads the names of an article: which capitalised runs are people, and what is said of each beside its name."""

from __future__ import annotations

import collections
import itertools
import operator
from typing import TYPE_CHECKING

from credscore.extract.grammar import DETERMINERS
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.beside import after_name, before_name
from credscore.sourcing.describe import Description, is_post, is_trade
from credscore.sourcing.mastheads import agency_of
from credscore.sourcing.people import People
from credscore.sourcing.personhood import LONGEST_NAME, is_person, names_body
from credscore.sourcing.runs import Run, capitalised_runs, headlines
from credscore.sourcing.schools import OF_SCHOOLS, is_on_schools, speaks_of_schools
from credscore.sourcing.titles import may_be_titled, name_start, post_before_of

if TYPE_CHECKING:
    from credscore.register import Register

__all__ = ["find_people"]

_HONORIFICS = words("people", "names", "honorifics")
_ORIGINS = lb.DEMONYMS | words("people", "describing", "parties")
_DOCTORS = words("people", "names", "doctors")
_CLERGY = words("people", "names", "clergy")
_KNIGHTED = words("people", "names", "knighted")
_SAYING = words("answers", "answers", "saying")
_A = ("a", "an")
_JUNIORS = words("people", "names", "juniors")
_TWO = 2  # words of a given name and a surname
_FULL_NAME = 3  # words that a name in a headline has at most
_NEAREST = 3  # words before the name that may tell the gender: 'his wife'


def find_people(document: Document, register: Register | None = None) -> People:
    """Reads all names once, left to right; a capitalised run is a person if anything says so, or the register."""
    people = People()
    people.register = register
    capital = list(map(str.isupper, map(operator.itemgetter(0), document.words)))
    people.upper = list(itertools.compress(range(len(capital)), capital))
    people.capitals = collections.Counter(map(document.lowers.__getitem__, people.upper))
    capital.append(True)  # where a run ends at the latest
    in_headlines = headlines(document)
    later: list[Run] = []
    for run in capitalised_runs(document, capital):
        if run.stop - run.begin > 1 and document.sentence_of[run.begin] in in_headlines:
            later.append(run)
        else:
            _note(document, people, run)
    for run in later:
        _note_headline(document, people, run.begin, run.stop)
    people.agency = agency_of(document)
    people.sort()
    return people


def _note_headline(document: Document, people: People, begin: int, stop: int) -> None:
    """Names in a headline: those that the article knows; else the run is read like any other."""
    lowers = document.lowers
    known = False
    for k in range(begin, stop):
        if lowers[k] in people.by_name:
            known = True
            given = k > begin and people.named(lowers[k], lowers[k - 1]) is not None
            people.add(document, k - 1 if given else k, k + 1, [], "", titled=False)
    if not known:
        if lowers[begin] in lb.GIVEN and stop - begin > _FULL_NAME:
            stop = begin + 2
        _note(document, people, Run(begin, stop, True))


def _note(document: Document, people: People, run: Run) -> None:
    """Notes the person whom a run names, if it names one, with what is said beside the name."""
    lowers, begin, stop = document.lowers, run.begin, run.stop
    if lowers[begin - 1] in lb.OUTLET_NOUNS and _names_outlet(document, begin):
        return
    told = stop - begin == 1 and _is_told_after(document, begin)
    if stop - begin == 1 and _is_firm_of_post(document, begin):
        return
    if stop - begin == 1 and lowers[begin] not in people.by_name and not told and not may_be_titled(lowers, begin):
        if _is_registered_surname(document, people, begin):
            people.add(document, begin, stop, after_name(document, stop), "", titled=True)
        return
    name = name_start(document, begin, stop, opens=run.opens)
    if name >= stop or names_body(document, begin, name, stop):
        return
    knighted = name > begin and lowers[name - 1] in _KNIGHTED
    if knighted and stop - name == 1 and lowers[name] in people.knighted:
        people.by_name.setdefault(lowers[name], [people.knighted[lowers[name]]])  # 'Sir Hugh', who is Sir Hugh Pellew
    own = tuple(word for word in lowers[begin:name] if word not in _HONORIFICS)
    honorific = len(own) < name - begin
    of = post_before_of(lowers, begin) if own else -1
    before = _said_before(document, people, run, own, of)
    if not _CLERGY.isdisjoint(lowers[begin:name]):
        before = [*before, Description(("reverend",))]
    after = after_name(document, stop)
    if stop - name > _TWO and lowers[stop - 1] in _JUNIORS:
        stop -= 1  # 'Ann Lee III', who is 'Lee' later
    if honorific and not _DOCTORS.isdisjoint(lowers[begin:name]):
        # 'Dr Lee of Sund General Hospital' speaks as one who knows
        after = [one._replace(head=("doctor",)) if one.head == ("official",) else one for one in after]
    titled = honorific or told or (bool(before) and not (own and of < 0 and _ORIGINS.issuperset(own)))
    known = _is_known(lowers, people, name, stop)
    if not (
        known
        or is_person(document, people, name, stop, titled=titled, apposed=bool(after), honorific=honorific)
        or _is_registered(document, people, name, stop)
    ):
        return
    text = document.words[name]
    if stop - name == 1 and text.isupper() and len(text) > 1 and not known and not honorific:
        return  # an acronym
    gender = _gender(lowers, begin, name, stop, before)
    person = people.add(document, name, stop, [*before, *after], gender, titled=titled)
    if knighted and stop - name > 1:
        people.knighted.setdefault(lowers[name], person)


def _is_told_after(document: Document, token: int) -> bool:
    """Whether a single name speaks and is told what it is right behind: '“…,” said Halima, a baker'."""
    lowers = document.lowers
    follows = lowers[token + 1 : token + 3]
    return token > 0 and lowers[token - 1] in _SAYING and len(follows) > 1 and follows[0] == "," and follows[1] in _A


def _is_firm_of_post(document: Document, token: int) -> bool:
    """Whether a single name between 'former' and a post is that of whom it serves: 'a former Lumivox executive'."""
    lowers = document.lowers
    if (
        not token
        or lowers[token - 1] not in lb.FORMER
        or token + 1 >= len(lowers)
        or not document.words[token + 1].islower()
    ):
        return False
    return is_post(lowers[token + 1]) or is_trade(lowers[token + 1])


def _names_outlet(document: Document, begin: int) -> bool:
    """Whether the outlet's noun before a run names it: 'gossip site Glimmer'; but 'told the paper Ann Lee was ill'."""
    return begin > 1 and document.words[begin - 1].islower() and document.lowers[begin - 2] not in DETERMINERS


def _is_registered_surname(document: Document, people: People, token: int) -> bool:
    text = document.words[token]
    return people.register is not None and not text.isupper() and people.register.knows(text)


def _is_registered(document: Document, people: People, name: int, stop: int) -> bool:
    if people.register is None or not 1 < stop - name <= LONGEST_NAME:
        return False
    return people.register.knows(" ".join(document.words[name:stop]))


def _is_known(lowers: list[str], people: People, name: int, stop: int) -> bool:
    """Whether the name is that of a person found before: its surname alone, or with the given name."""
    last = lowers[stop - 1]
    if stop - name == 1:
        return last in people.by_name
    return people.named(last, lowers[name]) is not None


def _said_before(document: Document, people: People, run: Run, own: tuple[str, ...], of: int) -> list[Description]:
    """What stands before a name and in its run: ``own`` are the run's words before the name, but for 'Mr.'.

    With ``of`` not negative these end a post's name that begins before them: 'secretary of State Ann Lee'.
    """
    begin = run.begin
    before = before_name(document, begin if of < 0 else of)
    if of >= 0:
        before = [one._replace(tail=("of", *own)) for one in before]
    elif own and own != ("former",):
        if before and document.lowers[begin - 1] != ",":
            before = [Description((*before[0].words, *own)), *before[1:]]  # 'the navy's chief Engineer Ann Lee'
        else:
            before = [Description(own), *before]
    if run.shared:
        before = [*before, Description((run.shared,))]
    if before and before[0].head[-1] in OF_SCHOOLS and not before[0].tail and _is_on_schools(document, people, begin):
        before = [one._replace(tail=("of", "schools")) for one in before]
    return before


def _is_on_schools(document: Document, people: People, begin: int) -> bool:
    if people.on_schools is None:
        people.on_schools = is_on_schools(document)
    return people.on_schools or speaks_of_schools(document, begin)


def _gender(lowers: list[str], begin: int, name: int, stop: int, before: list[Description]) -> str:
    """'m' or 'f' by the last title or tie before the name, else by the given name; '' if nothing tells."""
    said = lowers[begin:name]
    for one in before:
        said += one.head[-_NEAREST:]
    gender = ""
    for word in said:
        if word in lb.MALE:
            gender = "m"
        elif word in lb.FEMALE:
            gender = "f"
    return gender or (lb.GIVEN.get(lowers[name], "") if stop - name > 1 else "")
