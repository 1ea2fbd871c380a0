"""Small print of the score: messages, places, what is handed on when a statement is scored again."""

from __future__ import annotations

from typing import Any

import pytest

from credscore.errors import InputError
from credscore.policy import Policy
from credscore.scoring import Assessment, Record, score, score_all
from credscore.statement import Hop, Statement


def said(id: str, name: str, kind: str = "named_official", **more: Any) -> Statement:
    fields = {"id": id, "source": {"name": name, "kind": kind}, "form": "direct", "claim_id": "c", **more}
    return Statement.model_validate(fields)


def test_scoring_again_changes_one_statement_and_keeps_the_others_their_records_and_texts() -> None:
    some = [
        said("1", "Ann", content={"text": "a", "spans": [[0, 1]]}),
        said("2", "Bo", content={"text": "b", "spans": [[5, 6]]}),
        said("3", "Cy", "document", content={"text": "c", "spans": [[9, 10]]}),
    ]
    lookup = {"Ann": Record(4, 1), "Bo": Record(1, 3), "Cy": Record(2, 0)}

    def records(one: Statement) -> Record | None:
        return lookup[one.source.name or ""]

    for texts in (None, [1, 1, 1], [1, 2, 3]):
        found = score_all(some, records=records, texts=texts)
        for number in range(3):
            changed = [one.model_copy(update={"hedged": n == number}) for n, one in enumerate(some)]
            wanted = score_all(changed, records=records, texts=texts)[number]
            again = found[number].what_if(hedged=True)
            assert again == wanted
            assert again.explain() == wanted.explain()
            assert bool(again.explain()[-1].spans) is (texts != [1, 2, 3])


def test_scoring_again_needs_only_the_statements_of_the_claim() -> None:
    some = [said(str(n), f"N{n}", claim_id=f"c{n % 3}" if n % 4 else None) for n in range(12)]
    texts = [n % 2 for n in range(12)]
    found = score_all(some, texts=texts)
    for number, one in enumerate(some):
        for claim in (one.claim_id, "c1", None, "another"):
            changed = [other.model_copy(update={"claim_id": claim}) if other is one else other for other in some]
            wanted = score_all(changed, texts=texts)[number]
            again = found[number].what_if(claim_id=claim)
            assert again == wanted
            assert again.explain() == wanted.explain()


def test_scoring_one_again_keeps_its_record_and_policy() -> None:
    strict = Policy.load("strict")
    found = score(said("1", "Ann"), strict, record=Record(2, 5))
    assert found.what_if(hedged=True) == score(said("1", "Ann", hedged=True), strict, record=Record(2, 5))
    assert found.what_if(hedged=True).policy == strict.label


def test_what_if_another_source_keeps_the_relays_and_the_end_s_name() -> None:
    chain = [{"name": "A"}, {"name": "B", "tier": "known"}, {"name": "Ann", "kind": "named_official"}]
    found = score(said("1", "Ann", chain=chain))
    other = found.what_if(source={"kind": "document"}).statement
    assert [(hop.name, hop.kind, hop.tier) for hop in other.chain] == [
        ("A", "outlet", None),
        ("B", "outlet", "known"),
        ("Ann", "document", None),
    ]
    given = found.what_if(source={"kind": "document"}, chain=[{"name": "Z"}, {"name": "it", "kind": "document"}])
    assert [hop.name for hop in given.statement.chain] == ["Z", "it"]
    assert found.what_if(source={"kind": "document"}, chain=()).statement.chain == ()
    assert score(said("1", "Ann")).what_if(source={"kind": "document"}).statement.chain == ()


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"chain": [{"name": "x", "kind": "blog"}]}, "chain.0.kind", "Input should be 'named_official', "),
        ({"colour": 1}, "colour", "Extra inputs are not permitted"),
        (
            {"source": {"kind": "document", "anonymous": True}},
            "source",
            "anonymous is True but the kind is 'document'; ",
        ),
        ({"responses": [{"by": "Bo"}]}, "responses.0.status", "Field required"),
        ({"chain": [{"name": "x", "kind": "document"}]}, None, "the chain ends in kind 'document' but the source is "),
    ],
)
def test_an_unsound_what_if_says_what_is_wrong_and_where(
    changes: dict[str, Any], field: str | None, message: str
) -> None:
    with pytest.raises(InputError) as error:
        score(said("1", "Ann")).what_if(**changes)
    assert error.value.field == field
    assert error.value.message.startswith(message)


def test_an_assessment_from_elsewhere_says_why_it_cannot_be_made_again() -> None:
    read = Assessment.model_validate(score(said("1", "Ann")).model_dump())
    with pytest.raises(TypeError) as error:
        read.what_if(hedged=True)
    assert str(error.value) == "this assessment was not made by score(), so there is nothing to make it again with"


def test_assessments_are_equal_by_their_fields_and_unlike_anything_else() -> None:
    one, same, other = score(said("1", "Ann")), score(said("1", "Ann")), score(said("1", "Bo"))
    assert one == same
    assert hash(one) == hash(same)
    assert hash(one) == hash((one.statement, one.score, one.policy))
    assert one != other
    assert one != 1


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Record(-1, 0), "record.confirmed"),
        (Record(0, 1e10), "record.refuted"),
        (Record(float("nan"), 0), "record.confirmed"),
    ],
)
def test_a_record_that_is_none_is_named(record: Record, field: str) -> None:
    with pytest.raises(InputError) as error:
        score(said("1", "Ann"), record=record)
    assert error.value.field == field
    bad = record.confirmed if field == "record.confirmed" else record.refuted
    assert error.value.message == f"a count from 0 to 1e+09 was wanted, {bad!r} was found"
    score(said("1", "Ann"), record=Record(1e9, 1e9))


def test_why_a_score_is_withheld() -> None:
    rules = Policy.default().rules
    assert score(said("1", "Ann", stance="speculates")).withheld == rules["stance.speculates"].why
    assert score(said("1", "Ann", content={"text": "Is it?"})).withheld == rules["stance.asks_commands"].why
    answer = score(said("1", "Ann", answers="s9", stance="declines"))
    assert answer.withheld == "It answers s9 and counts there, as a response."
    (line,) = answer.explain()
    assert (line.rule, line.points) == ("answer.counted_there", 0.0)
    assert line.why == "An answer to another statement is evidence about that one; by itself it puts nothing forward."
    assert line.reference.startswith("A denial is the complement of what it denies: ")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Is it safe?", True),
        ("“Is it safe?”", True),
        ("Is it safe?' ,", True),
        ("It is safe. Is it?", False),
        ("Look! Is it?", False),
        ("Is it? Is it?", False),
        ("It is safe.", False),
        ("", False),
    ],
)
def test_what_is_one_question(text: str, question: bool) -> None:
    assert (score(said("1", "Ann", content={"text": text})).score is None) is question


def test_what_is_withheld_records_its_responses_too() -> None:
    responses = [{"by": "Bo", "status": "denied"}, {"by": "Ann", "status": "retracted"}]
    found = score(said("1", "Ann", stance="other", cue={"text": "praised", "spans": [[3, 10]]}, responses=responses))
    assert [(line.rule, line.points) for line in found.explain()] == [
        ("stance.other", 0.0),
        ("response.denied", 0.0),
        ("withdrawal.retracted", 0.0),
    ]
    assert found.explain()[0].spans == ((3, 10),)
    assert (found.origins, found.interval, found.confidence) == (0, (0.0, 1.0), "low")


def test_notes_on_what_corroborates_have_reasons() -> None:
    some = [
        said("1", "Ann", hedged=True),
        said("2", "Ann", chain=[Hop(name="A").model_dump(), {"name": "Ann", "kind": "named_official"}]),
        said("3", "the audit", "document"),
        said("4", "Bo", stance="denies"),
    ]
    lines = {line.rule: line for line in score_all(some)[0].explain()}
    assert lines["corroboration.same_origin"].why == (
        "The same origin speaks in another statement of the claim: its strongest word counts, once."
    )
    assert lines["corroboration.independent"].why.endswith("support the claim.")
    assert lines["corroboration.contradiction"].why.endswith("deny the claim.")
    assert all("Jøsang" in lines[rule].reference for rule in lines if rule.startswith("corroboration."))
    assert lines["corroboration.same_origin"].evidence == "Ann"
    assert lines["corroboration.independent"].evidence == "the audit"
    assert lines["corroboration.contradiction"].evidence == "Bo"
