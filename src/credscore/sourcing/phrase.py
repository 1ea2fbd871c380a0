"""A source's noun phrase taken apart: its head, the words that lead up to it, and where what hangs on it begins."""

from __future__ import annotations

from typing import NamedTuple

from credscore.extract.attribution import Range
from credscore.extract.grammar import DETERMINERS, RELATIVE
from credscore.lexicon.load import words
from credscore.reading import Document
from credscore.sourcing import labels as lb
from credscore.sourcing.describe import is_post, is_trade
from credscore.sourcing.naming import LINKS, first_of, name_at
from credscore.sourcing.people import People

__all__ = ["Phrase", "take_apart"]

_LEADING = words("grammar", "words", "leading") | {'"', "“", "''"}
_TRAILING = RELATIVE | words("grammar", "words", "trailing")
_CUT = frozenset((",", "(", ";", ":", "--", "–", "—")) | (RELATIVE - {"that"})
_PARTICIPLES = words("answers", "phrases", "participles")
_SHORT = 3  # letters up to which a word in -s is taken for no plural


class Phrase(NamedTuple):
    """One noun phrase of an article.

    Attributes:
        document: The article's text.
        people: The people whom it names.
        source: The whole range, its article included.
        first: The first token past the article.
        stop: Where the phrase ends: past no 'himself', and before a second source.
        end: Where what hangs on the head begins: at 'of', 'from', a comma, a second source.
        cut: Where the phrase's first clause ends: at a comma, a bracket, 'who'.
        core: The words up to the head, in lower case; empty where the phrase has none.
        at: The token of the head.
        head: The noun that says what the source is, in lower case.
        capital: Whether the head is capitalised, and not merely as the first word of a sentence.
        definite: Whether 'the' leads the phrase.
        indefinite: Whether 'a' or 'an' does.
    """

    document: Document
    people: People
    source: Range
    first: int
    stop: int
    end: int
    cut: int
    core: list[str]
    at: int
    head: str
    capital: bool
    definite: bool
    indefinite: bool

    @property
    def name(self) -> str:
        """The words up to the head and those of the name that it stands in, as written."""
        return name_at(self.document, self.first, self.end)

    @property
    def name_if_capital(self) -> str | None:
        """The same, where the head is part of a name: 'the Water Board', but not 'the board'."""
        return name_at(self.document, self.first, self.end) if self.capital else None

    @property
    def said(self) -> list[str]:
        """All its words past the article, in lower case."""
        return self.document.lowers[self.first : self.stop]

    @property
    def after(self) -> list[str]:
        """What hangs on the head: 'of the navy', in lower case."""
        return self.document.lowers[self.end : self.stop]

    def goes_on_with(self, word: str) -> bool:
        """Whether the word comes right after: 'of', 'from'; it may stand past the end of the source."""
        return self.document.lowers[self.end : self.end + 1] == [word]


def take_apart(document: Document, source: Range, people: People) -> Phrase | None:
    """The noun phrase at ``source``; None where nothing but articles and the like stands there."""
    lowers, texts = document.lowers, document.words
    first, stop = _bare(document, source)
    if first >= stop:
        return None
    cut = first_of(_CUT, lowers, first + (texts[first] == "WHO"), stop)
    end = first_of(LINKS, lowers, first + 1, cut)
    if end > first and lowers[end - 1] == "and":
        end -= 1
    joined = _joined_at(document, first, end)
    if joined < end and _opens_another(document, joined):
        end = joined  # the first of two sources decides
        stop = min(stop, joined)
    core = lowers[first:joined]
    if len(core) > 1 and joined == end and _is_known(core[-2]) and _is_participle(core[-1], core[-2]):
        core, end = core[:-1], end - 1  # 'a letter found in a desk', 'residents reached by telephone'
    if len(core) > 1 and core[-1] in ("'s", "'"):
        core = core[:-1]
    at = first + len(core) - 1
    article = lowers[source[0]] if source[0] < first else ""
    return Phrase(
        document,
        people,
        source,
        first,
        stop,
        end,
        cut,
        core,
        at,
        core[-1] if core else "",
        bool(core) and _is_name(document, people, first, at),
        article == "the",
        article in ("a", "an"),
    )


def _is_participle(word: str, before: str) -> bool:
    """Whether what hangs on a noun begins with the word: 'a letter found', 'residents reached', 'lawyers acting'."""
    if len(word) > _SHORT + 1 and word.endswith("ed"):
        return True
    return word in _PARTICIPLES or (word.endswith("ing") and (before == "people" or _is_plural(before)))


def _is_known(word: str) -> bool:
    """Whether a noun is of texts or of people."""
    return word in lb.DOCUMENTS or word in lb.GROUPS or word in lb.ANONYMOUS_SOURCE or word in lb.ANONYMOUS_OFFICIAL


def _bare(document: Document, source: Range) -> Range:
    """The range without the words that lead and trail it: 'the', 'a banker who', 'Sanders himself'."""
    lowers = document.lowers
    first, stop = source
    while first < stop and lowers[first] in _LEADING:
        first += 1
    while stop - 1 > first and lowers[stop - 1] in _TRAILING and document.words[stop - 1] != "WHO":
        stop -= 1
    return first, stop


def _joined_at(document: Document, first: int, end: int) -> int:
    """The 'and' that joins two sources, ``end`` if none does: that of 'Health and Safety Board' is part of a name."""
    lowers, texts = document.lowers, document.words
    if "and" not in lowers[first + 1 : end]:
        return end
    for k in range(first + 1, end):
        if lowers[k] != "and":
            continue
        capitals = texts[k - 1][0].isupper() and texts[min(k + 1, end - 1)][0].isupper()
        if not capitals or lowers[k - 1] in lb.OUTLET_WORDS or lowers[k - 1] in lb.BODIES:
            return k
    return end


def _opens_another(document: Document, joined: int) -> bool:
    """Whether what 'and' joins is a source of its own: 'the mayor and a banker', but 'research and policy group'."""
    lowers = document.lowers
    return (
        lowers[joined + 1] in DETERMINERS or _is_plural(lowers[joined - 1]) or document.words[joined - 1][0].isupper()
    )


def _is_name(document: Document, people: People, first: int, at: int) -> bool:
    """Whether the head at ``at`` is capitalised, and not as any common noun is that opens a sentence alone."""
    head = document.lowers[at]
    if not document.words[at][0].isupper() or head in DETERMINERS:
        return False
    if at > first or document.sentences[document.sentence_of[first]][0] != first:
        return True
    if head in lb.DOCUMENTS or head in lb.GROUPS or head in lb.ANONYMOUS_SOURCE or head in lb.ANONYMOUS_OFFICIAL:
        return False
    trades = _is_plural(head) and (is_post(head[:-1]) or is_trade(head[:-1]))  # 'Roofers said'
    return not trades or head in people.by_name


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss") and len(word) > _SHORT
