"""The forward pass of all-mpnet-base-v2 over the words of a document.

Written out here rather than taken from a library ten times the size of ours: Song et al. 2020 for the net, whose
layers differ from those of Devlin et al. 2019 by what the distance of two pieces adds to their attention (Raffel et
al. 2020, section 2.1). The same pass is read off (`credscore.learn.extractor.context`) and learnt through
(`credscore.learn.extractor.tuning`). Of its twelve layers the lower eight are run: the upper ones cost as much and are
bent to whole sentences. Products are taken in bfloat16, half the time of single precision where the processor knows it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from credscore.learn.extractor.packages import read_mpnet
from credscore.learn.pieces import pieces_of
from credscore.reading import Document

__all__ = ["WIDTH", "LargeNet", "Run", "read_net", "runs_of", "token_states"]

WIDTH = 768
_HEADS = 12
_LAYERS = 8
_PIECES = 200  # to a run of sentences
_MOST = 500  # to a run at all: the net knows 512 places. A single word of more pieces is read as far as that.
_EPSILON = 1e-5
_FAR = -1e9  # added to the weight of what is no piece: it gets none
_OPEN, _CLOSE, _EMPTY = "<s>", "</s>", "<pad>"
_FIRST_PLACE = 2  # the place of the first piece: the two before it are kept for the empty piece
_BUCKETS, _FARTHEST = 32, 128  # of distances, half of them on each side; from there on all are one
_DISTANCES = "encoder.relative_attention_bias.weight"


class LargeNet(NamedTuple):
    """The net: its word pieces with their rows, and its tables by name, those of the layers in use alone."""

    pieces: Mapping[str, int]
    of: Mapping[str, Tensor]


class Run(NamedTuple):
    """Sentences read at one go: the rows of their pieces, and which token of the document each piece is of."""

    ids: list[int]
    owners: list[int]


def read_net() -> LargeNet:
    """The net as it is published.

    Raises:
        InputError: The packages are not installed, or hold something else.
    """
    layers = tuple(f"encoder.layer.{layer}." for layer in range(_LAYERS))
    pieces, tables = read_mpnet(lambda name: name.startswith(("embeddings.", _DISTANCES, *layers)))
    return LargeNet(pieces, {name: torch.from_numpy(values) for name, values in tables.items()})


def runs_of(document: Document, pieces: Mapping[str, int]) -> list[Run]:
    """Sentences are packed into runs of at most `_PIECES` pieces; a longer one is divided."""
    rows = [pieces_of(word, pieces)[:_MOST] for word in document.lowers]
    bounds: list[tuple[int, int]] = []
    start = size = 0
    for first, stop in document.sentences:
        longer = sum(len(rows[token]) for token in range(first, stop))
        if size and size + longer > _PIECES:
            bounds.append((start, first))
            start, size = first, 0
        size += longer
    bounds.append((start, len(rows)))
    found = []
    for first, stop in bounds:
        while first < stop:
            run, token = Run([], []), first
            while token < stop and (not run.ids or len(run.ids) + len(rows[token]) <= 2 * _PIECES):
                run.ids.extend(rows[token])
                run.owners.extend([token] * len(rows[token]))
                token += 1
            found.append(run)
            first = token
    return found


def token_states(net: LargeNet, runs: Sequence[Run], count: int, drop: float = 0.0) -> Tensor:
    """(``count``, `WIDTH`): the mean over the pieces of each token that the runs' owners name; 0 for others.

    Args:
        net: The net.
        runs: At least one.
        count: How many tokens there are.
        drop: Share of numbers dropped, in training.
    """
    owners = [owner for run in runs for owner in run.owners]
    sums = torch.zeros(count, WIDTH).index_add(0, torch.tensor(owners), _states(net, runs, drop))
    sizes = np.bincount(owners, minlength=count).clip(1).astype(np.float32)
    return sums / torch.from_numpy(sizes)[:, None]


def _states(net: LargeNet, runs: Sequence[Run], drop: float) -> Tensor:
    """The states of the pieces of all runs, one after the other."""
    of, longest = net.of, max(len(run.ids) for run in runs) + 2
    look_up, norm, gelu = torch.nn.functional.embedding, torch.nn.functional.layer_norm, torch.nn.functional.gelu
    attend, short = torch.nn.functional.scaled_dot_product_attention, torch.bfloat16
    ids = torch.full((len(runs), longest), net.pieces[_EMPTY])
    empty = torch.ones(ids.shape, dtype=torch.bool)
    for row, run in enumerate(runs):
        ids[row, : len(run.ids) + 2] = torch.tensor([net.pieces[_OPEN], *run.ids, net.pieces[_CLOSE]])
        empty[row, : len(run.ids) + 2] = False
    weight = of[_DISTANCES].T[:, _buckets(longest)][None].masked_fill(empty[:, None, None], _FAR).to(short)

    def through(x: Tensor, name: str) -> Tensor:
        y: Tensor = torch.nn.functional.linear(x, of[f"{name}.weight"].to(short), of[f"{name}.bias"].to(short))
        return y

    def normed(x: Tensor, name: str) -> Tensor:
        return norm(x, (WIDTH,), of[f"{name}.weight"], of[f"{name}.bias"], _EPSILON)

    def dropped(x: Tensor) -> Tensor:
        y: Tensor = torch.nn.functional.dropout(x, drop, drop > 0)
        return y

    def heads(x: Tensor) -> Tensor:
        return x.view(len(runs), longest, _HEADS, -1).transpose(1, 2)

    x = look_up(ids, of["embeddings.word_embeddings.weight"])
    x = x + of["embeddings.position_embeddings.weight"][_FIRST_PLACE : longest + _FIRST_PLACE]
    x = dropped(normed(x, "embeddings.LayerNorm"))
    for layer in range(_LAYERS):
        at = f"encoder.layer.{layer}"
        given = x.to(short)
        query, key, value = (heads(through(given, f"{at}.attention.attn.{part}")) for part in "qkv")
        mixed = attend(query, key, value, attn_mask=weight).transpose(1, 2).reshape(x.shape)
        x = normed(x + dropped(through(mixed, f"{at}.attention.attn.o")), f"{at}.attention.LayerNorm")
        inner = gelu(through(x.to(short), f"{at}.intermediate.dense"))
        x = normed(x + dropped(through(inner, f"{at}.output.dense")), f"{at}.output.LayerNorm")
    return torch.cat([x[row, 1 : len(run.ids) + 1] for row, run in enumerate(runs)])


def _buckets(longest: int) -> Tensor:
    """(``longest``, ``longest``): which row of the table of distances is added where a piece looks at another."""
    places = torch.arange(longest)
    ahead = places[None] - places[:, None]
    half, far = _BUCKETS // 2, ahead.abs()
    near = half // 2  # so many distances have a bucket each; farther ones share them by their logarithm
    scaled = torch.log(far.clamp(1).float() / near) / math.log(_FARTHEST / near) * (half - near)
    shared = (near + scaled.to(torch.long)).clamp(max=half - 1)
    return torch.where(far < near, far, shared) + half * (ahead > 0)
