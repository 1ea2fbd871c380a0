"""Larger nets that see what a large net says of each token, and teach the one that is shipped.

Annotators disagree: a second one reaches match50 0.80 against the first. A net that learns such labels as they stand
learns the noise too. So each article is first read by a teacher that has not seen its labels (two teachers, each learns
from half of the articles and teaches on the other half), and the shipped net learns from both the annotation and
what that teacher says (Hinton, Vinyals & Dean 2015; across halves after Wolpert 1992). A teacher learns first with the
large net as it is published, then together with it.
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple

import torch

from credscore.extract.features import Floats
from credscore.learn.extractor.context import contexts_by
from credscore.learn.extractor.mpnet import WIDTH, read_net
from credscore.learn.extractor.net import Sizes
from credscore.learn.extractor.recipe import Reading, Recipe, Task, Teacher
from credscore.learn.extractor.training import train
from credscore.learn.extractor.tuning import TUNING_RECIPE, tuned
from credscore.reading import Document

__all__ = ["TEACHING", "Teaching", "fold_of", "taught"]

_FOLDS = 2


class Teaching(NamedTuple):
    """How teachers are made: their shape, how they learn at first, and how together with the large net."""

    sizes: Sizes = Sizes(wide=192, slim=96)
    recipe: Recipe = Recipe(
        epochs=10, batch=4, rate=3e-3, drop=0.2, rounded=0.0, late=False, span=0.4, pointer=0.8, seed=1
    )
    tuning: Recipe = TUNING_RECIPE


TEACHING = Teaching()


class _Order(NamedTuple):
    """What a process is given."""

    number: int
    task: Task
    documents: Mapping[str, Document]
    more: Sequence[Reading]
    teaching: Teaching


def fold_of(identifier: str) -> int:
    """Which teacher has not learnt from the article of that id, by a hash of the id."""
    return int(hashlib.sha256(f"t{identifier}".encode()).hexdigest(), 16) % _FOLDS


def taught(
    task: Task, documents: Sequence[Document], more: Sequence[Reading] = (), teaching: Teaching = TEACHING
) -> Task:
    """The task with teachers, one for each half of the articles, trained on the other half, side by side.

    Args:
        task: The articles.
        documents: Their texts.
        more: What the shipped net learns from beside them, by what the teachers say of it; comes after them, that of
            one teacher together.
        teaching: How the teachers are made; each has a seed of its own, from the recipe's on.
    """
    texts = {one.id: document for one, document in zip(task.articles, documents, strict=True)}
    more = sorted(more, key=lambda one: fold_of(one.article.id))
    orders = [_Order(number, task, texts, more, teaching) for number in range(_FOLDS)]
    # A process each, by fork where there is one, so that what they read is there once.
    way = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(_FOLDS, multiprocessing.get_context(way)) as pool:
        made = list(pool.map(_teacher, orders))
    teachers = [
        Teacher({name: torch.from_numpy(values) for name, values in of.items()}, teaching.sizes) for of, _ in made
    ]
    said = [iter(contexts) for _, contexts in made]
    read = [*task.articles, *(one.article for one in more)]
    folds = [fold_of(one.id) for one in read]
    articles = [one._replace(context=next(said[fold])) for one, fold in zip(read, folds, strict=True)]
    return task._replace(articles=articles, teachers=teachers, teacher_of=folds)


def _teacher(order: _Order) -> tuple[dict[str, Floats], list[Any]]:
    """One teacher's numbers, and what its large net says of what it teaches on, in order."""
    number, task, documents, more, teaching = order
    name, published = f"teacher {number + 1} of {_FOLDS}, ", read_net()
    learnt = [one for one in task.articles if fold_of(one.id) != number]
    seen = contexts_by(published, [documents[one.id] for one in learnt], name)
    articles = [one._replace(context=context) for one, context in zip(learnt, seen, strict=True)]
    mine = task._replace(articles=articles, context=WIDTH)
    start = train(mine, teaching.sizes, _seeded(teaching.recipe, number), name)
    of, net = tuned(mine, documents, teaching.sizes, _seeded(teaching.tuning, number), start, published, name)
    others = [documents[one.id] for one in task.articles if fold_of(one.id) == number]
    others += [one.document for one in more if fold_of(one.article.id) == number]
    return {name: tensor.numpy() for name, tensor in of.items()}, contexts_by(net, others, name)


def _seeded(recipe: Recipe, number: int) -> Recipe:
    """The recipe with a seed of its own for each teacher."""
    return recipe._replace(seed=recipe.seed + number)
