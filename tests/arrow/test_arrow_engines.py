"""Arrow batches on engines that bring their own workers. Skipped where the extra `cluster` is not installed."""

from __future__ import annotations

import functools
import shutil
import sys
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

from credscore.arrow import score_batch, score_batches, spark_schema


def table() -> Any:
    texts = [f"Anna Berg, the mayor, said dam {number} was safe. The builder denied it." for number in range(30)]
    texts[7] = None  # type: ignore[call-overload]
    return pa.table({"id": [f"a{number}" for number in range(30)], "text": pa.array(texts, pa.string())})


def test_two_workers_of_dask_give_what_one_process_gives() -> None:
    distributed = pytest.importorskip("distributed")
    expected = score_batch(table(), extractor="rules")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, worker_dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        parts = client.gather(client.map(score_batch, table().to_batches(max_chunksize=8), extractor="rules"))
    assert pa.Table.from_batches(parts).to_pylist() == expected.to_pylist()


def test_two_workers_of_spark_give_what_one_process_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    expected = score_batch(table(), extractor="rules").to_pylist()
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        rows = [(one["id"], one["text"]) for one in table().to_pylist()]
        frame = session.createDataFrame(rows, "id string, text string").repartition(4)
        scored = frame.mapInArrow(functools.partial(score_batches, extractor="rules"), spark_schema()).collect()
    finally:
        session.stop()
    found = {one["id"]: one.asDict(recursive=True) for one in scored}
    assert len(scored) == len(expected)
    # Rows without an order of their own; ids without a row number, since the batches are others.
    assert all(found[one["id"]] == one for one in expected)
