"""The kind and role of a source, read off its noun phrase and what the article says of it elsewhere.

The order of the questions is the codebook's: a document, an outlet, a named person, a body, an unnamed
official, another unnamed source, a crowd.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import date

from credscore.extract.attribution import Range
from credscore.extract.grammar import DETERMINERS, PREPOSITIONS, RELATIVE
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.describe import Description, is_post, is_trade, split
from credscore.sourcing.people import People, Person
from credscore.sourcing.posts import person_labels, post_labels, read_description
from credscore.statement import Office

_PARTISANS = words("people", "describing", "parties")
_STAFF = frozenset(("aide", "member", "staffer", "employee", "adviser", "advisor"))
_REPORTERS = words("answers", "relays", "reporters")
_SHORT_MASTHEADS = words("answers", "relays", "short_mastheads")
_TRAILING = RELATIVE | {"himself", "herself", "themselves", "itself", "also"}
_PLAIN_DOCUMENTS = words("answers", "phrases", "plain_documents")
_OFFICE_WORDS = 6  # 'the British capital's new mayor'
__all__ = ["LINKS", "Profile", "first_of", "maker_role", "person_profile", "profile_of"]

_SHARES = frozenset(("percent", "%", "cent", "million", "thousand", "thousands", "millions"))
_TITLES = lb.MALE | lb.FEMALE
_SMALL = PREPOSITIONS | DETERMINERS
_CUT = frozenset((",", "(", ";", ":", "--", "–", "—")) | (RELATIVE - {"that"})
LINKS = words("answers", "phrases", "links")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a source: labels, the name it resolves to, how many unnamed people it stands for.

    ``office`` is what the register of office holders adds, where the labels rest on it.
    """

    kind: str
    role: str
    name: str | None = None
    count: int | None = None
    office: Office | None = None


def person_profile(person: Person, people: People) -> Profile:
    """The labels of a named person by all that the article says of them: asked for once all of it has been noted."""
    if person.profile is not None:
        return person.profile
    kind, role, term = person_labels(person, people)
    office = term and Office.model_construct(
        title=term.office,
        body=term.body,
        start=date.fromisoformat(term.start),
        end=date.fromisoformat(term.end) if term.end else None,
        dated=person.holding.dated if person.holding else "unknown",
    )
    person.profile = Profile(kind, role, person.name, None, office)
    return person.profile


def profile_of(document: Document, source: Range, people: People) -> Profile:
    """Labels for the noun phrase at ``source``. Pronouns and 'the minister' are resolved by the caller."""
    profile = _profile(document, source, people)
    public = profile.role in ("government", "military_police_court")
    if (
        profile.kind == "anonymous_source"
        and public
        and not lb.FORMER.isdisjoint(document.lowers[source[0] : source[1]][:4])
    ):
        return replace(profile, role="expert")  # 'a former intelligence official'
    return profile


def _profile(document: Document, source: Range, people: People) -> Profile:
    lowers, texts = document.lowers, document.words
    first, stop = source
    while first < stop and (lowers[first] in ("the", "a", "an", "both") or lowers[first] in ('"', "“", "''")):
        first += 1
    while stop - 1 > first and lowers[stop - 1] in _TRAILING:
        stop -= 1  # 'a banker who', 'Sanders himself'
    if first >= stop:
        return Profile("unattributed", "unknown")
    cut = first_of(_CUT, lowers, first, stop)
    end = first_of(LINKS, lowers, first + 1, cut)
    if end > first and lowers[end - 1] in ("and",):
        end -= 1
    conjunction = end
    if "and" in lowers[first + 1 : end]:
        conjunction = next(
            (
                k
                for k in range(first + 1, end)
                if lowers[k] == "and"
                and (
                    not (texts[k - 1][0].isupper() and texts[min(k + 1, end - 1)][0].isupper())
                    or lowers[k - 1] in lb.OUTLET_WORDS
                    or lowers[k - 1] in lb.BODIES
                )
            ),
            end,
        )
    if conjunction < end and (
        lowers[conjunction + 1] in DETERMINERS
        or _is_plural(lowers[conjunction - 1])
        or texts[conjunction - 1][0].isupper()
    ):
        end = conjunction  # the first of two sources decides
        stop = min(stop, conjunction)
    core = lowers[first:conjunction]
    if not core:
        return Profile("unnamed_group", "unknown")
    head = core[-1]
    if head in ("'s", "'") and len(core) > 1:
        core = core[:-1]
        head = core[-1]
    definite = source[0] < first and lowers[source[0]] == "the"
    indefinite = source[0] < first and lowers[source[0]] in ("a", "an")
    whole = lowers[first:stop]
    joined = " ".join(core)
    opens = document.sentences[document.sentence_of[first]][0] == first and first + len(core) - 1 == first
    common = head in lb.DOCUMENTS or head in lb.GROUPS or head in lb.ANONYMOUS_SOURCE or head in lb.ANONYMOUS_OFFICIAL
    trade = opens and _is_plural(head) and head not in people.by_name and (is_post(head[:-1]) or is_trade(head[:-1]))
    capital = (
        texts[first + len(core) - 1][0].isupper() and head not in DETERMINERS and not (opens and (common or trade))
    )
    caps_text = texts[first].isupper() and len(texts[first]) > 3

    number = _number(core)
    marked = _marked(whole)

    if capital and "&" in joined:
        return Profile("organization", "company", _name(document, first, end))
    if core[-2:] == ["news", "agency"] or (len(core) > 1 and head == "agency" and core[-2] == "press"):
        return Profile("outlet", "media", _name(document, first, end) if capital else None)
    if joined in lb.SEATS:
        return Profile("organization", lb.SEATS[joined], _name(document, first, end))
    if joined in lb.OUTLET_NAMES or "the " + joined in lb.OUTLET_NAMES:
        return Profile("outlet", "media", _name(document, first, end))
    if joined in lb.COUNTRY_PHRASES or (
        len(core) == 1 and (head in lb.COUNTRIES or head in lb.CAPITALS) and head not in people.by_name
    ):
        return Profile("organization", "government", _name(document, first, end))

    if "editorial" in core or _reports_for_outlet(document, first, stop):
        return Profile("outlet", "media")
    person = _named_person(document, source, first, stop, end, people)
    if person is not None:
        return person

    # a document, or an outlet's report
    if capital and "-" in head and head.rsplit("-", 1)[-1] in lb.OUTLET_WORDS and len(core) <= 3:
        return Profile("outlet", "media", _name(document, first, end))  # 'the Dorvik Sun-Times'
    masthead = capital and head in lb.OUTLET_WORDS  # 'the Estuary Post', 'the Daily Record'
    plain = not masthead and (not capital or definite or indefinite or head in _PLAIN_DOCUMENTS)
    if head in lb.DOCUMENTS and plain and head not in lb.SPOKESPERSON:
        role = lb.DOCUMENTS[head]
        if head in (
            "report",
            "story",
            "article",
            "editorial",
            "column",
            "dispatch",
            "broadcast",
            "bulletin",
        ) and _outlet_inside(document, first, _attached(document, stop)):
            return Profile("outlet", "media")
        owner = _owner_role(document, first, first + len(core), people)
        if not owner and role == "unknown":
            maker = lowers[end : end + 1] in (["from"], ["by"]) and end + 1 < stop
            role = maker_role(lowers[end + 1 : stop], people) if maker else lb.role_of(lowers[end:stop] or core[:-1])
        return Profile("document", owner or role)
    if not lb.SPOKESPERSON.isdisjoint(core):
        return Profile("organization", _ministry_role(whole, lb.role_of(whole)))
    if (
        (head in lb.OUTLET_NOUNS and head not in lb.BODIES)
        or (head in ("radio", "television", "tv", "media") and core[0] in ("state", "local"))
    ) and (head != "media" or core[0] == "state"):
        return Profile("outlet", "media", _name(document, first, end) if capital else None)
    if (
        capital
        and not caps_text
        and (
            head in lb.OUTLET_WORDS
            or core[0] == "channel"
            or (core[0] in lb.OUTLET_WORDS and core[0] not in ("today", "record", "standard", "express", "global"))
        )
        and head not in lb.BODIES
    ):
        return Profile("outlet", "media", _name(document, first, end))

    watchman = head == "guard" and (indefinite or number is not None or core[0] in lb.FORMER)
    if watchman and not capital:
        return Profile("anonymous_source", "witness_participant", None, number)
    staff = head in _STAFF or head[:-1] in _STAFF
    if (
        staff
        and not capital
        and core[0] not in lb.FORMER
        and lb.role_of(core[:-1]) == "government"
        and lb.role_of(lowers[end:stop]) != "politician_campaign"
    ):
        return Profile("anonymous_official", "government", None, number)  # 'two cabinet members', 'a committee aide'
    # a body as such
    if (
        (
            head in lb.BODIES
            and head not in ("officers", "troops", "forces", "intelligence", "authorities")
            and not indefinite
        )
        or head in ("authorities", "police", "forces")
    ) and (
        head in ("group", "company", "firm", "team", "family", "union", "party")
        or capital
        or definite
        or len(core) > 1
        or head in ("police", "congress", "parliament", "authorities", "nato", "fbi", "cia")
    ):
        role = lb.BODIES.get(head, "government")
        if role in ("government", "expert", "witness_participant"):
            around = _ministry_role(core, lb.role_of(core[:-1], role))
            role = around if around in ("military_police_court", "politician_campaign", "company") else role
        return Profile("organization", role, _name(document, first, end) if capital else None)
    if head in lb.BODIES:
        return Profile("organization", lb.role_of(core, lb.BODIES[head]))

    if head.endswith("s") and head[:-1] in lb.BODIES and not capital:
        several = source[0] < first or number is not None or core[0] in ("two", "three", "several")
        return Profile("organization" if several else "unnamed_group", lb.role_of([*core[:-1], head[:-1]]))

    if (
        capital
        and definite
        and len(core) > 1
        and head in lb.GROUPS
        and all(texts[k][0].isupper() for k in range(first, end))
    ):
        return Profile("organization", lb.role_of(core, lb.GROUPS[head]), _name(document, first, end))
    # people without a name; an office that one person holds at a time is as good as one
    if definite and head == "leader" and len(core) > 1 and core[-2] in ("minority", "majority", "house", "senate"):
        return Profile("named_official", "government")
    owned = definite or "'s" in core[:-2]
    if owned and " ".join(core[-2:]) in lb.UNIQUE_PAIRS and not (set(core) & lb.FORMER):
        return Profile("named_official", lb.UNIQUE_PAIRS[" ".join(core[-2:])])
    if definite and head in lb.UNIQUE and len(core) <= _OFFICE_WORDS and core[0] not in lb.FORMER:
        role = lb.UNIQUE[head]
        return Profile("named_individual" if role == "unknown" else "named_official", role)
    former = not lb.FORMER.isdisjoint(core[:3])
    singular_officer = head in lb.ANONYMOUS_OFFICIAL
    share = not _SHARES.isdisjoint(whole) or (
        number is not None and any(a == "in" and b.isdigit() for a, b in itertools.pairwise(whole))
    )
    if share and not marked:
        return Profile("unnamed_group", "public")
    if marked or number:
        if singular_officer and not former:
            return Profile("anonymous_official", _office_role(whole, head), None, number)
        return Profile("anonymous_source", _person_role(whole, head), None, number)
    crowd = head in lb.GROUPS and (head == "people" or head.endswith("s") or head not in lb.ANONYMOUS_SOURCE)
    vague = core[0] in ("some", "many", "most", "other", "several", "few", "all", "more")
    if (
        singular_officer
        and not former
        and not (
            crowd
            and (vague or head in ("lawmakers", "legislators", "senators", "governors", "mayors", "mps", "soldiers"))
        )
    ):
        private = lb.role_of(core[:-1]) if head in ("official", "officials", "officer", "officers") else "unknown"
        if lb.role_of(core[:-1]) == "politician_campaign":
            private = "politician_campaign"
        if private in ("politician_campaign", "company", "witness_participant"):
            return Profile("anonymous_source", private, None, number)  # 'union officials', 'an official of a party'
        return Profile("anonymous_official", _office_role(whole, head))
    if (former and head in ("staff", "employees", "workers", "residents", "members")) or (
        crowd and head not in ("sources",)
    ):
        role = lb.GROUPS.get(head, "public")
        around = lb.role_of(core[:-1] + lowers[end:stop])
        return Profile(
            "unnamed_group",
            around
            if around in ("politician_campaign", "company", "expert") and role == "public"
            else ("witness_participant" if former else role),
        )
    if head in lb.ANONYMOUS_SOURCE or head in lb.PERSONS:
        return Profile("anonymous_source", _person_role(whole, head))
    if head.endswith("%") or core[0].rstrip("%").replace(".", "").isdigit() or "percent" in core:
        return Profile("unnamed_group", "public")
    if capital:
        return _unknown_name(document, first, end, core, definite, people)
    if head in lb.GROUPS:
        return Profile("unnamed_group", lb.GROUPS[head])
    if head.endswith("s") and not head.endswith("ss"):
        return Profile("unnamed_group", lb.role_of(core, "public"))
    if head in ("someone", "somebody", "one"):
        return Profile("anonymous_source", "unknown")
    if definite or indefinite:
        return Profile("organization" if definite else "anonymous_source", lb.role_of(core))
    return Profile("unnamed_group", "unknown")


def first_of(words: frozenset[str], lowers: list[str], first: int, stop: int) -> int:
    """The first token of a range that is one of the words; ``stop`` if none is, as mostly, which is seen at once."""
    if words.isdisjoint(lowers[first:stop]):
        return stop
    return next((k for k in range(first, stop) if lowers[k] in words), stop)


def maker_role(said: list[str], people: People) -> str:
    """The role of whoever made a document: 'from the president of the dockers' union', 'by the Harwick Institute'."""
    one = split([word for word in said if word not in ("a", "an", "the")])
    if one is None:
        return "unknown"
    if any(word in lb.OFFICES or word in lb.PERSONS or word in lb.GENERIC for word in one.head):
        return read_description(one, people).role
    return lb.role_of(said)


def _ministry_role(said: list[str], role: str) -> str:
    """A ministry of defence or justice is part of the government, a police department is police."""
    if role == "military_police_court" and not _MINISTRIES.isdisjoint(said) and _FORCES.isdisjoint(said):
        return "government"
    return role


_MINISTRIES = frozenset(("department", "ministry"))
_FORCES = frozenset(("police", "sheriff's"))


def _owner_role(document: Document, first: int, stop: int, people: People) -> str:
    """The role of the person in whose name a document stands: "Lee's plan", 'the Lee release'; '' if of none."""
    lowers, texts = document.lowers, document.words
    for k in range(stop - 2, first - 1, -1):
        person = people.named(lowers[k]) if texts[k][0].isupper() else None
        if person is not None and (lowers[k + 1] in ("'s", "'") or texts[k + 1].islower()):
            role = person_labels(person, people).role
            return role if role != "unknown" else ""
    return ""


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss") and len(word) > 3


def _number(core: list[str]) -> int | None:
    """How many people a phrase names: 'two officials', 'more than twenty people', 'half a dozen employees'."""
    for k, word in enumerate(core[:4]):
        if word in lb.QUANTITIES:
            count = lb.QUANTITIES[word]
            return count // 2 if word == "dozen" and k and "half" in core[:k] else count
        if word.isdigit() and len(word) < 4:
            return int(word)
        if word not in _ABOUT:
            return None
    return None


_ABOUT = frozenset(
    (
        "more",
        "than",
        "at",
        "least",
        "about",
        "around",
        "nearly",
        "almost",
        "over",
        "some",
        "roughly",
        "half",
        "a",
        "only",
        "just",
        "up",
        "to",
        "the",
        "other",
    )
)


def _marked(whole: list[str]) -> bool:
    if _MARKERS.keys().isdisjoint(whole):
        return False
    return any(
        whole[k : k + len(marker)] == marker for k, word in enumerate(whole) for marker in _MARKERS.get(word, ())
    )


_MARKERS: dict[str, list[list[str]]] = {}
for _marker in lb.MARKERS:
    _MARKERS.setdefault(_marker[0], []).append(_marker)


def _office_role(whole: list[str], head: str) -> str:
    around = lb.role_of(whole)
    return around if around in ("military_police_court", "politician_campaign") else lb.OFFICES.get(head, "government")


def _person_role(whole: list[str], head: str) -> str:
    if head.rstrip("s") in _PARTISANS:
        return "politician_campaign"
    around = lb.role_of([word for word in whole if word != head])
    if around == "unknown" and head not in lb.PERSONS and head + "s" in lb.GROUPS:
        return lb.GROUPS[head + "s"]  # 'one supporter'
    if around == "unknown" and head in ("banker", "bankers", "executive", "executives", "trader", "traders"):
        return "company"
    return around if around != "unknown" else lb.PERSONS.get(head, "unknown")


def _name(document: Document, first: int, stop: int) -> str:
    return " ".join(document.words[first:stop])


def _named_person(document: Document, source: Range, first: int, stop: int, end: int, people: People) -> Profile | None:
    """The named person whom the phrase is about: its head, or an apposition ('The prosecutor, Ana Weiss')."""
    lowers, texts = document.lowers, document.words
    if people.by_name.keys().isdisjoint(lowers[first : min(stop, end + 12)]):
        return None
    for k in range(first, min(stop, end + 12)):
        if lowers[k] not in people.by_name or not texts[k][0].isupper():
            continue
        after = lowers[k + 1] if k + 1 < len(lowers) else ""
        if after in ("'s", "'") and k + 1 < stop:
            continue  # "Clinton's lawyers": the lawyers speak
        if k + 1 < end and not (lowers[k + 1] in ("and", ",", "(") or texts[k + 1][0].isupper()) and k + 1 < stop:
            continue  # 'Clinton advisers'
        if k + 1 < end and texts[k + 1][0].isupper() and lowers[k + 1] not in ("jr.", "sr.", "jr", "sr", "ii", "iii"):
            continue  # the last word of a name decides
        lead = next((j for j in range(k, first, -1) if not texts[j][0].isupper()), first)
        titled = lowers[end : end + 1] == ["of"] and lead == end + 1 and lowers[lead] not in _SMALL
        if k >= end and lowers[end] in LINKS and not titled:
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


def _unknown_name(document: Document, first: int, end: int, core: list[str], definite: bool, people: People) -> Profile:
    """A capitalised phrase that no list knows: a person unless an article or a shape says it is a body."""
    texts = document.words
    name = _name(document, first, end)
    head = core[-1]
    if (
        head in lb.GROUPS
        or (head.endswith("s") and head[:-1] in lb.DEMONYMS)
        or (head + "s" in lb.GROUPS and not definite)
    ):
        return Profile("unnamed_group", lb.GROUPS.get(head, "public"))
    if head in lb.DEMONYMS:
        return Profile("unnamed_group", "public")
    camel = len(core) == 1 and any(char.isupper() for char in name[3:]) and not name.isupper()  # 'EgyptAir'
    acronym = texts[first].isupper() and 2 <= len(texts[first]) <= 5 and len(core) == 1
    if (
        definite
        or acronym
        or camel
        or any(word in lb.BODIES for word in core)
        or "&" in core
        or any(c.isdigit() for c in name)
    ):
        return Profile("organization", lb.role_of(core), name)
    kind, role, _ = post_labels([Description(tuple(core))], people)
    return Profile(kind, role, name)


def _reports_for_outlet(document: Document, first: int, stop: int) -> bool:
    """Whether a named reporter speaks for an outlet: "NBC's Lena Voss", 'Star reporter Lena Voss'."""
    lowers, texts = document.lowers, document.words
    end = first
    while end < stop and texts[end][0].isupper():
        end += 1
    if end == first or end + 1 >= stop:
        return "reporting" in lowers[first : stop - 1] and any(
            lowers[k] == "reporting" and lowers[k + 1] == "for" for k in range(first, stop - 1)
        )
    masthead = " ".join(lowers[first:end])
    outlet = masthead in lb.OUTLET_NAMES or lowers[end - 1] in lb.OUTLET_WORDS or lowers[first] in _SHORT_MASTHEADS
    if not outlet:
        return False
    if lowers[end] in ("'s", "'"):
        return texts[end + 1][0].isupper() or lowers[end + 1] in _REPORTERS
    return any(lowers[k] in _REPORTERS for k in range(end, min(stop, end + 4)))


def _attached(document: Document, stop: int) -> int:
    """The end of a phrase with the place of publication that follows it: 'a report' + 'in the Estuary Post'."""
    lowers = document.lowers
    high = document.sentences[document.sentence_of[stop - 1]][1]
    return min(high, stop + 4) if stop < high and lowers[stop] in ("in", "by", "from", "on") else stop


def _outlet_inside(document: Document, first: int, stop: int) -> bool:
    for k in range(first, stop):
        if document.words[k][0].isupper() and (
            document.lowers[k] in lb.OUTLET_NAMES or document.lowers[k] in lb.OUTLET_WORDS
        ):
            return True
    return False
