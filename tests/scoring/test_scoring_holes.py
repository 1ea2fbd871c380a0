"""What a mutation run found untested: places of lines, ties, counts, the strongest of several paths."""

from __future__ import annotations

from typing import Any

import pytest

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
