"""A small transformer that reads a statement and who says it where, and tells the labels' probabilities.

Devlin et al. 2019 for the net: layers of attention and of products with one bend (Hendrycks & Gimpel 2016) between
them, each added to what went in and scaled anew. The mean of the last layer's rows, times one matrix, gives the labels'
scores. Run by numpy alone, one case at a time, so that what comes out does not depend on what else is asked;
trained by `credscore.learn.text_net_training`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from credscore.learn.labelled import Case
from credscore.learn.pieces import CLOSE, OPEN, pieces_of
from credscore.learn.solver import Floats
from credscore.learn.speaker_second import softmax
from credscore.learn.text_net_file import NetArrays, parse_arrays, shape_of

__all__ = ["EPSILON", "PLACES", "TextNet", "row_of"]

MOST_TEXT, MOST_FIELDS = 90, 60
PLACES = MOST_TEXT + MOST_FIELDS + 3
"""The longest row of pieces: those of the words and of the fields, and three marks."""

EPSILON = 1e-12
"""Added to a variance before its root is taken."""

_FIELDS = ("party", "job", "state", "context")
_SPEAKER = "speaker"
_BEND, _CUBE = (2.0 / np.pi) ** 0.5, 0.044715  # of the bend's usual approximation by a hyperbolic tangent

Singles = npt.NDArray[np.float32]


class TextNet(NamedTuple):
    """The net.

    Attributes:
        pieces: Word pieces with their rows.
        heads: Into how many parts attention divides a row.
        arrays: The numbers, as the file has them.
        of: The same as numbers of single precision.
        share: What its probabilities weigh beside those of the rest of the model, 0 to 1.
    """

    pieces: Mapping[str, int]
    heads: int
    arrays: NetArrays
    of: Mapping[str, Singles]
    share: float

    def probabilities(self, cases: Sequence[Case], parts: Sequence[str]) -> Floats:
        """Probabilities of the labels, n by k.

        Args:
            cases: Cases of the task 'speaker'.
            parts: What is looked at, see `credscore.learn.speaker_rows.PARTS`.
        """
        layers = shape_of(self.arrays).layers
        scores = np.zeros((len(cases), len(self.of["end_b"])))
        for number, case in enumerate(cases):
            scores[number] = self._scores(row_of(case, parts, self.pieces), layers)
        return softmax(scores)

    def _scores(self, row: Sequence[int], layers: int) -> Singles:
        of = self.of
        x = _normed(of["piece"][list(row)] + of["place"][: len(row)], of["start_g"], of["start_b"])
        for n in range(layers):
            parted = (
                (x @ of[f"{part}{n}_w"] + of[f"{part}{n}_b"]).reshape(len(row), self.heads, -1).transpose(1, 0, 2)
                for part in "qkv"
            )
            query, key, value = parted
            alike = query @ key.transpose(0, 2, 1) / np.float32(query.shape[-1] ** 0.5)
            alike = np.exp(alike - alike.max(axis=-1, keepdims=True))
            seen = alike / alike.sum(axis=-1, keepdims=True) @ value
            seen = seen.transpose(1, 0, 2).reshape(x.shape) @ of[f"o{n}_w"] + of[f"o{n}_b"]
            x = _normed(x + seen, of[f"seen{n}_g"], of[f"seen{n}_b"])
            inner = _bent(x @ of[f"in{n}_w"] + of[f"in{n}_b"]) @ of[f"out{n}_w"] + of[f"out{n}_b"]
            x = _normed(x + inner, of[f"done{n}_g"], of[f"done{n}_b"])
        return np.asarray(x.mean(axis=0) @ of["end_w"] + of["end_b"], dtype=np.float32)

    def to_dict(self) -> dict[str, Any]:
        """The file's content."""
        arrays = {name: array.to_dict() for name, array in sorted(self.arrays.items())}
        return {"pieces": list(self.pieces), "heads": self.heads, "share": self.share, "arrays": arrays}

    @classmethod
    def parse(cls, data: Any, field: str, labels: int) -> TextNet:
        """From the decoded content, checked.

        Args:
            data: What stands there.
            field: Where it stands, for errors.
            labels: How many labels there are.

        Raises:
            ModelError: Anything in it is off; says the field.
        """
        pieces, heads, share, arrays = parse_arrays(data, field, PLACES, labels)
        of = {name: array.numbers() for name, array in arrays.items()}
        return cls({piece: row for row, piece in enumerate(pieces)}, heads, arrays, of, share)


def row_of(case: Case, parts: Sequence[str], pieces: Mapping[str, int]) -> list[int]:
    """The rows of the pieces of what is said, and of who says it where and of what, with a mark after each.

    Args:
        case: A case of the task 'speaker'.
        parts: What is looked at: 'text', the fields ('metadata'), the speaker's name ('history').
        pieces: Word pieces with their rows.
    """
    fields = [", ".join(case.subjects), *(case.context.get(name, "") for name in _FIELDS)]
    shown = (fields if "metadata" in parts else []) + ([case.context.get(_SPEAKER, "")] if "history" in parts else [])
    text = pieces_of(case.text.casefold(), pieces, MOST_TEXT) if "text" in parts else []
    about = pieces_of(" . ".join(shown), pieces, MOST_FIELDS) if shown else []
    return [pieces[OPEN], *text, pieces[CLOSE], *about, pieces[CLOSE]]


def _normed(x: Singles, gain: Singles, offset: Singles) -> Singles:
    x = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.square(x).mean(axis=-1, keepdims=True) + np.float32(EPSILON))
    return np.asarray(x / spread * gain + offset, dtype=np.float32)


def _bent(x: Singles) -> Singles:
    inner = np.float32(_BEND) * (x + np.float32(_CUBE) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (np.float32(1.0) + np.tanh(inner)), dtype=np.float32)
