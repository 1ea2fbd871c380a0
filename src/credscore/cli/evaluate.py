"""``credscore evaluate``: a model's figures on labelled cases that it was not trained on."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from credscore.cli import values
from credscore.cli.shared import BAD_INPUT, OK, complain, escaped
from credscore.cli.train import good_cases, progress
from credscore.errors import InputError
from credscore.report.terminal import clean

if TYPE_CHECKING:
    from credscore.learn.evaluating import Evaluation

__all__ = ["add"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
    evaluate = commands.add_parser(
        "evaluate",
        help="measure a model on labelled cases",
        description="Measures a model on labelled cases, a JSON line a case, with bootstrap intervals. Needs no "
        "scikit-learn.",
    )
    evaluate.add_argument("file", metavar="GOLD", help=".jsonl or .jsonl.gz")
    evaluate.add_argument(
        "--model", type=values.model, metavar="NAME|FILE", required=True, help="a model that ships, or a file"
    )
    evaluate.add_argument("--json", action="store_true", help="the figures as JSON")
    evaluate.add_argument("--plot", type=values.svg, metavar="FILE", help="write the reliability curve as SVG, .svg")
    evaluate.add_argument(
        "--resamples", type=values.whole(10, 100_000), default=1000, help="bootstrap samples; default: 1000"
    )
    evaluate.add_argument("--seed", type=values.whole(0), default=0, help="of the resampling; default: 0")
    evaluate.add_argument("--quiet", action="store_true", help="no progress")
    evaluate.set_defaults(run=_evaluate)


def _evaluate(options: argparse.Namespace) -> int:
    from credscore.learn.evaluating import evaluate
    from credscore.learn.labelled import digest_of
    from credscore.learn.modelfile import load_model

    model = load_model(options.model)
    cases, bad = good_cases(options.file, model.task, model.labels)
    if not cases:
        raise InputError("holds no case that can be used", file=options.file)
    own = digest_of(options.file) == model.about["data"]["sha256"]
    if own:
        complain("these are the data that the model was trained on: the figures say how well it remembers")
    say = progress(options.quiet)
    many = len(cases)

    def count(number: int) -> None:
        if model.task == "article" and (number % 20 == 0 or number == many):
            say(f"article {number} of {many}")

    done = evaluate(model, cases, resamples=options.resamples, seed=options.seed, progress=count)
    if sys.stderr.isatty() and not options.quiet:
        print("\r\x1b[K", end="", file=sys.stderr)
    if options.plot:
        from credscore.bulk.output import Whole
        from credscore.learn.plot import reliability_svg

        with Whole(options.plot) as drawing:
            drawing.write(reliability_svg(done.curve, f"{done.model}, {done.rows} cases"))
    if options.json:
        out = {**done.to_dict(), "file": options.file, "bad_lines": bad, "trained_on_this": own}
        print(escaped(json.dumps(out, ensure_ascii=False, indent=2, allow_nan=False)))
    else:
        print(_table(done))
    if bad:
        complain(f"{many} cases used, {bad} could not be read")
    return BAD_INPUT if bad else OK


def _table(done: Evaluation) -> str:
    lines = [f"{done.model} on {done.rows} cases" + (f" in {done.groups} groups" if done.groups else "")]
    if done.variant is not None:
        lines.append(f"history: {done.variant}")
    for label, count in done.other_labels.items():
        lines.append(f"passed over: {count} labelled {label}, which the model does not know")
    for name, one in done.figures.items():
        if one.value is None or one.interval is None:
            lines.append(f"  {name:<16} cannot be told: one label only")
        else:
            lines.append(f"  {name:<16} {one.value:.3f}  [{one.interval[0]:.3f}, {one.interval[1]:.3f}]")
    width = max(len(label) for label in done.labels)
    columns = [max(len(label), 5) for label in done.labels]
    heads = "  ".join(f"{label:>{w}}" for label, w in zip(done.labels, columns, strict=True))
    lines.append(f"  {'is / said':<{max(width, 9)}}  {heads}")
    for label, row in zip(done.labels, done.table.tolist(), strict=True):
        cells = "  ".join(f"{count:>{w}}" for count, w in zip(row, columns, strict=True))
        lines.append(f"  {label:<{max(width, 9)}}  {cells}")
    lines.append("  said   was    cases")
    lines += [f"  {said:.3f}  {was:.3f}  {cases}" for said, was, cases in done.curve]
    return "\n".join(map(clean, lines))  # labels and names are the file's
