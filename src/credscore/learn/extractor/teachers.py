"""Larger nets that see what a large net says of each token, and teach the one that is shipped.

Annotators disagree: a second one reaches match50 0.80 against the first. A net that learns such labels as they stand
learns the noise too. So each article is first read by a teacher that has not seen its labels (two teachers, each learns
from half of the articles and teaches on the other half), and the shipped net learns from both the annotation and
what that teacher says (Hinton, Vinyals & Dean 2015; across halves after Wolpert 1992).
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence

from credscore.learn.extractor.net import Sizes
from credscore.learn.extractor.recipe import Recipe, Task, Teacher
from credscore.learn.extractor.training import train

__all__ = ["TEACHER_RECIPE", "TEACHER_SIZES", "fold_of", "taught"]

_FOLDS = 2
TEACHER_SIZES = Sizes(wide=192, slim=96)
TEACHER_RECIPE = Recipe(epochs=10, batch=4, rate=3e-3, drop=0.2, rounded=0.0, late=False, span=0.4, pointer=0.8)


def fold_of(identifier: str) -> int:
    """Which teacher has not learnt from the article of that id, by a hash of the id."""
    return int(hashlib.sha256(f"t{identifier}".encode()).hexdigest(), 16) % _FOLDS


def taught(
    task: Task, identifiers: Sequence[str], sizes: Sizes = TEACHER_SIZES, recipe: Recipe = TEACHER_RECIPE
) -> Task:
    """The task with teachers, one for each half of the articles, trained on the other half.

    Args:
        task: Articles with what a large net says of their tokens, and the length of that.
        identifiers: Of the articles.
        sizes: Shape of a teacher.
        recipe: How a teacher is trained; each has a seed of its own, from this one's on.
    """
    folds = [fold_of(one) for one in identifiers]
    teachers = []
    for number in range(_FOLDS):
        print(f"teacher {number + 1} of {_FOLDS}", file=sys.stderr, flush=True)
        mine = [article for article, fold in zip(task.articles, folds, strict=True) if fold != number]
        of = train(task._replace(articles=mine), sizes, recipe._replace(seed=recipe.seed + number))
        teachers.append(Teacher({name: tensor.detach() for name, tensor in of.items()}, sizes))
    return task._replace(context=0, teachers=teachers, teacher_of=folds)
