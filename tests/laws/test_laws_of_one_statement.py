"""The laws of the score for one statement, over random statements, chains and responses and over random policies
whose numbers keep the orderings. None of them is about a particular number."""

from __future__ import annotations

import copy
import math
import random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import (
    CLAIM_STANCES,
    NAMES,
    PARTIES,
    SUPPORTING,
    parts,
    policies,
    records,
    relays,
    responses,
    statements,
)

from credscore.opinion import Opinion
from credscore.policy import Policy
from credscore.policy.tables import NAMED_TWINS
from credscore.scoring import Assessment, Record, score
from credscore.scoring.party import origin_key, party_key
from credscore.statement import Hop, Response, ResponseStatus, Role, Source, SourceKind, Stance, Statement

NOISE = 1e-12
UNNAMED = (SourceKind.ANONYMOUS_OFFICIAL, SourceKind.ANONYMOUS_SOURCE)
SILENCES = (ResponseStatus.NEITHER, ResponseStatus.DECLINED, ResponseStatus.NO_RESPONSE)
DENIALS = (ResponseStatus.DENIED, ResponseStatus.PARTIALLY_DENIED)
WITHDRAWALS = (ResponseStatus.RETRACTED, ResponseStatus.CORRECTED)

claims = statements(stances=CLAIM_STANCES)
supports = statements(stances=SUPPORTING)


def value(assessment: Assessment) -> float:
    assert assessment.score is not None
    return assessment.score


def changed(statement: Statement, **fields: Any) -> Statement:
    """The statement with some fields changed, validated as a caller's would be."""
    kept = {name: getattr(statement, name) for name in Statement.model_fields}
    return Statement.model_validate({**kept, **fields})


def later(statement: Statement, *more: Response) -> Statement:
    """The statement with responses after its last one; order is by the list, so none has a place."""
    placeless = [one.model_copy(update={"spans": ()}) for one in (*statement.responses, *more)]
    return changed(statement, responses=placeless)


def with_source(statement: Statement, **fields: Any) -> Statement:
    old = {name: getattr(statement.source, name) for name in Source.model_fields if name != "anonymous"}
    source = Source.model_validate({**old, **fields})
    chain = statement.chain
    if chain:
        chain = (*chain[:-1], chain[-1].model_copy(update={"kind": source.kind}))
    return changed(statement, source=source, chain=chain)


def weaker(before: Assessment, after: Assessment, supports: bool) -> None:
    """What takes trust away: less certain, and closer to the base rate from the statement's side."""
    assert after.claim.u >= before.claim.u - NOISE
    if supports:
        assert value(after) <= value(before) + NOISE
        assert after.claim.b <= before.claim.b + NOISE
    else:
        assert value(after) >= value(before) - NOISE
        assert after.claim.d <= before.claim.d + NOISE


def has_a_name(statement: Statement) -> bool:
    """Whether the origin can be spoken of at all."""
    return party_key(origin_key(statement)) == origin_key(statement)


def is_support(statement: Statement) -> bool:
    return statement.stance is not Stance.DENIES


@given(claims, policies(), st.one_of(st.none(), records))
def test_a_score_is_a_probability_inside_its_interval(
    statement: Statement, policy: Policy, record: Record | None
) -> None:
    found = score(statement, policy, record=record)
    low, high = found.interval
    assert 0.0 <= low <= value(found) <= high <= 1.0
    for opinion in (found.claim, found.attribution):
        assert Opinion(opinion.b, opinion.d, opinion.u, opinion.a) == opinion
    assert found.interval == found.claim.interval
    assert abs(found.claim.projection - value(found)) <= NOISE


@given(statements(), policies(), st.one_of(st.none(), records))
def test_points_sum_to_the_score_exactly(statement: Statement, policy: Policy, record: Record | None) -> None:
    found = score(statement, policy, record=record)
    lines = found.explain()
    assert math.fsum(line.points for line in lines) == (found.score or 0.0)
    assert all(line.rule == "base.rate" or line.rule in policy.rules for line in lines)
    assert sum(line.rule.startswith(("response.", "withdrawal.")) for line in lines) == len(statement.responses)
    if found.score is not None:
        assert (lines[0].rule, lines[0].points) == ("base.rate", policy.base.rate.value)


@given(statements(), policies(), st.randoms(use_true_random=False))
def test_the_same_input_gives_the_same_result_and_points_may_be_added_in_any_order(
    statement: Statement, policy: Policy, shuffler: random.Random
) -> None:
    found = score(statement, policy)
    assert score(copy.deepcopy(statement), Policy.parse(policy.model_dump(mode="json"))) == found
    points = [line.points for line in found.explain()]
    shuffler.shuffle(points)
    assert math.fsum(points) == (found.score or 0.0)


@given(
    statements(stances=SUPPORTING, kinds=UNNAMED),
    policies(),
    st.data(),
    st.one_of(st.none(), records),
)
def test_naming_an_unnamed_source_never_lowers_the_score(
    statement: Statement, policy: Policy, data: st.DataObject, record: Record | None
) -> None:
    twin = data.draw(st.sampled_from(NAMED_TWINS[statement.source.kind]))
    named = with_source(statement, kind=twin, count=None, reason=None)
    before, after = score(statement, policy, record=record), score(named, policy, record=record)
    assert value(after) >= value(before) - NOISE
    assert after.interval[0] >= before.interval[0] - NOISE
    assert after.claim.u <= before.claim.u + NOISE


@given(statements(stances=(Stance.DENIES,), kinds=UNNAMED), policies())
def test_naming_who_denies_never_raises_the_score(statement: Statement, policy: Policy) -> None:
    named = with_source(statement, kind=NAMED_TWINS[statement.source.kind][0], count=None, reason=None)
    assert value(score(named, policy)) <= value(score(statement, policy)) + NOISE


@given(statements(stances=SUPPORTING, kinds=UNNAMED), policies(), parts(), st.integers(2, 9))
def test_a_reason_or_a_number_given_for_unnamed_sources_never_lowers_the_score(
    statement: Statement, policy: Policy, reason: Any, count: int
) -> None:
    bare = with_source(statement, reason=None, count=None)
    for more in ({"reason": reason}, {"count": count}, {"reason": reason, "count": count}):
        assert value(score(with_source(bare, **more), policy)) >= value(score(bare, policy)) - NOISE


@given(supports, policies(), st.sampled_from(list(Role)))
def test_a_source_of_any_role_is_told_apart_by_its_role_entry_alone(
    statement: Statement, policy: Policy, role: Role
) -> None:
    assume(not policy.override)
    one, other = with_source(statement, role=Role.UNKNOWN), with_source(statement, role=role)
    if policy.role[role].value <= policy.role[Role.UNKNOWN].value:
        weaker(score(one, policy), score(other, policy), True)


@given(claims, policies(), relays(), st.data())
def test_one_more_hop_never_lowers_uncertainty_nor_strengthens_the_statement(
    statement: Statement, policy: Policy, hop: Hop, data: st.DataObject
) -> None:
    origin = Hop(name=statement.source.name or statement.source.text, kind=statement.source.kind)
    chain = list(statement.chain or (origin,))
    chain.insert(data.draw(st.integers(0, len(chain) - 1)), hop)
    before, after = score(statement, policy), score(changed(statement, chain=chain), policy)
    weaker(before, after, is_support(statement))
    assert after.attribution.u >= before.attribution.u - NOISE
    assert after.attribution.b <= before.attribution.b + NOISE


@given(claims, policies(), st.lists(relays(), min_size=1, max_size=4))
def test_removing_a_hop_never_weakens_the_statement(statement: Statement, policy: Policy, hops: list[Hop]) -> None:
    origin = Hop(name=statement.source.name or statement.source.text, kind=statement.source.kind)
    statement = changed(statement, chain=(*hops, origin))
    for number in range(len(statement.chain) - 1):
        shorter = changed(statement, chain=statement.chain[:number] + statement.chain[number + 1 :])
        weaker(score(shorter, policy), score(statement, policy), is_support(statement))


@given(claims, policies(), st.lists(relays(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_relays_does_not_matter(
    statement: Statement, policy: Policy, hops: list[Hop], shuffler: random.Random
) -> None:
    origin = Hop(name=statement.source.name or statement.source.text, kind=statement.source.kind)
    before = score(changed(statement, chain=(*hops, origin)), policy)
    shuffler.shuffle(hops)
    after = score(changed(statement, chain=(*hops, origin)), policy)
    assert abs(value(after) - value(before)) <= NOISE


@given(claims, policies(), st.sampled_from(["hedged", "second_hand"]))
def test_a_hedge_or_second_hand_knowledge_makes_no_disbelief_and_never_strengthens(
    statement: Statement, policy: Policy, field: str
) -> None:
    plain, marked = changed(statement, **{field: False}), changed(statement, **{field: True})
    before, after = score(plain, policy), score(marked, policy)
    weaker(before, after, is_support(statement))
    if is_support(statement):
        assert after.claim.evidence(policy.tables.weight)[1] <= before.claim.evidence(policy.tables.weight)[1] + 1e-9


@given(claims, policies())
def test_quotation_counts_at_least_as_much_as_paraphrase(statement: Statement, policy: Policy) -> None:
    direct, mixed, indirect = (score(changed(statement, form=form), policy) for form in ("direct", "mixed", "indirect"))
    weaker(direct, mixed, is_support(statement))
    weaker(mixed, indirect, is_support(statement))


@given(supports, policies())
def test_allegation_never_counts_more_than_assertion_nor_that_more_than_confirmation(
    statement: Statement, policy: Policy
) -> None:
    confirms, asserts, alleges = (
        score(changed(statement, stance=stance), policy) for stance in ("confirms", "asserts", "alleges")
    )
    weaker(confirms, asserts, True)
    weaker(asserts, alleges, True)


@given(claims, policies(), responses(statuses=DENIALS))
def test_a_denial_never_raises_the_score(statement: Statement, policy: Policy, denial: Response) -> None:
    before = later(statement)
    assert value(score(later(statement, denial), policy)) <= value(score(before, policy)) + NOISE


@given(claims, policies(), responses(statuses=DENIALS, parties=("the stranger",)))
def test_a_denial_by_a_new_party_never_raises_uncertainty_and_repeating_it_changes_nothing(
    statement: Statement, policy: Policy, denial: Response
) -> None:
    none, once = score(later(statement), policy), score(later(statement, denial), policy)
    assert once.claim.u <= none.claim.u + NOISE
    twice = score(later(statement, denial, denial), policy)
    assert (twice.score, twice.claim, twice.grade) == (once.score, once.claim, once.grade)


@given(claims, policies(), responses(statuses=(ResponseStatus.CONFIRMED,)))
def test_a_confirmation_never_lowers_the_score(statement: Statement, policy: Policy, answer: Response) -> None:
    assert value(score(later(statement, answer), policy)) >= value(score(later(statement), policy)) - NOISE


@given(supports, policies(), st.sampled_from(list(SourceKind)))
def test_the_origin_cannot_confirm_its_own_claim(statement: Statement, policy: Policy, kind: SourceKind) -> None:
    assume(has_a_name(statement))
    own = Response(by=origin_key(statement), status=ResponseStatus.CONFIRMED, kind=kind)
    before = changed(statement, responses=())
    after = score(later(before, own), policy)
    assert after.claim == score(before, policy).claim
    assert after.attribution.u <= score(before, policy).attribution.u + NOISE


@given(statements(), policies(), responses(statuses=SILENCES), st.integers(0, 4))
def test_silence_changes_nothing_but_the_record(
    statement: Statement, policy: Policy, silence: Response, place: int
) -> None:
    answers = list(statement.responses)
    answers.insert(place, silence)
    before, after = score(statement, policy), score(changed(statement, responses=answers), policy)
    for field in ("score", "interval", "grade", "words", "confidence", "claim", "attribution", "origins"):
        assert getattr(before, field) == getattr(after, field)
    assert len(after.explain()) == len(before.explain()) + 1
    silent = [line for line in after.explain() if line.rule == f"response.{silence.status.value}"]
    assert all(line.points == 0.0 for line in silent)


@given(claims, policies(), st.randoms(use_true_random=False))
def test_the_order_of_different_parties_responses_changes_nothing_to_the_last_bit(
    statement: Statement, policy: Policy, shuffler: random.Random
) -> None:
    # Of one party the order is told by the list: keep it, and mix the parties.
    queues: dict[str, list[Response]] = {}
    for one in later(statement).responses:
        queues.setdefault(party_key(one.by) or "nobody named", []).append(one)
    nobody = queues.get("nobody named", [])
    assume(not nobody or origin_key(statement) not in queues)  # an unnamed retraction is the origin's
    mixed: list[Response] = []
    while any(queues.values()):
        mixed.append(shuffler.choice([queue for queue in queues.values() if queue]).pop(0))
    before, after = score(later(statement), policy), score(changed(statement, responses=mixed), policy)
    assert (before.score, before.claim, before.attribution) == (after.score, after.claim, after.attribution)


@given(claims, policies(), st.randoms(use_true_random=False))
def test_where_responses_have_places_the_order_of_the_list_changes_nothing(
    statement: Statement, policy: Policy, shuffler: random.Random
) -> None:
    placed = [
        one.model_copy(update={"spans": ((10 * number, 10 * number + 5),)})
        for number, one in enumerate(statement.responses)
    ]
    shuffled = list(placed)
    shuffler.shuffle(shuffled)
    before = score(changed(statement, responses=placed), policy)
    after = score(changed(statement, responses=shuffled), policy)
    assert (before.score, before.claim, before.attribution) == (after.score, after.claim, after.attribution)


@given(supports, policies(), responses(statuses=WITHDRAWALS))
def test_a_retraction_never_raises_the_score(statement: Statement, policy: Policy, retraction: Response) -> None:
    assert value(score(later(statement, retraction), policy)) <= value(score(later(statement), policy)) + NOISE


@given(statements(stances=SUPPORTING, parties=PARTIES), policies(), st.sampled_from(WITHDRAWALS))
def test_withdrawing_a_retraction_restores_the_former_opinion(
    statement: Statement, policy: Policy, status: ResponseStatus
) -> None:
    assume(has_a_name(statement) and not any(one.status in WITHDRAWALS for one in statement.responses))
    assume(origin_key(statement) not in {party_key(one.by) for one in statement.responses})
    by = origin_key(statement)
    back = later(
        statement,
        Response(by=by, status=status),
        Response(by=by, status=ResponseStatus.CONFIRMED),
    )
    assert score(back, policy).claim == score(later(statement), policy).claim


@given(supports, policies(), records, st.floats(0.0, 100.0))
def test_one_more_statement_proved_right_never_lowers_and_one_proved_wrong_never_raises(
    statement: Statement, policy: Policy, record: Record, more: float
) -> None:
    now = value(score(statement, policy, record=record))
    right = record._replace(confirmed=record.confirmed + more)
    wrong = record._replace(refuted=record.refuted + more)
    assert value(score(statement, policy, record=right)) >= now - NOISE
    assert value(score(statement, policy, record=wrong)) <= now + NOISE


@given(claims, policies())
def test_nothing_but_a_denial_or_a_withdrawal_makes_disbelief(statement: Statement, policy: Policy) -> None:
    found = score(statement, policy)
    if is_support(statement) and not any(one.status in (*DENIALS, *WITHDRAWALS) for one in statement.responses):
        assert found.claim.d == 0.0
        assert value(found) >= policy.base.rate.value - NOISE


@given(policies(), statements(stances=CLAIM_STANCES, kinds=(SourceKind.UNATTRIBUTED,), most_responses=0))
def test_nothing_known_is_the_base_rate_with_the_whole_interval(policy: Policy, statement: Statement) -> None:
    unknown = changed(statement, source=Source(), cue={})
    found = score(unknown, policy)
    assert found.claim == Opinion.vacuous(policy.base.rate.value)
    assert value(found) == policy.base.rate.value
    assert found.interval == (0.0, 1.0)
    assert found.grade == "F6"
    assert found.words == "cannot be judged"


MIRROR = {
    ResponseStatus.CONFIRMED: ResponseStatus.DENIED,
    ResponseStatus.DENIED: ResponseStatus.CONFIRMED,
}


@given(statements(stances=(Stance.ASSERTS, Stance.DENIES)), policies())
def test_a_claim_and_its_negation_share_one_whole(statement: Statement, policy: Policy) -> None:
    data = policy.model_dump(mode="json")
    for name in ("asserts", "denies", "confirms"):
        data["stance"][name]["value"] = 1.0
    data["response"]["confirmed"]["value"] = data["response"]["denied"]["value"]
    policy = Policy.parse(data)
    data["base"]["rate"]["value"] = 1.0 - policy.base.rate.value
    turned_policy = Policy.parse(data)
    answers = [
        one.model_copy(update={"interested": bool(one.interested)})
        for one in statement.responses
        if one.status is not ResponseStatus.PARTIALLY_DENIED
    ]
    one = changed(statement, responses=answers)
    turned = changed(
        statement,
        stance=Stance.ASSERTS if statement.stance is Stance.DENIES else Stance.DENIES,
        responses=[
            answer.model_copy(update={"status": MIRROR.get(answer.status, answer.status)}) for answer in answers
        ],
    )
    found, negation = score(one, policy), score(turned, turned_policy)
    assert abs(value(found) + value(negation) - 1.0) <= NOISE
    assert (found.claim.b, found.claim.d) == (negation.claim.d, negation.claim.b)


@given(
    statements(), policies(), st.permutations(["Zed", "Yma Ro", "the Quarterly", "X4", "Ünal", "Wo", "V", "U2", "Tt"])
)
def test_names_alone_change_nothing(statement: Statement, policy: Policy, names: list[str]) -> None:
    keys = sorted({party_key(name) for name in (*NAMES, *PARTIES)} - {""})
    renamed = dict(zip(keys, names, strict=False))
    assume(len(renamed) == len(keys))

    def other(name: str | None) -> str | None:
        return name if not name or party_key(name) not in renamed else renamed[party_key(name)]

    twin = changed(
        statement,
        source=statement.source.model_copy(update={"name": other(statement.source.name)}),
        chain=[hop.model_copy(update={"name": other(hop.name)}) for hop in statement.chain],
        responses=[one.model_copy(update={"by": other(one.by)}) for one in statement.responses],
    )
    before, after = score(statement, policy), score(twin, policy)
    for field in ("score", "interval", "grade", "words", "confidence", "claim", "attribution"):
        assert getattr(before, field) == getattr(after, field)


@given(statements(stances=(Stance.SPECULATES, Stance.ASKS_COMMANDS, Stance.DECLINES, Stance.OTHER)), policies())
def test_a_wish_a_command_or_a_question_is_never_scored(statement: Statement, policy: Policy) -> None:
    found = score(statement, policy)
    assert found.score is None
    assert found.withheld
    assert found.claim.u == 1.0
    assert 0.0 <= found.attribution.projection <= 1.0


@given(claims, policies())
def test_what_is_asked_of_the_origin_is_not_asked_of_the_claim(statement: Statement, policy: Policy) -> None:
    # Attribution knows nothing of kinds, roles, stances, hedges and records.
    found = score(statement, policy).attribution
    if statement.source.kind is not SourceKind.UNATTRIBUTED:
        other = with_source(changed(statement, hedged=not statement.hedged), role=Role.COMPANY)
        assert score(other, policy, record=Record(3, 5)).attribution == found
