"""A learnt probability stands beside the score: it moves nothing, is explained by itself, and shows its name."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, TypeGuard

import pytest
from cases import rows, write

pytest.importorskip("sklearn")

from credscore import Article, ModelError, Report, Scorer, Statement
from credscore.bulk import assess_many
from credscore.cli import main
from credscore.exchange.schema import schema
from credscore.learn.modelfile import load_model

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


@pytest.fixture(scope="module")
def article_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("articles")
    found = []
    for number, pair in enumerate(zip(rows(200)[::2], rows(200)[1::2], strict=True)):
        given = [{**row["statement"], "id": f"s{k}"} for k, row in enumerate(pair)]
        found.append({"id": f"a{number}", "text": "", "statements": given, "label": pair[0]["label"]})
    path = write(place / "train.jsonl", found)
    arguments = ["--quiet", "--folds", "3", "--extractor", "rules", "--labels", "false,true"]
    assert main(["train", path, "-o", str(place / "m.json"), *arguments]) == 0
    return str(place / "m.json")


def test_the_page_shows_both_and_says_which_is_which(model: str, article_model: str) -> None:
    plain = Scorer(extractor="rules").assess(TEXT)
    beside = Scorer(extractor="rules", model=model).assess(TEXT)
    html = beside.to_html()
    said = [one.learnt for one in beside.assessments if one.learnt is not None]
    assert said
    assert html.count("Beside the score: a trained model") == len(said)
    for one in said:
        assert f"<strong>{one.probability:.2f}</strong>" in html
        assert f"({one.interval[0]:.2f} to {one.interval[1]:.2f}), by the model <code>{one.model}</code>" in html
    assert "It is no part of the score" in html
    assert "learnt.<wbr>kind" in html
    assert "Beside the score" not in plain.to_html()
    of_cell = beside._repr_html_()
    assert of_cell.count("It is no part of the score") == len(said)
    assert "no part of the score" not in plain._repr_html_()
    whole = Scorer(extractor="rules", model=article_model).assess(TEXT)
    assert whole.learnt is not None
    html = whole.to_html()
    assert html.count("Beside the score: a trained model") == 1
    assert f"<strong>{whole.learnt.probability:.2f}</strong> learnt probability of" in html
    assert whole._repr_html_().count("It is no part of the score") == 1


def test_names_of_the_model_are_escaped_in_the_page(model: str) -> None:
    loaded: Any = load_model(model)
    hostile = loaded._replace(name="<script>alert(1)</script>", labels=("no", "<img src=x>"))
    html = Scorer(extractor="rules", model=hostile).assess(TEXT).to_html()
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_rows_and_linked_data_hold_what_the_json_holds(model: str, article_model: str) -> None:
    names = ("learnt", "learnt_low", "learnt_high", "article_learnt", "learnt_label", "learnt_model")
    assert all(row[name] is None for row in Scorer(extractor="rules").assess(TEXT).to_rows() for name in names)
    report = Scorer(extractor="rules", model=model).assess(TEXT)
    for one, row in zip(report.assessments, report.to_rows(), strict=True):
        said = one.learnt
        expected = (None,) * 6 if said is None else (said.probability, *said.interval, None, said.label, said.model)
        assert tuple(row[name] for name in names) == expected
    nodes = [node["learnt"] for node in report.to_jsonld()["@graph"] if "learnt" in node]
    assert [node["probability"] for node in nodes] == [
        one.learnt.probability for one in report.assessments if one.learnt is not None
    ]
    whole = Scorer(extractor="rules", model=article_model).assess(TEXT)
    assert whole.learnt is not None
    assert {row["article_learnt"] for row in whole.to_rows()} == {whole.learnt.probability}
    (node,) = [node["learnt"] for node in whole.to_jsonld()["@graph"] if "learnt" in node]
    assert node["probability"] == whole.learnt.probability
    assert node["model"] == whole.learnt.model


def test_several_processes_say_the_same(
    model: str, article_model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = []
    for number in range(4):
        path = tmp_path / f"{number}.txt"
        path.write_text(TEXT, encoding="utf-8")
        paths.append(str(path))
    for each in (model, article_model):
        alone = [report.to_json() for report in assess_many([TEXT] * 4, extractor="rules", model=each) if fine(report)]
        many = assess_many([TEXT] * 4, jobs=2, extractor="rules", model=each)
        assert [report.to_json() for report in many if fine(report)] == alone
        assert len(alone) == 4
        for shape in ("jsonl", "csv", "table"):
            out = []
            for jobs in ("1", "2"):
                arguments = ["score", *paths, "--extractor", "rules", "--model", each, "--format", shape]
                assert main([*arguments, "--jobs", jobs]) == 0
                out.append(capsys.readouterr().out)
            assert out[0] == out[1]
            if shape != "table":  # which folds its lines
                assert load_model(each).label in out[0]


def fine(report: Report | Exception) -> TypeGuard[Report]:
    return isinstance(report, Report)


def test_a_model_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"m\.json"):
        Scorer(model=tmp_path / "m.json")
