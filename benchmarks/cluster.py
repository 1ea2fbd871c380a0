"""How throughput grows from one worker to two: on Dask, on Spark, and by `credscore score --jobs`.

    pip install 'credscore[cluster]'
    python benchmarks/cluster.py [--articles 1000] [--rounds 3] [--extractor rules ...] [--only NAME ...]

Every way scores the same articles with one worker and with two, by turns, so that other work on the machine falls on
both. Workers of an engine are started and have their scorer before the clock runs; a command is timed from its start to
its end. What the machine itself gives two processes over one is measured beside it, in the same rounds, by a job that
shares nothing: no way can do better than that. Results go to `results/cluster.json`.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import importlib.util
import json
import multiprocessing
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import inputs
import pyarrow as pa

from credscore.arrow import score_batch, score_batches, spark_schema

RESULTS = Path(__file__).resolve().parent / "results" / "cluster.json"
ROWS = 25  # articles a batch
WORKERS = (1, 2)
_SCAN = re.compile(r"\w+|[^\w\s]")

Job = Callable[[], int]
Way = Callable[[Any, str, int], contextlib.AbstractContextManager[Job]]


def articles(count: int) -> tuple[str, Any]:
    """So many articles as a table, and where they come from."""
    where, texts = inputs.texts()
    chosen = [texts[number % len(texts)] for number in range(count)]
    return where, pa.table({"id": [str(number) for number in range(count)], "text": chosen})


@contextlib.contextmanager
def dask(table: Any, extractor: str, workers: int) -> Iterator[Job]:
    import distributed

    batches = table.to_batches(max_chunksize=ROWS)
    with (
        distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            worker_dashboard_address=None,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        client.run(score_batch, batches[0], extractor=extractor)

        def job() -> int:
            futures = client.map(score_batch, batches, extractor=extractor, pure=False)
            return sum(part.num_rows for part in client.gather(futures))

        yield job


@contextlib.contextmanager
def spark(table: Any, extractor: str, workers: int) -> Iterator[Job]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", ROWS)
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    try:
        rows = [(one["id"], one["text"]) for one in table.to_pylist()]
        # Several parts a worker, as one gives a cluster: a worker that is done takes the next.
        frame = session.createDataFrame(rows, "id string, text string").repartition(8).cache()
        scored = functools.partial(score_batches, extractor=extractor)

        def job() -> int:
            return len(frame.mapInArrow(scored, spark_schema()).collect())

        frame.limit(2 * ROWS).repartition(workers).mapInArrow(scored, spark_schema()).collect()
        frame.count()
        yield job
    finally:
        session.stop()


@contextlib.contextmanager
def command(table: Any, extractor: str, workers: int) -> Iterator[Job]:
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "articles.jsonl"), Path(folder, "out.jsonl")
        path.write_text("".join(json.dumps(one) + "\n" for one in table.to_pylist()), "utf-8")
        given = [sys.executable, "-m", "credscore", "score", str(path), "--format", "jsonl", "--jobs", str(workers)]

        def job() -> int:
            subprocess.run([*given, "--extractor", extractor, "-o", str(out)], check=True)
            return out.read_bytes().count(b"\n")

        yield job


def scan(count: int) -> int:
    """Looks at every word of a seed article so many times: the job that shares nothing."""
    text = inputs.seed("aukus")
    return sum(bool(_SCAN.findall(text)) for _ in range(count))


@contextlib.contextmanager
def machine(table: Any, extractor: str, workers: int) -> Iterator[Job]:
    times = 20 * table.num_rows
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pool.map(scan, [1] * workers)

        def job() -> int:
            # In shares of which no worker waits for the other's last one for long.
            return sum(pool.map(scan, [times // 40] * 40, chunksize=1)) * table.num_rows // times

        yield job


WAYS: dict[str, Way] = {"machine": machine, "jobs": command, "dask": dask, "spark": spark}
NAMES = {
    "machine": "two processes that share nothing",
    "jobs": "`credscore score --jobs`",
    "dask": "Dask, local cluster",
    "spark": "Spark, `mapInArrow`",
}


def there(name: str) -> bool:
    """Whether what a way needs is installed."""
    if name == "spark":
        return importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
    return name != "dask" or importlib.util.find_spec("distributed") is not None


def measure(name: str, table: Any, extractor: str) -> dict[int, float]:
    """Articles a second by number of workers, once each."""
    found = {}
    for workers in WORKERS:
        with WAYS[name](table, extractor, workers) as job:
            begin = time.perf_counter()
            done = job()
            found[workers] = done / (time.perf_counter() - begin)
            if done != table.num_rows:
                sys.exit(f"{name}: {done} of {table.num_rows} articles came back")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--extractor", nargs="+", default=["rules", "trained"])
    parser.add_argument("--only", nargs="+", choices=tuple(WAYS), default=tuple(WAYS))
    options = parser.parse_args()
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[name] = "1"  # of the workers, which are what uses the cores
    where, table = articles(options.articles)
    ways = [name for name in options.only if there(name)]
    rates: dict[tuple[str, str], list[dict[int, float]]] = {}
    loads = []
    for _ in range(options.rounds):
        for extractor in options.extractor:
            for name in ways:
                loads.append(os.getloadavg()[0])
                rates.setdefault((extractor, name), []).append(measure(name, table, extractor))
    rows = []
    print("| extractor | way | 1 worker | 2 workers | ratio | lowest, highest ratio |\n|---|---|---|---|---|---|")
    for (extractor, name), rounds in rates.items():
        ratios = [one[2] / one[1] for one in rounds]
        one, two = (statistics.median(found[workers] for found in rounds) for workers in WORKERS)
        ratio = statistics.median(ratios)
        rows.append(
            {
                "extractor": extractor,
                "way": name,
                "articles_a_second": {"1": round(one, 1), "2": round(two, 1)},
                "ratio": round(ratio, 2),
                "ratios": [round(each, 2) for each in ratios],
            }
        )
        # The job that shares nothing reads no article: its rate says nothing.
        shown = ("", "") if name == "machine" else (f"{one:.0f}", f"{two:.0f}")
        spread = f"{min(ratios):.2f}, {max(ratios):.2f}"
        print(f"| {extractor} | {NAMES[name]} | {' | '.join(shown)} | {ratio:.2f} | {spread} |")
    facts = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "load_before_each": {"lowest": round(min(loads), 1), "highest": round(max(loads), 1)},
    }
    result = {
        "machine": facts,
        "texts": where,
        "articles": options.articles,
        "articles_a_batch": ROWS,
        "rounds": options.rounds,
        "rows": rows,
    }
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(f"load before each: {min(loads):.1f} to {max(loads):.1f}; written to {RESULTS.name}")


if __name__ == "__main__":
    main()
