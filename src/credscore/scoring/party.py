"""When two mentions are the same party: the key under which evidence of one origin is counted once."""

from __future__ import annotations

import unicodedata

from credscore.statement import Statement

__all__ = ["origin_key", "party_key", "relay_keys"]

_ARTICLES = ("the ", "a ", "an ")
_EDGES = " .,;:!?'\"‘’“”«»()[]"


def party_key(name: str) -> str:
    """A name in the form in which two mentions are compared: case, blanks, quotes and a leading article aside.

    >>> party_key("The  Example Times") == party_key("example times")
    True
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name)
    key = " ".join(name.casefold().split()).strip(_EDGES)
    for article in _ARTICLES:
        if key.startswith(article):
            return key[len(article) :]
    return key


def origin_key(statement: Statement) -> str:
    """The party a statement comes from: its source by name, else the chain's end, else the source's words.

    Two sources without any name are one origin if they are of one kind: nothing shows them to be two.
    """
    source, chain = statement.source, statement.chain
    key = party_key(source.name or (chain[-1].name if chain else "") or source.text)
    return key or f"({source.kind.value})"


def relay_keys(statement: Statement) -> tuple[str, ...]:
    """The parties that a statement came through, outermost first, without the origin and without nameless hops."""
    return tuple(key for hop in statement.chain[:-1] if (key := party_key(hop.name)))
