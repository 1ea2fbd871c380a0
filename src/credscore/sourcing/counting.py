"""How many unnamed people a phrase stands for, and whether its words tell that they are unnamed."""

from __future__ import annotations

from credscore.lexicon.load import words
from credscore.sourcing import labels as lb

__all__ = ["is_marked", "number_of"]

_ABOUT = words("sources", "counting", "about")

_MARKERS: dict[str, list[list[str]]] = {}
for _marker in lb.MARKERS:
    _MARKERS.setdefault(_marker[0], []).append(_marker)


def number_of(core: list[str]) -> int | None:
    """How many people a phrase names: 'two officials', 'more than twenty people', 'half a dozen employees'."""
    for k, word in enumerate(core[:4]):
        if word in lb.QUANTITIES:
            count = lb.QUANTITIES[word]
            return count // 2 if word == "dozen" and k and "half" in core[:k] else count
        if word.isdecimal() and len(word) < 4:  # '²' is a digit, and no number
            return int(word)
        if word not in _ABOUT:
            return None
    return None


def is_marked(whole: list[str]) -> bool:
    """Whether a phrase such as 'familiar with the matter' stands in it, by which a source is anonymous."""
    if _MARKERS.keys().isdisjoint(whole):
        return False
    return any(
        whole[k : k + len(marker)] == marker
        for k, word in enumerate(whole)
        if not k or whole[k - 1] != "not"  # 'experts not involved in the study'
        for marker in _MARKERS.get(word, ())
    )
