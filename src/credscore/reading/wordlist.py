"""The reader's word lists, loaded once, when the first text is read."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from credscore.errors import LexiconError
from credscore.toml import read_lexicon

__all__ = ["Wordlist", "load"]

_FILE = "reading.toml"


@dataclass(frozen=True, slots=True)
class Wordlist:
    """Words by what they do to a cut; see ``reading.toml`` for the meaning of each list.

    Attributes:
        titles: Abbreviations that never end a sentence, without their last full stop.
        abbreviations: Abbreviations that may end one, titles included.
        before_number: Abbreviations only where a number follows.
        elisions: Words that begin with an apostrophe, without it, lower case.
        starters: Words that begin a sentence after an abbreviation, lower case.
        speech_verbs: Verbs of 'Name VERB' after a quotation, lower case.
        after_speech_verb: Words that may follow such a verb, lower case.
        exclaimed_names: Names that carry an exclamation mark of their own.
    """

    titles: frozenset[str]
    abbreviations: frozenset[str]
    before_number: frozenset[str]
    elisions: frozenset[str]
    starters: frozenset[str]
    speech_verbs: frozenset[str]
    after_speech_verb: frozenset[str]
    exclaimed_names: frozenset[str]


@functools.cache
def load() -> Wordlist:
    """The lists that come with the package.

    Raises:
        LexiconError: The file is malformed; names the list and what was expected.
    """
    return parse(read_lexicon(__package__, _FILE))


def parse(data: dict[str, Any]) -> Wordlist:
    """Word lists from the decoded file.

    Raises:
        LexiconError: A list is missing, unknown, empty, or holds something that is no word.
    """
    if data.get("format") != 1:
        raise LexiconError(f"format is 1 here, found {data.get('format')!r}", file=_FILE, field="format")
    known = set(Wordlist.__slots__)
    for name in sorted(data.keys() - known - {"format"}):
        raise LexiconError(f"no such list; the lists are {', '.join(sorted(known))}", file=_FILE, field=name)
    lists = {name: _words(data.get(name), name) for name in known}
    titles = _with_capitals(lists["titles"], every=True)
    return Wordlist(
        titles=titles,
        abbreviations=titles | _with_capitals(lists["abbreviations"]),
        before_number=_with_capitals(lists["before_number"]),
        elisions=lists["elisions"],
        starters=lists["starters"],
        speech_verbs=lists["speech_verbs"],
        after_speech_verb=lists["after_speech_verb"],
        exclaimed_names=_with_capitals(lists["exclaimed_names"]),
    )


def _words(table: object, name: str) -> frozenset[str]:
    words = table.get("words") if isinstance(table, dict) else None
    if not isinstance(words, list) or not words:
        raise LexiconError("a table with a list `words` that is not empty is wanted", file=_FILE, field=name)
    for number, word in enumerate(words):
        if not isinstance(word, str) or not word.strip():
            raise LexiconError(f"a word is wanted, found {word!r}", file=_FILE, field=f"{name}.words.{number}")
    return frozenset(words)


def _with_capitals(words: frozenset[str], *, every: bool = False) -> frozenset[str]:
    return words | {word.upper() for word in words if len(word) > 1 and (every or word[0].isupper())}
