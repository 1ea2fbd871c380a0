"""The forward pass of all-MiniLM-L6-v2 over the words of a document.

Written out here, forty lines of it, rather than taken from a library ten times the size of ours: Devlin et al. 2019 for
the net, Wang et al. 2020 for this one. The same pass is read off (`credscore.learn.extractor.context`) and learnt
through (`credscore.learn.extractor.tuning`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from credscore.learn.extractor.vectors import pieces_of, read_minilm
from credscore.reading import Document

__all__ = ["WIDTH", "MiniLM", "Run", "read_net", "runs_of", "token_states"]

_HEADS, _WIDE = 12, 384
_TAKEN = (3, 5)  # layers whose output is taken, counted from 1: the last is bent to whole sentences
WIDTH = _WIDE * len(_TAKEN)
_PIECES = 200  # to a run of sentences
_MOST = 500  # to a run at all: the net knows 512 places. A single word of more pieces is read as far as that.
_EPSILON = 1e-12
_FAR = -1e9  # added to the weight of what is no piece: it gets none
_OPEN, _CLOSE, _EMPTY = "[CLS]", "[SEP]", "[PAD]"


class MiniLM(NamedTuple):
    """The net: its word pieces with their rows, and its tables by name, those of the layers in use alone."""

    pieces: Mapping[str, int]
    of: Mapping[str, Tensor]


class Run(NamedTuple):
    """Sentences read at one go: the rows of their pieces, and which token of the document each piece is of."""

    ids: list[int]
    owners: list[int]


def read_net() -> MiniLM:
    """The net as it is published.

    Raises:
        InputError: The package is not installed, or holds something else.
    """
    pieces, tables = read_minilm()
    layers = tuple(f"encoder.layer.{layer}." for layer in range(max(_TAKEN)))
    wanted = {name: values for name, values in tables.items() if name.startswith(("embeddings.", *layers))}
    return MiniLM(pieces, {name: torch.from_numpy(values) for name, values in wanted.items()})


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


def token_states(net: MiniLM, runs: Sequence[Run], count: int, drop: float = 0.0) -> Tensor:
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


def _states(net: MiniLM, runs: Sequence[Run], drop: float) -> Tensor:
    """The states of the pieces of all runs, one after the other."""
    of, longest = net.of, max(len(run.ids) for run in runs) + 2
    look_up, norm, gelu = torch.nn.functional.embedding, torch.nn.functional.layer_norm, torch.nn.functional.gelu
    attend = torch.nn.functional.scaled_dot_product_attention
    ids = torch.full((len(runs), longest), net.pieces[_EMPTY])
    empty = torch.ones(ids.shape, dtype=torch.bool)
    for row, run in enumerate(runs):
        ids[row, : len(run.ids) + 2] = torch.tensor([net.pieces[_OPEN], *run.ids, net.pieces[_CLOSE]])
        empty[row, : len(run.ids) + 2] = False
    weight = torch.zeros(len(runs), 1, 1, longest).masked_fill(empty[:, None, None], _FAR)

    def through(x: Tensor, name: str) -> Tensor:
        y: Tensor = torch.nn.functional.linear(x, of[f"{name}.weight"], of[f"{name}.bias"])
        return y

    def normed(x: Tensor, name: str) -> Tensor:
        return norm(x, (_WIDE,), of[f"{name}.weight"], of[f"{name}.bias"], _EPSILON)

    def dropped(x: Tensor) -> Tensor:
        y: Tensor = torch.nn.functional.dropout(x, drop, drop > 0)
        return y

    def heads(x: Tensor) -> Tensor:
        return x.view(len(runs), longest, _HEADS, -1).transpose(1, 2)

    x = look_up(ids, of["embeddings.word_embeddings.weight"])
    x = x + of["embeddings.position_embeddings.weight"][:longest] + of["embeddings.token_type_embeddings.weight"][0]
    x = dropped(normed(x, "embeddings.LayerNorm"))
    taken = []
    for layer in range(max(_TAKEN)):
        at = f"encoder.layer.{layer}"
        query, key, value = (heads(through(x, f"{at}.attention.self.{part}")) for part in ("query", "key", "value"))
        mixed = attend(query, key, value, attn_mask=weight).transpose(1, 2).reshape(x.shape)
        x = normed(x + dropped(through(mixed, f"{at}.attention.output.dense")), f"{at}.attention.output.LayerNorm")
        inner = gelu(through(x, f"{at}.intermediate.dense"))
        x = normed(x + dropped(through(inner, f"{at}.output.dense")), f"{at}.output.LayerNorm")
        if layer + 1 in _TAKEN:
            taken.append(x)
    out = torch.cat(taken, 2)
    return torch.cat([out[row, 1 : len(run.ids) + 1] for row, run in enumerate(runs)])
