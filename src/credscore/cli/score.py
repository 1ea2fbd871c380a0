"""``credscore score``: articles in, their statements scored out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from credscore.cli.shared import BAD_INPUT, OK, add_scoring, complain, escaped, make_scorer

if TYPE_CHECKING:
    from credscore.api import Report

__all__ = ["add"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
    score = commands.add_parser(
        "score",
        help="score the statements of articles",
        description="Scores every attributed statement of the given articles, or the statements that they carry.",
    )
    score.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a file (.txt .md .html .json .jsonl .csv, or gzip of one), a folder, or - for standard input",
    )
    score.add_argument("--format", choices=("table", "json", "jsonl"), default="table", help="default: table")
    score.add_argument("--points", action="store_true", help="in the table, the points that make up each score")
    add_scoring(score)
    score.set_defaults(run=_score)


def _score(options: argparse.Namespace) -> int:
    from credscore.intake import Bad, read_input

    scorer = make_scorer(options)
    good = bad = 0
    reports: list[Report] = []
    for name in options.files:
        for item in read_input(name, options.input, options.outlet):
            if isinstance(item, Bad):
                bad += 1
                complain(str(item.error))
                continue
            report = scorer.assess(item)
            good += 1
            if options.format == "jsonl":
                print(escaped(report.to_json()), flush=sys.stdout.isatty())
            elif options.format == "json":
                reports.append(report)
            else:
                _print_table(report, options.points, first=good == 1)
    if options.format == "json":
        _print_json(reports)
    if bad:
        complain(f"{good} scored, {bad} could not be read")
    return BAD_INPUT if bad else OK


def _print_table(report: Report, points: bool, first: bool) -> None:
    from credscore.report.table import table
    from credscore.report.terminal import wants_colour

    if not first:
        print()
    print(table(report, points=points, colour=wants_colour(sys.stdout)))


def _print_json(reports: Sequence[Report]) -> None:
    """One article as an object, several as a list."""
    if len(reports) == 1:
        print(escaped(reports[0].to_json(indent=2)))
    else:
        print("[" + ",\n".join(escaped(report.to_json(indent=2)) for report in reports) + "]")
