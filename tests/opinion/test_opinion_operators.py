"""The laws of the operators: which are commutative, associative, idempotent, and what vacuous and dogmatic
opinions do to them."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import opinions, unit

from credscore.errors import OpinionError
from credscore.opinion import Opinion, averaging, consensus, cumulative, discount, strongest, weighted

FUSIONS = [cumulative, averaging, weighted, consensus, strongest]
Fusion = Callable[..., Opinion]

ordinary = opinions(least_u=1e-6, a=0.5)


def close(one: Opinion, other: Opinion, within: float = 1e-9) -> bool:
    return all(
        abs(x - y) <= within
        for x, y in zip((one.b, one.d, one.u, one.a), (other.b, other.d, other.u, other.a), strict=True)
    )


@pytest.mark.parametrize("fuse", FUSIONS)
@given(st.lists(ordinary, min_size=1, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_opinions_changes_nothing_to_the_last_bit(
    fuse: Fusion, some: list[Opinion], shuffler: random.Random
) -> None:
    others = list(some)
    shuffler.shuffle(others)
    assert fuse(*some) == fuse(*others)


@pytest.mark.parametrize("fuse", [cumulative, averaging, weighted])
@given(st.lists(opinions(), min_size=1, max_size=6))
def test_fusing_any_opinions_gives_an_opinion(fuse: Fusion, some: list[Opinion]) -> None:
    fused = fuse(*some)
    assert Opinion(fused.b, fused.d, fused.u, fused.a) == fused
    assert min(one.a for one in some) - 1e-12 <= fused.a <= max(one.a for one in some) + 1e-12


@given(st.lists(opinions(a=0.5), min_size=1, max_size=6))
def test_consensus_of_any_opinions_is_an_opinion(some: list[Opinion]) -> None:
    fused = consensus(*some)
    assert close(Opinion(*(min(1.0, max(0.0, x)) for x in (fused.b, fused.d, fused.u)), fused.a), fused)


@pytest.mark.parametrize("fuse", [averaging, weighted, consensus, strongest])
@given(ordinary)
def test_agreeing_with_oneself_adds_nothing(fuse: Fusion, opinion: Opinion) -> None:
    assert close(fuse(opinion, opinion), opinion)
    assert close(fuse(opinion, opinion, opinion), opinion)


@given(opinions(least_u=1e-6, a=0.5).filter(lambda one: one.u < 0.999))
def test_cumulative_fusion_with_oneself_does_add(opinion: Opinion) -> None:
    assert cumulative(opinion, opinion).u < opinion.u


@pytest.mark.parametrize("fuse", [cumulative, weighted, consensus, strongest])
@given(ordinary)
def test_the_vacuous_opinion_is_neutral(fuse: Fusion, opinion: Opinion) -> None:
    assert close(fuse(opinion, Opinion.vacuous()), opinion)


def test_the_vacuous_opinion_is_not_neutral_in_averaging() -> None:
    assert averaging(Opinion(0.7, 0.1, 0.2), Opinion.vacuous()).projection == pytest.approx(0.75)


@pytest.mark.parametrize("fuse", [cumulative, strongest])
@given(ordinary, ordinary, ordinary)
def test_nesting_changes_nothing_where_fusion_is_associative(
    fuse: Fusion, one: Opinion, two: Opinion, three: Opinion
) -> None:
    assert close(fuse(fuse(one, two), three), fuse(one, two, three))
    assert close(fuse(one, fuse(two, three)), fuse(one, two, three))


@given(opinions(least_u=1e-6), opinions(least_u=1e-6), opinions(least_u=1e-6))
def test_cumulative_fusion_is_associative_in_base_rates_too(one: Opinion, two: Opinion, three: Opinion) -> None:
    if min(one.u, two.u, three.u) < 0.99:
        assert close(cumulative(cumulative(one, two), three), cumulative(one, two, three), 1e-6)


@pytest.mark.parametrize("fuse", [cumulative, strongest])
@given(st.lists(ordinary, min_size=1, max_size=5))
def test_more_evidence_never_means_more_uncertainty(fuse: Fusion, some: list[Opinion]) -> None:
    assert fuse(*some).u <= min(one.u for one in some) + 1e-12


@given(ordinary, st.floats(0.0, 100.0))
def test_evidence_for_alone_never_lowers_a_cumulative_projection(opinion: Opinion, r: float) -> None:
    assert cumulative(opinion, Opinion.from_evidence(r, 0.0)).projection >= opinion.projection - 1e-12


def test_a_mixed_supporter_may_lower_a_cumulative_projection() -> None:
    assert cumulative(Opinion(0.7, 0.1, 0.2), Opinion(0.4, 0.3, 0.3)).projection == pytest.approx(0.727273, abs=1e-6)


@pytest.mark.parametrize("fuse", [cumulative, averaging, weighted])
@given(ordinary, unit)
def test_a_certain_opinion_outweighs_any_other(fuse: Fusion, opinion: Opinion, b: float) -> None:
    certain = Opinion(b, 1.0 - b, 0.0)
    assert close(fuse(opinion, certain), certain)
    assert close(fuse(certain, opinion, certain), certain)


@pytest.mark.parametrize("fuse", [cumulative, averaging, weighted])
def test_the_dogmatic_limit_is_where_vanishing_uncertainty_leads(fuse: Fusion) -> None:
    tiny = 1e-12
    near = fuse(Opinion(1 - tiny, 0, tiny), Opinion(0.3, 0.7 - tiny, tiny))
    assert close(near, fuse(Opinion(1, 0, 0), Opinion(0.3, 0.7, 0)), 1e-9)


@pytest.mark.parametrize("fuse", [cumulative, averaging, weighted])
@pytest.mark.parametrize("u", [5e-324, 1e-310, 1e-300, 1e-16])
def test_subnormal_uncertainty_neither_overflows_nor_loses_the_balance(fuse: Fusion, u: float) -> None:
    fused = fuse(Opinion(1.0, 0.0, u), Opinion(0.0, 1.0, u))
    assert close(fused, Opinion(0.5, 0.5, 0.0), 1e-9)
    alone = fuse(Opinion(1.0, 0.0, u), Opinion(0.2, 0.3, 0.5))
    assert alone.b == pytest.approx(1.0, abs=1e-9)


def test_confidences_too_small_to_multiply_still_weigh() -> None:
    fused = weighted(Opinion(5e-324, 0.0, 1.0), Opinion(0.0, 5e-324, 1.0))
    assert close(fused, Opinion.vacuous())


def test_a_million_fusions_neither_overflow_nor_drift() -> None:
    opinion = Opinion.from_evidence(3.0, 1.0)
    fused = cumulative(*[opinion] * 1_000_000)
    assert fused.evidence()[0] == pytest.approx(3e6, rel=1e-9)
    assert fused.evidence()[1] == pytest.approx(1e6, rel=1e-9)
    assert close(averaging(*[opinion] * 1_000_000), opinion, 1e-12)
    assert close(weighted(*[opinion] * 1_000_000), opinion, 1e-12)


@given(ordinary, ordinary)
def test_complement_and_cumulative_fusion_can_change_places(one: Opinion, two: Opinion) -> None:
    assert close(cumulative(one, two).complement(), cumulative(one.complement(), two.complement()))


@given(opinions(), opinions(), st.sampled_from(["uncertainty", "projected", "opposite"]))
def test_discounting_never_lowers_uncertainty_and_keeps_the_base_rate(
    trust: Opinion, opinion: Opinion, variant: str
) -> None:
    through = discount(trust, opinion, variant)  # type: ignore[arg-type]
    assert through.u >= opinion.u
    assert through.a == opinion.a
    assert through.b + through.d + through.u == pytest.approx(1.0, abs=3e-9)


@given(unit, opinions())
def test_discounting_pulls_the_projection_towards_the_base_rate(trust: float, opinion: Opinion) -> None:
    wanted = opinion.a + trust * (opinion.projection - opinion.a)
    assert discount(trust, opinion).projection == pytest.approx(wanted, abs=3e-9)


@given(opinions())
def test_full_trust_changes_nothing_and_none_leaves_nothing(opinion: Opinion) -> None:
    for variant in ("uncertainty", "projected"):
        assert discount(1.0, opinion, variant) == opinion
        assert close(discount(0.0, opinion, variant), Opinion.vacuous(opinion.a))
    assert close(discount(1.0, opinion, "opposite"), opinion)


def test_an_unknown_source_carries_nothing_by_default_and_half_under_the_projected_variant() -> None:
    said = Opinion(0.9, 0.0, 0.1)
    assert discount(Opinion.vacuous(), said).u == 1.0
    assert discount(Opinion.vacuous(), said, "projected").b == pytest.approx(0.45)


def test_who_is_known_to_lie_turns_a_yes_into_a_no_only_under_the_opposite_variant() -> None:
    liar, said = Opinion(0.0, 1.0, 0.0), Opinion(0.9, 0.0, 0.1)
    assert discount(liar, said, "opposite").d == pytest.approx(0.9)
    assert discount(liar, said).d == 0.0


@pytest.mark.parametrize("trust", [-0.1, 1.1, float("nan")])
def test_a_trust_that_is_none_is_refused(trust: float) -> None:
    with pytest.raises(OpinionError) as error:
        discount(trust, Opinion.vacuous())
    assert error.value.field == "trust"


def test_an_unknown_variant_and_nothing_to_fuse_are_refused() -> None:
    with pytest.raises(OpinionError, match="variant"):
        discount(Opinion.vacuous(), Opinion.vacuous(), "sideways")  # type: ignore[arg-type]
    for fuse in FUSIONS:
        with pytest.raises(OpinionError):
            fuse()


@pytest.mark.parametrize("fuse", [consensus, strongest])
def test_two_base_rates_are_refused_where_there_must_be_one(fuse: Fusion) -> None:
    with pytest.raises(OpinionError, match="base rate"):
        fuse(Opinion(0.5, 0.2, 0.3, 0.5), Opinion(0.5, 0.2, 0.3, 0.4))


def test_consensus_leaves_what_nothing_weighs_to_uncertainty() -> None:
    fused = consensus(Opinion(0.5, 0.5, 0.0), Opinion(0.5, 0.5, 0.0), Opinion(0.3, 0.5, 0.2))
    assert close(fused, Opinion(0.3, 0.5, 0.2))


def test_ten_copies_of_a_report_are_the_strongest_of_them() -> None:
    copies = [Opinion.from_evidence(r, 0.0) for r in (1.0, 2.0, 0.5)]
    assert strongest(*copies) == Opinion.from_evidence(2.0, 0.0)
    assert strongest(Opinion.from_evidence(2.0, 1.0), Opinion.from_evidence(1.0, 3.0)) == Opinion.from_evidence(
        2.0, 3.0
    )
