"""What would lift a grade: each offer reaches it, none holds a change that could be spared."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import CLAIM_STANCES, articles, policies, statements

from credscore.policy import Policy
from credscore.scoring import Assessment, Improvement, score, score_all
from credscore.scoring.improve import changed, changes_for, rank
from credscore.scoring.party import origin_key
from credscore.statement import Statement


def said(**fields: Any) -> Statement:
    return Statement.model_validate({"form": "direct", "cue": {"text": "said"}, **fields})


def offers(assessment: Assessment, **how: Any) -> list[tuple[str, str, str]]:
    return [(one.aim, one.grade, "+".join(change.id for change in one.changes)) for one in assessment.improve(**how)]


AIDE = said(source={"text": "an aide", "kind": "anonymous_source"})


def test_an_unnamed_source_heard_directly() -> None:
    assert score(AIDE).grade == "F2"
    assert offers(score(AIDE)) == [
        ("claim", "F1", "document"),
        ("source", "B2", "name"),
    ]
    document, name = score(AIDE).improve()
    assert document.text == "find a document that shows it"
    assert document.score == pytest.approx(0.5 + 0.5 * 9.5 / 11.5)
    assert name.text == "name the source"
    assert name.statement == AIDE.model_copy(
        update={"source": AIDE.source.model_copy(update={"kind": "named_individual", "anonymous": False})}
    )
    assert (name.score, name.words) == (pytest.approx(0.8333333), "very likely")


def test_an_official_through_a_relay() -> None:
    told = said(
        source={"text": "an official", "kind": "anonymous_official"},
        chain=[{"name": "The Star"}, {"name": "an official", "kind": "anonymous_official"}],
        second_hand=True,
        hedged=True,
        form="indirect",
    )
    found = score(told)
    assert found.grade == "F6"
    first = {one.changes[0].id: one for one in found.improve() if len(one.changes) == 1 and one.aim == "claim"}
    assert set(first) == {"second_origin", "document"}
    pairs = {frozenset(change.id for change in one.changes): one for one in found.improve() if len(one.changes) == 2}
    both = pairs[frozenset(("name", "relay.0"))]
    assert both.text == "name the official; hear it without The Star in between"
    assert both.statement.chain == ()
    assert not both.statement.second_hand
    assert both.statement.source.kind == "named_official"
    assert both.grade == "B2"
    assert both.score == pytest.approx(0.5 + 0.5 * 0.75 * 0.95 * 0.7)


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"source": {"text": "X", "kind": "named_official"}}, "second_origin document"),
        ({"source": {"text": "X", "kind": "document"}, "form": "mixed"}, "quote second_origin document"),
        ({"source": {"text": "X", "kind": "outlet"}}, "trace second_origin document"),
        ({"source": {"text": "X", "kind": "unnamed_group"}}, "name second_origin document"),
        ({"source": {}}, "name second_origin document"),
        ({"source": {"text": "X", "kind": "anonymous_official"}}, "name reason count second_origin document"),
        (
            {"source": {"text": "X", "kind": "anonymous_source", "count": 2, "reason": {"text": "fear"}}},
            "name second_origin document",
        ),
        ({"source": {"text": "X", "kind": "anonymous_source", "count": 1}}, "name reason count second_origin document"),
        ({"source": {"text": "X", "kind": "document"}, "stance": "denies", "second_hand": True}, "first_hand"),
        (
            {
                "source": {"text": "X", "kind": "document"},
                "chain": [*({"name": f"O{n}"} for n in range(6)), {"kind": "document"}],
            },
            "relay.0 relay.1 relay.2 relay.3 second_origin document",
        ),
    ],
)
def test_what_could_be_done(fields: dict[str, Any], wanted: str) -> None:
    assert " ".join(change.id for change in changes_for(said(**fields))) == wanted


@pytest.mark.parametrize(
    ("kind", "id_", "text"),
    [
        ("anonymous_official", "name", "name the official"),
        ("anonymous_source", "name", "name the source"),
        ("unnamed_group", "name", "name one of those who say so"),
        ("unattributed", "name", "say by name whose words these are"),
        ("anonymous_source", "reason", "say why the name is withheld"),
        ("anonymous_source", "count", "find a second one who stands behind it, and say so"),
        ("outlet", "trace", "name whom X has it from"),
        ("outlet", "quote", "quote the words"),
        ("outlet", "first_hand", "have it from one who knows it at first hand"),
        ("outlet", "relay.0", "hear it without O in between"),
        ("outlet", "relay.1", "hear it without the relay that is not named in between"),
        ("outlet", "second_origin", "find a second independent origin (outlet)"),
        ("anonymous_source", "second_origin", "find a second independent origin (anonymous source)"),
        ("unnamed_group", "second_origin", "find a second independent origin (named individual)"),
        ("unattributed", "second_origin", "find a second independent origin (named individual)"),
        ("outlet", "document", "find a document that shows it"),
    ],
)
def test_the_words_for_it(kind: str, id_: str, text: str) -> None:
    statement = said(
        source={"text": "X", "kind": kind},
        chain=[{"name": "O"}, {"kind": "outlet"}, {"name": "X", "kind": kind}],
        form="indirect",
        second_hand=True,
    )
    assert {change.id: change.text for change in changes_for(statement)}[id_] == text


def test_the_changed_statement_field_by_field() -> None:
    told = said(
        source={"text": "officials", "name": "US officials", "kind": "anonymous_official", "role": "government"},
        chain=[
            {"name": "The Star", "tier": "known"},
            {"name": "The Post"},
            {"name": "officials", "kind": "anonymous_official"},
        ],
        second_hand=True,
        form="indirect",
        responses=[{"by": "a second independent origin", "status": "no_response"}],
    )
    assert changed(told, ()) == told
    named = changed(told, ["name"])
    assert (named.source.kind, named.source.anonymous, named.source.role) == ("named_official", False, "government")
    assert (named.source.name, named.chain[-1].kind) == ("US officials", "named_official")
    assert changed(told, ["name"]).model_copy(update={"source": told.source, "chain": told.chain}) == told
    noted = changed(told, ["reason", "count"])
    assert noted.source.reason is not None
    assert (noted.source.reason.text, noted.source.count) == ("the reason for withholding the name", 2)
    assert changed(told, ["name", "reason", "count"]) == named
    assert changed(told, ["quote"]) == told.model_copy(update={"form": "direct"})
    assert changed(told, ["first_hand"]) == told.model_copy(update={"second_hand": False})
    without = changed(told, ["relay.0"])
    assert [hop.name for hop in without.chain] == ["The Post", "officials"]
    assert without.second_hand
    directly = changed(told, ["relay.0", "relay.1"])
    assert (directly.chain, directly.second_hand) == ((), False)
    seconded = changed(told, ["second_origin", "document"])
    assert [(one.by, one.status, one.kind, one.interested) for one in seconded.responses[1:]] == [
        ("a second independent origin (2)", "confirmed", "anonymous_official", False),
        ("a document that shows it", "confirmed", "document", False),
    ]
    assert seconded.responses[0] == told.responses[0]


def test_an_outlet_is_traced_to_a_source_behind_it() -> None:
    outlet = said(
        source={"text": "the paper", "name": "The Star", "kind": "outlet", "role": "media", "spans": [[0, 9]]}
    )
    traced = changed(outlet, ["trace"])
    assert (traced.source.kind, traced.source.name) == ("named_individual", "whom The Star has it from")
    assert (traced.source.role, traced.source.spans, traced.source.text) == ("media", ((0, 9),), "the paper")
    assert [(hop.name, hop.kind) for hop in traced.chain] == [
        ("The Star", "outlet"),
        ("whom The Star has it from", "named_individual"),
    ]
    relayed = outlet.model_copy(
        update={
            "chain": tuple(
                said(
                    chain=[{"name": "O"}, {"name": "S", "kind": "outlet", "tier": "known"}], source={"kind": "outlet"}
                ).chain
            )
        }
    )
    again = changed(relayed, ["trace"])
    assert [(hop.name, hop.tier) for hop in again.chain] == [
        ("O", None),
        ("The Star", "known"),
        ("whom The Star has it from", None),
    ]
    assert changed(said(source={"kind": "outlet"}), ["trace"]).source.name == "whom the outlet has it from"


def test_the_name_at_the_chain_s_end_is_kept_when_the_chain_is_dropped() -> None:
    told = said(source={"kind": "named_official"}, chain=[{"name": "O"}, {"name": "Ann Lee", "kind": "named_official"}])
    directly = changed(told, ["relay.0"])
    assert directly.source.name == "Ann Lee"
    assert origin_key(directly) == origin_key(told)


def test_who_is_nobody_gets_a_name() -> None:
    assert changed(Statement(), ["name"]).source.name == "the source by name"
    assert changed(AIDE, ["name"]).source.name is None


def test_nothing_is_offered_where_nothing_is_claimed_or_nothing_is_better() -> None:
    assert score(said(source={"text": "an aide", "kind": "anonymous_source"}, stance="speculates")).improve() == ()
    best = said(
        source={"text": "the audit", "kind": "document"},
        responses=[{"by": "Ann Lee", "status": "confirmed", "kind": "named_official"}],
    )
    assert score(best).grade == "B1"
    assert score(best).improve() == ()


def test_a_denial_is_only_offered_a_better_letter() -> None:
    denial = said(source={"text": "an aide", "kind": "anonymous_source"}, stance="denies")
    assert offers(score(denial)) == [("source", "B5", "name")]


def test_no_more_changes_at_once_than_asked_for() -> None:
    told = said(
        source={"text": "sources", "kind": "anonymous_source"},
        chain=[{"name": "O"}, {"name": "P"}, {"name": "sources", "kind": "anonymous_source"}],
        form="indirect",
    )
    sizes = {most: max(len(one.changes) for one in score(told).improve(most=most)) for most in (1, 2, 3)}
    assert sizes == {1: 1, 2: 2, 3: 3}
    assert score(told).improve(most=0) == ()
    assert score(told).improve() == score(told).improve(most=3)


def test_the_order_of_offers() -> None:
    told = said(source={"text": "sources", "kind": "anonymous_source"}, hedged=True, form="indirect")
    found = score(told).improve()
    keys = [(len(one.changes), one.aim, -one.score) for one in found]
    assert keys == sorted(keys)
    assert len(found) > 3


def test_an_offer_cannot_be_changed_and_an_assessment_read_from_json_offers_none() -> None:
    offer = score(AIDE).improve()[0]
    with pytest.raises(AttributeError):
        offer.score = 1.0  # type: ignore[misc]
    read = Assessment.model_validate(score(AIDE).model_dump())
    with pytest.raises(
        TypeError, match=r"^this assessment was not made by score.., so there is nothing to make it again with$"
    ):
        read.improve()


def test_what_cannot_be_judged_stands_between_good_and_bad() -> None:
    assert [rank(grade, "source") for grade in ("A1", "B1", "C1", "F1", "D1", "E1")] == [0, 1, 2, 3, 4, 5]
    assert [rank(grade, "claim") for grade in ("B1", "B2", "B3", "B6", "B4", "B5")] == [0, 1, 2, 3, 4, 5]


def test_the_other_statements_of_the_claim_are_kept() -> None:
    other = said(id="o", source={"text": "the audit", "kind": "document"}, claim_id="c")
    alone, together = score(AIDE), score_all([AIDE.model_copy(update={"claim_id": "c"}), other])[0]
    assert together.grade == "F1"
    assert offers(alone) != offers(together) == [("source", "B1", "name")]


def better(before: Assessment, after: Assessment, aim: str) -> bool:
    letters, digits = "ABCFDE", "123645"
    letter, digit = letters.index(before.grade[0]), digits.index(before.grade[1])
    new_letter, new_digit = letters.index(after.grade[0]), digits.index(after.grade[1])
    if aim == "claim":
        return new_digit < digit and new_letter <= letter and (after.score or 0) >= (before.score or 0)
    return new_letter < letter and (new_digit <= digit or before.statement.stance == "denies")


def holds(assessment: Assessment, offer: Improvement, again: Any) -> None:
    after = again(offer.statement)
    assert (after.score, after.grade, after.words) == (offer.score, offer.grade, offer.words)
    assert Statement.model_validate(offer.statement.model_dump()) == offer.statement
    ids = [change.id for change in offer.changes]
    assert changed(assessment.statement, ids) == offer.statement
    assert better(assessment, after, offer.aim)
    for fewer in range(len(ids)):
        for some in itertools.combinations(ids, fewer):
            assert not better(assessment, again(changed(assessment.statement, some)), offer.aim)


@given(statements(stances=CLAIM_STANCES), policies(), st.data())
def test_each_offer_reaches_what_it_says_and_no_smaller_one_does(
    statement: Statement, policy: Policy, data: st.DataObject
) -> None:
    found = score(statement, policy)
    offered = found.improve(most=2)
    assert len(set(offered)) == len(offered)
    if offered:
        holds(found, data.draw(st.sampled_from(offered)), lambda one: score(one, policy))


@given(articles(most=3, stances=CLAIM_STANCES, claims=("c",)), policies())
def test_offers_hold_among_other_statements_too(some: list[Statement], policy: Policy) -> None:
    found = score_all(some, policy)[0]
    for offer in found.improve(most=1):
        holds(found, offer, lambda one: score_all([one, *some[1:]], policy)[0])


@given(statements(stances=CLAIM_STANCES), policies())
def test_every_change_that_could_lift_alone_is_offered(statement: Statement, policy: Policy) -> None:
    found = score(statement, policy)
    offered = {(one.aim, one.changes[0].id) for one in found.improve(most=1)}
    aims = ("source",) if statement.stance == "denies" else ("claim", "source")
    for aim in aims:
        for change in changes_for(statement):
            after = score(changed(statement, [change.id]), policy)
            assert better(found, after, aim) == ((aim, change.id) in offered)
