"""A policy whose numbers break a law of the score is refused, and the entry is named."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from strategies import default_data, policies, policy_with

from credscore.errors import PolicyError
from credscore.policy import Policy
from credscore.policy.tables import NAMED_TWINS
from credscore.statement import Role, SourceKind


def test_the_default_policy_keeps_the_laws() -> None:
    Policy.default().check()


@given(policies())
def test_the_random_policies_of_these_tests_keep_the_laws(policy: Policy) -> None:
    policy.check()


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"source.anonymous_official": 6.5}, "source.anonymous_official"),
        ({"source.anonymous_source": 2.6}, "source.anonymous_source"),
        ({"source.named_individual": 1.4}, "source.anonymous_source"),
        ({"source.unnamed_group": 5.5}, "source.unnamed_group"),
        ({"source.unattributed": 1.2}, "source.unattributed"),
        ({"source.unattributed": 1.6}, "source.unattributed"),
        ({"source.document": 0.4}, "source.unattributed"),
        ({"source.outlet": 0.4}, "source.unattributed"),
        ({"stance.alleges": 1.0, "stance.asserts": 0.9}, "stance.alleges"),
        ({"stance.confirms": 0.9}, "stance.asserts"),
        ({"stance.speculates": 0.8}, "stance.speculates"),
        ({"form.indirect": 0.99}, "form.indirect"),
        ({"form.direct": 0.97}, "form.mixed"),
        ({"access.second_hand": 0.96}, "access.second_hand"),
        ({"hop.social": 0.91}, "hop.social"),
        ({"hop.unnamed": 0.91}, "hop.unnamed"),
        ({"hop.known": 0.89}, "hop.default"),
        ({"response.partially_denied": 1.0, "response.denied": 0.9}, "response.partially_denied"),
        ({"response.declined_to_comment": 0.1}, "response.declined_to_comment"),
        ({"response.no_response": 0.1}, "response.no_response"),
        ({"response.neither_confirmed_nor_denied": 0.1}, "response.neither_confirmed_nor_denied"),
        ({"letter.b": 0.96}, "letter.b"),
        ({"letter.c": 0.81}, "letter.c"),
        ({"letter.d": 0.61}, "letter.d"),
        ({"letter.a_uncertainty": 0.61}, "letter.a_uncertainty"),
        ({"digit.probable": 0.91}, "digit.probable"),
        ({"digit.possible": 0.71}, "digit.possible"),
        ({"digit.doubtful": 0.46}, "digit.doubtful"),
        ({"confidence.high": 0.46}, "confidence.high"),
        ({"digit.unjudged": 0.44}, "confidence.moderate"),
        ({"digit.unjudged": 1.0}, "digit.unjudged"),
        ({"letter.unjudged": 1.0}, "letter.unjudged"),
        ({"digit.probable": 0.49}, "digit.probable"),
        ({"digit.possible": 0.51}, "digit.possible"),
        ({"likelihood.almost_no_chance": 0.01}, "likelihood.almost_no_chance"),
        ({"likelihood.likely": 0.45}, "likelihood.likely"),
    ],
)
def test_a_broken_order_is_refused_and_the_entry_named(values: dict[str, float], named: str) -> None:
    with pytest.raises(PolicyError) as error:
        policy_with(values)
    assert error.value.field == named


@pytest.mark.parametrize(
    ("stance", "claim"),
    [("asks_commands", True), ("declines", True), ("asserts", False), ("denies", False), ("confirms", False)],
)
def test_commands_are_never_claims_and_assertions_always(stance: str, claim: bool) -> None:
    data = copy.deepcopy(default_data())
    data["stance"][stance]["claim"] = claim
    with pytest.raises(PolicyError) as error:
        Policy.parse(data, file="mine.toml")
    assert error.value.field == f"stance.{stance}"
    assert error.value.file == "mine.toml"


def test_an_override_for_one_role_has_to_keep_the_order_of_kinds_in_that_role() -> None:
    with pytest.raises(PolicyError) as error:
        policy_with({}, anonymous_official={"expert": 7.0})
    assert error.value.field == "override.anonymous_official.expert"
    policy = policy_with({}, anonymous_official={"expert": 7.0}, named_official={"expert": 7.0})
    assert policy.tables.evidence[SourceKind.ANONYMOUS_OFFICIAL][Role.EXPERT][0] == 7.0
    assert policy.tables.evidence[SourceKind.ANONYMOUS_OFFICIAL][Role.COMPANY][0] == 2.5
    assert "override.named_official.expert" in policy.rules


@given(policies())
def test_whatever_is_said_of_anonymity_the_named_twin_counts_as_much(policy: Policy) -> None:
    for kind, twins in NAMED_TWINS.items():
        for role in Role:
            bare, reason, count, both = policy.tables.evidence[kind][role]
            assert bare <= reason <= both
            assert bare <= count <= both
            assert all(both <= policy.tables.evidence[twin][role][0] for twin in twins)


def test_what_is_said_of_anonymity_is_cut_off_at_the_named_twin() -> None:
    policy = policy_with({"anonymity.reason": 3.0, "anonymity.count": 2.0})
    official = policy.tables.evidence[SourceKind.ANONYMOUS_OFFICIAL][Role.UNKNOWN]
    source = policy.tables.evidence[SourceKind.ANONYMOUS_SOURCE][Role.UNKNOWN]
    assert official == (2.5, 5.5, 4.5, 6.0)
    assert source == (1.5, 4.0, 3.5, 4.0)
