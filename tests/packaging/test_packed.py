"""The net in the form that loads fast: it says what the file says, and whatever is off in it is passed over."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credscore import packed
from credscore.extract import modelfile
from credscore.extract.modelfile import MOST_BYTES, ExtractorModel, load_model, parse_model, shipped_model

FILE = shipped_model()
assert FILE is not None
RAW = FILE.read_bytes()
MADE = packed.made(RAW)
HEAD = packed._START


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package whose net was made from what ships."""
    monkeypatch.setattr(packed, "PACKAGE", tmp_path)
    (tmp_path / packed.MADE).write_bytes(MADE)
    return tmp_path


@pytest.fixture(scope="module")
def plain() -> ExtractorModel:
    """What the file itself says."""
    return parse_model(json.loads(RAW))


def same(one: ExtractorModel, other: ExtractorModel) -> bool:
    return (
        one._replace(arrays={}) == other._replace(arrays={})
        and list(one.arrays) == list(other.arrays)
        and all(
            a.dtype == b.dtype and np.array_equal(a, b)
            for name in one.arrays
            for a, b in zip(one.arrays[name], other.arrays[name], strict=True)
        )
    )


def test_both_forms_say_the_same(package: Path, plain: ExtractorModel) -> None:
    data = packed.unpacked(FILE, MOST_BYTES)
    assert data is not None
    quick = parse_model(data)
    assert same(quick, plain)
    assert all(array.values.flags.aligned for array in quick.arrays.values())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_left_for_who_reads_it(package: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert packed.unpacked(pipe, MOST_BYTES) is None  # opened, it would wait for a writer without end


def test_the_quick_form_is_used_while_it_fits(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modelfile.modeldata, "read_json", lambda *_: pytest.fail("the file was decoded"))
    assert load_model(FILE).words


def test_a_changed_file_counts_at_once(package: Path, tmp_path: Path) -> None:
    """Also one of the same length."""
    file = tmp_path / "changed.json"
    file.write_bytes(RAW.replace(b'"candidate": 0.1,', b'"candidate": 0.2,'))
    assert load_model(file).decode.candidate == 0.2


def cut(data: bytes) -> bytes:
    return data[:-1]


def longer(data: bytes) -> bytes:
    return data + b"\0"


def other_magic(data: bytes) -> bytes:
    return b"c" + data[1:8] + bytes(8) + data[16:]


def without_end(data: bytes) -> bytes:
    """The JSON is said to be as long as a number can be."""
    return data[:56] + b"\xff" * 8 + data[64:]


def with_json(change: Callable[[dict[str, object]], object]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        length = int.from_bytes(data[56:64], "little")
        head = json.loads(data[HEAD : HEAD + length])
        new = json.dumps(change(head)).encode()
        return data[:56] + len(new).to_bytes(8, "little") + new + data[HEAD + length :]

    return changed


def with_length(length: object) -> Callable[[bytes], bytes]:
    return with_json(lambda head: {**head, "arrays": {"word": {"shape": [1], "type": "int8", "data": length}}})


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "short": lambda data: data[:40],
    "cut": cut,
    "longer": longer,
    "magic": other_magic,
    "endless": without_end,
    "no object": with_json(lambda head: [head]),
    "no arrays": with_json(lambda head: {**head, "arrays": 3}),
    "arrays of numbers": with_json(lambda head: {**head, "arrays": {"word": 3}}),
    "deep": lambda data: data[:56] + (100_000).to_bytes(8, "little") + b"[" * 100_000,
    "negative": with_length(-5),
    "huge": with_length(10**40),
    "no number": with_length("5"),
    "half": with_length(1.5),
    "spare word": with_json(lambda head: {**head, "words": [*head["words"], "spare"]}),  # type: ignore[misc]
    "too large": lambda data: data + bytes(MOST_BYTES),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_off_is_passed_over(name: str, package: Path, plain: ExtractorModel) -> None:
    (package / packed.MADE).write_bytes(DAMAGED[name](MADE))
    assert same(load_model(FILE), plain)


def test_without_it_the_file_is_read(package: Path, plain: ExtractorModel) -> None:
    os.unlink(package / packed.MADE)
    assert same(load_model(FILE), plain)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 200), st.binary(min_size=1, max_size=12), st.integers(0, len(MADE)))
def test_no_bytes_are_taken_for_a_fault_of_the_file(place: int, new: bytes, length: int) -> None:
    """Whatever stands in it, what comes of it is checked as a model file is, or is nothing."""
    broken = (MADE[:place] + new + MADE[place + len(new) :])[: max(length, HEAD)]
    try:
        data = packed._filled(broken)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return
    if data is not None:
        try:
            parse_model(data)
        except modelfile.ModelError:
            return
