"""The laws of corroboration, over random statements of random claims and random lawful policies."""

from __future__ import annotations

import math
import random

from hypothesis import given
from hypothesis import strategies as st
from strategies import CLAIM_STANCES, PARTIES, SUPPORTING, articles, policies, statements

from credscore.policy import Policy
from credscore.scoring import Assessment, profile, score, score_all
from credscore.scoring.party import origin_key
from credscore.statement import Hop, Response, Source, SourceKind, SpeechForm, Stance, Statement

NOISE = 1e-11


def value(assessment: Assessment) -> float:
    assert assessment.score is not None
    return assessment.score


def claim_of(statements_: list[Statement], policy: Policy) -> Assessment:
    """The assessment of the first statement of claim c1."""
    return next(one for one in score_all(statements_, policy) if one.statement.claim_id == "c1")


def through_another_outlet(told: Statement) -> Statement:
    origin = Hop(name=told.source.name or told.source.text, kind=told.source.kind)
    return told.model_copy(update={"chain": (Hop(name="an outlet of its own"), *(told.chain or (origin,)))})


one_claim = articles(stances=CLAIM_STANCES, claims=("c1",))


@given(articles(), policies())
def test_points_sum_to_the_score_exactly_with_corroboration_too(some: list[Statement], policy: Policy) -> None:
    for found in score_all(some, policy):
        assert math.fsum(line.points for line in found.explain()) == (found.score or 0.0)
        if found.score is not None:
            low, high = found.interval
            assert low - NOISE <= found.score <= high + NOISE
            assert abs(found.score - found.claim.projection) <= NOISE


@given(articles(), policies(), st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing_to_the_last_bit(
    some: list[Statement], policy: Policy, shuffler: random.Random
) -> None:
    shuffled = list(some)
    shuffler.shuffle(shuffled)
    by_id = {one.statement.id: one for one in score_all(shuffled, policy)}
    for found in score_all(some, policy):
        other = by_id[found.statement.id]
        assert other == found
        assert other.explain() == found.explain()


@given(articles(claims=("c1", "c2", "c3", "c4", "c5", "c6", None)), policies())
def test_a_statement_alone_in_its_claim_is_scored_as_by_itself(some: list[Statement], policy: Policy) -> None:
    claims = [one.claim_id for one in some]
    for found in score_all(some, policy):
        if found.statement.claim_id is None or claims.count(found.statement.claim_id) == 1:
            assert found == score(found.statement, policy)


@given(one_claim, policies())
def test_all_statements_of_a_claim_agree_about_it(some: list[Statement], policy: Policy) -> None:
    found = score_all(some, policy)
    assert len({one.claim for one in found}) == 1
    assert max(value(one) for one in found) - min(value(one) for one in found) <= NOISE
    assert len({(one.grade[1], one.words, one.confidence, one.origins) for one in found}) == 1


@given(one_claim, policies(), statements(stances=SUPPORTING, most_responses=0, claims=("c1",), id="new"))
def test_an_independent_origin_that_supports_never_lowers_the_score(
    some: list[Statement], policy: Policy, more: Statement
) -> None:
    fresh = more.model_copy(
        update={
            "source": more.source.model_copy(update={"name": "a stranger to all"}),
            "chain": (),
        }
    )
    before, after = claim_of(some, policy), claim_of([*some, fresh], policy)
    assert value(after) >= value(before) - NOISE
    assert after.claim.u <= before.claim.u + NOISE
    assert after.interval[0] >= before.interval[0] - NOISE


@given(one_claim, policies(), st.data())
def test_a_copy_through_another_outlet_never_lowers_and_never_passes_the_origin_heard_directly(
    some: list[Statement], policy: Policy, data: st.DataObject
) -> None:
    told = data.draw(st.sampled_from(some))
    copied = through_another_outlet(told).model_copy(update={"id": "copy"})
    before, after = claim_of(some, policy), claim_of([*some, copied], policy)
    if told.stance is Stance.DENIES:
        assert value(after) <= value(before) + NOISE
    else:
        assert value(after) >= value(before) - NOISE
    assert abs(value(after) - value(before)) <= NOISE  # the copied one is there, and a copy is no stronger


@given(statements(stances=CLAIM_STANCES, most_responses=0, claims=("c1",)), policies(), st.integers(2, 10))
def test_the_same_origin_quoted_by_many_outlets_counts_once(statement: Statement, policy: Policy, count: int) -> None:
    source = statement.source.model_copy(update={"name": "the Agency"})
    copies = [
        statement.model_copy(
            update={
                "id": str(n),
                "source": source,
                "chain": (Hop(name=f"outlet {n}"), Hop(name="Agency", kind=source.kind)),
            }
        )
        for n in range(count)
    ]
    many, once = score_all(copies, policy), score(copies[0], policy)
    assert all(one.claim == once.claim for one in many)
    assert all(abs(value(one) - value(once)) <= NOISE for one in many)
    assert all(one.attribution.u <= once.attribution.u + NOISE for one in many)


@given(one_claim, policies(), statements(stances=(Stance.DENIES,), parties=PARTIES, claims=("c1",), id="denier"))
def test_a_statement_that_denies_the_claim_never_raises_the_score(
    some: list[Statement], policy: Policy, denial: Statement
) -> None:
    fresh = denial.model_copy(
        update={
            "source": denial.source.model_copy(update={"name": "a stranger to all"}),
            "chain": (),
            "responses": (),
        }
    )
    before, after = claim_of(some, policy), claim_of([*some, fresh], policy)
    assert value(after) <= value(before) + NOISE
    assert after.claim.u <= before.claim.u + NOISE


@given(
    articles(stances=SUPPORTING, claims=("c1",)),
    policies(),
    st.sampled_from(["denied", "partially_denied", "retracted", "corrected"]),
    st.data(),
)
def test_a_denial_or_retraction_of_one_statement_never_raises_the_score_of_its_claim(
    some: list[Statement], policy: Policy, status: str, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(some) - 1))
    placeless = [
        one.model_copy(update={"responses": tuple(a.model_copy(update={"spans": ()}) for a in one.responses)})
        for one in some
    ]
    by = data.draw(st.sampled_from([*PARTIES, origin_key(some[number])]))
    answer = Response(by=by, status=status)  # type: ignore[arg-type]
    changed = list(placeless)
    changed[number] = changed[number].model_copy(update={"responses": (*changed[number].responses, answer)})
    assert value(claim_of(changed, policy)) <= value(claim_of(placeless, policy)) + NOISE


@given(one_claim, policies(), st.data())
def test_one_more_hop_on_one_statement_never_lowers_the_uncertainty_of_its_claim(
    some: list[Statement], policy: Policy, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(some) - 1))
    told = some[number]
    longer = list(some)
    longer[number] = through_another_outlet(told)
    assert claim_of(longer, policy).claim.u >= claim_of(some, policy).claim.u - NOISE


@given(
    articles(stances=SUPPORTING, claims=("c1",), kinds=(SourceKind.ANONYMOUS_OFFICIAL,), most_responses=0),
    policies(),
)
def test_naming_all_sources_of_a_claim_never_lowers_the_score(some: list[Statement], policy: Policy) -> None:
    named = [
        one.model_copy(
            update={
                "source": Source(
                    name=origin_key(one), text=one.source.text, kind=SourceKind.NAMED_OFFICIAL, role=one.source.role
                ),
                "chain": (*one.chain[:-1], one.chain[-1].model_copy(update={"kind": SourceKind.NAMED_OFFICIAL}))
                if one.chain
                else (),
            }
        )
        for one in some
    ]
    assert value(claim_of(named, policy)) >= value(claim_of(some, policy)) - NOISE


@given(articles(), policies(), st.integers(2, 30))
def test_saying_a_thing_again_does_not_move_the_article_score_towards_who_says_it_most(
    some: list[Statement], policy: Policy, times: int
) -> None:
    free = [one.model_copy(update={"claim_id": None, "form": SpeechForm.DIRECT}) for one in some]
    assessed = score_all(free, policy)
    again = [one for one in assessed for _ in range(times)]
    one, many = profile(assessed), profile(again)
    assert one.origins == many.origins
    if one.score is not None and many.score is not None:
        assert abs(one.score - many.score) <= NOISE
