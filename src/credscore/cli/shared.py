"""What the commands have in common: exit statuses, the options of scoring, complaints on standard error."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from credscore.cli import garbage, values
from credscore.report.escaping import escaped

if TYPE_CHECKING:
    from credscore.api import Scorer

__all__ = [
    "BAD_INPUT",
    "FOUND",
    "INTERRUPTED",
    "OK",
    "USAGE",
    "add_scoring",
    "complain",
    "escaped",
    "keep_inputs",
    "keep_settings",
    "make_scorer",
    "stdin_once",
]

OK, BAD_INPUT, USAGE = 0, 1, 2
INTERRUPTED = 128 + signal.SIGINT
FOUND = 1  # a check that found something to say


def complain(message: str) -> None:
    """One line on standard error, whatever stands in the file names and fields that it speaks of."""
    from credscore.report.terminal import clean

    print(f"credscore: {clean(message)}", file=sys.stderr)


def add_scoring(parser: argparse.ArgumentParser) -> None:
    """The options of every command that scores articles."""
    from credscore.extract import EXTRACTORS
    from credscore.intake import FORMS

    parser.add_argument("--input", choices=FORMS, help="how to read the files; default: by suffix")
    parser.add_argument("--extractor", choices=sorted(EXTRACTORS), help="what finds the statements")
    parser.add_argument(
        "--threshold",
        type=values.number(0, 1),
        metavar="P",
        help="leave out statements less probable than P (0 to 1) to be any",
    )
    parser.add_argument(
        "--policy", type=values.policy, metavar="NAME|FILE", help="the scoring policy; default: default"
    )
    parser.add_argument("--ledger", metavar="FILE", help="the records of sources and outlets to use")
    parser.add_argument(
        "--model", type=values.model, metavar="NAME|FILE", help="a trained model to show beside the score"
    )
    parser.add_argument(
        "--register",
        action="append",
        metavar="FILE|default|none",
        help="who held which office when; given again, a later one decides for the people in it; default: default",
    )
    parser.add_argument("--outlet", help="the outlet of articles that name none")


def make_scorer(options: argparse.Namespace) -> Scorer:
    """The scorer that those options ask for."""
    from credscore.api import DEFAULT_EXTRACTOR, Scorer

    scorer = Scorer(
        policy=options.policy,
        extractor=options.extractor or DEFAULT_EXTRACTOR,
        ledger=options.ledger,
        model=options.model,
        threshold=options.threshold,
        register=options.register,
    )
    garbage.once_loaded()
    return scorer


def stdin_once(files: Sequence[str], usage: Callable[[str], object]) -> None:
    """Refuses to read standard input twice, since the second time nothing would be there.

    Args:
        files: The files to be read, ``-`` for standard input.
        usage: Says what is wrong with the command's usage, and ends it.
    """
    if files.count("-") > 1:
        usage("standard input (-) can be read once only")


def keep_inputs(output: str, files: Iterable[str], form: str | None = None) -> None:
    """Refuses an output file that is read as input too: it would take the place of an article, or be read as one.

    Args:
        output: The file to be written.
        files: The files and folders to be read.
        form: How they are read; None goes by suffix.

    Raises:
        InputError: The output is one of the files, or there already in one of the folders as what is read of it.
    """
    from credscore.errors import InputError
    from credscore.intake import reads

    if "\0" in output or not os.path.isfile(output):
        return
    for name in files:
        if name != "-" and reads(name, output, form):
            raise InputError("is read as input; write the output elsewhere", file=output)


_READ = ("policy", "ledger", "model", "register")  # the options that name files which are read


def keep_settings(output: str, options: argparse.Namespace) -> None:
    """Refuses an output file that an option of scoring reads: a ledger is kept by hand and cannot be made again.

    Args:
        output: The file to be written.
        options: Those of the command.

    Raises:
        InputError: The output is the file that one of them names.
    """
    from credscore.errors import InputError
    from credscore.intake import reads

    if "\0" in output or not os.path.isfile(output):
        return
    for option in _READ:
        given = getattr(options, option, None)
        for name in given if isinstance(given, list) else [given]:
            if name is not None and reads(name, output):
                raise InputError(f"is read as --{option}; write the output elsewhere", file=output)
