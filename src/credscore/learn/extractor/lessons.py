"""What a teacher makes of a batch of articles, and what there is to learn from it and from the annotation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from credscore.extract.features import Floats
from credscore.learn.extractor.batches import Prepared, Targets, recounted
from credscore.learn.extractor.layers import Masks
from credscore.learn.extractor.losses import Taught
from credscore.learn.extractor.net import Around, anchor_scores, look_around
from credscore.learn.extractor.recipe import Recipe, Teacher
from credscore.learn.extractor.rows import Rows, contexts_of, encoded
from credscore.learn.extractor.vocabulary import Vocabulary

__all__ = ["Lesson", "lesson_by", "mixed"]

_WHOLE = Masks(0.0)


class Lesson(NamedTuple):
    """What a teacher makes of a batch.

    Attributes:
        teacher: Who.
        far: Its hidden numbers of each row.
        hot: Its probability that each row is an anchor.
    """

    teacher: Teacher
    far: Tensor
    hot: Floats


def lesson_by(
    teacher: Teacher,
    vocabulary: Vocabulary,
    batch: Sequence[Prepared],
    offsets: Sequence[int],
    marks: Floats,
    mask: Floats,
) -> Lesson:
    """What a teacher makes of a batch, read as it stands."""
    indices = np.zeros((len(mask), 4), np.int64)
    for one, offset in zip(batch, offsets, strict=True):
        indices[offset : offset + len(one.indices)] = one.indices
    rows = Rows(indices, marks, mask, contexts_of(batch, offsets, len(mask)))
    with torch.no_grad():
        far, _ = encoded(teacher.of, teacher.sizes, vocabulary, rows, _WHOLE, False)
        hot = torch.sigmoid(anchor_scores(teacher.of, far)).numpy()
    return Lesson(teacher, far, hot)


def mixed(
    lesson: Lesson,
    recipe: Recipe,
    rows: Around,
    goal: Targets,
    batch: Sequence[Prepared],
    offsets: Sequence[int],
    trust: Floats,
) -> tuple[Tensor, tuple[Tensor, ...], Taught]:
    """How much each anchor counts, and the targets of `Targets` up to ``end``: annotation and teacher in shares.

    Where nothing is annotated but the teacher is fairly sure, what it says is the target and counts by its share.
    """
    teacher = lesson.teacher
    trusted = torch.from_numpy(trust)[rows.anchors]
    gold = recipe.gold * trusted
    with torch.no_grad():
        around_it = recounted(rows, batch, offsets, lesson.hot)
        soft, says = look_around(teacher.of, lesson.far, around_it, teacher.sizes.dilations_near, 0.0, False)
    believed = torch.sigmoid(says)
    weight = torch.maximum(goal.valid, believed * (1 - gold) * (believed > recipe.candidate))
    share = (goal.valid * gold)[rows.owner][:, None]
    by_row = share * torch.stack(goal[1:6], 1) + (1 - share) * torch.sigmoid(soft[:, :5])
    valid = gold * goal.valid + (1 - gold) * believed
    return weight, (valid, *by_row.unbind(1)), Taught(soft, weight, recipe.gold_span * trusted)
