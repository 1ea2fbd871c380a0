"""Chains: through which outlets and papers a statement came before it reached the article.

Looks only round the attribution itself: whom the source spoke to ('told the Star'), what its cue cites
('reported, citing US officials'), and who reports the whole ('…, the Star reported').
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import NamedTuple

from credscore.extract import grammar as gr
from credscore.extract.apposition import phrase_end
from credscore.extract.attribution import Attribution, Range
from credscore.extract.clause import phrase_before
from credscore.extract.units import Unit
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.profile import Profile
from credscore.sourcing.resolve import Resolver

__all__ = ["Relay", "trace"]

_CITING = words("answers", "relays", "citing")
_TELLING = words("answers", "relays", "telling")
_CITING_INSIDE = words("answers", "relays", "citing_inside")
_RETELLING = words("answers", "relays", "retelling")
_REPORTING = words("answers", "relays", "reporting")
_MEETING = words("answers", "relays", "meeting")
_TOLD_IN = words("answers", "relays", "told_in")
_IN_TALK = words("answers", "relays", "in_talk")
_CITED_BY = words("answers", "relays", "cited_by")
_POST_MASTHEADS = words("answers", "relays", "post_mastheads")
_MOST_HOPS = 8
_MODIFIERS = 3  # words before an outlet's name
_REACH = 40


class Relay(NamedTuple):
    """A chain as traced: its hops outermost first, each with its place, and the origin if it is not the source."""

    hops: tuple[tuple[Profile, Range], ...]
    origin: tuple[Profile, Range] | None
    second_hand: bool


def trace(document: Document, unit: Unit, one: Attribution, profile: Profile, resolver: Resolver) -> Relay:
    """The chain of one attribution; no hops where the source spoke to the article itself."""
    lowers = document.lowers
    source = one.source[0] if one.source else None
    if source is None:
        return Relay((), None, False)
    hops: list[tuple[Profile, Range]] = []
    origin: tuple[Profile, Range] | None = None
    second_hand = False
    quoting = _quoted_by(document, source, resolver)
    cited = _cited(document, unit, one, resolver)
    if cited and cited[0][0].kind == "unattributed":
        cited = []
    if cited:
        second_hand = True
        reports = any(lowers[k] in _REPORTING for a, b in one.cue for k in range(a, b))
        if profile.kind == "organization" and (reports or profile.role == "unknown") and _may_be_outlet(profile):
            profile = replace(profile, kind="outlet", role="media")  # 'the Kurier reported, citing two officials'
        if profile.kind in ("outlet", "document") and cited[-1][0].kind != "unattributed":
            hops = [(profile, source), *cited]
            origin = cited[-1]
    if origin is None:
        outlet = _told_outlet(document, unit, one, resolver)
        if outlet is not None and profile.kind != "outlet":
            hops = [outlet, (profile, source)]
    if quoting is not None and not hops:
        hops = [quoting, (profile, (source[0], quoting[1][0]))]
    retold = _retold(document, unit, one, resolver)
    if retold is not None and retold[1] != source:
        hops = [retold, *(hops or [(profile, source)])]
    places = sorted(place for _, place in hops)
    if any(after[0] < before[1] for before, after in itertools.pairwise(places)):
        return Relay((), None, second_hand)  # two readings of one phrase are no chain
    return Relay(tuple(hops), origin, second_hand)


def _may_be_outlet(profile: Profile) -> bool:
    """Whether a name is no body that is known as such: 'the Estuary Kurier', 'the Kurier'."""
    said = (profile.name or "").lower()
    single = " " not in said and (said in lb.COUNTRIES or said in lb.CAPITALS or (profile.name or "").isupper())
    return bool(said) and not single and said not in lb.SEATS and lb.BODIES.keys().isdisjoint(said.split())


def _quoted_by(document: Document, source: Range, resolver: Resolver) -> tuple[Profile, Range] | None:
    """The outlet inside the source's own phrase: 'sources quoted by Nikkei', 'an official cited by the Star'."""
    lowers = document.lowers
    for k in range(source[0] + 1, source[1] - 2):
        if lowers[k] in _CITED_BY and lowers[k + 1] == "by":
            outlet = resolver.resolve((k + 2, source[1]))
            return (outlet, (k + 2, source[1])) if outlet.kind == "outlet" else None
    return None


def _cited(document: Document, unit: Unit, one: Attribution, resolver: Resolver) -> list[tuple[Profile, Range]]:
    """What the source cites: 'citing two officials', 'quoting a Star report that cited guards'."""
    lowers = document.lowers
    low, high = unit
    parts = (*one.content, *one.cue, *one.source)
    begin, end = min(parts)[0], max([b for _, b in parts])
    found: list[tuple[Profile, Range]] = []
    source_end, cue_end = one.source[-1][1], max([b for _, b in one.cue], default=0)
    # 'The Star, quoting the Post, reported'
    starts = _citing(document, source_end, min(a for a, _ in one.cue))[:1] if one.cue else []
    later = (
        _citing(document, end, min(high, end + _REACH))  # '…, the Star reported, citing two officials'
        or _citing(document, cue_end, one.content[0][0])  # 'the Star reported, citing two officials, that …'
        or (_citing(document, low, low + 1) if low < begin else [])  # 'Citing two officials, the Star reported …'
    )
    if not later:
        inside = _citing(document, *one.content[-1], _CITING_INSIDE)
        later = [k for k in inside if lowers[k - 1] == ","]
    for start in (*starts, *later[:1]):
        found.extend(_cites(document, start, unit, resolver))
    return found


def _citing(document: Document, first: int, stop: int, forms: frozenset[str] = _CITING) -> list[int]:
    """The unquoted tokens of a range that are one of these words; most ranges hold none, which is seen at once."""
    lowers, quoted = document.lowers, document.quotation_of
    if first >= stop or forms.isdisjoint(lowers[first:stop]):
        return []
    return [k for k in range(first, stop) if lowers[k] in forms and quoted[k] < 0]


def _cites(document: Document, start: int, unit: Unit, resolver: Resolver) -> list[tuple[Profile, Range]]:
    """What is cited from the word ``start`` on, and what that cites in turn."""
    lowers, quoted = document.lowers, document.quotation_of
    high = unit[1]
    found: list[tuple[Profile, Range]] = []
    at = start
    while at >= 0 and len(found) < _MOST_HOPS:
        first = at + 1
        stop = phrase_end(document, first, high, appositions=False)
        nested = next((k for k in range(first, min(stop, first + 20)) if lowers[k] in ("that", "which", "who")), stop)
        stop = min(stop, nested)
        if stop <= first:
            break
        found.append((resolver.resolve((first, stop)), (first, stop)))
        at = next((k for k in range(stop, min(high, stop + 6)) if lowers[k] in _CITING and quoted[k] < 0), -1)
    return found


def _told_outlet(document: Document, unit: Unit, one: Attribution, resolver: Resolver) -> tuple[Profile, Range] | None:
    """The outlet that a source spoke to: 'told the Evening Star that', 'in an interview with Channel Nine'."""
    lowers, texts, quoted = document.lowers, document.words, document.quotation_of
    high = unit[1]
    telling = -1
    for a, b in one.cue:
        if not _TELLING.isdisjoint(lowers[a:b]):
            telling = next(k for k in range(a, b) if lowers[k] in _TELLING)
            break
    if telling >= 0:
        first = telling + 1
    else:
        cue_end = max([b for _, b in one.cue], default=high)
        stop = min(high - 1, cue_end + 8)
        with_ = -1
        if not _TOLD_IN.isdisjoint(lowers[cue_end - 1 : stop]):
            after = (k for k in range(cue_end, stop) if lowers[k] in ("with", "to") and lowers[k - 1] in _TOLD_IN)
            with_ = next(after, -1)
        if with_ < 0:  # 'In an interview with Channel Nine, the coach said'
            if unit[0] >= one.source[0][0] or lowers[unit[0]] not in _IN_TALK:
                return None
            opening = range(unit[0] + 1, min(one.source[0][0], unit[0] + 8))
            with_ = next((k for k in opening if lowers[k] in ("with", "to") and lowers[k - 1] in _MEETING), -1)
        if with_ < 0:
            return None
        first = with_ + 1
    begin, first = first, _past_modifiers(document, first, high)
    stop = first
    while stop < high and quoted[stop] < 0 and stop - first < 6:
        word = lowers[stop]
        if word in gr.DETERMINERS and stop == first:
            stop += 1
            continue
        generic = stop == first + 1 and lowers[first] in ("the", "this") and texts[stop][0].islower()
        if texts[stop][0].isupper() and word not in gr.DAYS:
            stop += 1
            continue
        if generic or word == "'s":
            stop += 1
        break
    if stop <= first or lowers[first] == "this" or (stop == first + 1 and lowers[first] in gr.DETERMINERS):
        return None  # 'told this newspaper': the article itself
    if first > begin:
        return Profile("outlet", "media", " ".join(texts[first:stop])), (first, stop)
    profile = resolver.resolve((first, stop))
    masthead = stop - first > 2 and lowers[first] == "the" and lowers[stop - 1] in _POST_MASTHEADS
    if masthead and texts[stop - 2][0].isupper() and lowers[stop - 2] not in lb.MODIFIERS:
        return Profile("outlet", "media", " ".join(texts[first + 1 : stop])), (first, stop)  # 'told the Velm Leader'
    return (profile, (first, stop)) if profile.kind == "outlet" else None


def _past_modifiers(document: Document, first: int, high: int) -> int:
    """Past what an outlet is called before its name: 'told | state broadcaster | OTV'."""
    lowers, texts = document.lowers, document.words
    for k in range(first, min(high - 1, first + _MODIFIERS)):
        if not texts[k][0].islower() or lowers[k] in gr.DETERMINERS:
            return first
        if lowers[k] in lb.OUTLET_NOUNS:
            return k + 1 if texts[k + 1][0].isupper() else first
    return first


def _retold(document: Document, unit: Unit, one: Attribution, resolver: Resolver) -> tuple[Profile, Range] | None:
    """The outlet that closes the sentence: 'Ann Lee said the bridge was safe, the Star reported.'"""
    lowers, quoted = document.lowers, document.quotation_of
    high = unit[1]
    end = max(b for _, b in (*one.content, *one.cue, *one.source))
    comma = next((k for k in range(end, min(high, end + 3)) if lowers[k] == ","), -1)
    if comma < 0:
        return None
    if comma + 3 < high and lowers[comma + 1] == "according" and lowers[comma + 2] == "to":
        stop = phrase_end(document, comma + 3, high, appositions=False)
        return (resolver.resolve((comma + 3, stop)), (comma + 3, stop)) if stop > comma + 3 else None
    for k in range(comma + 2, min(high, comma + 8)):
        if lowers[k] in _RETELLING and quoted[k] < 0:
            first = phrase_before(document, k, comma + 1)
            if first == comma + 1:  # but not ', but the Star reported'
                profile = resolver.resolve((first, k))
                if profile.kind in ("outlet", "document"):
                    return profile, (first, k)
            return None
        if lowers[k] in ("according",):
            return None
    return None
