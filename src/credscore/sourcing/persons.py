"""Kind and role of a named person: by all that the article says of them, and by the register of office holders.

Ordered rules, no weights: a candidacy first, then the office held now, then party work, trade and firm; who held an
office once is an expert. What one description says is read in `credscore.sourcing.posts`.
"""

from __future__ import annotations

from typing import NamedTuple

from credscore.lexicon.load import words
from credscore.register import Term
from credscore.sourcing import labels as lb
from credscore.sourcing.describe import AGED, Description, is_trade
from credscore.sourcing.people import People, Person
from credscore.sourcing.posts import Labels, read_description

__all__ = ["PersonLabels", "person_labels", "post_labels"]

_ENTERTAINERS = words("people", "posts", "entertainers")
_ORDINARY = words("people", "posts", "ordinary")
_LEARNED = ("ist", "ian")  # 'activist', 'philanthropist': these come with a cause
_STAKES = words("people", "posts", "stakes")
_OWNING = words("people", "posts", "owning")
_HARM = words("people", "posts", "harm")
_ELECTED = words("people", "posts", "elected")
_APPOINTED = words("people", "posts", "appointed")
_UNINVOLVED = words("people", "posts", "uninvolved")
_RESEARCH = words("people", "posts", "research")
_PARTIES = words("people", "describing", "parties")
_SURE = 2  # words of candidacy that are no chance
_OFTEN = 2  # mentions from which on an undescribed person of an election story is part of the contest
_HEAD = 40  # tokens of headline and first sentence: whom a political story opens with, it is about
_UNTOLD = ("unknown", "witness_participant", "public")  # roles that leave open what somebody is to a contest


class PersonLabels(NamedTuple):
    """Kind and role of a person, and the term of the register that they rest on; None if on the article alone."""

    kind: str
    role: str
    term: Term | None


class _Told(NamedTuple):
    """One description of the person, and what it says."""

    one: Description
    labels: Labels


def person_labels(person: Person, people: People) -> PersonLabels:
    """Kind and role of a named person by all that the article says of them, and by the register of office holders."""
    told = _read(person, people)
    kind, role, running = _by_posts(told)
    kind, role, term = _by_register(person, kind, role)
    if running or person.campaigns >= _enough(people):
        return PersonLabels(kind, "politician_campaign", term)
    stood = _candidacy(person, people)
    if stood is not None:
        return PersonLabels(kind, "politician_campaign", term or stood)
    role = _after_office(person, people, kind, role, told)
    if kind == "named_individual" and any(_is_outsider(one) for one, _ in told):
        role = "expert"
    if role == "unknown" and any(_is_whose(one) and not _HARM.isdisjoint(one.words) for one, _ in told):
        role = "witness_participant"  # 'Ann Lee, whose son drowned'
    if people.on_politics:
        role = _in_politics(person, people, kind, role, told)
    elif kind == "named_individual":
        role = _in_other_news(role, told)
    return PersonLabels(kind, role, term)


def post_labels(described: list[Description], people: People | None) -> tuple[str, str, bool]:
    """Kind, role and whether a candidacy is told, of one person's descriptions."""
    return _by_posts([_Told(one, read_description(one, people)) for one in described])


def _read(person: Person, people: People) -> list[_Told]:
    """What each description says. An office that the register knows to have ended is past: 'Mayor Lee', years on."""
    described = person.described
    ended = person.holding.ended if person.holding is not None else ()
    if ended:
        described = [one._replace(past=True) if not ended.isdisjoint(one.head) else one for one in described]
    return [_Told(one, read_description(one, people)) for one in described]


def _by_posts(told: list[_Told]) -> tuple[str, str, bool]:
    """Kind, role and candidacy by the posts: the office held now, else party work, else the first role, else once's."""
    past = {one.head[-1] for one, labels in told if labels.former}
    running = any(labels.candidate for _, labels in told)
    now = [(one, labels) for one, labels in told if not labels.former and past.isdisjoint(one.head)]
    for one, labels in now:
        supposed = running and one.head[-1] == "president"  # 'President Lee' of a nominee
        if labels.office and not supposed:
            return "named_official", labels.role, running
    roles = [labels.role for _, labels in now if labels.role != "unknown"]
    if "politician_campaign" in roles:
        return "named_individual", "politician_campaign", running
    if not roles:
        roles = [_once(labels.role) for _, labels in told if labels.former]
    return "named_individual", next(iter(roles), "unknown"), running


def _once(role: str) -> str:
    """The role of somebody whose post of that role is past: who held a public one knows of it."""
    return "expert" if role in lb.PUBLIC or role == "unknown" else role


def _by_register(person: Person, kind: str, role: str) -> tuple[str, str, Term | None]:
    """Kind and role with the office that the register knows of, where the article tells of none."""
    holding = person.holding
    if holding is None or holding.office is None or kind == "named_official":
        return kind, role, None
    # 'the party's chair', who is a senator too: the hat that the article names
    return "named_official", role if role == "politician_campaign" else holding.office.role, holding.office


def _enough(people: People) -> int:
    """How many words of a candidacy beside the name make somebody a candidate, in such an article."""
    return 1 if people.on_election else _SURE if people.on_politics else _SURE + 1


def _candidacy(person: Person, people: People) -> Term | None:
    """The candidacy that the register knows of; of who holds an office, only where the article tells of a contest."""
    holding = person.holding
    if holding is None or holding.stands is None:
        return None
    contest = holding.office is None or bool(person.campaigns) or people.on_election
    return holding.stands if contest else None


def _after_office(person: Person, people: People, kind: str, role: str, told: list[_Told]) -> str:
    """The role of who was in office once: an expert, but the voice of a party where the article is on an election."""
    elected = any(
        labels.former and not _ELECTED.isdisjoint(one.head) and _APPOINTED.isdisjoint(one.head) for one, labels in told
    )
    ended = person.holding.ended if person.holding is not None else ()
    if ended and kind == "named_individual" and role == "unknown":
        role = "expert"
        elected = elected or not _ELECTED.isdisjoint(ended)
    return "politician_campaign" if people.on_election and elected and role in ("expert", "unknown") else role


def _in_politics(person: Person, people: People, kind: str, role: str, told: list[_Told]) -> str:
    """The role in a story of politics: a voter's is the public's, who is named often or with a party contends."""
    if role == "witness_participant":
        return "public" if _is_voter(told) else role  # no stake in the contest but a vote
    if role != "unknown" or kind != "named_individual":
        return role
    if _is_voter(told):
        return "public"
    return "politician_campaign" if _contends(person, people, told) else role


def _contends(person: Person, people: People, told: list[_Told]) -> bool:
    """Whether somebody of no known role is part of the contest: by a party's name, or as the story is about them."""
    if person.campaigns or any(word in _PARTIES for one, _ in told for word in one.words):
        return True
    early = people.on_election or person.first < _HEAD
    return early and len(person.mentions) >= _OFTEN and all(labels.role == "unknown" for _, labels in told)


def _in_other_news(role: str, told: list[_Told]) -> str:
    """The role in news of no politics, which tells the age, the kin and the home of those whom it is about."""
    if role == "unknown" and any(one.head == AGED or _is_whose(one) for one, _ in told):
        return "witness_participant"
    return "witness_participant" if role == "expert" and _is_from(told) else role


def _is_outsider(one: Description) -> bool:
    """Whether somebody is asked of work of others, as news of science asks those who know: 'not part of the study'."""
    return "not" in one.words and not _UNINVOLVED.isdisjoint(one.words) and not _RESEARCH.isdisjoint(one.tail)


def _is_whose(one: Description) -> bool:
    return one.words[:2] == ("who", "whose")


def _is_from(told: list[_Told]) -> bool:
    """Whether age, an everyday trade and a home are told: 'Ann Lee, 33, an engineer from Velm'."""
    aged = any(one.head == AGED for one, _ in told)
    return aged and any(one.head[-1] in _ORDINARY and one.tail[:1] == ("from",) for one, _ in told)


def _is_placed(one: Description) -> bool:
    """Whether a home is told: 'from Velm', 'a truck driver in Velm'."""
    return one.tail[:1] == ("from",) or (one.tail[:1] == ("in",) and lb.BODIES.keys().isdisjoint(one.tail))


def _is_voter(told: list[_Told]) -> bool:
    """Whether a political story describes somebody as it does voters: by age, trade and town, or as an entertainer."""
    if not all(labels.role in _UNTOLD for _, labels in told):
        return False
    # 'Ann Lee, 67, who sells flowers' does as voters do
    nouns = [one.head[-1] for one, labels in told if labels.role != "unknown" and one.head[-1] not in _OWNING]
    if any(noun in _ENTERTAINERS for noun in nouns):
        return True
    placed = any(one.head == AGED or _is_placed(one) for one, _ in told)
    return (
        placed
        and _STAKES.isdisjoint(nouns)
        and all(noun in _ORDINARY or (is_trade(noun) and not noun.endswith(_LEARNED)) for noun in nouns)
    )
