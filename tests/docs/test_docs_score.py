"""What the pages on the score say in numbers and names is so."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from credscore.policy import Policy
from credscore.policy.reference import reference
from credscore.scoring import score
from credscore.statement import Hop, Response, Source, Statement

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def test_the_worked_example_by_hand_is_what_the_code_computes() -> None:
    rows = re.findall(
        r"^\| `([a-z_.]+)` \|[^|]*\| ?([\d.]*) \| (-?[\d.]+) \|$", (DOCS / "score.md").read_text("utf-8"), re.MULTILINE
    )
    official = Source(text="an official", kind="anonymous_official")
    found = score(
        Statement(
            source=official,
            chain=[Hop(name="The Lantern"), Hop(name="an official", kind="anonymous_official")],
            hedged=True,
            responses=[Response(by="the builder", status="denied", kind="organization")],
        )
    )
    assert [rule for rule, _, _ in rows] == [line.rule for line in found.explain()]
    for (_, _, points), line in zip(rows, found.explain(), strict=True):
        assert float(points) == pytest.approx(line.points, abs=6e-7)
    total = re.search(
        r"^\| sum \|.* = ([\d.]+) \| \| ([\d.]+) \|$", (DOCS / "score.md").read_text("utf-8"), re.MULTILINE
    )
    assert total is not None
    assert float(total[1]) == pytest.approx(found.claim.evidence()[0], abs=6e-7)
    assert float(total[2]) == pytest.approx(found.score, abs=6e-7)
    # The beliefs, from the policy's own numbers.
    tables = Policy.default().tables
    belief = 2.5 / 4.5
    wanted = [belief]
    for factor in (tables.hop["default"], 0.95, tables.hedged):
        belief *= factor
        wanted.append(belief)
    assert [float(shown) for _, shown, _ in rows if shown] == pytest.approx(wanted, abs=6e-7)
    assert math.fsum(float(points) for _, _, points in rows) == pytest.approx(float(total[2]), abs=3e-6)


def test_the_reference_of_the_policies_is_up_to_date() -> None:
    assert (DOCS / "policies.md").read_text("utf-8") == reference(), (
        "python -m credscore.policy.reference > docs/policies.md"
    )


def test_the_reference_holds_every_entry_of_every_policy() -> None:
    page = reference()
    for name in Policy.names():
        for rule, entry in Policy.load(name).rules.items():
            assert f"`{rule}`" in page
            assert entry.why in page
            assert entry.reference in page


def test_every_law_names_a_test_that_is_there() -> None:
    named = re.findall(r"`(tests/[a-z_/]+\.py)::([a-z0-9_]+)`", (DOCS / "laws.md").read_text("utf-8"))
    assert len(named) > 50
    for file, test in named:
        assert re.search(rf"^def {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), f"{file}::{test}"


def test_every_test_of_a_law_stands_in_the_table() -> None:
    page = (DOCS / "laws.md").read_text("utf-8")
    missing = [
        test
        for file in sorted((ROOT / "tests" / "laws").glob("test_*.py"))
        for test in re.findall(r"^def (test_\w+)\(", file.read_text("utf-8"), re.MULTILINE)
        if test not in page
    ]
    assert missing == []
