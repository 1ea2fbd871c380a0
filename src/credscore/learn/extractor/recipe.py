"""What a training is given: articles, teachers, and how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from credscore.extract.features import Floats
from credscore.learn.extractor.batches import Prepared
from credscore.learn.extractor.net import Parameters, Sizes
from credscore.learn.extractor.vocabulary import Vocabulary
from credscore.reading import Document

__all__ = ["Reading", "Recipe", "Task", "Teacher"]


class Recipe(NamedTuple):
    """How training goes.

    Attributes:
        epochs: Times that each article is seen.
        batch: Articles a step.
        rate: Highest learning rate; it rises at first and falls along a cosine.
        warm: Steps in which it rises.
        floor: Share of the highest rate that it falls to.
        decay: Weight decay.
        drop: Share of channels dropped.
        forget: A word that occurs n times in training is taken for unknown with probability forget / (forget + n).
        swap: Share of cues put in the place of another of their kind.
        candidate: Probability from which a token is looked at as an anchor.
        syntax: Weight of the side targets of syntax at the start; it falls along a line to the share below.
        syntax_floor: Share of that weight at the end.
        average: Share of the running average of the weights that a step keeps; the average is what comes out
            (Polyak & Juditsky 1992; Izmailov et al. 2018).
        rounded: Share of the steps, at the end, with numbers rounded as in use.
        late: Whether the side targets are read off the last layer over the document, not the one before it.
        span: Weight of the content's span.
        pointer: Weight of the source's ends.
        gold: With a teacher, the share of the targets that comes from the annotation.
        gold_span: The same for spans and ends.
        seed: Of all that is random.
    """

    epochs: int = 10
    batch: int = 2
    rate: float = 2e-3
    warm: int = 100
    floor: float = 0.03
    decay: float = 0.02
    drop: float = 0.15
    forget: float = 0.4
    swap: float = 0.05
    candidate: float = 0.1
    syntax: float = 0.02
    syntax_floor: float = 0.25
    average: float = 0.998
    rounded: float = 0.2
    late: bool = True
    span: float = 1.0
    pointer: float = 1.5
    gold: float = 0.5
    gold_span: float = 0.5
    seed: int = 2


class Teacher(NamedTuple):
    """A trained net to learn from."""

    of: Parameters
    sizes: Sizes


class Reading(NamedTuple):
    """What a teacher reads beside the articles: a copy of one, by its id, or one in which nothing is annotated."""

    article: Prepared
    document: Document


class Task(NamedTuple):
    """What there is to learn from.

    Attributes:
        articles: The articles.
        vocabulary: The words.
        first: First vector of each word index.
        classes: How many classes each side target of syntax has.
        context: How many numbers a large net says of each token; 0 where the net to be trained does not see them.
        teachers: Nets to learn from beside the annotation.
        teacher_of: Which of them has not learnt from each article.
    """

    articles: Sequence[Prepared]
    vocabulary: Vocabulary
    first: Floats
    classes: tuple[int, ...]
    context: int = 0
    teachers: Sequence[Teacher] = ()
    teacher_of: Sequence[int] = ()
