"""Who finds out what is true? Our corroboration beside majority vote, truth discovery and crowd-label models.

    python benchmarks/corroboration.py [--seeds 20] [--claims 400] [--scenes NAME ...] [--methods NAME ...]

A seeded simulation with known truth. Sources of their own, fixed reliability assert or deny claims; outlets copy what
they say, right or wrong, and a share of the copies shows in its chain whom it copies. All sources are of one kind
(outlet), no reliability is told to any method, and there is no ledger: ours sees who said what and the chains, the
others who said what. To see how much of the difference is the chains alone, each of them is run a second time on
reports from which the copies shown by chains have been taken out.

- `majority`: the vote of all reports.
- `TruthFinder`, `Sums`, `AverageLog`, `Investment`: the package truthdiscovery with its defaults. Its drawing part
  needs cairo and is left out.
- `Dawid-Skene`, `GLAD`: the package crowd-kit, with 100 and 20 rounds.
- `credscore`: `score_all` with statements, chains and denials; true where the score is above the base rate.
- `credscore, records`: the same with records from `credscore.claims.estimate_records`.
- `credscore, agreement`: the probability of each claim that the same estimate gives; true above the base rate.

Accuracy is the share of claims judged rightly, a tie counting one half; the interval is 95 % over seeds (normal). How
records are made from agreement was chosen on seeds 100 to 159. Needs the extra `bench`, and
`pip install --no-deps truthdiscovery==1.0.4`. Results go to benchmarks/results/corroboration.json.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import platform
import random
import statistics
import sys
import time
import types
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent

# The package draws with cairo, which needs a compiler to install; none of its algorithms does.
sys.modules["truthdiscovery.graphs"] = types.ModuleType("truthdiscovery.graphs")
warnings.simplefilter("ignore")
logging.disable(logging.WARNING)

import pandas as pd  # noqa: E402
import truthdiscovery as td  # noqa: E402
from crowdkit.aggregation import GLAD, DawidSkene  # noqa: E402

from credscore.claims import estimate_records  # noqa: E402
from credscore.policy import Policy  # noqa: E402
from credscore.scoring import score_all  # noqa: E402
from credscore.statement import Statement  # noqa: E402


class Scene(NamedTuple):
    """One setting of the simulation.

    Attributes:
        reports: Fewest and most sources of their own that speak of a claim.
        copies: Mean number of outlets that copy a report; a few are copied by very many.
        shown: Share of the copies whose chain shows whom they copy.
        good, bad: The Beta density that reliabilities are drawn from.
    """

    reports: tuple[int, int]
    copies: float
    shown: float
    good: float = 6.0
    bad: float = 2.5


SCENES = {
    "nothing copied": Scene((2, 6), 0.0, 1.0),
    "nothing copied, sparse": Scene((1, 3), 0.0, 1.0),
    "nothing copied, poor sources": Scene((3, 8), 0.0, 1.0, 4.0, 3.0),
    "copied, all chains shown": Scene((2, 6), 3.0, 1.0),
    "copied, all chains shown, sparse": Scene((1, 3), 3.0, 1.0),
    "copied, half of the chains shown": Scene((2, 6), 3.0, 0.5),
    "copied, no chain shown": Scene((2, 6), 3.0, 0.0),
}
SOURCES, OUTLETS = 40, 40


class Report(NamedTuple):
    """Who was seen to say of which claim whether it is so, and whom the chain names."""

    speaker: str
    claim: int
    says: bool
    origin: str | None


def simulate(scene: Scene, claims: int, seed: int) -> tuple[list[bool], list[Report]]:
    """Truths and reports."""
    rng = random.Random(f"{scene}{claims}{seed}")
    truths = [rng.random() < 0.5 for _ in range(claims)]
    reliability = [rng.betavariate(scene.good, scene.bad) for _ in range(SOURCES)]
    active = [rng.paretovariate(1.2) for _ in range(SOURCES)]  # a few speak of much, most of little
    reports: list[Report] = []
    for claim, truth in enumerate(truths):
        wanted = rng.randint(*scene.reports)
        speakers: list[int] = []
        while len(speakers) < wanted:
            (one,) = rng.choices(range(SOURCES), active)
            if one not in speakers:
                speakers.append(one)
        outlets = list(range(OUTLETS))
        rng.shuffle(outlets)
        for one in speakers:
            says = truth if rng.random() < reliability[one] else not truth
            reports.append(Report(f"source {one}", claim, says, None))
            many = int(rng.paretovariate(1.5) * scene.copies / 3.0 * rng.random() * 2.0) if scene.copies else 0
            for _ in range(min(many, len(outlets))):
                shown = rng.random() < scene.shown
                reports.append(Report(f"outlet {outlets.pop()}", claim, says, f"source {one}" if shown else None))
    rng.shuffle(reports)
    return truths, reports


Verdicts = list[float]  # by claim: the share of belief that it is true, 0, 1/2 or 1


def statements(reports: list[Report]) -> list[Statement]:
    out = []
    for number, one in enumerate(reports):
        origin = one.origin or one.speaker
        chain = [{"name": one.speaker}, {"name": origin}] if one.origin else []
        out.append(
            Statement.model_validate(
                {
                    "id": str(number),
                    "claim_id": str(one.claim),
                    "source": {"name": origin, "kind": "outlet"},
                    "chain": chain,
                    "stance": "asserts" if one.says else "denies",
                }
            )
        )
    return out


def side(value: float, middle: float) -> float:
    return 0.5 if abs(value - middle) < 1e-9 else float(value > middle)


def ours(reports: list[Report], claims: int, with_records: bool) -> Verdicts:
    policy = Policy.default()
    told = statements(reports)
    records = estimate_records(told, policy).record if with_records else None
    verdicts = [0.5] * claims
    for one in score_all(told, policy, records=records):
        verdicts[int(one.statement.claim_id or 0)] = side(one.score or 0.0, policy.base.rate.value)
    return verdicts


def agreement(reports: list[Report], claims: int) -> Verdicts:
    policy = Policy.default()
    found = estimate_records(statements(reports), policy).claims
    return [side(found.get(str(claim), 0.5), policy.base.rate.value) for claim in range(claims)]


def majority(reports: list[Report], claims: int) -> Verdicts:
    votes = [0] * claims
    for one in reports:
        votes[one.claim] += 1 if one.says else -1
    return [side(vote, 0.0) for vote in votes]


def discovery(algorithm: Callable[[], object]) -> Callable[[list[Report], int], Verdicts]:
    def judge(reports: list[Report], claims: int) -> Verdicts:
        data = td.Dataset([(one.speaker, one.claim, one.says) for one in reports], allow_multiple=True)
        result = algorithm().run(data)  # type: ignore[attr-defined]
        verdicts = [0.5] * claims
        for claim in {one.claim for one in reports}:
            best = set(result.get_most_believed_values(claim))
            verdicts[claim] = 0.5 if len(best) > 1 else float(best.pop())
        return verdicts

    return judge


def crowd(algorithm: Callable[[], object]) -> Callable[[list[Report], int], Verdicts]:
    def judge(reports: list[Report], claims: int) -> Verdicts:
        frame = pd.DataFrame(
            {
                "task": [one.claim for one in reports],
                "worker": [one.speaker for one in reports],
                "label": [int(one.says) for one in reports],
            }
        )
        found = algorithm().fit_predict_proba(frame)  # type: ignore[attr-defined]
        verdicts = [0.5] * claims
        for claim, row in found.iterrows():
            verdicts[int(claim)] = side(float(row.get(1, 0.0)), 0.5)
        return verdicts

    return judge


METHODS: dict[str, Callable[[list[Report], int], Verdicts]] = {
    "majority": majority,
    "TruthFinder": discovery(td.TruthFinder),
    "Sums": discovery(td.Sums),
    "AverageLog": discovery(td.AverageLog),
    "Investment": discovery(td.Investment),
    "Dawid-Skene": crowd(lambda: DawidSkene(n_iter=100)),
    "GLAD": crowd(lambda: GLAD(n_iter=20, silent=True)),
    "credscore": lambda reports, claims: ours(reports, claims, with_records=False),
    "credscore, records": lambda reports, claims: ours(reports, claims, with_records=True),
    "credscore, agreement": agreement,
}


def mean(values: list[float]) -> dict[str, float]:
    half = 1.96 * statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return {"mean": round(statistics.mean(values), 4), "half_interval": round(half, 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--claims", type=int, default=400)
    parser.add_argument("--output", type=Path, default=HERE / "results" / "corroboration.json")
    parser.add_argument("--methods", nargs="*", choices=sorted(METHODS), default=list(METHODS))
    parser.add_argument("--scenes", nargs="*", choices=sorted(SCENES), default=list(SCENES))
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    scenes: dict[str, object] = {}
    for name in options.scenes:
        scene = SCENES[name]
        runs: dict[str, list[float]] = {}
        times: dict[str, list[float]] = {}
        count: list[float] = []
        for seed in range(options.first, options.first + options.seeds):
            truths, reports = simulate(scene, options.claims, seed)
            count.append(len(reports))
            for method in options.methods:
                inputs = {method: reports}
                if scene.copies and scene.shown and not method.startswith("credscore"):
                    inputs[f"{method}, given the chains"] = [one for one in reports if one.origin is None]
                for shown, seen in inputs.items():
                    start = time.process_time()
                    verdicts = METHODS[method](seen, options.claims)
                    times.setdefault(shown, []).append(time.process_time() - start)
                    right = [v if truth else 1.0 - v for v, truth in zip(verdicts, truths, strict=True)]
                    runs.setdefault(shown, []).append(statistics.mean(right))
        best = runs.get("credscore, records", next(iter(runs.values())))
        rows = {
            method: {
                "accuracy": mean(values),
                "behind_credscore_records": mean([b - v for b, v in zip(best, values, strict=True)]),
                "seconds": round(statistics.mean(times[method]), 4),
            }
            for method, values in runs.items()
        }
        scenes[name] = {"scene": scene._asdict(), "reports": statistics.mean(count), "methods": rows}
        print(f"\n{name} ({statistics.mean(count):.0f} reports)")
        for method, row in rows.items():
            accuracy = row["accuracy"]
            print(f"  {method:<34} {accuracy['mean']:.4f} ± {accuracy['half_interval']:.4f}  {row['seconds']:.3f} s")
    result = {
        "python": platform.python_version(),
        "packages": {name: version(name) for name in ("truthdiscovery", "crowd-kit", "numpy")},
        "policy": Policy.default().label,
        "seeds": [options.first, options.first + options.seeds - 1],
        "claims": options.claims,
        "scenes": scenes,
    }
    options.output.parent.mkdir(exist_ok=True)
    options.output.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
