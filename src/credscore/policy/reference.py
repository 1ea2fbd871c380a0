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

A policy is the set of numbers by which statements are scored. Three ship with the package, as TOML files under
`src/credscore/policy/`. Every number is an entry with its reason, with what that reason leans on, and with its basis:
whether the number itself is *published* or a *judgement*.

Choose a policy with `--policy NAME` or `Scorer(policy=NAME)`; a path loads a file of your own. `credscore policy show
NAME` prints one, `credscore policy diff A B` compares two.

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

A policy is checked when it is loaded: first its shape, then [the laws](laws.md) on every kind, role and note on
anonymity, then the laws again on a grid of statements that are scored before and after a change. A policy that breaks a
law is refused, and the message names the file, the entry and the law.

Every output carries a label such as `{label}`: the policy's id, its version, and the start of a SHA-256 over its whole
content (after what it extends). So a score can be made again.

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

Each section has a table of its numbers, and below it the reasons. A dash means: as in the default. The id of an entry,
such as `source.document`, is what the lines of an explanation show. This page is written from the policy files by
`python -m credscore.policy.reference`.
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
