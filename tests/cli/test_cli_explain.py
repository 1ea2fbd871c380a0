"""``credscore explain``: one statement in its text, and the points that its score is the sum of."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from pathlib import Path

import pytest

from credscore import Scorer
from credscore.cli import main
from credscore.report.terminal import width_of

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def two_articles(folder: Path, *more: str) -> str:
    path = folder / "two.jsonl"
    first = {"id": "a", "text": "Ann Lee said the bridge was safe."}
    second = {"id": "b", "statements": [{"id": "2", "content": {"text": "first"}}, {"id": "1"}]}
    path.write_text("\n".join([*more, json.dumps(first), json.dumps(second)]))
    return str(path)


def test_marks_line_up_under_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(SEEDS / "aukus.json"), "--statement", "1"]) == 0
    shown = capsys.readouterr().out.split("\n")
    words: dict[str, str] = {}
    for text, under in itertools.pairwise(shown):
        if re.fullmatch(r"[ ~SCHR]*[~SCHR][ ~SCHR]*", under) and text.isascii():
            for found in re.finditer(r"([~SCHR])\1*", under):
                words[found[1]] = f"{words.get(found[1], '')} {text[found.start() : found.end()].strip()}".strip()
    text = json.loads((SEEDS / "aukus.json").read_text("utf-8"))["text"]
    (one, *_) = Scorer().assess(text).assessments
    assert words["S"] == one.statement.source.text == "US officials"
    assert words["C"] == one.statement.cue.text == "reported"
    assert words["~"] == one.statement.text
    assert words["R"] == one.statement.responses[0].text


@pytest.mark.parametrize("name", ["aukus", "dam", "merger"])
def test_every_statement_of_a_seed_is_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = SEEDS / f"{name}.txt"
    assessments = Scorer().assess(path.read_text("utf-8")).assessments
    assert assessments
    for number, one in enumerate(assessments, 1):
        assert main(["explain", str(path), "--statement", str(number)]) == 0
        out = capsys.readouterr().out
        assert all(width_of(line) <= 80 for line in out.split("\n"))
        assert all(line.rule in out for line in one.explain())
        if one.score is None:
            assert "No score: " in out
        else:
            assert f"{one.score:.3f}  = score" in out


def test_an_id_goes_before_a_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = two_articles(tmp_path)
    assert main(["explain", path, "--article", "b", "--statement", "2"]) == 0
    assert capsys.readouterr().out.startswith("first\n")
    assert main(["explain", path, "--article", "b", "--statement", "1"]) == 0
    assert capsys.readouterr().out.startswith("(no text)\n")


@pytest.mark.parametrize("wanted", ["2", "0", "-1", "s9", "", "1.0"])
def test_an_unknown_statement(wanted: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = two_articles(tmp_path)
    assert main(["explain", path, f"--statement={wanted}"]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err == f"credscore: {path}: no statement {wanted!r}; the article has 1: 1 to 1\n"


def test_an_unknown_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = two_articles(tmp_path)
    assert main(["explain", path, "--article", "z", "--statement", "1"]) == 1
    assert capsys.readouterr().err == f"credscore: {path}: no article 'z' among the 2 of this file\n"


def test_a_bad_line_is_said_and_the_article_still_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = two_articles(tmp_path, "{bad")
    assert main(["explain", path, "--article", "a", "--statement", "1"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("Ann Lee said the bridge was safe.\n")
    assert err.startswith(f"credscore: {path}:1: is not JSON: ")


@pytest.mark.parametrize(("name", "said"), [("missing.txt", "No such file"), ("empty.jsonl", "holds no article")])
def test_nothing_to_explain(name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.jsonl").touch()
    assert main(["explain", str(tmp_path / name), "--statement", "1"]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith(f"credscore: {tmp_path / name}: {said}")
    assert err.count("\n") == 1


def test_no_control_of_an_article_comes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("The \x1b[31mmayor\x07 \x9b2J\u202e Berg said \u2066the dam\x00 was \u061csafe.", "utf-8")
    assert main(["explain", str(path), "--statement", "1"]) == 0
    out = capsys.readouterr().out
    assert {char for char in out if unicodedata.category(char) == "Cc"} == {"\n"}
    assert not set(out) & set("\u202e\u2066\u061c")


def test_what_would_lift_the_grade_is_told_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["explain", str(SEEDS / "aukus.json"), "--statement", "1"]
    assert main(arguments) == 0
    plain = capsys.readouterr().out
    assert main([*arguments, "--improve"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(plain)
    assert told[len(plain) :].splitlines() == [
        "",
        "To rely on the claim further: (now F2, 0.711)",
        "  F1  0.913  find a document that shows it",
        "To rely on the source further: (now F2, 0.711)",
        "  B2  0.785  name the official",
    ]
    assert max(map(width_of, told.splitlines())) <= 80


def test_what_has_no_score_or_no_better_grade_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(SEEDS / "aukus.json"), "--statement", "4", "--improve"]) == 0
    assert capsys.readouterr().out.endswith("\nWhat has no score cannot be lifted by better sourcing.\n")
    best = {
        "source": {"name": "the audit", "kind": "document"},
        "form": "direct",
        "responses": [{"by": "Ann Lee", "status": "confirmed", "kind": "named_official"}],
    }
    path = tmp_path / "best.json"
    path.write_text(json.dumps({"id": "x", "statements": [best]}), encoding="utf-8")
    assert main(["explain", str(path), "--statement", "1", "--improve"]) == 0
    assert capsys.readouterr().out.endswith("\nNo change of sourcing that was tried leads to a better grade.\n")
