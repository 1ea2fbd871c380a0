"""The laws of the score, for learnt models: whatever the labels were, on statements drawn at random."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cases import rows, write
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import SUPPORTING, responses, statements

from credscore.learn import encoding
from credscore.learn.space import encode_article
from credscore.policy.laws import KIND_ORDER
from credscore.statement import Article, Hop, ResponseStatus, SourceKind, SpeechForm, Stance, Statement

_AT_LEAST = np.array(encoding.SIGNS)


def never_lower(better: list[float], worse: list[float]) -> None:
    """In no column does the better one stand on the wrong side: then no lawful model puts it lower."""
    change = np.array(better) - np.array(worse)
    assert (change[_AT_LEAST == 0] == 0.0).all()
    assert (change * _AT_LEAST >= 0.0).all(), [n for n, d in zip(encoding.NAMES, change, strict=True) if d]


def of_kind(statement: Statement, kind: SourceKind) -> Statement:
    source = statement.source.model_copy(update={"kind": kind, "anonymous": kind.anonymous})
    chain = statement.chain
    if chain:
        chain = (*chain[:-1], chain[-1].model_copy(update={"kind": kind}))
    return statement.model_copy(update={"source": source, "chain": chain})


@given(statements(stances=SUPPORTING), st.sampled_from(KIND_ORDER))
def test_a_kind_above_is_never_lower(statement: Statement, order: tuple[SourceKind, SourceKind, str]) -> None:
    high, low, _ = order
    above, below = of_kind(statement, high), of_kind(statement, low)
    if statement.source.reason or (statement.source.count or 0) > 1:
        # Notes on anonymity stay with an unnamed source that is told more of, and go where it is named or dropped.
        named = high in (SourceKind.NAMED_OFFICIAL, SourceKind.NAMED_INDIVIDUAL, SourceKind.ANONYMOUS_OFFICIAL)
        if not named and low.anonymous:
            return
    never_lower(encoding.encode(above), encoding.encode(below))


@given(
    statements(stances=SUPPORTING), st.sampled_from([None, "known", "social", "own"]), st.sampled_from(list(SourceKind))
)
def test_a_further_hop_never_helps(statement: Statement, tier: str | None, kind: SourceKind) -> None:
    chain = statement.chain or (Hop(name="the source", kind=statement.source.kind),)
    longer = statement.model_copy(update={"chain": (Hop(name="Further", kind=kind, tier=tier), *chain)})
    never_lower(encoding.encode(statement), encoding.encode(longer))


@given(statements(), responses(statuses=(ResponseStatus.DENIED, ResponseStatus.PARTIALLY_DENIED)))
def test_a_denial_never_helps(statement: Statement, denial: Any) -> None:
    denied = statement.model_copy(update={"responses": (*statement.responses, denial)})
    never_lower(encoding.encode(statement), encoding.encode(denied))


@given(
    statements(),
    responses(statuses=(ResponseStatus.NEITHER, ResponseStatus.DECLINED, ResponseStatus.NO_RESPONSE)),
)
def test_silence_changes_nothing(statement: Statement, silence: Any) -> None:
    answered = statement.model_copy(update={"responses": (*statement.responses, silence)})
    assert encoding.encode(statement) == encoding.encode(answered)


@given(statements(stances=SUPPORTING))
def test_a_hedge_and_second_hand_never_help_and_a_quotation_never_hurts(statement: Statement) -> None:
    plain = statement.model_copy(update={"hedged": False, "second_hand": False, "form": SpeechForm.DIRECT})
    for changes in ({"hedged": True}, {"second_hand": True}, {"form": SpeechForm.MIXED}, {"form": SpeechForm.INDIRECT}):
        never_lower(encoding.encode(plain), encoding.encode(plain.model_copy(update=changes)))


@given(statements(stances=(Stance.ASSERTS,)))
def test_a_denial_as_stance_turns_the_sourcing_round(statement: Statement) -> None:
    bare = statement.model_copy(update={"responses": ()})
    turned = encoding.encode(bare.model_copy(update={"stance": Stance.DENIES}))
    assert turned == [0.0 - value for value in encoding.encode(bare)]


@settings(max_examples=40)
@given(st.lists(statements(stances=SUPPORTING), min_size=1, max_size=4), st.data())
def test_an_article_moves_as_its_statement_does(found: list[Statement], data: st.DataObject) -> None:
    article = Article(text="Ten words of an article that was made up here.")
    place = data.draw(st.integers(0, len(found) - 1))
    denial = data.draw(responses(statuses=(ResponseStatus.DENIED,)))
    denied = [*found]
    denied[place] = found[place].model_copy(update={"responses": (*found[place].responses, denial)})
    size = len(encoding.NAMES)
    before, after = encode_article(article, found), encode_article(article, denied)
    never_lower(before[:size], after[:size])
    assert before[size:] == after[size:]


@functools.cache
def trained(kind: str, calibration: str, flipped: bool) -> Any:
    pytest.importorskip("sklearn")
    from credscore.learn.labelled import Case, read_cases
    from credscore.learn.training import Settings, train_sourcing

    given_rows = rows(240)
    if flipped:  # the worst case: data that say the opposite of every law
        for row in given_rows:
            row["label"] = "false" if row["label"] == "true" else "true"
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "rows.jsonl", given_rows)
        cases = [item for item in read_cases(path) if isinstance(item, Case)]
    chosen = Settings(kind=kind, calibration=calibration, folds=3)  # type: ignore[arg-type]
    return train_sourcing("law", cases, ("false", "true"), chosen, "0" * 64)


@pytest.mark.parametrize("flipped", [False, True])
@pytest.mark.parametrize(("kind", "calibration"), [("linear", "platt"), ("linear", "isotonic"), ("boosted", "platt")])
@settings(max_examples=30)
@given(statement=statements(stances=SUPPORTING))
def test_a_trained_model_keeps_the_laws_whatever_the_labels(
    kind: str, calibration: str, flipped: bool, statement: Statement
) -> None:
    model = trained(kind, calibration, flipped)

    def p(one: Statement) -> tuple[float, float, float]:
        learnt = model.of_statement(one)
        return learnt.probability, *learnt.interval

    unnamed = of_kind(statement, SourceKind.ANONYMOUS_SOURCE)
    named = of_kind(statement, SourceKind.NAMED_INDIVIDUAL)
    longer = statement.model_copy(
        update={"chain": (Hop(name="Further"), *(statement.chain or (Hop(name="", kind=statement.source.kind),)))}
    )
    hedged = statement.model_copy(update={"hedged": True})
    plain = statement.model_copy(update={"hedged": False})
    for better, worse in ((named, unnamed), (statement, longer), (plain, hedged)):
        assert all(one >= other - 1e-12 for one, other in zip(p(better), p(worse), strict=True))
