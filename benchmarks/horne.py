"""Does the sourcing of an article tell real from fake? Real against fake articles of horne2017, out of fold.

    python benchmarks/horne.py ../shared/data/veracity/horne2017.jsonl.gz [rules|trained]

Sourcing alone, words alone (TF-IDF and logistic regression), both in one regression, and both stacked (a regression on
the two out-of-fold log-odds, itself out of fold); then sourcing and words learnt on one of the two sets and measured
on the other. 95 % bootstrap intervals.
"""

from __future__ import annotations

import gzip
import json
import sys
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from credscore.learn.estimator import CredibilityClassifier
from credscore.learn.labelled import Case, read_cases
from credscore.learn.measures import measure
from credscore.learn.space import Space
from credscore.learn.training import Settings, cross_validate, matrix_of, read_sourcing

BOTH = (False, True)


def show(name: str, target: Any, p: Any) -> None:
    found = measure(target.astype(int), np.column_stack([1 - p, p]), BOTH)
    cells = []
    for figure in ("accuracy", "auc", "ece"):
        value, interval = found[figure]
        assert interval is not None
        cells.append(f"{figure} {value:.3f} [{interval[0]:.3f}, {interval[1]:.3f}]")
    print(f"{name:<36}", *cells, sep="  ", flush=True)


def log_odds(p: Any) -> Any:
    p = np.clip(p, 1e-4, 1 - 1e-4)
    return np.log(p / (1 - p))


def main(path: str, extractor: str) -> None:
    cases = [one for one in read_cases(path) if isinstance(one, Case) and one.label in ("fake", "real")]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        sets = {row["id"]: row["set"] for row in map(json.loads, lines)}
    where = np.array([sets[case.id] for case in cases])
    target = np.array([case.label == "real" for case in cases])
    sourcing = read_sourcing(cases, Settings(extractor=extractor), None, lambda _: None)
    print(f"{len(cases)} articles, {int(target.sum())} real; extractor {extractor}")
    chosen = {
        "sourcing, linear": Settings(),
        "sourcing, boosted": Settings(kind="boosted"),
        "words": Settings(sourcing=False, text=True),
        "words and sourcing, one regression": Settings(text=True),
    }
    said = {}
    for name, settings in chosen.items():
        said[name], _ = cross_validate(cases, sourcing, target, settings)
        show(name, target, said[name])
    pair = np.column_stack([log_odds(said["words"]), log_odds(said["sourcing, boosted"])])
    stacked = np.zeros(len(target))
    for learn, hold in StratifiedKFold(5, shuffle=True, random_state=7).split(pair, target):
        stacked[hold] = LogisticRegression().fit(pair[learn], target[learn]).predict_proba(pair[hold])[:, 1]
    show("words and sourcing, stacked", target, stacked)
    for one, other in (("buzzfeed", "random"), ("random", "buzzfeed")):
        learn, hold = np.flatnonzero(where == one), np.flatnonzero(where == other)
        for name in ("sourcing, boosted", "words"):
            settings = chosen[name]
            inside = [cases[n] for n in learn]
            space = Space.fit("article", inside, sourcing=settings.sourcing, text=settings.text)
            signs = [int(sign) for sign in space.signs]
            fitted = CredibilityClassifier(settings.kind, signs=signs)
            fitted.fit(matrix_of(space, inside, [sourcing[n] for n in learn]), target[learn])
            rows = matrix_of(space, [cases[n] for n in hold], [sourcing[n] for n in hold])
            show(f"{name}: {one} to {other}", target[hold], fitted.predict_proba(rows)[:, 1])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "trained")
