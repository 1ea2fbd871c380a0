"""``credscore lint``: findings of sourcing in articles, for people, editors' tools and continuous integration."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from credscore.cli.shared import BAD_INPUT, FOUND, OK, USAGE, add_scoring, complain, escaped, make_scorer, stdin_once
from credscore.errors import CredscoreError, InputError

if TYPE_CHECKING:
    from credscore.intake import Placed
    from credscore.lint.config import Config, Suppressions
    from credscore.lint.output import Located
    from credscore.statement import Article

__all__ = ["add"]

_LEVELS = ("info", "warning", "error")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
    lint = commands.add_parser(
        "lint",
        help="check how articles are sourced against newsroom standards",
        description="Checks the sourcing of articles by rules that agencies and codes of ethics agree on. "
        "Exit status: 1 if there is a finding of the fail level or above or some input was bad, 2 for wrong usage.",
    )
    lint.add_argument(
        "files",
        nargs="*",
        metavar="ARTICLE",
        help="a file (.txt .md .html .json .jsonl .csv, or gzip of one), a folder, or - for standard input",
    )
    lint.add_argument("--format", choices=("text", "json", "sarif", "github"), default="text", help="default: text")
    lint.add_argument("--select", metavar="CODES", help="check only these, parted by commas: CS101, CS1, reportedly")
    lint.add_argument("--ignore", metavar="CODES", help="do not check these")
    lint.add_argument("--fail-level", choices=_LEVELS, help="severity that makes the exit status 1; default: warning")
    lint.add_argument("--config", metavar="FILE", help="settings; default: the nearest pyproject.toml that has some")
    lint.add_argument("--explain", metavar="CODE", help="print the page of a rule, and stop")
    lint.add_argument("--list", action="store_true", help="print the rules, and stop")
    add_scoring(lint)
    lint.set_defaults(run=_lint, usage=lint.error)


def _lint(options: argparse.Namespace) -> int:
    from credscore.lint.pages import page
    from credscore.lint.rule import rules

    if options.list:
        for rule in rules().values():
            print(f"{rule.code}  {rule.severity.value:<8} {rule.id:<24} {rule.standard}")
        return OK
    if options.explain is not None:
        for code in _codes(options, "explain") or ():
            print(page(rules()[code]), end="")
        return OK
    if not options.files:
        options.usage("no article was named")
    stdin_once(options.files, options.usage)
    return _lint_files(options)


def _lint_files(options: argparse.Namespace) -> int:
    from credscore.intake import Bad, read_placed

    select, ignore = _codes(options, "select"), _codes(options, "ignore")
    config = _config(options, select, ignore)
    scorer = make_scorer(options)
    found: list[Located] = []
    errors: list[CredscoreError] = []
    suppressed: dict[str, Suppressions] = {}
    good = 0
    for name in options.files:
        for placed in read_placed(name, options.input, options.outlet):
            if isinstance(placed.item, Bad):
                errors.append(placed.item.error)
                continue
            known = _suppressions(suppressed, placed, placed.item, errors)
            good += 1
            codes = config.codes_for(placed.file)
            findings = scorer.assess(placed.item).lint(codes, config.severity)
            found += [_located(placed, one) for one in known.kept(findings, placed.item.id, codes)]
    found += _unused(suppressed, config)
    for fault in errors:
        complain(str(fault))
    _show(found, errors, options.format, good)
    failing = any(one.finding.severity.rank >= config.fail_level.rank for one in found)
    return BAD_INPUT if errors else FOUND if failing else OK


def _codes(options: argparse.Namespace, name: str) -> tuple[str, ...] | None:
    """The codes that an option names; a wrong one is wrong usage."""
    from credscore.lint.config import expand

    value = getattr(options, name)
    if value is None:
        return None
    codes = [one.strip() for one in value.split(",") if one.strip()]
    if not codes and name != "ignore":  # as of a variable that is not set: nothing would be checked, and all be well
        options.usage(f"argument --{name}: names no code")
    try:
        return expand(codes)
    except InputError as error:
        options.usage(f"argument --{name}: {error}")
        raise SystemExit(USAGE) from None


def _config(options: argparse.Namespace, select: tuple[str, ...] | None, ignore: tuple[str, ...] | None) -> Config:
    from credscore.lint.config import Config, find_config, load_config
    from credscore.lint.finding import Severity

    file = options.config or find_config()
    config = load_config(file) if file else Config()
    changes: dict[str, object] = {}
    if select is not None:
        changes["select"] = select
    if ignore is not None:
        changes["ignore"] = (*config.ignore, *ignore)
    if options.fail_level is not None:
        changes["fail_level"] = Severity(options.fail_level)
    return config.model_copy(update=changes)


def _suppressions(
    known: dict[str, Suppressions], placed: Placed, article: Article, errors: list[CredscoreError]
) -> Suppressions:
    """What is suppressed in the article's file: its sidecar, read once, and its own comments; wrong ones are named."""
    from credscore.lint.config import Suppressions

    if placed.file not in known:
        known[placed.file] = Suppressions()
        try:
            known[placed.file] = Suppressions.beside(placed.file)
        except InputError as error:
            errors.append(error)
    found = known[placed.file]
    if article.form == "markdown":
        try:
            found.add_comments(article.text, placed.file, article.id, None if placed.whole else placed.line)
        except InputError as error:
            errors.append(error)
    return found


def _located(placed: Placed, finding: object) -> Located:
    from credscore.intake import Bad
    from credscore.lint.finding import Finding
    from credscore.lint.output import Located

    assert isinstance(finding, Finding)
    article = "" if isinstance(placed.item, Bad) else placed.item.id
    exact = placed.whole and finding.line is not None
    return Located(placed.file, article, finding, finding.line if exact else placed.line, exact)


def _unused(suppressed: dict[str, Suppressions], config: Config) -> list[Located]:
    from credscore.lint.output import Located
    from credscore.lint.rule import UNUSED

    if UNUSED not in config.codes_for("."):
        return []
    level = config.severity.get(UNUSED)
    out = []
    for known in suppressed.values():
        for file, line, finding in known.unused():
            shown = finding if level is None else finding.model_copy(update={"severity": level})
            out.append(Located(file, "", shown, line))
    return out


def _show(found: list[Located], errors: list[CredscoreError], form: str, articles: int) -> None:
    from credscore import __version__
    from credscore.lint import output

    if form == "json":
        print(escaped(output.to_json(found)))
    elif form == "sarif":
        print(escaped(output.to_sarif(found, errors, __version__)))
    elif found:
        print(output.to_github(found) if form == "github" else output.to_text(found))
    if form == "text":
        counts = {level: sum(one.finding.severity.value == level for one in found) for level in reversed(_LEVELS)}
        shown = ", ".join(f"{count} {level}" for level, count in counts.items() if count) or "nothing found"
        print(f"{articles} article{'s' if articles != 1 else ''}: {shown}")
