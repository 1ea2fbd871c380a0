"""What a program may hand in by mistake, and what it is told; reports as values."""

from __future__ import annotations

import copy
import datetime
import pickle
from pathlib import Path
from typing import Any

import numpy
import pytest

import credscore as cs
from credscore.bulk import Record, assess_many, score_each
from credscore.register import Register

TEXT = "A senior official said the bridge was safe. The builder denied it."
NO_ARTICLES = [
    (None, "None was found"),
    (b"The mayor said so.", "bytes was found; decode it"),
    (Path("article.txt"), "read_input"),
    ({"text": TEXT}, "Article.parse"),
    (5, "one int was found"),
    ([TEXT], "one list was found"),
    (cs.Statement(), "one Statement was found"),
]


@pytest.mark.parametrize(("given", "said"), NO_ARTICLES)
def test_what_is_no_article_is_named(given: Any, said: str) -> None:
    for call in (cs.assess, cs.Scorer(extractor="rules").assess, lambda one: cs.assess_all([TEXT, one])):
        with pytest.raises(cs.InputError, match="a text or an Article was wanted") as caught:
            call(given)
        assert said in str(caught.value)


@pytest.mark.parametrize("given", [TEXT, "", TEXT.encode(), {"a": TEXT}, cs.Article(text=TEXT), None, 5])
def test_one_text_is_not_taken_for_many_letters(given: Any) -> None:
    for call in (cs.assess_all, lambda texts: list(assess_many(texts)), cs.score_all):
        with pytest.raises(cs.InputError, match="several were wanted"):
            call(given)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_no_article_stands_as_an_error_in_its_place_of_a_batch(jobs: int) -> None:
    given: list[Any] = [TEXT, *(wrong for wrong, _ in NO_ARTICLES), cs.Article(id="z", text=TEXT)]
    found = list(assess_many(given, jobs=jobs, extractor="rules"))
    assert len(found) == len(given)
    for one, (_, said) in zip(found[1:-1], NO_ARTICLES, strict=True):
        assert isinstance(one, cs.InputError)
        assert said in str(one)
    assert isinstance(found[0], cs.Report)
    assert isinstance(found[-1], cs.Report)


def _length(article: cs.Article) -> int:
    return len(article.text)


def _make() -> Any:
    return _length


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_answers_for_what_is_no_article_too(jobs: int) -> None:
    records: list[Any] = [Record(cs.Article(text="a")), Record(None), Record(cs.Article(text="bcd"))]  # type: ignore[arg-type]
    found = list(score_each(records, _make, jobs))
    assert [one.result for one in found] == [1, None, 3]
    assert "could not be scored" in str(found[1].error)


@pytest.mark.parametrize("given", [None, TEXT, {}, cs.Source(), cs.Article()])
def test_what_is_no_statement_is_named(given: Any) -> None:
    with pytest.raises(cs.InputError, match="a Statement was wanted"):
        cs.score(given)
    with pytest.raises(cs.InputError, match=r"statements\.1: a Statement was wanted"):
        cs.score_all([cs.Statement(), given])


@pytest.mark.parametrize("policy", ["strict", 5, b"default"])
def test_a_policy_by_name_is_not_taken_for_a_policy(policy: Any) -> None:
    for call in (cs.score, lambda one, policy: cs.score_all([one], policy)):
        with pytest.raises(cs.PolicyError, match=r"Policy\.load"):
            call(cs.Statement(), policy)


class Finds:
    """An extractor."""

    name = "finds"

    def find(self, document: object) -> list[Any]:
        return []


@pytest.mark.parametrize(
    ("settings", "error", "field"),
    [
        ({"policy": 5}, cs.PolicyError, "policy"),
        ({"policy": b"default"}, cs.PolicyError, "policy"),
        ({"extractor": None}, cs.InputError, "extractor"),
        ({"extractor": object()}, cs.InputError, "extractor"),
        ({"extractor": Finds}, cs.InputError, "extractor"),
        ({"ledger": 5}, cs.LedgerError, "ledger"),
        ({"model": 5}, cs.ModelError, "model"),
        ({"at": 5}, cs.LedgerError, "at"),
        ({"at": datetime.time()}, cs.LedgerError, "at"),
        ({"register": 5}, cs.InputError, "register"),
        ({"register": b"default"}, cs.InputError, "register"),
        ({"register": ["default", 5]}, cs.InputError, "register"),
    ],
)
def test_a_setting_of_a_wrong_type_is_named_when_the_scorer_is_made(
    settings: Any, error: type[Exception], field: str
) -> None:
    with pytest.raises(error) as caught:
        cs.Scorer(**settings)
    assert isinstance(caught.value, cs.CredscoreError)
    assert caught.value.field == field


def test_an_empty_name_of_a_policy_is_not_the_default() -> None:
    with pytest.raises(cs.PolicyError, match="cannot be read"):
        cs.Scorer(policy="")


def test_settings_of_the_right_types_are_taken(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('extends = "default"\nid = "mine"\nversion = "1"\n', encoding="utf-8")
    scorer = cs.Scorer(policy=mine, extractor=Finds(), ledger=cs.Ledger(), register=[Register(), "default"])
    assert scorer.assess(TEXT).assessments == ()


def test_reports_are_equal_whatever_was_asked_of_them() -> None:
    one, other = (cs.Scorer(extractor="rules").assess(TEXT) for _ in range(2))
    str(one), one.profile, one.to_html(), one.assessments[0].explain()
    assert one == other
    assert hash(one) == hash(other)
    for again in (copy.deepcopy(one), pickle.loads(pickle.dumps(one)), cs.Report.model_validate(one.model_dump())):
        assert again == one
        assert hash(again) == hash(one)
    assert one != cs.Scorer("strict", extractor="rules").assess(TEXT)
    assert one != TEXT


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (5, 3, r"span \[5, 3\] starts after its end"),
        (-1, 2, r"span \[-1, 2\] starts before the text does"),
        (float("nan"), 2, "offsets are whole numbers"),
        (0, float("inf"), "offsets are whole numbers"),
        (1.0, 2, "offsets are whole numbers"),
        ("1", 2, "offsets are whole numbers"),
        (None, None, "offsets are whole numbers"),
        (False, True, "offsets are whole numbers"),
    ],
)
def test_a_span_that_is_none_is_named(start: Any, end: Any, said: str) -> None:
    with pytest.raises(cs.InputError, match=said):
        cs.Span(start, end)


def test_a_span_holds_whole_numbers_of_other_libraries_as_pythons_own() -> None:
    span = cs.Span(numpy.int64(1), numpy.int32(4))
    assert span == (1, 4)
    assert [type(one) for one in span] == [int, int]
    assert pickle.loads(pickle.dumps(span)) == copy.copy(span) == span


@pytest.mark.parametrize("jobs", [0, -1, "2", 1.5, None])
def test_a_number_of_processes_that_is_none_is_named(jobs: Any) -> None:
    with pytest.raises(cs.InputError, match="a whole number from 1 was wanted") as error:
        next(assess_many([TEXT], jobs=jobs, extractor="rules"))
    assert error.value.field == "jobs"


@pytest.mark.parametrize(
    ("field", "at"),
    [
        ("statements", lambda end: [{"content": {"spans": [[1, end]]}}]),
        ("statements", lambda end: [{"source": {"spans": [[1, end]]}}]),
        ("responses", lambda end: [{"status": "denied", "spans": [[1, end]]}]),
        ("links", lambda end: [{"span": [1, end], "url": "https://lantern.example"}]),
    ],
)
def test_a_place_ends_where_the_text_does_and_no_character_later(field: str, at: Any) -> None:
    cs.Article.parse({"text": "It held.", field: at(8)})
    with pytest.raises(cs.InputError, match=r"span \[1, 9\] lies outside the text, which has 8 characters") as error:
        cs.Article.parse({"text": "It held.", field: at(9)})
    assert str(error.value).startswith(f"{field}.0.")
