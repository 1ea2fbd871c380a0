from __future__ import annotations

import copy
import math
import pickle
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import opinions

from credscore.errors import CredscoreError, OpinionError
from credscore.opinion import Opinion

amounts = st.floats(0.0, 1e300)


@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        ((-0.1, 0.5, 0.6, 0.5), "b"),
        ((0.5, 1.1, 0.0, 0.5), "d"),
        ((0.5, 0.5, math.nan, 0.5), "u"),
        ((0.5, 0.5, 0.0, math.inf), "a"),
        ((0.5, 0.5, 0.0, -1e-12), "a"),
        ((True, 0.0, 0.0, 0.5), "b"),
        (("0.5", 0.5, 0.0, 0.5), "b"),
        ((0.5, 0.5, 0.1, 0.5), None),
        ((0.5, 0.5, 1.1e-9, 0.5), None),
    ],
)
def test_what_is_no_opinion_is_refused_with_the_field(numbers: tuple[float, ...], field: str | None) -> None:
    with pytest.raises(OpinionError) as error:
        Opinion(*numbers)
    assert error.value.field == field
    assert isinstance(error.value, CredscoreError)
    assert isinstance(error.value, ValueError)


def test_a_sum_within_the_tolerance_is_kept_as_given_and_survives_every_operator() -> None:
    opinion = Opinion(0.5, 0.5 - 0.9e-9, 0.0, 0.5)
    assert opinion.d == 0.5 - 0.9e-9
    assert opinion.complement().b == opinion.d
    assert opinion.maximised().projection == pytest.approx(0.5)


def test_integers_become_floats_and_negative_zero_becomes_zero() -> None:
    opinion = Opinion(1, 0, -0.0, 0)
    assert [type(x) for x in (opinion.b, opinion.d, opinion.u, opinion.a)] == [float] * 4
    assert math.copysign(1.0, opinion.u) == 1.0


def test_an_opinion_cannot_be_changed_and_can_be_a_key_copied_and_pickled() -> None:
    opinion = Opinion(0.6, 0.1, 0.3)
    with pytest.raises(FrozenInstanceError):
        opinion.b = 0.7  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        opinion.extra = 1  # type: ignore[attr-defined]
    assert {opinion: 1}[Opinion(0.6, 0.1, 0.3)] == 1
    assert pickle.loads(pickle.dumps(opinion)) == opinion == copy.deepcopy(opinion)


def test_the_vacuous_opinion_projects_to_its_base_rate() -> None:
    assert Opinion.vacuous(0.3).projection == 0.3
    assert Opinion.vacuous(0.3).interval == (0.0, 1.0)


@given(amounts, amounts, st.floats(0.0, 1.0), st.floats(1e-3, 1e3))
def test_any_finite_evidence_makes_an_opinion(r: float, s: float, a: float, weight: float) -> None:
    opinion = Opinion.from_evidence(r, s, a, weight)
    low, high = opinion.interval
    assert 0.0 <= low <= opinion.projection <= high <= 1.0


@given(st.floats(0.0, 1e6), st.floats(0.0, 1e6), st.floats(0.0, 1.0), st.floats(0.5, 10.0))
def test_evidence_goes_into_an_opinion_and_comes_back(r: float, s: float, a: float, weight: float) -> None:
    opinion = Opinion.from_evidence(r, s, a, weight)
    assert opinion.evidence(weight) == pytest.approx((r, s), rel=1e-9, abs=1e-300)
    again = Opinion.from_beta(*opinion.beta(weight), a, weight)
    assert again.b == pytest.approx(opinion.b, abs=1e-9)
    assert again.d == pytest.approx(opinion.d, abs=1e-9)


def test_evidence_too_large_to_add_is_scaled_first() -> None:
    assert Opinion.from_evidence(1.7e308, 1.7e308) == Opinion(0.5, 0.5, 2 / 1.7e308 / 2)


@pytest.mark.parametrize(
    ("r", "s", "weight", "field"),
    [(-1, 0, 2, "r"), (0, math.inf, 2, "s"), (math.nan, 0, 2, "r"), (1, 1, 0, "weight"), (1, 1, math.inf, "weight")],
)
def test_impossible_evidence_is_refused(r: float, s: float, weight: float, field: str) -> None:
    with pytest.raises(OpinionError) as error:
        Opinion.from_evidence(r, s, weight=weight)
    assert error.value.field == field


@pytest.mark.parametrize("opinion", [Opinion(1, 0, 0), Opinion(1, 0, 5e-324), Opinion(0, 1, 1e-308)])
def test_an_opinion_as_good_as_certain_has_no_finite_evidence(opinion: Opinion) -> None:
    with pytest.raises(OpinionError):
        opinion.evidence()


def test_a_density_flatter_than_the_prior_is_no_opinion() -> None:
    with pytest.raises(OpinionError):
        Opinion.from_beta(0.5, 3.0)


@given(opinions())
def test_the_complement_of_the_complement_is_the_opinion(opinion: Opinion) -> None:
    back = opinion.complement().complement()
    assert (back.b, back.d, back.u) == (opinion.b, opinion.d, opinion.u)
    assert back.a == pytest.approx(opinion.a, abs=1e-15)
    assert opinion.complement().projection == pytest.approx(1.0 - opinion.projection, abs=1e-9)


@given(opinions())
def test_maximising_keeps_the_projection_and_leaves_belief_or_disbelief_at_zero(opinion: Opinion) -> None:
    most = opinion.maximised()
    assert most.projection == pytest.approx(opinion.projection, abs=2e-9)
    assert most.b == 0.0 or most.d == 0.0
    assert most.u >= opinion.u - 2e-9
    assert Opinion(most.b, most.d, most.u, most.a) == most


@given(opinions())
def test_the_interval_holds_the_projection(opinion: Opinion) -> None:
    low, high = opinion.interval
    assert 0.0 <= low <= opinion.projection <= high <= 1.0
