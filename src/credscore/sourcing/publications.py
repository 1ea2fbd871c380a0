"""Phrases that mean an outlet or a document: a masthead, a station, 'gossip site Glimmer', 'court papers'."""

from __future__ import annotations

from credscore.lexicon.load import words
from credscore.sourcing import labels as lb
from credscore.sourcing.mastheads import in_the_press, names_outlet_in, reports_for_outlet, with_place
from credscore.sourcing.naming import name_at, named_person
from credscore.sourcing.phrase import Phrase
from credscore.sourcing.profile import Profile
from credscore.sourcing.roles import maker_role, owner_role

__all__ = ["document", "newsroom", "outlet", "outlet_with_noun"]

_SHORT_MASTHEADS = words("answers", "relays", "short_mastheads")
_STATION_WORDS = 4  # of 'BBC Radio Kent'
_HYPHENATED_WORDS = 3  # of 'the Dorvik Sun-Times'
_PLAIN_DOCUMENTS = words("answers", "phrases", "plain_documents")
_PUBLIC = words("sources", "filed", "public")
_HANDED = words("sources", "published", "handed")
_COURTS = words("sources", "filed", "courts")
_FILED = words("sources", "filed", "words")
_REPORTS = words("sources", "outlet", "reports")
_AIRED = words("sources", "outlet", "aired")
_AIRING = words("sources", "outlet", "airing")
_PRESS = words("sources", "outlet", "press")
_NO_LEADING = words("sources", "outlet", "never_first")
_IN_CAPITALS = 3  # letters from which on a word in capitals shows a text in capitals


def newsroom(phrase: Phrase) -> Profile | None:
    """A station by its short masthead, an editorial, or somebody who reports for an outlet."""
    if phrase.capital and phrase.core[0] in _SHORT_MASTHEADS and _is_station(phrase):
        return Profile("outlet", "media", phrase.name)
    if "editorial" in phrase.core or reports_for_outlet(phrase.document, phrase.first, phrase.stop):
        return Profile("outlet", "media")
    return None


def _is_station(phrase: Phrase) -> bool:
    """'BBC Radio Kent', but not 'BBC Director Ann Lee'."""
    core, texts, first, end = phrase.core, phrase.document.words, phrase.first, phrase.end
    if not 1 < len(core) <= _STATION_WORDS or not texts[first].isupper() or not lb.BODIES.keys().isdisjoint(core):
        return False
    if not all(text[0].isupper() for text in texts[first:end]):
        return False
    return named_person(phrase.document, phrase.source, first + 1, phrase.stop, end, phrase.people) is None


def outlet_with_noun(phrase: Phrase) -> Profile | None:
    """An outlet that its noun leads up to, or that has a hyphen: 'gossip site Glimmer', 'the Dorvik Sun-Times'."""
    if not phrase.capital:
        return None
    first, end, texts = phrase.first, phrase.end, phrase.document.words
    plain = next((k for k in range(end - 1, first, -1) if texts[k].islower()), first)
    lowers = phrase.document.lowers
    told = first < plain < end - 1 and lowers[plain] in lb.OUTLET_NOUNS
    if told and not (lowers[plain] in lb.BODIES and lowers[plain - 1] not in _PRESS):  # 'rating agency Morland'
        return Profile("outlet", "media", name_at(phrase.document, plain + 1, end))
    head = phrase.head
    if "-" in head and head.rsplit("-", 1)[-1] in lb.OUTLET_WORDS and len(phrase.core) <= _HYPHENATED_WORDS:
        return Profile("outlet", "media", phrase.name)
    return None


def document(phrase: Phrase) -> Profile | None:
    """A text that speaks, or the outlet whose report it is."""
    head = phrase.head
    if head not in lb.DOCUMENTS or head in lb.SPOKESPERSON or not _is_plain_document(phrase):
        return None
    if _is_of_the_press(phrase):
        return Profile("outlet", "media")
    owner = owner_role(phrase.document, phrase.first, phrase.at + 1, phrase.people)
    return Profile("document", owner or _author_role(phrase))


def _is_plain_document(phrase: Phrase) -> bool:
    """Whether the noun is no masthead: 'the record', but neither 'the Daily Record' nor 'Record'."""
    if not phrase.capital:
        return True
    if phrase.head in lb.OUTLET_WORDS:
        return False
    return phrase.definite or phrase.indefinite or phrase.head in _PLAIN_DOCUMENTS


def _is_of_the_press(phrase: Phrase) -> bool:
    """'A report in the Estuary Post', 'reports in Spain'."""
    if phrase.head in _REPORTS and names_outlet_in(
        phrase.document, phrase.first, with_place(phrase.document, phrase.stop)
    ):
        return True
    return phrase.head == "reports" and in_the_press(phrase.document, phrase.core, phrase.end, phrase.stop)


def _author_role(phrase: Phrase) -> str:
    """The role of whoever stands behind a document: by its noun, its maker, what it is about, or 'official'."""
    role = lb.DOCUMENTS[phrase.head]
    if role == "unknown":
        role = _maker_role(phrase)
    if role == "unknown" and phrase.goes_on_with("of"):
        role = next((lb.DOCUMENTS[word] for word in phrase.after[1:] if word in lb.DOCUMENTS), role)
    if role == "unknown" and phrase.head in _FILED:
        people = phrase.people
        if people.at_court is None:
            people.at_court = not _COURTS.isdisjoint(phrase.document.lowers)
        return "military_police_court" if people.at_court else "government"  # 'filings show'
    if role == "unknown" and phrase.head in _PUBLIC and len(phrase.core) == 1:
        return "government"  # 'records show' are public records
    return "government" if role == "unknown" and phrase.core[0] == "official" else role  # 'official figures'


def _maker_role(phrase: Phrase) -> str:
    """'A letter from the dockers' union', 'navy documents', 'a memo on trade'."""
    made = (phrase.goes_on_with("from") or phrase.goes_on_with("by")) and phrase.end + 1 < phrase.stop
    if made:
        return maker_role(phrase.after[1:], phrase.people)
    handed = phrase.after and phrase.after[0] in _HANDED  # 'payslips shown to the Post' are not its own
    said = phrase.core[:-1] if handed or not phrase.after else phrase.after
    role = lb.role_of(said)
    role = lb.role_of(phrase.core[:-1]) if role == "unknown" else role  # 'a provincial audit completed in March'
    return "media" if role == "unknown" and not lb.OUTLET_NAMES.isdisjoint(said) else role  # 'a CNN tally'


def outlet(phrase: Phrase) -> Profile | None:
    """An outlet by its noun or by a word of its masthead: 'state television', 'the Estuary Post', 'Channel 9'."""
    core, head = phrase.core, phrase.head
    if head in lb.OUTLET_NOUNS and head not in lb.BODIES:
        noun = True
    else:
        noun = head in _AIRED and (core[0] in _AIRING or "state" in core[-2:])
    if noun and (head != "media" or "state" in core[-2:]):
        return Profile("outlet", "media", phrase.name_if_capital)
    if phrase.capital and head not in lb.BODIES and _has_masthead_word(phrase):
        return Profile("outlet", "media", phrase.name)
    return None


def _has_masthead_word(phrase: Phrase) -> bool:
    first = phrase.document.words[phrase.first]
    if first.isupper() and len(first) > _IN_CAPITALS:
        return False  # in a text of capitals nothing tells a masthead
    lead = phrase.core[0]
    return phrase.head in lb.OUTLET_WORDS or lead == "channel" or (lead in lb.OUTLET_WORDS and lead not in _NO_LEADING)
