"""Whom a definite noun means that was met before: 'the minister', 'the official', 'the outlet', 'the 24-year-old'."""

from __future__ import annotations

from dataclasses import replace

from credscore.extract.clause import phrase_before
from credscore.lexicon.load import words
from credscore.sourcing import labels as lb
from credscore.sourcing.antecedent import FAR, outlet_before
from credscore.sourcing.counting import number_of
from credscore.sourcing.describe import is_trade
from credscore.sourcing.heard import INTRODUCING, Heard
from credscore.sourcing.kind import profile_of
from credscore.sourcing.profile import Profile

__all__ = ["by_definite_noun"]

_GENERIC_OUTLET = words("sources", "outlet", "again")
_STANDS = words("people", "posts", "candidate")
_NOT_ONE = lb.GROUPS.keys() | words("sources", "anonymous", "withheld") | words("people", "describing", "collective")
_POINTING = words("grammar", "words", "pointing")
_HOME = ("from", "of", ",")  # behind an age, before where one lives
_LONGEST = 5  # tokens of a definite noun phrase that may point back: 'the real estate mogul'
_TWO = 2  # tokens of 'the agency'
_INDEFINITE = 8  # tokens before a noun within which its phrase begins: 'a senior customs official'


def by_definite_noun(heard: Heard, first: int, stop: int) -> Profile | None:
    """The labels of whom the phrase takes up; None where it is no definite noun, or takes up nobody."""
    if not _may_point_back(heard, first, stop):
        aged = stop - first > _TWO and heard.document.lowers[first + 1].endswith("-year-old")
        at_home = aged and heard.document.lowers[first] == "the" and heard.document.lowers[first + 2] in _HOME
        return heard.spoken_of(first) if at_home else None  # 'the 24-year-old from Velm'
    document, people = heard.document, heard.people
    head = document.lowers[stop - 1]
    if head == "agency" and stop - first == _TWO and heard.body is not None and heard.body.kind == "organization":
        return heard.body  # 'The Red Cross said … The agency said'
    if head in _GENERIC_OUTLET and (stop - first == _TWO or document.lowers[stop - 2] == "news"):
        outlet = outlet_before(document, people, first) or heard.outlet
        if outlet is not None:
            heard.outlet = outlet
            return outlet
    if head in heard.heads:
        return _unnamed_again(heard, head, first, stop)
    if (head.endswith("-year-old") or head in lb.COMPATRIOTS) and document.lowers[first] == "the":
        return heard.spoken_of(first)  # 'the 24-year-old', 'the Dane'
    if head in lb.OFFICES or head in lb.PERSONS or head in lb.GENERIC or head in lb.SPOKESPERSON:
        return _by_post(heard, head, first, stop)
    if head == "team" and stop - first == _TWO and _of_experts(heard, first):
        return Profile("organization", "expert")  # 'Dr Lee said … The team found'
    if head in lb.BODIES:
        return heard.named.get(head)
    if document.words[stop - 1].islower() and is_trade(head):
        return _described_as(heard, head, first)  # 'the shipwright'
    return None


def _of_experts(heard: Heard, token: int) -> bool:
    """Whether those heard last explain: 'Dr Lee said', 'scientists reported'."""
    crowd = heard.crowd_near(token)
    return any(one is not None and one.role == "expert" for one in (heard.person, crowd))


def _may_point_back(heard: Heard, first: int, stop: int) -> bool:
    """Whether the phrase is short, opens with 'the', 'this', 'his' and does not end in a name."""
    length, last = stop - first, heard.document.words[stop - 1]
    if not _TWO <= length <= _LONGEST or heard.document.lowers[first] not in _POINTING:
        return False
    return length == _TWO or last.isupper() or not last[0].isupper()


def _described_as(heard: Heard, head: str, token: int) -> Profile | None:
    """The person whom the article describes by that noun, named last before ``token``."""
    person = heard.people.described_as(head, token)
    return heard.meet_person(person, token) if person is not None else None


def _unnamed_again(heard: Heard, head: str, first: int, stop: int) -> Profile:
    """The unnamed source with that head noun; but a person with that post, if named since: 'a judge … Judge Lee'."""
    lowers = heard.document.lowers
    if head in lb.OFFICES or (head in lb.PERSONS and lowers[first] in ("his", "her")):
        person = heard.people.described_as(head, first)
        if person is not None and heard.named_since(head, person, first):
            return heard.meet_person(person, first)
    count = number_of(lowers[first:stop])
    return replace(heard.heads[head], count=count) if count else heard.heads[head]


def _by_post(heard: Heard, head: str, first: int, stop: int) -> Profile | None:
    """Whoever is described by the post or trade, stands for office, was met unnamed, or was last spoken of."""
    described = _described_as(heard, head, first)
    if described is not None:
        return described
    if head in _STANDS:
        return _candidate(heard, first)
    mine = heard.document.lowers[first] in ("his", "her")  # is nobody whom the article has met as 'a manager'
    unnamed = None if mine else _unnamed_before(heard, head, first)
    if unnamed is not None or not _is_of_one(heard, head, first, stop):
        return unnamed
    spoken = heard.spoken_of(first)  # 'the billionaire', 'the coal magnate'
    if spoken is not None and spoken.kind == "named_official" and lb.PERSONS[head] == "witness_participant":
        return None
    return spoken


def _is_of_one(heard: Heard, head: str, first: int, stop: int) -> bool:
    """Whether a noun tells of one person, as 'the billionaire' does; but 'the bridge's owner' need not be named."""
    lowers = heard.document.lowers
    if head not in lb.PERSONS or head in _NOT_ONE or lowers[first] != "the":
        return False
    if "'s" in lowers[first:stop] or "of" in lowers[first:stop]:
        return False
    return heard.document.words[first + 1].islower() or (stop - first > _TWO and lowers[first + 1] in lb.DEMONYMS)


def _candidate(heard: Heard, token: int) -> Profile:
    """'The candidate', 'the front-runner': whoever stands for office and was named last."""
    for place, person in heard.people.before(token):
        if person.campaigns > 1 and place < token:
            return heard.meet_person(person, token)
    return heard.meet(Profile("named_individual", "politician_campaign"))


def _unnamed_before(heard: Heard, head: str, token: int) -> Profile | None:
    """'A senior customs official … The official': the indefinite phrase with the same head, earlier."""
    document = heard.document
    lowers = document.lowers
    begin = max(heard.searched.get(head, -1), token - FAR)
    heard.searched[head] = token - 1  # each mention is looked at once, however often the noun comes
    for k in range(token - 1, begin, -1):
        if lowers[k] == head:
            first = phrase_before(document, k + 1, max(0, k - _INDEFINITE))
            if first < k and lowers[first] in INTRODUCING:
                heard.heads[head] = profile_of(document, (first, k + 1), heard.people)
                return heard.heads[head]
    return None
