"""Whether a capitalised run names a person, and no body, place, outlet or thing."""

from __future__ import annotations

from credscore.lexicon.load import cue_forms, words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.bodies import body_role
from credscore.sourcing.people import PARTICLES, People
from credscore.sourcing.titles import BOTH

__all__ = ["LONGEST_NAME", "is_person", "names_body"]

LONGEST_NAME = 4
"""Words that a name has at most, its titles aside."""
_THINGS = words("people", "names", "things")
_REGIONS = words("people", "names", "regions")
_PARTIES = words("people", "describing", "parties")
_FIRM_LEADS = words("people", "beside", "firm_leads")
_MACHINES = words("people", "posts", "machines")
_OPERATORS = words("people", "posts", "operators")
_CUES = cue_forms()
_FULL_NAME = 3
_TWO = 2  # words of a given name and a surname
_AGE = 2  # digits of an age
_CAMEL = 4  # letters that a surname with a capital inside has at least: 'McKay'
_PREFIXES = ("Mc", "De", "Di", "La", "Le", "Ma", "O’", "O'")


def names_body(document: Document, begin: int, name: int, stop: int) -> bool:
    """Whether a run is the name of a body that stands before it or is its legal form: "Fans' group Carrow Voice"."""
    lowers, texts = document.lowers, document.words
    if lowers[stop - 1] in lb.LEGAL_FORMS and stop - name > 1 and lb.is_legal_form(texts[stop - 1]):
        return True
    if stop < len(texts) and lowers[stop] in lb.LEGAL_FORMS and lb.is_legal_form(texts[stop]):
        return True  # 'Lund Pumps plc'
    if begin == name and stop - begin > 1 and lowers[begin] in _FIRM_LEADS and lowers[begin + 1] not in lb.GIVEN:
        return True  # 'Rival Passbox said'
    if stop - begin == _TWO and lb.BODIES.get(lowers[begin]) == "company" and lowers[begin] not in BOTH:
        return True  # 'Insurer Calvane said'
    if begin != name or lowers[name] in lb.GIVEN or not begin:
        return False
    if begin > 1 and lowers[begin - 1] == "," and lowers[stop : stop + 1] == [","]:
        before = lowers[begin - 2]
        return lb.BODIES.get(before) == "company" and before not in BOTH  # 'the port operator, Trident Quays,'
    before = lowers[begin - 1]
    if begin > 1 and f"{lowers[begin - 2]} {before}" in lb.BODY_PAIRS:
        return True  # 'the think tank Policy Yard'
    if begin > 1 and before in _OPERATORS and lowers[begin - 2] in _MACHINES and stop - begin > 1:
        return False  # 'crane operator Ann Lee'
    return texts[begin - 1].islower() and before in lb.BODIES and before not in BOTH


def is_person(
    document: Document,
    people: People,
    name: int,
    stop: int,
    *,
    titled: bool,
    apposed: bool,
    honorific: bool,
) -> bool:
    """Whether a run met for the first time names a person.

    Args:
        document: The text.
        people: The people found so far, and how often each word is capitalised.
        name: The first token of the run past its titles.
        stop: The token after its last.
        titled: Whether something before it describes a person.
        apposed: Whether something behind it does.
        honorific: Whether 'Mr.' or the like stands before it.
    """
    lowers, texts = document.lowers, document.words
    length = stop - name
    if honorific:
        return length <= LONGEST_NAME
    joined = " ".join(lowers[name:stop])
    if _is_listed(joined, lowers[name], length):
        return False
    given = length > 1 and lowers[name] in lb.GIVEN
    initial = length > _TWO and len(texts[name + 1].rstrip(".")) == 1  # 'Laurence H. Tribe'
    described = titled or apposed
    if length > 1 and lowers[stop - 1] in lb.COUNTRIES and not (given or described):
        return False  # 'Heritage England'
    sure = initial or (given and length <= _FULL_NAME)
    if not sure and _ends_as_thing(lowers, name, stop, titled=titled, described=described):
        return False
    last = lowers[stop - 1]
    outlet = last in lb.OUTLET_WORDS or lowers[name] in lb.OUTLET_WORDS or last in lb.QUANTITIES
    if "&" in joined or (outlet and not (described or given)):
        return False
    if outlet and not given and name > 0 and lowers[name - 1] == "the":
        return False  # 'The Karvian Daily, citing an officer, said'
    if length == 1:
        return titled or _is_aged(lowers, stop)
    if length > LONGEST_NAME:
        return False
    led = name > 0 and lowers[name - 1] == "the"
    if described and (titled or not led):
        return True  # but not 'The Refugee Forum, a charity'
    if given or initial:
        return _is_written_as_name(texts[name:stop])
    if name > 0 and lowers[name - 1] == "the":
        return False  # 'the Zuger Kurier reported'
    met = people.capitals[last] > 1 or _speaks(document, name, stop)
    # 'Real Candela want to sign him'
    return met and _is_written_as_name(texts[name:stop]) and body_role(document, people, last) is None


def _is_listed(joined: str, first: str, length: int) -> bool:
    """Whether a list knows the run as an outlet, a place, a seat of power, a people or a party."""
    if joined in lb.OUTLET_NAMES or joined in lb.COUNTRY_PHRASES or joined in lb.SEATS or joined in _REGIONS:
        return True
    if first in lb.DEMONYMS:
        return True
    return length == 1 and (first in lb.COUNTRIES or first in lb.CAPITALS or first in _PARTIES)


def _ends_as_thing(lowers: list[str], name: int, stop: int, *, titled: bool, described: bool) -> bool:
    """Whether the words of a run are those of a body, a document, a thing: 'Harwick Institute', 'Elm Street'."""
    last, length = lowers[stop - 1], stop - name
    if last in lb.BODIES or (last in lb.DOCUMENTS and length < _FULL_NAME):
        return True
    if last in lb.GROUPS and not (titled and length > 1):
        return True  # but 'janitor Leroy Banks'
    inside = lowers[name if length > _TWO else name + 1 : stop]
    return not lb.BODIES.keys().isdisjoint(inside) or (last in _THINGS and not described)


def _is_written_as_name(texts: list[str]) -> bool:
    return all(
        t[0].isupper() and (t[1:].islower() or "." in t or "-" in t or "'" in t or len(t) == 1 or _is_camel(t))
        for t in texts
        if t.lower() not in PARTICLES
    )


def _is_camel(text: str) -> bool:
    """'McKay', 'DeVries': a capital inside a surname."""
    return len(text) >= _CAMEL and text[:2] in _PREFIXES and text[-2:].islower()


def _is_aged(lowers: list[str], stop: int) -> bool:
    """Whether an age follows between commas: 'Lund, 54, said'."""
    return lowers[stop : stop + 3 : 2] == [",", ","] and lowers[stop + 1].isdigit() and len(lowers[stop + 1]) == _AGE


def _speaks(document: Document, name: int, stop: int) -> bool:
    """Whether a verb of saying stands beside the run, or behind the comma that ends an apposition."""
    lowers = document.lowers
    if (stop < len(lowers) and lowers[stop] in _CUES) or (name > 0 and lowers[name - 1] in _CUES):
        return True
    if stop - name != _TWO or name <= 1 or lowers[stop : stop + 1] != [","] or lowers[name - 1] != ",":
        return False
    before = name - 2  # 'a climber, Ben Roth, said'
    return (
        stop + 1 < len(lowers)
        and lowers[stop + 1] in _CUES
        and document.words[before][0].islower()
        and lowers[before] not in lb.BODIES
        and lowers[before] not in lb.OUTLET_NOUNS
    )
