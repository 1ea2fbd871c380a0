"""Whom a source means: what it takes up of what was met before, else what its own words and those near it say."""

from __future__ import annotations

import itertools
from dataclasses import replace

from credscore.extract.attribution import Range
from credscore.extract.grammar import STOPS
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.antecedent import FAR, pair_before, taken_up
from credscore.sourcing.definite import by_definite_noun
from credscore.sourcing.heard import Heard, head_at
from credscore.sourcing.kind import profile_of
from credscore.sourcing.leads import holder_named_later, named_after
from credscore.sourcing.partitives import SOME_OF, part_of, some_of
from credscore.sourcing.people import People, Person
from credscore.sourcing.profile import Profile, person_profile
from credscore.sourcing.pronouns import by_pronoun, subject_before
from credscore.sourcing.roles import maker_role
from credscore.sourcing.speaking_for import in_service, of_body, role_spoken_for

__all__ = ["Resolver"]

_RELATIVE = words("grammar", "words", "taking_up")
_ENDS = STOPS | {","} | words("sources", "published", "after_maker") | words("sources", "published", "telling")
_UNNAMED = ("named_official", "anonymous_official", "anonymous_source")  # and some of them named later
_THEIRS = frozenset(("his", "her"))
_SERVANTS = words("people", "posts", "servants")
_SERVED = ("government", "military_police_court", "politician_campaign", "company")  # roles in which one has aides
_INNER = words("sources", "of_study", "inner")
_OF_STUDY = words("sources", "of_study", "words")
_MADE = words("sources", "of_study", "made")
_TWO = 2  # tokens of 'she herself'
_SOME = 4  # tokens of 'two of the people'
_AGED = 3  # tokens from a name's end to its apposition, where ', 41,' stands between
_MAKER = 12  # tokens from a document's noun within which its maker is told


class Resolver:
    """Resolves the sources of one article from the first to the last, remembering those it met."""

    def __init__(self, document: Document, people: People) -> None:
        self._document = document
        self._people = people
        self._heard = Heard(document, people)

    def resolve(self, source: Range) -> Profile:
        """The labels of the source at ``source``; ``unattributed`` for an empty range."""
        first, stop = source
        if first >= stop:
            return Profile("unattributed", "unknown")
        self._heard.at = first
        taken = self._taken_up(first, stop)
        if taken is not None:
            return taken
        profile = by_definite_noun(self._heard, first, stop)
        if profile is None:
            profile = profile_of(self._document, source, self._people)
            holder = self._holder(profile, source)
            if holder is not None:
                return self._heard.meet_person(holder, first)
            profile = self._with_role(profile, source)
        return self._heard.meet_phrase(self._as_outlet(profile, stop), first, stop)

    def _taken_up(self, first: int, stop: int) -> Profile | None:
        """What a pronoun, a short name, some of a crowd or a mere apposition takes up; None if the source is none."""
        heard, lowers = self._heard, self._document.lowers
        word, alone = lowers[first], stop - first == 1
        if alone or (stop - first == _TWO and word in ("she", "he", "they", "it")):
            pronoun = by_pronoun(heard, word, first)
            if pronoun is None and word in _RELATIVE:
                pronoun = self._relative(word, first)
            if pronoun is not None:
                return pronoun
        if (
            alone
            and word in heard.short
            and word not in self._people.by_name
            and self._document.words[first][0].isupper()
        ):
            return heard.meet(heard.short[word])  # 'Orlen', which was 'Orlen Tools AG'
        pair = pair_before(self._document, self._people, first) if alone and word == "both" else None
        if pair is not None:
            return heard.meet(pair)
        crowd = heard.crowd_near(first)
        named = self._people.ending(stop if lowers[stop - 1] != "," else stop - 1)
        if crowd is not None and named is not None and lowers[first + 1 : first + _SOME] == ["of", "them", ","]:
            person = heard.meet_person(named, first)  # 'One of them, Julio Vega,'
            return person if person.role != "unknown" else heard.meet(replace(person, role=crowd.role))
        part = part_of(lowers, first, stop, crowd) or self._some_again(first, stop)
        if part is not None:
            return heard.meet(part)
        described = self._described(first, stop)
        return heard.meet_person(described, first) if described is not None else None

    def _some_again(self, first: int, stop: int) -> Profile | None:
        """'Three people familiar with the matter said … Two of the people said': of those heard by that noun."""
        lowers = self._document.lowers
        several = self._heard.heads.get(lowers[stop - 1] + "s") if stop - first == _TWO else None
        if several is not None and (lowers[first] in SOME_OF or lowers[first] == "another"):
            return replace(several, count=1)  # 'Customs officials said … One official said'
        if stop - first != _SOME or lowers[first] not in SOME_OF or lowers[first + 1 : first + 3] != ["of", "the"]:
            return None
        whole = self._heard.heads.get(lowers[stop - 1])
        return some_of(whole, lowers[first]) if whole is not None else None

    def _relative(self, word: str, token: int) -> Profile:
        """Whom or what 'who' and 'which' take up: the noun phrase before them, or the person whom it describes."""
        taken = taken_up(self._document, self._people, word, token)
        if isinstance(taken, Person):
            return self._heard.meet_person(taken, token)
        if taken is not None:
            return self.resolve(taken)
        for _, person in self._people.before(token)[:1]:
            return person_profile(person, self._people)
        return Profile("unnamed_group", "unknown")

    def _described(self, first: int, stop: int) -> Person | None:
        """The person whom an apposition describes that was taken for the source: 'Ann Lee, 41, a driver, said'."""
        lowers = self._document.lowers
        if first < _TWO or lowers[first - 1] != "," or lowers[stop : stop + 1] != [","]:
            return None
        if not (lowers[first].isdigit() or lowers[first] in ("a", "an", "the")):
            return None
        aged = first > _AGED and lowers[first - 2].isdigit() and lowers[first - _AGED] == ","
        return self._people.ending(first - _AGED if aged else first - 1)

    def _holder(self, profile: Profile, source: Range) -> Person | None:
        """The person, named right behind or soon, who holds the post that the source gives without a name."""
        if profile.name is not None or profile.kind not in _UNNAMED:
            return None
        lowers = self._document.lowers
        head = head_at(lowers, *source)
        return named_after(self._document, self._people, source[1], lowers[head]) or holder_named_later(
            self._document, self._people, source, head
        )

    def _with_role(self, profile: Profile, source: Range) -> Profile:
        """The labels with the role that a phrase leaves to the text near it: a maker's, an owner's, a body's."""
        first, stop = source
        lowers, heard = self._document.lowers, self._heard
        if profile.kind == "document" and profile.role == "unknown":
            role = self._author_role(first, stop)
            counted = (
                role == "unknown" and lowers[head_at(lowers, first, stop)] in _MADE and lowers[first] not in _THEIRS
            )
            return replace(profile, role="expert" if counted else role)
        if profile.kind == "anonymous_source" and not _THEIRS.isdisjoint(lowers[first:stop]):
            return self._of_person(profile, first, stop)
        if profile.kind == "organization" and profile.role == "unknown":
            if lb.SPOKESPERSON.isdisjoint(lowers[first:stop]):
                return profile
            return replace(profile, role=role_spoken_for(self._document, self._people, source, heard.short, heard.body))
        its = profile.kind == "anonymous_source" and lowers[first] == "its"
        body = heard.body_near(first) if its or profile.kind in ("named_official", "named_individual") else None
        if lowers[first] == "its":
            body = subject_before(heard, first) or body  # 'The committee met. Its chair, Ann Lee, said'
        if body is None:
            return profile
        if its:
            return in_service(profile, body, lowers[first:stop], lowers[head_at(lowers, first, stop)])
        apposed = any(
            a == "," and b == "its" for a, b in itertools.pairwise(lowers[first:stop])
        )  # 'Ann Lee, its secretary'
        return of_body(self._people, profile, body, "its" if apposed else lowers[first])

    def _of_person(self, profile: Profile, first: int, stop: int) -> Profile:
        """The labels of somebody's aides: 'two of her advisers' speak in her role."""
        lowers = self._document.lowers
        at = next(k for k in range(first, stop) if lowers[k] in _THEIRS)
        if at + 1 < stop and not _SERVANTS.isdisjoint(lowers[at + 1 : head_at(lowers, at, stop) + 1]):
            owner = self._heard.antecedent(at, "m" if lowers[at] == "his" else "f")
            role = person_profile(owner, self._people).role if owner is not None else "unknown"
            return replace(profile, role=role) if role in _SERVED else profile
        return profile

    def _author_role(self, first: int, stop: int) -> str:
        """The role of whoever stands behind a document: 'her plan', 'the report' whose maker was told earlier."""
        lowers, heard = self._document.lowers, self._heard
        word = lowers[first]
        if not _INNER.isdisjoint(lowers[first:stop]):
            return heard.body.role if heard.body is not None else "unknown"  # 'an internal email'
        if lowers[stop - 1] in _OF_STUDY and heard.person is not None and heard.person.role == "expert":
            return "expert"  # 'the paper', where its author has spoken
        if word in ("his", "her"):
            owner = self._heard.antecedent(first, "m" if word == "his" else "f")
            return person_profile(owner, self._people).role if owner is not None else "unknown"
        return self._made_before(self._document.lowers[stop - 1], first) if word in ("the", "this") else "unknown"

    def _made_before(self, head: str, token: int) -> str:
        """'A report by the Harwick Institute … the report': the role of its maker, told earlier."""
        lowers, makers = self._document.lowers, self._heard.makers
        if head in makers:
            return makers[head]
        for k in range(token - 1, max(0, token - FAR), -1):
            if lowers[k] == head and lowers[k + 1] in ("by", "from"):
                last = k + _MAKER
                stop = next((j for j in range(k + 2, min(len(lowers), last)) if lowers[j] in _ENDS), last)
                makers[head] = maker_role(lowers[k + 2 : stop], self._people)
                return makers[head]
        return "unknown"

    def _as_outlet(self, profile: Profile, stop: int) -> Profile:
        """The labels; as an outlet's, where a name that no list knows does as outlets do: 'the BBX understands'."""
        unknown = profile.kind == "organization" and profile.role == "unknown" and profile.name is not None
        if unknown and self._document.lowers[stop : stop + 1] == ["understands"]:
            return replace(profile, kind="outlet", role="media")
        return profile
