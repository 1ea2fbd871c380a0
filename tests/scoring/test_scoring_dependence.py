from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from credscore.scoring.dependence import homes

KEYS = "abcdefgh"
graphs = st.dictionaries(st.sampled_from(KEYS), st.sets(st.sampled_from(KEYS)), max_size=8)
values = st.fixed_dictionaries({key: st.sampled_from([0.0, 1.0, 2.0, 3.0]) for key in KEYS})


def reached(start: str, relayed: dict[str, set[str]]) -> set[str]:
    seen, ahead = {start}, [start]
    while ahead:
        for after in relayed.get(ahead.pop(), ()):
            if after not in seen:
                seen.add(after)
                ahead.append(after)
    return seen


@given(values, graphs)
def test_each_origin_is_counted_with_the_strongest_that_is_traced_back_furthest(
    worth: dict[str, float], relayed: dict[str, set[str]]
) -> None:
    found = homes(worth, relayed)
    behind = {key: reached(key, relayed) for key in KEYS}
    last = {key for key in KEYS if all(key in behind[other] for other in behind[key])}

    def circle(key: str) -> set[str]:
        return {other for other in behind[key] if key in behind[other]}

    for key in KEYS:
        ends = [other for other in behind[key] if other in last]
        best = max((max(worth[one] for one in circle(end)), min(circle(end))) for end in ends)
        assert found[key] == best[1]


@given(values, graphs)
def test_the_order_of_origins_and_relays_changes_nothing(worth: dict[str, float], relayed: dict[str, set[str]]) -> None:
    turned = {key: sorted(relayed[key], reverse=True) for key in reversed(list(relayed))}
    assert homes(dict(reversed(worth.items())), turned) == homes(worth, relayed)


def test_a_circle_is_as_strong_as_its_strongest_member() -> None:
    # r retells two circles, {a, b} and {c, d}; b is the strongest of all, a the weakest.
    worth = {"r": 0.0, "a": 0.5, "b": 3.0, "c": 2.0, "d": 2.0}
    relayed = {"r": ["a", "c"], "a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}
    assert homes(worth, relayed) == {"r": "a", "a": "a", "b": "a", "c": "c", "d": "c"}


def test_a_chain_longer_than_the_stack_is_followed() -> None:
    worth = {str(n): 1.0 for n in range(50_000)}
    relayed = {str(n): [str(n + 1)] for n in range(49_999)}
    assert set(homes(worth, relayed).values()) == {"49999"}
