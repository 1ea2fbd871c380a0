"""Messages, fields, axes, weights and the ends of ranges: what the properties leave open."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import opinions

import credscore.opinion as scalar
from credscore.errors import OpinionError
from credscore.opinion import Opinion, arrays, averaging, consensus, cumulative, discount, strongest, weighted

A, B, C = Opinion(0.7, 0.1, 0.2), Opinion(0.4, 0.3, 0.3), Opinion(0.1, 0.6, 0.3)
HALF = arrays.opinions(0.5, 0.2, 0.3)


def said(make: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(OpinionError) as error:
        make()
    return error.value.message, error.value.field


@pytest.mark.parametrize(
    ("make", "message", "field"),
    [
        (lambda: Opinion(2, 0, 0), "a number in [0, 1] was wanted, 2 was found", "b"),
        (lambda: Opinion("x", 0, 0), "a number in [0, 1] was wanted, 'x' was found", "b"),  # type: ignore[arg-type]
        (lambda: Opinion(0.5, 0.25, 0.125), "b + d + u must be 1, but 0.5 + 0.25 + 0.125 is 0.875", None),
        (lambda: Opinion.from_evidence(-1, 0), "evidence is finite and not negative, -1 was found", "r"),
        (lambda: Opinion.from_evidence(1, 0, weight=0), "the prior weight must be above 0", "weight"),
        (
            lambda: Opinion.from_beta(0.5, 3.0),
            "Beta(0.5, 3.0) holds less than the prior weight 2.0 at a = 0.5",
            None,
        ),
        (
            lambda: Opinion.from_beta(3.0, 0.5),
            "Beta(3.0, 0.5) holds less than the prior weight 2.0 at a = 0.5",
            None,
        ),
        (lambda: Opinion(1, 0, 0).evidence(), "an opinion with u = 0.0 stands for infinite evidence", "u"),
        (lambda: cumulative(), "fusion needs at least one opinion", None),
        (lambda: consensus(A, Opinion(0.7, 0.1, 0.2, 0.4)), "consensus needs one base rate", "a"),
        (
            lambda: strongest(A, Opinion(0.7, 0.1, 0.2, 0.4)),
            "the retellings of one report have one base rate",
            "a",
        ),
        (lambda: discount(1.5, A), "a trust in [0, 1] was wanted, 1.5 was found", "trust"),
        (
            lambda: discount(A, A, "sideways"),  # type: ignore[arg-type]
            "no variant 'sideways'; there are 'uncertainty', 'projected' and 'opposite'",
            "variant",
        ),
        (
            lambda: arrays.opinions([0.5, 2.0], 0.5, 0.0),
            "a number in [0, 1] was wanted, 2.0 was found at [1]",
            "b",
        ),
        (
            lambda: arrays.opinions(0.5, 0.0, [[0.5, 0.25]]),
            "b + d + u must be 1, 0.75 was found at [0, 1]",
            "b + d + u",
        ),
        (lambda: arrays.from_evidence(0, -1), "evidence is finite and not negative, -1.0 was found at []", "s"),
        (
            lambda: arrays.from_evidence(0, 0, weight=math.inf),
            "the prior weight must be above 0 and finite, inf was found",
            "weight",
        ),
        (
            lambda: arrays.evidence(arrays.opinions([0.5, 1], [0.25, 0], [0.25, 0])),
            "an opinion stands for infinite evidence, 0.0 was found at [1]",
            "u",
        ),
        (
            lambda: arrays.evidence(arrays.opinions(0, 1, 0)),
            "an opinion stands for infinite evidence, 0.0 was found at []",
            "u",
        ),
        (
            lambda: arrays.strongest(arrays.opinions([0.5, 0.5], 0.2, 0.3, [0.5, 0.4])),
            "the retellings of one report have one base rate",
            "a",
        ),
        (
            lambda: arrays.consensus(arrays.opinions([0.5, 0.5], 0.2, 0.3, [0.5, 0.4])),
            "consensus needs one base rate",
            "a",
        ),
        (
            lambda: arrays.discount(0.5, HALF, "sideways"),  # type: ignore[arg-type]
            "no variant 'sideways'; there are 'uncertainty', 'projected', 'opposite'",
            "variant",
        ),
        (lambda: arrays.discount([0.5, 1.5], HALF), "a number in [0, 1] was wanted, 1.5 was found at [1]", "b"),
        (lambda: arrays.cumulative(HALF), "fusion needs at least one opinion", None),
        (lambda: arrays.from_beta([3.0, 0.5], 3.0), "evidence is finite and not negative, -0.5 was found at [1]", "r"),
    ],
)
def test_what_is_wrong_is_said(make: Callable[[], object], message: str, field: str | None) -> None:
    assert said(make) == (message, field)


@pytest.mark.parametrize("name", ["cumulative", "averaging", "weighted", "consensus", "strongest"])
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -3])
def test_a_fold_of_any_axis_is_the_scalar_fold_of_each_row(name: str, axis: int) -> None:
    some = np.random.default_rng(5).dirichlet((2.0, 1.0, 1.0), size=(2, 3, 4))
    folded = getattr(arrays, name)(arrays.opinions(some[..., 0], some[..., 1], 1.0 - some[..., 0] - some[..., 1]), axis)
    moved = np.moveaxis(some, axis if axis >= 0 else axis - 1, 2)
    assert folded.b.shape == moved.shape[:2]
    for i in range(moved.shape[0]):
        for j in range(moved.shape[1]):
            row = [Opinion(b, d, 1.0 - b - d) for b, d, _ in moved[i, j].tolist()]
            wanted = getattr(scalar, name)(*row)
            for part in "bdua":
                assert getattr(folded, part)[i, j] == pytest.approx(getattr(wanted, part), abs=1e-12)


@given(st.lists(st.lists(opinions(a=0.5), min_size=3, max_size=3), min_size=1, max_size=4))
def test_consensus_of_arrays_agrees(some: list[list[Opinion]]) -> None:
    table = arrays.opinions(*(np.array([[getattr(x, name) for x in row] for row in some]) for name in "bdua"))
    found = arrays.consensus(table)
    for number, row in enumerate(some):
        wanted = consensus(*row)
        for name in "bdua":
            assert getattr(found.at(number), name) == pytest.approx(getattr(wanted, name), abs=1e-12)


@given(st.lists(opinions(least_u=1e-3), min_size=1, max_size=5), st.floats(0.5, 10.0))
def test_densities_variances_and_intervals_of_arrays_agree(some: list[Opinion], weight: float) -> None:
    table = arrays.opinions(*(np.array([getattr(x, name) for x in some]) for name in "bdua"))
    alpha, beta = arrays.beta(table, weight)
    again = arrays.from_beta(alpha, beta, table.a, weight)
    low, high = arrays.interval(table)
    for number, one in enumerate(some):
        assert (alpha[number], beta[number]) == pytest.approx(one.beta(weight), rel=1e-12)
        assert arrays.variance(table, weight)[number] == pytest.approx(one.variance(weight), abs=1e-15)
        assert (low[number], high[number]) == one.interval
        assert again.at(number).b == pytest.approx(one.b, abs=1e-9)


def test_the_weight_of_the_prior_is_handed_on() -> None:
    assert strongest(Opinion.from_evidence(2, 1, weight=5.0), Opinion.from_evidence(1, 3, weight=5.0), weight=5.0) == (
        Opinion.from_evidence(2, 3, weight=5.0)
    )
    found = arrays.strongest(arrays.from_evidence([2.0, 1.0], [1.0, 3.0], 0.5, 5.0), weight=5.0)
    assert found.at().b == pytest.approx(Opinion.from_evidence(2, 3, weight=5.0).b, abs=1e-12)
    assert arrays.from_evidence(1.0, 1.0, weight=0.5).at().u == pytest.approx(0.2)
    assert arrays.evidence(arrays.from_evidence(3.0, 1.0, weight=0.5), 0.5)[0] == pytest.approx(3.0)
    assert Opinion.from_beta(3.0, 2.0, 0.5, 4.0) == Opinion.from_evidence(1.0, 0.0, 0.5, 4.0)


def test_base_rates_of_arrays_belong_to_their_rows() -> None:
    rates = np.array([[0.2, 0.2], [0.7, 0.7]])
    for name in ("cumulative", "averaging", "weighted", "consensus", "strongest"):
        folded = getattr(arrays, name)(arrays.opinions(0.5, 0.2, 0.3, rates))
        assert folded.a.tolist() == [0.2, 0.7]


@pytest.mark.parametrize("a", [0.0, 0.25, 1.0])
@pytest.mark.parametrize("pair", [(0.0, 0.0), (0.5, 0.2), (0.2, 0.5), (1.0, 0.0), (0.0, 1.0)])
def test_maximising_at_the_ends_of_the_base_rate(a: float, pair: tuple[float, float]) -> None:
    b, d = pair
    one = Opinion(b, d, 1.0 - b - d, a)
    most = one.maximised()
    assert most.projection == pytest.approx(one.projection, abs=1e-12)
    assert 0.0 <= min(most.b, most.d) == 0.0
    assert most.b + most.d + most.u == pytest.approx(1.0, abs=1e-12)
    twin = arrays.maximised(arrays.opinions(b, d, 1.0 - b - d, a)).at()
    for name in "bdua":
        assert getattr(twin, name) == pytest.approx(getattr(most, name), abs=1e-12)


@pytest.mark.parametrize("a", [5e-324, 1e-17, 1.0 - 2**-53])
@pytest.mark.parametrize("pair", [(0.5, 0.0), (0.0, 0.5), (0.3, 0.3)])
def test_maximising_never_takes_uncertainty_away_next_to_the_ends(a: float, pair: tuple[float, float]) -> None:
    b, d = pair
    one = Opinion(b, d, 1.0 - b - d, a)
    most = one.maximised()
    assert most.u >= one.u
    assert most.projection == pytest.approx(one.projection, abs=1e-12)
    assert arrays.maximised(arrays.opinions(b, d, 1.0 - b - d, a)).at() == most


def test_maximising_what_is_vacuous_or_balanced_changes_nothing_or_leaves_nothing() -> None:
    assert Opinion.vacuous(0.3).maximised() == Opinion.vacuous(0.3)
    assert Opinion(0.4, 0.4, 0.2).maximised() == Opinion(0.0, 0.0, 1.0)


def test_discounting_by_an_opinion_uses_its_belief_its_projection_or_its_disbelief() -> None:
    trust = Opinion(0.5, 0.3, 0.2, 0.5)
    assert discount(trust, A).b == pytest.approx(0.35)
    assert discount(trust, A, "projected").b == pytest.approx(0.42)
    opposite = discount(trust, A, "opposite")
    assert (opposite.b, opposite.d, opposite.u) == pytest.approx((0.38, 0.26, 0.36))
    by_number = discount(0.5, A, "opposite")
    assert (by_number.b, by_number.d, by_number.u) == pytest.approx((0.35, 0.05, 0.6))


def test_cumulative_base_rates_weigh_by_evidence() -> None:
    fused = cumulative(Opinion.from_evidence(6, 2, 0.2), Opinion.from_evidence(1, 1, 0.7))
    assert fused.a == pytest.approx((8 * 0.2 + 2 * 0.7) / 10)
    assert averaging(Opinion(0.5, 0.2, 0.3, 0.2), Opinion(0.1, 0.1, 0.8, 0.6)).a == pytest.approx(0.4)
    assert weighted(Opinion(0.5, 0.2, 0.3, 0.2), Opinion(0.1, 0.1, 0.8, 0.6)).a == pytest.approx(
        (0.7 * 0.2 + 0.2 * 0.6) / 0.9
    )
    assert cumulative(Opinion.vacuous(0.2), Opinion.vacuous(0.6)).a == pytest.approx(0.4)
    assert cumulative(Opinion(1, 0, 0, 0.2), Opinion(0, 1, 0, 0.6), A).a == pytest.approx(0.4)
    assert weighted(Opinion.vacuous(0.2), Opinion.vacuous(0.6)) == Opinion(0.0, 0.0, 1.0, 0.4)


def test_a_long_chain_of_pairwise_fusions_does_not_drift() -> None:
    one = Opinion.from_evidence(0.75, 0.25)
    fused = one
    for _ in range(9_999):
        fused = cumulative(fused, one)
    assert fused.evidence() == pytest.approx((7500.0, 2500.0), rel=1e-9)


@pytest.mark.parametrize("name", ["cumulative", "averaging", "weighted", "consensus", "strongest"])
def test_one_opinion_fused_with_none_stays_as_it_is(name: str) -> None:
    one = Opinion(0.5, 0.2, 0.3, 0.4)
    alone = getattr(scalar, name)(one)
    assert (alone.b, alone.d, alone.u, alone.a) == pytest.approx((0.5, 0.2, 0.3, 0.4), abs=1e-15)
    folded = getattr(arrays, name)(arrays.opinions([0.5], [0.2], [0.3], [0.4])).at()
    assert (folded.b, folded.d, folded.u, folded.a) == pytest.approx((0.5, 0.2, 0.3, 0.4), abs=1e-15)
