"""What a ledger says of a source: by hand, and laws over random histories."""

from __future__ import annotations

import datetime
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import policies

from credscore import Article, Ledger, LedgerError, Scorer, Statement
from credscore.policy import Policy
from credscore.scoring import Record, score_all

NOISE = 1e-11


def said(name: str, kind: str = "named_individual", relays: tuple[str, ...] = (), **more: Any) -> Statement:
    chain = [*({"name": relay} for relay in relays), {"name": name, "kind": kind}] if relays else []
    more = {"form": "direct", **more}
    return Statement.model_validate({"source": {"name": name, "kind": kind}, "chain": chain, **more})


LATER = "2026-06-01"  # a fixed moment: what decays weighs less a day later


def scored(
    ledger: Ledger, *statements: Statement, policy: Policy | None = None, when: str | None = None
) -> list[float]:
    with ledger.lookup(when) as found:
        return [one.score or 0.0 for one in score_all(map(found.placed, statements), policy, records=found.record)]


def test_observations_are_counted() -> None:
    ledger = Ledger()
    for outcome in ("confirmed", "confirmed", "refuted"):
        ledger.record("Ann Lee", outcome, when="2024-03-01")  # type: ignore[arg-type]
    assert ledger.of("Dr Ann LEE") == Record(2.0, 1.0)
    assert ledger.of("Bo Ek") == Record(0.0, 0.0)
    assert ledger.names() == ["Ann Lee"]


def test_a_record_moves_the_score_as_the_formula_says() -> None:
    ledger = Ledger()
    ledger.record("Ann Lee", "confirmed")
    ledger.record("Ann Lee", "confirmed")
    scorer = Scorer(extractor="rules", ledger=ledger)
    found = scorer.score(said("Ann Lee"))
    assert found.score == pytest.approx((4 + 2 + 1) / (4 + 2 + 2))  # 4 for the kind, 2 observed, W = 2, a = 1/2
    assert "record.weight" in {line.rule for line in found.explain()}
    assert math.fsum(line.points for line in found.explain()) == found.score
    assert scorer.score(said("Bo Ek")).score == pytest.approx(5 / 6)


def test_an_unnamed_source_has_no_record() -> None:
    ledger = Ledger()
    for _ in range(5):
        ledger.record("officials", "refuted")
    plain = Scorer(extractor="rules").score(said("officials", "anonymous_official"))
    assert Scorer(extractor="rules", ledger=ledger).score(said("officials", "anonymous_official")) == plain


def test_an_observation_decays_by_its_half_life() -> None:
    ledger = Ledger(half_life=30.0)
    ledger.record("Ann Lee", "confirmed", when="2024-01-01")
    ledger.record("Ann Lee", "refuted", when="2024-01-31")
    assert ledger.of("Ann Lee", "2024-01-31") == Record(0.5, 1.0)
    assert ledger.of("Ann Lee", "2024-03-01") == Record(0.25, 0.5)
    assert ledger.of("Ann Lee", "2024-01-30T12:00:00")[1] == 0.0  # not yet known then
    assert ledger.of("Ann Lee", "2023-12-31") == Record(0.0, 0.0)


def test_decay_counts_whole_days_of_the_calendar() -> None:
    ledger = Ledger(half_life=30.0)
    ledger.record("Ann Lee", "confirmed", when="2024-01-01T23:59:59Z")
    for moment in ("2024-01-31", "2024-01-31T12:34:56Z", "2024-01-31T23:59:59Z", "2024-02-01T01:00:00+02:00"):
        assert ledger.of("Ann Lee", moment) == Record(0.5, 0.0)
    assert ledger.of("Ann Lee", "2024-01-01T23:59:59Z") == Record(1.0, 0.0)
    assert ledger.of("Ann Lee", "2024-02-01") == Record(0.5 ** (31 / 30), 0.0)


def test_a_scorer_may_be_given_the_moment_as_of_which_the_ledger_is_read() -> None:
    ledger = Ledger(half_life=30.0)
    ledger.record("Ann Lee", "confirmed", when="2024-01-01")
    ledger.record("Ann Lee", "refuted", when="2024-06-01")
    statement = said("Ann Lee")
    for at in ("2024-01-31", datetime.date(2024, 1, 31), "2024-01-31T08:00:00Z"):
        scorer = Scorer(extractor="rules", ledger=ledger, at=at)
        # named_individual: (4 + 0.5) for, 2 of the prior weight, base rate 1/2
        assert scorer.score(statement).score == pytest.approx((4.5 + 1.0) / 6.5)
        article = Article(id="a", text="", statements=(statement,))
        assert scorer.assess(article).assessments[0].score == scorer.score(statement).score
    with pytest.raises(LedgerError, match="at: a date"):
        Scorer(extractor="rules", ledger=ledger, at="yesterday")


@given(st.floats(0.5, 5000.0), st.times(), st.times())
def test_a_score_is_the_same_all_day(half_life: float, one: datetime.time, other: datetime.time) -> None:
    ledger = Ledger(half_life=half_life)
    ledger.record("Ann Lee", "confirmed", when="2024-03-01")
    scores = [
        Scorer(extractor="rules", ledger=ledger, at=datetime.datetime.combine(datetime.date(2024, 5, 9), time))
        .score(said("Ann Lee"))
        .score
        for time in (one, other)
    ]
    assert scores[0] == scores[1]


def test_times_are_compared_in_one_zone() -> None:
    ledger = Ledger()
    east = datetime.timezone(datetime.timedelta(hours=10))
    ledger.record("Ann Lee", "confirmed", when=datetime.datetime(2024, 3, 2, 4, tzinfo=east))  # 18:00 on the first
    assert ledger.of("Ann Lee", "2024-03-01T17:59:59") == Record(0.0, 0.0)
    assert ledger.of("Ann Lee", "2024-03-01T18:00:00Z") == Record(1.0, 0.0)


def test_ratings_are_prior_evidence_and_lists_add_up() -> None:
    ledger = Ledger()
    assert ledger.rate([("example.com", 0.75)], by="one", weight=4.0) == (1, 1)
    ledger.record("example.com", "refuted")
    ledger.rate([("example.com", 0.5)], by="two", weight=2.0)
    assert ledger.of("www.example.com") == Record(4.0, 3.0)


@pytest.mark.parametrize("number", [0, -1, 2, 2**63, 10**30, "1", None])
def test_undoing_what_there_is_not_says_so(number: Any) -> None:
    ledger = Ledger()
    ledger.record("Ann Lee", "confirmed")
    with pytest.raises(LedgerError, match=f"there is no operation {number}"):
        ledger.undo(number)
    assert ledger.of("Ann Lee").confirmed == 1


def test_a_later_rating_of_one_list_replaces_the_earlier_and_undo_brings_it_back() -> None:
    ledger = Ledger()
    ledger.rate([("example.com", 0.75)], by="one", weight=4.0)
    number, changed = ledger.rate([("example.com", 0.25), ("other.example", 1.0)], by="one", weight=4.0)
    assert (number, changed) == (2, 2)
    assert ledger.of("example.com") == Record(1.0, 3.0)
    ledger.undo(2)
    assert ledger.of("example.com") == Record(3.0, 1.0)
    assert ledger.rate([("example.com", 0.75)], by="one", weight=4.0) == (None, 0)


def test_merges_share_a_record_and_can_be_undone() -> None:
    ledger = Ledger()
    ledger.record("Reuters", "confirmed")
    ledger.record("reuters.com", "refuted")
    ledger.record("Reuters News", "refuted")
    first = ledger.merge("reuters.com", "Reuters")
    second = ledger.merge("Reuters News", "reuters.com")
    for name in ("Reuters", "reuters.com", "The Reuters News"):
        assert ledger.of(name) == Record(1.0, 2.0)
    assert ledger.account("reuters.com").names == ("Reuters", "Reuters News", "reuters.com")
    with pytest.raises(LedgerError, match="one already"):
        ledger.merge("Reuters", "Reuters News")
    ledger.undo(first)
    assert ledger.of("reuters.com") == Record(0.0, 1.0)
    assert ledger.of("Reuters") == Record(1.0, 1.0)
    ledger.undo(second)
    assert ledger.of("Reuters") == Record(1.0, 0.0)
    with pytest.raises(LedgerError, match="undone on"):
        ledger.undo(second)
    with pytest.raises(LedgerError, match="no operation 99"):
        ledger.undo(99)
    assert [bool(one.undone) for one in ledger.operations()] == [False, False, False, True, True]


def test_a_relay_with_a_good_record_is_known_and_one_with_a_poor_record_passes_less() -> None:
    ledger = Ledger()
    relayed = said("Ann Lee", relays=("The Lantern",))
    (plain,) = scored(ledger, relayed)
    ledger.rate([("The Lantern", 0.95)], by="one", weight=10.0)
    (known,) = scored(ledger, relayed)
    ledger.rate([("The Lantern", 0.05)], by="one", weight=10.0)
    (poor,) = scored(ledger, relayed)
    ledger.rate([("The Lantern", 0.05)], by="one", weight=1.0)
    (unsettled,) = scored(ledger, relayed)
    assert poor < plain < known
    assert unsettled == plain
    with ledger.lookup() as found:
        own = said("Ann Lee", relays=("The Lantern",))
        own = own.model_copy(update={"chain": (own.chain[0].model_copy(update={"tier": "own"}), own.chain[1])})
        assert found.placed(own) is own  # what the caller said stays


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda one: one.record("Ann Lee", "true"), "outcome: confirmed or refuted was wanted, 'true'"),
        (lambda one: one.record("…", "confirmed"), "name: a name needs a letter or a digit"),
        (lambda one: one.record("Ann Lee", "confirmed", when="soon"), "when: a date as 2024-03-01"),
        (lambda one: one.record("Ann Lee", "confirmed", when="9999-12-31T23:59:59-10:00"), "beyond the calendar"),
        (lambda one: one.record("Ann Lee", "confirmed", url="x" * 5000), "url: has 5000 characters"),
        (lambda one: one.record("Ann Lee", "confirmed", note="\ud800"), "note: holds a character that is none"),
        (lambda one: one.rate([("a.example", 1.5)], by="x", weight=1), "rating of 'a.example': a rating from 0 to 1"),
        (lambda one: one.rate([("a.example", math.nan)], by="x", weight=1), "a rating from 0 to 1"),
        (lambda one: one.rate([("a.example", 0.5)], by="x", weight=0), "weight: a number above 0"),
        (lambda one: one.rate([("a.example", 0.5)], by="", weight=1), "by: must not be empty"),
        (lambda one: Ledger(half_life=0.0), "half_life: a number of days above 0"),
    ],
)
def test_what_is_not_sound_is_refused_by_field_and_nothing_is_written(call: Any, told: str) -> None:
    ledger = Ledger()
    with pytest.raises(LedgerError) as caught:
        call(ledger)
    assert told in str(caught.value)
    assert ledger.operations() == []
    assert ledger.names() == []


def test_a_closed_ledger_says_so_and_so_does_a_what_if_that_needs_it(tmp_path: Path) -> None:
    article = Article(statements=(said("Ann Lee"),))
    with Ledger(tmp_path / "records.db") as ledger:
        ledger.record("Ann Lee", "confirmed")
        (found,) = Scorer(extractor="rules", ledger=ledger).assess(article).assessments
        assert found.what_if(source={"name": "Bo Ek"}).score == pytest.approx(5 / 6)
    with pytest.raises(LedgerError, match=r"records\.db: is closed"):
        ledger.of("Ann Lee")
    with pytest.raises(LedgerError, match="closed"):
        found.what_if(source={"name": "Cy Olm"})


history = st.lists(
    st.tuples(
        st.sampled_from(["Ann Lee", "Bo Ek"]),
        st.sampled_from(["confirmed", "refuted"]),
        st.dates(datetime.date(2020, 1, 1), datetime.date(2026, 1, 1)),
    ),
    max_size=6,
)
half_lives = st.one_of(st.none(), st.floats(0.5, 5000.0))


@given(history, half_lives, policies(), st.sampled_from(["asserts", "alleges", "confirms"]), st.data())
def test_one_more_confirmed_never_lowers_and_one_more_refuted_never_raises_the_score(
    past: list[Any], half_life: float | None, policy: Policy, stance: str, data: st.DataObject
) -> None:
    ledger = Ledger(half_life=half_life)
    for entry in past:
        ledger.record(*entry)
    statement = said("Ann Lee", stance=stance)
    (before,) = scored(ledger, statement, policy=policy, when=LATER)
    day = data.draw(st.dates(datetime.date(2020, 1, 1), datetime.date(2026, 1, 1)))
    outcome = data.draw(st.sampled_from(["confirmed", "refuted"]))
    number = ledger.record("Ann Lee", outcome, day)  # type: ignore[arg-type]
    (after,) = scored(ledger, statement, policy=policy, when=LATER)
    assert (after >= before - NOISE) if outcome == "confirmed" else (after <= before + NOISE)
    ledger.undo(number)
    assert scored(ledger, statement, policy=policy, when=LATER) == [before]


@given(history, half_lives, st.randoms(use_true_random=False))
def test_the_order_of_writing_changes_nothing_to_the_last_bit(past: list[Any], half_life: float | None, r: Any) -> None:
    one, other = Ledger(half_life=half_life), Ledger(half_life=half_life)
    shuffled = list(past)
    r.shuffle(shuffled)
    for ledger, entries in ((one, past), (other, shuffled)):
        for entry in entries:
            ledger.record(*entry)
    for name in ("Ann Lee", "Bo Ek"):
        assert one.of(name, "2026-06-01") == other.of(name, "2026-06-01")


@given(st.lists(st.sampled_from(["confirmed", "refuted"]), max_size=12), st.booleans(), policies())
def test_a_better_record_of_a_relay_never_lowers_what_it_passes(past: list[Any], better: bool, policy: Policy) -> None:
    ledger = Ledger()
    for outcome in past:
        ledger.record("The Lantern", outcome)
    statement = said("Ann Lee", relays=("The Lantern",))
    (before,) = scored(ledger, statement, policy=policy)
    ledger.record("The Lantern", "confirmed" if better else "refuted")
    (after,) = scored(ledger, statement, policy=policy)
    assert (after >= before - NOISE) if better else (after <= before + NOISE)
