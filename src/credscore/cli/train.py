"""``credscore train``: labelled cases in, a model file out."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterable
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


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
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
    train.add_argument("--kind", choices=("linear", "boosted"), default="linear", help="default: linear")
    train.add_argument("--calibration", choices=("platt", "isotonic"), default="platt", help="default: platt")
    train.add_argument(
        "--strength",
        type=values.number(0, 1_000_000, above=True),
        default=1.0,
        metavar="C",
        help="inverse penalty; default: 1",
    )
    train.add_argument("--text", action="store_true", help="look at words too")
    train.add_argument("--no-sourcing", action="store_true", help="do not look at the sourcing")
    train.add_argument(
        "--parts",
        metavar="NAMES",
        default="text,metadata,history",
        help="what a model of speakers looks at; default: text,metadata,history",
    )
    train.add_argument(
        "--history",
        choices=("honest", "published"),
        default="honest",
        help="of speakers: from other cases only, or the published counts too, which hold the case itself",
    )
    train.add_argument(
        "--rows", type=values.whole(1), metavar="N", help="only so many cases, drawn by the seed: a learning curve"
    )
    train.add_argument("--extractor", help="what finds the statements of articles; default: trained")
    train.add_argument("--folds", type=values.whole(2, 100), default=5, help="default: 5")
    train.add_argument("--seed", type=values.whole(0, 2**32 - 1), default=0, help="default: 0")
    train.add_argument(
        "--policy", metavar="FILE", help="write the weights as a scoring policy too (linear, statements)"
    )
    train.add_argument("--quiet", action="store_true", help="no progress")
    train.set_defaults(run=_train)


def _train(options: argparse.Namespace) -> int:
    _needs_scikit_learn()
    from credscore.learn.labelled import digest_of
    from credscore.learn.modelfile import save_model

    keep_inputs(options.output, [options.file])
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
        model = _speakers(options, name, cases, digest, say)
    else:
        model = _sourcing(options, name, cases, digest, say)
    save_model(model, options.output)
    _summary(model.about, options.output)
    if bad:
        complain(f"{len(cases)} cases used, {bad} could not be read")
    return BAD_INPUT if bad else OK


def _sourcing(
    options: argparse.Namespace, name: str, cases: list[Case], digest: str, say: Callable[[str], None]
) -> SourcingModel:
    from credscore.extract import EXTRACTORS
    from credscore.learn.training import Settings, choose_labels, train_sourcing

    extractor = options.extractor or "trained"
    if extractor not in EXTRACTORS:
        raise InputError(f"there is no extractor {extractor!r}", field="--extractor")
    settings = Settings(
        options.kind,
        options.calibration,
        options.strength,
        not options.no_sourcing,
        options.text,
        extractor,
        options.folds,
        options.seed,
    )
    labels = choose_labels(cases, _names(options.labels))
    model = train_sourcing(name, cases, labels, settings, digest, say=say)
    if options.policy:
        from credscore.learn.as_policy import policy_text

        text = policy_text(model, cases)
        Path(options.policy).write_text(text, encoding="utf-8")
    passed = sum(case.label not in labels for case in cases)
    if passed:
        complain(f"{passed} cases have other labels than {labels[0]} and {labels[1]} and were passed over")
    return model


def _speakers(
    options: argparse.Namespace, name: str, cases: list[Case], digest: str, say: Callable[[str], None]
) -> SpeakerModel:
    from credscore.learn.speaker_training import train_speaker

    if options.policy:
        raise InputError("only a linear model of statements becomes a policy", field="--policy")
    return train_speaker(
        name,
        cases,
        digest,
        labels=_names(options.labels),
        positive=_names(options.positive),
        parts=_names(options.parts) or (),
        history=options.history,
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
