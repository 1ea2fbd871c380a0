"""Whom a source means: pronouns, surnames, 'the minister', 'the outlet', 'the official', 'who'."""

from __future__ import annotations

import itertools
from dataclasses import replace

from credscore.extract.apposition import phrase_end
from credscore.extract.attribution import Range
from credscore.extract.clause import phrase_before
from credscore.extract.grammar import DETERMINERS, STOPS
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.antecedent import FAR, SUBJECT, antecedent, outlet_before, taken_up
from credscore.sourcing.counting import number_of
from credscore.sourcing.describe import is_trade
from credscore.sourcing.kind import profile_of
from credscore.sourcing.leads import holder_named_later, named_after
from credscore.sourcing.naming import LINKS, first_of
from credscore.sourcing.partitives import part_of
from credscore.sourcing.people import People, Person
from credscore.sourcing.profile import Profile, person_profile
from credscore.sourcing.roles import maker_role
from credscore.sourcing.speaking_for import of_body, role_spoken_for

__all__ = ["Resolver"]

_HE = frozenset(("he", "his", "him", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_THEY = frozenset(("they", "their", "them", "themselves"))
_IT = frozenset(("it", "its", "itself"))
_AUTHOR = frozenset(("i", "we", "our", "my"))
_RELATIVE = frozenset(("who", "which", "whose", "that"))
_GENERIC_OUTLET = words("sources", "outlet", "again")
_PLAIN = lb.COUNTRIES | lb.CAPITALS | lb.DEMONYMS | DETERMINERS
_COLLECTIVE = words("people", "describing", "collective")
_STANDS = words("people", "posts", "candidate")
_WITHHELD = words("sources", "anonymous", "withheld")
_ENDS = STOPS | {",", ";", "that", "which", "who"} | words("sources", "published", "telling")
_SUBJECT_WORDS = 8  # of a subject that 'It' takes up
_TWO = 2  # tokens of 'the agency'
_UNNAMED = ("named_official", "anonymous_official", "anonymous_source")  # and some of them named later
_AGED = 3  # tokens from a name's end to its apposition, where ', 41,' stands between
_NEAR = 2  # sentences after which 'its head' may be another's
_BACK = 100  # tokens that 'he' looks back for somebody unnamed: a sentence may be as long as the text
_NOMINAL = 5  # tokens of a definite noun phrase that may point back: 'the real estate mogul'
_CUTS = LINKS | {",", "("}  # where a noun phrase has its head behind it


class Resolver:
    """Resolves the sources of one article from the first to the last, remembering those it met."""

    def __init__(self, document: Document, people: People) -> None:
        self._document = document
        self._people = people
        self._named: dict[str, Profile] = {}  # capitalised names met as sources, by their last word
        self._short: dict[str, Profile] = {}  # bodies and outlets met as sources, by their first word
        self._heads: dict[str, Profile] = {}  # unnamed sources met, by head noun, and where
        self._heads_at: dict[str, int] = {}
        self._last: dict[str, Profile] = {}  # the last source of each sort: 'person', 'body', 'people'
        self._outlet: Profile | None = None
        self._speaker: Person | None = None  # the person resolved last, and where
        self._spoke_at = -1
        self._unnamed: Profile | None = None  # the one unnamed person who spoke last, and where
        self._unnamed_at = -1
        self._at = 0  # the token of the source in hand, and that of the last body
        self._body_at = self._people_at = 0
        self._makers: dict[str, str] = {}  # the role of who made a document, by its noun
        self._searched: dict[str, int] = {}  # how far each head noun has been searched for already

    def resolve(self, source: Range) -> Profile:
        """The labels of the source at ``source``; ``unattributed`` for an empty range."""
        first, stop = source
        if first >= stop:
            return Profile("unattributed", "unknown")
        lowers = self._document.lowers
        word = lowers[first]
        self._at = first
        if stop - first == 1 or (stop - first == 2 and word in ("she", "he", "they", "it")):
            profile = self._pronoun(word, first)
            if profile is not None:
                return profile
        short = self._short.get(word) if stop - first == 1 else None
        if short is not None and self._document.words[first][0].isupper() and word not in self._people.by_name:
            return self._met(short)  # 'Orlen', which was 'Orlen Tools AG'
        sentences = self._document.sentence_of
        heard = sentences[first] - sentences[self._people_at] <= _NEAR
        part = part_of(lowers, first, stop, self._last.get("people") if heard else None)
        if part is not None:
            return self._met(part)
        described = self._described(first, stop)
        if described is not None:
            return self._speaks(described, first)
        profile = self._nominal(first, stop)
        if profile is None:
            profile = profile_of(self._document, source, self._people)
            if profile.name is None and profile.kind in _UNNAMED:
                head = first_of(_CUTS, lowers, first + 1, stop) - 1
                holder = named_after(self._document, self._people, stop, lowers[head]) or holder_named_later(
                    self._document, self._people, source, head
                )
                if holder is not None:
                    return self._speaks(holder, first)
            owned = profile.kind == "document" and profile.role == "unknown" and word in ("his", "her")
            owner = self._antecedent(first, "m" if word == "his" else "f") if owned else None
            if owner is not None:
                profile = replace(profile, role=person_profile(owner, self._people).role)  # 'her plan'
            elif profile.kind == "document" and profile.role == "unknown" and word in ("the", "this"):
                profile = replace(profile, role=self._made_before(lowers[stop - 1], first))
            elif (
                profile.kind == "organization"
                and profile.role == "unknown"
                and not lb.SPOKESPERSON.isdisjoint(lowers[first:stop])
            ):
                role = role_spoken_for(self._document, self._people, source, self._short, self._last.get("body"))
                profile = replace(profile, role=role)
            elif profile.kind in ("named_official", "named_individual") and self._is_body_near(first):
                own = "its" if any(a == "," and b == "its" for a, b in itertools.pairwise(lowers[first:stop])) else word
                profile = of_body(self._people, profile, self._last["body"], own)  # 'Ann Lee, its secretary'
        unknown = profile.kind == "organization" and profile.role == "unknown" and profile.name is not None
        if unknown and lowers[stop : stop + 1] == ["understands"]:
            profile = replace(profile, kind="outlet", role="media")  # 'the BBX understands': what it has heard
        return self._remember(profile, first, stop)

    def _described(self, first: int, stop: int) -> Person | None:
        """The person whom an apposition describes that was taken for the source: 'Ann Lee, 41, a driver, said'."""
        lowers = self._document.lowers
        if (
            first < 2
            or lowers[first - 1] != ","
            or not (lowers[first].isdigit() or lowers[first] in ("a", "an", "the"))
        ):
            return None
        if stop >= len(lowers) or lowers[stop] != ",":
            return None
        aged = first > _AGED and lowers[first - 2].isdigit() and lowers[first - _AGED] == ","
        return self._people.ending(first - _AGED if aged else first - 1)

    def _made_before(self, head: str, token: int) -> str:
        """'A report by the Harwick Institute … the report': the role of its maker, told earlier."""
        lowers = self._document.lowers
        if head in self._makers:
            return self._makers[head]
        for k in range(token - 1, max(0, token - FAR), -1):
            if lowers[k] == head and lowers[k + 1] in ("by", "from"):
                stop = next((j for j in range(k + 2, min(len(lowers), k + 12)) if lowers[j] in _ENDS), k + 12)
                role = maker_role(lowers[k + 2 : stop], self._people)
                self._makers[head] = role
                return role
        return "unknown"

    def _is_body_near(self, token: int) -> bool:
        """Whether a body was heard within two sentences before."""
        body, sentences = self._last.get("body"), self._document.sentence_of
        near = sentences[token] - sentences[self._body_at] <= _NEAR
        return body is not None and body.kind == "organization" and near

    def _pronoun(self, word: str, token: int) -> Profile | None:
        if word in _HE or word in _SHE:
            gender = "m" if word in _HE else "f"
            if self._unnamed is not None and self._unnamed_at > self._spoke_at and self._is_near(token):
                return self._met(self._unnamed)
            person = self._antecedent(token, gender)
            if person is not None:
                person.gender = gender
                return self._speaks(person, token)
            return self._last.get("person") or self._someone(token) or Profile("named_individual", "unknown")
        if word in _AUTHOR:
            return Profile("outlet", "media")
        if word in _THEY:
            return self._last.get("people") or self._last.get("body") or Profile("unnamed_group", "public")
        if word in _IT:
            return (
                self._subject_before(token)
                or self._last.get("body")
                or self._outlet
                or Profile("organization", "unknown")
            )
        if word in _RELATIVE:
            return self._relative(word, token)
        return None

    def _subject_before(self, token: int) -> Profile | None:
        """The body that 'It' at the head of a sentence takes up: the subject of the one before, if no source since."""
        document = self._document
        number = document.sentence_of[token]
        if number == 0 or document.sentences[number][0] != token:
            return None
        first, stop = document.sentences[number - 1]
        if self._body_at >= first or document.quotation_of[first] >= 0:
            return None
        end = phrase_end(document, first, min(stop, first + _SUBJECT_WORDS), appositions=False)
        profile = profile_of(document, (first, end), self._people) if first < end else None
        return self._met(profile) if profile is not None and profile.kind == "organization" else None

    def _is_near(self, token: int) -> bool:
        """Whether somebody unnamed spoke last, within two sentences, and nobody was named since."""
        sentences = self._document.sentence_of
        named = self._people.before(token)[:1]
        return sentences[token] - sentences[self._unnamed_at] <= _NEAR and not (
            named and named[0][0] > self._unnamed_at and self._document.quotation_of[named[0][0]] < 0
        )

    def _someone(self, token: int) -> Profile | None:
        """The unnamed person whom 'he' means where the article has named nobody: 'A man of 34 was held. He said'."""
        lowers = self._document.lowers
        number = self._document.sentence_of[token]
        first = self._document.sentences[max(0, number - _NEAR)][0]
        for k in range(token - 1, max(first, token - _BACK), -1):
            if lowers[k - 1] in ("a", "an") or lowers[k - 1].endswith("-year-old"):
                noun = lowers[k]
                if noun in lb.PERSONS or noun in lb.ANONYMOUS_SOURCE:
                    return Profile("anonymous_source", "unknown")
        return None

    def _relative(self, word: str, token: int) -> Profile:
        """Whom or what 'who' and 'which' take up: the noun phrase before them, or the person whom it describes."""
        taken = taken_up(self._document, self._people, word, token)
        if isinstance(taken, Person):
            return self._speaks(taken, token)
        if taken is not None:
            return self.resolve(taken)
        named_before = self._people.before(token)
        return person_profile(named_before[0][1], self._people) if named_before else Profile("unnamed_group", "unknown")

    def _antecedent(self, token: int, gender: str) -> Person | None:
        """Whom 'he' or 'she' means, by who spoke last and who was named since."""
        return antecedent(self._document, self._people, token, gender, self._speaker, self._spoke_at)

    def _speaks(self, person: Person, token: int) -> Profile:
        self._speaker, self._spoke_at = person, token
        return self._met(person_profile(person, self._people))

    def _nominal(self, first: int, stop: int) -> Profile | None:
        """'The minister', 'the official', 'the outlet': a definite noun met before."""
        document = self._document
        lowers, texts = document.lowers, document.words
        if stop - first < 2 or stop - first > _NOMINAL or lowers[first] not in ("the", "this", "that", "his", "her"):
            return None
        head = lowers[stop - 1]
        if texts[stop - 1][0].isupper() and not texts[stop - 1].isupper() and stop - first > 2:
            return None
        body = self._last.get("body")
        if head == "agency" and stop - first == _TWO and body is not None and body.kind == "organization":
            return body  # 'The Red Cross said … The agency said'
        if head in _GENERIC_OUTLET and (stop - first == 2 or lowers[stop - 2] == "news"):
            outlet = outlet_before(self._document, self._people, first) or self._outlet
            if outlet is not None:
                self._outlet = outlet
                return outlet
        again = head in lb.OFFICES or (head in lb.PERSONS and lowers[first] in ("his", "her"))
        office = self._people.described_as(head, first) if head in self._heads and again else None
        if office is not None and office.last_at(first) > self._heads_at.get(head, 0):
            return self._speaks(office, first)  # the judge who was named since
        if head in self._heads:
            count = number_of(lowers[first:stop])
            return replace(self._heads[head], count=count) if count else self._heads[head]
        if (head.endswith("-year-old") or head in lb.COMPATRIOTS) and lowers[first] == "the":
            return self._spoken_of(first)  # 'the 24-year-old', 'the Dane'
        if head in lb.OFFICES or head in lb.PERSONS or head in lb.GENERIC or head in lb.SPOKESPERSON:
            person = self._people.described_as(head, first)
            if person is not None:
                return self._speaks(person, first)
            if head in _STANDS:
                return self._candidate(first)
            unnamed = self._unnamed_before(head, first)
            singular = head in lb.PERSONS and head not in lb.GROUPS and head not in _WITHHELD | _COLLECTIVE
            own = "'s" in lowers[first:stop] or "of" in lowers[first:stop]  # 'the bridge's owner' need not be named
            plain = texts[first + 1].islower() or (stop - first > 2 and lowers[first + 1] in lb.DEMONYMS)
            if unnamed is None and singular and not own and lowers[first] == "the" and plain:
                spoken = self._spoken_of(first)
                officer = spoken is not None and spoken.kind == "named_official"
                return (
                    None if officer and lb.PERSONS[head] == "witness_participant" else spoken
                )  # 'the billionaire', 'the coal magnate'
            return unnamed
        heard = self._last.get("person")
        if head == "team" and stop - first == _TWO and heard is not None and heard.role == "expert":
            return Profile("organization", "expert")  # 'Dr Lee said … The team found'
        if head in lb.BODIES:
            return self._named.get(head)
        if texts[stop - 1].islower() and is_trade(head):
            person = self._people.described_as(head, first)  # 'the shipwright'
            return self._speaks(person, first) if person is not None else None
        return None

    def _spoken_of(self, token: int) -> Profile | None:
        """Whoever was last spoken of: the last speaker, unless a later sentence opens with another person."""
        document = self._document
        for place, person in self._people.before(token)[:1]:
            sentence = document.sentence_of[place]
            later = place > self._spoke_at and (self._spoke_at < 0 or sentence > document.sentence_of[self._spoke_at])
            if "person" not in self._last or (
                later and document.quotation_of[place] < 0 and place - document.sentences[sentence][0] <= SUBJECT
            ):
                return self._speaks(person, token)
        return self._last.get("person")

    def _candidate(self, token: int) -> Profile:
        """'The candidate', 'the front-runner': whoever stands for office and was named last."""
        for place, person in self._people.before(token):
            if person.campaigns > 1 and place < token:
                return self._speaks(person, token)
        return self._met(Profile("named_individual", "politician_campaign"))

    def _unnamed_before(self, head: str, token: int) -> Profile | None:
        """'A senior customs official … The official': the indefinite phrase with the same head, earlier."""
        document = self._document
        lowers = document.lowers
        begin = max(self._searched.get(head, -1), token - FAR)
        self._searched[head] = token - 1  # each mention is looked at once, however often the noun comes
        for k in range(token - 1, begin, -1):
            if lowers[k] == head:
                first = phrase_before(document, k + 1, max(0, k - 8))
                if first < k and lowers[first] in ("a", "an", "one", "another"):
                    profile = profile_of(document, (first, k + 1), self._people)
                    self._heads[head] = profile
                    return profile
        return None

    def _remember(self, profile: Profile, first: int, stop: int) -> Profile:
        lowers = self._document.lowers
        end = first_of(_CUTS, lowers, first + 1, stop)
        head = lowers[max(first, end - 1)]
        if profile.name is not None and profile.kind not in ("named_individual", "named_official"):
            self._named[head] = profile
            lead = profile.name.split(" ", 1)[0].lower()
            if profile.kind in ("organization", "outlet") and lead not in _PLAIN and lead not in lb.OUTLET_NAMES:
                self._short.setdefault(lead, profile)
        if profile.kind == "document" and profile.role != "unknown":
            self._makers.setdefault(head, profile.role)  # 'A draft of the treaty … The draft'
        if profile.kind in ("anonymous_official", "anonymous_source"):
            self._heads[head], self._heads_at[head] = profile, first
            if lowers[first] in ("a", "an", "one", "another") and profile.count in (None, 1):
                self._unnamed, self._unnamed_at = profile, first
        if profile.kind == "outlet" and profile.name:
            self._outlet = profile
        if profile.name is not None and profile.kind in ("named_individual", "named_official"):
            for one in self._people.by_name.get(profile.name.rsplit(" ", 1)[-1].lower(), ()):
                if one.name == profile.name:
                    self._speaker, self._spoke_at = one, first
        return self._met(profile)

    def _met(self, profile: Profile) -> Profile:
        if profile.kind in ("named_individual", "named_official"):
            self._last["person"] = profile
        elif profile.kind in ("organization", "outlet", "document"):
            self._last["body"], self._body_at = profile, self._at
        else:
            self._last["people"], self._people_at = profile, self._at
        return profile
