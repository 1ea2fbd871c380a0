from __future__ import annotations

import json
import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import SUPPORTING, articles, policies

from credscore.policy import Policy
from credscore.policy.tables import NAMED_TWINS
from credscore.scoring import profile, score, score_all
from credscore.statement import Part, Response, Source, Stance, Statement


def said(id: str, name: str, kind: str, **more: Any) -> Statement:
    return Statement.model_validate({"id": id, "source": {"name": name, "kind": kind}, "form": "direct", **more})


ARTICLE = [
    said("1", "Ann Lee", "named_official"),
    said("2", "Ann Lee", "named_official"),
    said("3", "ann lee", "named_official", stance="speculates"),
    said(
        "4",
        "officials",
        "anonymous_official",
        chain=[{"name": "A"}, {"name": "B"}, {"name": "officials", "kind": "anonymous_official"}],
        responses=[{"by": "Acme", "status": "denied"}, {"by": "Bolt", "status": "no_response"}],
    ),
    said(
        "5",
        "an aide",
        "anonymous_source",
        source={"name": "an aide", "kind": "anonymous_source", "reason": {"text": "fear of dismissal"}},
    ),
]


def test_an_article_by_hand() -> None:
    found = profile(score_all(ARTICLE))
    denied = score(ARTICLE[3]).score or 0.0
    aide = score(ARTICLE[4]).score or 0.0
    assert found.score == pytest.approx((0.875 + denied + aide) / 3)
    assert found.interval is not None
    assert found.interval[0] == pytest.approx(
        (0.75 + score(ARTICLE[3]).interval[0] + score(ARTICLE[4]).interval[0]) / 3
    )
    assert found.interval[1] == pytest.approx((1.0 + score(ARTICLE[3]).interval[1] + 1.0) / 3)
    assert (found.statements, found.scored, found.origins) == (5, 4, 3)
    assert found.kinds == {"anonymous_official": 0.2, "anonymous_source": 0.2, "named_official": 0.6}
    assert found.anonymous == 0.4
    assert found.anonymous_with_reason == 0.5
    assert found.on_record == 0.6
    assert found.single_origin == 4
    assert (found.depth_mean, found.depth_max) == (0.4, 2)
    assert (found.denied, found.denials_unanswered) == (1, 1)
    assert found.responses == {"denied": 1, "no_response": 1}


def test_an_origin_quoted_often_weighs_as_much_as_one_quoted_once() -> None:
    once = profile(score_all([ARTICLE[0], ARTICLE[4]]))
    often = profile(score_all([*(ARTICLE[0].model_copy(update={"id": f"n{n}"}) for n in range(50)), ARTICLE[4]]))
    assert often.score == pytest.approx(once.score)


def test_a_denial_counts_by_how_well_the_denial_is_sourced() -> None:
    denial = said("1", "Ann Lee", "named_official", stance="denies")
    found = profile([score(denial)])
    assert found.score == pytest.approx(0.875)
    assert found.interval == pytest.approx((0.75, 1.0))


def test_a_denial_is_answered_by_a_second_origin() -> None:
    denied = {"by": "Acme", "status": "denied"}
    answered = said(
        "1", "Ann Lee", "named_official", responses=[denied, {"by": "the audit", "status": "confirmed"}], claim_id="c"
    )
    assert profile([score(answered)]).denials_unanswered == 0
    alone = said("1", "Ann Lee", "named_official", responses=[denied], claim_id="c")
    assert profile([score(alone)]).denials_unanswered == 1
    seconded = profile(score_all([alone, said("2", "the audit", "document", claim_id="c")]))
    assert (seconded.denied, seconded.denials_unanswered, seconded.single_origin) == (1, 0, 0)


def test_an_article_without_statements_or_without_claims_has_no_score() -> None:
    empty = profile([])
    assert (empty.score, empty.interval, empty.statements, empty.kinds) == (None, None, 0, {})
    assert (empty.anonymous, empty.anonymous_with_reason, empty.on_record) == (0.0, None, 0.0)
    wishes = profile([score(ARTICLE[2])])
    assert (wishes.score, wishes.statements, wishes.scored) == (None, 1, 0)


@given(articles(most=5), st.randoms(use_true_random=False))
def test_a_profile_is_free_of_order_and_in_range(some: list[Statement], shuffler: random.Random) -> None:
    found = score_all(some)
    shuffled = list(found)
    shuffler.shuffle(shuffled)
    one = profile(found)
    assert profile(shuffled) == one
    if one.score is not None and one.interval is not None:
        low, high = one.interval
        assert 0.0 <= low <= one.score + 1e-12 <= high + 2e-12
        assert high <= 1.0
        assert 1 <= one.origins <= one.statements
    out = json.loads(json.dumps(one.to_dict(), allow_nan=False))
    assert set(out) == {"score", "interval", "profile", "lint"}
    assert out["lint"] == []
    assert out["score"] == one.score


def test_what_an_origin_says_ten_times_weighs_as_much_as_what_it_says_once() -> None:
    strong, weak = (
        said("1", "Ann Lee", "document", content={"text": "it is so"}),
        said("2", "Ann Lee", "named_official"),
    )
    weak = weak.model_copy(update={"hedged": True, "content": Part(text="it may be so")})
    once = profile([score(strong), score(weak)])
    assert once.score == pytest.approx((0.9 + (score(weak).score or 0.0)) / 2)
    again = [weak.model_copy(update={"id": f"n{n}", "content": Part(text=" It  may be so")}) for n in range(10)]
    assert profile([score(one) for one in (strong, weak, *again)]).score == pytest.approx(once.score)


def test_an_outlet_that_only_retells_is_no_origin_and_has_no_weight_of_its_own() -> None:
    traced = said(
        "1",
        "officials",
        "anonymous_official",
        claim_id="c",
        chain=[{"name": "The Star"}, {"name": "officials", "kind": "anonymous_official"}],
    )
    retold = said("2", "The Star", "outlet", claim_id="c")
    other = said("3", "Ann Lee", "named_official")
    both = profile(score_all([traced, retold, other]))
    assert (both.origins, both.single_origin) == (2, 2)
    # The outlet's own word is the strongest of that origin: 0.8. It counts once, as the officials' does.
    assert both.score == pytest.approx((0.8 + 0.875) / 2)
    own_words = retold.model_copy(update={"claim_id": "another"})
    assert profile(score_all([traced, own_words, other])).origins == 3


def test_a_denial_told_as_a_statement_counts_as_one() -> None:
    claim, denial = (
        said("1", "Ann Lee", "named_official", claim_id="c"),
        said("2", "Acme", "organization", stance="denies", claim_id="c"),
    )
    found = profile(score_all([claim, denial]))
    assert (found.denied, found.denials_unanswered, found.single_origin) == (1, 1, 1)
    own = profile(score_all([claim, denial.model_copy(update={"source": claim.source})]))
    assert own.denied == 0
    second = said("3", "the audit", "document", claim_id="c")
    found = profile(score_all([claim, denial, second]))
    assert (found.denied, found.denials_unanswered, found.single_origin) == (2, 0, 0)


def test_a_claim_that_two_origins_deny_has_no_single_origin() -> None:
    denials = [said(str(n), name, "organization", stance="denies", claim_id="c") for n, name in enumerate(("A", "B"))]
    assert profile(score_all(denials)).single_origin == 0
    assert profile(score_all(denials[:1])).single_origin == 1


def apart(some: list[Statement]) -> list[Statement]:
    """Each about a claim of its own."""
    return [one.model_copy(update={"claim_id": str(number)}) for number, one in enumerate(some)]


@given(articles(), st.data())
def test_a_copy_of_a_report_has_no_weight(some: list[Statement], data: st.DataObject) -> None:
    some = apart(some)
    copied = data.draw(st.sampled_from(some))
    before, after = profile(score_all(some)), profile(score_all([*some, copied.model_copy(update={"id": "again"})]))
    assert after.score == pytest.approx(before.score, abs=1e-12)
    assert after.interval == pytest.approx(before.interval, abs=1e-12)
    assert (after.origins, after.single_origin) == (before.origins, before.single_origin)
    assert after.statements == before.statements + 1


@given(articles(), st.sampled_from(["named_official", "named_individual", "organization", "outlet", "document"]))
def test_one_more_statement_on_the_record_never_lowers_its_share(some: list[Statement], kind: str) -> None:
    before = profile(score_all(some))
    after = profile(score_all([*some, said("more", "Somebody Else", kind)]))
    assert after.on_record >= before.on_record
    assert after.anonymous <= before.anonymous
    assert after.origins == before.origins + 1
    assert after.denied == before.denied


@given(articles(), policies())
def test_shares_add_up_and_counts_are_within_bounds(some: list[Statement], policy: Policy) -> None:
    found = profile(score_all(some, policy))
    assert math.fsum(found.kinds.values()) == pytest.approx(1.0)
    assert found.on_record + found.anonymous <= 1.0 + 1e-12
    assert 1 <= found.origins <= found.statements
    assert 0 <= found.denials_unanswered <= found.denied <= found.scored <= found.statements
    assert 0 <= found.single_origin <= found.scored
    assert 0.0 <= found.depth_mean <= found.depth_max
    assert sum(found.responses.values()) == sum(len(one.responses) for one in some)
    if found.score is not None and found.interval is not None:
        each = [one for one in score_all(some, policy) if one.score is not None]
        forward = [1.0 - (a.score or 0.0) if a.statement.stance is Stance.DENIES else a.score or 0.0 for a in each]
        assert min(forward) - 1e-12 <= found.score <= max(forward) + 1e-12
        assert 0.0 <= found.interval[0] <= found.score + 1e-12


@given(articles(most=5, claims=(None,)), policies(), st.data())
def test_to_name_a_source_never_lowers_an_article(some: list[Statement], policy: Policy, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(some) - 1))
    one = some[at]
    if one.source.kind not in NAMED_TWINS or one.stance is Stance.DENIES:
        return
    kind = data.draw(st.sampled_from(NAMED_TWINS[one.source.kind]))
    name = one.source.name or (one.chain[-1].name if one.chain else "") or one.source.text
    chain = (*one.chain[:-1], one.chain[-1].model_copy(update={"kind": kind})) if one.chain else ()
    source = Source(name=name or None, text=one.source.text, spans=one.source.spans, kind=kind, role=one.source.role)
    twin = one.model_copy(update={"source": source, "chain": chain})
    changed = [*some[:at], twin, *some[at + 1 :]]
    before, after = profile(score_all(some, policy)), profile(score_all(changed, policy))
    if before.origins == after.origins and before.score is not None:  # it is the same party under the same name
        assert (after.score or 0.0) >= before.score - 1e-9
    assert after.on_record >= before.on_record


@given(articles(most=5), st.data())
def test_silence_moves_an_article_by_nothing_but_the_count(some: list[Statement], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(some) - 1))
    status = data.draw(st.sampled_from(["no_response", "declined_to_comment", "neither_confirmed_nor_denied"]))
    answered = some[at].model_copy(update={"responses": (*some[at].responses, Response(by="the bank", status=status))})
    before, after = profile(score_all(some)), profile(score_all([*some[:at], answered, *some[at + 1 :]]))
    assert after.model_dump(exclude={"responses"}) == before.model_dump(exclude={"responses"})
    assert after.responses[status] == before.responses.get(status, 0) + 1


@given(articles(most=5, claims=(None,), stances=SUPPORTING), policies(), st.data())
def test_a_denial_never_raises_an_article(some: list[Statement], policy: Policy, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(some) - 1))
    denied = some[at].model_copy(update={"responses": (*some[at].responses, Response(by="the bank", status="denied"))})
    before, after = profile(score_all(some, policy)), profile(score_all([*some[:at], denied, *some[at + 1 :]], policy))
    assert (after.score or 0.0) <= (before.score or 0.0) + 1e-9
    assert after.denied >= before.denied
