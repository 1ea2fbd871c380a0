"""Checks of unnamed sources: who they are said to be, why they are unnamed, and what they are used for."""

from __future__ import annotations

from collections.abc import Iterator

from credscore.lexicon.load import words
from credscore.lint.context import Context, Hit, core
from credscore.lint.unnamed import BARE, POSTS, Group, groups, unnamed
from credscore.sourcing import labels as lb
from credscore.statement import ResponseStatus, SourceKind, SpeechForm, Stance, Statement

__all__ = ["is_accusation"]

_TERMS = words("lint", "anonymity", "terms")
_NAMES = words("lint", "anonymity", "names")
_WITHHELD = words("lint", "anonymity", "withheld")
_REASONS = words("lint", "anonymity", "reasons")
_LEAVE = words("lint", "anonymity", "leave")
_SEVERAL = words("lint", "anonymity", "several")
_CROWD = words("lint", "crowd", "heads")
_EXAMPLES = words("lint", "crowd", "examples")
_GUESSES = words("lint", "opinion", "guesses")
_JUDGEMENTS = words("lint", "opinion", "judgements")
_ATTACKS = words("lint", "opinion", "attacks")
_ATTACKING = words("lint", "opinion", "attacking")
_ACCUSING = words("lint", "accusation", "cues")
_DEEDS = words("lint", "accusation", "deeds")
_POSSESSIVES = frozenset(("his", "her", "its", "their", "our", "my", "whose"))
_BELONGING = ("at", "from", "with")
_LONGEST_SOURCE = 40  # words
_NEGATIONS = frozenset(("not", "n't", "never", "no", "without"))
_REFUSALS = frozenset(("declined", "refused", "refuses", "declines", "nothing", "never", "not", "n't", "unwilling"))
_SHORTEST_QUOTE = 5  # words; less is a word or two in quotation marks
_LEAVE_REACH = 4
_DENIALS = (ResponseStatus.DENIED, ResponseStatus.PARTIALLY_DENIED)
_AROUND = 60  # words looked at round a content
_NEAR = 40  # statements looked at each way
_SHARED = 0.5  # share of its longer words that another statement must repeat to be about the same


def _hit(group: Group, **values: str) -> Hit:
    return Hit(group.source.spans, {"source": group.source.text, **values}, group.first.id)


def no_reason(context: Context) -> Iterator[Hit]:
    """Unnamed sources for which the article gives no reason anywhere.

    A sentence that gives one is about the unnamed sources in it; without any, about the one mentioned last, or about
    all so far where it begins with 'both' or 'they'; where it brings in somebody new, about none of them.
    """
    document = context.document
    known = groups(context)
    explained = {number for number, group in enumerate(known) if any(one.source.reason for one in group.statements)}
    here: dict[int, set[int]] = {}
    for number, group in enumerate(known):
        for one in group.statements:
            for sentence in context.sentences_of(one.source.spans):
                here.setdefault(sentence, set()).add(number)
    last: int | None = None
    met: set[int] = set()
    for sentence, (first, stop) in enumerate(document.sentences):
        groups_here = here.get(sentence, set())
        said = [document.lowers[k] for k in context.plain(first, stop)]
        if said and _explains(said):
            if groups_here:
                explained |= groups_here
            elif said[0] in _SEVERAL:
                explained |= met
                met = set()  # explained now, and not to be gone through again
            elif last is not None and said[0] not in ("a", "an", "another", "one"):
                explained.add(last)
        if groups_here:
            met |= groups_here
            last = max(groups_here)
    yield from (_hit(group) for number, group in enumerate(known) if number not in explained)


def _explains(said: list[str]) -> bool:
    """Whether a sentence says that a name is withheld and why, or that its source may not speak."""
    for k, word in enumerate(said):
        if word in _LEAVE and any(one in _NEGATIONS for one in said[max(0, k - _LEAVE_REACH) : k]):
            return True
    present = set(said)
    withheld = bool(present & _TERMS) or (bool(present & _NAMES) and bool(present & _WITHHELD))
    return withheld and bool(present & _REASONS)


def bare(context: Context) -> Iterator[Hit]:
    """'A source', 'people', 'insiders', with nothing beside it."""
    for group in groups(context):
        rest = core(context.source_words(group.first))
        if len(rest) == 1 and rest[0] in BARE:
            yield _hit(group)


def vague_officials(context: Context) -> Iterator[Hit]:
    """A post in the plural without the body that it is held in; each wording once."""
    seen: set[str] = set()
    for one in context.statements:
        said = context.source_words(one)
        rest = core(said)
        if one.id not in context.telling or len(rest) != 1 or one.source.name is not None:
            continue
        if rest[0] in POSTS and rest[0] not in seen and said[0] not in _POSSESSIVES:  # 'his aides' says whose
            seen.add(rest[0])
            yield Hit(one.source.spans, {"source": one.source.text}, one.id)


def vague_crowd(context: Context) -> Iterator[Hit]:
    """A crowd that is neither counted nor has a named example; each wording once."""
    seen: set[str] = set()
    for one in context.statements:
        said = context.source_words(one)
        rest = core(said)
        heads = [word for word in rest if word in _CROWD]
        if one.source.kind is not SourceKind.UNNAMED_GROUP or not heads or one.source.name is not None:
            continue
        if one.id not in context.telling:
            continue
        counted = any(word[0].isdigit() for word in said)
        if not counted and not _of_a_body(context, one) and not _EXAMPLES & set(said) and rest[0] not in seen:
            seen.add(rest[0])
            yield Hit(one.source.spans, {"source": one.source.text}, one.id)


def _of_a_body(context: Context, one: Statement) -> bool:
    """Whether they belong to a body by name: 'analysts at Pellow Securities'."""
    document = context.document
    tokens = context.tokens_of(one.source.spans)
    return any(
        document.lowers[k] in _BELONGING and document.words[k + 1][0].isupper()
        for k in tokens
        if k + 1 in tokens[-_LONGEST_SOURCE:]
    )


def plural_single(context: Context) -> Iterator[Hit]:
    """A plural source that turns into 'the source' without one having been told from the others."""
    document = context.document
    lowers = document.lowers
    seen: set[str] = set()
    for one in context.statements:
        tokens = context.tokens_of(one.source.spans)
        head = next((k for k in tokens if lowers[k] in BARE or lowers[k] in POSTS), -1)
        if head < 0 or not one.source.anonymous or not lowers[head].endswith("s") or lowers[head] in seen:
            continue
        seen.add(lowers[head])
        single = lowers[head][:-1]
        places = [k for k in context.plain(head + 1, len(lowers)) if lowers[k] == single]
        if places and lowers[places[0] - 1] in ("the", "same"):
            first = places[0] - 1
            yield Hit(
                (context.span(first, places[0] + 1),),
                {"source": one.source.text, "later": document.passage(first, places[0] + 1)},
                one.id,
            )


def _against_a_person(context: Context, one: Statement) -> tuple[str, str] | None:
    """The person whom the statement is about, by name or by office, and the word against them."""
    document = context.document
    content = context.tokens_of(one.content.spans)
    cue = context.tokens_of(one.cue.spans)
    word = next((document.lowers[k] for k in content if document.lowers[k] in _ATTACKS), None)
    word = word or next((document.lowers[k] for k in cue if document.lowers[k] in _ATTACKING), None)
    if word is None or not content:
        return None
    for k in content[1:]:
        if document.lowers[k - 1] == "the" and document.lowers[k] in lb.OFFICES:
            return f"the {document.lowers[k]}", word
    source = set(context.tokens_of(one.source.spans))
    first = max(document.sentences[document.sentence_of[content[0]]][0], content[0] - _AROUND)
    stop = min(document.sentences[document.sentence_of[content[-1]]][1], content[-1] + _AROUND)
    for k in range(first, stop):
        person = context.people.named(document.lowers[k])
        if person is not None and k not in source and document.words[k][0].isupper():
            return person.name, word
    return None


def attack(context: Context) -> Iterator[Hit]:
    """An unnamed source against a person by name."""
    for one in unnamed(context):
        if found := _against_a_person(context, one):
            target, word = found
            spans = one.content.spans or one.source.spans
            yield Hit(spans, {"source": one.source.text, "target": target, "word": word}, one.id)


def opinion(context: Context) -> Iterator[Hit]:
    """An unnamed source that judges or guesses, if it does not attack a person, which is worse."""
    for one in unnamed(context):
        if _against_a_person(context, one):
            continue
        cue, content = context.lowers(one.cue.spans), context.lowers(one.content.spans)
        word = next((each for each in cue if each in _GUESSES or each in _ATTACKING), None)
        word = word or next((each for each in content if each in _JUDGEMENTS or each in _ATTACKS), None)
        if word is not None:
            spans = one.content.spans or one.source.spans
            yield Hit(spans, {"source": one.source.text, "word": word}, one.id)


def first_quote(context: Context) -> Iterator[Hit]:
    """The first quotation of more than a few words is by an unnamed source."""
    document = context.document
    nameless = {one.id for one in unnamed(context)}
    for one in sorted(context.statements, key=context.begin):
        quoted = [k for k in context.tokens_of(one.content.spans) if document.quotation_of[k] >= 0]
        if one.form is SpeechForm.INDIRECT or len(quoted) < _SHORTEST_QUOTE:
            continue
        if one.id in nameless:
            yield Hit(one.content.spans, {"source": one.source.text}, one.id)
        return


def is_accusation(context: Context, one: Statement) -> bool:
    """Whether somebody is said to have done wrong: by the cue, or by the verb of the content."""
    if one.stance in (Stance.DENIES, Stance.DECLINES):
        return False
    cue = context.lowers(one.cue.spans) or one.cue.text.lower().split()
    content = context.lowers(one.content.spans) or one.content.text.lower().split()
    return bool(_ACCUSING & set(cue)) or bool(_DEEDS & set(content))


def single_origin(context: Context) -> Iterator[Hit]:
    """A contested claim from one unnamed person that nobody else in the article supports."""
    seen: set[str] = set()
    nameless = {one.id for one in unnamed(context)}
    for number, one in enumerate(context.statements):
        source = one.source
        if one.id not in nameless or (source.count or 1) > 1 or one.stance is Stance.DENIES:
            continue
        rest = core(context.source_words(one))
        head = next((word for word in rest if word in BARE or word in POSTS), rest[0] if rest else "")
        plural = head == "people" or (head.endswith("s") and not head.endswith("ss"))
        denied = any(answer.status in _DENIALS for answer in one.responses)
        if plural or not (denied or is_accusation(context, one)) or _supported(context, number):
            continue
        if source.text.lower() not in seen:
            seen.add(source.text.lower())
            yield Hit(one.content.spans or source.spans, {"source": source.text}, one.id)


def _supported(context: Context, number: int) -> bool:
    """Whether a statement of another origin near it says much the same; a caller's claim ids say it better."""
    one = context.statements[number]
    if context.report.assessments[number].origins > 1:
        return True
    said = _long_words(context, one)
    return bool(said) and any(
        other.source.text != one.source.text
        and other.source.kind is not SourceKind.UNATTRIBUTED
        and other.stance is not Stance.DENIES
        and len(said & _long_words(context, other)) >= _SHARED * len(said)
        for other in context.statements[max(0, number - _NEAR) : number + _NEAR]
    )


def _long_words(context: Context, one: Statement) -> set[str]:
    said = context.lowers(one.content.spans) or one.content.text.lower().split()
    return {word for word in said if len(word) > 3}  # shorter ones are mostly grammar


def off_record(context: Context) -> Iterator[Hit]:
    """'Off the record', in the article's own words, in a sentence that attributes something."""
    document = context.document
    lowers = document.lowers
    for number, (first, stop) in enumerate(document.sentences):
        if number not in context.attributed:
            continue
        for k in context.plain(first, stop - 2):
            if lowers[k] == "off" and lowers[k + 1] == "the" and lowers[k + 2] in ("record", "records"):
                if not _REFUSALS & set(lowers[max(first, k - 5) : k]):
                    yield Hit((context.span(k, k + 3),), {})
                break
