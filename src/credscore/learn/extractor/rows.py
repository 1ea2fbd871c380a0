"""The rows of several articles, one below the other with gaps between, and what a net makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from credscore.extract.features import Floats, Ints
from credscore.learn.extractor.batches import Prepared
from credscore.learn.extractor.layers import Masks
from credscore.learn.extractor.net import Parameters, Sizes, encode, vectors_of
from credscore.learn.extractor.vocabulary import Vocabulary

__all__ = ["Rows", "contexts_of", "encoded"]


class Rows(NamedTuple):
    """The rows of a batch as arrays; see `Prepared`."""

    indices: Ints
    marks: Floats
    mask: Floats
    context: Tensor | None


def contexts_of(batch: Sequence[Prepared], offsets: Sequence[int], count: int) -> Tensor:
    """What a large net has said of the rows of a batch."""
    out = np.zeros((count, batch[0].context.shape[1]), np.float32)
    for one, offset in zip(batch, offsets, strict=True):
        out[offset : offset + len(one.indices)] = one.context
    return torch.from_numpy(out)


def encoded(
    of: Parameters, sizes: Sizes, vocabulary: Vocabulary, rows: Rows, masks: Masks, rounding: bool
) -> tuple[Tensor, Tensor]:
    """What a net makes of rows; see `credscore.learn.extractor.net.encode`."""
    vectors = masks(vectors_of(of, vocabulary, torch.from_numpy(rows.indices)))
    context = None if rows.context is None else masks(rows.context)
    return encode(
        of,
        vectors,
        torch.from_numpy(rows.marks),
        torch.from_numpy(rows.mask),
        sizes.dilations,
        masks.drop,
        rounding,
        context,
    )
