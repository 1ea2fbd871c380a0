"""Phrases that name somebody: a person whom the article knows, or a capitalised name that no list does."""

from __future__ import annotations

from credscore.extract.attribution import Range
from credscore.extract.grammar import DETERMINERS, PREPOSITIONS, STOPS
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.beside import after_name
from credscore.sourcing.bodies import body_role
from credscore.sourcing.describe import Description, heads_phrase, is_post
from credscore.sourcing.mastheads import outlets_named
from credscore.sourcing.people import People
from credscore.sourcing.persons import post_labels
from credscore.sourcing.profile import Profile, person_profile

__all__ = ["LINKS", "cause", "first_of", "name_at", "named_person", "unknown_name"]

LINKS = words("answers", "phrases", "links")
_FIRM_LEADS = words("people", "beside", "firm_leads")
_JUNIORS = words("people", "names", "juniors")
_TITLES = lb.MALE | lb.FEMALE
_SMALL = PREPOSITIONS | DETERMINERS
_APPOSED = LINKS | STOPS | {","} | words("people", "describing", "relates")
_APPOSITION = 9  # tokens of an apposition that are read


def first_of(words: frozenset[str], lowers: list[str], first: int, stop: int) -> int:
    """The first token of a range that is one of the words; ``stop`` if none is, as mostly, which is seen at once."""
    if words.isdisjoint(lowers[first:stop]):
        return stop
    return next((k for k in range(first, stop) if lowers[k] in words), stop)


def name_at(document: Document, first: int, stop: int) -> str:
    """The words of the range."""
    return " ".join(document.words[first:stop])


def named_person(document: Document, source: Range, first: int, stop: int, end: int, people: People) -> Profile | None:
    """The named person whom the phrase is about: its head, or an apposition ('The prosecutor, Ana Weiss')."""
    lowers, texts = document.lowers, document.words
    if people.by_name.keys().isdisjoint(lowers[first : min(stop, end + 12)]):
        return None
    for k in range(first, min(stop, end + 12)):
        if lowers[k] not in people.by_name or not texts[k][0].isupper():
            continue
        after = lowers[k + 1] if k + 1 < len(lowers) else ""
        if after in ("'s", "'") and k + 2 < stop:
            continue  # "Clinton's lawyers": the lawyers speak; but "Clinton's" alone is she
        if k + 1 < end and not (lowers[k + 1] in ("and", ",", "(") or texts[k + 1][0].isupper()) and k + 1 < stop:
            continue  # 'Clinton advisers'
        if k + 1 < end and texts[k + 1][0].isupper() and lowers[k + 1] not in _JUNIORS:
            continue  # the last word of a name decides
        lead = next((j for j in range(k, first, -1) if not texts[j][0].isupper()), first)
        titled = lowers[end : end + 1] == ["of"] and lead == end + 1 and lowers[lead] not in _SMALL
        if k >= end and lowers[end] in LINKS and not (titled or _heads_body(document, first, end, k, people)):
            return None  # 'a friend of Ann Lee'; but 'the master of ceremonies Ann Lee' is she
        begin = k
        while begin > first and texts[begin - 1][0].isupper():
            begin -= 1
        begin = next(
            (
                j
                for j in range(begin, k)
                if any(one.name.lower().startswith(lowers[j]) for one in people.by_name[lowers[k]])
            ),
            k,
        )
        titled_by = lowers[source[0] : k]
        title = "" if _TITLES.isdisjoint(titled_by) else next(word for word in titled_by if word in _TITLES)
        gender = "m" if title in lb.MALE else "f" if title else ""
        person = people.named(lowers[k], lowers[begin] if begin < k else "", gender)
        if person is not None:
            return person_profile(person, people)
    return None


def _heads_body(document: Document, first: int, end: int, k: int, people: People) -> bool:
    """Whether the name that ends at ``k`` is that of the post which stands before 'of' or 'for' at ``end``.

    'The head of the council, Ann Lee' and 'Superintendent of Police Ann Lee', but not 'a friend of the mayor, Ann Lee'
    or 'the lawyer of President Ann Lee'.
    """
    lowers, texts = document.lowers, document.words
    if end <= first or not heads_phrase(lowers, end - 1, end):
        return False
    begin = k
    while begin - 1 > end and texts[begin - 1][0].isupper():
        begin -= 1
    if lowers[begin - 1] == ",":
        between = lowers[end + 1 : begin - 1]
        return bool(between) and not any(map(is_post, between)) and people.by_name.keys().isdisjoint(between)
    if lowers[begin - 1] == "the" and begin == end + 2 and lowers[begin] in lb.BODIES:
        return k - begin > 1 and people.by_name.keys().isdisjoint(lowers[begin:k])  # 'Leader of the Opposition Ann Lee'
    known = any(one.name.lower().startswith(lowers[begin]) for one in people.by_name[lowers[k]])
    # 'a former secretary of Finance Minister Paul Rand' is another than the minister
    return begin == end + 1 and k - begin > 1 and not known and not any(map(is_post, lowers[begin:k]))


def _told_body(document: Document, first: int, end: int) -> str:
    """The role of the body that a name is told to be: 'the grid operator Norgrid', 'Gout UK, a charity'; '' if none."""
    lowers, texts = document.lowers, document.words
    plain = next((k for k in range(end - 1, first - 1, -1) if texts[k].islower()), -1)
    if plain >= 0 and plain + 1 < end and lowers[plain] in lb.BODIES:
        return lb.BODIES[lowers[plain]]
    if end + 2 >= len(lowers) or lowers[end] != "," or lowers[end + 1] not in DETERMINERS:
        return ""
    stop = first_of(_APPOSED, lowers, end + 2, min(len(lowers), end + _APPOSITION))
    stop = next((k for k in range(end + 3, stop) if lowers[k].endswith("ing") and texts[k].islower()), stop)
    head = lowers[stop - 1]
    if not (texts[stop - 1].islower() or texts[stop - 1].isupper()) or head not in lb.BODIES or is_post(head):
        return ""
    around = lb.role_of(lowers[end + 2 : stop - 1])
    return around if around in ("expert", "politician_campaign", "company") else lb.BODIES[head]


def cause(document: Document, first: int, end: int, stop: int, people: People) -> Profile | None:
    """A group by its cause: 'Growers for Iowa, a super PAC', 'Iowans for Clean Water'; None if the phrase is none."""
    lowers, texts = document.lowers, document.words
    if lowers[end : end + 1] != ["for"] or not lowers[end - 1].endswith("s") or not texts[end - 1][0].isupper():
        return None
    last = next((k for k in range(end + 1, stop) if not texts[k][0].isupper()), stop)
    if last == end + 1 or lowers[end - 1] in lb.ANONYMOUS_OFFICIAL or lowers[end - 1] in lb.ANONYMOUS_SOURCE:
        return None
    told = _told_body(document, first, last)
    known = people.named(lowers[last - 1])
    met = known is not None and (len(known.mentions) > 1 or bool(known.described) or bool(known.campaigns))
    if not told and (met or lowers[last - 1] in lb.COUNTRIES):
        return None  # 'Voters for Lee'
    return Profile("organization", told or "witness_participant", name_at(document, first, last))


def unknown_name(document: Document, first: int, end: int, core: list[str], definite: bool, people: People) -> Profile:
    """A capitalised phrase that no list knows: a person unless an article or a shape says it is a body."""
    texts = document.words
    name = name_at(document, first, end)
    head = core[-1]
    if people.agency and name.lower() == people.agency:
        return Profile("outlet", "media", name)
    if (
        head in lb.GROUPS
        or (head.endswith("s") and head[:-1] in lb.DEMONYMS)
        or (head + "s" in lb.GROUPS and not definite)
    ):
        return Profile("unnamed_group", lb.GROUPS.get(head, "public"))
    if head in lb.DEMONYMS:
        return Profile("unnamed_group", "public")
    if people.outlets is None:
        people.outlets = outlets_named(document, people)
    if len(core) > 1 and not definite and (lb.BODIES.get(core[0]) == "company" or core[0] in _FIRM_LEADS):
        return Profile("organization", "company", name)  # 'Insurer Calvane'
    if head in people.outlets:
        return Profile("outlet", "media", name)  # 'the Packet', which was 'the Evening Packet'
    told = _told_body(document, first, end)
    if told:
        return Profile("organization", told, name)
    camel = len(core) == 1 and any(char.isupper() for char in name[3:]) and not name.isupper()  # 'EgyptAir'
    if camel and lb.role_of(core) == "unknown":
        return Profile("organization", "company", name)  # brands are written so
    acronym = texts[first].isupper() and 2 <= len(texts[first]) <= 5 and len(core) == 1
    branch = len(core) > 1 and head in lb.COUNTRIES and core[0] not in lb.GIVEN  # 'Heritage England'
    worded = "&" in core or any(word in lb.BODIES for word in core) or any(c.isdigit() for c in name)
    if definite or acronym or branch or worded:
        return Profile("organization", lb.role_of(core), name)
    described = [Description(tuple(core))] if len(core) > 1 or is_post(head) else []  # 'Weaver' alone is no trade
    if len(core) == 1 and document.lowers[end : end + 2] in ([",", "a"], [",", "an"]):
        described += after_name(document, end)  # 'Halima, a baker who gave no other name'
    kind, role, _ = post_labels(described, people)
    body = body_role(document, people, head) if role == "unknown" and core[0] not in lb.GIVEN else None
    return Profile("organization", body, name) if body is not None else Profile(kind, role, name)
