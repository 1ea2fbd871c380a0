"""``credscore predict``: what a model says of cases, labelled or not."""

from __future__ import annotations

import argparse
import json
import sys

from credscore.cli import values
from credscore.cli.shared import BAD_INPUT, OK, complain, escaped, keep_inputs, keep_settings
from credscore.cli.train import progress
from credscore.errors import InputError

__all__ = ["add"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
    predict = commands.add_parser(
        "predict",
        help="say what a model says of new cases",
        description="Reads cases as `credscore train` does, with or without labels, a JSON line a case, and writes a "
        "JSON line of probabilities for each. Lines that cannot be read are named on standard error. Needs no "
        "scikit-learn. A learnt probability is no fact check.",
    )
    predict.add_argument("file", metavar="CASES", help=".jsonl or .jsonl.gz")
    predict.add_argument(
        "--model", type=values.model, metavar="NAME|FILE", required=True, help="a model that ships, or a file"
    )
    predict.add_argument("-o", "--output", metavar="FILE", help="write there, all or nothing; default: standard output")
    predict.add_argument("--quiet", action="store_true", help="no progress")
    predict.set_defaults(run=_predict)


def _predict(options: argparse.Namespace) -> int:
    from credscore.bulk.output import Standard, Whole
    from credscore.learn.labelled import Bad, read_cases
    from credscore.learn.modelfile import load_model
    from credscore.learn.predicting import AT_ONCE, predict

    to_file = options.output not in (None, "-")
    if to_file:
        keep_inputs(options.output, [options.file])
        keep_settings(options.output, options)
    model = load_model(options.model)
    say = progress(options.quiet or not to_file)
    good = bad = 0
    with Whole(options.output) if to_file else Standard() as output:
        for found in predict(model, read_cases(options.file, model.task, unlabelled=True)):
            if isinstance(found, Bad):
                bad += 1
                complain(str(found.error))
                continue
            good += 1
            output.write(escaped(json.dumps(found.to_dict(), ensure_ascii=False, allow_nan=False)) + "\n")
            if good % AT_ONCE == 0:
                say(f"{good} cases")
    if to_file and not options.quiet and sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    if not good and not bad:
        raise InputError("holds no case", file=options.file)
    if bad:
        complain(f"{good} cases written, {bad} could not be read")
    return BAD_INPUT if bad else OK
