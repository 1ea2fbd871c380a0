"""The trained extractor: a small net over the document, reconciled with the rules. See ``models/`` for its card."""

from __future__ import annotations

from pathlib import Path

from credscore.errors import ModelError
from credscore.extract.agreement import by_agreement
from credscore.extract.attribution import Attribution
from credscore.extract.blocks import split_blocks
from credscore.extract.decode import candidates, choose
from credscore.extract.modelfile import load_model, shipped_model
from credscore.extract.net import Net
from credscore.extract.reconcile import reconcile
from credscore.extract.rules import RulesExtractor
from credscore.extract.verbs import Verbs
from credscore.reading import Document

__all__ = ["TrainedExtractor"]


class TrainedExtractor:
    """Finds attributions with a net learnt from annotated news.

    Args:
        path: The model file; None is the one that ships.
        threshold: Least probability in [0, 1] from which the net's findings are taken up, if lower than the model's
            own; a higher one is for `credscore.extract.confidence.Rated` to apply once all is settled.

    Raises:
        ModelError: There is no model, or its file is not sound.
    """

    name = "trained"

    def __init__(self, path: Path | None = None, threshold: float | None = None) -> None:
        path = path or shipped_model()
        if path is None:
            raise ModelError("no trained extractor is installed; the extractor 'rules' needs none")
        model = load_model(path)
        self._net = Net(model)
        self._settings = model.decode
        own = model.decode.threshold
        self._threshold = own if threshold is None else min(own, threshold)
        self._rules = RulesExtractor()

    def find(self, document: Document) -> list[Attribution]:
        """The attributions of ``document``, in the order of their content."""
        found: list[Attribution] = []
        for first, block in split_blocks(document):
            seen = [one for look in self._net.looks(block) for one in candidates(block, look, self._settings)]
            found += [_moved(one, first) for one in choose(block, seen, self._settings, self._threshold)]
        verbs = Verbs(document)
        rules = self._rules.find_by(document, verbs)
        return by_agreement(reconcile(document, found, rules, verbs), rules)


def _moved(one: Attribution, by: int) -> Attribution:
    """The attribution of a block as one of the document."""
    if not by:
        return one
    content, cue, source = (tuple((a + by, b + by) for a, b in part) for part in (one.content, one.cue, one.source))
    return one._replace(content=content, cue=cue, source=source)
