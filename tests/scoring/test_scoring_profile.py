from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles

from credscore.scoring import profile, score, score_all
from credscore.statement import Statement


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
