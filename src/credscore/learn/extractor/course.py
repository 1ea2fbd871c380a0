"""The course of a training: how far each step goes, and the running averages of what learns."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence

import torch
from torch import Tensor

from credscore.learn.extractor.net import Parameters
from credscore.learn.extractor.recipe import Recipe

__all__ = ["Course", "copied"]

_BETAS = (0.9, 0.98)
_CLIP = 5.0  # largest norm of a step's gradient


class Course:
    """Steps along a falling learning rate.

    Args:
        recipe: How the training goes.
        steps: How many steps there will be.
        of: The parameters of the net, asking for gradients.

    Attributes:
        averages: Running averages of all that learns, the net's parameters first.
    """

    def __init__(self, recipe: Recipe, steps: int, of: Parameters) -> None:
        self.recipe, self.steps, self.done = recipe, steps, 0
        flat = [tensor for tensor in of.values() if tensor.ndim == 1]
        rest = [tensor for tensor in of.values() if tensor.ndim > 1]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": rest, "weight_decay": recipe.decay, "part": 1.0},
                {"params": flat, "weight_decay": 0.0, "part": 1.0},
            ],
            lr=recipe.rate,
            betas=_BETAS,
            fused=True,
        )
        self.learnt = [of]
        self.averages = [copied(of)]

    def add(self, of: Parameters, part: float, decay: float) -> None:
        """Lets other parameters learn too.

        Args:
            of: They, asking for gradients.
            part: Share of the learning rate for them.
            decay: Weight decay for them.
        """
        self.optimiser.add_param_group({"params": list(of.values()), "weight_decay": decay, "part": part})
        self.learnt.append(of)
        self.averages.append(copied(of))

    @property
    def share(self) -> float:
        """Of the steps, how many are done."""
        return self.done / self.steps

    def step(self, losses: Sequence[Tensor]) -> None:
        """One step down the sum of the losses."""
        recipe = self.recipe
        fall = recipe.floor + (1 - recipe.floor) * (0.5 + 0.5 * math.cos(math.pi * self.share))
        for group in self.optimiser.param_groups:
            group["lr"] = recipe.rate * group["part"] * min(1.0, (self.done + 1) / recipe.warm) * fall
        self.optimiser.zero_grad(set_to_none=True)
        torch.stack(list(losses)).sum().backward()
        for of in self.learnt:
            torch.nn.utils.clip_grad_norm_(list(of.values()), _CLIP)
        self.optimiser.step()
        self.done += 1
        keep = min(recipe.average, self.done / (self.done + 10))  # at first it follows closely
        with torch.no_grad():
            for average, of in zip(self.averages, self.learnt, strict=True):
                torch._foreach_lerp_(list(average.values()), list(of.values()), 1 - keep)

    def digest(self) -> str:
        """The beginning of the digest of all that learns."""
        found = hashlib.sha256()
        for of in self.learnt:
            for tensor in of.values():
                found.update(tensor.detach().numpy().tobytes())
        return found.hexdigest()[:12]


def copied(of: Parameters) -> Parameters:
    """The same numbers in tensors of their own."""
    return {name: tensor.detach().clone() for name, tensor in of.items()}
