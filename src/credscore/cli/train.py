"""``credscore train``: labelled cases in, a model file out."""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from credscore.cli import values
from credscore.cli.shared import BAD_INPUT, OK, complain, keep_inputs
from credscore.errors import InputError
from credscore.report.terminal import clean

if TYPE_CHECKING:
    from credscore.learn.labelled import Bad, Case, Task
    from credscore.learn.model import SourcingModel
    from credscore.learn.speaker import SpeakerModel

__all__ = ["add", "good_cases", "progress"]

# What goes with a model of speakers alone, and with one of sourcing alone, by the names and defaults of the options.
_SPEAKERS = {"positive": None, "parts": "text,metadata,history", "history": "honest", "net": False}
_SOURCING = {
    "kind": "linear",
    "calibration": "platt",
    "strength": 1.0,
    "text": False,
    "no_sourcing": False,
    "policy": None,
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
    from credscore.extract import EXTRACTORS

    train = commands.add_parser(
        "train",
        help="train a model on labelled cases",
        description="Trains a model on labelled statements, articles or speakers' statements, a JSON line a case, and "
        "writes it as JSON. Needs the learn extra. Its figures are out of fold.",
    )
    train.add_argument("file", metavar="LABELLED", help=".jsonl or .jsonl.gz")
    train.add_argument("-o", "--output", metavar="FILE", required=True, help="the model file, .json")
    train.add_argument("--task", choices=("statement", "article", "speaker"), help="default: by the first case")
    train.add_argument("--labels", metavar="NAMES", help="labels by name with commas, the least credible first")
    train.add_argument("--positive", metavar="NAMES", help="of more than two labels, those that count as true")
    train.add_argument("--kind", choices=("linear", "boosted"), help="default: linear")
    train.add_argument("--calibration", choices=("platt", "isotonic"), help="default: platt")
    train.add_argument(
        "--strength",
        type=values.number(0, 1_000_000, above=True),
        metavar="C",
        help="inverse penalty; default: 1",
    )
    train.add_argument("--text", action="store_true", help="look at words too")
    train.add_argument("--no-sourcing", action="store_true", help="do not look at the sourcing")
    train.add_argument(
        "--parts",
        metavar="NAMES",
        help="what a model of speakers looks at; default: text,metadata,history",
    )
    train.add_argument(
        "--history",
        choices=("honest", "published"),
        help="of speakers: from other cases only, or the published counts too, which hold the case itself",
    )
    train.add_argument(
        "--net",
        action="store_true",
        help="of speakers: read words and fields by a small transformer too; needs the train extra, and takes long",
    )
    train.add_argument(
        "--rows", type=values.whole(1), metavar="N", help="only so many cases, drawn by the seed: a learning curve"
    )
    train.add_argument(
        "--extractor", choices=sorted(EXTRACTORS), help="what finds the statements of articles; default: trained"
    )
    train.add_argument("--folds", type=values.whole(2, 100), default=5, help="default: 5")
    train.add_argument("--seed", type=values.whole(0, 2**32 - 1), default=0, help="default: 0")
    train.add_argument(
        "--policy", metavar="FILE", help="write the weights as a scoring policy too (linear, statements)"
    )
    train.add_argument("--quiet", action="store_true", help="no progress")
    train.set_defaults(run=_train, usage=train.error, **_SPEAKERS, **_SOURCING)


def _train(options: argparse.Namespace) -> int:
    _needs_scikit_learn()
    from credscore.learn.labelled import digest_of
    from credscore.learn.modelfile import save_model

    keep_inputs(options.output, [options.file])
    if options.policy is not None:
        keep_inputs(options.policy, [options.file])
        if os.path.realpath(options.policy) == os.path.realpath(options.output):
            options.usage("--policy and --output are two files")
    names = _names(options.labels)
    say = progress(options.quiet)
    cases, bad = good_cases(options.file, options.task, names)
    if not cases:
        raise InputError("holds no case that can be used", file=options.file)
    if options.rows is not None:
        if options.rows > len(cases):
            raise InputError(f"there are no more than {len(cases)} cases", field="--rows")
        order = random.Random(options.seed).sample(range(len(cases)), options.rows)
        cases = [cases[number] for number in sorted(order)]
    name = Path(options.output).stem
    digest = digest_of(options.file)
    model: SourcingModel | SpeakerModel
    if cases[0].task == "speaker":
        _refuse(options, _SOURCING, "speaker")
        model = _speakers(options, name, cases, digest, say)
    else:
        _refuse(options, _SPEAKERS, cases[0].task)
        model = _sourcing(options, name, cases, digest, say)
    save_model(model, options.output)
    if options.policy is not None:
        _write_policy(options.policy, model, cases)
    _summary(model.about, options.output)
    if bad:
        complain(f"{len(cases)} cases used, {bad} could not be read")
    return BAD_INPUT if bad else OK


def _refuse(options: argparse.Namespace, others: Mapping[str, object], task: Task) -> None:
    """Refuses options that would make no difference to a model of that task."""
    for name, default in others.items():
        if getattr(options, name) != default:
            option = f"--{name.replace('_', '-')}"
            raise InputError(f"does not go with the task {task!r}, which is that of the cases", field=option)


def _write_policy(file: str, model: SourcingModel | SpeakerModel, cases: list[Case]) -> None:
    from credscore.bulk.output import Whole
    from credscore.learn.as_policy import policy_text
    from credscore.learn.model import SourcingModel

    assert isinstance(model, SourcingModel)  # `_refuse`
    with Whole(file) as output:
        output.write(policy_text(model, cases))


def _sourcing(
    options: argparse.Namespace, name: str, cases: list[Case], digest: str, say: Callable[[str], None]
) -> SourcingModel:
    from credscore.learn.as_policy import NO_POLICY
    from credscore.learn.training import Settings, choose_labels, train_sourcing

    if options.policy is not None and (
        cases[0].task != "statement" or options.kind != "linear" or options.no_sourcing
    ):  # said before the training, not after it
        raise InputError(NO_POLICY, field="--policy")
    settings = Settings(
        options.kind,
        options.calibration,
        options.strength,
        not options.no_sourcing,
        options.text,
        options.extractor or "trained",
        options.folds,
        options.seed,
    )
    labels = choose_labels(cases, _names(options.labels))
    model = train_sourcing(name, cases, labels, settings, digest, say=say)
    passed = sum(case.label not in labels for case in cases)
    if passed:
        complain(f"{passed} cases have other labels than {labels[0]} and {labels[1]} and were passed over")
    return model


def _speakers(
    options: argparse.Namespace, name: str, cases: list[Case], digest: str, say: Callable[[str], None]
) -> SpeakerModel:
    from credscore.learn.speaker_training import train_speaker

    return train_speaker(
        name,
        cases,
        digest,
        labels=_names(options.labels),
        positive=_names(options.positive),
        parts=_names(options.parts) or (),
        history=options.history,
        net=options.net,
        folds=options.folds,
        seed=options.seed,
        say=say,
    )


def _needs_scikit_learn() -> None:
    from importlib.util import find_spec

    if find_spec("sklearn") is None:
        raise InputError("training needs scikit-learn: pip install 'credscore[learn]'")


def _names(given: str | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    return tuple(name.strip() for name in given.split(",") if name.strip())


def good_cases(file: str, task: Task | None, labels: tuple[str, ...] | None) -> tuple[list[Case], int]:
    """The cases that can be used, and how many lines could not; these are named on standard error."""
    from credscore.learn.labelled import Bad, read_cases, with_labels

    good: list[Case] = []
    bad = 0
    items: Iterable[Case | Bad] = with_labels(read_cases(file, task), labels)
    for item in items:
        if isinstance(item, Bad):
            bad += 1
            complain(str(item.error))
        else:
            good.append(item)
    return good, bad


def progress(quiet: bool) -> Callable[[str], None]:
    """Says what is being done: on a terminal in one line that is written over, elsewhere line by line."""
    if quiet:
        return lambda _: None
    terminal = sys.stderr.isatty()

    def say(what: str) -> None:
        if terminal:
            print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)
        else:
            print(what, file=sys.stderr, flush=True)

    return say


def _summary(about: dict[str, object], output: str) -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    metrics = about["metrics"]
    figures = metrics.get("out_of_fold", {}) if isinstance(metrics, dict) else {}
    print(clean(f"{output}: out of fold"))
    for name, one in figures.items():
        low_high = one["interval"]
        if one["value"] is not None and low_high is not None:
            print(f"  {name:<16} {one['value']:.3f}  [{low_high[0]:.3f}, {low_high[1]:.3f}]")
