"""What the shipped net learns from beside annotated articles: copies of them, and articles that nobody has annotated.

A net of this size knows a word by the few places in which training has shown it. In a copy other words of the same kind
stand (`credscore.learn.extractor.variants`). The teacher, who sees contexts, reads copies and other articles and says
what they hold; the annotation of an article counts for less in its copies.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from credscore.learn.extractor.batches import prepare
from credscore.learn.extractor.corpus import Sample
from credscore.learn.extractor.recipe import Reading
from credscore.learn.extractor.syntax import Syntax
from credscore.learn.extractor.variants import kin_of, varied
from credscore.learn.extractor.vectors import read_pieces
from credscore.learn.extractor.vocabulary import Vocabulary, parts_of_speech

__all__ = ["Copying", "copies", "unannotated"]


class Copying(NamedTuple):
    """How articles are copied.

    Attributes:
        each: Copies of each article.
        exchanged: How many of the words that have kin are exchanged.
        trust: What the annotation counts there, as a share of what it counts in the article itself.
        seed: Of all that is random.
    """

    each: int = 2
    exchanged: float = 0.3
    trust: float = 0.6
    seed: int = 7


def copies(
    samples: Sequence[Sample],
    heads: Sequence[Sequence[int]],
    syntax: Syntax,
    vocabulary: Vocabulary,
    how: Copying,
) -> list[Reading]:
    """Copies of articles, for teachers to read and the shipped net to learn from; all first copies, all second ones …

    Args:
        samples: The articles.
        heads: The heads of their cues; see `credscore.learn.extractor.corpus.heads_of`.
        syntax: What the parser says of their tokens.
        vocabulary: The words.
        how: How they are copied.

    Raises:
        InputError: A package of the extra ``train`` is missing.
    """
    if not how.each:
        return []
    kin = kin_of(samples, syntax.of, syntax.tags, parts_of_speech(), *read_pieces())
    found = []
    for turn in range(how.each):
        made = [
            one._replace(document=varied(one.document, parsed, kin, how.exchanged, _draw(how.seed, turn, number)))
            for number, (one, parsed) in enumerate(zip(samples, syntax.of, strict=True))
        ]
        prepared = prepare(made, heads, syntax.of, vocabulary)
        found += [
            Reading(article._replace(id=one.id, trust=how.trust), one.document)
            for article, one in zip(prepared, made, strict=True)
        ]
    return found


def unannotated(samples: Sequence[Sample], syntax: Syntax, vocabulary: Vocabulary) -> list[Reading]:
    """Articles in which nothing is annotated, for teachers to read and the shipped net to learn from."""
    prepared = prepare(samples, [[]] * len(samples), syntax.of, vocabulary)
    return [
        Reading(article._replace(id=one.id, trust=0.0), one.document)
        for article, one in zip(prepared, samples, strict=True)
    ]


def _draw(*seeds: int) -> np.random.Generator:
    return np.random.default_rng(seeds)
