"""Reads the names of an article: which capitalised runs are people, and what is said of each beside its name."""

from __future__ import annotations

import collections
import itertools
import operator
from typing import TYPE_CHECKING

from credscore.extract.grammar import DAYS, DETERMINERS, PREPOSITIONS, PRONOUNS
from credscore.lexicon.load import cue_forms, words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.bodies import body_role
from credscore.sourcing.describe import (
    Description,
    after_name,
    before_name,
    is_post,
    is_trade,
)
from credscore.sourcing.mastheads import agency_of
from credscore.sourcing.people import PARTICLES, People
from credscore.sourcing.schools import OF_SCHOOLS, is_on_schools, speaks_of_schools

if TYPE_CHECKING:
    from credscore.register import Register

__all__ = ["find_people"]

_HONORIFICS = words("people", "names", "honorifics")
_NEVER = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | DAYS
    | words("grammar", "words", "months")
    | words("people", "names", "never")
)
_THINGS = words("people", "names", "things")
_GENERALS = words("people", "names", "generals")
_POSTS = words("people", "names", "posts")
_REGIONS = words("people", "names", "regions")
_PARTIES = words("people", "describing", "parties")
_ORIGINS = lb.DEMONYMS | _PARTIES
_CUES = cue_forms()  # in a line of capitals the cue ends the name: 'ROY TATE SAYS CURFEW STAYS'
_LONGEST = 4  # words of a name without its titles
_FULL_NAME = 3
_TWO = 2  # words of a given name and a surname
_THE = 2  # tokens of 'of the'
_BOTH = frozenset(word for word in lb.BODIES if word in lb.OFFICES or word in lb.PERSONS or word in lb.GENERIC)
_DOCTORS = words("people", "names", "doctors")
_HEADLINES = 60  # sentences from the head of the text that may be headlines
_TITLE_CASE = 3  # longer words that a headline has at least


def find_people(document: Document, register: Register | None = None) -> People:
    """Reads all names once, left to right; a capitalised run is a person if anything says so, or the register."""
    lowers, texts = document.lowers, document.words
    people = People()
    people.register = register
    count = len(texts)
    sentence_starts = {first for first, _ in document.sentences}
    headlines = _headlines(document)
    later: list[tuple[int, int]] = []
    capital = list(map(str.isupper, map(operator.itemgetter(0), texts)))
    people.capitals = collections.Counter(itertools.compress(lowers, capital))
    capital.append(True)  # where a run ends at the latest
    shared = ""
    i = 0
    while (i := capital.index(True, i)) < count:
        if lowers[i] in _NEVER and lowers[i] not in _HONORIFICS:
            i += 1
            continue
        begin = i
        while i < count and (capital[i] or (lowers[i] in PARTICLES and i + 1 < count and capital[i + 1] and i > begin)):
            if i > begin and (
                i in sentence_starts
                or (lowers[i] in DAYS and lowers[i - 1] not in _HONORIFICS)
                or (texts[i].isupper() and len(texts[i]) > 2 and lowers[i] in _CUES)
            ):
                break
            i += 1
        opens = begin in sentence_starts
        shared = shared if begin > 0 and lowers[begin - 1] == "and" and i - begin > 1 else ""
        if i - begin > 1 and _is_crowd(lowers[begin]):
            shared = lowers[begin].rstrip("s.") if lowers[begin] not in lb.OFFICES else lowers[begin]
            begin += 1  # 'Governors Ann Lee and Tom Hale'
        elif opens and i - begin > 1 and lowers[begin].endswith(("ing", "ly")):
            begin += 1
        if document.sentence_of[begin] in headlines and i - begin > 1:
            later.append((begin, i))
        else:
            _note(document, people, begin, i, opens=opens, shared=shared)
    for begin, stop in later:
        _note_headline(document, people, begin, stop)
    people.agency = agency_of(document)
    people.sort()
    return people


def _headlines(document: Document) -> frozenset[int]:
    """The sentences in which nearly every word is capitalised: a name there has no end to be seen."""
    found = []
    for number, (first, stop) in enumerate(document.sentences[:_HEADLINES]):
        long = 0
        for word in document.words[first:stop]:
            if len(word) > _FULL_NAME:
                if word[0].isalpha() and not word[0].isupper():
                    break
                long += 1
        else:
            if long >= _TITLE_CASE:
                found.append(number)
    return frozenset(found)


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
        _note(document, people, begin, stop, opens=True)


def _is_crowd(word: str) -> bool:
    return word.endswith("s") and (word in lb.PERSONS or word in lb.GROUPS or word[:-1] in lb.OFFICES)


def _name_start(document: Document, begin: int, stop: int, *, opens: bool) -> int:
    """Where the name itself begins in a capitalised run: past titles, departments, parties and trades."""
    lowers = document.lowers
    name = begin
    if begin + 1 < stop and lowers[begin] == "general" and lowers[begin + 1] in _GENERALS:
        return stop
    if lowers[stop - 1] in _POSTS and stop - begin > 1 and lowers[begin] not in lb.GIVEN:
        return stop  # 'the Resident Electoral Commissioner'
    while name < stop and (is_post(lowers[name]) or lowers[name] in lb.FORMER):
        name += 1
    for k in range(stop - 1, name - 1, -1):  # 'Treasury Secretary Noa Field': posts may stand after their department
        if is_post(lowers[k]) and k + 1 < stop:
            name = k + 1
            break
    domain = begin > 1 and lowers[begin - 1] == "of" and is_post(lowers[begin - 2]) and lowers[begin] not in lb.GIVEN
    if begin > _THE and lowers[begin - _THE : begin] == ["of", "the"] and is_post(lowers[begin - _THE - 1]):
        name = (
            begin + 1 if lowers[begin] in lb.BODIES and stop - begin > _THE else name
        )  # 'leader of the Opposition Lee'
    if domain and name == begin:  # 'secretary of state John Roe', 'chief of staff Ann Lee'
        name = max(begin, stop - 2) if stop - begin > 1 else stop
        if stop - begin == 2 and lowers[begin - 1] == "of":  # 'chief of Police Tate', but 'director of Delko Works'
            name = stop - 1 if lowers[begin] in lb.BODIES or lowers[begin] in lb.MODIFIERS else stop
    while name + 2 < stop and (lowers[name] in _PARTIES or lowers[name] in lb.DEMONYMS):
        name += 1  # 'Democrat Ann Lee'
    trade = opens or begin == name
    if trade and stop - name >= _FULL_NAME and lowers[name] not in lb.GIVEN and is_trade(lowers[name]) and opens:
        name += 1  # 'Sprinter Lia Moreno' at the head of a sentence
    return name


def _may_be_titled(lowers: list[str], begin: int) -> bool:
    """Whether a word before a single capitalised one can make it a name: 'judge Holt', 'the mayor, Holt'."""
    before = begin - 2 if begin > 1 and lowers[begin - 1] == "," else begin - 1
    if before < 0 or (lowers[before] in lb.BODIES and lowers[before] not in _BOTH):
        return False  # 'the grid operator Norgrid'
    return is_post(lowers[before]) or is_trade(lowers[before]) or lowers[before] in lb.FORMER


def _names_body(document: Document, begin: int, name: int, stop: int) -> bool:
    """Whether a run is the name of a body that stands before it or is its legal form: "Fans' group Carrow Voice"."""
    lowers, texts = document.lowers, document.words
    if lowers[stop - 1] in lb.LEGAL_FORMS and stop - name > 1 and lb.is_legal_form(texts[stop - 1]):
        return True
    if stop < len(texts) and lowers[stop] in lb.LEGAL_FORMS and lb.is_legal_form(texts[stop]):
        return True  # 'Lund Pumps plc'
    before = lowers[begin - 1] if begin and texts[begin - 1].islower() else ""
    if begin > 1 and lowers[begin - 1] == "," and lowers[stop : stop + 1] == [","] and begin == name:
        firm = lb.BODIES.get(lowers[begin - 2]) == "company" and lowers[begin - 2] not in _BOTH
        if firm and lowers[name] not in lb.GIVEN:
            return True  # 'the port operator, Trident Quays,'
    return before in lb.BODIES and before not in _BOTH and begin == name and lowers[name] not in lb.GIVEN


def _note(document: Document, people: People, begin: int, stop: int, *, opens: bool, shared: str = "") -> None:
    lowers, texts = document.lowers, document.words
    outlet = begin > 1 and lowers[begin - 1] in lb.OUTLET_NOUNS and texts[begin - 1].islower()
    if outlet and lowers[begin - 2] not in DETERMINERS:
        return  # 'gossip site Glimmer'; but 'told the newspaper Ann Lee was ill'
    if stop - begin == 1 and lowers[begin] not in people.by_name and not _may_be_titled(lowers, begin):
        if people.register is None or texts[begin].isupper() or not people.register.knows(texts[begin]):
            return
        people.add(document, begin, stop, after_name(document, stop), "", titled=True)
        return
    name = _name_start(document, begin, stop, opens=opens)
    if name >= stop or _names_body(document, begin, name, stop):
        return
    last = lowers[stop - 1]
    run = tuple(word for word in lowers[begin:name] if word not in _HONORIFICS)
    of = begin - _THE if lowers[begin - 1] == "the" else begin - 1  # 'secretary of State', 'leader of the Opposition'
    domain = bool(run) and of > 0 and lowers[of] == "of" and is_post(lowers[of - 1])
    before = before_name(document, of if domain else begin)
    if domain:
        before = [one._replace(tail=("of", *run)) for one in before]  # 'secretary of state Ann Lee'
    elif run:
        head = before[0].words if before and (lowers[begin - 1] not in (",",)) else ()
        led = before[1:] if head else before
        before = [Description((*head, *run)), *led] if run != ("former",) else before
    if shared:
        before = [*before, Description((shared,))]
    if before and before[0].head[-1] in OF_SCHOOLS and not before[0].tail:
        if people.on_schools is None:
            people.on_schools = is_on_schools(document)
        if people.on_schools or speaks_of_schools(document, begin):
            before = [one._replace(tail=("of", "schools")) for one in before]
    after = after_name(document, stop)
    honorific = len(run) < name - begin
    if honorific and not _DOCTORS.isdisjoint(lowers[begin:name]):
        # 'Dr Lee of Sund General Hospital' speaks as one who knows
        after = [one._replace(head=("doctor",)) if one.head == ("official",) else one for one in after]
    titled = honorific or (bool(before) and not (run and not domain and _ORIGINS.issuperset(run)))
    length = stop - name
    known = people.named(last, lowers[name] if length > 1 else "") is not None or (
        length == 1 and last in people.by_name
    )
    again = people.capitals[last]
    if not known and not _is_person(
        document, people, name, stop, titled=titled, apposed=bool(after), honorific=honorific, again=again
    ):
        listed = people.register is not None and 1 < length <= _LONGEST
        if not listed or not people.register.knows(" ".join(texts[name:stop])):  # type: ignore[union-attr]
            return
    gender = ""
    for word in (*lowers[begin:name], *(word for one in before for word in one.head[-3:])):
        if word in lb.MALE:
            gender = "m"
        elif word in lb.FEMALE:
            gender = "f"
    if not gender and length > 1:
        gender = lb.GIVEN.get(lowers[name], "")
    if length == 1 and texts[name].isupper() and len(texts[name]) > 1 and not known and not honorific:
        return
    people.add(document, name, stop, [*before, *after], gender, titled=titled)


def _is_person(
    document: Document,
    people: People,
    name: int,
    stop: int,
    *,
    titled: bool,
    apposed: bool,
    honorific: bool,
    again: int,
) -> bool:
    """Whether a run met for the first time names a person and no body, place, outlet or thing."""
    lowers, texts = document.lowers, document.words
    last, length = lowers[stop - 1], stop - name
    if honorific:
        return length <= _LONGEST
    joined = " ".join(lowers[name:stop])
    given = length > 1 and lowers[name] in lb.GIVEN
    initial = length > 2 and len(texts[name + 1].rstrip(".")) == 1  # 'Laurence H. Tribe'
    if joined in lb.OUTLET_NAMES or joined in lb.COUNTRY_PHRASES or joined in lb.SEATS or joined in _REGIONS:
        return False
    if length == 1 and (last in lb.COUNTRIES or last in lb.CAPITALS or last in lb.DEMONYMS or last in _PARTIES):
        return False
    if lowers[name] in lb.DEMONYMS:
        return False
    if not (initial or (given and length <= _FULL_NAME)):
        surname = titled and length > 1 and last in lb.GROUPS and last not in lb.BODIES  # 'janitor Leroy Banks'
        if last in lb.BODIES or (last in lb.GROUPS and not surname) or (last in lb.DOCUMENTS and length < _FULL_NAME):
            return False
        if any(lowers[k] in lb.BODIES for k in range(name, stop) if k > name or length > 2):
            return False
        if last in _THINGS and not (titled or apposed):
            return False
    outlet = last in lb.OUTLET_WORDS or lowers[name] in lb.OUTLET_WORDS or last in lb.QUANTITIES
    if outlet and not (titled or apposed or given):
        return False
    if "&" in joined:
        return False
    if length == 1:
        return titled
    if length > _LONGEST:
        return False
    plain = all(
        t[0].isupper() and (t[1:].islower() or "." in t or "-" in t or "'" in t or len(t) == 1 or _is_camel(t))
        for t in texts[name:stop]
        if t.lower() not in PARTICLES
    )
    if titled or apposed:
        return True
    apposition = stop + 1 < len(lowers) and lowers[stop] == "," and lowers[stop + 1] in _CUES and name > 1
    apposition = apposition and lowers[name - 1] == "," and texts[name - 2][0].islower() and length == _TWO
    apposition = apposition and lowers[name - 2] not in lb.BODIES and lowers[name - 2] not in lb.OUTLET_NOUNS
    spoken = apposition or (stop < len(lowers) and lowers[stop] in _CUES) or (name > 0 and lowers[name - 1] in _CUES)
    definite = name > 0 and lowers[name - 1] == "the" and not (given or initial)  # 'the Zuger Kurier reported'
    if not plain or definite or not (given or initial or spoken or again > 1):
        return False
    return given or initial or body_role(document, people, last) is None  # 'Real Candela want to sign him'


def _is_camel(text: str) -> bool:
    """'McKay', 'DeVries': a capital inside a surname."""
    return (
        len(text) > _FULL_NAME and text[:2] in ("Mc", "De", "Di", "La", "Le", "Ma", "O’", "O'") and text[-2:].islower()
    )
