"""The reference of the shipped policies, as a page of the documentation.

python -m credscore.policy.reference > docs/policies.md
"""

from __future__ import annotations

from collections.abc import Iterator

from credscore.policy.entry import Entry
from credscore.policy.policy import Policy

__all__ = ["reference"]

_HEAD = """\
# The shipped policies

Every number of the score is an entry of a policy file under `src/credscore/policy/`, with its reason, what that leans
on, and whether the number itself is *published* or a *judgement*. Choose one with `--policy NAME` or
`Scorer(policy=NAME)`; a path loads a file of your own. `credscore policy show NAME` prints one, `credscore policy diff
A B` compares two.

| policy | what it is | version |
|---|---|---|
"""

_OWN = """
## A policy of your own

A file that begins with `extends = "default"` (or another shipped name) needs to hold only what differs. An entry is
given whole, so that a new number has a reason of its own:

```toml title="mine.toml"
extends = "default"
id = "mine"
version = "1"

[hop.wire]
value = 0.97
why = "Agencies whose copy we have compared with the originals for a year."
reference = "our own comparison"
basis = "judgement"
```

```console
$ credscore policy check mine.toml
mine.toml: keeps the laws, …
```

It is checked when it is loaded: its shape, the laws of the score on every kind, role and note on anonymity, and the
laws again on a grid of statements that are scored before and after a change. What breaks a law is refused with the
file, the entry and the law. Every output carries the policy's id, version and the
start of a SHA-256 over its whole content (after what it extends), such as `{label}`, so that a score can be made again.

## Units

- *evidence* (`source`, `override`, `anonymity`, `record`, `party.interested`, `party.unknown`, `withdrawal`,
  `attribution.confirmed`): observations, as in the Beta density;
- *factors* (`role`, `hop`, `access`, `form`, `hedge`, `stance`, `party.interest`): in [0, 1], multiply belief or
  evidence, so that what is lost goes to uncertainty;
- *shares* (`response`): in [0, 1], of the evidence of the party that answers;
- *bounds* (`letter`, `digit`, `confidence`, `likelihood`): probabilities and uncertainties; `letter.record` counts
  statements.

[The score](score.md) says what is done with them, [the laws](laws.md) what must hold for any numbers.

## Entries

This page is written by `python -m credscore.policy.reference` from the policy files. A dash means: as in the default.
"""


def reference() -> str:
    """The page, in Markdown."""
    default, *others = (Policy.load(name) for name in ("default", *(n for n in Policy.names() if n != "default")))
    lines = [_HEAD.rstrip("\n")]
    lines += [f"| `{one.id}` | {one.title}. {one.summary} | {one.version} |" for one in (default, *others)]
    lines += [_OWN.format(label=default.label).rstrip("\n")]
    section = ""
    for rule, entry in default.rules.items():
        here = rule.partition(".")[0]
        if here != section:
            section = here
            lines += ["", f"### {section}", ""]
            lines += [
                f"| entry | default | {' | '.join(one.id for one in others)} |",
                "|---|" + "---|" * (1 + len(others)),
            ]
            lines += _rows(section, default, others)
            lines.append("")
        lines += _reasons(rule, entry, others)
    return "\n".join(lines) + "\n"


def _rows(section: str, default: Policy, others: list[Policy]) -> Iterator[str]:
    for rule, entry in default.rules.items():
        if rule.partition(".")[0] == section:
            cells = [_shown(entry)]
            cells += ["–" if one.rules[rule].value == entry.value else _shown(one.rules[rule]) for one in others]
            yield f"| `{rule}` | {' | '.join(cells)} |"


def _reasons(rule: str, entry: Entry, others: list[Policy]) -> Iterator[str]:
    yield f"- `{rule}`, {entry.basis}. {entry.why} *{entry.reference}*"
    for one in others:
        if one.rules[rule] != entry:
            yield f"    - In `{one.id}`, {one.rules[rule].basis}. {one.rules[rule].why} *{one.rules[rule].reference}*"


def _shown(entry: Entry) -> str:
    word = getattr(entry, "word", None)
    claim = "" if getattr(entry, "claim", True) else ", no claim"
    return f"{entry.value:g}{claim}" + (f" {word}" if word else "")


if __name__ == "__main__":
    print(reference(), end="")
