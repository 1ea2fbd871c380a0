"""What the net is made of, for training: rounding, a convolution that is quick both ways, numbers left out at random.

Activations are clipped as they are in use, and towards the end of training rounded as they are in use, with the
gradient passed straight through (Bengio et al. 2013; Jacob et al. 2018).
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from credscore.extract.net import MOST, STEP

__all__ = ["CEILING", "Masks", "Residual", "Rounding", "channels"]

CEILING = MOST * STEP


def _rounded(x: Tensor) -> Tensor:
    """To whole steps, the gradient passed through."""
    out: Tensor = x + (torch.round(x / STEP) * STEP - x).detach()
    return out


def channels(count: int, drop: float) -> Tensor:
    """Half the given share of channels left out of a whole batch: far cheaper than drawing for each number."""
    kept: Tensor = torch.nn.functional.dropout(torch.ones(1, count), drop / 2, drop > 0)
    return kept


class Rounding:
    """Rounds like in use, or not at all."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def active(self, x: Tensor) -> Tensor:
        """Activations, clipped."""
        return self.grid(x.clamp(0.0, CEILING))

    def grid(self, x: Tensor) -> Tensor:
        """Numbers in whole steps."""
        return _rounded(x) if self.on else x


class Residual(torch.autograd.Function):  # type: ignore[misc]
    """``x`` plus a dilated convolution of width 3 over its clipped rows, forwards and backwards in place.

    The same in single operations takes twice the time: they pass each array through memory a dozen times.
    """

    @staticmethod
    def forward(
        ctx: Any, x: Tensor, weights: Tensor, bias: Tensor, mask: Tensor, kept: Tensor, dilation: int, rounding: bool
    ) -> Tensor:
        h = x.clamp(0.0, CEILING)
        if rounding:
            h.div_(STEP).round_().mul_(STEP)
        h.mul_(kept)
        out = torch.addmm(bias, h, weights[1])
        out[dilation:].addmm_(h[:-dilation], weights[0])
        out[:-dilation].addmm_(h[dilation:], weights[2])
        if rounding:
            out.div_(STEP).round_().mul_(STEP)
        out.mul_(mask).add_(x)
        ctx.save_for_backward(x, h, weights, mask, kept)
        ctx.dilation = dilation
        return out

    @staticmethod
    def backward(ctx: Any, up: Tensor) -> tuple[Tensor | None, ...]:
        x, h, weights, mask, kept = ctx.saved_tensors
        dilation = ctx.dilation
        g = up * mask
        of_weights = torch.stack([h[:-dilation].t() @ g[dilation:], h.t() @ g, h[dilation:].t() @ g[:-dilation]])
        down = g @ weights[1].t()
        down[:-dilation].addmm_(g[dilation:], weights[0].t())
        down[dilation:].addmm_(g[:-dilation], weights[2].t())
        down.mul_(kept).mul_((x > 0.0) & (x < CEILING)).add_(up)
        return down, of_weights, g.sum(0), None, None, None, None


class Masks:
    """Shares of numbers left out, cut at random places from one long row of draws: drawing anew takes far longer."""

    _ROWS = 1 << 22

    def __init__(self, drop: float) -> None:
        self.drop = drop
        self._pool = torch.nn.functional.dropout(torch.ones(self._ROWS if drop else 0), drop, drop > 0)

    def __call__(self, x: Tensor) -> Tensor:
        """``x`` with a share of its numbers set to 0 and the rest scaled up."""
        if not self.drop:
            return x
        size = x.numel()
        if size >= self._ROWS:
            out: Tensor = torch.nn.functional.dropout(x, self.drop)
            return out
        at = int(torch.randint(self._ROWS - size, ()))
        out = x * self._pool[at : at + size].view(x.shape)
        return out
