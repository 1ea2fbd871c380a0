"""The net in PyTorch, as a function of its parameters: the twin of `credscore.extract.net`, which runs it on numpy.

Beside what is shipped it says of each token, in training alone, what a parser says of it: a second task that teaches
the convolutions syntax (Søgaard & Goldberg 2016). Those parameters are named ``side`` and are not exported.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from credscore.extract.features import BUCKETS, PLACES, POSITIONS, QUOTING, RELATIONS, SCALARS, SHAPES, Floats, Ints
from credscore.learn.extractor.layers import CEILING, Residual, Rounding, channels
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
    "mark_rows",
    "new_parameters",
    "numbers_of",
    "relation_rows",
    "side_scores",
    "vectors_of",
    "word_vectors",
]

OUTPUTS = 7
SIDES = 3  # side targets in training alone: content, source and cue of anything; those of syntax come after them

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
    wide: int = 128
    slim: int = 64
    dilations: tuple[int, ...] = (1, 2, 4, 8, 1)
    dilations_near: tuple[int, ...] = (1, 3)


def new_parameters(sizes: Sizes, vocabulary: Vocabulary, first: Floats, syntax: int, context: int = 0) -> Parameters:
    """Random parameters from torch's global generator, and the given first word vectors.

    Args:
        sizes: The net's shape.
        vocabulary: The words.
        first: A vector for each word index.
        syntax: How many numbers a token the side targets of syntax take.
        context: How many numbers a large net says of each token; 0 for a net without.
    """
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
        "side_w": normal(wide, SIDES + syntax, scale=0.05),
        "side_b": torch.cat([torch.tensor([0.0, -2.5, -3.0]), torch.zeros(syntax)]),
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
    if context:
        found["context_w"] = normal(context, wide, scale=context**-0.5)
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


def encode(
    of: Parameters,
    vectors: Tensor,
    marks: Tensor,
    mask: Tensor,
    dilations: tuple[int, ...],
    drop: float,
    rounding: bool,
    context: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """Each token's hidden numbers, and those before the last convolution.

    Args:
        of: The parameters.
        vectors: Word, suffix and prefix vectors of each row side by side.
        marks: What stands in `mark_rows`: shape, quoting, place and positions of each row, one-hot.
        mask: (n, 1): 0 for the empty rows between articles.
        dilations: Of the convolutions.
        drop: Share of channels dropped.
        rounding: Whether numbers are rounded as in use.
        context: What a large net says of each row; a teacher alone has it.
    """
    like = Rounding(rounding)
    tables = torch.cat([of[name] for name in ("shape", "quote", "place", "p0", "p1")])
    x = (like.grid(vectors @ of["in_w"]) + marks @ like.grid(tables)) * mask
    if context is not None:
        x = x + context @ of["context_w"]
    before = x
    for number, dilation in enumerate(dilations):
        before = x
        kept = channels(x.shape[1], drop)
        x = Residual.apply(x, of[f"enc{number}_w"], of[f"enc{number}_b"], mask, kept, dilation, rounding)
    return like.active(x), before.clamp(0.0, CEILING)


def vectors_of(of: Parameters, vocabulary: Vocabulary, indices: Tensor) -> Tensor:
    """Word, suffix and prefix vectors of rows; ``indices`` is (n, 4) as `credscore.extract.net.indices_of` makes it."""
    look_up = torch.nn.functional.embedding
    words = indices[:, 0]
    tags, cues = torch.from_numpy(vocabulary.tags)[words], torch.from_numpy(vocabulary.cues)[words]
    word = look_up(words, of["word"]) + look_up(tags, of["tag"]) + look_up(cues, of["cue"])
    found: Tensor = torch.cat([word, look_up(indices[:, 1], of["suffix"]), look_up(indices[:, 2], of["prefix"])], 1)
    return found


def mark_rows(shapes: Ints, places: Ints) -> Floats:
    """Shape, quoting, place and both positions of each row, as ones in a row of zeros."""
    return _one_hot(np.concatenate([shapes[:, None], places], 1), (SHAPES, QUOTING, PLACES, POSITIONS, POSITIONS))


def _one_hot(values: Ints, sizes: tuple[int, ...]) -> Floats:
    """A product with this is far quicker, backwards above all, than as many looks into tables."""
    out = np.zeros((len(values), sum(sizes)), np.float32)
    np.put_along_axis(out, values + np.cumsum((0, *sizes[:-1])), 1.0, 1)
    return out


def anchor_scores(of: Parameters, hidden: Tensor) -> Tensor:
    """Each token's logit of heading a cue."""
    score: Tensor = (hidden @ of["anchor_w"])[:, 0] + of["anchor_b"]
    return score


def side_scores(of: Parameters, hidden: Tensor) -> Tensor:
    """Each token's logits of being content, source and cue of anything, then those of syntax."""
    scores: Tensor = hidden @ of["side_w"] + of["side_b"]
    return scores


class Around(NamedTuple):
    """The rows around the anchors, as tensors: see `credscore.extract.features.Windows` and `relate`.

    Attributes:
        token: Row of the batch that each row shows.
        owner: Which anchor it is for.
        anchors: Rows of the batch that are anchors.
        here: Each anchor's own row among the rows around.
        related: `relation_rows`: distance and relation to the anchor, one-hot, and three counts.
        mask: 0 for the empty rows between windows.
    """

    token: Tensor
    owner: Tensor
    anchors: Tensor
    here: Tensor
    related: Tensor
    mask: Tensor


def relation_rows(distance: Ints, relation: Ints, counts: Floats) -> Floats:
    """What `credscore.extract.features.relate` says of each row, as a row of numbers."""
    return np.concatenate([_one_hot(np.stack([distance, relation], 1), (BUCKETS, RELATIONS)), counts], 1)


def look_around(
    of: Parameters, hidden: Tensor, rows: Around, dilations: tuple[int, ...], drop: float, rounding: bool
) -> tuple[Tensor, Tensor]:
    """The logits of each row, and of each anchor's attributing anything."""
    like = Rounding(rounding)
    anchors = hidden.index_select(0, rows.anchors)
    z = like.grid(hidden @ of["pt_w"]).index_select(0, rows.token)
    z = z + like.grid(anchors @ of["pc_w"] + of["pc_b"]).index_select(0, rows.owner)
    tables = like.grid(torch.cat([of["dist"], of["rel"]]))
    z = (z + rows.related[:, :-SCALARS] @ tables + like.grid(rows.related[:, -SCALARS:] @ of["extra_w"])) * rows.mask
    for number, dilation in enumerate(dilations):
        kept = channels(z.shape[1], drop)
        z = Residual.apply(z, of[f"dec{number}_w"], of[f"dec{number}_b"], rows.mask, kept, dilation, rounding)
    z = like.active(z)
    out = z @ of["out_w"] + of["out_b"]
    valid = z.index_select(0, rows.here) @ of["valid_w"] + anchors @ of["valid2_w"]
    return out, (valid + of["valid_b"])[:, 0]


def numbers_of(of: Parameters) -> dict[str, Floats]:
    """The parameters that are of use after training, as numpy arrays."""
    return {
        name: np.ascontiguousarray(tensor.detach().numpy())
        for name, tensor in of.items()
        if not name.startswith("side")
    }
