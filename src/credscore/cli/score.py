"""``credscore score``: articles in, their statements scored out."""

from __future__ import annotations

import argparse
import functools
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from credscore.cli import values
from credscore.cli.shared import (
    BAD_INPUT,
    INTERRUPTED,
    OK,
    add_scoring,
    complain,
    keep_inputs,
    keep_settings,
    make_scorer,
    stdin_once,
)

if TYPE_CHECKING:
    from credscore.bulk.outcome import Record
    from credscore.bulk.output import Standard, Whole
    from credscore.bulk.progress import Progress
    from credscore.bulk.run import Batch, Count

__all__ = ["add"]

_FORMATS = ("table", "json", "jsonl", "jsonld", "csv", "parquet")
# Options that make no difference to what is written.
_INDIFFERENT = frozenset(("command", "files", "jobs", "output", "progress", "resume", "run", "usage"))


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
    score.add_argument("--format", choices=_FORMATS, default="table", help="default: table")
    score.add_argument("--points", action="store_true", help="in the table, the points that make up each score")
    score.add_argument("--lint", action="store_true", help="in json and jsonl, the findings of the lint")
    score.add_argument(
        "--corroborate",
        action="store_true",
        help="let statements that say the same, in one article or several, support each other; holds all in memory",
    )
    add_scoring(score)
    score.add_argument(
        "--jobs", type=values.whole(0), default=1, metavar="N", help="processes to score with; 0: one a core"
    )
    score.add_argument("-o", "--output", metavar="FILE", help="write there, all or nothing; default: standard output")
    score.add_argument(
        "--resume",
        action="store_true",
        help="with --format jsonl --output FILE: begin a batch that can be taken up again, or take it up",
    )
    score.add_argument(
        "--progress",
        action=argparse.BooleanOptionalAction,
        help="how far it is, on standard error; default: on a terminal, if the output goes elsewhere",
    )
    score.set_defaults(run=_score, usage=score.error)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _score(options: argparse.Namespace) -> int:
    stdin_once(options.files, options.usage)
    if options.lint and options.format not in ("json", "jsonl"):
        options.usage("--lint goes with --format json or jsonl; `credscore lint` shows findings to people")
    to_file = options.output not in (None, "-")
    if options.format == "parquet" and not to_file:
        options.usage("--format parquet goes with --output FILE")
    if to_file:
        keep_inputs(options.output, options.files, options.input)
        keep_settings(options.output, options)
    if options.corroborate:
        if options.resume or options.jobs != 1:
            options.usage("--corroborate takes all articles at once: it goes with neither --jobs nor --resume")
        return _together(options)
    if options.resume:
        if options.output is None or options.format != "jsonl":
            options.usage("--resume goes with --output FILE and --format jsonl")
        if "-" in options.files:
            options.usage("--resume needs files: standard input cannot be read again")
        return _resumable(options)
    batch, progress = _batch(options, colour=not to_file)
    try:
        with _output(options) as output:
            count = batch.run(_records(options), output)
    except KeyboardInterrupt:
        kept = f"; nothing was written to {options.output}, and --resume would have kept it" if to_file else ""
        return _interrupted(batch.good + batch.bad, progress, kept)
    return _status(count)


def _output(options: argparse.Namespace) -> Standard | Whole:
    from credscore.bulk.output import Standard, Whole

    if options.output in (None, "-"):
        return Standard()
    if options.format == "parquet":
        from credscore.bulk.parquet import ParquetFile

        return ParquetFile(options.output)
    return Whole(options.output)


def _together(options: argparse.Namespace) -> int:
    """All articles at once, with what they say about the same claims."""
    from credscore.bulk.run import Count
    from credscore.bulk.shapes import SHAPES
    from credscore.report.terminal import wants_colour
    from credscore.statement import Article

    scorer = make_scorer(options)
    articles: list[Article] = []
    bad = 0
    for record in _records(options):
        if isinstance(record.item, Article):
            articles.append(record.item)
        else:
            bad += 1
            complain(str(record.item))
    shape = SHAPES[options.format]
    colour = options.output in (None, "-") and wants_colour(sys.stdout)
    pieces = (shape.render(report, options.points, colour, options.lint) for report in scorer.assess_all(articles))
    with _output(options) as output:
        for piece in shape.joined(pieces):
            output.write(piece)
    return _status(Count(len(articles), bad))


def _resumable(options: argparse.Namespace) -> int:
    from credscore.bulk.journal import Resumable
    from credscore.bulk.provenance import made_of
    from credscore.bulk.run import Count

    settings = {name: value for name, value in vars(options).items() if name not in _INDIFFERENT}
    policy = make_scorer(options).policy.label
    with Resumable(options.output, made_of(settings, policy, options.files)) as output:
        if output.complete:
            complain(f"{options.output} is complete; there is nothing left to do")
            return _status(Count(output.good, output.bad))
        records = _records(options)
        if output.done:
            complain(f"{options.output} is taken up again after {output.done} records")
            output.pass_over(records)
        batch, progress = _batch(options, colour=False, behind=output.done)
        try:
            batch.run(records, output)
            output.finish()
        except KeyboardInterrupt:
            return _interrupted(output.done, progress, f" of {options.output}; --resume goes on from there")
        return _status(Count(output.good, output.bad))


def _batch(options: argparse.Namespace, *, colour: bool, behind: int = 0) -> tuple[Batch, Progress | None]:
    from credscore.bulk.progress import Progress, count_records
    from credscore.bulk.run import Batch
    from credscore.bulk.shapes import SHAPES, renderer
    from credscore.report.terminal import wants_colour

    plain = argparse.Namespace(**{name: value for name, value in vars(options).items() if name not in ("run", "usage")})
    make = functools.partial(
        renderer,
        functools.partial(make_scorer, plain),
        options.format,
        options.points,
        colour and wants_colour(sys.stdout),
        options.lint,
    )
    shown = options.progress
    if shown is None:
        away = options.output is not None or not sys.stdout.isatty()
        shown = away and sys.stderr is not None and sys.stderr.isatty()
    progress = Progress(sys.stderr, count_records(options.files), behind) if shown else None
    return Batch(make, SHAPES[options.format], options.jobs or _cores(), complain, progress), progress


def _records(options: argparse.Namespace) -> Iterator[Record]:
    from credscore.bulk.outcome import Record
    from credscore.intake import Bad, read_placed

    for name in options.files:
        for placed in read_placed(name, options.input, options.outlet):
            item = placed.item
            yield Record(item.error if isinstance(item, Bad) else item, placed.file, placed.line)


def _interrupted(done: int, progress: Progress | None, more: str) -> int:
    if progress is not None:
        progress.clear()
    sys.stdout.flush()
    complain(f"interrupted after {done} records{more}")
    return INTERRUPTED


def _status(count: Count) -> int:
    if count.bad:
        complain(f"{count.good} scored, {count.bad} could not be read")
    return BAD_INPUT if count.bad else OK
