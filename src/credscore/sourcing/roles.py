"""The role of a source that has no name, or of whoever stands behind a document, by the words said of it."""

from __future__ import annotations

from credscore.extract.attribution import Range
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.counting import is_marked
from credscore.sourcing.deeds import SCHOLARS
from credscore.sourcing.describe import is_trade, split, without_articles
from credscore.sourcing.people import People
from credscore.sourcing.persons import person_labels
from credscore.sourcing.posts import read_description
from credscore.sourcing.serving import served_role

__all__ = [
    "maker_role",
    "ministry_role",
    "office_role",
    "owner_of_aides",
    "owner_role",
    "person_role",
    "serves_candidate",
    "trade_role",
]

_WORKING_FOR = words("sources", "modifier", "working_for")
_PARTISANS = words("people", "describing", "parties")
_SERVANTS = words("people", "posts", "servants")
_AIDES = words("people", "posts", "own_aides")
_CIVIL = words("sources", "bodies", "civil")
_OFFICER = ("officer", "inspector")
_TRADERS = words("people", "posts", "traders")
_MINISTRIES = words("sources", "bodies", "ministries")
_FORCES = words("sources", "bodies", "policing")
_VOLUNTEERS = ("volunteer", "volunteers")
_TIES = words("people", "posts", "ties")
_ORGANIZING = words("people", "posts", "organizing")
_EVENTS = words("people", "posts", "events")


def maker_role(said: list[str], people: People) -> str:
    """The role of whoever made a document: 'from the president of the dockers' union', 'by the Harwick Institute'."""
    one = split(without_articles(said))
    if one is None:
        return "unknown"
    if any(word in lb.OFFICES or word in lb.PERSONS or word in lb.GENERIC for word in one.head):
        return read_description(one, people).role
    return lb.role_of(said)


def owner_of_aides(document: Document, source: Range, people: People) -> str:
    """The role of the person in whose service unnamed aides are: 'Lee advisers'; '' if of none that is named so."""
    first, stop = source
    lowers, texts = document.lowers, document.words
    for k in range(first, stop - 1):
        if (
            (lowers[k + 1] in _SERVANTS or lowers[k + 1] in _VOLUNTEERS)
            and texts[k][0].isupper()
            and texts[k + 1].islower()
        ):
            one = people.named(lowers[k])
            role = person_labels(one, people).role if one is not None else "unknown"
            return role if role in (*lb.PUBLIC, "politician_campaign", "company") else ""
    return ""


def serves_candidate(document: Document, source: Range, people: People) -> bool:
    """Whether the phrase is about a hired hand in a contest: a candidate's by name, or an aide of none but people."""
    said = document.lowers[source[0] : source[1]]
    if _SERVANTS.isdisjoint(said):
        return False
    others = [word for word in said if word not in _SERVANTS]
    for word in people.by_name.keys() & set(others):
        one = people.named(word)
        if one is not None and person_labels(one, people).role == "politician_campaign":
            return True  # 'a senior Lee adviser'
    around = served_role(others, people)
    return around == "politician_campaign" or (around == "unknown" and not _AIDES.isdisjoint(said))


def ministry_role(said: list[str], role: str) -> str:
    """A ministry of defence or justice is part of the government, a police department is police."""
    if role == "military_police_court" and not _MINISTRIES.isdisjoint(said) and _FORCES.isdisjoint(said):
        return "government"
    return role


def owner_role(document: Document, first: int, stop: int, people: People) -> str:
    """The role of the person in whose name a document stands: "Lee's plan", 'the Lee release'; '' if of none."""
    lowers, texts = document.lowers, document.words
    for k in range(stop - 2, first - 1, -1):
        person = people.named(lowers[k]) if texts[k][0].isupper() else None
        if person is not None and (lowers[k + 1] in ("'s", "'") or texts[k + 1].islower()):
            role = person_labels(person, people).role
            return role if role != "unknown" else ""
    return ""


def office_role(whole: list[str], head: str) -> str:
    """The role of an unnamed official: 'a senior police official' is police."""
    around = lb.role_of(whole)
    if around == "government" and head.removesuffix("s") in _OFFICER and not _CIVIL.isdisjoint(whole):
        return around  # 'council officers'
    return (
        around
        if around in ("military_police_court", "politician_campaign")
        else lb.OFFICES.get(head, lb.OFFICES.get(head.removesuffix("s"), "government"))
    )


def trade_role(head: str, default: str = "public") -> str:
    """The role that a trade of no list tells, of one or several: 'seismologists' explain, 'a welder' has a stake."""
    one = head[:-2] + "an" if head.endswith("men") else head.removesuffix("s")
    if one in lb.PERSONS or one in lb.OFFICES:
        return lb.PERSONS.get(one) or lb.OFFICES[one]
    if not is_trade(one.rsplit("-", 1)[-1]):
        return default
    return "expert" if one.endswith(SCHOLARS) else "witness_participant"


def person_role(whole: list[str], head: str) -> str:
    """The role of an unnamed person by the words round the head, else by the head."""
    if head.rstrip("s") in _PARTISANS:
        return "politician_campaign"
    if head.removesuffix("s") in _TIES:
        return "witness_participant"  # "the mayor's brother"
    if head in _ORGANIZING and not _EVENTS.isdisjoint(whole):
        return "witness_participant"  # 'the organizer of a rally'
    said = [word for k, word in enumerate(whole) if word != head and (not k or whole[k - 1] != "in")]
    around = lb.role_of(said)  # 'sources in Portugal' need not be the state's
    leaning = around == "politician_campaign" and _WORKING_FOR.isdisjoint(said)  # and no campaign's or party's own
    if leaning and lb.PERSONS.get(head.removesuffix("s")) == "media":
        return "media"  # 'a conservative radio host'
    if around == "unknown" and head not in lb.PERSONS and head + "s" in lb.GROUPS:
        return lb.GROUPS[head + "s"]  # 'one supporter'
    if around == "unknown" and head in _TRADERS:
        return "company"
    if around != "unknown":
        return around
    role = lb.PERSONS.get(head) or lb.PERSONS.get(head.removesuffix("s")) or trade_role(head, "unknown")
    return "unknown" if role == "public" and is_marked(whole) else role  # insiders are no public
