"""An article as the checks see it: its statements, and its text cut up with the way from offsets to tokens."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from credscore.extract.grammar import DETERMINERS
from credscore.lexicon.load import words
from credscore.reading import Document, read
from credscore.reading.markdown import marks
from credscore.statement import Span, Stance, Statement

if TYPE_CHECKING:
    from credscore.api import Report
    from credscore.sourcing.people import People

__all__ = ["Context", "Hit", "core"]

# What tells the reader something; a wish, a question, an order, praise or a refusal to speak does not.
_TELLING = (Stance.ASSERTS, Stance.CONFIRMS, Stance.ALLEGES, Stance.DENIES, Stance.SPECULATES)
_SURE = 0.6  # least probability of a statement whose source is complained of: below, more is misread than missed
_QUANTITIES = words("lint", "anonymity", "quantities")


class Hit(NamedTuple):
    """What a check found, before it is a finding.

    Attributes:
        spans: Where.
        values: What fills the rule's message.
        statement: The id of the statement it is about, or None.
    """

    spans: tuple[Span, ...]
    values: dict[str, str]
    statement: str | None = None


class Context:
    """An assessed article, read for checking. Token and sentence numbers are those of `document`."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.article = report.article
        self.text = report.article.text
        self.statements: Sequence[Statement] = tuple(one.statement for one in report.assessments)
        edits = marks(self.text).edits if self.article.form == "markdown" else ()
        self.document: Document = read(self.text, edits)

    @functools.cached_property
    def telling(self) -> frozenset[str]:
        """The ids of the statements that tell the reader something, for which a source has to stand."""
        return frozenset(one.id for one in self.statements if one.stance in _TELLING)

    def is_sure(self, one: Statement) -> bool:
        """Whether a statement is sure enough to be one, with its source rightly cut, to complain of that source."""
        return one.confidence is None or one.confidence >= _SURE

    @functools.cached_property
    def people(self) -> People:
        """The people whom the article names."""
        from credscore.sourcing.names import find_people

        return find_people(self.document)

    @functools.cached_property
    def places(self) -> dict[str, list[int]]:
        """The tokens at which each word stands, by its lower case."""
        found: dict[str, list[int]] = {}
        for k, word in enumerate(self.document.lowers):
            found.setdefault(word, []).append(k)
        return found

    @functools.cached_property
    def paragraph_starts(self) -> list[int]:
        """The first token of each paragraph."""
        return [first for first, _ in self.document.paragraphs]

    @functools.cached_property
    def attributed(self) -> set[int]:
        """Sentences in which a statement has a source."""
        return {
            number
            for one in self.statements
            if one.source.spans
            for number in self.sentences_of((*one.cue.spans, *one.source.spans, *one.content.spans))
        }

    def tokens_of(self, spans: Iterable[Span]) -> list[int]:
        """The tokens that lie in those spans."""
        starts = self.document.starts
        return [k for span in spans for k in range(bisect_left(starts, span.start), bisect_left(starts, span.end))]

    def sentences_of(self, spans: Iterable[Span]) -> set[int]:
        """The sentences that those spans touch."""
        return {self.document.sentence_of[k] for k in self.tokens_of(spans)}

    def paragraph_of(self, offset: int) -> int:
        """The paragraph at an offset."""
        token = max(0, bisect_right(self.document.starts, offset) - 1)
        return max(0, bisect_right(self.paragraph_starts, token) - 1)

    def plain(self, first: int, stop: int) -> Iterator[int]:
        """The tokens of a range that stand outside quotation marks: the article's own words."""
        quoted = self.document.quotation_of
        return (k for k in range(first, stop) if quoted[k] < 0)

    def span(self, first: int, stop: int) -> Span:
        """The place of a token range, which must not be empty."""
        return Span(*self.document.span(first, stop))

    def lowers(self, spans: Iterable[Span]) -> list[str]:
        """The words of those spans in lower case."""
        return [self.document.lowers[k] for k in self.tokens_of(spans)]

    def source_words(self, statement: Statement) -> list[str]:
        """The words of its source in lower case; of a statement without spans, those of its text."""
        return self.lowers(statement.source.spans) or statement.source.text.lower().split()

    def begin(self, statement: Statement) -> int:
        """Where the statement begins in the text."""
        spans = (*statement.content.spans, *statement.cue.spans, *statement.source.spans)
        return min((span.start for span in spans), default=0)


def core(source: Sequence[str]) -> list[str]:
    """A source's words without what only counts or points: 'the two other officials' is 'officials'."""
    first = 0
    while first < len(source) - 1 and (
        source[first] in _QUANTITIES or source[first] in DETERMINERS or source[first].isdigit()
    ):
        first += 1
    return list(source[first:])
