"""Text cut into tokens: one pass of one pattern, then whole-list operations.

The pattern takes every token with the blanks after it, so that the lengths alone give the offsets and
nothing is ever searched for again. No quantifier stands inside another without a possessive mark.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import add

from credscore.reading import wordlist
from credscore.reading.cleaning import MARK, Cleaned

__all__ = ["DOUBLED", "Tokens", "packed", "shared", "tokenise"]

DOUBLED = ("''", "``", "\u2018\u2018", "\u2019\u2019")
"""Two single marks set for a double one; one token each, whose word is ``"``."""

# The Stream-Safe Text Format of Unicode (UAX 15) allows 30 combining marks in a row.
_LONGEST_RUN = 30
_LONG_RUN = re.compile(f"{MARK}{{{_LONGEST_RUN + 1}}}")

# From so many tokens or characters on, about a book's chapters, memory counts for more than the time that it takes to
# share equal words and to unpack offsets.
_MANY = 20_000
_LONG_TEXT = 100_000
_PARAGRAPH_END = re.compile("\n\\s*\n|\u2029")
_APOSTROPHES = "'\u2019\u02bc"


class Tokens:
    """Tokens with their offsets in the cleaned text.

    Attributes:
        raw: As they stand there.
        words: In NFC, apostrophes straight, doubled single marks as one double mark.
        starts: Their starts.
        ends: Their ends.
        nexts: Where the next token starts; the text's length for the last one.
    """

    __slots__ = ("ends", "nexts", "raw", "starts", "words")

    def __init__(
        self, raw: list[str], words: list[str], starts: Sequence[int], ends: Sequence[int], nexts: Sequence[int]
    ) -> None:
        self.raw = raw
        self.words = words
        self.starts = starts
        self.ends = ends
        self.nexts = nexts


@functools.cache
def _pattern(marks: bool) -> re.Pattern[str]:
    word = rf"[\w{MARK}]" if marks else r"\w"
    alone = f"(?<!{word})"
    apostrophe = f"[{_APOSTROPHES}]"
    clitic = rf"(?:[sSdDmM]|ll|LL|ve|VE|re|RE)(?!{word})"
    elisions = "|".join(sorted(map(re.escape, wordlist.load().elisions)))
    address = rf"[^\s<>\"\u201c\u201d]*(?:/|{word})"
    mark = f"{MARK}*+" if marks else ""
    return re.compile(
        rf"""(?:
        {word}++
        (?:(?=[-./:,@&{_APOSTROPHES}\u2010\u2011])(?:
            [-\u2010\u2011]{word}++                            # vice-president
          | {apostrophe}(?!{clitic}){word}++                   # don't, O'Brien
          | \.(?:
                (?:(?<={alone}[A-Za-z]\.)|(?<={alone}[A-Z][a-z]\.))(?:[A-Za-z]|[A-Z][a-z])(?!{word})  # U.S, Ph.D
              | (?<=\.[A-Za-z]\.) | (?<=\.[A-Z][a-z]\.)          # and their last full stop
              | (?<!{alone}www\.)[a-z][a-z](?!{MARK}){word}*+    # example.com
            )
          | [.,:/](?<=\d.)\d{word}*+                           # 1,004  6.5  9:30  9/11
          | [@&]{word}++                                       # a@example.org, R&D
        ))*
        (?:(?:://|\.(?<={alone}www\.)){address})?              # https://example.org/x, www.example.org
      | {apostrophe}(?<=[\w{MARK}.].){clitic}                  # the 's of Clinton's
      | [{_APOSTROPHES}\u2018](?:\d\ds?(?!{word})|(?i:n{apostrophe}|(?:{elisions})(?!{word})))   # '90s, 'em
      | [\#@]{word}++
      | --++
      | \.(?:\.++|(?:[\ \u00a0]\.){{2,}})                     # ..., . . .
      | '' | `` | \u2018\u2018 | \u2019\u2019
      | \S{mark}
    )\s*+""",
        re.VERBOSE,
    )


def tokenise(cleaned: Cleaned) -> Tokens:
    """The tokens of a cleaned text; what is no blank belongs to exactly one of them."""
    text, shadow = cleaned.text, cleaned.shadow
    lead = len(shadow) - len(shadow.lstrip())
    pieces, raw = _pieces(_pattern(cleaned.marks), shadow, lead)
    if "." in raw:
        pieces, raw = _join_abbreviations(pieces, raw)
    count = len(pieces)
    nexts = packed(accumulate(map(len, pieces), initial=lead), count)
    del pieces
    starts = nexts[:-1]
    nexts = nexts[1:]
    ends = packed(map(add, starts, map(len, raw)), count)
    if cleaned.marks:
        raw = shared([text[start:end] for start, end in zip(starts, ends, strict=True)])
    return Tokens(raw, shared(_words(raw, cleaned)), starts, ends, nexts)


def _pieces(pattern: re.Pattern[str], shadow: str, lead: int) -> tuple[list[str], list[str]]:
    """The tokens with the blanks after them, and without; in a long text each once in memory, from the start."""
    if len(shadow) < _LONG_TEXT:
        pieces: list[str] = pattern.findall(shadow, lead)
        return pieces, list(map(str.rstrip, pieces))
    seen: dict[str, str] = {}
    pieces = [seen.setdefault(one, one) for one in map(re.Match.group, pattern.finditer(shadow, lead))]
    bare = {piece: piece.rstrip() for piece in seen}
    for piece, one in bare.items():
        bare[piece] = seen.setdefault(one, one)
    return pieces, [bare[piece] for piece in pieces]


def packed(numbers: Iterable[int], count: int) -> Sequence[int]:
    """About ``count`` numbers from 0 to 2**31: as a list, or where there are very many in four bytes each."""
    return list(numbers) if count < _MANY else array("i", numbers)


def shared(words: list[str]) -> list[str]:
    """The same words, each kept once in memory where there are very many."""
    if len(words) < _MANY:
        return words
    seen: dict[str, str] = {}
    return [seen.setdefault(word, word) for word in words]


def _join_abbreviations(pieces: list[str], raw: list[str]) -> tuple[list[str], list[str]]:
    """Gives abbreviations and initials the full stop that follows them."""
    words = wordlist.load()
    joined = False
    for at in [number for number, token in enumerate(raw) if token == "."]:
        before = raw[at - 1]
        if at == 0 or len(before) != len(pieces[at - 1]):
            continue
        if (
            before in words.abbreviations
            or _by_what_follows(before, pieces[at], raw, at + 1, words)
            or ("-" in before and before.rpartition("-")[2] in words.abbreviations)  # R-Ala.
        ):
            pieces[at - 1] += pieces[at]
            raw[at - 1] += "."
            pieces[at] = raw[at] = ""
            joined = True
    if not joined:
        return pieces, raw
    return list(filter(None, pieces)), list(filter(None, raw))


def _by_what_follows(before: str, stop: str, raw: list[str], at: int, words: wordlist.Wordlist) -> bool:
    """Whether a word takes its full stop because of the tokens from ``at`` on: 'No. 4', 'J. Doe'."""
    numbered = before in words.before_number
    letter = before.rstrip(MARK) if len(before) < _LONGEST_RUN else ""
    if not numbered and len(letter) != 1:
        return False
    # What stands in the next paragraph tells nothing.
    after, beyond = ("", "") if _PARAGRAPH_END.search(stop) else (*raw[at : at + 2], "", "")[:2]
    return (numbered and after[:1].isdigit()) or _is_initial(letter, after, beyond, words)


def _is_initial(letter: str, after: str, beyond: str, words: wordlist.Wordlist) -> bool:
    # 'J. Doe', 'J. K. Rowling', 'Ann G. and Bob H. Lee', 'Bob A. (Rob) Lee', but not 'Plan B. The ...'
    if len(letter) != 1 or not letter.isupper():
        return False
    if after[:1].isupper():
        return after.lower() not in words.starters or (len(after) == 1 and beyond == ".")
    return letter != "I" and (after[:1].islower() or after == "(")


def _words(raw: list[str], cleaned: Cleaned) -> list[str]:
    text = cleaned.text
    doubled = any(map(text.__contains__, DOUBLED))
    if text.isascii() and not doubled:
        return raw
    # No token holds a line feed, so the whole list is cleaned as one string.
    joined = "\n".join(raw)
    if not cleaned.normal:
        joined = _normalise(joined, raw, cleaned)
    if doubled:
        for mark in DOUBLED:
            joined = joined.replace(mark, '"')
    joined = joined.replace("\u2019", "'").replace("\u02bc", "'")
    words = joined.split("\n") if raw else []
    if "\u2018" in text:
        words = ["'" + word[1:] if word[0] == "\u2018" and len(word) > 1 else word for word in words]
    return words


def _normalise(joined: str, raw: list[str], cleaned: Cleaned) -> str:
    if not _LONG_RUN.search(cleaned.shadow):
        return unicodedata.normalize("NFC", joined)
    # No language sets so many marks on a letter, and sorting them takes the square of their number: left as they are.
    return "\n".join([word if len(word) > _LONGEST_RUN else unicodedata.normalize("NFC", word) for word in raw])
