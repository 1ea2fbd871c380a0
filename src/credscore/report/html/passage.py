"""The article's text with its statements marked, however their spans overlap, nest or come in pieces."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from credscore.report.html.bands import band_of
from credscore.report.html.markup import Markup, join, tag

if TYPE_CHECKING:
    from credscore.scoring import Assessment
    from credscore.statement import Article

__all__ = ["Piece", "headline", "passage", "pieces"]

_DEEPEST = 4  # marks that one piece of text carries, innermost first; more cannot be told apart by eye
_LONGEST_HEADLINE = 160


class Piece(NamedTuple):
    """A stretch of text under the same marks.

    Attributes:
        start: Its first code point.
        end: The one after its last.
        inside: Numbers of the statements whose content it belongs to, the innermost first.
        parts: What else it is: pairs of a statement's number and ``source``, ``cue``, ``hop`` or ``response``.
        begins: Numbers of the statements whose content begins here.
    """

    start: int
    end: int
    inside: tuple[int, ...]
    parts: tuple[tuple[int, str], ...]
    begins: tuple[int, ...]


def pieces(length: int, assessments: Sequence[Assessment], cuts: Sequence[int] = ()) -> Iterator[Piece]:
    """The text from 0 to ``length`` cut wherever a mark begins or ends, and at ``cuts``.

    Time goes with the number of spans (and its logarithm, for the sorting), not with how they overlap.
    """
    contents: dict[int, list[tuple[int, int]]] = {}  # by start: (end, number)
    others: dict[int, list[tuple[int, int, str]]] = {}
    edges = {0, length, *cuts}
    first: dict[int, list[int]] = {}
    for number, one in enumerate(assessments, 1):
        begun = False
        for start, end in one.statement.content.spans:
            if start < min(end, length):
                contents.setdefault(start, []).append((min(end, length), number))
                edges |= {start, min(end, length)}
                if not begun:
                    first.setdefault(start, []).append(number)
                    begun = True
        for name, spans in _other_spans(one):
            for start, end in spans:
                if start < min(end, length):
                    others.setdefault(start, []).append((min(end, length), number, name))
                    edges |= {start, min(end, length)}
    inside: dict[int, int] = {}  # number: end, in the order in which they began
    parts: dict[tuple[int, str], int] = {}
    ends: dict[int, list[int]] = {}
    part_ends: dict[int, list[tuple[int, str]]] = {}
    for start, end in itertools.pairwise(sorted(edges)):
        for number in ends.pop(start, ()):
            if inside.get(number, end) <= start:
                del inside[number]
        for part in part_ends.pop(start, ()):
            if parts.get(part, end) <= start:
                del parts[part]
        for until, number in sorted(contents.get(start, ()), reverse=True):
            inside[number] = until
            ends.setdefault(until, []).append(number)
        for until, number, name in others.get(start, ()):
            parts[number, name] = max(until, parts.get((number, name), 0))
            part_ends.setdefault(until, []).append((number, name))
        yield Piece(
            start,
            end,
            tuple(itertools.islice(reversed(inside), _DEEPEST)),
            tuple(itertools.islice(reversed(parts), _DEEPEST)),
            tuple(first.get(start, ())),
        )


def _other_spans(one: Assessment) -> Iterator[tuple[str, Sequence[tuple[int, int]]]]:
    statement = one.statement
    yield "source", statement.source.spans
    yield "cue", statement.cue.spans
    for hop in statement.chain:
        yield "hop", hop.spans
    for answer in statement.responses:
        yield "response", answer.spans


def headline(article: Article) -> str:
    """What to call the article: its title, a first line that stands alone like one, or its id."""
    if article.title and article.title.strip():
        return article.title
    first, _, rest = article.text.lstrip().partition("\n")
    if rest.startswith("\n") and 0 < len(first) <= _LONGEST_HEADLINE and first.rstrip()[-1:] not in ".!?":
        return first
    return article.id or "Article"


def passage(
    article: Article,
    assessments: Sequence[Assessment],
    place: str,
    *,
    headings: Collection[int] = (),
    heading: str = "h2",
) -> Markup:
    """The text in paragraphs; each statement is a link to its card, and bears its number where it begins.

    Args:
        article: The article; without a text there is nothing to show.
        assessments: Its statements.
        place: What the ids of this article on the page begin with.
        headings: Where paragraphs begin that are headings.
        heading: The element of those, such as ``h2``.
    """
    text = article.text
    paragraphs = _paragraphs(text)
    found = iter(pieces(len(text), assessments, [edge for pair in paragraphs for edge in pair]))
    head = headline(article).strip()  # stands above the text, so that a first paragraph of it is left out
    blocks: list[Markup] = []
    begun: list[int] = []  # contents that begin in the blank between two paragraphs bear their number in the next
    piece = next(found, None)
    for nth, (start, end) in enumerate(paragraphs):
        inner: list[Markup | str] = []
        marked = False
        while piece is not None and piece.start < end:
            begun += piece.begins
            if piece.start >= start:
                marked = marked or bool(begun or piece.inside or piece.parts)
                inner += [_badge(number, assessments[number - 1], place) for number in begun]
                begun = []
                inner.append(_marked(text[piece.start : piece.end], piece, assessments, place))
            piece = next(found, None)
        if marked or nth or text[start:end].strip() != head:
            blocks.append(tag(heading if start in headings else "p", *inner))
    begun += piece.begins if piece is not None else ()
    begun += [number for rest in found for number in rest.begins]
    if begun:  # only blanks are left in the text, but the cards link to the numbers
        blocks.append(tag("p", *(_badge(number, assessments[number - 1], place) for number in begun)))
    return tag("div", *blocks, class_="text", dir="auto")


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where each paragraph stands: between blank lines where there are any, else line by line."""
    lines: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    if not any(text[a:b].isspace() or a == b for a, b in lines[1:-1]):
        return [(a, b) for a, b in lines if text[a:b].strip()]
    found: list[tuple[int, int]] = []
    fresh = True
    for a, b in lines:
        if not text[a:b].strip():
            fresh = True
        elif fresh:
            found.append((a, b))
            fresh = False
        else:
            found[-1] = (found[-1][0], b)
    return found


def _badge(number: int, one: Assessment, place: str) -> Markup:
    band = band_of(one)
    said = "no score" if one.score is None else f"score {one.score:.2f}"
    label = f"Statement {number}, {said}, {band.name}"
    return tag(
        "a", str(number), class_=f"n b{band.key}", href=f"#{place}s{number}", id=f"{place}t{number}", aria_label=label
    )


def _marked(text: str, piece: Piece, assessments: Sequence[Assessment], place: str) -> Markup:
    parts = " ".join(f"{name}-{number}" for number, name in piece.parts) or None
    if not piece.inside:
        return tag("span", text, data_p=parts) if parts else join([text])
    inmost = piece.inside[0]
    depth = " nested" if len(piece.inside) > 1 else ""
    look = f"s b{band_of(assessments[inmost - 1]).key}{depth}"
    if not text.strip():  # a link has to have words
        return tag("span", text, class_=look, data_s=" ".join(map(str, piece.inside)), data_p=parts)
    return tag(
        "a",
        text,
        class_=look,
        href=f"#{place}s{inmost}",
        tabindex=-1,  # the number is the stop of the tab key, once a statement
        data_s=" ".join(map(str, piece.inside)),
        data_p=parts,
    )
