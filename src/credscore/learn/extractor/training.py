"""Trains the net: one thread, fixed seed, articles in a fixed order: the same machine makes the same numbers."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from credscore.extract.features import Ints
from credscore.learn.extractor.batches import GAP, Prepared, around
from credscore.learn.extractor.course import Course, copied
from credscore.learn.extractor.layers import Masks
from credscore.learn.extractor.lessons import lesson_by, mixed
from credscore.learn.extractor.losses import pointer_loss, span_loss
from credscore.learn.extractor.net import (
    SIDES,
    Parameters,
    Sizes,
    anchor_scores,
    look_around,
    new_parameters,
    side_scores,
)
from credscore.learn.extractor.recipe import Recipe, Task
from credscore.learn.extractor.rows import Rows, contexts_of, encoded

__all__ = ["Run", "train", "trained"]


class Run:
    """One training: the parameters, their running average, and what is random.

    Args:
        task: What there is to learn from.
        sizes: The net's shape.
        recipe: How it goes.
        start: The parameters to begin with; None is random ones.
    """

    def __init__(self, task: Task, sizes: Sizes, recipe: Recipe, start: Parameters | None = None) -> None:
        torch.set_num_threads(1)
        torch.use_deterministic_algorithms(True)
        torch.utils.deterministic.fill_uninitialized_memory = False  # none is read; filling it takes much time
        torch.manual_seed(recipe.seed)
        self.task, self.sizes, self.recipe = task, sizes, recipe
        self.draw = np.random.default_rng(recipe.seed)
        self.of = (
            new_parameters(sizes, task.vocabulary, task.first, sum(task.classes), task.context)
            if start is None
            else {name: tensor.requires_grad_(True) for name, tensor in copied(start).items()}
        )
        self.masks = Masks(recipe.drop)
        self.course = Course(recipe, recipe.epochs * len(self.batches()), self.of)

    def contexts(self, batch: Sequence[Prepared], offsets: Sequence[int], count: int) -> Tensor:
        """What a large net says of the rows of a batch."""
        return contexts_of(batch, offsets, count)

    def step(self, chosen: Sequence[int]) -> list[float]:
        """One step over some articles of one teacher; the losses."""
        batch = [self.task.articles[k] for k in chosen]
        teacher_number = self.task.teacher_of[chosen[0]] if self.task.teachers else 0
        recipe, share = self.recipe, self.course.share
        syntax = recipe.syntax * (1 - share * (1 - recipe.syntax_floor))
        losses = self.losses(batch, syntax, share >= 1 - recipe.rounded, teacher_number)
        self.course.step(losses)
        return [float(loss.detach()) for loss in losses]

    def batches(self) -> list[list[int]]:
        """All articles in a random order, those of one teacher together, the batches in a random order again."""
        order = self.draw.permutation(len(self.task.articles))
        of = np.array(self.task.teacher_of)[order] if self.task.teachers else np.zeros(len(order), np.int64)
        size = self.recipe.batch
        found = [
            part[low : low + size].tolist()
            for part in (order[of == number] for number in range(int(of.max()) + 1))
            for low in range(0, len(part), size)
        ]
        return [found[k] for k in self.draw.permutation(len(found))] if self.task.teachers else found

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

    def losses(self, batch: Sequence[Prepared], syntax: float, rounding: bool, teacher_number: int = 0) -> list[Tensor]:
        """What the net gets wrong of a batch, by kind of fault."""
        offsets, at = [], GAP
        for one in batch:
            offsets.append(at)
            at += len(one.indices) + GAP
        indices, marks = np.zeros((at, 4), np.int64), np.zeros((at, batch[0].marks.shape[1]), np.float32)
        mask, is_head = np.zeros((at, 1), np.float32), np.zeros(at, np.float32)
        trust = np.zeros(at, np.float32)
        sides, parsed = np.zeros((at, SIDES), np.float32), np.full((at, batch[0].syntax.shape[1]), -1, np.int64)
        for one, offset in zip(batch, offsets, strict=True):
            rows = slice(offset, offset + len(one.indices))
            indices[rows] = self.varied(one.indices)
            marks[rows] = one.marks
            mask[rows] = 1
            trust[rows] = one.trust
            sides[rows] = np.stack([one.content, one.source, one.cue], 1) >= 0
            parsed[rows] = one.syntax
            is_head[one.heads[one.heads >= 0] + offset] = 1
        of, sizes, recipe, masks = self.of, self.sizes, self.recipe, self.masks
        seen = Rows(indices, marks, mask, self.contexts(batch, offsets, at) if self.task.context else None)
        inside = torch.from_numpy(mask)
        hidden, before = encoded(of, sizes, self.task.vocabulary, seen, masks, rounding)
        hidden = masks(hidden)
        score = anchor_scores(of, hidden)
        binary = torch.nn.functional.binary_cross_entropy_with_logits
        hot = torch.sigmoid(score.detach()).numpy()
        lesson = None
        if self.task.teachers:
            teacher = self.task.teachers[teacher_number]
            lesson = lesson_by(teacher, self.task.vocabulary, batch, offsets, marks, mask)
        wanted_head, annotated = torch.from_numpy(is_head), trust > 0
        heads = float(is_head.sum())
        if lesson is not None:
            heads += float(lesson.hot[~annotated & (mask[:, 0] > 0)].sum())
            share = recipe.gold * torch.from_numpy(trust)
            wanted_head = share * wanted_head + (1 - share) * torch.from_numpy(lesson.hot)
        heads = max(1.0, heads)
        anchor_loss = binary(score, wanted_head, weight=inside[:, 0], reduction="sum") / heads
        side = side_scores(of, hidden if recipe.late else masks(before))
        known = torch.from_numpy(annotated[:, None].astype(np.float32))
        side_loss = binary(side[:, :SIDES], torch.from_numpy(sides), weight=known, reduction="sum")
        silver = [
            torch.nn.functional.cross_entropy(part, torch.from_numpy(wanted), ignore_index=-1, reduction="sum")
            for part, wanted in zip(side[:, SIDES:].split(self.task.classes, 1), parsed.T.copy(), strict=True)
        ]
        rows_of, goal = around(batch, offsets, hot, recipe.candidate, lesson and lesson.hot)
        out, valid = look_around(of, hidden, rows_of, sizes.dilations_near, recipe.drop, rounding)
        weight, wanted, taught = goal.valid, goal[:6], None
        if lesson is not None:
            weight, wanted, taught = mixed(lesson, recipe, rows_of, goal, batch, offsets, trust)
        counts = weight[rows_of.owner] * rows_of.mask[:, 0]

        def rows_loss(column: int) -> Tensor:
            loss: Tensor = binary(out[:, column], wanted[column + 1], weight=counts, reduction="sum") / heads
            return loss

        return [
            anchor_loss,
            binary(valid, wanted[0], reduction="sum") / heads,
            0.1 * rows_loss(0),
            0.1 * rows_loss(1),
            0.3 * rows_loss(2),
            0.1 * (rows_loss(3) + rows_loss(4)),
            recipe.span * span_loss(out, goal, taught) / heads,
            recipe.pointer * pointer_loss(out, goal, taught) / heads,
            0.05 * side_loss / heads,
            syntax * sum(silver) / heads,
        ]


def train(task: Task, sizes: Sizes, recipe: Recipe, name: str = "") -> Parameters:
    """The parameters learnt from these articles; progress goes to standard error, each line begun with the name."""
    return trained(Run(task, sizes, recipe), name)[0]


def trained(run: Run, name: str = "") -> list[Parameters]:
    """The averages of all that has learnt when the training is over."""
    begun = time.process_time()
    for epoch in range(run.recipe.epochs):
        batches = run.batches()
        sums = np.sum([run.step(batch) for batch in batches], 0)
        shown = " ".join(f"{value:.3f}" for value in sums / len(batches))
        took = time.process_time() - begun
        # The digest tells two trainings apart at the first epoch in which they differ.
        print(f"{name}epoch {epoch + 1}: {shown} ({took:.0f} s) {run.course.digest()}", file=sys.stderr, flush=True)
    return run.course.averages
