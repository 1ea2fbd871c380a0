"""A post whose holder is named only later: 'The finance minister said … . Ms. Okafor added'.

News opens with what somebody is and names them in the next sentence or two. Who is named there for the first time, is
called nothing at all anywhere in the article, and speaks, holds that post.
"""

from __future__ import annotations

import bisect

from credscore.extract.attribution import Range
from credscore.lexicon.load import cue_forms, words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.describe import is_trade, split
from credscore.sourcing.people import People, Person

__all__ = ["holder_named_later", "named_after"]

_SENTENCES = 2  # after the post's, within which its holder is named
_LEAD = 2  # sentences of a text that may open with somebody whom it names later: 'A farmer who …'
_LONGEST = 6  # words of a post: 'A former customs officer'
_CLAIM = 5  # tokens of 'denied all of the claims'
_CUES = cue_forms()
_CLAIMS = words("answers", "answers", "claim_nouns")
_PLEADING = words("answers", "answers", "pleading")
_DENY = words("answers", "answers", "deny")
_TITLES = lb.MALE | lb.FEMALE


def holder_named_later(document: Document, people: People, source: Range, head: int) -> Person | None:
    """The person who holds the post that ``source`` gives, whose noun stands at ``head``; None if none is named.

    The person is given the post as a description.
    """
    first, stop = source
    lowers = document.lowers
    begins = document.sentence_of[first]
    if not {"'s", "'"}.isdisjoint(lowers[first:head]):
        return None  # "the bridge's owner" need not be named
    if head - first > _LONGEST or not _is_post(lowers[head], lowers[first], begins):
        return None
    number = bisect.bisect_left(people.places, stop)
    if number >= len(people.places):
        return None
    place, end, person = people.places[number], people.stops[number], people.at[number]
    near = 0 < document.sentence_of[place] - begins <= _SENTENCES
    if not near or person.first != place or person.holding is not None:
        return None
    heads = lowers[head] in lb.HEADS and lowers[head + 1 : head + 2] == ["of"]
    if not all(heads and one.head[-1] in lb.HEADS and len(one.words) == 1 for one in person.described):
        return None  # 'The head of the office said … Director Lee said'
    if document.quotation_of[place] >= 0 or not _speaks(document, place, end):
        return None
    post = split(lowers[first + 1 : stop if heads else head + 1])
    gender = "m" if lowers[head] in lb.MALE else "f" if lowers[head] in lb.FEMALE else ""
    if post is None or (gender and person.gender not in ("", gender)):
        return None
    person.described = [*person.described, post] if not heads else [post]
    person.gender = person.gender or gender
    person.profile = None  # asked for too early, if at all
    return person


def named_after(document: Document, people: People, stop: int, head: str) -> Person | None:
    """The person whose name follows a description that was taken for the whole source: 'by her daughter, Pia'."""
    number = bisect.bisect_left(people.places, stop)
    if number >= len(people.places) or people.places[number] != stop + 1 or document.lowers[stop] != ",":
        return None
    person = people.at[number]
    return person if any(head in one.head for one in person.described) else None


def _is_post(noun: str, article: str, sentence: int) -> bool:
    """Whether one person alone is meant: 'The governor', and at the head of a text also 'A grazier'."""
    if article == "the" and noun in lb.UNIQUE:
        return True
    known = noun in lb.HEADS or noun in lb.OFFICES or noun in lb.PERSONS or is_trade(noun)
    return known and sentence < _LEAD and article in ("a", "an", "the")


def _speaks(document: Document, place: int, end: int) -> bool:
    """Whether a verb of saying stands beside the name: 'Geoff Maddigan told', 'said Ilmar Tuvesen'.

    Who rejects the claim is not who made it: 'A guard said … . Ilmar Tuvesen rejected the claim.'
    """
    lowers = document.lowers
    denies = end < len(lowers) and lowers[end] in _DENY
    if end < len(lowers) and lowers[end] in _PLEADING:
        return False
    if denies and not _CLAIMS.isdisjoint(lowers[end + 1 : end + _CLAIM]):
        return False
    if end < len(lowers) and (lowers[end] in _CUES or lowers[end + 1 : end + 2] == ["also"]):
        return True
    before = place - 2 if place > 1 and lowers[place - 1] in _TITLES else place - 1
    return before >= 0 and lowers[before] in _CUES
