from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import opinions

import credscore.opinion as scalar
from credscore.errors import OpinionError
from credscore.opinion import Opinion, arrays

FUSIONS = ["cumulative", "averaging", "weighted"]
rows = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(opinions(), min_size=width, max_size=width), min_size=1, max_size=4)
)


def table(some: list[list[Opinion]]) -> arrays.Opinions:
    return arrays.opinions(*(np.array([[getattr(x, name) for x in row] for row in some]) for name in "bdua"))


def same(found: Opinion, wanted: Opinion, within: float = 1e-12) -> None:
    for name in "bdua":
        assert getattr(found, name) == pytest.approx(getattr(wanted, name), abs=within, rel=0), name


@pytest.mark.parametrize("name", FUSIONS)
@given(rows)
def test_fusion_of_arrays_agrees_with_the_scalar_operator(name: str, some: list[list[Opinion]]) -> None:
    fused = getattr(arrays, name)(table(some))
    for number, row in enumerate(some):
        same(fused.at(number), getattr(scalar, name)(*row))


@pytest.mark.parametrize("name", FUSIONS)
def test_fusion_folds_the_axis_that_is_named(name: str) -> None:
    some = [[Opinion(0.7, 0.1, 0.2), Opinion(0.4, 0.3, 0.3)], [Opinion(0.2, 0.3, 0.5, 0.8), Opinion(0.1, 0.6, 0.3)]]
    fused = getattr(arrays, name)(table(some), axis=0)
    for number in range(2):
        same(fused.at(number), getattr(scalar, name)(some[0][number], some[1][number]))


@given(rows)
def test_the_rest_of_the_operators_agree_too(some: list[list[Opinion]]) -> None:
    given_ = table(some)
    pairs: list[tuple[arrays.Opinions, Callable[[Opinion], Opinion]]] = [
        (arrays.complement(given_), Opinion.complement),
        (arrays.maximised(given_), Opinion.maximised),
    ]
    for found, operator in pairs:
        for i, row in enumerate(some):
            for j, one in enumerate(row):
                same(found.at(i, j), operator(one))
    projected = arrays.projection(given_)
    assert projected.tolist() == [[one.projection for one in row] for row in some]


@given(rows, opinions(), st.sampled_from(["uncertainty", "projected", "opposite"]))
def test_discounting_agrees(some: list[list[Opinion]], trust: Opinion, variant: Any) -> None:
    trusts = arrays.opinions(trust.b, trust.d, trust.u, trust.a)
    found = arrays.discount(trusts, table(some), variant)
    by_number = arrays.discount(trust.b, table(some), variant)
    for i, row in enumerate(some):
        for j, one in enumerate(row):
            same(found.at(i, j), scalar.discount(trust, one, variant))
            same(by_number.at(i, j), scalar.discount(trust.b, one, variant))


@given(st.lists(st.tuples(st.floats(0, 1e308), st.floats(0, 1e308)), min_size=1, max_size=5), st.floats(0, 1))
def test_evidence_agrees(pairs: list[tuple[float, float]], a: float) -> None:
    r, s = np.array(pairs).T
    found = arrays.from_evidence(r, s, a)
    for number, (one, other) in enumerate(pairs):
        same(found.at(number), Opinion.from_evidence(one, other, a))


def test_evidence_comes_back_and_the_strongest_is_kept() -> None:
    some = arrays.from_evidence([[1.0, 2.0, 0.5]], [[0.0, 1.0, 3.0]])
    assert np.allclose(np.array(arrays.evidence(some)), [[[1.0, 2.0, 0.5]], [[0.0, 1.0, 3.0]]], atol=1e-12)
    same(arrays.strongest(some).at(0), Opinion.from_evidence(2.0, 3.0))


def test_a_million_fusions_do_not_drift() -> None:
    one = Opinion.from_evidence(3.0, 1.0)
    many = arrays.Opinions(*(np.full((1, 1_000_000), getattr(one, name)) for name in "bdua"))
    for name in FUSIONS:
        same(getattr(arrays, name)(many).at(0), getattr(scalar, name)(*[one] * 1_000_000))


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: arrays.opinions([0.5, 1.5], 0.5, 0.0), "b"),
        (lambda: arrays.opinions(0.5, [0.5, np.nan], 0.0), "d"),
        (lambda: arrays.opinions([0.5, 0.4], 0.5, 0.0), "b + d + u"),
        (lambda: arrays.from_evidence([1.0, -1.0], 0.0), "r"),
        (lambda: arrays.from_evidence(1.0, np.inf), "s"),
        (lambda: arrays.from_evidence(1.0, 1.0, weight=0.0), "weight"),
        (lambda: arrays.evidence(arrays.opinions([0.5, 1.0], [0.3, 0.0], [0.2, 0.0])), "u"),
    ],
)
def test_impossible_numbers_are_refused_with_their_place(make: Callable[[], object], field: str) -> None:
    with pytest.raises(OpinionError) as error:
        make()
    assert error.value.field == field


def test_nothing_to_fuse_an_unknown_variant_and_two_base_rates_are_refused() -> None:
    empty = arrays.Opinions(*(np.zeros((2, 0)) for _ in range(4)))
    with pytest.raises(OpinionError):
        arrays.cumulative(empty)
    with pytest.raises(OpinionError):
        arrays.cumulative(arrays.opinions(0.5, 0.2, 0.3))
    with pytest.raises(OpinionError):
        arrays.discount(0.5, arrays.opinions(0.5, 0.2, 0.3), "sideways")  # type: ignore[arg-type]
    with pytest.raises(OpinionError):
        arrays.strongest(arrays.opinions([0.5, 0.5], 0.2, 0.3, [0.5, 0.4]))


def test_scoring_loads_no_numpy() -> None:
    code = "import sys, credscore.scoring, credscore.opinion; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
