"""Many statements at once give what each gives alone."""

from __future__ import annotations

import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import policies, policy_with, records, statements

from credscore.errors import InputError
from credscore.policy import Policy
from credscore.scoring import Record, score
from credscore.scoring.arrays import Scores, prepare, score_batch
from credscore.statement import Hop, Statement


def same(found: Scores, number: int, statement: Statement, policy: Policy, record: Record | None = None) -> None:
    wanted = score(statement, policy, record=record)
    if wanted.score is None:
        assert math.isnan(found.score[number])
    else:
        assert found.score[number] == pytest.approx(wanted.score, abs=1e-12)
    assert found.b[number] == pytest.approx(wanted.claim.b, abs=1e-12)
    assert found.d[number] == pytest.approx(wanted.claim.d, abs=1e-12)
    assert found.u[number] == pytest.approx(wanted.claim.u, abs=1e-12)
    assert found.attribution[number] == pytest.approx(wanted.attribution.b, abs=1e-12)
    assert (found.grade[number], found.words[number], found.confidence[number]) == (
        wanted.grade,
        wanted.words,
        wanted.confidence,
    )
    assert found.policy == wanted.policy


@given(st.lists(statements(), max_size=6), policies())
def test_scores_grades_and_words_are_those_of_the_scalar_path(some: list[Statement], policy: Policy) -> None:
    found = score_batch(some, policy)
    assert len(found.score) == len(some)
    for number, one in enumerate(some):
        same(found, number, one, policy)


@given(st.lists(st.tuples(statements(), st.one_of(st.none(), records)), min_size=1, max_size=5), policies())
def test_with_records_too(some: list[tuple[Statement, Record | None]], policy: Policy) -> None:
    found = score_batch(prepare([one for one, _ in some], [record for _, record in some]), policy)
    for number, (one, record) in enumerate(some):
        same(found, number, one, policy, record)


@given(st.lists(statements(), min_size=1, max_size=4), st.lists(policies(), min_size=2, max_size=3))
def test_what_was_prepared_once_serves_every_policy(some: list[Statement], several: list[Policy]) -> None:
    prepared = prepare(some)
    for policy in several:
        found = score_batch(prepared, policy)
        for number, one in enumerate(some):
            same(found, number, one, policy)


FIELDS: list[dict[str, Any]] = [
    {"source": {"text": "X", "kind": "document"}, "form": "direct"},
    {"source": {"text": "X", "kind": "named_official", "role": "company"}, "stance": "alleges", "hedged": True},
    {"source": {"text": "X", "kind": "anonymous_source", "count": 2}},
    {"source": {"text": "X", "kind": "anonymous_source", "reason": {"text": "fear"}}},
    {"source": {"text": "X", "kind": "anonymous_official", "reason": {"text": "fear"}, "count": 3}},
    {"source": {"text": "X", "kind": "document"}, "stance": "denies", "second_hand": True},
    {"source": {"text": "X", "kind": "document"}, "stance": "asks_commands"},
    {"source": {"text": "X", "kind": "document"}, "content": {"text": "Was it safe?"}},
    {"source": {"text": "X", "kind": "document"}, "answers": "s2"},
    {},
    {"cue": {"text": "reportedly"}},
    {
        "source": {"text": "X", "kind": "outlet"},
        "chain": [{"name": "A", "tier": "known"}, {"name": "B", "tier": "own", "kind": "unnamed_group"}, {"name": "X"}],
        "second_hand": True,
    },
    {
        "source": {"text": "X", "kind": "outlet"},
        "responses": [{"by": "X", "status": "confirmed"}, {"by": "Y", "status": "confirmed", "kind": "document"}],
    },
    {"source": {"text": "X", "kind": "outlet"}, "responses": [{"by": "X", "status": "retracted"}]},
    {"source": {"text": "X", "kind": "outlet"}, "responses": [{"by": "Y", "status": "denied"}]},
]


@pytest.mark.parametrize("name", Policy.names())
def test_one_statement_of_every_sort(name: str) -> None:
    some = [Statement.model_validate(fields) for fields in FIELDS]
    policy = Policy.load(name)
    found = score_batch(some, policy)
    for number, one in enumerate(some):
        same(found, number, one, policy)
    assert [number for number, value in enumerate(found.score) if math.isnan(value)] == [6, 7, 8]
    assert found.grade[12][1] == "1"


@pytest.mark.parametrize("relays", [0, 1, 2, 63])
def test_every_relay_counts(relays: int) -> None:
    chain = [*(Hop(name=f"O{n}", tier=f"t{n}") for n in range(relays)), Hop(name="X", kind="document")]
    one = Statement.model_validate({"source": {"text": "X", "kind": "document"}, "chain": chain, "form": "direct"})
    found = score_batch([one, Statement(), one])
    assert found.b[0] == found.b[2] == pytest.approx(0.8 * 0.9**relays)


def test_nothing_to_score() -> None:
    found = score_batch([])
    assert len(prepare([])) == 0
    assert found.score.shape == found.grade.shape == found.words.shape == (0,)


def test_records_are_checked_and_counted() -> None:
    with pytest.raises(InputError) as error:
        prepare([Statement()], [Record(-1.0, 0.0)])
    assert error.value.field == "record.confirmed"
    with pytest.raises(ValueError, match=r"^2 statements but 1 records$"):
        prepare([Statement(), Statement()], [None])


def test_columns_are_arrays_of_one_length() -> None:
    found = score_batch(prepare([Statement.model_validate(fields) for fields in FIELDS]))
    for column in found[:-1]:
        assert isinstance(column, np.ndarray)
        assert column.shape == (len(FIELDS),)


def test_scoring_one_statement_loads_no_numpy() -> None:
    code = (
        "import sys, credscore.scoring; sys.exit('numpy' in sys.modules or 'credscore.scoring.arrays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("bounds", "grade", "words", "confidence"),
    [
        ({"letter.a": 0.875, "letter.a_uncertainty": 0.25}, "A2", "very likely", "moderate"),
        ({"letter.a": 0.875, "letter.a_uncertainty": 0.2499}, "B2", "very likely", "moderate"),
        ({"letter.a": 0.8751, "letter.a_uncertainty": 0.25}, "B2", "very likely", "moderate"),
        ({"letter.b": 0.875}, "B2", "very likely", "moderate"),
        ({"letter.b": 0.8751}, "C2", "very likely", "moderate"),
        ({"letter.a": 0.9, "letter.b": 0.89, "letter.c": 0.875}, "C2", "very likely", "moderate"),
        ({"letter.a": 0.9, "letter.b": 0.89, "letter.c": 0.88, "letter.d": 0.875}, "D2", "very likely", "moderate"),
        ({"letter.a": 0.9, "letter.b": 0.89, "letter.c": 0.88, "letter.d": 0.876}, "E2", "very likely", "moderate"),
        ({"letter.unjudged": 0.25}, "B2", "very likely", "moderate"),
        ({"letter.unjudged": 0.2499}, "F2", "very likely", "moderate"),
        ({"digit.probable": 0.875}, "B2", "very likely", "moderate"),
        ({"digit.probable": 0.8751}, "B3", "very likely", "moderate"),
        ({"digit.unjudged": 0.25, "confidence.moderate": 0.25}, "B2", "very likely", "moderate"),
        (
            {"digit.unjudged": 0.2499, "confidence.moderate": 0.2, "confidence.high": 0.1},
            "B6",
            "cannot be judged",
            "low",
        ),
        ({"confidence.high": 0.25}, "B2", "very likely", "high"),
        ({"confidence.high": 0.2499}, "B2", "very likely", "moderate"),
        ({"confidence.moderate": 0.2499}, "B2", "very likely", "low"),
        ({"likelihood.almost_certain": 0.875}, "B2", "almost certain", "moderate"),
        ({"likelihood.very_likely": 0.876}, "B2", "likely", "moderate"),
    ],
)
def test_a_value_on_a_bound_has_reached_it(bounds: dict[str, float], grade: str, words: str, confidence: str) -> None:
    # A named official heard directly: b = 0.75, u = 0.25 and P = 0.875, exactly.
    policy = policy_with(bounds)
    one = Statement.model_validate({"source": {"text": "X", "kind": "named_official"}, "form": "direct"})
    alone, many = score(one, policy), score_batch([one], policy)
    assert (alone.score, alone.grade, alone.words, alone.confidence) == (0.875, grade, words, confidence)
    assert (many.score[0], many.grade[0], many.words[0], many.confidence[0]) == (0.875, grade, words, confidence)


@pytest.mark.parametrize(("confirmed", "letter"), [(2.0, "F"), (3.0, "B")])
def test_how_long_a_record_an_unnamed_source_needs(confirmed: float, letter: str) -> None:
    one = Statement.model_validate({"source": {"text": "X", "kind": "anonymous_official"}, "form": "direct"})
    record = Record(confirmed, 0.0)
    assert score(one, record=record).grade[0] == letter
    assert score_batch(prepare([one], [record])).grade[0][0] == letter


def test_two_origins_and_no_denial_make_a_one_exactly_on_the_bound() -> None:
    policy = policy_with({"digit.confirmed": 0.875})
    fields = {"source": {"text": "X", "kind": "named_individual"}, "form": "direct"}
    confirmed = {"by": "Y", "status": "confirmed", "kind": "anonymous_source", "interested": False}
    denied = {"by": "Z", "status": "denied", "kind": "unattributed"}
    data = policy.model_dump(mode="json")
    data["source"]["anonymous_source"]["value"] = 2.0  # 4 + 2 = 6: b = 0.75, P = 0.875
    policy = Policy.parse(data)
    some = [
        Statement.model_validate({**fields, "responses": responses})
        for responses in ([confirmed], [confirmed, denied], [{**confirmed, "by": "X"}])
    ]
    assert [one[1] for one in score_batch(some, policy).grade] == ["1", "2", "2"]
    assert [score(one, policy).grade[1] for one in some] == ["1", "2", "2"]
