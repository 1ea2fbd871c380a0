"""The arrays of a text net in a model file: bytes with a scale a column, or plain numbers, in base64, and their checks.

They are untrusted: every name, type and shape is checked, and numbers stay so small that nothing the net computes from
them leaves single precision.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from credscore import modeldata
from credscore.errors import ModelError
from credscore.extract.modelarrays import Array, array_of, base64_of
from credscore.learn.pieces import CLOSE, OPEN, UNKNOWN

__all__ = ["NetArray", "NetArrays", "Shape", "parse_arrays", "shape_of"]

_MOST_LAYERS, _MOST_WIDTH, _MOST_INNER, _MOST_HEADS = 12, 1024, 4096, 64
_MOST_PIECES = 60_000
_LARGEST, _LARGEST_SCALE = 100.0, 1.0
"""With these a row has at most 10⁴ after scaling and 10¹⁴ after the products: single precision holds its variance."""

_MATRICES = ("q", "k", "v", "o", "in", "out")
_STEPS = 127  # a byte's


class NetArray(NamedTuple):
    """One array.

    Attributes:
        values: Bytes, or numbers of single precision.
        scale: What each column of bytes is multiplied by; empty for plain numbers.
    """

    values: npt.NDArray[Any]
    scale: npt.NDArray[Any]

    @classmethod
    def of_matrix(cls, numbers: npt.NDArray[Any]) -> NetArray:
        """A matrix in bytes: each column by its largest number."""
        scale = np.maximum(np.abs(numbers).max(axis=0) / _STEPS, 1e-12).astype("<f4")
        return cls(np.clip(np.rint(numbers / scale), -_STEPS, _STEPS).astype("<i1"), scale)

    @classmethod
    def of_row(cls, numbers: npt.NDArray[Any]) -> NetArray:
        """Plain numbers."""
        return cls(numbers.astype("<f4"), np.zeros(0, "<f4"))

    def numbers(self) -> npt.NDArray[np.float32]:
        """What the net computes with."""
        out = self.values.astype(np.float32)
        return out * self.scale if self.scale.size else out

    def to_dict(self) -> dict[str, Any]:
        """The file's content."""
        kind = "int8" if self.scale.size else "float32"
        spec = {"shape": list(self.values.shape), "type": kind, "data": base64_of(self.values)}
        return {**spec, "scale": base64_of(self.scale)} if self.scale.size else spec


NetArrays = Mapping[str, NetArray]


class Shape(NamedTuple):
    """How large a net is: layers, numbers to a row, numbers between the two products of a layer."""

    layers: int
    width: int
    inner: int


def shape_of(arrays: Mapping[str, Any]) -> Shape:
    """The shape of a net whose arrays are sound."""
    layers = sum(name.startswith("q") and name.endswith("_w") for name in arrays)
    return Shape(layers, arrays["q0_w"].values.shape[0], arrays["in0_w"].values.shape[1])


def parse_arrays(
    data: Any, field: str, places: int, labels: int
) -> tuple[tuple[str, ...], int, float, dict[str, NetArray]]:
    """Pieces, heads, share and arrays from decoded JSON.

    Args:
        data: What stands there.
        field: Where it stands, for errors.
        places: The longest row of pieces.
        labels: How many labels there are.

    Raises:
        ModelError: Anything in it is off; says the field.
    """
    given = modeldata.keys(data, field, ("pieces", "heads", "share", "arrays"))
    pieces = modeldata.strings(given["pieces"], f"{field}.pieces", most=_MOST_PIECES)
    for piece in (OPEN, CLOSE, UNKNOWN):
        if piece not in pieces:
            raise ModelError(f"lacks {piece!r}", field=f"{field}.pieces")
    heads = modeldata.whole(given["heads"], f"{field}.heads", 1, _MOST_HEADS)
    share = modeldata.number(given["share"], f"{field}.share", 0.0, 1.0)
    specs, at = given["arrays"], f"{field}.arrays"
    if not isinstance(specs, dict) or not all(isinstance(name, str) and len(name) < 20 for name in specs):
        raise ModelError("must be an object of arrays", field=at)
    arrays = {name: _bounded(array_of(spec, f"{at}.{name}"), f"{at}.{name}") for name, spec in specs.items()}
    for name, axes in (("q0_w", 2), ("in0_w", 2)):
        if name not in arrays or arrays[name].values.ndim != axes:
            raise ModelError(f"must be a matrix ({axes} axes)", field=f"{at}.{name}")
    shape = shape_of(arrays)
    for what, size, most in zip(
        ("layers", "width", "inner"), shape, (_MOST_LAYERS, _MOST_WIDTH, _MOST_INNER), strict=True
    ):
        if size > most:
            raise ModelError(f"{what}: {size} are more than {most}", field=at)
    if shape.width % heads:
        raise ModelError(f"must divide the {shape.width} numbers of a row", field=f"{field}.heads")
    _fit(arrays, _expected(shape, len(pieces), places, labels), at)
    return pieces, heads, share, arrays


def _expected(shape: Shape, pieces: int, places: int, labels: int) -> dict[str, tuple[int, ...]]:
    """The shape of every array by name."""
    layers, width, inner = shape
    found: dict[str, tuple[int, ...]] = {"piece": (pieces, width), "place": (places, width)}
    found |= {"start_g": (width,), "start_b": (width,), "end_w": (width, labels), "end_b": (labels,)}
    for n in range(layers):
        for name in _MATRICES:
            rows, columns = inner if name == "out" else width, inner if name == "in" else width
            found |= {f"{name}{n}_w": (rows, columns), f"{name}{n}_b": (columns,)}
        for name in ("seen", "done"):
            found |= {f"{name}{n}_g": (width,), f"{name}{n}_b": (width,)}
    return found


def _fit(arrays: Mapping[str, NetArray], expected: Mapping[str, tuple[int, ...]], at: str) -> None:
    for name, wanted in expected.items():
        if name not in arrays:
            raise ModelError("is missing", field=f"{at}.{name}")
        array = arrays[name]
        if array.values.shape != wanted:
            raise ModelError(f"has shape {array.values.shape}, not {wanted}", field=f"{at}.{name}")
        if (array.scale.size > 0) is not (len(wanted) == 2):
            raise ModelError("must be bytes with a scale, if a matrix, else plain numbers", field=f"{at}.{name}")
    for name in arrays:
        if name not in expected:
            raise ModelError("is not known", field=f"{at}.{name}")


def _bounded(array: Array, field: str) -> NetArray:
    kinds = (array.values.dtype, array.scale.dtype if array.scale.size else None)
    if kinds not in ((np.dtype("<i1"), np.dtype("<f4")), (np.dtype("<f4"), None)):
        raise ModelError("must be int8 with a scale of columns, or float32 without one", field=field)
    numbers, most = (array.scale, _LARGEST_SCALE) if array.scale.size else (array.values, _LARGEST)
    if np.abs(numbers).max() > most:
        raise ModelError(f"holds a number that is larger than {most:g}", field=field)
    return NetArray(array.values, array.scale)
