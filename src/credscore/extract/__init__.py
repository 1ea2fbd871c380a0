"""Extractors: who said what, and by which words. One interface, chosen by name."""

from __future__ import annotations

from collections.abc import Callable

from credscore.errors import InputError
from credscore.extract.attribution import Attribution, Extractor

__all__ = ["EXTRACTORS", "Attribution", "Extractor", "make_extractor"]


def _rules() -> Extractor:
    from credscore.extract.rules import RulesExtractor

    return RulesExtractor()


def _trained() -> Extractor:
    from credscore.extract.trained import TrainedExtractor

    return TrainedExtractor()


EXTRACTORS: dict[str, Callable[[], Extractor]] = {"rules": _rules, "trained": _trained}


def make_extractor(name: str) -> Extractor:
    """The extractor of that name.

    Raises:
        InputError: There is none of that name.
    """
    try:
        return EXTRACTORS[name]()
    except KeyError:
        raise InputError(f"no extractor {name!r}; there are {', '.join(sorted(EXTRACTORS))}") from None
