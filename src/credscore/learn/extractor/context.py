"""What a large net says of each token in its context: all-MiniLM-L6-v2, run once over the training articles.

Its vectors are input to the teachers alone (see `credscore.learn.extractor.teachers`), never to what is shipped.
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

from credscore.learn.extractor.minilm import WIDTH, MiniLM, read_net, runs_of, token_states
from credscore.learn.extractor.vectors import MINILM
from credscore.reading import Document

__all__ = ["WIDTH", "contexts", "contexts_by"]

_WAY = "in runs side by side"  # in the digest of what is kept: numbers of another way of reading are others


def contexts(documents: Sequence[Document], kept: Path | None = None) -> list[Any]:
    """(n, `WIDTH`) half-precision numbers for each document's tokens, by the net as it is published.

    Args:
        documents: The texts, cut into words and sentences.
        kept: A folder in which the numbers are kept and found again by a digest of the words.

    Raises:
        InputError: The package is not installed, or holds something else.
    """
    found: list[Any]
    digest = hashlib.sha256(f"{MINILM} {WIDTH} {_WAY}\n".encode())
    for one in documents:
        digest.update("\n".join([*one.words, str(one.sentences), ""]).encode())
    file = kept / f"context-{digest.hexdigest()[:16]}.npy" if kept else None
    bounds = np.cumsum([len(one) for one in documents])[:-1]
    if file is not None and file.is_file():
        return np.split(np.load(file, allow_pickle=False), bounds)
    found = contexts_by(read_net(), documents)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.save(file, np.concatenate(found))
    return found


@torch.no_grad()  # type: ignore[untyped-decorator]
def contexts_by(net: MiniLM, documents: Sequence[Document]) -> list[Any]:
    """The same by any net, such as one that has learnt on."""
    torch.set_num_threads(1)
    begun, found = time.process_time(), []
    for number, one in enumerate(documents, 1):
        states = token_states(net, runs_of(one, net.pieces), len(one)) if len(one) else torch.zeros(0, WIDTH)
        found.append(states.numpy().astype(np.float16))
        if number % 100 == 0:
            print(f"contexts: {number} articles ({time.process_time() - begun:.0f} s)", file=sys.stderr, flush=True)
    return found
