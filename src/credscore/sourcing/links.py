"""Hyperlinks: which outlet or document of a chain the text links to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from credscore.reading import Document
from credscore.statement import Hop, Link, Source, SourceKind, Span, Statement

__all__ = ["with_links"]

_LINKED = (SourceKind.OUTLET, SourceKind.DOCUMENT)
_SHORTEST_NAME = 4  # letters of an outlet's name that a domain can be recognised by


def with_links(
    document: Document, statements: Sequence[Statement], links: Iterable[Link], own_url: str | None
) -> list[Statement]:
    """The statements with the links of their sentences at the outlets and documents they came through.

    A link counts for the outlet or document whose words it covers; else for the one that its domain names; else, in a
    sentence that holds one such link and one such station without a link, for that one. Links into the article's own
    site say nothing about another outlet and are passed over, as is what is no web address.

    Args:
        document: The text as read.
        statements: Its statements.
        links: Its links.
        own_url: The article's address, if known.
    """
    own = _host(own_url) if own_url else None
    starts = [document.starts[first] for first, _ in document.sentences]
    by_sentence: dict[int, list[Link]] = {}
    for link in links:
        host = _host(link.url)
        if host and host != own and starts:
            by_sentence.setdefault(max(0, bisect_right(starts, link.span.start) - 1), []).append(link)
    if not by_sentence:
        return list(statements)
    out: list[Statement] = []
    for statement in statements:
        spans = (*statement.cue.spans, *statement.source.spans, *(s for hop in statement.chain for s in hop.spans))
        sentences = {max(0, bisect_right(starts, span.start) - 1) for span in spans}
        near = [link for number in sorted(sentences) for link in by_sentence.get(number, ())]
        out.append(_linked(statement, near) if near else statement)
    return out


def _linked(statement: Statement, links: list[Link]) -> Statement:
    stations: list[Hop | Source] = [*statement.chain] if statement.chain else [statement.source]
    urls: dict[int, str] = {}
    free = list(links)
    for fits in (_covers, _names):
        for number, station in enumerate(stations):
            if number not in urls and station.kind in _LINKED:
                link = next((one for one in free if fits(one, station)), None)
                if link is not None:
                    urls[number] = link.url
                    free.remove(link)
    waiting = [n for n, station in enumerate(stations) if station.kind in _LINKED and n not in urls]
    if len(waiting) == 1 and len(free) == 1 and not urls:
        urls[waiting[0]] = free[0].url
    if not urls:
        return statement
    chain = tuple(
        hop.model_copy(update={"url": urls[number]}) if number in urls else hop
        for number, hop in enumerate(statement.chain)
    )
    source = statement.source
    if (len(stations) - 1) in urls:
        source = source.model_copy(update={"url": urls[len(stations) - 1]})
    return statement.model_copy(update={"chain": chain, "source": source})


def _covers(link: Link, station: Hop | Source) -> bool:
    return any(_overlap(link.span, span) for span in station.spans)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _names(link: Link, station: Hop | Source) -> bool:
    """Whether the link's domain is the station's name written together: 'Harbour Courier', harbourcourier.example."""
    name = "".join(char for char in (station.name or "").lower().removeprefix("the ") if char.isalnum())
    host = "".join(char for char in _host(link.url) or "" if char.isalnum())
    return len(name) >= _SHORTEST_NAME and name in host


def _host(url: str) -> str | None:
    """The host of a web address in lower case, without 'www.'; None for anything else."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in ("http", "https") else None
