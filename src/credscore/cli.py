"""The command line: parse arguments, call the library, print.

Exit status: 0 if all went well, 1 if some input was bad (the rest is done all the same), 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from credscore import __version__
from credscore.errors import CredscoreError, InputError

if TYPE_CHECKING:
    from credscore.api import Report, Scorer
    from credscore.scoring import Assessment

__all__ = ["main"]

_OK, _BAD_INPUT, _USAGE = 0, 1, 2
_INTERRUPTED = 128 + signal.SIGINT
_STEERING = (*range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x2070))
_ESCAPES = {code: f"\\u{code:04x}" for code in _STEERING}  # outside ASCII, JSON has characters in strings only


def _one_core() -> None:
    """Keeps numpy's linear algebra to one thread: its matrices are small, and threads would wait on each other."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    _one_core()
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except CredscoreError as error:
        _complain(str(error))
        return _BAD_INPUT
    except BrokenPipeError:
        # The reader has gone: nothing more can be said on this stream, and that is no error of ours.
        _drop_output()
        return _BAD_INPUT
    except KeyboardInterrupt:
        _complain("interrupted")
        return _INTERRUPTED
    except OSError as error:
        _drop_output()
        _complain(f"cannot write: {error.strerror or error}")
        return _BAD_INPUT


def _complain(message: str) -> None:
    """One line on standard error, whatever stands in the file names and fields that it speaks of."""
    from credscore.report.terminal import clean

    print(f"credscore: {clean(message)}", file=sys.stderr)


def _drop_output() -> None:
    """Lets what is still in the buffer go nowhere, or the interpreter would fail on it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="credscore",
        description="How well is this statement sourced? A score says how well a statement is sourced; "
        "it is no fact check.",
    )
    parser.add_argument("--version", action="version", version=f"credscore {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    score = commands.add_parser(
        "score",
        help="score the statements of articles",
        description="Scores every attributed statement of the given articles, or the statements that they carry.",
    )
    score.add_argument("files", nargs="+", metavar="FILE", help=".txt, .json or .jsonl; - for standard input")
    score.add_argument("--format", choices=("table", "json", "jsonl"), default="table", help="default: table")
    score.add_argument("--points", action="store_true", help="in the table, the points that make up each score")
    _shared(score)
    score.set_defaults(run=_score)

    explain = commands.add_parser(
        "explain",
        help="show where a statement stands and what its score is made of",
        description="Shows the text with the spans of one statement marked, and the points that sum to its score.",
    )
    explain.add_argument("file", metavar="FILE", help=".txt, .json or .jsonl; - for standard input")
    explain.add_argument("--statement", required=True, metavar="N", help="its number from 1, or its id")
    explain.add_argument("--article", metavar="ID", help="which article, if the file holds several")
    _shared(explain)
    explain.set_defaults(run=_explain)
    return parser


def _shared(parser: argparse.ArgumentParser) -> None:
    from credscore.extract import EXTRACTORS
    from credscore.intake import FORMS

    parser.add_argument("--input", choices=FORMS, help="how to read the files; default: by suffix")
    parser.add_argument("--extractor", choices=sorted(EXTRACTORS), help="what finds the statements")
    parser.add_argument("--policy", metavar="NAME|FILE", help="the scoring policy; default: default")
    parser.add_argument("--outlet", help="the outlet of articles that name none")


def _scorer(options: argparse.Namespace) -> Scorer:
    from credscore.api import DEFAULT_EXTRACTOR, Scorer

    return Scorer(policy=options.policy, extractor=options.extractor or DEFAULT_EXTRACTOR)


def _score(options: argparse.Namespace) -> int:
    from credscore.intake import Bad, read_input

    scorer = _scorer(options)
    good = bad = 0
    reports: list[Report] = []
    for name in options.files:
        for item in read_input(name, options.input, options.outlet):
            if isinstance(item, Bad):
                bad += 1
                _complain(str(item.error))
                continue
            report = scorer.assess(item)
            good += 1
            if options.format == "jsonl":
                print(_escaped(report.to_json()), flush=sys.stdout.isatty())
            elif options.format == "json":
                reports.append(report)
            else:
                _print_table(report, options.points, first=good == 1)
    if options.format == "json":
        _print_json(reports)
    if bad:
        _complain(f"{good} scored, {bad} could not be read")
    return _BAD_INPUT if bad else _OK


def _print_table(report: Report, points: bool, first: bool) -> None:
    from credscore.report.table import table
    from credscore.report.terminal import wants_colour

    if not first:
        print()
    print(table(report, points=points, colour=wants_colour(sys.stdout)))


def _print_json(reports: Sequence[Report]) -> None:
    """One article as an object, several as a list."""
    if len(reports) == 1:
        print(_escaped(reports[0].to_json(indent=2)))
    else:
        print("[" + ",\n".join(_escaped(report.to_json(indent=2)) for report in reports) + "]")


def _escaped(json_text: str) -> str:
    """The same JSON with characters escaped that steer a terminal or that other programs take for a line's end."""
    return json_text if json_text.isascii() and "\x7f" not in json_text else json_text.translate(_ESCAPES)


def _explain(options: argparse.Namespace) -> int:
    from credscore.intake import Bad, read_input
    from credscore.report.marked import marked
    from credscore.report.terminal import wants_colour

    scorer = _scorer(options)
    seen = bad = 0
    for item in read_input(options.file, options.input, options.outlet):
        if isinstance(item, Bad):
            bad += 1
            _complain(str(item.error))
            continue
        seen += 1
        if options.article is not None and item.id != options.article:
            continue
        report = scorer.assess(item)
        print(marked(report, _chosen(report, options.statement, options.file), colour=wants_colour(sys.stdout)))
        return _BAD_INPUT if bad else _OK
    if seen:
        raise InputError(f"no article {options.article!r} among the {seen} of this file", file=options.file)
    if not bad:
        raise InputError("holds no article", file=options.file)
    return _BAD_INPUT


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
