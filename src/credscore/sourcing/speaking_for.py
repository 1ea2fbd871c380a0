"""For which body somebody speaks whose phrase does not say it: 'its head, Ann Lee', 'spokesman Ann Lee'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from credscore.extract.attribution import Range
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.bodies import body_role
from credscore.sourcing.people import People
from credscore.sourcing.profile import Profile, person_profile

__all__ = ["in_service", "of_body", "role_spoken_for"]

_ADVOCATES = words("people", "posts", "advocates")
_POSTS = lb.GENERIC - words("people", "posts", "private") - _ADVOCATES  # of any body, and no hired hand's
_PAST = {"company": "witness_participant"}  # who has left a firm tells what was there
_POSTS_OF_ANY = ("unknown", "government", "witness_participant", "company")  # roles that a post has without its body


def of_body(people: People, profile: Profile, body: Profile, word: str) -> Profile:
    """The labels of a named person who speaks for the body just heard; the same where nothing says so.

    Args:
        people: Where the labels are kept, for when the name comes again.
        profile: The person's labels so far.
        body: Those of the body that was heard last.
        word: The first word of the phrase: 'its' of 'its regional head, Ann Lee', 'spokesman' of 'spokesman Ann Lee'.
    """
    if body.role == "unknown" or (word == "its" and _has_post(people, profile, _ADVOCATES)):
        return profile  # 'its lawyer, Ann Lee', takes part on her own
    if (word in lb.SPOKESPERSON or (word in lb.HEADS and body.role == "company")) and profile.role == "unknown":
        kind = "named_official" if body.role in lb.PUBLIC else profile.kind
    elif (
        word == "its"
        and body.role in lb.PUBLIC
        and profile.kind == "named_individual"
        and _has_post(people, profile, _POSTS)
    ):
        kind = "named_official"  # 'The commission said … Its chairwoman, Ann Lee, said'
    elif word == "its" and profile.role in _POSTS_OF_ANY and body.role not in lb.PUBLIC:
        kind = "named_individual"  # whoever has a post of any body speaks for that one
    else:
        return profile
    profile = replace(profile, kind=kind, role=body.role)
    for one in people.by_name.get((profile.name or "").rsplit(" ", 1)[-1].lower(), ()):
        if one.name == profile.name and one.holding is None:
            one.profile = profile
    return profile


def in_service(profile: Profile, body: Profile, said: list[str], head: str) -> Profile:
    """The labels of somebody without a name who has a post of the body just heard: 'its chief engineer'.

    The head of a public body is as good as named, as 'the head of the office' is; who was there once speaks for it no
    more.

    Args:
        profile: The labels by the words of the phrase alone.
        body: Those of the body.
        said: The words of the phrase.
        head: Its noun.
    """
    if not lb.FORMER.isdisjoint(said):
        public = body.role in lb.PUBLIC
        return replace(profile, role="expert" if public else _PAST.get(body.role, body.role))
    heads = body.role in lb.PUBLIC and head in lb.HEADS
    return replace(profile, kind="named_official" if heads else profile.kind, role=body.role)


def _has_post(people: People, profile: Profile, posts: frozenset[str]) -> bool:
    """Whether the person is told to hold one of these posts now."""
    for one in people.by_name.get((profile.name or "").rsplit(" ", 1)[-1].lower(), ()):
        if one.name == profile.name:
            return any(said.head[-1] in posts and lb.FORMER.isdisjoint(said.head) for said in one.described)
    return False


def role_spoken_for(
    document: Document, people: People, source: Range, short: Mapping[str, Profile], body: Profile | None
) -> str:
    """The role of whom an unnamed spokesperson serves: the body named with it, else whoever was named just before."""
    lowers, texts = document.lowers, document.words
    first, stop = source
    for k in range(first, stop):
        if lowers[k] in short:
            return short[lowers[k]].role  # 'An Orlen spokesman'
    for k in range(first, stop):
        role = body_role(document, people, lowers[k]) if texts[k][0].isupper() else None
        if role is not None and role != "unknown":
            return role  # 'A spokesperson for Orlen'
    if lowers[stop - 1] not in lb.SPOKESPERSON:
        return "unknown"
    for place, person in people.before(first)[:1]:
        if document.sentence_of[first] - document.sentence_of[place] <= 1:
            return person_profile(person, people).role  # 'Ann Lee will not come, a spokesman said'
    return body.role if body is not None else "unknown"
