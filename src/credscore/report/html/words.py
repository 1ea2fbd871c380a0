"""Labels and stations in the words of the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from credscore.report.html.markup import Markup, tag, web_link
from credscore.report.table import called, label
from credscore.statement import SourceKind, Statement

if TYPE_CHECKING:
    from credscore.statement import Article, Source

__all__ = [
    "ANONYMOUS_KEY",
    "NOBODY_KEY",
    "Station",
    "answerable",
    "described",
    "label",
    "rule",
    "signed",
    "stations",
    "who",
]

ANONYMOUS_KEY = "unnamed"
"""The class of whatever stands for a voice without a name."""

NOBODY_KEY = "nobody"
"""The class of the share that nobody answers for."""

_NAMELESS = (SourceKind.UNATTRIBUTED, SourceKind.UNNAMED_GROUP)


def who(source: Source) -> str:
    """The source as the text has it, with its full name where the text is shorter."""
    shown = called(source)
    return f"{shown} ({source.name})" if source.name and source.name not in shown else shown


def described(source: Source) -> str:
    """Kind, role and number of a source."""
    parts = [label(source.kind.value)]
    if source.role.value != "unknown":
        parts.append(label(source.role.value))
    if source.count:
        parts.append("1 person" if source.count == 1 else f"{source.count} people")
    return ", ".join(parts)


def answerable(kind: SourceKind) -> str:
    """The class of a kind of source by whether somebody answers for it: none, `ANONYMOUS_KEY` or `NOBODY_KEY`."""
    return ANONYMOUS_KEY if kind.anonymous else NOBODY_KEY if kind in _NAMELESS else ""


class Station(NamedTuple):
    """A stop on the way of a statement: what it is called, what it is, its class, and where it can be read."""

    name: str
    words: str
    key: str
    url: str | None


def stations(article: Article, statement: Statement) -> list[Station]:
    """The way of a statement from the reader to its origin."""
    here = "this article" if article.outlet else "as read"
    found = [Station(article.outlet or "This article", here, "here", None)]
    hops = [(hop.name, hop.kind, hop.tier, hop.url) for hop in statement.chain]
    if article.outlet and len(hops) > 1 and hops[0][0] == article.outlet and hops[0][1] is SourceKind.OUTLET:
        del hops[0]  # the article's own outlet, which stands there already
    if not hops:
        source = statement.source
        hops = [(source.name or called(source), source.kind, None, source.url)]
    for number, (name, kind, tier, url) in enumerate(hops, 1):
        words = [label(kind.value), *([f"tier {tier}"] if tier else []), "origin" if number == len(hops) else "relay"]
        key = ANONYMOUS_KEY if answerable(kind) else "named"
        found.append(Station(name or "nobody named", ", ".join(words), key, web_link(url)))
    return found


def signed(points: float) -> str:
    """Points with a sign that is as wide as a digit."""
    return f"{points:+.3f}".replace("-", "\u2212") if points else "0.000"


def rule(name: str) -> Markup:
    """A rule's id, which may be broken after its dots and underscores."""
    pieces = re.split(r"(?<=[._])", name)
    return tag("code", *(part for piece in pieces for part in (piece, tag("wbr"))))
