"""A learnt probability stands beside the score: it moves nothing, is explained by itself, and shows its name."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from cases import rows, write

pytest.importorskip("sklearn")

from credscore import Article, ModelError, Scorer, Statement
from credscore.cli import main
from credscore.exchange.schema import schema

TEXT = "Mayor Ann Lee said the bridge was safe. An official said it might fall. The builder declined to comment."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("beside")
    path = write(place / "train.jsonl", rows(200))
    assert main(["train", path, "-o", str(place / "m.json"), "--quiet", "--folds", "3"]) == 0
    return str(place / "m.json")


def test_the_score_is_untouched_and_both_are_explained(model: str) -> None:
    plain = Scorer(extractor="rules").assess(TEXT)
    beside = Scorer(extractor="rules", model=model).assess(TEXT)
    assert len(beside.assessments) >= 2
    for one, other in zip(plain.assessments, beside.assessments, strict=True):
        assert one.learnt is None
        assert one.explain("learnt") == ()
        assert other.explain() == one.explain()
        if one.score is None:
            assert other.learnt is None
            continue
        assert other.learnt is not None
        assert math.fsum(line.points for line in other.explain("learnt")) == other.learnt.probability
        without = {key: value for key, value in other.to_dict().items() if key != "learnt"}
        assert without == one.to_dict()


def test_what_if_asks_both(model: str) -> None:
    one = Scorer(extractor="rules", model=model).score(
        Statement.model_validate({"source": {"text": "an official", "kind": "anonymous_official"}})
    )
    named = one.what_if(source={"kind": "named_official", "name": "Ann Lee"})
    assert one.learnt is not None
    assert named.learnt is not None
    assert named.learnt.probability >= one.learnt.probability
    assert (named.score or 0.0) > (one.score or 0.0)


def test_output_with_a_model_fits_the_schema_and_goes_in_again(
    model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    arguments = ["score", str(path), "--extractor", "rules"]
    assert main([*arguments, "--model", model, "--format", "jsonl"]) == 0
    out: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert any("learnt" in one for one in out["statements"])
    jsonschema.validate(out, schema("output"))
    Article.parse(out)
    assert main([*arguments, "--model", model, "--points"]) == 0
    shown = capsys.readouterr().out
    assert "beside the score" in shown
    assert "learnt probability, no part of the score" in shown
    assert main([*arguments, "--points"]) == 0
    assert "learnt" not in capsys.readouterr().out


def test_a_model_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"m\.json"):
        Scorer(model=tmp_path / "m.json")
