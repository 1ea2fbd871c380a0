"""A policy is tried on a grid of statements when it is loaded: what breaks a law there is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import policies, policy_with

from credscore.errors import PolicyError
from credscore.policy import Policy
from credscore.policy.laws import first_broken
from credscore.scoring.grid import first_broken_on_grid


@pytest.mark.parametrize("name", Policy.names())
def test_the_shipped_policies_keep_the_laws_on_the_grid(name: str) -> None:
    assert first_broken_on_grid(Policy.load(name)) is None


@given(policies())
def test_lawful_numbers_keep_the_laws_on_the_grid(policy: Policy) -> None:
    assert first_broken(policy.rules, policy.tables) is None
    assert first_broken_on_grid(policy) is None


@pytest.mark.parametrize(
    ("values", "named", "law"),
    [
        ({"source.anonymous_official": 6.5}, "source.anonymous_official", "naming an unnamed source"),
        ({"source.named_individual": 1.4}, "source.anonymous_source", "naming an unnamed source"),
        ({"stance.alleges": 0.9, "stance.asserts": 0.8}, "stance.alleges", "an allegation never counts"),
        ({"stance.confirms": 0.9}, "stance.confirms", "an assertion never counts"),
        ({"response.partially_denied": 1.0, "response.denied": 0.5}, "response.partially_denied", "a partial one"),
        ({"form.mixed": 0.5}, "form.indirect", "a paraphrase never counts"),
        ({"digit.probable": 0.3}, "digit.probable", "label and number never contradict"),
        ({"digit.possible": 0.6}, "digit.doubtful", "label and number never contradict"),
        ({"confidence.moderate": 0.8}, "confidence.moderate", "what cannot be judged"),
        ({"digit.unjudged": 1.0}, "digit.unjudged", "where nothing is known"),
        ({"letter.unjudged": 1.0}, "letter.unjudged", "where nothing is known"),
    ],
)
def test_numbers_that_break_a_law_are_found_by_scoring_alone(values: dict[str, float], named: str, law: str) -> None:
    found = first_broken_on_grid(policy_with(values, checked=False))
    assert found is not None
    assert found[0] == named
    assert law in found[1]


def test_an_override_for_one_role_is_found_in_that_role() -> None:
    policy = policy_with({}, checked=False, anonymous_official={"expert": 7.0})
    found = first_broken_on_grid(policy)
    assert found is not None
    assert found[0] == "override.anonymous_official.expert"
    assert "anonymous_official (expert) asserts: " in found[1]
    assert "named_official (expert) asserts: 0.8" in found[1]


def test_what_the_grid_finds_is_refused_with_the_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("credscore.policy.policy.first_broken", lambda *_: None)
    with pytest.raises(PolicyError, match=r"a partial one; .*denied by another: 0\.\d{4}") as error:
        policy_with({"response.denied": 0.5, "response.partially_denied": 1.0})
    assert error.value.field == "response.partially_denied"
