"""Command: annotated articles in, `credscore/extract/confidence.toml` out: how often each pattern is right.

    python -m credscore.learn.extractor.ratings TRAIN.jsonl.gz src/credscore/extract/confidence.toml

`rules` is rated on all articles, for it has learnt from none; `trained` on those kept from learning.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from credscore.errors import CredscoreError
from credscore.extract.attribution import Extractor
from credscore.extract.confidence import logit_of
from credscore.extract.rules import RulesExtractor
from credscore.extract.trained import TrainedExtractor
from credscore.learn.extractor.corpus import Sample, is_held_out, read_corpus
from credscore.learn.extractor.measure import matches

__all__ = ["rate"]

_LEAST = 30  # findings by a pattern below which it is rated with the other rare ones
_REST = "other"


def rate(
    extractor: Extractor, samples: Iterable[Sample], one_slope: bool = False
) -> dict[str, tuple[float, float, int]]:
    """Slope, offset and count by pattern: a logistic regression of being right on the logit of the own confidence.

    Args:
        extractor: Whose findings are rated.
        samples: The articles that tell.
        one_slope: Whether its confidence means the same whatever the pattern, but for how often each is right: one
            slope for all, and offsets drawn in towards each other, which few findings can bear.
    """
    seen: dict[str, list[tuple[float, bool]]] = {}
    for sample in samples:
        found = extractor.find(sample.document)
        right = {j for _, j in matches(sample.golds, found)}
        for j, one in enumerate(found):
            seen.setdefault(one.pattern, []).append((logit_of(one.confidence), j in right))
    rows = {name: row for name, row in sorted(seen.items()) if len(row) >= _LEAST}
    rare = [pair for name, row in sorted(seen.items()) if len(row) < _LEAST for pair in row]
    everything = [pair for row in seen.values() for pair in row]
    rows[_REST] = rare if len(rare) >= _LEAST else everything
    if one_slope:
        return _fit_together(rows)
    return {name: (*_fit(row), len(row)) for name, row in rows.items()}


def _fit_together(rows: dict[str, list[tuple[float, bool]]]) -> dict[str, tuple[float, float, int]]:
    of = np.repeat(np.arange(len(rows)), [len(row) for row in rows.values()])
    pairs = [pair for row in rows.values() for pair in row]
    x = np.column_stack([[logit for logit, _ in pairs], np.eye(len(rows))[of]])
    model: Any = LogisticRegression(C=1.0, tol=1e-8, max_iter=1000)
    model.fit(x, np.array([right for _, right in pairs]))
    slope, *apart = model.coef_[0].tolist()
    offsets = (round(float(model.intercept_[0]) + more, 4) for more in apart)
    return {
        name: (round(slope, 4), offset, len(row)) for (name, row), offset in zip(rows.items(), offsets, strict=True)
    }


def _fit(row: list[tuple[float, bool]]) -> tuple[float, float]:
    x, y = np.array([[logit] for logit, _ in row]), np.array([right for _, right in row])
    share = (float(y.sum()) + 1.0) / (len(y) + 2.0)  # a little drawn in
    alone = 0.0, round(logit_of(share), 4)
    if np.ptp(x) < 1e-9 or y.all() or not y.any():  # one confidence, or one answer
        return alone
    model: Any = LogisticRegression(C=1.0, tol=1e-8, max_iter=1000)
    model.fit(x, y)
    slope = round(float(model.coef_[0, 0]), 4)
    # Surer by itself is never rated less sure: where few findings say so, their share is all that is known.
    return (slope, round(float(model.intercept_[0]), 4)) if slope >= 0 else alone


def main() -> int:
    """Reads the arguments and writes the file."""
    parser = argparse.ArgumentParser(prog="python -m credscore.learn.extractor.ratings", description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSON lines, gzip or not: id, text, attributions")
    parser.add_argument("ratings", type=Path, help="the file to write")
    options = parser.parse_args()
    try:
        samples = read_corpus(options.corpus)
        held = [one for one in samples if is_held_out(one.id)]
        tables = {"rules": rate(RulesExtractor(), samples), "trained": rate(TrainedExtractor(), held, one_slope=True)}
    except CredscoreError as error:
        print(f"credscore: {error}", file=sys.stderr)
        return 1
    lines = [
        "# How often what a pattern finds is right (content IoU >= 0.5), by the confidence it gives itself:",
        "# logit(probability) = offset + slope * logit(confidence). Written by credscore.learn.extractor.ratings",
        "# from PolNeAR train: all 840 articles for rules, those kept from learning for trained",
        "# (one slope for all its patterns). `count`: findings.",
    ]
    for name, table in tables.items():
        for pattern, (slope, offset, count) in table.items():
            lines += ["", f"[{name}.{pattern}]", f"slope = {slope}", f"offset = {offset}", f"count = {count}"]
    options.ratings.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
