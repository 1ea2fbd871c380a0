"""From a text to statements: extraction, sourcing, chains and responses put together."""

from __future__ import annotations

import bisect

from credscore.extract import Extractor
from credscore.extract.attribution import Attribution, Range
from credscore.extract.clause import STOPS
from credscore.extract.units import Unit, split_units
from credscore.lexicon.load import words
from credscore.reading import Document, read
from credscore.reading.markdown import marks
from credscore.sourcing.answers import Answer, find_answers
from credscore.sourcing.kind import Profile
from credscore.sourcing.links import with_links
from credscore.sourcing.people import find_people
from credscore.sourcing.relays import trace
from credscore.sourcing.resolve import Resolver
from credscore.sourcing.stance import is_hedged, stance_of
from credscore.statement import (
    Article,
    Hop,
    Link,
    Part,
    Response,
    ResponseStatus,
    Role,
    Source,
    SourceKind,
    Span,
    SpeechForm,
    Stance,
    Statement,
)

__all__ = ["read_article"]

_KINDS = {kind.value: kind for kind in SourceKind}
_ROLES = {role.value: role for role in Role}
_STANCES = {stance.value: stance for stance in Stance}
_STATUSES = {status.value: status for status in ResponseStatus}
_SELF_CORRECTING = ("retracted", "corrected")
_SILENT = ("declined_to_comment", "no_response", "neither_confirmed_nor_denied")
_NO_TARGET = (Stance.DECLINES, Stance.ASKS_COMMANDS)
_ANONYMITY = words("answers", "relays", "anonymity")
_LOOKED = 12  # statements looked at each way for the one that an answer is about
_NEAR = 3  # an answer without a word that points back answers a statement at most so many sentences before
_REASON_REACH = 45


def read_article(article: Article, extractor: Extractor) -> Article:
    """The article with its statements and responses found in its text.

    Args:
        article: Its text is read; statements it already carries are replaced.
        extractor: What finds the attributions, such as ``make_extractor("rules")``.

    Returns:
        A new article; every span of it lies in the text and its ``text`` fields are what they cover.
    """
    edits, links = _markup(article)
    document = read(article.text, edits)
    found = extractor.find(document)
    units = split_units(document)
    firsts = [first for first, _ in units]
    resolver = Resolver(document, find_people(document))
    answers = [one for unit in units for one in find_answers(document, unit)]
    waiting = iter(answers)
    answer = next(waiting, None)
    statements: list[Statement] = []
    places: list[Attribution] = []
    parties: list[tuple[Answer, Profile, str]] = []
    for one in sorted(found, key=_begin):
        while answer is not None and answer.place[0] < _begin(one):
            parties.append((answer, _party(resolver, answer), _passage(document, answer.by)))
            answer = next(waiting, None)
        unit = units[bisect.bisect_right(firsts, _anchor(one)) - 1]
        statements.append(_statement(document, unit, one, resolver, f"s{len(statements) + 1}"))
        places.append(one)
    while answer is not None:
        parties.append((answer, _party(resolver, answer), _passage(document, answer.by)))
        answer = next(waiting, None)
    if links:
        statements = with_links(document, statements, links, article.url)
    return _with_responses(document, article, statements, places, parties)


def _markup(article: Article) -> tuple[list[tuple[int, int, str]], tuple[Link, ...]]:
    """What of the text is markup, and the links: those of Markdown stand in it."""
    if article.form != "markdown":
        return [], article.links
    markup = marks(article.text)
    found = (Link.model_construct(span=Span(start, end), url=url) for start, end, url in markup.links)
    return markup.edits, article.links or tuple(found)


def _begin(one: Attribution) -> int:
    return min(a for a, _ in (*one.content, *one.cue, *one.source))


def _anchor(one: Attribution) -> int:
    return one.cue[0][0] if one.cue else one.content[0][0]


def _passage(document: Document, part: Range) -> str:
    return document.passage(*part)


def _party(resolver: Resolver, answer: Answer) -> Profile:
    return resolver.resolve(answer.by)


def _spans(document: Document, parts: tuple[Range, ...]) -> tuple[Span, ...]:
    return tuple(Span(*document.span(a, b)) for a, b in parts if b > a)


def _part(document: Document, parts: tuple[Range, ...]) -> Part:
    spans = _spans(document, parts)
    text = " … ".join(document.text[a:b] for a, b in spans)
    return Part.model_construct(text=text, spans=spans)


def _statement(document: Document, unit: Unit, one: Attribution, resolver: Resolver, number: str) -> Statement:
    profile = resolver.resolve(one.source[0]) if one.source else Profile("unattributed", "unknown")
    relay = trace(document, unit, one, profile, resolver)
    source_parts = one.source
    if relay.origin is not None:
        profile, place = relay.origin
        source_parts = (place,)
    stance = _STANCES[stance_of(document, one)]
    return Statement.model_construct(
        id=number,
        content=_part(document, one.content),
        cue=_part(document, one.cue),
        source=_source(document, unit, source_parts, profile),
        chain=tuple(_hop(document, hop, place) for hop, place in relay.hops),
        stance=stance,
        hedged=is_hedged(document, one),
        second_hand=relay.second_hand
        or any(document.lowers[k] == "reportedly" for a, b in one.cue for k in range(a, b)),
        form=_form(document, one),
        responses=(),
        claim_id=None,
        answers=None,
        confidence=one.confidence,
    )


def _hop(document: Document, profile: Profile, place: Range) -> Hop:
    name = profile.name or document.passage(*place)
    return Hop.model_construct(
        name=name, kind=_KINDS[profile.kind], spans=_spans(document, (place,)), tier=None, url=None
    )


def _source(document: Document, unit: Unit, parts: tuple[Range, ...], profile: Profile) -> Source:
    spans = _spans(document, parts)
    kind = _KINDS[profile.kind]
    reason = _reason(document, unit, parts) if kind.anonymous and parts else None
    return Source.model_construct(
        text=" … ".join(document.text[a:b] for a, b in spans),
        spans=spans,
        name=profile.name,
        kind=kind,
        role=_ROLES[profile.role],
        anonymous=kind.anonymous,
        count=profile.count,
        reason=reason,
        url=None,
    )


def _reason(document: Document, unit: Unit, parts: tuple[Range, ...]) -> Part | None:
    """The stated reason for anonymity: 'because the talks are private'."""
    lowers = document.lowers
    low, high = parts[0][0], min(unit[1], parts[-1][1] + _REASON_REACH)
    marker = next((k for k in range(low, high) if lowers[k] in _ANONYMITY), -1)
    if marker < 0:
        return None
    for k in range(max(low, marker - 8), min(high, marker + 8)):
        if lowers[k] in ("because", "citing", "fearing") or (
            lowers[k] == "for" and k + 1 < high and lowers[k + 1] == "fear"
        ):
            stop = next((j for j in range(k, high) if lowers[j] == "," or lowers[j] in STOPS), high)
            return _part(document, ((k, stop),)) if stop > k + 1 else None
    return None


def _form(document: Document, one: Attribution) -> SpeechForm:
    """Direct where every word stands in quotation marks, mixed where some do."""
    quoted = document.quotation_of
    inside = sum(quoted[k] >= 0 for a, b in one.content for k in range(a, b))
    if not inside:
        return SpeechForm.INDIRECT
    return SpeechForm.DIRECT if inside == sum(b - a for a, b in one.content) else SpeechForm.MIXED


def _with_responses(
    document: Document,
    article: Article,
    statements: list[Statement],
    places: list[Attribution],
    parties: list[tuple[Answer, Profile, str]],
) -> Article:
    """Attaches each answer to the statement that it answers, and lists it with the article."""
    answered: dict[int, list[Response]] = {}
    listed: list[Response] = []
    ends = [max(b for _, b in (*one.content, *one.cue, *one.source)) for one in places]
    for answer, profile, by in parties:
        target = _target(document, answer, profile, by, statements, ends, places)
        if target is None and not (answer.status in _SILENT and not statements):
            continue
        if target is None and answer.status not in _SILENT:
            continue
        spans = _spans(document, (answer.place,))
        response = Response.model_construct(
            by=by if len(by) > _LONGEST_PRONOUN or not profile.name else profile.name,
            status=_STATUSES[answer.status],
            spans=spans,
            text=document.passage(*answer.place),
            kind=_KINDS[profile.kind],
            interested=None,
            about=(),
        )
        if target is not None:
            _mark_answer(answer, statements, places, target)
            answered.setdefault(target, []).append(response)
            listed.append(response.model_copy(update={"about": (statements[target].id,)}))
        else:
            listed.append(response)
    for number, responses in answered.items():
        statements[number] = statements[number].model_copy(update={"responses": tuple(responses)})
    return article.model_copy(update={"statements": tuple(statements), "responses": tuple(listed)})


def _mark_answer(answer: Answer, statements: list[Statement], places: list[Attribution], target: int) -> None:
    """A statement that is nothing but this answer ('denied the report', 'declined to comment') says so."""
    first, stop = answer.place
    for number in range(max(0, target - _AROUND), min(len(places), target + _AROUND)):
        cue = places[number].cue
        if number != target and cue and first <= cue[0][0] < stop and (answer.anaphoric or answer.status in _SILENT):
            statements[number] = statements[number].model_copy(update={"answers": statements[target].id})


def _target(
    document: Document,
    answer: Answer,
    profile: Profile,
    by: str,
    statements: list[Statement],
    ends: list[int],
    places: list[Attribution],
) -> int | None:
    """The statement an answer is about: the nearest one before it by somebody else; else the next one after."""
    sentence = document.sentence_of[answer.place[0]]
    number = bisect.bisect_right(ends, answer.place[0]) - 1
    looked = 0
    while number >= 0 and looked < _LOOKED:
        looked += 1
        statement = statements[number]
        distance = sentence - document.sentence_of[places[number].content[0][0]]
        fits = statement.stance not in _NO_TARGET
        same = _same_party(statement, profile, by)
        if answer.status not in _SELF_CORRECTING and same:
            fits = False
        if fits and not answer.anaphoric:
            fits = distance <= _NEAR and (answer.status == "denied" or _overlap(document, answer, places[number]))
        if fits:
            return number
        number -= 1
    if answer.status in _SILENT:
        begin = bisect.bisect_right(ends, answer.place[0])
        for after in range(begin, min(begin + _LOOKED, len(statements))):
            if (
                statements[after].stance not in _NO_TARGET
                and places[after].content[0][0] >= answer.place[1]
                and not _same_party(statements[after], profile, by)
            ):
                return after
    return None


def _same_party(statement: Statement, profile: Profile, by: str) -> bool:
    source = statement.source
    if profile.name is not None:
        return profile.name == source.name
    return bool(by) and by.lower() == source.text.lower()


_AROUND = 24  # statements from the one answered within which the answer itself is listed, if it is
_LONGEST_PRONOUN = 4  # 'he', 'she', 'they', 'it': the name says more
_SHARED_WORDS = 2
_STEM = 6  # letters by which two forms of a word are taken for one
_COMMON_LENGTH = 4  # shorter words say too little about what a sentence is about


def _overlap(document: Document, answer: Answer, one: Attribution) -> bool:
    """Whether the answer repeats content words of the statement."""
    lowers = document.lowers
    said = {lowers[k][:_STEM] for a, b in one.content for k in range(a, b) if len(lowers[k]) > _COMMON_LENGTH}
    shared = {lowers[k][:_STEM] for k in range(*answer.place) if len(lowers[k]) > _COMMON_LENGTH} & said
    return len(shared) >= _SHARED_WORDS
