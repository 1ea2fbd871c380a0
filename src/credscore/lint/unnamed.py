"""The unnamed sources of an article: who speaks without a name, and what each of them says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from credscore.extract.grammar import PRONOUNS
from credscore.lexicon.load import words
from credscore.lint.context import Context, core
from credscore.sourcing import labels as lb
from credscore.sourcing.naming import LINKS
from credscore.statement import Source, SourceKind, Statement

__all__ = ["BARE", "POSTS", "Group", "groups", "unnamed"]

BARE = words("lint", "anonymity", "bare")
POSTS = words("lint", "anonymity", "posts")
_WHOSE = frozenset(("'s", "'", "his", "her", "their"))
_SHARES = ("percent", "percentage", "%", "respondents")
_NAMED = (SourceKind.NAMED_OFFICIAL, SourceKind.NAMED_INDIVIDUAL)
_LEAD = 3  # paragraphs, a headline among them
_NEXT = 2  # statements within which the lead's person is named


class Group(NamedTuple):
    """One unnamed source with all that it says in the article."""

    first: Statement
    statements: list[Statement]

    @property
    def source(self) -> Source:
        """The source as it is first described."""
        return self.first.source


def groups(context: Context) -> list[Group]:
    """The unnamed sources of the article; 'the source' and 'she' belong to the one last mentioned."""
    found: dict[str, Group] = {}
    last = ""
    for one in filter(context.is_sure, unnamed(context)):
        said = context.source_words(one)
        key = " ".join(core(said))
        if last and said and (said[0] in PRONOUNS or (said[0] == "the" and len(said) == 2 and _same(said[1], last))):
            key = last
        if key in found:
            found[key].statements.append(one)
        else:
            found[key] = Group(one, [one])
        last = key
    return list(found.values())


def unnamed(context: Context) -> Iterator[Statement]:
    """What people without a name tell the reader.

    Passed over is what only looks so: a share of a poll, a name that was not recognised, 'my father', and 'the
    candidate', who is somebody named before, unless 'a candidate' spoke first; and whom the lead describes before the
    article names them, as news does.
    """
    met: set[str] = set()
    for number, one in enumerate(context.statements):
        if not one.source.anonymous:
            continue
        said = context.source_words(one)
        tokens = context.tokens_of(one.source.spans)
        texts = [context.document.words[k] for k in tokens]
        while texts and not texts[-1][0].isalnum():
            texts.pop()  # the comma behind an apposition
        apposed = len(texts) > 3 and texts[-3] == "," and texts[-2][0].isupper() and texts[-1][0].isupper()
        related = any(word in LINKS for word in said)  # 'a friend of Ann Lee'
        ends_in_name = len(texts) > 2 and texts[-1][0].isupper() and texts[-2][0].isupper() and not related
        share = any(word in _SHARES or word.endswith("%") for word in said)
        definite = len(said) > 1 and said[0] == "the" and not {said[-1], said[-1] + "s"} & met
        other = definite and said[-1] not in BARE and said[-1] not in POSTS and not said[-1].endswith("s")
        met |= set(said)
        known = ends_in_name or apposed or share or other or said in (["one"], ["who"]) or said[:1] in (["my"], ["our"])
        if one.id in context.telling and not known and not _named_later(context, number):
            yield one


def _named_later(context: Context, number: int) -> bool:
    """Whether headline or lead tell one person by a post or by whose they are, and the next to speak has a name."""
    one, *after = context.statements[number : number + 1 + _NEXT]
    said = context.source_words(one)
    posts = [k for k, word in enumerate(said) if word in lb.OFFICES or word in lb.PERSONS or word in lb.GENERIC]
    if not posts or context.paragraph_of(context.begin(one)) >= _LEAD or (one.source.count or 1) > 1:
        return False
    headline = posts[0] == 0  # 'Senator says …'
    told = any(word in lb.FORMER or word in _WHOSE or word.endswith("s'") for word in said[: posts[0]])
    if not (told or headline):
        return False
    return any(other.source.kind in _NAMED for other in after)


def _same(head: str, described: str) -> bool:
    return head in described.split() or head + "s" in described.split()
