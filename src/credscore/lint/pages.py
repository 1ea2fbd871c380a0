"""The documentation of the rules, made from their data: ``python -m credscore.lint.pages docs/lint``."""

from __future__ import annotations

import sys
from pathlib import Path

from credscore.lint.rule import Rule, rules

__all__ = ["page", "table"]


def page(rule: Rule) -> str:
    """One rule's page, in Markdown."""
    lines = [f"# {rule.code} {rule.id}", "", f"Severity: **{rule.severity.value}**. Standard: {rule.standard}.", ""]
    lines += [rule.why, ""]
    if rule.hits:
        lines += ["## Bad", "", *_quoted(rule.hits[0]), "", "## Good", "", *_quoted(rule.misses[0]), ""]
    lines += ["## What to do", "", rule.fix, "", "## Where it comes from", "", f"{rule.reference}.", ""]
    if rule.hits:
        lines += [
            "The standard is named, not quoted; the wording here is ours.",
            "",
            "## To let it stand",
            "",
            "In `ARTICLE.credscore.toml`, beside the article:",
            "",
            "```toml",
            "[[suppress]]",
            f'code = "{rule.code}"',
            'text = "words of the finding"',
            'reason = "why it may stand"',
            "```",
            "",
        ]
    return "\n".join(lines)


def _quoted(example: str) -> list[str]:
    return [f"> {line}".rstrip() for line in example.split("\n")]


def table() -> str:
    """The rules as a Markdown table with links to their pages."""
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.id} | {rule.severity.value} | {rule.standard} |"
        for rule in rules().values()
    ]
    return "\n".join(["| code | rule | severity | standard |", "|---|---|---|---|", *rows])


def _write(folder: Path) -> None:
    for rule in rules().values():
        (folder / f"{rule.code}.md").write_text(page(rule), encoding="utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
