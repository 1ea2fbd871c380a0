"""A teacher learns on, and with it the large net whose numbers it sees (fine-tuning: Devlin et al. 2019)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from torch import Tensor

from credscore.learn.extractor.batches import Prepared
from credscore.learn.extractor.mpnet import LargeNet, runs_of, token_states
from credscore.learn.extractor.mpnet import Run as Sentences
from credscore.learn.extractor.net import Parameters, Sizes
from credscore.learn.extractor.recipe import Recipe, Task
from credscore.learn.extractor.training import Run, trained
from credscore.reading import Document

__all__ = ["TUNING_RECIPE", "tuned"]

TUNING_RECIPE = Recipe(
    epochs=3,
    batch=4,
    rate=1e-3,
    warm=40,
    drop=0.2,
    syntax=0.005,
    syntax_floor=1.0,
    average=0.99,
    rounded=0.0,
    late=False,
    span=0.4,
    pointer=0.8,
    seed=1,
)
_PART = 0.05  # of the learning rate, for the large net
_DECAY = 0.01
_DROP = 0.1  # as it was trained with
# These stay: most words come too seldom to learn by, and distances mean what they meant.
_HELD = ("embeddings.", "encoder.relative_attention_bias.")


class _Tuning(Run):
    """A training in which the large net reads the articles of each step and learns with the teacher."""

    def __init__(
        self,
        task: Task,
        sizes: Sizes,
        recipe: Recipe,
        start: Parameters,
        net: LargeNet,
        runs: Mapping[str, list[Sentences]],
    ) -> None:
        super().__init__(task, sizes, recipe, start)
        free = {name: one.clone().requires_grad_(True) for name, one in net.of.items() if not name.startswith(_HELD)}
        self.net, self.runs = LargeNet(net.pieces, {**net.of, **free}), runs
        self.course.add(free, _PART, _DECAY)

    def contexts(self, batch: Sequence[Prepared], offsets: Sequence[int], count: int) -> Tensor:
        """What the large net, as far as it has come, says of the rows of a batch."""
        shifted = [
            Sentences(run.ids, [owner + offset for owner in run.owners])
            for one, offset in zip(batch, offsets, strict=True)
            for run in self.runs[one.id]
        ]
        return token_states(self.net, shifted, count, _DROP)


def tuned(
    task: Task,
    documents: Mapping[str, Document],
    sizes: Sizes,
    recipe: Recipe,
    start: Parameters,
    net: LargeNet,
    name: str = "",
) -> tuple[Parameters, LargeNet]:
    """The teacher and the large net, both further trained on these articles; progress goes to standard error.

    Args:
        task: The articles.
        documents: The articles' texts by their ids.
        sizes: The teacher's shape.
        recipe: How it goes.
        start: The teacher, trained with what the large net says as it is published.
        net: The large net.
        name: Before each line of progress.
    """
    runs = {one.id: runs_of(documents[one.id], net.pieces) for one in task.articles}
    run = _Tuning(task, sizes, recipe, start, net, runs)
    of, free = trained(run, name)
    held = {name: tensor.detach() for name, tensor in run.net.of.items()}
    return of, LargeNet(net.pieces, {**held, **free})
