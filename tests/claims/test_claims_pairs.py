"""The pairs: statements that say the same and near misses, with what the grouping makes of them.

The tuning half chose the threshold and shaped the rules; the other half measured, and was then looked at. Of the pairs
written later `fresh` measured the method as it then was and was looked at, `held` measures it as it is.
Figures: docs/studies/corroboration.md and benchmarks/grouping.py.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from credscore.claims import group
from credscore.statement import Statement

PAIRS = [
    json.loads(line)
    for name in ("pairs.jsonl", "pairs-fresh.jsonl")
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
]
HALVES = ("tune", "test", "fresh", "held")


def joined(pair: dict[str, Any]) -> bool:
    one, other = (
        Statement(content={"text": side["text"]}, source=side.get("source", {}), form=side.get("form", "indirect"))
        for side in (pair["a"], pair["b"])
    )
    first, second = group([one, other])
    assert first is not None
    return first == second


def test_the_pairs_are_what_they_should_be() -> None:
    assert len(PAIRS) >= 200
    assert len({pair["id"] for pair in PAIRS}) == len(PAIRS)
    for half in ("tune", "test"):
        count = Counter(pair["same"] for pair in PAIRS if pair["half"] == half)
        assert min(count.values()) >= 50
    bases = [{pair["a"]["text"] for pair in PAIRS if pair["half"] == half} for half in HALVES]
    assert len(set().union(*bases)) == sum(map(len, bases))  # no statement stands in two


@pytest.mark.parametrize("pair", [p for p in PAIRS if not p["same"] and p["half"] == "tune"], ids=lambda p: p["id"])
def test_near_misses_of_the_tuning_half_are_kept_apart(pair: dict[str, Any]) -> None:
    assert not joined(pair), pair["class"]


@pytest.mark.parametrize(
    ("half", "least_right", "most_wrong"),
    [("tune", 43, 0), ("test", 35, 4), ("fresh", 30, 0), ("held", 14, 0)],
    ids=HALVES,
)
def test_figures_do_not_fall_behind_what_was_measured(half: str, least_right: int, most_wrong: int) -> None:
    found = Counter((pair["same"], joined(pair)) for pair in PAIRS if pair["half"] == half)
    assert found[True, True] >= least_right
    assert found[False, True] <= most_wrong


def test_a_pair_is_judged_alike_in_either_order() -> None:
    for pair in PAIRS:
        assert joined(pair) == joined({**pair, "a": pair["b"], "b": pair["a"]})
