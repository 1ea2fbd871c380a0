"""Some of those heard before: 'one of the diplomats', 'two of them', 'the other'."""

from __future__ import annotations

from dataclasses import replace

from credscore.lexicon.load import words
from credscore.sourcing import labels as lb
from credscore.sourcing.profile import Profile

__all__ = ["SOME_OF", "part_of", "some_of"]

SOME_OF = lb.QUANTITIES.keys() | words("sources", "crowd", "some_of")
"""Words that take some of a crowd: 'one', 'several'."""
_PARTS = SOME_OF | words("sources", "crowd", "begins")  # what such a phrase begins with
_ORDINALS = words("sources", "crowd", "ordinals")
_TWO = 2  # tokens of 'a fourth'
_THEM = 3  # tokens of 'one of them'


def some_of(whole: Profile, quantity: str) -> Profile:
    """Some of a crowd: one or two of it are people who were spoken to."""
    count = lb.QUANTITIES.get(quantity)
    if whole.kind == "unnamed_group" and count is not None:
        return replace(whole, kind="anonymous_source", count=count)
    return replace(whole, count=count) if whole.kind in ("anonymous_official", "anonymous_source") else whole


def part_of(lowers: list[str], first: int, stop: int, group: Profile | None) -> Profile | None:
    """'Two diplomats said … The other warned', 'One of them said': of the ``group`` heard last; None if of no group."""
    if lowers[first] not in _PARTS or group is None:
        return None
    said = lowers[first:stop]
    of_them = said[1:_THEM] == ["of", "them"] and said[0] in SOME_OF
    numbered = said[0] == "a" and len(said) == _TWO and said[1] in _ORDINALS
    other = numbered or said in (["one"], ["both"], ["another"], ["the", "other"], ["the", "others"])
    if not (of_them or other) or (of_them and stop - first > _THEM and lowers[first + _THEM] != ","):
        return None
    if len(said) == 1 and group.kind == "unnamed_group":
        return None  # 'One' of a crowd need not have been asked
    both = said == ["both"]
    few = both or said[0] in lb.QUANTITIES or said == ["another"] or numbered or said[1:2] == ["other"]
    if few and group.kind == "unnamed_group":
        return replace(group, kind="anonymous_source", count=None)
    return replace(group, count=lb.QUANTITIES.get("two" if both else said[0]))
