"""``credscore explain``: where a statement stands in its text, and what its score is made of."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from credscore.cli.shared import BAD_INPUT, OK, add_scoring, complain, make_scorer
from credscore.errors import InputError

if TYPE_CHECKING:
    from credscore.api import Report
    from credscore.scoring import Assessment

__all__ = ["add"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
    explain = commands.add_parser(
        "explain",
        help="show where a statement stands and what its score is made of",
        description="Shows the text with the spans of one statement marked, and the points that sum to its score.",
    )
    explain.add_argument(
        "file",
        metavar="FILE",
        help="a file (.txt .md .html .json .jsonl .csv, or gzip of one), a folder, or - for standard input",
    )
    explain.add_argument("--statement", required=True, metavar="N", help="its number from 1, or its id")
    explain.add_argument("--improve", action="store_true", help="also what would lift its grade")
    explain.add_argument("--article", metavar="ID", help="which article, if the file holds several")
    add_scoring(explain)
    explain.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    from credscore.intake import Bad, read_input
    from credscore.report.improvements import improvements_text
    from credscore.report.marked import marked
    from credscore.report.terminal import wants_colour

    scorer = make_scorer(options)
    seen = bad = 0
    for item in read_input(options.file, options.input, options.outlet):
        if isinstance(item, Bad):
            bad += 1
            complain(str(item.error))
            continue
        seen += 1
        if options.article is not None and item.id != options.article:
            continue
        report = scorer.assess(item)
        chosen = _chosen(report, options.statement, options.file)
        print(marked(report, chosen, colour=wants_colour(sys.stdout)))
        if options.improve:
            print(f"\n{improvements_text(chosen, chosen.improve())}")
        return BAD_INPUT if bad else OK
    if seen:
        raise InputError(f"no article {options.article!r} among the {seen} of this file", file=options.file)
    if not bad:
        raise InputError("holds no article", file=options.file)
    return BAD_INPUT


def _chosen(report: Report, wanted: str, file: str) -> Assessment:
    """The statement of that id, or else of that number."""
    assessments = report.assessments
    for one in assessments:
        if one.statement.id == wanted:
            return one
    for number, one in enumerate(assessments, 1):
        if str(number) == wanted:
            return one
    there = f"1 to {len(assessments)}" if assessments else "none"
    raise InputError(f"no statement {wanted!r}; the article has {len(assessments)}: {there}", file=file)
