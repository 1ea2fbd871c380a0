"""Who of an article's people stands in the register of office holders, in which office, at the article's time.

What the article itself says comes first: whom it calls a former senator, or a carpenter, is none of the register's
senators. A name found in an article that has nothing to do with public affairs is taken for a namesake.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.register import Register, Term
from credscore.sourcing.people import ALIKE, People, Person
from credscore.sourcing.posts import Labels, read_description

__all__ = ["Holding", "note_offices"]

Dated = Literal["article", "text", "unknown"]
Said = tuple[tuple[str, ...], Labels]  # one description of a person: its head, and what it says
Stretch = tuple[str, str]  # from a day to another, ISO 8601

_YEAR = 4  # digits of a year
_EARLIEST = "1900"  # number that is taken for a year
_ELECTED = words("people", "posts", "elected")
_STAFF = words("people", "posts", "staff")
_VAGUE = words("people", "posts", "vague")
_OTHER = ("expert", "company", "media", "witness_participant", "public")
_FITS = 2  # what a holder counts whom the article calls what the register does: words tell more than names
_EVER = "9999-12-31"  # the end of what is not known to have ended
_SOLE = 1  # holders in an article that is not about politics, which may be namesakes


class Holding(NamedTuple):
    """What the register says of a person at the article's time.

    Attributes:
        office: The public office held; None for who only stands for one.
        stands: The candidacy or party post; None if there is none.
        dated: How the article's time is known: its own date, what the text tells ('text'), or not at all.
        ended: Words for offices that ended before the article's time: a title outlives its office.
    """

    office: Term | None
    stands: Term | None
    dated: Dated
    ended: frozenset[str] = frozenset()


def note_offices(document: Document, people: People, register: Register, published: date | None) -> None:
    """Notes on each person of the article what the register says of him or her.

    Args:
        document: The text.
        people: Its people, with all that the article says of them.
        register: Who held which office when.
        published: The article's date. If None, the time is taken from the text: when most of the holders whom it
            names were in office or stood for one. Whom the article itself calls a governor, or a candidate, counts
            twice, and only as one; a year that it names counts as one holder more, the year it names most often as
            two; nothing before `Register.since` counts, nor a year after `Register.until`. If one holder is all there
            is to go by, any term counts, candidacies first where the article speaks of one or is about an election,
            and `Holding.dated` says 'unknown'.
    """
    listed: list[tuple[Person, tuple[Term, ...]]] = []
    for namesakes in people.by_name.values():
        for person in namesakes:
            terms = register.terms(person.name)
            if terms:
                listed.append((person, terms))
    if not listed:
        return
    said_of = [[(one.head, read_description(one, people)) for one in person.described] for person, _ in listed]
    voting = [
        _telling(person, terms, said, register.since) for (person, terms), said in zip(listed, said_of, strict=True)
    ]
    times, dated = _times(document, voting, published, register)
    public = people.on_politics or people.on_election or len(listed) > _SOLE
    for (person, terms), said in zip(listed, said_of, strict=True):
        if not public and not any(labels.office or labels.candidate for _, labels in said):
            continue
        now = [term for term in terms if _meets(term, times) and not _denied(term, said, people)]
        runs = [term for term in now if not term.public]
        told = _speaks_of_running(person, said) or (dated == "unknown" and people.on_election)
        if dated != "article" and runs and told:
            # Several terms may fit: the article's words tell which.
            spent = [stretch for stretch in times if _meets(runs[-1], [stretch])]
            now = [term for term in now if _meets(term, spent)]
        office = next((term for term in reversed(now) if term.public), None)
        ended = frozenset[str]()
        if dated != "unknown":
            first = min(stretch[0] for stretch in times)
            past = [_names(term.office) for term in terms if term.end and term.end < first]
            ended = frozenset[str]().union(*past) - (_names(office.office) if office is not None else frozenset())
        if office is not None or runs or ended:
            person.holding = Holding(office, runs[-1] if runs else None, dated, ended)


def _meets(term: Term, times: list[Stretch]) -> bool:
    """Whether the term covers part of one of the times; one that ends as another begins does not reach into it."""
    end = term.end or _EVER
    return any(
        term.start <= first <= end if first == last else term.start < last and end > first for first, last in times
    )


def _telling(person: Person, terms: tuple[Term, ...], said: list[Said], since: str) -> tuple[Sequence[Term], int]:
    """The terms that tell the time, and what they count: those that the article's words fit, where they fit any."""
    given = [head for head, labels in said if labels.office and not labels.former]
    if given:
        fitting = [term for term in terms if term.public and any(not _names(term.office).isdisjoint(h) for h in given)]
    else:
        fitting = [term for term in terms if not term.public] if _speaks_of_running(person, said) else []
    fitting = [term for term in fitting if not term.end or term.end > since]
    return (fitting, _FITS) if fitting else (terms, 1)


def _speaks_of_running(person: Person, said: list[Said]) -> bool:
    return person.campaigns > 0 or any(labels.candidate for _, labels in said)


def _denied(term: Term, said: list[Said], people: People) -> bool:
    """Whether the article's own words speak against a term: 'former senator', 'a carpenter'."""
    public = any((labels.office and not labels.former) or labels.candidate for _, labels in said)
    known = not term.public and people.on_election  # 'the tycoon' may well be the candidate
    if not public and not known and any(not labels.former and labels.role in _OTHER for _, labels in said):
        return True
    names = _names(term.office)
    hired = any(labels.role == "politician_campaign" and not _STAFF.isdisjoint(head) for head, labels in said)
    if hired and term.public and not public and names.isdisjoint(_ELECTED):
        return True  # who manages a campaign sits in no cabinet
    for head, labels in said:
        if labels.former and (not names.isdisjoint(head) or not _VAGUE.isdisjoint(head[-1:])):
            return True
    return False


@functools.lru_cache(maxsize=1024)
def _names(office: str) -> frozenset[str]:
    """The nouns that an article may use for an office: 'senator' and 'sen.'; 'secretary' of a secretary of state."""
    found = {office.lower().partition(" of ")[0].partition(" to ")[0].rpartition(" ")[2]}
    for noun, alike in ALIKE.items():
        if noun in found:
            found |= alike
    return frozenset(found)


def _times(
    document: Document, voting: list[tuple[Sequence[Term], int]], published: date | None, register: Register
) -> tuple[list[Stretch], Dated]:
    """The stretches of time that the article may be from, and how that is known."""
    if published is not None:
        day = (published.date() if isinstance(published, datetime) else published).isoformat()
        return [(day, day)], "article"
    years = Counter(word for word in filter(str.isdigit, document.lowers) if len(word) == _YEAR)
    named = {year for year in years if _EARLIEST <= year <= register.until}
    most = max((years[year] for year in named), default=0)
    # A day on which something begins or ends, with what it does to whose count: a person's, or a year's that is named.
    turns: list[tuple[str, int, int]] = []
    for number, (terms, _) in enumerate(voting):
        for term in terms:
            turns += [(term.start, 1, number), (term.end or _EVER, -1, number)]
    for year in named:
        for _ in range(2 if years[year] == most else 1):
            turns += [(f"{year}-01-01", 1, -1), (f"{int(year) + 1}-01-01", -1, -1)]
    turns.sort()
    held = [0] * len(voting)
    votes, best, found = 0, 0, list[Stretch]()
    for (day, step, number), (until, _, _) in itertools.pairwise(turns):
        if number < 0:
            votes += step
        else:
            votes += voting[number][1] * ((held[number] + step > 0) - (held[number] > 0))
            held[number] += step
        day = max(day, register.since)
        if until > day and votes >= best:
            found = [*found, (day, until)] if votes == best else [(day, until)]
            best = votes
    return found, "text" if best > _SOLE else "unknown"
