"""Checks of unnamed sources: who they are said to be, and why they are unnamed."""

from __future__ import annotations

from collections.abc import Iterator

from credscore.lexicon.load import words
from credscore.lint.context import Context, Hit, core
from credscore.lint.unnamed import BARE, POSTS, Group, groups
from credscore.statement import SourceKind, Statement

__all__: list[str] = []

_TERMS = words("lint", "anonymity", "terms")
_NAMES = words("lint", "anonymity", "names")
_WITHHELD = words("lint", "anonymity", "withheld")
_REASONS = words("lint", "anonymity", "reasons")
_LEAVE = words("lint", "anonymity", "leave")
_SEVERAL = words("lint", "anonymity", "several")
_CROWD = words("lint", "crowd", "heads")
_EXAMPLES = words("lint", "crowd", "examples")
_POSSESSIVES = frozenset(("his", "her", "its", "their", "our", "my", "whose"))
_BELONGING = ("at", "from", "with")
_LONGEST_SOURCE = 40  # words
_NEGATIONS = frozenset(("not", "n't", "never", "no", "without"))
_REFUSALS = frozenset(("declined", "refused", "refuses", "declines", "nothing", "never", "not", "n't", "unwilling"))
_LEAVE_REACH = 4


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
