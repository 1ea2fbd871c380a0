"""The arrays of the trained extractor's file: decoded from base64, and checked to fit together.

They are untrusted: every name, type and shape is checked, numbers must be finite, and no sum of products may pass what
single precision holds exactly.
"""

from __future__ import annotations

import binascii
from typing import Any, NamedTuple

import numpy as np

from credscore.errors import ModelError
from credscore.extract.features import (
    BUCKETS,
    MOST_BETWEEN,
    PLACES,
    POSITIONS,
    QUOTING,
    RELATIONS,
    SCALARS,
    SHAPES,
    Floats,
)

__all__ = ["EXACT", "MOST", "MOST_ENTRIES", "Array", "array_of", "base64_of", "check_arrays"]

MOST = 1023  # largest activation, in steps
EXACT = 2**24  # single precision holds every whole number up to here
MOST_ENTRIES = 60_000  # of a vocabulary
_MOST_CHANNELS = 1024
_OUTPUTS = 7
_TYPES = {"int8": "<i1", "int16": "<i2", "float32": "<f4"}


class Array(NamedTuple):
    """Numbers of the model.

    Attributes:
        values: Whole numbers, or the floats of a bias.
        scale: For a matrix what each output channel is multiplied by, for word vectors the whole number by which each
            row is; for others empty.
    """

    values: np.ndarray[tuple[int, ...], np.dtype[Any]]
    scale: Floats


def array_of(spec: Any, field: str) -> Array:
    """An array as a model file has it, decoded.

    Raises:
        ModelError: Its shape, type, scale or numbers are off; says the field.
    """
    if not isinstance(spec, dict) or set(spec) - {"shape", "type", "data", "scale", "rows"}:
        raise ModelError("must have shape, type and data, and the scale of channels or rows if it has any", field=field)
    kind, shape = spec.get("type"), spec.get("shape")
    if kind not in _TYPES:
        raise ModelError(f"type {kind!r} is not one of {', '.join(_TYPES)}", field=field)
    if (
        not isinstance(shape, list)
        or not 1 <= len(shape) <= 3
        or not all(
            isinstance(size, int) and not isinstance(size, bool) and 0 < size <= MOST_ENTRIES + 1 for size in shape
        )
    ):
        raise ModelError("has no sound shape", field=field)
    values = _numbers(spec.get("data"), _TYPES[kind], shape, field)
    if "rows" in spec:
        if "scale" in spec:
            raise ModelError("has both rows and scale", field=field)
        return Array(
            values, _positive(_numbers(spec["rows"], _TYPES["int16"], shape[:1], f"{field}.rows"), f"{field}.rows")
        )
    if "scale" in spec:
        return Array(
            values,
            _positive(_numbers(spec["scale"], _TYPES["float32"], shape[-1:], f"{field}.scale"), f"{field}.scale"),
        )
    return Array(values, np.zeros(0, np.float32))


def base64_of(array: np.ndarray[tuple[int, ...], np.dtype[Any]]) -> str:
    """The bytes of an array as a model file has them."""
    return binascii.b2a_base64(np.ascontiguousarray(array).tobytes(), newline=False).decode("ascii")


def _positive(scale: Any, field: str) -> Any:
    if not (scale > 0).all():
        raise ModelError("has a scale that is not positive", field=field)
    return scale


def _numbers(data: Any, kind: str, shape: list[int], field: str) -> np.ndarray[tuple[int, ...], np.dtype[Any]]:
    """The numbers of a base64 text, or of bytes."""
    try:
        raw = data if isinstance(data, memoryview) else binascii.a2b_base64(data or "", strict_mode=True)
    except (binascii.Error, TypeError, ValueError):
        raise ModelError("data is not base64", field=field) from None
    dtype = np.dtype(kind)
    expected = dtype.itemsize
    for size in shape:
        expected *= size
    if len(raw) != expected:
        raise ModelError(f"has {len(raw)} bytes where its shape needs {expected}", field=field)
    array = np.frombuffer(raw, dtype=dtype).reshape(shape)
    if dtype.kind == "f" and not (np.abs(array) < 1e6).all():  # not (... < ...) for what is no number
        raise ModelError("holds a number that is not finite or too large", field=field)
    return array


class _Expected(NamedTuple):
    """What an array has to be.

    Attributes:
        shape: Its shape.
        type: Its type.
        most: For a matrix the largest magnitude of what it is multiplied with; else 0.
        scaled: Number type of its scale, or nothing.
    """

    shape: tuple[int, ...]
    type: str
    most: int = 0
    scaled: str = ""


def check_arrays(arrays: dict[str, Array], words: int, suffixes: int, prefixes: int, far: int, near: int) -> None:
    """Every array is there, none is spare, all fit together, and no sum of products leaves the exact range.

    Args:
        arrays: By name.
        words: Rows of the word vectors.
        suffixes: Those of the word ends.
        prefixes: Those of the word beginnings.
        far: How many convolutions run over the sentences.
        near: And how many round an anchor.

    Raises:
        ModelError: Any of that fails; says which array.
    """

    def size(name: str, axis: int) -> int:
        if name not in arrays or arrays[name].values.ndim <= axis:
            raise ModelError("is missing or has too few axes", field=f"arrays.{name}")
        found = arrays[name].values.shape[axis]
        if found > _MOST_CHANNELS and axis > 0:
            raise ModelError(f"has more than {_MOST_CHANNELS} channels", field=f"arrays.{name}")
        return int(found)

    def table(*shape: int, of: str = "int16") -> _Expected:
        return _Expected(shape, of)

    def vectors(*shape: int) -> _Expected:
        return _Expected(shape, "int8", scaled="int16")

    def matrix(*shape: int, most: int = MOST) -> _Expected:
        return _Expected(shape, "int16", most, "float32")

    wide, slim = size("in_w", 1), size("pt_w", 1)
    of_word, of_suffix, of_prefix = size("word", 1), size("suffix", 1), size("prefix", 1)
    expected = {
        "word": vectors(words, of_word),
        "suffix": vectors(suffixes, of_suffix),
        "prefix": vectors(prefixes, of_prefix),
        "in_w": matrix(of_word + of_suffix + of_prefix, wide, most=0),  # multiplied in double precision, which has room
        "shape": table(SHAPES, wide),
        "quote": table(QUOTING, wide),
        "place": table(PLACES, wide),
        "p0": table(POSITIONS, wide),
        "p1": table(POSITIONS, wide),
        "anchor_w": matrix(wide, 1),
        "anchor_b": table(1, of="float32"),
        "pt_w": matrix(wide, slim),
        "pc_w": matrix(wide, slim),
        "pc_b": table(slim, of="float32"),
        "dist": table(BUCKETS, slim),
        "rel": table(RELATIONS, slim),
        "extra_w": _Expected((SCALARS, slim), "int16", MOST_BETWEEN),
        "out_w": matrix(slim, _OUTPUTS),
        "out_b": table(_OUTPUTS, of="float32"),
        "valid_w": matrix(slim, 1),
        "valid2_w": matrix(wide, 1),
        "valid_b": table(1, of="float32"),
    }
    for name, count, channels in (("enc", far, wide), ("dec", near, slim)):
        for number in range(count):
            expected[f"{name}{number}_w"] = matrix(3, channels, channels)
            expected[f"{name}{number}_b"] = table(channels, of="float32")
    for name, wanted in expected.items():
        if name not in arrays:
            raise ModelError("is missing", field=f"arrays.{name}")
        _check_array(arrays[name], wanted, f"arrays.{name}")
    for name in arrays:
        if name not in expected:
            raise ModelError("is not known", field=f"arrays.{name}")


def _check_array(array: Array, wanted: _Expected, field: str) -> None:
    values = array.values
    if values.shape != wanted.shape:
        raise ModelError(f"has shape {values.shape}, not {wanted.shape}", field=field)
    if values.dtype != np.dtype(_TYPES[wanted.type]):
        raise ModelError(f"has numbers of type {values.dtype}, not {wanted.type}", field=field)
    scaled = str(array.scale.dtype) if array.scale.size else ""
    if scaled != wanted.scaled:
        raise ModelError(f"must have a scale of {wanted.scaled or 'no'} numbers", field=field)
    if wanted.most:
        largest = (
            np.abs(values.astype(np.float64)).sum(-2).max() * wanted.most
        )  # a tap of a convolution is a product of its own
        if largest >= EXACT:
            raise ModelError("has sums that single precision does not hold exactly", field=field)
