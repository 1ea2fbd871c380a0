"""Precision and recall of the lint, rule by rule, on the articles of `tests/lint/cases`; findings on real news.

    python benchmarks/lint.py [dev|heldout] [--errors]
    python benchmarks/lint.py news

Counted by article and code: an expected code that is found is a hit, however often it is found there. Of real news
(the corpus beside the checkout, or else the seeds) nobody has written down what should be found: `news` only counts.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path

import inputs

import credscore
from credscore.lint import check, rules

CASES = Path(__file__).parents[1] / "tests" / "lint" / "cases"


def measure(name: str) -> tuple[Counter[str], Counter[str], Counter[str], list[str]]:
    """Hits, false alarms and omissions by code, and the articles that differ."""
    hits: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    omitted: Counter[str] = Counter()
    errors = []
    for case in tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["article"]:
        expected = set(case["codes"])
        found = {one.code for one in check(credscore.assess(case["text"].strip()))}
        hits.update(expected & found)
        alarms.update(found - expected)
        omitted.update(expected - found)
        if found != expected:
            errors.append(f"{case['id']}: too many {sorted(found - expected)}, too few {sorted(expected - found)}")
    return hits, alarms, omitted, errors


def news() -> None:
    """Prints how many findings each rule has, and in how many articles."""
    where, texts = inputs.texts()
    findings: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for text in texts:
        codes = [one.code for one in check(credscore.assess(text))]
        findings.update(codes)
        articles.update(set(codes))
    print(f"| rule, {where}, {len(texts)} articles | findings | an article | in articles |\n|---|---|---|---|")
    for code, rule in rules().items():
        if findings[code]:
            share = findings[code] / len(texts)
            print(f"| {code} {rule.id} | {findings[code]} | {share:.2f} | {articles[code]} |")
    print(f"| all | {findings.total()} | {findings.total() / len(texts):.2f} | |")


def main() -> None:
    """Prints the table of one set."""
    name = next((one for one in sys.argv[1:] if not one.startswith("-")), "dev")
    if name == "news":
        news()
        return
    hits, alarms, omitted, errors = measure(name)

    def row(label: str, tp: int, fp: int, fn: int) -> str:
        precision = f"{tp / (tp + fp):.2f}" if tp + fp else "-"
        recall = f"{tp / (tp + fn):.2f}" if tp + fn else "-"
        return f"| {label} | {tp + fn} | {tp + fp} | {tp} | {precision} | {recall} |"

    print(f"| rule, {name} set | expected | found | right | precision | recall |\n|---|---|---|---|---|---|")
    for code, rule in rules().items():
        if hits[code] + alarms[code] + omitted[code]:
            print(row(f"{code} {rule.id}", hits[code], alarms[code], omitted[code]))
    print(row("all", hits.total(), alarms.total(), omitted.total()))
    if "--errors" in sys.argv:
        print(*errors, sep="\n")


if __name__ == "__main__":
    main()
