"""Times the library against a fixed reference job.

`make bench` runs it. The reference is one ``re.findall`` of words and marks over the same texts, so that figures
from different machines can be compared. README.md says what each figure means.
"""

from __future__ import annotations

import gc
import json
import math
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inputs import ROOT, texts

RESULTS = Path(__file__).resolve().parent / "results" / "bench.json"

GOALS = {"rules": 40, "trained": 100}  # the whole pipeline may cost so many times the reference, by extractor
PASSES = 3
STARTS = 5

# One core: processor time counts every thread, and an article is too small to share out. Set before numpy loads.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

_SCAN = re.compile(r"\w+|[^\w\s]")


# What is measured


def jobs(extractor: str) -> dict[str, Callable[[str], Any]]:
    """The reference and the pipeline up to each stage, as functions of a text; libraries are loaded on the way."""
    from credscore.api import Scorer
    from credscore.reading import read
    from credscore.scoring import score_all
    from credscore.sourcing import read_article
    from credscore.statement import Article

    scorer = Scorer(extractor=extractor)
    kept: dict[str, Any] = {}

    def extract(text: str) -> Any:
        return scorer.extractor.find(kept["document"])

    def keep_document(text: str) -> Any:
        kept["document"] = read(text)
        return kept["document"]

    def keep_article(text: str) -> Any:
        kept["article"] = read_article(Article.model_construct(text=text, responses=()), scorer.extractor)
        return kept["article"]

    def score(text: str) -> Any:
        return score_all(kept["article"].statements, scorer.policy)

    # In this order for each text: a stage finds what the one before it made.
    return {
        "reference": _SCAN.findall,
        "read": keep_document,
        "extract": extract,
        "read_article": keep_article,
        "score": score,
        "assess": scorer.assess,
        "assess, to_json": lambda text: scorer.assess(text).to_json(),
    }


def one_pass(todo: dict[str, Callable[[str], Any]], given: list[str]) -> dict[str, float]:
    """Seconds of processor time that each job takes over the texts, once."""
    spent = dict.fromkeys(todo, 0.0)
    for text in given:
        for name, job in todo.items():
            begin = time.process_time()
            job(text)
            spent[name] += time.process_time() - begin
    return spent


def best(todo: dict[str, Callable[[str], Any]], given: list[str]) -> dict[str, float]:
    """The best of some passes, with what sourcing takes beyond reading and extraction."""
    gc.collect()
    runs = [one_pass(todo, given) for _ in range(PASSES)]
    least = {name: min(run[name] for run in runs) for name in todo}
    least["source"] = max(0.0, least["read_article"] - least["read"] - least["extract"])
    return least


# The three tables


def stages(given: list[str], extractor: str) -> dict[str, dict[str, float]]:
    """Milliseconds an article, multiple of the reference and articles a second, by stage."""
    todo = jobs(extractor)
    one_pass(todo, given[:3])
    seconds = best(todo, given)
    return {
        name: {
            "ms_an_article": 1000 * seconds[name] / len(given),
            "of_reference": seconds[name] / seconds["reference"],
            "articles_a_second": len(given) / seconds[name] if seconds[name] else math.inf,
        }
        for name in ("reference", "read", "extract", "source", "score", "assess", "assess, to_json")
    }


def starts() -> dict[str, float]:
    """Milliseconds by the clock to start Python and get so far, best of some runs."""
    commands = {
        "python": ["-c", "pass"],
        "import pydantic, numpy": ["-c", "import pydantic, numpy"],
        "import credscore": ["-c", "import credscore"],
        "from credscore import assess": ["-c", "from credscore import assess"],
        "command line to first score": ["-m", "credscore", "score", str(ROOT / "seeds" / "aukus.json")],
    }
    out = {}
    for name, arguments in commands.items():
        took = []
        for _ in range(STARTS + 1):
            begin = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
            took.append(time.perf_counter() - begin)
        out[name] = 1000 * min(took[1:])  # the first run may compile modules
    return out


def memory() -> dict[str, float]:
    """Peak resident megabytes of a fresh process; empty where the system does not tell.

    To be called before this process grows: on Linux a child's peak begins at its parent's size.
    """
    try:
        import resource  # noqa: F401
    except ImportError:
        return {}
    tail = "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    whole = "import sys; sys.path.insert(0, 'benchmarks'); import inputs; from credscore import assess; "
    commands = {
        "import pydantic, numpy": "import pydantic, numpy",
        "one article": whole + "assess(inputs.seed('aukus')).to_json()",
        "all articles, one by one": whole + "[assess(text).to_json() and None for text in inputs.texts()[1]]",
        "one text of 1,000,000 characters": whole + "assess(inputs.ordinary(1_000_000))",
    }
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    out = {}
    for name, command in commands.items():
        done = subprocess.run([sys.executable, "-c", command + tail], check=True, capture_output=True, cwd=ROOT)
        out[name] = int(done.stdout) * unit / 1e6
    return out


# Shown and kept


def show(result: dict[str, Any]) -> None:
    machine, given = result["machine"], result["texts"]
    print(f"Python {machine['python']}, {machine['machine']}, {machine['processors']} processors")
    print(f"{given['count']} texts ({given['from']}), {given['mean_characters']:,.0f} characters on average\n")

    for extractor, rows in result["stages"].items():
        print(f"{'extractor ' + extractor:34}{'ms an article':>14}{'x reference':>13}{'articles/s':>12}")
        for name, row in rows.items():
            print(f"{name:34}{row['ms_an_article']:14.3f}{row['of_reference']:13.1f}{row['articles_a_second']:12,.0f}")
        if extractor in GOALS:
            print(f"{'goal for assess':34}{'':14}{GOALS[extractor]:13.1f}")
        print()

    for title, unit, key in (("start", "ms", "starts"), ("peak memory", "MB", "memory")):
        print(f"{title:42}{unit:>8}")
        for name, value in result[key].items():
            print(f"{name:42}{value:8.0f}")
        print()


def rounded(value: Any) -> Any:
    """The same with floats of four significant digits, so that the kept file is easy to read."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value


def run() -> dict[str, Any]:
    """Everything, in an order in which no figure disturbs the next: children first, large texts last."""
    peaks, begun = memory(), starts()
    origin, given = texts()
    from credscore.extract import EXTRACTORS

    return {
        "machine": {
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "machine": platform.machine(),
            "system": platform.system(),
        },
        "texts": {
            "from": origin,
            "count": len(given),
            "mean_characters": sum(map(len, given)) / len(given),
        },
        "goals_of_reference": GOALS,
        "stages": {extractor: stages(given, extractor) for extractor in sorted(EXTRACTORS)},
        "starts": begun,
        "memory": peaks,
    }


def main() -> None:
    result = run()
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(rounded(result), indent=1) + "\n", "utf-8")
    show(result)


if __name__ == "__main__":
    main()
