"""What a large net says of each token in its context: all-MiniLM-L6-v2, run once over the training articles.

Its vectors are input to the teachers alone (see `credscore.learn.extractor.teachers`), never to what is shipped. The
forward pass is written out here, forty lines of it, rather than taken from a library ten times the size of ours: Devlin
et al. 2019 for the net, Wang et al. 2020 for this one.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from credscore.learn.extractor.vectors import MINILM, pieces_of, read_minilm
from credscore.reading import Document

__all__ = ["WIDTH", "contexts"]

_HEADS, _WIDE = 12, 384
_TAKEN = (3, 5)  # layers whose output is taken, counted from 1: the last is bent to whole sentences
WIDTH = _WIDE * len(_TAKEN)
_PIECES = 200  # to a run of sentences
_MOST = 500  # to a run at all: the net knows 512 places. A single word of more pieces is read as far as that.
_EPSILON = 1e-12
_OPEN, _CLOSE = "[CLS]", "[SEP]"


def contexts(documents: Sequence[Document], kept: Path | None = None) -> list[Any]:
    """(n, `WIDTH`) half-precision numbers for each document's tokens.

    Args:
        documents: The texts, cut into words and sentences.
        kept: A folder in which the numbers are kept and found again by a digest of the words.

    Raises:
        InputError: The package is not installed, or holds something else.
    """
    digest = hashlib.sha256(f"{MINILM} {_TAKEN} {_PIECES}\n".encode())
    for one in documents:
        digest.update("\n".join([*one.words, str(one.sentences), ""]).encode())
    file = kept / f"context-{digest.hexdigest()[:16]}.npy" if kept else None
    bounds = np.cumsum([len(one) for one in documents])[:-1]
    if file is not None and file.is_file():
        return np.split(np.load(file, allow_pickle=False), bounds)
    torch.set_num_threads(1)
    pieces, tables = read_minilm()
    tensors = {name: torch.from_numpy(values) for name, values in tables.items()}
    begun, found = time.process_time(), []
    for number, one in enumerate(documents, 1):
        found.append(_of_document(one, pieces, tensors))
        if number % 100 == 0:
            print(f"contexts: {number} articles ({time.process_time() - begun:.0f} s)", file=sys.stderr, flush=True)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.save(file, np.concatenate(found))
    return found


def _of_document(document: Document, pieces: dict[str, int], of: dict[str, Tensor]) -> Any:
    """Sentences are packed into runs of at most `_PIECES` pieces; a token is the mean of its pieces."""
    rows = [pieces_of(word, pieces) for word in document.lowers]
    runs: list[tuple[int, int]] = []
    start = size = 0
    for first, stop in document.sentences:
        longer = sum(len(rows[token]) for token in range(first, stop))
        if size and size + longer > _PIECES:
            runs.append((start, first))
            start, size = first, 0
        size += longer
    runs.append((start, len(rows)))
    out = np.zeros((len(rows), WIDTH), np.float16)
    for first, stop in runs:
        while first < stop:
            owner: list[int] = []
            ids: list[int] = []
            token = first
            while token < stop and (not ids or len(ids) + len(rows[token]) <= 2 * _PIECES):
                ids += rows[token]
                owner += [token - first] * len(rows[token])
                token += 1
            states = _run([pieces[_OPEN], *ids[:_MOST], pieces[_CLOSE]], of)[1:-1]
            sums = torch.zeros(token - first, WIDTH).index_add_(0, torch.tensor(owner[:_MOST]), states)
            counts = np.bincount(owner, minlength=token - first).clip(1)
            out[first:token] = sums.numpy() / counts[:, None]
            first = token
    return out


@torch.no_grad()  # type: ignore[untyped-decorator]
def _run(ids: list[int], of: dict[str, Tensor]) -> Tensor:
    norm, gelu = torch.nn.functional.layer_norm, torch.nn.functional.gelu
    attend = torch.nn.functional.scaled_dot_product_attention

    def through(x: Tensor, name: str) -> Tensor:
        y: Tensor = torch.addmm(of[f"{name}.bias"], x, of[f"{name}.weight"].t())
        return y

    def normed(x: Tensor, name: str) -> Tensor:
        return norm(x, (_WIDE,), of[f"{name}.weight"], of[f"{name}.bias"], _EPSILON)

    def heads(x: Tensor) -> Tensor:
        return x.view(len(ids), _HEADS, -1).transpose(0, 1)

    x = of["embeddings.word_embeddings.weight"][torch.tensor(ids)]
    x = x + of["embeddings.position_embeddings.weight"][: len(ids)] + of["embeddings.token_type_embeddings.weight"][0]
    x = normed(x, "embeddings.LayerNorm")
    taken = []
    for layer in range(max(_TAKEN)):
        at = f"encoder.layer.{layer}"
        query, key, value = (heads(through(x, f"{at}.attention.self.{part}")) for part in ("query", "key", "value"))
        mixed = attend(query, key, value).transpose(0, 1).reshape(len(ids), _WIDE)
        x = normed(x + through(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
        inner = gelu(through(x, f"{at}.intermediate.dense"))
        x = normed(x + through(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        if layer + 1 in _TAKEN:
            taken.append(x)
    return torch.cat(taken, 1)
