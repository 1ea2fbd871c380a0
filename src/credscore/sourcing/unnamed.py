"""People without a name: two officials, a clerk, insiders, a share of those asked, a crowd."""

from __future__ import annotations

import itertools

from credscore.lexicon.load import words
from credscore.sourcing import labels as lb
from credscore.sourcing.counting import is_marked, number_of
from credscore.sourcing.phrase import Phrase
from credscore.sourcing.profile import Profile
from credscore.sourcing.roles import office_role, person_role

__all__ = ["at_work", "unnamed_people"]

_STAFF = words("people", "posts", "aides")
_AT_COUNTERS = words("people", "posts", "at_counters")
_LED = words("sources", "crowd", "led")
_MACHINES = words("people", "posts", "machines")
_OPERATORS = words("people", "posts", "operators")
_HIRED = words("people", "posts", "hired")
_OWNERS = words("grammar", "words", "his_or_her") | {"'s", "'"}
_SHARES = words("sources", "share", "words")
_MANY = words("sources", "crowd", "officials")
_FORMER_CROWD = words("sources", "crowd", "former")
_VAGUE = words("sources", "crowd", "vague")
_OFFICERS = words("sources", "anonymous", "of_any_body")
_PRIVATE = ("politician_campaign", "company", "witness_participant")  # roles of bodies whose officials hold no office
_CLASSES = ("politician_campaign", "company", "expert")  # roles that the words round a crowd give it


def at_work(phrase: Phrase) -> Profile | None:
    """People at their work, whom their noun alone would make something else: a guard, a committee aide, a clerk."""
    head, core = phrase.head, phrase.core
    if head == "guard" and not phrase.capital:
        number = number_of(core)
        if phrase.indefinite or number is not None or core[0] in lb.FORMER:
            return Profile("anonymous_source", "witness_participant", None, number)
    if head == "guards" and not phrase.capital and number_of(core) is not None:
        return Profile("anonymous_source", "witness_participant", None, number_of(core))
    if head in _OPERATORS and len(core) > 1 and core[-2] in _MACHINES:
        number = number_of(core)  # 'a crane operator', where other operators are firms
        crowd = head.endswith("s") and number is None
        return Profile("unnamed_group" if crowd else "anonymous_source", "witness_participant", None, number)
    if (head in _STAFF or head[:-1] in _STAFF) and _serves_state(phrase):
        return Profile("anonymous_official", "government", None, number_of(core))
    if head in _AT_COUNTERS and _is_at_counter(phrase):
        return Profile("anonymous_source", person_role(phrase.said, head), None, number_of(core))
    return None


def _serves_state(phrase: Phrase) -> bool:
    """'Two cabinet members', 'a committee aide', but not 'a committee aide for the party'."""
    core = phrase.core
    if phrase.capital or core[0] in lb.FORMER:
        return False
    return lb.role_of(core[:-1]) == "government" and lb.role_of(phrase.after) != "politician_campaign"


def _is_at_counter(phrase: Phrase) -> bool:
    """ "The store's clerk", 'a clerk at a grocery'."""
    core = phrase.core
    if core[-2:-1] == ["'s"] and lb.role_of(core[:-2]) in ("company", "witness_participant"):
        return True
    return phrase.goes_on_with("at") and lb.role_of(phrase.after) not in lb.PUBLIC


def unnamed_people(phrase: Phrase) -> Profile | None:
    """People by a noun for people: once something else, a share, counted, in office, a crowd, or somebody."""
    head, core = phrase.head, phrase.core
    if head.startswith("ex-") and (head[3:] in lb.PERSONS or head[3:] in lb.OFFICES):
        role = person_role(phrase.said, head[3:]) if head[3:] in lb.PERSONS else "expert"
        return Profile("anonymous_source", role)  # 'the ex-husband'
    number, marked = number_of(core), is_marked(phrase.said)
    if not marked and _is_share(phrase, number):
        return Profile("unnamed_group", "public")
    former = not lb.FORMER.isdisjoint(core[:3])
    if head in _HIRED and head in lb.OFFICES and not _OWNERS.isdisjoint(core[:-1]):
        return Profile("anonymous_source", "witness_participant", None, number)  # "the striker's agent"
    officer = head in lb.ANONYMOUS_OFFICIAL and not former
    if marked or number:
        if officer:
            return Profile("anonymous_official", office_role(phrase.said, head), None, number)
        return Profile("anonymous_source", person_role(phrase.said, head), None, number)
    crowd = head in lb.GROUPS and (head == "people" or head.endswith("s") or head not in lb.ANONYMOUS_SOURCE)
    if officer and not (crowd and (core[0] in _VAGUE or head in _MANY)):
        return _official(phrase)
    if (former and head in _FORMER_CROWD) or (crowd and head != "sources"):
        return Profile("unnamed_group", _crowd_role(phrase, former))
    if head in lb.ANONYMOUS_SOURCE or head in lb.PERSONS:
        return Profile("anonymous_source", person_role(phrase.said, head))
    if head.endswith("%") or core[0].rstrip("%").replace(".", "").isdigit() or "percent" in core:
        return Profile("unnamed_group", "public")
    return None


def _is_share(phrase: Phrase, number: int | None) -> bool:
    """'A third of voters', 'two in 5 nurses'; but 'a fund, which owns 4%' is no share of anybody."""
    clause = phrase.document.lowers[phrase.first : phrase.cut]
    if not _SHARES.isdisjoint(clause):
        return True
    return number is not None and any(a == "in" and b.isdigit() for a, b in itertools.pairwise(clause))


def _official(phrase: Phrase) -> Profile:
    """An official without a name, of a public body or of one that is none: 'union officials'."""
    around, head = lb.role_of(phrase.core[:-1]), phrase.head
    if around == "politician_campaign" and head.removesuffix("s") in lb.OFFICES and head not in _OFFICERS:
        return Profile("anonymous_official", around)  # 'an opposition councillor'
    if around == "politician_campaign" or (phrase.head in _OFFICERS and around in _PRIVATE):
        return Profile("anonymous_source", around)
    return Profile("anonymous_official", office_role(phrase.said, phrase.head))


def _crowd_role(phrase: Phrase, former: bool) -> str:
    """The role of a crowd: its noun's, unless the words round it say whose: 'bank employees', 'voters of the party'."""
    role = lb.GROUPS.get(phrase.head, "public")
    around = lb.role_of(phrase.core[:-1] + phrase.after)
    if (role == "public" and around in _CLASSES) or (phrase.head in _LED and around != "unknown"):
        return around
    return "witness_participant" if former else role
