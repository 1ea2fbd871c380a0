"""What a large net says of each token in its context.

Its vectors are input to the teachers alone (see `credscore.learn.extractor.teachers`), never to what is shipped.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from credscore.learn.extractor.mpnet import WIDTH, LargeNet, runs_of, token_states
from credscore.reading import Document

__all__ = ["contexts_by"]


@torch.no_grad()  # type: ignore[untyped-decorator]
def contexts_by(net: LargeNet, documents: Sequence[Document], name: str = "") -> list[Any]:
    """(n, `WIDTH`) half-precision numbers for each document's tokens.

    Args:
        net: As it is published, or as far as it has learnt.
        documents: The texts, cut into words and sentences.
        name: Before each line of progress on standard error.
    """
    torch.set_num_threads(1)
    begun, found = time.process_time(), []
    for number, one in enumerate(documents, 1):
        states = token_states(net, runs_of(one, net.pieces), len(one)) if len(one) else torch.zeros(0, WIDTH)
        found.append(states.numpy().astype(np.float16))
        if number % 100 == 0:
            took = time.process_time() - begun
            print(f"{name}contexts: {number} articles ({took:.0f} s)", file=sys.stderr, flush=True)
    return found
