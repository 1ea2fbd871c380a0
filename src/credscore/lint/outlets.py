"""Checks of outlets: whether another outlet's report is named and can be found, and what the outlet has itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from credscore.lexicon.load import words
from credscore.lint.context import Context, Hit, core
from credscore.sourcing import labels as lb
from credscore.statement import Hop, Source, SourceKind, Span, Statement

__all__: list[str] = []

_LEARNING = words("lint", "hearsay", "learning")
_OWN = words("lint", "hearsay", "own")
_REPORTS = words("lint", "hearsay", "reports")
_MEDIA = words("lint", "hearsay", "media")
_BODIES = (SourceKind.OUTLET, SourceKind.ORGANIZATION)
_ORIGINS = frozenset(("citing", "from", "according"))


def has_learned(context: Context) -> Iterator[Hit]:
    """The outlet as the source of what it was told."""
    for one in context.statements:
        if one.source.kind is not SourceKind.OUTLET or (one.chain and one.chain[-1].kind is not SourceKind.OUTLET):
            continue
        cue = context.tokens_of(one.cue.spans)
        lowers = [context.document.lowers[k] for k in cue]
        if context.source_words(one) == ["i"]:
            continue
        if not _LEARNING & set(lowers) or _ORIGINS & set(lowers):
            continue
        tokens = sorted({*context.tokens_of(one.source.spans), *cue})
        first, stop = tokens[0], tokens[-1] + 1
        yield Hit((context.span(first, stop),), {"words": context.document.passage(first, stop)}, one.id)


def unnamed_outlet(context: Context) -> Iterator[Hit]:
    """Reports of outlets that are not named, and that no outlet named before is meant by."""
    named = False
    seen: set[str] = set()
    for one in context.statements:
        for station in _stations(one):
            said = context.lowers(station.spans)
            rest = " ".join(said).removeprefix("the ")
            if station.kind in _BODIES and _is_named(context, station.spans):  # 'the agency' may be any of them
                named = True
            elif _is_unnamed(station, said, named) and rest not in seen:
                seen.add(rest)
                yield Hit(station.spans, {"source": _passage(context, station.spans)}, one.id)


def _stations(one: Statement) -> Sequence[Hop | Source]:
    return one.chain or (one.source,)


def _passage(context: Context, spans: Sequence[Span]) -> str:
    return " … ".join(context.text[a:b] for a, b in spans)


def _is_named(context: Context, spans: Sequence[Span]) -> bool:
    tokens = context.tokens_of(spans)
    opens = {context.document.sentences[context.document.sentence_of[k]][0] for k in tokens}
    return any(context.document.words[k][0].isupper() for k in tokens if k not in opens)


def _is_unnamed(station: Hop | Source, said: list[str], named: bool) -> bool:
    joined = " ".join(said)
    if joined in _REPORTS or joined in _MEDIA:
        return True
    if station.kind is not SourceKind.OUTLET or not said or said[0] in _OWN or said[0] in ("we", "i"):
        return False
    noun = any(word in lb.OUTLET_NOUNS for word in core(said)[:3])
    return noun and not (said[0] == "the" and named)


def unlinked(context: Context) -> Iterator[Hit]:
    """Outlets cited by name in a text that can hold links, and has none for them."""
    if context.article.form == "text":
        return
    stations = [(one, station) for one in context.statements for station in _stations(one)]
    linked = {station.name or "" for _, station in stations if station.url}
    seen: set[str] = set()
    for one, station in stations:
        if station.kind is not SourceKind.OUTLET or not station.spans or station.url or not station.name:
            continue
        if station.name not in linked and station.name not in seen and _is_named(context, station.spans):
            seen.add(station.name)
            yield Hit(station.spans, {"source": station.name}, one.id)
