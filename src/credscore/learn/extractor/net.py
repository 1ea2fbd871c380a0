"""The net in PyTorch, as a function of its parameters: the twin of `credscore.extract.net`, which runs it on numpy.

Activations are clipped as they are in use, and towards the end of training rounded as they are in use, with the
gradient passed straight through (Bengio et al. 2013; Jacob et al. 2018).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from credscore.extract.features import BUCKETS, PLACES, POSITIONS, QUOTING, RELATIONS, SCALARS, SHAPES, Floats
from credscore.extract.net import MOST, STEP
from credscore.learn.extractor.vocabulary import Vocabulary

__all__ = [
    "OUTPUTS",
    "SIDES",
    "Around",
    "Parameters",
    "Sizes",
    "anchor_scores",
    "encode",
    "look_around",
    "new_parameters",
    "numbers_of",
    "side_scores",
    "word_vectors",
]

OUTPUTS = 7
SIDES = 3  # side targets in training alone: content, source and cue of anything
_CEILING = MOST * STEP

Parameters = dict[str, Tensor]


class Sizes(NamedTuple):
    """The shape of the net.

    Attributes:
        word: Numbers a word.
        suffix: Numbers a word end.
        prefix: Numbers a word beginning.
        wide: Channels over the document.
        slim: Channels around an anchor.
        dilations: Of the convolutions over the document.
        dilations_near: Of those around an anchor.
    """

    word: int = 64
    suffix: int = 24
    prefix: int = 16
    wide: int = 96
    slim: int = 64
    dilations: tuple[int, ...] = (1, 2, 4, 8, 16, 1)
    dilations_near: tuple[int, ...] = (1, 3)


def new_parameters(sizes: Sizes, vocabulary: Vocabulary, first: Floats) -> Parameters:
    """Random parameters from torch's global generator, and the given first word vectors."""
    wide, slim = sizes.wide, sizes.slim

    def normal(*shape: int, scale: float) -> Tensor:
        return torch.randn(*shape) * scale

    found = {
        "word": torch.from_numpy(first * 0.5),
        "tag": normal(int(vocabulary.tags.max()) + 1, sizes.word, scale=0.3),
        "cue": normal(int(vocabulary.cues.max()) + 1, sizes.word, scale=0.3),
        "suffix": normal(len(vocabulary.suffixes) + 1, sizes.suffix, scale=0.3),
        "prefix": normal(len(vocabulary.prefixes) + 1, sizes.prefix, scale=0.3),
        "in_w": normal(sizes.word + sizes.suffix + sizes.prefix, wide, scale=(sizes.word) ** -0.5),
        "shape": normal(SHAPES, wide, scale=0.3),
        "quote": normal(QUOTING, wide, scale=0.3),
        "place": normal(PLACES, wide, scale=0.3),
        "p0": normal(POSITIONS, wide, scale=0.2),
        "p1": normal(POSITIONS, wide, scale=0.2),
        "side_w": normal(wide, SIDES, scale=0.05),
        "side_b": torch.tensor([0.0, -2.5, -3.0]),
        "anchor_w": normal(wide, 1, scale=0.05),
        "anchor_b": torch.full((1,), -3.5),
        "pt_w": normal(wide, slim, scale=wide**-0.5),
        "pc_w": normal(wide, slim, scale=wide**-0.5),
        "pc_b": torch.zeros(slim),
        "dist": normal(BUCKETS, slim, scale=0.3),
        "rel": normal(RELATIONS, slim, scale=0.3),
        "extra_w": normal(SCALARS, slim, scale=0.1),
        "out_w": normal(slim, OUTPUTS, scale=0.05),
        "out_b": torch.tensor([-1.5, -3.5, -4.0, -5.0, -5.0, 0.0, 0.0]),
        "valid_w": normal(slim, 1, scale=0.05),
        "valid2_w": normal(wide, 1, scale=0.05),
        "valid_b": torch.zeros(1),
    }
    for number in range(len(sizes.dilations)):
        found[f"enc{number}_w"] = normal(3, wide, wide, scale=(2 / (3 * wide)) ** 0.5 / math.sqrt(len(sizes.dilations)))
        found[f"enc{number}_b"] = torch.zeros(wide)
    for number in range(len(sizes.dilations_near)):
        found[f"dec{number}_w"] = normal(3, slim, slim, scale=(2 / (3 * slim)) ** 0.5 / math.sqrt(2))
        found[f"dec{number}_b"] = torch.zeros(slim)
    for tensor in found.values():
        tensor.requires_grad_(True)
    return found


def word_vectors(of: Parameters, vocabulary: Vocabulary) -> Tensor:
    """The vector of each word: its own, its part of speech's and its kind of cue's."""
    tags, cues = torch.from_numpy(vocabulary.tags), torch.from_numpy(vocabulary.cues)
    vectors: Tensor = of["word"] + of["tag"][tags] + of["cue"][cues]
    return vectors


def _rounded(x: Tensor) -> Tensor:
    """To whole steps, the gradient passed through."""
    out: Tensor = x + (torch.round(x / STEP) * STEP - x).detach()
    return out


def _channels(x: Tensor, drop: float) -> Tensor:
    """Half the given share of channels left out of a whole batch: far cheaper than drawing for each number."""
    kept: Tensor = torch.nn.functional.dropout(torch.ones(1, x.shape[1]), drop / 2)
    return kept


class _Rounding:
    """Rounds like in use, or not at all."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def active(self, x: Tensor) -> Tensor:
        x = x.clamp(0.0, _CEILING)
        return _rounded(x) if self.on else x

    def grid(self, x: Tensor) -> Tensor:
        return _rounded(x) if self.on else x


def _convolve(x: Tensor, weights: Tensor, bias: Tensor, dilation: int) -> Tensor:
    wide = weights.shape[2]
    taps = x @ weights.permute(1, 0, 2).reshape(x.shape[1], 3 * wide)
    out = taps[:, wide : 2 * wide] + bias
    pad = torch.nn.functional.pad
    out = out + pad(taps[:-dilation, :wide], (0, 0, dilation, 0))
    moved: Tensor = out + pad(taps[dilation:, 2 * wide :], (0, 0, 0, dilation))
    return moved


def encode(
    of: Parameters,
    words: Tensor,
    indices: Tensor,
    places: Tensor,
    mask: Tensor,
    dilations: tuple[int, ...],
    drop: float,
    rounding: bool,
) -> Tensor:
    """Each token's hidden numbers.

    Args:
        of: The parameters.
        words: Word vectors.
        indices: (n, 4): word, suffix, prefix, shape of each row.
        places: (n, 4): quoting, place, from start, to end.
        mask: (n, 1): 0 for the empty rows between articles.
        dilations: Of the convolutions.
        drop: Share of channels dropped.
        rounding: Whether numbers are rounded as in use.
    """
    like = _Rounding(rounding)
    dropout = torch.nn.functional.dropout
    vectors = torch.cat([words[indices[:, 0]], of["suffix"][indices[:, 1]], of["prefix"][indices[:, 2]]], 1)
    x = dropout(vectors, drop, drop > 0) @ of["in_w"]
    x = like.grid(x) + like.grid(of["shape"])[indices[:, 3]]
    for number, name in enumerate(("quote", "place", "p0", "p1")):
        x = x + like.grid(of[name])[places[:, number]]
    for number, dilation in enumerate(dilations):
        h = like.active(x) * mask
        h = h * _channels(h, drop) if drop else h
        x = x + like.grid(_convolve(h, of[f"enc{number}_w"], of[f"enc{number}_b"], dilation))
    return like.active(x) * mask


def anchor_scores(of: Parameters, hidden: Tensor, drop: float) -> Tensor:
    """Each token's logit of heading a cue."""
    h = torch.nn.functional.dropout(hidden, drop, drop > 0)
    score: Tensor = (h @ of["anchor_w"])[:, 0] + of["anchor_b"]
    return score


def side_scores(of: Parameters, hidden: Tensor, drop: float) -> Tensor:
    """Each token's logits of being content, source and cue of anything: a second task that steadies the first."""
    scores: Tensor = torch.nn.functional.dropout(hidden, drop, drop > 0) @ of["side_w"] + of["side_b"]
    return scores


class Around(NamedTuple):
    """The rows around the anchors, as tensors: see `credscore.extract.features.Windows` and `relate`."""

    token: Tensor
    owner: Tensor
    anchors: Tensor
    here: Tensor
    distance: Tensor
    relation: Tensor
    scalars: Tensor
    mask: Tensor


def look_around(
    of: Parameters, hidden: Tensor, rows: Around, dilations: tuple[int, ...], drop: float, rounding: bool
) -> tuple[Tensor, Tensor]:
    """The logits of each row, and of each anchor's attributing anything."""
    like = _Rounding(rounding)
    dropout = torch.nn.functional.dropout
    hidden = dropout(hidden, drop, drop > 0)
    z = like.grid(hidden @ of["pt_w"])[rows.token]
    z = z + like.grid(hidden[rows.anchors] @ of["pc_w"] + of["pc_b"])[rows.owner]
    z = z + like.grid(of["dist"])[rows.distance] + like.grid(of["rel"])[rows.relation]
    z = (z + like.grid(rows.scalars @ of["extra_w"])) * rows.mask
    for number, dilation in enumerate(dilations):
        h = like.active(z) * _channels(z, drop) if drop else like.active(z)
        z = z + like.grid(_convolve(h, of[f"dec{number}_w"], of[f"dec{number}_b"], dilation)) * rows.mask
    z = like.active(z)
    out = z @ of["out_w"] + of["out_b"]
    valid = z[rows.here] @ of["valid_w"] + hidden[rows.anchors] @ of["valid2_w"]
    return out, (valid + of["valid_b"])[:, 0]


def numbers_of(of: Parameters) -> dict[str, Floats]:
    """The parameters that are of use after training, as numpy arrays."""
    return {
        name: np.ascontiguousarray(tensor.detach().numpy())
        for name, tensor in of.items()
        if not name.startswith("side")
    }
