"""Where sentences end: a decision at each full stop, mark of exclamation or question, and ellipsis.

A sentence never reaches over the end of a paragraph. Closing marks and brackets after the stop belong
to the sentence that they close. The word lists are data; see ``reading.toml``.
"""

from __future__ import annotations

from itertools import compress
from operator import itemgetter

from credscore.reading import wordlist
from credscore.reading.document import Quotation
from credscore.reading.quotations import DOUBLE_MARKS
from credscore.reading.tokens import Tokens

__all__ = ["find_sentences"]

_STOPS = frozenset(".!?…。！？｡؟۔।")
_UNSPACED_STOPS = frozenset("。！？｡")  # scripts that set no blank after them
_ALWAYS_CLOSE = frozenset(")]}”’»")
_MAY_CLOSE = frozenset(['"', "''", "'", "“"])
_OPENERS = frozenset(["“", "‘", "„", "«", '"', "'", "``", "''", "(", "[", "{", "‚"])
_QUOTES = DOUBLE_MARKS | frozenset(["’", "'"])
_NO_START = frozenset([",", ";", ":", "-", "–", "—", "--", "―", "/", "&", "%"])
_VOWELS = frozenset("aeiouyáàâäãåéèêëíìîïóòôöõøúùûü0123456789")
_INLINE_BULLETS = frozenset("•●▪■◦►")
# How far a speaker's name and titles may reach before the verb.
_LONGEST_NAME = 8


def find_sentences(
    tokens: Tokens, lowers: list[str], paragraphs: list[tuple[int, int]], quotations: list[Quotation]
) -> list[tuple[int, int]]:
    """Token ranges of the sentences, in order, that cover all tokens; each lies within one paragraph."""
    raw = tokens.words
    if not raw:
        return []
    splitter = _Splitter(tokens, lowers, quotations)
    cuts: list[int] = []
    ends = [stop for _, stop in paragraphs]
    number = opened = passed = 0
    for at in compress(range(len(raw)), map(_STOPS.__contains__, map(itemgetter(-1), raw))):
        while ends[number] <= at:
            opened = ends[number]
            cuts.append(opened)
            number += 1
        if at < passed:
            continue  # one run of stops and closing marks, one decision
        passed, cut = splitter.decide(at, opened, ends[number])
        if opened < cut < ends[number]:
            cuts.append(cut)
            opened = cut
    cuts += ends[number:]
    if not _INLINE_BULLETS.isdisjoint(raw):
        cuts = _with_bullets(tokens, cuts)
    return list(zip([0, *cuts[:-1]], cuts, strict=True))


class _Splitter:
    """The decision at one stop, with what it needs to look at."""

    def __init__(self, tokens: Tokens, lowers: list[str], quotations: list[Quotation]) -> None:
        self.raw = tokens.words
        self.lowers = lowers
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.opening = {one.first for one in quotations}
        self.closing = {one.stop - 1 for one in quotations if one.closed}
        self.words = wordlist.load()

    def decide(self, at: int, first: int, stop: int) -> tuple[int, int]:
        """What follows the run of stops and closing marks at a token, and where the next sentence begins.

        Args:
            at: The token that ends in a stop.
            first: Where the sentence begins.
            stop: Where the paragraph ends.

        Returns:
            The first token past the run, and the same token if a sentence begins there, else -1.
        """
        after, quoted, final = self._past_closers(at, stop)
        if after >= stop:
            return after, -1
        return after, self._cut(final, after, first, stop, quoted)

    def _cut(self, at: int, after: int, first: int, stop: int, quoted: bool) -> int:
        raw = self.raw
        spaced = self.starts[after] > self.ends[after - 1]
        token = raw[at]
        if not spaced:
            return after if token in _UNSPACED_STOPS or self._blank_forgotten(at, after, stop, quoted) else -1
        if raw[after] in _NO_START or (
            raw[after][-1] in _STOPS and len(raw[after]) < 4 and not raw[after][0].isalnum()
        ):
            return -1
        word, opens = self._first_word(after, stop)
        if not word:
            return after
        if word[0].islower():
            return after if token == "." and self._begins_small(at, after, word, opens) else -1
        if token == ".":
            if self._numbers_item(at, first):
                return -1
            return after
        if token[-1] == "." and token[0] != ".":
            return after if self._ends_sentence(token, after, stop, word, opens) else -1
        if token[0] in ".…":
            return -1 if self._i_goes_on(word) else after
        if token == "!" and not quoted and at > first and raw[at - 1] in self.words.exclaimed_names:
            return after if word.lower() in self.words.starters else -1
        if quoted and self._speaker_follows(after, stop):
            return -1
        return after

    def _past_closers(self, at: int, stop: int) -> tuple[int, bool, int]:
        """The first token past a stop's run, whether a quotation mark closes in it, and its last stop."""
        raw, starts, ends = self.raw, self.starts, self.ends
        after = at + 1
        quoted = False
        while after < stop:
            token = raw[after]
            if after in self.opening:
                break
            adjacent = starts[after] == ends[after - 1]
            if after in self.closing or (adjacent and (token in _ALWAYS_CLOSE or token in _MAY_CLOSE)):
                quoted = quoted or token not in ")]}"
            elif adjacent and token[-1] in _STOPS and not token[0].isalnum():  # '?!', '!!!', '.).'
                at = after
            else:
                break
            after += 1
        return after, quoted, at

    def _first_word(self, after: int, stop: int) -> tuple[str, bool]:
        """The first token that is no opening mark, and whether a quotation mark stood before it."""
        opens = False
        for place in range(after, min(after + 4, stop)):
            token = self.raw[place]
            if token not in _OPENERS:
                return token, opens
            opens = opens or token not in "([{"
        return "", opens

    def _blank_forgotten(self, at: int, after: int, stop: int, quoted: bool) -> bool:
        """Whether a sentence begins right after the stop: 'last year.The council', '...it.”“She'."""
        token = self.raw[at]
        if token not in (".", "!", "?", "…", "...") or at == 0:
            return False
        word, _ = self._first_word(after, stop)
        if not word[:1].isupper():
            return False
        if quoted:
            return True
        before = self.raw[at - 1]
        if after > at + 1 or self.raw[after] != word or not (before[-1].isalnum() or before[-1] in _STOPS):
            return False
        # Not 'U.S.The', 'example.Com' or 'J.Doe': an ordinary word before, and a word that begins sentences after.
        ordinary = len(before) > 2 and before.isalpha() and before[-1].islower()
        return word.lower() in self.words.starters or (token == "." and ordinary and len(word) > 1)

    def _begins_small(self, at: int, after: int, word: str, opens: bool) -> bool:
        """Whether a sentence begins in lower case after a plain full stop."""
        if opens or word[1:2].isupper() or "://" in word:  # a quotation, iPhone, an address
            return True
        if after > at + 1 or at == 0:  # '(... it rained.) and'
            return False
        before = self.lowers[at - 1]
        # What has no vowel is more likely an abbreviation that no list knows.
        return len(before) > 1 and not _VOWELS.isdisjoint(before)

    def _numbers_item(self, at: int, first: int) -> bool:
        """Whether the stop belongs to the number of a list's item: '1. First'."""
        if at - first > 1:
            return at - first == 2 and self.raw[first] in "-–—•*(" and self._numbers_item(at, first + 1)
        before = self.raw[at - 1]
        return at > first and (
            (before.isdigit() and len(before) < 4) or (len(before) == 1 and before.isalpha() and before != "I")
        )

    def _ends_sentence(self, token: str, after: int, stop: int, word: str, opens: bool) -> bool:
        """Whether an abbreviation's full stop is a sentence's as well."""
        if token[:-1] in self.words.titles:
            return False
        if not opens:
            return word.lower() in self.words.starters and self.raw[after] not in "([{"
        # J. R. “Bob” Doe: a nickname, one word between marks before the rest of the name.
        nickname = after + 3 < stop and self.raw[after + 2] in _QUOTES and self.raw[after + 3][0].isupper()
        return word[0].isupper() and not nickname

    def _i_goes_on(self, word: str) -> bool:
        # After an ellipsis 'I' tells nothing: it is always a capital.
        return word in ("I", "I'm", "I've", "I'd", "I'll")

    def _speaker_follows(self, after: int, stop: int) -> bool:
        """Whether 'Name said' follows the closing mark: “Stop!” Smith said."""
        raw, lowers, words = self.raw, self.lowers, self.words
        for place in range(after, min(after + _LONGEST_NAME, stop)):
            low = lowers[place]
            if low in words.speech_verbs:
                if place == after:
                    return True
                beyond = place + 1
                if beyond >= stop or lowers[beyond] in words.after_speech_verb:
                    return True
                return not raw[beyond][0].isalnum() and not self._introduces(beyond, stop)
            if raw[place] in _STOPS or raw[place] in DOUBLE_MARKS:
                return False
        return False

    def _introduces(self, place: int, stop: int) -> bool:
        """Whether the verb before leads on to another quotation: “Why?” He answered, “Because.”"""
        place += self.raw[place] in (",", ":")
        if place >= stop or self.raw[place] not in _OPENERS:
            return False
        word, opens = self._first_word(place, stop)
        return opens and word[:1].isupper()


def _with_bullets(tokens: Tokens, cuts: list[int]) -> list[int]:
    """The cuts with one more before each bullet that stands free inside a line."""
    known = set(cuts)
    found = [
        place
        for place in range(1, len(tokens.words) - 1)
        if tokens.words[place] in _INLINE_BULLETS
        and tokens.starts[place] > tokens.ends[place - 1]
        and tokens.nexts[place] > tokens.ends[place]
        and place + 1 not in known  # at a paragraph's end it begins nothing
    ]
    return sorted(known.union(found))
