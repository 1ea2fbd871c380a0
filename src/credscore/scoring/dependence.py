"""Which origins are retellings of others, read off the chains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

__all__ = ["homes"]


def homes(values: Mapping[str, float], relayed: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The origin under which each origin is counted.

    An origin that is seen as a relay of others is counted with the strongest of those that are traced back
    furthest; origins that relay one another are one. Time is linear in origins and relays.

    Args:
        values: The evidence of each origin's own reports.
        relayed: For some origins, the origins whose words they are seen to pass on.

    Returns:
        For each origin the one it is counted with: itself, where it is no retelling.
    """
    home = {key: key for key in values}
    if not relayed:
        return home
    best: dict[str, tuple[float, str]] = {}  # of what is behind each origin already settled
    for circle in _circles(values, relayed):
        members = set(circle)
        behind = {best[after] for key in circle for after in relayed.get(key, ()) if after not in members}
        settled = max(behind, default=(max(values[key] for key in circle), min(circle)))
        for key in circle:
            home[key], best[key] = settled[1], settled
    return home


def _circles(values: Mapping[str, float], relayed: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """The strongly connected components, what is behind first (R. Tarjan, SIAM J. Comput. 1(2), 1972), without
    recursion, since chains may be long."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    is_open: set[str] = set()
    for start in sorted(values):
        if start in number:
            continue
        work: list[tuple[str, Iterator[str]]] = []

        def enter(key: str, work: list[tuple[str, Iterator[str]]] = work) -> None:
            number[key] = low[key] = len(number)
            open_.append(key)
            is_open.add(key)
            work.append((key, iter(sorted(relayed.get(key, ())))))

        enter(start)
        while work:
            key, rest = work[-1]
            for after in rest:
                if after not in number:
                    enter(after)
                    break
                if after in is_open:
                    low[key] = min(low[key], number[after])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[key])
                if low[key] == number[key]:
                    circle: list[str] = []
                    while not circle or circle[-1] != key:
                        circle.append(open_.pop())
                        is_open.discard(circle[-1])
                    yield circle
