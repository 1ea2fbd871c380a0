"""Checks of fairness: whether the accused is heard, and where the answer stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from credscore.extract.grammar import DETERMINERS, PRONOUNS
from credscore.lexicon.load import words
from credscore.lint.context import Context, Hit
from credscore.lint.uses import is_accusation
from credscore.sourcing import labels as lb
from credscore.statement import Response, ResponseStatus, SourceKind, Stance, Statement

__all__: list[str] = []

_DEEDS = words("lint", "accusation", "deeds")
_ACCUSING = words("lint", "accusation", "cues")
_VOICES = words("lint", "answers", "voices")
_ATTEMPTS = words("lint", "answers", "attempts")
_VAIN = words("lint", "answers", "vain")
_BELONGING = words("lint", "answers", "belonging")
_DENIALS = (ResponseStatus.DENIED, ResponseStatus.PARTIALLY_DENIED)
_SILENCE = (ResponseStatus.DECLINED, ResponseStatus.NO_RESPONSE)
_PASSIVE = ("was", "were", "been", "being", "is", "are", "be", "got", "get")
_SUBJECT = 6  # words between the accused and the deed
_OBJECT = 3  # words from the accusing cue within which its object begins
_AGENT = 8  # words between a deed and its 'by'
_LEAD = 2  # paragraphs
_EARLY = 3  # a denial within the first 1 / _EARLY of the text is early enough


def no_response_sought(context: Context) -> Iterator[Hit]:
    """Accusations of somebody by name whom the article never asks; each of the accused once."""
    seen: set[str] = set()
    voices = _voices(context)
    attempts = bool(_attempts(context))
    for one in context.statements:
        if one.source.kind is SourceKind.UNATTRIBUTED or one.answers or not is_accusation(context, one):
            continue
        target = _accused(context, one)
        if target is None:
            continue
        name = " ".join(context.document.words[k] for k in target)
        keys = {context.document.lowers[k] for k in target if len(context.document.words[k]) > 2}
        if name in seen or one.responses or attempts or _heard(context, one, keys, voices):
            continue
        seen.add(name)
        yield Hit(one.content.spans, {"target": name}, one.id)


def _accused(context: Context, one: Statement) -> list[int] | None:
    """The tokens of the name that is accused: the object of an accusing cue, or the subject of a deed."""
    document = context.document
    content = context.tokens_of(one.content.spans)
    cue = set(context.lowers(one.cue.spans))
    deed = next((k for k in content if document.lowers[k] in _DEEDS and not _is_adjective(context, k)), None)
    names = _names(context, content)
    source = set(context.tokens_of(one.source.spans))
    own = {document.lowers[k] for k in source} | set((one.source.name or "").lower().split())
    names = [name for name in names if not {document.lowers[k] for k in name} & own]
    if not names:
        return None
    if deed is None:
        return _named_first(names, content) if cue & _ACCUSING else None
    if _is_passive(context, deed):
        by = next((k for k in content if deed < k <= deed + _AGENT and document.lowers[k] == "by"), None)
        return None if by is None else next((name for name in names if by < name[0] <= by + _SUBJECT), None)
    before = [name for name in names if name[-1] < deed <= name[-1] + _SUBJECT]
    if before:
        return before[-1]
    return _named_first(names, content) if cue & _ACCUSING else None


def _named_first(names: Sequence[list[int]], content: Sequence[int]) -> list[int] | None:
    """The name that the words begin with: 'accused Lee of …', not 'accused her of …, as Lee had said'."""
    return names[0] if names[0][0] in content[:_OBJECT] and len(content) > len(names[0]) else None


def _is_adjective(context: Context, deed: int) -> bool:
    """'Our rigged system' says nothing of who rigged it."""
    return deed > 0 and context.document.lowers[deed - 1] in DETERMINERS


def _is_passive(context: Context, deed: int) -> bool:
    """'Norvane was robbed' accuses nobody by name; 'Norvane had robbed' does."""
    lowers = context.document.lowers
    return any(lowers[k] in _PASSIVE for k in range(max(0, deed - 3), deed))


def _names(context: Context, tokens: Sequence[int]) -> list[list[int]]:
    """Runs of capitalised words that are no more than a sentence's first word, a post or a place."""
    document = context.document
    runs: list[list[int]] = []
    last = -2
    for k in tokens:
        word = document.words[k]
        first = document.sentences[document.sentence_of[k]][0]
        opens = k == first or (k == first + 1 and not document.words[first][0].isalnum())
        known = document.lowers[k] in context.people.by_name
        if word[0].isupper() and (not opens or known) and document.lowers[k] not in DETERMINERS | PRONOUNS:
            if k == last + 1 and runs:
                runs[-1].append(k)
            else:
                runs.append([k])
            last = k
    return [run for run in runs if not _is_place_or_post(context, run)]


def _is_place_or_post(context: Context, run: list[int]) -> bool:
    lowers = context.document.lowers
    return all(
        lowers[k] in lb.GROUPS
        or lowers[k] in lb.CAPITALS
        or lowers[k] in lb.DEMONYMS
        or lowers[k] in lb.OFFICES
        or lowers[k] in lb.OUTLET_WORDS
        for k in run
    )


def _voices(context: Context) -> dict[str, set[str]]:
    """The ids of the statements in whose source each word stands; an answer's party counts under the empty id."""
    found: dict[str, set[str]] = {}
    for one in context.statements:
        if one.source.kind is not SourceKind.UNATTRIBUTED:
            for word in (*_words_of(one.source.text), *_words_of(one.source.name or "")):
                found.setdefault(word, set()).add(one.id)
    for answer in context.article.responses:
        for word in _words_of(answer.by):
            found.setdefault(word, set()).add("")
        for one_id in answer.about:
            found.setdefault(f"about {one_id}", set()).add("")
    return found


def _heard(context: Context, accusation: Statement, keys: set[str], voices: dict[str, set[str]]) -> bool:
    """Whether the accused answers anywhere in the article, or speaks in it."""
    return f"about {accusation.id}" in voices or any(voices.get(key, set()) - {accusation.id} for key in keys)


def _attempts(context: Context) -> list[tuple[int, int]]:
    """Sentences that say that asking came to nothing: 'Attempts to reach the company failed.'"""
    document = context.document
    found: list[tuple[int, int]] = []
    for first, stop in document.sentences:
        said = {document.lowers[k] for k in context.plain(first, stop)}
        if said & _ATTEMPTS and said & _VAIN:
            found.append((first, stop))
    return found


def _words_of(text: str) -> list[str]:
    return [word.strip(".,;:“”\"'’()").removesuffix("'s").removesuffix("’s") for word in text.lower().split()]


def denial_buried(context: Context) -> Iterator[Hit]:
    """Claims of the lead whose first denial stands far below."""
    paragraphs = _running(context)
    for one in context.statements:
        answers = sorted(
            (answer for answer in one.responses if answer.status in _DENIALS and answer.spans),
            key=lambda answer: answer.spans[0].start,
        )
        if not answers or one.stance is Stance.DENIES:
            continue
        first = answers[0]
        claim, denial = context.paragraph_of(context.begin(one)), context.paragraph_of(first.spans[0].start)
        in_lead = claim in paragraphs[:_LEAD]
        far = denial > claim + 1 and first.spans[0].start * _EARLY > len(context.text)
        if in_lead and far:
            yield Hit(first.spans, {"by": first.by or "the other side"}, one.id)


def _running(context: Context) -> list[int]:
    """The paragraphs that are sentences and no headline."""
    document = context.document
    return [
        number
        for number, (first, stop) in enumerate(document.paragraphs)
        if any(document.words[k][-1] in ".!?…" for k in range(first, stop))
    ]


def silence_of_nobody(context: Context) -> Iterator[Hit]:
    """'No comment' from a voice without a body, or from calls that went unanswered."""
    for answer in context.article.responses:
        if answer.status in _SILENCE and _is_nobody(answer):
            yield Hit(answer.spans, {"words": answer.text}, answer.about[0] if answer.about else None)
    covered = context.sentences_of(span for answer in context.article.responses for span in answer.spans)
    document = context.document
    for first, stop in _attempts(context):
        named = any(document.words[k][0].isupper() for k in range(first + 1, stop))
        bodies = any(document.lowers[k] in lb.BODIES or document.lowers[k] in lb.OFFICES for k in range(first, stop))
        if document.sentence_of[first] not in covered and not named and not bodies:
            yield Hit((context.span(first, stop),), {"words": document.passage(first, stop)})


def _is_nobody(answer: Response) -> bool:
    said = _words_of(answer.by)
    if not said:
        return True
    named = any(word[0].isupper() for word in answer.by.split()[1:])
    if said[0] in _ATTEMPTS or (len(said) > 1 and said[1] in _ATTEMPTS):
        return not named
    return bool(_VOICES & set(said)) and not named and not _BELONGING & set(said)
