"""What one description says of a person: whether its post is a public office, and in which role the holder speaks.

The noun that says what the person is decides, the words round it say for whom. The word lists are in
``lexicon/sources.toml`` and ``lexicon/people.toml``.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

from credscore.lexicon.load import words
from credscore.sourcing import labels as lb
from credscore.sourcing.bodies import adjective_of_place
from credscore.sourcing.deeds import office_and_role
from credscore.sourcing.describe import Description, is_trade
from credscore.sourcing.people import People
from credscore.sourcing.serving import served_role

__all__ = ["Labels", "read_description"]

_CANDIDATE = words("people", "posts", "candidate")
_PARTY_POSTS = words("people", "posts", "party")
_SHARED = words("people", "posts", "shared")
_PRIVATE = words("people", "posts", "private")
_OF_BODIES = words("people", "posts", "of_bodies")
_LAW = words("people", "posts", "generals_law")
_STATE = words("people", "posts", "generals_state")
_HANDS = words("people", "posts", "hands")
_RANKS = words("people", "posts", "ranks")
_CIVIL = words("people", "posts", "civil")
_HIRED = words("people", "posts", "hired")
_CHIEFS = words("people", "posts", "chiefs")
_PROSECUTING = words("people", "posts", "prosecuting")
_RUNNING_WITH = words("people", "posts", "running_with")
_AIDES = words("people", "posts", "own_aides")
_TEAM = words("people", "posts", "servants") | words("people", "posts", "team")
_OF_CHIEFS = words("people", "posts", "of_chiefs")
_OF_UNIONS, _OF_FIRMS, _OF_OFFICES, _OF_SCHOOLS = (
    words("people", "posts", key) for key in ("of_unions", "of_firms", "of_offices", "of_schools")
)
_SCHOOLS = words("people", "posts", "schools")
_KIN = words("people", "posts", "kin")
_VYING = words("people", "posts", "vying")
_ADJECTIVES = words("people", "posts", "adjectives") | lb.FORMER
_RUNNING = words("people", "posts", "running")
_OWNERS = words("people", "posts", "owners")
_ANYWHERE = words("people", "posts", "anywhere")
_POSTS = frozenset((*lb.OFFICES, *lb.PERSONS, *lb.SPOKESPERSON, *lb.GENERIC))
_OF_STATE = (*lb.PUBLIC, "unknown")  # roles of what an office is held in, where no firm, club or party is named
_OWN_TRADE = ("expert", "media")  # roles of those whom a party's adjective makes no servants of it
_OF_OWN = ("company", "expert")  # roles of a shop, a school, a clinic, for whoever runs it


class Labels(NamedTuple):
    """What one description says."""

    office: bool
    role: str
    former: bool = False
    candidate: bool = False


class _Post(NamedTuple):
    """A description by the noun that says what the person is.

    Attributes:
        noun: That noun, the last that names a post; the last word of the head if no list knows one.
        at: Its place in the head; -1 if no list knows one.
        head: The words up to where what hangs on the noun begins.
        rest: The same without the noun.
        tail: What hangs on the noun: ('of', 'the', 'water', 'board').
    """

    noun: str
    at: int
    head: tuple[str, ...]
    rest: list[str]
    tail: tuple[str, ...]


def read_description(one: Description, people: People | None) -> Labels:
    """What one description says; ``people`` are those of the article, if it stands in one."""
    head = one.head
    former = one.past or not lb.FORMER.isdisjoint(head) or any(word.startswith("ex-") for word in head)
    post = _post_of(one)
    if people is not None and not people.on_politics and post.noun in _ANYWHERE:
        others = [word for word in one.words if word not in _ANYWHERE]
        if served_role(others, None) in ("unknown", "witness_participant"):
            return Labels(False, "witness_participant", former)  # the challenger of a chess master
    found = _by_several_words(post, people, former) or _by_noun(post, people)
    return Labels(found.office, found.role, former or found.former, found.candidate or _stands(one))


def _stands(one: Description) -> bool:
    """Whether a candidacy is told: 'the nominee', 'who is running for the senate', 'vying to be governor'."""
    head, tail = one.head, one.tail
    if not _CANDIDATE.isdisjoint(head):
        return True
    if head[0] == "who" and not _RUNNING.isdisjoint(tail) and "for" in tail:
        return True
    return head[0] in _VYING and not lb.OFFICES.keys().isdisjoint(tail)


def _post_of(one: Description) -> _Post:
    """The description by the last spokesperson's noun in it, else by the last post."""
    head = one.head
    at = max([k for k, word in enumerate(head) if word in lb.SPOKESPERSON], default=-1)
    if at < 0:
        at = max([k for k, word in enumerate(head) if _says_post(word)], default=-1)
    tail = one.tail
    if "officer" in tail:  # 'president and chief executive officer', who is no police officer
        tail = tuple(word for k, word in enumerate(tail) if word != "officer" or tail[max(0, k - 1)] not in _OF_CHIEFS)
    return _Post(head[at], at, head, [word for k, word in enumerate(head) if k != at], tail)


def _says_post(word: str) -> bool:
    return word in _POSTS or (word.startswith("ex-") and word[3:] in lb.OFFICES)


def _by_several_words(post: _Post, people: People | None, former: bool) -> Labels | None:
    """Posts that more than the noun tells: 'attorney general', 'running mate', 'leader of the opposition'."""
    noun, at, head, tail = post.noun, post.at, post.head, post.tail
    before = head[at - 1] if at > 0 else ""
    if noun == "general" and (before in _LAW or before in _STATE):
        return Labels(True, "military_police_court" if before in _LAW else "government")
    pair = f"{before} {noun}"
    if pair in _PROSECUTING or (noun == "attorney" and head[max(0, at - 2) : at] == ("state", "'s")):
        return Labels(True, "military_police_court")  # 'district attorney'
    last = " ".join(head[-2:])
    if pair in _RUNNING_WITH or last in _RUNNING_WITH:
        return Labels(False, "politician_campaign", candidate=True)
    if last in _OF_UNIONS and served_role([*head[:-2], *tail], people) not in ("politician_campaign", *lb.PUBLIC):
        return Labels(False, "witness_participant")
    if last in _OF_FIRMS:
        return Labels(False, "company")
    chief = noun == "officer" and head[-3:-2] == ("chief",) and before in _OF_CHIEFS
    if last in _OF_OFFICES or chief:
        serves = served_role([*head[:-2], *tail], people)  # 'operations director', as firms have one
        return Labels(serves in lb.PUBLIC, "company" if serves == "unknown" else serves)
    if noun == "governor" and "bank" in (*post.rest, *tail):
        return Labels(not former, "government")  # of a central bank, since others have none
    if noun in _OF_SCHOOLS and not _SCHOOLS.isdisjoint((*post.rest, *tail)):
        return Labels(True, "government")
    if noun == "leader" and tail[:2] in (("of", "opposition"), ("of", "the")) and "opposition" in tail[:3]:
        return Labels(not former, "politician_campaign")  # a post of parliaments and councils
    return None


def _by_noun(post: _Post, people: People | None) -> Labels:
    """An office, a post of any body, a trade or a tie, by the noun and by whom it serves; else what the person does."""
    noun, rest = post.noun, post.rest
    serves = _serves(post, people)
    if noun.startswith("ex-") and noun[3:] in lb.OFFICES:
        return Labels(False, lb.OFFICES[noun[3:]], former=True)
    if noun in lb.OFFICES and noun not in _SHARED:
        return Labels(True, lb.OFFICES[noun])
    if noun in _HIRED and "'s" in rest:
        return Labels(False, "witness_participant")
    if noun in _CHIEFS and rest[-1:] == ["finance"] and serves == "government" and not _is_public(post, people):
        return Labels(False, "company")  # 'finance chief', as firms have one
    if noun in lb.OFFICES:
        return _shared_office(post, serves, people)
    if noun == "official" and serves == "unknown" and not rest:
        return Labels(True, "government")
    if (
        noun in _TEAM
        and (post.head[0] == "'s" or noun in _AIDES)
        and serves == "unknown"
        and people
        and people.on_election
    ):
        return Labels(False, "politician_campaign")  # 'his chief strategist'
    if noun in lb.SPOKESPERSON or noun in lb.GENERIC:
        return _post_of_any_body(post, serves)
    if noun in lb.PERSONS:
        return _trade_or_tie(post, serves, people)
    return Labels(*office_and_role(post.head, rest, post.tail, serves))


def _serves(post: _Post, people: People | None) -> str:
    """The role of whom the post serves: 'of the water board', "farmers'", 'Republican'; 'unknown' if nothing tells."""
    rest, tail = post.rest, post.tail
    role = served_role([*rest, *tail], people)
    if role == "unknown" and "'" in rest:
        several = next((a for a, b in itertools.pairwise(rest) if b == "'" and a.endswith("s")), "")
        trade = several[:-1] in lb.PERSONS or several[:-1] in lb.OFFICES or is_trade(several[:-1])
        # "farmers' leader", "stokers' leader": a union's
        role = lb.GROUPS.get(several, "witness_participant" if trade else "unknown")
    if role == "unknown" and tail[:1] == ("of",) and tail[-1].endswith("s"):
        one = tail[-1][:-1]  # 'president of the Ohio Steelworkers'
        role = "witness_participant" if one in lb.PERSONS or is_trade(one) else role
    if post.noun in _OF_BODIES and role == "government" and tail[:1] == ("of",):
        public = any(lb.BODIES.get(word) == "government" or word in lb.COUNTRIES for word in tail)
        return "government" if public else "unknown"
    return role


def _is_public(post: _Post, people: People | None) -> bool:
    """Whether other words than 'finance', or the story, make a finance chief the state's."""
    others = [word for word in (*post.rest, *post.tail) if word != "finance"]
    return lb.role_of(others) == "government" or (people is not None and people.on_politics)


def _shared_office(post: _Post, serves: str, people: People | None) -> Labels:
    """'President', 'secretary', 'general': of a state or of a firm, a club, a union."""
    noun, head, rest = post.noun, post.head, post.rest
    elsewhere = noun in _OF_BODIES and post.tail[:1] in (("of",), ("at",), ("for",)) and serves == "unknown"
    if noun == "officer" and rest and serves == "unknown":
        return Labels(False, "company")  # 'chief financial officer'
    if noun == "president":
        if serves == "unknown" and people is not None and rest and adjective_of_place(people, rest[-1]):
            serves = "government"  # 'Karvian President'
        if serves == "unknown" and not _ADJECTIVES.issuperset(rest):
            return Labels(False, "company")  # 'the Estuary Lines president'
        if "vice" in head and not _RANKS.isdisjoint(head):
            return Labels(False, "company" if serves in _OF_STATE else serves)
    if serves in _OF_STATE and not elsewhere and "executive" not in head:
        return Labels(True, serves if serves in lb.PUBLIC and noun not in _CIVIL else lb.OFFICES[noun])
    return Labels(False, "company" if serves == "unknown" and "vice" in head else serves)


def _post_of_any_body(post: _Post, serves: str) -> Labels:
    """'Spokesman', 'director', 'counsel': an office, if the body is public, but for those whom it hires."""
    noun = post.noun
    chief = noun == "counsel" and "general" in post.head  # a post, where a lawyer is hired
    public = serves in lb.PUBLIC
    if public and noun in _PRIVATE and not chief:
        return Labels(False, lb.PERSONS.get(noun, "witness_participant"))
    return Labels(public, serves if serves != "unknown" else lb.PERSONS.get(noun, "unknown"))


def _trade_or_tie(post: _Post, serves: str, people: People | None) -> Labels:
    """'Pollster', 'captain', 'wife': the role of the trade or the tie, or of whom it serves."""
    noun, role = post.noun, lb.PERSONS[post.noun]
    if noun in _KIN and people is not None and people.on_politics:
        return Labels(False, "witness_participant")
    if noun == "captain" and serves == "military_police_court":
        return Labels(True, serves)
    hired = noun in _HANDS or post.tail[:1] in (("for",), ("to",)) or "campaign" in post.head
    if role in _OWN_TRADE and not hired:
        return Labels(False, role)  # 'a Republican pollster' counts votes, 'a conservative radio host' is on air
    if noun in _PARTY_POSTS or serves == "politician_campaign":
        return Labels(False, serves if serves != "unknown" else role)
    return Labels(False, serves if role == "witness_participant" and serves in _OF_OWN and noun in _OWNERS else role)
