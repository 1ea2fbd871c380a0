"""How time and memory grow with the text, on running text and on texts made to hurt: `make growth`.

Each input, extractor and size is a process of its own: processor time of one `Scorer.assess`, the peak of its memory
over what it was before, and up to a million characters the size of the report that it gives: where a text holds a
statement in every line, most of the memory is the answer. The exponent is that between the smallest and the largest
size that take long enough to be told from the clock's noise: 1 grows with the text, 2 with its square.

    python benchmarks/growth.py [--largest CHARACTERS] [--extractor NAME] [--input NAME ...]

Each line is written to the results as it is measured; what a run leaves out stays there from the run before.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from inputs import INPUTS, ROOT

RESULTS = Path(__file__).resolve().parent / "results" / "growth.json"
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
STEEP = 1.1  # the exponent of growth that no input may pass
BYTES = 200  # a character: the peak memory over the base that no input may pass
SHORTEST = 0.02  # seconds; below that the clock says more than the work
PATIENCE = 900  # seconds of processor time until a size is given up, whatever else the machine does

WALKED = 1_000_000  # characters up to which the report's objects are counted: that takes memory itself

CHILD = """
import gc, json, resource, sys, time, types
sys.path.insert(0, "benchmarks")
from inputs import INPUTS
from credscore import Scorer
name, extractor, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[5]), resource.RLIM_INFINITY))
text = INPUTS[name](size)
scorer = Scorer(extractor=extractor)
scorer.assess("Ann Lee, the mayor, said it rained.")
unit = 1 if sys.platform == "darwin" else 1024
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
begin = time.process_time()
report = scorer.assess(text)
took = time.process_time() - begin
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
out = {"seconds": took, "bytes": peak - before, "statements": len(report.assessments)}
if size <= int(sys.argv[4]):
    shared = (type, types.ModuleType, types.FunctionType, type(scorer.policy))
    seen, todo, held = {id(text)}, [report], 0
    while todo:
        one = todo.pop()
        if id(one) not in seen and not isinstance(one, shared):
            seen.add(id(one))
            held += sys.getsizeof(one)
            todo += gc.get_referents(one)
    out["report_bytes"] = held
print(json.dumps(out))
"""


def measured(name: str, extractor: str, size: int) -> dict[str, Any] | None:
    """One process: seconds, bytes over the base, statements found; None where it was given up."""
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, "-c", CHILD, name, extractor, str(size), str(WALKED), str(PATIENCE)],
        cwd=ROOT,
        env={**os.environ, **threads},
        capture_output=True,
        text=True,
    )
    if done.returncode == -signal.SIGXCPU:
        return None
    done.check_returncode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def exponent(rows: dict[int, dict[str, Any]]) -> float | None:
    """The slope of log time over log size, end to end, of what takes long enough."""
    slow = [size for size, row in rows.items() if row["seconds"] >= SHORTEST]
    if len(slow) < 2:
        return None
    small, large = min(slow), max(slow)
    return math.log(rows[large]["seconds"] / rows[small]["seconds"]) / math.log(large / small)


def before(path: Path) -> dict[str, Any]:
    """The results to add to: what was measured before, with this machine's facts."""
    growth = json.loads(path.read_text("utf-8"))["growth"] if path.exists() else {}
    return {
        "machine": {"python": platform.python_version(), "machine": platform.machine(), "processors": os.cpu_count()},
        "limits": {"exponent": STEEP, "bytes_a_character": BYTES},
        "growth": growth,
    }


def save(results: dict[str, Any], path: Path) -> None:
    """Writes the results, whole or not at all."""
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    part.replace(path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--extractor", action="append", choices=("rules", "trained"))
    parser.add_argument("--input", action="append", choices=sorted(INPUTS))
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    sizes = [size for size in SIZES if size <= options.largest]
    out = before(options.results)
    print(f"{'':8} {'input':28}{'size':>11}{'seconds':>9}{'exponent':>10}{'bytes/char':>12}{'report':>8}")
    over = 0
    for extractor in options.extractor or ("rules", "trained"):
        for name in options.input or INPUTS:
            rows = {}
            for size in sizes:
                found = measured(name, extractor, size)
                if found is None:
                    break
                rows[size] = found
            power, largest = exponent(rows), max(rows)
            each = rows[largest]["bytes"] / largest
            walked = max(size for size in rows if size <= WALKED)
            report = rows[walked]["report_bytes"] / walked
            high = (power is not None and power > STEEP) or each > BYTES or largest < sizes[-1]
            over += high
            out["growth"].setdefault(extractor, {})[name] = {
                "sizes": {str(size): row for size, row in rows.items()},
                "exponent": power,
                "bytes_a_character": each,
                "report_bytes_a_character": report,
            }
            save(out, options.results)
            shown = "-" if power is None else f"{power:.2f}"
            print(
                f"{extractor:8} {name:28}{largest:11,}{rows[largest]['seconds']:9.2f}{shown:>10}{each:12.0f}"
                f"{report:8.0f}{' *' if high else ''}",
                flush=True,
            )
    print(f"* above {STEEP} or {BYTES} bytes a character, or given up after {PATIENCE} s of processor time: {over}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
