"""The sources of an article that have been met so far: whom a pronoun or a short form may mean."""

from __future__ import annotations

from credscore.extract.grammar import DETERMINERS
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.antecedent import SUBJECT, antecedent
from credscore.sourcing.naming import LINKS, first_of
from credscore.sourcing.people import People, Person
from credscore.sourcing.profile import Profile, person_profile

__all__ = ["INTRODUCING", "Heard", "head_at"]

INTRODUCING = words("grammar", "words", "introducing")
"""What stands before a source that is new: 'a senior official'."""
_PLAIN = lb.COUNTRIES | lb.CAPITALS | lb.DEMONYMS | DETERMINERS  # which are no short form of a name
_NAMED = ("named_individual", "named_official")
_UNNAMED = ("anonymous_official", "anonymous_source")
_CUTS = LINKS | {",", "("}  # where a noun phrase has its head behind it
_MADE = words("sources", "of_study", "made")  # of experts, where nothing tells by whom
_NEAR = 2  # sentences after which 'its head' may be another's


def head_at(lowers: list[str], first: int, stop: int) -> int:
    """The token of the head of the noun phrase at a range."""
    return first_of(_CUTS, lowers, first + 1, stop) - 1


class Heard:
    """The sources met in one article, which are told to it from the first to the last.

    Attributes:
        document: The article's text.
        people: The people whom it names.
        at: The token of the source in hand.
        person: The named person met last.
        body: The body, outlet or document met last.
        crowd: The crowd or the unnamed people met last.
        outlet: The outlet met last by its name.
        named: Bodies, outlets and documents met by a name, by the name's last word.
        short: Bodies and outlets, by the first word of their name.
        heads: Unnamed sources, by their head noun.
        makers: The roles of those who made documents, by the documents' nouns.
        searched: The token up to which the text has been searched for each head noun.
    """

    def __init__(self, document: Document, people: People) -> None:
        self.document = document
        self.people = people
        self.at = 0
        self.person: Profile | None = None
        self.body: Profile | None = None
        self.crowd: Profile | None = None
        self.outlet: Profile | None = None
        self.named: dict[str, Profile] = {}
        self.short: dict[str, Profile] = {}
        self.heads: dict[str, Profile] = {}
        self.makers: dict[str, str] = {}
        self.searched: dict[str, int] = {}
        self._heads_at: dict[str, int] = {}
        self._body_at = self._crowd_at = -1
        self._speaker: Person | None = None  # the person met last, and where
        self._spoke_at = -1
        self._unnamed: Profile | None = None  # the one unnamed person who spoke last, and where
        self._unnamed_at = -1

    def meet(self, profile: Profile) -> Profile:
        """Notes the source in hand as the last of its sort."""
        if profile.kind in _NAMED:
            self.person = profile
        elif profile.kind in ("organization", "outlet", "document"):
            self.body, self._body_at = profile, self.at
        else:
            self.crowd, self._crowd_at = profile, self.at
        return profile

    def meet_person(self, person: Person, token: int) -> Profile:
        """Notes a person of the article as the one who spoke last."""
        self._speaker, self._spoke_at = person, token
        return self.meet(person_profile(person, self.people))

    def meet_phrase(self, profile: Profile, first: int, stop: int) -> Profile:
        """Notes a source by its words too, so that its noun or a part of its name can take it up."""
        if profile.kind in _NAMED:
            self._note_speaker(profile, first)
        else:
            self._note_noun(profile, first, stop)
        return self.meet(profile)

    def _note_speaker(self, profile: Profile, first: int) -> None:
        if profile.name is None:
            return
        for one in self.people.by_name.get(profile.name.rsplit(" ", 1)[-1].lower(), ()):
            if one.name == profile.name:
                self._speaker, self._spoke_at = one, first

    def _note_noun(self, profile: Profile, first: int, stop: int) -> None:
        lowers = self.document.lowers
        head = lowers[head_at(lowers, first, stop)]
        if profile.name is not None:
            self.named[head] = profile
            self._note_short(profile, profile.name)
        if profile.kind in _UNNAMED:
            self.heads[head], self._heads_at[head] = profile, first
            if lowers[first] in INTRODUCING and profile.count in (None, 1):
                self._unnamed, self._unnamed_at = profile, first
        elif (
            profile.kind == "document"
            and profile.role != "unknown"
            and not (head in _MADE and profile.role == "expert")
        ):
            self.makers.setdefault(head, profile.role)  # 'A draft of the treaty … The draft'

    def _note_short(self, profile: Profile, name: str) -> None:
        if profile.kind == "outlet" and name:
            self.outlet = profile
        lead = name.split(" ", 1)[0].lower()
        if profile.kind in ("organization", "outlet") and lead not in _PLAIN and lead not in lb.OUTLET_NAMES:
            self.short.setdefault(lead, profile)

    def named_since(self, head: str, person: Person, token: int) -> bool:
        """Whether a person was named before ``token`` and after the last unnamed source with that head noun."""
        return person.last_at(token) > self._heads_at.get(head, 0)

    def body_near(self, token: int) -> Profile | None:
        """The body met last, if that was within two sentences before."""
        body = self.body
        return body if body is not None and body.kind == "organization" and self._near(token, self._body_at) else None

    def crowd_near(self, token: int) -> Profile | None:
        """The crowd or the unnamed people met last, if that was within two sentences before."""
        return self.crowd if self.crowd is not None and self._near(token, self._crowd_at) else None

    def unnamed_near(self, token: int) -> Profile | None:
        """The one unnamed person who spoke last, if within two sentences, and if nobody was named since."""
        if self._unnamed is None or self._unnamed_at <= self._spoke_at or not self._near(token, self._unnamed_at):
            return None
        for place, _ in self.people.before(token)[:1]:
            if place > self._unnamed_at and self.document.quotation_of[place] < 0:
                return None
        return self._unnamed

    def _near(self, token: int, place: int) -> bool:
        return self.document.sentence_of[token] - self.document.sentence_of[place] <= _NEAR

    def body_since(self, token: int) -> bool:
        """Whether a body was met at ``token`` or later."""
        return self._body_at >= token

    def antecedent(self, token: int, gender: str) -> Person | None:
        """Whom 'he' or 'she' means, by who spoke last and who was named since."""
        return antecedent(self.document, self.people, token, gender, self._speaker, self._spoke_at)

    def spoken_of(self, token: int) -> Profile | None:
        """Whoever was last spoken of: the last speaker, unless a later sentence opens with another person."""
        document = self.document
        for place, person in self.people.before(token)[:1]:
            sentence = document.sentence_of[place]
            later = place > self._spoke_at and (self._spoke_at < 0 or sentence > document.sentence_of[self._spoke_at])
            opens = document.quotation_of[place] < 0 and place - document.sentences[sentence][0] <= SUBJECT
            if self.person is None or (later and opens):
                return self.meet_person(person, token)
        return self.person
