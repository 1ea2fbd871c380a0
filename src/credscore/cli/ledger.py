"""``credscore ledger``: write down and look up what sources' earlier statements turned out to be."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from credscore.cli import values
from credscore.cli.shared import BAD_INPUT, OK, complain, escaped

if TYPE_CHECKING:
    from credscore.ledger import Account, Ledger

__all__ = ["add"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
    ledger = commands.add_parser(
        "ledger",
        help="keep the records of sources and outlets",
        description="Keeps a file of what earlier statements of sources and outlets turned out to be. "
        "Scoring uses it with --ledger FILE.",
    )
    actions = ledger.add_subparsers(dest="action", required=True, metavar="ACTION")

    one = _action(actions, "add", "write that a statement of a source was found right or wrong", _add)
    one.add_argument("source", metavar="NAME", help="the source's or outlet's name")
    one.add_argument("outcome", choices=("confirmed", "refuted"))
    one.add_argument(
        "--when", type=values.day, metavar="DATE", help="when it was said or found out, as 2024-03-01; default: now"
    )
    one.add_argument("--url", help="where that can be read")
    one.add_argument("--note", default="", help="what somebody may want to know later")

    show = _action(actions, "show", "show all that is known of one source", _show)
    show.add_argument("source", metavar="NAME")
    show.add_argument(
        "--half-life",
        type=values.number(0, above=True),
        metavar="DAYS",
        help="days after which an observation weighs half",
    )
    show.add_argument("--json", action="store_true", help="as JSON")

    every = _action(actions, "list", "list all sources with their records, or all changes", _list)
    every.add_argument("--changes", action="store_true", help="the changes instead, with the numbers that undo takes")
    every.add_argument(
        "--half-life",
        type=values.number(0, above=True),
        metavar="DAYS",
        help="days after which an observation weighs half",
    )
    every.add_argument("--json", action="store_true", help="as JSON lines")

    take = _action(actions, "import", "take outlet ratings from a CSV file as prior evidence", _import)
    take.add_argument("csv", metavar="CSV", help="UTF-8, a line of headings, names and ratings from 0 to 1")
    take.add_argument(
        "--weight",
        type=values.number(0, 1_000_000, above=True),
        required=True,
        help="how many observations one rating is worth",
    )
    take.add_argument("--list", required=True, metavar="NAME", help="the list's name; importing it again replaces it")
    take.add_argument("--name-column", metavar="HEADING", help="default: the first column")
    take.add_argument("--rating-column", metavar="HEADING", help="default: the second column")

    merge = _action(actions, "merge", "say that two names are one party", _merge)
    merge.add_argument("source", metavar="NAME")
    merge.add_argument("into", metavar="INTO")

    undo = _action(actions, "undo", "take a change back", _undo)
    undo.add_argument("number", type=int, metavar="N", help="its number, as 'list --changes' shows it")


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, does: str, run: object
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=does, description=does[0].upper() + does[1:] + ".")
    parser.add_argument("file", metavar="LEDGER", help="the ledger's file")
    parser.set_defaults(run=run)
    return parser


def _opened(options: argparse.Namespace, *, create: bool = False, read_only: bool = False) -> Ledger:
    from credscore.ledger import Ledger

    half_life = getattr(options, "half_life", None)
    return Ledger(options.file, half_life=half_life, create=create, read_only=read_only)


def _add(options: argparse.Namespace) -> int:
    from credscore.ledger.entries import moment

    with _opened(options, create=True) as ledger:
        number = ledger.record(options.source, options.outcome, options.when, options.url, options.note)
        _say(f"{number}  {options.source}: {options.outcome}")
    if options.when is not None and moment(options.when) > moment(None):
        complain(f"{options.when} is yet to come: until then this does not count")
    return OK


def _show(options: argparse.Namespace) -> int:
    with _opened(options, read_only=True) as ledger:
        account = ledger.account(options.source)
    if options.json:
        print(escaped(json.dumps(_as_dict(account), ensure_ascii=False)))
        return OK
    if not account.observations and not account.ratings:
        complain(f"{options.file}: nothing is known of {options.source!r}")
        return BAD_INPUT
    right, wrong = account.record
    _say(f"{account.names[0] if account.names else account.key}: {right:.4g} confirmed, {wrong:.4g} refuted")
    if len(account.names) > 1:
        _say("  also " + ", ".join(account.names[1:]))
    for rating in account.ratings:
        _say(f"  {rating.operation:>6}  rated {rating.value:.4g} by {rating.by}, worth {rating.weight:g}")
    for one in account.observations:
        _say(f"  {one.operation:>6}  {one.when:%Y-%m-%d}  {one.outcome:<9}  {one.url or ''}".rstrip())
    return OK


def _list(options: argparse.Namespace) -> int:
    with _opened(options, read_only=True) as ledger:
        if options.changes:
            for change in ledger.operations():
                if options.json:
                    print(escaped(json.dumps(change._asdict(), ensure_ascii=False)))
                else:
                    undone = "  (undone)" if change.undone else ""
                    _say(f"{change.number:>6}  {change.made}  {change.what:<7}  {change.note}".rstrip() + undone)
            return OK
        with ledger.lookup() as found:
            for name in ledger.names():
                right, wrong = found.of(name)
                if options.json:
                    line = {"name": name, "confirmed": right, "refuted": wrong}
                    print(escaped(json.dumps(line, ensure_ascii=False)))
                else:
                    _say(f"{right:>10.4g} confirmed  {wrong:>10.4g} refuted  {name}")
    return OK


def _import(options: argparse.Namespace) -> int:
    from credscore.ledger import import_ratings

    with _opened(options, create=True) as ledger:
        done = import_ratings(
            ledger,
            options.csv,
            weight=options.weight,
            by=options.list,
            name_column=options.name_column,
            rating_column=options.rating_column,
        )
    for error in done.bad:
        complain(str(error))
    number = "" if done.operation is None else f"{done.operation}  "
    _say(f"{number}{done.read} ratings read, {done.changed} new or changed, {len(done.bad)} bad")
    return BAD_INPUT if done.bad else OK


def _merge(options: argparse.Namespace) -> int:
    with _opened(options) as ledger:
        _say(f"{ledger.merge(options.source, options.into)}  {options.source} is {options.into}")
    return OK


def _undo(options: argparse.Namespace) -> int:
    with _opened(options) as ledger:
        done = ledger.undo(options.number)
    _say(f"{done.number}  undone: {done.what} {done.note}".rstrip())
    return OK


def _say(line: str) -> None:
    """A line on standard output; names in a ledger may hold anything."""
    from credscore.report.terminal import clean

    print(clean(line))


def _as_dict(account: Account) -> dict[str, object]:
    return {
        "key": account.key,
        "names": list(account.names),
        "confirmed": account.record.confirmed,
        "refuted": account.record.refuted,
        "observations": [{**one._asdict(), "when": one.when.isoformat()} for one in account.observations],
        "ratings": [one._asdict() for one in account.ratings],
    }
