"""The trained extractor's file: JSON with its arrays in base64, checked in full before anything is used.

A model file is untrusted: it is capped in size, every name, type and shape is checked, numbers must be finite, no
sum of products may pass what single precision holds exactly, and nothing in it is ever executed.
"""

from __future__ import annotations

import binascii
import contextlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from credscore import modeldata
from credscore.errors import ModelError
from credscore.extract.features import (
    BUCKETS,
    GAP,
    MOST_BETWEEN,
    PLACES,
    POSITIONS,
    QUOTING,
    RELATIONS,
    SCALARS,
    SHAPES,
    Floats,
)
from credscore.packed import unpacked

__all__ = [
    "EXACT",
    "MEASURES",
    "MOST",
    "SCHEMA",
    "Array",
    "Decode",
    "ExtractorModel",
    "load_model",
    "parse_model",
    "shipped_model",
]

SCHEMA = 2
MEASURES = 7  # that a confidence is made from
MOST = 1023  # largest activation, in steps
MOST_BYTES = 12_000_000
EXACT = 2**24  # single precision holds every whole number up to here
_MOST_ENTRIES = 60_000
_MOST_CHANNELS = 1024
_OUTPUTS = 7
_TYPES = {"int8": "<i1", "int16": "<i2", "float32": "<f4"}
_REQUIRED = ("schema", "words", "suffixes", "prefixes", "dilations", "dilations_near", "decode", "arrays")
_OPTIONAL = ("made",)


class Decode(NamedTuple):
    """Thresholds of decoding, fitted on held-out training articles.

    Attributes:
        candidate: Probability from which a token is looked at as an anchor.
        bound: Weight of the scores of a content's start and end.
        price: What a further piece of a content must be worth.
        content_bias: Taken off each token's content logit.
        null_bias: Added to the score of having no source.
        source_gain: Weight of the source logits inside a span against its bounds.
        cue_bias: Logit from which a token belongs to the cue.
        free: Share of a content that no better attribution has taken, below which it is dropped.
        threshold: Probability from which an attribution is given out.
        confidence: Weights of the measures that make up its logit, and the intercept last.
    """

    candidate: float
    bound: float
    price: float
    content_bias: float
    null_bias: float
    source_gain: float
    cue_bias: float
    free: float
    threshold: float
    confidence: tuple[float, ...]


class Array(NamedTuple):
    """Numbers of the model.

    Attributes:
        values: Whole numbers, or the floats of a bias.
        scale: For a matrix what each output channel is multiplied by, for word vectors the whole number by which each
            row is; for others empty.
    """

    values: np.ndarray[tuple[int, ...], np.dtype[Any]]
    scale: Floats


class ExtractorModel(NamedTuple):
    """A validated model: vocabularies, arrays and thresholds."""

    words: tuple[str, ...]
    suffixes: tuple[str, ...]
    prefixes: tuple[str, ...]
    dilations: tuple[int, ...]
    dilations_near: tuple[int, ...]
    decode: Decode
    arrays: dict[str, Array]


def shipped_model() -> Path | None:
    """The extractor's model that comes with the package, or None."""
    return modeldata.shipped("extractor.json")


def load_model(path: Path) -> ExtractorModel:
    """Reads and checks a model file.

    Raises:
        ModelError: It is too large, no JSON, of another schema, or any name, shape or number in it is off.
    """
    shown = str(path)
    quick = unpacked(path, MOST_BYTES)
    if quick is not None:
        with contextlib.suppress(ModelError):  # what counts is the file
            return parse_model(quick)
    data = modeldata.read_json(path, shown, MOST_BYTES)
    try:
        return parse_model(data)
    except ModelError as error:
        raise error.at(file=shown) from None


def parse_model(data: Any) -> ExtractorModel:
    """A model from decoded JSON.

    Args:
        data: The JSON. Where it has base64, the bytes themselves may stand, as `credscore.packed` has them.

    Raises:
        ModelError: Anything in it is off; says the field.
    """
    modeldata.check_schema(data, SCHEMA)
    modeldata.keys(data, "", _REQUIRED, _OPTIONAL)
    words, suffixes, prefixes = (
        modeldata.strings(data[key], key, most=_MOST_ENTRIES) for key in ("words", "suffixes", "prefixes")
    )
    # Those at an anchor reach no farther than the empty rows between windows, or they would mix two of them.
    far, near = (_dilations(data[key], key, most) for key, most in (("dilations", 64), ("dilations_near", GAP)))
    specs = data["arrays"]
    if not isinstance(specs, dict):
        raise ModelError("must be an object of arrays", field="arrays")
    arrays = {name: _array(spec, f"arrays.{name}") for name, spec in specs.items() if isinstance(name, str)}
    _check_shapes(arrays, len(words) + 1, len(suffixes) + 1, len(prefixes) + 1, len(far), len(near))
    return ExtractorModel(words, suffixes, prefixes, far, near, _decode(data["decode"]), arrays)


def _dilations(value: Any, field: str, most: int) -> tuple[int, ...]:
    sound = isinstance(value, list) and 0 < len(value) <= 16
    if not sound or not all(isinstance(one, int) and not isinstance(one, bool) and 1 <= one <= most for one in value):
        raise ModelError(f"must be a list of 1 to 16 whole numbers from 1 to {most}", field=field)
    return tuple(value)


def _decode(value: Any) -> Decode:
    modeldata.keys(value, "decode", Decode._fields)
    weights = value["confidence"]
    if not isinstance(weights, list) or len(weights) != MEASURES + 1:
        raise ModelError(f"must be {MEASURES + 1} numbers", field="decode.confidence")
    numbers = {key: modeldata.number(value[key], f"decode.{key}") for key in Decode._fields if key != "confidence"}
    confidence = tuple(modeldata.number(one, f"decode.confidence.{k}") for k, one in enumerate(weights))
    if not 0 < numbers["candidate"] < 1:
        raise ModelError("must lie between 0 and 1", field="decode.candidate")
    return Decode(**numbers, confidence=confidence)


def _array(spec: Any, field: str) -> Array:
    if not isinstance(spec, dict) or set(spec) - {"shape", "type", "data", "scale", "rows"}:
        raise ModelError("must have shape, type and data, and the scale of channels or rows if it has any", field=field)
    kind, shape = spec.get("type"), spec.get("shape")
    if kind not in _TYPES:
        raise ModelError(f"type {kind!r} is not one of {', '.join(_TYPES)}", field=field)
    if (
        not isinstance(shape, list)
        or not 1 <= len(shape) <= 3
        or not all(
            isinstance(size, int) and not isinstance(size, bool) and 0 < size <= _MOST_ENTRIES + 1 for size in shape
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


def _check_shapes(arrays: dict[str, Array], words: int, suffixes: int, prefixes: int, far: int, near: int) -> None:
    """Every array is there, none is spare, all fit together, and no sum of products leaves the exact range."""

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
