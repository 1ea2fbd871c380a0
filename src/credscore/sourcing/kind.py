"""The kind and role of a source, read off its noun phrase and what the article says of it elsewhere.

The order of the questions is the codebook's: a document, an outlet, a named person, a body, an unnamed
official, another unnamed source, a crowd.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from credscore.extract.attribution import Range
from credscore.extract.grammar import DETERMINERS
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.holders import sole_holder
from credscore.sourcing.naming import cause, named_person, unknown_name
from credscore.sourcing.organizations import body, by_form, spokesperson
from credscore.sourcing.partitives import SOME_OF, some_of
from credscore.sourcing.people import People
from credscore.sourcing.phrase import Phrase, take_apart
from credscore.sourcing.profile import Profile
from credscore.sourcing.publications import document, newsroom, outlet, outlet_with_noun
from credscore.sourcing.roles import owner_of_aides, serves_candidate, trade_role
from credscore.sourcing.self_named import name_told
from credscore.sourcing.unnamed import at_work, unnamed_people

__all__ = ["profile_of"]

_ANYWHERE = words("people", "posts", "anywhere")
_NAMELESS = ("anonymous_source", "unnamed_group")
_PEOPLE = (*_NAMELESS, "anonymous_official")
_HANDFULS = words("sources", "crowd", "handfuls")
_LEAGUES = words("sources", "crowd", "leagues")
_LEADING = 4  # words of a phrase that may tell that an office is past


def profile_of(document: Document, source: Range, people: People) -> Profile:
    """Labels for the noun phrase at ``source``. Pronouns and 'the minister' are resolved by the caller."""
    profile = _first_answer(document, source, people)
    if profile.role == "politician_campaign" and profile.kind in _NAMELESS and not people.on_politics:
        said = document.lowers[source[0] : source[1]]
        others = [word for word in said if word not in _ANYWHERE]
        if len(others) < len(said) and lb.role_of(others) == "unknown":
            return replace(profile, role="witness_participant")  # the organisers of a fair
    if profile.kind == "unnamed_group" and owner_of_aides(document, source, people) == "politician_campaign":
        return replace(profile, role="politician_campaign")  # 'some Lee volunteers'
    if profile.kind == "unnamed_group" and profile.role == "unknown":
        return replace(profile, role="public")  # a crowd of which nothing tells that it has a stake
    if profile.kind != "anonymous_source":
        return profile
    if not lb.FORMER.isdisjoint(document.lowers[source[0] : source[1]][:_LEADING]):
        if profile.role in lb.PUBLIC:
            return replace(profile, role="expert")  # 'a former intelligence official'
        if profile.role == "company":
            return replace(profile, role="witness_participant")  # 'a former Lumivox executive' tells what was there
    owner = owner_of_aides(document, source, people)
    if owner:
        return replace(profile, role=owner)  # 'Lee advisers'
    if people.on_election and serves_candidate(document, source, people):
        return replace(profile, role="politician_campaign")  # 'a senior Lee adviser'
    return profile


def _first_answer(document: Document, source: Range, people: People) -> Profile:
    """The labels by the first question that has an answer."""
    phrase = take_apart(document, source, people)
    if phrase is None:
        return Profile("unattributed", "unknown")
    if not phrase.core:
        return Profile("unnamed_group", "unknown")
    for ask in _QUESTIONS:
        profile = ask(phrase)
        if profile is not None:
            break
    else:
        profile = _any_noun(phrase)
    if profile.kind != "anonymous_source":
        return profile
    name = name_told(phrase)
    return profile if name is None else replace(profile, kind="named_individual", name=name, count=None)


def _part_of_crowd(phrase: Phrase) -> Profile | None:
    """'One of the diplomats': as the diplomats, but one."""
    quantity, lowers, of = phrase.core[0], phrase.document.lowers, phrase.end
    if quantity not in SOME_OF or len(phrase.core) > 1 or not phrase.goes_on_with("of") or of + 2 >= phrase.stop:
        return None
    if lowers[of + 1] not in DETERMINERS or lowers[of + 1] == "them":
        return None
    return some_of(_first_answer(phrase.document, (of + 1, phrase.stop), phrase.people), quantity)


def _made_of_many(phrase: Phrase) -> Profile | None:
    """'A handful of clerks': the clerks; 'a network of charities': one body, of their role."""
    document, of = phrase.document, phrase.end
    if phrase.capital or not phrase.goes_on_with("of") or of + 1 >= phrase.stop:
        return None
    if phrase.head not in _LEAGUES and phrase.head not in _HANDFULS:
        return None
    inner = _first_answer(document, (of + 1, phrase.stop), phrase.people)
    if phrase.head in _HANDFULS:
        if inner.kind == "unnamed_group" and lb.ANONYMOUS_OFFICIAL.intersection(document.lowers[of + 1 : phrase.stop]):
            return replace(inner, kind="anonymous_official")  # 'a group of senators' is some of them
        return inner if inner.kind in _PEOPLE else None
    return Profile("organization", inner.role) if inner.role not in ("unknown", "public") else None


def _listed_name(phrase: Phrase) -> Profile | None:
    """A seat of power, an outlet, a country or a capital that a list knows by its name, or any news agency."""
    core, head = phrase.core, phrase.head
    if core[-2:] == ["news", "agency"] or core[-2:] == ["press", "agency"]:
        return Profile("outlet", "media", phrase.name_if_capital)
    joined = " ".join(core)
    if joined in lb.SEATS:
        return Profile("organization", lb.SEATS[joined], phrase.name)
    if joined in lb.OUTLET_NAMES or "the " + joined in lb.OUTLET_NAMES:
        return Profile("outlet", "media", phrase.name)
    place = len(core) == 1 and (head in lb.COUNTRIES or head in lb.CAPITALS) and head not in phrase.people.by_name
    if place or joined in lb.COUNTRY_PHRASES:
        return Profile("organization", "government", phrase.name)
    return None


def _named_person(phrase: Phrase) -> Profile | None:
    return named_person(phrase.document, phrase.source, phrase.first, phrase.stop, phrase.end, phrase.people)


def _cause(phrase: Phrase) -> Profile | None:
    return cause(phrase.document, phrase.first, phrase.end, phrase.cut, phrase.people)


def _unknown_name(phrase: Phrase) -> Profile | None:
    if not phrase.capital:
        return None
    return unknown_name(phrase.document, phrase.first, phrase.end, phrase.core, phrase.definite, phrase.people)


_QUESTIONS: tuple[Callable[[Phrase], Profile | None], ...] = (
    _part_of_crowd,
    _made_of_many,
    _cause,
    by_form,
    _listed_name,
    newsroom,
    _named_person,
    outlet_with_noun,
    document,
    spokesperson,
    outlet,
    at_work,
    body,
    sole_holder,
    unnamed_people,
    _unknown_name,
)
"""Each gives the labels of the phrase, or None where it has no answer; the first answer is taken."""


def _any_noun(phrase: Phrase) -> Profile:
    """The labels of a noun that no list knows: plurals are a crowd, 'the' makes a body, 'a' somebody."""
    head, core = phrase.head, phrase.core
    if head in lb.GROUPS:
        return Profile("unnamed_group", lb.GROUPS[head])
    if head.endswith("s") and not head.endswith("ss"):
        if phrase.goes_on_with("from") and lb.role_of(phrase.after) == "military_police_court":
            return Profile("unnamed_group", "military_police_court")  # 'divers from the navy'
        return Profile("unnamed_group", lb.role_of(core, trade_role(head)))
    if head in ("someone", "somebody", "one"):
        return Profile("anonymous_source", "unknown")
    if head.endswith("-year-old"):
        return Profile("anonymous_source", "unknown")
    if phrase.definite or phrase.indefinite:
        role = lb.role_of(core, trade_role(head, "unknown"))
        return Profile("organization" if phrase.definite else "anonymous_source", role)
    return Profile("unnamed_group", "unknown")
