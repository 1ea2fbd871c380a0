"""The model file is untrusted: what ships parses, and what is damaged is refused by field."""

from __future__ import annotations

import base64
import copy
import json
import math
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


def without_scale(model: dict[str, Any], name: str) -> dict[str, Any]:
    spec = {key: value for key, value in model["arrays"][name].items() if key != "scale"}
    return {**model, "arrays": {**model["arrays"], name: spec}}


def test_the_shipped_model_parses_and_finds_something() -> None:
    document = read("“It rained all day,” Ann Lee, the mayor of the town, said on Monday.")
    (one,) = TrainedExtractor().find(document)
    assert document.passage(*one.cue[0]) == "said"
    assert 0.0 <= one.confidence <= 1.0


def test_damage_is_refused_and_named(shipped: dict[str, Any]) -> None:
    def zeros(count: int) -> str:
        return base64.b64encode(bytes(4 * count)).decode()

    nan = base64.b64encode(np.full(7, np.nan, "<f4").tobytes()).decode()
    damaged = {
        "schema": changed(shipped, schema=99),
        "words": changed(shipped, words=["a", "a"]),
        "dilations": changed(shipped, dilations=[0]),
        "dilations_near": changed(shipped, dilations_near=[1, 5]),
        "extra": changed(shipped, extra=1),
        "decode": changed(shipped, decode={}),
        "decode.confidence": changed(shipped, decode={**shipped["decode"], "confidence": [1]}),
        "decode.candidate": changed(shipped, decode={**shipped["decode"], "candidate": 1}),
        "arrays.out_b": with_array(shipped, "out_b", data=nan),
        "arrays.out_w": with_array(shipped, "out_w", shape=[1, 7]),
        "arrays.in_w": with_array(shipped, "in_w", data="!"),
        "arrays.word": with_array(shipped, "word", type="pickle"),
        "arrays.shape": with_array(shipped, "shape", scale=shipped["arrays"]["in_w"]["scale"]),
        "arrays.anchor_w": without_scale(shipped, "anchor_w"),
        "arrays.pc_w.scale": with_array(shipped, "pc_w", scale=zeros(shipped["arrays"]["pc_w"]["shape"][1])),
        "arrays.extra_w": with_array(shipped, "extra_w", type="int8"),
        "arrays.p1": changed(shipped, arrays={k: v for k, v in shipped["arrays"].items() if k != "p1"}),
        "arrays.spare": with_array({**shipped, "arrays": {**shipped["arrays"], "spare": {}}}, "spare"),
    }
    for field, data in damaged.items():
        with pytest.raises(ModelError) as refused:
            parse_model(data)
        assert (refused.value.field or "").startswith(field)
    missing = {key: value for key, value in shipped.items() if key != "arrays"}
    with pytest.raises(ModelError, match="arrays: is missing"):
        parse_model(missing)
    with pytest.raises(ModelError, match="must be an object"):
        parse_model([])


def test_sums_that_would_not_be_exact_are_refused(shipped: dict[str, Any]) -> None:
    """127 * 255 * 3 * 512 channels is beyond 2**24: what single precision makes of it depends on the order."""
    wide = 512
    size = {"in_w": (shipped["arrays"]["in_w"]["shape"][0], wide)}
    size |= {name: (shipped["arrays"][name]["shape"][0], wide) for name in ("shape", "quote", "place", "p0", "p1")}
    slim = shipped["arrays"]["pt_w"]["shape"][1]
    size |= {"anchor_w": (wide, 1), "pt_w": (wide, slim), "pc_w": (wide, slim), "valid2_w": (wide, 1)}
    for number in range(len(shipped["dilations"])):
        size |= {f"enc{number}_w": (3, wide, wide), f"enc{number}_b": (wide,)}
    model = shipped
    for name, shape in size.items():
        width = {"int8": 1, "int16": 2, "float32": 4}[model["arrays"][name]["type"]]
        value = 127 if name == "enc0_w" else 0
        fields = {"shape": list(shape), "data": base64.b64encode(bytes([value]) * (width * math.prod(shape))).decode()}
        if "scale" in model["arrays"][name]:
            fields["scale"] = base64.b64encode(np.ones(shape[-1], "<f4").tobytes()).decode()
        model = with_array(model, name, **fields)
    with pytest.raises(ModelError, match="exactly") as refused:
        parse_model(model)
    assert refused.value.field == "arrays.enc0_w"


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
