"""``credscore report``: articles in, one HTML file out."""

from __future__ import annotations

import argparse
import sys

from credscore.cli.shared import (
    BAD_INPUT,
    OK,
    add_scoring,
    complain,
    keep_inputs,
    keep_settings,
    make_scorer,
    stdin_once,
)

__all__ = ["add"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
    report = commands.add_parser(
        "report",
        help="write an HTML report of articles",
        description="Writes one HTML file with the given articles, their statements marked and explained. It loads "
        "nothing from anywhere and can be sent, printed and archived.",
    )
    report.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a file (.txt .md .html .json .jsonl .csv, or gzip of one), a folder, or - for standard input",
    )
    report.add_argument("-o", "--output", default="-", metavar="FILE", help="where to; default: standard output")
    report.add_argument("--title", help="the report's title; default: the headline, or how many articles there are")
    add_scoring(report)
    report.set_defaults(run=_report, usage=report.error)


def _report(options: argparse.Namespace) -> int:
    from credscore.bulk.output import Whole
    from credscore.intake import Bad, read_input
    from credscore.report.html import page

    stdin_once(options.files, options.usage)
    if options.output != "-":
        keep_inputs(options.output, options.files, options.input)
        keep_settings(options.output, options)
    scorer = make_scorer(options)
    reports = []
    bad = 0
    for name in options.files:
        for item in read_input(name, options.input, options.outlet):
            if isinstance(item, Bad):
                bad += 1
                complain(str(item.error))
            else:
                reports.append(scorer.assess(item))
    if not reports:
        complain("no article to report on; nothing is written")
        return BAD_INPUT
    written = page(reports, title=options.title)
    if options.output == "-":
        sys.stdout.write(written)
    else:
        with Whole(options.output) as out:
            out.write(written)
    if bad:
        complain(f"{len(reports)} in the report, {bad} could not be read")
    return BAD_INPUT if bad else OK
