"""Whom a source means: pronouns, surnames, 'the minister', 'the outlet', 'the official', 'who'."""

from __future__ import annotations

from credscore.extract.attribution import Range
from credscore.extract.clause import phrase_before
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.kind import LINKS, Profile, person_profile, profile_of
from credscore.sourcing.people import People, Person

__all__ = ["Resolver"]

_HE = frozenset(("he", "his", "him", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_THEY = frozenset(("they", "their", "them", "themselves"))
_IT = frozenset(("it", "its", "itself"))
_AUTHOR = frozenset(("i", "we", "our", "my"))
_RELATIVE = frozenset(("who", "which", "whose", "that"))
_GENERIC_OUTLET = frozenset(
    (
        "outlet",
        "newspaper",
        "paper",
        "magazine",
        "broadcaster",
        "network",
        "channel",
        "station",
        "agency",
        "site",
        "website",
        "publication",
        "tabloid",
    )
)


_NOMINAL = 5  # tokens of a definite noun phrase that may point back: 'the real estate mogul'
_FAR = 2000  # tokens back that a definite noun may reach; keeps the work linear in the text


class Resolver:
    """Resolves the sources of one article from the first to the last, remembering those it met."""

    def __init__(self, document: Document, people: People) -> None:
        self._document = document
        self._people = people
        self._named: dict[str, Profile] = {}  # capitalised names met as sources, by their last word
        self._heads: dict[str, Profile] = {}  # unnamed sources met, by head noun
        self._last: dict[str, Profile] = {}  # the last source of each sort: 'person', 'body', 'people'
        self._outlet: Profile | None = None
        self._speaker: Person | None = None  # the person resolved last, and where
        self._spoke_at = -1
        self._searched: dict[str, int] = {}  # how far each head noun has been searched for already

    def resolve(self, source: Range) -> Profile:
        """The labels of the source at ``source``; ``unattributed`` for an empty range."""
        first, stop = source
        if first >= stop:
            return Profile("unattributed", "unknown")
        lowers = self._document.lowers
        word = lowers[first]
        if stop - first == 1 or (stop - first == 2 and word in ("she", "he", "they", "it")):
            profile = self._pronoun(word, first)
            if profile is not None:
                return profile
        profile = self._nominal(first, stop)
        if profile is None:
            profile = profile_of(self._document, source, self._people)
        return self._remember(profile, first, stop)

    def _pronoun(self, word: str, token: int) -> Profile | None:
        if word in _HE or word in _SHE:
            gender = "m" if word in _HE else "f"
            person = self._people.last_before(token, gender)
            spoken = self._speaker
            if (
                spoken is not None
                and spoken.gender in ("", gender)
                and (person is None or self._spoke_at > person.last_at(token))
            ):
                person = spoken  # 'the mayor' met as a source after the name that stands last
            if person is not None:
                person.gender = gender
                return self._speaks(person, token)
            return self._last.get("person") or Profile("named_individual", "unknown")
        if word in _AUTHOR:
            return Profile("outlet", "media")
        if word in _THEY:
            return self._last.get("people") or self._last.get("body") or Profile("unnamed_group", "public")
        if word in _IT:
            return self._last.get("body") or self._outlet or Profile("organization", "unknown")
        if word in _RELATIVE:
            document = self._document
            stop = token - 1 if token and document.lowers[token - 1] == "," else token
            first = phrase_before(document, stop, max(0, stop - 14))
            if first < stop:
                return self.resolve((first, stop))
            person = self._people.last_before(token)
            return person_profile(person) if person is not None else Profile("unnamed_group", "unknown")
        return None

    def _speaks(self, person: Person, token: int) -> Profile:
        self._speaker, self._spoke_at = person, token
        return self._met(person_profile(person))

    def _nominal(self, first: int, stop: int) -> Profile | None:
        """'The minister', 'the official', 'the outlet': a definite noun met before."""
        document = self._document
        lowers, texts = document.lowers, document.words
        if stop - first < 2 or stop - first > _NOMINAL or lowers[first] not in ("the", "this", "that", "his", "her"):
            return None
        head = lowers[stop - 1]
        if texts[stop - 1][0].isupper() and not texts[stop - 1].isupper() and stop - first > 2:
            return None
        if head in _GENERIC_OUTLET:
            outlet = self._outlet_before(first) or self._outlet
            if outlet is not None:
                self._outlet = outlet
                return outlet
        if head in self._heads:
            return self._heads[head]
        if head in lb.OFFICES or head in lb.PERSONS or head in lb.GENERIC or head in lb.SPOKESPERSON:
            person = self._people.described_as(head, first)
            if person is not None:
                return self._speaks(person, first)
            unnamed = self._unnamed_before(head, first)
            if unnamed is None and head in lb.PERSONS and head not in lb.ANONYMOUS_SOURCE and lowers[first] == "the":
                return self._last.get("person")  # 'the billionaire': whoever was last spoken of
            return unnamed
        if head in lb.BODIES:
            return self._named.get(head)
        return None

    def _unnamed_before(self, head: str, token: int) -> Profile | None:
        """'A senior customs official … The official': the indefinite phrase with the same head, earlier."""
        document = self._document
        lowers = document.lowers
        begin = max(self._searched.get(head, -1), token - _FAR)
        self._searched[head] = token - 1  # each mention is looked at once, however often the noun comes
        for k in range(token - 1, begin, -1):
            if lowers[k] == head:
                first = phrase_before(document, k + 1, max(0, k - 8))
                if first < k and lowers[first] in ("a", "an", "one", "another"):
                    profile = profile_of(document, (first, k + 1), self._people)
                    self._heads[head] = profile
                    return profile
        return None

    def _outlet_before(self, token: int) -> Profile | None:
        document = self._document
        for k in range(token - 1, max(-1, token - _FAR), -1):
            if not document.words[k][0].isupper():
                continue
            word = document.lowers[k]
            if word in lb.OUTLET_NAMES or word in lb.OUTLET_WORDS:
                first = k
                while (
                    first > 0
                    and document.words[first - 1][0].isupper()
                    and document.lowers[first - 1] not in ("the", "a")
                ):
                    first -= 1
                stop = k + 1
                while stop < token and document.words[stop][0].isupper():
                    stop += 1
                profile = profile_of(document, (first, stop), self._people)
                if profile.kind == "outlet":
                    return profile
        return None

    def _remember(self, profile: Profile, first: int, stop: int) -> Profile:
        lowers = self._document.lowers
        end = next((k for k in range(first + 1, stop) if lowers[k] in LINKS or lowers[k] in (",", "(")), stop)
        head = lowers[max(first, end - 1)]
        if profile.name is not None and profile.kind not in ("named_individual", "named_official"):
            self._named[head] = profile
        if profile.kind in ("anonymous_official", "anonymous_source"):
            self._heads[head] = profile
        if profile.kind == "outlet" and profile.name:
            self._outlet = profile
        return self._met(profile)

    def _met(self, profile: Profile) -> Profile:
        if profile.kind in ("named_individual", "named_official"):
            self._last["person"] = profile
        elif profile.kind in ("organization", "outlet", "document"):
            self._last["body"] = profile
        else:
            self._last["people"] = profile
        return profile
