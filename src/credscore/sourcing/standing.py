"""Who stands for office in the article: told by the words round a name, not by a list of names.

'the Lee campaign', 'vote for Lee', 'Lee voters', 'Lee's nomination', 'rival Ann Lee' each speak for a candidacy; one
alone may be chance. Weights are whole numbers chosen by hand, and not fitted to any data.
"""

from __future__ import annotations

import itertools

from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.people import People

__all__ = ["note_standing"]

_FOLLOWS = words("people", "standing", "follows")
_LEADS = words("people", "standing", "leads")
_VOTES = words("people", "standing", "votes")
_ELECTION = words("people", "standing", "election")
_POLITICS = words("people", "standing", "politics")
_HOUSES = words("people", "posts", "houses")
_BODIES = words("people", "posts", "party_bodies")
_OWN = words("people", "standing", "own")
_CONTESTS = words("people", "standing", "contests")
_SOUGHT = words("people", "standing", "sought")
_HIS = words("grammar", "words", "his_or_her")
_IN_AND_OUT = words("people", "standing", "in_and_out")
_RACE = 4  # tokens of 'quit the crowded race'
_TITLED = 4  # tokens of ', Sen.' and the like
_RARE = 4  # words about an election below which the article is about something else
_SHARE = 200  # one such word in so many tokens makes the article one about an election
_NEAR = 9  # tokens after a name within which 'his campaign' is the named one's
_MOST = 40  # beyond that, more words say no more


def note_standing(document: Document, people: People) -> None:
    """Counts for each person the words that speak of a candidacy, and sees whether the article is about an election."""
    lowers, texts = document.lowers, document.words
    count = len(lowers)
    hits = len(list(filter(_ELECTION.__contains__, lowers)))
    around = len(list(filter(_POLITICS.__contains__, lowers))) + hits
    people.on_politics = around >= _RARE and around * _SHARE >= count
    people.on_election = hits >= _RARE and hits * _SHARE >= count
    _note_party_committees(document, people)
    named = list(itertools.compress(range(count), map(people.by_name.__contains__, lowers)))
    for k in [k for k in named if texts[k][0].isupper()]:
        # every mention counts, also one before the name is told in full: 'the Lee campaign … Ann Lee'
        whole = people.named(lowers[k], lowers[k - 1]) if k else None
        person = whole or people.named(lowers[k])
        first, stop = (k - 1 if whole else k), k + 1
        if person is None or person.campaigns >= _MOST:
            continue
        after = stop + 1 if stop < count and lowers[stop] in ("'s", "'") else stop
        if after < count and lowers[after] in _CONTESTS and after + 1 < count:
            after += 1
        if after < count and lowers[after] in _FOLLOWS:
            person.campaigns += 2 if lowers[after] in _OWN else 1
        if after + 1 < count and lowers[stop] == "for" and lowers[stop + 1] in _SOUGHT:
            person.campaigns += 2
        ahead = lowers[stop : stop + _NEAR]
        own = -1 if _HIS.isdisjoint(ahead) else next(k for k, word in enumerate(ahead) if word in _HIS)
        if 0 <= own < len(ahead) - 1 and ahead[own + 1] in _OWN and "." not in ahead[:own]:
            person.campaigns += 1  # 'Lee hopes his campaign …'
        if not _IN_AND_OUT.isdisjoint(ahead) and any(
            a in _IN_AND_OUT and "race" in ahead[j + 1 : j + _RACE] for j, a in enumerate(ahead)
        ):
            person.campaigns += 1  # 'Lee, who quit the race'
        before = first - 1
        while before > 1 and first - before < _TITLED and (lowers[before] in lb.OFFICES or lowers[before] == ","):
            before -= 1  # 'his last rival, Sen. Ann Lee'
        if before > 0 and lowers[before] == "-":
            before -= 1
        if before >= 0 and lowers[before] in _LEADS:
            person.campaigns += 1
        if before > 0 and lowers[before] in ("for", "against", "behind") and lowers[before - 1] in _VOTES:
            person.campaigns += 1


def _note_party_committees(document: Document, people: People) -> None:
    """'Rules Committee chairman Bo Ek', where the sentence speaks of the party: its committee is no public body."""
    lowers = document.lowers
    for person in {id(one): one for one in people.at}.values():
        for number, one in enumerate(person.described):
            said = one.words
            if "committee" not in said or not _HOUSES.isdisjoint(said):
                continue
            first, stop = document.sentences[document.sentence_of[person.first]]
            if not _BODIES.isdisjoint(lowers[first:stop]):
                person.described[number] = one._replace(tail=(*one.tail, "of", "party"))
