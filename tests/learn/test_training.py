"""Training, files and the two commands, end to end on invented cases."""

from __future__ import annotations

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cases import KINDS, rows, write

pytest.importorskip("sklearn")

from credscore.cli import main
from credscore.errors import ModelError, PolicyError
from credscore.learn import modelfile
from credscore.learn.labelled import Bad, Case, read_cases, with_labels
from credscore.learn.modelfile import load_model, parse_model
from credscore.policy import Policy
from credscore.statement import Statement


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("learn")
    write(place / "train.jsonl", rows(240, seed=1))
    write(place / "gold.jsonl", rows(120, seed=2))
    assert main(["train", str(place / "train.jsonl"), "-o", str(place / "m.json"), "--quiet", "--folds", "3",
                 "--policy", str(place / "p.toml")]) == 0  # fmt: skip
    return place


def test_a_trained_model_tells_the_kinds_apart(folder: Path) -> None:
    model = load_model(folder / "m.json")
    said = [
        model.of_statement(Statement.model_validate({"source": {"name": "One", "kind": kind}})).probability
        for kind in KINDS
    ]
    by_kind = dict(zip(KINDS, said, strict=True))
    assert by_kind["document"] > by_kind["outlet"] > by_kind["unattributed"]
    assert by_kind["named_official"] > by_kind["anonymous_official"]


def test_the_points_sum_to_the_probability(folder: Path) -> None:
    import math

    model = load_model(folder / "m.json")
    for case in read_cases(str(folder / "gold.jsonl")):
        assert isinstance(case, Case)
        assert case.statement is not None
        learnt = model.of_statement(case.statement)
        assert math.fsum(line.points for line in learnt.contributions) == learnt.probability
        assert learnt.interval[0] <= learnt.probability <= learnt.interval[1]
        assert learnt.probability == pytest.approx(model.probabilities([case])[0, 1])


def test_two_trainings_write_the_same_bytes_and_another_seed_does_not(folder: Path) -> None:
    for name, seed in (("m", "0"), ("s", "1")):
        again = folder / "again"
        again.mkdir(exist_ok=True)
        target = again / f"{name}.json"
        arguments = ["train", str(folder / "train.jsonl"), "-o", str(target), "--quiet", "--folds", "3", "--seed", seed]
        assert main(arguments) == 0
        assert (target.read_bytes() == (folder / "m.json").read_bytes()) is (seed == "0")


def test_a_file_written_again_is_the_same(folder: Path) -> None:
    model = load_model(folder / "m.json")
    modelfile.save_model(model, folder / "copy.json")
    assert (folder / "copy.json").read_bytes() == (folder / "m.json").read_bytes()


def test_evaluate_prints_every_figure_with_an_interval(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = folder / "gold.jsonl.gz"
    packed.write_bytes(gzip.compress((folder / "gold.jsonl").read_bytes()))
    plot = folder / "curve.svg"
    arguments = ["evaluate", "--model", str(folder / "m.json"), str(packed), "--json", "--resamples", "50"]
    assert main([*arguments, "--plot", str(plot)]) == 0
    first = capsys.readouterr()
    out = json.loads(first.out)
    assert out["rows"] == 120
    assert out["groups"] == 60
    assert out["trained_on_this"] is False
    for name in ("accuracy", "macro_f1", "auc", "ece", "brier"):
        low, high = out["metrics"][name]["interval"]
        assert 0.0 <= low <= high <= 1.0
    assert out["metrics"]["auc"]["value"] > 0.6
    assert sum(map(sum, out["confusion"])) == 120
    assert plot.read_text(encoding="utf-8").startswith("<svg ")
    assert main(arguments) == 0
    assert json.loads(capsys.readouterr().out) == out
    assert main(arguments[:-3]) == 0
    assert "accuracy" in capsys.readouterr().out


def test_evaluating_on_the_training_data_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--model", str(folder / "m.json"), str(folder / "train.jsonl"), "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["trained_on_this"] is True
    assert "trained on" in captured.err


def test_weights_become_a_lawful_policy(folder: Path) -> None:
    policy = Policy.load(str(folder / "p.toml"))
    assert policy.source["named_official"].basis == "learnt"
    assert policy.source["named_official"].value >= policy.source["anonymous_official"].value
    assert policy.hop["default"].value <= 1.0
    assert policy.likelihood["even"].basis == "published"


@pytest.mark.parametrize("flip", [False, True])
def test_even_absurd_labels_give_a_lawful_policy(tmp_path: Path, flip: bool) -> None:
    given = rows(160, seed=9)
    for number, row in enumerate(given):
        row["label"] = ("false", "true")[(row["label"] == "false") if flip else number % 2]
        row["statement"]["second_hand"] = flip and row["statement"]["second_hand"]
    path = write(tmp_path / "absurd.jsonl", given)
    target = tmp_path / "absurd.toml"
    assert main(["train", path, "-o", str(tmp_path / "a.json"), "--quiet", "--policy", str(target)]) == 0
    try:
        Policy.load(str(target))
    except PolicyError as error:  # pragma: no cover
        pytest.fail(str(error))


def test_words_and_context_can_be_learnt_from(tmp_path: Path) -> None:
    given = rows(160, seed=4)
    for row in given:
        row["statement"]["content"]["text"] = "shocking secret" if row["label"] == "false" else "a plain account"
        row["context"] = {"desk": "rumours" if row["label"] == "false" else "city"}
    path = write(tmp_path / "words.jsonl", given)
    target = tmp_path / "words.json"
    assert main(["train", path, "-o", str(target), "--quiet", "--text"]) == 0
    model = load_model(target)
    assert "word:shocking" in model.space.names
    assert "context:desk=city" in model.space.names
    plain, wild = (
        model.of_statement(Statement.model_validate({"content": {"text": text}}))
        for text in ("a plain account", "shocking secret")
    )
    assert plain.probability > wild.probability
    assert any(line.rule == "learnt.words" for line in wild.contributions)


def test_articles_are_a_task_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = "Mayor Ann Lee said the bridge was safe. “It held,” she said. The harbour office confirmed it."
    poor = "Someone told us that it is all over. Insiders say they know. It is said that more will come."
    given = [
        {"id": f"{label}{number}", "text": f"{text} It was day {number}.", "label": label}
        for number in range(12)
        for label, text in (("real", good), ("fake", poor))
    ]
    given.append({"id": "x", "text": good, "label": "satire"})
    path = write(tmp_path / "articles.jsonl", given)
    target = str(tmp_path / "articles.json")
    arguments = ["train", path, "-o", target, "--quiet", "--extractor", "rules", "--labels", "fake,real"]
    assert main(arguments) == 0
    assert "1 cases have other labels" in capsys.readouterr().err
    assert main(["evaluate", "--model", target, path, "--json", "--quiet"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["task"] == "article"
    assert out["other_labels"] == {"satire": 1}


def test_bad_lines_are_named_and_the_rest_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = rows(60, seed=5)
    lines = [json.dumps(row) for row in given]
    del given[3]["label"]
    lines[3] = json.dumps(given[3])
    lines[5] = json.dumps({**given[5], "id": "r4", "label": {"true": "false", "false": "true"}[given[4]["label"]]})
    lines[7] = json.dumps({**given[7], "label": given[7]["label"].upper()})
    lines[9] = "{"
    lines[11] = json.dumps({**given[11], "statement": {"source": {"kind": "wizard"}}})
    lines[13] = json.dumps({**given[13], "record": {"confirmed": -1}})
    path = tmp_path / "bad.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["train", str(path), "-o", str(tmp_path / "m.json"), "--quiet"]) == 1
    said = capsys.readouterr().err
    for number in (4, 6, 8, 10, 12, 14):
        assert f"bad.jsonl:{number}:" in said
    assert "every case needs a label" in said
    assert "on line 5" in said
    assert "spell it one way" in said
    assert (tmp_path / "m.json").exists()


def test_labels_are_asked_for_by_name_where_they_say_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = rows(60, seed=6)
    for row in given:
        row["label"] = {"true": "plum", "false": "pear"}[row["label"]]
    path = write(tmp_path / "fruit.jsonl", given)
    target = str(tmp_path / "fruit.json")
    assert main(["train", path, "-o", target, "--quiet"]) == 1
    assert "which label is the positive one" in capsys.readouterr().err
    assert not Path(target).exists()
    assert main(["train", path, "-o", target, "--quiet", "--labels", "pear,apple"]) == 1
    assert "no case is labelled 'apple'" in capsys.readouterr().err
    assert main(["train", path, "-o", target, "--quiet", "--labels", "pear,plum"]) == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[]", "a JSON object"),
        ('{"label": "true"}', "needs a statement"),
        ('{"statement": {}, "label": ["true"]}', "a label is a word"),
        ('{"statement": {}, "label": "true", "context": 3}', "context"),
        ('{"statement": "words", "label": "true", "speaker": 3}', "speaker"),
        ('{"statement": "words", "label": "true", "subjects": 3}', "subjects"),
        ('{"statement": "words", "label": "true", "counts": {"true": -1}}', "counts"),
        ('{"statement": "words", "label": NaN}', "NaN"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    (item,) = with_labels(read_cases(str(path)))
    assert isinstance(item, Bad)
    assert said in str(item.error)
    assert "one.jsonl:1:" in str(item.error)


def broken(data: Any, path: str, value: Any) -> Any:
    data = copy.deepcopy(data)
    at = data
    *steps, last = path.split(".")
    for step in steps:
        at = at[int(step) if isinstance(at, list) else step]
    at[int(last) if isinstance(at, list) else last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("schema", 2, "schema"),
        ("task", "fortune", "task"),
        ("extra", 1, "extra"),
        ("seed", -1, "seed"),
        ("data.sha256", "x" * 64, "data.sha256"),
        ("data.rows", 0, "data.rows"),
        ("metrics", [], "metrics"),
        ("model.extra", 1, "model.extra"),
        ("model.labels", ["one"], "model.labels"),
        ("model.labels", ["one", "one"], "model.labels"),
        ("model.extractor", "../x", "model.extractor"),
        ("model.columns.sourcing.0", "kind.wizard", "model.columns.sourcing"),
        ("model.columns.context", "words", "model.columns.context"),
        ("model.scorer.type", "pickle", "model.scorer"),
        ("model.scorer.coef", [1.0], "model.scorer.coef"),
        ("model.scorer.coef.3", float("nan"), "model.scorer.coef.3"),
        ("model.scorer.coef.3", float("inf"), "model.scorer.coef.3"),
        ("model.scorer.coef.3", True, "model.scorer.coef.3"),
        ("model.scorer.intercept", "0", "model.scorer.intercept"),
        ("model.calibration.a", -1.0, "model.calibration.a"),
        ("model.interval.low.0", 2.0, "model.interval.low"),
        ("model.interval.x", [], "model.interval.x"),
    ],
)
def test_a_damaged_file_is_refused_by_field(folder: Path, path: str, value: Any, field: str) -> None:
    data = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    parse_model(data)
    with pytest.raises(ModelError) as caught:
        parse_model(broken(data, path, value))
    assert str(caught.value.field).startswith(field)


def test_files_that_are_no_models(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = (folder / "m.json").read_text(encoding="utf-8")
    for content, said in (
        ("{", "not JSON"),
        ('{"schema": NaN}', "no number"),
        ("[]", "object"),
        ("[" * 100_000, "JSON"),
    ):
        path = tmp_path / "no.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ModelError, match=said):
            load_model(path)
    with pytest.raises(ModelError, match="cannot be read"):
        load_model(tmp_path / "absent.json")
    monkeypatch.setattr(modelfile, "MOST_BYTES", 1000)
    (tmp_path / "large.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="larger than"):
        load_model(tmp_path / "large.json")


def test_trees_that_go_round_are_refused(folder: Path) -> None:
    data = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    width = len(data["model"]["scorer"]["coef"])
    trees = {"type": "boosted", "baseline": 0.0, "width": width, "roots": [0], "feature": [0, -1, -1],
             "threshold": [0.5, 0.0, 0.0], "left": [1, 0, 0], "right": [2, 0, 0],
             "value": [0.0, -1.0, 1.0]}  # fmt: skip
    data["model"]["scorer"] = trees
    model = parse_model(data)
    assert model.scorer.decision(np.eye(width)[:2]).tolist() == [1.0, -1.0]
    for key, value in (("left", [0, 0, 0]), ("right", [9, 0, 0]), ("feature", [width, -1, -1]), ("value", [0.0, 1.0])):
        with pytest.raises(ModelError):
            parse_model(broken(data, f"model.scorer.{key}", value))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--no-sourcing"], "neither the sourcing nor words are to be looked at"),
        (["--positive", "true"], "--positive: does not go with the task 'statement'"),
        (["--parts", "text"], "--parts: does not go with the task 'statement'"),
        (["--history", "published"], "--history: does not go with the task 'statement'"),
        (["--no-sourcing", "--text", "--policy", "p.toml"], "--policy: only a linear model of statements"),
        (["--kind", "boosted", "--policy", "p.toml"], "--policy: only a linear model of statements"),
    ],
)
def test_options_that_lead_nowhere_are_refused_before_the_training(
    options: list[str], said: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "m.json"
    assert main(["train", str(folder / "train.jsonl"), "-o", str(target), *options]) == 1
    out, err = capsys.readouterr()
    assert said in err
    assert "fitting" not in err
    assert not out
    assert not target.exists()


def test_one_label_is_too_few(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "one.jsonl", [{**row, "label": "true"} for row in rows(20, seed=7)])
    assert main(["train", path, "-o", str(tmp_path / "m.json")]) == 1
    assert "two labels are wanted, and all cases have one: true (20)" in capsys.readouterr().err


def test_a_learnt_policy_takes_the_place_of_nothing_that_is_read_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "cases.jsonl", rows(40, seed=8))
    before = Path(path).read_bytes()
    target = str(tmp_path / "m.json")
    assert main(["train", path, "-o", target, "--quiet", "--policy", path]) == 1
    assert f"{path}: is read as input" in capsys.readouterr().err
    assert Path(path).read_bytes() == before
    with pytest.raises(SystemExit) as stopped:
        main(["train", path, "-o", target, "--quiet", "--policy", target])
    assert stopped.value.code == 2
    nowhere = str(tmp_path / "none" / "p.toml")
    assert main(["train", path, "-o", target, "--quiet", "--folds", "2", "--policy", nowhere]) == 1
    assert f"{nowhere}: cannot be written" in capsys.readouterr().err
    assert Path(target).exists()  # what was learnt is kept
