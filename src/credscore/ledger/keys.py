"""Entity keys: the form of a name under which its record is kept."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from credscore.errors import LedgerError
from credscore.toml import read_lexicon

__all__ = ["LONGEST_NAME", "data", "entity_key"]

LONGEST_NAME = 300
"""Characters a name may have; the longest names of bodies are well below."""

_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{1,62})(?::\d{1,5})?(/[^\s?#]*)?(?:[?#]\S*)?"
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_OTHER = re.compile(r"[^\w\s-]|_")


@functools.cache
def data() -> Mapping[str, Any]:
    """The decoded ``ledger.toml`` beside this module."""
    return read_lexicon(__package__, "ledger.toml")


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(data()["words"][name])


def entity_key(name: str) -> str:
    """The key of a name: two spellings with one key share a record.

    In this order: Unicode compatibility forms are composed (NFKC), case is folded, marks on Latin letters go (ō is o),
    apostrophes go with a possessive 's, all other punctuation but hyphens inside a word becomes a blank, and
    a leading 'the' and titles before a name are dropped, as long as something is left. An internet address becomes
    its host without ``www.`` and its path, since one host may carry many (``example.org/blog``). Nothing more is
    guessed: 'Lee' and 'Ann Lee', 'Reuters' and 'reuters.com' are two until they are merged.

    Args:
        name: A person's, body's or outlet's name, or an outlet's address.

    Raises:
        LedgerError: The name is too long, or has no letter or digit.

    >>> entity_key("Gen. Ōta  Kenji") == entity_key("ota kenji")
    True
    >>> entity_key("https://www.Example.com/") == entity_key("example.com")
    True
    """
    if len(name) > LONGEST_NAME:
        raise LedgerError(f"a name has at most {LONGEST_NAME} characters, this one has {len(name)}", field="name")
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()
    address = _ADDRESS.fullmatch(text)
    if address:
        return address[1] + (address[2] or "").rstrip("/")
    text = _without_marks(text)
    text = _DASHES.sub("-", text)
    text = re.sub(r"(?<=\w)['\u2018\u2019\u02bc]s(?!\w)", "", text)
    text = _OTHER.sub(" ", _APOSTROPHES.sub("", text))
    words = [word for word in (piece.strip("-") for piece in text.split()) if word]
    start = 0
    while start < len(words) - 1 and (words[start] in _words("articles") or words[start] in _words("titles")):
        start += 1
    key = " ".join(words[start:])
    if not key:
        raise LedgerError(f"a name needs a letter or a digit, {name!r} has none", field="name")
    return key


def _without_marks(text: str) -> str:
    """Latin letters without their marks; marks of other scripts are letters of their own and stay."""
    if text.isascii():
        return text
    out: list[str] = []
    latin = False
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character):
            if latin:
                continue
        else:
            latin = "LATIN" in unicodedata.name(character, "")
        out.append(character)
    return unicodedata.normalize("NFC", "".join(out))
