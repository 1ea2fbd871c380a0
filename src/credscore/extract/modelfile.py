"""The trained extractor's file: JSON with its arrays in base64, checked in full before anything is used.

A model file is untrusted: it is capped in size, every name, type and shape is checked, numbers must be finite, no
sum of products may pass what single precision holds exactly, and nothing in it is ever executed.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, NamedTuple

from credscore import modeldata
from credscore.errors import ModelError
from credscore.extract.features import GAP
from credscore.extract.modelarrays import EXACT, MOST, MOST_ENTRIES, Array, array_of, check_arrays
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
MOST_BYTES = 12_000_000
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
        modeldata.strings(data[key], key, most=MOST_ENTRIES) for key in ("words", "suffixes", "prefixes")
    )
    # Those at an anchor reach no farther than the empty rows between windows, or they would mix two of them.
    far, near = (_dilations(data[key], key, most) for key, most in (("dilations", 64), ("dilations_near", GAP)))
    specs = data["arrays"]
    if not isinstance(specs, dict):
        raise ModelError("must be an object of arrays", field="arrays")
    arrays = {name: array_of(spec, f"arrays.{name}") for name, spec in specs.items() if isinstance(name, str)}
    check_arrays(arrays, len(words) + 1, len(suffixes) + 1, len(prefixes) + 1, len(far), len(near))
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
