"""Letter, digit, words and number never contradict one another, whatever the policy."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import CLAIM_STANCES, SUPPORTING, articles, policies, records, relays, responses, statements

from credscore.opinion import Opinion
from credscore.policy import Policy
from credscore.policy.tables import NAMED_TWINS
from credscore.scoring import Assessment, Record, score, score_all
from credscore.scoring.testimony import weigh
from credscore.statement import Hop, Response, ResponseStatus, SourceKind, SpeechForm, Stance, Statement

NOISE = 1e-12
UNNAMED = (SourceKind.ANONYMOUS_OFFICIAL, SourceKind.ANONYMOUS_SOURCE)


def agree(found: Assessment, policy: Policy) -> None:
    """Every word that an assessment uses fits its numbers."""
    letter, digit = found.grade
    u, high_u, moderate_u = found.claim.u, *policy.tables.confidence
    assert letter in "ABCDEF"
    assert digit in "123456"
    if found.score is None:
        assert (digit, found.words, found.confidence, found.claim.u) == ("6", "cannot be judged", "low", 1.0)
        return
    assert (digit == "6") == (found.words == "cannot be judged") == (u > policy.tables.unjudged)
    assert found.confidence == ("high" if u <= high_u else "moderate" if u <= moderate_u else "low")
    if digit == "6":
        assert found.confidence == "low"
        return
    # What the digits mean in words: 'confirmed', 'probably true'; 'doubtful', 'improbable'.
    if digit in "12":
        assert found.score >= 0.5 - NOISE
    if digit in "45":
        assert found.score < 0.5 + NOISE
    if digit == "1":
        assert found.claim.d == 0.0
        assert found.origins >= 2
    bounds = sorted((entry.value, entry.word) for entry in policy.likelihood.values())
    least = {word: value for value, word in bounds}[found.words]
    above = min((value for value, _ in bounds if value > least), default=2.0)
    assert least - NOISE <= found.score < above + NOISE


@given(statements(), policies(), st.one_of(st.none(), records))
def test_letter_digit_words_and_number_agree(statement: Statement, policy: Policy, record: Record | None) -> None:
    agree(score(statement, policy, record=record), policy)


@given(articles(), policies())
def test_they_agree_among_other_statements_of_the_claim_too(some: list[Statement], policy: Policy) -> None:
    for found in score_all(some, policy):
        agree(found, policy)


@given(statements(), policies(), st.one_of(st.none(), records))
def test_the_letter_fits_the_trust_in_the_source(statement: Statement, policy: Policy, record: Record | None) -> None:
    tables = policy.tables
    told = weigh(statement, tables, record)
    letter = score(statement, policy, record=record).grade[0]
    b, d = told.trust
    u = 1.0 - b - d
    p = b + tables.rate * u
    nameless = statement.source.kind.anonymous or statement.source.kind is SourceKind.UNATTRIBUTED
    cannot = not told.known or u > tables.letter_unjudged or (nameless and told.record_size < tables.letter_record)
    assert (letter == "F") == cannot
    if letter in "ABCD":
        assert p >= tables.letters["ABCD".index(letter)]
    if letter == "A":
        assert u <= tables.letter_a_uncertainty
    if letter in "CDE":
        assert p < tables.letters["CDE".index(letter) + 1]


@given(statements(), policies(), st.data())
def test_the_letter_knows_only_the_source_and_the_hops(
    statement: Statement, policy: Policy, data: st.DataObject
) -> None:
    other = statement.model_copy(
        update={
            "stance": data.draw(st.sampled_from(list(Stance))),
            "form": data.draw(st.sampled_from(list(SpeechForm))),
            "hedged": data.draw(st.booleans()),
            "second_hand": data.draw(st.booleans()),
            "responses": (data.draw(responses()),),
        }
    )
    assert score(statement, policy).grade[0] == score(other, policy).grade[0]


@given(statements(kinds=UNNAMED), policies())
def test_naming_a_source_never_worsens_its_letter(statement: Statement, policy: Policy) -> None:
    twin = NAMED_TWINS[statement.source.kind][0]
    source = statement.source.model_copy(update={"kind": twin, "anonymous": False, "reason": None, "count": None})
    named = statement.model_copy(update={"source": source})
    assert score(named, policy).grade[0] <= score(statement, policy).grade[0]


@given(statements(), policies(), relays())
def test_one_more_hop_never_betters_the_letter_of_a_source_without_a_record(
    statement: Statement, policy: Policy, hop: Hop
) -> None:
    end = statement.chain or (Hop(name=statement.source.name or "", kind=statement.source.kind),)
    longer = statement.model_copy(update={"chain": (hop, *end)})
    assert score(longer, policy).grade[0] >= score(statement, policy).grade[0]


@given(statements(stances=SUPPORTING), policies(), responses(statuses=(ResponseStatus.CONFIRMED,)))
def test_a_confirmation_never_worsens_a_digit_that_is_given(
    statement: Statement, policy: Policy, answer: Response
) -> None:
    placeless = statement.model_copy(
        update={"responses": tuple(one.model_copy(update={"spans": ()}) for one in statement.responses)}
    )
    more = placeless.model_copy(update={"responses": (*placeless.responses, answer.model_copy(update={"spans": ()}))})
    before, after = score(placeless, policy).grade[1], score(more, policy).grade[1]
    if "6" not in (before, after):
        assert after <= before


@given(statements(stances=CLAIM_STANCES, most_responses=0), policies(), st.floats(0.01, 0.99), st.data())
def test_every_quantile_rises_with_a_supporting_origin_and_falls_with_a_denying_one(
    statement: Statement, policy: Policy, q: float, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(list(SourceKind)))
    weight = policy.tables.weight

    def quantile(*answers: Response) -> float:
        claim = score(statement.model_copy(update={"responses": answers}), policy).claim
        return Opinion(claim.b, claim.d, claim.u, claim.a).quantile(q, weight)

    now = quantile()
    assert quantile(Response(by="a stranger", status=ResponseStatus.CONFIRMED, kind=kind)) >= now - 1e-7
    assert quantile(Response(by="a stranger", status=ResponseStatus.DENIED, kind=kind)) <= now + 1e-7


@given(statements(stances=SUPPORTING, kinds=UNNAMED, most_responses=0), policies(), st.floats(1.0, 10.0), relays())
def test_scaling_the_prior_weight_keeps_the_order_of_naming_hops_and_denials(
    statement: Statement, policy: Policy, weight: float, hop: Hop
) -> None:
    data = policy.model_dump(mode="json")
    data["base"]["weight"]["value"] = weight
    scaled = Policy.parse(data)
    twin = NAMED_TWINS[statement.source.kind][0]
    source = statement.source.model_copy(update={"kind": twin, "anonymous": False, "reason": None, "count": None})
    end = statement.chain or (Hop(name=statement.source.name or "", kind=statement.source.kind),)
    denied = (Response(by="a stranger", status=ResponseStatus.DENIED),)
    better = [statement.model_copy(update={"source": source})]
    worse = [statement.model_copy(update={"chain": (hop, *end)}), statement.model_copy(update={"responses": denied})]
    now = score(statement, scaled).score or 0.0
    assert all((score(one, scaled).score or 0.0) >= now - NOISE for one in better)
    assert all((score(one, scaled).score or 0.0) <= now + NOISE for one in worse)
