"""Extractors: who said what, and by which words. One interface, chosen by name."""

from __future__ import annotations

from collections.abc import Callable

from credscore.errors import InputError
from credscore.extract.attribution import Attribution, Extractor

__all__ = ["EXTRACTORS", "Attribution", "Extractor", "make_extractor"]


def _rules(threshold: float | None) -> Extractor:
    from credscore.extract.confidence import Rated
    from credscore.extract.rules import RulesExtractor

    return Rated(RulesExtractor(), threshold)


def _trained(threshold: float | None) -> Extractor:
    from credscore.extract.confidence import Rated
    from credscore.extract.trained import TrainedExtractor

    return Rated(TrainedExtractor(threshold=threshold), threshold)


EXTRACTORS: dict[str, Callable[[float | None], Extractor]] = {"rules": _rules, "trained": _trained}


def make_extractor(name: str, threshold: float | None = None) -> Extractor:
    """The extractor of that name.

    Args:
        name: One of `EXTRACTORS`.
        threshold: Least probability in [0, 1], that it is an attribution with these spans, of what is given out. Higher
            finds less and is right more often. None is what serves both best.

    Raises:
        InputError: There is none of that name, or the threshold is no number from 0 to 1.
    """
    try:
        make = EXTRACTORS[name]
    except KeyError:
        raise InputError(f"no extractor {name!r}; there are {', '.join(sorted(EXTRACTORS))}") from None
    from credscore.extract.confidence import checked_threshold

    return make(checked_threshold(threshold))
