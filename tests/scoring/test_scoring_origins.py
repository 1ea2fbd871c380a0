"""Several statements of one claim: copies, retellings, independent origins, contradictions."""

from __future__ import annotations

from typing import Any

import pytest

from credscore.scoring import Assessment, score, score_all
from credscore.scoring.party import origin_key, party_key
from credscore.statement import Source, Statement


def told(id: str, name: str, kind: str = "outlet", relays: tuple[str, ...] = (), **more: Any) -> Statement:
    chain = [*({"name": relay} for relay in relays), {"name": name, "kind": kind}] if relays else []
    more = {"claim_id": "c", "form": "direct", **more}
    return Statement.model_validate({"id": id, "source": {"name": name, "kind": kind}, "chain": chain, **more})


def evidence(assessment: Assessment) -> tuple[float, float]:
    r, s = assessment.claim.evidence()
    return round(r, 6), round(s, 6)


def together(*statements: Statement) -> tuple[float, float]:
    """The evidence about the claim, which every statement of it must agree on."""
    found = {evidence(one) for one in score_all(statements)}
    assert len(found) == 1
    return found.pop()


def alone(statement: Statement) -> float:
    return evidence(score(statement))[0]


def test_independent_origins_add_up() -> None:
    assert together(told("1", "Ann Lee", "named_official"), told("2", "the audit", "document")) == (14, 0)


def test_a_claim_confirmed_by_a_second_origin_earns_a_one_and_a_denial_takes_it_away() -> None:
    pair = [told("1", "Ann Lee", "named_official"), told("2", "the audit", "document")]
    assert [one.grade for one in score_all(pair)] == ["B1", "B1"]
    assert [one.origins for one in score_all(pair)] == [2, 2]
    denied = [*pair, told("3", "Bo Ek", "named_individual", stance="denies")]
    assert {one.grade[1] for one in score_all(denied)} == {"2"}
    strong_alone = score(told("1", "the audit", "document"))
    assert (strong_alone.score or 0) >= 0.9
    assert strong_alone.grade == "B2"


def test_ten_outlets_that_quote_one_agency_count_once() -> None:
    agency = [told(str(n), "the Agency", relays=(f"Outlet {n}",)) for n in range(10)]
    assert together(*agency) == (round(alone(agency[0]), 6), 0)
    assert together(*agency, told("x", "Agency")) == (3, 0)


def test_the_strongest_telling_of_an_origin_counts() -> None:
    weak = told("1", "Ann Lee", "named_official", relays=("A", "B"), hedged=True)
    strong = told("2", "ANN LEE", "named_official", relays=("C",))
    assert together(weak, strong) == (alone(strong), 0)
    lines = {line.rule: line for line in score_all([weak, strong])[0].explain()}
    assert lines["corroboration.same_origin"].points > 0
    assert "corroboration.same_origin" not in {line.rule for line in score_all([weak, strong])[1].explain()}


def test_an_outlet_that_is_seen_quoting_others_is_a_retelling_of_them() -> None:
    traced = told("1", "officials", "anonymous_official", relays=("the Star",))
    bare = told("2", "Star")
    further = told("3", "the Star", relays=("the Post",))
    assert together(traced, bare, further) == (3, 0)
    document = told("4", "the audit", "document", relays=("The Star",))
    assert together(traced, document, bare) == (round(alone(traced) + alone(document), 6), 0)


def test_outlets_that_quote_each_other_in_a_circle_are_one_origin() -> None:
    circle = [told("1", "A", relays=("B",)), told("2", "B", relays=("C",)), told("3", "C", relays=("A",))]
    assert together(*circle) == (round(alone(circle[0]), 6), 0)


def test_a_retelling_several_steps_away_is_found() -> None:
    steps = [told("0", "the audit", "document", relays=("N0",))]
    steps += [told(str(n + 1), f"N{n}", relays=(f"N{n + 1}",)) for n in range(2000)]
    first = score_all(steps)[-1]
    assert evidence(first) == (round(alone(steps[0]), 6), 0)


def test_contradiction_counts_against_and_is_shown_on_both_sides() -> None:
    yes = told("yes", "Ann Lee", "named_official", content={"text": "it held", "spans": [[0, 7]]})
    no = told("no", "the audit", "document", stance="denies", content={"text": "it held", "spans": [[50, 57]]})
    assert together(yes, no) == (6, 8)
    for one, rule, other in zip(
        score_all([yes, no]),
        ("corroboration.contradiction", "corroboration.independent"),
        (no, yes),
        strict=True,
    ):
        line = one.explain()[-1]
        assert line.rule == rule
        assert line.evidence == other.source.name
        assert line.spans == other.content.spans
        assert line.why


def test_spans_of_other_texts_are_not_pointed_at() -> None:
    content = {"text": "it held", "spans": [[0, 7]]}
    pair = [told("1", "A", content=content), told("2", "B", content=content)]
    assert score_all(pair)[0].explain()[-1].spans == ((0, 7),)
    assert score_all(pair, texts=[1, 2])[0].explain()[-1].spans == ()


def test_many_origins_are_named_by_the_first_few_and_counted() -> None:
    crowd = [told(str(n), f"Witness {n}", "named_individual") for n in range(6)]
    line = score_all(crowd)[0].explain()[-1]
    assert line.rule == "corroboration.independent"
    assert line.evidence == "Witness 1, Witness 2, Witness 3, 2 more"


def test_a_party_that_denies_two_statements_of_the_claim_counts_once() -> None:
    denial = {"by": "Acme Corp", "status": "denied"}
    pair = [told("1", "A", responses=[denial]), told("2", "B", responses=[{**denial, "by": "the Acme Corp"}])]
    assert together(*pair) == (6, 1)


def test_a_party_that_denies_as_a_source_and_as_a_response_counts_once() -> None:
    as_source = told("1", "Acme Corp", "organization", stance="denies")
    as_response = told("2", "Ann Lee", "named_official", responses=[{"by": "Acme Corp", "status": "denied"}])
    assert together(as_source, as_response) == (6, 5)


def test_a_confirmation_by_the_origin_of_another_statement_is_no_second_origin() -> None:
    confirmed = told("1", "Ann Lee", "named_official", responses=[{"by": "The Audit", "status": "confirmed"}])
    audit = told("2", "the audit", "document")
    assert together(confirmed, audit) == (14, 0)
    assert score_all([confirmed, audit])[0].origins == 2


def test_a_retraction_fells_every_retelling_and_withdrawing_it_restores_them() -> None:
    retold = told("1", "Ann Lee", "named_official", relays=("the Star",))
    retraction = {"by": "Ann Lee", "status": "retracted"}
    retracted = told("2", "Ann Lee", "named_official", responses=[retraction])
    assert together(retold, retracted) == (0, 3)
    assert all(
        line.points == 0 for line in score_all([retold, retracted])[0].explain() if line.rule.startswith("source")
    )
    withdrawn = told("2", "Ann Lee", "named_official", responses=[retraction, {"by": "Ann Lee", "status": "confirmed"}])
    assert together(retold, withdrawn) == (6, 0)


def test_a_relay_that_takes_its_report_back_fells_only_what_came_through_it() -> None:
    direct = told("1", "Ann Lee", "named_official")
    relayed = told(
        "2", "Ann Lee", "named_official", relays=("Star",), responses=[{"by": "Star", "status": "retracted"}]
    )
    assert together(direct, relayed) == (6, 3)


def test_claims_do_not_touch_one_another_and_no_claim_id_stands_alone() -> None:
    apart = [
        told("1", "A", claim_id="c1"),
        told("2", "B", claim_id="c2"),
        told("3", "C", claim_id=None),
        told("4", "D", claim_id=None),
    ]
    assert [evidence(one) for one in score_all(apart)] == [(3, 0)] * 4


def test_what_claims_nothing_does_not_corroborate() -> None:
    wish = told("2", "the audit", "document", stance="speculates")
    found = score_all([told("1", "Ann Lee", "named_official"), wish])
    assert evidence(found[0]) == (6, 0)
    assert found[1].score is None


def test_nameless_sources_of_a_kind_are_one_origin() -> None:
    assert together(told("1", "", "anonymous_source"), told("2", "", "anonymous_source")) == (1.5, 0)
    assert together(told("1", "", "anonymous_source"), told("2", "", "anonymous_official")) == (4, 0)


def test_independent_relays_make_it_surer_that_the_origin_said_so() -> None:
    one = told("1", "Ann Lee", "named_official", relays=("the Star",))
    two = told("2", "Ann Lee", "named_official", relays=("the Post",))
    single = score(one).attribution.evidence()[0]
    assert score_all([one, two])[0].attribution.evidence()[0] == pytest.approx(2 * single)
    copy = told("3", "Ann Lee", "named_official", relays=("the Globe", "the Star"))
    assert score_all([one, copy])[0].attribution.evidence()[0] == pytest.approx(single)
    bridge = told("4", "Ann Lee", "named_official", relays=("the Post", "the Star"))
    assert score_all([one, two, bridge])[0].attribution.evidence()[0] == pytest.approx(single)
    denial = told("5", "Ann Lee", "named_official", relays=("the Globe",), stance="denies")
    assert score_all([one, denial])[0].attribution.evidence()[0] == pytest.approx(single)


def test_a_confirmation_of_the_words_counts_for_every_retelling_of_them() -> None:
    one = told("1", "Ann Lee", "named_official", relays=("the Star",))
    two = told(
        "2", "Ann Lee", "named_official", relays=("the Star",), responses=[{"by": "Ann Lee", "status": "confirmed"}]
    )
    assert score_all([one, two])[0].attribution == score_all([one, two])[1].attribution
    assert score_all([one, two])[0].attribution.evidence()[0] == pytest.approx(score(one).attribution.evidence()[0] + 6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Example Times", "example  times"),
        ("“Nikkei”", "nikkei"),
        ("ＮＩＫＫＥＩ", "Nikkei"),
        ("An Official", "official"),
        ("Straße", "STRASSE"),
        ("Ann Lee,", "Ann Lee"),
    ],
)
def test_names_of_one_party(one: str, other: str) -> None:
    assert party_key(one) == party_key(other)


def test_names_of_two_parties() -> None:
    assert party_key("Theodora Lee") != party_key("odora Lee")
    assert party_key("Ann Lee") != party_key("Ann Leeds")
    assert party_key("The") == "the"


def test_the_origin_is_the_source_by_name_then_the_end_of_the_chain_then_the_words() -> None:
    chain = [{"name": "A"}, {"name": "the ministry", "kind": "organization"}]
    source = {"text": "it", "kind": "organization"}
    assert origin_key(Statement.model_validate({"source": source, "chain": chain})) == "ministry"
    assert origin_key(Statement.model_validate({"source": source})) == "it"
    assert origin_key(Statement(source=Source(name="Ann Lee", text="she", kind="named_official"))) == "ann lee"
    assert origin_key(Statement()) == "(unattributed)"


def test_an_origin_that_takes_its_denial_back_counts_alike_alone_and_beside_a_copy() -> None:
    took_back = {"by": "Ann", "status": "retracted"}
    one = told("s1", "Ann", stance="denies", responses=[took_back, {"by": "Bo", "status": "confirmed"}])
    copy = one.model_copy(update={"id": "s2"})
    assert [found.origins for found in score_all([one])] == [2]
    assert [found.origins for found in score_all([one, copy])] == [2, 2]
