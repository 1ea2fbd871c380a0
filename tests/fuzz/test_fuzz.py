"""The fuzz targets under hypothesis, and on every input that once broke something."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from targets import TARGETS, openings

CASES = sorted((Path(__file__).parent / "cases").glob("*/*"))
NEEDS = {"html": "trafilatura", "ledger": "credscore.ledger"}  # what a target cannot do without

words = st.sampled_from(
    (
        *("said", "denied", "according to", "citing", "told", "“", "”", '"', "‘", "'", "(", ")", ",", ".", "?", "\n\n"),
        *(
            "Ann Lee",
            "the mayor",
            "a senior official",
            "the Star",
            "she",
            "who",
            "that",
            "two",
            "sources",
            "not",
            "would",
        ),
        *("declined to comment", "on condition of anonymity because", "spokesman", "reportedly", "the report"),
        *("\u0301", "\u202e", "\ufeff", "\x00", "&amp;", "&#x202e;", "İ", "ß", "🏛️", "\ud800", "\r", "\u2028", "نعم"),
    )
)
texts = st.lists(st.one_of(words, st.text(max_size=6)), max_size=60).map(" ".join)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


def available(name: str) -> Any:
    needs = NEEDS.get(name)
    missing = needs is not None and importlib.util.find_spec(needs) is None
    return pytest.param(name, marks=pytest.mark.skipif(missing, reason=f"needs {needs}"))


@st.composite
def spoilt(draw: st.DrawFn, name: str) -> bytes:
    """A good input with some of its bytes cut out, doubled, or replaced."""
    data = bytearray(draw(st.sampled_from(_openings(name))))
    for _ in range(draw(st.integers(1, 4))):
        a = draw(st.integers(0, max(len(data) - 1, 0)))
        b = min(len(data), a + draw(st.integers(0, 40)))
        new = draw(st.one_of(st.binary(max_size=6), st.just(bytes(data[a:b]) * 2), st.sampled_from(PIECES)))
        data[a:b] = new
    return bytes(data)


PIECES = (
    b"NaN",
    b"-1",
    b"1e999",
    b"[[",
    b"]]",
    b"{",
    b"null",
    b'""',
    b"0",
    b"\xff",
    b"\x00",
    b"99999999999999999999",
    b"\n",
)
_KNOWN: dict[str, list[bytes]] = {}


def _openings(name: str) -> list[bytes]:
    if name not in _KNOWN:
        _KNOWN[name] = openings(name)
    return _KNOWN[name]


@pytest.mark.parametrize("name", [available(name) for name in TARGETS])
def test_good_inputs_hold(name: str) -> None:
    assert _openings(name)
    for data in _openings(name):
        TARGETS[name](data)


@pytest.mark.parametrize("name", [available(name) for name in TARGETS])
@settings(max_examples=60)
@given(data=st.data())
def test_spoilt_inputs_are_refused_or_hold(name: str, data: st.DataObject) -> None:
    TARGETS[name](data.draw(spoilt(name)))


@settings(max_examples=150)
@given(which=st.sampled_from((0, 1)), text=texts)
def test_any_text_holds(which: int, text: str) -> None:
    TARGETS["text"](bytes([which]) + text.encode("utf-8", "surrogatepass"))


@given(data=plain)
def test_any_json_is_refused_or_holds(data: object) -> None:
    TARGETS["statement"](json.dumps(data).encode())
    TARGETS["statement"](json.dumps({"text": "Ann Lee said so.", "statements": [data]}).encode())
    TARGETS["model"](json.dumps(data).encode())


@pytest.mark.parametrize("case", CASES, ids=[f"{case.parent.name}/{case.name}" for case in CASES])
def test_what_once_broke_holds(case: Path) -> None:
    needs = NEEDS.get(case.parent.name)
    if needs is not None:
        pytest.importorskip(needs)
    TARGETS[case.parent.name](case.read_bytes())


def test_every_target_has_its_share_of_the_fixed_run() -> None:
    import fuzz

    assert fuzz.RUNS.keys() == TARGETS.keys()
