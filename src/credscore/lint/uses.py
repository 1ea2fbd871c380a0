"""Checks of what unnamed sources are used for: opinions, attacks, the first quotation, claims that rest on one."""

from __future__ import annotations

from collections.abc import Iterator

from credscore.lexicon.load import words
from credscore.lint.context import Context, Hit, core
from credscore.lint.unnamed import BARE, POSTS, unnamed
from credscore.sourcing import labels as lb
from credscore.statement import ResponseStatus, SourceKind, SpeechForm, Stance, Statement

__all__ = ["is_accusation"]

_GUESSES = words("lint", "opinion", "guesses")
_JUDGEMENTS = words("lint", "opinion", "judgements")
_ATTACKS = words("lint", "opinion", "attacks")
_ATTACKING = words("lint", "opinion", "attacking")
_ACCUSING = words("lint", "accusation", "cues")
_DEEDS = words("lint", "accusation", "deeds")
_SHORTEST_QUOTE = 5  # words; less is a word or two in quotation marks
_DENIALS = (ResponseStatus.DENIED, ResponseStatus.PARTIALLY_DENIED)
_AROUND = 60  # words looked at round a content
_NEAR = 40  # statements looked at each way
_SHARED = 0.5  # share of its longer words that another statement must repeat to be about the same


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
