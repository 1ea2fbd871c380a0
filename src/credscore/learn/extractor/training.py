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

from credscore.extract.features import Ints
from credscore.learn.extractor.batches import GAP, Prepared, Targets, around
from credscore.learn.extractor.net import (
    SIDES,
    Parameters,
    Sizes,
    anchor_scores,
    encode,
    look_around,
    new_parameters,
    side_scores,
    word_vectors,
)
from credscore.learn.extractor.vectors import first_vectors
from credscore.learn.extractor.vocabulary import Vocabulary

__all__ = ["Recipe", "train"]


class Recipe(NamedTuple):
    """How training goes.

    Attributes:
        epochs: Times that each article is seen.
        batch: Articles a step.
        rate: Highest learning rate; it rises at first and falls to nothing along a cosine.
        decay: Weight decay.
        drop: Share of channels dropped.
        forget: A word that occurs n times in training is taken for unknown with probability forget / (forget + n).
        swap: Share of cues put in the place of another of their kind.
        candidate: Probability from which a token is looked at as an anchor.
        rounded: Share of the steps, at the end, with numbers rounded as in use.
        seed: Of all that is random.
    """

    epochs: int = 8
    batch: int = 4
    rate: float = 3e-3
    decay: float = 0.02
    drop: float = 0.12
    forget: float = 0.4
    swap: float = 0.05
    candidate: float = 0.1
    rounded: float = 0.2
    seed: int = 1


def train(prepared: Sequence[Prepared], vocabulary: Vocabulary, sizes: Sizes, recipe: Recipe) -> Parameters:
    """The parameters learnt from these articles; progress goes to standard error."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # none is read; filling it takes a fifth of the time
    torch.manual_seed(recipe.seed)
    draw = np.random.default_rng(recipe.seed)
    first = first_vectors([one.indices[:, 0] for one in prepared], len(vocabulary.words) + 1, sizes.word)
    of = new_parameters(sizes, vocabulary, first)
    flat = [tensor for tensor in of.values() if tensor.ndim == 1]
    rest = [tensor for tensor in of.values() if tensor.ndim > 1]
    optimiser = torch.optim.AdamW(
        [{"params": rest, "weight_decay": recipe.decay}, {"params": flat, "weight_decay": 0.0}],
        lr=recipe.rate,
        betas=(0.9, 0.98),
    )
    steps = recipe.epochs * math.ceil(len(prepared) / recipe.batch)
    step, begun = 0, time.process_time()
    for epoch in range(recipe.epochs):
        order = draw.permutation(len(prepared))
        sums = np.zeros(9)
        for low in range(0, len(order), recipe.batch):
            batch = [prepared[k] for k in order[low : low + recipe.batch]]
            warm = min(1.0, (step + 1) / 100)
            for group in optimiser.param_groups:
                group["lr"] = recipe.rate * warm * (0.5 + 0.5 * math.cos(math.pi * step / steps))
            losses = _losses(of, batch, vocabulary, sizes, recipe, draw, step >= (1 - recipe.rounded) * steps)
            optimiser.zero_grad(set_to_none=True)
            torch.stack(losses).sum().backward()
            torch.nn.utils.clip_grad_norm_(list(of.values()), 5.0)
            optimiser.step()
            sums += [float(loss.detach()) for loss in losses]
            step += 1
        shown = " ".join(f"{value:.3f}" for value in sums / math.ceil(len(order) / recipe.batch))
        print(f"epoch {epoch + 1}: {shown} ({time.process_time() - begun:.0f} s)", file=sys.stderr, flush=True)
    return of


def _varied(indices: Ints, vocabulary: Vocabulary, recipe: Recipe, draw: np.random.Generator) -> Ints:
    """The article with some rare words forgotten and some cues replaced by others of their kind."""
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


def _losses(
    of: Parameters,
    batch: Sequence[Prepared],
    vocabulary: Vocabulary,
    sizes: Sizes,
    recipe: Recipe,
    draw: np.random.Generator,
    rounding: bool,
) -> list[Tensor]:
    offsets, at = [], GAP
    for one in batch:
        offsets.append(at)
        at += len(one.indices) + GAP
    indices, places = np.zeros((at, 4), np.int64), np.zeros((at, 4), np.int64)
    mask, is_head = np.zeros((at, 1), np.float32), np.zeros(at, np.float32)
    sides = np.zeros((at, SIDES), np.float32)
    for one, offset in zip(batch, offsets, strict=True):
        rows = slice(offset, offset + len(one.indices))
        indices[rows] = _varied(one.indices, vocabulary, recipe, draw)
        places[rows] = one.places
        mask[rows] = 1
        sides[rows] = np.stack([one.content, one.source, one.cue], 1) >= 0
        is_head[one.heads[one.heads >= 0] + offset] = 1
    words = word_vectors(of, vocabulary)
    inside = torch.from_numpy(mask)
    hidden = encode(
        of, words, torch.from_numpy(indices), torch.from_numpy(places), inside, sizes.dilations, recipe.drop, rounding
    )
    score = anchor_scores(of, hidden, recipe.drop)
    heads = max(1.0, float(is_head.sum()))
    binary = torch.nn.functional.binary_cross_entropy_with_logits
    anchor_loss = binary(score, torch.from_numpy(is_head), weight=inside[:, 0], reduction="sum") / heads
    side = side_scores(of, hidden, recipe.drop)
    side_loss = binary(side, torch.from_numpy(sides), weight=inside, reduction="sum")
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
        0.3 * _span_loss(out, goal) / heads,
        0.5 * _pointer_loss(out, goal) / heads,
        0.05 * side_loss / heads,
    ]


def _padded(values: Tensor, goal: Targets, chosen: Ints, fill: float) -> Tensor:
    """The rows of the chosen windows, one window a row, padded with ``fill``."""
    length = goal.last[chosen] - goal.first[chosen]
    place = goal.first[chosen][:, None] + np.arange(int(length.max()))
    beyond = torch.from_numpy(place >= goal.last[chosen][:, None])
    out: Tensor = values[torch.from_numpy(np.minimum(place, len(values) - 1))].masked_fill(beyond, fill)
    return out


def _span_loss(out: Tensor, goal: Targets) -> Tensor:
    """How unlikely the content's largest piece is among all spans of the window, scored as they are in decoding.

    Minus the logarithm of a softmax over spans, summed over all starts and ends in linear time.
    """
    chosen = np.flatnonzero(goal.span[:, 0].numpy() >= 0)
    if not len(chosen):
        return out.sum() * 0.0
    gain = _padded(out[:, 0], goal, chosen, 0.0)
    start, end = _padded(out[:, 3], goal, chosen, -1e4), _padded(out[:, 4], goal, chosen, -1e4)
    running = torch.cumsum(gain, 1)
    opening = start - running + gain
    total = torch.logsumexp(torch.logcumsumexp(opening, 1) + running + end, 1)
    line = torch.arange(len(chosen))
    span = goal.span[torch.from_numpy(chosen)] - torch.from_numpy(goal.first[chosen])[:, None]
    reached = opening[line, span[:, 0]] + running[line, span[:, 1]] + end[line, span[:, 1]]
    loss: Tensor = (total - reached).sum()
    return loss


def _pointer_loss(out: Tensor, goal: Targets) -> Tensor:
    """How unlikely the source's first and last token are among the window's."""
    chosen = np.flatnonzero(goal.pointer[:, 0].numpy() >= 0)
    if not len(chosen):
        return out.sum() * 0.0
    place = goal.pointer[torch.from_numpy(chosen)] - torch.from_numpy(goal.first[chosen])[:, None]
    cross = torch.nn.functional.cross_entropy
    first = cross(_padded(out[:, 5], goal, chosen, -1e4), place[:, 0], reduction="sum")
    last: Tensor = first + cross(_padded(out[:, 6], goal, chosen, -1e4), place[:, 1], reduction="sum")
    return last
