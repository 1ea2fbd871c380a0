"""`credscore predict`: cases in, probabilities out, one line each, whatever stands between them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cases import rows, write
from test_speakers import rows as six_labels

pytest.importorskip("sklearn")

from credscore.cli import main
from credscore.learn.labelled import Case, read_cases
from credscore.learn.modelfile import load_model
from credscore.learn.predicting import AT_ONCE


def speakers(many: int, seed: int) -> list[dict[str, Any]]:
    """With two labels, which is quickly learnt."""
    return [one for one in six_labels(10 * many, seed) if one["label"] in ("false", "true")][:many]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("predict")
    write(place / "statements.jsonl", rows(100))
    write(place / "speakers.jsonl", speakers(100, 1))
    articles = [
        {"id": f"a{n}", "text": f"The mayor, Ann Lee, said the bridge was {word}. Rents rose.", "label": label}
        for n in range(10)
        for word, label in (("safe", "real"), ("old", "fake"))
    ]
    write(place / "articles.jsonl", [{**one, "id": f"{n}"} for n, one in enumerate(articles)])
    for name, more in (("statements", []), ("speakers", ["--parts", "text,history"]), ("articles", [])):
        arguments = ["--quiet", "--folds", "3", "--extractor", "rules", *more]
        assert main(["train", str(place / f"{name}.jsonl"), "-o", str(place / f"{name}.json"), *arguments]) == 0
    arguments = ["--quiet", "--folds", "3", "--parts", "history", "--history", "published"]
    assert main(["train", str(place / "speakers.jsonl"), "-o", str(place / "leak.json"), *arguments]) == 0
    return place


def told(capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, Any]], str]:
    found = capsys.readouterr()
    return [json.loads(line) for line in found.out.splitlines()], found.err


@pytest.mark.parametrize("name", ["statements", "speakers", "articles"])
def test_it_says_what_the_model_says_and_looks_at_no_label(
    folder: Path, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / f"{name}.jsonl"
    model: Any = load_model(folder / f"{name}.json")
    assert main(["predict", "--model", str(folder / f"{name}.json"), str(path)]) == 0
    out, said = told(capsys)
    assert said == ""
    cases = [case for case in read_cases(str(path)) if isinstance(case, Case)]
    assert [one["id"] for one in out] == [case.id for case in cases]
    assert [one["line"] for one in out] == [case.line for case in cases]
    for one, p in zip(out, model.probabilities(cases).tolist(), strict=True):
        assert list(one["probabilities"]) == list(model.labels)
        assert list(one["probabilities"].values()) == pytest.approx(p, abs=1e-12)
        assert sum(one["probabilities"].values()) == pytest.approx(1.0)
        assert one["probabilities"][one["label"]] == max(one["probabilities"].values())
        assert one["model"] == model.label
    bare = [{key: value for key, value in json.loads(line).items() if key != "label"} for line in path.open()]
    assert main(["predict", "--model", str(folder / f"{name}.json"), write(tmp_path / "bare.jsonl", bare)]) == 0
    assert told(capsys)[0] == out


def test_bad_lines_are_named_and_the_others_are_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = [json.dumps({key: value for key, value in one.items() if key != "label"}) for one in speakers(3, 5)]
    path, output = tmp_path / "new.jsonl", tmp_path / "out.jsonl"
    path.write_text("\n".join([good[0], "{", good[1], '{"statement": 3}', "", good[2]]) + "\n", encoding="utf-8")
    arguments = ["predict", "--model", str(folder / "speakers.json"), str(path), "-o", str(output)]
    assert main(arguments) == 1
    said = capsys.readouterr().err
    assert "new.jsonl:2: is not JSON" in said
    assert "new.jsonl:4" in said
    assert "3 cases written, 2 could not be read" in said
    assert [json.loads(line)["line"] for line in output.read_text(encoding="utf-8").splitlines()] == [1, 3, 6]
    assert {json.loads(line)["history"] for line in output.read_text(encoding="utf-8").splitlines()} == {"honest"}


def test_all_statements_of_an_article_are_cases(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [{**row["statement"], "id": f"s{n}"} for n, row in enumerate(rows(3))]
    path = write(tmp_path / "article.jsonl", [{"id": "a", "text": "", "statements": given}])
    assert main(["predict", "--model", str(folder / "statements.json"), path]) == 0
    assert [one["id"] for one in told(capsys)[0]] == ["a/s0", "a/s1", "a/s2"]


def test_more_cases_than_are_held_at_once(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = rows(AT_ONCE + 3, 9)
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n[]\n" for row in many), encoding="utf-8")
    assert main(["predict", "--model", str(folder / "statements.json"), str(path)]) == 1
    out, said = told(capsys)
    assert [one["id"] for one in out] == [row["id"] for row in many]
    assert f"{len(many)} cases written, {len(many)} could not be read" in said


def test_no_published_counts_is_no_zero(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = speakers(2, 6)
    del given[0]["counts"]
    path = write(tmp_path / "new.jsonl", given)
    assert main(["predict", "--model", str(folder / "leak.json"), path]) == 1
    out, said = told(capsys)
    assert [one["line"] for one in out] == [2]
    assert out[0]["history"] == "published"
    assert "new.jsonl:1: counts: is missing" in said


@pytest.mark.parametrize(("content", "said"), [("", "holds no case"), (None, "No such file")])
def test_nothing_to_say_is_an_error(
    folder: Path, tmp_path: Path, content: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "none.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert main(["predict", "--model", str(folder / "statements.json"), str(path)]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("command", ["predict", "train"])
def test_an_output_never_takes_the_place_of_what_is_read(
    folder: Path, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "statements.jsonl"
    path.write_bytes((folder / "statements.jsonl").read_bytes())
    link = tmp_path / "link.jsonl"
    link.symlink_to(path)
    model = ["--model", str(folder / "statements.json")] if command == "predict" else ["--quiet"]
    assert main([command, *model, str(path), "-o", str(link)]) == 1
    assert told(capsys) == ([], f"credscore: {link}: is read as input; write the output elsewhere\n")
    assert path.read_bytes() == (folder / "statements.jsonl").read_bytes()


def test_nor_of_the_model(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tmp_path / "m.json"
    model.write_bytes((folder / "statements.json").read_bytes())
    assert main(["predict", "--model", str(model), str(folder / "statements.jsonl"), "-o", str(model)]) == 1
    assert told(capsys) == ([], f"credscore: {model}: is read as --model; write the output elsewhere\n")
    assert model.read_bytes() == (folder / "statements.json").read_bytes()
