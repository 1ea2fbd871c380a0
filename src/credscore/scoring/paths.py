"""How surely an origin said so, where several paths lead to it: the relays that its words came through.

Independent paths add up, of paths that share a relay the best counts. What an article has from the origin itself is one
path.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from credscore.policy.tables import Tables
from credscore.scoring.party import relay_keys
from credscore.scoring.testimony import Testimony

__all__ = ["heard"]


def heard(told: Sequence[Testimony], tables: Tables) -> dict[tuple[str, bool], float]:
    """By origin and direction the evidence that it said so, over all paths.

    Args:
        told: The testimonies about one claim.
        tables: The policy's numbers.
    """
    paths: dict[tuple[str, bool], dict[tuple[str, ...], float]] = {}
    for one in told:
        worth = tables.weight * one.heard / (1.0 - one.heard)
        relays = tuple(sorted(set(relay_keys(one.statement)))) or ("(heard directly)",)
        known = paths.setdefault((one.key, one.supports), {})
        known[relays] = max(known.get(relays, 0.0), worth)
    return {origin: _independent(known) for origin, known in paths.items()}


def _independent(paths: Mapping[tuple[str, ...], float]) -> float:
    """The sum over groups of paths without a relay in common, of the best path of each."""
    parent: dict[str, str] = {}

    def root(relay: str) -> str:
        parent.setdefault(relay, relay)
        while parent[relay] != relay:
            parent[relay] = parent[parent[relay]]
            relay = parent[relay]
        return relay

    for relays in paths:
        for relay in relays[1:]:
            parent[root(relay)] = root(relays[0])
    best: dict[str, float] = {}
    for relays, worth in paths.items():
        group = root(relays[0])
        best[group] = max(best.get(group, 0.0), worth)
    return math.fsum(best.values())
