"""The check that an article says who the people are whom it names."""

from __future__ import annotations

from collections.abc import Iterator

from credscore.lexicon.load import words
from credscore.lint.context import Context, Hit
from credscore.sourcing import labels as lb
from credscore.statement import Role, SourceKind, Stance

__all__: list[str] = []

_POSTS_AND_BODIES = frozenset((*lb.PERSONS, *lb.OFFICES, *lb.BODIES))  # before a name: 'the charity Open Hands'
_POSTS = frozenset((*lb.PERSONS, *lb.OFFICES, *lb.GENERIC))
_TRADES = tuple(sorted(words("lint", "trades", "endings")))
_MENTIONS = 20  # of a name that are looked at for words beside it
_AS_REACH = 6  # words behind 'as' and 'the' in which a post is looked for
_MAIN = 5  # mentions of a person from which on the article is about them, and tells who they are


def no_position(context: Context) -> Iterator[Hit]:
    """People by name of whom the article says nothing else."""
    known = {one.source.name for one in context.statements if one.source.role is not Role.UNKNOWN}
    seen: set[str] = set()
    for one in context.statements:
        name = one.source.name
        if one.source.kind is not SourceKind.NAMED_INDIVIDUAL or not name or name in seen:
            continue
        if one.id not in context.telling or one.stance is Stance.SPECULATES or not context.is_sure(one):
            continue
        seen.add(name)
        if name in known or _described(context, name):
            continue
        yield Hit(one.source.spans, {"source": name}, one.id)


def _described(context: Context, name: str) -> bool:
    """Whether any mention of the name has words beside it that say who it is."""
    document = context.document
    parts = name.lower().split()
    person = context.people.named(parts[-1])
    if person is None or len(parts) < 2 or any(part in lb.COUNTRIES or part in lb.OUTLET_WORDS for part in parts):
        return True  # no person whom the article introduces: 'Reports say', 'North Carolina'
    trade = len(parts) > 2 and parts[0].endswith(_TRADES)  # 'Baker Petra Linning'
    if trade or person.described or len(person.mentions) >= _MAIN:
        return True
    lowers, texts = document.lowers, document.words
    if _introduced(context, person.first):
        return True
    for k in context.places.get(parts[-1], ())[:_MENTIONS]:
        if not texts[k][0].isupper():
            continue
        after = k + 1
        if after + 1 < len(lowers) and lowers[after] in (",", "(", "–", "—"):
            following = texts[after + 1]
            if following[0].isdigit() or lowers[after + 1] in ("who", "whose", "a", "an", "the", "then", "now"):
                return True
            if following[0].islower() and lowers[after + 1] not in ("said", "says", "told", "and", "but", "which"):
                return True
        if (
            after + 1 < len(lowers)
            and lowers[after] in ("of", "from", "at", "with", "for")
            and texts[after + 1][0].isupper()
        ):
            return True
        first = k
        while first > 0 and texts[first - 1][0].isupper() and lowers[first - 1] in parts:
            first -= 1
        opens = document.sentences[document.sentence_of[k]][0]
        if any(_is_title(texts[at]) for at in (first, first - 1) if at >= opens):
            return True
        if first > opens and texts[first - 1][0].isalpha() and lowers[first - 1] in _POSTS_AND_BODIES:
            return True
    return False


def _is_title(word: str) -> bool:
    """Whether it looks like a shortened title: 'Del.', not the 'P.' of 'P. Linning'."""
    return word[0].isupper() and word.endswith(".") and len(word) > len("P.")


def _introduced(context: Context, first: int) -> bool:
    """Whether what somebody is stands in the sentence of the first mention, or at the head of the next."""
    document = context.document
    begin, end = document.sentences[document.sentence_of[first]]
    if any(document.lowers[k] in _POSTS for k in range(begin, end)):
        return True
    if end == len(document):
        return False
    _, stop = document.sentences[document.sentence_of[end]]
    if document.lowers[end] == "the" and _POSTS & set(document.lowers[end + 1 : min(end + _AS_REACH, stop)]):
        return True  # 'The candidate for mayor was speaking …'
    return any(
        document.lowers[k] == "as" and _POSTS & set(document.lowers[k + 1 : min(k + _AS_REACH, stop)])
        for k in range(end, stop)
    )
