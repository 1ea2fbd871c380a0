"""How far the net's spans are from the annotated ones, scored as they are in decoding."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from credscore.extract.features import Ints
from credscore.learn.extractor.batches import Targets

__all__ = ["pointer_loss", "span_loss"]


def _padded(values: Tensor, goal: Targets, chosen: Ints, fill: float) -> Tensor:
    """The rows of the chosen windows, one window a row, padded with ``fill``."""
    length = goal.last[chosen] - goal.first[chosen]
    place = goal.first[chosen][:, None] + np.arange(int(length.max()))
    beyond = torch.from_numpy(place >= goal.last[chosen][:, None])
    out: Tensor = values[torch.from_numpy(np.minimum(place, len(values) - 1))].masked_fill(beyond, fill)
    return out


def span_loss(out: Tensor, goal: Targets) -> Tensor:
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


def pointer_loss(out: Tensor, goal: Targets) -> Tensor:
    """How unlikely the source's first and last token are among the window's."""
    chosen = np.flatnonzero(goal.pointer[:, 0].numpy() >= 0)
    if not len(chosen):
        return out.sum() * 0.0
    place = goal.pointer[torch.from_numpy(chosen)] - torch.from_numpy(goal.first[chosen])[:, None]
    cross = torch.nn.functional.cross_entropy
    first = cross(_padded(out[:, 5], goal, chosen, -1e4), place[:, 0], reduction="sum")
    last: Tensor = first + cross(_padded(out[:, 6], goal, chosen, -1e4), place[:, 1], reduction="sum")
    return last
