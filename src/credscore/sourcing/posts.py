"""Whether a named person holds public office, and in which role the person speaks: by what the article says of them.

Ordered rules, no weights: a candidacy first, then the office held now, then party work, trade and firm; who held an
office once is an expert. The word lists are in ``lexicon/sources.toml`` and ``lexicon/people.toml``.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

from credscore.lexicon.load import words
from credscore.register import Term
from credscore.sourcing import labels as lb
from credscore.sourcing.bodies import adjective_of_place
from credscore.sourcing.describe import AGED, Description, is_trade
from credscore.sourcing.people import People, Person

__all__ = ["Labels", "PersonLabels", "person_labels", "post_labels", "read_description", "served_role"]

_CANDIDATE = words("people", "posts", "candidate")
_PARTY_POSTS = words("people", "posts", "party")
_SHARED = words("people", "posts", "shared")
_PRIVATE = words("people", "posts", "private")
_OF_BODIES = words("people", "posts", "of_bodies")
_LAW = words("people", "posts", "generals_law")
_STATE = words("people", "posts", "generals_state")
_ENTERTAINERS = words("people", "posts", "entertainers")
_ORDINARY = words("people", "posts", "ordinary")
_LEARNED = ("ist", "ian")  # 'activist', 'philanthropist': these come with a cause
_SCHOLARS = tuple(sorted(words("people", "describing", "scholars")))
_HANDS = words("people", "posts", "hands")
_RANKS = words("people", "posts", "ranks")
_CIVIL = words("people", "posts", "civil")
_HIRED = words("people", "posts", "hired")
_CHIEFS = words("people", "posts", "chiefs")
_PROSECUTING = words("people", "posts", "prosecuting")
_RUNNING_WITH = words("people", "posts", "running_with")
_OF_UNIONS = words("people", "posts", "of_unions")
_OF_FIRMS = words("people", "posts", "of_firms")
_OF_SCHOOLS = words("people", "posts", "of_schools")
_SCHOOLS = words("people", "posts", "schools")
_HARM = words("people", "posts", "harm")
_KIN = words("people", "posts", "kin")
_ELECTED = words("people", "posts", "elected")
_VYING = words("people", "posts", "vying")
_ADJECTIVES = words("people", "posts", "adjectives") | lb.FORMER
_RUNNING = words("people", "posts", "running")
_TEACHING = words("people", "posts", "teaching")
_HEADING = words("people", "posts", "heading")
_IN_CHARGE = words("people", "posts", "in_charge") | _HEADING
_OWNING = words("people", "posts", "owning")
_OWNERS = words("people", "posts", "owners")
_LIVED = words("people", "posts", "lived")
_PARTIES = words("people", "describing", "parties")
_SURE = 2  # words of candidacy that are no chance
_OFTEN = 2  # mentions from which on an undescribed person of an election story is part of the contest
_HEAD = 40  # tokens of headline and first sentence: whom a political story opens with, it is about
_POSTS = frozenset((*lb.OFFICES, *lb.PERSONS, *lb.SPOKESPERSON, *lb.GENERIC))
_PUBLIC = ("government", "military_police_court")


class Labels(NamedTuple):
    """What one description says."""

    office: bool
    role: str
    former: bool
    candidate: bool


class PersonLabels(NamedTuple):
    """Kind and role of a person, and the term of the register that they rest on; None if on the article alone."""

    kind: str
    role: str
    term: Term | None


def person_labels(person: Person, people: People) -> PersonLabels:
    """Kind and role of a named person by all that the article says of them, and by the register of office holders."""
    holding = person.holding
    described = person.described
    if holding is not None and holding.ended:  # 'Secretary Lee', years after she was
        described = [one._replace(past=True) if holding.ended & set(one.head) else one for one in described]
    found = [read_description(one, people) for one in described]
    kind, role, running = _post_labels(described, found)
    term: Term | None = None
    if holding is not None and holding.office is not None and kind != "named_official":
        told = (
            role == "politician_campaign"
        )  # 'the party's chair', who is a senator too: the hat that the article names
        kind, role, term = "named_official", role if told else holding.office.role, holding.office
    sure = 1 if people.on_election else _SURE if people.on_politics else _SURE + 1
    if running or person.campaigns >= sure:
        return PersonLabels(kind, "politician_campaign", term)
    contest = holding is not None and (holding.office is None or person.campaigns or people.on_election)
    if holding is not None and holding.stands is not None and contest:
        return PersonLabels(kind, "politician_campaign", term or holding.stands)
    elected = any(
        labels.former and not _ELECTED.isdisjoint(one.head) for one, labels in zip(described, found, strict=True)
    )
    if holding is not None and holding.ended and kind == "named_individual" and role == "unknown":
        role, elected = "expert", elected or not _ELECTED.isdisjoint(holding.ended)
    if people.on_election and elected and role in ("expert", "unknown"):
        return PersonLabels(kind, "politician_campaign", term)  # there a former senator is a party's voice
    if role == "unknown" and any(
        one.words[:2] == ("who", "whose") and not _HARM.isdisjoint(one.words) for one in described
    ):
        role = "witness_participant"  # 'Ann Lee, whose son drowned'
    if role == "unknown" and kind == "named_individual" and people.on_politics:
        early = people.on_election or person.first < _HEAD
        plain = not any(labels.role != "unknown" for labels in found)
        if _is_voter(described, found):
            return PersonLabels(kind, "public", term)
        weak = bool(person.campaigns) or (plain and early and len(person.mentions) >= _OFTEN)
        partisan = any(word in _PARTIES for one in described for word in one.words)
        if weak or partisan:
            return PersonLabels(kind, "politician_campaign", term)
    if role == "unknown" and kind == "named_individual" and not people.on_politics:
        lived = any(one.head == AGED or one.words[:2] == ("who", "whose") for one in described)
        role = "witness_participant" if lived else role  # news tells the age and the kin of those whom it is about
    if role == "expert" and not people.on_politics and kind == "named_individual":
        role = "witness_participant" if _is_from(described) else role  # 'Ann Lee, 33, an engineer from Velm'
    if role == "witness_participant" and people.on_politics and _is_voter(described, found):
        role = "public"  # no stake in the contest but a vote
    return PersonLabels(kind, role, term)


def _is_from(described: list[Description]) -> bool:
    """Whether age, an everyday trade and a home are told of somebody, as they are of those whom news happens to."""
    aged = any(one.head == AGED for one in described)
    return aged and any(one.head[-1] in _ORDINARY and one.tail[:1] == ("from",) for one in described)


def _is_voter(described: list[Description], found: list[Labels]) -> bool:
    """Whether a political story describes somebody as it does voters: by age, trade and town, or as an entertainer."""
    if not {labels.role for labels in found} <= {"unknown", "witness_participant"}:
        return False
    nouns = [one.head[-1] for one, labels in zip(described, found, strict=True) if labels.role != "unknown"]
    if any(noun in _ENTERTAINERS for noun in nouns):
        return True
    placed = any(one.head == AGED or one.tail[:1] == ("from",) for one in described)
    return placed and all(noun in _ORDINARY or (is_trade(noun) and not noun.endswith(_LEARNED)) for noun in nouns)


def post_labels(described: list[Description], people: People | None) -> tuple[str, str, bool]:
    """Kind, role and whether a candidacy is told, of one person's descriptions."""
    return _post_labels(described, [read_description(one, people) for one in described])


def _post_labels(described: list[Description], found: list[Labels]) -> tuple[str, str, bool]:
    past = {one.head[-1] for one, labels in zip(described, found, strict=True) if labels.former}
    running = any(labels.candidate for labels in found)
    office = next(
        (
            labels
            for one, labels in zip(described, found, strict=True)
            if labels.office
            and not labels.former
            and not past & set(one.head)
            and not (running and one.head[-1] == "president")  # 'President Lee' of a nominee is a supposition
        ),
        None,
    )
    if office is not None:
        return "named_official", office.role, running
    now = [
        labels.role
        for one, labels in zip(described, found, strict=True)
        if labels.role != "unknown" and not labels.former and not past & set(one.head)
    ]
    once = [labels.role for labels in found if labels.former]
    if "politician_campaign" in now:
        return "named_individual", "politician_campaign", running
    role = next(iter(now), "")
    if not role and once:
        role = once[0] if once[0] not in (*_PUBLIC, "unknown") else "expert"
    return "named_individual", role or "unknown", running


def read_description(one: Description, people: People | None) -> Labels:
    """One description: the noun that says what the person is decides, the words round it say for whom."""
    head, tail = one.head, one.tail
    former = one.past or not lb.FORMER.isdisjoint(head) or any(word.startswith("ex-") for word in head)
    candidate = (
        not _CANDIDATE.isdisjoint(head)
        or (head[0] == "who" and not _RUNNING.isdisjoint(tail) and "for" in tail)
        or (head[0] in _VYING and not lb.OFFICES.keys().isdisjoint(tail))
    )
    at = max([k for k, word in enumerate(head) if word in lb.SPOKESPERSON], default=-1)
    if at < 0:
        at = max([k for k, word in enumerate(head) if _says_post(word)], default=-1)
    noun = head[at] if at >= 0 else head[-1]
    if noun == "general" and at > 0 and (head[at - 1] in _LAW or head[at - 1] in _STATE):
        return Labels(True, "military_police_court" if head[at - 1] in _LAW else "government", former, candidate)
    pair = " ".join(head[at - 1 : at + 1]) if at > 0 else ""
    if pair in _PROSECUTING or (noun == "attorney" and head[max(0, at - 2) : at] == ("state", "'s")):
        return Labels(True, "military_police_court", former, candidate)  # 'district attorney'
    if pair in _RUNNING_WITH or " ".join(head[-2:]) in _RUNNING_WITH:
        return Labels(False, "politician_campaign", former, True)
    if " ".join(head[-2:]) in _OF_UNIONS and served_role([*head[:-2], *tail], people) not in (
        "politician_campaign",
        *_PUBLIC,
    ):
        return Labels(False, "witness_participant", former, candidate)
    if " ".join(head[-2:]) in _OF_FIRMS:
        return Labels(False, "company", former, candidate)
    rest = [word for k, word in enumerate(head) if k != at]
    if noun in _OF_SCHOOLS and not _SCHOOLS.isdisjoint((*rest, *tail)):
        return Labels(True, "government", former, candidate)
    if noun == "leader" and tail[:2] in (("of", "opposition"), ("of", "the")) and "opposition" in tail[:3]:
        return Labels(not former, "politician_campaign", former, candidate)  # a post of parliaments and councils
    around = served_role([*rest, *tail], people)
    if around == "unknown" and any(a in lb.GROUPS and b == "'" for a, b in itertools.pairwise(rest)):
        around = next(lb.GROUPS[word] for word in rest if word in lb.GROUPS)  # "farmers' leader"
    if noun in _OF_BODIES and tail and around == "government":
        bodies = {lb.BODIES.get(word, "") for word in tail} | {"government" for word in tail if word in lb.COUNTRIES}
        around = "government" if "government" in bodies or tail[0] != "of" else "unknown"
    if noun.startswith("ex-") and noun[3:] in lb.OFFICES:
        return Labels(False, lb.OFFICES[noun[3:]], True, candidate)
    if noun in lb.OFFICES and noun not in _SHARED:
        return Labels(True, lb.OFFICES[noun], former, candidate)
    if noun in _HIRED and "'s" in rest:
        return Labels(False, "witness_participant", former, candidate)
    if noun in _CHIEFS and rest[-1:] == ["finance"] and around == "government" and not _is_public(rest, tail, people):
        return Labels(False, "company", former, candidate)  # 'finance chief', as firms have one
    if noun in lb.OFFICES:  # 'president', 'secretary', 'general': of a state or of a firm, a club, a union
        elsewhere = noun in _OF_BODIES and bool(tail) and tail[0] in ("of", "at", "for") and around == "unknown"
        if noun == "officer" and rest and around == "unknown":
            return Labels(False, "company", former, candidate)  # 'chief financial officer'
        if noun == "president" and around == "unknown" and people is not None and rest:
            around = "government" if adjective_of_place(people, rest[-1]) else around  # 'Karvian President'
        if noun == "president" and around == "unknown" and not set(rest) <= _ADJECTIVES:
            return Labels(False, "company", former, candidate)  # 'the Estuary Lines president'
        if noun == "president" and "vice" in head and not _RANKS.isdisjoint(head):
            return Labels(False, "company" if around in (*_PUBLIC, "unknown") else around, former, candidate)
        if around in (*_PUBLIC, "unknown") and not elsewhere and "executive" not in head:
            role = around if around in _PUBLIC and noun not in _CIVIL else lb.OFFICES[noun]
            return Labels(True, role, former, candidate)
        return Labels(False, "company" if around == "unknown" and "vice" in head else around, former, candidate)
    if noun == "official" and around == "unknown" and not rest:
        return Labels(True, "government", former, candidate)
    if noun in lb.SPOKESPERSON or noun in lb.GENERIC:
        chief = noun == "counsel" and "general" in head  # a post, where a lawyer is hired
        office = around in _PUBLIC and (noun not in _PRIVATE or chief)
        role = around if around != "unknown" else lb.PERSONS.get(noun, "unknown")
        if noun in _PRIVATE and around in _PUBLIC and not chief:
            role = lb.PERSONS.get(noun, "witness_participant")
        return Labels(office, role, former, candidate)
    if noun in lb.PERSONS:
        role = lb.PERSONS[noun]
        if noun in _KIN and people is not None and people.on_politics:
            return Labels(False, "unknown", former, candidate)
        if noun == "captain" and around == "military_police_court":
            return Labels(True, around, former, candidate)
        if role == "expert" and noun not in _HANDS and tail[:1] not in (("for",), ("to",)) and "campaign" not in head:
            return Labels(False, role, former, candidate)  # 'a Republican pollster' counts votes
        if noun in _PARTY_POSTS or around == "politician_campaign":
            role = around if around != "unknown" else role
        elif role == "witness_participant" and around in ("company", "expert") and noun in _OWNERS:
            role = around
        return Labels(False, role, former, candidate)
    if head[0] in _TEACHING:
        return Labels(False, "expert", former, candidate)
    if head[0] in _OWNING or head[0] in _IN_CHARGE:
        office = head[0] in _HEADING and around in _PUBLIC
        own = "witness_participant" if around == "unknown" and head[0] in _OWNING else around
        return Labels(office, own, former, candidate)
    if head[0] == "who" or head[0] in _LIVED:
        return Labels(False, "witness_participant" if head[0] != "who" else "unknown", former, candidate)
    if around != "unknown":
        return Labels(False, around, former, candidate)
    if is_trade(noun):
        scholar = noun.endswith(_SCHOLARS)
        return Labels(False, "expert" if scholar else "witness_participant", former, candidate)
    return Labels(False, "unknown", former, candidate)


def _is_public(rest: list[str], tail: tuple[str, ...], people: People | None) -> bool:
    """Whether other words than 'finance', or the story, make a finance chief the state's."""
    others = [word for word in (*rest, *tail) if word != "finance"]
    return lb.role_of(others) == "government" or (people is not None and people.on_politics)


def _says_post(word: str) -> bool:
    return word in _POSTS or (word.startswith("ex-") and word[3:] in lb.OFFICES)


def served_role(rest: list[str], people: People | None) -> str:
    """For whom the post is held: the body, the adjective, or a candidate's name ("Lee's adviser", 'for Mr. Lee')."""
    role = lb.role_of([word for word in rest if word != "resident"])  # 'the Resident Commissioner'
    if role == "unknown" and not lb.OUTLET_NAMES.isdisjoint(rest):
        role = "media"
    if role in ("unknown", "government", "expert") and people is not None and people.on_election:
        for word in people.by_name.keys() & rest:
            owner = people.named(word)
            if owner is not None and (owner.campaigns or (owner.holding is not None and owner.holding.stands)):
                return "politician_campaign"
    return role
