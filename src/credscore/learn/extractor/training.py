"""Trains the net: one thread, fixed seed, articles in a fixed order: the same machine makes the same numbers."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from credscore.extract.features import Floats, Ints
from credscore.learn.extractor.batches import GAP, Prepared, around
from credscore.learn.extractor.layers import Masks
from credscore.learn.extractor.losses import pointer_loss, span_loss
from credscore.learn.extractor.net import (
    SIDES,
    Parameters,
    Sizes,
    anchor_scores,
    encode,
    look_around,
    new_parameters,
    side_scores,
    vectors_of,
)
from credscore.learn.extractor.vocabulary import Vocabulary

__all__ = ["Recipe", "Task", "train"]

_BETAS = (0.9, 0.98)
_WARM = 100  # steps in which the learning rate rises
_CLIP = 5.0  # largest norm of a step's gradient


class Recipe(NamedTuple):
    """How training goes.

    Attributes:
        epochs: Times that each article is seen.
        batch: Articles a step.
        rate: Highest learning rate; it rises at first and falls along a cosine.
        floor: Share of the highest rate that it falls to.
        decay: Weight decay.
        drop: Share of channels dropped.
        forget: A word that occurs n times in training is taken for unknown with probability forget / (forget + n).
        swap: Share of cues put in the place of another of their kind.
        candidate: Probability from which a token is looked at as an anchor.
        syntax: Weight of the side targets of syntax at the start; it falls to nothing along a line.
        average: Share of the running average of the weights that a step keeps; the average is what comes out
            (Polyak & Juditsky 1992; Izmailov et al. 2018).
        rounded: Share of the steps, at the end, with numbers rounded as in use.
        seed: Of all that is random.
    """

    epochs: int = 9
    batch: int = 4
    rate: float = 3e-3
    floor: float = 0.03
    decay: float = 0.02
    drop: float = 0.12
    forget: float = 0.4
    swap: float = 0.05
    candidate: float = 0.1
    syntax: float = 0.02
    average: float = 0.998
    rounded: float = 0.2
    seed: int = 1


class Task(NamedTuple):
    """What there is to learn from.

    Attributes:
        articles: The articles.
        vocabulary: The words.
        first: First vector of each word index.
        classes: How many classes each side target of syntax has.
    """

    articles: Sequence[Prepared]
    vocabulary: Vocabulary
    first: Floats
    classes: tuple[int, ...]


class _Run:
    """One training: the parameters, their running average, and what is random."""

    def __init__(self, task: Task, sizes: Sizes, recipe: Recipe) -> None:
        torch.set_num_threads(1)
        torch.use_deterministic_algorithms(True)
        torch.utils.deterministic.fill_uninitialized_memory = False  # none is read; filling it takes much time
        torch.manual_seed(recipe.seed)
        self.task, self.sizes, self.recipe = task, sizes, recipe
        self.draw = np.random.default_rng(recipe.seed)
        self.of = new_parameters(sizes, task.vocabulary, task.first, sum(task.classes))
        self.average = {name: tensor.detach().clone() for name, tensor in self.of.items()}
        self.masks = Masks(recipe.drop)
        flat = [tensor for tensor in self.of.values() if tensor.ndim == 1]
        rest = [tensor for tensor in self.of.values() if tensor.ndim > 1]
        self.optimiser = torch.optim.AdamW(
            [{"params": rest, "weight_decay": recipe.decay}, {"params": flat, "weight_decay": 0.0}],
            lr=recipe.rate,
            betas=_BETAS,
            fused=True,
        )
        self.steps = recipe.epochs * math.ceil(len(task.articles) / recipe.batch)
        self.done = 0

    def step(self, batch: Sequence[Prepared]) -> list[float]:
        """One step over a batch; the losses."""
        recipe, done = self.recipe, self.done
        share = done / self.steps
        fall = recipe.floor + (1 - recipe.floor) * (0.5 + 0.5 * math.cos(math.pi * share))
        for group in self.optimiser.param_groups:
            group["lr"] = recipe.rate * min(1.0, (done + 1) / _WARM) * fall
        losses = self.losses(batch, recipe.syntax * (1 - share), share >= 1 - recipe.rounded)
        self.optimiser.zero_grad(set_to_none=True)
        torch.stack(losses).sum().backward()
        torch.nn.utils.clip_grad_norm_(list(self.of.values()), _CLIP)
        self.optimiser.step()
        self.done += 1
        keep = min(recipe.average, self.done / (self.done + 10))  # at first it follows closely
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.values()), list(self.of.values()), 1 - keep)
        return [float(loss.detach()) for loss in losses]

    def varied(self, indices: Ints) -> Ints:
        """The article with some rare words forgotten and some cues replaced by others of their kind."""
        vocabulary, recipe, draw = self.task.vocabulary, self.recipe, self.draw
        out = indices.copy()
        words = out[:, 0]
        for token in np.flatnonzero((draw.random(len(words)) < recipe.swap) & (vocabulary.cues[words] > 0)):
            kin = vocabulary.kin.get(int(words[token]))
            if kin:
                words[token] = kin[int(draw.integers(len(kin)))]
                out[token, 1:3] = 0  # its ends are another word's; the letters of the new one tell little more
        forgotten = draw.random(len(words)) < recipe.forget / (recipe.forget + vocabulary.counts[words])
        words[forgotten & (vocabulary.cues[words] == 0)] = 0
        return out

    def losses(self, batch: Sequence[Prepared], syntax: float, rounding: bool) -> list[Tensor]:
        """What the net gets wrong of a batch, by kind of fault."""
        offsets, at = [], GAP
        for one in batch:
            offsets.append(at)
            at += len(one.indices) + GAP
        indices, marks = np.zeros((at, 4), np.int64), np.zeros((at, batch[0].marks.shape[1]), np.float32)
        mask, is_head = np.zeros((at, 1), np.float32), np.zeros(at, np.float32)
        sides, parsed = np.zeros((at, SIDES), np.float32), np.full((at, batch[0].syntax.shape[1]), -1, np.int64)
        for one, offset in zip(batch, offsets, strict=True):
            rows = slice(offset, offset + len(one.indices))
            indices[rows] = self.varied(one.indices)
            marks[rows] = one.marks
            mask[rows] = 1
            sides[rows] = np.stack([one.content, one.source, one.cue], 1) >= 0
            parsed[rows] = one.syntax
            is_head[one.heads[one.heads >= 0] + offset] = 1
        of, sizes, recipe, masks = self.of, self.sizes, self.recipe, self.masks
        inside = torch.from_numpy(mask)
        vectors = masks(vectors_of(of, self.task.vocabulary, torch.from_numpy(indices)))
        hidden, before = encode(of, vectors, torch.from_numpy(marks), inside, sizes.dilations, recipe.drop, rounding)
        hidden = masks(hidden)
        score = anchor_scores(of, hidden)
        heads = max(1.0, float(is_head.sum()))
        binary = torch.nn.functional.binary_cross_entropy_with_logits
        anchor_loss = binary(score, torch.from_numpy(is_head), weight=inside[:, 0], reduction="sum") / heads
        side = side_scores(of, masks(before))
        side_loss = binary(side[:, :SIDES], torch.from_numpy(sides), weight=inside, reduction="sum")
        silver = [
            torch.nn.functional.cross_entropy(part, torch.from_numpy(wanted), ignore_index=-1, reduction="sum")
            for part, wanted in zip(side[:, SIDES:].split(self.task.classes, 1), parsed.T.copy(), strict=True)
        ]
        hot = torch.sigmoid(score.detach()).numpy()
        rows_of, goal = around(batch, offsets, hot, recipe.candidate)
        out, valid = look_around(of, hidden, rows_of, sizes.dilations_near, recipe.drop, rounding)
        counts = goal.valid[rows_of.owner] * rows_of.mask[:, 0]

        def rows_loss(column: int, target: Tensor) -> Tensor:
            loss: Tensor = binary(out[:, column], target, weight=counts, reduction="sum") / heads
            return loss

        return [
            anchor_loss,
            binary(valid, goal.valid, reduction="sum") / heads,
            0.1 * rows_loss(0, goal.content),
            0.1 * rows_loss(1, goal.source),
            0.3 * rows_loss(2, goal.cue),
            0.1 * (rows_loss(3, goal.start) + rows_loss(4, goal.end)),
            0.3 * span_loss(out, goal) / heads,
            0.5 * pointer_loss(out, goal) / heads,
            0.05 * side_loss / heads,
            syntax * sum(silver) / heads,
        ]


def train(task: Task, sizes: Sizes, recipe: Recipe) -> Parameters:
    """The parameters learnt from these articles; progress goes to standard error."""
    run, begun = _Run(task, sizes, recipe), time.process_time()
    for epoch in range(recipe.epochs):
        order = run.draw.permutation(len(task.articles))
        batches = [order[low : low + recipe.batch] for low in range(0, len(order), recipe.batch)]
        sums = np.sum([run.step([task.articles[k] for k in batch]) for batch in batches], 0)
        shown = " ".join(f"{value:.3f}" for value in sums / len(batches))
        print(f"epoch {epoch + 1}: {shown} ({time.process_time() - begun:.0f} s)", file=sys.stderr, flush=True)
    return run.average
