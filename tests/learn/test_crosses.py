"""Crosses of factors: what a case is made of, where its products stand, and weights that do not see their own case."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("sklearn")

from scipy import sparse

from credscore.learn import crosses
from credscore.learn.cross_training import ridge, train_crosses
from credscore.learn.crosses import (
    PART_OF,
    Cross,
    columns_of,
    crosses_of,
    factors_of,
    frequent,
    places_of,
    shipped_crosses,
)
from credscore.learn.labelled import Case

FRAME = frozenset(("the", "of"))


def case(text: str, **context: str) -> Case:
    return Case("1", "", 1, "speaker", None, text=text, context=context, subjects=("tolls", "dams"))


def test_factors_by_hand() -> None:
    found = factors_of(case("The price of tolls, the toll of dams", party="tide", speaker="ann-1-lee"), FRAME)
    assert set(found) == set(PART_OF)
    assert found["party"] == {"tide": 1.0}
    assert found["subject"] == pytest.approx({"tolls": math.sqrt(0.5), "dams": math.sqrt(0.5)})
    assert set(found["pairs"]) >= {"price tolls", "dams price"}
    assert set(found["names"]) == {"_"}  # 'The' is of the frame
    assert "the _" in found["frame"]
    assert found["words"]["the"] == pytest.approx(found["words"]["price"] * (1.0 + math.log(2.0)))
    assert found["start"].keys() == {"the", "the price", "the price of", "dams"}
    assert "ann-1-lee" not in found["speaker"]


@given(st.text(max_size=200), st.text(max_size=30))
def test_every_factor_has_length_one_or_is_empty_and_every_product_has_a_place(text: str, job: str) -> None:
    one = case(text, job=job, party="field", speaker="x")
    factors = factors_of(one, FRAME)
    for name, vector in factors.items():
        assert math.fsum(value * value for value in vector.values()) == pytest.approx(1.0 if vector else 0.0), name
    places, values = places_of(factors, shipped_crosses())
    assert len(places) == len(values)
    assert all(0 <= place < columns_of(shipped_crosses()) for place in places)


def test_a_product_stands_in_its_own_table() -> None:
    factors = factors_of(case("words", party="tide"), FRAME)
    pair = (Cross(("party",), 0.1, 3), Cross(("party", "subject"), 0.1, 4))
    places, values = places_of(factors, pair)
    assert columns_of(pair) == 8 + 16
    assert 0 <= places[0] < 8
    assert all(8 <= place < 24 for place in places[1:])
    assert values == pytest.approx([1.0, math.sqrt(0.5), math.sqrt(0.5)])


def test_a_part_has_the_crosses_of_its_factors_only() -> None:
    assert {factor for cross in crosses_of(("text",)) for factor in cross.factors} <= {
        name for name, part in PART_OF.items() if part == "text"
    }
    assert crosses_of(("history",)) == tuple(cross for cross in shipped_crosses() if cross.factors == ("speaker",))
    assert crosses_of(("text", "metadata", "history")) == shipped_crosses()


def test_the_most_frequent_words_have_the_smallest_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crosses, "_FRAME", 2)
    assert frequent(("a b", "of", "plum", "the"), np.array([0.5, 1.2, 4.0, 1.1])) == {"of", "the"}


def test_ridge_is_the_solution_of_its_equations() -> None:
    draw = np.random.default_rng(4)
    matrix, target = draw.normal(size=(12, 30)), draw.normal(size=(12, 2))
    wanted = np.linalg.solve(matrix.T @ matrix + 0.7 * np.eye(30), matrix.T @ target)
    assert ridge(sparse.csr_matrix(matrix), target, 0.7, close=1e-9) == pytest.approx(wanted, abs=1e-6)
    assert not ridge(sparse.csr_matrix(matrix), np.zeros((12, 2)), 0.7).any()


def trained(labels: Any) -> Any:
    words = ("tolls", "dams", "rents", "lanes")
    cases = [case(f"Says {words[n % 4]} cost the most", party=("tide", "field")[n % 2]) for n in range(24)]
    folds = [(np.array([n for n in range(24) if n % 3 != part]), np.arange(part, 24, 3)) for part in range(3)]
    return cases, *train_crosses(cases, FRAME, labels, 3, ("text", "metadata", "history"), folds, lambda _: None)


def test_a_held_out_score_does_not_change_with_its_own_label() -> None:
    labels = np.arange(24) % 4 % 3
    _, _, before = trained(labels)
    other = labels.copy()
    other[0] = 2 - other[0] if other[0] != 1 else 2
    _, _, after = trained(other)
    assert (after[0] == before[0]).all()
    assert (after[1] != before[1]).any()


def test_scores_rise_with_the_labels_that_were_seen_and_are_summed() -> None:
    labels = np.arange(24) % 4 % 3
    cases, found, held = trained(labels)
    scores = found.scores(cases, FRAME)
    assert scores.shape == held.shape == (24, 3)
    assert scores[:, 2] == pytest.approx(scores[:, 0] + scores[:, 1])
    means = [scores[labels == label, 2].mean() for label in range(3)]
    assert means[0] < means[1] < means[2]
    again = crosses.Crosses.parse(found.to_dict(), "crosses", found.parts, 3)
    assert (again.scores(cases, FRAME) == scores).all()
