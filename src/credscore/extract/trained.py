"""The trained extractor: a small net over the document, its spans decoded jointly. See ``models/`` for its card."""

from __future__ import annotations

from pathlib import Path

from credscore.errors import ModelError
from credscore.extract.attribution import Attribution
from credscore.extract.decode import decode
from credscore.extract.modelfile import load_model, shipped_model
from credscore.extract.net import Net
from credscore.reading import Document

__all__ = ["TrainedExtractor"]


class TrainedExtractor:
    """Finds attributions with a net learnt from annotated news.

    Args:
        path: The model file; None is the one that ships.
        threshold: Least probability in [0, 1] of what is given out; None is the model's own. Higher finds less and
            is right more often.

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
        self._threshold = threshold

    def find(self, document: Document) -> list[Attribution]:
        """The attributions of ``document``, in the order of their content."""
        look = self._net.look(document)
        if look is None:
            return []
        return decode(document, look, self._settings, self._threshold)
