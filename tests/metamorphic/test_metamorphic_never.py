"""What may never happen, whatever the text: a score for a wish, two retellings above one, two different answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from versions import SEED_TEXTS, TIE, assess, cases, check_at_most, checked, one_claim

# 23. A wish, a command, a question

NO_CLAIMS = {
    "wants": "Ann Lee, the mayor, wants the bridge to close.",
    "hopes": "The ministry hopes that the talks will go on.",
    "fears": "Tom Roe fears that the harbour will close.",
    "wishes": "Professor Ida Moss wished the council had listened.",
    "urges": "Transport Minister Tom Roe urged the firms to keep the terminal open.",
    "orders": "The court ordered the builder to stop.",
    "demands": "The union demanded that the gates be repaired.",
    "calls": "Ann Lee called on the council to resign.",
    "asks": "Ann Lee asked whether the bridge was safe.",
    "asks_quote": "“Who closed the bridge?” Ann Lee asked.",
    "question_said": "“Was the bridge safe?” Ann Lee said.",
    "wonders": "Tom Roe wondered why the siren had stopped.",
    "told_to": "Police told residents to leave the town.",
}


MISSED = {
    "wishes": "'wished' with a clause and no 'that' is not found",
    "asks_quote": "a question in quotation marks is not found",
}


@pytest.mark.parametrize("text", cases(NO_CLAIMS))
def test_23_what_claims_nothing_is_found(text: str) -> None:
    assert checked(text).assessments


@pytest.mark.parametrize("text", cases(NO_CLAIMS))
def test_23_no_score_where_nothing_is_claimed(text: str) -> None:
    for one in checked(text).assessments:
        assert one.score is None, f"{one.statement.stance.value}: {one.statement.text!r} has {one.score:.3f}"
        assert one.withheld


# 24. Two retellings of one origin

RETOLD = {
    "citing": (
        "The Star reported that the port would close.",
        "The Post reported, citing the Star, that the port would close.",
    ),
    "mayor": (
        "Ann Lee, the mayor, said the port would close.",
        "Ann Lee, the mayor, said the port would close, the Star reported.",
    ),
    "two_outlets": (
        "The port would close, Mayor Tom Roe told the Estuary Post.",
        "The port would close, Mayor Tom Roe told the Halden Wire.",
    ),
    "surname": (
        "Ann Lee, the mayor, said the port would close.",
        "Lee told the Star that the port would close.",
    ),
    "official": (
        "An official said the port would close.",
        "The official told the Star that the port would close.",
    ),
    "wire": (
        "The Halden Wire reported that the port would close.",
        "The Estuary Post reported, quoting the Halden Wire, that the port would close.",
    ),
}


@pytest.mark.parametrize(("told", "again"), cases(RETOLD))
def test_24_a_retelling_never_adds_to_its_origin(told: str, again: str) -> None:
    (once,) = one_claim(told, "port")
    both = one_claim(f"{told} {again}", "port")
    assert len(both) == 2
    check_at_most(max(both), max(once, *one_claim(again, "port")))


@pytest.mark.parametrize(("told", "again"), cases(RETOLD))
def test_24_the_article_is_worth_no_more_for_a_retelling(told: str, again: str) -> None:
    once, both = checked(told).profile.score, checked(f"{told} {again}").profile.score
    assert once is not None
    assert both is not None
    assert both <= once + TIE


# 25. The same input twice


@pytest.mark.parametrize("text", cases(SEED_TEXTS))
def test_25_a_second_run_gives_the_same(text: str) -> None:
    first = assess(text).to_json()
    for other in SEED_TEXTS.values():
        assess(other)
    assert assess(text).to_json() == first


@pytest.mark.parametrize("hash_seed", ["0", "1", "4242"])
def test_25_a_process_with_other_hashes_gives_the_same(hash_seed: str, extractor: str) -> None:
    code = (
        "import json, sys; from credscore import Scorer; given = json.load(sys.stdin); "
        "scorer = Scorer(extractor=given[0]); "
        "sys.stdout.write(json.dumps([scorer.assess(text).to_json() for text in given[1:]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps([extractor, *SEED_TEXTS.values()]),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"},
    )
    assert json.loads(done.stdout) == [assess(text).to_json() for text in SEED_TEXTS.values()]
