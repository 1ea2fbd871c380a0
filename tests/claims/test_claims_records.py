"""Records from agreement alone: by hand, and laws."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import credscore as cs
from credscore.claims import estimate_records

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
