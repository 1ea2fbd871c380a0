"""Arrow batches in and out, for engines that bring their own workers: Dask, Spark, Ray, DuckDB and the like.

    import functools
    from credscore.arrow import SCHEMA, score_batch, score_batches, spark_schema

    scored = score_batch(batch)                                        # anywhere
    futures = client.map(score_batch, batches, extractor="rules")      # Dask
    frame.mapInArrow(score_batches, spark_schema())                    # Spark

A batch comes back with a row for each of its rows, in order, so that the columns of both can stand side by side. The
statements of an article are nested in its row; an engine's ``explode`` or ``unnest`` makes of them the flat rows that
``credscore score --format parquet`` writes, under the same names. Needs the extra ``credscore[arrow]``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from credscore.api import DEFAULT_EXTRACTOR, Report, Scorer
from credscore.bulk.outcome import attempt
from credscore.errors import CredscoreError, InputError
from credscore.exchange import SCHEMA_VERSION
from credscore.exchange.rows import COLUMNS, rows
from credscore.statement import Article

try:
    import pyarrow as pa
except ImportError as error:
    raise CredscoreError("pyarrow is not installed: pip install 'credscore[arrow]'") from error

__all__ = ["INPUT", "SCHEMA", "score_batch", "score_batches", "spark_schema"]

INPUT = ("id", "text", "outlet", "title", "published", "url")
"""Columns that are read, others are passed over; ``text`` is needed, ``published`` is a date, a timestamp or text."""

_OF_THE_ARTICLE = frozenset(("article_id", "title", "outlet", "url", "published", "policy"))
_NESTED = tuple(column for column in COLUMNS if column.name not in _OF_THE_ARTICLE)
_KINDS = {"text": pa.string(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}
_STATEMENT = pa.struct([pa.field(c.name, _KINDS[c.kind], metadata={"description": c.meaning}) for c in _NESTED])

SCHEMA = pa.schema(
    [
        pa.field(
            "id", pa.string(), metadata={"description": "the article's id; its row in the batch where it has none"}
        ),
        pa.field("error", pa.string(), metadata={"description": "why there are no statements; empty if there are"}),
        pa.field(
            "score", pa.float64(), metadata={"description": "the article's score in [0, 1]; empty if it has none"}
        ),
        pa.field("low", pa.float64(), metadata={"description": "the lower end of its interval"}),
        pa.field("high", pa.float64(), metadata={"description": "the upper end of its interval"}),
        pa.field("statements", pa.list_(_STATEMENT), metadata={"description": "its statements, in order"}),
        pa.field("policy", pa.string(), metadata={"description": "id, version and digest of the policy"}),
    ],
    metadata={"credscore.schema": SCHEMA_VERSION},
)
"""The columns that come out, the same for every batch."""


def score_batch(
    batch: Any,
    *,
    policy: str | None = None,
    extractor: str = DEFAULT_EXTRACTOR,
    ledger: str | None = None,
    register: str | None = None,
) -> Any:
    """Articles in, their statements scored out, a row for a row.

    Args:
        batch: A `pyarrow.RecordBatch` or `pyarrow.Table` with columns of `INPUT`.
        policy: The name of a policy that ships, or the path of one that the worker can read.
        extractor: The name of an extractor.
        ledger: The path of a ledger that the worker can read, or None.
        register: The path of a register of office holders that the worker can read, or None for the one that ships.

    Returns:
        A `pyarrow.RecordBatch` of `SCHEMA`. A row that cannot be scored has an ``error`` and no statements.

    Raises:
        CredscoreError: There is no column ``text``, or the policy, the extractor, the ledger or the register
            cannot be had.
    """
    scorer = _scorer(policy, extractor, ledger, register)
    found = [_row(scorer, number, given) for number, given in enumerate(_given(batch))]
    columns = [pa.array([row.get(field.name) for row in found], type=field.type) for field in SCHEMA]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def score_batches(batches: Iterable[Any], **settings: Any) -> Iterator[Any]:
    """`score_batch` of each batch, as Spark's ``mapInArrow`` wants it; give settings by `functools.partial`."""
    for batch in batches:
        yield score_batch(batch, **settings)


def spark_schema() -> str:
    """`SCHEMA` in the words that Spark reads."""
    return ", ".join(f"`{field.name}` {_in_spark(field.type)}" for field in SCHEMA)


@functools.lru_cache(maxsize=4)
def _scorer(policy: str | None, extractor: str, ledger: str | None, register: str | None) -> Scorer:
    """Kept by each worker from batch to batch."""
    return Scorer(policy, extractor, ledger=ledger, register=register)


def _given(batch: Any) -> Iterator[dict[str, Any]]:
    """The rows as plain values, one at a time."""
    there = [name for name in INPUT if name in batch.schema.names]
    if "text" not in there:
        raise InputError(f"a batch needs a column 'text'; this one has {', '.join(batch.schema.names) or 'none'}")
    columns = [batch.column(name) for name in there]
    for number in range(batch.num_rows):
        yield {name: column[number].as_py() for name, column in zip(there, columns, strict=True)}


def _row(scorer: Scorer, number: int, given: dict[str, Any]) -> dict[str, Any]:
    identity = str(number) if given.get("id") is None else str(given["id"])
    row: dict[str, Any] = {"id": identity, "policy": scorer.policy.label}
    if given["text"] is None:
        return {**row, "error": "an article needs a text"}
    try:
        article = Article.parse({**given, "id": identity})
    except CredscoreError as error:
        return {**row, "error": str(error)}
    done, value = attempt(scorer.assess, article)
    if not done:
        return {**row, "error": value}
    report: Report = value
    low, high = report.profile.interval or (None, None)
    return {
        **row,
        "score": report.profile.score,
        "low": low,
        "high": high,
        "statements": [{column.name: flat[column.name] for column in _NESTED} for flat in rows(report)],
    }


def _in_spark(kind: Any) -> str:
    if pa.types.is_list(kind):
        return f"array<{_in_spark(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'`{one.name}`: {_in_spark(one.type)}' for one in kind)}>"
    return {pa.string(): "string", pa.float64(): "double", pa.int64(): "bigint", pa.bool_(): "boolean"}[kind]
