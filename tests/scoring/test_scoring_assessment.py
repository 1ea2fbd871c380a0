from __future__ import annotations

import copy
import json
import math
import pickle
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError
from strategies import articles, policies, statements

from credscore.errors import InputError
from credscore.policy import Policy
from credscore.scoring import Assessment, score, score_all
from credscore.statement import Article, Hop, Part, Response, Source, Statement

OFFICIAL = Statement(
    id="s7",
    content=Part(text="the bridge was safe", spans=[(0, 19)]),
    cue=Part(text="said", spans=[(30, 34)]),
    source=Source(
        text="an official",
        spans=[(35, 46)],
        name="an official of the ministry",
        kind="anonymous_official",
        role="government",
        count=2,
        reason=Part(text="not authorised", spans=[(60, 74)]),
    ),
    chain=[Hop(name="The Star", spans=[(80, 88)], tier="known"), Hop(name="an official", kind="anonymous_official")],
    hedged=True,
    second_hand=True,
    form="mixed",
    responses=[Response(by="the ministry", status="denied", spans=[(100, 120)], text="denied", kind="organization")],
    claim_id="c",
    confidence=0.75,
)


def test_the_exchange_format_field_by_field() -> None:
    found = score(OFFICIAL)
    out = found.to_dict()
    assert {key: out[key] for key in list(out)[:14]} == {
        "id": "s7",
        "content": {"spans": [[0, 19]], "text": "the bridge was safe"},
        "cue": {"spans": [[30, 34]], "text": "said"},
        "source": {
            "spans": [[35, 46]],
            "text": "an official",
            "name": "an official of the ministry",
            "kind": "anonymous_official",
            "role": "government",
            "anonymous": True,
            "count": 2,
            "reason": {"spans": [[60, 74]], "text": "not authorised"},
            "url": None,
            "office": None,
        },
        "chain": [
            {"name": "The Star", "kind": "outlet", "spans": [[80, 88]], "tier": "known", "url": None},
            {"name": "an official", "kind": "anonymous_official", "spans": [], "tier": None, "url": None},
        ],
        "stance": "asserts",
        "hedged": True,
        "second_hand": True,
        "form": "mixed",
        "responses": [
            {
                "by": "the ministry",
                "status": "denied",
                "spans": [[100, 120]],
                "text": "denied",
                "kind": "organization",
                "interested": None,
            }
        ],
        "claim_id": "c",
        "answers": None,
        "confidence": 0.75,
        "score": found.score,
    }
    assert out["interval"] == list(found.interval)
    assert out["grade"] == found.grade
    assert out["words"] == {"likelihood": found.words, "confidence": found.confidence}
    assert out["withheld"] is None
    assert out["policy"] == found.policy == Policy.default().label
    assert out["claim"] == {"b": found.claim.b, "d": found.claim.d, "u": found.claim.u, "a": 0.5}
    assert out["attribution"]["b"] == found.attribution.b
    assert out["contributions"] == [
        {"rule": line.rule, "points": line.points, "spans": [list(span) for span in line.spans]}
        for line in found.explain()
    ]


@given(articles(), policies())
def test_the_output_is_plain_json_that_sums_up_and_can_be_read_in_again(some: list[Statement], policy: Policy) -> None:
    found = score_all(some, policy)
    data = json.loads(json.dumps({"id": "a", "statements": [one.to_dict() for one in found]}, allow_nan=False))
    for one in data["statements"]:
        points = math.fsum(line["points"] for line in one["contributions"])
        assert points == (0.0 if one["score"] is None else one["score"])
    again = Article.parse(data)
    assert again.statements == tuple(some)
    assert score_all(again.statements or (), policy) == found


@given(statements())
def test_an_assessment_is_what_its_own_model_would_validate(statement: Statement) -> None:
    found = score(statement)
    again = Assessment.model_validate(found.model_dump())
    assert {name: getattr(again, name) for name in Assessment.model_fields} == {
        name: getattr(found, name) for name in Assessment.model_fields
    }
    assert Assessment.model_validate_json(found.model_dump_json()).score == found.score


def test_an_assessment_cannot_be_changed_and_can_be_copied_and_sent_to_another_process() -> None:
    found = score(OFFICIAL)
    with pytest.raises(ValidationError):
        found.score = 1.0
    for again in (pickle.loads(pickle.dumps(found)), copy.deepcopy(found), found.model_copy()):
        assert again.score == found.score
        assert again.explain() == found.explain()
        assert again.what_if(hedged=False).score == found.what_if(hedged=False).score
    together = pickle.loads(pickle.dumps(score_all([OFFICIAL, OFFICIAL.model_copy(update={"id": "x"})])))
    assert (
        together[0].what_if(hedged=False)
        == score_all([OFFICIAL.model_copy(update={"hedged": False}), OFFICIAL.model_copy(update={"id": "x"})])[0]
    )


def test_explaining_twice_gives_the_same_lines() -> None:
    found = score(OFFICIAL)
    assert found.explain() is found.explain()


def test_the_policy_is_told() -> None:
    assert score(OFFICIAL).policy == Policy.default().label


def test_what_if_changes_a_field_and_nothing_else() -> None:
    found = score(OFFICIAL)
    plain = found.what_if(hedged=False)
    assert plain.statement == OFFICIAL.model_copy(update={"hedged": False})
    assert plain == score(plain.statement)
    assert found.what_if() == found
    assert found.what_if(responses=()).score > found.score  # type: ignore[operator]


def test_what_if_the_official_were_named() -> None:
    named = score(OFFICIAL).what_if(source={"kind": "named_official", "name": "Ann Lee", "count": None, "reason": None})
    assert named.statement.source.kind == "named_official"
    assert not named.statement.source.anonymous
    assert named.statement.source.text == "an official"
    assert named.statement.chain[-1].kind == "named_official"
    assert named.score > score(OFFICIAL).score  # type: ignore[operator]


def test_what_if_keeps_the_other_statements_of_the_claim() -> None:
    other = Statement(id="other", claim_id="c", source=Source(name="the audit", kind="document"))
    found = score_all([OFFICIAL, other])[0]
    changed = found.what_if(hedged=False)
    assert changed == score_all([OFFICIAL.model_copy(update={"hedged": False}), other])[0]
    assert any(line.rule == "corroboration.independent" for line in changed.explain())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"stance": "shouts"}, "stance"),
        ({"colour": 1}, "colour"),
        ({"source": {"kind": "blog"}}, "kind"),
        ({"chain": [{"name": "x", "kind": "document"}]}, None),
    ],
)
def test_an_unsound_what_if_is_refused(changes: dict[str, Any], field: str | None) -> None:
    with pytest.raises(InputError) as error:
        score(OFFICIAL).what_if(**changes)
    assert error.value.field == field


def test_an_assessment_read_from_json_has_no_lines_to_explain_and_says_so_when_asked_what_if() -> None:
    read = Assessment.model_validate(score(OFFICIAL).model_dump())
    assert read.explain() == ()
    with pytest.raises(TypeError, match="score"):
        read.what_if(hedged=False)
