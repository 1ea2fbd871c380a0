"""Times the library against a fixed reference job, and looks for inputs on which it grows faster than the text.

`make bench` runs it. The reference is one ``re.findall`` of words and marks over the same texts, so that figures
from different machines can be compared. README.md says what each figure means.
"""

from __future__ import annotations

import gc
import gzip
import itertools
import json
import math
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).resolve().parent / "results" / "bench.json"
DEV = ROOT.parent / "shared" / "data" / "polnear" / "dev.jsonl.gz"
SEEDS = ("aukus", "dam", "merger")

GOALS = {"rules": 40, "trained": 100}  # the whole pipeline may cost so many times the reference, by extractor
STEEP = 1.1  # an exponent of growth above this is worth a look
PASSES = 3
STARTS = 5
REPEATS = 28  # of the three seeds, where there are no other texts: as many texts as the corpus has
SIZES = (10_000, 100_000, 1_000_000)
LONG = 1.0  # seconds; a pass that takes longer stands well above the noise and is not repeated
PATIENCE = 6.0  # seconds; a size that would take longer by the growth seen so far is left out

# One core: processor time counts every thread, and an article is too small to share out. Set before numpy loads.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

_SCAN = re.compile(r"\w+|[^\w\s]")


# What is measured


def texts() -> tuple[str, list[str]]:
    """The texts with the name of where they come from: a corpus beside the checkout, or else the seeds."""
    if DEV.exists():
        with gzip.open(DEV, "rt", encoding="utf-8") as lines:
            return "PolNeAR dev", [json.loads(line)["text"] for line in lines]
    return "seeds", [seed(name) for name in SEEDS] * REPEATS


def seed(name: str) -> str:
    return (ROOT / "seeds" / f"{name}.txt").read_text("utf-8")


def names() -> Iterator[str]:
    """Endless different names of two words."""
    for letters in itertools.product("aeiou", "lnrst", "aeiou", "dkmv", "aeiou", "bgpz", "aeiou", "lnrst", "aeiou"):
        yield "Ann B" + "".join(letters)


def ordinary(size: int) -> str:
    """Running text: the seed articles one after the other."""
    return repeated("\n\n".join(seed(name) for name in SEEDS) + "\n\n", size)


def repeated(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def joined(pieces: Iterator[str], size: int) -> str:
    out, length = [], 0
    for piece in pieces:
        out.append(piece)
        length += len(piece)
        if length >= size:
            break
    return "".join(out)[:size]


INPUTS: dict[str, Callable[[int], str]] = {
    "ordinary text": ordinary,
    "straight quotes": lambda size: '"' * size,
    "opening quotes": lambda size: "“" * size,
    "single quotes, blanks": lambda size: repeated("' ", size),
    "one word, no blanks": lambda size: "x" * size,
    "capitals, no blanks": lambda size: repeated("Xy", size),
    "a cue repeated": lambda size: repeated("said ", size),
    "a cue and a comma": lambda size: repeated("said, ", size),
    "he said she said": lambda size: repeated("he said she said that ", size),
    "'the official '": lambda size: repeated("the official ", size),
    "one name repeated": lambda size: repeated("Ann Lee ", size),
    "different names": lambda size: joined((f"{name}, " for name in names()), size),
    "a speaker a sentence": lambda size: joined((f"{name} said it was dry. " for name in names()), size),
    "pronouns": lambda size: "Ann Lee left. " + repeated("She said it was dry. ", size),
    "one denial after another": lambda size: repeated("The mayor denied the report. ", size),
    "no comment, no statement": lambda size: repeated("The firm declined to comment. ", size),
    "relays in one sentence": lambda size: repeated("the Star reported, citing the Post, that ", size),
    "according to": lambda size: repeated("according to ", size),
    "commas": lambda size: repeated("a, ", size),
    "full stops": lambda size: repeated("a. ", size),
    "paragraph breaks": lambda size: repeated("a\n\n", size),
    "an open quote a paragraph": lambda size: repeated("“So it was.\n\n", size),
    "entities": lambda size: repeated("&amp;", size),
    "combining marks": lambda size: "e" + "\u0301" * (size - 1),
}


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


def best(todo: dict[str, Callable[[str], Any]], given: list[str], long: float = math.inf) -> dict[str, float]:
    """The best of some passes, or one where it takes long, with what sourcing takes beyond reading and extraction."""
    gc.collect()
    runs = [one_pass(todo, given)]
    while len(runs) < PASSES and sum(runs[0].values()) < long:
        runs.append(one_pass(todo, given))
    least = {name: min(run[name] for run in runs) for name in todo}
    least["source"] = max(0.0, least["read_article"] - least["read"] - least["extract"])
    least["whole"] = least["read_article"] + least["score"]
    return least


# The four tables


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


def growth(extractor: str) -> dict[str, dict[str, Any]]:
    """Seconds by input and size, with the exponent of growth of each stage between the two largest sizes.

    A stage whose time stays in the noise of the clock has no exponent (None). The garbage collector rests: it looks
    through all objects ever more often as they grow in number, which would hide how the stages themselves grow.
    """
    gc.disable()
    todo = jobs(extractor)
    del todo["assess"], todo["assess, to_json"]  # no work that the stages do not do
    shown = ("reference", "read", "extract", "source", "score", "whole")
    out: dict[str, dict[str, Any]] = {}
    for name, make in INPUTS.items():
        seconds: dict[int, dict[str, float]] = {}
        for size in SIZES:
            if seconds and _foreseen(seconds, size) > PATIENCE:
                break
            given = [make(size)]
            seconds[size] = best(todo, given, long=LONG)
        print(".", end="", file=sys.stderr, flush=True)
        small, large = sorted(seconds)[0 if len(seconds) == 1 else -2], max(seconds)
        out[name] = {
            "seconds": {str(size): {stage: took[stage] for stage in shown} for size, took in seconds.items()},
            "exponent": {
                stage: _exponent(small, seconds[small][stage], large, seconds[large][stage]) for stage in shown
            },
        }
    gc.enable()
    return out


def _foreseen(seconds: dict[int, dict[str, float]], size: int) -> float:
    large = max(seconds)
    power = 1.0
    if len(seconds) > 1:
        small = sorted(seconds)[-2]
        power = max(1.0, _exponent(small, seconds[small]["whole"], large, seconds[large]["whole"]) or 1.0)
    return float(seconds[large]["whole"] * (size / large) ** power)


def _exponent(small: int, fast: float, large: int, slow: float) -> float | None:
    shortest = 0.0005  # seconds; below that the clock says more than the work
    if small == large or fast < shortest or slow < shortest:
        return None
    return math.log(slow / fast) / math.log(large / small)


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
    whole = "import sys; sys.path.insert(0, 'benchmarks'); import bench; from credscore import assess; "
    commands = {
        "import pydantic, numpy": "import pydantic, numpy",
        "one article": whole + "assess(bench.seed('aukus')).to_json()",
        "all articles, one by one": whole + "[assess(text).to_json() and None for text in bench.texts()[1]]",
        "one text of 1,000,000 characters": whole + "assess(bench.ordinary(1_000_000))",
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

    columns = ("read", "extract", "source", "score", "whole")
    for extractor, inputs in result["growth"].items():
        print(f"{'growth, extractor ' + extractor:28}{'size':>9}{'seconds':>9}  exponent of " + _cells(columns))
        for name, row in inputs.items():
            size = max(row["seconds"], key=int)
            powers = [row["exponent"][column] for column in columns]
            took = row["seconds"][size]["whole"]
            print(f"{name:28}{int(size):9,}{took:9.2f}{'':14}" + _cells(map(_power, powers)))
        print()
    print(
        f"* grows faster than size to the power of {STEEP}; the largest size is left out where it would take too long\n"
    )

    for title, unit, key in (("start", "ms", "starts"), ("peak memory", "MB", "memory")):
        print(f"{title:42}{unit:>8}")
        for name, value in result[key].items():
            print(f"{name:42}{value:8.0f}")
        print()


def _cells(words: Iterable[str]) -> str:
    return "".join(f"{word:>8}" for word in words)


def _power(power: float | None) -> str:
    return "- " if power is None else f"{power:.2f}{'*' if power > STEEP else ' '}"


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
        "growth": {extractor: growth(extractor) for extractor in sorted(EXTRACTORS)},
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
