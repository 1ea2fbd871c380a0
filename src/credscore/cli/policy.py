"""``credscore policy``: what a policy holds, whether it keeps the laws, and how two of them differ."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from credscore.cli import values
from credscore.cli.shared import BAD_INPUT, OK, complain, escaped, stdin_once

if TYPE_CHECKING:
    from credscore.api import Report
    from credscore.policy import Policy

__all__ = ["add"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
    policy = commands.add_parser(
        "policy",
        help="show, check and compare scoring policies",
        description="A policy holds every number of the score, with its reason, its reference and its basis.",
    )
    actions = policy.add_subparsers(dest="action", required=True, metavar="ACTION")

    show = actions.add_parser("show", help="every number of a policy with its reason")
    show.add_argument(
        "policy",
        nargs="?",
        type=values.policy,
        metavar="NAME|FILE",
        help="a shipped policy or a file; default: default",
    )
    show.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    show.set_defaults(run=_show)

    check = actions.add_parser(
        "check",
        help="check policy files",
        description="Loads each file as scoring does: its shape, the laws that its numbers have to keep, and the "
        "same laws on a grid of statements. "
        "Exit status 1 if one fails, which is told with the entry and the law.",
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="a policy file, or the name of a shipped policy")
    check.set_defaults(run=_check)

    diff = actions.add_parser("diff", help="the entries in which two policies differ, and what that does to scores")
    diff.add_argument("before", type=values.policy, metavar="A", help="a shipped policy or a file")
    diff.add_argument("after", type=values.policy, metavar="B", help="a shipped policy or a file")
    diff.add_argument("--on", metavar="FILE", action="append", help="also the scores of these articles under both")
    diff.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    diff.set_defaults(run=_diff, usage=diff.error)


def _show(options: argparse.Namespace) -> int:
    from credscore.policy import Policy
    from credscore.report.policies import as_dict, as_text

    policy = Policy.load(options.policy)
    print(_json(as_dict(policy)) if options.format == "json" else as_text(policy))
    return OK


def _check(options: argparse.Namespace) -> int:
    from credscore.errors import PolicyError
    from credscore.policy import Policy
    from credscore.report.terminal import clean

    status = OK
    for name in options.files:
        try:
            policy = Policy.load(name)
            if name in Policy.names():  # which loading tries on no grid
                policy.check()
        except PolicyError as error:
            for one in (error, *error.also):
                complain(str(one))
            status = BAD_INPUT
        else:
            print(f"{clean(name)}: keeps the laws, {len(policy.rules)} entries, {clean(policy.label)}")
    return status


def _diff(options: argparse.Namespace) -> int:
    from credscore.policy import Policy
    from credscore.report.policies import difference, difference_text

    stdin_once(options.on or (), options.usage)
    before, after = Policy.load(options.before), Policy.load(options.after)
    status = OK
    reports: list[tuple[Report, Report]] = []
    for name in options.on or ():
        found, bad = _both(name, before, after)
        reports += found
        status = BAD_INPUT if bad else status
    if options.format == "json":
        print(_json(difference(before, after, reports)))
    else:
        print(difference_text(before, after, reports))
    return status


def _both(name: str, before: Policy, after: Policy) -> tuple[list[tuple[Report, Report]], int]:
    """The articles of a file scored under two policies, and how many could not be read."""
    from credscore.api import Scorer
    from credscore.intake import Bad, read_input

    first = Scorer(policy=before)
    second = Scorer(policy=after, extractor=first.extractor)
    found, bad = [], 0
    for item in read_input(name, None, None):
        if isinstance(item, Bad):
            bad += 1
            complain(str(item.error))
            continue
        report = first.assess(item)
        # What was found in the text is scored again, not found again.
        found.append((report, second.assess(report.article)))
    return found, bad


def _json(value: object) -> str:
    import json

    return escaped(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))
