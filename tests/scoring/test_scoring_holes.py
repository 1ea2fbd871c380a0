"""What a mutation run found untested: places of lines, ties, counts, the strongest of several paths."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from strategies import policy_with

from credscore.opinion import Opinion, arrays, consensus
from credscore.scoring import score, score_all
from credscore.scoring.arrays import score_batch
from credscore.scoring.improve import changed
from credscore.statement import Statement


def said(id: str = "s1", name: str = "Ann", kind: str = "named_official", **more: Any) -> Statement:
    return Statement.model_validate({"id": id, "source": {"name": name, "kind": kind}, "form": "direct", **more})


@pytest.mark.parametrize(
    "row",
    [
        [Opinion(0.3, 0.1, 0.6), Opinion(0.3, 0.5, 0.2)],
        [Opinion(0.1, 0.3, 0.6), Opinion(0.5, 0.3, 0.2)],
        [Opinion(0.5, 0.5, 0.0), Opinion(0.5, 0.5, 0.0), Opinion(0.3, 0.5, 0.2)],
    ],
)
def test_consensus_of_arrays_where_one_side_is_agreed_on_or_nothing_weighs(row: list[Opinion]) -> None:
    table = arrays.opinions(
        *(  # one row
            [getattr(one, name) for one in row] for name in "bdua"
        )
    )
    found, wanted = arrays.consensus(table).at(), consensus(*row)
    assert (found.b, found.d, found.u) == pytest.approx((wanted.b, wanted.d, wanted.u), abs=1e-12)


def test_lines_stand_where_their_words_stand() -> None:
    found = score(
        said(
            content={"text": "it held", "spans": [[0, 7]]},
            cue={"text": "claimed", "spans": [[20, 27]]},
            source={
                "text": "Ann",
                "spans": [[30, 33]],
                "kind": "anonymous_source",
                "count": 2,
                "reason": {"text": "fear", "spans": [[40, 44]]},
            },
            chain=[{"name": "Star", "spans": [[50, 54]]}, {"kind": "anonymous_source"}],
            stance="alleges",
            hedged=True,
            form="indirect",
            responses=[{"by": "Bo", "status": "denied", "spans": [[60, 66]]}],
        )
    )
    assert {line.rule: [tuple(span) for span in line.spans] for line in found.explain()} == {
        "base.rate": [],
        "source.anonymous_source": [(30, 33)],
        "anonymity.reason": [(40, 44)],
        "anonymity.count": [(30, 33)],
        "hop.default": [(50, 54)],
        "form.indirect": [(0, 7)],
        "stance.alleges": [(20, 27)],
        "hedge.hedged": [(0, 7)],
        "response.denied": [(60, 66)],
    }


def test_lines_of_what_is_withheld_stand_there_too() -> None:
    found = score(said(stance="other", responses=[{"by": "Bo", "status": "denied", "spans": [[60, 66]]}]))
    assert [tuple(span) for span in found.explain()[1].spans] == [(60, 66)]


def test_a_relay_without_a_name_is_called_so_only_where_that_makes_it_weaker() -> None:
    def rule(tier: str | None) -> str:
        chain = [{"name": "a post", "kind": "unnamed_group", "tier": tier}, {"name": "Ann", "kind": "named_official"}]
        return score(said(chain=chain)).explain()[2].rule

    assert rule(None) == "hop.unnamed"
    assert rule("social") == "hop.social"  # as weak as one without a name, by the default policy


def test_a_partial_denial_that_weighs_more_does_not_save_what_was_retracted() -> None:
    partly = {"by": "Ann", "status": "partially_denied", "kind": "document", "interested": False}
    retracted = {"by": "Ann", "status": "retracted"}
    for responses in ([partly, retracted], [retracted, partly]):
        assert score(said(responses=responses)).claim.evidence() == pytest.approx((0.0, 4.0))


@pytest.mark.parametrize("kind", ["document", "unnamed_group", "unattributed"])
def test_every_party_that_confirms_is_one_origin_more(kind: str) -> None:
    confirmed = {"status": "confirmed", "kind": kind, "interested": False}
    one = said(kind="document", responses=[{"by": "Bo", **confirmed}])
    two = said(kind="document", responses=[{"by": "Bo", **confirmed}, {"by": "Cy", **confirmed}])
    assert (score(one).origins, score(two).origins) == (2, 3)
    assert (score(one).grade, score_batch([one, two]).grade.tolist()) == ("B1", ["B1", "B1"])


@pytest.mark.parametrize("forms", [("direct", "indirect"), ("indirect", "direct")])
def test_of_two_tellings_through_one_relay_the_surer_counts_for_the_attribution(forms: tuple[str, str]) -> None:
    chain = [{"name": "Star"}, {"name": "Ann", "kind": "named_official"}]
    some = [said(str(n), chain=chain, form=form, claim_id="c") for n, form in enumerate(forms)]
    direct = score(said(chain=chain)).attribution
    assert {one.attribution for one in score_all(some)} == {direct}


def test_a_retelling_is_pointed_at() -> None:
    some = [
        said("1", hedged=True, claim_id="c", content={"text": "a", "spans": [[0, 1]]}),
        said("2", claim_id="c", content={"text": "b", "spans": [[5, 6]]}),
    ]
    line = score_all(some)[0].explain()[-1]
    assert (line.rule, [tuple(span) for span in line.spans]) == ("corroboration.same_origin", [(5, 6)])


def test_naming_leaves_no_number_of_people() -> None:
    told = said(source={"text": "two aides", "kind": "anonymous_source", "count": 2, "reason": {"text": "fear"}})
    named = changed(told, ["name"])
    assert (named.source.count, named.source.reason) == (None, None)


def test_a_line_on_the_same_origin_points_at_what_it_says_to_the_contrary_too() -> None:
    yes = said("s1", "Ann", content={"text": "it held", "spans": [[0, 7]]}, claim_id="c")
    no = said("s2", "Ann", content={"text": "it held", "spans": [[30, 37]]}, claim_id="c", stance="denies")
    lines = {line.rule: line for line in score_all([yes, no])[0].explain()}
    assert lines["corroboration.same_origin"].spans == ((30, 37),)


def test_nobody_named_is_not_heard_however_often_it_is_told() -> None:
    told = [said(f"s{n}", "", "unattributed", claim_id="c", cue={"text": "reportedly"}) for n in range(3)]
    assert [one.attribution.b for one in score_all(told)] == [0.0, 0.0, 0.0]


def test_a_chain_of_nothing_but_the_origin_changes_no_line() -> None:
    policy = policy_with({"access.second_hand": 1.0, "form.indirect": 1.0, "form.mixed": 1.0})
    for second_hand in (True, False):
        alone = said(second_hand=second_hand)
        chain = said(second_hand=second_hand, chain=[{"name": "Ann", "kind": "named_official"}])
        assert [line[:2] for line in score(chain, policy).explain()] == [
            line[:2] for line in score(alone, policy).explain()
        ]


@pytest.mark.parametrize("kind", ["float32", "float16"])
def test_arrays_compute_in_double_precision_whatever_they_are_given(kind: str) -> None:
    given = [np.array([0.5, 0.25], dtype=kind), np.array([0.25, 0.5], dtype=kind), np.array([0.25, 0.25], dtype=kind)]
    made = arrays.opinions(*given, np.array([0.5, 0.5], dtype=kind))
    assert {values.dtype for values in made} == {np.dtype("float64")}
    evidence = arrays.from_evidence(given[0], given[1], given[2])
    assert {values.dtype for values in evidence} == {np.dtype("float64")}
    assert evidence.b[0] == 0.5 / 2.75


def test_evidence_in_small_whole_numbers_does_not_overflow() -> None:
    found = arrays.from_evidence(np.array([100], dtype="int8"), np.array([98], dtype="int8"), np.array([0.5]))
    assert (found.b[0], found.d[0], found.u[0]) == (0.5, 0.49, 0.01)
