"""Checks of what nobody is named for: hearsay, and charges that nobody brings."""

from __future__ import annotations

from collections.abc import Iterator

from credscore.extract.grammar import BE
from credscore.lexicon.load import words
from credscore.lint.context import Context, Hit
from credscore.statement import SourceKind, Statement

__all__: list[str] = []

_ADVERBS = words("lint", "hearsay", "adverbs")
_VERBS = words("lint", "hearsay", "verbs")
_PASSIVE = words("lint", "accusation", "passive")
_ALLEGEDLY = words("lint", "accusation", "adverbs")
_REACH = 60  # words in which the agent of a passive is looked for


def reportedly(context: Context) -> Iterator[Hit]:
    """Words that stand for a source nobody names, in sentences without one."""
    document = context.document
    covered: set[int] = set()
    for one in context.statements:
        if one.source.kind is SourceKind.UNATTRIBUTED and not one.source.spans:
            cue = context.tokens_of(one.cue.spans)
            lowers = [document.lowers[k] for k in cue]
            hearsay = any(word in _ADVERBS for word in lowers) or (len(lowers) > 1 and bool(_VERBS & set(lowers)))
            if hearsay and not _passive_agent(context, one):
                covered |= {document.sentence_of[k] for k in cue}
                yield Hit(one.cue.spans, {"word": one.cue.text}, one.id)
    yield from _adverbs(context, _ADVERBS, covered)


def _adverbs(context: Context, wanted: frozenset[str], covered: set[int]) -> Iterator[Hit]:
    document = context.document
    for k in context.plain(0, len(document)):
        sentence = document.sentence_of[k]
        if document.lowers[k] in wanted and sentence not in covered and sentence not in context.attributed:
            covered.add(sentence)
            yield Hit((context.span(k, k + 1),), {"word": document.words[k]})


def _passive_agent(context: Context, one: Statement) -> bool:
    """Whether the sentence goes on to say by whom: 'accused of fraud by the council'."""
    document = context.document
    cue = context.tokens_of(one.cue.spans)
    if not cue:
        return False
    stop = min(document.sentences[document.sentence_of[cue[-1]]][1], cue[-1] + _REACH)
    return any(document.lowers[k] == "by" for k in context.plain(cue[-1] + 1, stop))


def unsourced_accusation(context: Context) -> Iterator[Hit]:
    """'Allegedly' and 'has been accused of' with nobody who accuses."""
    document = context.document
    covered: set[int] = set()
    for one in context.statements:
        if one.source.kind is not SourceKind.UNATTRIBUTED or one.source.spans:
            continue
        cue = context.lowers(one.cue.spans)
        if any(word in _PASSIVE or word in _ALLEGEDLY for word in cue) and not _passive_agent(context, one):
            covered |= context.sentences_of(one.cue.spans)
            yield Hit(one.cue.spans, {"word": one.cue.text}, one.id)
        elif any(word in _PASSIVE or word in _ALLEGEDLY for word in cue):
            covered |= {document.sentence_of[k] for k in context.tokens_of(one.cue.spans)}
    yield from _adverbs(context, _ALLEGEDLY, covered)
    for first, stop in document.sentences:
        sentence = document.sentence_of[first]
        if sentence in covered or sentence in context.attributed:
            continue
        own = [k for k in context.plain(first, stop) if document.lowers[k] in _PASSIVE]
        for k in own:
            be = any(document.lowers[j] in BE for j in range(max(first, k - 3), k))
            rest = [document.lowers[j] for j in context.plain(k + 1, min(stop, k + _REACH))]
            if be and rest[:1] in (["of"], ["with"]) and "by" not in rest:
                yield Hit((context.span(k, k + 1),), {"word": document.words[k]})
                break
