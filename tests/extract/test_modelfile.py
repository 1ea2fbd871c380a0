"""The model file is untrusted: what ships parses, and what is damaged is refused by field."""

from __future__ import annotations

import base64
import copy
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from credscore.errors import ModelError
from credscore.extract.modelfile import MOST_BYTES, load_model, parse_model, shipped_model
from credscore.extract.trained import TrainedExtractor
from credscore.reading import read


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    path = shipped_model()
    assert path is not None
    data: dict[str, Any] = json.loads(path.read_bytes())
    return data


def changed(data: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {**copy.copy(data), **fields}


def with_array(model: dict[str, Any], name: str, **fields: Any) -> dict[str, Any]:
    arrays = dict(model["arrays"])
    arrays[name] = {**arrays[name], **fields}
    return {**model, "arrays": arrays}


def test_the_shipped_model_parses_and_finds_something() -> None:
    document = read("“It rained all day,” Ann Lee, the mayor of the town, said on Monday.")
    (one,) = TrainedExtractor().find(document)
    assert document.passage(*one.cue[0]) == "said"
    assert 0.0 <= one.confidence <= 1.0


def test_a_higher_threshold_finds_no_more() -> None:
    document = read(Path(__file__).parents[2].joinpath("seeds", "dam.txt").read_text(encoding="utf-8"))
    counts = [
        sum(one.pattern == "net" for one in TrainedExtractor(threshold=least).find(document))
        for least in (0.2, 0.5, 0.8, 0.99)
    ]
    assert counts == sorted(counts, reverse=True)


def test_damage_is_refused_and_named(shipped: dict[str, Any]) -> None:
    nan = base64.b64encode(np.full(7, np.nan, "<f2").tobytes()).decode()
    damaged = {
        "schema": changed(shipped, schema=99),
        "words": changed(shipped, words=["a", "a"]),
        "dilations": changed(shipped, dilations=[0]),
        "extra": changed(shipped, extra=1),
        "decode": changed(shipped, decode={}),
        "decode.confidence": changed(shipped, decode={**shipped["decode"], "confidence": [1]}),
        "arrays.out_b": with_array(shipped, "out_b", data=nan),
        "arrays.out_w": with_array(shipped, "out_w", shape=[1, 7]),
        "arrays.in_w": with_array(shipped, "in_w", data="!"),
        "arrays.word": with_array(shipped, "word", type="pickle"),
    }
    for field, data in damaged.items():
        with pytest.raises(ModelError) as refused:
            parse_model(data)
        assert (refused.value.field or "").startswith(field)
    missing = {key: value for key, value in shipped.items() if key != "arrays"}
    with pytest.raises(ModelError, match="arrays: is missing"):
        parse_model(missing)
    with pytest.raises(ModelError, match="JSON object"):
        parse_model([])


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    for raw, said in (
        (b"{", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b" " * (MOST_BYTES + 1), "is larger than"),
    ):
        path.write_bytes(raw)
        with pytest.raises(ModelError, match=said) as refused:
            load_model(path)
        assert str(path) in str(refused.value)
    with pytest.raises(ModelError, match=r"none\.json"):
        load_model(tmp_path / "none.json")
