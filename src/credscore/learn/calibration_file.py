"""Calibrations as they stand in a model's file: written plainly, read strictly."""

from __future__ import annotations

from typing import Any

import numpy as np

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn.calibration import Calibration, Curve, Interval, Line
from credscore.learn.solver import Floats

__all__ = ["calibration_data", "interval_data", "parse_calibration", "parse_interval"]


def calibration_data(calibration: Calibration) -> dict[str, Any]:
    """A calibration as plain JSON values."""
    if isinstance(calibration, Curve):
        return {"type": "isotonic", "x": calibration.x.tolist(), "y": calibration.y.tolist()}
    assert isinstance(calibration, Line)
    return {"type": "platt", "a": calibration.a, "b": calibration.b}


def interval_data(interval: Interval) -> dict[str, Any]:
    """The bounds as plain JSON values."""
    return {"x": interval.x.tolist(), "low": interval.low.tolist(), "high": interval.high.tolist()}


def parse_calibration(data: Any, field: str) -> Calibration:
    """A rising calibration from decoded JSON.

    Raises:
        ModelError: It is none; says the field.
    """
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "platt":
        given = modeldata.keys(data, field, ("type", "a", "b"))
        return Line(modeldata.number(given["a"], f"{field}.a", 0.0), modeldata.number(given["b"], f"{field}.b"))
    if kind == "isotonic":
        given = modeldata.keys(data, field, ("type", "x", "y"))
        x = _rising(given["x"], f"{field}.x", strictly=True)
        return Curve(x, _probabilities(given["y"], f"{field}.y", len(x)))
    raise ModelError("type must be 'platt' or 'isotonic'", field=field)


def parse_interval(data: Any) -> Interval:
    """Bounds from decoded JSON.

    Raises:
        ModelError: They are none; says the field.
    """
    given = modeldata.keys(data, "interval", ("x", "low", "high"))
    x = _rising(given["x"], "interval.x", strictly=True)
    low, high = (_probabilities(given[name], f"interval.{name}", len(x)) for name in ("low", "high"))
    if (low > high).any():
        raise ModelError("must not lie above high", field=f"interval.low.{int(np.argmax(low > high))}")
    return Interval(x, low, high)


def _rising(value: Any, field: str, strictly: bool = False) -> Floats:
    numbers = modeldata.floats(value, field)
    if not len(numbers):
        raise ModelError("must not be empty", field=field)
    falls = np.diff(numbers) <= 0.0 if strictly else np.diff(numbers) < 0.0
    if falls.any():
        raise ModelError("must rise", field=f"{field}.{int(np.argmax(falls)) + 1}")
    return numbers


def _probabilities(value: Any, field: str, size: int) -> Floats:
    numbers = _rising(value, field)
    if len(numbers) != size:
        raise ModelError(f"has {len(numbers)} entries, not {size}", field=field)
    if numbers[0] < 0.0 or numbers[-1] > 1.0:
        raise ModelError("must be probabilities from 0 to 1", field=field)
    return numbers
