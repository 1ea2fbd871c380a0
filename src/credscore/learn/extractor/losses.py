"""How far the net's spans are from the annotated ones, scored as they are in decoding, and from a teacher's."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from credscore.extract.features import Ints
from credscore.learn.extractor.batches import Targets

__all__ = ["Taught", "pointer_loss", "span_loss"]


class Taught(NamedTuple):
    """What a teacher says of the rows around anchors, and how far it is believed.

    Attributes:
        out: The teacher's logits of each row.
        weight: How much each window counts: 1 where it is annotated, else how sure the teacher is of an attribution.
        share: Part of each window's target that comes from the annotation where there is one; the rest is the
            teacher's.
    """

    out: Tensor
    weight: Tensor
    share: Tensor


def _padded(values: Tensor, goal: Targets, chosen: Ints, fill: float) -> Tensor:
    """The rows of the chosen windows, one window a row, padded with ``fill``."""
    length = goal.last[chosen] - goal.first[chosen]
    place = goal.first[chosen][:, None] + np.arange(int(length.max()))
    beyond = torch.from_numpy(place >= goal.last[chosen][:, None])
    out: Tensor = values[torch.from_numpy(np.minimum(place, len(values) - 1))].masked_fill(beyond, fill)
    return out


def _chosen(annotated: Tensor, taught: Taught | None) -> Ints:
    """Windows that count: those annotated, and those in which the teacher sees something."""
    found = annotated[:, 0].numpy() >= 0
    if taught is not None:
        found = found | (taught.weight.numpy() > 0.0) & (annotated[:, 0].numpy() > -2)
    return np.flatnonzero(found)


def _mixed(annotated: Tensor, soft: Tensor, goal: Targets, chosen: Ints, column: int, taught: Taught) -> Tensor:
    """The annotated place's one, and what the teacher says, in shares; the teacher's alone where none is annotated."""
    place = annotated[torch.from_numpy(chosen), column] - torch.from_numpy(goal.first[chosen])
    known = annotated[torch.from_numpy(chosen), column] >= 0
    share = (known.float() * taught.share[torch.from_numpy(chosen)])[:, None]
    hot = torch.zeros_like(soft).scatter_(1, place.clamp(min=0)[:, None], 1.0)
    out: Tensor = share * hot + (1 - share) * soft
    return out


def _total(gain: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """Logarithm of the sum over all spans of the exponential of their scores, in linear time."""
    running = torch.cumsum(gain, 1)
    opening = start - running + gain
    total: Tensor = torch.logsumexp(torch.logcumsumexp(opening, 1) + running + end, 1)
    return total


def _scores(out: Tensor, goal: Targets, chosen: Ints) -> tuple[Tensor, Tensor, Tensor]:
    return (
        _padded(out[:, 0], goal, chosen, 0.0),
        _padded(out[:, 3], goal, chosen, -1e4),
        _padded(out[:, 4], goal, chosen, -1e4),
    )


def span_loss(out: Tensor, goal: Targets, taught: Taught | None = None) -> Tensor:
    """How unlikely the content's largest piece is among all spans of the window, scored as they are in decoding.

    Minus the logarithm of a softmax over spans, summed over all starts and ends in linear time. With a teacher the
    expectation over its distribution of spans is mixed in: the score of a span is linear in its start, end and inner
    tokens, so their probabilities suffice, and these are the derivatives of the logarithm of the sum.
    """
    chosen = _chosen(goal.span, taught)
    if not len(chosen):
        return out.sum() * 0.0
    gain, start, end = _scores(out, goal, chosen)
    total = _total(gain, start, end)
    if taught is None:
        line = torch.arange(len(chosen))
        span = goal.span[torch.from_numpy(chosen)] - torch.from_numpy(goal.first[chosen])[:, None]
        running = torch.cumsum(gain, 1)
        opening = start - running + gain
        reached = opening[line, span[:, 0]] + running[line, span[:, 1]] + end[line, span[:, 1]]
        loss: Tensor = (total - reached).sum()
        return loss
    with torch.enable_grad():
        leaves = [part.detach().requires_grad_(True) for part in _scores(taught.out, goal, chosen)]
        _, opens, closes = torch.autograd.grad(_total(*leaves).sum(), leaves)
    opens = _mixed(goal.span, opens, goal, chosen, 0, taught)
    closes = _mixed(goal.span, closes, goal, chosen, 1, taught)
    inside = torch.cumsum(opens, 1) - torch.cumsum(closes, 1) + closes
    reached = (inside * gain).sum(1) + (opens * start).sum(1) + (closes * end).sum(1)
    mixed: Tensor = (taught.weight[torch.from_numpy(chosen)] * (total - reached)).sum()
    return mixed


def pointer_loss(out: Tensor, goal: Targets, taught: Taught | None = None) -> Tensor:
    """How unlikely the source's first and last token are among the window's; with a teacher, what it says mixed in."""
    chosen = _chosen(goal.pointer, taught)
    if not len(chosen):
        return out.sum() * 0.0
    losses = []
    for column, row in ((0, 5), (1, 6)):
        logits = torch.log_softmax(_padded(out[:, row], goal, chosen, -1e4), 1)
        if taught is None:
            place = goal.pointer[torch.from_numpy(chosen), column] - torch.from_numpy(goal.first[chosen])
            losses.append(torch.nn.functional.nll_loss(logits, place, reduction="sum"))
        else:
            soft = torch.softmax(_padded(taught.out[:, row], goal, chosen, -1e4), 1)
            wanted = _mixed(goal.pointer, soft, goal, chosen, column, taught)
            losses.append(-(taught.weight[torch.from_numpy(chosen)] * (wanted * logits).sum(1)).sum())
    return losses[0] + losses[1]
