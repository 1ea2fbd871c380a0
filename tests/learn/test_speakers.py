"""Models of speakers' statements, on invented speakers: history from other cases only, no names in the file."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cases import write
from nets import small_net

pytest.importorskip("sklearn")

from credscore.cli import main
from credscore.errors import InputError, ModelError
from credscore.learn.calibration import Line
from credscore.learn.history import TABLES, History, hashed, keys_of
from credscore.learn.label_order import choose_order
from credscore.learn.labelled import Case, read_cases
from credscore.learn.modelfile import load_model, parse_model, save_model
from credscore.learn.speaker_second import log_odds, mixed, recalibrated

LABELS = ("pants-fire", "false", "barely-true", "half-true", "mostly-true", "true")
_WORDS = ("taxes", "bridges", "harbours", "schools", "rents", "ferries", "dams", "lanterns", "orchards", "tolls")


def rows(many: int, seed: int) -> list[dict[str, Any]]:
    """Statements of twelve invented speakers, each with a tendency of its own; some words lean too."""
    draw = random.Random(seed)
    found = []
    for number in range(many):
        speaker = draw.randrange(12)
        word = draw.choice(_WORDS)
        level = speaker / 11 * 4 + (1.5 if word < "l" else 0.0) + draw.gauss(0.0, 1.0)
        label = LABELS[max(0, min(5, round(level)))]
        counts = {name: draw.randrange(5) for name in LABELS[:5]}
        if label != "true":
            counts[label] += 1
        found.append(
            {
                "id": f"{seed}-{number}",
                "statement": f"Says {word} cost {draw.randrange(100)} percent more in year {draw.randrange(9)}.",
                "subjects": [draw.choice(("economy", "transport"))],
                "speaker": f"ann-{speaker}-lee",
                "job": draw.choice(("Mayor", "Harbour master", None)),
                "state": "Northmark",
                "party": draw.choice(("tide", "field")),
                "context": draw.choice(("a speech", "an interview", None)),
                "counts": counts,
                "label": label,
            }
        )
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("speakers")
    write(place / "train.jsonl", rows(700, 1))
    write(place / "gold.jsonl", rows(200, 2))
    assert main(["train", str(place / "train.jsonl"), "-o", str(place / "m.json"), "--quiet"]) == 0
    return place


def test_it_learns_the_speakers_and_the_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--model", str(folder / "m.json"), str(folder / "gold.jsonl"), "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["history"] == "honest"
    assert out["labels"] == list(LABELS)
    assert out["positive"] == list(LABELS[3:])
    majority = max(sum(row) for row in out["confusion"]) / 200
    assert out["metrics"]["accuracy"]["value"] > majority + 0.05
    assert out["metrics"]["auc"]["value"] > 0.8


def test_no_name_stands_in_the_file(folder: Path) -> None:
    text = (folder / "m.json").read_text(encoding="utf-8")
    assert "ann-3-lee" not in text
    assert hashed("ann-3-lee") not in text  # nor the hash of one: the crosses' columns are shared
    assert "harbour master" not in json.dumps(json.loads(text)["model"]["crosses"]).casefold()


def test_probabilities_sum_to_one_and_labels_are_not_looked_at(folder: Path) -> None:
    model: Any = load_model(folder / "m.json")
    cases = [case for case in read_cases(str(folder / "gold.jsonl")) if isinstance(case, Case)]
    p = model.probabilities(cases)
    assert p.sum(axis=1) == pytest.approx(np.ones(len(cases)))
    assert (p >= 0.0).all()
    blind = [case._replace(label=None, counts=None) for case in cases]
    assert (model.probabilities(blind) == p).all()
    assert model.probabilities(cases[::-1])[::-1] == pytest.approx(p, abs=1e-12)


def test_a_speaker_nobody_knows_and_an_empty_case_have_probabilities(folder: Path) -> None:
    model: Any = load_model(folder / "m.json")
    for case in (Case("x", "", 0, "speaker", None, text="", context={}), Case("y", "", 0, "speaker", None, text="ō")):
        assert np.isfinite(model.probabilities([case])).all()


def test_it_runs_without_scikit_learn(folder: Path) -> None:
    code = (
        "import sys; from credscore.cli import main; "
        f"main(['evaluate', '--model', {str(folder / 'm.json')!r}, {str(folder / 'gold.jsonl')!r}, '--json']); "
        "print('sklearn' in sys.modules or 'scipy' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stderr.strip().endswith("False")


def test_a_file_written_again_is_the_same(folder: Path) -> None:
    model = load_model(folder / "m.json")
    save_model(model, folder / "copy.json")
    assert (folder / "copy.json").read_bytes() == (folder / "m.json").read_bytes()


def test_two_trainings_write_the_same_bytes(folder: Path) -> None:
    again = folder / "again"
    again.mkdir()
    assert main(["train", str(folder / "train.jsonl"), "-o", str(again / "m.json"), "--quiet"]) == 0
    assert (again / "m.json").read_bytes() == (folder / "m.json").read_bytes()


def test_a_file_that_does_not_say_the_share_weighs_both_halves_alike(folder: Path) -> None:
    data = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    assert data["model"]["share"] == 0.75
    del data["model"]["share"]
    assert parse_model(data).share == 0.5  # type: ignore[union-attr]


def test_a_text_net_is_pooled_with_the_rest_by_its_share(folder: Path, tmp_path: Path) -> None:
    plain: Any = load_model(folder / "m.json")
    cases = [case for case in read_cases(str(folder / "gold.jsonl")) if isinstance(case, Case)][:30]
    data = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    data["model"]["net"] = small_net(len(LABELS)).to_dict()
    (tmp_path / "net.json").write_text(json.dumps(data), encoding="utf-8")
    model: Any = load_model(tmp_path / "net.json")
    p = model.probabilities(cases)
    assert p.sum(axis=1) == pytest.approx(np.ones(len(cases)))
    assert np.abs(p - plain.probabilities(cases)).max() > 0.01
    nothing = model._replace(net=model.net._replace(share=0.0))
    assert nothing.probabilities(cases) == pytest.approx(plain.probabilities(cases))
    save_model(model, tmp_path / "again.json")
    assert parse_model(json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))).to_dict() == model.to_dict()
    data["model"]["net"]["heads"] = 4
    with pytest.raises(ModelError) as caught:
        parse_model(data)
    assert caught.value.field == "model.net.heads"


def test_the_mixture_by_hand() -> None:
    even, sure = np.log([[0.5, 0.25, 0.25]]), np.log([[0.1, 0.1, 0.8]])
    assert mixed(even, sure, 0.75) == pytest.approx(np.array([[0.4, 0.2125, 0.3875]]))
    assert mixed(even, sure, 1.0) == pytest.approx(np.array([[0.5, 0.25, 0.25]]))
    assert mixed(even, sure, 0.0) == pytest.approx(np.array([[0.1, 0.1, 0.8]]))
    two = mixed(np.array([[np.log(3.0)]]), np.array([[0.0]]), 0.5)  # one score, of the second label
    assert two == pytest.approx(np.array([[0.375, 0.625]]))


def test_calibration_moves_the_sides_and_keeps_the_shares_within_them() -> None:
    said = np.array([[0.1, 0.3, 0.4, 0.2]])
    positive = (False, False, True, True)
    assert log_odds(said, positive) == pytest.approx([np.log(1.5)])
    moved = recalibrated(said, positive, Line(0.0, np.log(4.0)))  # 0.8, whatever was said
    assert moved == pytest.approx(np.array([[0.05, 0.15, 0.8 * 2 / 3, 0.8 / 3]]))
    assert recalibrated(said, positive, Line(1.0, 0.0)) == pytest.approx(said)


def test_published_counts_are_another_model_that_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(folder / "leak.json")
    arguments = ["train", str(folder / "train.jsonl"), "-o", target, "--quiet", "--history", "published"]
    assert main([*arguments, "--folds", "3"]) == 0
    capsys.readouterr()
    assert main(["evaluate", "--model", target, str(folder / "gold.jsonl"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["history"] == "published"
    data = json.loads(Path(target).read_text(encoding="utf-8"))
    assert hashed("ann-3-lee") in data["model"]["history"]["tables"]["speaker"]
    for field, damage in (
        ("history", lambda model: model.update(history=None)),
        ("history.prior", lambda model: model["history"]["prior"].__setitem__(0, 0.0)),
        ("history.tables.party", lambda model: model["history"]["tables"].update(party={"tide": [1]})),
    ):
        other = copy.deepcopy(data)
        damage(other["model"])
        with pytest.raises(ModelError) as caught:
            parse_model(other)
        assert str(caught.value.field).startswith(f"model.{field}")


def test_counts_beside_an_honest_history_are_refused(folder: Path) -> None:
    data = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    assert data["model"]["history"] is None
    cases = [keys_of(case) for case in read_cases(str(folder / "gold.jsonl")) if isinstance(case, Case)]
    data["model"]["history"] = History.counted(cases, [0] * len(cases), len(LABELS)).to_dict()
    with pytest.raises(ModelError) as caught:
        parse_model(data)
    assert caught.value.field == "model.history"


@pytest.mark.parametrize("parts", ["text", "metadata", "history", "text,history"])
def test_each_part_can_be_learnt_alone(folder: Path, parts: str, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(folder / "part.json")
    arguments = ["train", str(folder / "train.jsonl"), "-o", target, "--quiet", "--folds", "3", "--rows", "400"]
    assert main([*arguments, "--parts", parts]) == 0
    assert main(["evaluate", "--model", target, str(folder / "gold.jsonl"), "--json"]) == 0


def test_history_by_hand() -> None:
    def case(speaker: str) -> dict[str, list[str]]:
        return keys_of(Case("1", "", 1, "speaker", "a", context={"speaker": speaker}))

    history = History.counted([case("x"), case("x"), case("y")], [0, 0, 1], 2)
    assert history.prior.tolist() == [0.6, 0.4]  # one of each label is assumed beforehand
    assert history.tables["speaker"][hashed("x")].tolist() == [2.0, 0.0]
    known, unknown = history.measures(case("x")), history.measures(case("z"))
    assert known[0] > 0.0 > known[1]
    assert unknown[:2] == pytest.approx([0.0, 0.0])
    assert len(known) == len(unknown) == 2 * len(TABLES) + 4


def test_the_order_of_labels() -> None:
    cases = [Case(str(n), "", n, "speaker", label) for n, label in enumerate(LABELS)]
    order, positive = choose_order(cases, None, None)
    assert order == LABELS
    assert positive == (False,) * 3 + (True,) * 3
    for labels, truth, said in (
        (("true", "false"), ("true",), "last ones"),
        (("false", "true"), ("false", "true"), "last ones"),
        (("false", "plum"), None, "no case is labelled"),
        (("false", "half-true", "true"), None, "which labels count"),
        (("false",), None, "two different"),
    ):
        with pytest.raises(InputError, match=said):
            choose_order(cases, labels, truth)
    with pytest.raises(InputError, match="in which order"):
        choose_order(cases[:4], None, None)


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("positive", [True] * 6, "positive"),
        ("parts", ["magic"], "parts"),
        ("variant", "guessed", "variant"),
        ("history", {}, "history"),
        ("first.0", [1.0], "first.0"),
        ("first_dense.0.0", float("nan"), "first_dense.0.0"),
        ("scale.0", 0.0, "scale.0"),
        ("trees", [], "trees"),
        ("trees.0.left.0", 0, "trees.0"),
        ("trees.0", {"type": "linear", "intercept": 0.0, "coef": [0.0]}, "trees.0"),
        ("share", 1.5, "share"),
        ("share", None, "share"),
        ("second", [], "second"),
        ("crosses.step", 0.0, "crosses.step"),
        ("crosses.weights", [], "crosses.weights"),
        ("crosses.weights.0", [1], "crosses.weights.0"),
        ("crosses.weights.0.0", 0.5, "crosses.weights.0.0"),
        ("crosses", None, "center"),
        ("neighbours", None, "center"),
        ("neighbours.fingerprints.0", "plum", "neighbours.fingerprints.0"),
        ("calibration", {"a": -1.0, "b": 0.0}, "calibration.a"),
        ("vocabulary.idf.0", -1.0, "vocabulary.idf.0"),
        ("secret", 1, "secret"),
    ],
)
def test_a_damaged_file_is_refused_by_field(folder: Path, path: str, value: Any, field: str) -> None:
    data = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    at = data["model"]
    *steps, last = path.split(".")
    for step in steps:
        at = at[int(step) if isinstance(at, list) else step]
    at[int(last) if isinstance(at, list) else last] = copy.deepcopy(value)
    with pytest.raises(ModelError) as caught:
        parse_model(data)
    assert str(caught.value.field).startswith(f"model.{field}")
