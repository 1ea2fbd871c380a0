"""A text above the cap is refused by name, by every way in; one below it is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import credscore.statement
from credscore import Article, InputError, Scorer
from credscore.cli import main
from credscore.statement import LONGEST_TEXT


def test_a_text_above_the_cap_is_refused() -> None:
    too_long = "a" * (LONGEST_TEXT + 1)
    with pytest.raises(
        InputError, match=r"^text: 20,000,001 characters; the longest text that is read has 20,000,000$"
    ):
        Scorer(extractor="rules").assess(too_long)
    with pytest.raises(InputError, match=r"^a\.jsonl:3: text: 20,000,001 characters"):
        Article.parse({"text": too_long}, file="a.jsonl", line=3)


def test_in_a_batch_the_others_are_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = tmp_path / "a.jsonl"
    rows = ["Ann Lee said it rained.", "a" * (LONGEST_TEXT + 1), "Bo Ek denied it."]
    name.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(rows)))
    assert main(["score", str(name), "--format", "jsonl", "--extractor", "rules"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["0", "2"]
    assert f"{name}:2: text: " in err
    assert len(err) < 1000  # the text itself is not repeated


def test_a_file_of_text_alone_is_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = tmp_path / "a.txt"
    name.write_text("a" * (LONGEST_TEXT + 1))
    assert main(["score", str(name), "--extractor", "rules"]) == 1
    assert f"{name}: text: 20,000,001 characters" in capsys.readouterr().err


def test_the_cap_is_public() -> None:
    assert "LONGEST_TEXT" in credscore.statement.__all__
