"""Measures both extractors on annotated articles: figures, thresholds, reliability, and what goes wrong, by class.

    python benchmarks/extraction.py [CORPUS.jsonl.gz] [--held-out] [--write docs/extraction.md]

Prints Markdown tables. With --write they replace what stands between the two markers of that page. Judged are the
statements as a user gets them, in the tokens that the evaluators beside the project count (`counted.py`).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from counted import attribution_of, records, sample_of, statements_of
from inputs import DEV

from credscore.extract import EXTRACTORS, Attribution, make_extractor
from credscore.extract.cues import is_cue_form
from credscore.extract.grammar import PRONOUNS
from credscore.learn.extractor.corpus import Gold, Sample, is_held_out, read_corpus
from credscore.learn.extractor.measure import Tally, is_quoted, matches, measure, same_source, tokens_of

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
THRESHOLDS = (None, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
BINS = 10
SHAPES = 10


class Read(NamedTuple):
    """An article with what was found in it, and which annotated and found attributions agree."""

    sample: Sample
    found: list[Attribution]
    pairs: list[tuple[int, int]]
    as_read: Sample
    """The same in the library's own tokens, by which the errors are described."""
    found_as_read: list[Attribution]


def run(samples: Iterable[tuple[Sample, Sample]], extractor: str, threshold: float | None = None) -> list[Read]:
    inner = make_extractor(extractor, threshold)
    out = []
    for sample, as_read in samples:
        statements = statements_of(sample.document.text, inner)
        found, same = ([attribution_of(one.document, each) for each in statements] for one in (sample, as_read))
        out.append(Read(sample, found, matches(sample.golds, found), as_read, same))
    return out


# Figures


def figures(read: list[Read]) -> dict[str, Tally]:
    return measure((one.sample.document, one.sample.golds, one.found) for one in read)


def source_accuracy(read: list[Read]) -> float:
    right = [
        same_source(one.sample.document, one.sample.golds[i], one.found[j])
        for one in read
        for i, j in one.pairs
        if one.sample.golds[i].source
    ]
    return sum(right) / max(1, len(right))


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def precision(tally: Tally) -> float:
    return share(tally.right, tally.right + tally.spurious)


def recall(tally: Tally) -> float:
    return share(tally.right, tally.right + tally.missed)


# Reliability


def reliability(read: list[Read]) -> tuple[list[tuple[int, float, float]], float]:
    """By tenths of the probability: how many, mean probability, share right; and the expected calibration error."""
    rows: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for one in read:
        right = {j for _, j in one.pairs}
        for j, found in enumerate(one.found):
            rows[min(int(found.confidence * BINS), BINS - 1)].append((found.confidence, j in right))
    total = sum(map(len, rows))
    out, error = [], 0.0
    for row in rows:
        said = share(sum(p for p, _ in row), len(row)) if row else 0.0
        was = share(sum(right for _, right in row), len(row))
        out.append((len(row), said, was))
        error += share(len(row), total) * abs(said - was)
    return out, error


# What goes wrong


def errors(read: list[Read]) -> tuple[Counter[str], Counter[str]]:
    """Residual errors by class, and their shapes."""
    classes: Counter[str] = Counter()
    shapes: Counter[str] = Counter()
    for one in read:
        golds, found = one.as_read.golds, one.found_as_read
        matched, taken = {i for i, _ in one.pairs}, {j for _, j in one.pairs}
        contents = [tokens_of(each.content) for each in found]
        for i, gold in enumerate(golds):
            if i not in matched:
                name = missed(one, gold, contents)
                classes[name] += 1
                shapes[f"{name}: {shape_of_gold(one.as_read, gold)}"] += 1
        for j, each in enumerate(found):
            if j not in taken:
                name = spurious(one, each, contents[j])
                classes[name] += 1
                shapes[f"{name}: {shape_of_found(one.as_read, each)}"] += 1
        for i, j in one.pairs:
            if not same_source(one.sample.document, one.sample.golds[i], one.found[j]):
                mine, its = bool(found[j].source), bool(golds[i].source)
                name = "source: wrong" if mine and its else "source: none found" if its else "source: found where none"
                classes[name] += 1
                shapes[f"{name}: {shape_of_gold(one.as_read, golds[i])}"] += 1
    return classes, shapes


def missed(one: Read, gold: Gold, contents: Sequence[frozenset[int]]) -> str:
    wanted = set(gold.content)
    over = sorted(((len(wanted & content), j) for j, content in enumerate(contents) if wanted & content), reverse=True)
    cues = {token for each in one.found_as_read for token in tokens_of(each.cue)}
    if not over:
        return "missed: cue not found" if cues.isdisjoint(gold.cue) else "missed: cue found, content elsewhere"
    quotations = {one.as_read.document.quotation_of[token] for token in wanted} - {-1}
    if len(over) > 1 and len(quotations) > 1:
        return "missed: quotation divided among several"
    content = contents[over[0][1]]
    of_others = sum(len(content.intersection(other.content)) for other in one.as_read.golds if other is not gold)
    if of_others:
        return "missed: inside what was found for another cue"
    return "missed: content too long" if len(content) > len(wanted) else "missed: content too short"


def spurious(one: Read, each: Attribution, content: frozenset[int]) -> str:
    cue = tokens_of(each.cue)
    cued = {token for gold in one.as_read.golds for token in gold.cue}
    inside = {token for gold in one.as_read.golds for token in gold.content}
    if cue & cued:
        return "spurious: right cue, other content"
    if not cue:
        return "spurious: quotation without a cue"
    if cue <= inside:
        return "spurious: cue inside an annotated content"
    return "spurious: no such cue"


def shape_of_gold(sample: Sample, gold: Gold) -> str:
    return shape(sample, gold.content, gold.cue, gold.source)


def shape_of_found(sample: Sample, one: Attribution) -> str:
    return shape(sample, *(sorted(tokens_of(part)) for part in (one.content, one.cue, one.source)))


def shape(sample: Sample, content: Sequence[int], cue: Sequence[int], source: Sequence[int]) -> str:
    """In words: what the cue is, where the content stands, how it is quoted, what the source is."""
    document = sample.document
    lowers = document.lowers
    listed = any(is_cue_form(lowers[token]) for token in cue)
    how = "no cue" if not cue else "listed verb" if listed else "unlisted word" if len(cue) == 1 else "unlisted phrase"
    if not cue:
        where = ""
    elif content[0] > cue[-1]:
        where = " before its content"
    else:
        where = " after its content" if content[-1] < cue[0] else " within its content"
    quoted = sum(document.quotation_of[token] >= 0 for token in content)
    marks = "unquoted" if not is_quoted(document, content) else "quoted" if quoted == len(content) else "partly quoted"
    if not source:
        who = "no source"
    elif len(source) == 1 and lowers[source[0]] in PRONOUNS:
        who = "pronoun"
    else:
        who = "name" if any(document.words[token][:1].isupper() for token in source[1:] or source) else "noun"
    length = "short" if len(content) <= 4 else "long" if len(content) > 40 else "middling"
    return f"{how}{where}, {length} {marks} content, {who}"


# Shown


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    shown = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    shown += [
        "| " + " | ".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row) + " |"
        for row in rows
    ]
    return [*shown, ""]


def between_markers(page: Path, text: str) -> None:
    """Puts a text in place of what stands between the two markers of a page."""
    whole = page.read_text(encoding="utf-8")
    page.write_text(f"{whole.split(BEGIN)[0]}{BEGIN}\n{text}\n{END}{whole.split(END)[1]}", encoding="utf-8")


def report(samples: list[tuple[Sample, Sample]], where: str) -> str:
    count = sum(len(one.golds) for one, _ in samples)
    lines = [f"Measured on {where}: {len(samples)} articles, {count:,} attributions.", ""]
    read = {name: run(samples, name) for name in sorted(EXTRACTORS, reverse=True)}
    for name, one in read.items():
        rows: list[Sequence[object]] = [
            (key, precision(tally), recall(tally), tally.f1) for key, tally in figures(one).items()
        ]
        lines += [f"### {name}: figures", "", *table(("", "precision", "recall", "F1"), rows)]
        lines += [f"Source right, given the content matched: {source_accuracy(one):.3f}.", ""]
    for name in read:
        rows = []
        for least in THRESHOLDS:
            tallies = figures(run(samples, name, least))
            both, whole = tallies["match50"], tallies["end_to_end"]
            shown = "none" if least is None else f"{least:.1f}"
            rows.append((shown, both.right + both.spurious, precision(both), recall(both), both.f1, whole.f1))
        lines += [f"### {name}: thresholds", ""]
        lines += table(("threshold", "found", "precision", "recall", "match50 F1", "end to end F1"), rows)
    for name, one in read.items():
        bins, error = reliability(one)
        rows = [
            (f"{k / BINS:.1f} to {(k + 1) / BINS:.1f}", count, said, was)
            for k, (count, said, was) in enumerate(bins)
            if count
        ]
        lines += [f"### {name}: reliability", "", *table(("probability", "found", "mean", "share right"), rows)]
        lines += [f"Expected calibration error (ten bins of equal width): {error:.3f}.", ""]
    classes, shapes = errors(read["trained"])
    lines += ["### trained: residual errors", "", *table(("class", "count"), classes.most_common())]
    lines += [f"The {SHAPES} commonest shapes:", "", *table(("shape", "count"), shapes.most_common(SHAPES))]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", nargs="?", type=Path, default=DEV, help="JSON lines; default: PolNeAR dev")
    parser.add_argument("--held-out", action="store_true", help="only articles that the training program keeps out")
    parser.add_argument("--write", type=Path, help="the page whose marked part the tables replace")
    options = parser.parse_args()
    counted = {one["id"]: sample_of(one) for one in records(options.corpus)}
    samples = [(counted[one.id], one) for one in read_corpus(options.corpus)]
    if options.held_out:
        samples = [both for both in samples if is_held_out(both[0].id)]
    where = "the held-out articles of " * options.held_out + options.corpus.name.split(".")[0]
    text = report(samples, where)
    print(text)
    if options.write:
        between_markers(options.write, text)


if __name__ == "__main__":
    main()
