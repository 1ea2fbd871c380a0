"""Words to labels: which kind of source a noun names, and which role. All from ``lexicon/``."""

from __future__ import annotations

from credscore.lexicon.load import read_table, words

__all__ = [
    "ANONYMOUS_OFFICIAL",
    "ANONYMOUS_SOURCE",
    "BODIES",
    "CAPITALS",
    "COUNTRIES",
    "DOCUMENTS",
    "GENERIC",
    "GROUPS",
    "LEGAL_FORMS",
    "MODIFIERS",
    "OFFICES",
    "OUTLET_NAMES",
    "OUTLET_NOUNS",
    "OUTLET_WORDS",
    "PERSONS",
    "PUBLIC",
    "QUANTITIES",
    "SEATS",
    "SPOKESPERSON",
    "is_legal_form",
    "role_of",
]

_ROLES = (
    "government",
    "military_police_court",
    "politician_campaign",
    "expert",
    "company",
    "media",
    "witness_participant",
    "public",
    "unknown",
)


PUBLIC = ("government", "military_police_court")
"""The roles of those who act for a state."""
_ACRONYMS = words("sources", "organization", "acronyms")


def _by_word(table: str) -> dict[str, str]:
    """Word to role, for a table of word lists by role; the first role that lists a word has it."""
    found: dict[str, str] = {}
    lists = read_table("sources")[table]
    for role in _ROLES:
        if role in lists:
            for word in sorted(words("sources", table, role)):
                found.setdefault(word, role)
                if word in _ACRONYMS:
                    found.setdefault(".".join(word) + ".", role)  # 'f.b.i.'
    return found


OFFICES = _by_word("office")
PERSONS = _by_word("person")
GROUPS = _by_word("group")
BODIES = _by_word("organization")
DOCUMENTS = _by_word("document")
MODIFIERS = _by_word("modifier")
UNIQUE = _by_word("unique")
BODY_PAIRS = _by_word("body_pairs")
UNIQUE_PAIRS = _by_word("unique_pairs")
SPOKESPERSON = words("sources", "spokesperson", "words")
HEADS = words("sources", "generic", "heads")
GENERIC = words("sources", "generic", "posts")
ANONYMOUS_OFFICIAL = words("sources", "anonymous", "official")
ANONYMOUS_SOURCE = words("sources", "anonymous", "source")
MARKERS = tuple(phrase.split() for phrase in sorted(words("sources", "anonymous", "markers")))
OUTLET_WORDS = words("sources", "outlet", "name_words")
_SHORT_FORMS = words("sources", "legal_forms", "in_capitals")
_FIRM_NAMES = words("sources", "legal_forms", "names")
LEGAL_FORMS = words("sources", "legal_forms", "words") | _SHORT_FORMS | _FIRM_NAMES
OUTLET_NOUNS = words("sources", "outlet", "nouns")
OUTLET_NAMES = words("sources", "outlet", "names")
FORMER = words("sources", "former", "words")
MALE = words("sources", "titles", "male")
FEMALE = words("sources", "titles", "female")
GIVEN = dict.fromkeys(words("names", "given", "female"), "f") | dict.fromkeys(words("names", "given", "male"), "m")
QUANTITIES: dict[str, int] = dict(read_table("sources")["quantities"])
COUNTRIES = words("places", "countries", "words")
COUNTRY_PHRASES = words("places", "countries", "phrases")
CAPITALS = words("places", "capitals", "words")
DEMONYMS = words("places", "demonyms", "words")
COMPATRIOTS = words("places", "demonyms", "persons")
"""Words for one person of a country, who was named before: 'the Dane'."""
SEATS = {
    phrase: role
    for role in ("government", "military_police_court", "company")
    for phrase in words("places", "seats", role)
}


def is_legal_form(text: str) -> bool:
    """Whether a word as written is the legal form that ends a firm's name: 'AG', 'plc', but not the surname 'Sa'."""
    lower = text.lower()
    if lower in _FIRM_NAMES:
        return text == text.capitalize()  # 'Kestler Capital', but not 'the capital'
    return lower in LEGAL_FORMS and (lower not in _SHORT_FORMS or text not in (text.capitalize(), lower))


_ADJECTIVES = words("sources", "modifier", "adjectives")
# The roles of offices and bodies, by word.
_HELD = {
    word: tuple({table[word] for table in (OFFICES, BODIES) if word in table})
    for word in (OFFICES.keys() | BODIES.keys()) - _ADJECTIVES
}
_STRONGER = frozenset(("expert", "company", "witness_participant", "media"))  # 'the Federation of American Scientists'
_ENFORCED = words("sources", "modifier", "enforced")
_COUNSELS = words("sources", "bodies", "counsels")
_LEARNED = words("sources", "bodies", "learned")
_FIRMS = frozenset(word for word, role in MODIFIERS.items() if role == "company")
_CAMPAIGNS = frozenset(word for word, role in MODIFIERS.items() if role == "politician_campaign")
_PLACES = COUNTRIES | DEMONYMS | CAPITALS
_OWNING_PLACES = words("people", "describing", "places")


def _without_place(lowers: list[str]) -> list[str]:
    """The words without the place that owns the body which they name: "at the town's only hospital"."""
    own = lowers.index("'s")
    placed = own > 0 and (lowers[own - 1] in _OWNING_PLACES or lowers[own - 1] in _PLACES)
    if not placed or BODIES.keys().isdisjoint(lowers[own + 1 :]):
        return lowers
    return lowers[: own - 1] + lowers[own + 1 :]


def role_of(lowers: list[str], default: str = "unknown") -> str:
    """The role that a description's words point to: party work first, then arms and courts, then office."""
    if "'s" in lowers:
        lowers = _without_place(lowers)
    # A body or an office says more than an adjective: 'teaches shipping finance at Dorvik University'.
    seen = {role for word in lowers if word in _HELD for role in _HELD[word]}
    posts = not OFFICES.keys().isdisjoint(lowers)
    if seen == {"government"} and not posts and not _COUNSELS.isdisjoint(lowers) and not _FIRMS.isdisjoint(lowers):
        seen = {"company"}  # 'the Business Council of Dorvik'
    if not seen:
        seen = {MODIFIERS[word] for word in lowers if word in MODIFIERS}
        if "enforcement" in lowers and _ENFORCED.isdisjoint(lowers):
            seen = (seen - {"military_police_court"}) | {"government"}  # a regulator's 'enforcement director'
    if not posts and not _CAMPAIGNS.isdisjoint(lowers):
        seen.add("politician_campaign")  # 'Republican National Committee' is no public body
    if not seen & _STRONGER and not _PLACES.isdisjoint(lowers):
        seen.add("government")
    if "committee" in lowers or "subcommittee" in lowers:
        seen -= {"military_police_court"}  # 'the House Judiciary Committee', 'the Senate Armed Services Committee'
    if not _LEARNED.isdisjoint(lowers):
        seen -= {"government"}  # 'the computer science department of Dorvik University'
    for role in (
        "politician_campaign",
        "military_police_court",
        "government",
        "expert",
        "company",
        "media",
        "witness_participant",
    ):
        if role in seen:
            return role
    for word in lowers:
        if word in PERSONS:
            return PERSONS[word]
    return default
