"""The shipped models of speakers on the validation data beside the checkout: their cards' figures come out again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from credscore.cli import main

TOP = Path(__file__).parents[2]
LIAR = TOP.parent / "shared" / "data" / "liar"
VAL = LIAR / "val.jsonl.gz"

pytestmark = pytest.mark.skipif(not VAL.exists(), reason="the shared data is not beside this checkout")


_MEASURED: dict[str, dict[str, Any]] = {}


def measured(name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """A model's figures on val, asked for once: the text net takes a while."""
    if name not in _MEASURED:
        arguments = ["evaluate", "--model", name, str(VAL), "--json", "--resamples", "200"]
        assert main(arguments) == 0
        _MEASURED[name] = json.loads(capsys.readouterr().out)
    return _MEASURED[name]


@pytest.mark.parametrize("name", ["liar-speaker", "liar-published-counts"])
def test_a_models_figures_are_those_of_its_card(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = measured(name, capsys)
    assert out["rows"] == 1284
    assert out["bad_lines"] == 0
    card = (TOP / "models" / f"{name}.md").read_text(encoding="utf-8")
    for figure in ("accuracy", "macro_f1", "auc", "ece"):
        value = out["metrics"][figure]["value"]
        assert f"| {figure} | {value:.3f} |" in card, figure
        low, high = out["metrics"][figure]["interval"]
        assert low < high


def test_honest_history_beats_the_majority_and_the_leak_beats_honesty(capsys: pytest.CaptureFixture[str]) -> None:
    honest, leaking = measured("liar-speaker", capsys), measured("liar-published-counts", capsys)
    assert (honest["history"], leaking["history"]) == ("honest", "published")
    majority = max(sum(row) for row in honest["confusion"]) / honest["rows"]
    assert honest["metrics"]["accuracy"]["interval"][0] > majority
    assert honest["metrics"]["auc"]["interval"][0] > 0.65
    assert honest["metrics"]["ece"]["value"] <= 0.05
    assert leaking["metrics"]["auc"]["value"] > honest["metrics"]["auc"]["value"] + 0.1


def test_the_honest_model_does_not_look_at_the_published_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import gzip

    without = tmp_path / "without.jsonl"
    with gzip.open(VAL, "rt", encoding="utf-8") as lines, without.open("w", encoding="utf-8") as out:
        for line in lines:
            row = json.loads(line)
            out.write(json.dumps({key: value for key, value in row.items() if not key.startswith("counts")}) + "\n")
    arguments = ["evaluate", "--model", "liar-speaker", str(without), "--json", "--resamples", "200"]
    assert main(arguments) == 0
    assert json.loads(capsys.readouterr().out)["confusion"] == measured("liar-speaker", capsys)["confusion"]
