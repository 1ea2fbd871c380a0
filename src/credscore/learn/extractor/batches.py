"""Articles as arrays, and several of them as one batch with what the net should say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from credscore.extract.features import LEVELS, Floats, Ints, Structure, Windows, relate, structure_of, windows_of
from credscore.extract.net import LookUp
from credscore.learn.extractor.corpus import Sample
from credscore.learn.extractor.net import Around, mark_rows, relation_rows
from credscore.learn.extractor.vocabulary import Vocabulary

__all__ = ["Prepared", "Targets", "around", "prepare", "recounted"]

Flags = NDArray[np.bool_]

GAP = 16  # empty rows between articles of a batch: the widest dilation


class Prepared(NamedTuple):
    """An article as arrays.

    Attributes:
        indices: (n, 4): word, suffix, prefix and shape of each token.
        structure: Where tokens stand.
        marks: (n, all kinds of marks): shape and place of each token, one-hot.
        syntax: (n, 3): what the parser says of each token.
        content: Index of the attribution whose content each token is, or -1; so source and cue.
        heads: The head of each attribution's cue, or -1.
        context: (n, `credscore.learn.extractor.mpnet.WIDTH`): what a large net says of each token; None for none.
        id: Of the article.
        trust: Share of what the recipe gives to the annotation that this article's is given, beside a teacher.
            0: nothing is annotated.
    """

    indices: Ints
    structure: Structure
    marks: Floats
    syntax: Ints
    content: Ints
    source: Ints
    cue: Ints
    heads: Ints
    context: Any = None
    id: str = ""
    trust: float = 1.0


def prepare(
    samples: Sequence[Sample], heads: Sequence[Sequence[int]], syntax: Sequence[Ints], vocabulary: Vocabulary
) -> list[Prepared]:
    """The arrays of articles with at least one token each."""
    look_up = LookUp(vocabulary.words, vocabulary.suffixes, vocabulary.prefixes)
    return [_prepared(*one, look_up) for one in zip(samples, heads, syntax, strict=True)]


def _prepared(sample: Sample, heads: Sequence[int], syntax: Ints, look_up: LookUp) -> Prepared:
    indices = look_up.all_of(sample.document.words)
    structure = structure_of(sample.document)
    places = np.stack([structure.quoting, structure.place, structure.from_start, structure.to_end], 1)
    parts = []
    for part in range(3):
        of = np.full(len(sample.document), -1, np.int64)
        for number, gold in enumerate(sample.golds):
            of[list(gold[part])] = number
        parts.append(of)
    marks = mark_rows(indices[:, 3], places)
    content, source, cue = parts
    return Prepared(indices, structure, marks, syntax, content, source, cue, np.array(heads, np.int64))


class Targets(NamedTuple):
    """What the net should say of the rows around anchors.

    Attributes:
        valid: Whether each anchor is the head of an annotated cue.
        content: Whether each row is content of its anchor.
        source: So source.
        cue: So cue.
        start: Whether a piece of the content starts at the row.
        end: Whether one ends there.
        span: (anchors, 2): first and last row of the largest piece; -1 where none lies in the window.
        pointer: (anchors, 2): first and last row of the source, or the anchor's own row where there is none; -1
            where it lies outside the window.
        first: First row of each window.
        last: One past its last.
    """

    valid: Tensor
    content: Tensor
    source: Tensor
    cue: Tensor
    start: Tensor
    end: Tensor
    span: Tensor
    pointer: Tensor
    first: Ints
    last: Ints


def around(
    batch: Sequence[Prepared], offsets: Sequence[int], hot: Floats, least: float, also: Floats | None = None
) -> tuple[Around, Targets]:
    """The rows around the anchors of a batch: heads of annotated cues, and what the net takes for some.

    Args:
        batch: The articles.
        offsets: The first row of each in the batch.
        hot: Each row's probability of being an anchor.
        least: Probability from which a token is looked at.
        also: The same by another net: what it takes for anchors is looked at as well.
    """
    parts: dict[str, list[Any]] = {}
    rows = count = 0
    picks = []
    for one, offset in zip(batch, offsets, strict=True):
        picked = hot[offset : offset + len(one.indices)] > least
        if also is not None:
            picked |= also[offset : offset + len(one.indices)] > least
        picked[one.heads[one.heads >= 0]] = True
        picks.append(picked)
    if not any(picked.any() for picked in picks):  # nothing is annotated, and no net sees anything
        picks[0][0] = True
    for one, offset, picked in zip(batch, offsets, picks, strict=True):
        mine = hot[offset : offset + len(one.indices)]
        anchors = np.flatnonzero(picked)
        if not len(anchors):
            continue
        found = _around(one, anchors, np.rint(mine * LEVELS).astype(np.int64))
        for name, by in (("token", offset), ("anchors", offset), ("owner", count), ("here", rows), ("bounds", rows)):
            found[name] = found[name] + by
        for name in ("span", "pointer"):
            found[name] = found[name] + np.where(found[name] >= 0, rows, 0)
        for name, values in found.items():
            parts.setdefault(name, []).append(values)
        rows += len(found["token"])
        count += len(anchors)
    joined = {name: np.concatenate(values) for name, values in parts.items()}
    bounds = joined.pop("bounds")
    tensors = {
        name: torch.from_numpy(values.astype(np.float32) if values.dtype == bool else values)
        for name, values in joined.items()
    }
    return (
        Around(**{name: tensors[name] for name in Around._fields}),
        Targets(**{name: tensors[name] for name in Targets._fields[:-2]}, first=bounds[:, 0], last=bounds[:, 1]),
    )


def recounted(rows: Around, batch: Sequence[Prepared], offsets: Sequence[int], hot: Floats) -> Around:
    """The same rows with the likely anchors counted anew, as another net takes them.

    Args:
        rows: What `around` made of the batch.
        batch: The articles.
        offsets: The first row of each in the batch.
        hot: Each row's probability of being an anchor, by the other net.
    """
    anchors, parts = rows.anchors.numpy(), []
    for one, offset in zip(batch, offsets, strict=True):
        size = len(one.indices)
        mine = anchors[(anchors >= offset) & (anchors < offset + size)] - offset
        if len(mine):
            windows = windows_of(mine, one.structure, size)
            levels = np.rint(hot[offset : offset + size] * LEVELS).astype(np.int64)
            distance, relation, counts = relate(windows, mine, one.structure, levels)
            parts.append(relation_rows(distance, relation, (np.stack(counts, 1) / LEVELS).astype(np.float32)))
    return rows._replace(related=torch.from_numpy(np.concatenate(parts)))


def _around(one: Prepared, anchors: Ints, levels: Ints) -> dict[str, Any]:
    """The fields of `Around` and `Targets` for one article, rows and anchors counted from 0."""
    windows = windows_of(anchors, one.structure, len(one.indices))
    distance, relation, counts = relate(windows, anchors, one.structure, levels)
    number = np.full(len(one.indices), -2, np.int64)  # -2: attributes nothing
    number[one.heads[one.heads >= 0]] = np.flatnonzero(one.heads >= 0)
    empty, token = windows.token < 0, np.maximum(windows.token, 0)
    wanted = number[anchors][windows.owner]
    content, source, cue = (
        (part[token] == wanted) & ~empty & (wanted >= 0) for part in (one.content, one.source, one.cue)
    )
    start, end = _edges(content)
    here = windows.first + anchors - windows.low
    span, pointer = _spans(one, number[anchors], content, windows, here)
    return {
        "token": token,
        "owner": windows.owner,
        "anchors": anchors,
        "here": here,
        "related": relation_rows(distance, relation, (np.stack(counts, 1) / LEVELS).astype(np.float32)),
        "mask": ~empty[:, None],
        "valid": number[anchors] >= 0,
        "content": content,
        "source": source,
        "cue": cue,
        "start": start,
        "end": end,
        "span": span,
        "pointer": pointer,
        "bounds": np.stack([windows.first, windows.last], 1),
    }


def _edges(mask: Flags) -> tuple[Flags, Flags]:
    before = np.concatenate([[False], mask[:-1]])
    after = np.concatenate([mask[1:], [False]])
    return mask & ~before, mask & ~after


def _spans(one: Prepared, numbers: Ints, content: Flags, windows: Windows, here: Ints) -> tuple[Ints, Ints]:
    """For each anchor the rows of its content's largest piece and of its source; see `Targets`."""
    first, last, low = windows.first, windows.last, windows.low
    span = np.full((len(numbers), 2), -1, np.int64)
    pointer = np.full((len(numbers), 2), -1, np.int64)
    for k, number in enumerate(numbers):
        if number < 0:
            continue
        edges = np.flatnonzero(np.diff(np.concatenate([[0], content[first[k] : last[k]].astype(np.int8), [0]])))
        if len(edges):
            longest = int(np.argmax(edges[1::2] - edges[::2]))
            span[k] = edges[2 * longest] + first[k], edges[2 * longest + 1] - 1 + first[k]
        tokens = np.flatnonzero(one.source == number)
        if not len(tokens):
            pointer[k] = here[k]
        else:
            a, b = tokens[0] - low[k] + first[k], tokens[-1] - low[k] + first[k]
            if a >= first[k] and b < last[k]:
                pointer[k] = a, b
    return span, pointer
