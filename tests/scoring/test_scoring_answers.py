"""The eight statuses, several answers, later ones, one party's and several parties'."""

from __future__ import annotations

from typing import Any

import pytest

from credscore.scoring import Assessment, score
from credscore.statement import Statement


def answered(*responses: dict[str, Any], stance: str = "asserts") -> Assessment:
    source = {"text": "Jane Doe", "kind": "named_official"}
    return score(
        Statement.model_validate({"source": source, "form": "direct", "stance": stance, "responses": responses})
    )


def evidence(*responses: dict[str, Any], stance: str = "asserts") -> tuple[float, float]:
    r, s = answered(*responses, stance=stance).claim.evidence()
    return round(r, 9), round(s, 9)


def by(party: str, status: str, **more: Any) -> dict[str, Any]:
    return {"by": party, "status": status, **more}


@pytest.mark.parametrize(
    ("response", "wanted"),
    [
        (by("Acme", "confirmed"), (8, 0)),
        (by("Acme", "confirmed", kind="organization"), (11, 0)),
        (by("Acme", "confirmed", kind="organization", interested=True), (8, 0)),
        (by("Acme", "denied"), (6, 1)),
        (by("Acme", "denied", kind="organization"), (6, 2)),
        (by("Acme", "denied", kind="organization", interested=False), (6, 5)),
        (by("Acme", "denied", kind="unnamed_group"), (6, 0.5)),
        (by("Acme", "denied", kind="named_official"), (6, 2)),
        (by("Acme", "denied", kind="anonymous_official"), (6, 1.25)),
        (by("Acme", "confirmed", interested=True), (7, 0)),
        (by("Acme", "denied", interested=False), (6, 2)),
        (by("Acme", "partially_denied"), (6, 0.5)),
        (by("Acme", "partially_denied", kind="document", interested=False), (6, 4)),
        (by("Acme", "neither_confirmed_nor_denied"), (6, 0)),
        (by("Acme", "declined_to_comment"), (6, 0)),
        (by("Acme", "no_response"), (6, 0)),
        (by("Jane Doe", "retracted"), (0, 3)),
        (by("the Jane Doe", "corrected"), (0, 3)),
        (by("", "retracted"), (0, 3)),
        (by("The Wire", "retracted"), (0, 3)),
        (by("Jane Doe", "confirmed", kind="named_official"), (6, 0)),
        (by("Jane Doe", "denied", kind="named_official"), (0, 2)),
        (by("jane  doe", "partially_denied"), (6, 0.5)),
    ],
)
def test_one_response(response: dict[str, Any], wanted: tuple[float, float]) -> None:
    assert evidence(response) == wanted


@pytest.mark.parametrize(
    ("responses", "wanted"),
    [
        # one party, twice
        ([by("Acme", "denied"), by("Acme", "denied")], (6, 1)),
        ([by("Acme", "denied"), by("the ACME", "denied", kind="unnamed_group")], (6, 1)),
        ([by("Acme", "partially_denied"), by("Acme", "denied")], (6, 1)),
        ([by("Acme", "denied"), by("Acme", "partially_denied")], (6, 1)),
        ([by("Acme", "confirmed"), by("Acme", "confirmed", kind="document")], (14, 0)),
        # a denial, then a confession; a confirmation, then a denial
        ([by("Acme", "denied"), by("Acme", "confirmed")], (8, 0)),
        ([by("Acme", "confirmed"), by("Acme", "denied")], (6, 1)),
        ([by("Acme", "denied"), by("Acme", "confirmed"), by("Acme", "denied")], (6, 1)),
        # silence replaces nothing
        ([by("Acme", "denied"), by("Acme", "declined_to_comment")], (6, 1)),
        ([by("Acme", "confirmed"), by("Acme", "no_response")], (8, 0)),
        # two parties
        ([by("Acme", "denied"), by("Bolt", "denied")], (6, 2)),
        ([by("Acme", "denied"), by("Bolt", "confirmed")], (8, 1)),
        # parties nobody named may be one or two: the strongest each way
        ([by("", "denied"), by("", "denied")], (6, 1)),
        ([by("", "denied"), by("", "confirmed")], (8, 1)),
        # the origin on its own words
        ([by("Jane Doe", "retracted"), by("Jane Doe", "confirmed")], (6, 0)),
        ([by("Jane Doe", "denied"), by("Jane Doe", "confirmed")], (6, 0)),
        ([by("Jane Doe", "confirmed"), by("Jane Doe", "retracted")], (0, 3)),
        ([by("Jane Doe", "retracted"), by("Jane Doe", "denied")], (0, 3)),
        ([by("Jane Doe", "denied"), by("Jane Doe", "retracted")], (0, 3)),
        ([by("Jane Doe", "denied"), by("Jane Doe", "partially_denied")], (0, 1)),
        ([by("Jane Doe", "partially_denied"), by("Jane Doe", "denied")], (0, 1)),
        ([by("Jane Doe", "retracted"), by("", "corrected")], (0, 3)),
        # another party takes the report back and denies it: it still is one party
        ([by("The Wire", "retracted"), by("The Wire", "denied")], (0, 3)),
        ([by("The Wire", "denied", kind="document", interested=False), by("The Wire", "retracted")], (0, 8)),
        ([by("The Wire", "confirmed"), by("The Wire", "corrected")], (2, 3)),
    ],
)
def test_several_responses(responses: list[dict[str, Any]], wanted: tuple[float, float]) -> None:
    assert evidence(*responses) == wanted


@pytest.mark.parametrize(
    ("response", "wanted"),
    [
        (by("Acme", "denied"), (0, 7)),
        (by("Acme", "confirmed"), (2, 6)),
        (by("Jane Doe", "denied"), (0, 6)),
        (by("Jane Doe", "partially_denied"), (0, 6)),
        (by("Jane Doe", "confirmed", kind="named_official"), (6, 0)),
        (by("Jane Doe", "retracted"), (3, 0)),
        (by("The Wire", "corrected"), (3, 0)),
    ],
)
def test_one_response_to_a_denial_speaks_about_the_content(
    response: dict[str, Any], wanted: tuple[float, float]
) -> None:
    assert evidence(response, stance="denies") == wanted


def test_later_goes_by_the_place_in_the_text_where_there_is_one() -> None:
    early, late = {"spans": [[10, 20]]}, {"spans": [[80, 90]]}
    confession = [by("Acme", "confirmed", **late), by("Acme", "denied", **early)]
    assert evidence(*confession) == evidence(*reversed(confession)) == (8, 0)
    unplaced = [by("Acme", "confirmed", **late), by("Acme", "denied")]
    assert evidence(*unplaced) == (6, 1)


def test_every_response_is_recorded_with_its_words_and_place_also_where_it_adds_nothing() -> None:
    assessment = answered(
        by("Acme", "denied", text="that is false", spans=[[5, 18]]),
        by("Acme", "denied"),
        by("Bolt", "declined_to_comment", spans=[[30, 40]]),
        by("", "no_response"),
        by("Acme", "confirmed"),
    )
    lines = [line for line in assessment.explain() if line.rule.startswith("response.")]
    assert [(line.rule, line.points > 0, line.evidence) for line in lines] == [
        ("response.denied", False, "that is false"),
        ("response.denied", False, "Acme: denied"),
        ("response.declined_to_comment", False, "Bolt: declined_to_comment"),
        ("response.no_response", False, "no_response"),
        ("response.confirmed", True, "Acme: confirmed"),
    ]
    assert [tuple(line.spans) for line in lines] == [((5, 18),), (), ((30, 40),), (), ()]
    assert [line.points for line in lines[:4]] == [0.0] * 4
    assert all(line.why for line in lines)
