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
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inputs import ROOT, texts

RESULTS = Path(__file__).resolve().parent / "results" / "bench.json"

GOALS = {"rules": 40, "trained": 100}  # the whole pipeline may cost so many times the reference, by extractor
PASSES = 9
STARTS = 9
SCANNED_BEFORE = ("read", "score", "assess, to_json")  # jobs at whose turn the whole pipeline has just run
GOAL_IMPORT = 1.5  # importing credscore, as a multiple of importing pydantic and numpy
GOAL_START = 2.4  # the command line's first score, as a multiple of the same: 0.6 s where that takes 0.25 s

# One core: processor time counts every thread, and an article is too small to share out. Set before numpy loads.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

_SCAN = re.compile(r"\w+|[^\w\s]")


# What is measured


def jobs(extractor: str) -> dict[str, Callable[[str], Any]]:
    """The pipeline up to each stage, as functions of a text; libraries are loaded on the way."""
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
        "read": keep_document,
        "extract": extract,
        "read_article": keep_article,
        "score": score,
        "assess": scorer.assess,
        "assess, to_json": lambda text: scorer.assess(text).to_json(),
    }


def one_pass(todo: dict[str, Callable[[str], Any]], given: list[str]) -> dict[str, float]:
    """Seconds of processor time that the reference and each job take over the texts, once.

    The reference runs in turns with the jobs, each time when the whole pipeline has just run: what is then in the
    processor's caches is the same each time.
    """
    spent = {"reference": 0.0, **dict.fromkeys(todo, 0.0)}
    clock = time.process_time
    for text in given:
        for name, job in todo.items():
            begin = middle = clock()
            if name in SCANNED_BEFORE:
                _SCAN.findall(text)
                middle = clock()
            job(text)
            spent[name] += clock() - middle
            spent["reference"] += (middle - begin) / len(SCANNED_BEFORE)
    return spent


def typical(todo: dict[str, Callable[[str], Any]], given: list[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Seconds of each job and its multiple of the reference, the medians of some passes.

    A multiple is taken within a pass, so that what slows the machine for a while slows both of its terms.
    """
    gc.collect()
    runs = [one_pass(todo, given) for _ in range(PASSES)]
    for run in runs:  # what sourcing takes beyond reading and extraction
        run["source"] = max(0.0, run["read_article"] - run["read"] - run["extract"])
    return (
        {name: statistics.median(run[name] for run in runs) for name in runs[0]},
        {name: statistics.median(run[name] / run["reference"] for run in runs) for name in runs[0]},
    )


# The three tables


def stages(given: list[str], extractor: str) -> dict[str, dict[str, float]]:
    """Milliseconds an article, multiple of the reference and articles a second, by stage."""
    todo = jobs(extractor)
    one_pass(todo, given[:3])
    seconds, multiple = typical(todo, given)
    return {
        name: {
            "ms_an_article": 1000 * seconds[name] / len(given),
            "of_reference": multiple[name],
            "articles_a_second": len(given) / seconds[name] if seconds[name] else math.inf,
        }
        for name in ("reference", "read", "extract", "source", "score", "assess", "assess, to_json")
    }


def starts() -> dict[str, float]:
    """Milliseconds by the clock to start Python and get so far, best of some runs."""
    commands = {
        "python": ["-c", "pass"],
        "import pydantic, numpy": ["-c", "import pydantic, numpy"],
        # The first loads what it needs when asked; no program that has a model of pydantic's comes below the second.
        "a model's class and numpy": ["-c", "import numpy; from pydantic import BaseModel"],
        "import credscore": ["-c", "import credscore"],
        "from credscore import assess": ["-c", "from credscore import assess"],
        "command line to first score": ["-m", "credscore", "score", str(ROOT / "seeds" / "aukus.json")],
    }
    # What is installed is compiled; a setting of this shell must not make every run compile it anew.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS + 1):  # in turns, so that other work on the machine falls on all alike
        for name, arguments in commands.items():
            begin = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=kept)
            took[name].append(time.perf_counter() - begin)
    return {name: 1000 * min(times[1:]) for name, times in took.items()}  # the first run may compile modules


def beside() -> dict[str, Any]:
    """What `beside.py` measures, in a process of its own; empty where its packages are not installed."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "beside.py")], capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:]
        print(f"nothing to compare with (install the extra 'bench'): {' '.join(reason)}", file=sys.stderr)
        return {}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


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


def processor() -> str:
    """What the processor calls itself, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


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

    other = result["beside"]
    if other:
        name = "textacy on spaCy's small pipeline"
        row = (other["ms_an_article"], other["of_reference"], other["articles_a_second"])
        print(f"{name:34}{row[0]:14.3f}{row[1]:13.1f}{row[2]:12,.1f}")
        for extractor, rows in result["stages"].items():
            times = other["of_reference"] / rows["assess"]["of_reference"]
            print(f"{'times the time of ' + extractor:34}{'':14}{times:13.1f}")
        print()

    for title, unit, key in (("start", "ms", "starts"), ("peak memory", "MB", "memory")):
        print(f"{title:42}{unit:>8}")
        for name, value in result[key].items():
            print(f"{name:42}{value:8.0f}")
        print()
    starts = result["starts"]
    least = starts["import pydantic, numpy"]
    for name, goal in (
        ("import credscore", GOAL_IMPORT),
        ("from credscore import assess", None),
        ("command line to first score", GOAL_START),
    ):
        bound = f" (goal {goal})" if goal else ""
        print(f"{name}, of the import of pydantic and numpy: {starts[name] / least:.2f}{bound}")


def rounded(value: Any) -> Any:
    """The same with floats of four significant digits, so that the kept file is easy to read."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value


def run() -> dict[str, Any]:
    """Everything, in an order in which no figure disturbs the next: children first, large texts last."""
    peaks, begun = memory(), starts()
    other = beside()
    origin, given = texts()
    from credscore.extract import EXTRACTORS

    return {
        "machine": {
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "machine": platform.machine(),
            "system": platform.system(),
            "processor": processor(),
            "load_at_start": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
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
        "beside": other,
    }


def main() -> None:
    result = run()
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(rounded(result), indent=1) + "\n", "utf-8")
    show(result)


if __name__ == "__main__":
    main()
