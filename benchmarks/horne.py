"""Does the sourcing of an article tell real from fake? Real against fake articles of horne2017, out of fold.

    python benchmarks/horne.py ../shared/data/veracity/horne2017.jsonl.gz [rules|trained]

Sourcing alone, words alone (TF-IDF and logistic regression), and both: stacked by a regression on the two log-odds,
which sees out-of-fold log-odds of the training articles only, so that it is nested in the same folds. Five folds, drawn
five times, since with 157 articles every figure depends on the draw: each figure is the mean over the draws. Then by
set, and last what one set teaches about the other. 95 % intervals by bootstrap over articles; differences are paired.
"""

from __future__ import annotations

import gzip
import json
import sys
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from credscore.learn.estimator import CredibilityClassifier
from credscore.learn.folds import folds_of
from credscore.learn.labelled import Case, read_cases
from credscore.learn.measures import auc
from credscore.learn.space import Space
from credscore.learn.training import Settings, matrix_of, read_sourcing

DRAWS = 5
RESAMPLES = 1000
BASE = {
    "sourcing, linear": Settings(),
    "sourcing, boosted": Settings(kind="boosted"),
    "words": Settings(sourcing=False, text=True),
}
BOTH = {f"words and {name}": ("words", name) for name in ("sourcing, linear", "sourcing, boosted")}


def fitted(cases: Any, sourcing: Any, target: Any, learn: Any, hold: Any, settings: Settings) -> tuple[Any, Any]:
    """Log-odds of the training articles, out of fold among themselves, and of those held out."""
    inside = [cases[n] for n in learn]
    space = Space.fit("article", inside, sourcing=settings.sourcing, text=settings.text)
    model = CredibilityClassifier(settings.kind, signs=[int(sign) for sign in space.signs], C=settings.c)
    model.fit(matrix_of(space, inside, [sourcing[n] for n in learn]), target[learn])
    rows = matrix_of(space, [cases[n] for n in hold], [sourcing[n] for n in hold])
    assert model.oof_scores_ is not None
    return tuple(log_odds(model.calibration_.apply(s)) for s in (model.oof_scores_, model.decision_function(rows)))


def log_odds(p: Any) -> Any:
    p = np.clip(p, 1e-4, 1 - 1e-4)
    return np.log(p / (1 - p))


def out_of_fold(cases: Any, sourcing: Any, target: Any, seed: int) -> dict[str, Any]:
    """Log-odds of every article by every method, each fitted without the article's fold."""
    said = {name: np.zeros(len(target)) for name in (*BASE, *BOTH)}
    for learn, hold in folds_of(target, None, 5, seed):
        of = {name: fitted(cases, sourcing, target, learn, hold, one) for name, one in BASE.items()}
        for name in BASE:
            said[name][hold] = of[name][1]
        for name, pair in BOTH.items():
            inner, outer = (np.column_stack([of[one][k] for one in pair]) for k in (0, 1))
            said[name][hold] = LogisticRegression().fit(inner, target[learn]).decision_function(outer)
    return said


def figures(target: Any, draws: list[Any], rows: Any) -> tuple[float, float]:
    """Accuracy and AUC on some rows, the means over draws."""
    t = target[rows]
    return (
        float(np.mean([((one[rows] > 0) == t).mean() for one in draws])),
        float(np.mean([auc(t, one[rows]) or np.nan for one in draws])),
    )


def show(target: Any, said: list[dict[str, Any]], where: Any, place: str) -> None:
    rows = np.flatnonzero(where)
    draw = np.random.default_rng(0)
    samples = [draw.choice(rows, len(rows)) for _ in range(RESAMPLES)]
    print(f"{place}: {len(rows)} articles, {int(target[rows].sum())} real")
    value, spread = {}, {}
    for name in said[0]:
        draws = [one[name] for one in said]
        value[name] = np.array(figures(target, draws, rows))
        spread[name] = np.array([figures(target, draws, sample) for sample in samples])
        line(name, value[name], spread[name])
    for name, parts in BOTH.items():
        for part in parts:
            line(f"  {name} less {part}", value[name] - value[part], spread[name] - spread[part])


def line(name: str, value: Any, spread: Any) -> None:
    low, high = np.nanquantile(spread, (0.025, 0.975), axis=0)
    cells = [f"{what} {value[k]:.3f} [{low[k]:.3f}, {high[k]:.3f}]" for k, what in enumerate(("accuracy", "auc"))]
    print(f"{name:<56}", *cells, sep="  ", flush=True)


def main(path: str, extractor: str) -> None:
    cases = [one for one in read_cases(path) if isinstance(one, Case) and one.label in ("fake", "real")]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        sets = {row["id"]: row["set"] for row in map(json.loads, lines)}
    where = np.array([sets[case.id] for case in cases])
    target = np.array([case.label == "real" for case in cases])
    sourcing = read_sourcing(cases, Settings(extractor=extractor), None, lambda _: None)
    print(f"extractor {extractor}")
    said = [out_of_fold(cases, sourcing, target, seed) for seed in range(DRAWS)]
    show(target, said, np.ones(len(cases), dtype=bool), "both sets")
    for one in ("buzzfeed", "random"):
        show(target, said, where == one, f"{one}, learnt from both")
    for one, other in (("buzzfeed", "random"), ("random", "buzzfeed")):
        learn, hold = np.flatnonzero(where == one), np.flatnonzero(where == other)
        for name, settings in BASE.items():
            found = np.zeros(len(cases))
            found[hold] = fitted(cases, sourcing, target, learn, hold, settings)[1]
            draw = np.random.default_rng(0)
            samples = [figures(target, [found], draw.choice(hold, len(hold))) for _ in range(RESAMPLES)]
            line(f"{name}: {one} to {other}", np.array(figures(target, [found], hold)), np.array(samples))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "trained")
