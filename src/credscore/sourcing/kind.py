"""The kind and role of a source, read off its noun phrase and what the article says of it elsewhere.

The order of the questions is the codebook's: a document, an outlet, a named person, a body, an unnamed
official, another unnamed source, a crowd.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from credscore.extract.attribution import Range
from credscore.extract.grammar import DETERMINERS, RELATIVE
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.counting import is_marked, number_of
from credscore.sourcing.describe import is_post, is_trade
from credscore.sourcing.mastheads import in_the_press, names_outlet_in, reports_for_outlet, with_place
from credscore.sourcing.naming import LINKS, first_of, name_at, named_person, unknown_name
from credscore.sourcing.partitives import SOME_OF, some_of
from credscore.sourcing.people import People
from credscore.sourcing.profile import Profile
from credscore.sourcing.roles import maker_role, ministry_role, office_role, owner_role, person_role, serves_candidate

__all__ = ["profile_of"]

_STAFF = words("people", "posts", "aides")
_TRAILING = RELATIVE | {"himself", "herself", "themselves", "itself", "also"}
_OWNED = words("sources", "spokesperson", "owned")
_SHORT_MASTHEADS = words("answers", "relays", "short_mastheads")
_OUTLET_WORDS = 4  # of 'BBC Radio Kent'
_PUBLIC = ("government", "military_police_court")
_AT_COUNTERS = words("people", "posts", "at_counters")
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
_PLAIN_DOCUMENTS = words("answers", "phrases", "plain_documents")
_OFFICE_WORDS = 6  # 'the British capital's new mayor'
_SHARES = words("sources", "share", "words")
_REPORTS = words("sources", "outlet", "reports")
_AIRED = words("sources", "outlet", "aired")
_AIRING = words("sources", "outlet", "airing")
_NO_LEADING = words("sources", "outlet", "never_first")
_FORCES = words("sources", "bodies", "forces")
_ALWAYS = words("sources", "bodies", "always")
_GENERIC_BODIES = words("sources", "bodies", "generic")
_SINGLE = words("sources", "bodies", "single")
_CHAMBERS = words("sources", "unique", "chambers")
_MANY = words("sources", "crowd", "officials")
_FORMER_CROWD = words("sources", "crowd", "former")
_VAGUE = words("sources", "crowd", "vague")
_OFFICERS = words("sources", "anonymous", "of_any_body")
_CUT = frozenset((",", "(", ";", ":", "--", "–", "—")) | (RELATIVE - {"that"})


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
    if profile.kind == "anonymous_source" and people.on_election and serves_candidate(document, source, people):
        return replace(profile, role="politician_campaign")  # 'a senior Lee adviser'
    return profile


def _profile(document: Document, source: Range, people: People) -> Profile:
    lowers, texts = document.lowers, document.words
    first, stop = source
    while first < stop and (lowers[first] in ("the", "a", "an", "both", "whose") or lowers[first] in ('"', "“", "''")):
        first += 1
    while stop - 1 > first and lowers[stop - 1] in _TRAILING and texts[stop - 1] != "WHO":
        stop -= 1  # 'a banker who', 'Sanders himself'
    if first >= stop:
        return Profile("unattributed", "unknown")
    cut = first_of(_CUT, lowers, first + (texts[first] == "WHO"), stop)
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
    partitive = len(core) == 1 and core[0] in SOME_OF and lowers[end : end + 1] == ["of"] and end + 2 < stop
    if partitive and lowers[end + 1] in DETERMINERS and lowers[end + 1] != "them":
        return some_of(_profile(document, (end + 1, stop), people), core[0])  # 'one of the diplomats'
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

    number = number_of(core)
    marked = is_marked(whole)

    if (
        head in lb.LEGAL_FORMS
        and len(core) > 1
        and texts[first][0].isupper()
        and lb.is_legal_form(texts[first + len(core) - 1])
    ):
        return Profile("organization", "company", name_at(document, first, end))  # 'Lund Pumps AG'
    if capital and "&" in joined:
        return Profile("organization", "company", name_at(document, first, end))
    pair = lb.BODY_PAIRS.get(" ".join(core[-2:]))
    if pair is not None:
        return Profile("organization", pair, name_at(document, first, end) if capital else None)
    if core[-2:] == ["news", "agency"] or (len(core) > 1 and head == "agency" and core[-2] == "press"):
        return Profile("outlet", "media", name_at(document, first, end) if capital else None)
    if joined in lb.SEATS:
        return Profile("organization", lb.SEATS[joined], name_at(document, first, end))
    if joined in lb.OUTLET_NAMES or "the " + joined in lb.OUTLET_NAMES:
        return Profile("outlet", "media", name_at(document, first, end))
    if joined in lb.COUNTRY_PHRASES or (
        len(core) == 1 and (head in lb.COUNTRIES or head in lb.CAPITALS) and head not in people.by_name
    ):
        return Profile("organization", "government", name_at(document, first, end))

    station = capital and 1 < len(core) <= _OUTLET_WORDS and core[0] in _SHORT_MASTHEADS and texts[first].isupper()
    station = station and all(text[0].isupper() for text in texts[first:end]) and lb.BODIES.keys().isdisjoint(core)
    if station and named_person(document, source, first + 1, stop, end, people) is None:
        return Profile("outlet", "media", name_at(document, first, end))  # 'BBC Radio Kent'
    if "editorial" in core or reports_for_outlet(document, first, stop):
        return Profile("outlet", "media")
    person = named_person(document, source, first, stop, end, people)
    if person is not None:
        return person

    plain_word = next((k for k in range(end - 1, first, -1) if texts[k].islower()), first)
    if capital and first < plain_word < end - 1 and lowers[plain_word] in lb.OUTLET_NOUNS:
        return Profile("outlet", "media", name_at(document, plain_word + 1, end))  # 'gossip site Glimmer'
    # a document, or an outlet's report
    if capital and "-" in head and head.rsplit("-", 1)[-1] in lb.OUTLET_WORDS and len(core) <= 3:
        return Profile("outlet", "media", name_at(document, first, end))  # 'the Dorvik Sun-Times'
    masthead = capital and head in lb.OUTLET_WORDS  # 'the Estuary Post', 'the Daily Record'
    plain = not masthead and (not capital or definite or indefinite or head in _PLAIN_DOCUMENTS)
    if head in lb.DOCUMENTS and plain and head not in lb.SPOKESPERSON:
        role = lb.DOCUMENTS[head]
        if head in _REPORTS and names_outlet_in(document, first, with_place(document, stop)):
            return Profile("outlet", "media")
        if head == "reports" and in_the_press(document, core, end, stop):
            return Profile("outlet", "media")
        owner = owner_role(document, first, first + len(core), people)
        if not owner and role == "unknown":
            maker = lowers[end : end + 1] in (["from"], ["by"]) and end + 1 < stop
            role = maker_role(lowers[end + 1 : stop], people) if maker else lb.role_of(lowers[end:stop] or core[:-1])
        if role == "unknown" and lowers[end : end + 1] == ["of"]:
            role = next((lb.DOCUMENTS[word] for word in lowers[end + 1 : stop] if word in lb.DOCUMENTS), role)
        if role == "unknown" and core[0] == "official":
            role = "government"  # 'official figures'
        return Profile("document", owner or role)
    mine = head in _OWNED and (lowers[first] in _POSSESSIVE or "'s" in core or lowers[end : end + 1] == ["for"])
    if mine or not lb.SPOKESPERSON.isdisjoint(core):
        said = [word for word in whole if word != head] if mine else whole
        return Profile("organization", ministry_role(said, lb.role_of(said)))
    aired = head in _AIRED and (core[0] in _AIRING or "state" in core[-2:])
    if ((head in lb.OUTLET_NOUNS and head not in lb.BODIES) or aired) and (head != "media" or "state" in core[-2:]):
        return Profile("outlet", "media", name_at(document, first, end) if capital else None)
    if (
        capital
        and not caps_text
        and (
            head in lb.OUTLET_WORDS
            or core[0] == "channel"
            or (core[0] in lb.OUTLET_WORDS and core[0] not in _NO_LEADING)
        )
        and head not in lb.BODIES
    ):
        return Profile("outlet", "media", name_at(document, first, end))

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
    shop = core[-2:-1] == ["'s"] and lb.role_of(core[:-2]) in ("company", "witness_participant")  # "the store's clerk"
    if head in _AT_COUNTERS and shop:
        return Profile("anonymous_source", person_role(whole, head), None, number)
    if head in _AT_COUNTERS and lowers[end : end + 1] == ["at"] and lb.role_of(lowers[end:stop]) not in _PUBLIC:
        return Profile("anonymous_source", person_role(whole, head), None, number)  # 'a clerk at a grocery'
    # a body as such
    if ((head in lb.BODIES and head not in _FORCES and not indefinite) or head in _ALWAYS) and (
        head in _GENERIC_BODIES or capital or definite or len(core) > 1 or head in _SINGLE
    ):
        role = lb.BODIES.get(head, "government")
        if role in ("government", "expert", "witness_participant"):
            around = ministry_role(core, lb.role_of(core[:-1], role))
            role = around if around in ("military_police_court", "politician_campaign", "company") else role
        return Profile("organization", role, name_at(document, first, end) if capital else None)
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
        return Profile("organization", lb.role_of(core, lb.GROUPS[head]), name_at(document, first, end))
    # people without a name; an office that one person holds at a time is as good as one
    if definite and head == "leader" and len(core) > 1 and core[-2] in _CHAMBERS:
        return Profile("named_official", "government")
    owned = definite or "'s" in core[:-2]
    if owned and " ".join(core[-2:]) in lb.UNIQUE_PAIRS and not (set(core) & lb.FORMER):
        return Profile("named_official", lb.UNIQUE_PAIRS[" ".join(core[-2:])])
    if definite and head in lb.UNIQUE and len(core) <= _OFFICE_WORDS and core[0] not in lb.FORMER:
        role = lb.UNIQUE[head]
        return Profile("named_individual" if role == "unknown" else "named_official", role)
    of = lowers[cut - 1 : cut] and lowers[end : end + 1] == ["of"] and definite
    its = not indefinite and "'s" in core[:-1] and core[0] not in DETERMINERS  # "Ofwat's director"
    if (of or its) and core[-1] in lb.HEADS and lb.FORMER.isdisjoint(core):
        role = lb.role_of(lowers[end:cut] if of else core[: core.index("'s")])
        return Profile("named_official" if role in _PUBLIC else "named_individual", role)  # 'the head of the office'
    if head.startswith("ex-") and (head[3:] in lb.PERSONS or head[3:] in lb.OFFICES):  # 'the ex-husband'
        return Profile("anonymous_source", person_role(whole, head[3:]) if head[3:] in lb.PERSONS else "expert")
    former = not lb.FORMER.isdisjoint(core[:3])
    singular_officer = head in lb.ANONYMOUS_OFFICIAL
    phrase = lowers[first:cut]  # 'a fund, which owns 4%' is no share of anybody
    share = not _SHARES.isdisjoint(phrase) or (
        number is not None and any(a == "in" and b.isdigit() for a, b in itertools.pairwise(phrase))
    )
    if share and not marked:
        return Profile("unnamed_group", "public")
    if marked or number:
        if singular_officer and not former:
            return Profile("anonymous_official", office_role(whole, head), None, number)
        return Profile("anonymous_source", person_role(whole, head), None, number)
    crowd = head in lb.GROUPS and (head == "people" or head.endswith("s") or head not in lb.ANONYMOUS_SOURCE)
    vague = core[0] in _VAGUE
    if singular_officer and not former and not (crowd and (vague or head in _MANY)):
        private = lb.role_of(core[:-1]) if head in _OFFICERS else "unknown"
        if lb.role_of(core[:-1]) == "politician_campaign":
            private = "politician_campaign"
        if private in ("politician_campaign", "company", "witness_participant"):
            return Profile("anonymous_source", private, None, number)  # 'union officials', 'an official of a party'
        return Profile("anonymous_official", office_role(whole, head))
    if (former and head in _FORMER_CROWD) or (crowd and head not in ("sources",)):
        role = lb.GROUPS.get(head, "public")
        around = lb.role_of(core[:-1] + lowers[end:stop])
        return Profile(
            "unnamed_group",
            around
            if around in ("politician_campaign", "company", "expert") and role == "public"
            else ("witness_participant" if former else role),
        )
    if head in lb.ANONYMOUS_SOURCE or head in lb.PERSONS:
        return Profile("anonymous_source", person_role(whole, head))
    if head.endswith("%") or core[0].rstrip("%").replace(".", "").isdigit() or "percent" in core:
        return Profile("unnamed_group", "public")
    if capital:
        return unknown_name(document, first, end, core, definite, people)
    if head in lb.GROUPS:
        return Profile("unnamed_group", lb.GROUPS[head])
    if head.endswith("s") and not head.endswith("ss"):
        return Profile("unnamed_group", lb.role_of(core, "public"))
    if head in ("someone", "somebody", "one"):
        return Profile("anonymous_source", "unknown")
    if definite or indefinite:
        return Profile("organization" if definite else "anonymous_source", lb.role_of(core))
    return Profile("unnamed_group", "unknown")


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss") and len(word) > 3
