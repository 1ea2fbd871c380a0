"""The trained extractor's file: JSON with its arrays in base64, checked in full before anything is used.

A model file is untrusted: it is capped in size, every name and shape is checked, numbers must be finite,
and nothing in it is ever executed.
"""

from __future__ import annotations

import base64
import binascii
import json
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from credscore.errors import ModelError
from credscore.extract.features import (
    BUCKETS,
    PLACES,
    POSITIONS,
    QUOTING,
    RELATIONS,
    SCALARS,
    SHAPES,
    Floats,
)

__all__ = ["SCHEMA", "Decode", "ExtractorModel", "load_model", "shipped_model"]

SCHEMA = 1
MOST_BYTES = 12_000_000
_MOST_ENTRIES = 60_000
_MOST_CHANNELS = 1024
_OUTPUTS = 7
_WIDTHS = {"float16": ("<f2", 2), "int8": ("i1", 1)}
_REQUIRED = ("schema", "words", "suffixes", "prefixes", "dilations", "dilations2", "decode", "arrays")
_OPTIONAL = ("about", "epochs", "metrics", "seed", "train_sha256", "versions")


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
        confidence: Weights of the five measures that make up its logit, and the intercept last.
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


class ExtractorModel(NamedTuple):
    """A validated model: vocabularies, arrays and thresholds."""

    words: tuple[str, ...]
    suffixes: tuple[str, ...]
    prefixes: tuple[str, ...]
    dilations: tuple[int, ...]
    dilations_near: tuple[int, ...]
    decode: Decode
    arrays: dict[str, Floats]


def shipped_model(name: str = "extractor.json") -> Path | None:
    """The model that comes with the package, or None: in a wheel beside the code, in a checkout at its top."""
    inside = resources.files("credscore").joinpath("models", name)
    if inside.is_file():
        return Path(str(inside))
    checkout = Path(__file__).parents[3] / "models" / name
    return checkout if checkout.is_file() else None


def load_model(path: Path) -> ExtractorModel:
    """Reads and checks a model file.

    Raises:
        ModelError: It is too large, no JSON, of another schema, or any name, shape or number in it is off.
    """
    shown = str(path)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise ModelError(error.strerror or str(error), file=shown) from None
    if len(raw) > MOST_BYTES:
        raise ModelError(f"is larger than {MOST_BYTES} bytes", file=shown)
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"is not JSON: {error}", file=shown) from None
    try:
        return parse_model(data)
    except ModelError as error:
        raise error.at(file=shown) from None


def parse_model(data: Any) -> ExtractorModel:
    """A model from decoded JSON.

    Raises:
        ModelError: Anything in it is off; says the field.
    """
    if not isinstance(data, dict):
        raise ModelError("a model is a JSON object")
    for key in _REQUIRED:
        if key not in data:
            raise ModelError("is missing", field=key)
    for key in data:
        if key not in _REQUIRED and key not in _OPTIONAL:
            raise ModelError("is not known", field=str(key))
    if data["schema"] != SCHEMA:
        raise ModelError(f"is {data['schema']!r}; this version reads schema {SCHEMA}", field="schema")
    words, suffixes, prefixes = (_entries(data[key], key) for key in ("words", "suffixes", "prefixes"))
    far, near = (_dilations(data[key], key) for key in ("dilations", "dilations2"))
    specs = data["arrays"]
    if not isinstance(specs, dict):
        raise ModelError("must be an object of arrays", field="arrays")
    arrays = {name: _array(spec, f"arrays.{name}") for name, spec in specs.items() if isinstance(name, str)}
    _check_shapes(arrays, len(words) + 1, len(suffixes) + 1, len(prefixes) + 1, len(far), len(near))
    return ExtractorModel(words, suffixes, prefixes, far, near, _decode(data["decode"]), arrays)


def _entries(value: Any, field: str) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST_ENTRIES or not all(isinstance(word, str) for word in value):
        raise ModelError(f"must be a list of at most {_MOST_ENTRIES} strings", field=field)
    if len(set(value)) != len(value):
        raise ModelError("holds an entry twice", field=field)
    return tuple(value)


def _dilations(value: Any, field: str) -> tuple[int, ...]:
    sound = isinstance(value, list) and 0 < len(value) <= 16
    if not sound or not all(isinstance(one, int) and not isinstance(one, bool) and 1 <= one <= 64 for one in value):
        raise ModelError("must be a list of 1 to 16 whole numbers from 1 to 64", field=field)
    return tuple(value)


def _number(value: Any, field: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < 1e6:
        raise ModelError(f"must be a finite number, not {value!r}", field=field)
    return float(value)


def _decode(value: Any) -> Decode:
    if not isinstance(value, dict) or set(value) != set(Decode._fields):
        raise ModelError(f"must have exactly {', '.join(Decode._fields)}", field="decode")
    weights = value["confidence"]
    if not isinstance(weights, list) or len(weights) != 6:
        raise ModelError("must be six numbers", field="decode.confidence")
    numbers = {key: _number(value[key], f"decode.{key}") for key in Decode._fields if key != "confidence"}
    confidence = tuple(_number(one, f"decode.confidence.{k}") for k, one in enumerate(weights))
    return Decode(**numbers, confidence=confidence)


def _array(spec: Any, field: str) -> Floats:
    if not isinstance(spec, dict) or set(spec) - {"shape", "type", "data", "scale"}:
        raise ModelError("must have shape, type and data, and a scale if of bytes", field=field)
    kind, shape = spec.get("type"), spec.get("shape")
    if kind not in _WIDTHS:
        raise ModelError(f"type {kind!r} is not one of {', '.join(_WIDTHS)}", field=field)
    if (
        not isinstance(shape, list)
        or not 1 <= len(shape) <= 3
        or not all(
            isinstance(size, int) and not isinstance(size, bool) and 0 < size <= _MOST_ENTRIES + 1 for size in shape
        )
    ):
        raise ModelError("has no sound shape", field=field)
    dtype, width = _WIDTHS[kind]
    try:
        raw = base64.b64decode(spec.get("data", ""), validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise ModelError("data is not base64", field=field) from None
    expected = width
    for size in shape:
        expected *= size
    if len(raw) != expected:
        raise ModelError(f"has {len(raw)} bytes where its shape needs {expected}", field=field)
    array = np.frombuffer(raw, dtype=dtype).astype(np.float32).reshape(shape)
    if kind == "int8":
        scale = _array(spec.get("scale"), f"{field}.scale")
        if scale.shape != array.shape[:1]:
            raise ModelError("has a scale of another length", field=field)
        array = array * scale[:, None]
    if not np.isfinite(array).all():
        raise ModelError("holds a number that is not finite", field=field)
    return np.ascontiguousarray(array)


def _check_shapes(arrays: dict[str, Floats], words: int, suffixes: int, prefixes: int, far: int, near: int) -> None:
    """Every array is there, none is spare, and all fit together."""

    def size(name: str, axis: int) -> int:
        if name not in arrays or arrays[name].ndim <= axis:
            raise ModelError("is missing or has too few axes", field=f"arrays.{name}")
        found = arrays[name].shape[axis]
        if found > _MOST_CHANNELS and axis > 0:
            raise ModelError(f"has more than {_MOST_CHANNELS} channels", field=f"arrays.{name}")
        return int(found)

    wide, slim = size("in_w", 1), size("pt_w", 1)
    of_word, of_suffix, of_prefix = size("word", 1), size("suffix", 1), size("prefix", 1)
    expected: dict[str, tuple[int, ...]] = {
        "word": (words, of_word),
        "suffix": (suffixes, of_suffix),
        "prefix": (prefixes, of_prefix),
        "in_w": (of_word + of_suffix + of_prefix, wide),
        "shape": (SHAPES, wide),
        "quote": (QUOTING, wide),
        "place": (PLACES, wide),
        "p0": (POSITIONS, wide),
        "p1": (POSITIONS, wide),
        "anchor_w": (wide, 1),
        "anchor_b": (1,),
        "pt_w": (wide, slim),
        "pc_w": (wide, slim),
        "pc_b": (slim,),
        "dist": (BUCKETS, slim),
        "rel": (RELATIONS, slim),
        "extra_w": (SCALARS, slim),
        "out_w": (slim, _OUTPUTS),
        "out_b": (_OUTPUTS,),
        "valid_w": (slim, 1),
        "valid2_w": (wide, 1),
        "valid_b": (1,),
    }
    for number in range(far):
        expected[f"enc{number}_w"], expected[f"enc{number}_b"] = (3, wide, wide), (wide,)
    for number in range(near):
        expected[f"dec{number}_w"], expected[f"dec{number}_b"] = (3, slim, slim), (slim,)
    for name, shape in expected.items():
        if name not in arrays:
            raise ModelError("is missing", field=f"arrays.{name}")
        if arrays[name].shape != shape:
            raise ModelError(f"has shape {arrays[name].shape}, not {shape}", field=f"arrays.{name}")
    for name in arrays:
        if name not in expected:
            raise ModelError("is not known", field=f"arrays.{name}")
