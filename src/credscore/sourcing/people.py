"""The people whom an article names, what it says of each, and whom a surname means."""

from __future__ import annotations

import bisect
import collections
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credscore.lexicon.load import read_table, words
from credscore.reading import Document
from credscore.sourcing.describe import Description

if TYPE_CHECKING:
    from credscore.register import Register
    from credscore.sourcing.offices import Holding
    from credscore.sourcing.profile import Profile

__all__ = ["ALIKE", "PARTICLES", "People", "Person"]

ALIKE = {noun: words("people", "alike", noun) for noun in read_table("people")["alike"]}
"""A noun and the titles that it takes up again."""
PARTICLES = words("people", "names", "particles")
_MOST_DESCRIPTIONS = 16  # kept of a person
_NAMESAKES = 12  # people of one surname that are kept apart: no article has more, and the work stays linear
_MENTIONS = 300  # names looked back over for the one that a description fits


@dataclass(slots=True)
class Person:
    """One person of the article.

    Attributes:
        name: The fullest form of the name found.
        first: The token of the first mention.
        described: What the article says of the person anywhere.
        gender: 'm', 'f' or ''.
        mentions: Tokens at which the name stands.
        campaigns: How strongly the words round the name speak of a candidacy; see `credscore.sourcing.standing`.
        holding: What the register of office holders says; see `credscore.sourcing.offices`.
        profile: Kind and role by all of that, once it has been asked for; see `credscore.sourcing.profile`.
    """

    name: str
    first: int
    described: list[Description] = field(default_factory=list)
    gender: str = ""
    mentions: list[int] = field(default_factory=list)
    campaigns: int = 0
    holding: Holding | None = None
    profile: Profile | None = None

    def last_at(self, token: int) -> int:
        """The last mention before ``token``; -1 if there is none."""
        number = bisect.bisect_left(self.mentions, token)
        return self.mentions[number - 1] if number else -1


class People:
    """The index of an article's people by surname, and by place."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Person]] = {}
        self.places: list[int] = []
        self.stops: list[int] = []
        self.at: list[Person] = []
        self.on_election = False  # whether the article is about an election
        self.on_schools: bool | None = None  # or about schools more than the police, once asked for
        self.on_politics = False  # or about politics at large
        self.at_court: bool | None = None  # or speaks of a court, once asked for
        self.register: Register | None = None  # whose full names are known to be people's
        self.upper: list[int] = []  # the tokens that begin with a capital
        self.capitals: collections.Counter[str] = collections.Counter()  # how often each word stands capitalised
        self.agency = ""  # the agency that signs the dateline, in lower case
        self.stems: set[str] | None = None  # those words, whole and without their last letter, once asked for
        self.outlets: frozenset[str] | None = None  # last words of names of outlets that no list has, once asked for
        self.knighted: dict[str, Person] = {}  # by given name, by which they are called: 'Sir Hugh'
        self.bodies: dict[str, str] | None = None  # names of bodies and their roles, once asked for

    def named(self, last: str, given: str = "", gender: str = "") -> Person | None:
        """The person of that surname: of the same given name if one is told, else the one most often named."""
        found = self.by_name.get(last)
        if not found:
            return None
        if given:
            return next((one for one in found if one.name.lower().startswith(given)), None)
        if len(found) == 1:
            return found[0]
        fitting = [one for one in found if not gender or one.gender in ("", gender)]
        return max(fitting or found, key=lambda one: len(one.mentions))

    def add(
        self, document: Document, first: int, stop: int, described: list[Description], gender: str, *, titled: bool
    ) -> Person:
        """Notes one mention; a surname joins the person already known by it."""
        lowers = document.lowers
        last = lowers[stop - 1]
        length = stop - first
        whole = length > 1 and lowers[first] not in PARTICLES  # 'De Blasio' is a surname alone
        person = self.named(last, lowers[first] if whole else "", gender)
        if person is None and length > 1:
            alone = self.by_name.get(last, [])
            if len(alone) == 1 and alone[0].name.count(" ") == 0 and not titled:
                person = alone[0]  # the surname came first
        namesakes = self.by_name.setdefault(last, [])
        if person is None and len(namesakes) >= _NAMESAKES:
            person = namesakes[-1]
        if person is None:
            person = Person(" ".join(document.words[first:stop]), first)
            namesakes.append(person)
        elif length > person.name.count(" ") + 1:
            person.name = " ".join(document.words[first:stop])
        if len(person.described) < _MOST_DESCRIPTIONS:
            person.described.extend(one for one in described if one not in person.described)
        person.gender = person.gender or gender
        person.mentions.append(first)
        self.places.append(first)
        self.stops.append(stop)
        self.at.append(person)
        return person

    def sort(self) -> None:
        """Puts the mentions in the order of the text."""
        order = sorted(range(len(self.places)), key=self.places.__getitem__)
        self.places = [self.places[k] for k in order]
        self.stops = [self.stops[k] for k in order]
        self.at = [self.at[k] for k in order]

    def before(self, token: int, gender: str = "", least: int = 0) -> list[tuple[int, Person]]:
        """The people named before ``token`` whose gender does not contradict, the last first, each with its place."""
        begin = bisect.bisect_left(self.places, token) - 1
        return [
            (self.places[i], self.at[i])
            for i in range(begin, max(-1, begin - 30), -1)
            if self.places[i] >= least and (not gender or self.at[i].gender in ("", gender))
        ]

    def ending(self, token: int) -> Person | None:
        """The person whose name ends right before ``token``; None if no name does."""
        number = bisect.bisect_left(self.places, token) - 1
        return self.at[number] if number >= 0 and self.stops[number] == token else None

    def described_as(self, head: str, token: int) -> Person | None:
        """The person described by the noun ``head`` whose name was given last before ``token``."""
        begin = bisect.bisect_left(self.places, token) - 1
        alike = ALIKE.get(head, frozenset((head,)))
        for i in range(begin, max(-1, begin - _MENTIONS), -1):
            if any(not alike.isdisjoint(one.head) for one in self.at[i].described):
                return self.at[i]
        return None
