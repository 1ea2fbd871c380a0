"""A learnt linear model of statements as a scoring policy: weights that can be read, argued with and edited.

How the numbers are found: `credscore.learn.translation`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from credscore.errors import InputError
from credscore.learn.labelled import Case
from credscore.learn.model import SourcingModel
from credscore.learn.scorers import Linear
from credscore.learn.translation import Translation
from credscore.policy import Policy
from credscore.scoring import score

__all__ = ["NO_POLICY", "learnt_policy", "policy_text"]

NO_POLICY = "only a linear model of statements and their sourcing becomes a policy"
"""What is said of any other model."""


def policy_text(model: SourcingModel, cases: Sequence[Case]) -> str:
    """The policy as TOML, with a head that says what it comes from and how closely it follows the model.

    Args:
        model: A linear model of statements.
        cases: The training cases.

    Raises:
        InputError: The model is none whose weights become a policy.
    """
    policy = learnt_policy(model, cases)
    used = [case for case in cases if case.label in model.labels and case.statement is not None]
    said = model.probabilities(used)[:, 1]
    pairs = [
        (value, p)
        for case, p in zip(used, said.tolist(), strict=True)
        if case.statement is not None and (value := score(case.statement, policy, record=case.record).score) is not None
    ]
    gap = sum(abs(value - p) for value, p in pairs) / len(pairs) if pairs else 0.0
    head = [
        f"# A scoring policy learnt from {len(used)} labelled statements (data {model.label}).",
        "# Entries with basis 'learnt' were fitted; the others are those of the default policy.",
        f"# Mean distance of its score from the model's probability on the {len(pairs)} scored ones: {gap:.3f}.",
        "",
    ]
    return "\n".join(head) + _toml(policy.model_dump(mode="json"))


def learnt_policy(model: SourcingModel, cases: Sequence[Case]) -> Policy:
    """The policy, checked against the laws.

    Args:
        model: A linear model of statements that looks at the sourcing.
        cases: The training cases, for how often each kind occurs.

    Raises:
        InputError: The model is of another sort.
        PolicyError: A law is broken: cannot happen with signed weights, and is checked all the same.
    """
    if model.task != "statement" or not isinstance(model.scorer, Linear) or not model.space.sourcing:
        raise InputError(NO_POLICY)
    return Translation(model, cases).policy()


def _toml(data: Mapping[str, Any], path: str = "") -> str:
    """Tables of entries as TOML: words as JSON writes them, which TOML reads the same."""
    lines = [f"{key} = {_value(value)}" for key, value in data.items() if not isinstance(value, Mapping)]
    text = "\n".join(lines) + "\n" if lines else ""
    for key, value in data.items():
        if isinstance(value, Mapping):
            below = f"{path}.{key}" if path else key
            body = _toml(value, below)
            is_entry = any(not isinstance(one, Mapping) for one in value.values())
            text += f"\n[{below}]\n{body}" if is_entry else body
    return text


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    return json.dumps(str(value), ensure_ascii=False)
