"""Descriptions of a person: their words, divided into what the person is and what hangs on that; posts and trades."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from credscore.extract.grammar import DETERMINERS, is_adverb
from credscore.lexicon.load import words
from credscore.sourcing import labels as lb

__all__ = [
    "AGED",
    "LINKS_OF_POSTS",
    "OFFICE_HEADS",
    "Description",
    "heads_phrase",
    "is_post",
    "is_trade",
    "split",
    "without_articles",
]

AGED = ("aged",)
"""The head of a description that gives the age."""
OFFICE_HEADS = frozenset((*lb.OFFICES, *lb.GENERIC, *lb.SPOKESPERSON))
"""Nouns of posts that somebody fills for a body."""
_LINKS = words("people", "describing", "links")
_SUFFIXES = tuple(sorted(words("people", "describing", "suffixes")))
_NO_TRADE = words("people", "describing", "no_trade")
_OWN = words("people", "describing", "own")
_POSTS = frozenset((*OFFICE_HEADS, *lb.PERSONS, *words("people", "names", "honorifics")))
LINKS_OF_POSTS = ("of", "for", "to")
"""What may stand between a post and where or for whom it is held."""
_ONE = frozenset(("the", "'s")) | _OWN
_LEAD = 3  # tokens before a noun within which its article stands: 'the former head teacher'
_SHORT = 4  # letters up to which a word is taken for no trade


class Description(NamedTuple):
    """One description of a person.

    Attributes:
        head: Lower-case words up to the noun that says what the person is: ('former', 'top', 'economic', 'adviser').
        tail: What hangs on it: ('to', 'president', 'holt').
        past: Whether it held once and holds no more: 'who served as labour secretary'.
    """

    head: tuple[str, ...]
    tail: tuple[str, ...] = ()
    past: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All words of it."""
        return self.head + self.tail


def heads_phrase(lowers: list[str], at: int, link: int) -> bool:
    """Whether the noun at ``at`` is a post of what follows ``link``: 'head of', 'envoy to', but not 'a friend of'.

    Of other people than holders of posts only who is the one: 'the owner of the shop', but not 'a victim of the fire'.
    """
    if lowers[link] not in LINKS_OF_POSTS:
        return False
    if lowers[at] in OFFICE_HEADS:
        return lowers[link] != "to" or lowers[at] in lb.OFFICES
    return is_post(lowers[at]) and lowers[link] == "of" and not _ONE.isdisjoint(lowers[max(0, at - _LEAD) : at])


def is_post(word: str) -> bool:
    """Whether a lower-case word names a post, a trade or a title."""
    return word in _POSTS or (word.startswith("co-") and word[3:] in _POSTS)


def is_trade(word: str) -> bool:
    """Whether a lower-case word that no list knows is shaped like the name of a trade: 'roofer', 'zoologist'."""
    return len(word) > _SHORT and word.endswith(_SUFFIXES) and word not in _NO_TRADE and not is_adverb(word)


def split(found: list[str], *, past: bool = False) -> Description | None:
    """A description's words divided into head and tail."""
    cut = next((k for k, word in enumerate(found) if word in _LINKS and k > 0), len(found))
    head = tuple(
        "'s" if word in _OWN else word[3:] if word.startswith("co-") and word[3:] in _POSTS else word
        for word in found[:cut]
        if word not in DETERMINERS or word in _OWN
    )
    return Description(head, tuple(found[cut:]), past) if head and head != ("'s",) else None


def without_articles(said: Iterable[str]) -> list[str]:
    """The words but for 'a', 'an' and 'the'."""
    return [word for word in said if word not in ("a", "an", "the")]
