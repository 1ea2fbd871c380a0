"""Quantiles of the Beta density."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import opinions

from credscore.errors import OpinionError
from credscore.opinion import Opinion
from credscore.opinion.beta import cumulative_probability, quantile

amounts = st.floats(0.0, 200.0, allow_subnormal=False)
shares = st.floats(0.001, 0.999)


@pytest.mark.parametrize(
    ("opinion", "low", "high"),
    [
        (Opinion(0.7, 0.1, 0.2), 0.5709, 0.9590),
        (Opinion(0.4, 0.3, 0.3), 0.2453, 0.8365),
        (Opinion(0.1, 0.6, 0.3), 0.0424, 0.5468),
        (Opinion(0.2, 0.3, 0.5, 0.8), 0.2132, 0.9251),
        (Opinion.from_evidence(6, 0), 0.652, 0.993),
        (Opinion.from_evidence(6, 3), 0.393, 0.850),
        (Opinion.from_evidence(0, 3), 0.013, 0.527),
    ],
)
def test_worked_intervals_of_ninety_per_cent(opinion: Opinion, low: float, high: float) -> None:
    digits = 5e-4 if round(low, 3) == low else 6e-5
    assert opinion.credible_interval() == pytest.approx((low, high), abs=digits)


@given(st.floats(0.3, 500.0), shares)
def test_where_one_parameter_is_one_the_quantile_is_a_power(k: float, q: float) -> None:
    assert quantile(q, k, 1.0) == pytest.approx(q ** (1.0 / k), abs=1e-11)
    assert quantile(q, 1.0, k) == pytest.approx(-math.expm1(math.log1p(-q) / k), abs=1e-11)


@given(st.integers(1, 30), st.integers(1, 30), st.floats(0.0, 1.0))
def test_whole_parameters_give_the_binomial_sum(k: int, n: int, x: float) -> None:
    whole = k + n - 1
    wanted = math.fsum(math.comb(whole, i) * x**i * (1.0 - x) ** (whole - i) for i in range(k, whole + 1))
    assert cumulative_probability(x, float(k), float(n)) == pytest.approx(wanted, abs=1e-12)


@given(st.floats(0.05, 1e5), st.floats(0.05, 1e5), shares)
def test_the_quantile_is_where_the_probability_is(alpha: float, beta: float, q: float) -> None:
    x = quantile(q, alpha, beta)
    if 1e-9 < x < 1.0 - 1e-9:
        assert cumulative_probability(x, alpha, beta) == pytest.approx(q, abs=1e-6)
    assert quantile(1.0 - q, beta, alpha) == pytest.approx(1.0 - x, abs=1e-7)


@given(amounts, amounts, st.floats(0.01, 50.0), shares, st.sampled_from([0.1, 0.5, 0.8]))
def test_evidence_for_moves_every_quantile_up_and_evidence_against_down(
    r: float, s: float, more: float, q: float, a: float
) -> None:
    now = Opinion.from_evidence(r, s, a).quantile(q)
    assert Opinion.from_evidence(r + more, s, a).quantile(q) >= now - 1e-9
    assert Opinion.from_evidence(r, s + more, a).quantile(q) <= now + 1e-9


@given(opinions(), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_higher_probability_never_has_a_lower_quantile(opinion: Opinion, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= opinion.quantile(low) <= opinion.quantile(high) <= 1.0


@given(st.floats(-0.05, 0.05))
def test_the_change_to_the_normal_density_makes_no_step(shift: float) -> None:
    x = 0.6 + shift / 50.0
    below, above = (cumulative_probability(x, 0.6 * n, 0.4 * n) for n in (0.999e6, 1.001e6))
    assert below == pytest.approx(above, abs=5e-3)


def test_the_ends() -> None:
    opinion = Opinion.from_evidence(3, 1)
    assert (opinion.quantile(0.0), opinion.quantile(1.0)) == (0.0, 1.0)
    assert cumulative_probability(-1.0, 2.0, 2.0) == cumulative_probability(0.0, 2.0, 2.0) == 0.0
    assert cumulative_probability(2.0, 2.0, 2.0) == cumulative_probability(1.0, 2.0, 2.0) == 1.0
    assert opinion.credible_interval(1.0) == (0.0, 1.0)
    low, high = opinion.credible_interval(0.0)
    assert low == high == opinion.quantile(0.5)


def test_all_weight_on_one_point() -> None:
    assert Opinion(0.3, 0.7, 0.0).credible_interval() == (0.3, 0.3)
    assert Opinion.vacuous(0.0).quantile(0.9) == 0.0
    assert Opinion.vacuous(1.0).quantile(0.1) == 1.0
    assert Opinion.from_evidence(1e300, 3.0).quantile(0.5) == 1.0
    assert Opinion.from_evidence(3.0, 1e300).quantile(0.5) == pytest.approx(0.0, abs=1e-12)


def test_the_prior_weight_counts() -> None:
    assert Opinion.vacuous().credible_interval(weight=2.0) == pytest.approx((0.05, 0.95))
    light = Opinion.vacuous().quantile(0.25, weight=1.0)  # the arcsine density
    assert light == pytest.approx(math.sin(math.pi / 8) ** 2)


@pytest.mark.parametrize("q", [-0.1, 1.1, math.nan])
def test_what_is_no_probability_is_refused(q: float) -> None:
    for ask, field in ((Opinion.vacuous().quantile, "q"), (Opinion.vacuous().credible_interval, "level")):
        with pytest.raises(OpinionError) as error:
            ask(q)
        assert error.value.field == field
        assert error.value.message == f"a probability in [0, 1] was wanted, {q!r} was found"
