"""Times scoring alone: statements that are there already, one by one and many at once.

    python benchmarks/scores.py

The reference job is one ``re.findall`` of words and marks over the seed article 'aukus', as in bench.py. Times are of
the processor, the best of some passes. Results go to results/scores.json.
"""

from __future__ import annotations

import itertools
import json
import os
import platform
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from credscore.scoring import score
from credscore.scoring.arrays import prepare, score_batch
from credscore.statement import Role, SourceKind, SpeechForm, Stance, Statement

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).resolve().parent / "results" / "scores.json"
GOALS = {"score_batch, prepared": 50_000, "data in, score, data out": 5_000}  # statements a second on one core
MANY, FEW, PASSES = 20_000, 2_000, 5
_SCAN = re.compile(r"\w+|[^\w\s]")


def statements() -> Iterator[dict[str, Any]]:
    """Endless statements of every kind, role, stance and form; every second through a relay, every tenth denied."""
    labels = itertools.cycle(itertools.product(SourceKind, Stance, SpeechForm, Role))
    for number, (kind, stance, form, role) in enumerate(itertools.islice(labels, 7, None, 11)):
        chain = [{"name": "The Lantern"}, {"name": "the source", "kind": kind}] if number % 2 else []
        answers = [{"by": "Acme", "status": "denied", "kind": "organization"}] if number % 10 == 0 else []
        yield {
            "id": f"s{number}",
            "content": {"text": "the bridge was safe", "spans": [[10, 29]]},
            "cue": {"text": "said", "spans": [[30, 34]]},
            "source": {"text": "the source", "spans": [[35, 45]], "kind": kind, "role": role},
            "chain": chain,
            "stance": stance,
            "form": form,
            "hedged": number % 7 == 0,
            "second_hand": number % 5 == 0,
            "responses": answers,
        }


def best(job: Callable[[], Any]) -> float:
    """Seconds of processor time, the least of some passes."""
    took = []
    for _ in range(PASSES):
        begin = time.process_time()
        job()
        took.append(time.process_time() - begin)
    return min(took)


def main() -> None:
    data = list(itertools.islice(statements(), MANY))
    many = [Statement.model_validate(one) for one in data]
    few, few_data = many[:FEW], data[:FEW]
    prepared = prepare(many)
    text = (ROOT / "seeds" / "aukus.txt").read_text("utf-8")
    reference = best(lambda: [_SCAN.findall(text) for _ in range(100)]) / 100
    jobs: dict[str, tuple[Callable[[], Any], int]] = {
        "score_batch, prepared": (lambda: score_batch(prepared), MANY),
        "prepare and score_batch": (lambda: score_batch(many), MANY),
        "score": (lambda: [score(one) for one in few], FEW),
        "score and explain": (lambda: [score(one).explain() for one in few], FEW),
        "data in, score, data out": (
            lambda: [score(Statement.model_validate(one)).to_dict() for one in few_data],
            FEW,
        ),
    }
    rows = {}
    for name, (job, count) in jobs.items():
        seconds = best(job) / count
        rows[name] = {
            "a_second": round(1.0 / seconds),
            "us": round(1e6 * seconds, 2),
            "of_reference": round(seconds / reference, 4),
        }
    result = {
        "machine": {"python": platform.python_version(), "machine": platform.machine(), "processors": os.cpu_count()},
        "reference_us": round(1e6 * reference, 1),
        "statements": rows,
        "goals_a_second": GOALS,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(f"reference: one scan of {len(text):,} characters, {1e6 * reference:.0f} us\n")
    print(f"{'one core':28}{'a second':>12}{'us each':>10}{'x reference':>13}{'goal':>10}")
    for name, row in rows.items():
        goal = f"{GOALS[name]:,}" if name in GOALS else ""
        print(f"{name:28}{row['a_second']:12,.0f}{row['us']:10.2f}{row['of_reference']:13.4f}{goal:>10}")


if __name__ == "__main__":
    main()
