"""Measures kinds, roles and stances on attributions labelled by hand, end to end, and counts the errors by class.

    python benchmarks/sourcing.py [--extractor rules] [--write docs/sourcing.md]

Prints Markdown tables. With --write they replace what stands between the two markers of that page. An attribution is
judged by the statement found whose content shares most with its own, three tenths of the tokens of both at least.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from counted import document_of, records, statements_of, tokens_of_spans
from extraction import between_markers, share, table
from inputs import ROOT

from credscore import Statement
from credscore.extract import EXTRACTORS, make_extractor
from credscore.register import Register

DATA = ROOT.parent / "shared" / "data"
LABELS = DATA / "sourcing" / "dev.jsonl"
ARTICLES = (DATA / "polnear" / "train.jsonl.gz", DATA / "polnear" / "dev.jsonl.gz")
ENOUGH = 0.3
UNNAMED = {"anonymous_official", "anonymous_source", "unnamed_group"}
NAMED = {"named_official", "named_individual"}
BODIES = {"organization", "outlet"}
CONFUSIONS = 6


class Judged(NamedTuple):
    """A labelled attribution with the statement found for it, if one was."""

    label: dict[str, Any]
    found: Statement | None


def judged(labels: list[dict[str, Any]], extractor: str, register: Register | None = None) -> list[Judged]:
    wanted = {label["article"] for label in labels}
    texts = {one["id"]: one["text"] for path in ARTICLES for one in records(path) if one["id"] in wanted}
    inner = make_extractor(extractor)
    found = {name: (document_of(text), statements_of(text, inner, register)) for name, text in texts.items()}
    return [Judged(label, nearest(label, *found[label["article"]])) for label in labels]


def nearest(label: dict[str, Any], document: Any, statements: list[Statement]) -> Statement | None:
    """The statement whose content shares most with the label's; the first of equals."""
    wanted = set(tokens_of_spans(document, label["content_spans"]))
    best, most = None, 0.0
    for one in statements:
        mine = set(tokens_of_spans(document, [(span.start, span.end) for span in one.content.spans]))
        common = share(len(mine & wanted), len(mine | wanted))
        if common > most:
            best, most = one, common
    return best if most >= ENOUGH else None


# Figures

SAID: dict[str, Callable[[Statement], Any]] = {
    "kind": lambda one: one.source.kind.value,
    "role": lambda one: one.source.role.value,
    "stance": lambda one: one.stance.value,
    "anonymous": lambda one: bool(one.source.anonymous),
}


def pairs(of: Iterable[Judged], what: str) -> list[tuple[Any, Any]]:
    """Label and answer of those found; what the codebook calls unclear is left out."""
    return [
        (one.label[what], SAID[what](one.found)) for one in of if one.found is not None and one.label[what] != "unclear"
    ]


def accuracy(both: list[tuple[Any, Any]]) -> float:
    return share(sum(label == said for label, said in both), len(both))


def macro_f1(both: list[tuple[Any, Any]]) -> float:
    """The mean of F1 over the classes that are labelled."""
    classes = {label for label, _ in both}
    each = []
    for one in classes:
        right = sum(label == said == one for label, said in both)
        each.append(share(2 * right, sum((label == one) + (said == one) for label, said in both)))
    return share(sum(each), len(each))  # type: ignore[arg-type]


def is_read(label: dict[str, Any]) -> bool:
    """Whether it is of the half that was read for errors: by a hash of the id, so that it is the same in every run."""
    return int(hashlib.sha256(label["id"].encode()).hexdigest(), 16) % 2 == 0


def class_of(label: str, said: str) -> str:
    """What kind of error it is to take the one for the other."""
    both = {label, said}
    if both <= UNNAMED:
        return "unnamed: official, insider or crowd confused"
    if "unattributed" in both:
        return "no source where one was read, or the reverse"
    if "document" in both:
        return "document confused with a crowd, a body or a person"
    if both <= NAMED:
        return "named person: official or not"
    if both & NAMED and both & UNNAMED:
        return "named person confused with an unnamed one"
    return "outlet confused with a body" if both <= BODIES else "body confused with a person or a crowd"


# Shown


def report(labels: list[dict[str, Any]], extractor: str) -> str:
    whole = judged(labels, extractor)
    columns = {
        "without a register": judged(labels, extractor, Register()),
        "all": whole,
        "read": [one for one in whole if is_read(one.label)],
        "counted only": [one for one in whole if not is_read(one.label)],
    }
    rows: list[list[object]] = [
        ["labelled", *(len(of) for of in columns.values())],
        ["found", *(sum(one.found is not None for one in of) for of in columns.values())],
    ]
    for what in ("kind", "role", "stance", "anonymous"):
        rows.append([f"{what}: accuracy", *(accuracy(pairs(of, what)) for of in columns.values())])
        if what != "anonymous":
            rows.append([f"{what}: macro-F1", *(macro_f1(pairs(of, what)) for of in columns.values())])
    lines = table(("of those found", *columns), rows)

    wrong = [(label, said) for label, said in pairs(whole, "kind") if label != said]
    lines += [f"Kinds that are wrong, by class, {len(wrong)} of {len(pairs(whole, 'kind'))}:", ""]
    lines += table(("class", "count"), Counter(class_of(*one) for one in wrong).most_common())
    wrong = [(label, said) for label, said in pairs(whole, "role") if label != said]
    lines += [f"Roles that are wrong, {len(wrong)}; the commonest:", ""]
    lines += table(
        ("labelled", "said", "count"), [(*one, count) for one, count in Counter(wrong).most_common(CONFUSIONS)]
    )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--extractor", choices=sorted(EXTRACTORS), default="trained")
    parser.add_argument("--write", type=Path, help="the page whose marked part the tables replace")
    options = parser.parse_args()
    text = report(records(LABELS), options.extractor)
    print(text)
    if options.write:
        between_markers(options.write, text)


if __name__ == "__main__":
    main()
