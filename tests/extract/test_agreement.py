"""Findings told apart by whether net and rules cut them alike."""

from __future__ import annotations

import pytest

from credscore.extract.agreement import AGREED, DIFFERING, NET, by_agreement
from credscore.extract.attribution import Attribution, Range
from credscore.extract.confidence import ratings_of


def one(content: Range, cue: tuple[Range, ...], pattern: str = NET) -> Attribution:
    return Attribution((content,), cue, (), 0.8, pattern)


@pytest.mark.parametrize(
    ("ruled", "pattern"),
    [
        ([one((3, 9), ((1, 2),), "that")], AGREED),
        ([one((3, 7), ((1, 2),), "that")], DIFFERING),
        ([one((3, 9), ((0, 1), (1, 2)), "that")], AGREED),  # one token of the cue in common
        ([one((3, 9), ((10, 11),), "that")], NET),  # the same words, credited by another verb
        ([one((3, 7), ((1, 2),), "that"), one((3, 9), ((1, 2),), "told")], DIFFERING),  # the rules' first word counts
        ([], NET),
    ],
)
def test_what_the_rules_say_of_the_cue_tells(ruled: list[Attribution], pattern: str) -> None:
    (found,) = by_agreement([one((3, 9), ((1, 2),))], ruled)
    assert found == one((3, 9), ((1, 2),), pattern)


def test_what_a_rule_put_in_keeps_its_name() -> None:
    found = [one((3, 9), ((1, 2),), "according"), one((12, 14), (), NET)]
    assert by_agreement(found, [one((3, 9), ((1, 2),), "according")]) == found


@pytest.mark.parametrize("confidence", [0.3, 0.5, 0.7, 0.9, 0.99])
def test_agreement_never_makes_less_sure(confidence: float) -> None:
    ratings = ratings_of("trained")
    assert ratings[AGREED].of(confidence) > ratings[DIFFERING].of(confidence)
    assert ratings[AGREED].of(confidence) > ratings[NET].of(confidence)
