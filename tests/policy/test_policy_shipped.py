"""What each shipped policy promises beyond the laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import statements

from credscore.policy import Policy
from credscore.scoring import Record, score, score_all
from credscore.statement import Hop, SourceKind, SpeechForm, Stance, Statement

SHIPPED = ("default", "intelligence", "strict")
UNNAMED = (
    SourceKind.ANONYMOUS_OFFICIAL,
    SourceKind.ANONYMOUS_SOURCE,
    SourceKind.UNNAMED_GROUP,
    SourceKind.UNATTRIBUTED,
)
KNOWN_KINDS = [kind for kind in SourceKind if kind is not SourceKind.UNATTRIBUTED]


def direct(kind: SourceKind, name: str = "X", **more: object) -> Statement:
    return Statement.model_validate({"source": {"kind": kind, "name": name}, "form": SpeechForm.DIRECT, **more})


def test_the_shipped_policies_are_these() -> None:
    assert Policy.names() == SHIPPED
    assert len({Policy.load(name).digest for name in SHIPPED}) == len(SHIPPED)
    assert [Policy.load(name).id for name in SHIPPED] == list(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_policy_keeps_the_laws_and_gives_every_reason(name: str) -> None:
    policy = Policy.load(name)
    policy.check()
    assert list(policy.rules) == list(Policy.default().rules)
    for rule, entry in policy.rules.items():
        assert len(entry.why) > 5, rule
        assert len(entry.reference) > 5, rule
        assert entry.basis in ("published", "judgement"), rule


@pytest.mark.parametrize("name", ["intelligence", "strict"])
def test_an_entry_that_differs_from_the_default_has_a_reason_of_its_own(name: str) -> None:
    default, other = Policy.default().rules, Policy.load(name).rules
    changed = [rule for rule in other if other[rule].value != default[rule].value]
    assert len(changed) > 5
    for rule in changed:
        assert other[rule].why != default[rule].why, rule


@pytest.mark.parametrize("name", SHIPPED)
def test_no_kind_of_source_earns_an_a_without_a_record_and_each_can_with_one(name: str) -> None:
    policy = Policy.load(name)
    for kind in SourceKind:
        assert score(direct(kind), policy).grade[0] != "A"
        assert score(direct(kind), policy, record=Record(100, 1)).grade[0] == "A"


@given(statements(kinds=UNNAMED, most_responses=0, stances=(Stance.ASSERTS, Stance.CONFIRMS, Stance.ALLEGES)))
def test_strict_cannot_judge_an_unnamed_origin_that_stands_alone(statement: Statement) -> None:
    found = score(statement, Policy.load("strict"))
    assert found.grade == "F6"
    assert found.words == "cannot be judged"
    assert found.confidence == "low"


@given(
    st.lists(
        statements(kinds=UNNAMED, most_responses=0, stances=(Stance.ASSERTS, Stance.ALLEGES), claims=("c",)),
        min_size=2,
        max_size=5,
    )
)
def test_strict_cannot_judge_one_unnamed_origin_however_often_it_is_told(some: list[Statement]) -> None:
    told = [
        one.model_copy(
            update={
                "id": str(number),
                "source": one.source.model_copy(update={"name": "an insider"}),
                "chain": (Hop(name=f"outlet {number}"), Hop(name="an insider", kind=one.source.kind)),
            }
        )
        for number, one in enumerate(some)
    ]
    assert {one.grade for one in score_all(told, Policy.load("strict"))} == {"F6"}


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (SourceKind.ANONYMOUS_OFFICIAL, SourceKind.ANONYMOUS_OFFICIAL, "F2"),
        (SourceKind.ANONYMOUS_OFFICIAL, SourceKind.ANONYMOUS_SOURCE, "F2"),
        (SourceKind.ANONYMOUS_SOURCE, SourceKind.ANONYMOUS_SOURCE, "F2"),
        (SourceKind.UNNAMED_GROUP, SourceKind.UNNAMED_GROUP, "F6"),
    ],
)
def test_strict_judges_two_unnamed_origins_but_not_two_crowds(one: SourceKind, other: SourceKind, wanted: str) -> None:
    pair = [direct(one, "an aide", claim_id="c"), direct(other, "a clerk", claim_id="c", id="s2")]
    assert {found.grade for found in score_all(pair, Policy.load("strict"))} == {wanted}


def test_strict_leaves_named_sources_and_documents_as_they_are() -> None:
    for kind in (SourceKind.NAMED_OFFICIAL, SourceKind.NAMED_INDIVIDUAL, SourceKind.ORGANIZATION, SourceKind.DOCUMENT):
        assert score(direct(kind), Policy.load("strict")).score == score(direct(kind)).score


@given(statements(most_responses=0))
def test_intelligence_holds_nothing_from_a_single_source_with_high_confidence(statement: Statement) -> None:
    found = score(statement, Policy.load("intelligence"))
    assert found.confidence != "high"
    assert found.grade[1] != "1"


@given(statements(kinds=UNNAMED, most_responses=0))
def test_intelligence_finds_no_unnamed_source_alone_probably_true(statement: Statement) -> None:
    # What it denies is doubtful for the same reason that what it asserts is possible, and never the other way round.
    expected = "46" if statement.stance is Stance.DENIES else "36"
    assert score(statement, Policy.load("intelligence")).grade[1] in expected


@pytest.mark.parametrize("name", SHIPPED)
def test_a_denial_in_ones_own_cause_weighs_less_than_a_third_party_s(name: str) -> None:
    policy = Policy.load(name)
    for kind in [*SourceKind, None]:
        scores = [
            score(
                direct(
                    SourceKind.DOCUMENT,
                    responses=[{"by": "Acme", "status": "denied", "kind": kind, "interested": interested}],
                ),
                policy,
            ).score
            for interested in (True, False)
        ]
        assert scores[0] > scores[1], kind  # type: ignore[operator]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_order_of_the_tiers_of_relays(name: str) -> None:
    def through(tier: str | None, **hop: object) -> float:
        chain = [{"name": "O", "tier": tier, **hop}, {"name": "X", "kind": "document"}]
        found = score(direct(SourceKind.DOCUMENT, chain=chain), Policy.load(name)).score
        assert found is not None
        return found

    assert through("own") > through("known") > through(None) > through("social")
    assert through(None) > through("known", kind="anonymous_source")
