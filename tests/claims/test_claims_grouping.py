"""Grouping by what statements say: by hand, and its laws."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import credscore as cs
from credscore.claims import group
from credscore.claims.likeness import likeness, ruled_out
from credscore.claims.wording import wording
from credscore.cli import main


def said(text: str, name: str = "Ann Lee", kind: str = "named_individual", **more: Any) -> cs.Statement:
    return cs.Statement.model_validate({"content": {"text": text}, "source": {"name": name, "kind": kind}, **more})


def same(one: cs.Statement, other: cs.Statement, texts: tuple[Any, Any] | None = None) -> bool:
    first, second = group([one, other], texts=texts)
    assert first is not None
    return first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 people died in Castel", "twelve people died in Castel"),
        ("the Harwick dam cost 1,200 crowns", "the Harwick dam cost 1200 crowns"),
        ("the Harwick dam cost 1.5 million crowns", "the Harwick dam cost 1,500,000 crowns"),
        ("the Harwick dam cost a dozen lives", "the Harwick dam cost 12 lives"),
        ("the Harwick plant won't close", "the Harwick plant will not close"),
        ("the “Harwick” plant will close", "the Harwick plant will close"),
        ("Ann Lee took the Harwick bribe", "Lee took the Harwick bribe"),
        ("the Harwick mayor's plane landed", "the plane of the Harwick mayor landed"),
        ("the removal of the Harwick statue cost 9 crowns", "removing the Harwick statue cost 9 crowns"),
        ("Harwick's harbour is closing", "the Harwick harbor is closing"),
    ],
)
def test_one_claim_written_in_two_ways(one: str, other: str) -> None:
    assert same(said(one), said(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 people died in Castel", "people died in Castel"),
        ("more than 12 people died in Castel", "12 people died in Castel"),
        ("12 died and 20 were hurt in Castel", "20 died and 12 were hurt in Castel"),
        ("the Harwick plant will close", "the Harwick plant closed"),
        ("the Harwick plant will close and not be sold", "the Harwick plant will not close and be sold"),
        ("Ann Lee took the Harwick bribe", "Bo Lee took the Harwick bribe"),
        ("all schools in Harwick closed", "most schools in Harwick closed"),
        ("Acme beat Borden", "Borden beat Acme"),
        ("the Harwick mayor took the bribe", "the Harwick mayor's wife took the bribe"),
        ("the trial of Bo Lee began", "the trial of Bo Lee's wife began"),
        ("ferries to Harwick are full", "ferries from Harwick are full"),
        ("the Harwick guards came with a warrant", "the Harwick guards came without a warrant"),
        ("the Harwick pump was switched on", "the Harwick pump was switched off"),
    ],
)
def test_two_claims_in_nearly_the_same_words(one: str, other: str) -> None:
    assert not same(said(one), said(other))


def test_whoever_speaks_in_quotation_marks_is_the_source() -> None:
    quoted = said("We will close the Harwick plant.", "Acme", "organization", form="direct")
    assert same(quoted, said("Acme will close the Harwick plant", "Bo Ek"))
    assert not same(quoted, said("We will close the Harwick plant.", "Borden", "organization", form="direct"))


def test_a_pronoun_means_the_same_only_in_one_text_and_by_one_source() -> None:
    he = said("he would resign over the audit")
    assert same(he, he.model_copy(update={"id": "2"}), texts=(1, 1))
    assert not same(he, he, texts=(1, 2))
    assert not same(he, said("he would resign over the audit", "Bo Ek"), texts=(1, 1))


def test_a_statement_without_a_name_is_about_what_its_text_is_about() -> None:
    safe = said("the bridge was safe", "Ann Lee")
    assert same(safe, said("the bridge was safe", "Bo Ek"), texts=(1, 1))
    assert not same(safe, said("the bridge was safe", "Bo Ek"), texts=(1, 2))
    setting = [said("Harwick relies on the Norbury road"), said("the road from Norbury to Harwick was closed")]
    ids = group([safe, said("the bridge was safe", "Bo Ek"), *setting], texts=(1, 2, 1, 2))
    assert ids[0] == ids[1]


def test_a_denial_is_about_the_claim_that_it_denies() -> None:
    claim = said("the Harwick plant will close")
    denial = said("that the Harwick plant will close", "Acme", "organization", stance="denies")
    ids = group([claim, denial])
    scored = cs.score_all(
        one.model_copy(update={"claim_id": claim_id}) for one, claim_id in zip([claim, denial], ids, strict=True)
    )
    assert scored[0].score is not None
    assert scored[0].score < (cs.score(claim).score or 0.0)


def test_the_callers_ids_are_kept_and_never_brought_together() -> None:
    text = "the Harwick plant will close"
    ids = group([said(text, claim_id="a"), said(text, claim_id="b"), said(text), said("", claim_id="c"), said("…")])
    assert ids[:2] == ["a", "b"]
    assert ids[2] in ("a", "b")
    assert ids[3:] == ["c", None]


def test_a_threshold_out_of_range_and_texts_that_do_not_fit_are_refused() -> None:
    for threshold in (0.0, 1.1, -1.0, float("nan")):
        with pytest.raises(cs.InputError, match="threshold"):
            group([], threshold=threshold)
    with pytest.raises(cs.InputError, match="1 statements but 2 texts"):
        group([said("it rained")], texts=[1, 2])


def test_ten_outlets_that_quote_one_agency_are_one_origin() -> None:
    articles = [
        f"Bo Ek of the council welcomed it. The Lantern {n} reported, citing the Harwick Agency, "
        "that the Harwick bridge will close."
        for n in range(10)
    ]
    copies = [
        said(
            "the Harwick bridge will close",
            "the Harwick Agency",
            "outlet",
            chain=[{"name": f"The Lantern {n}"}, {"name": "Harwick Agency", "kind": "outlet"}],
        )
        for n in range(10)
    ]
    reports = cs.Scorer(extractor="rules").assess_all(
        [cs.Article(id=str(n), statements=(copies[n],)) for n in range(10)]
    )
    found = [report.assessments[0] for report in reports]
    assert {one.origins for one in found} == {1}
    assert len({one.statement.claim_id for one in found}) == 1
    alone = cs.score(copies[0])
    assert all(one.claim == alone.claim for one in found)
    assert articles


def test_points_sum_to_the_score_and_spans_stay_in_their_own_text() -> None:
    one = "Ann Lee, the mayor, said the Harwick bridge will close. Cy Olm also said the Harwick bridge will close."
    other = "The Harwick bridge will close, engineer Bo Ek said."
    first, second = cs.Scorer(extractor="rules").assess_all([one, other])
    import math

    for report, text in ((first, one), (second, other)):
        for found in report.assessments:
            lines = found.explain()
            assert math.fsum(line.points for line in lines) == found.score
            (support,) = (line for line in lines if line.rule == "corroboration.independent")
            for span in support.spans:
                assert "bridge will close" in text[span.start : span.end]
    spans = {
        len(line.spans) for f in first.assessments for line in f.explain() if line.rule.startswith("corroboration")
    }
    assert spans == {1}  # the one statement of the other origin in the same text
    assert not any(
        line.spans for f in second.assessments for line in f.explain() if line.rule.startswith("corroboration")
    )


def test_the_command_corroborates_when_asked(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    files = []
    for number, text in enumerate(
        ("Ann Lee said the Harwick bridge will close.", "The Harwick bridge will close, Bo Ek said.")
    ):
        path = tmp_path / f"{number}.txt"
        path.write_text(text)
        files.append(str(path))
    scores = []
    for more in ([], ["--corroborate"]):
        assert main(["score", *files, "--extractor", "rules", "--format", "jsonl", *more]) == 0
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        scores.append([line["statements"][0]["score"] for line in lines])
    assert all(after > before for before, after in zip(*scores, strict=True))


# ---- laws ------------------------------------------------------------------------------------------------------------

PIECES: list[list[str]] = [
    ["", "all ", "12 ", "20 ", "former "],
    ["workers ", "Harwick workers ", "Norbury workers ", "the mayor of Harwick "],
    ["will ", "may ", "will not ", "", "must "],
    ["leave ", "enter ", "close ", "be paid by ", "pay "],
    ["the plant", "the Harwick plant", "Acme", "the road"],
    ["", " on Monday", " on Friday", " before the vote", " after the vote", " in May"],
]
contents = st.builds("".join, st.tuples(*(st.sampled_from(pieces) for pieces in PIECES)))
names = st.sampled_from(["Ann Lee", "Bo Ek", "Acme"])
statements = st.lists(
    st.tuples(contents, names, st.sampled_from([0, 0, 1, 2])).map(lambda t: (said(t[0], t[1]), t[2])), max_size=12
)


@given(statements, st.randoms(use_true_random=False), st.floats(0.3, 1.0))
def test_the_order_of_statements_changes_no_id(some: list[Any], shuffler: random.Random, threshold: float) -> None:
    order = list(range(len(some)))
    shuffler.shuffle(order)
    one = group([s for s, _ in some], texts=[t for _, t in some], threshold=threshold)
    other = group([some[n][0] for n in order], texts=[some[n][1] for n in order], threshold=threshold)
    assert [one[n] for n in order] == other


@given(statements, st.floats(0.1, 1.0))
def test_no_two_statements_of_a_claim_are_ruled_out(some: list[Any], threshold: float) -> None:
    ids = group([s for s, _ in some], texts=[t for _, t in some], threshold=threshold)
    for ((one, at), mine), ((other, there), theirs) in itertools.combinations(zip(some, ids, strict=True), 2):
        if mine == theirs:
            first, second = wording(one, at), wording(other, there)
            assert first is not None
            assert second is not None
            assert ruled_out(first, second) == ""


@given(contents, contents)
def test_likeness_is_symmetric_in_range_and_one_for_the_same(one: str, other: str) -> None:
    first, second = wording(said(one)), wording(said(other))
    assert first is not None
    assert second is not None
    assert likeness(first, second) == likeness(second, first)
    assert ruled_out(first, second) == ruled_out(second, first)
    assert 0.0 <= likeness(first, second) <= 1.0
    assert likeness(first, first) == 1.0
    assert ruled_out(first, first) == ""


@given(statements, contents)
def test_one_more_statement_of_one_text_parts_nobody_who_says_exactly_the_same(some: list[Any], more: str) -> None:
    given_ = [s for s, _ in some]
    before, after = group(given_), group([*given_, said(more)])
    for one, other in itertools.combinations(range(len(given_)), 2):
        if given_[one].text == given_[other].text:
            assert before[one] == before[other]
            assert after[one] == after[other]


@given(contents)
def test_a_negated_content_is_another_claim(text: str) -> None:
    assert not same(said(text), said("it is not so that " + text)) or "it is" in text


@given(st.text(max_size=200), st.sampled_from(["direct", "mixed", "indirect"]))
def test_any_text_is_read_and_read_alike(text: str, form: str) -> None:
    one = said(text, form=form)
    assert group([one]) == group([one])
    ids = group([one, one])
    assert ids[0] == ids[1]


def test_ids_are_the_same_in_every_process() -> None:
    code = (
        "from credscore import Statement\nfrom credscore.claims import group\n"
        "print(group([Statement(content={'text': t}) for t in "
        "('the Harwick plant will close in May', 'the plant at Harwick will shut in May', 'Acme and Borden merged')]))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(found) == 1


def test_importing_the_library_loads_no_grouping() -> None:
    code = "import credscore, sys; credscore.Scorer(extractor='rules'); print('credscore.claims' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
