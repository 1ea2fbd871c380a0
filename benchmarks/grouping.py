"""Which statements say the same? The grouping beside cosines of words, on pairs of statements with near misses.

    python benchmarks/grouping.py

The pairs are tests/claims/pairs.jsonl (`tune`, on which the method and every threshold here was chosen; `test`, run
once and then looked at) and tests/claims/pairs-fresh.jsonl (`fresh`, written when that stood, run once and then looked
at; `held`, written and run once after that, with nothing changed since). All are invented statements; `same` is
whether two make one claim.

- `credscore`: `credscore.claims.group`.
- `TF-IDF`: cosine of words and pairs of words, TF-IDF by scikit-learn with its defaults, frequencies from all texts.
- `hashing`: cosine of hashed counts of 2 to 4 letters within words, scikit-learn's HashingVectorizer.

Each cosine's threshold is the one of best accuracy on `tune`; `best accuracy` is what it would reach with the threshold
that is best on the very pairs it is measured on. F1 chooses no threshold here: among near misses it is best where
everything is joined. Needs scikit-learn (the extra `learn`). Results go to benchmarks/results/grouping.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.metrics import roc_auc_score

from credscore.claims import group
from credscore.statement import Statement

HERE = Path(__file__).resolve().parent
PAIRS = HERE.parent / "tests" / "claims"
HALVES = ("tune", "test", "fresh", "held")

Pair = dict[str, Any]


def read() -> list[Pair]:
    files = (PAIRS / "pairs.jsonl", PAIRS / "pairs-fresh.jsonl")
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def joined(pair: Pair) -> bool:
    one, other = (
        Statement(content={"text": side["text"]}, source=side.get("source", {}), form=side.get("form", "indirect"))
        for side in (pair["a"], pair["b"])
    )
    first, second = group([one, other])
    return first is not None and first == second


def cosines(pairs: Sequence[Pair], vectors: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The cosine of each pair."""
    texts = [pair[side]["text"] for pair in pairs for side in ("a", "b")]
    rows = vectors.fit_transform(texts)
    return np.asarray(rows[0::2].multiply(rows[1::2]).sum(axis=1)).ravel()


BASELINES: dict[str, Callable[[], Any]] = {
    "TF-IDF": lambda: TfidfVectorizer(ngram_range=(1, 2)),
    "hashing": lambda: HashingVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), n_features=2**16, alternate_sign=False
    ),
}


def figures(same: Sequence[bool], found: Sequence[bool]) -> dict[str, Any]:
    """Precision, recall and F1 of what was joined, and how many pairs each is made of."""
    right = sum(s and f for s, f in zip(same, found, strict=True))
    joined_, wanted = sum(found), sum(same)
    return {
        "precision": round(right / joined_, 3) if joined_ else None,
        "recall": round(right / wanted, 3),
        "F1": round(2 * right / (joined_ + wanted), 3),
        "accuracy": round(sum(s == f for s, f in zip(same, found, strict=True)) / len(same), 3),
        "joined wrongly": joined_ - right,
        "same": wanted,
        "different": len(same) - wanted,
    }


def best(same: Sequence[bool], values: np.ndarray[Any, np.dtype[np.float64]]) -> tuple[float, float]:
    """The best accuracy, and the least threshold that reaches it; one above all values joins nothing."""
    some = [*sorted(set(values.tolist())), float(values.max()) + 1e-6]
    accuracy = {at: figures(same, (values >= at).tolist())["accuracy"] for at in some}
    at = max(some, key=lambda at: (accuracy[at], -at))
    return accuracy[at], at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=HERE / "results" / "grouping.json")
    parser.add_argument("--wrong", metavar="HALF", choices=HALVES, help="print the pairs of a half that it gets wrong")
    options = parser.parse_args()
    pairs = read()
    of = {half: [number for number, pair in enumerate(pairs) if pair["half"] == half] for half in HALVES}
    same = [pair["same"] for pair in pairs]
    found = [joined(pair) for pair in pairs]
    rows: dict[str, dict[str, Any]] = {
        "credscore": {half: figures([same[n] for n in some], [found[n] for n in some]) for half, some in of.items()}
    }
    for name, make in BASELINES.items():
        values = cosines(pairs, make())
        _, threshold = best([same[n] for n in of["tune"]], values[of["tune"]])
        rows[name] = {"threshold": round(threshold, 4)}
        for half, some in of.items():
            truth = [same[n] for n in some]
            rows[name][half] = {
                **figures(truth, (values[some] >= threshold).tolist()),
                "best accuracy": best(truth, values[some])[0],
                "AUC": round(float(roc_auc_score(truth, values[some])), 3),
            }
    for name, row in rows.items():
        for half in HALVES:
            print(f"{name:<10} {half:<6}", "  ".join(f"{key} {value}" for key, value in row[half].items()))
    if options.wrong:
        for number in of[options.wrong]:
            if same[number] != found[number]:
                pair = pairs[number]
                print(pair["id"], pair["class"], "joined" if found[number] else "missed")
                print("   ", pair["a"]["text"], "|", pair["b"]["text"])
    options.output.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
