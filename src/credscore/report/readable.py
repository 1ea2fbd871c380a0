"""An article in Markdown as a person reads it: without the markup, with every span where its words now stand.

The exchange formats keep the text as given, since their offsets are of the file. What is shown to people is made of the
readable text, so that pages and tables need to know nothing of markup.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from credscore.reading.cleaning import decoded
from credscore.statement import Part, Source, Span, Statement

if TYPE_CHECKING:
    from credscore.api import Report

__all__ = ["Readable", "plain", "readable"]

_APART = " … "  # between the pieces of a discontinuous part
_HEADING = re.compile(r" {0,3}#")
_BULLET = re.compile(r"[ \t]{0,12}[-*+][ \t]")
_NUMBER = re.compile(r"[ \t]{0,12}([0-9]{1,4}[.)])[ \t]")

_Part = TypeVar("_Part", bound=Part)


class Readable(NamedTuple):
    """A report whose article has a text without markup.

    Attributes:
        report: The same statements, scores and points over that text.
        headings: Where its headings begin.
    """

    report: Report
    headings: frozenset[int] = frozenset()


def readable(report: Report) -> Readable:
    """The report over a text without markup; the report itself, where the article is not Markdown."""
    article = report.article
    if article.form != "markdown":
        return Readable(report)
    text = _Text(article.text)
    shown = tuple(one.over(text.statement(one.statement)) for one in report.assessments)
    found = {
        "text": text.shown,
        "form": "text",
        "title": article.title and plain(article.title),
        "statements": tuple(one.statement for one in shown),
        "links": (),
    }
    copy = report.model_copy(update={"article": article.model_copy(update=found), "assessments": shown})
    return Readable(copy, frozenset(text.headings))


def plain(text: str) -> str:
    """A piece of Markdown that stands by itself, such as a name, without its markup."""
    return _Text(text).shown.strip() if text else text


class _Edit(NamedTuple):
    start: int
    end: int
    new: str
    word: bool  # whether the new string is what the old one says, not markup in place of markup


def _edits(text: str) -> Iterator[_Edit]:
    """What is shown in place of what, left to right; lists keep their bullets and numbers."""
    from credscore.reading.markdown import marks  # few texts are Markdown

    last = 0
    entities = (_Edit(*one, True) for one in decoded(text))
    entity = next(entities, None)
    for start, end, new in marks(text).edits:
        while entity is not None and entity.start < start:
            if entity.start >= last and entity.end <= start:
                yield entity
            entity = next(entities, None)
        if new.isspace() and _BULLET.match(text, start, end):
            new += "• "
        elif new.isspace() and (number := _NUMBER.match(text, start, end)):
            new += f"{number[1]} "
        yield _Edit(start, end, new, False)
        last = end
    while entity is not None:
        if entity.start >= last:
            yield entity
        entity = next(entities, None)


class _Text:
    """A Markdown text, what is shown of it, and the way from offsets of the one to offsets of the other."""

    def __init__(self, given: str) -> None:
        self.given = given
        self.edits = list(_edits(given))
        self.starts = [edit.start for edit in self.edits]
        self.places: list[int] = []  # where in the shown text each edit's new string begins
        self.headings: list[int] = []
        pieces: list[str] = []
        length = last = 0
        for edit in self.edits:
            pieces += (given[last : edit.start], edit.new)
            length += edit.start - last
            self.places.append(length)
            length += len(edit.new)
            last = edit.end
            if edit.new.isspace() and _HEADING.match(given, edit.start, edit.end):
                self.headings.append(length)
        pieces.append(given[last:])
        self.shown = "".join(pieces)

    def start(self, offset: int) -> int:
        """Where what begins at an offset begins now: behind markup that stands there."""
        number = bisect_right(self.starts, offset) - 1
        if number < 0:
            return offset
        edit, place = self.edits[number], self.places[number]
        if offset < edit.end and edit.word:
            return place
        return place + len(edit.new) + max(0, offset - edit.end)

    def end(self, offset: int) -> int:
        """Where what ends at an offset ends now: before markup that stands there."""
        number = bisect_left(self.starts, offset) - 1
        if number < 0:
            return offset
        edit, place = self.edits[number], self.places[number]
        if offset <= edit.end and not edit.word:
            return place
        return place + len(edit.new) + max(0, offset - edit.end)

    def spans(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The spans over the shown text; one with nothing but markup in it is empty."""
        firsts = [self.start(start) for start, _ in spans]
        return tuple(Span(first, max(first, self.end(end))) for first, (_, end) in zip(firsts, spans, strict=True))

    def words(self, text: str, spans: Sequence[Span]) -> str:
        """What stands at the spans, where ``text`` did, or else ``text`` without markup of its own."""
        if text and text == _APART.join(self.given[start:end] for start, end in spans):
            return _APART.join(self.shown[start:end] for start, end in self.spans(spans))
        return plain(text)

    def part(self, part: _Part) -> _Part:
        return part.model_copy(update={"text": self.words(part.text, part.spans), "spans": self.spans(part.spans)})

    def source(self, source: Source) -> Source:
        named = {
            "name": source.name and plain(source.name),
            "reason": source.reason and self.part(source.reason),
        }
        return self.part(source).model_copy(update=named)

    def statement(self, one: Statement) -> Statement:
        hops = [
            hop.model_copy(update={"name": self.words(hop.name, hop.spans), "spans": self.spans(hop.spans)})
            for hop in one.chain
        ]
        answers = [
            each.model_copy(
                update={
                    "by": plain(each.by),
                    "text": self.words(each.text, each.spans),
                    "spans": self.spans(each.spans),
                }
            )
            for each in one.responses
        ]
        moved = {
            "content": self.part(one.content),
            "cue": self.part(one.cue),
            "source": self.source(one.source),
            "chain": tuple(hops),
            "responses": tuple(answers),
        }
        return one.model_copy(update=moved)
