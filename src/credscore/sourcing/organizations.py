"""Phrases that mean a body: a firm by its form, 'the water board', a spokesperson without a name, 'Doctors Abroad'."""

from __future__ import annotations

from credscore.extract.grammar import POSSESSIVE
from credscore.lexicon.load import words
from credscore.sourcing import labels as lb
from credscore.sourcing.counting import is_marked, number_of
from credscore.sourcing.describe import is_post
from credscore.sourcing.naming import first_of, name_at
from credscore.sourcing.phrase import Phrase
from credscore.sourcing.profile import Profile
from credscore.sourcing.roles import ministry_role

__all__ = ["body", "by_form", "spokesperson"]

_CLAUSE = words("sources", "published", "after_maker")
_FOR = 2  # tokens of 'for Larkmere'
_OWNED = words("sources", "spokesperson", "owned")
_FORCES = words("sources", "bodies", "forces")
_ALWAYS = words("sources", "bodies", "always")
_GENERIC_BODIES = words("sources", "bodies", "generic")
_GROUPS = words("sources", "bodies", "groups")
_GROUPS_OF = words("sources", "bodies", "groups_of")
_SINGLE = words("sources", "bodies", "single")
_BY_WORDS_AROUND = ("government", "expert", "witness_participant")  # roles of a body that other words may change
_STRONGER = ("military_police_court", "politician_campaign", "company")  # and to which


def by_form(phrase: Phrase) -> Profile | None:
    """A body by the form of its name: 'Lund Pumps AG', 'Hale & Sons', 'the central bank'."""
    core, texts = phrase.core, phrase.document.words
    if (
        phrase.head in lb.LEGAL_FORMS
        and len(core) > 1
        and texts[phrase.first][0].isupper()
        and lb.is_legal_form(texts[phrase.at])
    ):
        return Profile("organization", "company", phrase.name)
    if phrase.capital and "&" in " ".join(core):
        return Profile("organization", "company", phrase.name)
    if phrase.head in _GROUPS and phrase.capital and not phrase.definite and len(core) > 1:
        plain = core[-2] not in _GROUPS_OF and lb.role_of(core[:-1]) == "unknown"
        if plain:
            return Profile("organization", "company", phrase.name)  # 'Lund Group'
    role = lb.BODY_PAIRS.get(" ".join(core[-2:])) if len(core) > 1 else None
    return Profile("organization", role, phrase.name_if_capital) if role is not None else None


def spokesperson(phrase: Phrase) -> Profile | None:
    """Who speaks for a body and has no name: the body speaks. 'A navy spokesman', 'its lawyers'."""
    core, head = phrase.core, phrase.head
    lead = phrase.document.lowers[phrase.first]
    if head in _OWNED and (lead in POSSESSIVE or "'s" in core or phrase.goes_on_with("for")):
        served = [word for word in phrase.said if word != head]
    elif lb.SPOKESPERSON.isdisjoint(core):
        return None
    else:
        served = phrase.said
    clause = first_of(_CLAUSE, served, 0, len(served))  # what the body did tells nothing: ', which owned the port'
    role = ministry_role(served, lb.role_of(served[:clause]))
    named = phrase.document.words[phrase.cut - 1]
    if phrase.goes_on_with("for") and phrase.cut - phrase.end > _FOR and named[0].isupper() and lb.is_legal_form(named):
        role = "company"  # 'a spokeswoman for Larkmere Homes'
    return Profile("organization", role)


def body(phrase: Phrase) -> Profile | None:
    """A body by its noun, several of them, or a crowd's noun as the name of one: 'the board', 'Doctors Abroad'."""
    core, head = phrase.core, phrase.head
    insider = head in lb.ANONYMOUS_OFFICIAL or head in lb.PERSONS
    if insider and head not in _FORCES and not phrase.definite and is_marked(phrase.said):
        return None  # 'a regulator familiar with the file'
    named = _named_by_noun(phrase)
    if named is not None:
        return named
    if _acts_as_one(phrase):
        return Profile("organization", _body_role(core, lb.BODIES.get(head, "government")), phrase.name_if_capital)
    if head in lb.BODIES:
        return Profile("organization", lb.role_of(core, lb.BODIES[head]))
    initials = phrase.document.words[phrase.at][:-1].isupper()  # 'super PACs'
    if (initials or not phrase.capital) and head.endswith("s") and _one_of(head) in lb.BODIES:
        return _bodies(phrase)
    if phrase.definite and len(core) > 1 and head in lb.GROUPS and _is_written_as_name(phrase):
        return Profile("organization", lb.role_of(core, lb.GROUPS[head]), phrase.name)
    return None


def _named_by_noun(phrase: Phrase) -> Profile | None:
    """The body whose noun stands before its name: 'the consumer group Fair Ticket'."""
    if not phrase.capital:
        return None
    first, end, lowers = phrase.first, phrase.end, phrase.document.lowers
    plain = next((k for k in range(end - 1, first - 1, -1) if phrase.document.words[k].islower()), end)
    if plain >= end - 1 or lowers[plain] not in lb.BODIES or is_post(lowers[plain]):
        return None
    pair = lb.BODY_PAIRS.get(" ".join(lowers[plain - 1 : plain + 1])) if plain > 0 else None
    role = pair or lb.role_of(lowers[first : plain + 1], lb.BODIES[lowers[plain]])
    return Profile("organization", role, name_at(phrase.document, plain + 1, end))


def _acts_as_one(phrase: Phrase) -> bool:
    """Whether the noun means one body: 'the council', 'Water Board', but not 'police' as some of its people."""
    head = phrase.head
    if head not in _ALWAYS and (head not in lb.BODIES or head in _FORCES or phrase.indefinite):
        return False
    return head in _GENERIC_BODIES or phrase.capital or phrase.definite or len(phrase.core) > 1 or head in _SINGLE


def _body_role(core: list[str], role: str) -> str:
    """The role of a body whose noun has ``role``: 'the party's committee' is the party's."""
    if role not in _BY_WORDS_AROUND:
        return role
    around = ministry_role(core, lb.role_of(core[:-1], role))
    return around if around in _STRONGER else role


def _one_of(plural: str) -> str:
    """One of several bodies: 'council' of 'councils', 'agency' of 'agencies'."""
    return plural[:-3] + "y" if plural.endswith("ies") else plural[:-1]


def _bodies(phrase: Phrase) -> Profile:
    """'Two unions', 'the councils'; without an article or a number a crowd: 'unions'."""
    core, head = phrase.core, phrase.head
    one = _one_of(head)
    pair = lb.BODY_PAIRS.get(f"{core[-2]} {one}") if len(core) > 1 else None  # 'aid agencies'
    several = phrase.source[0] < phrase.first or core[0] in ("two", "three", "several") or number_of(core) is not None
    return Profile("organization" if several else "unnamed_group", pair or lb.role_of([*core[:-1], one]))


def _is_written_as_name(phrase: Phrase) -> bool:
    return phrase.capital and all(text[0].isupper() for text in phrase.document.words[phrase.first : phrase.end])
