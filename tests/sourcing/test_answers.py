"""Who answers, under one name: a party that turns round is one party, whatever it is called each time."""

from __future__ import annotations

import pytest

import credscore as cs


def answers(text: str) -> list[tuple[str, str]]:
    """Who answered the first statement, and how."""
    report = cs.Scorer(extractor="rules").assess(text)
    return [(one.by, one.status.value) for one in report.assessments[0].statement.responses]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Officials said Ines Moreau took bribes. Ines Moreau denied the claim. Moreau later admitted it.",
            "Ines Moreau",
        ),
        (
            "Officials said the bridge was unsafe. The builder, Acme Corp, denied it. Acme Corp later confirmed it.",
            "Acme Corp",
        ),
        ("Officials said the mayor took bribes. The mayor, Ann Lee, denied it. Ms Lee later admitted it.", "Ann Lee"),
        (
            "Officials said the mayor took bribes. Her lawyer, Bo Ek, denied the claim. Mr Ek later confirmed it.",
            "Bo Ek",
        ),
    ],
)
def test_a_party_that_turns_round_is_one_party(text: str, name: str) -> None:
    assert answers(text) == [(name, "denied"), (name, "confirmed")]
    report = cs.Scorer(extractor="rules").assess(text)
    lines = {line.rule: line.points for line in report.assessments[0].explain()}
    assert lines["response.denied"] == 0.0  # the later answer replaces the earlier one
    assert lines["response.confirmed"] > 0.0


def test_two_parties_that_say_the_contrary_both_count() -> None:
    text = "Officials said the mayor took bribes. Her lawyer, Bo Ek, denied the claim. Ann Lee later admitted it."
    assert answers(text) == [("Her lawyer", "denied"), ("Ann Lee", "confirmed")]
    lines = {line.rule: line.points for line in cs.Scorer(extractor="rules").assess(text).assessments[0].explain()}
    assert lines["response.denied"] < 0.0 < lines["response.confirmed"]


def test_whoever_answers_once_keeps_the_words_of_the_text() -> None:
    text = "Officials said the bridge was unsafe. The builder, Acme Corp, denied it."
    assert answers(text) == [("The builder", "denied")]


def test_a_comma_behind_the_party_need_not_bring_its_name() -> None:
    text = "Officials said the bridge was unsafe. The builder, a firm in Harwick, denied it."
    assert answers(text) == [("The builder", "denied")]


@pytest.mark.parametrize(
    ("after", "status", "by"),
    [
        ("Sir Hugh Lund rejected the finding.", "denied", "Sir Hugh Lund"),
        ("The company rejects the accusation.", "denied", "The company"),
        ("Ole Berg pleaded not guilty to all charges.", "denied", "Ole Berg"),
        ("Ole Berg pleaded guilty.", "confirmed", "Ole Berg"),
    ],
)
def test_who_rejects_what_was_found_or_is_charged_answers_it(after: str, status: str, by: str) -> None:
    assert answers(f"A former guard said the vault was left open. {after}") == [(by, status)]


@pytest.mark.parametrize("extractor", ["rules", "trained"])
@pytest.mark.parametrize(
    "text", ["² denied", "²³ denied it.", "The mayor said it fell. ² officials denied it.", "① said he left."]
)
def test_a_raised_or_circled_digit_is_no_number_of_people(text: str, extractor: str) -> None:
    assert cs.Scorer(extractor=extractor).assess(text).to_json()
