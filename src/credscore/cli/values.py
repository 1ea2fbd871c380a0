"""Values of options as argparse takes them: one that the option cannot have is wrong usage, exit status 2."""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable

__all__ = ["day", "model", "number", "policy", "svg", "whole"]


def number(low: float, high: float | None = None, *, above: bool = False) -> Callable[[str], float]:
    """Takes finite numbers between two bounds, which are included, the lower one not if they must lie above it."""
    most = "" if high is None else f"{', at most' if above else ' to'} {high:,}"
    bounds = f"{'above' if above else 'from'} {low:g}{most}"

    def take(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not low <= value < math.inf or (above and value == low) or (high is not None and value > high):
            raise argparse.ArgumentTypeError(f"a number {bounds} was wanted, {text!r} was found")
        return value

    return take


def whole(low: int, high: int | None = None) -> Callable[[str], int]:
    """Takes whole numbers between two bounds, which are included."""

    def take(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if value < low or (high is not None and value > high):
            bounds = f"from {low}" if high is None else f"from {low} to {high}"
            raise argparse.ArgumentTypeError(f"a whole number {bounds} was wanted, {text!r} was found")
        return value

    return take


def day(text: str) -> str:
    """Takes a day or a moment in ISO 8601."""
    from credscore.errors import CredscoreError
    from credscore.ledger.entries import moment

    try:
        moment(text)
    except CredscoreError as error:
        raise argparse.ArgumentTypeError(error.message) from None
    return text


def svg(text: str) -> str:
    """Takes the path of a file that ends as drawings do."""
    if not text.lower().endswith(".svg"):
        raise argparse.ArgumentTypeError(f"it is drawn as SVG: name a file that ends in .svg, not {text!r}")
    return text


def policy(text: str) -> str:
    """Takes the name of a policy that ships, or what may be the path of a file."""
    from credscore.policy import Policy

    names = Policy.names()
    if not text or (text not in names and not _may_be_a_path(text)):
        raise argparse.ArgumentTypeError(f"no policy {text!r}; give a path or one of: {', '.join(names)}")
    return text


def model(text: str) -> str:
    """Takes the name of a model that ships, or what may be the path of a file."""
    from credscore.modeldata import shipped

    if not text or not (_may_be_a_path(text) or shipped(f"{text}.json")):
        raise argparse.ArgumentTypeError(f"no model {text!r} ships, and there is no such file")
    return text


def _may_be_a_path(text: str) -> bool:
    """Whether it looks like one, or there is such a file; what is in it is for whoever reads it."""
    return "." in text or os.path.basename(text) != text or os.path.exists(text)
