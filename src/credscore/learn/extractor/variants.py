"""Articles with other words of the same kind in some places.

Open-class words are exchanged for near ones, by what the parser says of the place and by the input embeddings of
MiniLM, as for small students of large nets (Jiao et al. 2020, TinyBERT, section 4).
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from credscore.extract.features import Floats, Ints
from credscore.learn.extractor.corpus import Sample
from credscore.learn.pieces import pieces_of
from credscore.reading import Document

__all__ = ["Kin", "kin_of", "varied"]

Kin = dict[tuple[int, str], tuple[str, ...]]


_OPEN = ("NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJ", "JJR", "JJS", "RB", "CD")
_NAMES = ("NNP", "NNPS")
_NEAR = 12  # words that may stand in a word's place
_LEAST = 2  # occurrences under a part of speech, for a word to be one
_ROWS = 512  # compared at a time


def kin_of(
    samples: Sequence[Sample],
    syntax: Sequence[Ints],
    tags: Sequence[str],
    tagged: Mapping[str, str],
    known: Mapping[str, int],
    table: Floats,
) -> Kin:
    """For each part of speech (as a number) and word the words nearest to it among those of that part of speech.

    Args:
        samples: The articles.
        syntax: What the parser says of their tokens; see `credscore.learn.extractor.syntax.Syntax`.
        tags: The names of the parts of speech.
        tagged: The commonest part of speech of further words.
        known: Word pieces with their rows.
        table: The rows.
    """
    counts: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    wanted = {number for number, tag in enumerate(tags) if tag in _OPEN}
    for sample, parsed in zip(samples, syntax, strict=True):
        for word, number in zip(sample.document.lowers, parsed[:, 0].tolist(), strict=True):
            if number in wanted and word.isalpha():
                counts[number][word] += 1
    numbers = {tag: number for number, tag in enumerate(tags)}
    more: defaultdict[int, list[str]] = defaultdict(list)
    for word, tag in sorted(tagged.items()):
        if numbers.get(tag) in wanted and word.isalpha() and tag not in _NAMES:
            more[numbers[tag]].append(word)
    found: Kin = {}
    for number in sorted(wanted):
        seen = [word for word, count in sorted(counts[number].items()) if count >= _LEAST]
        pool = list(dict.fromkeys([*seen, *more[number]]))
        if len(pool) <= _NEAR:
            continue
        rows = np.array([table[pieces_of(word, known)].mean(0) for word in pool], np.float32)
        rows -= rows.mean(0)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
        for low in range(0, len(seen), _ROWS):
            likeness = rows[low : low + _ROWS][: len(seen) - low] @ rows.T
            likeness[np.arange(len(likeness)), np.arange(low, low + len(likeness))] = -2.0
            near = np.argpartition(-likeness, _NEAR, axis=1)[:, :_NEAR]
            for k, line in enumerate(near.tolist()):
                found[number, pool[low + k]] = tuple(sorted(pool[other] for other in line))
    return found


def varied(document: Document, parsed: Ints, kin: Kin, share: float, draw: np.random.Generator) -> Document:
    """The document with other words in some places. Its `text` and offsets are those of the original.

    Args:
        document: The article.
        parsed: What the parser says of its tokens.
        kin: Which words may stand for which.
        share: How many of the words with kin are exchanged.
        draw: What is random.
    """
    words = list(document.words)
    picks = draw.random((len(words), 2))
    for token, (lower, number) in enumerate(zip(document.lowers, parsed[:, 0].tolist(), strict=True)):
        others = kin.get((number, lower))
        if others and picks[token, 0] < share:
            words[token] = _cased(others[int(picks[token, 1] * len(others))], words[token])
    return dataclasses.replace(document, words=words, lowers=[word.lower() for word in words])


def _cased(word: str, model: str) -> str:
    """The word in capitals and small letters as the model has them."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word
