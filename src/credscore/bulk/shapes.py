"""Output formats of a batch: what a worker makes of a report, and how the pieces are put together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from credscore.report.escaping import escaped

if TYPE_CHECKING:
    from credscore.api import Report, Scorer
    from credscore.statement import Article

__all__ = ["SHAPES", "Shape", "renderer"]


class Shape(NamedTuple):
    """One output format.

    Attributes:
        render: A report as its piece of the output; runs in the worker. Takes the report, whether points are wanted
            in it, whether colour is, and whether the lint's findings are.
        joined: The pieces of all reports as the output, in bounded memory, a string for each piece.
        by_line: Whether a piece is one line that stands by itself, so that a batch can be taken up again.
    """

    render: Callable[[Report, bool, bool, bool], str]
    joined: Callable[[Iterable[str]], Iterator[str]]
    by_line: bool = False


def renderer(
    make_scorer: Callable[[], Scorer], shape: str, points: bool, colour: bool, lint: bool = False
) -> Callable[[Article], str]:
    """The function from an article to its piece of the output."""
    scorer = make_scorer()
    render = SHAPES[shape].render
    return lambda article: render(scorer.assess(article), points, colour, lint)


def _table(report: Report, points: bool, colour: bool, lint: bool) -> str:
    from credscore.report.table import table

    return table(report, points=points, colour=colour)


def _json(report: Report, points: bool, colour: bool, lint: bool) -> str:
    return escaped(report.to_json(indent=2, lint=lint))


def _json_line(report: Report, points: bool, colour: bool, lint: bool) -> str:
    return escaped(report.to_json(lint=lint))


def _csv(report: Report, points: bool, colour: bool, lint: bool) -> str:
    from credscore.exchange.table import csv_rows

    return csv_rows(report)


def _rows(report: Report, points: bool, colour: bool, lint: bool) -> str:
    return json.dumps(report.to_rows())


def _json_ld(report: Report, points: bool, colour: bool, lint: bool) -> str:
    return escaped(json.dumps(report.to_jsonld(), ensure_ascii=False, indent=2, allow_nan=False))


def _with_head(pieces: Iterable[str]) -> Iterator[str]:
    from credscore.exchange.table import csv_head

    yield csv_head()
    yield from pieces


def _paragraphs(pieces: Iterable[str]) -> Iterator[str]:
    for number, piece in enumerate(pieces):
        yield f"\n{piece}\n" if number else f"{piece}\n"


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        yield f"{piece}\n"


def _one_or_list(pieces: Iterable[str]) -> Iterator[str]:
    """One article as an object, several as a list."""
    first: str | None = None
    several = False
    for piece in pieces:
        if first is None:
            first = piece
            continue
        yield f",\n{piece}" if several else f"[{first},\n{piece}"
        several = True
    yield "]\n" if several else "[]\n" if first is None else f"{first}\n"


SHAPES = {
    "table": Shape(_table, _paragraphs),
    "json": Shape(_json, _one_or_list),
    "jsonl": Shape(_json_line, _lines, by_line=True),
    "jsonld": Shape(_json_ld, _one_or_list),
    "csv": Shape(_csv, _with_head),
    "parquet": Shape(_rows, iter),  # rows as JSON, which `ParquetFile` takes
}
