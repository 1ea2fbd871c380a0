"""Records from agreement alone: by hand, and laws."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore as cs
from credscore.claims import Estimated, estimate_records
from credscore.claims.agreement import Votes, agreement

NAMES = ("one", "two", "three", "four")


def says(name: str, claim: int, so: bool, relay: str = "") -> cs.Statement:
    chain = [{"name": relay}, {"name": name}] if relay else []
    return cs.Statement.model_validate(
        {
            "id": f"{relay}{name}{claim}{so}",
            "source": {"name": name, "kind": "outlet"},
            "chain": chain,
            "claim_id": str(claim),
            "stance": "asserts" if so else "denies",
        }
    )


def test_who_agrees_with_the_others_gets_the_better_record() -> None:
    told = [says(name, n, n % 2 == 0) for name in ("one", "two", "three") for n in range(20)]
    told += [says("four", n, n % 3 == 0) for n in range(20)]  # of these 11 agree
    found = estimate_records(told)
    assert set(found.records) == set(NAMES)
    for name in ("one", "two", "three"):
        right, wrong = found.records[name]
        assert right > 2 * wrong
        assert round(right + wrong, 9) == 20
    assert found.records["four"].confirmed < 4.0
    plain = cs.score_all(told)
    learnt = cs.score_all(told, records=found.record)
    contested = next(n for n, one in enumerate(told) if one.claim_id == "2" and one.source.name == "one")
    assert (learnt[contested].score or 0.0) > (plain[contested].score or 0.0)


def test_copies_whose_chains_show_it_add_nothing() -> None:
    told = [says(name, n, (n + len(name)) % 2 == 0) for name in NAMES for n in range(6)]
    copies = [says("one", n, (n + 3) % 2 == 0, relay=f"outlet {k}") for n in range(6) for k in range(9)]
    retold = [says(f"outlet {k}", n, (n + 3) % 2 == 0) for n in range(6) for k in range(9)]
    assert estimate_records([*told, *copies]) == estimate_records(told)
    assert estimate_records([*told, *copies, *retold]).records["one"] == estimate_records(told).records["one"]


reports = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 5), st.booleans()), max_size=20, unique=True)


@given(reports, st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing_to_the_last_bit(some: list[Any], shuffler: random.Random) -> None:
    told = [says(*one) for one in some]
    shuffled = list(told)
    shuffler.shuffle(shuffled)
    assert estimate_records(told) == estimate_records(shuffled)


@given(reports)
def test_records_are_sound_and_as_many_observations_as_claims(some: list[Any]) -> None:
    told = [says(*one) for one in some]
    found = estimate_records(told)
    for name, (right, wrong) in found.records.items():
        claims = {(claim, so) for who, claim, so in some if who == name}
        once = sum((claim, not so) not in claims for claim, so in claims)
        assert right >= 0.0
        assert wrong >= 0.0
        assert abs(right + wrong - once) < 1e-9
    cs.score_all(told, records=found.record)


def test_nothing_and_wishes_give_no_records() -> None:
    assert estimate_records([]).records == {}
    wish = says("one", 1, True).model_copy(update={"stance": cs.Stance.SPECULATES})
    assert estimate_records([wish, says("two", 1, True).model_copy(update={"claim_id": None})]).records == {}


def test_who_is_always_wrong_counts_for_the_opposite_in_the_estimate_but_never_in_a_score() -> None:
    told = [says(name, n, n % 2 == 0) for name in ("one", "two", "three") for n in range(20)]
    told += [says("four", n, n % 2 == 1) for n in range(20)]
    alone = says("four", 99, True)
    found = estimate_records([*told, alone])
    assert found.records["four"].confirmed == 0.0
    assert found.claims["2"] > 0.99
    assert found.claims["3"] < 0.01
    assert found.claims["99"] < 0.3
    assert (cs.score_all([alone], records=found.record)[0].score or 0.0) > 0.5


def test_a_claim_of_which_nobody_speaks_alone_has_the_base_rate() -> None:
    found = estimate_records([says("one", 1, True), says("one", 1, False), says("two", 2, True)])
    assert found.claims["1"] == 0.5
    assert found.claims["2"] > 0.5
    assert set(found.records) == {"two"}


def test_a_prolific_source_that_is_often_wrong_does_not_drag_the_others_along() -> None:
    # 'one' speaks of everything and is right by chance only; five others agree with one another.
    told = [says("one", n, n * n % 7 < 3) for n in range(60)]
    told += [says(f"other {k}", n, n % 2 == 0) for k in range(5) for n in range(60) if (n + k) % 3 != 0]
    found = estimate_records(told)
    assert all((found.claims[str(n)] > 0.5) is (n % 2 == 0) for n in range(60))
    assert found.records["one"].confirmed < found.records["other 0"].confirmed


def counts(found: Estimated, names: Iterable[str]) -> list[float]:
    return [count for name in names for count in found.records[name]]


@given(reports)
def test_to_deny_all_that_was_asserted_turns_the_claims_and_keeps_the_records(some: list[Any]) -> None:
    found = estimate_records([says(*one) for one in some])
    turned = estimate_records([says(name, claim, not so) for name, claim, so in some])
    assert counts(turned, found.records) == pytest.approx(counts(found, found.records), abs=1e-6)
    assert {claim: 1.0 - value for claim, value in turned.claims.items()} == pytest.approx(found.claims, abs=1e-6)


@given(reports, st.permutations(NAMES))
def test_names_change_nothing(some: list[Any], others: list[str]) -> None:
    renamed = dict(zip(NAMES, others, strict=True))
    found = estimate_records([says(*one) for one in some])
    again = estimate_records([says(renamed[name], claim, so) for name, claim, so in some])
    assert again.claims == pytest.approx(found.claims, abs=1e-6)
    ours = counts(again, [renamed[name] for name in found.records])
    assert ours == pytest.approx(counts(found, found.records), abs=1e-6)


@given(reports)
def test_every_claim_has_a_probability_on_the_side_that_all_take_who_speak_of_it(some: list[Any]) -> None:
    found = estimate_records([says(*one) for one in some])
    assert set(found.claims) == {str(claim) for _, claim, _ in some}
    assert all(0.0 <= value <= 1.0 for value in found.claims.values())
    trusted = {name for name, (right, wrong) in found.records.items() if right > wrong}
    for claim, value in found.claims.items():
        sides = {so for name, about, so in some if str(about) == claim}
        speakers = {name for name, about, _ in some if str(about) == claim}
        if len(sides) == 1 and speakers <= trusted:
            assert (value > 0.5) is (True in sides)


votes = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 7), st.sampled_from([-1.0, 1.0])),
    min_size=1,
    max_size=30,
    unique_by=lambda vote: vote[:2],
)


@given(votes, st.floats(1.0, 9.0), st.floats(0.5, 3.0), st.floats(0.1, 0.9))
def test_more_rounds_never_fit_worse(some: list[Any], good: float, bad: float, rate: float) -> None:
    source, claim, sign = (np.array(column) for column in zip(*some, strict=True))
    given_votes = Votes(claim, source, sign, np.full(6, good), np.full(6, bad), rate, 8)
    fits = []
    for rounds in (1, 2, 5, 50):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("credscore.claims.agreement._ROUNDS", rounds)
            fits.append(agreement(given_votes).fit)
    assert all(later >= earlier - 1e-6 for earlier, later in itertools.pairwise(fits))
