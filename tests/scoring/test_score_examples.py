"""Scores worked out by hand, from the tables of the default policy."""

from __future__ import annotations

import math

import pytest
from strategies import policy_with

from credscore.errors import InputError
from credscore.opinion import Opinion
from credscore.policy import Policy
from credscore.scoring import Assessment, Record, score
from credscore.statement import Hop, Part, Response, Span, Statement

DIRECT = {"form": "direct", "cue": Part(text="said")}


def said_by(kind: str, **more: object) -> Statement:
    relays = more.pop("relays", 0)
    chain = [*(Hop(name=f"Outlet {n}") for n in range(relays)), Hop(name="X", kind=kind)] if relays else []  # type: ignore[call-overload]
    return Statement.model_validate({"source": {"text": "X", "kind": kind}, "chain": chain, **DIRECT, **more})


def points(assessment: Assessment) -> dict[str, float]:
    found: dict[str, float] = {}
    for line in assessment.explain():
        found[line.rule] = found.get(line.rule, 0.0) + line.points
    return found


@pytest.mark.parametrize(
    ("kind", "b", "p"),
    [
        ("document", 0.8, 0.9),
        ("named_official", 0.75, 0.875),
        ("organization", 0.714286, 0.857143),
        ("named_individual", 0.666667, 0.833333),
        ("outlet", 0.6, 0.8),
        ("anonymous_official", 0.555556, 0.777778),
        ("anonymous_source", 0.428571, 0.714286),
        ("unnamed_group", 0.333333, 0.666667),
        ("unattributed", 0.2, 0.6),
    ],
)
def test_a_plain_quotation_by_each_kind_of_source(kind: str, b: float, p: float) -> None:
    assessment = score(said_by(kind))
    assert assessment.claim.b == pytest.approx(b, abs=6e-7)
    assert assessment.claim.d == 0.0
    assert assessment.score == pytest.approx(p, abs=6e-7)
    assert assessment.interval == pytest.approx((b, 1.0), abs=6e-7)


def test_unnamed_officials_through_two_outlets() -> None:
    assessment = score(said_by("anonymous_official", relays=2))
    assert (assessment.claim.b, assessment.claim.u) == pytest.approx((0.45, 0.55))
    assert assessment.score == pytest.approx(0.725)
    assert assessment.claim.evidence()[0] == pytest.approx(1.636364, abs=1e-6)
    assert points(assessment) == pytest.approx(
        {"base.rate": 0.5, "source.anonymous_official": 0.277778, "hop.default": -0.052778}, abs=1e-6
    )


def test_the_same_officials_through_one_outlet_and_a_named_official_through_one_and_three() -> None:
    assert score(said_by("anonymous_official", relays=1)).score == pytest.approx(0.75)
    assert score(said_by("named_official", relays=1)).score == pytest.approx(0.8375)
    three = score(said_by("named_official", relays=3))
    assert three.score == pytest.approx(0.773375)
    assert three.claim.evidence()[0] == pytest.approx(2.412576, abs=1e-6)


def test_an_allegation_hedged_relayed_and_denied() -> None:
    policy = policy_with({"hedge.hedged": 0.8, "party.interest": 1.0, "party.interested": 3.0})
    statement = said_by("named_official", stance="alleges", hedged=True).model_copy(
        update={
            "chain": (Hop(name="The Wire", tier="known"), Hop(name="X", kind="named_official")),
            "responses": (Response(by="the accused", status="denied", kind="named_individual"),),
        }
    )
    assessment = score(statement, policy)
    assert assessment.score == pytest.approx(0.383995, abs=6e-7)
    assert assessment.claim.u == pytest.approx(0.308003, abs=6e-7)
    assert [round(line.points, 4) for line in assessment.explain()] == [0.5, 0.2017, -0.0101, -0.0479, -0.0287, -0.231]
    assert [line.rule for line in assessment.explain()] == [
        "base.rate",
        "source.named_official",
        "hop.known",
        "stance.alleges",
        "hedge.hedged",
        "response.denied",
    ]


def test_two_supports_and_a_denial_fused() -> None:
    policy = policy_with({"source.anonymous_source": 1.3})
    statement = said_by(
        "document",
        responses=[
            {"by": "an aide", "status": "confirmed", "kind": "anonymous_source"},
            {"by": "the firm", "status": "denied", "kind": "organization"},
        ],
    )
    assessment = score(statement, policy)
    assert assessment.score == pytest.approx(0.774436, abs=6e-7)
    assert points(assessment) == pytest.approx(
        {
            "base.rate": 0.5,
            "source.document": 0.300752,
            "response.confirmed": 0.048872,
            "response.denied": -0.075188,
        },
        abs=6e-7,
    )
    assert assessment.grade == "B2"


@pytest.mark.parametrize(
    ("r", "s", "p"),
    [(6, 0, 0.875), (10, 0, 0.916667), (7.5, 0, 0.894737), (6, 3, 0.636364), (2.5, 3, 0.466667), (0, 3, 0.2)],
)
def test_evidence_for_and_against_gives_the_table_of_sensitivity(r: float, s: float, p: float) -> None:
    policy = policy_with({"source.document": max(r, 0.5), "party.interested": s})
    kept = {"responses": [{"by": "Y", "status": "denied", "kind": "named_official"}]} if s else {}
    if r == 0:
        kept["responses"].append({"by": "X", "status": "retracted"})
        policy = policy_with({"withdrawal.retracted": 0.0, "party.interested": s})
    assessment = score(said_by("document", **kept), policy)
    assert assessment.score == pytest.approx(p, abs=6e-7)
    assert assessment.claim.evidence() == pytest.approx((r, s))


def test_a_retraction_leaves_the_evidence_against_alone() -> None:
    assessment = score(said_by("document", responses=[{"by": "X", "status": "retracted"}]))
    assert assessment.score == pytest.approx(0.2)
    assert points(assessment) == pytest.approx({"base.rate": 0.5, "source.document": 0.0, "withdrawal.retracted": -0.3})
    assert score(said_by("document", responses=[{"by": "", "status": "corrected"}])).score == pytest.approx(0.2)


def test_a_denial_counts_against_its_content() -> None:
    assessment = score(said_by("named_official", stance="denies"))
    assert assessment.score == pytest.approx(0.125)
    assert (assessment.claim.b, assessment.claim.d, assessment.claim.u) == pytest.approx((0.0, 0.75, 0.25))
    assert points(assessment) == pytest.approx(
        {"base.rate": 0.5, "source.named_official": 0.375, "stance.denies": -0.75}
    )


def test_role_reason_number_and_paraphrase_each_have_their_line() -> None:
    source = {
        "text": "two aides",
        "kind": "anonymous_source",
        "role": "politician_campaign",
        "count": 2,
        "reason": {"text": "not authorised to speak", "spans": [[50, 73]]},
        "spans": [[0, 9]],
    }
    assessment = score(Statement.model_validate({"source": source, "cue": {"text": "said"}}))
    assert assessment.claim.b == pytest.approx(0.5 * 0.85 * 0.95)
    lines = {line.rule: line for line in assessment.explain()}
    assert list(lines) == [
        "base.rate",
        "source.anonymous_source",
        "anonymity.reason",
        "anonymity.count",
        "role.politician_campaign",
        "form.indirect",
    ]
    assert lines["anonymity.reason"].evidence == "not authorised to speak"
    assert lines["anonymity.reason"].spans == (Span(50, 73),)
    assert lines["source.anonymous_source"].evidence == "two aides"
    assert lines["source.anonymous_source"].spans == (Span(0, 9),)
    assert all(lines[rule].why and lines[rule].reference for rule in lines)


def test_one_person_is_no_number_of_people() -> None:
    one = Statement.model_validate({"source": {"kind": "anonymous_source", "text": "an aide", "count": 1}})
    assert "anonymity.count" not in points(score(one))


def test_second_hand_and_named_relays_are_one_doubt_of_which_the_stronger_counts() -> None:
    def b(**more: object) -> float:
        return score(said_by("document", **more)).claim.b / 0.8

    assert b(second_hand=True) == pytest.approx(0.8)
    assert b(second_hand=True, relays=1) == pytest.approx(0.8)
    assert b(second_hand=True, relays=3) == pytest.approx(0.9**3)
    assert b(relays=1) == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("hop", "kept", "rule"),
    [
        ({"name": "A"}, 0.9, "hop.default"),
        ({"name": "A", "tier": "known"}, 0.95, "hop.known"),
        ({"name": "A", "tier": "social"}, 0.75, "hop.social"),
        ({"name": "A", "tier": "own"}, 1.0, None),
        ({"name": "A", "tier": "no such tier"}, 0.9, "hop.default"),
        ({"name": "aides", "kind": "anonymous_source"}, 0.75, "hop.unnamed"),
        ({"name": "aides", "kind": "unnamed_group", "tier": "known"}, 0.75, "hop.unnamed"),
    ],
)
def test_what_a_relay_keeps_by_its_tier(hop: dict[str, str], kept: float, rule: str | None) -> None:
    statement = Statement.model_validate(
        {"source": {"kind": "document", "text": "X"}, "chain": [hop, {"kind": "document"}], **DIRECT}
    )
    assessment = score(statement)
    assert assessment.claim.b == pytest.approx(0.8 * kept)
    assert assessment.attribution.b == pytest.approx(0.95 * kept)
    assert [line.rule for line in assessment.explain() if line.rule.startswith("hop.")] == ([rule] if rule else [])


def test_nothing_known_is_vacuous_and_says_so() -> None:
    assessment = score(Statement(content=Part(text="the bridge is safe")))
    assert assessment.claim == Opinion.vacuous()
    assert assessment.score == 0.5
    assert assessment.interval == (0.0, 1.0)
    assert assessment.grade == "F6"
    assert assessment.words == "cannot be judged"
    assert assessment.confidence == "low"
    assert [(line.rule, line.points, line.evidence) for line in assessment.explain()] == [
        ("base.rate", 0.5, "no sourcing to go by")
    ]


def test_hearsay_is_little_more_than_nothing() -> None:
    assessment = score(Statement(cue=Part(text="reportedly"), hedged=True))
    assert 0.5 < (assessment.score or 0.0) < 0.6
    assert assessment.grade == "F6"
    assert assessment.attribution == Opinion.vacuous()


@pytest.mark.parametrize("stance", ["speculates", "asks_commands", "declines", "other"])
def test_what_claims_nothing_gets_no_score_but_an_attribution(stance: str) -> None:
    response = {"by": "Y", "status": "denied"}
    assessment = score(said_by("named_official", stance=stance, responses=[response]))
    assert assessment.score is None
    assert assessment.withheld == Policy.default().stance[stance].why  # type: ignore[index]
    assert assessment.claim == Opinion.vacuous()
    assert assessment.grade == "B6"
    assert assessment.words == "cannot be judged"
    assert assessment.attribution.b == pytest.approx(0.95)
    assert [(line.rule, line.points) for line in assessment.explain()] == [
        (f"stance.{stance}", 0.0),
        ("response.denied", 0.0),
    ]


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("“Is the bridge safe?”", True),
        ("Who will pay for it?", True),
        ("“It is safe. Who says otherwise?”", False),
        ("It is safe", False),
        ("", False),
    ],
)
def test_a_question_gets_no_score_whatever_its_cue(words: str, question: bool) -> None:
    assessment = score(said_by("named_official", content={"text": words}))
    assert (assessment.score is None) == question
    if question:
        assert assessment.withheld == Policy.default().rules["stance.asks_commands"].why
        assert [line.rule for line in assessment.explain()] == ["stance.asks_commands"]


def test_what_only_answers_another_statement_counts_there_alone() -> None:
    assessment = score(said_by("organization", stance="denies", answers="s9"))
    assert assessment.score is None
    assert "s9" in (assessment.withheld or "")
    assert [(line.rule, line.points) for line in assessment.explain()] == [("answer.counted_there", 0.0)]
    assert assessment.explain()[0].why


def test_a_policy_may_choose_to_score_speculation() -> None:
    data = Policy.default().model_dump(mode="json")
    data["stance"]["speculates"]["claim"] = True
    assessment = score(said_by("named_official", stance="speculates"), Policy.parse(data))
    assert assessment.claim.b == pytest.approx(0.75 * 0.55)
    assert assessment.withheld is None


def test_attribution_is_a_question_of_its_own() -> None:
    heard = score(said_by("anonymous_source", relays=2)).attribution
    assert heard.b == pytest.approx(0.95 * 0.81)
    assert heard.d == 0.0
    assert score(said_by("document", relays=2)).attribution == heard
    assert score(said_by("document", stance="alleges", hedged=True, relays=2)).attribution == heard
    assert score(said_by("document", form="indirect", relays=2)).attribution.b == pytest.approx(0.95 * 0.81 * 0.95)


def test_the_origin_that_confirms_its_words_makes_the_attribution_surer_and_adds_nothing_to_the_claim() -> None:
    plain, confirmed = (
        score(said_by("anonymous_official", relays=1, responses=responses))
        for responses in ([], [{"by": "X", "status": "confirmed"}])
    )
    assert confirmed.claim == plain.claim
    assert confirmed.attribution.evidence()[0] == pytest.approx(plain.attribution.evidence()[0] + 6)


def test_a_record_adds_to_what_the_kind_brings() -> None:
    assessment = score(said_by("named_individual"), record=Record(confirmed=10, refuted=4))
    assert assessment.claim.b == pytest.approx(14 / (14 + 4 + 2))
    assert assessment.claim.d == 0.0
    bad = score(said_by("named_individual"), record=Record(refuted=40))
    assert bad.score == pytest.approx(0.5 + 0.5 * 4 / 46)
    assert bad.claim.d == 0.0


@pytest.mark.parametrize("record", [Record(-1, 0), Record(0, math.nan), Record(math.inf, 0), Record(1e10, 0)])
def test_an_impossible_record_is_refused(record: Record) -> None:
    with pytest.raises(InputError, match="record"):
        score(said_by("named_individual"), record=record)


def test_a_long_good_record_earns_an_a_and_an_unnamed_source_with_one_is_no_f() -> None:
    assert score(said_by("document"), record=Record(40, 0)).grade[0] == "A"
    assert score(said_by("document")).grade[0] == "B"
    assert score(said_by("anonymous_source")).grade[0] == "F"
    assert score(said_by("anonymous_source"), record=Record(3, 0)).grade[0] == "B"
    assert score(said_by("named_individual"), record=Record(0, 12)).grade[0] == "E"
    assert score(said_by("named_individual"), record=Record(0, 5)).grade[0] == "D"
