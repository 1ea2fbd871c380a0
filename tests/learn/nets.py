"""A small text net of random numbers for the tests of this folder."""

from __future__ import annotations

import numpy as np

from credscore.learn.text_net import PLACES, TextNet
from credscore.learn.text_net_file import NetArray

PIECES = ("[CLS]", "[SEP]", "[UNK]", "rent", "##s", "rose", ".", ",", "may", "##or", "ann", "-", "lee", "a", "##b")
WIDTH, INNER, LAYERS, HEADS = 6, 8, 2, 3


def small_net(labels: int, seed: int = 3) -> TextNet:
    """A net for so many labels."""
    draw = np.random.default_rng(seed)
    arrays = {"piece": draw.normal(size=(len(PIECES), WIDTH)), "place": draw.normal(size=(PLACES, WIDTH))}
    arrays |= {"start_g": draw.normal(size=WIDTH), "start_b": draw.normal(size=WIDTH)}
    arrays |= {"end_w": draw.normal(size=(WIDTH, labels)), "end_b": draw.normal(size=labels)}
    for n in range(LAYERS):
        for name in ("q", "k", "v", "o", "in", "out"):
            rows, columns = INNER if name == "out" else WIDTH, INNER if name == "in" else WIDTH
            arrays |= {f"{name}{n}_w": draw.normal(size=(rows, columns)), f"{name}{n}_b": draw.normal(size=columns)}
        for name in ("seen", "done"):
            arrays |= {f"{name}{n}_g": draw.normal(size=WIDTH), f"{name}{n}_b": draw.normal(size=WIDTH)}
    kept = {name: (NetArray.of_matrix if one.ndim == 2 else NetArray.of_row)(one) for name, one in arrays.items()}
    of = {name: one.numbers() for name, one in kept.items()}
    return TextNet({piece: row for row, piece in enumerate(PIECES)}, HEADS, kept, of, 0.4)
