"""Annotated articles as the extractor sees them: token ranges instead of character offsets."""

from __future__ import annotations

import bisect
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from credscore.errors import InputError
from credscore.reading import Document, read

__all__ = ["Gold", "Sample", "heads_of", "is_held_out", "read_corpus", "read_others"]

_SHORTEST = 150  # tokens: a shorter text is hardly an article
_HELD_OUT = 14  # one article in so many fits thresholds and is not learnt from


class Gold(NamedTuple):
    """An annotated attribution, each part as its tokens in order; source and cue may be empty."""

    content: tuple[int, ...]
    source: tuple[int, ...]
    cue: tuple[int, ...]


class Sample(NamedTuple):
    """An article, read, with what is annotated in it."""

    id: str
    document: Document
    golds: tuple[Gold, ...]


def is_held_out(identifier: str) -> bool:
    """Whether the article of that id is kept from learning, by a hash of the id: the same in every run."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % _HELD_OUT == 0


def read_corpus(path: Path) -> list[Sample]:
    """The articles of a JSON lines file (gzip where so named), sorted by id.

    Raises:
        InputError: It cannot be read, or a line is no annotated article; says which.
    """
    return sorted(_samples(path, _sample, "annotated article"), key=lambda one: one.id)


def read_others(path: Path) -> list[Sample]:
    """The articles of a JSON lines file in which nothing is annotated, in its order, headline first; no short one.

    Raises:
        InputError: It cannot be read, or a line has no id, title and text; says which.
    """
    return [one for one in _samples(path, _other, "article with a title") if len(one.document) > _SHORTEST]


def _samples(path: Path, made: Callable[[dict[str, Any]], Sample], what: str) -> list[Sample]:
    opener: Any = gzip.open if path.suffix == ".gz" else open
    samples = []
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    samples.append(made(json.loads(line)))
                except (ValueError, KeyError, TypeError) as error:
                    raise InputError(f"is no {what}: {error!r}", file=str(path), line=number) from None
    except (OSError, EOFError) as error:
        raise InputError(str(error), file=str(path)) from None
    return samples


def _other(record: dict[str, Any]) -> Sample:
    # The letter keeps its id apart from those of the annotated.
    return Sample(f"h{record['id']}", read(f"{record['title']}\n\n{record['text']}"), ())


def _sample(record: dict[str, Any]) -> Sample:
    document = read(record["text"])
    golds = []
    for one in record["attributions"]:
        parts = [_tokens(document, one[key]) for key in ("content", "source", "cue")]
        if parts[0]:
            golds.append(Gold(*parts))
    return Sample(str(record["id"]), document, tuple(golds))


def _tokens(document: Document, spans: list[list[int]]) -> tuple[int, ...]:
    """The tokens that begin in one of the character ranges."""
    found: set[int] = set()
    for start, end in spans:
        found.update(range(bisect.bisect_left(document.starts, start), bisect.bisect_left(document.starts, end)))
    return tuple(sorted(found))


def heads_of(samples: Iterable[Sample]) -> list[list[int]]:
    """For each article and attribution the head of its cue: the word that is a cue most often where it occurs.

    'said' of 'has said', 'according' of 'according to'. Without a cue there is none (-1).
    """
    samples = list(samples)
    seen: Counter[str] = Counter()
    cued: Counter[str] = Counter()
    for sample in samples:
        seen.update(sample.document.lowers)
        cued.update(sample.document.lowers[token] for gold in sample.golds for token in gold.cue)
    doubt = 5.0  # occurrences; so that a rare word is not sure by chance

    def share(word: str) -> float:
        return cued[word] / (seen[word] + doubt)

    return [
        [
            max(gold.cue, key=lambda token: (share(sample.document.lowers[token]), token)) if gold.cue else -1
            for gold in sample.golds
        ]
        for sample in samples
    ]
