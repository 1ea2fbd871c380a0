"""From a text to statements: extraction, sourcing, chains and responses put together."""

from __future__ import annotations

import bisect
from dataclasses import replace

from credscore.extract import Extractor
from credscore.extract.attribution import Attribution, Range
from credscore.extract.units import Unit, split_units
from credscore.reading import Document, read
from credscore.register import Register
from credscore.sourcing.anonymity import asks_anonymity, stated_reason
from credscore.sourcing.answer import Answer
from credscore.sourcing.answering import Reply, with_responses
from credscore.sourcing.answers import find_answers
from credscore.sourcing.links import with_links
from credscore.sourcing.names import find_people
from credscore.sourcing.nested import inner_attribution
from credscore.sourcing.offices import note_offices
from credscore.sourcing.parts import part_of, spans_of
from credscore.sourcing.profile import Profile
from credscore.sourcing.relays import Relay, trace
from credscore.sourcing.resolve import Resolver
from credscore.sourcing.stance import is_hedged, stance_of
from credscore.sourcing.standing import note_standing
from credscore.sourcing.verdicts import in_words
from credscore.statement import (
    Article,
    Hop,
    Link,
    Role,
    Source,
    SourceKind,
    Span,
    SpeechForm,
    Stance,
    Statement,
    unchecked,
)

__all__ = ["read_article"]

_KINDS = {kind.value: kind for kind in SourceKind}
_ROLES = {role.value: role for role in Role}
_STANCES = {stance.value: stance for stance in Stance}


def read_article(article: Article, extractor: Extractor, register: Register | None = None) -> Article:
    """The article with its statements and responses found in its text.

    Args:
        article: Its text is read; statements it already carries are replaced.
        extractor: What finds the attributions, such as ``make_extractor("rules")``.
        register: Who held which public office when; None is the register that ships.

    Returns:
        A new article; every span of it lies in the text and its ``text`` fields are what they cover.
    """
    edits, links = _markup(article)
    document = read(article.text, edits)
    found = extractor.find(document)
    units = split_units(document)
    firsts = [first for first, _ in units]
    register = Register.default() if register is None else register
    people = find_people(document, register)
    note_standing(document, people)
    note_offices(document, people, register, article.published)
    resolver = Resolver(document, people)
    answers = [one for unit in units for one in find_answers(document, unit)]
    starts = [answer.place for answer in answers]
    statements: list[Statement] = []
    places: list[Attribution] = []
    replies: list[Reply] = []
    given = 0  # answers resolved so far: names are met in the order of the text

    def reply(answer: Answer) -> None:
        replies.append(Reply(answer, resolver.resolve(_with_name(document, answer)), document.passage(*answer.by)))

    for one in sorted(found, key=_begin):
        while given < len(answers) and answers[given].place[0] < _begin(one):
            reply(answers[given])
            given += 1
        unit = units[bisect.bisect_right(firsts, _anchor(one)) - 1]
        statements.append(_statement(document, unit, one, resolver, f"s{len(statements) + 1}"))
        places.append(one)
        spoken = in_words(document, one)
        if spoken is not None and not _told_already(spoken, starts):
            reply(spoken)
    for answer in answers[given:]:
        reply(answer)
    if links:
        statements = with_links(document, statements, links, article.url)
    return with_responses(document, article, statements, places, replies)


def _with_name(document: Document, answer: Answer) -> Range:
    """Who answers, with the name that stands between commas behind: 'The builder, Acme Corp, denied it'."""
    first, end = answer.by
    words = document.words
    if not first < end < answer.place[1] or words[end] != ",":
        return answer.by
    stop = min(answer.place[1], end + 1 + _LONGEST_NAME)
    close = next((k for k in range(end + 1, stop) if words[k] == ","), end)
    return (first, close) if close > end + 1 and words[end + 1][:1].isupper() else answer.by


_LONGEST_NAME = 6  # words


def _told_already(answer: Answer, places: list[Range]) -> bool:
    """Whether an answer found by its words of denial stands at the same place."""
    near = bisect.bisect_left(places, (answer.place[0] - 1, 0))
    return any(a < answer.place[1] and answer.place[0] < b for a, b in places[near : near + 2])


def _markup(article: Article) -> tuple[list[tuple[int, int, str]], tuple[Link, ...]]:
    """What of the text is markup, and the links: those of Markdown stand in it."""
    if article.form != "markdown":
        return [], article.links
    from credscore.reading.markdown import marks  # few texts are Markdown

    markup = marks(article.text)
    found = (Link.model_construct(span=Span(start, end), url=url) for start, end, url in markup.links)
    return markup.edits, article.links or tuple(found)


def _begin(one: Attribution) -> int:
    return min((*one.content, *one.cue, *one.source))[0]


def _anchor(one: Attribution) -> int:
    return one.cue[0][0] if one.cue else one.content[0][0]


def _statement(document: Document, unit: Unit, one: Attribution, resolver: Resolver, number: str) -> Statement:
    profile = resolver.resolve(one.source[0]) if one.source else Profile("unattributed", "unknown")
    if profile.kind == "unnamed_group" and asks_anonymity(document, one.source):
        profile = replace(profile, kind="anonymous_source")
    stance = stance_of(document, one, outlet=profile.kind == "outlet")
    inner = inner_attribution(document, one, stance)
    if inner is not None:
        outer = (profile, one.source[0])
        profile = resolver.resolve(inner.source[0])
        relay = Relay((outer, (profile, inner.source[0])), None, True)
        one = inner._replace(confidence=one.confidence)
        stance = stance_of(document, one)
    else:
        relay = trace(document, unit, one, profile, resolver)
    source_parts = one.source
    if relay.origin is not None:
        profile, place = relay.origin
        source_parts = (place,)
    return unchecked(
        Statement,
        {
            "id": number,
            "content": part_of(document, one.content),
            "cue": part_of(document, one.cue),
            "source": _source(document, unit, source_parts, profile),
            "chain": tuple(_hop(document, hop, place) for hop, place in relay.hops),
            "stance": _STANCES[stance],
            "hedged": is_hedged(document, one),
            "second_hand": relay.second_hand or any("reportedly" in document.lowers[a:b] for a, b in one.cue),
            "form": _form(document, one),
            "responses": (),
            "claim_id": None,
            "answers": None,
            "confidence": one.confidence,
        },
    )


def _hop(document: Document, profile: Profile, place: Range) -> Hop:
    name = profile.name or document.passage(*place)
    return unchecked(
        Hop,
        {
            "name": name,
            "kind": _KINDS[profile.kind],
            "spans": spans_of(document, (place,)),
            "tier": None,
            "url": None,
        },
    )


def _source(document: Document, unit: Unit, parts: tuple[Range, ...], profile: Profile) -> Source:
    spans = spans_of(document, parts)
    kind = _KINDS[profile.kind]
    why = stated_reason(document, unit, parts) if kind.anonymous and parts else None
    return unchecked(
        Source,
        {
            "text": " … ".join([document.text[a:b] for a, b in spans]),
            "spans": spans,
            "name": profile.name,
            "kind": kind,
            "role": _ROLES[profile.role],
            "anonymous": kind.anonymous,
            "count": profile.count,
            "reason": part_of(document, (why,)) if why is not None else None,
            "url": None,
            "office": profile.office,
        },
    )


def _form(document: Document, one: Attribution) -> SpeechForm:
    """Direct where every word stands in quotation marks, mixed where some do."""
    quoted = document.quotation_of
    pieces = [quoted[a:b] for a, b in one.content if a < b]
    if max(map(max, pieces), default=-1) < 0:
        return SpeechForm.INDIRECT
    return SpeechForm.DIRECT if min(map(min, pieces)) >= 0 else SpeechForm.MIXED
