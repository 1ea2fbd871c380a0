"""Arrow batches: a row for a row, the same results as one process gives, whatever the columns look like."""

from __future__ import annotations

import datetime
import pickle
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

from credscore import Article, InputError, PolicyError, Scorer
from credscore.arrow import SCHEMA, score_batch, score_batches, spark_schema
from credscore.exchange.rows import rows

TEXTS = [
    "Anna Berg, the mayor, said the dam was safe. The builder denied it.",
    "Two officials, who asked not to be named, told the Morning Lantern that the road was closed.",
    "Nobody said anything.",
    "",
]


def batch(**columns: list[Any]) -> Any:
    return pa.RecordBatch.from_pydict(columns)


def test_the_rows_are_those_of_one_process() -> None:
    scorer = Scorer(extractor="rules")
    scored = score_batch(
        batch(id=["a", "b", "c", "d"], text=TEXTS, outlet=[None, "Evening Post", None, None]), extractor="rules"
    )
    assert scored.schema.equals(SCHEMA, check_metadata=True)
    found = scored.to_pylist()
    assert [one["id"] for one in found] == ["a", "b", "c", "d"]
    for one, text, outlet in zip(found, TEXTS, (None, "Evening Post", None, None), strict=True):
        report = scorer.assess(Article(id=one["id"], text=text, outlet=outlet))
        assert one["error"] is None
        assert one["policy"] == report.policy
        assert one["score"] == report.profile.score
        assert (one["low"], one["high"]) == (report.profile.interval or (None, None))
        expected = rows(report)
        assert len(one["statements"]) == len(expected)
        for flat, nested in zip(expected, one["statements"], strict=True):
            assert nested == {name: flat[name] for name in nested}
            assert set(flat) - set(nested) == {"article_id", "title", "outlet", "url", "published", "policy"}
    assert len(found[0]["statements"]) >= 1


def test_a_table_and_slices_of_it() -> None:
    table = pa.Table.from_batches([batch(id=["a", "b"], text=TEXTS[:2]), batch(id=["c", "d"], text=TEXTS[2:])])
    whole = score_batch(table, extractor="rules")
    parts = list(score_batches(table.to_batches(max_chunksize=1), extractor="rules"))
    assert pa.Table.from_batches(parts).combine_chunks().to_batches() == pa.Table.from_batches([whole]).to_batches()
    assert score_batch(table.slice(1, 2), extractor="rules").to_pylist() == whole.slice(1, 2).to_pylist()


def test_no_rows() -> None:
    assert (
        score_batch(batch(id=pa.array([], pa.string()), text=pa.array([], pa.string())), extractor="rules").num_rows
        == 0
    )


def test_rows_without_id_or_text_and_rows_that_are_bad() -> None:
    found = score_batch(
        batch(id=[None, 17, None], text=["x", "y", None], published=["2024-03-04", "soon", None]), extractor="rules"
    ).to_pylist()
    assert [one["id"] for one in found] == ["0", "17", "2"]
    assert found[0]["error"] is None
    assert found[0]["statements"] == []
    assert found[1]["error"].startswith("published")
    assert found[1]["statements"] is None
    assert found[2]["error"] == "an article needs a text"


@pytest.mark.parametrize(
    "when", [datetime.date(2024, 3, 4), datetime.datetime(2024, 3, 4, 5, 6, tzinfo=datetime.UTC), "2024-03-04", None]
)
def test_dates_of_any_type(when: object) -> None:
    assert score_batch(batch(text=["x"], published=[when]), extractor="rules").to_pylist()[0]["error"] is None


@pytest.mark.parametrize("kind", [pa.large_string(), pa.dictionary(pa.int32(), pa.string()), pa.string_view()])
def test_texts_of_any_type(kind: Any) -> None:
    given = pa.RecordBatch.from_arrays([pa.array(TEXTS[:1]).cast(kind)], names=["text"])
    assert len(score_batch(given, extractor="rules").to_pylist()[0]["statements"]) >= 1


def test_other_columns_are_passed_over() -> None:
    assert score_batch(batch(text=["x"], colour=["red"]), extractor="rules").num_rows == 1


@pytest.mark.parametrize("columns", [{}, {"id": ["a"]}])
def test_a_batch_without_texts(columns: dict[str, list[Any]]) -> None:
    with pytest.raises(InputError, match="needs a column 'text'; this one has"):
        score_batch(batch(**columns), extractor="rules")


def test_a_text_that_is_none() -> None:
    assert "valid string" in score_batch(batch(text=[5]), extractor="rules").to_pylist()[0]["error"]


def test_settings() -> None:
    strict = score_batch(batch(text=TEXTS[:1]), extractor="rules", policy="strict").to_pylist()[0]
    assert strict["policy"].startswith("strict@")
    with pytest.raises(PolicyError):
        score_batch(batch(text=["x"]), policy="wishful")


def test_the_function_can_be_sent() -> None:
    assert pickle.loads(pickle.dumps(score_batch)) is score_batch


def test_the_schema_says_what_its_columns_mean() -> None:
    assert all(field.metadata and field.metadata[b"description"] for field in SCHEMA)
    assert all(one.metadata and one.metadata[b"description"] for one in SCHEMA.field("statements").type.value_type)


def test_the_schema_in_the_words_of_spark() -> None:
    said = spark_schema()
    assert said.startswith("`id` string, `error` string, `score` double")
    assert "`statements` array<struct<`number`: bigint, `statement_id`: string" in said
    assert "`hedged`: boolean" in said
