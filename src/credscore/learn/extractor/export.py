"""From learnt parameters to the model file: whole numbers in base64, the same bytes for the same parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from credscore.extract.features import LEVELS, Floats
from credscore.extract.modelarrays import base64_of
from credscore.extract.modelfile import EXACT, MOST, SCHEMA, Decode
from credscore.extract.net import SHARP, STEP
from credscore.learn.extractor.net import Sizes
from credscore.learn.extractor.vocabulary import Vocabulary

__all__ = ["WORD_STEP", "model_data", "to_text"]

WORD_STEP = 2.0**-19  # of word, suffix and prefix vectors; numbers up to 7.9
_TABLES = ("shape", "quote", "place", "p0", "p1", "dist", "rel")
_EXTRA_STEP = 1 / 256  # of the weights of the three counts, in steps of activations a level
_MOST = 8191
_MOST_WEIGHT = 32_000


def model_data(
    of: Mapping[str, Floats], words: Floats, vocabulary: Vocabulary, sizes: Sizes, decode: Decode, made: dict[str, Any]
) -> dict[str, Any]:
    """The model as JSON data.

    Args:
        of: The parameters as arrays.
        words: The word vectors, with what is known of each word added.
        vocabulary: The words.
        sizes: The net's shape.
        decode: The thresholds.
        made: How the model came about; kept in the file for readers, unused otherwise.
    """
    arrays: dict[str, Any] = {}
    for name, vectors in (("word", words), ("suffix", of["suffix"]), ("prefix", of["prefix"])):
        arrays[name] = _vectors(vectors)
    for name in _TABLES:
        arrays[name] = _array(np.clip(np.rint(of[name] / STEP), -_MOST, _MOST), "int16", "<i2")
    arrays["extra_w"] = _array(
        np.clip(np.rint(of["extra_w"] / LEVELS / STEP / _EXTRA_STEP), -_MOST_WEIGHT, _MOST_WEIGHT), "int16", "<i2"
    )
    # By what products of whole numbers are multiplied to be in steps of what comes out.
    into = {"in_w": WORD_STEP / STEP, "anchor_w": SHARP * STEP, "out_w": SHARP * STEP}
    into |= {"valid_w": SHARP * STEP, "valid2_w": SHARP * STEP}
    for name, values in of.items():
        if name.endswith("_w") and name != "extra_w":
            arrays[name] = _matrix(values, into.get(name, 1.0), 0 if name == "in_w" else MOST)
        elif name.endswith("_b"):
            step = 1 / SHARP if f"{name[:-1]}w" in into else STEP
            arrays[name] = _array(values / step, "float32", "<f4")
    return {
        "schema": SCHEMA,
        "words": list(vocabulary.words),
        "suffixes": list(vocabulary.suffixes),
        "prefixes": list(vocabulary.prefixes),
        "dilations": list(sizes.dilations),
        "dilations_near": list(sizes.dilations_near),
        "decode": {**decode._asdict(), "confidence": list(decode.confidence)},
        "arrays": dict(sorted(arrays.items())),
        "made": made,
    }


def to_text(data: dict[str, Any]) -> str:
    """The file's text: one top-level field a line."""
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=True)}" for key, value in data.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _matrix(values: Floats, factor: float, most: int) -> dict[str, Any]:
    """Whole numbers as large as they may be: the sum of their magnitudes times ``most``, if not 0, stays exact."""
    size = np.abs(values.astype(np.float64)).reshape(-1, *values.shape[-2:])  # one product a tap
    scale = np.maximum(size.max((0, 1)) / _MOST_WEIGHT, 1e-12)
    if most:
        room = EXACT / most - size.shape[1]  # rounding adds half a step to each
        scale = np.maximum(scale, size.sum(1).max(0) / room)
    out = _array(np.rint(values / scale), "int16", "<i2")
    out["scale"] = base64_of((scale * factor).astype("<f4"))
    return out


def _vectors(vectors: Floats) -> dict[str, Any]:
    """Bytes, a row of them times a whole number of its own."""
    rows = np.ceil(np.abs(vectors).max(1) / 127 / WORD_STEP).clip(1, 32_767)
    out = _array(np.clip(np.rint(vectors / WORD_STEP / rows[:, None]), -127, 127), "int8", "<i1")
    out["rows"] = base64_of(rows.astype("<i2"))
    return out


def _array(values: Any, kind: str, dtype: str) -> dict[str, Any]:
    return {"shape": list(values.shape), "type": kind, "data": base64_of(values.astype(dtype))}
